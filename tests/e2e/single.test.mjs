// The page as one file, opened from the disk: nothing is loaded beside it, and it keeps, exports and imports.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { bring, enter, eventually, press, shows, untilGone, untilSaved, untilShown } from "./form.mjs";
import { APP_URL, BROWSER, commandLine, newHome, visit } from "./harness.mjs";

const built = (name) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
const SHARED = "浏览器通常让所有从文件打开的网页共用一处存储";

/** A copy of the file in a folder of its own, as on a stick; its address. */
async function copied(t, name = "tidu.html") {
  const folder = await mkdtemp(join(tmpdir(), "tidu 梯度 "));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  await copyFile(built(name), file);
  return pathToFileURL(file).href;
}

const open = (t, url, at = "#/packages", options = {}) => visit(t, { url: url + at, ...options });

function assertAlone(visitor, url) {
  assert.deepEqual(visitor.faults, []);
  for (const asked of visitor.requests) assert.equal(asked.url.split("#")[0], url);
}

test("one file opens from the disk, loads nothing else, and says what that means", async (t) => {
  const url = await copied(t);
  const visitor = await open(t, url);
  await untilShown(visitor, "本页是从文件打开的：不联网也能用");
  assert.ok(await shows(visitor, SHARED));
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  await visitor.pictures("single");
  const policy = await visitor.page.$eval("meta[http-equiv]", (meta) => meta.content);
  assert.match(policy, /connect-src 'none'/);
  assert.match(policy, /default-src 'none'/);
  assertAlone(visitor, url);
});

test("so does the English file, which names the other one beside it", async (t) => {
  const url = await copied(t, "tidu.en.html");
  const visitor = await open(t, url);
  await untilShown(visitor, "This page was opened from a file");
  assert.equal(await visitor.page.$eval(".other", (it) => it.getAttribute("href")), "tidu.html");
  assertAlone(visitor, url);
});

test("its policy lets it connect to nothing", async (t) => {
  const url = await copied(t);
  const visitor = await open(t, url);
  // A host that is there.
  const ask = (host) => fetch(host, { mode: "no-cors" }).then(() => "answered", () => "refused");
  const answer = await visitor.page.evaluate(ask, APP_URL);
  assert.equal(answer, "refused");
  await eventually(() => assert.ok(visitor.faults.some((fault) => fault.includes("connect-src"))));
});

test("from the disk it keeps, exports, brings back and deletes", async (t) => {
  const url = await copied(t);
  const home = await newHome(t);
  const visitor = await open(t, url, "#/profile/identity", { home });
  await enter(visitor, "enterprise-name", "随盘陶瓷");
  await untilSaved(visitor);
  await visitor.close();

  const again = await open(t, url, "#/profile/identity", { home });
  await untilShown(again, "随盘陶瓷");
  await again.page.goto(`${url}#/sample/packages`);
  const file = await again.download(() => press(again, "导出材料包"));
  assert.equal((await commandLine("verify", file.path)).status, 0);
  await bring(again, file.path);
  await untilShown(again, "示例精密陶瓷");

  // Said on the page: what another page from a file can read.
  if (BROWSER === "chrome") {
    const other = await copied(t);
    await again.openTab(`${other}#/profile/identity`);
    await untilShown(again, "随盘陶瓷");
  }
  await again.page.goto(`${url}#/packages`);
  await press(again, "删除全部数据");
  await press(again, "删除");
  await untilShown(again, "已全部删除。");
  assert.equal(await again.page.evaluate(() => localStorage.length), 0);
  await again.reload();
  await untilGone(again, "随盘陶瓷");
  assert.deepEqual(again.faults, []);
});
