//! Answers: what is due when, by which rule, and was it done?
//!
//! Every row is a deadline of a practice in force on the day that starts it (a yearly one: on the day itself); what
//! started before any was in force: validity and bars by the first. The day due is included. Where two practices ask for the same, both stand here and the earlier is the reminder.

use super::event::{Cause, EnterpriseEvent};
use super::finding::{Finding, Odd};
use super::notice::Noticed;
use super::title::Title;
use super::{Rule, practices_on};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Deadline, Due, Event as Start, Opening, Practice, Route, Window};
use crate::table::Table;
use crate::units::Date;

/// A deadline on its day.
#[derive(Debug)]
pub struct DueRow<'p> {
    /// The file of the rule.
    pub practice: &'p Practice,
    /// The rule.
    pub deadline: &'p Deadline,
    /// What it is due for.
    pub about: About,
    /// The day that it is reckoned from; absent of a yearly day, and of a last day that is stated.
    pub from: Option<Date>,
    /// The last day, included.
    pub due: Date,
    /// How it stands.
    pub status: Status,
    /// No other rule asks for the same earlier.
    pub is_reminder: bool,
    /// What follows when it is missed.
    pub missed: Option<Rule<'p>>,
}

/// What something is due for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The title of this name: its validity, or the bar after its revocation.
    Title(String),
    /// The update of this year.
    Year(i32),
    /// The change of this name.
    Change(String),
}

/// How a deadline stands. Days are calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// So many days are left.
    Open(i64),
    /// It is the last day.
    Today,
    /// It was missed by so many days, and is not done.
    Overdue(i64),
    /// Done in time, on this day.
    Done(Date),
    /// Done too late, on this day.
    Late(Date),
    /// A time that has ended so many days ago; nothing was to be done.
    Over(i64),
}

impl Status {
    fn of(due: Date, done: Option<Date>, today: Date) -> Self {
        match done {
            Some(on) if on <= due => Self::Done(on),
            Some(on) => Self::Late(on),
            None if due < today => Self::Overdue(due.days_to(today)),
            None if today < due => Self::Open(today.days_to(due)),
            None => Self::Today,
        }
    }

    fn of_time(until: Date, today: Date) -> Self {
        if until < today { Self::Over(until.days_to(today)) } else { Self::of(until, None, today) }
    }

    /// True of what was missed.
    pub const fn is_missed(self) -> bool {
        matches!(self, Self::Overdue(_) | Self::Late(_))
    }
}

/// A window for the review of a title.
#[derive(Debug)]
pub struct ReviewWindow<'p> {
    /// The title's name.
    pub title: String,
    /// The file of the rule.
    pub practice: &'p Practice,
    /// The rule.
    pub window: &'p Window,
    /// First day, if known.
    pub first: Option<Date>,
    /// Last day, included.
    pub last: Date,
    /// Not the days of a notice.
    pub is_in_principle: bool,
    /// The notice, as entered, that names the days in the place of the rule.
    pub notice: Option<Noticed>,
}

/// What a rule says may follow from an event; no term is named.
#[derive(Debug)]
pub struct Consequence<'p> {
    /// The place of the event.
    pub event: usize,
    /// The day.
    pub on: Date,
    /// What the rule says.
    pub rule: Rule<'p>,
}

/// The events of the enterprise that something follows from.
#[derive(Debug, Default)]
pub(super) struct Enterprise {
    /// The first update for each year.
    updated: Table<i32, Date>,
    changed: Table<String, (Date, usize)>,
    reported: Table<String, Date>,
    /// Accidents and complaints: the day, the id of what is said about them, the place.
    incidents: Vec<(Date, &'static str, usize)>,
    /// Notices that count.
    pub(super) notices: Vec<Noticed>,
    findings: Vec<Finding>,
}

impl Enterprise {
    /// From events in the order of their days.
    pub(super) fn of(events: &[(Date, &EnterpriseEvent, usize)]) -> Self {
        let mut all = Self::default();
        for (on, event, at) in events {
            match event {
                EnterpriseEvent::Updated { year } => {
                    all.updated.get_or_insert_with(year.unwrap_or(on.year()), || *on);
                }
                EnterpriseEvent::Changed { change } => {
                    let (_, first) = *all.changed.get_or_insert_with(change.clone(), || (*on, *at));
                    if first != *at {
                        all.findings.push(Finding { odd: Odd::Twice, events: vec![*at, first] });
                    }
                }
                EnterpriseEvent::Reported { .. } => {}
                EnterpriseEvent::Incident => all.incidents.push((*on, "revocation", *at)),
                EnterpriseEvent::Complaint => all.incidents.push((*on, "complaint", *at)),
                EnterpriseEvent::Notice(notice) => {
                    let noticed = Noticed { on: *on, notice: notice.clone(), event: *at };
                    match noticed.refusal() {
                        Some(finding) => all.findings.push(finding),
                        None => all.notices.push(noticed),
                    }
                }
            }
        }
        for (on, event, at) in events {
            let EnterpriseEvent::Reported { change } = event else { continue };
            match all.changed.get(change.as_str()) {
                None => all.findings.push(Finding { odd: Odd::ReportOfNothing, events: vec![*at] }),
                Some((day, place)) if on < day => {
                    all.findings.push(Finding { odd: Odd::ReportBeforeChange, events: vec![*at, *place] });
                }
                Some(_) => {
                    all.reported.get_or_insert_with(change.clone(), || *on);
                }
            }
        }
        all
    }
}

/// Rows, windows and consequences in the making.
pub(super) struct Dues<'p, 'e> {
    pub(super) catalog: &'p Catalog,
    pub(super) titles: &'e [Title<'p>],
    pub(super) enterprise: &'e mut Enterprise,
    pub(super) today: Date,
}

impl<'p> Dues<'p, '_> {
    /// All rows: validity, bars, yearly updates, changes.
    pub(super) fn rows(&mut self) -> Vec<DueRow<'p>> {
        let mut rows = Vec::new();
        for title in self.titles {
            self.of_title(title, &mut rows);
        }
        self.of_years(&mut rows);
        self.of_changes(&mut rows);
        let earliest: Vec<bool> = rows
            .iter()
            .map(|row| {
                let is_same = |it: &&DueRow<'_>| it.deadline.id == row.deadline.id && it.about == row.about;
                rows.iter().filter(is_same).all(|it| row.due <= it.due)
            })
            .collect();
        for (row, is_reminder) in rows.iter_mut().zip(earliest) {
            row.is_reminder = is_reminder;
        }
        rows
    }

    /// The last term of a title, and how long a revocation for misconduct bars.
    fn of_title(&self, title: &Title<'p>, rows: &mut Vec<DueRow<'p>>) {
        let about = About::Title(title.name.clone());
        if let (Some(term), None) = (title.last(), title.revoked) {
            let practices = practices_on(self.catalog, term.from);
            for (practice, deadline, months) in after(Start::Recognised, practices) {
                let due = if term.is_stated { term.until } else { term.from.plus_months(months) };
                let from = (!term.is_stated).then_some(term.from);
                rows.push(row(practice, deadline, &about, (from, due), Status::of_time(due, self.today)));
            }
        }
        if let Some((on, Some(Cause::Misconduct), _)) = title.revoked {
            for (practice, deadline, months) in after(Start::Revoked, practices_on(self.catalog, on)) {
                let due = on.plus_months(months);
                let days = (Some(on), due);
                rows.push(row(practice, deadline, &about, days, Status::of_time(due, self.today)));
            }
        }
    }

    /// Each yearly day after a recognition up to the end of validity (decision 17), by the rule in force on it.
    fn of_years(&self, rows: &mut Vec<DueRow<'p>>) {
        let terms = || self.titles.iter().flat_map(|title| &title.terms);
        let first = terms().map(|term| term.from.year()).min();
        let last = terms().map(|term| term.until.year()).max();
        let (Some(first), Some(last)) = (first, last) else { return };
        for year in first..=last {
            for practice in &self.catalog.book().practices {
                self.of_year(year, practice, rows);
            }
        }
    }

    fn of_year(&self, year: i32, practice: &'p Practice, rows: &mut Vec<DueRow<'p>>) {
        for deadline in practice.deadline.0 {
            let Due::EachYear { month, day } = deadline.due else { continue };
            let Some(due) = Date::new(year, month, day) else { continue };
            let is_in_force = self.catalog.practices(due).any(|it| it.id == practice.id);
            if is_in_force && self.titles.iter().any(|title| title.was_held_before(due)) {
                let done = self.enterprise.updated.get(&year).copied();
                let status = Status::of(due, done, self.today);
                rows.push(row(practice, deadline, &About::Year(year), (None, due), status));
            }
        }
    }

    fn of_changes(&mut self, rows: &mut Vec<DueRow<'p>>) {
        for (name, (on, at)) in &self.enterprise.changed {
            if !self.holds_on(*on) {
                self.enterprise.findings.push(Finding { odd: Odd::NoTitleThen, events: vec![*at] });
                continue;
            }
            let done = self.enterprise.reported.get(name.as_str()).copied();
            let started = after(Start::Changed, self.catalog.practices(*on));
            if started.is_empty() {
                self.enterprise.findings.push(Finding { odd: Odd::NoRuleThen, events: vec![*at] });
            }
            for (practice, deadline, months) in started {
                let due = on.plus_months(months);
                let status = Status::of(due, done, self.today);
                rows.push(row(practice, deadline, &About::Change(name.clone()), (Some(*on), due), status));
            }
        }
    }

    fn holds_on(&self, day: Date) -> bool {
        self.titles.iter().any(|title| title.is_valid_on(day))
    }

    /// The windows for the review of each title: in the year of its last day (decision 17), on the days of a notice
    /// where one was entered.
    pub(super) fn windows(&self) -> Vec<ReviewWindow<'p>> {
        let mut all = Vec::new();
        for title in self.titles.iter().filter(|title| title.revoked.is_none()) {
            let Some(term) = title.last() else { continue };
            for practice in self.catalog.practices(term.until) {
                let its = |it: &&Window| it.of == title.tier && it.route != Some(Route::New);
                for window in practice.window.iter().filter(its) {
                    self.window(title, practice, window, term.until, &mut all);
                }
            }
        }
        all
    }

    fn window(
        &self,
        title: &Title<'p>,
        practice: &'p Practice,
        window: &'p Window,
        end: Date,
        all: &mut Vec<ReviewWindow<'p>>,
    ) {
        let of = |(first, last), notice: Option<&Noticed>| ReviewWindow {
            title: title.name.clone(),
            practice,
            window,
            first,
            last,
            is_in_principle: notice.is_none() && !matches!(window.opens, Opening::Days { .. }),
            notice: notice.cloned(),
        };
        let notices = self.enterprise.notices.iter();
        let told = all.len();
        let stand = notices.filter(|it| it.stands_for(window, Route::Review, end));
        all.extend(stand.map(|it| of((it.notice.first, it.notice.last), Some(it))));
        if all.len() == told {
            all.extend(days(window.opens, end).map(|days| of(days, None)));
        }
    }

    /// Tells of notices that have no window in principle to stand for.
    pub(super) fn check_notices(&mut self) {
        for it in &self.enterprise.notices {
            let last = it.notice.last;
            let mut windows = self.catalog.practices(last).flat_map(|practice| practice.window.iter());
            let routes = [Route::New, Route::Review];
            if !windows.any(|window| routes.iter().any(|route| it.stands_for(window, *route, last))) {
                let finding = Finding { odd: Odd::NoRuleThen, events: vec![it.event] };
                self.enterprise.findings.push(finding);
            }
        }
    }

    /// What the rules say of accidents and complaints while a title is valid.
    pub(super) fn consequences(&mut self) -> Vec<Consequence<'p>> {
        let mut all = Vec::new();
        for (on, id, event) in &self.enterprise.incidents {
            if !self.holds_on(*on) {
                self.enterprise.findings.push(Finding { odd: Odd::NoTitleThen, events: vec![*event] });
                continue;
            }
            let rules = self.catalog.practices(*on).filter_map(|practice| Rule::of(practice, id));
            let told = all.len();
            all.extend(rules.map(|rule| Consequence { event: *event, on: *on, rule }));
            if all.len() == told {
                self.enterprise.findings.push(Finding { odd: Odd::NoRuleThen, events: vec![*event] });
            }
        }
        all
    }

    /// What is odd about the events of the enterprise.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.enterprise.findings
    }
}

/// The deadlines of these practices that such an event starts, with their months.
fn after<'p>(
    start: Start,
    practices: impl Iterator<Item = &'p Practice>,
) -> Vec<(&'p Practice, &'p Deadline, u32)> {
    let deadlines = practices.flat_map(|it| it.deadline.0.iter().map(move |deadline| (it, deadline)));
    let started = deadlines.filter_map(|(practice, deadline)| match deadline.due {
        Due::After(by, months) if by == start => Some((practice, deadline, months)),
        Due::After(..) | Due::EachYear { .. } => None,
    });
    started.collect()
}

/// The days of a window in the year of `end`, or in its half of that year.
pub(super) fn days(opens: Opening, end: Date) -> Option<(Option<Date>, Date)> {
    let months = |first: u32, count: u32| {
        let first = Date::new(end.year(), first, 1)?;
        Some((Some(first), first.plus_months(count).day_before()))
    };
    match opens {
        Opening::HalfYears => months(if end.month() <= 6 { 1 } else { 7 }, 6),
        Opening::Quarter(quarter) => months(u32::from(quarter) * 3 - 2, 3),
        Opening::Days { first, last } => (last.year() == end.year()).then_some((first, last)),
    }
}

fn row<'p>(
    practice: &'p Practice,
    deadline: &'p Deadline,
    about: &About,
    (from, due): (Option<Date>, Date),
    status: Status,
) -> DueRow<'p> {
    let missed = deadline.missed.as_ref().and_then(|id| Rule::of(practice, id));
    DueRow { practice, deadline, about: about.clone(), from, due, status, is_reminder: false, missed }
}
