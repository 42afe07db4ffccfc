//! Answers: what was answered when an application was handed in?
//!
//! An event `submitted` of this program holds the facts as they were then. Must not know: what is answered now.

use super::event::{ANSWERS, Entry, Filed, Happened, Log, What};
use crate::document::read_facts;
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::units::Date;

/// What was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The application.
    pub filed: Filed,
    /// The day.
    pub on: Date,
    /// The facts as they were answered then.
    pub facts: Facts,
}

/// What was handed in with its answers, in the order of the list of events. Answers that cannot be read are left out:
/// the application itself says so.
pub fn handed_in(log: &Log, catalog: &Catalog) -> Vec<HandedIn> {
    log.entries().iter().filter_map(|entry| of(entry, catalog)).collect()
}

fn of(entry: &Entry, catalog: &Catalog) -> Option<HandedIn> {
    let Entry::Event(event, further) = entry else { return None };
    let What::Application(filed, Happened::Submitted) = &event.what else { return None };
    let (_, answers) = further.iter().find(|(key, _)| key == ANSWERS)?;
    let facts = read_facts(answers, catalog).ok()?;
    Some(HandedIn { filed: filed.clone(), on: event.on, facts })
}
