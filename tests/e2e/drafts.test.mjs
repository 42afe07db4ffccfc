// What is typed is kept, the page never claims more than is true, and nothing
// that was kept is ever overwritten unseen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL } from "./harness.mjs";
import {
  arrive,
  assertQuiet,
  bring,
  enter,
  eventually,
  fill,
  fillStoreOnDemand,
  focused,
  goTo,
  keptLine,
  named,
  plant,
  press,
  shows,
  stored,
  twoFrames,
  untilGone,
  untilSaved,
  untilShown,
  valueOf,
} from "./form.mjs";

const IDENTITY = `${APP_URL}#/profile/identity`;
const UNREADABLE = "本机的草稿读不出来，已原样另存，没有覆盖。可以下载原文。";
const NEWER = "本机的草稿是新版程序保存的，这一版读不了，也不会覆盖它。";
const REFUSED_BY_NEWER = "没有保存：本机草稿是新版程序保存的，请刷新页面";
const TAKEN_IN = "上次关闭页面时没来得及保存的改动，已经接上。";
const OTHER = "上次关闭页面时有改动没来得及保存，而另一个页面又保存了别的内容。";

/** What the store holds of the user's own draft. */
const ownRecord = async (visitor) => (await stored(visitor))["draft/own"];

/** The enterprise's name as stored. */
const nameIn = (record) => JSON.parse(record).body.facts["enterprise-name"];

/** What a screen reader is told of by itself. */
const heard = ({ page }) => page.$$eval(".save [role=status]", (all) => all.map((it) => it.textContent).join(" "));

test("“saved” is said when the transaction is complete, and not before", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(holdCompletions);
  const visitor = await arrive(t, { url: IDENTITY, before });
  assert.equal(await keptLine(visitor), "还没有填写");
  await visitor.page.evaluate(() => (globalThis.isHeld = true));
  await fill(visitor, "enterprise-name", "甲公司");
  // The database has it, but the page has not been told so yet.
  await eventually(async () => assert.equal(nameIn(await ownRecord(visitor)), "甲公司"));
  assert.equal(await keptLine(visitor), "正在保存……");
  assert.doesNotMatch(await heard(visitor), /已保存/);
  await visitor.page.evaluate(() => globalThis.release());
  await untilSaved(visitor);
  await eventually(async () => assert.match(await heard(visitor), /已保存到本机/));
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司");
  assert.match(await keptLine(visitor), /^已保存到本机/);
  assertQuiet(visitor);
});

/** In the page: while `isHeld`, the completion of a write is told only after `release()`. */
function holdCompletions() {
  let held = [];
  const told = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    ...told,
    set(handler) {
      told.set.call(this, (event) => {
        if (globalThis.isHeld && this.mode === "readwrite") held.push(() => handler.call(this, event));
        else handler.call(this, event);
      });
    },
  });
  globalThis.release = () => {
    globalThis.isHeld = false;
    for (const tell of held) tell();
    held = [];
  };
}

test("where the browser has no storage, that is said, and nothing is lost on the page", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      const refuse = () => {
        throw new DOMException("no storage here", "SecurityError");
      };
      IDBFactory.prototype.open = refuse;
      Object.defineProperty(globalThis, "localStorage", { get: refuse });
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  const refusal = "没有保存：浏览器不让本页存储（可能是无痕窗口），请导出备份";
  await fill(visitor, "enterprise-name", "无处保存公司");
  await eventually(async () => assert.equal(await keptLine(visitor), refusal));
  await press(visitor, "结论");
  await press(visitor, "切换深浅外观");
  await press(visitor, "填报");
  assert.equal(await valueOf(visitor, "enterprise-name"), "无处保存公司");
  const file = await visitor.download(() => press(visitor, "导出备份"));
  assert.equal(JSON.parse(file.text).facts["enterprise-name"], "无处保存公司");
  assertQuiet(visitor);
});

test("where the browser has no storage, that is said before anything is typed", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no database here", "SecurityError");
      };
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存：浏览器不让本页存储/));
});

test("where only the small store works, a reload still brings back what was typed", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no database here", "SecurityError");
      };
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "无处保存公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存/));
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "无处保存公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存/));
});

test("a write whose transaction is given up is not called saved", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...words) {
        const request = put.apply(this, words);
        if (globalThis.isGivenUp) request.addEventListener("success", () => this.transaction.abort());
        return request;
      };
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await visitor.page.evaluate(() => (globalThis.isGivenUp = true));
  await enter(visitor, "enterprise-name", "乙公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存：浏览器存储出错（.+），请导出备份$/));
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司");
  await visitor.page.evaluate(() => (globalThis.isGivenUp = false));
  // The next change tries again by itself.
  await enter(visitor, "short-name", "乙");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "乙公司");
  assertQuiet(visitor);
});

test("a full store is told, can be tried again, and then keeps everything", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await visitor.page.evaluate(() => (globalThis.isFull = true));
  await enter(visitor, "enterprise-name", "乙公司");
  const refusal = "没有保存：浏览器存储空间已满，请导出备份";
  await eventually(async () => assert.equal(await keptLine(visitor), refusal));
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司");
  assert.equal(await valueOf(visitor, "enterprise-name"), "乙公司");
  const file = await visitor.download(() => press(visitor, "导出备份"));
  assert.equal(JSON.parse(file.text).facts["enterprise-name"], "乙公司");

  await visitor.page.evaluate(() => (globalThis.isFull = false));
  await press(visitor, "再试一次");
  await untilSaved(visitor);
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "乙公司");
});

for (const [what, text] of [
  ["no JSON", '{"schema": 1, "revision": 3, "body": {'],
  ["an unknown fact value", '{"schema": 1, "revision": 3, "body": {"facts": {"revenue": {"2025": 12.5}}}}'],
  ["something else", "乱码\u0000 <script>alert(1)</script>"],
]) {
  test(`a stored draft that cannot be read (${what}) is reported, kept and can be had`, async (t) => {
    const visitor = await arrive(t, { url: IDENTITY });
    await enter(visitor, "enterprise-name", "甲公司");
    await untilSaved(visitor);
    await plant(visitor, text);
    await goTo(visitor, "#/");
    await visitor.reload();

    await untilShown(visitor, UNREADABLE);
    const file = await visitor.download(() => press(visitor, "下载原文"));
    assert.equal(file.text, text);
    const aside = Object.entries(await stored(visitor)).filter(([, kept]) => kept === text);
    assert.equal(aside.length, 1, "the text is no longer kept");
    assert.notEqual(aside[0][0], "draft/own");

    await goTo(visitor, "#/profile/identity");
    assert.equal(await valueOf(visitor, "enterprise-name"), "");
    await enter(visitor, "enterprise-name", "丙公司");
    await untilSaved(visitor);
    const records = await stored(visitor);
    assert.equal(records[aside[0][0]], text);
    assert.equal(nameIn(records["draft/own"]), "丙公司");
    assertQuiet(visitor);
  });
}

test("a stored draft that cannot be read is reported on whatever page the visit begins", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await plant(visitor, "garbage");
  await visitor.reload();
  await untilShown(visitor, UNREADABLE);
});

test("a draft of a later version is told, shown to nobody and never overwritten", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  const later = JSON.stringify({ schema: 99, revision: 8, body: { tomorrow: "明天的内容" } });
  await plant(visitor, later);
  await goTo(visitor, "#/");
  await visitor.reload();
  await untilShown(visitor, NEWER);
  const file = await visitor.download(() => press(visitor, "下载原文"));
  assert.equal(file.text, later);

  await goTo(visitor, "#/profile/identity");
  await enter(visitor, "enterprise-name", "丁公司");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_NEWER));
  await press(visitor, "再试一次");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_NEWER));
  assert.deepEqual(await stored(visitor), { "draft/own": later });
  const own = await visitor.download(() => press(visitor, "导出备份"));
  assert.equal(JSON.parse(own.text).facts["enterprise-name"], "丁公司");

  await visitor.reload();
  assert.equal(await ownRecord(visitor), later);
});

test("a later version's database is not touched either", async (t) => {
  const visitor = await arrive(t);
  await visitor.page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("tidu", 7);
        opening.onerror = () => failed(opening.error);
        opening.onblocked = () => failed(new Error("the page does not let go of its database"));
        opening.onsuccess = () => done(opening.result.close());
      }),
  );
  await goTo(visitor, "#/profile/identity");
  await visitor.reload();
  await enter(visitor, "enterprise-name", "甲公司");
  await eventually(async () => assert.equal(await keptLine(visitor), REFUSED_BY_NEWER));
});

test("what was typed just before the page went away is taken in at the next start", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  // No write gets through any more: only the copy at page hide is left.
  await visitor.page.evaluate(() => (globalThis.isFull = true));
  await fill(visitor, "enterprise-name", "甲公司改名");
  await visitor.page.goto("about:blank");

  await visitor.openTab(IDENTITY, {});
  assert.equal(await valueOf(visitor, "enterprise-name"), "甲公司改名");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "甲公司改名");
  await goTo(visitor, "#/");
  await untilShown(visitor, TAKEN_IN);

  await visitor.reload();
  await untilShown(visitor, "甲公司改名");
  assert.ok(!(await shows(visitor, TAKEN_IN)), "it is taken in once");
  assertQuiet(visitor);
});

test("an ordinary reload right after typing loses nothing", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await fill(visitor, "enterprise-name", "刚刚键入公司");
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "刚刚键入公司");
  await untilSaved(visitor);
});

test("going elsewhere and back goes on where one was", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await fill(visitor, "enterprise-name", "去而复返公司");
  await visitor.page.goto("about:blank");
  await visitor.page.goBack({ waitUntil: "load" });
  await visitor.untilReady();
  await eventually(async () => assert.equal(await valueOf(visitor, "enterprise-name"), "去而复返公司"));
  await enter(visitor, "short-name", "复返");
  await untilSaved(visitor);
  await visitor.reload();
  assert.equal(await valueOf(visitor, "enterprise-name"), "去而复返公司");
  assert.equal(await valueOf(visitor, "short-name"), "复返");
  assertQuiet(visitor);
});

test("a second tab is not overwritten silently, and either side can be taken", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  const first = visitor.page;
  const second = await visitor.openTab(IDENTITY, {});
  const to = async (page) => {
    await page.bringToFront();
    visitor.page = page;
  };

  await to(first);
  await enter(visitor, "enterprise-name", "第一页公司");
  await untilSaved(visitor);
  const kept = await ownRecord(visitor);

  await to(second);
  await enter(visitor, "enterprise-name", "第二页公司");
  const refusal = "没有保存：另一个标签页刚改过这份草稿";
  await eventually(async () => assert.equal(await keptLine(visitor), refusal));
  assert.equal(await ownRecord(visitor), kept);
  assert.equal(await valueOf(visitor, "enterprise-name"), "第二页公司");

  await press(visitor, "用本页覆盖");
  await untilSaved(visitor);
  assert.equal(nameIn(await ownRecord(visitor)), "第二页公司");

  await to(first);
  await enter(visitor, "short-name", "第一页");
  await eventually(async () => assert.equal(await keptLine(visitor), refusal));
  const other = await named(visitor, "换用另一页的");
  await Promise.all([visitor.page.waitForNavigation({ waitUntil: "load" }), other.click()]);
  await visitor.untilReady();
  assert.equal(await valueOf(visitor, "enterprise-name"), "第二页公司");
  assert.equal(await valueOf(visitor, "short-name"), "");
  // What this page had is not thrown away behind the user's back.
  await goTo(visitor, "#/");
  await untilShown(visitor, OTHER);
  const file = await visitor.download(() => press(visitor, "下载原文"));
  assert.match(file.text, /第一页/);
});

test("unsaved changes beside another tab's are kept aside and can be had", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: IDENTITY, before });
  const first = visitor.page;
  await visitor.page.evaluate(() => (globalThis.isFull = true));
  await enter(visitor, "enterprise-name", "没来得及保存公司");
  await eventually(async () => assert.match(await keptLine(visitor), /^没有保存/));

  await visitor.openTab(IDENTITY, {});
  await enter(visitor, "enterprise-name", "已经保存公司");
  await untilSaved(visitor);
  await first.goto("about:blank");

  await visitor.page.bringToFront();
  await goTo(visitor, "#/");
  await visitor.reload();
  await untilShown(visitor, OTHER);
  await untilShown(visitor, "已经保存公司");
  const file = await visitor.download(() => press(visitor, "下载原文"));
  assert.match(file.text, /没来得及保存公司/);
  assert.equal(nameIn(await ownRecord(visitor)), "已经保存公司");
});

test("deleting is asked for twice, and then everything of it is gone", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "要删除公司");
  await untilSaved(visitor);
  await press(visitor, "总览");

  await press(visitor, "删除本机数据");
  assert.equal(await focused(visitor), "delete-no");
  await press(visitor, "不删");
  assert.equal(await focused(visitor), "delete");
  await untilShown(visitor, "要删除公司");

  await press(visitor, "删除本机数据");
  await press(visitor, "删除");
  await untilShown(visitor, "已删除。");
  await untilGone(visitor, "要删除公司");
  await untilSaved(visitor);
  await visitor.reload();
  await goTo(visitor, "#/profile/identity");
  assert.equal(await valueOf(visitor, "enterprise-name"), "");
  assert.doesNotMatch(JSON.stringify(await stored(visitor)), /要删除公司/);
  assert.doesNotMatch(await visitor.page.evaluate(() => JSON.stringify(localStorage)), /要删除公司/);
});

test("deleting takes along what was set aside", async (t) => {
  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "甲公司");
  await untilSaved(visitor);
  await plant(visitor, "坏掉的记录：要删除公司");
  await goTo(visitor, "#/");
  await visitor.reload();
  await untilShown(visitor, UNREADABLE);
  await goTo(visitor, "#/profile/identity");
  await enter(visitor, "enterprise-name", "乙公司");
  await untilSaved(visitor);
  await goTo(visitor, "#/");
  await press(visitor, "删除本机数据");
  await press(visitor, "删除");
  await untilSaved(visitor);
  await eventually(async () => assert.doesNotMatch(JSON.stringify(await stored(visitor)), /要删除公司/));
});

test("an import is kept like anything typed, and asks before it replaces", async (t) => {
  const maker = await arrive(t, { url: IDENTITY });
  await enter(maker, "enterprise-name", "来自文件公司");
  const declined = await maker.download(() => press(maker, "导出备份"));
  const accepted = await maker.download(() => press(maker, "导出备份"));

  const visitor = await arrive(t, { url: IDENTITY });
  await enter(visitor, "enterprise-name", "原来的公司");
  await untilSaved(visitor);
  await bring(visitor, declined.path);
  await untilShown(visitor, "采用后，现在的填报会被它替换。");
  await press(visitor, "不采用");
  assert.equal(await focused(visitor), "file");
  assert.equal(nameIn(await ownRecord(visitor)), "原来的公司");

  await bring(visitor, accepted.path);
  await press(visitor, "采用这份");
  await untilSaved(visitor);
  await visitor.reload();
  await untilShown(visitor, "来自文件公司");
  await twoFrames(visitor.page);
  assert.equal(nameIn(await ownRecord(visitor)), "来自文件公司");
});

test("a backup can be had as text, where the browser copies and where it does not", async (t) => {
  const before = (page) =>
    page.evaluateOnNewDocument(() => {
      const clipboard = { writeText: (text) => Promise.resolve((globalThis.copied = text)) };
      Object.defineProperty(navigator, "clipboard", { get: () => (globalThis.isBarred ? undefined : clipboard) });
    });
  const visitor = await arrive(t, { url: IDENTITY, before });
  await enter(visitor, "enterprise-name", "复制公司");
  await press(visitor, "总览");
  await press(visitor, "复制为文本");
  await untilShown(visitor, "已复制。粘贴到文本文件里，存成 .json，就能再导入。");
  const copied = await visitor.page.evaluate(() => globalThis.copied);
  assert.equal(JSON.parse(copied).facts["enterprise-name"], "复制公司");

  await visitor.page.evaluate(() => (globalThis.isBarred = true));
  await press(visitor, "复制为文本");
  await untilShown(visitor, "这个浏览器不让网页复制，请选中下面的文字自行复制。");
  assert.equal(await valueOf(visitor, "by-hand"), copied);
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  assertQuiet(visitor);
});
