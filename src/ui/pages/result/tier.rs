//! Answers: what follows for one tier?

use leptos::prelude::*;

use super::{conditions, missing, scorecard};
use crate::assess::{Assessment, Outcome, Verdict};
use crate::policy::schema::{Applies, Pending, Route};
use crate::text;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::text::verdict::{sentence, why};
use crate::ui::route::{Page, use_route};
use crate::ui::state::{Judged, law, use_draft};
use crate::ui::widgets::citation::{citation, mark, place};
use crate::ui::widgets::sign::{Sign, icon, state};
use crate::ui::words::{LANG, t, w};

/// How many open answers the short form lists.
const BRIEF: usize = 3;
/// How many open answers are listed before the fold.
const FIRST: usize = 8;

/// The verdict, why, and the first open answers.
pub fn brief(judged: &Judged) -> AnyView {
    let tier = judged.tier;
    let href = use_route().href(Page::Result { tier: Some(tier.id.to_string()) });
    let body = match judged.assessment() {
        Some(assessment) => use_draft().with(|draft| {
            let teller = Teller { catalog: law(), facts: draft.facts(), filing: judged.filing };
            view! {
                {verdict(assessment, teller)}
                {todo(assessment, teller, BRIEF)}
                <div class="actions"><a class="btn btn--small" href=href>{t(Say::OneByOne)}<span class="vh">{t(Say::Colon)}{w(&tier.label)}</span></a></div>
            }
            .into_any()
        }),
        None => without(&judged.outcome),
    };
    section(judged, body)
}

/// Everything about a tier.
pub fn whole(judged: &Judged) -> AnyView {
    let body = match judged.assessment() {
        Some(assessment) => use_draft().with(|draft| {
            let teller = Teller { catalog: law(), facts: draft.facts(), filing: judged.filing };
            view! {
                {verdict(assessment, teller)}
                {version(judged, assessment)}
                {todo(assessment, teller, FIRST)}
                {assessment.score.as_ref().map(|score| scorecard::scorecard(score, assessment.score_standing, teller))}
                {conditions::conditions(assessment, teller)}
                {conditions::advice(assessment)}
            }
            .into_any()
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
        view! { {place(source)}"，"{w(&it.standard.edition)}" · "{text::route(judged.filing.route)}" "{mark(source)} }
    });
    view! {
        <section class="tier" id=id aria-labelledby=labelled>
            <div class="tier__h"><h2 id=heading>{w(&tier.label)}</h2><p class="small soft">{edition}</p></div>
            {body}
        </section>
    }
    .into_any()
}

fn verdict(assessment: &Assessment<'static>, teller: Teller<'_>) -> AnyView {
    let sign = Sign::of_verdict(assessment.verdict);
    view! {
        <p class="verdict">{state(sign, sentence(assessment.verdict))}<span class="verdict__why">{why(assessment, teller)}</span></p>
    }
    .into_any()
}

/// Which version, and why that one.
fn version(judged: &Judged, assessment: &Assessment<'static>) -> AnyView {
    let others = assessment.includes.iter().map(|it| {
        view! { <li>{w(&it.title)}"（"{w(&it.edition)}"）"</li> }
    });
    let advised = assessment.advised.iter().map(|guard| {
        view! { <li class="msg msg--warn">{icon(Sign::Warning)}{w(&guard.label)}</li> }
    });
    let others = others.collect_view();
    view! {
        <p class="verdict__sub small soft">{say::filed_on(LANG, judged.filing.as_of)}{say::last_year_is(LANG, judged.filing.as_of.year() - 1)}</p>
        <ul class="plain">{advised.collect_view()}</ul>
        <details class="reveal">
            <summary>{t(Say::WhyThisVersion)}<span class="chev" aria-hidden="true"></span></summary>
            <p class="small">{w(&assessment.standard.title)}"（"{w(&assessment.standard.edition)}"）"</p>
            {citation(&assessment.applies.source)}
            <p class="small mt3">{t(Say::JudgedAlong)}</p>
            <ul class="dash small">{others}</ul>
        </details>
    }
    .into_any()
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
    Some(view! { <h3 class="mt6">{title}</h3><p class="small soft">{note}</p>{list} }.into_any())
}

/// Why nothing is judged.
fn without(outcome: &Outcome<'static>) -> AnyView {
    match outcome {
        Outcome::NotInProgram(pending, applies) => not_in_program(pending, applies),
        Outcome::NotCovered | Outcome::Assessed(_) => view! {
            <p class="verdict">{state(Sign::None, t(Say::NotCovered))}<span class="verdict__why">{t(Say::NotCoveredWhy)}</span></p>
        }
        .into_any(),
    }
}

fn not_in_program(pending: &'static Pending, applies: &'static Applies) -> AnyView {
    let route = applies.route.map_or("", |route: Route| text::route(route));
    view! {
        <p class="verdict">{state(Sign::None, t(Say::NotInProgram))}<span class="verdict__why">{w(&pending.title)}{t(Say::NotInProgramWhy)}</span></p>
        <p class="small soft mt3">{route}</p>
        {citation(&applies.source)}
    }
    .into_any()
}
