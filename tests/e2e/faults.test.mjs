// Everything that can go wrong with storage, as a table: what is done to it, and what the user then sees and has.
//
// Proved in drafts.test.mjs, beside the journeys they belong to:
//   a save called saved too early                “saved” is said when the transaction is complete
//   denied: database; both stores; before typing where the browser has no storage; where only the small store works
//   full, told and tried again                   a full store is told
//   a transaction that is given up               a write whose transaction is given up
//   garbage and a later version before a start   a stored draft that cannot be read; a draft of a later version
//   a later version's database                   a later version's database is not touched either
//   no write before the page goes                what was typed just before the page went away
//   two tabs, each way to settle                 a second tab is not overwritten; what two tabs entered; ...
//   unsaved changes beside another tab's         ... are kept aside and can be had
// Kills at random moments: kills.test.mjs.

import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { inWindow } from "./firefox.mjs";
import { APP_URL, BROWSER, chromiumOnly, newHome, pause } from "./harness.mjs";
import {
  arrive,
  dice,
  enter,
  eventually,
  fill,
  goBack,
  goTo,
  hearSaved,
  holdCompletions,
  GONE,
  IDENTITY,
  OTHER,
  TAKEN_IN,
  UNREADABLE,
  inFront,
  inFrontWithoutChannels,
  keptLine,
  nameIn,
  ownRecord,
  plant,
  press,
  shows,
  stored,
  untilSaved,
  untilShown,
  valueOf,
  withoutChannels,
} from "./form.mjs";

const NAME = "enterprise-name";
const FULL = "没有保存：浏览器存储空间已满，请导出备份";
const DENIED = "没有保存：浏览器不让本页存储（可能是无痕窗口），请导出备份";
const BY_NEWER = "没有保存：本机草稿是新版程序保存的，请刷新页面";
const BY_OTHER = "没有保存：另一个标签页刚改过这份草稿";

const origin = new URL(APP_URL).origin;

const untilLine = (visitor, words) => eventually(async () => assert.equal(await keptLine(visitor), words));
const untilStored = (visitor, name) =>
  eventually(async () => assert.equal(nameIn((await ownRecord(visitor)) ?? '{"body":{"facts":{}}}'), name));
const inPage = (script) => (page) => page.evaluateOnNewDocument(script);

/** Types a name and waits until it is called saved. */
async function saved(visitor, name) {
  await enter(visitor, NAME, name);
  await untilSaved(visitor);
}

const QUOTA = "only Chromium's protocol says how much room a site has";

/** Chromium gives this site so many bytes. */
async function giveRoom({ page }, bytes) {
  const session = await page.createCDPSession();
  await session.send("Storage.overrideQuotaForOrigin", bytes === undefined ? { origin } : { origin, quotaSize: bytes });
}

/** What the user finds behind “export”, by name. */
async function exported(visitor) {
  const { text } = await visitor.download(() => press(visitor, "导出备份"));
  return JSON.parse(text).facts[NAME];
}

/** The browser clears the databases of this site. */
async function evict({ page }) {
  if (BROWSER === "firefox") return inWindow(page, clearDatabases);
  const session = await page.createCDPSession();
  return session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
}

/** In the window of Firefox: what it does to the databases of a site that it evicts. */
async function clearDatabases(page) {
  const clearing = Services.qms.clearStoragesForPrincipal(page.currentWindowGlobal.documentPrincipal, "default", "idb");
  await new Promise((done) => (clearing.callback = done));
}

/** The page is told that it is about to go, and stays. */
const leave = ({ page }) => page.evaluate(() => globalThis.dispatchEvent(new PageTransitionEvent("pagehide")));

const copyOf = ({ page }) => page.evaluate(() => localStorage.getItem("tidu/copy/own"));

/** In the page, before it opens: the small store refuses to be seen. */
function denySmallStore() {
  Object.defineProperty(globalThis, "localStorage", {
    get: () => {
      throw new DOMException("no storage here", "SecurityError");
    },
  });
}

/** In the page, before it opens: while `isDeaf`, writes are asked for and never end, as if the page died over them. */
function loseWrites() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (!globalThis.isDeaf) return put.apply(this, words);
    // Alive for as long as somebody reads: the transaction neither ends nor is given up.
    const read = () => (this.count().onsuccess = read);
    return read();
  };
}

/** In the page: a record of any kind under the key of the user's draft. */
function plantAny({ page }, value) {
  return page.evaluate(
    (value) =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("tidu");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("records", "readwrite");
          writing.objectStore("records").put(value, "draft/own");
          writing.oncomplete = () => done(opening.result.close());
        };
      }),
    value,
  );
}

/** In the page: empties the store, or deletes the database, as another program on this site would. */
const emptyStore = ({ page }) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("tidu");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("records", "readwrite");
          writing.objectStore("records").clear();
          writing.oncomplete = () => done(opening.result.close());
        };
      }),
  );

const deleteDatabase = ({ page }) =>
  page.evaluate(
    () =>
      new Promise((done, failed) => {
        const deleting = indexedDB.deleteDatabase("tidu");
        deleting.onsuccess = () => done();
        deleting.onblocked = () => failed(new Error("the page does not let go of its database"));
      }),
  );

/** After something took the stored draft away: the page says so, keeps what it has, and saves it when told to. */
async function keepsWhatIsGone(visitor, name) {
  await untilLine(visitor, GONE);
  assert.equal(await valueOf(visitor, NAME), name);
  assert.equal(await exported(visitor), name);
  await press(visitor, "重新保存");
  await untilSaved(visitor);
  await untilStored(visitor, name);
  await visitor.reload();
  assert.equal(await valueOf(visitor, NAME), name);
}

/** A stored text that nobody can read while the page is open: moved aside, told, and the draft saved in its place. */
const garbageWhileOpen = (what, value, text) => ({
  fault: `${what} is written over the draft while the page is open`,
  async happens(visitor) {
    await saved(visitor, "甲公司");
    await plantAny(visitor, value);
    await saved(visitor, "乙公司");
    await untilShown(visitor, UNREADABLE);
    const file = await visitor.download(() => press(visitor, "下载原文"));
    assert.equal(file.text, text);
    const records = await stored(visitor);
    assert.equal(nameIn(records["draft/own"]), "乙公司");
    assert.deepEqual(Object.entries(records).filter(([key]) => key !== "draft/own").map(([, it]) => it), [text]);
  },
});

const CASES = [
  {
    fault: "full at the very first save, by the browser's own quota",
    isSpared: QUOTA,
    async happens(visitor) {
      await giveRoom(visitor, 1);
      await enter(visitor, NAME, "甲公司");
      await untilLine(visitor, FULL);
      assert.deepEqual(await stored(visitor), {});
      assert.equal(await exported(visitor), "甲公司");
      await giveRoom(visitor);
      await press(visitor, "再试一次");
      await untilSaved(visitor);
      await untilStored(visitor, "甲公司");
    },
  },
  {
    fault: "full later, by the browser's own quota, and the next change tries again",
    isSpared: QUOTA,
    async happens(earlier, t) {
      await saved(earlier, "甲公司");
      // Within one visit Chromium goes by the room that it once found.
      await earlier.close();
      const visitor = await arrive(t, { home: earlier.home, url: IDENTITY });
      await giveRoom(visitor, 1);
      await enter(visitor, NAME, "乙公司");
      await untilLine(visitor, FULL);
      await untilStored(visitor, "甲公司");
      assert.equal(await exported(visitor), "乙公司");
      await giveRoom(visitor);
      await enter(visitor, "short-name", "乙");
      await untilSaved(visitor);
      await untilStored(visitor, "乙公司");
    },
  },
  {
    fault: "full for the save and for the copy at page hide: nothing is promised, and everything is still on the page",
    isSpared: QUOTA,
    async happens(visitor) {
      await giveRoom(visitor, 1);
      await visitor.page.evaluate(() => {
        for (let size = 1 << 20; size >= 1; size >>= 1) {
          for (let at = 0; ; at += 1) {
            try {
              localStorage.setItem(`fill-${size}-${at}`, "x".repeat(size));
            } catch {
              break;
            }
          }
        }
      });
      await enter(visitor, NAME, "甲公司");
      await untilLine(visitor, FULL);
      await leave(visitor);
      await untilLine(visitor, FULL);
      assert.equal(await copyOf(visitor), null);
      assert.deepEqual(await stored(visitor), {});
      assert.equal(await exported(visitor), "甲公司");
      await giveRoom(visitor);
      await press(visitor, "再试一次");
      await untilSaved(visitor);
      await untilStored(visitor, "甲公司");
    },
  },
  {
    fault: "denied by the browser's own settings, both stores",
    chrome: { profile: { default_content_setting_values: { cookies: 2 } } },
    firefox: { "network.cookie.cookieBehavior": 2 },
    isAlone: true,
    async happens(visitor) {
      await untilLine(visitor, DENIED);
      await enter(visitor, NAME, "甲公司");
      await untilLine(visitor, DENIED);
      assert.equal(await exported(visitor), "甲公司");
      await goTo(visitor, "#/packages");
      assert.equal(await keptLine(visitor), DENIED);
    },
  },
  {
    fault: "denied: the small store only, so that no copy can be left",
    before: inPage(denySmallStore),
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await fill(visitor, NAME, "乙公司");
      await leave(visitor);
      await untilSaved(visitor);
      await visitor.reload();
      assert.equal(await valueOf(visitor, NAME), "乙公司");
    },
  },
  {
    fault: "evicted while the page is open: the browser clears the site's databases and closes them",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await evict(visitor);
      await untilLine(visitor, GONE);
      await leave(visitor);
      assert.equal(nameIn(await copyOf(visitor)), "甲公司");
      await keepsWhatIsGone(visitor, "甲公司");
    },
  },
  {
    fault: "evicted while the page is open: the database is deleted by another tab",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      const first = visitor.page;
      await visitor.openTab(`${APP_URL}no-page`, { ready: false });
      await deleteDatabase(visitor);
      await visitor.page.close();
      visitor.page = first;
      await keepsWhatIsGone(visitor, "甲公司");
    },
  },
  {
    fault: "evicted while the page is open, and nobody tells: the next save finds out",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await emptyStore(visitor);
      await enter(visitor, NAME, "乙公司");
      await keepsWhatIsGone(visitor, "乙公司");
    },
  },
  {
    fault: "evicted while the page is open, and nobody tells: coming back to the page finds out",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await emptyStore(visitor);
      await visitor.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await keepsWhatIsGone(visitor, "甲公司");
    },
  },
  {
    fault: "everything is deleted by another tab",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      const first = visitor.page;
      await visitor.openTab(`${APP_URL}#/packages`, {});
      await press(visitor, "删除全部数据");
      await press(visitor, "删除", "removal");
      await untilShown(visitor, "已全部删除。");
      await visitor.page.close();
      visitor.page = first;
      await untilLine(visitor, GONE);
      // The user deleted it: this page leaves nothing of it behind unless told to.
      await leave(visitor);
      assert.equal(await copyOf(visitor), null);
      await keepsWhatIsGone(visitor, "甲公司");
    },
  },
  {
    fault: "the database is closed by a version change, then is there again",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      const version = await visitor.page.evaluate(
        () =>
          new Promise((done, failed) => {
            const opening = indexedDB.open("tidu", 2);
            opening.onblocked = () => failed(new Error("the page does not let go of its database"));
            opening.onupgradeneeded = () => opening.transaction.abort();
            opening.onerror = () => done(opening.error.name);
          }),
      );
      assert.equal(version, "AbortError");
      assert.match(await keptLine(visitor), /^已保存/);
      await saved(visitor, "乙公司");
      await untilStored(visitor, "乙公司");
    },
  },
  {
    fault: "a later version of the program takes the database over while the page is open",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await visitor.page.evaluate(
        () =>
          new Promise((done, failed) => {
            const opening = indexedDB.open("tidu", 2);
            opening.onblocked = () => failed(new Error("the page does not let go of its database"));
            opening.onsuccess = () => done(opening.result.close());
          }),
      );
      await enter(visitor, NAME, "乙公司");
      await untilLine(visitor, BY_NEWER);
      assert.equal(await exported(visitor), "乙公司");
    },
  },
  {
    fault: "a record of a later version appears while the page is open",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      const later = JSON.stringify({ schema: 99, revision: 8, body: { tomorrow: "明天的内容" } });
      await plant(visitor, later);
      await enter(visitor, NAME, "乙公司");
      await untilLine(visitor, BY_NEWER);
      assert.equal(await ownRecord(visitor), later);
      assert.equal(await exported(visitor), "乙公司");
      // What this version had is not lost by the reload that is asked for.
      await visitor.reload();
      assert.equal(await ownRecord(visitor), later);
      assert.equal(await valueOf(visitor, NAME), "乙公司");
      await untilLine(visitor, BY_NEWER);
    },
  },
  garbageWhileOpen("garbage", "乱码", "乱码"),
  garbageWhileOpen("half a record", '{"schema": 1, "revision": 3, "body": {', '{"schema": 1, "revision": 3, "body": {'),
  garbageWhileOpen("a number", 42, "42"),
  garbageWhileOpen(
    "a record of another revision that is no draft",
    '{"schema": 1, "revision": 30, "body": {"facts": {"revenue": {"2025": 12.5}}}}',
    '{"schema": 1, "revision": 30, "body": {"facts": {"revenue": {"2025": 12.5}}}}',
  ),
  ...[
    ["a number", 42, "42"],
    ["an object", { schema: 1, body: [] }, '{"schema":1,"body":[]}'],
    ["an empty text", "", ""],
  ].map(([what, value, text]) => ({
    fault: `${what} stands where the draft was, at the start`,
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await plantAny(visitor, value);
      await visitor.reload();
      await untilShown(visitor, UNREADABLE);
      const file = await visitor.download(() => press(visitor, "下载原文"));
      assert.equal(file.text, text);
      await saved(visitor, "乙公司");
    },
  })),
  {
    fault: "the page dies after the copy was written and before the save",
    isAlone: true,
    before: inPage(loseWrites),
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await visitor.page.evaluate(() => (globalThis.isDeaf = true));
      await fill(visitor, NAME, "乙公司");
      await leave(visitor);
      assert.equal(nameIn(await copyOf(visitor)), "乙公司");
      assert.equal(await keptLine(visitor), "正在保存……");
      await visitor.crash();
      await visitor.openTab(IDENTITY, {});
      await untilShown(visitor, TAKEN_IN);
      assert.equal(await valueOf(visitor, NAME), "乙公司");
      await untilSaved(visitor);
      await untilStored(visitor, "乙公司");
      assert.equal(await copyOf(visitor), null);
    },
  },
  {
    fault: "the page dies after the save and before the copy was removed",
    isAlone: true,
    before: inPage(holdCompletions),
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await visitor.page.evaluate(() => (globalThis.held = "readwrite"));
      await fill(visitor, NAME, "乙公司");
      await leave(visitor);
      await untilStored(visitor, "乙公司");
      assert.equal(nameIn(await copyOf(visitor)), "乙公司");
      await visitor.crash();
      await visitor.openTab(IDENTITY, {});
      assert.equal(await valueOf(visitor, NAME), "乙公司");
      assert.match(await keptLine(visitor), /^已保存/);
      assert.equal(await copyOf(visitor), null);
      assert.ok(!(await shows(visitor, TAKEN_IN)), "there was nothing to take in");
      assert.ok(!(await shows(visitor, OTHER)), "there is no other side");
    },
  },
  {
    fault: "a copy that cannot be read is left at the start",
    async happens(visitor) {
      await saved(visitor, "甲公司");
      await visitor.page.evaluate(() => localStorage.setItem("tidu/copy/own", '{"schema": 1, "revi'));
      await visitor.reload();
      await untilShown(visitor, UNREADABLE);
      assert.equal(await valueOf(visitor, NAME), "甲公司");
      assert.ok(Object.values(await stored(visitor)).includes('{"schema": 1, "revi'));
      assert.equal(await copyOf(visitor), null);
    },
  },
  {
    fault: "the page goes into the cache of pages and comes out of it, and another tab saved meanwhile",
    before: withoutChannels,
    async happens(visitor) {
      await saved(visitor, "甲公司");
      const first = visitor.page;
      await first.evaluate(() => (globalThis.isSame = true));
      await first.goto(`${APP_URL}no-page`);
      await visitor.openTab(IDENTITY, { before: withoutChannels });
      await saved(visitor, "乙公司");
      visitor.page = first;
      await first.bringToFront();
      await goBack(visitor);
      await eventually(async () => assert.ok(await first.$("#enterprise-name")));
      assert.equal(await first.evaluate(() => globalThis.isSame), true, "the page did not come out of the cache");
      await eventually(async () => assert.equal(await valueOf(visitor, NAME), "乙公司"));
      await enter(visitor, "short-name", "乙");
      await untilSaved(visitor);
      await untilStored(visitor, "乙公司");
    },
  },
  {
    fault: "text typed while another tab's save is being read is not replaced by it",
    before: inPage(holdCompletions),
    async happens(visitor) {
      const first = visitor.page;
      await saved(visitor, "甲公司");
      await first.evaluate(() => (globalThis.held = "readonly"));
      await visitor.openTab(IDENTITY, {});
      await saved(visitor, "乙公司");
      visitor.page = first;
      await first.bringToFront();
      await fill(visitor, NAME, "丙公司");
      await first.evaluate(() => globalThis.release());
      await untilLine(visitor, BY_OTHER);
      assert.equal(await valueOf(visitor, NAME), "丙公司");
      await untilStored(visitor, "乙公司");
    },
  },
  {
    fault: "a draft is gone and begun again elsewhere: the same number of saves is not the same draft",
    before: inFrontWithoutChannels,
    async happens(visitor) {
      const first = visitor.page;
      await saved(visitor, "甲公司");
      await emptyStore(visitor);
      await visitor.openTab(IDENTITY, { before: inFrontWithoutChannels, isAside: true });
      await saved(visitor, "乙公司");
      visitor.page = first;
      await first.evaluate(typeOver, "short-name", "甲");
      await untilLine(visitor, BY_OTHER);
      await untilStored(visitor, "乙公司");
      await untilShown(visitor, "乙公司");
    },
  },
];

// `isAlone`: it harms or sets the whole browser.
for (const { fault, happens, before, chrome, firefox, isAlone, isSpared } of CASES) {
  test(fault, isSpared ? chromiumOnly(isSpared) : {}, async (t) => {
    const home = isAlone ? await newHome(t) : undefined;
    if (BROWSER === "chrome" && chrome) {
      await mkdir(join(home.profile, "Default"), { recursive: true });
      await writeFile(join(home.profile, "Default/Preferences"), JSON.stringify(chrome));
    }
    await happens(await arrive(t, { home, url: IDENTITY, before, firefox }), t);
  });
}

/** Where the browser keeps this site's database. */
const databases = (home) =>
  join(home.profile, BROWSER === "chrome" ? "Default/IndexedDB" : `storage/default/${origin.replace(/[:/]/g, "+")}/idb`);

for (const [what, harm] of [
  ["is gone", (home) => rm(databases(home), { recursive: true })],
  [
    "is damaged on the disk",
    async (home) => {
      const all = await readdir(databases(home), { recursive: true, withFileTypes: true });
      const files = all.filter((it) => it.isFile()).map((it) => join(it.parentPath ?? it.path, it.name));
      assert.ok(files.length > 0);
      for (const file of files) await writeFile(file, "damaged");
    },
  ],
]) {
  test(`the database ${what} between two visits: nothing is claimed, and saving goes on`, async (t) => {
    const home = await newHome(t);
    const visitor = await arrive(t, { home, url: IDENTITY });
    await saved(visitor, "甲公司");
    await visitor.close();
    await harm(home);
    const again = await arrive(t, { home, url: IDENTITY });
    assert.equal(await valueOf(again, NAME), "");
    assert.doesNotMatch(await keptLine(again), /已保存/);
    await saved(again, "乙公司");
    await untilStored(again, "乙公司");
  });
}

const SEED = Number(process.env.TIDU_SEED ?? 2026);
const FIELDS = [NAME, "short-name"];

for (const [how, arrange] of [["with channels", inFront], ["without channels", inFrontWithoutChannels]]) {
  test(`two tabs type by turns, ${how}: nothing called saved goes unless somebody replaced it (seed ${SEED})`, async (t) => {
    const [roll, called, replaced] = [dice(SEED), new Map(), new Set()];
    const oneOf = (all) => all[Math.floor(roll() * all.length)];
    const note = (values) => values.forEach((value, at) => value && called.set(value, FIELDS[at]));
    const before = async (page) => {
      await arrange(page);
      await hearSaved(page, FIELDS, note);
    };
    const visitor = await arrive(t, { url: IDENTITY, before });
    const tabs = [visitor.page, await visitor.openTab(IDENTITY, { before, isAside: true })];

    for (let word = 0; word < 40; word += 1) {
      const [at, tab] = [Math.floor(roll() * FIELDS.length), oneOf(tabs)];
      const settled = await tab.evaluate(settleAnyHow, FIELDS, roll());
      for (const value of settled) replaced.add(value);
      replaced.add(await tab.evaluate(typeOver, FIELDS[at], `第${word}词`));
      await pause(oneOf([0, 20, 100, 400, 700, 1500]));
    }
    // Both come to rest: whatever is still asked is answered.
    await eventually(async () => {
      for (const tab of tabs) for (const value of await tab.evaluate(settleAnyHow, FIELDS, roll())) replaced.add(value);
      for (const page of tabs) assert.match(await page.$eval(".save__state", (it) => it.innerText.trim()), /^已保存/);
    });

    const { facts } = JSON.parse(await ownRecord(visitor)).body;
    assert.ok(called.size > 10, `only ${called.size} texts were ever called saved`);
    for (const [value, id] of called) {
      assert.ok(facts[id] === value || replaced.has(value), `${value} was called saved and is gone`);
    }
    t.diagnostic(`${called.size} texts called saved, seed ${SEED}`);
  });
}

/** In the page: replaces what stands in an input; what it was. */
function typeOver(id, text) {
  const input = document.getElementById(id);
  const was = input.value;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return was;
}

/** In the page: settles what is asked, one way or the other; what the user saw there and gave up. */
async function settleAnyHow(ids, roll) {
  const ways = ["用本页覆盖", "重新保存", "换用另一页的", "按所选合并并保存"];
  const buttons = [...document.querySelectorAll("button")].filter((it) => ways.includes(it.innerText.trim()));
  if (buttons.length === 0) return [];
  // Both sides are on screen: what the user does not take is given up with open eyes.
  const shown = [...document.querySelectorAll("fieldset.diff label")].flatMap((it) => it.innerText.match(/第\d+词/g) ?? []);
  const mine = ids.map((id) => document.getElementById(id).value);
  buttons[Math.floor(roll * buttons.length)].click();
  await new Promise((done) => setTimeout(done, 300));
  const kept = ids.map((id) => document.getElementById(id).value);
  return [...shown, ...mine].filter((it) => !kept.includes(it));
}
