// The handbook: the law as the program applies it, found by citation, by
// search and by address, and printed.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { APP_URL, BROWSER, PICTURES, WIDTHS } from "./harness.mjs";
import { arrive, assertQuiet, eventually, focused, goTo, press, shows, twoFrames, untilShown } from "./form.mjs";

/** Every chapter, as the contents list them; the last stands for all of them. */
const chapters = ({ page }) =>
  page.$$eval("nav.side ol a", (all) => all.map((it) => decodeURI(it.getAttribute("href"))));

/** What the places of a page are called. */
const places = ({ page }) => page.$$eval(".law", (all) => all.map((it) => it.id));

test("every chapter is sound on every screen, and every link in it leads somewhere", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/handbook` });
  await untilShown(visitor, "用哪一版");
  const all = await chapters(visitor);
  assert.ok(all.length > 18, `${all.length} chapters`);

  await goTo(visitor, all.at(-1));
  await untilShown(visitor, "还没有核对的");
  const there = new Set(await places(visitor));
  assert.ok(there.size > 300, `${there.size} places`);
  const links = await visitor.page.$$eval(".book a[href^='#/handbook/']", (all) =>
    all.map((it) => decodeURI(it.getAttribute("href")).replace("#/handbook/", "")),
  );
  const known = new Set([...there, ...all.map((it) => it.replace("#/handbook/", ""))]);
  assert.deepEqual([...new Set(links.filter((it) => !known.has(it)))], []);

  for (const chapter of all.slice(0, -1)) {
    await goTo(visitor, chapter);
    for (const width of [320, ...WIDTHS]) {
      await visitor.page.setViewport({ width, height: 900 });
      await twoFrames(visitor.page);
      assert.ok(!(await visitor.overflowsSideways()), `${chapter} at ${width} px`);
    }
    assert.deepEqual(await visitor.accessibilityFaults(), [], chapter);
    await visitor.appear({ scheme: "dark" });
    assert.deepEqual(await visitor.accessibilityFaults(), [], `${chapter}, dark`);
    await visitor.appear();
  }
  await goTo(visitor, "#/handbook");
  await visitor.pictures("handbook-versions");
  await goTo(visitor, "#/handbook/national/specialized/2026-04-01");
  await visitor.pictures("handbook-standard");
  assertQuiet(visitor);
});

test("a citation in a reason leads to its place, and the address is good for a reload", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/specialized` });
  await untilShown(visitor, "暂未达到");
  const href = await visitor.page.$eval(".cond[open] .cite__src a", (it) => it.getAttribute("href"));
  assert.match(href, /^#\/sample\/handbook\/national\/specialized\/2026-04-01\/ip-/);
  await visitor.page.evaluate((href) => document.querySelector(`.cond[open] a[href="${href}"]`).click(), href);
  const place = href.replace("#/sample/handbook/", "");
  await eventually(async () => assert.equal(await focused(visitor), place));
  await visitor.reload();
  await untilShown(visitor, "专精特新中小企业认定标准（2026 版）");
  await eventually(async () => assert.equal(await focused(visitor), place));
  // An article of the municipal rule, addressed in Chinese.
  await goTo(visitor, "#/handbook/leping-2023-109/第十条");
  await eventually(async () => assert.equal(await focused(visitor), "leping-2023-109/第十条"));
  await untilShown(visitor, "应当在每年4月30日前通过培育平台更新企业信息");
  assertQuiet(visitor);
});

test("a search finds rules in every chapter and leads to them", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/handbook/national/specialized/2026-04-01` });
  await untilShown(visitor, "专精特新中小企业认定标准");
  await visitor.page.type("#find", "1500万元");
  await untilShown(visitor, "找到");
  assert.ok(await shows(visitor, "营业收入"));
  await press(visitor, "营业收入");
  await eventually(async () =>
    assert.equal(await focused(visitor), "national/specialized/2026-04-01/revenue-floor"),
  );
  assert.equal(await visitor.page.$eval("#find", (it) => it.value), "");
  await visitor.page.type("#find", "没有这句话");
  await untilShown(visitor, "没有找到");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assertQuiet(visitor);
});

test("beside a verdict stand the marks and readings it rests on, with links", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/specialized` });
  await untilShown(visitor, "决定这个结论的规则里，还没有定论的");
  const lines = await visitor.page.$$eval(".grounds > ul > li", (all) => all.map((it) => it.innerText));
  assert.ok(lines.some((line) => line.includes("另一种读法：")), lines.join("\n"));
  assert.ok(lines.some((line) => line.includes("待核对原文") || line.includes("单一来源")), lines.join("\n"));
  const unlinked = await visitor.page.$$eval(".grounds li", (all) => all.filter((it) => !it.querySelector("a[href]")).length);
  assert.equal(unlinked, 0);
  // The evaluation of 科技型 stands beside the first tier, folded, and says that it decides nothing.
  await goTo(visitor, "#/sample/result/innovative");
  await untilShown(visitor, "科技型中小企业评价标准，只供参考");
  assertQuiet(visitor);
});

test("the whole handbook prints as a book", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/handbook/all` });
  await untilShown(visitor, "还没有核对的");
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(PICTURES, `handbook-${BROWSER}.pdf`), await visitor.page.pdf({ format: "A4" }));
  await visitor.appear({ medium: "print" });
  const onPaper = (selector) => visitor.page.$$eval(selector, (all) => all.filter((it) => it.offsetParent).length);
  assert.equal(await onPaper(".top, .save, .foot, .side, .find, .foldtasks, .skip"), 0);
  assert.ok((await onPaper(".law")) > 300);
});
