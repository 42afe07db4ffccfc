// What leaves on paper and by the clipboard: the report as a PDF, read page by
// page; the answers in the order of the annex, copied one by one and at once.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { APP_URL, BROWSER } from "./harness.mjs";
import { arrive, assertQuiet, bring, eventually, focused, goTo, press, twoFrames } from "./form.mjs";
import { untilGone, untilSaved, untilShown, verdicts } from "./form.mjs";
import { pagesOf, plain } from "./pdf.mjs";

const FULL = new URL("../cases/base/all-tiers.json", import.meta.url);

/** A sheet of A4, and what its margins leave, in CSS pixels. */
const [SHEET_WIDTH, PAPER_WIDTH] = [210, 210 - 36].map((millimetres) => Math.floor((millimetres / 25.4) * 96));

/** The pages of what is printed; every one has its number. */
async function printed({ page }) {
  const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
  pages.forEach((text, at) => assert.ok(text.includes(`第${at + 1}页共${pages.length}页`), `page ${at + 1} has no number`));
  return pages;
}

/** Every name, head and sentence of the report that has no part of its own. */
function wordsOf({ page }) {
  return page.$eval("article.report", (report) => {
    const pieces = report.querySelectorAll("h2, h3, th, dt, dd, td b, p, blockquote, .report__open li, .sign div");
    const isSeen = (it) => it.checkVisibility() && !it.closest(".vh") && !it.querySelector(".mark, .go");
    return [...pieces].filter(isSeen).map((it) => {
      const copy = it.cloneNode(true);
      for (const unseen of copy.querySelectorAll(".vh, svg")) unseen.remove();
      return copy.textContent;
    });
  });
}

/** In print nothing lies beside the edge of the sheet, and no box hides a part of its words. */
async function cutOnPaper({ page }) {
  await page.emulateMediaType("print");
  await page.setViewport({ width: SHEET_WIDTH, height: 900 });
  const cut = await page.evaluate((edge) => {
    document.documentElement.style.width = `${edge}px`;
    const seen = [...document.querySelectorAll("main *")].filter((it) => it.checkVisibility() && !it.closest(".vh"));
    const isCut = (it) =>
      it.getBoundingClientRect().right > edge + 1 ||
      (getComputedStyle(it).overflow !== "visible" && it.scrollWidth > it.clientWidth + 1);
    const cut = seen.filter((it) => !it.closest("svg") && isCut(it)).map((it) => it.outerHTML.slice(0, 120));
    document.documentElement.style.width = "";
    return cut;
  }, PAPER_WIDTH);
  await page.emulateMediaType(null);
  await page.setViewport({ width: 1440, height: 900 });
  return cut;
}

async function faultsByDayAndNight(visitor) {
  const faults = await visitor.accessibilityFaults();
  if (BROWSER === "chrome") {
    await visitor.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await twoFrames(visitor.page);
    faults.push(...(await visitor.accessibilityFaults()));
    await visitor.page.emulateMediaFeatures([]);
  }
  for (const width of [320, 360, 768, 1440]) {
    await visitor.page.setViewport({ width, height: 900 });
    await twoFrames(visitor.page);
    if (await visitor.overflowsSideways()) faults.push(`${width} px: something lies beside the edge`);
  }
  return faults;
}

/** Notes what is copied; without a clipboard once `isBarred` is set. */
const noteCopies = (page) =>
  page.evaluateOnNewDocument(() => {
    const clipboard = { writeText: (text) => Promise.resolve((globalThis.copied = text)) };
    Object.defineProperty(navigator, "clipboard", { get: () => (globalThis.isBarred ? undefined : clipboard) });
    document.execCommand = () => false;
  });

const copied = ({ page }) => page.evaluate(() => globalThis.copied);

test("the report holds all that the result says, with every page numbered and nothing cut", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result` });
  const told = await verdicts(visitor);
  await press(visitor, "打印报告", "main");
  await untilShown(visitor, "写进报告的内容");
  assert.equal(new URL(visitor.page.url()).hash, "#/sample/result/report");
  await visitor.reload();
  await untilShown(visitor, "写进报告的内容");
  assert.deepEqual(await faultsByDayAndNight(visitor), []);
  if (BROWSER === "chrome") {
    assert.deepEqual(await cutOnPaper(visitor), []);
    const pages = await printed(visitor);
    const all = pages.join("");
    for (const words of await wordsOf(visitor)) assert.ok(all.includes(plain(words)), `not on paper: ${words}`);
    const [cover] = pages;
    const law = (await visitor.page.$eval(".cover .code", (it) => it.textContent)).trim();
    for (const words of ["乐平示例精密陶瓷有限公司", "91360281MA3000011Y", "2026-09-18", law]) {
      assert.ok(cover.includes(words), `not on the cover: ${words}`);
    }
    for (const [tier, sentence] of Object.entries(told)) {
      assert.ok(all.includes(plain(tier + sentence)), `${tier}: ${sentence}`);
    }
    // Nothing of the page around it; the head of a table stands on every page that the table goes on to.
    assert.doesNotMatch(all, /导出备份|打印或存为PDF|去填写/);
    const heads = all.split("条件状态按填报依据").length - 1;
    assert.ok(heads > (await visitor.page.$$eval(".report__c", (all) => all.length)) - 1, `${heads} heads`);
    assert.ok(pages.at(-1).includes("填报单位(盖章):"));
    assert.ok(pages.at(-1).includes("日期:年月日"));
  }
  assertQuiet(visitor);
});

test("tiers and details are left out of the report as chosen", { skip: BROWSER !== "chrome" }, async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/report` });
  await untilShown(visitor, "写进报告的内容");
  const whole = await printed(visitor);
  const turn = async (words) => {
    const label = await visitor.page.waitForSelector(`xpath///label[normalize-space()="${words}"]`);
    await label.click();
    await twoFrames(visitor.page);
  };
  await turn("专精特新“小巨人”企业");
  await turn("逐条写出怎样算的");
  await turn("附上依据的原文或转述");
  const less = await printed(visitor);
  assert.ok(less.length < whole.length, `${less.length} of ${whole.length} pages`);
  const all = less.join("");
  assert.ok(all.includes(plain("专精特新中小企业按目前填写")));
  assert.ok(!all.includes(plain("专精特新“小巨人”企业按目前填写")));
  for (const words of ["创新型中小企业", "专精特新中小企业"]) await turn(words);
  await untilShown(visitor, "没有选任何一层");
  const bare = (await printed(visitor)).join("");
  assert.ok(bare.includes("填报单位(盖章):"));
  assertQuiet(visitor);
});

test("an empty draft has a report and an empty sheet", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/result/report` });
  await untilShown(visitor, "写进报告的内容");
  await untilShown(visitor, "未填写");
  assert.deepEqual(await faultsByDayAndNight(visitor), []);
  if (BROWSER === "chrome") {
    assert.deepEqual(await cutOnPaper(visitor), []);
    const pages = await printed(visitor);
    assert.ok(pages.at(-1).includes("填报单位(盖章):"));
  }
  await goTo(visitor, "#/result/sheet");
  await untilShown(visitor, "平台自己的顺序、项目名称和选项可能与这里不同");
  assert.deepEqual(await faultsByDayAndNight(visitor), []);
  assert.equal((await visitor.page.$$("main tbody button")).length, 0);
  assertQuiet(visitor);
});

test("a full draft's answers stand in the order of the annex and are copied as a form takes them", async (t) => {
  const visitor = await arrive(t, { before: noteCopies });
  await bring(visitor, FULL.pathname);
  await press(visitor, "作为新草稿");
  await untilSaved(visitor);
  await press(visitor, "结论");
  await press(visitor, "平台填报对照", "main");
  await untilShown(visitor, "真正的申报在优质中小企业梯度培育平台");
  await visitor.reload();
  await untilShown(visitor, "填报单位");
  assert.deepEqual(await faultsByDayAndNight(visitor), []);
  const names = await visitor.page.$$eval(".copies tbody th[scope=row]", (all) =>
    all.map((it) => it.firstChild.textContent.trim()),
  );
  assert.equal(new Set(names).size, names.length, "something stands there twice");
  // Annex 1 of 2022: indicators 1 (of the leading product) to 4.
  const order = ["2025 年营业收入", "2025 年研发费用", "2024 年主营业务收入", "2025 年主营业务收入", "2025 年负债总额"];
  const places = order.map((name) => names.indexOf(name));
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
  assert.ok(places.every((at) => at >= 0), `${places}`);

  const facts = JSON.parse(await readFile(FULL, "utf8")).facts;
  const revenue = facts.revenue["2025"];
  await press(visitor, "复制：2025 年营业收入");
  await eventually(async () => assert.equal(await copied(visitor), `${revenue}`));
  await untilShown(visitor, `已复制“2025 年营业收入”：${revenue}`);
  // What follows is worked out exactly and cut off after two places of a percent.
  const share = Math.floor((facts["rd-expense"]["2025"] * 10_000) / revenue) / 100;
  await press(visitor, "复制：2025 年研发费用 ÷ 营业收入");
  await eventually(async () => assert.equal(await copied(visitor), share.toFixed(2)));

  await press(visitor, "全部复制（可粘贴到表格）");
  await untilShown(visitor, "已全部复制");
  const rows = (await copied(visitor)).split("\n").map((row) => row.split("\t"));
  assert.deepEqual(new Set(rows.map((cells) => cells.length)), new Set([6]));
  assert.ok(rows.some(([, name, value, unit]) => name === "2025 年营业收入" && value === `${revenue}` && unit === "万元"));

  // Where the browser keeps its clipboard shut, the words stand there to be taken by hand.
  await visitor.page.evaluate(() => (globalThis.isBarred = true));
  await press(visitor, "复制：2025 年营业收入");
  await untilShown(visitor, "要复制的文字");
  assert.equal(await visitor.page.$eval("#by-hand", (it) => it.value), `${revenue}`);
  assertQuiet(visitor);
});

test("what is not answered leads to its input, and the sheet prints", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/sheet/innovative` });
  await untilShown(visitor, "填报单位");
  if (BROWSER === "chrome") {
    assert.deepEqual(await cutOnPaper(visitor), []);
    const all = (await printed(visitor)).join("");
    assert.ok(all.includes("项目填报值单位"));
    assert.doesNotMatch(all, /去填写|全部复制/);
  }
  await press(visitor, "去填写：2024 年主营业务收入");
  await untilGone(visitor, "平台自己的顺序");
  await eventually(async () => assert.equal(await focused(visitor), "main-revenue-2024"));
  assertQuiet(visitor);
});
