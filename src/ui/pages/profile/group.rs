//! Answers: what does a group of the form ask, and what does it fold away?

use leptos::prelude::*;

use super::field::field;
use super::items::items;
use super::question::Question;
use super::table;
use crate::facts::FactKey;
use crate::policy::schema::{Fact, Group, Kind, Period};
use crate::text::say;
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::state::{Plan, use_derived};
use crate::ui::words::{LANG, w};

/// How many years stand side by side.
const YEARS: i32 = 3;

/// The questions of a group.
pub fn questions(group: &'static Group) -> AnyView {
    let derived = use_derived();
    let used = derived.used.get();
    let newest = derived
        .plans
        .with(|plans| plans.iter().map(|plan| plan.filing.as_of.year()).max())
        .unwrap_or_default();
    let oldest = derived.plans.with(|plans| plans.iter().map(year_of).min()).unwrap_or_default();
    let (asked, others) = split(group, &used);
    let years: Vec<i32> = (oldest - YEARS..newest).collect();
    let is_table =
        |fact: &&Fact| group.fact.iter().all(|it| !it.periods.is_empty()) && !fact.periods.is_empty();
    let (yearly, single): (Vec<_>, Vec<_>) = asked.into_iter().partition(is_table);
    let table = (!yearly.is_empty()).then(|| table::years(yearly, &years));
    let single = single.into_iter().map(|fact| one(fact, group, &used, newest)).pieces();
    let folded = (!others.is_empty()).then(|| {
        let count = others.len();
        let rest = others.into_iter().map(|fact| one(fact, group, &used, newest)).pieces();
        el("details.folded")
            .add(
                el("summary")
                    .add(el("span.b").add(say::not_needed(LANG, count)))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(el("div.folded__b").add(rest))
    });
    pieces![table, el("div.fields").add(single), folded].piece()
}

fn year_of(plan: &Plan) -> i32 {
    plan.filing.as_of.year()
}

/// What the versions in force ask, with what names the enterprise; and the rest.
fn split(
    group: &'static Group,
    used: &crate::table::Set<FactKey>,
) -> (Vec<&'static Fact>, Vec<&'static Fact>) {
    let (mut asked, mut rest) = (Vec::new(), Vec::new());
    let mut is_last_asked = true;
    for fact in &group.fact {
        let is_used = used.keys().any(|key| key.fact == fact.key());
        let names = fact.optional && matches!(fact.kind, Kind::Text | Kind::CreditCode | Kind::Date);
        is_last_asked = is_used || (names && is_last_asked);
        if is_last_asked { asked.push(fact) } else { rest.push(fact) }
    }
    (asked, rest)
}

/// A fact by itself: once for every year that is asked for, or for its first.
fn one(
    fact: &'static Fact,
    group: &'static Group,
    used: &crate::table::Set<FactKey>,
    filing_year: i32,
) -> AnyView {
    if fact.kind == Kind::List {
        return items(fact, w(&group.label));
    }
    if fact.periods.is_empty() {
        return field(&Question::of_fact(fact, None));
    }
    let mut years: crate::table::Set<i32> =
        used.keys().filter(|key| key.fact == fact.key()).filter_map(|key| Some((key.year?, ()))).collect();
    if years.is_empty() {
        years.extend(fact.periods.first().map(|period: &Period| (period.year(filing_year), ())));
    }
    years.into_iter().rev().map(|(year, ())| field(&Question::of_fact(fact, Some(year)))).pieces().piece()
}
