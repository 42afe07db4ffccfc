// Prints how long the core and the page take in Chromium, and how that stands
// to what is wished for: `cargo xtask bench`. No test, no limit: the numbers
// are for people.
//
//   node tests/e2e/speed.mjs FOLDER    FOLDER holds tests/speed for the browser
//   TIDU_URL, CHROME_PATH              as in harness.mjs

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

const folder = process.argv[2];
const { TIDU_URL, CHROME_PATH } = process.env;

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** A line: median and 95 of 100 in milliseconds, and the ratio of the one that is wished for. */
function tell(what, times, { wish, of = "median" } = {}) {
  const sorted = times.toSorted((one, other) => one - other);
  const [median, p95] = [at(sorted, 0.5), at(sorted, 0.95)];
  const ratio = wish ? `, ${of} ${((of === "median" ? median : p95) / wish).toFixed(2)} × ${wish} ms` : "";
  console.log(`${what}: median ${median.toFixed(3)} ms, p95 ${p95.toFixed(3)} ms of ${times.length}${ratio}`);
}

/** How many drafts are stored while somebody types. */
const MANY = 50;
/** The browser tells of a task from this many milliseconds on. */
const LONG = 50;

/** For how long the page is busy at most while somebody types and it saves, with many drafts stored. */
async function withManyDrafts(page) {
  const { facts, filing } = JSON.parse(await readFile(new URL("../../src/draft/sample.json", import.meta.url), "utf8"));
  await page.goto(`${TIDU_URL}#/packages`);
  await page.waitForSelector("#file");
  await page.evaluate(store, MANY, { facts, filing });
  await page.goto(`${TIDU_URL}#/d/many-0/profile/figures`);
  await page.reload();
  await page.waitForSelector("input[id^=revenue]", { visible: true });
  await page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
  });
  await page.tracing.start({ categories: ["toplevel"] });
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (let nth = 0; nth < 40; nth += 1) {
    const inputs = await page.$$("input[id^=revenue]");
    await inputs[nth % inputs.length].click();
    await page.keyboard.type("7");
    // Every other time long enough for a save.
    await wait(nth % 2 ? 900 : 60);
  }
  const worked = longestWork(await page.tracing.stop());
  const tasks = await page.evaluate(() => globalThis.tasks);
  const told = tasks.length
    ? `${tasks.length} tasks above ${LONG} ms, the longest ${Math.max(...tasks)} ms`
    : `no task above ${LONG} ms`;
  console.log(
    `typing with ${MANY} drafts stored, 40 keys and 20 saves: ${told}; ` +
      `at most ${worked.toFixed(1)} ms of the processor, ${(worked / LONG).toFixed(2)} × ${LONG} ms`,
  );
}

/** The longest task of the page in milliseconds of the processor, which does not count the time that others took. */
function longestWork(trace) {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
  const mains = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  // Chromium keeps another process in reserve, which does little; the page's is the busy one.
  const ofEach = mains.map((main) => traceEvents.filter(({ name, pid, tid }) => {
    return name.endsWith("RunTask") && pid === main.pid && tid === main.tid;
  }));
  const work = ofEach.toSorted((one, other) => other.length - one.length)[0] ?? [];
  return work.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
}

/** In the page: as many drafts with these answers. */
function store(many, body) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("tidu");
    opening.onsuccess = () => {
      const writing = opening.result.transaction("records", "readwrite");
      for (let nth = 0; nth < many; nth += 1) {
        const own = { ...body, facts: { ...body.facts, "enterprise-name": `企业 ${nth}` } };
        const saved = "2026-09-08 14:03";
        const record = { schema: 1, revision: 1, edits: 1, writer: "speed", saved, body: { sample: false, ...own } };
        writing.objectStore("records").put(JSON.stringify(record, null, 2), `draft/many-${nth}`);
      }
      writing.oncomplete = () => {
        opening.result.close();
        done();
      };
      writing.onabort = () => failed(writing.error);
    };
  });
}

const profile = await mkdtemp(join(tmpdir(), "tidu-speed-"));
const browser = await puppeteer.launch({
  executablePath: CHROME_PATH,
  headless: true,
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
try {
  console.log(`machine: ${cpus()[0].model}, ${cpus().length} cores; ${await browser.version()}`);
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });

  // The core alone, on a page with an address and without a policy.
  await page.goto(`${TIDU_URL}sw.js`);
  await page.addScriptTag({ content: await readFile(join(folder, "tidu_speed.js"), "utf8") });
  const wasm = (await readFile(join(folder, "tidu_speed_bg.wasm"))).toString("base64");
  const core = await page.evaluate((wasm) => {
    const bytes = Uint8Array.from(atob(wasm), (it) => it.charCodeAt(0));
    // Declared by the script above; no member of the window.
    const core = wasm_bindgen;
    core.initSync({ module: bytes });
    const sample = new core.Sample();
    // The clock of a page is coarse: a time is that of many runs, divided.
    const times = (runs, each, work) => {
      for (let nth = 0; nth < each; nth += 1) work();
      return Array.from({ length: runs }, () => {
        const start = performance.now();
        for (let nth = 0; nth < each; nth += 1) work();
        return (performance.now() - start) / each;
      });
    };
    return {
      assess: times(100, 200, () => sample.assess()),
      margins: times(20, 5, () => sample.margins()),
      many: times(3, 10_000, () => sample.assess()).map((it) => it * 10_000),
      plans: ["innovative", "specialized", "little-giant"].map((tier) => [
        tier,
        times(10, 1, () => sample.plan(tier)),
      ]),
    };
  }, wasm);
  tell("all tiers with reasons", core.assess, { wish: 0.05 });
  tell("10 000 times all tiers", core.many, { wish: 1000 });
  tell("what comes next and every margin", core.margins);
  for (const [tier, times] of core.plans) tell(`the shortest paths, ${tier}`, times, { wish: 50 });

  // A key on the form of the sample, which has more than a hundred answers, until the ladder is painted anew.
  await page.goto(`${TIDU_URL}#/sample/profile/figures`);
  await page.waitForSelector("input[id^=revenue]", { visible: true });
  await page.focus("input[id^=revenue]");
  await page.evaluate(() => {
    globalThis.painted = [];
    document.addEventListener(
      "input",
      ({ timeStamp }) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => globalThis.painted.push(performance.now() - timeStamp);
        channel.port2.postMessage(0);
      }),
      true,
    );
  });
  for (let nth = 0; nth < 60; nth += 1) {
    await page.keyboard.press(nth % 2 ? "Backspace" : "7");
    await page.waitForFunction((wanted) => globalThis.painted.length === wanted, {}, nth + 1);
  }
  const painted = await page.evaluate(() => globalThis.painted);
  tell("a key until the ladder is painted", painted, { wish: 16, of: "p95" });

  await withManyDrafts(page);
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
