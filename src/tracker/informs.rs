//! Answers: which facts follow from the events, so that nobody states them twice?
//!
//! Titles, revocations, and whether updates and changes were in time. What the enterprise states itself stands; the
//! events add what it does not say. A list that they add to is no more complete than the enterprise says. An update or
//! a report without an event is not known to be missing: only what was entered as late was late.

use std::borrow::Cow;

use super::deadline::{About, DueRow, Status};
use super::event::{Cause, Log};
use super::title::{Standing, Title};
use super::{Tracked, held, track};
use crate::facts::{Answer, FactKey, Facts, Item, Stated, Value};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{ChoiceId, Fact, FactId, FieldId};
use crate::units::Date;

const TITLES: &str = "titles";
const REVOCATIONS: &str = "revocations";
const UPDATES: &str = "annual-updates-done";
const REPORTS: &str = "major-changes-reported";
const TIER: FieldId = FieldId::of("tier");
const RECOGNISED: FieldId = FieldId::of("recognised-on");
const UNTIL: FieldId = FieldId::of("valid-until");
const RENEWED: FieldId = FieldId::of("renewed");
const DATE: FieldId = FieldId::of("date");
const FOR_MISCONDUCT: FieldId = FieldId::of("for-misconduct");

/// What is stated, with what follows from the events up to `today`, which itself has happened.
pub fn informed<'f>(catalog: &Catalog, facts: &'f Facts, events: &[Json], today: Date) -> Cow<'f, Facts> {
    if events.is_empty() {
        return Cow::Borrowed(facts);
    }
    let log = Log::read(events, catalog);
    let tracked = track(catalog, &log, &held(catalog, facts), today);
    let mut all = with_titles(catalog, facts, &tracked.titles);
    let (updates, reports) = in_time(&tracked);
    for (id, is_in_time) in [(UPDATES, updates), (REPORTS, reports)] {
        let key = FactKey::timeless(FactId::of(id));
        if let (Some(is_in_time), true) = (is_in_time, all.answer(key) == Answer::Unanswered) {
            all.set(key, Some(Stated::Value(Value::Flag(is_in_time))));
        }
    }
    Cow::Owned(all)
}

/// The facts with these titles and their revocations.
pub(super) fn with_titles(catalog: &Catalog, facts: &Facts, titles: &[Title<'_>]) -> Facts {
    let mut all = facts.clone();
    if let (Some(list), Some(revocations)) = (catalog.fact_named(TITLES), catalog.fact_named(REVOCATIONS)) {
        for title in titles {
            add_terms(&mut all, list, title);
            add_revocation(&mut all, revocations, title);
        }
    }
    all
}

/// The item of a list that says this tier and day, among its items.
fn same(items: &[Item], list: &Fact, tier: ChoiceId, day: FieldId, on: Date) -> Option<usize> {
    let field = list.field(TIER)?;
    items.iter().position(|item| item.choice(field) == Some(tier) && item.date(day) == Some(on))
}

/// A title that was taken away ends the day before; one that was taken away at once has no day.
fn add_terms(facts: &mut Facts, list: &Fact, title: &Title<'_>) {
    let tier = ChoiceId::of(&title.tier);
    let taken = title.revoked.map(|(on, ..)| on.day_before());
    for (nth, term) in title.terms.iter().enumerate() {
        let items = facts.list(list.key()).map_or(&[][..], |list| &list.items);
        let place = same(items, list, tier, RECOGNISED, term.from);
        let until = taken.filter(|day| *day < term.until);
        if let (Some(at), Some(until)) = (place, until) {
            // Stated, and known to have ended earlier.
            if let Some(item) = facts.list_mut(list.key()).items.get_mut(at) {
                item.set(UNTIL, Some(Value::Date(until)));
            }
        }
        let until = until.or_else(|| term.is_stated.then_some(term.until));
        if place.is_some() || until.is_some_and(|until| until < term.from) {
            continue;
        }
        let mut item = Item::default();
        item.set(TIER, Some(Value::Choice(tier)));
        item.set(RECOGNISED, Some(Value::Date(term.from)));
        item.set(UNTIL, until.map(Value::Date));
        item.set(RENEWED, Some(Value::Flag(nth != 0)));
        facts.list_mut(list.key()).items.push(item);
    }
}

fn add_revocation(facts: &mut Facts, list: &Fact, title: &Title<'_>) {
    let Some((on, why, _)) = title.revoked else { return };
    let tier = ChoiceId::of(&title.tier);
    let items = facts.list(list.key()).map_or(&[][..], |list| &list.items);
    if same(items, list, tier, DATE, on).is_some() {
        return;
    }
    let mut item = Item::default();
    item.set(TIER, Some(Value::Choice(tier)));
    item.set(DATE, Some(Value::Date(on)));
    item.set(FOR_MISCONDUCT, why.map(|why| Value::Flag(why == Cause::Misconduct)));
    facts.list_mut(list.key()).items.push(item);
}

/// Whether the yearly updates, and the reports of changes, were in time: no where one is entered that was late by every
/// rule, yes where all that were due are entered and were in time by every rule; else that is not known. Titles that
/// have ended are not asked about.
fn in_time(tracked: &Tracked<'_>) -> (Option<bool>, Option<bool>) {
    let valid = tracked.titles.iter().filter(|title| title.standing(tracked.on) == Standing::Valid);
    let Some(since) = valid.filter_map(|title| title.terms.first()).map(|term| term.from).min() else {
        return (None, None);
    };
    let of = |is_of: fn(&About) -> bool| {
        let due = |row: &&DueRow<'_>| is_of(&row.about) && since < row.due;
        let rows = || tracked.deadlines.iter().filter(due);
        let is_late = |row: &DueRow<'_>| matches!(row.status, Status::Late(_));
        if rows().any(|row| rows().filter(|it| it.about == row.about).all(is_late)) {
            return Some(false);
        }
        let is_open = |row: &DueRow<'_>| matches!(row.status, Status::Open(_) | Status::Today);
        let is_done = |row: &DueRow<'_>| matches!(row.status, Status::Done(_));
        (rows().any(is_done) && rows().all(|row| is_done(row) || is_open(row))).then_some(true)
    };
    (of(|about| matches!(about, About::Year(_))), of(|about| matches!(about, About::Change(_))))
}
