// What is typed is kept, the page never claims more than is true, and nothing
// that was kept is ever overwritten unseen.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";

import { APP_URL } from "./harness.mjs";
import {
  arrive,
  assertQuiet,
  bring,
  enter,
  eventually,
  fill,
  fillStoreOnDemand,
  focused,
  goBack,
  goTo,
  holdCompletions,
  inFrontWithoutChannels,
  keptLine,
  nameIn,
  ownRecord,
  plant,
  press,
  GONE,
  IDENTITY,
  OTHER,
  TAKEN_IN,
  UNREADABLE,
  shows,
  stored,
  twoFrames,
  untilGone,
  untilSaved,
  untilShown,
  valueOf,
  withoutChannels,
} from "./form.mjs";

const NEWER = "本机的草稿是新版程序保存的，这一版读不了，也不会覆盖它。";
const REFUSED_BY_NEWER = "没有保存：本机草稿是新版程序保存的，请刷新页面";

/** What a screen reader is told of by itself. */
const heard = ({ page }) => page.$$eval(".save [role=status]", (all) => all.map((it) => it.textContent).join(" "));

test("“saved” is said when the transaction is complete, and not before", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(holdCompletions);
  const visitor = await arrive(t, { url: IDENTITY, before });
  assert.equal(await keptLine(visitor), "还没有填写");
  await visitor.page.evaluate(() => (globalThis.held = "readwrite"));
  await fill(visitor, "enterprise-name", "甲公司");
  // The database has it, but the page has not been told so yet.
  await eventually(async () => assert.equal(nameIn(await ownRecord(visitor)), "甲公司"));
  assert.equal(await keptLine(visitor), "正在保存……");
  assert.doesNotMatch(await heard(visitor), /已保存/);
  await visitor.page.evaluate(() => globalThis.release());
  await untilSaved(visitor);
  await eventually(async () => assert.match(await heard(visitor), /已保存到本机/));
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司");
  assert.match(await keptLine(visitor), /^已保存到本机/);
  assertQuiet(visitor);
});

test("where the browser has no storage, that is said, and nothing is lost on the page", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      const refuse = () => {
        throw new DOMException("no storage here", "SecurityError");
      };
      IDBFactory.prototype.open = refuse;
      Object.defineProperty(globalThis, "localStorage", { get: refuse });
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  const refusal = "没有保存：浏览器不让本页存储（可能是无痕窗口），请导出备份";
  await fill(visitor, "enterprise-name", "无处保存公司");
  await eventually(async () => assert.equal(await keptLine(visitor), refusal));
  await press(visitor, "结论");
  await press(visitor, "切换深浅外观");
  await press(visitor, "填报");
  assert.equal(await valueOf(visitor, "enterprise-name"), "无处保存公司");
  const file = await visitor.download(() => press(visitor, "导出备份"));
  assert.equal(JSON.parse(file.text).facts["enterprise-name"], "无处保存公司");
  assertQuiet(visitor);
});

test("where the browser has no storage, that is said before anything is typed", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no database here", "SecurityError");
      };
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存：浏览器不让本页存储/));
});

test("where only the small store works, a reload still brings back what was typed", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no database here", "SecurityError");
      };
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "无处保存公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存/));
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "无处保存公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存/));
});

test("a write whose transaction is given up is not called saved", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...words) {
        const request = put.apply(this, words);
        if (globalThis.isGivenUp) request.addEventListener("success", () => this.transaction.abort());
        return request;
      };
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await visitor.page.evaluate(() => (globalThis.isGivenUp = true));
  await enter(visitor, "enterprise-name", "乙公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存：浏览器存储出错（.+），请导出备份$/));
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司");
  await visitor.page.evaluate(() => (globalThis.isGivenUp = false));
  // The next change tries again by itself.
  await enter(visitor, "short-name", "乙");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "乙公司");
  assertQuiet(visitor);
});

test("a full store is told, can be tried again, and then keeps everything", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await visitor.page.evaluate(() => (globalThis.isFull = true));
  await enter(visitor, "enterprise-name", "乙公司");
  const refusal = "没有保存：浏览器存储空间已满，请导出备份";
  await eventually(async () => assert.equal(await keptLine(visitor), refusal));
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司");
  assert.equal(await valueOf(visitor, "enterprise-name"), "乙公司");
  const file = await visitor.download(() => press(visitor, "导出备份"));
  assert.equal(JSON.parse(file.text).facts["enterprise-name"], "乙公司");

  await visitor.page.evaluate(() => (globalThis.isFull = false));
  await press(visitor, "再试一次");
  await untilSaved(visitor);
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "乙公司");
});

for (const [what, text] of [
  ["no JSON", '{"schema": 1, "revision": 3, "body": {'],
  ["an unknown fact value", '{"schema": 1, "revision": 3, "body": {"facts": {"revenue": {"2025": 12.5}}}}'],
  ["something else", "乱码\u0000 <script>alert(1)</script>"],
]) {
  test(`a stored draft that cannot be read (${what}) is reported, kept and can be had`, async (t) => {
    const visitor = await arrive(t, { url: IDENTITY });
    await enter(visitor, "enterprise-name", "甲公司");
    await untilSaved(visitor);
    await plant(visitor, text);
    await goTo(visitor, "#/");
    await visitor.reload();

    await untilShown(visitor, UNREADABLE);
    const file = await visitor.download(() => press(visitor, "下载原文"));
    assert.equal(file.text, text);
    const aside = Object.entries(await stored(visitor)).filter(([, kept]) => kept === text);
    assert.equal(aside.length, 1, "the text is no longer kept");
    assert.notEqual(aside[0][0], "draft/own");

    await goTo(visitor, "#/profile/identity");
    assert.equal(await valueOf(visitor, "enterprise-name"), "");
    await enter(visitor, "enterprise-name", "丙公司");
    await untilSaved(visitor);
    const records = await stored(visitor);
    assert.equal(records[aside[0][0]], text);
    assert.equal(nameIn(records["draft/own"]), "丙公司");
    assertQuiet(visitor);
  });
}

test("a stored draft that cannot be read is reported on whatever page the visit begins", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await plant(visitor, "garbage");
  await visitor.reload();
  await untilShown(visitor, UNREADABLE);
});

test("a draft of a later version is told, shown to nobody and never overwritten", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  const later = JSON.stringify({ schema: 99, revision: 8, body: { tomorrow: "明天的内容" } });
  await plant(visitor, later);
  await goTo(visitor, "#/");
  await visitor.reload();
  await untilShown(visitor, NEWER);
  const file = await visitor.download(() => press(visitor, "下载原文"));
  assert.equal(file.text, later);

  await goTo(visitor, "#/profile/identity");
  await enter(visitor, "enterprise-name", "丁公司");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_NEWER));
  await press(visitor, "再试一次");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_NEWER));
  assert.deepEqual(await stored(visitor), { "draft/own": later });
  const own = await visitor.download(() => press(visitor, "导出备份"));
  assert.equal(JSON.parse(own.text).facts["enterprise-name"], "丁公司");

  await visitor.reload();
  assert.equal(await ownRecord(visitor), later);
});

test("a later version's database is not touched either", async (t) => {
  const visitor = await arrive(t);
  await visitor.page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("tidu", 7);
        opening.onerror = () => failed(opening.error);
        opening.onblocked = () => failed(new Error("the page does not let go of its database"));
        opening.onsuccess = () => done(opening.result.close());
      }),
  );
  await goTo(visitor, "#/profile/identity");
  await visitor.reload();
  await enter(visitor, "enterprise-name", "甲公司");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_NEWER));
});

test("what was typed just before the page went away is taken in at the next start", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  // No write gets through any more: only the copy at page hide is left.
  await visitor.page.evaluate(() => (globalThis.isFull = true));
  await fill(visitor, "enterprise-name", "甲公司改名");
  await visitor.page.goto("about:blank");

  await visitor.openTab(IDENTITY, {});
  assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司改名");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司改名");
  await goTo(visitor, "#/");
  await untilShown(visitor, TAKEN_IN);

  await visitor.reload();
  await untilShown(visitor, "甲公司改名");
  assert.ok(!(await shows(visitor, TAKEN_IN)), "it is taken in once");
  assertQuiet(visitor);
});

test("an ordinary reload right after typing loses nothing", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await fill(visitor, "enterprise-name", "刚刚键入公司");
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "刚刚键入公司");
  await untilSaved(visitor);
});

test("going elsewhere and back goes on where one was", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await fill(visitor, "enterprise-name", "去而复返公司");
  await visitor.page.goto("about:blank");
  await goBack(visitor);
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "去而复返公司"));
  // What was under way when the page was left is answered, or done again.
  await untilSaved(visitor);
  await enter(visitor, "short-name", "复返");
  await untilSaved(visitor);
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "去而复返公司");
  assert.equal(await valueOf(visitor, "short-name"), "复返");
  assertQuiet(visitor);
});

/** Two tabs on one draft, and how to turn to one of them. */
async function twoTabs(t, options) {
  const visitor = await arrive(t, { url: IDENTITY, ...options });
  const first = visitor.page;
  const second = await visitor.openTab(IDENTITY, options);
  const to = async (page) => {
    await page.bringToFront();
    visitor.page = page;
  };
  return { visitor, first, second, to };
}

const REFUSED_BY_OTHER = "没有保存：另一个标签页刚改过这份草稿";

test("a second tab is not overwritten silently, and either side can be taken", async (t) => {
  const { visitor, first, second, to } = await twoTabs(t, { before: inFrontWithoutChannels, isAside: true });
  await to(first);
  await enter(visitor, "enterprise-name", "第一页公司");
  await untilSaved(visitor);
  const kept = await ownRecord(visitor);

  await to(second);
  await enter(visitor, "enterprise-name", "第二页公司");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_OTHER));
  assert.equal(await ownRecord(visitor), kept);
  assert.equal(await valueOf(visitor, "enterprise-name"), "第二页公司");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  await press(visitor, "用本页覆盖");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "第二页公司");

  await to(first);
  await enter(visitor, "short-name", "第一页");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_OTHER));
  await press(visitor, "换用另一页的");
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "第二页公司"));
  assert.equal(await valueOf(visitor, "short-name"), "");
  // What this page had is not thrown away behind the user's back.
  await press(visitor, "撤销");
  await eventually(async () => assert.equal(await valueOf(visitor, "short-name"), "第一页"));
  await untilSaved(visitor);
  assertQuiet(visitor);
});

test("what two tabs entered is put together field by field", async (t) => {
  const { visitor, first, second, to } = await twoTabs(t, { before: withoutChannels });
  await to(first);
  await enter(visitor, "enterprise-name", "第一页公司");
  await enter(visitor, "short-name", "一页");
  await untilSaved(visitor);
  await to(second);
  await enter(visitor, "enterprise-name", "第二页公司");
  await enter(visitor, "founded-on", "2001-02-03");
  await untilShown(visitor, "另一个标签页也改了这份草稿");
  const offered = () =>
    visitor.page.$$eval("fieldset.diff", (all) =>
      all.map((it) => [it.querySelector("legend").textContent, [...it.querySelectorAll("input")].map((it) => it.checked)]),
    );
  // What is chosen is drawn a moment after the words.
  await eventually(async () =>
    assert.deepEqual(await offered(), [
      ["企业名称两边都改过", [true, false]],
      ["成立日期", [true, false]],
      ["企业简称", [false, true]],
    ]),
  );
  await visitor.page.click("fieldset.diff:nth-of-type(1) label:nth-of-type(2)");
  await press(visitor, "按所选合并并保存");
  await untilSaved(visitor);
  const { facts } = JSON.parse(await ownRecord(visitor)).body;
  assert.deepEqual(
    [facts["enterprise-name"], facts["short-name"], facts["founded-on"]],
    ["第一页公司", "一页", "2001-02-03"],
  );
  assert.equal(await valueOf(visitor, "enterprise-name"), "第一页公司");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assertQuiet(visitor);
});

test("a tab without changes of its own follows what another one saves", async (t) => {
  const { visitor, first, second, to } = await twoTabs(t);
  await to(first);
  await enter(visitor, "enterprise-name", "第一页公司");
  await untilSaved(visitor);
  await to(second);
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "第一页公司"));
  await untilShown(visitor, "另一个标签页保存了这份草稿，本页已换成新的内容。");
  await enter(visitor, "enterprise-name", "第二页公司");
  await untilSaved(visitor);
  await to(first);
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "第二页公司"));
  assertQuiet(visitor);
});

test("a draft that another tab deleted is kept on the page and can be saved again", async (t) => {
  const { visitor, first, second, to } = await twoTabs(t);
  await to(first);
  await enter(visitor, "enterprise-name", "要删除公司");
  await untilSaved(visitor);
  await to(second);
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "要删除公司"));
  await to(first);
  await goTo(visitor, "#/");
  await press(visitor, "改名、复制、归档、删除");
  await press(visitor, "删除");
  await untilShown(visitor, "草稿已删除。");
  await eventually(async () => assert.equal(await ownRecord(visitor), undefined));
  await to(second);
  await enter(visitor, "short-name", "还在");
  await eventually(async () => assert.equal(await keptLine(visitor), GONE));
  await press(visitor, "重新保存");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "要删除公司");
});

test("unsaved changes beside another tab's are kept aside and can be had", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: IDENTITY, before });
  const first = visitor.page;
  await visitor.page.evaluate(() => (globalThis.isFull = true));
  await enter(visitor, "enterprise-name", "没来得及保存公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存/));

  await visitor.openTab(IDENTITY, {});
  await enter(visitor, "enterprise-name", "已经保存公司");
  await untilSaved(visitor);
  await first.goto("about:blank");

  await visitor.page.bringToFront();
  await goTo(visitor, "#/");
  await visitor.reload();
  await untilShown(visitor, OTHER);
  await untilShown(visitor, "已经保存公司");
  const file = await visitor.download(() => press(visitor, "下载原文"));
  assert.match(file.text, /没来得及保存公司/);
  assert.equal(nameIn(await ownRecord(visitor)), "已经保存公司");
});

test("deleting everything is asked for twice, and then everything is gone", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "要删除公司");
  await untilSaved(visitor);
  await press(visitor, "切换深浅外观");
  await plant(visitor, "坏掉的记录：要删除公司");
  await goTo(visitor, "#/packages");
  await visitor.reload();
  await untilShown(visitor, UNREADABLE);

  await press(visitor, "删除全部数据");
  assert.equal(await focused(visitor), "delete-no");
  await press(visitor, "不删");
  assert.equal(await focused(visitor), "delete");
  assert.notDeepEqual(await stored(visitor), {});

  await press(visitor, "删除全部数据");
  await press(visitor, "删除", "removal");
  await untilShown(visitor, "已全部删除。");
  assert.deepEqual(await stored(visitor), {});
  assert.equal(await visitor.page.evaluate(() => localStorage.length), 0);
  await visitor.reload();
  await goTo(visitor, "#/profile/identity");
  assert.equal(await valueOf(visitor, "enterprise-name"), "");
  assert.deepEqual(await stored(visitor), {});
});

test("an import becomes a draft of its own, and the others stay", async (t) => {
  const maker = await arrive(t, { url: IDENTITY });
  await enter(maker, "enterprise-name", "来自文件公司");
  const file = await maker.download(() => press(maker, "导出备份"));

  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "原来的公司");
  await untilSaved(visitor);
  await bring(visitor, file.path);
  await press(visitor, "不采用");
  assert.equal(await focused(visitor), "file");
  await visitor.choose("#file", file.path);
  await press(visitor, "作为新草稿");
  await untilSaved(visitor);
  await visitor.reload();
  await eventually(async () => assert.match(await visitor.words(".who"), /来自文件公司/));
  await twoFrames(visitor.page);
  const names = Object.values(await stored(visitor)).map(nameIn).sort();
  assert.deepEqual(names, ["原来的公司", "来自文件公司"].sort());
});

test("an import is compared with a draft that exists, and put together field by field", async (t) => {
  const maker = await arrive(t, { url: IDENTITY });
  await enter(maker, "enterprise-name", "来自文件公司");
  await enter(maker, "short-name", "来自");
  const file = await maker.download(() => press(maker, "导出备份"));

  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "原来的公司");
  await enter(visitor, "founded-on", "2001-02-03");
  await untilSaved(visitor);
  await bring(visitor, file.path);
  await visitor.page.waitForSelector("#compare-with", { visible: true });
  await visitor.page.select("#compare-with", "own");
  await untilShown(visitor, "两边都改过");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  await press(visitor, "按所选并入已有的草稿");
  await goTo(visitor, IDENTITY.slice(IDENTITY.indexOf("#")));
  await untilSaved(visitor);
  const { facts } = JSON.parse(await ownRecord(visitor)).body;
  assert.deepEqual(
    [facts["enterprise-name"], facts["short-name"], facts["founded-on"]],
    ["原来的公司", "来自", "2001-02-03"],
  );
  assertQuiet(visitor);
});

test("there can be many drafts: named, copied, put away, deleted and brought back", async (t) => {
  const visitor = await arrive(t);
  await press(visitor, "开始填报");
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await press(visitor, "梯度");
  await goTo(visitor, "#/");
  await press(visitor, "开始填报");
  assert.equal(await valueOf(visitor, "enterprise-name"), "");
  await enter(visitor, "enterprise-name", "乙公司");
  await untilSaved(visitor);
  await visitor.page.goto(APP_URL);
  await visitor.untilReady();
  await visitor.reload();
  const names = () => visitor.page.$$eval(".draft h3", (all) => all.map((it) => it.textContent));
  await eventually(async () => assert.deepEqual((await names()).sort(), ["乙公司", "甲公司"].sort()));
  const who = await visitor.page.$eval(".who", (it) => it.textContent);
  assert.equal(who, "", "no draft is opened unasked");

  const card = (name) => `//article[.//h3[normalize-space()="${name}"]]`;
  const inCard = async (name, what) => {
    const path = `${card(name)}//*[self::button or self::summary or self::a][normalize-space()="${what}"]`;
    const element = await visitor.page.waitForSelector(`::-p-xpath(${path})`, { visible: true });
    await element.click();
  };
  await inCard("甲公司", "改名、复制、归档、删除");
  await (await visitor.page.waitForSelector(`::-p-xpath(${card("甲公司")}//input)`)).type("2026 年申报");
  await inCard("甲公司", "改名");
  await eventually(async () => assert.deepEqual((await names()).sort(), ["2026 年申报", "乙公司"].sort()));
  await inCard("2026 年申报", "复制一份");
  await eventually(async () => assert.equal((await names()).length, 3));
  assert.ok((await names()).includes("副本：2026 年申报"));
  await inCard("乙公司", "改名、复制、归档、删除");
  await inCard("乙公司", "归档");
  await untilShown(visitor, "已归档 1 份");
  await inCard("2026 年申报", "改名、复制、归档、删除");
  await inCard("2026 年申报", "删除");
  await untilShown(visitor, "草稿已删除。");
  await eventually(async () => assert.equal((await names()).length, 2));
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  await press(visitor, "撤销", "undelete-line");
  await eventually(async () => assert.equal((await names()).length, 3));
  await visitor.reload();
  await eventually(async () => assert.equal((await names()).length, 3));
  assert.ok((await names()).includes("2026 年申报"));
  assertQuiet(visitor);
});

test("answers are taken back and made again, by what they are", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await enter(visitor, "short-name", "甲");
  await press(visitor, "撤销");
  await untilShown(visitor, "已撤销：企业简称");
  assert.equal(await valueOf(visitor, "short-name"), "");
  await press(visitor, "撤销");
  assert.equal(await valueOf(visitor, "enterprise-name"), "");
  await press(visitor, "重做");
  await untilShown(visitor, "已重做：企业名称");
  assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司");
  // By keys as well, outside of what is typed into.
  const keys = async (...names) => {
    await visitor.page.focus("h1");
    for (const name of names) await visitor.page.keyboard.down(name);
    for (const name of names.reverse()) await visitor.page.keyboard.up(name);
  };
  await keys("Control", "z");
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), ""));
  await keys("Control", "y");
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司"));
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司");
});

test("a backup of everything is restored in another browser", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await goTo(visitor, "#/d/two/profile/identity");
  await enter(visitor, "enterprise-name", "乙公司");
  await goTo(visitor, "#/packages");
  const file = await visitor.download(() => press(visitor, "备份全部草稿"));

  const other = await arrive(t, { url: IDENTITY });
  await enter(other, "enterprise-name", "本来就有公司");
  await untilSaved(other);
  await bring(other, file.path);
  await untilShown(other, "有 2 份草稿");
  await press(other, "全部恢复");
  await untilShown(other, "已恢复 2 份草稿。");
  await eventually(async () => {
    const names = Object.values(await stored(other)).map(nameIn).sort();
    assert.deepEqual(names, ["甲公司", "乙公司", "本来就有公司"].sort());
  });
  assert.equal(nameIn(await ownRecord(other)), "本来就有公司");
  assertQuiet(other);
});

test("a file can be locked by a passphrase, and opens with that one only", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "加锁公司");
  await untilSaved(visitor);
  await press(visitor, "文件");
  await visitor.page.click("section[aria-labelledby=export] summary");
  await visitor.page.type("#lock-1", "短");
  await press(visitor, "加锁并导出");
  await untilShown(visitor, "口令至少 8 个字符。");
  await visitor.page.type("#lock-1", "口令一二三四五六");
  await visitor.page.type("#lock-2", "口令一二三四五七");
  await press(visitor, "加锁并导出");
  await untilShown(visitor, "两次输入不一样。");
  await enter(visitor, "lock-1", "正确的口令八个字");
  await enter(visitor, "lock-2", "正确的口令八个字");
  const file = await visitor.download(() => press(visitor, "加锁并导出"));
  assert.match(file.name, /-已加锁\.json$/);
  assert.doesNotMatch(file.text, /加锁公司/);
  assert.equal(JSON.parse(file.text).iterations, 600000);
  // Others' software opens it as docs/backup.md says.
  const [, script] = /```js\n([^]*?)```/.exec(await readFile(new URL("../../docs/backup.md", import.meta.url), "utf8"));
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script, file.path, "正确的口令八个字"]);
  assert.equal(JSON.parse(stdout).facts["enterprise-name"], "加锁公司");

  const other = await arrive(t);
  await bring(other, file.path);
  await untilShown(other, "这个文件加了口令。");
  await other.page.type("#unlock", "错误的口令八个字");
  await press(other, "打开");
  await untilShown(other, "打不开：口令不对，或文件被改过。");
  assert.deepEqual(await other.accessibilityFaults(), []);
  await enter(other, "unlock", "正确的口令八个字");
  await press(other, "打开");
  await untilShown(other, "加锁公司");
  await press(other, "作为新草稿");
  await untilSaved(other);
  assertQuiet(other);
});

test("what the browser does not offer is said, and the rest works", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
      Object.defineProperty(Navigator.prototype, "storage", { get: () => undefined });
      delete globalThis.BroadcastChannel;
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "旧浏览器公司");
  await untilSaved(visitor);
  await press(visitor, "文件");
  await untilShown(visitor, "没有加密功能，不能加锁和开锁，其余照常。");
  await untilShown(visitor, "不支持“长期保留”，请常备份。");
  await untilShown(visitor, "本机存有 1 份草稿。");
  assertQuiet(visitor);
});

test("a backup can be had as text, where the browser copies and where it does not", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      const clipboard = { writeText: (text) => Promise.resolve((globalThis.copied = text)) };
      Object.defineProperty(navigator, "clipboard", { get: () => (globalThis.isBarred ? undefined : clipboard) });
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "复制公司");
  await press(visitor, "文件");
  await press(visitor, "复制为文本");
  await untilShown(visitor, "已复制。粘贴到文本文件里，存成 .json，就能再导入。");
  const copied = await visitor.page.evaluate(() => globalThis.copied);
  assert.equal(JSON.parse(copied).facts["enterprise-name"], "复制公司");

  await visitor.page.evaluate(() => (globalThis.isBarred = true));
  await press(visitor, "复制为文本");
  await untilShown(visitor, "这个浏览器不让网页复制，请选中下面的文字自行复制。");
  assert.equal(await valueOf(visitor, "by-hand"), copied);
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assertQuiet(visitor);
});
