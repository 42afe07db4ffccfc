//! Answers: what do the same figures give under the law before (or after) the one of the filing date, rule by rule?
//!
//! Only the files differ: the filing date still says which year is the last, what is valid and which guards are in
//! effect. Rules are paired by family and id, which name one thing in every version. Whether a rule became stricter
//! is told only where it is proved (`implication`). Must not know: which of the two is to be preferred.

use super::implication::Implication;
use super::law::{self, Law};
use super::{
    Assessment, Filing, Judged, JudgedKind, Relieved, ScoredIndicator, Truth, assess, is_in_effect,
    is_of_route,
};
use crate::facts::Facts;
use crate::policy::catalog::{Catalog, family_of};
use crate::policy::schema::{Condition, Effect, Source, Standard, Words};
use crate::units::Date;

/// On which side of the law of the filing date the other one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It was in force before and no longer is.
    Earlier,
    /// It will be in force, and there is none before.
    Later,
}

/// The same facts and the same filing under two laws, one of them that of the filing date.
#[derive(Clone, Debug)]
pub struct Comparison<'p> {
    /// Where the other law stands.
    pub beside: Beside,
    /// The first day of the newer law.
    pub from: Date,
    /// Under the older law.
    pub older: Assessment<'p>,
    /// Under the newer law.
    pub newer: Assessment<'p>,
}

/// One rule in one of the two laws or in both.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a, 'p> {
    /// It stands in both.
    Kept {
        /// Under the older law.
        older: Rule<'a, 'p>,
        /// Under the newer law.
        newer: Rule<'a, 'p>,
        /// What became of it.
        turn: Turn,
    },
    /// Only the newer law has it.
    Added(Rule<'a, 'p>),
    /// Only the older law has it.
    Dropped(Rule<'a, 'p>),
}

/// A rule in one law.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a, 'p> {
    /// Its public id.
    pub id: &'p str,
    /// Its name.
    pub label: &'p Words,
    /// Where it comes from.
    pub source: &'p Source,
    /// The file it stands in.
    pub file: &'p Standard,
    /// What follows from it.
    pub stands: Stands<'a, 'p>,
}

/// What follows from a rule.
#[derive(Clone, Copy, Debug)]
pub enum Stands<'a, 'p> {
    /// A hard condition, a part of one, or a guard.
    Condition(&'a Judged<'p>),
    /// A fast track or an exemption.
    Relief(&'a Relieved<'p>),
    /// A pass line or the floor of a group.
    Line {
        /// Least points.
        lo: u32,
        /// Most points.
        hi: u32,
        /// Points to reach.
        line: u32,
        /// Points attainable.
        full: u32,
        /// Whether it is reached, or replaced by a fast track.
        standing: Truth,
    },
    /// An indicator.
    Points(&'a ScoredIndicator<'p>),
}

/// What became of a rule that stands in both laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It asks for the same.
    Same,
    /// Whoever meets it now met it before, and not the other way round.
    Stricter,
    /// Whoever met it before meets it now, and not the other way round.
    Looser,
    /// It asks for something else; which is harder depends on the enterprise, or cannot be told.
    Changed,
    /// It gave points and is a hard condition now.
    MadeHard,
    /// It was a hard condition and gives points now.
    MadeScored,
}

/// How many hard conditions and lines (parts counted with their parents) changed, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// Met under the older law and unmet under the newer.
    pub lost: usize,
    /// Unmet under the older law and met under the newer.
    pub gained: usize,
    /// Known under one law only.
    pub reopened: usize,
    /// New, or made hard.
    pub added: usize,
    /// Those of `added` that are unmet.
    pub added_unmet: usize,
    /// Gone, or scored only.
    pub dropped: usize,
}

/// The facts under the law of the filing date and under the one before it, else the next one after it; `None` where
/// no law is held on the filing date, or no other one.
pub fn compare<'p>(
    catalog: &'p Catalog,
    tier: &str,
    facts: &Facts,
    filing: Filing,
) -> Option<Comparison<'p>> {
    let law = Law::on(catalog, tier, filing.route, filing.as_of)?;
    let other = law::beside(catalog, tier, filing.route, filing.as_of)?;
    let (beside, older, newer) =
        if other.is_earlier { (Beside::Earlier, other.law, law) } else { (Beside::Later, law, other.law) };
    let [older, newer] = [older, newer].map(|law| assess(catalog, law, facts, filing));
    Some(Comparison { beside, from: other.from, older, newer })
}

impl<'p> Comparison<'p> {
    /// Every rule of either law, once: in the order of the newer one, then those of the older one alone.
    pub fn rows<'a>(&'a self, catalog: &Catalog) -> Vec<Row<'a, 'p>> {
        let mut older = rules(&self.older);
        let mut take =
            |like: &dyn Fn(&Rule<'a, 'p>) -> bool| older.iter().position(like).map(|at| older.remove(at));
        let (newer, filing) = (rules(&self.newer), self.newer.filing);
        let same: Vec<_> = newer.iter().map(|rule| take(&|it| it.is_same_sort(rule))).collect();
        let pair = |(rule, same): (&Rule<'a, 'p>, Option<_>)| {
            let newer = *rule;
            match same.or_else(|| take(&|it| it.is_of_concept(rule))) {
                Some(older) => Row::Kept { older, newer, turn: turn(catalog, filing, &older, &newer) },
                None => Row::Added(newer),
            }
        };
        let mut rows: Vec<_> = newer.iter().zip(same).map(pair).collect();
        rows.extend(older.into_iter().map(Row::Dropped));
        rows
    }

    /// True when only the common conditions differ.
    pub fn is_same_standard(&self) -> bool {
        self.older.standard.id == self.newer.standard.id
    }
}

impl<'a, 'p> Row<'a, 'p> {
    /// The rule under the older law.
    pub const fn older(&self) -> Option<&Rule<'a, 'p>> {
        match self {
            Self::Kept { older: rule, .. } | Self::Dropped(rule) => Some(rule),
            Self::Added(_) => None,
        }
    }

    /// The rule under the newer law.
    pub const fn newer(&self) -> Option<&Rule<'a, 'p>> {
        match self {
            Self::Kept { newer: rule, .. } | Self::Added(rule) => Some(rule),
            Self::Dropped(_) => None,
        }
    }

    /// The rule under the newer law, else under the older.
    pub const fn rule(&self) -> &Rule<'a, 'p> {
        match self {
            Self::Kept { newer: rule, .. } | Self::Added(rule) | Self::Dropped(rule) => rule,
        }
    }

    /// Whether the rule, or what follows from it, differs.
    pub fn differs(&self) -> bool {
        match self {
            Self::Kept { older, newer, turn } => *turn != Turn::Same || older.outcome() != newer.outcome(),
            Self::Added(_) | Self::Dropped(_) => true,
        }
    }
}

impl Rule<'_, '_> {
    /// Whether it stands; `None` for an indicator, which gives points only.
    pub fn standing(&self) -> Option<Truth> {
        match self.stands {
            Stands::Condition(judged) => Some(judged.standing),
            Stands::Relief(relieved) => Some(relieved.reason.truth),
            Stands::Line { standing, .. } => Some(standing),
            Stands::Points(_) => None,
        }
    }

    /// Whether a person must judge.
    pub fn is_held(&self) -> bool {
        match self.stands {
            Stands::Condition(judged) => judged.standing.is_open() && judged.reason.first_hold().is_some(),
            Stands::Relief(relieved) => relieved.reason.first_hold().is_some(),
            Stands::Line { .. } | Stands::Points(_) => false,
        }
    }

    /// Whether the verdict needs it by itself: no part, no relief, no indicator.
    fn is_hard(&self) -> bool {
        match self.stands {
            Stands::Condition(judged) => !matches!(judged.kind, JudgedKind::Part(_)),
            Stands::Line { .. } => true,
            Stands::Relief(_) | Stands::Points(_) => false,
        }
    }

    fn outcome(&self) -> (Option<Truth>, bool, Option<(u32, u32)>) {
        let points = match self.stands {
            Stands::Line { lo, hi, .. } => Some((lo, hi)),
            Stands::Points(it) => Some((it.points.lo(), it.points.hi())),
            Stands::Condition(_) | Stands::Relief(_) => None,
        };
        (self.standing(), self.is_held(), points)
    }

    const fn is_indicator(&self) -> bool {
        matches!(self.stands, Stands::Points(_))
    }

    /// The id of what it is about: an indicator beside a hard condition of the same file is named `x-score`.
    fn concept(&self) -> &str {
        let id = if self.is_indicator() { self.id.strip_suffix("-score") } else { None };
        id.unwrap_or(self.id)
    }

    fn is_of_concept(&self, other: &Rule<'_, '_>) -> bool {
        family_of(&self.file.id) == family_of(&other.file.id) && self.concept() == other.concept()
    }

    fn is_same_sort(&self, other: &Rule<'_, '_>) -> bool {
        self.is_indicator() == other.is_indicator() && self.is_of_concept(other)
    }

    /// Everything that it asks for.
    fn asks(&self, filing: Filing) -> Vec<&Condition> {
        if let Stands::Relief(relieved) = self.stands {
            return vec![&relieved.relief.when];
        }
        let of_route = self.file.criterion.iter().filter(|it| is_of_route(it.route, filing));
        for criterion in of_route {
            if criterion.id == self.id {
                return criterion.when.iter().chain(criterion.part.iter().map(|part| &part.when)).collect();
            }
            if let Some(part) = criterion.part.iter().find(|part| part.id == self.id) {
                return vec![&part.when];
            }
        }
        let guards = self.file.guard.iter().filter(|it| it.id == self.id && is_in_effect(it, filing));
        let required = guards.filter_map(|guard| match &guard.effect {
            Effect::Require(condition) => Some(condition),
            Effect::Suspend(_) | Effect::Advise(_) => None,
        });
        required.collect()
    }
}

/// Every rule judged, in the order of the assessment.
fn rules<'a, 'p>(of: &'a Assessment<'p>) -> Vec<Rule<'a, 'p>> {
    let file = of.standard;
    let conditions = of.criteria.iter().map(|it| Rule {
        id: it.id,
        label: it.label,
        source: it.source,
        file: it.from,
        stands: Stands::Condition(it),
    });
    let reliefs = of.reliefs.iter().map(|it| {
        let relief = it.relief;
        Rule {
            id: &relief.id,
            label: &relief.label,
            source: &relief.source,
            file,
            stands: Stands::Relief(it),
        }
    });
    let mut rules: Vec<_> = conditions.chain(reliefs).collect();
    let Some(scored) = &of.score else { return rules };
    let replaces_score = |it: &&Relieved<'_>| it.relief.replaces.iter().any(|id| id == "score");
    let relief = Truth::any(of.reliefs.iter().filter(replaces_score).map(|it| it.reason.truth));
    let (score, standing) = (scored.score, scored.total.max(relief));
    let stands = Stands::Line { lo: scored.lo, hi: scored.hi, line: score.pass, full: score.full, standing };
    rules.push(Rule { id: &score.id, label: &score.label, source: &score.source, file, stands });
    rules.extend(scored.groups.iter().filter_map(|it| {
        let (group, standing) = (it.group, it.truth.max(relief));
        let stands = Stands::Line { lo: it.lo, hi: it.hi, line: group.floor?, full: group.full, standing };
        Some(Rule { id: &group.id, label: &group.label, source: &group.source, file, stands })
    }));
    rules.extend(scored.indicators.iter().map(|it| {
        let indicator = it.indicator;
        let stands = Stands::Points(it);
        Rule { id: &indicator.id, label: &indicator.label, source: &indicator.source, file, stands }
    }));
    rules
}

fn turn(catalog: &Catalog, filing: Filing, older: &Rule<'_, '_>, newer: &Rule<'_, '_>) -> Turn {
    if older.file.id == newer.file.id {
        return Turn::Same;
    }
    let forth = Implication { catalog, from: newer.file, to: older.file };
    let back = Implication { catalog, from: older.file, to: newer.file };
    let same = |is_same: bool| if is_same { Turn::Same } else { Turn::Changed };
    match (older.stands, newer.stands) {
        (Stands::Points(a), Stands::Points(b)) => {
            let (full, a, b) =
                (a.indicator.full == b.indicator.full, &a.indicator.points, &b.indicator.points);
            same(full && back.points(a, b) && forth.points(b, a))
        }
        (Stands::Points(_), _) => Turn::MadeHard,
        (_, Stands::Points(_)) => Turn::MadeScored,
        (Stands::Line { line: a, full: of_a, .. }, Stands::Line { line: b, full: of_b, .. }) => {
            same((a, of_a) == (b, of_b))
        }
        (Stands::Relief(a), Stands::Relief(b)) if a.relief.replaces != b.relief.replaces => Turn::Changed,
        _ => {
            let (a, b) = (older.asks(filing), newer.asks(filing));
            match (forth.conditions(&b, &a), back.conditions(&a, &b)) {
                (true, true) => Turn::Same,
                (true, false) => Turn::Stricter,
                (false, true) => Turn::Looser,
                (false, false) => Turn::Changed,
            }
        }
    }
}

impl Shift {
    /// Of these rows.
    pub fn of(rows: &[Row<'_, '_>]) -> Self {
        let mut shift = Self::default();
        for row in rows {
            let [older, newer] =
                [row.older(), row.newer()].map(|it| it.filter(|it| it.is_hard())?.standing());
            match (older, newer) {
                (Some(Truth::Met), Some(Truth::Unmet)) => shift.lost += 1,
                (Some(Truth::Unmet), Some(Truth::Met)) => shift.gained += 1,
                (Some(older), Some(newer)) if older != newer => shift.reopened += 1,
                (None, Some(newer)) => {
                    shift.added += 1;
                    shift.added_unmet += usize::from(newer == Truth::Unmet);
                }
                (Some(_), None) => shift.dropped += 1,
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        shift
    }
}
