// The page opens, asks for nothing but its own files, and says so in words
// when it cannot open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inWindow } from "./firefox.mjs";
import { APP_URL, BROWSER, SUB_PATH_URL, pause, visit } from "./harness.mjs";

test("the page opens without a complaint", async (t) => {
  const visitor = await visit(t);
  assert.match(await visitor.page.title(), /梯度/);
  assert.notEqual(await visitor.words("h1"), "");
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assert.deepEqual(visitor.faults, []);
});

// The worker that keeps the page, too, is held to that by offline.test.mjs.
test("nothing is asked of the network after load, and of no other origin ever", async (t) => {
  const visitor = await visit(t);
  await pause(1500);
  assert.deepEqual(visitor.requestsSinceReady(), []);
  assert.deepEqual(visitor.origins(), [new URL(APP_URL).origin]);
});

test("under a sub-path every address is found", async (t) => {
  const visitor = await visit(t, { url: SUB_PATH_URL });
  assert.notEqual(await visitor.words("h1"), "");
  assert.deepEqual(visitor.faults, []);
  for (const { url } of visitor.requests) assert.ok(url.startsWith(SUB_PATH_URL), url);
});

test("the page's own policy refuses other origins and foreign scripts", async (t) => {
  const visitor = await visit(t);
  const answer = await visitor.page.evaluate(() => fetch("https://example.org/").then(() => "answered", () => "refused"));
  assert.equal(answer, "refused");
  await visitor.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'changed'";
    document.head.append(script);
    document.body.setAttribute("onclick", "document.title = 'changed'");
    document.body.click();
  });
  assert.match(await visitor.page.title(), /梯度/);
  const refused = visitor.faults.filter((fault) => fault.startsWith("console: policy: "));
  assert.deepEqual(refused.map((fault) => fault.split(" ")[2]).sort(), ["connect-src", "script-src-attr", "script-src-elem"]);
});

/** In the window of Firefox: a page without JavaScript. */
const forbidScripts = (page) => {
  page.allowJavascript = false;
};

test("before the program arrives the page says what it is, and nothing moves when it does", async (t) => {
  let letIn;
  const arrives = new Promise((done) => (letIn = done));
  const before = async (page) => {
    await page.setRequestInterception(true);
    page.on("request", async (request) => {
      if (request.url().endsWith(".wasm")) await arrives;
      await request.continue();
    });
  };
  const visitor = await visit(t, { ready: false, before });
  const place = () =>
    visitor.page.$$eval("h1, .head__lead, .brand", (all) =>
      all.map((it) => ({ words: it.innerText.trim(), top: it.getBoundingClientRect().top, left: it.getBoundingClientRect().left })),
    );
  const first = await place();
  assert.deepEqual(first.map((it) => it.words), ["梯度", "企业在梯度的哪一级，还差什么", first[2].words]);
  assert.match(first[2].words, /^按现行标准逐条核对/);
  letIn();
  await visitor.page.waitForFunction(() => !document.getElementById("boot"));
  assert.deepEqual(await place(), first);
});

test("without JavaScript the page says what it needs", async (t) => {
  const before = (page) => (BROWSER === "firefox" ? inWindow(page, forbidScripts) : page.setJavaScriptEnabled(false));
  const visitor = await visit(t, { ready: false, before });
  assert.match(await visitor.words("#boot"), /\n本页需要 JavaScript 才能运行。/);
});

test("without WebAssembly the page asks for a newer browser", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(() => delete globalThis.WebAssembly);
  const visitor = await visit(t, { ready: false, before });
  assert.match(await visitor.words("#boot"), /\n这个浏览器太旧/);
});

test("with a WebAssembly that is too old for the program the page asks for a newer browser", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      // As if references were unknown.
      WebAssembly.validate = (bytes) => !new Uint8Array(bytes).includes(0x6f);
    });
  const visitor = await visit(t, { ready: false, before });
  assert.match(await visitor.words("#boot-old"), /^这个浏览器太旧/);
});

test("when the program does not arrive the page says so", async (t) => {
  const before = async (page) => {
    await page.setRequestInterception(true);
    page.on("request", (request) => (request.url().endsWith(".wasm") ? request.abort() : request.continue()));
  };
  const visitor = await visit(t, { ready: false, before });
  assert.match(await visitor.words("#boot-failed"), /^本页没能打开。/);
});
