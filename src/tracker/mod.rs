//! Answers: where do applications stand on a day, and who acts next?
//!
//! Everything follows from the set of dated events (a package's `events`) and from the practices and standards of
//! the catalog; `today` is given, and what lies after it has not happened. Events may be entered late and in any
//! order. Must not know: clocks, storage, sentences.

mod application;
mod event;
mod finding;
mod report;

pub use application::{Application, Next, Possible, State};
pub use event::{Cause, EnterpriseEvent, Entry, Event, Filed, Happened, Log, MOST_EVENTS, TitleEvent, What};
pub use finding::{Finding, Odd};
pub use report::to_json;

use crate::policy::catalog::Catalog;
use crate::table::Table;
use crate::units::Date;

/// What follows from the events on a day.
#[derive(Debug)]
pub struct Tracked<'p> {
    /// The day.
    pub on: Date,
    /// Applications in the order of their names.
    pub applications: Vec<Application<'p>>,
    /// How many events lie after the day.
    pub later: usize,
    /// How many elements are not understood.
    pub unread: usize,
}

/// What follows from these events on `today`, which itself has happened.
pub fn track<'p>(catalog: &'p Catalog, log: &Log, today: Date) -> Tracked<'p> {
    // The same event twice is one; the first place stands for both.
    let mut events: Table<&Event, usize> = Table::default();
    for (at, event) in log.events().filter(|(_, event)| event.on <= today) {
        events.get_or_insert_with(event, || at);
    }
    let later = log.events().filter(|(_, event)| today < event.on).count();
    let mut filed: Table<&Filed, Vec<_>> = Table::default();
    for (event, at) in &events {
        if let What::Application(of, happened) = &event.what {
            filed.get_or_insert_with(of, Vec::new).push((event.on, happened, *at));
        }
    }
    let applications =
        filed.into_iter().map(|(of, events)| application::application(catalog, of, events, today)).collect();
    Tracked { on: today, applications, later, unread: log.unread() }
}
