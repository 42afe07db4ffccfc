// What a user does on the pages and then reads there: by label, by word, by key.

import assert from "node:assert/strict";

import { APP_URL, BROWSER, WIDTHS, pause, visit } from "./harness.mjs";

/** The day the page believes it is: the last year is 2025, and the 2026 rules are in force. */
export const TODAY = "2026-09-18";

/** The first group of the form, of the draft `own`. */
export const IDENTITY = `${APP_URL}#/profile/identity`;

/** What the page tells of the store. */
export const UNREADABLE = "本机的草稿读不出来，已原样另存，没有覆盖。可以下载原文。";
export const TAKEN_IN = "上次关闭页面时没来得及保存的改动，已经接上。";
export const OTHER = "上次关闭页面时有改动没来得及保存，而另一个页面又保存了别的内容。";
export const GONE = "没有保存：这份草稿已不在本机（被删除或被浏览器清除），本页还留着";

/** Longer than any honest wait on a slow machine. */
const PATIENCE = 30_000;

/** Starts a browser on the day the journeys are written for. */
export const arrive = (t, options = {}) => visit(t, { today: TODAY, ...options });

/** Tries `check` until it stops complaining; its last complaint if it never does. */
export async function eventually(check) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (complaint) {
      if (Date.now() > deadline) throw complaint;
    }
    await pause(50);
  }
}

/** Nobody complained, and nothing was asked of the network since the page was ready. */
export function assertQuiet(visitor) {
  assert.deepEqual(visitor.faults, []);
  assert.deepEqual(visitor.requestsSinceReady(), []);
  assert.deepEqual(visitor.origins(), [new URL(APP_URL).origin]);
}

/** Follows an address of the app, like "#/profile/ip"; the keyboard leaves what it was in, as for a click. */
export async function goTo({ page }, address) {
  await page.evaluate((hash) => {
    document.activeElement.blur();
    location.hash = hash;
  }, address);
  await twoFrames(page);
}

/**
 * Goes back a page as by the browser's button. A page that comes out of the cache of pages is not loaded, so that there
 * is no load to wait for: wait for what it shows.
 */
export async function goBack({ page }) {
  await page.evaluate(() => void setTimeout(() => history.back()));
}

/** Whatever waited for the next frame (drawing, moving the focus) has happened. */
export function twoFrames(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The narrowest is a desk zoomed to 400 %. */
const NARROWEST = 320;

/**
 * How axe looks at a page: on a desk and a phone, by day and by night. What colours there are does not depend on the
 * width: Firefox, with nearly all of the time that axe takes spent on colours, looks once at each.
 */
const VIEWS = [
  [WIDTHS.at(-1), "light"],
  [WIDTHS.at(0), "dark"],
];
if (BROWSER === "chrome") VIEWS.push([WIDTHS.at(0), "light"], [WIDTHS.at(-1), "dark"]);

/** What axe finds in each view, and what lies beside the edge at any width. */
export async function faultsOf(visitor) {
  const faults = new Set();
  for (const [width, scheme] of VIEWS) {
    await visitor.appear({ scheme });
    await visitor.page.setViewport({ width, height: 900 });
    await twoFrames(visitor.page);
    for (const fault of await visitor.accessibilityFaults()) faults.add(`${width} px, ${scheme}: ${fault}`);
  }
  await visitor.appear();
  for (const width of [NARROWEST, ...WIDTHS]) {
    await visitor.page.setViewport({ width, height: 900 });
    await twoFrames(visitor.page);
    if (await visitor.overflowsSideways()) faults.add(`${width} px: something lies beside the edge`);
  }
  return [...faults];
}

const quoted = (text) => (text.includes('"') ? `'${text}'` : `"${text}"`);
const byId = (id) => `[id="${id}"]`;

/** The visible element of this path, once it is there. */
function at({ page }, path) {
  return page.waitForSelector(`::-p-xpath(${path})`, { visible: true });
}

/** Whether the page shows these words somewhere. */
export async function shows({ page }, words) {
  return page.evaluate((words) => document.body.innerText.replaceAll("\u2009", " ").includes(words), words);
}

/** Waits until the page shows these words. */
export function untilShown(visitor, words) {
  return eventually(async () => assert.ok(await shows(visitor, words), `the page does not say: ${words}`));
}

/** Waits until the page no longer shows these words. */
export function untilGone(visitor, words) {
  return eventually(async () => assert.ok(!(await shows(visitor, words)), `the page still says: ${words}`));
}

/** The button, link or fold with this name, as a screen reader hears it. `within`: an element's id. */
export function named(visitor, name, within) {
  const scope = within ? `//*[@id=${quoted(within)}]` : "";
  const kinds = "self::button or self::a or self::summary";
  return at(visitor, `${scope}//*[${kinds}][normalize-space()=${quoted(name)}]`);
}

/** Clicks the button, link or fold with this name. */
export async function press(visitor, name, within) {
  const element = await named(visitor, name, within);
  await element.click();
  await twoFrames(visitor.page);
}

/** Types into an input in place of what stands there; the keyboard stays in it. */
export async function fill(visitor, id, text) {
  const input = await visitor.page.waitForSelector(byId(id), { visible: true });
  await input.click({ count: 3 });
  await visitor.page.keyboard.type(text);
}

/** Types into an input and leaves it. */
export async function enter(visitor, id, text) {
  await fill(visitor, id, text);
  await visitor.page.keyboard.press("Tab");
  await twoFrames(visitor.page);
}

/** Puts a text in at once where the keyboard stands, as pasting does. */
export async function paste({ page }, text) {
  const isTaken = await page.evaluate((text) => document.execCommand("insertText", false, text), text);
  assert.ok(isTaken, "nothing could be pasted there");
}

/** Clicks one of the answers under a question. `within`: an element's id. */
export async function answer(visitor, question, choice, within) {
  const scope = within ? `//*[@id=${quoted(within)}]` : "";
  const fieldset = `${scope}//fieldset[legend[normalize-space()=${quoted(question)}]]`;
  const label = await at(visitor, `${fieldset}//label[normalize-space()=${quoted(choice)}]`);
  await label.click();
  await eventually(async () => {
    assert.ok(await label.evaluate((it) => it.querySelector("input").checked), `${question}: ${choice} is not chosen`);
  });
}

/** Chooses an option of a drop-down list by its words. */
export async function choose(visitor, id, words) {
  const list = await visitor.page.waitForSelector(byId(id), { visible: true });
  const value = await list.evaluate((it, words) => [...it.options].find(({ label }) => label === words)?.value, words);
  assert.notEqual(value, undefined, `${id} does not offer ${words}`);
  await list.select(value);
}

/** What stands in an input. */
export async function valueOf({ page }, id) {
  const input = await page.waitForSelector(byId(id));
  return input.evaluate((it) => it.value);
}

/** The id of the element that has the keyboard, or its tag where it has none. */
export function focused({ page }) {
  return page.evaluate(() => document.activeElement.id || document.activeElement.localName);
}

/** Goes on with the Tab key until the element with this id has the keyboard. */
export async function tabTo(visitor, id) {
  for (let steps = 0; steps < 120; steps += 1) {
    await visitor.page.keyboard.press("Tab");
    if ((await focused(visitor)) === id) return;
  }
  assert.fail(`the Tab key does not lead to ${id}`);
}

/** Goes on with the Tab key until a button or link with this name has the keyboard. */
export async function tabToName(visitor, name) {
  for (let steps = 0; steps < 120; steps += 1) {
    await visitor.page.keyboard.press("Tab");
    const words = await visitor.page.evaluate(() => document.activeElement.textContent.trim());
    if (words === name) return;
  }
  assert.fail(`the Tab key does not lead to “${name}”`);
}

/** Goes to a question with the Tab key and chooses one of its answers with the arrows. */
export async function answerByKeys({ page }, question, choice) {
  const now = () =>
    page.evaluate(() => {
      const it = document.activeElement;
      const label = it.type === "radio" ? it.closest("label").innerText.trim() : "";
      return { question: it.closest("fieldset")?.querySelector("legend")?.innerText.trim(), label, isOn: it.checked };
    });
  let steps = 0;
  while ((await now()).question !== question || (await now()).label === "") {
    assert.ok(steps < 120, `the Tab key does not lead to “${question}”`);
    await page.keyboard.press("Tab");
    steps += 1;
  }
  for (steps = 0; (await now()).label !== choice; steps += 1) {
    assert.ok(steps < 8, `the arrows do not lead to “${choice}”`);
    await page.keyboard.press("ArrowDown");
  }
  assert.ok((await now()).isOn, `“${choice}” is not chosen`);
}

/** What the line says of the draft's keeping. */
export function keptLine(visitor) {
  return visitor.words(".save__state");
}

/** Waits until the page says that everything is kept. */
export function untilSaved(visitor) {
  return eventually(async () => assert.match(await keptLine(visitor), /^已保存到本机 \d\d:\d\d$/));
}

/** The ladder beside the page: tier to `{ verdict, told }`. */
export function ladder({ page }) {
  return page.evaluate(() => {
    const words = (it, selector) => it.querySelector(selector)?.innerText.replaceAll("\u2009", " ").trim() ?? "";
    const rungs = [...document.querySelectorAll("aside[aria-labelledby] > ol > li")];
    return Object.fromEntries(
      rungs.map((it) => [words(it, "p > span"), { verdict: words(it, "p + p"), told: words(it, "p:last-child") }]),
    );
  });
}

/** Waits until a tier of the ladder stands so. `told`: a text that its explanation holds. */
export function untilLadder(visitor, tier, verdict, told = "") {
  return eventually(async () => {
    const step = (await ladder(visitor))[tier];
    assert.equal(step?.verdict, verdict);
    assert.ok(step.told.includes(told), `${tier}: “${step.told}” lacks “${told}”`);
  });
}

/** The address of a page, like "profile/ip", of the draft on screen. */
export async function here({ page }, path) {
  const hash = await page.evaluate(() => location.hash);
  return (/^#\/(d\/[^/]+|sample)\//.exec(hash)?.[0] ?? "#/") + path;
}

/** The verdicts on the page of results: name of the tier to sentence. `address`: the page's, else the draft's on screen. */
export async function verdicts(visitor, address) {
  await goTo(visitor, address ?? (await here(visitor, "result")));
  await at(visitor, '//h1[normalize-space()="结论"]');
  return visitor.page.evaluate(() => {
    const sections = [...document.querySelectorAll("main section[aria-labelledby^=tier-]")];
    return Object.fromEntries(
      sections.map((it) => [it.querySelector("h2").innerText, it.querySelector(".verdict > span").innerText.trim()]),
    );
  });
}

/** What the command line's verdicts are called on the page. */
export const SENTENCES = {
  meets: "按目前填写，已达到",
  "falls-short": "按目前填写，暂未达到",
  undetermined: "按目前填写，尚不能判断",
};

/** The names of the tiers on the page. */
export const TIERS = {
  innovative: "创新型中小企业",
  specialized: "专精特新中小企业",
  "little-giant": "专精特新“小巨人”企业",
};

/** Takes a file in through the page of files. */
export async function bring(visitor, path) {
  await goTo(visitor, "#/packages");
  await visitor.choose("#file", path);
  await visitor.page.waitForSelector("#brought", { visible: true });
}

/** All of the store: key to text. Not what a user sees, but what must not be lost. */
export function stored({ page }) {
  return page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("tidu");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const records = opening.result.transaction("records").objectStore("records");
          const all = {};
          records.openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (cursor) {
              all[cursor.key] = cursor.value;
              return cursor.continue();
            }
            opening.result.close();
            return done(all);
          };
        };
      }),
  );
}

/** What the store holds of the user's own draft. */
export const ownRecord = async (visitor) => (await stored(visitor))["draft/own"];

/** The enterprise's name as stored. */
export const nameIn = (record) => JSON.parse(record).body.facts["enterprise-name"];

/** Arranged before the page opens, as in a browser without channels: pages learn of each other only when they save. */
export const withoutChannels = (page) => page.evaluateOnNewDocument(() => delete globalThis.BroadcastChannel);

/**
 * Arranged before the page opens: it is in front of somebody, whatever other tab is too, so that all clocks run alike.
 * In Firefox it is where its tab is opened with `isAside`.
 */
export async function inFront(page) {
  if (BROWSER === "firefox") return;
  const session = await page.createCDPSession();
  await session.send("Emulation.setFocusEmulationEnabled", { enabled: true });
}

export async function inFrontWithoutChannels(page) {
  await withoutChannels(page);
  await inFront(page);
}

/**
 * Arranged before the page opens: whenever the line says that all is saved, `hear` is told what stood in these inputs
 * at that moment. What was heard outlives the page.
 */
export async function hearSaved(page, ids, hear) {
  await page.exposeFunction("tellSaved", hear);
  await page.evaluateOnNewDocument(watchKeptLine, ids);
}

/** In the page: looks between two tasks, when everything that follows from an event has been drawn. */
function watchKeptLine(ids) {
  let told = "";
  const { port1: bell, port2: door } = new MessageChannel();
  door.onmessage = () => {
    const line = document.querySelector(".save__state")?.innerText.trim() ?? "";
    const inputs = ids.map((id) => document.getElementById(id));
    const seen = inputs.every(Boolean) ? JSON.stringify(inputs.map((it) => it.value)) : "";
    const now = line + seen;
    if (now === told) return;
    told = now;
    if (line.startsWith("已保存") && seen) globalThis.tellSaved(JSON.parse(seen));
  };
  const changes = { subtree: true, childList: true, characterData: true };
  new MutationObserver(() => bell.postMessage("")).observe(document, changes);
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In the page, before it opens: the end of a transaction of the mode `held` is told only after `release()`. */
export function holdCompletions() {
  let waiting = [];
  const told = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    ...told,
    set(handler) {
      told.set.call(this, (event) => {
        if (globalThis.held === this.mode) waiting.push(() => handler.call(this, event));
        else handler.call(this, event);
      });
    },
  });
  globalThis.release = () => {
    globalThis.held = "";
    for (const tell of waiting) tell();
    waiting = [];
  };
}

/** In the page, before it opens: while `isFull` is true, the store takes nothing more. */
export function fillStoreOnDemand() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (globalThis.isFull) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, words);
  };
}

/** Writes a text under the key of the user's draft, as a damaged disk or another program would. */
export function plant({ page }, text, key = "draft/own") {
  return page.evaluate(
    (text, key) =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("tidu");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("records", "readwrite");
          writing.objectStore("records").put(text, key);
          writing.oncomplete = () => {
            opening.result.close();
            done();
          };
          writing.onabort = () => failed(writing.error);
        };
      }),
    text,
    key,
  );
}
