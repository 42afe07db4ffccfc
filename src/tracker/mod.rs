//! Answers: where do applications and titles stand on a day, who acts next, what is due when?
//!
//! Everything follows from the set of dated events (a package's `events`), from titles that are stated, and from the
//! practices and standards of the catalog; `today` is given, and what lies after it has not happened. Events may be
//! entered late and in any order. Must not know: clocks, storage, sentences.

mod application;
mod calendar;
mod deadline;
mod event;
mod finding;
mod handed;
mod informs;
mod ladder;
mod notice;
mod opening;
mod report;
mod reward;
mod title;

pub use application::{Application, Next, Possible, State};
pub use calendar::{Dated, Planned, dated};
pub use deadline::{About, Consequence, DueRow, ReviewWindow, Status};
pub use event::{
    ANSWERS, Cause, EnterpriseEvent, Entry, Event, Filed, Happened, Log, MOST_EVENTS, TitleEvent, What,
};
pub use finding::{Finding, Odd};
pub use handed::{HandedIn, handed_in};
pub use informs::informed;
pub use ladder::{Chance, HORIZON_YEARS, Place, Rung, Timed, ladder};
pub use notice::{Notice, Noticed};
pub use opening::Opens;
pub use report::{ladder_to_json, rewards_to_json, to_json};
pub use reward::{Newness, RewardRow, rewards};
pub use title::{Held, Standing, Term, Title, held};

use crate::policy::catalog::Catalog;
use crate::policy::schema::{Advice, Due, Event as Start, Practice};
use crate::table::Table;
use crate::units::Date;
use deadline::{Dues, Enterprise};
use title::Titles;

/// What follows from the events on a day.
#[derive(Debug)]
pub struct Tracked<'p> {
    /// The day.
    pub on: Date,
    /// Applications in the order of their names.
    pub applications: Vec<Application<'p>>,
    /// Titles: those of events by name, those of applications, those stated.
    pub titles: Vec<Title<'p>>,
    /// What is due, done or over.
    pub deadlines: Vec<DueRow<'p>>,
    /// Windows for reviews.
    pub windows: Vec<ReviewWindow<'p>>,
    /// Notices as entered, those that can be.
    pub notices: Vec<Noticed>,
    /// What the rules say may follow from accidents and complaints.
    pub consequences: Vec<Consequence<'p>>,
    /// What is odd about the events of titles and of the enterprise.
    pub findings: Vec<Finding>,
    /// How many events lie after the day.
    pub later: usize,
    /// How many elements are not understood.
    pub unread: usize,
}

/// A rule that is told.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'p> {
    /// Its file.
    pub practice: &'p Practice,
    /// What it says.
    pub advice: &'p Advice,
}

impl<'p> Rule<'p> {
    fn of(practice: &'p Practice, id: &str) -> Option<Self> {
        let advice = practice.advice.iter().find(|advice| advice.id == *id)?;
        Some(Self { practice, advice })
    }
}

/// What follows from these events and stated titles on `today`, which itself has happened.
pub fn track<'p>(catalog: &'p Catalog, log: &Log, held: &[Held], today: Date) -> Tracked<'p> {
    // The same event twice is one; the first place stands for both.
    let mut events: Table<&Event, usize> = Table::default();
    for (at, event) in log.events().filter(|(_, event)| event.on <= today) {
        events.get_or_insert_with(event, || at);
    }
    let later = log.events().filter(|(_, event)| today < event.on).count();
    let mut filed: Table<&Filed, Vec<_>> = Table::default();
    let mut named: Table<&str, Vec<_>> = Table::default();
    let mut enterprise = Vec::new();
    for (event, at) in &events {
        match &event.what {
            What::Application(of, it) => {
                filed.get_or_insert_with(of, Vec::new).push((event.on, it, *at));
            }
            What::Title(name, it) => {
                named.get_or_insert_with(name.as_str(), Vec::new).push((event.on, it, *at));
            }
            What::Enterprise(it) => enterprise.push((event.on, it, *at)),
        }
    }
    let mut applications: Vec<_> =
        filed.into_iter().map(|(of, events)| application::application(catalog, of, events, today)).collect();
    let mut titles = Titles::new(catalog);
    for (name, events) in &named {
        titles.add(name, events);
    }
    for application in &mut applications {
        titles.grant(application);
    }
    for held in held.iter().filter(|held| held.from <= today) {
        titles.hold(held);
    }
    let (titles, mut findings) = titles.finish();
    let mut enterprise = Enterprise::of(&enterprise);
    let mut dues = Dues { catalog, titles: &titles, enterprise: &mut enterprise, today };
    let deadlines = dues.rows();
    let (windows, consequences) = (dues.windows(), dues.consequences());
    dues.check_notices();
    findings.extend(dues.findings().iter().cloned());
    for application in &mut applications {
        bar(application, &titles, &deadlines);
    }
    Tracked {
        on: today,
        applications,
        titles,
        deadlines,
        windows,
        notices: enterprise.notices,
        consequences,
        findings,
        later,
        unread: log.unread(),
    }
}

/// A revocation for misconduct bars every tier, its last day included (decisions 15 and 24).
fn bar(application: &mut Application<'_>, titles: &[Title<'_>], deadlines: &[DueRow<'_>]) {
    let (Some(on), Some(place)) = (application.submitted, application.submitted_at) else { return };
    for title in titles {
        let Some((from, _, revocation)) = title.revoked else { continue };
        let is_bar = |row: &&DueRow<'_>| {
            matches!(row.deadline.due, Due::After(Start::Revoked, _))
                && row.about == About::Title(title.name.clone())
                && (from <= on && on <= row.due)
        };
        if deadlines.iter().any(|row| is_bar(&row)) {
            let events = vec![place, revocation];
            application.findings.push(Finding { odd: Odd::Barred, events });
        }
    }
}

/// The practices of a day; before the first day that any covers, those of that day, which say what becomes of titles
/// from before.
fn practices_on(catalog: &Catalog, day: Date) -> impl Iterator<Item = &Practice> {
    let first = catalog.book().practices.iter().flat_map(|it| it.applies.iter().map(|it| it.from)).min();
    catalog.practices(first.map_or(day, |first| first.max(day)))
}
