// The evidence: files stay where they are; their digests are those anybody
// else would find, and reading a large one leaves the page to the user.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { APP_URL } from "./harness.mjs";
import { arrive, assertQuiet, enter, eventually, focused, goTo, press, untilGone, untilSaved, untilShown } from "./form.mjs";

const LICENCE = "business-license";
const pick = (name) => `[id="pick-${name}"]`;

/** The row of a material, as a reader sees it. */
function row({ page }, name) {
  return page.$eval(pick(name), (it) => it.closest("li").innerText.replace(/\s+/g, " "));
}

/** The digests shown in a row. */
function digests({ page }, name) {
  return page.$eval(pick(name), (it) => [...it.closest("li").querySelectorAll(".hash")].map((hash) => hash.title));
}

const sha256 = async (path) => createHash("sha256").update(await readFile(path)).digest("hex");

async function brought(visitor, name, content) {
  const folder = await mkdtemp(join(visitor.home.downloads, "../files-"));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A file of so many megabytes, not one of them like another. */
async function large(visitor, name, megabytes) {
  const path = await brought(visitor, name, "");
  const file = await open(path, "w");
  for (let at = 0; at < megabytes; at++) await file.write(Buffer.alloc(1 << 20, `${at} `));
  await file.close();
  return path;
}

test("a chosen file is hashed where it is, kept over a reload, compared and removed", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/evidence` });
  await untilShown(visitor, "须备");
  assert.match(await row(visitor, LICENCE), /^未备 营业执照 创新型：必备/);
  const path = await brought(visitor, "营业执照 <b>.pdf", "执照的字节");
  const other = await brought(visitor, "营业执照 <b>.pdf", "别的字节");

  await visitor.choose(pick(LICENCE), path);
  await untilShown(visitor, "已算出“营业执照 <b>.pdf”的校验值");
  assert.deepEqual(await digests(visitor, LICENCE), [await sha256(path)]);
  // Where the licence is read is not filled in yet.
  assert.match(await row(visitor, LICENCE), /^有缺 .*还没填：.*注册地.* 1 KB/);
  await visitor.choose(pick(LICENCE), path);
  await untilShown(visitor, "与记录一致");
  assert.equal((await digests(visitor, LICENCE)).length, 1);

  await untilSaved(visitor);
  await visitor.reload();
  await untilShown(visitor, "须备");
  assert.deepEqual(await digests(visitor, LICENCE), [await sha256(path)]);

  const again = `li:has(${pick(LICENCE)}) .ev__one input`;
  await visitor.choose(again, other);
  await untilShown(visitor, "与记录不同");
  await visitor.choose(again, path);
  await untilShown(visitor, "与记录一致");

  await press(visitor, "删除：营业执照 <b>.pdf");
  await eventually(async () => assert.match(await row(visitor, LICENCE), /^未备 /));
  await eventually(async () => assert.equal(await focused(visitor), `pick-${LICENCE}`));
  assert.deepEqual(visitor.requestsSinceReady(), []);
  assertQuiet(visitor);
});

test("several files and a note stand under one material", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/evidence` });
  await untilShown(visitor, "须备");
  const paths = [await brought(visitor, "一.pdf", "1"), await brought(visitor, "二.pdf", "2")];
  const input = await visitor.page.waitForSelector(pick(LICENCE));
  await input.uploadFile(...paths);
  await eventually(async () => assert.equal((await digests(visitor, LICENCE)).length, 2));
  await visitor.page.$eval(`[id="note-${LICENCE}"]`, (it) => (it.closest("details").open = true));
  await visitor.page.type(`[id="note-${LICENCE}"]`, "正本和副本");
  await visitor.page.keyboard.press("Tab");
  await untilSaved(visitor);
  await visitor.reload();
  await untilShown(visitor, "须备");
  assert.equal(await visitor.page.$eval(`[id="note-${LICENCE}"]`, (it) => it.value), "正本和副本");
  assert.deepEqual((await digests(visitor, LICENCE)).toSorted(), (await Promise.all(paths.map(sha256))).toSorted());
  assertQuiet(visitor);
});

test("what is filled in decides whether a material is ready or concerned", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/figures` });
  await enter(visitor, "revenue-2025", "2000");
  await goTo(visitor, "#/evidence");
  await untilShown(visitor, "2025 年度审计报告");
  const report = "audit-report.2025";
  await visitor.choose(pick(report), await brought(visitor, "审计.pdf", "审计"));
  await untilShown(visitor, "已算出");
  assert.match(await row(visitor, report), /^有缺 .*2025 年主营业务收入/);
  assert.doesNotMatch(await row(visitor, report), /2025 年营业收入/);
  // The figure that the report lacks may be proved beside it.
  assert.match(await row(visitor, "main-revenue-statement.2025"), /^未备 /);
  await goTo(visitor, "#/sample/evidence");
  await untilShown(visitor, "股权融资证明");
  const equity = await visitor.page.$$eval(".ev", (all) => all.map((it) => it.innerText).find((it) => it.includes("股权融资证明")));
  assert.match(equity, /^不涉及/);
  assertQuiet(visitor);
});

test("a large file is read while the user types, shows how far it is, and can be stopped", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/evidence` });
  await untilShown(visitor, "须备");
  const path = await large(visitor, "大文件.pdf", 64);
  await visitor.page.$eval(`[id="note-${LICENCE}"]`, (it) => (it.closest("details").open = true));

  await visitor.choose(pick(LICENCE), path);
  await visitor.page.waitForSelector(".ev progress");
  await press(visitor, "取消：大文件.pdf");
  await untilGone(visitor, "正在读");
  await eventually(async () => assert.equal(await focused(visitor), `pick-${LICENCE}`));
  assert.deepEqual(await digests(visitor, LICENCE), []);

  // How often the page gets its turn while the file is read: whole, it would not.
  await visitor.page.evaluate(() => {
    globalThis.turns = 0;
    const beat = () => {
      if (document.querySelector(".ev progress")) globalThis.turns += 1;
      setTimeout(beat, 0);
    };
    beat();
  });
  await visitor.choose(pick(LICENCE), path);
  await visitor.page.waitForSelector(".ev progress");
  await visitor.page.type(`[id="note-${LICENCE}"]`, "边读边写");
  assert.equal(await visitor.page.$eval(`[id="note-${LICENCE}"]`, (it) => it.value), "边读边写");
  await untilShown(visitor, "已算出“大文件.pdf”的校验值");
  const turns = await visitor.page.evaluate(() => globalThis.turns);
  t.diagnostic(`the page got ${turns} turns`);
  assert.ok(turns > 20, `${turns} turns`);
  assert.deepEqual(await digests(visitor, LICENCE), [await sha256(path)]);
  assert.match(await row(visitor, LICENCE), /64\.0 MB/);
  assert.deepEqual(visitor.requestsSinceReady(), []);
  assertQuiet(visitor);
});
