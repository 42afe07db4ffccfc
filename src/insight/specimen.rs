//! Answers: what would an item look like that a filter lets pass?
//!
//! Fills the fields that the tests ask about, one after the other, with the first value that a test accepts. It is a
//! guess: whoever uses it sifts the item and drops it where it does not pass. Must not know: which rule counts it.

use crate::assess::Case;
use crate::facts::{Item, Value};
use crate::policy::schema::{FieldId, Filter, Test};
use crate::units::{Date, Decimal};

/// Tests within tests are followed so far.
const MOST_DEPTH: u32 = 8;

/// An item made for a filter; it may not pass.
pub(super) fn specimen(case: Case<'_, '_>, filter: &Filter) -> Item {
    let mut made = Made { case, item: Item::default() };
    made.tests(&filter.tests, MOST_DEPTH);
    made.item
}

struct Made<'p, 'f> {
    case: Case<'p, 'f>,
    item: Item,
}

impl Made<'_, '_> {
    fn tests(&mut self, tests: &[Test], depth: u32) {
        let Some(depth) = depth.checked_sub(1) else { return };
        for test in tests {
            self.test(test, depth);
        }
    }

    fn test(&mut self, test: &Test, depth: u32) {
        let today = self.case.filing.as_of;
        match test {
            Test::Is(id) => {
                if let Some(definition) = self.case.catalog.definition(self.case.standard, id) {
                    self.tests(&definition.tests, depth);
                }
            }
            Test::Any(tests) => self.tests(tests.get(..1).unwrap_or_default(), depth),
            Test::All(tests) => self.tests(tests, depth),
            Test::OneOf(one_of) => {
                let first = one_of.values.first();
                self.fill(one_of.field, first.map(|choice| Value::Choice(*choice)));
            }
            Test::IsTrue(field) => self.fill(*field, Some(Value::Flag(true))),
            Test::AtMost(most) => {
                self.fill(most.field, Decimal::whole(most.most.min(1)).map(Value::Number));
            }
            Test::WithinYears(it) => self.fill(it.field, Some(Value::Date(today))),
            Test::Since(it) => self.fill(it.field, Some(Value::Date(today))),
            Test::OnOrAfter(it) => self.fill(it.field, Some(Value::Date(today))),
            Test::Happened(field) | Test::Stated(field) => self.fill(*field, Some(Value::Date(today))),
            Test::InYears(it) => {
                let year = it.years.first().map(|period| period.year(today.year()));
                self.fill(it.field, year.and_then(|year| Date::new(year, 1, 1)).map(Value::Date));
            }
            Test::OlderThan(it) | Test::AtLeastOld(it) => {
                let years = i32::try_from(it.years).unwrap_or(0);
                self.fill(it.field, Date::new(today.year() - years - 1, 1, 1).map(Value::Date));
            }
            Test::Valid(validity) => {
                if let Some(from) = validity.from {
                    self.fill(from, Some(Value::Date(today)));
                }
                self.fill(validity.until, Some(Value::Date(today)));
            }
            Test::AfterFiling(field) => self.fill(*field, Some(Value::Date(today.day_after()))),
            Test::EndsBeyond(span) => {
                self.fill(span.from, Some(Value::Date(today)));
                self.fill(span.until, Some(Value::Date(today.plus_years(span.years).day_after())));
            }
            // What the enterprise itself must be is no field of the item.
            Test::Needs(_) => {}
        }
    }

    /// What an earlier test asked for stays.
    fn fill(&mut self, field: FieldId, value: Option<Value>) {
        if self.item.get(field).is_none() {
            self.item.set(field, value);
        }
    }
}
