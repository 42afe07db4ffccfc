//! Answers: how is a term of an item counted on the calendar, day by day?
//!
//! The readings of decisions 11 to 14 with the days that follow from them, for one item and one filing date.

use super::number;
use super::say::tr;
use crate::facts::Item;
use crate::policy::schema::{FieldId, Test};
use crate::units::Date;

/// The days by which a test of an item is decided; `None` where it is not about days, or the day is not known.
pub fn reading(test: &Test, item: &Item, filing: Date) -> Option<String> {
    let day = |field: FieldId| item.date(field);
    let told = match test {
        Test::WithinYears(it) => {
            let last = day(it.field)?.plus_years(it.years);
            let years = number::years(it.years);
            worded!("{years}内算到 {last}，含当日", "{years}: counted to {last}, that day included")
        }
        Test::OlderThan(it) => {
            let anniversary = day(it.field)?.plus_years(it.years);
            let years = number::years(it.years);
            worded!(
                "{anniversary} 满 {years}，次日起才算超过",
                "{years} full on {anniversary}, exceeded only from the next day"
            )
        }
        Test::AtLeastOld(it) => {
            let anniversary = day(it.field)?.plus_years(it.years);
            let years = number::years(it.years);
            worded!(
                "{anniversary} 满 {years}，当日起算满",
                "{years} full on {anniversary}, counted as full from that day"
            )
        }
        Test::InYears(it) => {
            let years: Vec<String> =
                it.years.iter().map(|period| period.year(filing.year()).to_string()).collect();
            let years = years.join(tr("、", ", "));
            worded!("只算 {years} 年的", "counted only in {years}")
        }
        Test::Since(it) => {
            let year = it.period.year(filing.year());
            worded!("只算 {year} 年 1 月 1 日以后的", "only from 1 January {year} on")
        }
        Test::OnOrAfter(it) => {
            let day = it.day;
            worded!("只算 {day} 以后的，含当日", "only from {day} on, that day included")
        }
        Test::Happened(field) => {
            day(*field)?;
            worded!(
                "只算申报日 {filing} 以前的，含当日",
                "only up to the filing day {filing}, that day included"
            )
        }
        Test::Valid(it) => {
            if let Some(until) = day(it.until) {
                worded!("有效期到 {until}，含当日", "valid to {until}, that day included")
            } else {
                let (from, years) = (day(it.from?)?, it.years?);
                let (last, years) = (from.plus_years(years), number::years(years));
                worded!(
                    "没写截止日，按 {years}到 {last}，含当日",
                    "no end stated, {years} taken, to {last}, that day included"
                )
            }
        }
        Test::Is(_)
        | Test::Needs(_)
        | Test::Any(_)
        | Test::All(_)
        | Test::OneOf(_)
        | Test::IsTrue(_)
        | Test::AtMost(_)
        | Test::AfterFiling(_)
        | Test::Stated(_)
        | Test::EndsBeyond(_) => return None,
    };
    Some(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Value;
    use crate::policy::schema::{FieldYears, Validity};

    fn item(days: &[(&str, &str)]) -> Item {
        let mut item = Item::default();
        for (field, day) in days {
            item.set(FieldId::of(field), Some(Value::Date(Date::parse(day).unwrap())));
        }
        item
    }

    fn told(test: &Test, days: &[(&str, &str)]) -> Option<String> {
        reading(test, &item(days), Date::parse("2026-02-28").unwrap())
    }

    /// Decision 11: 29 February + 3 years is 28 February; decision 12: that day still counts.
    #[test]
    fn leap_days_end_on_the_last_day_of_february() {
        let test = Test::WithinYears(FieldYears { field: FieldId::of("on"), years: 3 });
        assert_eq!(told(&test, &[("on", "2024-02-29")]).as_deref(), Some("3 年内算到 2027-02-28，含当日"));
        assert_eq!(told(&test, &[]), None);
    }

    /// Decision 14: more than two years begins on the day after the anniversary.
    #[test]
    fn more_than_two_years_begins_the_day_after() {
        let older = Test::OlderThan(FieldYears { field: FieldId::of("on"), years: 2 });
        assert_eq!(
            told(&older, &[("on", "2024-02-28")]).as_deref(),
            Some("2026-02-28 满 2 年，次日起才算超过")
        );
        let at_least = Test::AtLeastOld(FieldYears { field: FieldId::of("on"), years: 1 });
        assert_eq!(
            told(&at_least, &[("on", "2025-02-28")]).as_deref(),
            Some("2026-02-28 满 1 年，当日起算满")
        );
    }

    /// Decision 13: recognition + 3 years, both included, unless an end is given.
    #[test]
    fn validity_tells_which_end_it_goes_by() {
        let test = Test::Valid(Validity {
            from: Some(FieldId::of("from")),
            until: FieldId::of("until"),
            years: Some(3),
            except: None,
        });
        assert_eq!(
            told(&test, &[("from", "2023-02-28")]).as_deref(),
            Some("没写截止日，按 3 年到 2026-02-28，含当日")
        );
        assert_eq!(
            told(&test, &[("from", "2023-02-28"), ("until", "2025-12-31")]).as_deref(),
            Some("有效期到 2025-12-31，含当日")
        );
    }
}
