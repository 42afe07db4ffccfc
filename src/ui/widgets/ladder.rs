//! Answers: on which step does the enterprise stand, as far as the answers tell?
//!
//! Read from the top step down. A version with a scorecard shows a bar, one without a strip of its items. Beside
//! the page where there is room, else docked at the bottom.

use leptos::prelude::*;

use super::score_bar::{self, Points};
use super::sign::{Sign, icon, state};
use crate::assess::{Assessment, Outcome};
use crate::text;
use crate::text::say::{self, Say};
use crate::text::verdict::{Tally, tally, word};
use crate::ui::grouping::{ItemGroup, by_item};
use crate::ui::route::{Page, use_route};
use crate::ui::state::{Judged, use_derived};
use crate::ui::words::{LANG, t, w};

/// The ladder beside the page.
#[component]
pub fn Ladder() -> impl IntoView {
    view! {
        <aside class="side side--ladder" aria-labelledby="ladder-h">
            <h2 class="ladder__h" id="ladder-h">{t(Say::LadderTitle)}</h2>
            <p class="ladder__sub">{t(Say::LadderNote)}</p>
            {steps()}
        </aside>
    }
}

/// The ladder at the bottom of small screens; closed it says the three verdicts.
#[component]
pub fn Dock() -> impl IntoView {
    let judged = use_derived().judged;
    view! {
        <aside class="dock" aria-label=t(Say::DockTitle)>
            <details>
                <summary>
                    <span class="vh">{t(Say::DockHint)}</span>
                    {move || judged.with(|all| all.iter().map(cell).collect_view())}
                    <span class="chev" aria-hidden="true"></span>
                </summary>
                <div class="dock__b">{steps()}</div>
            </details>
        </aside>
    }
}

fn steps() -> AnyView {
    let judged = use_derived().judged;
    let route = use_route();
    let rungs =
        move || judged.with(|all| all.iter().rev().map(|it| rung(it, &link(route, it))).collect_view());
    view! { <ol class="ladder" reversed>{rungs}</ol> }.into_any()
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
    view! {
        <li class="rung">
            <p class="rung__n"><span>{w(&judged.tier.short)}</span><span class="rung__ed">{edition}{dot}{text::route(judged.filing.route)}</span></p>
            <p class="rung__v">{outcome_state(&judged.outcome)}</p>
            {body}
        </li>
    }
    .into_any()
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
    let settle = (open > 0).then(|| view! { <b>{say::to_settle(LANG, open)}</b> });
    view! {
        {plot}
        <p class="rung__t">{bounds.map(|it| view! { {it}<br/> })}{counts}{settle}<a href=href.to_owned()>{t(Say::SeeWhy)}<span class="vh">{t(Say::Colon)}{name}</span></a></p>
    }
    .into_any()
}

fn strip(name: &str, groups: &[ItemGroup<'_>]) -> AnyView {
    let cell = |group: &ItemGroup<'_>| {
        let item = group.item.map_or_else(|| t(Say::SpecialRule), w);
        let first: String = item.chars().take(1).collect();
        let words = say::item_stands(LANG, item, group.sign.word());
        view! {
            <li class=group.sign.class()>{icon(group.sign)}<span aria-hidden="true">{first}</span><span class="vh">{words}</span></li>
        }
    };
    view! { <ol class="strip" aria-label=say::items_of(LANG, name)>{groups.iter().map(cell).collect_view()}</ol> }.into_any()
}

fn cell(judged: &Judged) -> AnyView {
    let (sign, word, note) = match judged.assessment() {
        Some(it) => {
            (Sign::of_verdict(it.verdict), say::short_verdict(LANG, it.verdict), brief(it, tally(it)))
        }
        None => (Sign::None, t(Say::NotAssessed), String::new()),
    };
    view! {
        <span class="dock__c"><span>{w(&judged.tier.short)}</span>{state(sign, word)}<span>{note}</span></span>
    }
    .into_any()
}

/// The bounds beside the line, else how many items are not met or open.
fn brief(assessment: &Assessment<'_>, tally: Tally) -> String {
    match &assessment.score {
        Some(it) if tally.unmet == 0 => say::bounds_brief(it.lo, it.hi, it.score.pass),
        Some(_) | None => say::counts_brief(LANG, tally.unmet, tally.unknown + tally.manual),
    }
}
