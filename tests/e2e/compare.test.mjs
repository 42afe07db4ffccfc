// The earlier law beside the one of the filing: what changed for this
// enterprise, told in words, in a table, on paper.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL } from "./harness.mjs";
import { arrive, assertQuiet, enter, eventually, faultsOf, goTo, press, shows, untilShown } from "./form.mjs";

/** The summary that opens the table. */
const OPEN = /^逐项对照，\d+ 项不同$/;

/** Opens the table of what differs. */
async function open(visitor) {
  const name = await eventually(async () => {
    const names = await visitor.page.$$eval("main summary", (all) => all.map((it) => it.textContent.trim()));
    const found = names.find((it) => OPEN.test(it));
    assert.ok(found, "nothing can be opened");
    return found;
  });
  await press(visitor, name);
  await visitor.page.waitForSelector("table.compare tbody tr td", { visible: true });
  return Number(name.match(/\d+/)[0]);
}

/** The rows of the table: name to what each cell says. */
function rows({ page }) {
  return page.$$eval("table.compare tbody tr", (all) => {
    const words = (it) => it.innerText.replaceAll(/[\s\u2009]+/g, " ").trim();
    const told = all.filter((it) => it.querySelector("td"));
    return Object.fromEntries(told.map((it) => [words(it.querySelector("th")), [...it.querySelectorAll("td")].map(words)]));
  });
}

/** Both verdicts side by side. */
function sides({ page }) {
  const words = (all) => all.map((it) => it.innerText.replaceAll(/[\s\u2009]+/g, " ").trim());
  return page.$$eval(".versus > div", words);
}

test("the second tier is compared with its 2022 edition, rule by rule", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/specialized` });
  await untilShown(visitor, "与 2022 版对照");
  await untilShown(visitor, "按 2022 版和 2026 版各判断一遍；2022 版已不再适用，只供了解。");
  const [older, newer] = await sides(visitor);
  assert.match(older, /^2022 版 63号文附件2 2026-03-31 及以前 尚不能判断 只供了解$/);
  assert.match(newer, /^2026 版 2号文附件1 2026-04-01 起 暂未达到 本次申报适用$/);
  // The platform's score, truthful filing, intellectual property and market twice each; share and debt ratio.
  await untilShown(visitor, "硬条件中：6 项新增，2 项由计分改为硬条件，新的里有 2 项不满足，1 项取消。");
  assert.equal(await visitor.page.$("table.compare"), null, "nothing is drawn before it is opened");

  const count = await open(visitor);
  const told = await rows(visitor);
  assert.equal(Object.keys(told).length, count);
  // 2,436.40 of 1000, now of 1500, or financing.
  assert.match(told["营业收入"][0], /^满足 上年度营业收入总额 1000 万元以上；.*63号文附件2 条件 3 ✔︎ 多源一致$/);
  assert.match(told["营业收入"][1], /^满足 上年度营业收入 1500 万元以上；.*2号文附件1 第 2 项 ✔︎ 多源一致$/);
  assert.equal(told["营业收入"][2], "更严");
  // 2672 of 4380: 61 %, one point of five then, below 80 % now.
  assert.match(told["资产负债率"][0], /^1 分，满分 5 63号文附件2 指标 8/);
  assert.match(told["资产负债率"][1], /^满足 61\.00%/);
  assert.equal(told["资产负债率"][2], "改为硬条件");
  // The one class I patent was transferred in: counted then (C, six points), not now.
  assert.match(told["有效知识产权 指标"][0], /^6 分，满分 10/);
  assert.equal(told["有效知识产权 指标"][2], "取消");
  assert.match(told["与主导产品相关的Ⅰ类知识产权"][1], /^不满足 0 项/);
  assert.deepEqual(
    [told["与主导产品相关的Ⅰ类知识产权"][0], told["与主导产品相关的Ⅰ类知识产权"][2]],
    ["没有这一项", "新增"],
  );
  assert.equal(told["科技和创新型中小企业称号"][2], "放宽");
  assert.equal(told["无偷漏税"][2], "取消 乐平市共同条件里仍有");

  const heads = await visitor.page.$$eval("table.compare thead th", (all) => all.map((it) => it.scope));
  assert.deepEqual(heads, ["col", "col", "col", "col"]);
  assert.match(await visitor.page.$eval("table.compare caption", (it) => it.textContent), /专精特新中小企业：与 2022 版对照/);
  assertQuiet(visitor);
});

test("what did not change is folded with its number", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/specialized` });
  await open(visitor);
  const summary = await eventually(async () => {
    const names = await visitor.page.$$eval("main summary", (all) => all.map((it) => it.textContent.trim()));
    const found = names.find((it) => it.startsWith("另有 ") && it.endsWith("要求和结果都没有变"));
    assert.ok(found, "what is the same is not told");
    return found;
  });
  const items = ".unchanged > li";
  assert.equal(await visitor.page.$eval(items, (it) => it.checkVisibility()), false);
  await press(visitor, summary);
  assert.equal((await visitor.page.$$(items)).length, Number(summary.match(/\d+/)[0]));
  await untilShown(visitor, "符合中小企业划型标准");
});

test("where only the common conditions changed, that is said", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/innovative` });
  await untilShown(visitor, "与此前的共同条件对照");
  await untilShown(visitor, "标准没有换版，换的只是共同条件。");
  await open(visitor);
  const told = await rows(visitor);
  assert.equal(told["自主、如实申报"][2], "新增");
  assert.ok(!("各项指标" in told) && Object.keys(told).length === 6, Object.keys(told).join());
});

test("a filing under the first law is compared with the coming one, and before it there is nothing", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/specialized` });
  await press(visitor, "拟申报 2026-09-18（今天），改日期或申报方式");
  await enter(visitor, "filing-day", "2026-1-15");
  await untilShown(visitor, "与 2026 版对照");
  await untilShown(visitor, "2026 版还没有适用，只供了解。");
  const [older, newer] = await sides(visitor);
  assert.match(older, /本次申报适用$/);
  assert.match(newer, /只供了解$/);
  await enter(visitor, "filing-day", "2022-7-31");
  await untilShown(visitor, "没有适用的标准");
  assert.equal(await shows(visitor, "版对照"), false);
});

test("the comparison is sound on every screen and on paper", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/specialized` });
  await open(visitor);
  await visitor.pictures("compare");
  for (const tier of ["specialized", "innovative", "little-giant"]) {
    await visitor.page.setViewport({ width: 1440, height: 900 });
    await goTo(visitor, `#/sample/result/${tier}`);
    await open(visitor);
    assert.deepEqual(await faultsOf(visitor), [], tier);
  }
  await visitor.appear({ medium: "print" });
  assert.equal(await visitor.page.$eval("table.compare", (it) => getComputedStyle(it).visibility), "visible");
  assert.ok((await visitor.page.pdf({ preferCSSPageSize: true })).length > 10_000);
  assertQuiet(visitor);
});
