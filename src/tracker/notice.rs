//! Answers: which days does a notice that was entered put in the place of a window in principle?
//!
//! The rules say "in principle each third quarter"; the notice of the year says the days. Those entered by the
//! enterprise stand for the windows in principle of their tier in the same year, or in the same half of it where the
//! rule speaks of halves. Windows of notices that policy/ holds stay beside them.

use super::finding::{Finding, Odd};
use crate::policy::schema::{Opening, Route, Window};
use crate::units::Date;

/// The days of a notice, as entered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// The tier it is for.
    pub tier: String,
    /// The route; both when absent.
    pub route: Option<Route>,
    /// Its number.
    pub number: String,
    /// First day, if the notice names it.
    pub first: Option<Date>,
    /// Last day, included.
    pub last: Date,
}

/// A notice that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// Its day.
    pub on: Date,
    /// What it says.
    pub notice: Notice,
    /// The place of the event.
    pub event: usize,
}

impl Noticed {
    /// True where it puts its days in the place of those that a window has around `day`.
    pub(super) fn stands_for(&self, window: &Window, route: Route, day: Date) -> bool {
        let is_its = window.of == self.notice.tier
            && window.route.is_none_or(|it| it == route)
            && self.notice.route.is_none_or(|it| it == route);
        is_its && is_same_time(window.opens, self.notice.last, day)
    }

    /// Why it does not count, if so.
    pub(super) fn refusal(&self) -> Option<Finding> {
        let ends_first = self.notice.first.is_some_and(|first| self.notice.last < first);
        ends_first.then(|| Finding { odd: Odd::EndsBeforeItBegins, events: vec![self.event] })
    }
}

/// Whether a window opens once for both days.
pub(super) fn is_same_time(opens: Opening, one: Date, other: Date) -> bool {
    match opens {
        Opening::HalfYears => one.year() == other.year() && (one.month() <= 6) == (other.month() <= 6),
        Opening::Quarter(_) => one.year() == other.year(),
        Opening::Days { .. } => false,
    }
}
