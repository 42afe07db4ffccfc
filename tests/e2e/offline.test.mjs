// The page without a network, and new versions of it. The host is the test's own (host.mjs): it
// can go away and come back with something else.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { enter, eventually, goTo, press, shows, untilGone, untilSaved, untilShown } from "./form.mjs";
import { PLAIN_HOST, chromiumOnly, newHome, pause, visit } from "./harness.mjs";
import { BUILT, open } from "./host.mjs";

const READY = "程序已存在这个浏览器里，断网也能打开。";
const WAITS = "有新版本，重新打开后使用。";
const TAKEN = "程序已换版本。填写的内容没有变。";
const LAW_TAKEN = "政策规则已换版本：";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The worker's list as it was built: address to digest. */
async function listed(folder) {
  const worker = await readFile(join(folder, "sw.js"), "utf8");
  const [, text] = /const FILES = (\{[^}]*\});/.exec(worker);
  return { worker, text, files: JSON.parse(text.replace(/,\n\}/, "}")) };
}

const fileOf = (address) => (address === "./" ? "index.html" : address);

/** Publishes a version whose page has another title and whose style sheet says so too. */
async function publish(host, version, { isWhole = true } = {}) {
  const { worker, text, files } = await listed(host.folder);
  const index = join(host.folder, "index.html");
  const page = await readFile(index, "utf8");
  const next = page.replace(/data-version=\w+/, `data-version=${version}`);
  assert.notEqual(next, page);
  await writeFile(index, next);
  const sheet = join(host.folder, Object.keys(files).find((name) => name.endsWith(".css")));
  await writeFile(sheet, `${await readFile(sheet, "utf8")}\n:root { --version: ${version}; }\n`);
  const fresh = await Promise.all(
    Object.keys(files).map(async (name) => [name, sha256(await readFile(join(host.folder, fileOf(name))))]),
  );
  const list = JSON.stringify(Object.fromEntries(fresh), undefined, 2);
  await writeFile(join(host.folder, "sw.js"), worker.replace(text, list).replace(/VERSION = "\w+"/, `VERSION = "${version}"`));
  // Somebody is still copying.
  if (!isWhole) await writeFile(sheet, "half of it");
}

/** The version of the page on screen, by its root and by its style sheet. */
const versionOf = ({ page }) =>
  page.evaluate(() => [
    document.documentElement.dataset.version,
    getComputedStyle(document.documentElement).getPropertyValue("--version").trim(),
  ]);

const cachesOf = ({ page }) => page.evaluate(() => caches.keys());

/** Everything in the cache that is there, as addresses. */
const keptBy = ({ page }) =>
  page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).map((request) => request.url);
  });

/** Has the browser ask for a new version; done when one that was found has been taken or given up. */
const askAgain = ({ page }) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const found = registration.installing;
    if (found) await new Promise((done) => (found.onstatechange = done));
  });

/** Presses the button that opens the page again, which may be gone before the press is over. */
const openAgain = (visitor) => press(visitor, "现在重新打开").catch((fault) => assert.match(fault.message, /navigation|context/));

/** Opens the page of files and waits until the program is kept. */
async function settled(t, host, options = {}) {
  const visitor = await visit(t, { url: host.packages, ...options });
  await untilShown(visitor, READY);
  return visitor;
}

test("the version names every file that was built, and nothing else", async () => {
  const { files } = await listed(BUILT);
  const all = (await readdir(BUILT, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(BUILT.length))
    .filter((name) => name !== "sw.js" && name !== "tidu.html" && name !== "tidu.en.html" && !/\.(br|gz)$/.test(name));
  assert.deepEqual(Object.keys(files).map(fileOf).sort(), all.sort());
  for (const [name, digest] of Object.entries(files)) {
    assert.equal(sha256(await readFile(join(BUILT, fileOf(name)))), digest, name);
  }
});

for (const base of ["/", "/under/a/sub-path/"]) {
  test(`after the first visit the page opens without a network, at ${base}`, async (t) => {
    const [home, host] = [await newHome(t), await open(t, base)];
    const visitor = await settled(t, host, { home });
    const { files } = await listed(host.folder);
    assert.deepEqual((await keptBy(visitor)).sort(), Object.keys(files).map((name) => new URL(name, host.url).href).sort());
    // The first visit asked for the files that were built, and for nothing else.
    const names = ["sw.js", ...Object.keys(files)].map((name) => `GET ${new URL(name, host.url).pathname}`);
    for (const asked of host.asked) assert.ok(names.includes(asked), asked);

    await host.stop();
    host.asked.length = 0;
    await visitor.page.setOfflineMode(true);
    await visitor.reload();
    await untilShown(visitor, READY);
    // A draft is kept as ever, and is there again.
    await visitor.page.goto(`${host.url}#/profile/identity`);
    await enter(visitor, "enterprise-name", "断网陶瓷");
    await untilSaved(visitor);
    await visitor.reload();
    await untilShown(visitor, "断网陶瓷");
    // A browser that was closed opens it too, by the page's own name as well.
    await visitor.close();
    const again = await visit(t, { home, url: `${host.url}index.html#/packages` });
    await untilShown(again, READY);
    assert.deepEqual(host.asked, []);
  });
}

test("with a network nothing is asked for but whether there is a new version", async (t) => {
  const host = await open(t);
  const visitor = await settled(t, host);
  host.asked.length = 0;
  await visitor.reload();
  await untilShown(visitor, READY);
  for (const address of ["#/", "#/sample/result", "#/sample/handbook", "#/sample/track"]) {
    await visitor.page.evaluate((hash) => (location.hash = hash), address);
    await pause(200);
  }
  await eventually(() => assert.ok(host.asked.length));
  await pause(1000);
  assert.deepEqual([...new Set(host.asked)], ["GET /sw.js"]);
  assert.deepEqual(visitor.faults, []);
  assert.deepEqual(visitor.origins(), [new URL(host.url).origin]);
});

test("a new version is offered, taken whole, and said; the old one goes", async (t) => {
  const host = await open(t);
  const visitor = await settled(t, host);
  const [before] = await versionOf(visitor);
  assert.ok(await shows(visitor, `程序版本 ${before}，规则版本 `));
  await visitor.page.goto(`${host.url}#/profile/identity`);
  await enter(visitor, "enterprise-name", "换版陶瓷");
  await untilSaved(visitor);

  await publish(host, "aaaaaaaaaaaa");
  await visitor.reload();
  await untilShown(visitor, WAITS);
  assert.deepEqual(await versionOf(visitor), [before, ""]);
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  await visitor.pictures("new-version");
  // Not taken behind the user's back, however often the page is opened.
  await visitor.reload();
  await untilShown(visitor, WAITS);
  assert.deepEqual(await versionOf(visitor), [before, ""]);

  // Whole: the host need not be there any more.
  await host.stop();
  await openAgain(visitor);
  await untilShown(visitor, TAKEN);
  assert.deepEqual(await versionOf(visitor), ["aaaaaaaaaaaa", "aaaaaaaaaaaa"]);
  assert.deepEqual(await cachesOf(visitor), ["tidu / aaaaaaaaaaaa"]);
  await untilShown(visitor, "换版陶瓷");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assert.ok(!(await shows(visitor, WAITS)));
  // Said until it was read.
  await visitor.reload();
  await untilShown(visitor, TAKEN);
  await press(visitor, "知道了");
  await untilGone(visitor, TAKEN);
  await goTo(visitor, "#/packages");
  await visitor.reload();
  await untilShown(visitor, READY);
  assert.ok(!(await shows(visitor, TAKEN)));
});

test("a new version takes over by itself once all pages are closed", async (t) => {
  const home = await newHome(t);
  const host = await open(t);
  const visitor = await settled(t, host, { home });
  await publish(host, "bbbbbbbbbbbb");
  await askAgain(visitor);
  await untilShown(visitor, WAITS);
  // The browser notices in its own time that nobody looks at the page any more.
  await eventually(async () => {
    const closed = visitor.page;
    await visitor.openTab("about:blank", { ready: false });
    await closed.close();
    await visitor.page.goto(host.packages);
    assert.deepEqual(await versionOf(visitor), ["bbbbbbbbbbbb", "bbbbbbbbbbbb"]);
  });
  await untilShown(visitor, TAKEN);
  await eventually(async () => assert.deepEqual(await cachesOf(visitor), ["tidu / bbbbbbbbbbbb"]));
});

test("another tab goes on with its version, and is offered the new one", async (t) => {
  const host = await open(t);
  const visitor = await settled(t, host);
  const [before] = await versionOf(visitor);
  const first = visitor.page;
  await visitor.openTab(host.packages);
  await publish(host, "cccccccccccc");
  await askAgain(visitor);
  await untilShown(visitor, WAITS);
  await openAgain(visitor);
  await untilShown(visitor, TAKEN);
  visitor.page = first;
  await first.bringToFront();
  await untilShown(visitor, WAITS);
  assert.deepEqual(await versionOf(visitor), [before, ""]);
  await openAgain(visitor);
  await eventually(async () => assert.deepEqual(await versionOf(visitor), ["cccccccccccc", "cccccccccccc"]));
});

test("a version of which a file is not yet there is not taken", async (t) => {
  const host = await open(t);
  const visitor = await settled(t, host);
  const [before] = await versionOf(visitor);
  await publish(host, "dddddddddddd", { isWhole: false });
  await askAgain(visitor);
  assert.ok(!(await shows(visitor, WAITS)));
  assert.deepEqual(await cachesOf(visitor), [`tidu / ${before}`]);
  await host.stop();
  await visitor.reload();
  await untilShown(visitor, READY);
  assert.deepEqual(await versionOf(visitor), [before, ""]);
});

test("a law that was taken is said", async (t) => {
  const host = await open(t);
  const visitor = await settled(t, host);
  await visitor.page.evaluate(() => localStorage.setItem("tidu/law", "0123456789abcdef"));
  await visitor.reload();
  await untilShown(visitor, LAW_TAKEN);
  await press(visitor, "知道了");
  await untilGone(visitor, LAW_TAKEN);
});

test("two copies on one host do not take each other's place", async (t) => {
  const host = await open(t);
  await cp(BUILT, join(host.folder, "second"), { recursive: true });
  const visitor = await settled(t, host);
  await visitor.page.goto(`${host.url}second/#/packages`);
  await untilShown(visitor, READY);
  const names = (await cachesOf(visitor)).map((name) => name.replace(/\w+$/, ""));
  assert.deepEqual(names.sort(), ["tidu / ", "tidu /second/ "]);
  await host.stop();
  for (const url of [host.packages, `${host.url}second/#/packages`]) {
    await visitor.page.goto(url);
    await untilShown(visitor, READY);
  }
});

test("a host whose files are not those it says keeps nothing, and the page says so and works", async (t) => {
  const host = await open(t);
  await publish(host, "eeeeeeeeeeee", { isWhole: false });
  const visitor = await visit(t, { url: host.packages });
  await untilShown(visitor, "程序没有存下来，断网时打不开；下次打开会再试。");
  assert.deepEqual(await cachesOf(visitor), []);
  await visitor.page.goto(`${host.url}#/profile/identity`);
  await enter(visitor, "enterprise-name", "未存陶瓷");
  await untilSaved(visitor);
});

test("an address that is given up takes back what was kept", async (t) => {
  const host = await open(t);
  const visitor = await settled(t, host);
  await cp(new URL("../../public/sw-none.js", import.meta.url), join(host.folder, "sw.js"));
  await askAgain(visitor);
  await eventually(async () => assert.deepEqual(await cachesOf(visitor), []));
  assert.equal(await visitor.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});

test("over plain http the page says that it is not kept, and works", async (t) => {
  const host = await open(t);
  const visitor = await visit(t, { url: `http://${PLAIN_HOST}:${host.port}/#/packages` });
  await untilShown(visitor, "本页的网址不是 https，浏览器不让存下程序，断网时打不开；其他功能照常。");
  assert.ok(!host.asked.includes("GET /sw.js"));
  await visitor.page.goto(`http://${PLAIN_HOST}:${host.port}/#/profile/identity`);
  await enter(visitor, "enterprise-name", "明文陶瓷");
  await untilSaved(visitor);
  assert.deepEqual(visitor.faults, []);
});

test("a browser that keeps no programs is told so", async (t) => {
  const host = await open(t);
  const before = (page) => page.evaluateOnNewDocument(() => delete Navigator.prototype.serviceWorker);
  const visitor = await visit(t, { url: host.packages, before });
  await untilShown(visitor, "这个浏览器（或这种打开方式）不能存下程序，断网时打不开；其他功能照常。");
});

test("the page can be installed", chromiumOnly("Firefox installs no pages"), async (t) => {
  const host = await open(t, "/under/a/sub-path/");
  const visitor = await settled(t, host);
  const session = await visitor.page.createCDPSession();
  const { url, errors, data } = await session.send("Page.getAppManifest");
  assert.equal(url, `${host.url}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).short_name, "梯度");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
});
