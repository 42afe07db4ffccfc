// Filling in many answers at once: the table as a spreadsheet, blocks and
// lists from the clipboard, the search for an industry code. And that no
// field answers by itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL, BROWSER, WIDTHS } from "./harness.mjs";
import {
  arrive,
  assertQuiet,
  choose,
  enter,
  eventually,
  fill,
  focused,
  goTo,
  ownRecord,
  press,
  twoFrames,
  untilGone,
  untilSaved,
  untilShown,
  valueOf,
} from "./form.mjs";

const FIGURES = `${APP_URL}#/profile/figures`;
const IP = `${APP_URL}#/profile/ip`;

/** Puts a text on the clipboard and pastes it where the keyboard stands: in Chromium by the keys, else by the event. */
async function pasteFrom(visitor, text) {
  const { page } = visitor;
  if (BROWSER === "chrome") {
    const session = await page.createCDPSession();
    const permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    await session.send("Browser.grantPermissions", { permissions, origin: new URL(APP_URL).origin });
    await session.detach();
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.down("Control");
    await page.keyboard.press("KeyV", { commands: ["Paste"] });
    await page.keyboard.up("Control");
  } else {
    await page.evaluate((text) => {
      // Firefox makes the clipboard of such an event itself, of these two.
      const event = new ClipboardEvent("paste", { dataType: "text/plain", data: text, bubbles: true, cancelable: true });
      if (document.activeElement.dispatchEvent(event)) document.execCommand("insertText", false, text);
    }, text);
  }
  await twoFrames(page);
}

const click = async ({ page }, id) => (await page.waitForSelector(`[id="${id}"]`, { visible: true })).click();

/** Presses keys one after the other and says where the keyboard then stands. */
async function keys(visitor, ...names) {
  for (const name of names) {
    const [key, ...held] = name.split("+").reverse();
    for (const it of held) await visitor.page.keyboard.down(it);
    await visitor.page.keyboard.press(key);
    for (const it of held) await visitor.page.keyboard.up(it);
    await twoFrames(visitor.page);
  }
  return focused(visitor);
}

async function values(visitor, ...ids) {
  const all = [];
  for (const id of ids) all.push(await valueOf(visitor, id));
  return all;
}

const factsOf = async (visitor) => {
  await untilSaved(visitor);
  return JSON.parse(await ownRecord(visitor)).body.facts;
};

/** At every width, by day and by night: nothing that axe finds, nothing beside the edge. */
async function assertSound(visitor) {
  for (const scheme of BROWSER === "chrome" ? ["light", "dark"] : ["light"]) {
    if (BROWSER === "chrome") {
      await visitor.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    }
    for (const width of WIDTHS) {
      await visitor.page.setViewport({ width, height: 900 });
      await twoFrames(visitor.page);
      assert.deepEqual(await visitor.accessibilityFaults(), [], `${width} px, ${scheme}`);
      assert.ok(!(await visitor.overflowsSideways()), `${width} px: something lies beside the edge`);
    }
  }
  if (BROWSER === "chrome") await visitor.page.emulateMediaFeatures([]);
  await visitor.page.setViewport({ width: 1440, height: 900 });
}

test("keys lead through the table as through a spreadsheet", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await click(visitor, "revenue-2023");
  assert.equal(await keys(visitor, "ArrowRight"), "revenue-2024");
  assert.equal(await keys(visitor, "ArrowRight"), "revenue-2025");
  assert.equal(await keys(visitor, "ArrowRight"), "revenue-2025");
  assert.equal(await keys(visitor, "Enter"), "main-revenue-2025");
  assert.equal(await keys(visitor, "Shift+Enter"), "revenue-2025");
  assert.equal(await keys(visitor, "ArrowUp"), "revenue-2025");
  assert.equal(await keys(visitor, "Control+End"), "rd-expense-2025");
  assert.equal(await keys(visitor, "Control+Home"), "revenue-2023");
  // The Tab key goes on in the order of the page: “no data” stands between the first two cells.
  assert.equal(await keys(visitor, "Tab", "Tab"), "revenue-2024");
  // Cells that are not asked for are passed over: the year before last has no profit.
  await click(visitor, "rd-expense-2024");
  const above = await keys(visitor, "ArrowUp");
  assert.match(above, /-2024$/);
  assert.notEqual(above, "rd-expense-2024");

  // Inside a text the arrows move the caret; from its edge they leave.
  await fill(visitor, "revenue-2024", "2118");
  assert.equal(await keys(visitor, "ArrowLeft"), "revenue-2024");
  assert.equal(await keys(visitor, "ArrowRight", "ArrowRight"), "revenue-2025");
  // All of a cell is selected on arrival: typing replaces it.
  assert.equal(await keys(visitor, "ArrowLeft"), "revenue-2024");
  await visitor.page.keyboard.type("99");
  assert.equal(await valueOf(visitor, "revenue-2024"), "99");
  assertQuiet(visitor);
});

test("Escape gives back what stood in the cell", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await enter(visitor, "revenue-2024", "2118");
  await fill(visitor, "revenue-2024", "5");
  await keys(visitor, "Escape");
  assert.equal(await valueOf(visitor, "revenue-2024"), "2118");
  assert.deepEqual((await factsOf(visitor)).revenue, { 2024: "2118" });

  // An answer that was doubted and confirmed stays one.
  await enter(visitor, "revenue-2025", "17860000");
  await press(visitor, "数字无误");
  await fill(visitor, "revenue-2025", "6");
  await keys(visitor, "Escape", "Tab");
  assert.deepEqual((await factsOf(visitor)).revenue, { 2024: "2118", 2025: "17860000" });
  assertQuiet(visitor);
});

test("a block is pasted from the cell on, in one step to take back", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await enter(visitor, "revenue-2024", "7");
  await click(visitor, "revenue-2024");
  await pasteFrom(visitor, "2,118.00\t2,436.40 万元\t1\r\n１９８０\t约 2000\t\r\n\r\n");
  await untilShown(
    visitor,
    "已粘贴 4 格，其中 1 格原来有数，已替换，1 格须改正或核对，原样留着。有 1 处不在表里或不用填，没有填入：“1”。",
  );
  const ids = ["revenue-2024", "revenue-2025", "main-revenue-2024", "main-revenue-2025"];
  assert.deepEqual(await values(visitor, ...ids), ["2,118", "2,436.4", "1,980", "约 2000"]);
  await untilShown(visitor, "请填确切的数，只用数字，例如 106.35。");
  assert.equal(await focused(visitor), "revenue-2024");
  assert.deepEqual(await factsOf(visitor), {
    revenue: { 2024: "2118", 2025: "2436.4" },
    "main-revenue": { 2024: "1980" },
  });
  await assertSound(visitor);

  await press(visitor, "撤销这次粘贴");
  await untilGone(visitor, "已粘贴 4 格");
  assert.deepEqual(await values(visitor, ...ids), ["7", "", "", ""]);
  await press(visitor, "重做");
  assert.deepEqual(await values(visitor, ...ids), ["2,118", "2,436.4", "1,980", "约 2000"]);
  assertQuiet(visitor);
});

test("names of lines and years say where a pasted figure belongs, and its unit is the statement's", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await click(visitor, "total-assets-2025");
  await pasteFrom(
    visitor,
    "利润表\t\t单位：元\n项目\t2025年度\t2024年度\n一、营业收入\t24,364,000.00\t21,180,000.00\n减：营业成本\t1\t2\n五、净利润（净亏损以“－”号填列）\t(50,000)\t\n资产总计\t—\t\n负债合计\t50,000\t\n",
  );
  // The profit is not asked for by the versions in force.
  await untilShown(visitor, "没有填入：“利润表”“减：营业成本”“五、净利润（净亏损以“－”号填列）”。");
  assert.deepEqual(
    await values(visitor, "revenue-2025", "revenue-2024", "total-assets-2025", "total-liabilities-2025"),
    ["2,436.4", "2,118", "", "5"],
  );
  assertQuiet(visitor);
});

test("a single cell is pasted as any text, and what is too large is refused with a word", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await click(visitor, "revenue-2025");
  await pasteFrom(visitor, "2436.4\r\n");
  assert.equal(await valueOf(visitor, "revenue-2025"), "2436.4");
  await pasteFrom(visitor, "1\t2\n".repeat(3000));
  await untilShown(visitor, "粘贴的内容太多，一点也没有填入；请分几次粘贴。");
  assert.equal(await valueOf(visitor, "revenue-2025"), "2436.4");
  assertQuiet(visitor);
});

test("a pasted list is looked at, then added in one step, and states only what stands in it", async (t) => {
  const visitor = await arrive(t, { url: IP });
  await press(visitor, "粘贴清单：知识产权");
  await eventually(async () => assert.equal(await focused(visitor), "ip-items-paste"));
  await pasteFrom(
    visitor,
    "专利名称\t专利号\t专利类型\t授权日\t取得方式\n一种阀门\tZL1\t发明专利\t2023/5/1\t原始取得\n泵体\tZL2\t实用新型\t2023-2-30\t\n\t\t\t\t不详\n",
  );
  await untilShown(visitor, "看懂 2 项，其中 1 处读不出来，会原样留着待改，3 处不会填入。没写的一律不填。");
  await untilShown(visitor, "这一行没有可以填入的，不加入");
  assert.equal(await valueOf(visitor, "ip-items-paste-1"), "", "nobody said what a patent's number is");
  assert.equal(await ownRecord(visitor), undefined, "a preview is no answer");
  await assertSound(visitor);
  await choose(visitor, "ip-items-paste-1", "证书号");
  await untilShown(visitor, "1 处不会填入");
  await press(visitor, "加入这 2 项");
  await untilShown(visitor, "已加入 2 项。1 行没有加入，还留在输入框里。");
  assert.match(await valueOf(visitor, "ip-items-paste"), /^专利名称.*\n\t\t\t\t不详$/);
  const record = JSON.parse((await untilSaved(visitor), await ownRecord(visitor)));
  assert.deepEqual(record.body.facts["ip-items"].items, [
    { name: "一种阀门", number: "ZL1", kind: "invention-patent", "granted-on": "2023-05-01", acquisition: "original" },
    { name: "泵体", number: "ZL2", kind: "utility-model" },
  ]);
  await untilShown(visitor, "知识产权第 2 项的授权（登记）日：没有 2 月 30 日。");
  await press(visitor, "取消");
  await press(visitor, "撤销这次粘贴");
  await untilGone(visitor, "一种阀门");
  assertQuiet(visitor);
});

test("a list in lines is understood without headings, and a day is not guessed", async (t) => {
  const visitor = await arrive(t, { url: IP });
  await press(visitor, "粘贴清单：知识产权");
  await fill(visitor, "ip-items-paste", "1、一种阀门，发明专利，2023-5-1");
  await untilShown(visitor, "看懂 1 项，1 处不会填入。");
  await untilShown(visitor, "有的列认不出是哪一项，请在列的上面选；不选的不填。");
  await choose(visitor, "ip-items-paste-2", "授权（登记）日");
  await press(visitor, "加入这 1 项");
  const items = (await factsOf(visitor))["ip-items"].items;
  assert.deepEqual(items, [{ name: "一种阀门", kind: "invention-patent", "granted-on": "2023-05-01" }]);
  assertQuiet(visitor);
});

test("an industry code is found by number and by name, by keyboard, and typed on in its field", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  const expanded = () => visitor.page.$eval("#find-code", (it) => it.getAttribute("aria-expanded"));
  const options = () => visitor.page.$$eval("#found-codes li", (all) => all.map((it) => it.innerText));
  await fill(visitor, "find-code", "制造业");
  await untilShown(visitor, "找到 1 个，用上下键选择。");
  assert.deepEqual(await options(), ["C 制造业 划型按“工业”"]);
  assert.equal(await expanded(), "true");
  await assertSound(visitor);
  await keys(visitor, "ArrowDown");
  const active = await visitor.page.$eval("#find-code", (it) => it.getAttribute("aria-activedescendant"));
  assert.equal(await visitor.page.$eval(`[id="${active}"]`, (it) => it.getAttribute("aria-selected")), "true");
  await assertSound(visitor);
  await keys(visitor, "Enter");
  await eventually(async () => assert.equal(await focused(visitor), "industry-code"));
  assert.equal(await valueOf(visitor, "industry-code"), "C");
  await visitor.page.keyboard.type("3912");
  await untilShown(visitor, "C3912：划型按“工业”一行");
  assert.deepEqual((await factsOf(visitor))["industry-code"], "C3912");

  await fill(visitor, "find-code", "6510");
  assert.deepEqual(await options(), ["I6510 信息传输、软件和信息技术服务业 划型按“软件和信息技术服务业”"]);
  assert.equal(await keys(visitor, "Enter"), "find-code", "nothing is chosen by itself");
  assert.equal(await valueOf(visitor, "industry-code"), "C3912");
  await keys(visitor, "Escape");
  assert.equal(await expanded(), "false");
  await keys(visitor, "ArrowUp", "Enter");
  await eventually(async () => assert.equal(await valueOf(visitor, "industry-code"), "I6510"));

  await fill(visitor, "find-code", "批发");
  await (await visitor.page.waitForSelector("#found-codes li", { visible: true })).click();
  await eventually(async () => assert.equal(await valueOf(visitor, "industry-code"), "F51"));
  await fill(visitor, "find-code", "量子占卜");
  await untilShown(visitor, "划型标准里没有这个名称的行业，请按代码填写。");
  assertQuiet(visitor);
});

test("no field answers for the user", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  const { page } = visitor;
  const UNSAID = ["还不清楚", "还没自评", "还没有"];
  const groups = await page.$$eval(".side--tasks a", (all) => all.map((it) => it.getAttribute("href")));
  assert.ok(groups.length > 8, "every group is looked at");
  const asked = { inputs: 0, lists: 0, radios: 0 };
  const look = async (where) => {
    const found = await page.evaluate(() => {
      for (const fold of document.querySelectorAll("section.group details")) fold.open = true;
      const of = (selector) => [...document.querySelectorAll(`section.group :is(${selector})`)];
      const texts = of("input[type=text], textarea").map((it) => it.value);
      const lists = of("select").map((it) => it.value);
      const boxes = of("input[type=checkbox]").map((it) => it.checked);
      const on = of("input[type=radio]").filter((it) => it.checked);
      return { texts, lists, boxes, radios: on.map((it) => it.closest("label").innerText.trim()) };
    });
    assert.deepEqual([...new Set(found.texts)].filter(Boolean), [], `${where}: a text stands there`);
    assert.deepEqual([...new Set(found.lists)].filter(Boolean), [], `${where}: something is chosen`);
    assert.ok(!found.boxes.includes(true), `${where}: a box is ticked`);
    for (const words of found.radios) assert.ok(UNSAID.includes(words), `${where}: “${words}” is chosen`);
    asked.inputs += found.texts.length;
    asked.lists += found.lists.length;
    asked.radios += found.radios.length;
  };
  for (const address of groups) {
    await goTo(visitor, address);
    await page.waitForSelector("section.group");
    await look(address);
    // An item that was only just added has no answers either.
    const lists = await page.$$eval("section.group .list", (all) => all.map((it) => it.id));
    for (const id of lists) {
      await page.$eval(`[id="${id}"] .actions .btn`, (it) => it.click());
      await twoFrames(page);
      await look(`${address}, ${id}`);
      await page.evaluate((id) => {
        const done = [...document.querySelectorAll(`[id="${id}"] .item--edit .btn--main`)];
        for (const it of done) it.click();
      }, id);
      await twoFrames(page);
    }
  }
  assert.ok(asked.inputs > 30 && asked.lists > 8 && asked.radios > 30, JSON.stringify(asked));
  for (const [fact, stated] of Object.entries(await factsOf(visitor))) {
    assert.deepEqual(stated.items, [{}], `${fact} was answered by nobody`);
  }
  assertQuiet(visitor);
});
