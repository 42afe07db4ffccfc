// Takes the pictures of the README, of the built page with the fictitious sample: `cargo xtask pictures`.
//
//   TIDU_URL, TIDU_SUB_PATH_URL, CHROME_PATH   as in harness.mjs
//
// The day, the sizes and the sample are fixed, so that a picture changes only with the page it shows.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { goTo, twoFrames, untilGone } from "./form.mjs";
import { APP_URL, pause, visit } from "./harness.mjs";
import { inFewColours } from "./palette.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));

/** The day of the pictures: some of the sample's days lie behind, some ahead. */
const DAY = "2026-09-08";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 780, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Name, address, window, appearance; `from` is the element at the top, the page's beginning unless told. */
const PICTURES = [
  { name: "result", address: "#/sample/result/innovative", view: DESK, scheme: "light" },
  { name: "form", address: "#/sample/profile/figures", view: PHONE, scheme: "dark", from: "main table" },
  { name: "track", address: "#/sample/track", view: DESK, scheme: "light" },
  { name: "insight", address: "#/sample/insight/path", view: DESK, scheme: "light" },
];

/** A picture in a README is loaded with it. */
const MOST_BYTES = 150_000;

const ends = [];
const visitor = await visit({ after: (end) => ends.push(end) }, { today: DAY, url: `${APP_URL}#/sample/result` });
try {
  const { page } = visitor;
  await mkdir(FOLDER, { recursive: true });
  for (const { name, address, view, scheme, from } of PICTURES) {
    await page.setViewport(view);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await goTo(visitor, address);
    await untilGone(visitor, "正在推算……");
    await page.evaluate((from) => {
      document.activeElement.blur();
      scrollTo(0, 0);
      if (from) scrollTo(0, document.querySelector(from).getBoundingClientRect().top - 16);
    }, from);
    await twoFrames(page);
    await pause(300);
    const picture = inFewColours(Buffer.from(await page.screenshot()));
    await writeFile(join(FOLDER, `${name}.png`), picture);
    const warning = picture.length > MOST_BYTES ? ", more than is good for a README" : "";
    console.log(`docs/pictures/${name}.png: ${picture.length} bytes${warning}`);
  }
} finally {
  for (const end of ends) await end();
}
