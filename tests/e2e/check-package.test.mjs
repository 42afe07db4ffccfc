// The independent check itself: it passes a package as exported and notices
// what it is there to notice. Needs no browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { checkPackage } from "./check-package.mjs";

const V2 = readFileSync(new URL("../packages/v2.json", import.meta.url), "utf8");

/** The package with a change that is really made. */
function changed(from, to) {
  assert.ok(V2.includes(from), from);
  return V2.replace(from, to);
}

test("a package of version 2 passes a check by software that is not ours", () => {
  assert.deepEqual(checkPackage(V2), []);
});

test("layout and order of members do not count", () => {
  const members = Object.entries(JSON.parse(V2)).reverse();
  assert.deepEqual(checkPackage(JSON.stringify(Object.fromEntries(members))), []);
});

for (const [what, text, start] of [
  ["a changed figure", changed('"2024": "2118"', '"2024": "2119"'), "digest: it says"],
  ["a package without a digest", changed('"digest"', '"digested"'), "schema: / must have required property 'digest'"],
  ["a fraction", changed('"events": []', '"events": [0.5]'), "schema: /events/0"],
  ["a whole number written as a fraction", changed('"events": []', '"events": [1.0]'), "number: 1.0"],
  ["a number beyond 2^53", changed('"events": []', '"events": [9007199254740993]'), "schema: /events/0"],
  ["an amount as a number", changed('"2024": "2118"', '"2024": 2118'), "schema: /facts/revenue/2024"],
  ["half of a file", V2.slice(0, 1000), "json: "],
]) {
  test(`the independent check notices ${what}`, () => {
    const faults = checkPackage(text);
    assert.ok(faults[0]?.startsWith(start), faults.join("\n"));
  });
}
