// A calendar that the command line writes, read by software that is not ours
// (ical.js). The days stand in the law and in the test, not in the program.
// Needs no browser; TIDU_CLI is the native command line.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import ICAL from "ical.js";

const V2 = JSON.parse(readFileSync(new URL("../packages/v2.json", import.meta.url), "utf8"));

/** What `tidu track` writes of a package with these events and no titles among its facts. */
function calendarOf(events, on) {
  const { titles, ...facts } = V2.facts;
  assert.ok(titles);
  const input = JSON.stringify({ ...V2, facts, events });
  const arguments_ = ["track", "-", "--on", on, "--format", "ics"];
  const done = spawnSync(process.env.TIDU_CLI, arguments_, { input, encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

/** The events of a calendar as ical.js understands them. */
function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const alarms = component.getAllSubcomponents("valarm").map((alarm) => {
      const trigger = alarm.getFirstProperty("trigger");
      const from = trigger.getParameter("related") === "END" ? event.endDate : event.startDate;
      const at = from.clone();
      at.isDate = false;
      at.addDuration(trigger.getFirstValue());
      return at.toString();
    });
    return { component, event, alarms };
  });
}

const TITLE = { title: "t", kind: "recognised", on: "2024-08-15", tier: "specialized" };

test("days, reminders and names are those of the law", () => {
  const events = read(calendarOf([TITLE], "2026-11-22"));
  const told = events.map(({ event }) => [event.summary.split(" · ")[0], event.startDate.toString(), event.endDate.toString()]);
  assert.deepEqual(told, [
    ["最后一天：有效期三年（t）", "2027-08-15", "2027-08-16"],
    ["最后一天：每年 4 月 30 日前更新企业信息（2027 年）", "2027-04-30", "2027-05-01"],
    ["最后一天：每年 5 月 31 日前更新企业信息（2027 年）", "2027-05-31", "2027-06-01"],
    ["复核窗口（t，原则上）：专精特新：每年第三季度", "2027-07-01", "2027-10-01"],
  ]);
  // At nine in the morning, 30 and 7 days before a last day, 7 before a window opens; none for the later of two rules.
  assert.deepEqual(
    events.map(({ alarms }) => alarms),
    [
      ["2027-07-16T09:00:00", "2027-08-08T09:00:00"],
      ["2027-03-31T09:00:00", "2027-04-23T09:00:00"],
      [],
      ["2027-06-24T09:00:00", "2027-08-31T09:00:00", "2027-09-23T09:00:00"],
    ],
  );
  assert.equal(new Set(events.map(({ event }) => event.uid)).size, 4);
  for (const { component, event } of events) {
    assert.ok(event.startDate.isDate && event.endDate.isDate);
    assert.equal(component.getFirstProperty("dtstart").getParameter("tzid"), undefined);
    assert.match(event.description, /按登记的事件推算，不是官方记录/);
    assert.ok(component.getFirstPropertyValue("dtstamp").toString().endsWith("T00:00:00Z"));
  }
});

test("an update keeps the names and grows the sequence", () => {
  const before = read(calendarOf([TITLE], "2026-11-22"));
  const after = read(calendarOf([{ ...TITLE, on: "2024-08-20" }, { kind: "updated", on: "2026-03-01" }], "2026-11-22"));
  const of = (events) => events.map(({ event }) => event.uid);
  assert.deepEqual(of(after), of(before));
  assert.equal(after[0].event.startDate.toString(), "2027-08-20");
  for (const [at, { event }] of after.entries()) assert.ok(before[at].event.sequence < event.sequence);
});

test("a name made to do harm stays a name", () => {
  const name = "a\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\n\u202e梯";
  const [first, ...others] = read(calendarOf([{ ...TITLE, title: name }], "2027-08-01"));
  assert.equal(others.length, 1);
  assert.equal(first.event.summary.split(" · ")[0], "最后一天：有效期三年（a��END:VEVENT��BEGIN:VALARM;,\\n�梯）");
});

test("no line is longer than 75 octets, none ends within a character", () => {
  const text = calendarOf([TITLE, { ...TITLE, title: "梯度".repeat(200), on: "2025-01-01" }], "2026-11-22");
  for (const line of text.split("\r\n")) {
    // Of a line that goes on the space in front is not counted.
    assert.ok(Buffer.byteLength(line.replace(/^ /, "")) <= 75, line);
    assert.ok(!line.includes("\n") && !line.includes("\ufffd"), line);
  }
});
