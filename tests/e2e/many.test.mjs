// Many drafts in one browser: typing and saving touch the one on screen alone,
// so that neither takes longer for all the others. How long it takes is told by
// `cargo xtask bench`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { arrive, assertQuiet, enter, goTo, plant, twoFrames, untilSaved, untilShown } from "./form.mjs";
import { APP_URL } from "./harness.mjs";

const MANY = 50;
const SAMPLE = new URL("../../src/draft/sample.json", import.meta.url);

/** In the page, before it opens: which records are asked for and written, as `globalThis.touched`. */
function watchRecords() {
  globalThis.touched = [];
  for (const name of ["get", "put", "delete", "getAll", "getAllKeys", "openCursor", "clear"]) {
    const original = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...words) {
      globalThis.touched.push(`${name} ${name === "put" ? words[1] : (words[0] ?? "all")}`);
      return original.apply(this, words);
    };
  }
}

const touched = (page) => page.evaluate(() => [...new Set(globalThis.touched)].toSorted());
const forget = (page) => page.evaluate(() => (globalThis.touched = []));

/** A browser with many drafts, each with the answers of the sample. */
async function arriveWithMany(t) {
  const before = (page) => page.evaluateOnNewDocument(watchRecords);
  const visitor = await arrive(t, { url: `${APP_URL}#/packages`, before });
  const { facts, filing } = JSON.parse(await readFile(SAMPLE, "utf8"));
  for (let nth = 0; nth < MANY; nth += 1) {
    const body = { sample: false, filing, facts: { ...facts, "enterprise-name": `第 ${nth} 家公司` } };
    const record = { schema: 1, revision: 1, edits: 1, writer: "planted", saved: "2026-09-08 14:03", body };
    await plant(visitor, JSON.stringify(record), `draft/many-${nth}`);
  }
  return visitor;
}

/** Opens a draft afresh, with all that a start does behind it. */
async function open(visitor, nth) {
  await goTo(visitor, `#/d/many-${nth}/profile/figures`);
  await visitor.reload();
  await untilShown(visitor, `第 ${nth} 家公司`);
  await visitor.page.waitForSelector("#revenue-2025", { visible: true });
  await twoFrames(visitor.page);
  await forget(visitor.page);
}

test("with many drafts stored, typing and saving touch the record of one", async (t) => {
  const visitor = await arriveWithMany(t);
  await open(visitor, 7);
  await enter(visitor, "revenue-2025", "2500");
  await untilSaved(visitor);
  assert.deepEqual(await touched(visitor.page), ["get draft/many-7", "put draft/many-7"]);
  assertQuiet(visitor);
});

test("with many drafts stored, a save in another tab leaves the form alone, and lists learn of it", async (t) => {
  const visitor = await arriveWithMany(t);
  await open(visitor, 1);
  const form = visitor.page;
  await form.evaluate(() => {
    globalThis.heard = new Promise((done) => new BroadcastChannel("tidu").addEventListener("message", done));
  });

  await visitor.openTab(`${APP_URL}#/d/many-2/profile/identity`);
  await enter(visitor, "enterprise-name", "改了名的公司");
  await untilSaved(visitor);
  await form.bringToFront();
  await form.evaluate(() => globalThis.heard.then(() => true));
  await twoFrames(form);
  const others = (await touched(form)).filter((it) => !it.endsWith("draft/many-1"));
  assert.deepEqual(others, [], "the form read what is not on it");

  visitor.page = form;
  await goTo(visitor, "#/d/many-1/track");
  await form.waitForFunction(() => [...document.querySelectorAll("option")].some((it) => it.label === "改了名的公司"));
  assert.deepEqual(visitor.faults, []);
});
