// Checks an exported package without any code of the program that wrote it:
// the schema by Ajv, the digest by `canonicalize` (RFC 8785, by an author of
// the RFC) and Node's own SHA-256, the numbers by reading the text itself.
//
//   node tests/e2e/check-package.mjs FILE...
//
// Exit status: 0 all pass, 1 some fail, 2 no file named.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import Ajv2020 from "ajv/dist/2020.js";
import canonicalize from "canonicalize";

const SCHEMA = new URL("../../docs/package.schema.json", import.meta.url);

/** A string, which is passed over, or a number with what follows it in its place. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

let validator;

/** The schema, compiled once. Formats are annotations; the patterns say what counts. */
function validate(value) {
  validator ??= new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(SCHEMA, "utf8")),
  );
  return validator(value) ? [] : validator.errors.map((it) => `schema: ${it.instancePath || "/"} ${it.message}`);
}

/** Every number that is not whole or lies beyond 2^53. */
function numbers(text) {
  const all = (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('"'));
  const isPlain = (token) => /^-?(0|[1-9]\d*)$/.test(token) && BigInt(token.replace("-", "")) <= 2n ** 53n;
  return all.filter((token) => !isPlain(token)).map((token) => `number: ${token}`);
}

function digest(value) {
  const { digest, ...rest } = value;
  if (digest?.algorithm !== "SHA-256" || digest?.canonical !== "RFC 8785") {
    return ["digest: none of the kind that is documented"];
  }
  const found = createHash("sha256").update(canonicalize(rest), "utf8").digest("hex");
  return found === digest.value ? [] : [`digest: it says ${digest.value} and is ${found}`];
}

/** What is wrong with the text of a package; nothing when all is well. */
export function checkPackage(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    return [`json: ${fault.message}`];
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return ["json: no object"];
  return [...validate(value), ...numbers(text), ...digest(value)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error("usage: node tests/e2e/check-package.mjs FILE...");
    process.exit(2);
  }
  for (const file of files) {
    const faults = checkPackage(readFileSync(file, "utf8"));
    console.log(`${file}: ${faults.length === 0 ? "passes" : "fails"}`);
    for (const fault of faults) console.log(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
