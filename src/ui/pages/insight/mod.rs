//! What would meet a tier: which answer comes next, what would have to change, what is near a line, what if, and what
//! is otherwise elsewhere. One part at a time, worked out when it is opened.

mod changed;
mod margin;
mod next;
mod path;
mod picture;
mod scenario;
mod spots;
mod trial;
mod turned;

use leptos::prelude::*;

pub use self::scenario::Visit;
use crate::assess::Filing;
use crate::facts::Facts;
use crate::report::Assessed;
use crate::text::say::Say;
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::route::Page;
use crate::ui::state::{Derived, Judged, use_derived, use_route};
use crate::ui::widgets::filing::filing;
use crate::ui::widgets::ladder::ladder;
use crate::ui::words::t;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Next,
    Path,
    Margin,
    Trial,
    Changed,
}

impl Part {
    const ALL: [Self; 5] = [Self::Next, Self::Path, Self::Margin, Self::Trial, Self::Changed];

    /// As an address has it.
    const fn name(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Path => "path",
            Self::Margin => "margin",
            Self::Trial => "trial",
            Self::Changed => "changed",
        }
    }

    /// The word of its tab, and its heading.
    const fn words(self) -> (Say, Say) {
        match self {
            Self::Next => (Say::NextTab, Say::NextTitle),
            Self::Path => (Say::PathTab, Say::PathTitle),
            Self::Margin => (Say::MarginTab, Say::MarginTitle),
            Self::Trial => (Say::TrialTab, Say::TrialTitle),
            Self::Changed => (Say::ChangedTab, Say::ChangedTitle),
        }
    }

    fn page(self) -> Page {
        Page::Insight { part: Some(self.name().to_owned()) }
    }
}

/// The page, at one of its parts.
pub fn insight(part: Option<&str>) -> AnyView {
    let part = Part::ALL.into_iter().find(|it| Some(it.name()) == part).unwrap_or(Part::Next);
    let (_, title) = part.words();
    let body = match part {
        Part::Next => next::next(),
        Part::Path => path::path(),
        Part::Margin => margin::margin(),
        Part::Trial => trial::trial(),
        Part::Changed => changed::changed(),
    };
    pieces![
        el("div")
            .add(
                el("div.head")
                    .add(
                        el("h1")
                            .attr("tabindex", "-1")
                            .add(Say::Insight)
                            .add(el("span.vh").add(Say::Colon).add(t(title)))
                    )
                    .add(el("p.head__meta.facts").add(el("span").add(Say::InsightLead)))
                    .add(filing())
                    .add(tabs(part))
            )
            .add(
                el("section.insight")
                    .attr("aria-labelledby", "insight-h")
                    .add(el("h2#insight-h").attr("tabindex", "-1").add(t(title)))
                    .add(body)
            ),
        ladder()
    ]
}

fn tabs(here: Part) -> AnyView {
    let route = use_route();
    let tab = |part: Part| {
        let (word, _) = part.words();
        el("li").add(
            el("a")
                .attr("href", move || route.href(part.page()))
                .attr("aria-current", (part == here).then_some("page"))
                .add(t(word)),
        )
    };
    el("nav")
        .attr("aria-label", Say::InsightParts)
        .add(el("ul.nav.tabs").add(Part::ALL.map(tab).pieces()))
        .piece()
}

/// What follows for the tiers, as the core takes it.
fn assessed(judged: &[Judged]) -> Vec<Assessed<'static>> {
    let one = |it: &Judged| Assessed { tier: &it.tier.id, filing: it.filing, outcome: it.outcome.clone() };
    judged.iter().map(one).collect()
}

/// What a long computation was made from.
#[derive(Clone, Debug, PartialEq)]
struct Ground {
    facts: Facts,
    filings: Vec<Filing>,
}

impl Ground {
    /// The answers and filings of this moment, tracked.
    fn now(derived: Derived) -> Self {
        let filings = derived.plans.with(|plans| plans.iter().map(|plan| plan.filing).collect());
        Self { facts: derived.facts.get(), filings }
    }
}

/// Says that what stands below was worked out for other answers, with a way to do it again.
fn stale(
    ground: impl Fn() -> Option<Ground> + Send + 'static,
    again: impl Fn() + Copy + Send + 'static,
) -> AnyView {
    let derived = use_derived();
    let view = move || {
        ground().is_some_and(|it| it != Ground::now(derived)).then(|| {
            el("div.note.note--warn.mt4").add(el("p.small").add(Say::InsightStale)).add(
                el("p.mt2.noprint")
                    .add(el("button.btn.btn--small").on("click", move |_| again()).add(Say::WorkOutAgain)),
            )
        })
    };
    view.piece()
}
