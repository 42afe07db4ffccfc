// The main job: an enterprise types what its papers say and sees where it
// stands, comes back to it, and takes it elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL, commandLine, newHome } from "./harness.mjs";
import {
  SENTENCES,
  TIERS,
  answer,
  answerByKeys,
  arrive,
  assertQuiet,
  bring,
  choose,
  enter,
  eventually,
  fill,
  focused,
  goTo,
  here,
  keptLine,
  ladder,
  paste,
  press,
  shows,
  stored,
  tabTo,
  tabToName,
  untilLadder,
  untilSaved,
  untilShown,
  valueOf,
  verdicts,
} from "./form.mjs";

const NAME = "乐平手填精密陶瓷有限公司";

/** What the answers below come to, as anybody can work out from the standards. */
const EXPECTED = {
  [TIERS.innovative]: SENTENCES.meets,
  [TIERS.specialized]: SENTENCES.undetermined,
  [TIERS["little-giant"]]: SENTENCES["falls-short"],
};

test("from nothing to three verdicts, by keyboard and mouse, and back after every kind of end", async (t) => {
  const home = await newHome(t);
  const visitor = await arrive(t, { home });
  assert.equal(await keptLine(visitor), "还没有填写");

  await fillIdentityByKeys(visitor);
  await fillFiguresByKeys(visitor);
  await fillPeopleAndProduct(visitor);
  await addPatent(visitor);
  await fillHonours(visitor);
  await fillCompliance(visitor);

  assert.deepEqual(await verdicts(visitor), EXPECTED);
  await untilSaved(visitor);
  assertQuiet(visitor);

  await visitor.reload();
  assert.deepEqual(await verdicts(visitor), EXPECTED);
  await goTo(visitor, await here(visitor, "profile/figures"));
  assert.equal(await valueOf(visitor, "revenue-2025"), "2,436.4");

  await goTo(visitor, await here(visitor, "profile/identity"));
  await fill(visitor, "short-name", "手填陶瓷");
  await untilSaved(visitor);
  assertQuiet(visitor);
  await visitor.kill();

  const again = await arrive(t, { home });
  await untilShown(again, NAME);
  await press(again, "继续填报");
  assert.equal(await valueOf(again, "short-name"), "手填陶瓷");
  assert.equal(await valueOf(again, "enterprise-name"), NAME);
  assert.deepEqual(await verdicts(again), EXPECTED);

  const file = await again.download(() => press(again, "导出备份"));
  assert.equal(file.name, "手填陶瓷-2026-09-18.json");
  await untilShown(again, `已导出 ${file.name}`);
  assertQuiet(again);
  await again.close();

  const printed = await assessed(file.path);
  assert.deepEqual(sentences(printed), EXPECTED);
  const exported = JSON.parse(file.text);
  assert.deepEqual(exported.assessment, printed, "the page and the command line do not assess alike");

  const elsewhere = await arrive(t);
  await bring(elsewhere, file.path);
  assert.match(await elsewhere.words("#brought"), new RegExp(`^${NAME}\\s+填了 \\d+ 项，另有 \\d+ 份清单。`));
  await press(elsewhere, "作为新草稿");
  await untilSaved(elsewhere);
  assert.deepEqual(await verdicts(elsewhere), EXPECTED);
  const back = await elsewhere.download(() => press(elsewhere, "导出备份"));
  assert.deepEqual(JSON.parse(back.text).facts, exported.facts);
  assert.deepEqual(JSON.parse(back.text).filing, exported.filing);
  await goTo(elsewhere, await here(elsewhere, "profile/ip"));
  await untilShown(elsewhere, "一种手填密封环的成型方法");
  assertQuiet(elsewhere);
});

/** From the first page to the end of the first group without touching the mouse. */
async function fillIdentityByKeys(visitor) {
  const { keyboard } = visitor.page;
  await tabToName(visitor, "开始填报");
  await keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(visitor), "h1"));
  await tabTo(visitor, "enterprise-name");
  await keyboard.type(NAME);
  await tabTo(visitor, "credit-code");
  await keyboard.type("91360281ma3000011y");
  await tabTo(visitor, "founded-on");
  await keyboard.type("2012年6月18日");
  await tabTo(visitor, "registered-place");
  await untilShown(visitor, "2012 年 6 月 18 日");
  await keyboard.press("ArrowDown");
  await answerByKeys(visitor, "具有独立法人资格", "是");
  await tabTo(visitor, "industry-code");
  await keyboard.type("３０７３");
  await untilShown(visitor, "划型按“工业”一行");
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 5 分，至多 100 分，评分线 60");
  await tabToName(visitor, "下一组：财务数据");
  await keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(visitor), "h1"));
  assert.equal(await visitor.words(".who"), NAME);
}

/** As people paste them: units, commas, full-width digits. */
async function fillFiguresByKeys(visitor) {
  const { keyboard } = visitor.page;
  await tabTo(visitor, "revenue-2023");
  await keyboard.type("1,786.00 万元");
  await tabTo(visitor, "revenue-2024");
  await untilShown(visitor, "17,860,000 元");
  await keyboard.type("２１１８");
  await tabTo(visitor, "revenue-2025");
  await paste(visitor, "24,364,000元");
  await tabTo(visitor, "main-revenue-2024");
  await untilShown(visitor, "24,364,000 元");
  assert.equal(await valueOf(visitor, "revenue-2025"), "24,364,000元", "what was typed must stand");
  // Below 5000 万元 nothing else can help.
  await untilLadder(visitor, "小巨人", "暂未达到");
  await keyboard.type("1950");
  for (const [id, text] of [
    ["main-revenue-2025", "2205.8万"],
    ["leading-product-revenue-2025", "1712.5"],
    ["total-assets-2025", "4380"],
    ["total-liabilities-2025", "26,720,000.00元"],
    ["rd-expense-2024", "106。35"],
    ["rd-expense-2025", "0.01123亿"],
  ]) {
    await tabTo(visitor, id);
    await keyboard.type(text);
  }
  // R&D 4.6 % 15, growth 13.1 % 15, debts 61 % 5, main revenue 90.5 % 20; the field 5 to 10, patents 0 to 20.
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 60 分，至多 85 分，评分线 60");
}

async function fillPeopleAndProduct(visitor) {
  await press(visitor, "下一组：股权融资");
  await answer(visitor, "都列完了吗", "没有，一项也没有");
  await press(visitor, "下一组：人员与从业年限");
  await enter(visitor, "employees-2025", "68 人");
  await enter(visitor, "rd-staff-2025", "11");
  await enter(visitor, "niche-since", "20161108");
  await untilShown(visitor, "2016 年 11 月 8 日");
  await press(visitor, "下一组：主导产品与所属领域");
  await answer(visitor, "主导产品属于战略性新兴产业", "否");
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 60 分，至多 80 分，评分线 60");
}

/** One item of a list, the list then complete. */
async function addPatent(visitor) {
  await press(visitor, "下一组：市场与品牌");
  await press(visitor, "下一组：知识产权");
  await press(visitor, "加第一项：知识产权");
  await eventually(async () => assert.equal(await focused(visitor), "ip-items.name"));
  await visitor.page.keyboard.type("一种手填密封环的成型方法");
  await choose(visitor, "ip-items.kind", "发明专利");
  await answer(visitor, "目前有效", "是");
  await enter(visitor, "ip-items.granted-on", "2021.3.12");
  await choose(visitor, "ip-items.acquisition", "原始取得");
  await answer(visitor, "与主导产品相关", "是");
  await answer(visitor, "实际应用并已产生经济效益", "是");
  await enter(visitor, "ip-items.holder-rank", "1");
  await answer(visitor, "有海外同族专利权", "否");
  await answer(visitor, "实现较高质押融资金额", "自判不满足");
  await answer(visitor, "获国家科学技术奖或中国专利奖", "否");
  await press(visitor, "完成");
  await untilShown(visitor, "一种手填密封环的成型方法");
  await untilLadder(visitor, "创新型", "尚不能判断", "至少 75 分，至多 80 分，评分线 60");
  await answer(visitor, "都列完了吗", "列完了");
  await untilLadder(visitor, "创新型", "尚不能判断", "75 分，评分线 60");
}

async function fillHonours(visitor) {
  await press(visitor, "下一组：研发机构、奖励与荣誉");
  for (const list of ["rd-institutions", "awards"]) {
    await answer(visitor, "都列完了吗", "没有，一项也没有", list);
  }
  await press(visitor, "加第一项：荣誉资质");
  await choose(visitor, "honours.kind", "知识产权优势企业");
  await enter(visitor, "honours.valid-until", "2025-12-31");
  await press(visitor, "完成");
  await answer(visitor, "都列完了吗", "列完了", "honours");
}

async function fillCompliance(visitor) {
  await press(visitor, "下一组：管理、质量与评价得分");
  await press(visitor, "下一组：称号、复核与关联关系");
  await press(visitor, "下一组：合规情况");
  await answerByKeys(visitor, "被列入经营异常名录", "否");
  await answerByKeys(visitor, "被列入严重失信主体名单", "否");
  await answer(visitor, "产品（服务）属于国家禁止、限制或淘汰类", "否");
  await answer(visitor, "自主、如实申报", "是");
  await answer(visitor, "都列完了吗", "没有，一项也没有", "incidents");
  await untilLadder(visitor, "创新型", "尚不能判断", "还差 1 项即可确定。");
  await answer(visitor, "都列完了吗", "没有，一项也没有", "revocations");
  await untilLadder(visitor, "创新型", "已达到", "75 分，评分线 60");
  await press(visitor, "看结论");
}

test("the sample is marked, can be tried out, and leaves the own draft alone", async (t) => {
  const visitor = await arrive(t);
  await goTo(visitor, "#/profile/identity");
  await enter(visitor, "enterprise-name", NAME);
  await untilSaved(visitor);
  const kept = await stored(visitor);

  await press(visitor, "总览");
  await press(visitor, "看虚构的示例");
  await untilShown(visitor, "乐平示例精密陶瓷有限公司");
  assert.match(await visitor.words(".who"), /示例$/);
  assert.match(await keptLine(visitor), /^这是虚构的示例，改动不保存/);
  assert.notEqual((await ladder(visitor))["创新型"].verdict, "");

  await press(visitor, "填报");
  await enter(visitor, "enterprise-name", "改过的示例");
  await eventually(async () => assert.match(await visitor.words(".who"), /^改过的示例/));
  assert.match(await keptLine(visitor), /^这是虚构的示例，改动不保存/);

  await press(visitor, "回到我的草稿");
  await untilShown(visitor, NAME);
  assert.ok(!(await shows(visitor, "改过的示例")));
  assert.deepEqual(await stored(visitor), kept);

  await goTo(visitor, "#/sample/result");
  await visitor.reload();
  assert.match(await visitor.words(".who"), /^乐平示例精密陶瓷有限公司\s*示例$/);
  assert.deepEqual(await stored(visitor), kept);
  assertQuiet(visitor);
});

test("the sample's verdicts are the command line's", async (t) => {
  const visitor = await arrive(t);
  const seen = await verdicts(visitor, "#/sample/result");
  const file = await visitor.download(() => press(visitor, "导出备份"));
  const printed = await assessed(file.path);
  assert.deepEqual(seen, sentences(printed));
  assert.deepEqual(JSON.parse(file.text).assessment, printed);
  assertQuiet(visitor);
});

/** What the command line prints for a file. */
async function assessed(path) {
  const { status, stdout, stderr } = await commandLine("assess", path, "--format", "json");
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** The command line's verdicts in the words of the page. */
function sentences({ assessments }) {
  return Object.fromEntries(assessments.map(({ tier, verdict }) => [TIERS[tier], SENTENCES[verdict]]));
}
