// Through the whole life of a little giant, from the first title to its
// revocation: what is entered, what follows, and on which day. The days are
// those of the municipal rule, counted by hand.

import assert from "node:assert/strict";
import { test } from "node:test";

import ICAL from "ical.js";

import { APP_URL, commandLine } from "./harness.mjs";
import { arrive, assertQuiet, bring, choose, enter, eventually, fill, focused, goTo, press } from "./form.mjs";
import { shows, twoFrames, untilGone, untilLadder, untilSaved, untilShown, valueOf } from "./form.mjs";

const TRACK = `${APP_URL}#/track`;

/** The same browser on another day. */
async function comeBack(visitor, today, url = TRACK) {
  const old = visitor.page;
  await untilSaved(visitor);
  visitor.options.today = today;
  await visitor.openTab(url);
  await old.close();
}

async function keep(visitor, day) {
  await fill(visitor, "ask-on", day);
  await press(visitor, "记下");
  await untilGone(visitor, "记下");
}

/** Two clicks and a date. `within`: the section's id. */
async function happened(visitor, words, day, within) {
  await press(visitor, words, within);
  await keep(visitor, day);
}

/** The same by the button of this id. */
async function enterAt(visitor, id, day) {
  const button = await visitor.page.waitForSelector(`[id="${id}"]`, { visible: true });
  await button.click();
  await keep(visitor, day);
}

/** The points of all lines, the day first. */
const points = ({ page }) =>
  page.$$eval(".time > li", (all) => all.map((it) => it.innerText.replace(/\s+/g, " ").trim()));

async function untilPoint(visitor, start) {
  await eventually(async () => {
    const all = await points(visitor);
    assert.ok(
      all.some((it) => it.startsWith(start)),
      `no point begins with ${start}:\n${all.join("\n")}`,
    );
  });
}

test("the whole life of a little giant", async (t) => {
  const visitor = await arrive(t, { url: TRACK, today: "2026-03-02" });
  await untilShown(visitor, "今天是 2026 年 3 月 2 日，周一。眼下没有要办的期限");

  // A title from before: three years to the corresponding day, that day included.
  await press(visitor, "登记已有的称号", "begin-innovative");
  await keep(visitor, "2024年11月30日");
  await untilShown(visitor, "2024-11-30 至 2027-11-30");
  // 30 April 2025 lies behind, and nothing is entered.
  await untilPoint(visitor, "2025-04-30 已过 306 天，没有登记办理 已过期 2025 年度信息更新");
  await enterAt(visitor, "line-annual-update-2025-2025-04-30", "2025-4-16");
  await untilPoint(visitor, "2025-04-16 已完成 2025 年度信息更新 期限 2025-04-30，提前 14 天。");
  await untilPoint(visitor, "2026-04-30 还有 59 天 截止 2026 年度信息更新");
  await enterAt(visitor, "line-annual-update-2026-2026-04-30", "2026-03-02");
  await untilPoint(visitor, "2026-03-02 已完成 2026 年度信息更新 期限 2026-04-30，提前 59 天。");

  // The second tier, in its window.
  await comeBack(visitor, "2026-07-06");
  await enterAt(visitor, "begin-specialized-new", "2026-7-6");
  const specialized = "application-2026-2-specialized-new";
  await happened(visitor, "平台提交", "2026-07-06", specialized);
  await untilShown(visitor, "下一步由乐平市工业和信息化局办理。");
  await untilShown(visitor, "2026-07-06 提交的答案已留存");
  await happened(visitor, "受理", "2026-07-06", specialized);
  await comeBack(visitor, "2026-09-21");
  for (const [act, day] of [
    ["乐平市工业和信息化局初审", "2026-07-15"],
    ["乐平市工业和信息化局实地抽查", "2026-07-20"],
    ["乐平市工业和信息化局上报", "2026-07-22"],
  ]) {
    await happened(visitor, act, day, specialized);
  }
  await untilShown(visitor, "下一步由景德镇市工业和信息化局办理。");
  // What the city did was never heard of.
  await press(visitor, "登记后面的环节", specialized);
  await happened(visitor, "公告（认定、延长）", "2026-09-20", specialized);
  await untilShown(visitor, "2026-09-20 至 2029-09-20");
  await untilShown(visitor, "没有登记日期：景德镇市工业和信息化局初审");
  // The profile asks no more for what is known here.
  await goTo(visitor, "#/profile/titles");
  await untilShown(visitor, "创新型中小企业：公告（认定）日期：2024-11-30");
  await untilShown(visitor, "专精特新中小企业：公告（认定）日期：2026-09-20");

  // The third tier; a change on the last day of November is reported on the 29th of a February.
  await comeBack(visitor, "2027-04-20");
  await enterAt(visitor, "line-annual-update-2027-2027-04-30", "2027-04-20");
  await enterAt(visitor, "begin-little-giant-new", "2027-04-20");
  const giant = "application-2027-1-little-giant-new";
  await happened(visitor, "平台提交", "2027-04-20", giant);
  await comeBack(visitor, "2027-12-01");
  await press(visitor, "登记后面的环节", giant);
  await happened(visitor, "公告（认定、延长）", "2027-07-01", giant);
  await untilShown(visitor, "2027-07-01 至 2030-07-01");
  await press(visitor, "登记重大变化", "all");
  await fill(visitor, "ask-change", "更名");
  await keep(visitor, "2027-11-30");
  await untilPoint(visitor, "2028-02-29 还有 90 天 截止 报告重大变化：更名");
  await press(visitor, "报告清单", "all");
  await untilShown(visitor, "要做：填写重大变化情况报告表");
  await comeBack(visitor, "2028-02-29");
  await enterAt(visitor, "line-major-change-更名-2028-02-29", "2028-02-29");
  await untilPoint(visitor, "2028-02-29 已完成 报告重大变化：更名 期限 2028-02-29，当天办理。");

  // Renewed before its last day.
  await comeBack(visitor, "2030-06-30");
  await press(visitor, "开始准备复核", "title-2027-1");
  await keep(visitor, "2030-05-06");
  const review = "application-2030-1-little-giant-review";
  await happened(visitor, "平台提交", "2030-05-08", review);
  await untilShown(visitor, "下一步细则没有写；写到的只有工业和信息化部。");
  await happened(visitor, "公告（认定、延长）", "2030-06-28", review);
  await untilShown(visitor, "2030-06-28 至 2033-06-28");

  // An accident, and the revocation: every tier is barred up to the third year's corresponding day.
  await comeBack(visitor, "2031-06-02");
  await enterAt(visitor, "add-incident", "2031-05-10");
  await untilShown(visitor, "数据造假等情形，直接取消公告或者认定");
  await press(visitor, "登记被取消", "title-2027-1");
  await choose(visitor, "ask-why", "事故、失信、违法或造假");
  await keep(visitor, "2031-06-01");
  await untilPoint(visitor, "2031-06-01 已发生 被取消：事故、失信、违法或造假");
  await untilPoint(visitor, "2034-06-01 还有 1095 天 截止 至少三年内不得再次申报");
  await untilShown(visitor, "最早可再申报：2034-06-02。");
  assertQuiet(visitor);
  // All of it on one page of paper.
  assert.equal(await visitor.pagesOfPaper(), 1);
  // What follows is assessed: nothing of it was stated among the answers.
  await goTo(visitor, "#/result/specialized");
  await untilShown(visitor, "不在禁止再报的期限内");

  // The log leaves with the package, and says the same elsewhere.
  await goTo(visitor, "#/d/own/packages");
  const { path } = await visitor.download(() => press(visitor, "导出材料包", "main"));
  const { stdout } = await commandLine("track", path, "--on", "2031-06-02");
  const tracked = JSON.parse(stdout);
  const told = tracked.titles.map(({ tier, standing, terms }) => [tier, standing, terms.at(-1).until]);
  assert.deepEqual(
    told.toSorted(),
    [
      ["innovative", "ended", "2027-11-30"],
      ["little-giant", "revoked", "2033-06-28"],
      ["specialized", "ended", "2029-09-20"],
    ].toSorted(),
  );
  const bar = tracked.deadlines.find(({ earliest }) => earliest);
  assert.deepEqual([bar.due, bar.earliest], ["2034-06-01", "2034-06-02"]);
  // Nothing differs: the assessments follow from the answers and the log.
  assert.equal((await commandLine("verify", path)).status, 0);
});

test("an impossible order is told, corrected and removed, and every step can be taken back", async (t) => {
  const visitor = await arrive(t, { url: TRACK });
  await enterAt(visitor, "begin-innovative-new", "2026-09-01");
  const section = "application-2026-1-innovative-new";
  await happened(visitor, "平台提交", "2026-09-02", section);
  await happened(visitor, "乐平市工业和信息化局初审", "2026-09-01", section);
  await untilShown(visitor, "提交之前不会有这件事，未计入");
  // Corrected in the log: the form opens with what was entered.
  await press(visitor, "更正：2026-09-01：创新型中小企业新申请（2026-1）：乐平市工业和信息化局初审");
  assert.equal(await valueOf(visitor, "ask-on"), "2026-09-01");
  await fill(visitor, "ask-on", "2026-13-01");
  await press(visitor, "记下");
  await untilShown(visitor, "没有 13 月 1 日。");
  assert.equal(await focused(visitor), "ask-on");
  await keep(visitor, "2026-09-03");
  await untilGone(visitor, "提交之前不会有这件事，未计入");
  await press(visitor, "删除：2026-09-03：创新型中小企业新申请（2026-1）：乐平市工业和信息化局初审");
  await untilShown(visitor, "共 2 件");
  await press(visitor, "撤销");
  await untilShown(visitor, "共 3 件");
  // What has not happened yet counts for nothing yet.
  await happened(visitor, "乐平市工业和信息化局实地抽查", "2026-10-01", section);
  await untilShown(visitor, "晚于今天，还没有计入。");
  // An empty day is no day; Escape leaves everything as it was.
  await press(visitor, "撤回", section);
  await press(visitor, "记下");
  await untilShown(visitor, "请填写。");
  await visitor.page.keyboard.press("Escape");
  await untilGone(visitor, "记下");
  await visitor.reload();
  await untilShown(visitor, "共 4 件");
  assertQuiet(visitor);
});

test("answers handed in stay as they were, whatever is answered later", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  await enter(visitor, "enterprise-name", "甲公司");
  await goTo(visitor, "#/track");
  await enterAt(visitor, "begin-specialized-new", "2026-09-10");
  await happened(visitor, "平台提交", "2026-09-11", "application-2026-1-specialized-new");
  await goTo(visitor, "#/profile/identity");
  await enter(visitor, "enterprise-name", "乙公司");
  await goTo(visitor, "#/track");
  const section = "application-2026-1-specialized-new";
  const folds = await visitor.page.$(`[id="${section}"] details.frozen > summary`);
  await folds.click();
  await untilShown(visitor, "提交时 甲公司，现在 乙公司");
  await press(visitor, "另开一份草稿查看", section);
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司"));
  assertQuiet(visitor);
});

test("days leave for a calendar, once however often", async (t) => {
  const visitor = await arrive(t, { url: TRACK });
  await press(visitor, "登记已有的称号", "begin-specialized");
  await keep(visitor, "2024-02-29");
  const read = async (name) => {
    const { name: file, text } = await visitor.download(() => press(visitor, name));
    assert.match(file, /\.ics$/);
    assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/);
    const component = new ICAL.Component(ICAL.parse(text));
    return component.getAllSubcomponents("vevent").map((it) => new ICAL.Event(it));
  };
  const all = await read("全部加入日历（.ics）");
  // From 29 February 2024 three years are full on 28 February 2027.
  const last = all.find(({ summary }) => summary.includes("有效期三年"));
  assert.equal(last.startDate.toString(), "2027-02-28");
  assert.ok(last.startDate.isDate);
  const again = await read("全部加入日历（.ics）");
  assert.deepEqual(again.map(({ uid }) => uid), all.map(({ uid }) => uid));
  assertQuiet(visitor);
});

test("the days of a notice stand for the usual window", async (t) => {
  const visitor = await arrive(t, { url: TRACK, today: "2027-06-01" });
  await press(visitor, "登记已有的称号", "begin-specialized");
  await keep(visitor, "2024-08-15");
  // Article 7: in principle in the third quarter, of the year in which the title ends.
  await untilShown(visitor, "原则上 2027-07-01 至 2027-09-30，确切日期以当年通知为准");
  await press(visitor, "专精特新", "when");
  await fill(visitor, "ask-number", "示例通知〔2027〕1号");
  await fill(visitor, "ask-first", "2027-6-10");
  await fill(visitor, "ask-last", "2027-7-20");
  await keep(visitor, "2027-05-28");
  await untilShown(visitor, "2027-06-10 至 2027-07-20，按登记的通知 示例通知〔2027〕1号");
  await untilGone(visitor, "原则上 2027-07-01 至 2027-09-30，确切日期以当年通知为准");
  assertQuiet(visitor);
});

/** In the page: notices are noted down and not shown. */
function noteNotices() {
  globalThis.noticed = [];
  globalThis.Notification = class {
    static permission = "default";
    static async requestPermission() {
      this.permission = "granted";
      return "granted";
    }
    constructor(title, { body, tag }) {
      globalThis.noticed.push({ title, body, tag });
    }
  };
}

test("the overview lists the days of all enterprises, and reminds only who asked, once a day", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(noteNotices);
  const visitor = await arrive(t, { url: TRACK, today: "2026-04-25", before });
  await press(visitor, "登记已有的称号", "begin-innovative");
  await keep(visitor, "2024-05-10");
  await untilSaved(visitor);
  await goTo(visitor, "#/d/second/profile/identity");
  await enter(visitor, "enterprise-name", "乙公司");
  await goTo(visitor, "#/d/second/track");
  await press(visitor, "登记已有的称号", "begin-specialized");
  await keep(visitor, "2025-08-01");
  await untilSaved(visitor);
  await goTo(visitor, "#/");
  await untilShown(visitor, "最近的期限");
  // Both ask for an update by 30 April 2026; only the first had one due a year before.
  const rows = () => visitor.page.$$eval("#dues-h ~ .overdue > li", (all) => all.map((it) => it.innerText.split("\n").join(" ")));
  const first = await rows();
  assert.match(first[0], /^2025-04-30 .*已过 360 天$/);
  assert.equal(first.filter((it) => it.startsWith("2026-04-30")).length, 2);
  await choose(visitor, "dues-of", "乙公司");
  await eventually(async () => assert.ok((await rows()).every((it) => it.includes("乙公司"))));
  assert.deepEqual(await visitor.page.evaluate(() => globalThis.noticed), []);
  await press(visitor, "到期前 7 天内提醒我");
  const noticed = () => visitor.page.evaluate(() => globalThis.noticed);
  await eventually(async () => assert.equal((await noticed()).length, 1));
  const [{ body }] = await noticed();
  assert.deepEqual(body.split("\n").map((line) => line.slice(0, 10)), ["2025-04-30", "2026-04-30", "2026-04-30"]);
  await press(visitor, "不再提醒");
  await press(visitor, "到期前 7 天内提醒我");
  assert.equal((await noticed()).length, 1);
  assertQuiet(visitor);
});

test("the page can be read by everybody at every width", async (t) => {
  const visitor = await arrive(t, { url: TRACK });
  await press(visitor, "登记已有的称号", "begin-innovative");
  await keep(visitor, "2024-05-10");
  await enterAt(visitor, "begin-specialized-new", "2026-09-01");
  await press(visitor, "登记重大变化", "all");
  await visitor.pictures("track");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assert.equal(await visitor.overflowsSideways(), false);
  await goTo(visitor, "#/");
  await untilShown(visitor, "最近的期限");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assertQuiet(visitor);
});
