// What is made ready for hosts (docs/hosting.md): compressed variants, and headers under which the page still works.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { press, untilShown } from "./form.mjs";
import { visit } from "./harness.mjs";
import { BUILT, open } from "./host.mjs";

const HOSTING = new URL("../../hosting/", import.meta.url);
const IMMUTABLE = "public, max-age=31536000, immutable";
const READY = "程序已存在这个浏览器里，断网也能打开。";

/** The rules of a file `_headers`: pattern, and the headers below it. */
function rulesOf(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
    const [, name, value] = /^\s+([\w-]+): (.*)$/.exec(line) ?? [];
    if (name) rules.at(-1).headers[name.toLowerCase()] = value;
    else rules.push({ pattern: line.trim(), headers: {} });
  }
  return rules;
}

/** What such a host sends for a file. */
function sentFor(rules, name) {
  const isFor = ({ pattern }) => (pattern.endsWith("*") ? `/${name}`.startsWith(pattern.slice(0, -1)) : pattern === `/${name}`);
  return Object.assign({}, ...rules.filter(isFor).map(({ headers }) => headers));
}

const isVariant = (name) => /\.(br|gz)$/.test(name);

test("beside every file that compresses lie its variants", async () => {
  const names = (await readdir(BUILT)).filter((name) => /\.(html|css|js|wasm|svg|webmanifest)$/.test(name));
  assert.ok(names.length > 8);
  for (const name of names) {
    const plain = await readFile(join(BUILT, name));
    assert.ok(brotliDecompressSync(await readFile(join(BUILT, `${name}.br`))).equals(plain), name);
    assert.ok(gunzipSync(await readFile(join(BUILT, `${name}.gz`))).equals(plain), name);
  }
});

test("docs/hosting.md names every file that is built, and none besides", async () => {
  const text = await readFile(new URL("../../docs/hosting.md", import.meta.url), "utf8");
  const [, table] = /\| file \| what it is \|\n\|[-|]+\n((?:\|.*\n)+)/.exec(text);
  const patterns = table.split("\n").flatMap((row) => [...row.split("|").at(1)?.matchAll(/`([^`]+)`/g) ?? []].map(([, it]) => it));
  const built = (await readdir(BUILT, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith("."))
    .map((it) => (it.isDirectory() ? `${it.name}/` : it.name));
  const isFor = (pattern, name) => {
    const [start, end] = pattern.split("*");
    return end === undefined ? name === start : name.startsWith(start) && name.endsWith(end);
  };
  assert.deepEqual(built.filter((name) => !patterns.some((it) => isFor(it, name))), []);
  assert.deepEqual(patterns.filter((it) => !built.some((name) => isFor(it, name))), []);
});

test("only files whose name tells their content are kept for a year, by both sets of headers", async () => {
  const rules = rulesOf(await readFile(new URL("_headers", HOSTING), "utf8"));
  const nginx = await readFile(new URL("nginx.conf", HOSTING), "utf8");
  const hashed = new RegExp(/"~(\S+)"\s+"public/.exec(nginx)[1]);
  const names = (await readdir(BUILT, { withFileTypes: true })).filter((it) => it.isFile()).map(({ name }) => name);
  for (const name of names.filter((name) => !isVariant(name))) {
    const expected = /-[0-9a-f]{8,}(_bg)?\.\w+$/.test(name);
    assert.equal(sentFor(rules, name)["cache-control"] === IMMUTABLE, expected, name);
    assert.equal(hashed.test(`/${name}`), expected, name);
  }
  const policy = /Content-Security-Policy "([^"]*)"/.exec(nginx)[1];
  assert.equal(policy, sentFor(rules, "index.html")["content-security-policy"]);
});

test("with these headers and compressed the page works, and opens without a network", async (t) => {
  const rules = rulesOf(await readFile(new URL("_headers", HOSTING), "utf8"));
  const host = await open(t, "/", { more: (name) => sentFor(rules, name), isCompressed: true });
  const visitor = await visit(t, { url: host.packages });
  await untilShown(visitor, READY);
  await visitor.page.goto(`${host.url}#/sample/packages`);
  const file = await visitor.download(() => press(visitor, "导出材料包"));
  assert.ok(file.text.length > 1000);
  assert.deepEqual(visitor.faults, []);
  await host.stop();
  await visitor.reload();
  await untilShown(visitor, READY);
  assert.deepEqual(visitor.faults, []);
});
