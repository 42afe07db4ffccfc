//! Answers: what does another edition change, condition by condition, for the same facts?
//!
//! Rules are paired by their ids, which name the same thing in every edition. Whether a rule became stricter is read
//! from the rules alone: the later one implies the earlier one, and not the other way round. Where neither implies
//! the other the program does not guess: the rule is worded differently.

use super::{Assessment, JudgedKind, Truth};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Compare, Condition, Filter, Measure, Source, Standard, Test, Words};

/// One rule under two editions.
#[derive(Clone, Debug)]
pub struct Change<'p> {
    /// The shared id.
    pub id: &'p str,
    /// Its name, in the later edition if it is there.
    pub label: &'p Words,
    /// Under the first edition, if it is there.
    pub then: Option<Side<'p>>,
    /// Under the second edition, if it is there.
    pub now: Option<Side<'p>>,
    /// What became of it.
    pub turn: Turn,
}

/// A rule in one edition.
#[derive(Clone, Copy, Debug)]
pub struct Side<'p> {
    /// Whether it stands for these facts.
    pub standing: Truth,
    /// What it is there.
    pub role: Role,
    /// Where it comes from.
    pub source: &'p Source,
    /// What must hold, where it is one condition.
    when: Option<&'p Condition>,
    file: &'p Standard,
}

/// What a rule is in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A hard condition.
    Condition,
    /// An indicator with its points.
    Indicator {
        /// Least points.
        lo: u32,
        /// Most points.
        hi: u32,
        /// Points attainable.
        full: u32,
    },
    /// A fast track.
    FastTrack,
    /// An exemption.
    Exemption,
}

/// What became of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// It was scored and is a hard condition now.
    MadeHard,
    /// It was a hard condition and is scored now.
    MadeScored,
    /// It asks for more.
    Stricter,
    /// It asks for less.
    Looser,
    /// It asks for the same.
    Same,
    /// It asks for something else; which is harder depends on the enterprise.
    Different,
}

/// Every rule of either assessment's own standard, in the order of the second, then what the first had besides.
/// Common conditions are left out: they follow the filing date, not the standard.
pub fn diff<'p>(catalog: &'p Catalog, then: &Assessment<'p>, now: &Assessment<'p>) -> Vec<Change<'p>> {
    let before = rules(then);
    let after = rules(now);
    let mut changes: Vec<Change<'p>> = Vec::new();
    for (id, label, now) in &after {
        let then = before.iter().find(|(other, _, _)| other == id).map(|(_, _, side)| *side);
        let turn = then.map_or(Turn::Added, |then| turn(catalog, &then, now));
        changes.push(Change { id, label, then, now: Some(*now), turn });
    }
    let is_gone = |id: &str| after.iter().all(|(other, _, _)| *other != id);
    for (id, label, then) in before.iter().filter(|(id, _, _)| is_gone(id)) {
        changes.push(Change { id, label, then: Some(*then), now: None, turn: Turn::Dropped });
    }
    changes
}

type Rule<'p> = (&'p str, &'p Words, Side<'p>);

fn rules<'p>(of: &Assessment<'p>) -> Vec<Rule<'p>> {
    let file = of.standard;
    let own = of.criteria.iter().filter(|it| it.from.id == file.id && it.kind == JudgedKind::Criterion);
    let criteria = own.map(|it| {
        let when = file
            .criterion
            .iter()
            .find(|rule| std::ptr::eq(&rule.id[..], it.id))
            .and_then(|it| it.when.as_ref());
        (
            it.id,
            it.label,
            Side { standing: it.standing, role: Role::Condition, source: it.source, when, file },
        )
    });
    let indicators = of.score.iter().flat_map(|score| &score.indicators).map(|it| {
        let role = Role::Indicator { lo: it.points.lo(), hi: it.points.hi(), full: it.indicator.full };
        let standing = if it.points.is_exact() { Truth::Met } else { Truth::Unknown };
        let id = it.indicator.id.strip_suffix("-score").unwrap_or(&it.indicator.id);
        (id, &it.indicator.label, Side { standing, role, source: &it.indicator.source, when: None, file })
    });
    let reliefs = of.reliefs.iter().map(|it| {
        let role = if it.is_exemption { Role::Exemption } else { Role::FastTrack };
        let (source, when) = (&it.relief.source, Some(&it.relief.when));
        (
            it.relief.id.as_str(),
            &it.relief.label,
            Side { standing: it.reason.truth, role, source, when, file },
        )
    });
    let mut rules: Vec<Rule<'p>> = Vec::new();
    // A rule that is both a hard condition and an indicator is compared as the condition.
    for rule in criteria.chain(indicators).chain(reliefs) {
        if rules.iter().all(|(id, _, _)| *id != rule.0) {
            rules.push(rule);
        }
    }
    rules
}

fn turn(catalog: &Catalog, then: &Side<'_>, now: &Side<'_>) -> Turn {
    match (then.role, now.role) {
        (Role::Indicator { .. }, Role::Condition) => return Turn::MadeHard,
        (Role::Condition, Role::Indicator { .. }) => return Turn::MadeScored,
        (Role::Condition | Role::Indicator { .. } | Role::FastTrack | Role::Exemption, _) => {}
    }
    let (Some(before), Some(after)) = (then.when, now.when) else { return Turn::Different };
    let implies = |a: &Side<'_>, from: &Condition, b: &Side<'_>, to: &Condition| {
        Implication { catalog, from: a.file, to: b.file }.condition(from, to)
    };
    match (implies(now, after, then, before), implies(then, before, now, after)) {
        (true, true) => Turn::Same,
        (true, false) => Turn::Stricter,
        (false, true) => Turn::Looser,
        (false, false) => Turn::Different,
    }
}

/// Whether a rule of one file implies a rule of another, as far as their shapes tell. "No" may mean "cannot tell".
struct Implication<'p> {
    catalog: &'p Catalog,
    from: &'p Standard,
    to: &'p Standard,
}

impl Implication<'_> {
    fn condition(&self, from: &Condition, to: &Condition) -> bool {
        match (from, to) {
            (Condition::Any(parts), _) => parts.iter().all(|part| self.condition(part, to)),
            (_, Condition::All(parts)) => parts.iter().all(|part| self.condition(from, part)),
            (Condition::All(parts), _) => parts.iter().any(|part| self.condition(part, to)),
            (_, Condition::Any(parts)) => parts.iter().any(|part| self.condition(from, part)),
            (Condition::Ge(a), Condition::Ge(b)) | (Condition::Gt(a), Condition::Gt(b)) => {
                self.measure(a, b) && b.than.value() <= a.than.value()
            }
            (Condition::Le(a), Condition::Le(b)) | (Condition::Lt(a), Condition::Lt(b)) => {
                a.of == b.of && a.than.value() <= b.than.value()
            }
            (Condition::OneOf(a), Condition::OneOf(b)) => {
                a.fact == b.fact && a.values.iter().all(|value| b.values.contains(value))
            }
            (Condition::Holds(a), Condition::Holds(b)) => self.holds(a, b),
            _ => from == to && !matches!(from, Condition::None(_)),
        }
    }

    fn holds(&self, a: &str, b: &str) -> bool {
        let from = self.catalog.definition(self.from, a).and_then(|it| it.when.as_ref());
        let to = self.catalog.definition(self.to, b).and_then(|it| it.when.as_ref());
        from.zip(to).is_some_and(|(from, to)| self.condition(from, to))
    }

    /// A count or sum over fewer items is never greater.
    fn measure(&self, a: &Compare, b: &Compare) -> bool {
        match (&a.of, &b.of) {
            (Measure::Count(from), Measure::Count(to)) => self.filter(from, to),
            (Measure::SumItems(from), Measure::SumItems(to)) => {
                from.field == to.field && self.filter(&from.filter, &to.filter)
            }
            (from, to) => from == to,
        }
    }

    fn filter(&self, from: &Filter, to: &Filter) -> bool {
        from.list == to.list && self.every(&from.tests, &to.tests)
    }

    /// Every test of `to` is implied by some test of `from`.
    fn every(&self, from: &[Test], to: &[Test]) -> bool {
        to.iter().all(|to| self.some(from, to))
    }

    fn some(&self, from: &[Test], to: &Test) -> bool {
        match to {
            Test::All(tests) => self.every(from, tests),
            Test::Is(id) => {
                let tests = self.catalog.definition(self.to, id).map(|it| &it.tests);
                tests.is_some_and(|tests| self.every(from, tests))
            }
            _ => from.iter().any(|from| self.test(from, to)),
        }
    }

    fn test(&self, from: &Test, to: &Test) -> bool {
        match (from, to) {
            (Test::Is(id), _) => {
                let tests = self.catalog.definition(self.from, id).map(|it| &it.tests);
                tests.is_some_and(|tests| self.some(tests, to))
            }
            (Test::All(tests), _) => self.some(tests, to),
            (Test::Any(tests), _) => tests.iter().all(|from| self.test(from, to)),
            (_, Test::Any(tests)) => tests.iter().any(|to| self.test(from, to)),
            (Test::OneOf(a), Test::OneOf(b)) => {
                a.field == b.field && a.values.iter().all(|value| b.values.contains(value))
            }
            (Test::AtMost(a), Test::AtMost(b)) => a.field == b.field && a.most <= b.most,
            (Test::WithinYears(a), Test::WithinYears(b)) => a.field == b.field && a.years <= b.years,
            (Test::InYears(a), Test::InYears(b)) => {
                a.field == b.field && a.years.iter().all(|year| b.years.contains(year))
            }
            (Test::Needs(a), Test::Needs(b)) => self.holds(a, b),
            _ => from == to,
        }
    }
}
