//! Answers: does a condition hold, and why?

use crate::facts::{Answer, FactKey};
use crate::policy::schema::{ClassIn, Compare, Condition, FactId, Filter, Measure};
use crate::units::{Quantity, Ratio};

use super::Case;
use super::reason::{Hold, Of, Open, Reason, Relation};
use super::truth::{Interval, Truth};

impl<'p> Case<'p, '_> {
    /// Whether the condition holds, with the reason.
    pub fn condition(&self, condition: &'p Condition) -> Reason<'p> {
        match condition {
            Condition::Ge(compare) => self.compare(compare, Relation::Ge),
            Condition::Gt(compare) => self.compare(compare, Relation::Gt),
            Condition::Le(compare) => self.compare(compare, Relation::Le),
            Condition::Lt(compare) => self.compare(compare, Relation::Lt),
            Condition::IsTrue(fact) => self.flag(*fact, true),
            Condition::IsFalse(fact) => self.flag(*fact, false),
            Condition::Judged(fact) => self.judged(*fact),
            Condition::OneOf(one_of) => {
                let stated = self.facts.choice(one_of.fact);
                let truth = match stated {
                    Answer::Known(choice) => Truth::of(one_of.values.contains(&choice)),
                    Answer::NotApplicable | Answer::Unanswered => Truth::Unknown,
                };
                let mut reason =
                    Reason::leaf(truth, Of::Choice { fact: one_of.fact, wanted: &one_of.values, stated });
                reason.mark_open(one_of.fact, &stated);
                reason
            }
            Condition::None(filter) => self.none(filter),
            Condition::ClassIn(class_in) => self.class_in(class_in),
            Condition::Holds(id) => self.definition(id),
            Condition::All(parts) => self.joined(parts, Of::All, |truths| Truth::all(truths.iter().copied())),
            Condition::Any(parts) => self.joined(parts, Of::Any, |truths| Truth::any(truths.iter().copied())),
        }
    }

    fn joined(&self, parts: &'p [Condition], of: Of<'p>, join: impl FnOnce(&[Truth]) -> Truth) -> Reason<'p> {
        let parts: Vec<Reason<'p>> = parts.iter().map(|part| self.condition(part)).collect();
        let truths: Vec<Truth> = parts.iter().map(|part| part.truth).collect();
        Reason { parts, ..Reason::leaf(join(&truths), of) }
    }

    /// Whether a named definition of the enterprise holds; unknown where the standard has none of that name.
    pub(super) fn definition(&self, id: &str) -> Reason<'p> {
        let definition = self.catalog.definition(self.standard, id);
        let Some((definition, when)) = definition.and_then(|it| Some((it, it.when.as_ref()?))) else {
            return Reason::leaf(Truth::Unknown, Of::All);
        };
        let part = self.condition(when);
        Reason { parts: vec![part.clone()], ..Reason::leaf(part.truth, Of::Holds(definition)) }
    }

    fn compare(&self, compare: &'p Compare, relation: Relation) -> Reason<'p> {
        let measured = self.measure(&compare.of);
        let edge = edge(&compare.of, compare.than);
        let truth = stands(measured.value, relation, edge);
        let of = Of::Compare {
            measure: &compare.of,
            value: measured.value,
            relation,
            than: compare.than,
            counted: measured.counted,
        };
        let mut reason = Reason::leaf(truth, of);
        if truth.is_open() {
            reason.open = measured.open;
            reason.hold = measured.hold;
        }
        reason
    }

    fn flag(&self, fact: FactId, wanted: bool) -> Reason<'p> {
        let stated = self.facts.flag(fact);
        let mut reason = Reason::leaf(flag_truth(stated, wanted), Of::Flag { fact, wanted, stated });
        reason.mark_open(fact, &stated);
        reason
    }

    fn judged(&self, fact: FactId) -> Reason<'p> {
        let stated = self.facts.flag(fact);
        let mut reason = Reason::leaf(flag_truth(stated, true), Of::Judged { fact, stated });
        if reason.truth.is_open() {
            reason.open.push(Open::Fact(FactKey::timeless(fact)));
            reason.hold = Some(Hold::Judgement(fact));
        }
        reason
    }

    fn none(&self, filter: &'p Filter) -> Reason<'p> {
        let (counted, is_open) = self.sift(filter);
        let mut truth = Truth::all(counted.iter().map(|it| !it.truth));
        let mut open: Vec<Open> = counted.iter().flat_map(|it| it.open.iter().copied()).collect();
        if is_open {
            truth = truth.min(Truth::Unknown);
            open.push(Open::List(filter.list));
        }
        let mut reason = Reason::leaf(truth, Of::None { filter, counted });
        if truth.is_open() {
            reason.open = open;
        }
        reason
    }

    fn class_in(&self, class_in: &'p ClassIn) -> Reason<'p> {
        let Some(by) = self.catalog.classification(&class_in.classification, self.filing.as_of) else {
            return Reason::leaf(Truth::Unknown, Of::All);
        };
        let classed = self.classify(by);
        let wanted = classed.possible.iter().filter(|class| class_in.classes.contains(&class.id)).count();
        let truth = match (classed.row, wanted) {
            (Some(_), 0) => Truth::Unmet,
            (Some(_), wanted) if wanted == classed.possible.len() => Truth::Met,
            (Some(_) | None, _) => Truth::Unknown,
        };
        let open = if truth.is_open() { classed.open.clone() } else { Vec::new() };
        let hold = (classed.row.is_none() && classed.code.is_some()).then_some(Hold::NoClass);
        Reason { open, hold, ..Reason::leaf(truth, Of::Class(classed)) }
    }
}

impl Reason<'_> {
    fn mark_open<T>(&mut self, fact: FactId, stated: &Answer<T>) {
        let key = FactKey::timeless(fact);
        match stated {
            Answer::Unanswered => self.open.push(Open::Fact(key)),
            Answer::NotApplicable => self.hold = Some(Hold::NotApplicable(key)),
            Answer::Known(_) => {}
        }
    }
}

fn flag_truth(stated: Answer<bool>, wanted: bool) -> Truth {
    match stated {
        Answer::Known(flag) => Truth::of(flag == wanted),
        Answer::NotApplicable => Truth::of(!wanted),
        Answer::Unanswered => Truth::Unknown,
    }
}

/// The threshold as the measure holds it: for compound growth over n years, (1 + rate)^n.
pub fn edge(measure: &Measure, than: Quantity) -> Ratio {
    if let Measure::Cagr(span) = measure {
        let years = span.to.year(0).saturating_sub(span.from.year(0));
        return Ratio::whole(1).plus(than.value()).power(u32::try_from(years).unwrap_or(0));
    }
    than.value()
}

fn stands(value: Interval, relation: Relation, edge: Ratio) -> Truth {
    match relation {
        Relation::Ge => value.is_at_least(edge),
        Relation::Le => value.is_at_most(edge),
        Relation::Gt => !value.is_at_most(edge),
        Relation::Lt => !value.is_at_least(edge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Case, Filing};
    use crate::facts::{Facts, Stated};
    use crate::policy::catalog::Catalog;
    use crate::policy::schema::Route;
    use crate::units::Date;

    #[test]
    fn a_choice_that_does_not_apply_is_unknown_with_that_reason_and_is_not_asked_for() {
        let catalog = Catalog::embedded();
        let key = FactKey::timeless(FactId::of("registered-place"));
        let mut facts = Facts::default();
        facts.set(key, Some(Stated::NotApplicable));
        let filing = Filing { route: Route::New, as_of: Date::parse("2026-11-22").unwrap() };
        let standard = catalog.standard("local/leping/common/2023-09-23").unwrap();
        let case = Case { catalog, standard, facts: &facts, filing };
        let registered = standard.criterion.iter().find(|it| it.id == "leping-registered").unwrap();
        let reason = case.condition(registered.when.as_ref().unwrap());
        assert_eq!(reason.truth, Truth::Unknown);
        assert_eq!(reason.hold, Some(Hold::NotApplicable(key)));
        assert_eq!(reason.open, []);
    }
}
