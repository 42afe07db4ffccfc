// A visitor with a real browser: opens the built page, keeps a record of all
// it asks for and complains about, can be cut off and come back.
//
// `cargo xtask test browser` builds and serves the page and sets:
//   TIDU_URL           the page at the root of a host
//   TIDU_SUB_PATH_URL  the same files under a sub-path, and nowhere else
//   TIDU_CLI           the native command line
//   CHROME_PATH        Chromium or Chrome
//   FIREFOX_PATH       Firefox
//   BROWSER            "chrome" or "firefox": the one to visit with
// Chromium is driven by its own protocol, Firefox by WebDriver BiDi
// (firefox.mjs). What cannot be done to both is marked by `chromiumOnly`.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constants, inflateSync } from "node:zlib";

import axe from "axe-core";
import puppeteer from "puppeteer-core";

import { downloadsTo, inWindow, launch, sharedBrowser } from "./firefox.mjs";

export const BROWSER = process.env.BROWSER ?? "chrome";
export const APP_URL = setting("TIDU_URL");
export const SUB_PATH_URL = setting("TIDU_SUB_PATH_URL");
export const PICTURES = fileURLToPath(new URL("../../target/pictures/", import.meta.url));

/** This machine by a name that browsers do not trust: what plain http lacks is lacking there. */
export const PLAIN_HOST = "plain.test";

/** Phone, tablet and desk, as every change of the interface is looked at. */
export const WIDTHS = [360, 768, 1440];

/** The rules of axe that depend on how the browser draws the document. */
const DRAWN = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

/** Firefox asks for an icon at the root of a host by itself when a page is loaded anew before it named its own. */
const isBrowsersOwn = (url) => BROWSER === "firefox" && new URL(url).pathname === "/favicon.ico";

/** Longer than any honest wait on a slow machine. */
const PATIENCE = 20_000;

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test browser\``);
  return value;
}

/** Options of a test that Firefox is spared. `why`: what is missing there, as a sentence. */
export const chromiumOnly = (why) => ({ skip: BROWSER !== "chrome" && why });

/**
 * A place that outlives the browser: its profile and its downloads.
 * When the test `t` ends, its browsers are closed and it is removed.
 */
export async function newHome(t) {
  const home = await newRoom(t);
  await mkdir(home.profile, { recursive: true });
  return { ...home, isKept: true };
}

/** The same for one visit, whose storage may end with it. */
async function newRoom(t) {
  const folder = await mkdtemp(join(tmpdir(), "tidu-e2e-"));
  const home = { profile: join(folder, "profile"), downloads: join(folder, "downloads"), visitors: [], isKept: false };
  await mkdir(home.downloads, { recursive: true });
  t.after(async () => {
    for (const visitor of home.visitors) await visitor.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });
  return home;
}

/**
 * Starts a browser and opens the page.
 *
 * - `home`: from `newHome`, for who comes back; leave it out for a fresh one
 * - `url`: where to go; `width`: of the window, 1440 unless told
 * - `today`: "YYYY-MM-DD", the day the page believes it is
 * - `before`: `async (page) => ...`, what to arrange before the page opens
 * - `ready`: false if the app is not expected to start
 * - `firefox`: settings of Firefox (about:config); they need a `home`
 */
export async function visit(t, options = {}) {
  const home = options.home ?? (await newRoom(t));
  const [browser, room] = await doors[BROWSER](home, options.firefox);
  const visitor = new Visitor(browser, room, home, options);
  home.visitors.push(visitor);
  await visitor.openTab(options.url ?? APP_URL, options);
  return visitor;
}

const shared = { headless: true, defaultViewport: null, protocolTimeout: 60_000 };
const keepingDownloads = (home) => ({ downloadBehavior: { policy: "allow", downloadPath: home.downloads } });

/** How each browser is entered: the browser, and what in it is for this visit. */
const doors = {
  async chrome(home) {
    const options = { ...shared, ...keepingDownloads(home), userDataDir: home.profile, args: chromeFlags() };
    const browser = await puppeteer.launch({ ...options, browser: "chrome", executablePath: setting("CHROME_PATH") });
    return [browser, browser];
  },
  async firefox(home, settings) {
    const path = setting("FIREFOX_PATH");
    if (!home.isKept) {
      const browser = await sharedBrowser(path, PLAIN_HOST, shared);
      return [browser, await browser.createBrowserContext(keepingDownloads(home))];
    }
    const options = { ...shared, userDataDir: home.profile };
    const browser = await launch(path, PLAIN_HOST, options, { ...downloadsTo(home.downloads), ...settings });
    return [browser, browser];
  },
};

function chromeFlags() {
  const flags = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-crash-restore-bubble",
    "--lang=zh-CN",
    // No other host exists: a slip cannot leave this machine.
    `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
  ];
  // Chromium's sandbox does not work for root, as in most containers.
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  return flags;
}

/** One running browser on one home; `page` is the tab opened last. */
class Visitor {
  /**
   * Requests of all tabs: `{ url, tab }`; blob: and data: stay inside the browser and do not count. Nor is it told here
   * what the worker asks for that keeps the page: the host of offline.test.mjs writes that down.
   */
  requests = [];
  /** Whatever a developer would see in red: console errors, exceptions, policy violations, failed requests. */
  faults = [];
  #loaded = 0;
  #session;

  /** `room`: the browser, or what in it is for this visit alone. */
  constructor(browser, room, home, options) {
    this.browser = browser;
    this.room = room;
    this.home = home;
    this.options = options;
    this.ended = false;
  }

  /**
   * Opens another tab on the same storage; it becomes `page`. `isAside`: Firefox gives it a window of its own, since
   * what is behind another tab stands still there.
   */
  async openTab(url = APP_URL, { ready = true, before, width = 1440, isAside = false } = this.options) {
    const page = await this.room.newPage(BROWSER === "firefox" && isAside ? { type: "window" } : {});
    page.setDefaultTimeout(PATIENCE);
    await page.setViewport({ width, height: 900 });
    this.#record(page);
    await page.evaluateOnNewDocument(tellViolations);
    if (this.options.today) await page.evaluateOnNewDocument(believe, this.options.today);
    if (before) await before(page);
    this.page = page;
    await page.goto(url, { waitUntil: "load" });
    if (ready) await this.untilReady();
    return page;
  }

  #record(page) {
    page.on("request", (request) => {
      const url = request.url();
      if (!/^(data|blob):/.test(url) && !isBrowsersOwn(url)) this.requests.push({ url, tab: page });
    });
    page.on("requestfailed", (request) => {
      // A download ends its own navigation; that is no failure.
      const reason = request.failure()?.errorText ?? "";
      if (!reason.endsWith("_ABORTED")) this.faults.push(`request failed: ${request.url()} ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !isBrowsersOwn(response.url())) this.faults.push(`${response.status()} for ${response.url()}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error") this.faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`exception: ${error?.message ?? error}`));
  }

  /** Waits until the app has taken over from the static page and the network is quiet. */
  async untilReady() {
    await this.page.waitForFunction(() => !document.getElementById("boot") && document.querySelector("h1"));
    await this.page.waitForNetworkIdle({ idleTime: 300 });
    this.#loaded = this.requests.length;
  }

  /** What was asked of the network since the app was ready. Should be nothing, ever. */
  requestsSinceReady() {
    return this.requests.slice(this.#loaded).map((request) => request.url);
  }

  /** The origins that were asked for anything at all. */
  origins() {
    return [...new Set(this.requests.map((request) => new URL(request.url).origin))];
  }

  async reload() {
    await this.page.reload({ waitUntil: "load" });
    await this.untilReady();
  }

  /** The words that a reader sees in the first element that matches. */
  async words(selector) {
    const element = await this.page.waitForSelector(selector, { visible: true });
    return (await element.evaluate((found) => found.innerText)).trim();
  }

  /** Does `action`, waits for the file it downloads; `{ path, name, text }`. */
  async download(action) {
    const before = new Set(await readdir(this.home.downloads));
    await action();
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const fresh = (await readdir(this.home.downloads)).filter((name) => !before.has(name));
      const name = fresh.find((name) => !/\.(crdownload|part|tmp)$/.test(name) && !name.startsWith("."));
      if (name && fresh.length === 1) {
        // Out of the way: the next one may have the same name.
        const path = join(await mkdtemp(join(this.home.downloads, "../taken-")), name);
        await rename(join(this.home.downloads, name), path);
        return { path, name, text: await readFile(path, "utf8") };
      }
      await pause(50);
    }
    throw new Error(`nothing was downloaded within ${PATIENCE} ms`);
  }

  /** Chooses a file in a file input. */
  async choose(selector, path) {
    const input = await this.page.waitForSelector(selector);
    await input.uploadFile(path);
  }

  /**
   * What axe-core finds wrong, one line per rule with the places; empty is good. Firefox is asked only for what it
   * drew: all else axe reads from the document, which the journeys make the same in both.
   */
  async accessibilityFaults() {
    // Through the debugging protocol, which the page's policy does not bind.
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(
      // Targets of 24 px are part of WCAG 2.2 AA, but not of what axe asks by itself.
      (runOnly) => globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } }, runOnly }),
      BROWSER === "firefox" ? { type: "rule", values: DRAWN } : undefined,
    );
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
  }

  /** True if the page can be scrolled sideways, which no width should need. */
  async overflowsSideways() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  /**
   * How the page believes to be shown: in the `scheme` "light" or "dark", on the `medium` "screen" or "print"; as the
   * browser is where nothing is told.
   */
  async appear({ scheme = "", medium = "" } = {}) {
    if (BROWSER === "firefox") {
      await inWindow(this.page, dress, { scheme: scheme || "none", medium });
      return;
    }
    // One session for the page: what was told ends with it.
    this.#session = this.#session?.page === this.page ? this.#session : { page: this.page, is: await this.page.createCDPSession() };
    const features = scheme ? [{ name: "prefers-color-scheme", value: scheme }] : [];
    await this.#session.is.send("Emulation.setEmulatedMedia", { media: medium, features });
  }

  /** Brings the keyboard into the page: where the Tab key comes round, Firefox goes on to its own buttons. */
  async comeIn() {
    await this.page.bringToFront();
    if (BROWSER === "firefox") await inWindow(this.page, ({ embedderElement }) => embedderElement.focus());
  }

  /** Saves the whole page as `target/pictures/<name>-<width>[-dark].png` at every width, light and dark. In Chromium. */
  async pictures(name, widths = WIDTHS) {
    if (BROWSER !== "chrome") return;
    await mkdir(PICTURES, { recursive: true });
    for (const scheme of ["light", "dark"]) {
      await this.appear({ scheme });
      for (const width of widths) {
        await this.page.setViewport({ width, height: 900 });
        const file = `${name}-${width}${scheme === "dark" ? "-dark" : ""}.png`;
        await this.page.screenshot({ path: join(PICTURES, file), fullPage: true });
      }
    }
    await this.appear();
    await this.page.setViewport({ width: this.options.width ?? 1440, height: 900 });
  }

  /** How many pages of paper the page takes. */
  async pagesOfPaper() {
    const pdf = Buffer.from(await this.page.pdf({ format: "A4" }));
    return pagesIn(pdf);
  }

  /** Pulls the plug: no page hide, no flush, no goodbye. Come back with `visit(t, { home })`. */
  async kill() {
    assertKept(this.home);
    this.ended = true;
    const process_ = this.browser.process();
    const gone = new Promise((resolve) => process_.once("exit", resolve));
    // The whole group that puppeteer started: a surviving child would hold the profile.
    process.kill(-process_.pid, "SIGKILL");
    await gone;
    await this.browser.disconnect();
  }

  /** Kills the process of the page, and closes the tab that it leaves. */
  async crash() {
    assertKept(this.home);
    if (BROWSER === "firefox") {
      process.kill(await inWindow(this.page, watchProcess), "SIGKILL");
      await inWindow(this.page, () => globalThis.processIsDead);
      await this.page.close();
      return;
    }
    const session = await this.page.createCDPSession();
    const gone = new Promise((resolve) => this.page.once("error", resolve));
    // Nobody is left to answer.
    session.send("Page.crash").catch(() => {});
    await gone;
    await this.page.close();
  }

  /** Closes the browser as a user does. */
  async close() {
    if (this.ended) return;
    this.ended = true;
    await this.room.close();
  }
}

/** Assesses an exported file with the command line: `{ status, stdout, stderr }`. */
export async function commandLine(...words) {
  try {
    const { stdout, stderr } = await promisify(execFile)(setting("TIDU_CLI"), words, { maxBuffer: 1 << 26 });
    return { status: 0, stdout, stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { status: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function assertKept(home) {
  if (!home.isKept) throw new Error("whoever kills a browser needs a home of its own: newHome(t)");
}

/** The pages of a PDF; some writers keep what says so compressed. */
function pagesIn(pdf) {
  const texts = [pdf.toString("latin1")];
  for (const { index, 0: start } of texts[0].matchAll(/stream\r?\n/g)) {
    try {
      const options = { finishFlush: constants.Z_SYNC_FLUSH };
      texts.push(inflateSync(pdf.subarray(index + start.length), options).toString("latin1"));
    } catch {
      // A stream of another kind.
    }
  }
  return texts.reduce((sum, text) => sum + (text.match(/\/Type\s*\/Page\b/g)?.length ?? 0), 0);
}

/** In the window of Firefox: how a page believes to be shown. */
function dress(page, { scheme, medium }) {
  page.prefersColorSchemeOverride = scheme;
  page.mediumOverride = medium;
}

/** In the window of Firefox: the number of the process of a page; from now on its death is noticed. */
function watchProcess({ embedderElement, currentWindowGlobal }) {
  globalThis.processIsDead = new Promise((done) => {
    embedderElement.addEventListener("oop-browser-crashed", () => done(), { once: true });
  });
  return currentWindowGlobal.osPid;
}

/** In the page: a refusal by the security policy becomes a console error in every browser. */
function tellViolations() {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI || "inline"}`);
  });
}

/** In the page: the clock runs, but from another day. */
function believe(today) {
  const Real = Date;
  const shift = new Real(`${today}T09:00:00`).getTime() - Real.now();
  globalThis.Date = class extends Real {
    constructor(...words) {
      if (words.length === 0) super(Real.now() + shift);
      else super(...words);
    }
    static now() {
      return Real.now() + shift;
    }
  };
}
