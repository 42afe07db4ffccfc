//! Answers: what do the same figures give under the law before (or after) the one of the filing date, rule by rule?
//!
//! Only the files differ: the filing date still says which year is the last, what is valid and which guards are in
//! effect. Rules are paired by family and id, which name one thing in every version. Whether a rule became stricter
//! is part of the law (`policy::turns`). Must not know: which of the two is to be preferred.

use super::law::{self, Law};
use super::{
    Assessment, Filing, Judged, JudgedKind, Relieved, Scored, ScoredGroup, ScoredIndicator, Truth, assess,
};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Route, Source, Standard, Turn, Words};
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
    /// The file it stands in.
    pub file: &'p Standard,
    /// What it is, and what follows from it.
    pub stands: Stands<'a, 'p>,
}

/// What a rule is, and what follows from it.
#[derive(Clone, Copy, Debug)]
pub enum Stands<'a, 'p> {
    /// A hard condition, a part of one, or a guard.
    Condition(&'a Judged<'p>),
    /// A fast track or an exemption.
    Relief(&'a Relieved<'p>),
    /// The pass line, and whether it is reached, or replaced by a fast track.
    Total(&'a Scored<'p>, Truth),
    /// The floor of a group, likewise.
    Floor(&'a ScoredGroup<'p>, Truth),
    /// An indicator.
    Points(&'a ScoredIndicator<'p>),
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
    /// New.
    pub added: usize,
    /// Scored under the older law, hard under the newer.
    pub made_hard: usize,
    /// Those of `added` and `made_hard` that are unmet.
    pub new_unmet: usize,
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
    let (older, newer) = (assess(catalog, older, facts, filing), assess(catalog, newer, facts, filing));
    Some(Comparison { beside, from: other.from, older, newer })
}

impl<'p> Comparison<'p> {
    /// Every rule of either law, once: in the order of the newer one, then those of the older one alone.
    pub fn rows<'a>(&'a self, catalog: &Catalog) -> Vec<Row<'a, 'p>> {
        rows(catalog, &self.older, &self.newer)
    }

    /// True when only the common conditions differ.
    pub fn is_same_standard(&self) -> bool {
        self.older.standard.id == self.newer.standard.id
    }
}

/// Every rule of two assessments of one tier, once: in the order of the second one, then those of the first alone.
/// What is called older here is the first, whichever law is the older one; a turn is told from the first to the second.
pub fn rows<'a, 'p>(
    catalog: &Catalog,
    first: &'a Assessment<'p>,
    second: &'a Assessment<'p>,
) -> Vec<Row<'a, 'p>> {
    let mut before = rules(first);
    let mut rows = Vec::new();
    for newer in rules(second) {
        // Like with like; an indicator finds a condition only where it has no like.
        let mut found = None;
        for (at, older) in before.iter().enumerate().filter(|(_, older)| older.is_of_concept(&newer)) {
            if found.is_none() || older.is_indicator() == newer.is_indicator() {
                found = Some(at);
            }
        }
        rows.push(match found.map(|at| before.remove(at)) {
            Some(older) => {
                let turn = turn(catalog, second.filing.route, &older, &newer);
                Row::Kept { older, newer, turn }
            }
            None => Row::Added(newer),
        });
    }
    rows.extend(before.into_iter().map(Row::Dropped));
    rows
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

impl<'p> Rule<'_, 'p> {
    /// Its public id.
    pub fn id(&self) -> &'p str {
        match self.stands {
            Stands::Condition(it) => it.id,
            Stands::Relief(it) => &it.relief.id,
            Stands::Total(it, _) => &it.score.id,
            Stands::Floor(it, _) => &it.group.id,
            Stands::Points(it) => &it.indicator.id,
        }
    }

    /// Its name, and where it comes from.
    pub const fn named(&self) -> (&'p Words, &'p Source) {
        match self.stands {
            Stands::Condition(it) => (it.label, it.source),
            Stands::Relief(it) => (&it.relief.label, &it.relief.source),
            Stands::Total(it, _) => (&it.score.label, &it.score.source),
            Stands::Floor(it, _) => (&it.group.label, &it.group.source),
            Stands::Points(it) => (&it.indicator.label, &it.indicator.source),
        }
    }

    /// Whether it stands; `None` for an indicator, which gives points only.
    pub const fn standing(&self) -> Option<Truth> {
        match self.stands {
            Stands::Condition(judged) => Some(judged.standing),
            Stands::Relief(relieved) => Some(relieved.reason.truth),
            Stands::Total(_, standing) | Stands::Floor(_, standing) => Some(standing),
            Stands::Points(_) => None,
        }
    }

    /// Least and most points, where it has any.
    pub const fn points(&self) -> Option<(u32, u32)> {
        match self.stands {
            Stands::Total(it, _) => Some((it.lo, it.hi)),
            Stands::Floor(it, _) => Some((it.lo, it.hi)),
            Stands::Points(it) => Some((it.points.lo(), it.points.hi())),
            Stands::Condition(_) | Stands::Relief(_) => None,
        }
    }

    /// Whether a person must judge.
    pub fn is_held(&self) -> bool {
        let reason = match self.stands {
            Stands::Condition(judged) if judged.standing.is_open() => &judged.reason,
            Stands::Relief(relieved) => &relieved.reason,
            Stands::Condition(_) | Stands::Total(..) | Stands::Floor(..) | Stands::Points(_) => return false,
        };
        reason.first_hold().is_some()
    }

    /// Whether the verdict needs it by itself: no part, no relief, no indicator.
    const fn is_hard(&self) -> bool {
        match self.stands {
            Stands::Condition(judged) => !matches!(judged.kind, JudgedKind::Part(_)),
            Stands::Total(..) | Stands::Floor(..) => true,
            Stands::Relief(_) | Stands::Points(_) => false,
        }
    }

    fn outcome(&self) -> (Option<Truth>, bool, Option<(u32, u32)>) {
        (self.standing(), self.is_held(), self.points())
    }

    const fn is_indicator(&self) -> bool {
        matches!(self.stands, Stands::Points(_))
    }

    /// The id of what it is about: an indicator beside a hard condition of the same file is named `x-score`.
    fn concept(&self) -> &'p str {
        let id = self.id();
        if self.is_indicator() { id.strip_suffix("-score").unwrap_or(id) } else { id }
    }

    fn is_of_concept(&self, other: &Rule<'_, '_>) -> bool {
        self.concept() == other.concept() && self.file.is_version_of(other.file)
    }
}

/// Every rule judged, in the order of the assessment: conditions, reliefs, the lines of the scorecard, indicators.
pub fn rules<'a, 'p>(of: &'a Assessment<'p>) -> Vec<Rule<'a, 'p>> {
    let own = |stands| Rule { file: of.standard, stands };
    let mut rules = Vec::new();
    rules.extend(of.criteria.iter().map(|it| Rule { file: it.from, stands: Stands::Condition(it) }));
    rules.extend(of.reliefs.iter().map(|it| own(Stands::Relief(it))));
    if let Some(scored) = &of.score {
        // What stands for the score stands for each of its lines.
        let relief = if of.score_standing == scored.truth { Truth::Unmet } else { of.score_standing };
        rules.push(own(Stands::Total(scored, scored.total.max(relief))));
        let floors = scored.groups.iter().filter(|it| it.group.floor.is_some());
        rules.extend(floors.map(|it| own(Stands::Floor(it, it.truth.max(relief)))));
        rules.extend(scored.indicators.iter().map(|it| own(Stands::Points(it))));
    }
    rules
}

fn turn(catalog: &Catalog, route: Route, older: &Rule<'_, '_>, newer: &Rule<'_, '_>) -> Turn {
    match (older.is_indicator(), newer.is_indicator()) {
        (true, false) => Turn::MadeHard,
        (false, true) => Turn::MadeScored,
        // The day of a file stands at the end of its id.
        (true, true) | (false, false) if newer.file.id < older.file.id => {
            catalog.turn(newer.file, older.file, route, older.id()).reversed()
        }
        (true, true) | (false, false) => catalog.turn(older.file, newer.file, route, newer.id()),
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
                    let is_added = usize::from(matches!(row, Row::Added(_)));
                    shift.added += is_added;
                    shift.made_hard += 1 - is_added;
                    shift.new_unmet += usize::from(newer == Truth::Unmet);
                }
                (Some(_), None) => shift.dropped += 1,
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        shift
    }
}
