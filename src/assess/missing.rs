//! Answers: which open facts can still decide, and which one first?
//!
//! Hard conditions come before points, a fact that settles a condition alone before one of several, an indicator
//! with more open points before one with fewer, fast tracks last. Ties keep the order of the form.

use std::cmp::Reverse;

use super::reason::{Open, Reason};
use super::{Assessment, JudgedKind, Truth};
use crate::policy::catalog::Catalog;
use crate::table::Table;

/// An open fact and how decisive it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The fact.
    pub fact: Open,
    /// How many hard conditions it keeps open.
    pub conditions: u32,
    /// How many points it keeps open at most; 0 outside scorecards.
    pub points: u32,
    /// A rank without unit: higher decides more. Comparable between tiers.
    pub weight: u32,
}

/// What a hard condition with one open fact weighs; with n open facts each weighs the n-th part.
const CONDITION: u32 = 10_000;
/// What one open point weighs.
const POINT: u32 = 10;
/// What a fast track, or an exemption beside an unknown condition, weighs: one more way, not the main one.
const OTHER_WAY: u32 = 5;

/// Heavier first, then in the order of the form.
type Rank = (Reverse<u32>, (usize, usize), Open);

pub(super) fn ranked(assessment: &Assessment<'_>, catalog: &Catalog) -> Vec<Missing> {
    let mut found: Table<Open, Missing> = Table::default();
    let mut add = |fact: Open, conditions: u32, points: u32, weight: u32| {
        let entry = found.get_or_insert_with(fact, || Missing { fact, conditions: 0, points: 0, weight: 0 });
        entry.conditions += conditions;
        entry.points = entry.points.max(points);
        entry.weight += weight;
    };
    for judged in &assessment.criteria {
        let is_part = matches!(judged.kind, JudgedKind::Part(_));
        if is_part || !judged.standing.is_open() {
            continue;
        }
        let own = judged.reason.open_facts();
        let share = u32::try_from(own.len()).unwrap_or(1).max(1);
        for fact in own {
            add(fact, 1, 0, CONDITION / share);
        }
        for fact in relief_facts(assessment, judged.id) {
            add(fact, 0, 0, OTHER_WAY);
        }
    }
    if let Some(score) = assessment.score.as_ref().filter(|_| assessment.score_standing.is_open()) {
        let open = score.indicators.iter().filter(|it| it.matters && score.truth.is_open());
        for indicator in open {
            let spread = indicator.points.hi() - indicator.points.lo();
            for fact in &indicator.open {
                add(*fact, 0, spread, POINT * spread);
            }
        }
        for fact in relief_facts(assessment, "score") {
            add(fact, 0, 0, OTHER_WAY);
        }
    }
    let mut ranked: Table<Rank, Missing> = Table::default();
    for it in found.into_values() {
        ranked.insert((Reverse(it.weight), catalog.order(it.fact.fact()), it.fact), it);
    }
    ranked.into_values().collect()
}

fn relief_facts(assessment: &Assessment<'_>, id: &str) -> Vec<Open> {
    let stands_for = assessment.reliefs.iter().filter(|it| it.relief.replaces.iter().any(|it| it == id));
    stands_for
        .map(|it| &it.reason)
        .filter(|reason| reason.truth == Truth::Unknown)
        .flat_map(Reason::open_facts)
        .collect()
}
