// Draws public/icons/*.png from the two drawings beside them, after one was changed:
//   CHROME_PATH=... node tests/e2e/icons.mjs

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

const PUBLIC = fileURLToPath(new URL("../../public/", import.meta.url));

const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [drawing, icon, size] of [
  ["favicon.svg", "icon-192.png", 192],
  ["favicon.svg", "icon-512.png", 512],
  ["maskable.svg", "maskable-512.png", 512],
  ["maskable.svg", "touch-180.png", 180],
]) {
  const data = (await readFile(PUBLIC + drawing)).toString("base64");
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<body style="margin:0"><img width="${size}" style="display:block" src="data:image/svg+xml;base64,${data}">`);
  await page.screenshot({ path: `${PUBLIC}icons/${icon}`, omitBackground: true });
}
await browser.close();
