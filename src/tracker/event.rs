//! Answers: what happened, by the `events` of a package, and how is it written there again?
//!
//! Reading is lenient: an event that this program does not understand stays as it is and is counted; members beside
//! those of its kind stay with it. Writing gives back what was read (docs/track.md names every kind). Must not know:
//! what follows from an event.

use super::notice::Notice;
use crate::document::route_id;
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::Route;
use crate::units::Date;

/// The most events that are understood; those beyond stay as they are.
pub const MOST_EVENTS: usize = 2000;

/// The member of an event `submitted` with the facts as they were answered then: nothing changes them any more.
pub const ANSWERS: &str = "answers";

/// Something that happened on a day. Events are in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What happened.
    pub what: What,
}

/// What happened, and to what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// To an application.
    Application(Filed, Happened),
    /// To a title, which is known by a name.
    Title(String, TitleEvent),
    /// To the enterprise as a whole.
    Enterprise(EnterpriseEvent),
}

/// One application: the same name for another tier or route is another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filed {
    /// The name that the enterprise gave it.
    pub name: String,
    /// The tier applied for.
    pub tier: String,
    /// New or review.
    pub route: Route,
}

/// What happened to an application. On one day they come in this order where no other one is possible.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    /// The enterprise began to prepare it.
    Prepared,
    /// Submitted on the platform, the first time or after a correction.
    Submitted,
    /// An authority took it in.
    Accepted,
    /// An authority did something that the chain names.
    Done {
        /// The id of the step.
        step: String,
        /// The id of the act in it.
        act: String,
    },
    /// The last step said yes: announced, recognised or extended.
    Announced,
    /// Returned for correction.
    Returned,
    /// Refused.
    Rejected,
    /// Withdrawn by the enterprise.
    Withdrawn,
}

/// What happened to a title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleEvent {
    /// Announced or recognised.
    Recognised {
        /// The tier.
        tier: String,
        /// Its last day, if stated.
        until: Option<Date>,
    },
    /// Renewed.
    Reviewed {
        /// Its last day, if stated.
        until: Option<Date>,
    },
    /// Taken away.
    Revoked {
        /// Why, if stated.
        why: Option<Cause>,
    },
}

/// Why a title was taken away: only misconduct bars new applications (decision 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Accident, dishonesty, unlawfulness or falsification.
    Misconduct,
    /// The standard is no longer met.
    NoLongerMeets,
    /// A major change was not reported in time.
    LateReport,
}

/// What happened to the enterprise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EnterpriseEvent {
    /// The yearly information was updated on the platform.
    Updated {
        /// The year it is for; absent, that of the day.
        year: Option<i32>,
    },
    /// A major change happened.
    Changed {
        /// The name of the change.
        change: String,
    },
    /// A major change was reported on the platform.
    Reported {
        /// The name of the change.
        change: String,
    },
    /// An accident, serious dishonesty, unlawfulness or falsification.
    Incident,
    /// Somebody complained by name.
    Complaint,
    /// A notice names the days of a window.
    Notice(Notice),
}

/// The events of a package, in their order, none of them lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log(Vec<Entry>);

/// An element of `events`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An event, and its members that say something else.
    Event(Event, Vec<(String, Json)>),
    /// What this program does not understand, as it stands.
    Unread(Json),
}

impl Log {
    /// The events as they stand in a package.
    pub fn read(events: &[Json], catalog: &Catalog) -> Self {
        let entry = |(at, json): (usize, &Json)| match Reader(json).event(catalog) {
            Some((event, known)) if at < MOST_EVENTS => {
                let is_further = |(key, _): &&(String, Json)| !known.contains(&key.as_str());
                let members = json.members().unwrap_or_default();
                Entry::Event(event, members.iter().filter(is_further).cloned().collect())
            }
            Some(_) | None => Entry::Unread(json.clone()),
        };
        Self(events.iter().enumerate().map(entry).collect())
    }

    /// The events as they are to stand in a package: read again they are the same.
    pub fn to_json(&self) -> Vec<Json> {
        let write = |entry: &Entry| match entry {
            Entry::Event(event, further) => event.to_json(further),
            Entry::Unread(json) => json.clone(),
        };
        self.0.iter().map(write).collect()
    }

    /// The elements in their order.
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The events that are understood, each with its place in the list.
    pub fn events(&self) -> impl Iterator<Item = (usize, &Event)> {
        self.0.iter().enumerate().filter_map(|(at, entry)| match entry {
            Entry::Event(event, _) => Some((at, event)),
            Entry::Unread(_) => None,
        })
    }

    /// How many elements are not understood.
    pub fn unread(&self) -> usize {
        self.0.len() - self.events().count()
    }
}

/// The members of each form, in the order they are written.
const APPLICATION: &[&str] = &["application", "tier", "route", "kind", "on"];
const STEP: &[&str] = &["application", "tier", "route", "kind", "on", "step", "act"];
const RECOGNISED: &[&str] = &["title", "kind", "on", "tier", "until"];
const REVIEWED: &[&str] = &["title", "kind", "on", "until"];
const REVOKED: &[&str] = &["title", "kind", "on", "why"];
const UPDATED: &[&str] = &["kind", "on", "year"];
const CHANGE: &[&str] = &["kind", "on", "change"];
const PLAIN: &[&str] = &["kind", "on"];
const NOTICE: &[&str] = &["kind", "on", "tier", "route", "number", "first", "last"];

/// An event and the members it is made of.
type Read = (Event, &'static [&'static str]);

/// A member is there and cannot be read.
struct Unreadable;

struct Reader<'j>(&'j Json);

impl Reader<'_> {
    fn text(&self, key: &str) -> Option<String> {
        self.0.get(key)?.as_text().map(str::to_owned)
    }

    fn day(&self, key: &str) -> Option<Date> {
        Date::parse(self.0.get(key)?.as_text()?)
    }

    fn optional<T>(&self, key: &str, read: impl FnOnce(&Json) -> Option<T>) -> Result<Option<T>, Unreadable> {
        self.0.get(key).map(|json| read(json).ok_or(Unreadable)).transpose()
    }

    fn event(&self, catalog: &Catalog) -> Option<Read> {
        let on = self.day("on")?;
        let kind = self.text("kind")?;
        let (what, known) = if self.0.get("application").is_some() {
            self.application(&kind, catalog)?
        } else if self.0.get("title").is_some() {
            self.title(&kind, catalog)?
        } else {
            self.enterprise(&kind, catalog)?
        };
        Some((Event { on, what }, known))
    }

    fn application(&self, kind: &str, catalog: &Catalog) -> Option<(What, &'static [&'static str])> {
        let tier = self.text("tier").filter(|id| catalog.tier(id).is_some())?;
        let route = route_of(&self.text("route")?)?;
        let happened = match kind {
            "prepared" => Happened::Prepared,
            "submitted" => Happened::Submitted,
            "accepted" => Happened::Accepted,
            "done" => Happened::Done { step: self.text("step")?, act: self.text("act")? },
            "announced" => Happened::Announced,
            "returned" => Happened::Returned,
            "rejected" => Happened::Rejected,
            "withdrawn" => Happened::Withdrawn,
            _ => return None,
        };
        let known = if matches!(happened, Happened::Done { .. }) { STEP } else { APPLICATION };
        let filed = Filed { name: self.text("application")?, tier, route };
        Some((What::Application(filed, happened), known))
    }

    fn title(&self, kind: &str, catalog: &Catalog) -> Option<(What, &'static [&'static str])> {
        let until = || self.optional("until", |json| Date::parse(json.as_text()?));
        let (event, known) = match kind {
            "recognised" => {
                let tier = self.text("tier").filter(|id| catalog.tier(id).is_some())?;
                (TitleEvent::Recognised { tier, until: until().ok()? }, RECOGNISED)
            }
            "reviewed" => (TitleEvent::Reviewed { until: until().ok()? }, REVIEWED),
            "revoked" => {
                let why = self.optional("why", |json| Cause::of(json.as_text()?)).ok()?;
                (TitleEvent::Revoked { why }, REVOKED)
            }
            _ => return None,
        };
        Some((What::Title(self.text("title")?, event), known))
    }

    fn enterprise(&self, kind: &str, catalog: &Catalog) -> Option<(What, &'static [&'static str])> {
        let (event, known) = match kind {
            "updated" => {
                let year = self.optional("year", |json| {
                    i32::try_from(json.as_int()?).ok().filter(|year| (1900..2200).contains(year))
                });
                let year = year.ok()?;
                (EnterpriseEvent::Updated { year }, UPDATED)
            }
            "changed" => (EnterpriseEvent::Changed { change: self.text("change")? }, CHANGE),
            "reported" => (EnterpriseEvent::Reported { change: self.text("change")? }, CHANGE),
            "incident" => (EnterpriseEvent::Incident, PLAIN),
            "complaint" => (EnterpriseEvent::Complaint, PLAIN),
            "notice" => (EnterpriseEvent::Notice(self.notice(catalog)?), NOTICE),
            _ => return None,
        };
        Some((What::Enterprise(event), known))
    }

    fn notice(&self, catalog: &Catalog) -> Option<Notice> {
        Some(Notice {
            tier: self.text("tier").filter(|id| catalog.tier(id).is_some())?,
            route: self.optional("route", |json| route_of(json.as_text()?)).ok()?,
            number: self.text("number")?,
            first: self.optional("first", |json| Date::parse(json.as_text()?)).ok()?,
            last: self.day("last")?,
        })
    }
}

fn route_of(word: &str) -> Option<Route> {
    [Route::New, Route::Review].into_iter().find(|it| route_id(*it) == word)
}

impl Cause {
    fn of(word: &str) -> Option<Self> {
        [Self::Misconduct, Self::NoLongerMeets, Self::LateReport].into_iter().find(|it| it.word() == word)
    }

    /// The word in public JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Misconduct => "misconduct",
            Self::NoLongerMeets => "no-longer-meets",
            Self::LateReport => "late-report",
        }
    }
}

impl Happened {
    /// The `kind` in public JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Done { .. } => "done",
            Self::Announced => "announced",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl TitleEvent {
    /// The `kind` in public JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Recognised { .. } => "recognised",
            Self::Reviewed { .. } => "reviewed",
            Self::Revoked { .. } => "revoked",
        }
    }
}

impl EnterpriseEvent {
    /// The `kind` in public JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Updated { .. } => "updated",
            Self::Changed { .. } => "changed",
            Self::Reported { .. } => "reported",
            Self::Incident => "incident",
            Self::Complaint => "complaint",
            Self::Notice(_) => "notice",
        }
    }
}

impl Event {
    /// The event as it is to stand in a package, with these members beside its own.
    pub fn to_json(&self, further: &[(String, Json)]) -> Json {
        let mut out: Vec<(String, Json)> = Vec::new();
        let mut add = |key: &str, value: Json| out.push((key.to_owned(), value));
        let day = |day: Date| Json::from(day.to_string());
        match &self.what {
            What::Application(filed, happened) => {
                add("application", Json::from(&filed.name));
                add("tier", Json::from(&filed.tier));
                add("route", Json::from(route_id(filed.route)));
                add("kind", Json::from(happened.word()));
                add("on", day(self.on));
                if let Happened::Done { step, act } = happened {
                    add("step", Json::from(step));
                    add("act", Json::from(act));
                }
            }
            What::Title(name, event) => {
                add("title", Json::from(name));
                add("kind", Json::from(event.word()));
                add("on", day(self.on));
                let until = match event {
                    TitleEvent::Recognised { tier, until } => {
                        add("tier", Json::from(tier));
                        until
                    }
                    TitleEvent::Reviewed { until } => until,
                    TitleEvent::Revoked { why } => {
                        if let Some(why) = why {
                            add("why", Json::from(why.word()));
                        }
                        &None
                    }
                };
                if let Some(until) = until {
                    add("until", day(*until));
                }
            }
            What::Enterprise(event) => {
                add("kind", Json::from(event.word()));
                add("on", day(self.on));
                match event {
                    EnterpriseEvent::Updated { year } => {
                        if let Some(year) = year {
                            add("year", Json::from(*year));
                        }
                    }
                    EnterpriseEvent::Changed { change } | EnterpriseEvent::Reported { change } => {
                        add("change", Json::from(change));
                    }
                    EnterpriseEvent::Incident | EnterpriseEvent::Complaint => {}
                    EnterpriseEvent::Notice(notice) => {
                        add("tier", Json::from(&notice.tier));
                        if let Some(route) = notice.route {
                            add("route", Json::from(route_id(route)));
                        }
                        add("number", Json::from(&notice.number));
                        if let Some(first) = notice.first {
                            add("first", day(first));
                        }
                        add("last", day(notice.last));
                    }
                }
            }
        }
        out.extend(further.iter().cloned());
        Json::Object(out)
    }
}
