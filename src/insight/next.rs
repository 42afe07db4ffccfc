//! Answers: which open answer should come next, over all tiers?
//!
//! An answer that can settle a tier by itself comes before one that cannot, and one that can settle two tiers before
//! one that can settle one. Among equals the weights of [`Missing`](crate::assess::Missing) add up over the tiers:
//! hard conditions, then points, then other ways; what is still equal keeps the order of the form. Declarations that
//! hardly any enterprise makes otherwise (policy/insight.toml) come after the rest, in the same order: first, they would
//! cost more answers than they save. What can change no verdict any more is not asked.

use std::cmp::Reverse;

use crate::assess::{
    Assessment, Judged, JudgedKind, Open, Outcome, Reason, Relieved, ScoredIndicator, Truth,
};
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
    next_of(catalog, assessed.iter().map(|it| (it.tier, &it.outcome)))
}

/// The same of tiers with what follows for them, wherever they are held.
pub fn next_of<'a, 'p: 'a>(
    catalog: &Catalog,
    tiers: impl Iterator<Item = (&'p str, &'a Outcome<'p>)>,
) -> Vec<Asked<'p>> {
    let mut found: Table<Open, Asked<'p>> = Table::default();
    for (tier, outcome) in tiers {
        let Outcome::Assessed(assessment) = outcome else { continue };
        let rules = OpenRules::of(assessment);
        for missing in &assessment.missing {
            let fact = missing.fact;
            let asked = found.get_or_insert_with(fact, || begun(catalog, fact));
            let decided = rules.decided(tier, fact, missing.points);
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

/// The rules of a tier that are open, each with what it waits for: looked up once for all answers.
struct OpenRules<'a, 'p> {
    assessment: &'a Assessment<'p>,
    conditions: Vec<OpenRule<'a, 'p>>,
    /// Of the scorecard, while its pass line is open.
    indicators: Vec<&'a ScoredIndicator<'p>>,
    /// The other ways to the pass line.
    past_line: Vec<OtherWay<'p>>,
}

/// A hard condition that is open.
struct OpenRule<'a, 'p> {
    judged: &'a Judged<'p>,
    waits_for: Vec<Open>,
    other_ways: Vec<OtherWay<'p>>,
}

/// A fast track or an exemption that is open, with what it waits for.
struct OtherWay<'p> {
    relief: &'p Relief,
    waits_for: Vec<Open>,
}

impl<'a, 'p> OpenRules<'a, 'p> {
    fn of(assessment: &'a Assessment<'p>) -> Self {
        let is_part = |judged: &Judged<'_>| matches!(judged.kind, JudgedKind::Part(_));
        let open = assessment.criteria.iter().filter(|judged| !is_part(judged) && judged.standing.is_open());
        let condition = |judged: &'a Judged<'p>| OpenRule {
            judged,
            waits_for: judged.reason.open_facts(),
            other_ways: other_ways(assessment, judged.id),
        };
        let score = assessment.score.as_ref().filter(|_| assessment.score_standing.is_open());
        let indicators = score.map(|score| score.indicators.iter().filter(|it| it.matters).collect());
        Self {
            assessment,
            conditions: open.map(condition).collect(),
            indicators: indicators.unwrap_or_default(),
            past_line: score.map(|_| other_ways(assessment, "score")).unwrap_or_default(),
        }
    }

    /// What `fact`, which is missing in the tier, decides there.
    fn decided(&self, tier: &'p str, fact: Open, points: u32) -> In<'p> {
        let mut it = In {
            tier,
            can_settle: self.assessment.missing.len() == 1,
            conditions: Vec::new(),
            indicators: Vec::new(),
            reliefs: Vec::new(),
            points,
        };
        for OpenRule { judged, waits_for, other_ways } in &self.conditions {
            add_reliefs(&mut it.reliefs, other_ways, fact);
            if waits_for.contains(&fact) {
                let (id, label, source, from) = (judged.id, judged.label, judged.source, judged.from);
                it.conditions.push(OpenCondition { id, label, source, from });
                it.can_settle |= waits_for.len() == 1 && other_ways.is_empty();
            }
        }
        let open = self.indicators.iter().filter(|it| it.open.contains(&fact));
        it.indicators.extend(open.map(|it| it.indicator));
        add_reliefs(&mut it.reliefs, &self.past_line, fact);
        it
    }
}

/// The open reliefs of a rule.
fn other_ways<'p>(assessment: &Assessment<'p>, rule: &str) -> Vec<OtherWay<'p>> {
    let stands_for = |it: &&Relieved<'_>| it.relief.replaces.iter().any(|id| id == rule);
    let is_open = |reason: &Reason<'_>| reason.truth == Truth::Unknown;
    let open = assessment.reliefs.iter().filter(stands_for).filter(|it| is_open(&it.reason));
    open.map(|it| OtherWay { relief: it.relief, waits_for: it.reason.open_facts() }).collect()
}

/// Adds those that wait for `fact`, each once.
fn add_reliefs<'p>(reliefs: &mut Vec<&'p Relief>, other_ways: &[OtherWay<'p>], fact: Open) {
    for way in other_ways.iter().filter(|it| it.waits_for.contains(&fact)) {
        if !reliefs.iter().any(|it| it.id == way.relief.id) {
            reliefs.push(way.relief);
        }
    }
}
