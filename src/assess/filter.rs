//! Answers: does an item of a list pass a filter?
//!
//! Every test is three-valued. A test that needs a field nobody has filled is unknown and names the field; a
//! field with a default (decision 62) counts as answered.

use crate::facts::{Item, List};
use crate::policy::schema::{Definition, FactId, Field, FieldId, Filter, Test, Validity};
use crate::units::Date;

use super::Case;
use super::reason::{Because, Counted, Open};
use super::truth::Truth;

/// What a test says of an item.
pub(super) struct Tested<'p> {
    pub truth: Truth,
    pub open: Vec<Open>,
    pub because: Option<Because<'p>>,
}

impl Tested<'_> {
    fn decided(claim: bool) -> Self {
        Self { truth: Truth::of(claim), open: Vec::new(), because: None }
    }
}

/// The item under test, with what its tests need.
#[derive(Clone, Copy)]
pub(super) struct Subject<'f, 'p> {
    list: FactId,
    fields: &'p [Field],
    at: usize,
    item: &'f Item,
}

impl<'p> Subject<'_, 'p> {
    fn field(&self, id: FieldId) -> Option<&'p Field> {
        self.fields.iter().find(|field| field.key() == id)
    }

    fn missing(&self, field: FieldId) -> Tested<'p> {
        let open = Open::Field { list: self.list, item: self.at, field };
        Tested { truth: Truth::Unknown, open: vec![open], because: None }
    }

    /// What a test of a date says, given the date.
    fn on_date(&self, field: FieldId, test: impl FnOnce(Date) -> bool) -> Tested<'p> {
        self.item.date(field).map_or_else(|| self.missing(field), |date| Tested::decided(test(date)))
    }
}

impl<'p> Case<'p, '_> {
    /// What the filter says of each item, and whether more items may exist.
    pub fn sift(&self, filter: &'p Filter) -> (Vec<Counted<'p>>, bool) {
        let Some(list) = self.facts.list(filter.list) else { return (Vec::new(), true) };
        let counted = self.judge_items(filter.list, list, &filter.tests);
        (counted, !list.is_complete)
    }

    fn judge_items(&self, id: FactId, list: &List, tests: &'p [Test]) -> Vec<Counted<'p>> {
        let fields = self.catalog.fact(id).map_or(&[][..], |fact| &fact.field);
        let judge = |(at, item)| {
            let tested = self.test_all(Subject { list: id, fields, at, item }, tests, None);
            Counted { item: at, truth: tested.truth, because: tested.because, open: tested.open }
        };
        list.items.iter().enumerate().map(judge).collect()
    }

    fn test_all(
        &self,
        subject: Subject<'_, 'p>,
        tests: &'p [Test],
        within: Option<&'p Definition>,
    ) -> Tested<'p> {
        let mut all = Tested::decided(true);
        for test in tests {
            let tested = self.test(subject, test, within);
            if tested.truth < all.truth {
                all.because = tested.because.or(Some(Because { test, within }));
                all.truth = tested.truth;
            }
            all.open.extend(tested.open);
        }
        if !all.truth.is_open() {
            all.open.clear();
        }
        all
    }

    fn test_any(
        &self,
        subject: Subject<'_, 'p>,
        tests: &'p [Test],
        within: Option<&'p Definition>,
    ) -> Tested<'p> {
        let tested: Vec<_> = tests.iter().map(|test| self.test(subject, test, within)).collect();
        let truth = Truth::any(tested.iter().map(|it| it.truth));
        let open =
            if truth.is_open() { tested.into_iter().flat_map(|it| it.open).collect() } else { Vec::new() };
        Tested { truth, open, because: None }
    }

    fn test(&self, subject: Subject<'_, 'p>, test: &'p Test, within: Option<&'p Definition>) -> Tested<'p> {
        let today = self.filing.as_of;
        match test {
            Test::Is(id) => match self.catalog.definition(self.standard, id) {
                Some(definition) => self.test_all(subject, &definition.tests, Some(definition)),
                None => Tested { truth: Truth::Unknown, open: Vec::new(), because: None },
            },
            Test::Needs(id) => {
                let reason = self.definition(id);
                Tested { truth: reason.truth, open: reason.open_facts(), because: None }
            }
            Test::Any(tests) => self.test_any(subject, tests, within),
            Test::All(tests) => self.test_all(subject, tests, within),
            Test::OneOf(one_of) => {
                let choice = subject.field(one_of.field).and_then(|field| subject.item.choice(field));
                choice.map_or_else(
                    || subject.missing(one_of.field),
                    |it| Tested::decided(one_of.values.contains(&it)),
                )
            }
            Test::IsTrue(id) => {
                let flag = subject.field(*id).and_then(|field| subject.item.flag(field, subject.fields));
                flag.map_or_else(|| subject.missing(*id), Tested::decided)
            }
            Test::AtMost(most) => {
                let number = subject.item.number(most.field);
                let most_value = most.most.saturating_mul(1_000_000);
                number.map_or_else(
                    || subject.missing(most.field),
                    |it| Tested::decided(it.millionths() <= most_value),
                )
            }
            Test::WithinYears(within) => {
                subject.on_date(within.field, |it| it <= today && today <= it.plus_years(within.years))
            }
            Test::InYears(years) => subject.on_date(years.field, |it| {
                it <= today && years.years.iter().any(|period| period.year(today.year()) == it.year())
            }),
            Test::Since(since) => {
                let first = since.period.year(today.year());
                subject.on_date(since.field, |it| it <= today && first <= it.year())
            }
            Test::OnOrAfter(after) => subject.on_date(after.field, |it| it <= today && after.day <= it),
            Test::Happened(field) => subject.on_date(*field, |it| it <= today),
            Test::OlderThan(age) => subject.on_date(age.field, |it| it.plus_years(age.years) < today),
            Test::AtLeastOld(age) => subject.on_date(age.field, |it| it.plus_years(age.years) <= today),
            Test::Valid(validity) => self.valid(subject, validity),
            Test::AfterFiling(field) => subject.on_date(*field, |it| today < it),
            Test::Stated(field) => Tested::decided(subject.item.get(*field).is_some()),
            Test::EndsBeyond(span) => match (subject.item.date(span.from), subject.item.date(span.until)) {
                (Some(from), Some(until)) => Tested::decided(from.plus_years(span.years) < until),
                (None, _) => subject.missing(span.from),
                (_, None) => subject.missing(span.until),
            },
        }
    }

    /// Decisions 13 and 54.
    fn valid(&self, subject: Subject<'_, 'p>, validity: &Validity) -> Tested<'p> {
        let today = self.filing.as_of;
        let from = validity.from.map(|field| (field, subject.item.date(field)));
        if matches!(from, Some((_, Some(first))) if today < first) {
            return Tested::decided(false);
        }
        if let Some(until) = subject.item.date(validity.until) {
            return match from {
                _ if until < today => Tested::decided(false),
                Some((field, None)) => subject.missing(field),
                Some((_, Some(_))) | None => Tested::decided(true),
            };
        }
        let (Some((field, first)), Some(years)) = (from, validity.years) else {
            return subject.missing(validity.until);
        };
        if let Some(except) = &validity.except {
            let choice = subject.field(except.field).and_then(|it| subject.item.choice(it));
            match choice {
                Some(choice) if except.values.contains(&choice) => return subject.missing(validity.until),
                Some(_) => {}
                None => return subject.missing(except.field),
            }
        }
        first
            .map_or_else(|| subject.missing(field), |first| Tested::decided(today <= first.plus_years(years)))
    }

    /// Whether one item passes a named filter of the standard's definitions; `None` where the standard has none of
    /// that name or it is of another list.
    pub fn item_passes(&self, list: FactId, item: usize, definition: &str) -> Option<Counted<'p>> {
        let definition = self.catalog.definition(self.standard, definition)?;
        if definition.of != Some(list) {
            return None;
        }
        let fields = &self.catalog.fact(list)?.field;
        let subject = Subject { list, fields, at: item, item: self.facts.list(list)?.items.get(item)? };
        let tested = self.test_all(subject, &definition.tests, Some(definition));
        Some(Counted { item, truth: tested.truth, because: tested.because, open: tested.open })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Filing, Of};
    use crate::facts::{Facts, Item, Value};
    use crate::policy::catalog::Catalog;
    use crate::policy::schema::{ChoiceId, FieldId, Route};
    use crate::units::Date;

    #[test]
    fn an_item_tells_the_first_test_that_it_fails() {
        let catalog = Catalog::embedded();
        let filing = Filing { route: Route::New, as_of: Date::parse("2026-11-22").unwrap() };
        let awards = FactId::of("awards");
        let mut award = Item::default();
        // Provincial and fifth: it fails the level, and the rank after it.
        award.set(FieldId::of("level"), Some(Value::Choice(ChoiceId::of("provincial"))));
        award.set(FieldId::of("rank"), Some(Value::Number(crate::units::Decimal::whole(5).unwrap())));
        let mut facts = Facts::default();
        facts.set_list(awards, Some(List { is_complete: true, items: vec![award] }));
        let standard = catalog.standard("national/little-giant/2022-08-01").unwrap();
        let case = Case { catalog, standard, facts: &facts, filing };
        let track = standard.fast_track.iter().find(|it| it.id == "ft-sci-award").unwrap();
        let reason = case.condition(&track.when);
        let Of::Compare { counted, .. } = &reason.of else { panic!("{reason:?}") };
        let because = counted.first().and_then(|it| it.because).unwrap();
        assert!(matches!(because.test, Test::OneOf(_)), "{because:?}");
    }
}
