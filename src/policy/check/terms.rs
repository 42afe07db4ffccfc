//! Answers: do the words of a condition fit each other: facts, kinds, periods, units, definitions?

use super::{Checker, Place};
use crate::policy::schema::{
    Compare, Condition, Definition, Fact, FactAt, FactId, Field, FieldId, Filter, Kind, Measure, Period,
    Span, Test,
};
use crate::units::{Quantity, Unit};

/// Thresholds are compared by cross-multiplication: percentages have at most two decimals, amounts four.
const GREATEST_DENOMINATOR: i128 = 10_000;

impl<'a> Checker<'a> {
    /// Checks a condition and everything in it.
    pub(super) fn condition(&mut self, at: Place<'a>, condition: &'a Condition) {
        match condition {
            Condition::Ge(compare)
            | Condition::Gt(compare)
            | Condition::Le(compare)
            | Condition::Lt(compare) => {
                self.compare(at, compare);
            }
            Condition::IsTrue(fact) | Condition::IsFalse(fact) => {
                self.timeless(at, *fact, Kind::YesNo, "a yes-no");
            }
            Condition::Judged(fact) => self.timeless(at, *fact, Kind::Judgement, "a judgement"),
            Condition::OneOf(one_of) => {
                self.timeless(at, one_of.fact, Kind::Choice, "a choice");
                let choices = self.facts.get(&one_of.fact).map_or(&[][..], |fact| &fact.choice[..]);
                for value in &one_of.values {
                    self.value(at, choices, *value);
                }
            }
            Condition::None(filter) => self.filter(at, filter),
            Condition::ClassIn(class_in) => self.class_in(at, class_in),
            Condition::Holds(name) => self.holds(at, name),
            Condition::All(parts) | Condition::Any(parts) => {
                self.not_empty(at, parts.len());
                for part in parts {
                    self.condition(at, part);
                }
            }
        }
    }

    fn not_empty(&mut self, at: Place<'a>, parts: usize) {
        if parts == 0 {
            self.fault(at, "`all`, `any`, `mean` and the like need at least one part");
        }
    }

    fn compare(&mut self, at: Place<'a>, compare: &'a Compare) {
        if let Some(unit) = self.measure(at, &compare.of) {
            self.threshold(at, unit, compare.than);
        }
    }

    /// A threshold in the unit of its measure, exact enough.
    pub(super) fn threshold(&mut self, at: Place<'a>, unit: Unit, than: Quantity) {
        let written = format!("{} {}", than.number, than.unit.sign());
        if than.unit != unit {
            let what = format!(
                "the threshold {written} should be in {}, the unit of what it is compared with",
                unit.sign()
            );
            self.fault_at(at, &written, what);
        }
        if than.value().denominator() > GREATEST_DENOMINATOR {
            self.fault_at(at, &written, format!("the threshold {written} has too many decimals"));
        }
    }

    /// The unit of a measure; none when a fault has been told.
    pub(super) fn measure(&mut self, at: Place<'a>, measure: &'a Measure) -> Option<Unit> {
        match measure {
            Measure::Fact(fact_at) => self.number(at, *fact_at),
            Measure::Sum(over) => {
                self.not_empty(at, over.at.len());
                let units: Vec<_> = over.at.iter().map(|&period| self.year(at, over.fact, period)).collect();
                units.into_iter().next().flatten()
            }
            Measure::SumItems(sum) => {
                self.filter(at, &sum.filter);
                let list = self.facts.get(&sum.filter.list).copied()?;
                self.field_of(at, list, sum.field, &[Kind::Money], "money").map(|_| Unit::Wan)
            }
            Measure::Ratio(ratio) => self.alike(at, [ratio.num, ratio.den]),
            Measure::Growth(span) | Measure::Cagr(span) => self.span(at, *span),
            Measure::Mean(parts) => {
                self.not_empty(at, parts.len());
                let units: Vec<_> = parts.iter().filter_map(|part| self.measure(at, part)).collect();
                if units.windows(2).any(|pair| pair.first() != pair.last()) {
                    self.fault(at, "the parts of a mean have different units");
                }
                units.first().copied()
            }
            Measure::Count(filter) => {
                self.filter(at, filter);
                Some(Unit::Items)
            }
            Measure::CountTrue(parts) => {
                self.not_empty(at, parts.len());
                for part in parts {
                    self.condition(at, part);
                }
                Some(Unit::Items)
            }
            Measure::YearsFull(years) => {
                self.timeless(at, years.since, Kind::Date, "a date");
                Some(Unit::Years)
            }
        }
    }

    /// Two facts of one unit, divided.
    fn alike(&mut self, at: Place<'a>, [one, other]: [FactAt; 2]) -> Option<Unit> {
        let (one, other) = (self.number(at, one)?, self.number(at, other)?);
        if one != other || !matches!(one, Unit::Wan | Unit::Persons) {
            self.fault(at, "a ratio needs two amounts, or two numbers of persons");
        }
        Some(Unit::Percent)
    }

    fn span(&mut self, at: Place<'a>, span: Span) -> Option<Unit> {
        let (base, later) = (self.year(at, span.fact, span.from)?, self.year(at, span.fact, span.to)?);
        if span.from.year(0) >= span.to.year(0) {
            self.fault(at, "a growth goes from an earlier year to a later one");
        }
        if base != Unit::Wan || later != Unit::Wan {
            self.fault(at, "a growth needs an amount");
        }
        Some(Unit::Percent)
    }

    fn year(&mut self, at: Place<'a>, fact: FactId, period: Period) -> Option<Unit> {
        self.number(at, FactAt { fact, at: Some(period) })
    }

    /// The unit of a fact that is a number, asked at a period it has.
    fn number(&mut self, at: Place<'a>, asked: FactAt) -> Option<Unit> {
        let fact = self.fact(at, asked.fact)?;
        self.period(at, fact, asked.at);
        let unit = unit_of(fact.kind, fact.unit.as_deref());
        if unit.is_none() {
            self.fault_at(at, &fact.id, format!("`{}` is no number with a known unit", fact.id));
        }
        unit
    }

    /// The period is one that the fact has, and is there exactly when the fact has periods.
    pub(super) fn period(&mut self, at: Place<'a>, fact: &'a Fact, period: Option<Period>) {
        match period {
            None if !fact.periods.is_empty() => {
                self.fault_at(at, &fact.id, format!("`{}` is asked without its year", fact.id));
            }
            Some(_) if fact.periods.is_empty() => {
                self.fault_at(at, &fact.id, format!("`{}` has no years and is asked at one", fact.id));
            }
            Some(period) if !fact.periods.contains(&period) => {
                self.fault_at(
                    at,
                    &fact.id,
                    format!("`{}` is not asked at {period:?} in facts.toml", fact.id),
                );
            }
            None | Some(_) => {}
        }
    }

    /// A fact of one kind and without years.
    fn timeless(&mut self, at: Place<'a>, id: FactId, kind: Kind, name: &str) {
        let Some(fact) = self.fact(at, id) else {
            return;
        };
        self.period(at, fact, None);
        if fact.kind != kind {
            self.fault_at(at, &fact.id, format!("`{}` is not {name}", fact.id));
        }
    }

    /// A list and the tests of its items.
    pub(super) fn filter(&mut self, at: Place<'a>, filter: &'a Filter) {
        let Some(list) = self.fact(at, filter.list) else {
            return;
        };
        if list.kind != Kind::List {
            self.fault_at(at, &list.id, format!("`{}` is not a list", list.id));
            return;
        }
        for test in &filter.tests {
            self.test(at, list, test);
        }
    }

    /// Checks a test of an item of `list`.
    pub(super) fn test(&mut self, at: Place<'a>, list: &'a Fact, test: &'a Test) {
        let yes = [Kind::YesNo, Kind::Judgement];
        match test {
            Test::Is(name) => self.is(at, list, name),
            Test::Needs(name) => self.holds(at, name),
            Test::Any(parts) | Test::All(parts) => {
                self.not_empty(at, parts.len());
                for part in parts {
                    self.test(at, list, part);
                }
            }
            Test::OneOf(one_of) => self.one_of_field(at, list, one_of),
            Test::IsTrue(field) => drop(self.field_of(at, list, *field, &yes, "a yes-no or a judgement")),
            Test::AtMost(most) => drop(self.field_of(at, list, most.field, &[Kind::Count], "a count")),
            Test::WithinYears(years) | Test::OlderThan(years) | Test::AtLeastOld(years) => {
                self.day_field(at, list, years.field);
            }
            Test::InYears(years) => {
                self.not_empty(at, years.years.len());
                self.day_field(at, list, years.field);
            }
            Test::Since(since) => self.day_field(at, list, since.field),
            Test::OnOrAfter(after) => self.day_field(at, list, after.field),
            Test::Happened(field) | Test::AfterFiling(field) => self.day_field(at, list, *field),
            Test::Stated(field) => drop(self.field(at, list, *field)),
            Test::EndsBeyond(term) => {
                self.day_field(at, list, term.from);
                self.day_field(at, list, term.until);
            }
            Test::Valid(validity) => {
                self.day_field(at, list, validity.until);
                if let Some(from) = validity.from {
                    self.day_field(at, list, from);
                }
                if let Some(except) = &validity.except {
                    self.one_of_field(at, list, except);
                }
                if validity.years.is_some() && validity.from.is_none() {
                    self.fault(at, "a default of years needs the field they are counted from");
                }
            }
        }
    }

    fn day_field(&mut self, at: Place<'a>, list: &'a Fact, field: FieldId) {
        self.field_of(at, list, field, &[Kind::Date], "a date");
    }

    fn field_of(
        &mut self,
        at: Place<'a>,
        list: &'a Fact,
        id: FieldId,
        kinds: &[Kind],
        name: &str,
    ) -> Option<&'a Field> {
        let field = self.field(at, list, id)?;
        if !kinds.contains(&field.kind) {
            self.fault_at(at, &field.id, format!("the field `{}` is not {name}", field.id));
        }
        Some(field)
    }

    /// A definition that a rule here may name.
    fn definition(&mut self, at: Place<'a>, name: &str) -> Option<&'a Definition> {
        let own = at.standard.map_or(&[][..], |standard| &standard.definition[..]);
        let own = own.iter().take(at.own_definitions);
        let shared = at.standard.and_then(|standard| standard.definitions.as_deref());
        let shared = self.book.standards.iter().filter(|other| Some(other.id.as_str()) == shared);
        let found =
            own.chain(shared.flat_map(|other| &other.definition)).find(|definition| definition.id == name);
        if found.is_none() {
            let what =
                format!("there is no definition `{name}` here; a definition names only those above it");
            self.fault_at(at, name, what);
        }
        found
    }

    fn holds(&mut self, at: Place<'a>, name: &str) {
        if let Some(definition) = self.definition(at, name)
            && definition.when.is_none()
        {
            self.fault_at(at, name, format!("`{name}` is a filter of items, not a condition"));
        }
    }

    fn is(&mut self, at: Place<'a>, list: &'a Fact, name: &str) {
        if let Some(definition) = self.definition(at, name)
            && definition.of != Some(FactId::of(&list.id))
        {
            self.fault_at(at, name, format!("`{name}` is not a filter of the items of `{}`", list.id));
        }
    }
}

/// The unit of a kind; counts say theirs.
pub(super) fn unit_of(kind: Kind, unit: Option<&str>) -> Option<Unit> {
    match kind {
        Kind::Money => Some(Unit::Wan),
        Kind::Percent => Some(Unit::Percent),
        Kind::Points => Some(Unit::Points),
        Kind::Count => {
            [Unit::Persons, Unit::Items, Unit::Rank].into_iter().find(|known| Some(known.sign()) == unit)
        }
        Kind::Date
        | Kind::YesNo
        | Kind::Judgement
        | Kind::Choice
        | Kind::IndustryCode
        | Kind::CreditCode
        | Kind::Text
        | Kind::List => None,
    }
}
