// Typing: what is meant is understood, what cannot be used stays and is told,
// and nothing counts before it is certain.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL } from "./harness.mjs";
import {
  answer,
  arrive,
  assertQuiet,
  choose,
  enter,
  eventually,
  fill,
  focused,
  goTo,
  named,
  paste,
  press,
  shows,
  untilGone,
  untilLadder,
  untilSaved,
  untilShown,
  valueOf,
} from "./form.mjs";

const FIGURES = `${APP_URL}#/profile/figures`;
const CHECK_UNIT = "2025 年：请核对单位。";

/** An attribute of an element, as assistive technology gets it. */
const attribute = ({ page }, id, name) =>
  page.evaluate((id, name) => document.getElementById(id).getAttribute(name), id, name);

/** The words that describe an input. */
const description = ({ page }, id) =>
  page.evaluate((id) => {
    const ids = document.getElementById(id).getAttribute("aria-describedby").split(" ");
    return ids.map((id) => document.getElementById(id)?.innerText ?? "").join(" ").trim();
  }, id);

const exported = async (visitor) => JSON.parse((await visitor.download(() => press(visitor, "导出备份"))).text);

/** Turnover in 元 beside one in 万元; main turnover is 70 % of what was meant. */
async function slip(visitor) {
  await enter(visitor, "revenue-2024", "2118");
  await enter(visitor, "revenue-2025", "17860000");
  await enter(visitor, "main-revenue-2025", "1250.2");
  await untilShown(visitor, CHECK_UNIT);
  await untilShown(visitor, "若材料上写的是“元”，应填 1,786。");
  await untilShown(visitor, "核对之前按未填处理。");
  assert.match(await description(visitor, "revenue-2025"), /请核对单位。/);
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 5 分，至多 100 分");
  await untilLadder(visitor, "小巨人", "尚不能判断");
  assert.equal((await exported(visitor)).facts.revenue["2025"], undefined, "a doubted figure must not be exported");
}

test("a likely slip of unit counts as unknown until it is corrected", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await slip(visitor);
  await untilSaved(visitor);
  await visitor.reload();
  assert.equal(await valueOf(visitor, "revenue-2025"), "17860000");
  await untilShown(visitor, CHECK_UNIT);

  await press(visitor, "改为 1,786 万元");
  assert.equal(await valueOf(visitor, "revenue-2025"), "1,786");
  await untilGone(visitor, CHECK_UNIT);
  await untilShown(visitor, "17,860,000 元");
  // 70 % of turnover: 20 points. Below 5000 万元: never a little giant.
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 25 分，至多 100 分");
  await untilLadder(visitor, "小巨人", "暂未达到");
  assert.equal((await exported(visitor)).facts.revenue["2025"], "1786");
});

test("a likely slip of unit counts once the user says that the number is right", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await slip(visitor);
  await press(visitor, "数字无误");
  await untilGone(visitor, CHECK_UNIT);
  assert.equal(await valueOf(visitor, "revenue-2025"), "17860000");
  // Main turnover is then a tiny share: no points of 20.
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 5 分，至多 80 分");
  await untilSaved(visitor);
  await visitor.reload();
  assert.equal((await exported(visitor)).facts.revenue["2025"], "17860000");
  assert.ok(!(await shows(visitor, CHECK_UNIT)), "it is asked once");
});

test("a doubt gives its reason as long as it lasts", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await enter(visitor, "revenue-2024", "2");
  await enter(visitor, "revenue-2025", "2436.4");
  await untilShown(visitor, CHECK_UNIT);
  await enter(visitor, "revenue-2024", "2118");
  await press(visitor, "下一组：股权融资");
  if (await shows(visitor, CHECK_UNIT)) {
    assert.match(await visitor.words("#summary"), /2025 年营业收入：.+/, "it is doubted, and nobody says why");
  } else {
    await untilShown(visitor, "抄自投资协议、银行到账凭证和投资者备案证明");
  }
});

test("a text that is no number stays, is told beside it and at the top, and is led to", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  const fault = "请填确切的数，只用数字，例如 106.35。";
  await fill(visitor, "rd-expense-2025", "约106");
  assert.ok(!(await shows(visitor, fault)), "nobody is corrected while typing");
  await visitor.page.keyboard.press("Tab");
  await untilShown(visitor, `2025 年：${fault}`);
  await untilShown(visitor, "现在写的是“约106”，在改正之前按未填处理。");
  assert.equal(await valueOf(visitor, "rd-expense-2025"), "约106");
  assert.equal(await attribute(visitor, "rd-expense-2025", "aria-invalid"), "true");
  assert.match(await description(visitor, "rd-expense-2025"), new RegExp(fault));
  assert.equal((await exported(visitor)).facts["rd-expense"], undefined);

  await press(visitor, "下一组：股权融资");
  await eventually(async () => assert.equal(await focused(visitor), "summary"));
  assert.match(await visitor.words("#summary"), /^1 处须改正\s+2025 年研发费用：请填确切的数/);
  assert.equal(await visitor.page.evaluate(() => location.hash), "#/profile/figures");
  await press(visitor, `2025 年研发费用：${fault}`);
  await eventually(async () => assert.equal(await focused(visitor), "rd-expense-2025"));

  await untilSaved(visitor);
  await visitor.reload();
  assert.equal(await valueOf(visitor, "rd-expense-2025"), "约106");
  assert.equal(await attribute(visitor, "rd-expense-2025", "aria-invalid"), "true");
  await untilShown(visitor, `2025 年研发费用：${fault}`);

  await enter(visitor, "rd-expense-2025", "106");
  await untilGone(visitor, fault);
  await untilGone(visitor, "1 处须改正");
  assert.equal(await attribute(visitor, "rd-expense-2025", "aria-invalid"), null);
});

test("what must be corrected stops nobody who wants to go on", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  await enter(visitor, "total-assets-2025", "12,5");
  await press(visitor, "下一组：股权融资");
  await eventually(async () => assert.equal(await focused(visitor), "summary"));
  await press(visitor, "下一组：股权融资");
  await untilShown(visitor, "抄自投资协议、银行到账凭证和投资者备案证明");
  assert.match(await (await named(visitor, "财务数据1 处须改正")).evaluate((it) => it.innerText), /1 处须改正/);
});

for (const [id, typed, fault] of [
  ["revenue-2025", "2,436.4 美元", "单位不对，请换算后再填。"],
  ["revenue-2025", "1234,567", "分节不清，请写成 1234.5 或 1,234.5。"],
  ["revenue-2025", "0.0000001", "小数太多，最多六位。"],
  ["revenue-2025", "-5", "不能小于 0。"],
  ["revenue-2025", "1000000000", "数太大，请核对单位。"],
  ["rd-expense-2025", "=1+1", "请填确切的数，只用数字，例如 106.35。"],
]) {
  test(`“${typed}” is no amount: ${fault}`, async (t) => {
    const visitor = await arrive(t, { url: FIGURES });
    await enter(visitor, id, typed);
    await untilShown(visitor, fault);
    assert.equal(await valueOf(visitor, id), typed);
  });
}

test("days are read in every usual writing, and impossible ones are told", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/people` });
  for (const [typed, echo] of [
    ["2016年11月8日", "2016 年 11 月 8 日"],
    ["20170102", "2017 年 1 月 2 日"],
    ["２０１８．３．４", "2018 年 3 月 4 日"],
  ]) {
    await enter(visitor, "niche-since", typed);
    await untilShown(visitor, echo);
    assert.equal(await valueOf(visitor, "niche-since"), typed);
  }
  await enter(visitor, "niche-since", "2024-2-30");
  await untilShown(visitor, "没有 2 月 30 日。");
  await enter(visitor, "niche-since", "2016-11");
  await untilShown(visitor, "请填到日，例如 2024-3-1。");
});

test("“no data” is an answer, and an empty field is none", async (t) => {
  const visitor = await arrive(t, { url: FIGURES });
  const box = "::-p-xpath(//label[normalize-space()='暂无数据：2023 年营业收入'])";
  const openList = async () => {
    await goTo(visitor, "#/result/little-giant");
    const more = await visitor.page.$("::-p-xpath(//summary[starts-with(normalize-space(), '另外')])");
    await more?.click();
    return visitor.words("main section[aria-labelledby^=tier-] ol");
  };
  const listed = () => visitor.page.$$eval("main ol.todo li .b", (all) => all.map((it) => it.innerText));

  await openList();
  assert.ok((await listed()).includes("2023 年营业收入"));
  await goTo(visitor, "#/profile/figures");
  await (await visitor.page.waitForSelector(box, { visible: true })).click();
  await untilShown(visitor, "已填 1 / 10");
  assert.deepEqual((await exported(visitor)).facts.revenue, { 2023: { "not-applicable": true } });
  await untilSaved(visitor);
  await visitor.reload();
  const isChecked = () => visitor.page.$eval(box, (it) => it.querySelector("input").checked);
  assert.equal(await isChecked(), true);
  await openList();
  assert.ok(!(await listed()).includes("2023 年营业收入"), "an answer is no longer missing");

  await goTo(visitor, "#/profile/figures");
  await enter(visitor, "revenue-2023", "0");
  assert.deepEqual((await exported(visitor)).facts.revenue, { 2023: "0" });
  await fill(visitor, "revenue-2023", "");
  await visitor.page.keyboard.press("Backspace");
  await visitor.page.keyboard.press("Tab");
  await untilShown(visitor, "已填 0 / 10");
  assert.equal(await isChecked(), false);
});

test("an item that was removed comes back, and its faults lead into it", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/ip` });
  await press(visitor, "加第一项：知识产权");
  await eventually(async () => assert.equal(await focused(visitor), "ip-items.name"));
  await visitor.page.keyboard.type("会被删除的专利");
  await choose(visitor, "ip-items.kind", "发明专利");
  await enter(visitor, "ip-items.granted-on", "2024-2-30");
  await press(visitor, "完成");
  await press(visitor, "再加一项：知识产权");
  await enter(visitor, "ip-items.name", "第二件");
  await press(visitor, "完成");

  await press(visitor, "删除第 1 项");
  await untilShown(visitor, "已删除第 1 项。");
  await untilGone(visitor, "会被删除的专利");
  assert.equal(await focused(visitor), "undo");
  await visitor.page.keyboard.press("Enter");
  await untilShown(visitor, "会被删除的专利");
  const names = await visitor.page.$$eval("#ip-items h4", (all) => all.map((it) => it.innerText.replace(/^\d\s*/, "")));
  assert.deepEqual(names, ["会被删除的专利", "第二件"]);

  await untilSaved(visitor);
  await visitor.reload();
  await press(visitor, "知识产权第 1 项的授权（登记）日：没有 2 月 30 日。");
  await eventually(async () => assert.equal(await focused(visitor), "ip-items.granted-on"));
  assert.equal(await valueOf(visitor, "ip-items.granted-on"), "2024-2-30");
  assert.equal(await valueOf(visitor, "ip-items.name"), "会被删除的专利");
});

test("a list that is not complete leaves its number open", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/ip` });
  await answer(visitor, "都列完了吗", "没有，一项也没有");
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 5 分，至多 80 分");
  await answer(visitor, "都列完了吗", "还没有");
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 5 分，至多 100 分");
});

test("another filing day and route select other rules", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/result` });
  const fold = "拟申报 2026-09-18（今天），改日期或申报方式";
  await press(visitor, fold);
  await enter(visitor, "filing-day", "2025年6月1日");
  await untilShown(visitor, "拟申报 2025-06-01");
  await untilShown(visitor, "2022 版 · 新申请");
  await untilGone(visitor, "2026 版");
  await enter(visitor, "filing-day", "2022-7-31");
  await untilShown(visitor, "没有适用的标准");
  await enter(visitor, "filing-day", "2025-6-31");
  await untilShown(visitor, "没有 6 月 31 日。");
  await fill(visitor, "filing-day", "");
  await visitor.page.keyboard.press("Backspace");
  await visitor.page.keyboard.press("Tab");
  await untilGone(visitor, "没有适用的标准");
  await untilShown(visitor, "2026 版");
  await answer(visitor, "创新型中小企业", "复核");
  await untilShown(visitor, "2022 版 · 复核");
  await untilSaved(visitor);
  await visitor.reload();
  await untilShown(visitor, "2022 版 · 复核");
});

test("what is typed is shown as text and never as markup", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  const name = `<img src=x onerror="document.title='x'"><b>粗</b>&amp;`;
  await visitor.page.click("#enterprise-name");
  await paste(visitor, name);
  await untilSaved(visitor);
  await goTo(visitor, "#/");
  await untilShown(visitor, name);
  await visitor.reload();
  await untilShown(visitor, name);
  assert.equal(await visitor.page.title(), "总览 · 梯度");
  assertQuiet(visitor);
});
