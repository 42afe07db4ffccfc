// Firefox, by WebDriver BiDi: how it starts, and what BiDi cannot do but Firefox's own window can.
//
// A start takes seconds, so the visits of one file of tests share a browser: each has a container of its own there, with
// storage, workers and downloads of its own, and both end with the visit. Who comes back needs a profile (`newHome`).

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import puppeteer from "puppeteer-core";

/** How every Firefox of the tests is set. `plainHost`: a name for this machine that browsers do not trust. */
const settings = (plainHost) => ({
  "intl.accept_languages": "zh-CN",
  "network.dns.localDomains": plainHost,
  // No other host exists: a slip cannot leave this machine.
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.no_proxies_on": plainHost,
});

/** Where a Firefox of one visit puts what is downloaded; a container is told by the driver. */
export const downloadsTo = (folder) => ({
  "browser.download.folderList": 2,
  "browser.download.dir": folder,
  "browser.download.useDownloadDir": true,
  "browser.download.always_ask_before_handling_new_types": false,
});

/** Starts a Firefox. `more`: its settings besides (about:config). */
export async function launch(executablePath, plainHost, options, more = {}) {
  await untilPutBack(options.userDataDir);
  return puppeteer.launch({
    ...options,
    browser: "firefox",
    executablePath,
    // For `inWindow`.
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: { ...settings(plainHost), ...more },
  });
}

/** The driver sets a profile aside for its own settings, and puts it back when the browser is gone, however it went. */
async function untilPutBack(profile) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (!(await readdir(profile)).some((name) => name.endsWith(".puppeteer"))) return;
    await pause(50);
  }
}

let shared;

after(async () => {
  if (!shared) return;
  const { browser, profile } = await shared;
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** The Firefox of this file of tests, which is closed after the last of them. */
export async function sharedBrowser(executablePath, plainHost, options) {
  shared ??= (async () => {
    const profile = await mkdtemp(join(tmpdir(), "tidu-e2e-firefox-"));
    return { profile, browser: await launch(executablePath, plainHost, { ...options, userDataDir: profile }) };
  })();
  return (await shared).browser;
}

/**
 * Runs a function in the window of Firefox itself, which may do what no page may; what it returns. It is given the
 * browsing context of this page, and `word`.
 */
export async function inWindow(page, does, word) {
  const { connection } = page.browser();
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const told = await connection.send("script.callFunction", {
    functionDeclaration: `async (id, word) => {
      const path = "chrome://remote/content/shared/NavigableManager.sys.mjs";
      const page = ChromeUtils.importESModule(path).NavigableManager.getBrowsingContextById(id);
      return JSON.stringify((await (${does})(page, JSON.parse(word))) ?? null);
    }`,
    arguments: [page.mainFrame()._id, JSON.stringify(word ?? null)].map((value) => ({ type: "string", value })),
    awaitPromise: true,
    target: { context: tree.contexts[0].context },
  });
  if (told.result.type === "exception") throw new Error(told.result.exceptionDetails.text);
  return JSON.parse(told.result.result.value);
}
