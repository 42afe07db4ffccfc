// Would a test notice if a line of the core were wrong?
//
// cargo-mutants says where and how to make it wrong. It would build the program once for each of some 1,200 mutants,
// hours on two cores; so they are all built in at once here, in a scratch copy: every function gets one body for each
// of its mutants beside its own, and the environment says which one runs. Then the tests run once per mutant.
//
// usage: node run.mjs PROJECT CARGO_MUTANTS [PART OF A NAME...]
// Ends with 0 if every survivor stands in survivors.txt with a reason, and every line there is a survivor.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

/** What the build script compiles too: it never runs a mutant, but has to find the switch. */
const SWITCH = `//! Which mutant runs.
pub fn active() -> u32 {
    static ACTIVE: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *ACTIVE.get_or_init(|| std::env::var("TIDU_MUTANT").ok().and_then(|it| it.parse().ok()).unwrap_or(0))
}
`;
/** Longer than any honest run of the tests. */
const PATIENCE = 180_000;
const LIST = "tests/mutants/survivors.txt";

const [project, cargoMutants, ...wanted] = process.argv.slice(2);
const scratch = join(project, "target/mutants");

function listed() {
  const words = ["mutants", "--list", "--json"];
  const { stdout, stderr, status } = spawnSync(cargoMutants, words, { cwd: project, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`cargo-mutants cannot list: ${stderr}`);
  const times = new Map();
  const found = [];
  for (const it of JSON.parse(stdout)) {
    // Without line and column, which move; the how manieth of its like instead.
    const plain = it.name.replace(/:\d+:\d+:/, ":");
    const nth = (times.get(plain) ?? 0) + 1;
    times.set(plain, nth);
    found.push({ ...it, id: found.length + 1, name: nth === 1 ? plain : `${plain} (${nth})` });
  }
  return found;
}

/** Offsets of a line and column, both from one, in characters. */
class Text {
  constructor(text) {
    this.characters = [...text];
    this.starts = [0];
    this.characters.forEach((it, at) => it === "\n" && this.starts.push(at + 1));
  }
  at({ line, column }) {
    return this.starts[line - 1] + column - 1;
  }
  slice(from, to) {
    return this.characters.slice(from, to).join("");
  }
}

/** Where the body of a function begins: its first brace outside of parentheses. */
function bodyOf(text, from, to) {
  let depth = 0;
  for (let at = from; at < to; at += 1) {
    const it = text.characters[at];
    if (it === "(" || it === "[") depth += 1;
    if (it === ")" || it === "]") depth -= 1;
    if (it === "{" && depth === 0) return at;
  }
  return -1;
}

/** The outermost functions with mutants: `{ from, body, to, mutants }`, in order. */
function functionsOf(text, mutants) {
  const spans = new Map();
  for (const mutant of mutants) {
    const { start, end } = mutant.function.span;
    const [from, to] = [text.at(start), text.at(end)];
    spans.set(`${from}-${to}`, { from, to });
  }
  const all = [...spans.values()].sort((a, b) => a.from - b.from || b.to - a.to);
  const outer = all.filter((it) => !all.some((other) => other !== it && other.from <= it.from && it.to <= other.to));
  return outer.map((it) => ({
    ...it,
    body: bodyOf(text, it.from, it.to),
    mutants: mutants.filter((mutant) => it.from <= text.at(mutant.span.start) && text.at(mutant.span.end) <= it.to),
  }));
}

/** The file with every mutant built in, and which lines of it belong to which mutant. */
function combined(source, mutants) {
  const text = new Text(source);
  const arms = [];
  let out = "";
  let last = 0;
  const line = () => out.split("\n").length;
  for (const { from, body, to, mutants: own } of functionsOf(text, mutants)) {
    out += text.slice(last, from) + text.slice(from, body).replace(/\bconst (fn|unsafe)\b/, "$1");
    out += "{ match crate::mutant::active() {\n";
    for (const mutant of own) {
      const [start, end] = [text.at(mutant.span.start), text.at(mutant.span.end)];
      const first = line();
      out += `${mutant.id} => ${text.slice(body, start)}${mutant.replacement}${text.slice(end, to)}\n`;
      arms.push({ first, last: line() - 1, ids: [mutant.id] });
    }
    const first = line();
    out += `_ => ${text.slice(body, to)}\n} }`;
    arms.push({ first: first, last: line(), ids: own.map((mutant) => mutant.id) });
    last = to;
  }
  return { text: out + text.slice(last), arms };
}

function copy() {
  rmSync(join(scratch, "src"), { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const part of ["src", "policy", "tests", "docs", "benches", "xtask", "build.rs", "Cargo.lock", "rust-toolchain.toml"]) {
    rmSync(join(scratch, part), { recursive: true, force: true });
    cpSync(join(project, part), join(scratch, part), { recursive: true, filter: (from) => !from.includes("node_modules") });
  }
  const manifest = readFileSync(join(project, "Cargo.toml"), "utf8");
  // No warnings, no symbols; optimised enough to run a thousand times.
  const profile = "\n[profile.test]\ndebug = 0\nopt-level = 1\nincremental = false\n";
  writeFileSync(join(scratch, "Cargo.toml"), manifest + profile);
  writeFileSync(join(scratch, "src/mutant.rs"), SWITCH);
  const lib = readFileSync(join(scratch, "src/lib.rs"), "utf8");
  writeFileSync(join(scratch, "src/lib.rs"), `${lib}\npub mod mutant;\n`);
  const build = readFileSync(join(scratch, "build.rs"), "utf8");
  writeFileSync(join(scratch, "build.rs"), `${build}\n#[path = "src/mutant.rs"]\nmod mutant;\n`);
}

/** What cargo says of the scratch copy. */
function cargo(command) {
  const words = [...command, "--locked", "--offline", "--lib", "--test", "it", "--message-format=json"];
  const env = { ...process.env, RUSTFLAGS: "--cap-lints=allow" };
  const { stdout, stderr } = spawnSync("cargo", words, { cwd: scratch, encoding: "utf8", maxBuffer: 1 << 29, env });
  return { messages: stdout.split("\n").filter((it) => it.startsWith("{")).map((it) => JSON.parse(it)), stderr };
}

/** Builds the tests with every mutant that compiles: their programs, and the mutants left out. */
function build(mutants) {
  const left = new Set();
  for (;;) {
    const places = new Map();
    for (const file of new Set(mutants.map((it) => it.file))) {
      const own = mutants.filter((it) => it.file === file && !left.has(it.id));
      const { text, arms } = combined(sources.get(file), own);
      writeFileSync(join(scratch, file), text);
      places.set(file, arms);
    }
    console.log(`building ${mutants.length - left.size} mutants into one program`);
    const { messages, stderr } = cargo(["check", "--tests"]);
    if (messages.some((it) => it.reason === "build-finished" && it.success)) {
      const built = cargo(["test", "--no-run"]).messages;
      return { programs: built.filter((it) => it.executable && it.profile?.test).map((it) => it.executable), left };
    }
    const before = left.size;
    for (const { message } of messages.filter((it) => it.message?.level === "error")) {
      // What is computed when the program is compiled cannot be switched when it runs.
      const [, computed] = /non-const (?:\w+ )?(?:function|method) `(?:.*::)?(\w+)(?:::<.*>)?`/.exec(message.message) ?? [];
      const isComputed = (it) => it.function.function_name.split("::").at(-1) === computed;
      if (computed) mutants.filter(isComputed).forEach((it) => left.add(it.id));
      for (const span of message.spans.filter((it) => it.is_primary)) {
        const arms = places.get(span.file_name.replaceAll("\\", "/")) ?? [];
        const ofOne = arms.find((arm) => arm.ids.length === 1 && arm.first <= span.line_start && span.line_start <= arm.last);
        const arm = ofOne ?? arms.find((arm) => arm.first <= span.line_start && span.line_start <= arm.last);
        for (const id of arm?.ids ?? []) left.add(id);
        if (arm && !ofOne) console.log(`left out with its function: ${arm.ids.length} mutants, ${message.message}`);
      }
    }
    if (left.size === before) {
      const errors = messages.filter((it) => it.message?.level === "error").map((it) => it.message.rendered);
      throw new Error(`the mutants cannot be built in:\n${errors.join("\n")}\n${stderr.slice(-2000)}`);
    }
  }
}

/** Whether a program's tests fail (or never end) with a mutant. */
function fails(program, words, id) {
  return new Promise((done) => {
    const env = { ...process.env, TIDU_MUTANT: String(id), RUST_BACKTRACE: "0", PROPTEST_CASES: "24" };
    const child = spawn(program, words, { cwd: scratch, env, stdio: "ignore" });
    const clock = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    child.on("exit", (code) => {
      clearTimeout(clock);
      done(code !== 0);
    });
  });
}

/** The quick tests first; only who passes them meets all. */
async function isCaught([unit, it], mutant) {
  const cases = () => fails(it, ["cases::"], mutant.id);
  const units = () => fails(unit, [], mutant.id);
  const rest = () => fails(it, ["--skip", "cases::", "--skip", "mutation::"], mutant.id);
  const policy = /policy\/check|policy\/read/.test(mutant.file);
  return policy ? (await units()) || (await rest()) : (await cases()) || (await units()) || (await rest());
}

const all = listed();
const mutants = wanted.length ? all.filter((it) => wanted.some((part) => it.name.includes(part))) : all;
// As they are now: somebody may work on while this runs.
const sources = new Map(mutants.map((it) => [it.file, readFileSync(join(project, it.file), "utf8")]));
copy();
const { programs, left } = build(mutants);
const unit = programs.find((it) => /\/tidu-[0-9a-f]+$/.test(it));
const it = programs.find((it) => /\/it-[0-9a-f]+$/.test(it));
for (const program of [unit, it]) {
  if (await fails(program, ["--skip", "mutation::"], 0)) throw new Error("the tests fail without any mutant");
}

const queue = mutants.filter((it) => !left.has(it.id));
const count = queue.length;
const survivors = [];
let caught = 0;
const worker = async () => {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    if (await isCaught([unit, it], mutant)) caught += 1;
    else {
      survivors.push(mutant.name);
      console.log(`survives: ${mutant.name}`);
    }
    if ((caught + survivors.length) % 100 === 0) console.log(`${caught + survivors.length} of ${count}`);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));

const list = existsSync(join(project, LIST)) ? readFileSync(join(project, LIST), "utf8") : "";
const reasons = new Map();
let reason = "";
for (const line of list.split("\n")) {
  if (line.startsWith("# ")) reason = line.slice(2);
  else if (line.trim()) reasons.set(line.trim(), reason);
}
const unexplained = survivors.filter((it) => !reasons.get(it));
const stale = wanted.length ? [] : [...reasons.keys()].filter((name) => !survivors.includes(name));
for (const name of unexplained) console.log(`no test notices, and no reason is given: ${name}`);
for (const name of stale) console.log(`is in ${LIST} and does not survive: ${name}`);
console.log(`${mutants.length} mutants: ${left.size} do not compile, ${caught} caught, ${survivors.length} survive`);
process.exitCode = unexplained.length || stale.length ? 1 : 0;
