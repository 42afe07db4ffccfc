//! Answers: what does a tracked log look like outside the program?
//!
//! The public JSON, format `tidu-track`, version 1 (docs/track.md explains it), for the command line.

use super::application::{Application, Next, Possible, State};
use super::deadline::{About, Consequence, DueRow, ReviewWindow, Status};
use super::event::Happened;
use super::finding::Finding;
use super::ladder::{Chance, Rung, Timed};
use super::notice::Noticed;
use super::reward::{Newness, RewardRow};
use super::title::{Standing, Title};
use super::{Rule, Tracked, application};
use crate::document::route_id;
use crate::json::Json;
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::held::Str;
use crate::policy::schema::{Due, Event as Start, Particular, ParticularSort, Practice, Source, Stage};
use crate::report::{mark_sign, open_json, truth_word};
use crate::units::Date;

macro_rules! object {
    ({ $($key:literal : $value:expr),* $(,)? }) => {
        Json::Object(vec![$(($key.to_owned(), Json::from($value))),*])
    };
}

/// The public JSON: `{format, version, catalog, on, applications, titles, deadlines, ...}`.
pub fn to_json(catalog: &Catalog, tracked: &Tracked<'_>) -> Json {
    let report = Report { catalog };
    object!({
        "format": "tidu-track",
        "version": 1,
        "catalog": catalog.digest(),
        "on": tracked.on.to_string(),
        "applications": tracked.applications.iter().map(|it| report.application(it)).collect::<Vec<_>>(),
        "titles": tracked.titles.iter().map(|it| report.title(it, tracked.on)).collect::<Vec<_>>(),
        "deadlines": tracked.deadlines.iter().map(|it| report.due(it)).collect::<Vec<_>>(),
        "windows": tracked.windows.iter().map(|it| report.window(it)).collect::<Vec<_>>(),
        "consequences": tracked.consequences.iter().map(|it| report.consequence(it)).collect::<Vec<_>>(),
        "findings": findings(&tracked.findings),
        "later": tracked.later,
        "unread": tracked.unread,
    })
}

/// The member `ladder`: when each tier can be filed for, from the lowest to the highest.
pub fn ladder_to_json(catalog: &Catalog, ladder: &[Rung<'_>]) -> Json {
    let report = Report { catalog };
    ladder.iter().map(|it| report.rung(it)).collect()
}

/// The member `rewards`: what the rules of the day name for new recognitions.
pub fn rewards_to_json(catalog: &Catalog, rewards: &[RewardRow<'_>]) -> Json {
    let report = Report { catalog };
    rewards.iter().map(|it| report.reward(it)).collect()
}

impl State {
    /// The word in public JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::UnderWay => "under-way",
            Self::Returned => "returned",
            Self::Granted => "granted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

struct Report<'c> {
    catalog: &'c Catalog,
}

impl Report<'_> {
    fn application(&self, it: &Application<'_>) -> Json {
        let unrecorded: Vec<Json> = it
            .unrecorded
            .iter()
            .map(|(stage, act)| object!({ "step": &stage.id, "act": act.as_str() }))
            .collect();
        object!({
            "application": &it.filed.name,
            "tier": &it.filed.tier,
            "route": route_id(it.filed.route),
            "state": it.state.word(),
            "since": it.since.map(|day| day.to_string()),
            "submitted": it.submitted.map(|day| day.to_string()),
            "standard": it.standard.as_ref().and_then(application::version),
            "standard_status": it.standard.as_ref().map(standard_status),
            "practice": it.practice.map(|practice| practice.id.as_str()),
            "next": self.next(it),
            "possible": it.possible.iter().map(possible).collect::<Vec<_>>(),
            "unrecorded": unrecorded,
            "findings": findings(&it.findings),
        })
    }

    fn next(&self, it: &Application<'_>) -> Json {
        let (who, steps): (_, &[&Stage]) = match &it.next {
            Next::Nobody => ("nobody", &[]),
            Next::Enterprise => ("enterprise", &[]),
            Next::Steps(steps) => ("authority", steps),
            Next::Unwritten(first) => ("unknown", first.as_slice()),
        };
        let step = |stage: &&Stage| self.step(it.practice, stage);
        object!({ "who": who, "steps": steps.iter().map(step).collect::<Vec<_>>() })
    }

    fn step(&self, practice: Option<&Practice>, stage: &Stage) -> Json {
        let actor = practice.and_then(|it| it.actor.iter().find(|actor| actor.id == stage.actor));
        let acts: Vec<&str> = stage.acts.iter().map(Str::as_str).collect();
        object!({
            "step": &stage.id,
            "actor": &stage.actor,
            "name": actor.map(|actor| actor.label.zh.as_str()),
            "acts": acts,
            "source": self.source(&stage.source),
        })
    }

    fn title(&self, it: &Title<'_>, today: Date) -> Json {
        let term = |term: &super::Term| {
            object!({
                "from": term.from.to_string(),
                "until": term.until.to_string(),
                "stated": term.is_stated,
            })
        };
        object!({
            "title": &it.name,
            "tier": &it.tier,
            "standing": standing_word(it.standing(today)),
            "terms": it.terms.iter().map(term).collect::<Vec<_>>(),
            "revoked": it.revoked.map(|(on, ..)| on.to_string()),
            "why": it.revoked.and_then(|(_, why, _)| why).map(super::Cause::word),
            "overlaps": it.overlaps.clone(),
            "transition": it.transition.iter().map(|rule| self.rule(*rule)).collect::<Vec<_>>(),
        })
    }

    fn due(&self, row: &DueRow<'_>) -> Json {
        let (status, days, on) = status_words(row.status);
        let mut out = object!({
            "rule": format!("{}#{}", row.practice.id, row.deadline.id),
            "label": &row.deadline.label.zh,
            "from": row.from.map(|day| day.to_string()),
            "due": row.due.to_string(),
            "status": status,
            "reminder": row.is_reminder,
            "source": self.source(&row.deadline.source),
        });
        match &row.about {
            About::Title(name) => out.insert_new("title", Json::from(name)),
            About::Year(year) => out.insert_new("year", Json::from(*year)),
            About::Change(name) => out.insert_new("change", Json::from(name)),
        };
        if let Some(days) = days {
            out.insert_new("days", Json::Int(days));
        }
        if let Some(on) = on {
            out.insert_new("done", Json::from(on.to_string()));
        }
        if matches!(row.deadline.due, Due::After(Start::Revoked, _)) {
            out.insert_new("earliest", Json::from(row.due.day_after().to_string()));
        }
        if !row.deadline.checklist.is_empty() {
            out.insert_new("checklist", row.deadline.checklist.iter().map(particular).collect());
        }
        if let Some(missed) = row.missed {
            out.insert_new("missed", self.rule(missed));
        }
        out
    }

    fn window(&self, it: &ReviewWindow<'_>) -> Json {
        object!({
            "rule": format!("{}#{}", it.practice.id, it.window.id),
            "label": &it.window.label.zh,
            "title": &it.title,
            "first": it.first.map(|day| day.to_string()),
            "last": it.last.to_string(),
            "in_principle": it.is_in_principle,
            "notice": it.notice.as_ref().map(notice),
            "source": self.source(&it.window.source),
        })
    }

    fn reward(&self, it: &RewardRow<'_>) -> Json {
        let amount = it.reward.amount;
        let questions: Vec<&str> = it.questions.iter().map(|it| it.asked.zh.as_str()).collect();
        object!({
            "rule": format!("{}#{}", it.practice.id, it.reward.id),
            "label": &it.reward.label.zh,
            "of": &it.name,
            "on": it.on.map(|day| day.to_string()),
            "amount": amount.number.to_string(),
            "unit": amount.unit.sign(),
            "new": newness_word(it.is_new),
            "local": it.is_local,
            "source": self.source(&it.reward.source),
            "unconfirmed": questions,
        })
    }

    fn rung(&self, it: &Rung<'_>) -> Json {
        let chance = |it: &Option<Chance<'_>>| it.as_ref().map(|it| self.chance(it));
        let beside = it.beside.iter().map(|it| object!({ "rule": it.path(), "label": &it.label.zh }));
        object!({
            "tier": it.tier,
            "held": it.held.clone(),
            "next": chance(&it.next),
            "perhaps": chance(&it.perhaps),
            "earliest": chance(&it.earliest),
            "until": it.until.to_string(),
            "beside": beside.collect::<Vec<_>>(),
            "score": it.has_score,
        })
    }

    fn chance(&self, it: &Chance<'_>) -> Json {
        let opens = &it.opens;
        let window = object!({
            "rule": format!("{}#{}", opens.practice.id, opens.window.id),
            "label": &opens.window.label.zh,
            "first": opens.first.map(|day| day.to_string()),
            "last": opens.last.to_string(),
            "in_principle": opens.is_in_principle,
            "notice": opens.notice.as_ref().map(notice),
            "source": self.source(&opens.window.source),
        });
        object!({
            "day": it.day.to_string(),
            "window": window,
            "standard": it.standard.map(|standard| standard.id.as_str()),
            "conditions": it.conditions.iter().map(|it| self.timed(it)).collect::<Vec<_>>(),
        })
    }

    fn timed(&self, it: &Timed<'_>) -> Json {
        let mut out = object!({
            "rule": it.rule.path(),
            "label": &it.rule.label.zh,
            "truth": truth_word(it.truth),
            "source": self.source(it.rule.source),
        });
        if !it.asks.is_empty() {
            out.insert_new("asks", Json::from(it.asks.clone()));
            out.insert_new("by", Json::from(it.by.clone()));
        }
        if !it.open.is_empty() {
            let missing = it.open.iter().map(|open| open_json(self.catalog, *open));
            out.insert_new("missing", missing.collect());
        }
        out
    }

    fn consequence(&self, it: &Consequence<'_>) -> Json {
        object!({ "on": it.on.to_string(), "events": vec![it.event], "rule": self.rule(it.rule) })
    }

    fn rule(&self, it: Rule<'_>) -> Json {
        object!({
            "rule": format!("{}#{}", it.practice.id, it.advice.id),
            "label": &it.advice.label.zh,
            "source": self.source(&it.advice.source),
        })
    }

    fn source(&self, source: &Source) -> Json {
        let instrument = self.catalog.instrument(&source.instrument).map(|it| it.short.zh.as_str());
        let mut out = object!({
            "instrument": &source.instrument,
            "citation": format!("{}{}", instrument.unwrap_or_default(), source.article),
            "mark": mark_sign(source.mark),
        });
        if let Some(note) = &source.mark_note {
            out.insert_new("mark_note", Json::from(&note.zh));
        }
        if !source.choices.is_empty() {
            let choices: Vec<u32> = source.choices.iter().map(|number| u32::from(*number)).collect();
            out.insert_new("choices", Json::from(choices));
        }
        out
    }
}

const fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Valid => "valid",
        Standing::Ended => "ended",
        Standing::Revoked => "revoked",
    }
}

const fn newness_word(is_new: Newness) -> &'static str {
    match is_new {
        Newness::New => "new",
        Newness::Again => "again",
        Newness::NotStated => "not-stated",
    }
}

/// The word, the days left or over, and the day it was done.
const fn status_words(status: Status) -> (&'static str, Option<i64>, Option<Date>) {
    match status {
        Status::Open(days) => ("open", Some(days), None),
        Status::Today => ("today", Some(0), None),
        Status::Overdue(days) => ("overdue", Some(days), None),
        Status::Over(days) => ("over", Some(days), None),
        Status::Done(on) => ("done", None, Some(on)),
        Status::Late(on) => ("late", None, Some(on)),
    }
}

const fn standard_status(in_force: &InForce<'_>) -> &'static str {
    match in_force {
        InForce::Standard(..) => "held",
        InForce::NotInProgram(..) => "not-in-program",
        InForce::NotCovered => "not-covered",
    }
}

fn possible(it: &Possible<'_>) -> Json {
    match it {
        Possible::Kind(happened) => object!({ "kind": happened.word() }),
        Possible::Act(stage, act) => {
            let done = Happened::Done { step: String::from(&stage.id), act: String::from(*act) };
            object!({ "kind": done.word(), "step": &stage.id, "act": act.as_str() })
        }
    }
}

fn particular(it: &Particular) -> Json {
    let sort = match it.sort {
        ParticularSort::Change => "change",
        ParticularSort::Step => "step",
        ParticularSort::Unknown => "unknown",
    };
    object!({ "id": &it.id, "sort": sort, "label": &it.label.zh })
}

fn notice(it: &Noticed) -> Json {
    object!({ "number": &it.notice.number, "on": it.on.to_string(), "events": vec![it.event] })
}

fn findings(all: &[Finding]) -> Vec<Json> {
    let one =
        |it: &Finding| object!({ "id": it.odd.id(), "counts": it.odd.counts(), "events": it.events.clone() });
    all.iter().map(one).collect()
}
