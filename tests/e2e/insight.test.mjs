// What would meet a tier: which answer comes next, what would have to change,
// what is near a line, what if, and what is otherwise on another day.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { APP_URL, WIDTHS } from "./harness.mjs";
import { IDENTITY, arrive, assertQuiet, bring, choose, enter, eventually, faultsOf, fill, focused, goTo, here, press } from "./form.mjs";
import { shows, stored, twoFrames, untilGone, untilLadder, untilSaved, untilShown } from "./form.mjs";

/** The fictitious enterprise, without what its tracker tells. */
const SAMPLE = fileURLToPath(new URL("../../src/draft/sample.json", import.meta.url));

/** The enterprise of the sample as a draft of the user's own. */
async function ownSample(visitor) {
  await bring(visitor, SAMPLE);
  await press(visitor, "作为新草稿");
  await untilShown(visitor, "乐平示例精密陶瓷有限公司");
  await goTo(visitor, "#/");
  await press(visitor, "继续填报");
  await untilSaved(visitor);
}

/** Another part of the page, of the draft on screen. */
const open = async (visitor, part) => goTo(visitor, await here(visitor, `insight/${part}`));

/** The rows of a table: the words of each cell. */
const rows = ({ page }, selector) =>
  page.$$eval(`${selector} tbody tr`, (all) =>
    all.map((row) => [...row.cells].map((it) => it.innerText.replace(/\s+/g, " ").trim())),
  );

/** Waits until a scenario stands so in a tier (1 is the lowest). */
const untilScenario = (visitor, name, tier, verdict) =>
  eventually(async () => {
    const row = (await rows(visitor, ".scenarios")).find(([first]) => first.startsWith(name));
    assert.ok(row?.[tier].startsWith(verdict), `${name}: ${row}`);
  });

/** The drafts of the store, without their counters. */
const drafts = async (visitor) =>
  Object.entries(await stored(visitor))
    .filter(([key]) => key.startsWith("draft/"))
    .map(([, text]) => JSON.stringify(JSON.parse(text).body));

test("the next answer leads to its field", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result` });
  await press(visitor, "达标");
  assert.equal(await visitor.page.title(), "怎样达标 · 梯度");
  await untilShown(visitor, "先填哪一项");
  await press(visitor, "去填写：2024 年主营业务收入");
  await eventually(async () => assert.equal(await focused(visitor), "main-revenue-2024"));
  assertQuiet(visitor);
});

/** Answers what the keyboard stands in, as it comes: a text by a number or a day, a choice by its first way. */
async function answerHere({ page }) {
  const kind = await page.evaluate(() => {
    const it = document.activeElement;
    if (it.type !== "text") return it.localName === "select" ? "select" : it.type;
    return it.inputMode === "text" ? "day" : it.inputMode;
  });
  if ((await focused({ page })) === "industry-code") await page.keyboard.type("C3073");
  else if (kind === "day") await page.keyboard.type("2015-06-01");
  else if (kind === "radio") await page.keyboard.press(" ");
  else if (kind === "select") await page.keyboard.press("ArrowDown");
  else await page.keyboard.type("12");
}

/** Presses Control and Enter, and waits until the keyboard is in another field. */
async function onward(visitor) {
  const { page } = visitor;
  const before = await focused(visitor);
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  return eventually(async () => {
    const now = await focused(visitor);
    assert.notEqual(now, before);
    assert.ok(await page.evaluate(() => document.activeElement.matches("main :is(input, select)")), now);
    return now;
  });
}

test("the form is walked from an empty draft by one key, each time to the answer that the page names", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  const { page } = visitor;
  const named = () => page.$eval("main .side--ladder .walk a", (it) => [it.textContent, it.getAttribute("href")]);
  await page.waitForSelector("main .side--ladder .walk a", { visible: true });
  assert.match(await visitor.words(".walk__keys"), /Ctrl\+Enter/);
  const seen = [];
  for (let nth = 0; nth < 10; nth += 1) {
    const [words, href] = await named();
    assert.match(words, /^先填：/);
    const at = await onward(visitor);
    // A field of an item stands once in the document, whichever item it is of.
    const input = href.split("/").at(-1).replace(/\.\d+\./, ".");
    assert.equal(at, input);
    await twoFrames(page);
    assert.notEqual((await named())[1], href, "the field that the keyboard is in is passed over");
    seen.push(at);
    await answerHere(visitor);
    await twoFrames(page);
  }
  assert.equal(new Set(seen).size, seen.length, `twice: ${seen}`);
  await untilSaved(visitor);
  assertQuiet(visitor);
});

test("the walk passes what is left open, and opens the item of a list", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/ip` });
  const { page } = visitor;
  await press(visitor, "加第一项：知识产权");
  await press(visitor, "完成");
  const at = [await onward(visitor), await onward(visitor), await onward(visitor)];
  assert.equal(new Set(at).size, at.length, `${at}`);
  // What was left open stays so, also once something else is answered.
  await answerHere(visitor);
  await twoFrames(page);
  assert.ok(!at.includes(await onward(visitor)), `${at}`);
  // An item that is closed is opened by the address that names a field of it, also where the address stays.
  const link = "#/profile/ip/ip-items.0.kind";
  await goTo(visitor, link);
  await eventually(async () => assert.equal(await focused(visitor), "ip-items.kind"));
  await press(visitor, "完成");
  await goTo(visitor, "#/profile/ip/ip-items-all");
  await goTo(visitor, link);
  await eventually(async () => assert.equal(await focused(visitor), "ip-items.kind"));
  await page.keyboard.press("ArrowDown");
  await untilSaved(visitor);
  assertQuiet(visitor);
});

test("what would have to change is tried out, and changes the draft only when asked", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/` });
  await ownSample(visitor);
  await untilLadder(visitor, "专精特新", "暂未达到");
  const before = await drafts(visitor);

  await open(visitor, "path");
  const section = "path-specialized-s";
  await eventually(async () => assert.match(await visitor.words(`#${section} [role=status]`), /^找到 \d+ 个办法$/));
  assert.match(await visitor.words(`#${section} .way`), /不早于 2026-09-18/);
  const moves = await visitor.page.$$eval(`#${section} .way:first-child .move`, (all) => all.length);
  assert.ok(moves > 0);
  await press(visitor, "放进试算：专精特新：办法 1");
  await untilShown(visitor, "如果改几个数");
  await untilScenario(visitor, "专精特新：办法 1", 2, "已达到");
  await untilScenario(visitor, "现在", 2, "暂未达到");
  await untilLadder(visitor, "专精特新", "暂未达到");

  // It lives as long as the visit, and is no part of the draft.
  await goTo(visitor, await here(visitor, "result"));
  await open(visitor, "trial");
  await untilScenario(visitor, "专精特新：办法 1", 2, "已达到");
  assert.deepEqual(await drafts(visitor), before);

  await press(visitor, "另存为草稿");
  await untilShown(visitor, "已另存为草稿“专精特新：办法 1”，原草稿未动。");
  await untilSaved(visitor);
  await eventually(async () => assert.equal((await drafts(visitor)).length, before.length + 1));
  assert.ok((await drafts(visitor)).includes(before[0]), "the draft itself is as it was");

  await press(visitor, "按此改草稿");
  await untilLadder(visitor, "专精特新", "已达到");
  await untilSaved(visitor);
  assert.ok(!(await drafts(visitor)).includes(before[0]));
  await press(visitor, "撤销");
  await untilLadder(visitor, "专精特新", "暂未达到");
  assertQuiet(visitor);
});

test("what is harder for this enterprise changes the way", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/insight/path` });
  const status = "#path-innovative-s [role=status]";
  const first = () => visitor.words("#path-innovative-s .move b");
  await eventually(async () => assert.match(await visitor.words(status), /^找到/));
  const was = await first();
  await choose(visitor, "ease-innovative-1-0", "不可能");
  await untilShown(visitor, "主营业务收入：不可能");
  await eventually(async () => {
    assert.match(await visitor.words(status), /^找到|^今后/);
    assert.equal(await focused(visitor), "path-innovative");
  });
  assert.ok(was.length > 0);
  await press(visitor, "按通常：主营业务收入");
  await untilGone(visitor, "主营业务收入：不可能");
  await eventually(async () => assert.equal(await first(), was));
  assertQuiet(visitor);
});

test("what was worked out says for which answers", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/insight/margin` });
  await untilShown(visitor, "排在前面");
  await press(visitor, "拟申报 2026-09-18（今天），改日期或申报方式");
  await enter(visitor, "filing-day", "2026-10-8");
  await untilShown(visitor, "填报值或申报日期改了，下面是改动以前推算的。");
  await press(visitor, "重新推算");
  await untilGone(visitor, "下面是改动以前推算的");

  // Taking a change back draws the page anew, which works everything out again.
  await goTo(visitor, "#/sample/profile/figures");
  await enter(visitor, "rd-expense-2025", "130");
  await goTo(visitor, "#/sample/insight/margin");
  await untilShown(visitor, "现为 130 万元");
  await press(visitor, "撤销");
  await untilGone(visitor, "现为 130 万元");
  await untilShown(visitor, "现为 112.3 万元");
  assertQuiet(visitor);
});

test("margins stand both ways, the close ones first", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/insight/margin` });
  await untilShown(visitor, "处临近界线，排在前面。");
  const all = await rows(visitor, ".margins");
  assert.match(all[0][0], /临近$/);
  assert.match(all[0][0], /^2025 年营业收入 现为 2,436\.4 万元/);
  // 90 % of 2,450.888889 is more than the 2,205.8 that is stated.
  assert.match(all[0][2], /^14\.488889 万元 到 2,450\.888889 万元 “主营业务收入占比”不再满足（低于 90%）/);
  assertQuiet(visitor);
});

test("a few figures are tried out beside the draft, at every key", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/insight/trial` });
  await press(visitor, "新方案");
  await eventually(async () => assert.equal(await focused(visitor), "scenario-name"));
  await fill(visitor, "scenario-name", "少些研发");
  await visitor.page.select("#trial-add", "rd-expense-2025");
  await press(visitor, "加上");
  await eventually(async () => assert.equal(await focused(visitor), "trial-0"));
  await untilShown(visitor, "三层的每一项都与现在相同。");
  await fill(visitor, "trial-0", "50");
  await untilGone(visitor, "三层的每一项都与现在相同。");
  await eventually(async () => {
    const row = (await rows(visitor, ".scenarios")).find(([first]) => first.startsWith("少些研发"));
    assert.match(row?.[0] ?? "", /112\.3 万元 → 50 万元/);
  });
  assert.equal(await focused(visitor), "trial-0");
  await fill(visitor, "trial-0", "约50");
  await untilShown(visitor, "三层的每一项都与现在相同。");
  assert.equal(await visitor.page.$eval("#trial-0", (it) => it.getAttribute("aria-invalid")), "true");
  await press(visitor, "删除方案");
  assert.ok(!(await shows(visitor, "方案对照")));
  assertQuiet(visitor);
});

test("a scenario takes days, choices, more items, and a filing day of its own", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/insight/trial` });
  const { page } = visitor;
  await press(visitor, "新方案");
  const offers = (end) => page.$$eval("#trial-add option", (all, end) => all.map((it) => it.value).filter((it) => it.endsWith(end)), end);
  const take = async (offer) => {
    await page.select("#trial-add", offer);
    await press(visitor, "加上");
  };
  const told = (words) =>
    eventually(async () => {
      const row = (await rows(visitor, ".scenarios")).find(([first]) => first.startsWith("方案"));
      assert.ok(row?.[0].includes(words), `${row}`);
    });
  // A day and a choice of the first listed item of intellectual property, and two more like it.
  await take("ip-items.0.granted-on");
  await eventually(async () => assert.equal(await focused(visitor), "trial-0"));
  await fill(visitor, "trial-0", "2020-2-30");
  await eventually(async () => assert.equal(await page.$eval("#trial-0", (it) => it.getAttribute("aria-invalid")), "true"));
  await fill(visitor, "trial-0", "2020-2-28");
  await told("2020-02-28");
  await take("ip-items.0.kind");
  await choose(visitor, "trial-1", "软件著作权");
  await told("软件著作权");
  await take("ip-items.+0");
  await told("增加 1 项");
  await choose(visitor, "trial-2", "加 2 项");
  await told("增加 2 项");
  assert.deepEqual(await offers("ip-items.+0"), [], "what is taken is not offered twice");
  await enter(visitor, "scenario-day", "2027-1-5");
  await told("2027-01-05 申报");
  await fill(visitor, "scenario-day", "");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Tab");
  await eventually(async () => {
    const row = (await rows(visitor, ".scenarios")).find(([first]) => first.startsWith("方案"));
    assert.ok(!row[0].includes("申报"), `${row}`);
  });
  assertQuiet(visitor);
});

test("what was handed in and the state before the changes of this visit are told apart from what is answered now", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/` });
  await ownSample(visitor);
  await goTo(visitor, await here(visitor, "profile/figures"));
  await enter(visitor, "rd-expense-2025", "50");
  await untilSaved(visitor);
  await open(visitor, "changed");
  const offered = () => visitor.page.$$eval("#changed-draft optgroup option", (all) => all.map((it) => [it.value, it.label]));
  await choose(visitor, "changed-draft", "这次打开后第一处修改之前（最多往前 100 处）");
  await eventually(async () => {
    const heads = await visitor.page.$$eval(".insight .versus dt b", (all) => all.slice(0, 2).map((it) => it.innerText));
    assert.deepEqual(heads, ["这次打开后第一处修改之前（最多往前 100 处）", "现在"]);
  });
  assert.deepEqual((await offered()).filter(([value]) => value.startsWith(".submitted")), []);

  // The same enterprise, with less R&D in the answers that it handed in.
  const now = JSON.parse(await readFile(SAMPLE, "utf8"));
  const answers = structuredClone(now.facts);
  answers["rd-expense"]["2025"] = "50";
  const of = { application: "2026-1", tier: "specialized", route: "new" };
  const events = [{ ...of, kind: "submitted", on: "2026-09-11", answers }];
  const folder = await mkdtemp(join(tmpdir(), "tidu-submitted-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "package.json");
  await writeFile(file, JSON.stringify({ ...now, format: "tidu-package", version: 1, events }));
  await goTo(visitor, "#/");
  await bring(visitor, file);
  await press(visitor, "作为新草稿");
  await untilSaved(visitor);
  await open(visitor, "changed");
  const [[value, label]] = (await offered()).filter(([value]) => value.startsWith(".submitted"));
  assert.match(label, /2026-09-11 提交的答案/);
  await choose(visitor, "changed-draft", label);
  await eventually(async () => {
    const dates = await visitor.page.$$eval(".insight .versus .sub", (all) => all.slice(0, 2).map((it) => it.innerText));
    assert.deepEqual(dates, ["2026-09-11 申报", "2026-09-18 申报"], value);
  });
  await eventually(async () => assert.match(await visitor.words(".insight .reveal summary"), /，[1-9]\d* 项不同/));
  assertQuiet(visitor);
});

test("another day and another draft are told apart", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/` });
  await ownSample(visitor);
  await open(visitor, "changed");
  await untilShown(visitor, "选提交时的答案、改动以前或另一份草稿，或者填另一个申报日期。");
  await enter(visitor, "changed-day", "2025-13-1");
  await untilShown(visitor, "13 月");
  await enter(visitor, "changed-day", "2025-9-18");
  await untilShown(visitor, "2025-09-18 申报");
  await eventually(async () => assert.match(await visitor.words(".insight .reveal summary"), /^创新型：逐项对照，\d+ 项不同/));
  await visitor.page.click(".insight .reveal summary");
  await eventually(async () => assert.ok((await rows(visitor, ".compare")).length > 0));
  assertQuiet(visitor);
});

test("every part is sound, worked out and folded out", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/insight/path` });
  const unfold = async () => {
    await visitor.page.evaluate(() => {
      for (const it of document.querySelectorAll("details")) it.open = true;
    });
    await twoFrames(visitor.page);
  };
  const states = {
    path: () => untilGone(visitor, "正在推算……"),
    margin: () => untilShown(visitor, "排在前面"),
    trial: async () => {
      await press(visitor, "新方案");
      await visitor.page.select("#trial-add", "rd-expense-2025");
      await press(visitor, "加上");
      await fill(visitor, "trial-0", "50");
    },
    changed: async () => {
      await enter(visitor, "changed-day", "2025-9-18");
      await untilShown(visitor, "2025-09-18 申报");
    },
  };
  const found = [];
  for (const [part, ready] of Object.entries(states)) {
    await visitor.page.setViewport({ width: WIDTHS.at(-1), height: 900 });
    await open(visitor, part);
    await ready();
    await unfold();
    await visitor.pictures(`insight-${part}`);
    for (const fault of await faultsOf(visitor)) found.push(`${part}, ${fault}`);
  }
  assert.deepEqual(found, []);
  assertQuiet(visitor);
});
