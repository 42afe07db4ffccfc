//! Answers: which item would pass a filter?
//!
//! Tests are turned round: each says what its field must be. Where several values would do, the least demanding one
//! is taken, of choices the one that policy/effort.toml names first. What an item cannot show by itself (a condition
//! of the enterprise) is left to the moves of that condition. Whether the item passes is not believed but assessed.

use crate::assess::{Case, Truth};
use crate::facts::{Item, Value};
use crate::policy::held::List;
use crate::policy::schema::{ChoiceId, Effort, FactId, Field, FieldId, Kind, Test, Validity};
use crate::units::{Date, Decimal};

/// What one field of an item must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The field.
    pub field: FieldId,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// Yes.
    Yes,
    /// One of these choices.
    OneOf(Vec<ChoiceId>),
    /// At most this.
    AtMost(i64),
    /// A day between these, both included.
    Between(Date, Date),
}

/// The days that a date of an item may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    /// The first.
    pub first: Date,
    /// The filing date.
    pub filing: Date,
}

/// Ways to pass, each what its fields must be.
type Ways = Vec<Vec<Wanted>>;

/// The most ways that are followed for one filter.
const MOST_WAYS: usize = 8;

/// Every way to pass the tests; empty where none is seen.
pub(super) fn ways(case: Case<'_, '_>, tests: &[Test], days: Days) -> Ways {
    let mut all: Ways = vec![Vec::new()];
    for test in tests {
        let of_test = ways_of(case, test, days);
        let mut joined = Ways::new();
        for way in &all {
            joined.extend(of_test.iter().filter_map(|more| join(way, more)));
        }
        joined.truncate(MOST_WAYS);
        all = joined;
    }
    all
}

/// The item of one way; `None` where a value is missing for it.
pub(super) fn item(way: &[Wanted], fields: &[Field], effort: Option<&Effort>) -> Option<Item> {
    let mut item = Item::default();
    for wanted in way {
        let field = fields.iter().find(|field| field.key() == wanted.field)?;
        item.set(wanted.field, Some(value(wanted, field, effort)?));
    }
    Some(item)
}

/// The least demanding value that is wanted of a field.
pub(super) fn value(wanted: &Wanted, field: &Field, effort: Option<&Effort>) -> Option<Value> {
    match &wanted.what {
        What::Yes if field.kind == Kind::Judgement => {
            Some(Value::Judgement { holds: true, note: String::new() })
        }
        What::Yes => Some(Value::Flag(true)),
        What::OneOf(choices) => {
            let prefer = effort.map_or(&[][..], |it| it.prefer.as_slice());
            let first = prefer.iter().find(|it| choices.contains(it)).or_else(|| choices.first());
            first.copied().map(Value::Choice)
        }
        What::AtMost(most) => Decimal::whole(*most).map(Value::Number),
        What::Between(_, last) => Some(Value::Date(*last)),
    }
}

impl Wanted {
    /// Whether an item's field is so; unknown while it is open.
    pub(super) fn truth(&self, item: &Item, field: &Field, fields: &[Field]) -> Truth {
        let truth = match &self.what {
            What::Yes => item.flag(field, fields).map(Truth::of),
            What::OneOf(choices) => item.choice(field).map(|it| Truth::of(choices.contains(&it))),
            What::AtMost(most) => {
                let most = most.saturating_mul(1_000_000);
                item.number(self.field).map(|it| Truth::of(it.millionths() <= most))
            }
            What::Between(first, last) => {
                item.date(self.field).map(|it| Truth::of(*first <= it && it <= *last))
            }
        };
        truth.unwrap_or(Truth::Unknown)
    }

    /// True of a field that must be yes.
    pub(super) const fn is_yes(&self) -> bool {
        matches!(self.what, What::Yes)
    }
}

fn one(field: FieldId, what: What) -> Ways {
    vec![vec![Wanted { field, what }]]
}

fn between(field: FieldId, first: Date, last: Date, days: Days) -> Ways {
    let (first, last) = (first.max(days.first), last.min(days.filing));
    if first <= last { one(field, What::Between(first, last)) } else { Ways::new() }
}

fn ways_of(case: Case<'_, '_>, test: &Test, days: Days) -> Ways {
    let today = days.filing;
    match test {
        Test::Is(id) => {
            let definition = case.catalog.definition(case.standard, id);
            definition.map_or_else(Ways::new, |it| ways(case, &it.tests, days))
        }
        Test::Needs(_) => vec![Vec::new()],
        Test::Any(tests) => tests.iter().flat_map(|test| ways_of(case, test, days)).collect(),
        Test::All(tests) => ways(case, tests, days),
        Test::OneOf(one_of) => one(one_of.field, What::OneOf(List::as_slice(&one_of.values).to_vec())),
        Test::IsTrue(field) => one(*field, What::Yes),
        Test::AtMost(most) => one(most.field, What::AtMost(most.most)),
        Test::WithinYears(within) => between(within.field, years_before(today, within.years), today, days),
        Test::InYears(years) => {
            let of_years = |period: &crate::policy::schema::Period| period.year(today.year());
            let (first, last) =
                (years.years.iter().map(of_years).min(), years.years.iter().map(of_years).max());
            let edges = first
                .zip(last)
                .and_then(|(first, last)| Some((Date::new(first, 1, 1)?, Date::new(last, 12, 31)?)));
            edges.map_or_else(Ways::new, |(first, last)| between(years.field, first, last, days))
        }
        Test::Since(since) => Date::new(since.period.year(today.year()), 1, 1)
            .map_or_else(Ways::new, |first| between(since.field, first, today, days)),
        Test::OnOrAfter(after) => between(after.field, after.day, today, days),
        Test::Happened(field) => between(*field, days.first, today, days),
        Test::OlderThan(age) => {
            between(age.field, days.first, years_back(today.day_before(), age.years), days)
        }
        Test::AtLeastOld(age) => between(age.field, days.first, years_back(today, age.years), days),
        Test::Valid(validity) => valid(validity, days),
        // What is only told beside a verdict is not aimed at.
        Test::AfterFiling(_) | Test::Stated(_) | Test::EndsBeyond(_) => Ways::new(),
    }
}

fn valid(validity: &Validity, days: Days) -> Ways {
    let today = days.filing;
    let until = Wanted { field: validity.until, what: What::Between(today, today) };
    let Some(from) = validity.from else { return vec![vec![until]] };
    // A stated last day serves every item; without one some count by default and some do not.
    let first = validity.years.map_or(days.first, |years| years_before(today, years));
    let begun = between(from, first, today, days);
    begun.into_iter().map(|it| it.into_iter().chain([until.clone()]).collect()).collect()
}

/// The first day from which `years` on is not before `day`.
fn years_before(day: Date, years: u32) -> Date {
    let mut first = years_back(day, years);
    while first.plus_years(years) < day {
        first = first.day_after();
    }
    while day <= first.day_before().plus_years(years) {
        first = first.day_before();
    }
    first
}

/// The last day from which `years` on is not after `day`.
fn years_back(day: Date, years: u32) -> Date {
    let year = day.year().saturating_sub(i32::try_from(years).unwrap_or(0));
    let same = Date::new(year, day.month(), day.day());
    same.or_else(|| Date::new(year, day.month(), 28)).unwrap_or(day)
}

/// Both at once, if one item can be both.
fn join(way: &[Wanted], more: &[Wanted]) -> Option<Vec<Wanted>> {
    let mut all = way.to_vec();
    for wanted in more {
        match all.iter_mut().find(|it| it.field == wanted.field) {
            Some(held) => held.what = both(&held.what, &wanted.what)?,
            None => all.push(wanted.clone()),
        }
    }
    Some(all)
}

fn both(one: &What, other: &What) -> Option<What> {
    match (one, other) {
        (What::Yes, What::Yes) => Some(What::Yes),
        (What::OneOf(choices), What::OneOf(others)) => {
            let shared: Vec<_> = choices.iter().copied().filter(|it| others.contains(it)).collect();
            (!shared.is_empty()).then_some(What::OneOf(shared))
        }
        (What::AtMost(most), What::AtMost(least)) => Some(What::AtMost(*most.min(least))),
        (What::Between(first, last), What::Between(from, until)) => {
            let (first, last) = (*first.max(from), *last.min(until));
            (first <= last).then_some(What::Between(first, last))
        }
        (What::Yes | What::OneOf(_) | What::AtMost(_) | What::Between(..), _) => None,
    }
}

/// The named list of a filter, with its fields.
pub(super) fn fields<'p>(case: Case<'p, '_>, list: FactId) -> &'p [Field] {
    case.catalog.fact(list).map_or(&[][..], |fact| fact.field.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_years_before_a_day_is_the_first_day_that_still_counts() {
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(years_before(day("2026-11-22"), 3), day("2023-11-22"));
        // 2024-02-29 + 3 years is 2027-02-28, and 2024-02-28 + 3 years is too.
        assert_eq!(years_before(day("2027-02-28"), 3), day("2024-02-28"));
        assert_eq!(years_before(day("2027-03-01"), 3), day("2024-03-01"));
        assert_eq!(years_back(day("2028-02-29"), 1), day("2027-02-28"));
    }
}
