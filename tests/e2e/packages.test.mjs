// A package leaves, is checked by others' software and by the page, and comes back with everything that was in it.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { checkPackage } from "./check-package.mjs";
import { arrive, assertQuiet, bring, enter, eventually, goTo, press, stored, untilSaved, untilShown } from "./form.mjs";
import { APP_URL, commandLine } from "./harness.mjs";

const PACKAGES = `${APP_URL}#/sample/packages`;

/** The sample's package, as a user takes it. */
async function taken(visitor) {
  const file = await visitor.download(() => press(visitor, "导出材料包"));
  await untilShown(visitor, `已导出 ${file.name}`);
  return file;
}

/** Puts a file beside the downloads. */
async function beside(visitor, name, text) {
  const path = join(visitor.home.downloads, "..", name);
  await writeFile(path, text);
  return path;
}

/** The rows of the table of checks, cell by cell. */
const checked = ({ page }) =>
  page.$$eval("section[aria-labelledby=verify] tbody tr", (rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
  );

test("an export says what is incomplete, and stands the check of software that is not ours", async (t) => {
  const visitor = await arrive(t, { url: PACKAGES });
  await untilShown(visitor, "导出前看一眼；缺什么都可以照样导出：");
  await untilShown(visitor, "创新型中小企业：尚不能判断，还差");
  await visitor.page.select("#for-tier", "innovative");
  const file = await taken(visitor);
  assert.equal(file.name, "示例精密陶瓷-创新型-2026-09-18.json");
  assert.deepEqual(checkPackage(file.text), []);
  const { created, evidence, events } = JSON.parse(file.text);
  assert.match(created, /^2026-09-18T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  assert.deepEqual(events.map(({ kind }) => kind), ["updated", "updated", "updated", "changed"]);
  const audit = evidence.find((row) => row.material === "audit-report.2025");
  assert.equal(audit.title, "2025 年度审计报告");
  assert.ok(audit.conditions.length > 2);
  const { status, stdout } = await commandLine("verify", file.path);
  assert.equal(status, 0, stdout);
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assertQuiet(visitor);
});

test("the summary is a table that a spreadsheet opens", async (t) => {
  const visitor = await arrive(t, { url: PACKAGES });
  const file = await visitor.download(() => press(visitor, "摘要（CSV）"));
  assert.equal(file.name, "示例精密陶瓷-2026-09-18.csv");
  assert.ok(file.text.startsWith("\uFEFF项目,年度,内容,单位\r\n"), file.text.slice(0, 40));
  assert.match(file.text, /营业收入,2025,2436\.4,万元\r\n/);
  assertQuiet(visitor);
});

test("packages are checked one by one and as a folder: whole, changed, of another law, none at all", async (t) => {
  const visitor = await arrive(t, { url: PACKAGES });
  const file = await taken(visitor);
  const whole = JSON.parse(file.text);
  const changed = { ...whole, facts: { ...whole.facts, revenue: { ...whole.facts.revenue, 2025: "99999" } } };
  const paths = [
    await beside(visitor, "whole.json", file.text),
    await beside(visitor, "changed.json", JSON.stringify(changed)),
    await beside(visitor, "none.json", "<b>no package</b>"),
  ];
  await (await visitor.page.$("#verify-files")).uploadFile(...paths);
  await untilShown(visitor, "核对了 3 个，一致 1 个。");
  await untilShown(visitor, "完整性核对，不是电子签名");
  const rows = await checked(visitor);
  assert.deepEqual(rows.map(([name]) => name), ["whole.json", "changed.json", "none.json"]);
  assert.equal(rows[0][1], "一致");
  assert.match(rows[1].at(-1), /校验值/);
  assert.match(rows[1].join(" "), /重算为/);
  assert.equal(rows[2][1], "无法核对");
  assert.deepEqual(await visitor.accessibilityFaults(), []);

  const table = await visitor.download(() => press(visitor, "下载核对表（CSV）"));
  const { status, stdout } = await commandLine("verify", ...paths, "--format", "csv");
  assert.equal(status, 1);
  const names = (text) => text.split("\r\n").map((line) => line.split(",").slice(1).join(","));
  assert.deepEqual(names(table.text), names(stdout), "the page and the command line find the same");
  assertQuiet(visitor);
});

test("what this program does not know survives import, store and export, and the text is the same again", async (t) => {
  const maker = await arrive(t, { url: PACKAGES });
  const file = await taken(maker);
  const given = JSON.parse(file.text);
  given.facts["fact-of-tomorrow"] = { 2030: "1" };
  given.events = [{ kind: "submitted", on: "2026-09-20" }];
  given["member-of-tomorrow"] = { deep: [1, "二", null] };

  const visitor = await arrive(t);
  await bring(visitor, await beside(visitor, "tomorrow.json", JSON.stringify(given)));
  await untilShown(visitor, "本程序不认识");
  await press(visitor, "作为新草稿");
  await untilSaved(visitor);
  await visitor.reload();
  await press(visitor, "文件");
  const back = await taken(visitor);
  assert.deepEqual(checkPackage(back.text), []);
  const came = JSON.parse(back.text);
  for (const key of ["facts", "filing", "evidence", "events", "member-of-tomorrow", "assessment"]) {
    assert.deepEqual(came[key], given[key], key);
  }
  assertQuiet(visitor);
});

test("words in a package are words on every page that shows them", async (t) => {
  const visitor = await arrive(t, { url: PACKAGES });
  const hostile = `<img src=x onerror="document.title='x'">`;
  const file = await taken(visitor);
  const text = file.text.replaceAll("乐平示例精密陶瓷有限公司", hostile.replaceAll('"', '\\"'));
  const path = await beside(visitor, `${"名".repeat(20)}.json`, text);
  await (await visitor.page.$("#verify-files")).uploadFile(path);
  await untilShown(visitor, hostile);
  await bring(visitor, path);
  await untilShown(visitor, hostile);
  await press(visitor, "作为新草稿");
  await untilSaved(visitor);
  await goTo(visitor, "#/");
  await untilShown(visitor, hostile);
  assert.equal(await visitor.page.title(), "总览 · 梯度");
  assert.equal(await visitor.page.$("img"), null);
  assertQuiet(visitor);
});
