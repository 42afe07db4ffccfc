// The page in English: the other language is chosen and stays chosen, nothing is left in Chinese but the law's own
// words and the user's, every page is sound, and what follows is the same.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { APP_URL, WIDTHS } from "./harness.mjs";
import { arrive, assertQuiet, enter, eventually, goTo, twoFrames, untilShown } from "./form.mjs";

const ENGLISH = `${APP_URL}en.html`;

/** What the fictitious enterprise states, and what has happened to it, is its own. */
const SAMPLE = JSON.parse(await readFile(new URL("../../src/draft/sample.json", import.meta.url), "utf8"));

/** Every text in a document that holds Chinese. */
function chineseOf(value) {
  if (typeof value === "string") return /[\u3400-\u9fff]/.test(value) ? [value] : [];
  return value && typeof value === "object" ? Object.values(value).flatMap(chineseOf) : [];
}

/** Words on the page, and names that are only heard, that are Chinese and neither marked as such nor the user's. */
function leftovers({ page }) {
  return page.evaluate((own) => {
    const isOurs = (text) => {
      let rest = text;
      for (const it of own) rest = rest.replaceAll(it, "");
      return /[\u2e80-\u9fff\uff00-\uffef]/.test(rest);
    };
    const isChinese = (it) => it.closest("[lang]")?.lang.startsWith("zh") ?? false;
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: at, data } = walker.currentNode;
      if (isOurs(data) && !isChinese(at)) found.add(data.trim());
    }
    for (const at of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt], [data-l]")) {
      for (const name of ["aria-label", "title", "placeholder", "alt", "data-l"]) {
        const text = at.getAttribute(name) ?? "";
        if (isOurs(text) && !isChinese(at)) found.add(`${name}: ${text}`);
      }
    }
    if (isOurs(document.title)) found.add(document.title);
    return [...found];
  }, [...chineseOf(SAMPLE), "更名"].sort((a, b) => b.length - a.length));
}

/** To the other language, until the page says these words. */
async function turn(visitor, words) {
  await Promise.all([visitor.page.waitForNavigation(), visitor.page.click(".other")]);
  await eventually(() => untilShown(visitor, words));
}

async function unfold({ page }) {
  await page.evaluate(() => {
    for (const it of document.querySelectorAll("details")) it.open = true;
  });
  await twoFrames(page);
}

test("the other language is one link away, at the same place, and stays chosen", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/innovative` });
  await turn(visitor, "Result");
  assert.equal(await visitor.page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await visitor.page.evaluate(() => location.pathname.split("/").at(-1)), "en.html");
  assert.equal(await visitor.page.evaluate(() => location.hash), "#/sample/result/innovative");

  await visitor.page.goto(`${APP_URL}#/profile/identity`);
  await untilShown(visitor, "Answers");
  assert.equal(await visitor.page.evaluate(() => location.hash), "#/profile/identity");
  await enter(visitor, "enterprise-name", "Leping Sample Ltd");
  await eventually(async () => assert.match(await visitor.words(".save__state"), /Saved/));

  await turn(visitor, "填报");
  assert.equal(await visitor.page.$eval("#enterprise-name", (it) => it.value), "Leping Sample Ltd");
  await visitor.page.goto(APP_URL);
  await untilShown(visitor, "Leping Sample Ltd");
  assert.equal(await visitor.page.evaluate(() => document.documentElement.lang), "zh-CN");
  // A page that is left for the other language gives up its own loading, which Firefox tells.
  const isGivenUp = (fault) => /NetworkError when attempting|ServiceWorker intercepted/.test(fault);
  assert.deepEqual(visitor.faults.filter((fault) => !isGivenUp(fault)), []);
});

const PAGES = [
  "",
  "profile",
  "result",
  "result/innovative",
  "result/specialized",
  "result/little-giant",
  "result/report",
  "result/sheet",
  "insight/next",
  "insight/path",
  "insight/margin",
  "insight/trial",
  "insight/changed",
  "evidence",
  "track",
  "packages",
  "handbook/all",
  "guide/all",
];

test("nothing is left in Chinese but the law's own words and the user's", async (t) => {
  const visitor = await arrive(t, { url: `${ENGLISH}#/sample/profile` });
  const groups = await visitor.page.$$eval("main nav ol a", (all) => [
    ...new Set(all.map((it) => it.getAttribute("href").replace("#/sample/", ""))),
  ]);
  assert.ok(groups.length > 5, `${groups}`);
  for (const page of [...PAGES, ...groups]) {
    await goTo(visitor, `#/sample/${page}`);
    await eventually(async () => assert.doesNotMatch(await visitor.page.$eval("main", (it) => it.innerText), /Working/));
    await unfold(visitor);
    assert.deepEqual(await leftovers(visitor), [], page);
  }
  for (const page of ["#/", "#/profile", "#/result/innovative", "#/insight", "#/track", "#/evidence", "#/packages"]) {
    await goTo(visitor, page);
    await unfold(visitor);
    assert.deepEqual(await leftovers(visitor), [], page);
  }
  assertQuiet(visitor);
});

test("the English pages are sound, and nothing lies beside the edge", async (t) => {
  const visitor = await arrive(t, { url: `${ENGLISH}#/sample/result` });
  for (const page of ["", "profile/figures", "profile/ip", "result/specialized", "result/report", "insight/path", "track", "handbook"]) {
    await goTo(visitor, `#/sample/${page}`);
    await visitor.page.setViewport({ width: WIDTHS.at(-1), height: 900 });
    await unfold(visitor);
    assert.deepEqual(await visitor.accessibilityFaults(), [], page);
    for (const width of [320, ...WIDTHS]) {
      await visitor.page.setViewport({ width, height: 900 });
      await twoFrames(visitor.page);
      assert.ok(!(await visitor.overflowsSideways()), `${page} at ${width} px`);
    }
    await visitor.pictures(`english-${page.replaceAll("/", "-") || "overview"}`);
  }
});

test("the verdicts are the same in both languages", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result` });
  const points = () => visitor.page.$$eval(".side--ladder .rung", (all) => all.map((it) => it.innerText.match(/\d+/g)));
  const chinese = await points();
  const words = { 已达到: "Meets", 暂未达到: "Falls short", 尚不能判断: "Undetermined" };
  const verdicts = () => visitor.page.$$eval(".side--ladder .rung__v", (all) => all.map((it) => it.innerText.trim()));
  const expected = (await verdicts()).map((it) => words[it]);
  assert.equal(expected.length, 3);
  await turn(visitor, "Result");
  assert.deepEqual(await verdicts(), expected);
  assert.deepEqual((await points()).map((it) => it.length), chinese.map((it) => it.length));
});
