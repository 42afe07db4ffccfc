//! Answers: how far is each group of the form?

use leptos::prelude::*;

use super::faults::is_of;
use crate::draft::{Draft, RawWhy};
use crate::facts::{Answer, FactKey, Facts};
use crate::policy::schema::{Fact, Group, Kind};
use crate::table;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, svg};
use crate::ui::route::Page;
use crate::ui::state::use_route;
use crate::ui::state::{law, use_derived, use_draft};
use crate::ui::words::{LANG, t, w};

/// How far a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Answers that the versions in force ask for.
    pub asked: usize,
    /// Those given.
    pub given: usize,
    /// Inputs to be corrected.
    pub faults: usize,
    /// Inputs to be looked at again.
    pub doubts: usize,
}

impl Progress {
    fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            given: self.given + other.given,
            faults: self.faults + other.faults,
            doubts: self.doubts + other.doubts,
        }
    }
}

/// How far all groups together are. `facts`: what is stated in the draft, and what its events tell.
pub fn total(draft: &Draft, facts: &Facts, used: &table::Set<FactKey>) -> Progress {
    let groups = law().groups().iter();
    groups.map(|group| of_group(draft, facts, used, group)).fold(Progress::default(), Progress::plus)
}

/// How far a group is.
pub fn of_group(draft: &Draft, facts: &Facts, used: &table::Set<FactKey>, group: &Group) -> Progress {
    group.fact.iter().map(|fact| of_fact(draft, facts, used, fact)).fold(Progress::default(), Progress::plus)
}

fn of_fact(draft: &Draft, facts: &Facts, used: &table::Set<FactKey>, fact: &Fact) -> Progress {
    let keys = used.keys().filter(|key| key.fact == fact.key());
    let is_given = |key: &&FactKey| {
        if fact.kind == Kind::List {
            return facts.list(key.fact).is_some_and(|list| list.is_complete);
        }
        facts.answer(**key) != Answer::Unanswered
    };
    let raws = |why: RawWhy| draft.raws().filter(|(place, raw)| raw.why == why && is_of(place, fact)).count();
    Progress {
        asked: keys.clone().count(),
        given: keys.filter(is_given).count(),
        faults: raws(RawWhy::Unreadable),
        doubts: raws(RawWhy::UnitSlip),
    }
}

/// The groups with their states, one of them current.
pub fn list(current: &'static str) -> AnyView {
    let (desk, derived, route) = (use_draft(), use_derived(), use_route());
    let entry = move |group: &'static Group| {
        let progress = move || {
            let of =
                |draft: &Draft, facts: &Facts| derived.used.with(|used| of_group(draft, facts, used, group));
            desk.with(|draft| derived.facts.with(|facts| of(draft, facts)))
        };
        let href = move || route.href(Page::Profile { group: Some(group.id.to_string()), input: None });
        let class = move || {
            let progress = progress();
            if progress.faults + progress.doubts > 0 { "tasks__s tasks__s--bad" } else { "tasks__s" }
        };
        el("li").add(
            el("a")
                .attr("href", href)
                .attr("aria-current", (group.id == current).then_some("step"))
                .add(el("span.tasks__n").add(w(&group.label)))
                .add(el("span").attr("class", class).add(move || words(progress()))),
        )
    };
    el("ol.tasks").add(law().groups().iter().map(entry).pieces()).piece()
}

/// The state of a group in words.
pub fn words(progress: Progress) -> String {
    match progress {
        Progress { faults, doubts, .. } if faults + doubts > 0 => say::troubles(LANG, faults, doubts),
        Progress { asked: 0, .. } => t(Say::GroupNotNeeded).to_owned(),
        Progress { asked, given, .. } if asked == given => say::done_of(LANG, given, asked),
        Progress { asked, given, .. } => say::given_of(LANG, given, asked),
    }
}

/// "37 of 45", with its meter.
pub fn meter() -> AnyView {
    let (desk, derived) = (use_draft(), use_derived());
    let total = move || {
        let of = |draft: &Draft, facts: &Facts| derived.used.with(|used| total(draft, facts, used));
        desk.with(|draft| derived.facts.with(|facts| of(draft, facts)))
    };
    let width = move || {
        let Progress { asked, given, .. } = total();
        format!("{}%", given.saturating_mul(100) / asked.max(1))
    };
    el("p.tasks__h")
        .add(move || {
            let total = total();
            say::given_in_all(LANG, total.given, total.asked)
        })
        .add(
            svg("svg.meter")
                .attr("width", "100%")
                .attr("height", "6")
                .attr("aria-hidden", "true")
                .attr("focusable", "false")
                .add(svg("rect.meter__all").attr("width", "100%").attr("height", "6"))
                .add(svg("rect.meter__given").attr("width", width).attr("height", "6")),
        )
        .piece()
}
