//! Answers: what follows for one tier?

use leptos::prelude::*;

use super::{compare, conditions, missing, scorecard};
use crate::assess::{Assessment, Outcome, Verdict, inform};
use crate::facts::Facts;
use crate::policy::schema::{Applies, Pending, Route};
use crate::text;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::text::verdict::{sentence, why, word};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::route::Page;
use crate::ui::state::use_route;
use crate::ui::state::{Judged, law, use_derived};
use crate::ui::widgets::citation::{citation, mark, place};
use crate::ui::widgets::grounds::grounds_of;
use crate::ui::widgets::sign::{Sign, icon, state};
use crate::ui::words::{LANG, t, w};

/// How many open answers the short form lists.
const BRIEF: usize = 3;
/// How many open answers are listed before the fold.
const FIRST: usize = 8;
/// How many lines of marks and readings are shown before the fold.
const GROUNDS: usize = 6;

/// The verdict, why, and the first open answers.
pub fn brief(judged: &Judged) -> AnyView {
    let tier = judged.tier;
    let href = use_route().href(Page::Result { tier: Some(tier.id.to_string()) });
    let body = match judged.assessment() {
        Some(assessment) => use_derived().facts.with(|facts| {
            let teller = Teller { catalog: law(), facts, filing: judged.filing };
            pieces![
                verdict(assessment, teller),
                grounds_of(assessment, BRIEF),
                todo(assessment, teller, BRIEF),
                el("div.actions").add(
                    el("a.btn.btn--small")
                        .attr("href", href)
                        .add(Say::OneByOne)
                        .add(el("span.vh").add(Say::Colon).add(w(&tier.label)))
                )
            ]
            .piece()
        }),
        None => without(&judged.outcome),
    };
    section(judged, body)
}

/// Everything about a tier.
pub fn whole(judged: &Judged) -> AnyView {
    let body = match judged.assessment() {
        Some(assessment) => use_derived().facts.with(|facts| {
            let teller = Teller { catalog: law(), facts, filing: judged.filing };
            pieces![
                verdict(assessment, teller),
                grounds_of(assessment, GROUNDS),
                version(judged, assessment),
                todo(assessment, teller, FIRST),
                assessment.score.as_ref().map(|score| scorecard::scorecard(
                    score,
                    assessment.score_standing,
                    teller
                )),
                conditions::conditions(assessment, teller),
                conditions::advice(assessment),
                compare::section(judged.tier, teller),
                beside(judged, facts, teller)
            ]
            .piece()
        }),
        None => without(&judged.outcome),
    };
    section(judged, body)
}

fn section(judged: &Judged, body: AnyView) -> AnyView {
    let tier = judged.tier;
    let id = format!("tier-{}", tier.id);
    let (heading, labelled) = (format!("{id}-h"), format!("{id}-h"));
    let edition = judged.assessment().map(|it| {
        let source = &it.applies.source;
        pieces![
            place(source),
            say::COMMA,
            w(&it.standard.edition),
            " · ",
            text::route(judged.filing.route),
            " ",
            mark(source)
        ]
    });
    el("section.tier")
        .attr("id", id)
        .attr("aria-labelledby", labelled)
        .add(
            el("div.tier__h")
                .add(el("h2").attr("id", heading).add(w(&tier.label)))
                .add(el("p.small.soft").add(edition)),
        )
        .add(body)
        .piece()
}

/// The verdict and why.
pub fn verdict(assessment: &Assessment<'static>, teller: Teller<'_>) -> AnyView {
    let sign = Sign::of_verdict(assessment.verdict);
    el("p.verdict")
        .add(state(sign, sentence(assessment.verdict)))
        .add(el("span.verdict__why").add(why(assessment, teller)))
        .piece()
}

/// Which version, and why that one.
fn version(judged: &Judged, assessment: &Assessment<'static>) -> AnyView {
    let others =
        assessment.includes.iter().map(|it| el("li").add(w(&it.title)).add(say::aside(w(&it.edition))));
    let advised = assessment
        .advised
        .iter()
        .map(|guard| el("li.msg.msg--warn").add(icon(Sign::Warning)).add(w(&guard.label)));
    let others = others.pieces();
    pieces![
        el("p.verdict__sub.small.soft")
            .add(say::version_by(
                LANG,
                [w(&judged.tier.short), text::route(judged.filing.route)],
                judged.filing.as_of,
                [w(&assessment.standard.edition), &text::rule::applies(assessment.applies)]
            ))
            .add(say::last_year_is(LANG, judged.filing.as_of.year() - 1)),
        el("ul.plain").add(advised.pieces()),
        el("details.reveal")
            .add(el("summary").add(Say::WhyThisVersion).add(el("span.chev").attr("aria-hidden", "true")))
            .add(
                el("p.small")
                    .add(w(&assessment.standard.title))
                    .add(say::aside(w(&assessment.standard.edition)))
            )
            .add(citation(&assessment.applies.source))
            .add(el("p.small.mt3").add(Say::JudgedAlong))
            .add(el("ul.dash.small").add(others))
    ]
    .piece()
}

fn todo(assessment: &Assessment<'static>, teller: Teller<'_>, most: usize) -> Option<AnyView> {
    let open = &assessment.open;
    if open.is_empty() {
        return None;
    }
    let (title, note) = match assessment.verdict {
        Verdict::Undetermined => (t(Say::WhatIsMissing), t(Say::WhatIsMissingNote)),
        Verdict::FallsShort | Verdict::Meets => (t(Say::StillOpen), t(Say::StillOpenNote)),
    };
    let list = missing::list(open, assessment.verdict, teller, most);
    Some(pieces![el("h3.mt6").add(title), el("p.small.soft").add(note), list].piece())
}

/// What informs beside the tier and decides nothing, folded.
fn beside(judged: &Judged, facts: &Facts, teller: Teller<'_>) -> Vec<AnyView> {
    let view = |it: &Assessment<'static>| {
        el("details.reveal.mt6")
            .add(
                el("summary")
                    .add(say::informs(LANG, w(&it.standard.title), word(it.verdict)))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(el("p.small").add(Say::InformsNote))
            .add(citation(&it.applies.source))
            .add(todo(it, teller, FIRST))
            .add(it.score.as_ref().map(|score| scorecard::scorecard(score, it.score_standing, teller)))
            .add(conditions::conditions(it, teller))
            .piece()
    };
    inform(law(), &judged.tier.id, facts, judged.filing).iter().map(view).collect()
}

/// Why nothing is judged.
pub fn without(outcome: &Outcome<'static>) -> AnyView {
    match outcome {
        Outcome::NotInProgram(pending, applies) => not_in_program(pending, applies),
        Outcome::NotCovered | Outcome::Assessed(_) => el("p.verdict")
            .add(state(Sign::None, t(Say::NotCovered)))
            .add(el("span.verdict__why").add(Say::NotCoveredWhy))
            .piece(),
    }
}

fn not_in_program(pending: &'static Pending, applies: &'static Applies) -> AnyView {
    let route = applies.route.map_or("", |route: Route| text::route(route));
    pieces![
        el("p.verdict")
            .add(state(Sign::None, t(Say::NotInProgram)))
            .add(el("span.verdict__why").add(w(&pending.title)).add(Say::NotInProgramWhy)),
        el("p.small.soft.mt3").add(route),
        citation(&applies.source)
    ]
    .piece()
}
