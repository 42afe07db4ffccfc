// Whatever dies, and whenever: what the line called saved is there afterwards.
//
// A few rounds here; `cargo xtask kills [TIMES [SEED]]` for as many as wanted.
// TIDU_KILLS   how many rounds
// TIDU_SEED    where the dice begin; printed with every run

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL, newHome, pause } from "./harness.mjs";
import { arrive, dice, eventually, hearSaved, ownRecord, valueOf } from "./form.mjs";

const TIMES = Number(process.env.TIDU_KILLS ?? 6);
const SEED = Number(process.env.TIDU_SEED ?? 2026);
const IDENTITY = `${APP_URL}#/profile/identity`;
const FIELDS = ["enterprise-name", "short-name"];

/** Who dies: the whole browser at once; the page's process; the tab, without being asked. */
const VICTIMS = {
  browser: (visitor) => visitor.kill(),
  process: (visitor) => visitor.crash(),
  tab: ({ page }) => page.close({ runBeforeUnload: false }),
};

/** When: while keys are pressed; when the write has been asked for; when the line has just said that it is saved. */
const MOMENTS = ["typing", "save", "saved"];

const options = { timeout: 60_000 + TIMES * 40_000 };

test(`what was called saved outlives ${TIMES} kills (seed ${SEED})`, options, async (t) => {
  const [roll, home, tally] = [dice(SEED), await newHome(t), {}];
  const oneOf = (all) => all[Math.floor(roll() * all.length)];
  // Every victim at every moment before the dice decide.
  const all = Object.keys(VICTIMS).flatMap((victim) => MOMENTS.map((moment) => ({ victim, moment })));
  const fields = FIELDS.map(() => ({ states: [""], saved: 0 }));
  let seen = 0;
  let visitor;
  for (let round = 0; round < TIMES; round += 1) {
    const { victim, moment } = round < all.length ? all[(round * 4) % all.length] : oneOf(all);
    const what = `round ${round + 1} of seed ${SEED}: ${victim} killed during ${moment}`;
    const watch = new Watch(fields);
    visitor = await open(t, home, visitor, watch);
    await assertKept(visitor, fields, what);
    watch.isTyping = true;
    await typeUntilKilled(visitor, watch, { victim, moment, round, roll, oneOf });
    const kind = `${victim} during ${moment}`;
    tally[kind] = (tally[kind] ?? 0) + 1;
    seen += fields.some(({ saved }) => saved > 0) ? 1 : 0;
    t.diagnostic(`${what}; last called saved: ${fields.map(({ states, saved }) => states[saved]).join(", ")}`);
  }
  visitor = await open(t, home, visitor, new Watch(fields));
  await assertKept(visitor, fields, `after the last round of seed ${SEED}`);
  assert.ok(seen > 0, "nothing was ever called saved: this proves nothing");
  t.diagnostic(`${TIMES} kills, seed ${SEED}, ${seen} of them after new text was called saved: ${JSON.stringify(tally)}`);
});

/** What the page says of itself while it lives. */
class Watch {
  static #signs = 0x4e00;
  isTyping = false;
  #waiting = {};

  constructor(fields) {
    this.fields = fields;
  }

  /** The line says that all is saved, beside these values. */
  heardSaved(values) {
    values.forEach((value, at) => {
      const { states, saved } = this.fields[at];
      const known = states.lastIndexOf(value);
      assert.ok(known >= 0, `the page calls something saved that nobody typed: ${value}`);
      this.fields[at].saved = Math.max(saved, known);
    });
    if (this.isTyping) this.happened("saved");
  }

  nextSign() {
    return Watch.#signs++;
  }

  happened(moment) {
    this.#waiting[moment]?.();
  }

  /** Resolves when this moment comes next. */
  next(moment) {
    return new Promise((resolve) => (this.#waiting[moment] = resolve));
  }
}

/** Opens the page again: in a new browser if the last one was killed, else in a new tab. */
async function open(t, home, visitor, watch) {
  const before = async (page) => {
    await hearSaved(page, FIELDS, (values) => watch.heardSaved(values));
    await page.exposeFunction("tellSave", () => watch.happened("save"));
    await page.evaluateOnNewDocument(tellSaves);
  };
  const settings = { home, url: IDENTITY, before };
  if (!visitor || visitor.ended) return arrive(t, settings);
  await visitor.openTab(IDENTITY, { before });
  return visitor;
}

/** In the page: tells of every write when it has been asked for. */
function tellSaves() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    globalThis.tellSave();
    return put.apply(this, words);
  };
}

/** Types into the fields by turns, at random moments, until the victim is dead. */
async function typeUntilKilled(visitor, watch, { victim, moment, round, roll, oneOf }) {
  const wait = moment === "typing" ? pause(100 + roll() * 2500) : watch.next(moment);
  let isOver = false;
  const killed = wait.then(async () => {
    isOver = true;
    await VICTIMS[victim](visitor);
  });
  const typed = (async () => {
    const { keyboard } = visitor.page;
    for (let word = 0; !isOver; word += 1) {
      const at = word % FIELDS.length;
      const { states } = watch.fields[at];
      const input = await visitor.page.$(`[id="${FIELDS[at]}"]`);
      await input.click({ count: 3 });
      // No two words begin alike, so that every state of a field is known by its text.
      let value = "";
      for (const sign of `${String.fromCodePoint(watch.nextSign())}第${round + 1}轮${word}词`) {
        if (isOver) return;
        value += sign;
        states.push(value);
        await keyboard.sendCharacter(sign);
        await pause(roll() * 60);
      }
      // Mostly on to the next word; now and then long enough for the line to say that it is saved.
      await pause(oneOf([0, 100, 300, 900]));
    }
  })();
  // The keys go nowhere once the page is dead.
  await Promise.all([killed, typed.catch((fault) => assert.ok(isOver, fault))]);
}

/** On the page and in the store stands what was called saved, or something typed after it. */
async function assertKept(visitor, fields, what) {
  const shown = [];
  for (const id of FIELDS) shown.push(await valueOf(visitor, id));
  // Text that a hidden page left behind reaches the store a moment later.
  const facts = await eventually(async () => {
    const record = await ownRecord(visitor);
    const facts = record ? JSON.parse(record).body.facts : {};
    FIELDS.forEach((id, at) => assert.equal(facts[id] ?? "", shown[at], `${what}: the page shows other than the store`));
    return facts;
  });
  fields.forEach(({ states, saved }, at) => {
    const now = states.lastIndexOf(facts[FIELDS[at]] ?? "");
    assert.ok(now >= saved, `${what}: ${FIELDS[at]} was saved as “${states[saved]}” and is “${facts[FIELDS[at]]}”`);
    // What was typed later and died with the page is gone; the next round goes on from what is there.
    fields[at].states = [states[now]];
    fields[at].saved = 0;
  });
}
