//! Answers: on which step does the enterprise stand, as far as the answers tell?
//!
//! Read from the top step down. A version with a scorecard shows a bar, one without a strip of its items. Beside
//! the page where there is room, else docked at the bottom. A verdict that turns is told aloud, once for both.

use leptos::prelude::*;

use super::score_bar::{self, Points};
use super::sign::{Sign, icon, state};
use crate::assess::{Assessment, Outcome};
use crate::store::DraftId;
use crate::text;
use crate::text::say::{self, Say};
use crate::text::verdict::{Tally, tally, word};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::grouping::{ItemGroup, by_item};
use crate::ui::route::Page;
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Judged, use_derived};
use crate::ui::state::{use_draft, use_route, whenever};
use crate::ui::walk::onward;
use crate::ui::words::{LANG, t, w};

/// The ladder beside the page.
pub fn ladder() -> AnyView {
    el("aside.side.side--ladder")
        .attr("aria-labelledby", "ladder-h")
        .add(el("h2#ladder-h.ladder__h").add(Say::LadderTitle))
        .add(el("p.ladder__sub").add(Say::LadderNote))
        .add(onward())
        .add(steps())
        .piece()
}

/// The ladder at the bottom of small screens, with what is told aloud on all.
pub fn dock() -> AnyView {
    pieces![docked(), aloud()].piece()
}

/// Closed it says the three verdicts.
fn docked() -> AnyView {
    let judged = use_derived().judged;
    el("aside.dock")
        .attr("aria-label", Say::DockTitle)
        .add(
            el("details")
                .add(
                    el("summary")
                        .add(el("span.vh").add(Say::DockHint))
                        .add(move || judged.with(|all| all.iter().map(cell).pieces()))
                        .add(el("span.chev").attr("aria-hidden", "true")),
                )
                .add(el("div.dock__b").add(onward()).add(steps())),
        )
        .piece()
}

/// The verdicts that turned, for who does not see the ladder. Nothing when another draft comes on screen.
fn aloud() -> AnyView {
    let (desk, judged) = (use_draft(), use_derived().judged);
    let verdicts = Memo::new(move |_| judged.with(|all| all.iter().map(in_words).collect::<Vec<_>>()));
    let told = RwSignal::new(Vec::<String>::new());
    let mut before: Option<(DraftId, Vec<String>)> = None;
    whenever(Box::new(move || {
        let sheet = desk.sheet();
        let now = (sheet.id(), verdicts.get());
        let old = before.take().filter(|(id, _)| *id == now.0).map(|(_, old)| old);
        let turned: Vec<String> = match &old {
            Some(old) => now.1.iter().filter(|it| !old.contains(it)).cloned().collect(),
            None => Vec::new(),
        };
        if old.is_none() || !turned.is_empty() {
            told.set(turned);
        }
        before = sheet.is_open().then_some(now);
    }));
    let words = move || told.get().into_iter().map(|it| el("span").add(it).add(el("br"))).pieces();
    el("p.vh").attr("role", "status").add(words).piece()
}

/// A tier's verdict as it is read out.
pub fn in_words(judged: &Judged) -> String {
    let verdict = judged.assessment().map_or(t(Say::NotAssessed), |it| say::short_verdict(LANG, it.verdict));
    say::labelled(LANG, w(&judged.tier.short), verdict)
}

fn steps() -> AnyView {
    let judged = use_derived().judged;
    let route = use_route();
    let rungs = move || judged.with(|all| all.iter().rev().map(|it| rung(it, &link(route, it))).pieces());
    el("ol.ladder").attr("reversed", true).add(rungs).piece()
}

fn link(route: crate::ui::route::Route, judged: &Judged) -> String {
    route.href(Page::Result { tier: Some(judged.tier.id.to_string()) })
}

/// The sign and word of a tier's outcome.
pub fn outcome_state(outcome: &Outcome<'_>) -> AnyView {
    match outcome {
        Outcome::Assessed(it) => state(Sign::of_verdict(it.verdict), word(it.verdict)),
        Outcome::NotInProgram(..) => state(Sign::None, t(Say::NotInProgram)),
        Outcome::NotCovered => state(Sign::None, t(Say::NotCovered)),
    }
}

fn rung(judged: &Judged, href: &str) -> AnyView {
    let edition = judged.assessment().map_or("", |it| w(&it.standard.edition));
    let dot = if edition.is_empty() { "" } else { " · " };
    let body = judged.assessment().map(|assessment| rung_body(judged, assessment, href));
    el("li.rung")
        .add(
            el("p.rung__n")
                .add(el("span").add(w(&judged.tier.short)))
                .add(el("span.rung__ed").add(edition).add(dot).add(text::route(judged.filing.route))),
        )
        .add(el("p.rung__v").add(outcome_state(&judged.outcome)))
        .add(body)
        .piece()
}

fn rung_body(judged: &Judged, assessment: &Assessment<'static>, href: &str) -> AnyView {
    let name = w(&judged.tier.short);
    let tally = tally(assessment);
    let plot = match &assessment.score {
        Some(score) => {
            let points =
                Points { full: score.score.full, lo: score.lo, hi: score.hi, line: Some(score.score.pass) };
            score_bar::plain(points, name)
        }
        None => strip(name, &by_item(assessment)),
    };
    let open = assessment.missing.len();
    let bounds = assessment.score.as_ref().map(|it| say::bounds(LANG, it.lo, it.hi, it.score.pass));
    let counts = say::counts(LANG, tally.unmet, tally.unknown, tally.manual);
    let settle = (open > 0).then(|| el("b").add(say::to_settle(LANG, open)));
    pieces![
        plot,
        el("p.rung__t").add(bounds.map(|it| pieces![it, el("br")])).add(counts).add(settle).add(
            el("a")
                .attr("href", href.to_owned())
                .add(Say::SeeWhy)
                .add(el("span.vh").add(Say::Colon).add(name))
        )
    ]
    .piece()
}

fn strip(name: &str, groups: &[ItemGroup<'_>]) -> AnyView {
    let cell = |group: &ItemGroup<'_>| {
        let item = group.item.map_or_else(|| t(Say::SpecialRule), w);
        let first: String = item.chars().take(1).collect();
        let words = say::item_stands(LANG, item, group.sign.word());
        el("li")
            .attr("class", group.sign.class())
            .add(icon(group.sign))
            .add(el("span").attr("aria-hidden", "true").add(first))
            .add(el("span.vh").add(words))
    };
    el("ol.strip").attr("aria-label", say::items_of(LANG, name)).add(groups.iter().map(cell).pieces()).piece()
}

fn cell(judged: &Judged) -> AnyView {
    let (sign, word, note) = match judged.assessment() {
        Some(it) => {
            (Sign::of_verdict(it.verdict), say::short_verdict(LANG, it.verdict), brief(it, tally(it)))
        }
        None => (Sign::None, t(Say::NotAssessed), String::new()),
    };
    el("span.dock__c")
        .add(el("span").add(w(&judged.tier.short)))
        .add(state(sign, word))
        .add(el("span").add(note))
        .piece()
}

/// The bounds beside the line, else how many items are not met or open.
fn brief(assessment: &Assessment<'_>, tally: Tally) -> String {
    match &assessment.score {
        Some(it) if tally.unmet == 0 => say::bounds_brief(it.lo, it.hi, it.score.pass),
        Some(_) | None => say::counts_brief(LANG, tally.unmet, tally.unknown + tally.manual),
    }
}
