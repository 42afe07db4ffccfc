//! Answers: which open answer should come next, over all tiers?
//!
//! An answer that can settle a tier by itself comes before one that cannot, and one that can settle two tiers before
//! one that can settle one. Among equals the weights of [`Missing`](crate::assess::Missing) add up over the tiers:
//! hard conditions, then points, then other ways; what is still equal keeps the order of the form. Declarations that
//! hardly any enterprise makes otherwise (policy/insight.toml) come after the rest, in the same order: first, they would
//! cost more answers than they save. What can change no verdict any more is not asked.

use std::cmp::Reverse;

use crate::assess::{Assessment, Judged, JudgedKind, Open, Outcome, Reason, Relieved, Truth};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Indicator, Relief, Source, Standard, Words};
use crate::report::Assessed;
use crate::table::Table;

/// An answer that can still change a verdict.
#[derive(Clone, Debug)]
pub struct Asked<'p> {
    /// What is to be answered: a fact of a year, a field of an item, or whether a list is complete.
    pub fact: Open,
    /// How many tiers it can settle by itself.
    pub settles: u32,
    /// A rank without unit: higher decides more.
    pub weight: u32,
    /// Whether policy/insight.toml leaves it for last.
    pub is_last: bool,
    /// The tiers whose verdict it can change, from the lowest to the highest; never empty.
    pub tiers: Vec<In<'p>>,
}

/// What an answer decides in one tier.
#[derive(Clone, Debug)]
pub struct In<'p> {
    /// The tier's id.
    pub tier: &'p str,
    /// True where this answer can settle the verdict by itself: nothing else is missing, or a hard condition is open
    /// for nothing else.
    pub can_settle: bool,
    /// The hard conditions it keeps open.
    pub conditions: Vec<OpenCondition<'p>>,
    /// The pass line's indicators it keeps open.
    pub indicators: Vec<&'p Indicator>,
    /// The fast tracks and exemptions it keeps open.
    pub reliefs: Vec<&'p Relief>,
    /// How many points it keeps open at most in one indicator; 0 outside scorecards.
    pub points: u32,
}

/// A hard condition that is open.
#[derive(Clone, Copy, Debug)]
pub struct OpenCondition<'p> {
    /// Its public id.
    pub id: &'p str,
    /// Its name.
    pub label: &'p Words,
    /// Where it comes from.
    pub source: &'p Source,
    /// The file it stands in.
    pub from: &'p Standard,
}

/// What is not left for last, more tiers that can be settled, more weight, the order of the form, later years.
type Rank = (bool, Reverse<u32>, Reverse<u32>, (usize, usize), Reverse<Option<i32>>, Open);

/// The answers that can still change the verdict of some tier, the most decisive first; empty once every verdict is
/// certain, or waits for a person.
pub fn next<'p>(catalog: &Catalog, assessed: &[Assessed<'p>]) -> Vec<Asked<'p>> {
    let mut found: Table<Open, Asked<'p>> = Table::default();
    for one in assessed {
        let Outcome::Assessed(assessment) = &one.outcome else { continue };
        for missing in &assessment.missing {
            let fact = missing.fact;
            let asked = found.get_or_insert_with(fact, || begun(catalog, fact));
            let decided = decided(one.tier, assessment, fact, missing.points);
            asked.settles += u32::from(decided.can_settle);
            asked.weight = asked.weight.saturating_add(missing.weight);
            asked.tiers.push(decided);
        }
    }
    let rank = |it: &Asked<'_>| -> Rank {
        let year = if let Open::Fact(key) = it.fact { key.year } else { None };
        let order = catalog.order(it.fact.fact());
        (it.is_last, Reverse(it.settles), Reverse(it.weight), order, Reverse(year), it.fact)
    };
    let ranked: Table<Rank, Asked<'p>> = found.into_values().map(|it| (rank(&it), it)).collect();
    ranked.into_values().collect()
}

fn begun<'p>(catalog: &Catalog, fact: Open) -> Asked<'p> {
    let is_last = catalog.book().insight.last.facts.contains(&fact.fact());
    Asked { fact, settles: 0, weight: 0, is_last, tiers: Vec::new() }
}

/// What `fact`, which is missing in a tier, decides there.
fn decided<'p>(tier: &'p str, assessment: &Assessment<'p>, fact: Open, points: u32) -> In<'p> {
    let mut it = In {
        tier,
        can_settle: assessment.missing.len() == 1,
        conditions: Vec::new(),
        indicators: Vec::new(),
        reliefs: Vec::new(),
        points,
    };
    let is_part = |judged: &Judged<'_>| matches!(judged.kind, JudgedKind::Part(_));
    let open = assessment.criteria.iter().filter(|judged| !is_part(judged) && judged.standing.is_open());
    for judged in open {
        let own = judged.reason.open_facts();
        let has_other_way = add_reliefs(&mut it.reliefs, assessment, judged.id, fact);
        if own.contains(&fact) {
            let (id, label, source, from) = (judged.id, judged.label, judged.source, judged.from);
            it.conditions.push(OpenCondition { id, label, source, from });
            it.can_settle |= own.len() == 1 && !has_other_way;
        }
    }
    if let Some(score) = assessment.score.as_ref().filter(|_| assessment.score_standing.is_open()) {
        let open = score.indicators.iter().filter(|it| it.matters && it.open.contains(&fact));
        it.indicators.extend(open.map(|it| it.indicator));
        add_reliefs(&mut it.reliefs, assessment, "score", fact);
    }
    it
}

/// Adds the open reliefs of a rule that wait for `fact`; true where some relief of it is open at all.
fn add_reliefs<'p>(
    reliefs: &mut Vec<&'p Relief>,
    assessment: &Assessment<'p>,
    rule: &str,
    fact: Open,
) -> bool {
    let stands_for = |it: &&Relieved<'_>| it.relief.replaces.iter().any(|id| id == rule);
    let is_open = |reason: &Reason<'_>| reason.truth == Truth::Unknown;
    let open = assessment.reliefs.iter().filter(stands_for).filter(|it| is_open(&it.reason));
    let mut has_other_way = false;
    for relieved in open {
        has_other_way = true;
        let is_new = !reliefs.iter().any(|it| it.id == relieved.relief.id);
        if is_new && relieved.reason.open_facts().contains(&fact) {
            reliefs.push(relieved.relief);
        }
    }
    has_other_way
}
