//! Answers: what does a tracked log look like outside the program?
//!
//! The public JSON, format `tidu-track`, version 1 (docs/track.md explains it), for the command line.

use super::application::{Application, Next, Possible, State};
use super::event::Happened;
use super::finding::Finding;
use super::{Tracked, application};
use crate::document::route_id;
use crate::json::Json;
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::held::Str;
use crate::policy::schema::{Practice, Source, Stage};
use crate::report::mark_sign;

macro_rules! object {
    ({ $($key:literal : $value:expr),* $(,)? }) => {
        Json::Object(vec![$(($key.to_owned(), Json::from($value))),*])
    };
}

/// The public JSON: `{format, version, catalog, on, applications, later, unread}`.
pub fn to_json(catalog: &Catalog, tracked: &Tracked<'_>) -> Json {
    let report = Report { catalog };
    object!({
        "format": "tidu-track",
        "version": 1,
        "catalog": catalog.digest(),
        "on": tracked.on.to_string(),
        "applications": tracked.applications.iter().map(|it| report.application(it)).collect::<Vec<_>>(),
        "later": tracked.later,
        "unread": tracked.unread,
    })
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

fn findings(all: &[Finding]) -> Vec<Json> {
    let one =
        |it: &Finding| object!({ "id": it.odd.id(), "counts": it.odd.counts(), "events": it.events.clone() });
    all.iter().map(one).collect()
}
