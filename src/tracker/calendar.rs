//! Answers: which tracked days belong into a calendar, and how is each known there?
//!
//! What lies ahead does; what is over does not, whether it was done or not, since a reminder of it helps nobody. A day
//! is known by what it is, not by when: a corrected date replaces the event and does not stand beside it. What is no
//! longer asked for cannot be told from what was never exported, and stays in the calendar until it is removed there.
//! Must not know: sentences, formats.

use super::Tracked;
use super::deadline::{About, DueRow, ReviewWindow, Status};
use crate::digest::sha256_hex;
use crate::policy::catalog::family_of;
use crate::units::Date;

/// How many hexadecimal digits of a digest tell two days apart.
const DIGITS: usize = 32;

/// Days for a calendar.
#[derive(Debug)]
pub struct Dated<'t, 'p> {
    /// What it is, the same whatever its days are.
    id: String,
    /// First day.
    pub first: Date,
    /// Last day, included.
    pub last: Date,
    /// How many days the first day lies ahead; negative when it is over.
    pub to_first: i64,
    /// How many days the last day lies ahead.
    pub to_last: i64,
    /// What is on these days.
    pub what: Planned<'t, 'p>,
}

/// What is on some days.
#[derive(Debug)]
pub enum Planned<'t, 'p> {
    /// The same is due on the same day by these rules, one or several.
    Due(Vec<&'t DueRow<'p>>),
    /// A window is open.
    Window(&'t ReviewWindow<'p>),
}

impl Dated<'_, '_> {
    /// Its name in every calendar: the same for the same enterprise, which the caller gives a key of.
    pub fn uid(&self, key: &str) -> String {
        let digest = sha256_hex(format!("{key}\n{}", self.id).as_bytes());
        format!("{}@tidu", digest.get(..DIGITS).unwrap_or(&digest))
    }

    /// It is done, so that nobody is to be reminded.
    pub fn is_done(&self) -> bool {
        match &self.what {
            Planned::Due(rows) => {
                rows.iter().all(|row| matches!(row.status, Status::Done(_) | Status::Late(_)))
            }
            Planned::Window(_) => false,
        }
    }

    /// No other rule asks for the same earlier.
    pub fn is_reminder(&self) -> bool {
        match &self.what {
            Planned::Due(rows) => rows.iter().any(|row| row.is_reminder),
            Planned::Window(_) => true,
        }
    }

    /// Whether it is this row's.
    pub fn is_of(&self, row: &DueRow<'_>) -> bool {
        match &self.what {
            Planned::Due(rows) => rows.iter().any(|it| is_same(it, row) && it.practice.id == row.practice.id),
            Planned::Window(_) => false,
        }
    }
}

/// The days of today and later, in the order of the rows; the same thing on the same day by several rules once.
pub fn dated<'t, 'p>(tracked: &'t Tracked<'p>) -> Vec<Dated<'t, 'p>> {
    let mut all: Vec<Dated<'t, 'p>> = Vec::new();
    for row in tracked.deadlines.iter().filter(|row| tracked.on <= row.due) {
        let beside = all.iter_mut().find_map(|it| match &mut it.what {
            Planned::Due(rows) if rows.iter().any(|it| is_same(it, row)) => Some(rows),
            Planned::Due(_) | Planned::Window(_) => None,
        });
        match beside {
            Some(rows) => rows.push(row),
            None => all.push(Dated {
                id: id_of(row),
                first: row.due,
                last: row.due,
                to_first: tracked.on.days_to(row.due),
                to_last: tracked.on.days_to(row.due),
                what: Planned::Due(vec![row]),
            }),
        }
    }
    let windows = tracked.windows.iter().filter(|window| tracked.on <= window.last);
    all.extend(windows.map(|window| {
        let first = window.first.unwrap_or(window.last);
        Dated {
            id: id_of_window(tracked, window),
            first,
            last: window.last,
            to_first: tracked.on.days_to(first),
            to_last: tracked.on.days_to(window.last),
            what: Planned::Window(window),
        }
    }));
    all
}

/// The same is due on the same day.
fn is_same(one: &DueRow<'_>, other: &DueRow<'_>) -> bool {
    one.deadline.id == other.deadline.id && one.about == other.about && one.due == other.due
}

/// The earliest day is that of the thing itself, by whatever rule; another rule's later day is one of its own.
fn id_of(row: &DueRow<'_>) -> String {
    let (kind, name) = match &row.about {
        About::Title(name) => ("title", name.clone()),
        About::Year(year) => ("year", year.to_string()),
        About::Change(name) => ("change", name.clone()),
    };
    let family = if row.is_reminder { "" } else { family_of(&row.practice.id) };
    format!("{family}\n{}\n{kind}\n{name}", row.deadline.id)
}

/// The rule and the title, so that a notice moves the window in principle; a further notice for the same is one of its
/// own.
fn id_of_window(tracked: &Tracked<'_>, it: &ReviewWindow<'_>) -> String {
    let id = format!("{}\n{}\ntitle\n{}", family_of(&it.practice.id), it.window.id, it.title);
    let is_same = |other: &&ReviewWindow<'_>| {
        other.title == it.title && other.window.id == it.window.id && other.practice.id == it.practice.id
    };
    let first = tracked.windows.iter().find(is_same).and_then(|other| other.notice.as_ref());
    match &it.notice {
        Some(notice) if first.is_some_and(|first| first != notice) => {
            format!("{id}\n{}\n{}", notice.on, notice.notice.number)
        }
        Some(_) | None => id,
    }
}
