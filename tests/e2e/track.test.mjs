// Through the whole life of a little giant, from the first title to its
// revocation: what is entered, what follows, and on which day.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL } from "./harness.mjs";
import { arrive, assertQuiet, eventually, fill, choose, press, shows, untilGone, untilSaved, untilShown } from "./form.mjs";

const TRACK = `${APP_URL}#/track`;

/** The same browser on another day. */
async function comeBack(visitor, today, url = TRACK) {
  const old = visitor.page;
  await untilSaved(visitor);
  visitor.options.today = today;
  await visitor.openTab(url);
  await old.close();
}

/** Two clicks and a date. `within`: the section's id where the words stand more than once. */
async function happened(visitor, words, day, within) {
  await press(visitor, words, within);
  await fill(visitor, "ask-on", day);
  await press(visitor, "记下");
  await untilGone(visitor, "记下");
}

/** The same by the button of this id. */
async function enterAt(visitor, id, day) {
  const button = await visitor.page.waitForSelector(`[id="${id}"]`, { visible: true });
  await button.click();
  await fill(visitor, "ask-on", day);
  await press(visitor, "记下");
  await untilGone(visitor, "记下");
}

/** The words of the points on all lines, day first. */
const points = ({ page }) =>
  page.$$eval(".time > li", (all) => all.map((it) => it.innerText.replace(/\s+/g, " ").trim()));

async function untilPoint(visitor, start) {
  await eventually(async () => {
    const all = await points(visitor);
    assert.ok(all.some((it) => it.startsWith(start)), `no point begins with ${start}:\n${all.join("\n")}`);
  });
}

test("the whole life of a little giant", async (t) => {
  const visitor = await arrive(t, { url: TRACK, today: "2026-03-02" });
  await untilShown(visitor, "今天是 2026 年 3 月 2 日，周一。还没有要办的期限");

  // A title from before: 30 November 2024, three years to the corresponding day.
  await press(visitor, "登记已有的称号", "begin-innovative");
  await fill(visitor, "ask-on", "2024年11月30日");
  await press(visitor, "记下");
  await untilShown(visitor, "2024-11-30 至 2027-11-30");
  // 30 April 2025 lies behind and nothing is entered.
  await untilPoint(visitor, "2025-04-30 已过 306 天，没有登记办理 已过期 2025 年度信息更新");
  await enterAt(visitor, "line-annual-update-2025-2025-04-30", "2025-4-16");
  await untilPoint(visitor, "2025-04-30 2025-04-16 已办，未逾期 已完成 2025 年度信息更新");
  await untilPoint(visitor, "2026-04-30 还有 59 天 截止 2026 年度信息更新");
  assertQuiet(visitor);
});
