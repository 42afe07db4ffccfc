//! Answers: on which days may be filed next, and what is assumed of the years until then?
//!
//! The windows are those of the practices in force. Figures of a year that is not over when the plan is made are
//! assumed to be those of the last year before it that is stated.

use crate::assess::Filing;
use crate::facts::{Answer, FactKey, Facts, Stated, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Kind, Opening, Practice, Window};
use crate::units::Date;

/// How many years after the filing date are looked at: in the last of them every figure that a rule asks for can be
/// new.
pub(super) const YEARS: i32 = 3;

/// A window on its days.
#[derive(Clone, Copy, Debug)]
pub struct Season<'p> {
    /// The file of the rule.
    pub practice: &'p Practice,
    /// The rule.
    pub window: &'p Window,
    /// First day.
    pub first: Date,
    /// Last day, included.
    pub last: Date,
}

/// The windows of a tier and a route that end after a day, by their first day.
pub(super) fn seasons<'p>(catalog: &'p Catalog, tier: &str, filing: Filing) -> Vec<Season<'p>> {
    let mut found: Vec<Season<'p>> = Vec::new();
    let year = filing.as_of.year();
    for practice in catalog.book().practices.0 {
        for window in practice.window.0 {
            let is_its = window.of == tier
                && window.actor == "enterprise"
                && window.route.is_none_or(|it| it == filing.route);
            if !is_its {
                continue;
            }
            for year in year..=year + YEARS {
                for (first, last) in days(window.opens, year) {
                    let is_in_force = catalog.practices(first).any(|it| it.id == practice.id);
                    if filing.as_of <= last && is_in_force {
                        let at = found.iter().position(|it| first < it.first).unwrap_or(found.len());
                        found.insert(at, Season { practice, window, first, last });
                    }
                }
            }
        }
    }
    found
}

fn days(opens: Opening, year: i32) -> Vec<(Date, Date)> {
    let months = |first: u32, count: u32| {
        let first = Date::new(year, first, 1)?;
        Some((first, first.plus_months(count).day_before()))
    };
    match opens {
        Opening::HalfYears => months(1, 6).into_iter().chain(months(7, 6)).collect(),
        Opening::Quarter(quarter) => months(u32::from(quarter) * 3 - 2, 3).into_iter().collect(),
        Opening::Days { first: Some(first), last } if last.year() == year => vec![(first, last)],
        Opening::Days { .. } => Vec::new(),
    }
}

/// The facts as they are assumed for a filing in `year`, and which figures are assumed: those of years from `open` on
/// that are not stated are what the last year before says.
pub(super) fn assumed(catalog: &Catalog, facts: &Facts, open: i32, year: i32) -> (Facts, Vec<FactKey>) {
    let (mut assumed, mut keys) = (facts.clone(), Vec::new());
    let yearly = |fact: &&crate::policy::schema::Fact| !fact.periods.is_empty() && fact.kind != Kind::List;
    for fact in catalog.groups().iter().flat_map(|group| &group.fact).filter(yearly) {
        for at in open..=year {
            let key = FactKey::of_year(fact.key(), at);
            let before = FactKey::of_year(fact.key(), at - 1);
            let is_asked = fact.periods.iter().any(|period| period.year(year) == at);
            if assumed.answer(key) != Answer::Unanswered {
                continue;
            }
            let value: Option<Value> = match assumed.answer(before) {
                Answer::Known(value) => Some(value.clone()),
                Answer::NotApplicable | Answer::Unanswered => None,
            };
            if let Some(value) = value {
                assumed.set(key, Some(Stated::Value(value)));
                if is_asked {
                    keys.push(key);
                }
            }
        }
    }
    (assumed, keys)
}

/// Days after `after`, up to `until`, on which something of the facts or the law may turn by time alone, rising.
pub(super) fn turns(catalog: &Catalog, facts: &Facts, after: Date, until: Date) -> Vec<Date> {
    let mut days: Vec<Date> = Vec::new();
    let mut add = |day: Date| {
        let at = days.iter().position(|it| day <= *it).unwrap_or(days.len());
        if after < day && day <= until && days.get(at) != Some(&day) {
            days.insert(at, day);
        }
    };
    for year in after.year()..=until.year() {
        Date::new(year, 1, 1).into_iter().for_each(&mut add);
    }
    let book = catalog.book();
    for applies in book.standards.iter().flat_map(|it| &it.applies) {
        add(applies.from);
        applies.before.into_iter().for_each(&mut add);
    }
    for guard in book.standards.iter().flat_map(|it| &it.guard) {
        add(guard.from);
        guard.before.into_iter().for_each(&mut add);
    }
    for (list, held) in facts.lists() {
        let fields = catalog.fact(*list).map_or(&[][..], |fact| fact.field.as_slice());
        for item in &held.items {
            for day in fields.iter().filter_map(|field| item.date(field.key())) {
                // Terms are at most ten years; they end on the day or the day after it.
                for years in 0..=10 {
                    add(day.plus_years(years));
                    add(day.plus_years(years).day_after());
                }
            }
        }
    }
    days
}
