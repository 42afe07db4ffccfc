//! Answers: what must hold at once for a tier to be met, and of which single facts does each of it consist?
//!
//! A need is a hard condition with what may stand for it, the scorecard with its fast tracks, or a contradiction that
//! must not arise. Its leaves are what one fact can turn: numbers beside an edge, answers, items of a list.

use crate::assess::{Case, Law, Relation, Truth, edge};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{
    ClassIn, Compare, Condition, Effect, FactId, Filter, Measure, OneOfFact, Points, Relief, Score, Slot,
    Standard, Test,
};
use crate::units::Ratio;

use crate::assess::Filing;

/// Something that must hold.
#[derive(Debug)]
pub(super) struct Need<'p> {
    /// The id of the condition, of the pass line or of the contradiction.
    pub id: &'p str,
    kind: NeedKind<'p>,
    /// What may stand for it, in the standard itself.
    reliefs: Vec<&'p Relief>,
    /// Numbers of the moves that touch it.
    pub spots: Vec<usize>,
}

#[derive(Debug)]
enum NeedKind<'p> {
    Condition(&'p Standard, &'p Condition),
    Score(&'p Score),
    /// A contradiction that must not arise.
    Sound(&'p Condition),
}

/// What one fact can turn.
#[derive(Debug)]
pub(super) enum Leaf<'p> {
    /// A measure beside an edge.
    Number(&'p Measure, Relation, Ratio),
    /// A yes-no fact or judgement that must be so.
    Flag(FactId, bool),
    /// A choice.
    Choice(&'p OneOfFact),
    /// Items that must not be there.
    None(&'p Filter),
    /// A class by its lower limits.
    Class(&'p ClassIn),
    /// Points that somebody else sets.
    Slot(Slot, u32),
}

impl Leaf<'_> {
    /// The list it looks at.
    pub(super) const fn list(&self) -> Option<FactId> {
        match self {
            Self::Number(Measure::Count(filter), ..) => Some(filter.list),
            Self::None(filter) => Some(filter.list),
            Self::Number(Measure::SumItems(sum), ..) => Some(sum.filter.list),
            Self::Number(
                Measure::Fact(_)
                | Measure::Sum(_)
                | Measure::Ratio(_)
                | Measure::Growth(_)
                | Measure::Mean(_)
                | Measure::Cagr(_)
                | Measure::CountTrue(_)
                | Measure::YearsFull(_),
                ..,
            )
            | Self::Flag(..)
            | Self::Choice(_)
            | Self::Class(_)
            | Self::Slot(..) => None,
        }
    }
}

/// A file, and what is found in it.
pub(super) type Leaves<'p> = Vec<(&'p Standard, Leaf<'p>)>;

/// The law of a filing, and the facts that are moved.
#[derive(Clone, Copy)]
pub(super) struct Ground<'p> {
    /// The law.
    pub catalog: &'p Catalog,
    /// The standard that decides.
    pub standard: &'p Standard,
    /// How and when.
    pub filing: Filing,
}

impl<'p> Ground<'p> {
    /// One enterprise under a file.
    pub(super) const fn case<'f>(&self, file: &'p Standard, facts: &'f Facts) -> Case<'p, 'f> {
        Case { catalog: self.catalog, standard: file, facts, filing: self.filing }
    }

    /// Everything that must hold, in the order of the files.
    pub(super) fn needs(&self, law: &Law<'p>, facts: &Facts) -> Vec<Need<'p>> {
        let mut needs = Vec::new();
        for file in law.includes.iter().copied().chain([self.standard]) {
            self.of_file(file, &mut needs);
        }
        if let Some(score) = &self.standard.score {
            let kind = NeedKind::Score(score);
            needs.push(Need { id: &score.id, kind, reliefs: self.reliefs("score"), spots: Vec::new() });
        }
        for check in &self.catalog.book().checks.check {
            let Some(when) = &check.when else { continue };
            if self.case(self.standard, facts).condition(when).truth != Truth::Met {
                let kind = NeedKind::Sound(when);
                needs.push(Need { id: &check.id, kind, reliefs: Vec::new(), spots: Vec::new() });
            }
        }
        needs
    }

    fn of_file(&self, file: &'p Standard, needs: &mut Vec<Need<'p>>) {
        let is_own = file.id == self.standard.id;
        let in_effect = || {
            let day = self.filing.as_of;
            file.guard.iter().filter(move |guard| {
                guard.route.is_none_or(|it| it == self.filing.route)
                    && guard.from <= day
                    && guard.before.is_none_or(|before| day < before)
            })
        };
        for criterion in &file.criterion {
            let is_suspended = is_own
                && in_effect().any(|it| matches!(&it.effect, Effect::Suspend(id) if *id == criterion.id));
            if is_suspended || criterion.route.is_some_and(|it| it != self.filing.route) {
                continue;
            }
            let reliefs = if is_own { self.reliefs(&criterion.id) } else { Vec::new() };
            let own = criterion.when.iter().map(|when| (criterion.id.as_str(), when));
            let parts = criterion.part.iter().map(|part| (part.id.as_str(), &part.when));
            for (id, when) in own.chain(parts) {
                add(id, file, when, &reliefs, needs);
            }
        }
        for guard in in_effect() {
            if let Effect::Require(when) = &guard.effect {
                add(&guard.id, file, when, &[], needs);
            }
        }
    }

    fn reliefs(&self, id: &str) -> Vec<&'p Relief> {
        let all = self.standard.exemption.iter().chain(&self.standard.fast_track);
        all.filter(|it| it.replaces.iter().any(|replaced| replaced == id)).collect()
    }

    /// Whether the need holds.
    pub(super) fn truth(&self, need: &Need<'p>, facts: &Facts) -> Truth {
        let case = self.case(self.standard, facts);
        let own = match &need.kind {
            NeedKind::Condition(file, when) => self.case(file, facts).condition(when).truth,
            NeedKind::Score(score) => case.score(score).truth,
            NeedKind::Sound(when) => Truth::of(case.condition(when).truth != Truth::Met),
        };
        need.reliefs.iter().fold(own, |truth, it| match truth {
            Truth::Met => Truth::Met,
            Truth::Unmet | Truth::Unknown => truth.max(case.condition(&it.when).truth),
        })
    }

    /// What single facts can turn in it.
    pub(super) fn leaves(&self, need: &Need<'p>) -> Leaves<'p> {
        let mut found = Leaves::new();
        match &need.kind {
            NeedKind::Condition(file, when) => self.condition(file, when, &mut found),
            NeedKind::Score(score) => {
                for indicator in &score.indicator {
                    self.points(&indicator.points, indicator.full, &mut found);
                }
            }
            NeedKind::Sound(Condition::Gt(compare)) => {
                found.push((self.standard, number(compare, Relation::Le)));
            }
            NeedKind::Sound(_) => {}
        }
        for relief in &need.reliefs {
            self.condition(self.standard, &relief.when, &mut found);
        }
        found
    }

    fn condition(&self, file: &'p Standard, condition: &'p Condition, found: &mut Leaves<'p>) {
        match condition {
            Condition::Ge(compare) => self.number(file, compare, Relation::Ge, found),
            Condition::Gt(compare) => self.number(file, compare, Relation::Gt, found),
            Condition::Le(compare) => self.number(file, compare, Relation::Le, found),
            Condition::Lt(compare) => self.number(file, compare, Relation::Lt, found),
            Condition::IsTrue(fact) | Condition::Judged(fact) => found.push((file, Leaf::Flag(*fact, true))),
            Condition::IsFalse(fact) => found.push((file, Leaf::Flag(*fact, false))),
            Condition::OneOf(one_of) => found.push((file, Leaf::Choice(one_of))),
            Condition::None(filter) => found.push((file, Leaf::None(filter))),
            Condition::ClassIn(class_in) => found.push((file, Leaf::Class(class_in))),
            Condition::Holds(id) => self.definition(file, id, found),
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.condition(file, part, found);
                }
            }
        }
    }

    fn number(&self, file: &'p Standard, compare: &'p Compare, relation: Relation, found: &mut Leaves<'p>) {
        self.inside(file, &compare.of, found);
        found.push((file, number(compare, relation)));
    }

    /// What stands inside a measure: the conditions it counts, and those that its items need.
    fn inside(&self, file: &'p Standard, measure: &'p Measure, found: &mut Leaves<'p>) {
        match measure {
            Measure::CountTrue(conditions) => {
                for condition in conditions {
                    self.condition(file, condition, found);
                }
            }
            Measure::Count(filter) => self.tests(file, &filter.tests, found),
            Measure::SumItems(sum) => self.tests(file, &sum.filter.tests, found),
            Measure::Fact(_)
            | Measure::Sum(_)
            | Measure::Ratio(_)
            | Measure::Growth(_)
            | Measure::Mean(_)
            | Measure::Cagr(_)
            | Measure::YearsFull(_) => {}
        }
    }

    fn tests(&self, file: &'p Standard, tests: &'p [Test], found: &mut Leaves<'p>) {
        for test in tests {
            if let Test::Needs(id) = test {
                self.definition(file, id, found);
            } else if let Test::Is(id) = test {
                if let Some(it) = self.catalog.definition(file, id) {
                    self.tests(file, &it.tests, found);
                }
            } else {
                self.tests(file, test.parts(), found);
            }
        }
    }

    fn definition(&self, file: &'p Standard, id: &str, found: &mut Leaves<'p>) {
        if let Some(when) = self.catalog.definition(file, id).and_then(|it| it.when.as_ref()) {
            self.condition(file, when, found);
        }
    }

    fn points(&self, points: &'p Points, full: u32, found: &mut Leaves<'p>) {
        let file = self.standard;
        match points {
            Points::Bands(bands) => {
                self.inside(file, &bands.of, found);
                for step in &bands.steps {
                    let at = step.ge.map(|ge| (Relation::Ge, ge)).or(step.le.map(|le| (Relation::Le, le)));
                    if let Some((relation, than)) = at {
                        found.push((file, Leaf::Number(&bands.of, relation, edge(&bands.of, than))));
                    }
                }
            }
            Points::BestOf(best) => {
                for option in &best.options {
                    self.condition(file, &option.when, found);
                }
            }
            Points::PerUnit(unit) => {
                self.inside(file, &unit.of, found);
                for units in 1..=unit.most.div_ceil(unit.points.max(1)) {
                    let than = Ratio::whole(i128::from(units) * i128::from(unit.each));
                    found.push((file, Leaf::Number(&unit.of, Relation::Ge, than)));
                }
            }
            Points::MaxOf(ways) => {
                for way in ways {
                    self.points(way, full, found);
                }
            }
            Points::Slot(slot) => found.push((file, Leaf::Slot(*slot, full))),
        }
    }
}

fn number(compare: &Compare, relation: Relation) -> Leaf<'_> {
    Leaf::Number(&compare.of, relation, edge(&compare.of, compare.than))
}

/// A condition as a need; what all must hold of is a need each, unless something may stand for the whole.
fn add<'p>(
    id: &'p str,
    file: &'p Standard,
    when: &'p Condition,
    reliefs: &[&'p Relief],
    needs: &mut Vec<Need<'p>>,
) {
    match when {
        Condition::All(parts) if reliefs.is_empty() => {
            for part in parts {
                add(id, file, part, reliefs, needs);
            }
        }
        Condition::All(_)
        | Condition::Ge(_)
        | Condition::Gt(_)
        | Condition::Le(_)
        | Condition::Lt(_)
        | Condition::IsTrue(_)
        | Condition::IsFalse(_)
        | Condition::Judged(_)
        | Condition::OneOf(_)
        | Condition::None(_)
        | Condition::ClassIn(_)
        | Condition::Holds(_)
        | Condition::Any(_) => {
            let kind = NeedKind::Condition(file, when);
            needs.push(Need { id, kind, reliefs: reliefs.to_vec(), spots: Vec::new() });
        }
    }
}
