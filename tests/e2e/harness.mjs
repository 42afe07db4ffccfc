// A visitor with a real browser: opens the built page, keeps a record of all
// it asks for and complains about, can be cut off and come back.
//
// `cargo xtask test browser` builds and serves the page and sets:
//   TIDU_URL           the page at the root of a host
//   TIDU_SUB_PATH_URL  the same files under a sub-path, and nowhere else
//   TIDU_CLI           the native command line
//   CHROME_PATH        Chromium or Chrome
// BROWSER=firefox with FIREFOX_PATH runs the same journeys in Firefox, by
// WebDriver BiDi; what only Chromium's protocol can do is marked below.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import axe from "axe-core";
import puppeteer from "puppeteer-core";

export const BROWSER = process.env.BROWSER ?? "chrome";
export const APP_URL = setting("TIDU_URL");
export const SUB_PATH_URL = setting("TIDU_SUB_PATH_URL");
export const PICTURES = fileURLToPath(new URL("../../target/pictures/", import.meta.url));

/** This machine by a name that browsers do not trust: what plain http lacks is lacking there. Chromium only. */
export const PLAIN_HOST = "plain.test";

/** Phone, tablet and desk, as every change of the interface is looked at. */
export const WIDTHS = [360, 768, 1440];

/** Longer than any honest wait on a slow machine. */
const PATIENCE = 20_000;

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test browser\``);
  return value;
}

/**
 * A place that outlives the browser: its profile and its downloads.
 * When the test `t` ends, its browsers are closed and it is removed.
 */
export async function newHome(t) {
  const folder = await mkdtemp(join(tmpdir(), "tidu-e2e-"));
  const home = { profile: join(folder, "profile"), downloads: join(folder, "downloads"), visitors: [] };
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
 * - `home`: from `newHome`; leave it out for a fresh one
 * - `url`: where to go; `width`: of the window, 1440 unless told
 * - `today`: "YYYY-MM-DD", the day the page believes it is
 * - `before`: `async (page) => ...`, what to arrange before the page opens
 * - `ready`: false if the app is not expected to start
 */
export async function visit(t, options = {}) {
  const home = options.home ?? (await newHome(t));
  const browser = await puppeteer.launch(launchOptions(home));
  const visitor = new Visitor(browser, home, options);
  home.visitors.push(visitor);
  await visitor.openTab(options.url ?? APP_URL, options);
  return visitor;
}

function launchOptions(home) {
  const shared = {
    headless: true,
    userDataDir: home.profile,
    defaultViewport: null,
    protocolTimeout: 60_000,
    downloadBehavior: { policy: "allow", downloadPath: home.downloads },
  };
  if (BROWSER === "firefox") {
    const extraPrefsFirefox = {
      "browser.download.folderList": 2,
      "browser.download.dir": home.downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
    };
    return { ...shared, browser: "firefox", executablePath: setting("FIREFOX_PATH"), extraPrefsFirefox };
  }
  return { ...shared, browser: "chrome", executablePath: setting("CHROME_PATH"), args: chromeFlags() };
}

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

  constructor(browser, home, options) {
    this.browser = browser;
    this.home = home;
    this.options = options;
    this.ended = false;
  }

  /** Opens another tab on the same storage; it becomes `page`. */
  async openTab(url = APP_URL, { ready = true, before, width = 1440 } = this.options) {
    const page = await this.browser.newPage();
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
      if (!/^(data|blob):/.test(url)) this.requests.push({ url, tab: page });
    });
    page.on("requestfailed", (request) => {
      // A download ends its own navigation; that is no failure.
      const reason = request.failure()?.errorText ?? "";
      if (!reason.endsWith("_ABORTED")) this.faults.push(`request failed: ${request.url()} ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.faults.push(`${response.status()} for ${response.url()}`);
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

  /** What axe-core finds wrong, one line per rule with the places; empty is good. */
  async accessibilityFaults() {
    // Through the debugging protocol, which the page's policy does not bind.
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      // Targets of 24 px are part of WCAG 2.2 AA, but not of what axe asks by itself.
      globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }),
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
   * Saves the whole page as `target/pictures/<name>-<width>[-dark].png` at
   * every width, light and dark (dark in Chromium only).
   */
  async pictures(name, widths = WIDTHS) {
    await mkdir(PICTURES, { recursive: true });
    const schemes = BROWSER === "chrome" ? ["light", "dark"] : ["light"];
    for (const scheme of schemes) {
      if (BROWSER === "chrome") {
        await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      }
      for (const width of widths) {
        await this.page.setViewport({ width, height: 900 });
        const file = `${name}-${width}${scheme === "dark" ? "-dark" : ""}.png`;
        await this.page.screenshot({ path: join(PICTURES, file), fullPage: true });
      }
    }
    if (BROWSER === "chrome") await this.page.emulateMediaFeatures([]);
    await this.page.setViewport({ width: this.options.width ?? 1440, height: 900 });
  }

  /** Pulls the plug: no page hide, no flush, no goodbye. Come back with `visit(t, { home })`. */
  async kill() {
    this.ended = true;
    const process_ = this.browser.process();
    const gone = new Promise((resolve) => process_.once("exit", resolve));
    // The whole group that puppeteer started: a surviving child would hold the profile.
    process.kill(-process_.pid, "SIGKILL");
    await gone;
    await this.browser.disconnect();
  }

  /** Kills the process of the page, and closes the tab that it leaves. Chromium only. */
  async crash() {
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
    await this.browser.close();
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
