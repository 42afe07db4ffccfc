//! Answers: what do the facts say once the titles of the events are among them?
//!
//! A title that is stated too keeps its place in the list; what the events know of its end is put there. Further ones
//! and revocations come behind. Whether the lists are complete stays as stated: events prove what was, not what was
//! not.

use super::event::Cause;
use super::title::{Term, Title};
use crate::facts::{Facts, Item, Value};
use crate::policy::schema::{ChoiceId, FactId, FieldId};
use crate::units::Date;

const TITLES: FactId = FactId::of("titles");
const REVOCATIONS: FactId = FactId::of("revocations");
const TIER: FieldId = FieldId::of("tier");
const FROM: FieldId = FieldId::of("recognised-on");
const UNTIL: FieldId = FieldId::of("valid-until");

/// The facts with these titles.
pub(super) fn with_titles(facts: &Facts, titles: &[Title<'_>]) -> Facts {
    let mut known = facts.clone();
    for title in titles {
        for term in &title.terms {
            add_term(&mut known, title, term);
        }
        if let Some((on, why, _)) = title.revoked {
            add_revocation(&mut known, &title.tier, on, why);
        }
    }
    known
}

fn add_term(known: &mut Facts, title: &Title<'_>, term: &Term) {
    let until = match title.revoked {
        // The day it is taken away is none of validity.
        Some((on, ..)) => term.until.min(on.day_before()),
        None => term.until,
    };
    let tier = Value::Choice(ChoiceId::of(&title.tier));
    let list = known.list_mut(TITLES);
    let is_its = |item: &&mut Item| item.get(TIER) == Some(&tier) && item.date(FROM) == Some(term.from);
    if let Some(item) = list.items.iter_mut().find(is_its) {
        item.set(UNTIL, Some(Value::Date(until)));
        return;
    }
    let mut item = Item::default();
    item.set(TIER, Some(tier));
    item.set(FROM, Some(Value::Date(term.from)));
    item.set(UNTIL, Some(Value::Date(until)));
    list.items.push(item);
}

fn add_revocation(known: &mut Facts, tier: &str, on: Date, why: Option<Cause>) {
    let mut item = Item::default();
    item.set(TIER, Some(Value::Choice(ChoiceId::of(tier))));
    item.set(FieldId::of("date"), Some(Value::Date(on)));
    let misconduct = why.map(|why| Value::Flag(why == Cause::Misconduct));
    item.set(FieldId::of("for-misconduct"), misconduct);
    known.list_mut(REVOCATIONS).items.push(item);
}
