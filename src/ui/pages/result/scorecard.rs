//! Answers: how many points, in which group, from which indicator, and how is each computed?

use leptos::prelude::*;

use crate::assess::{Reason, Scored, ScoredGroup, ScoredIndicator, Truth};
use crate::policy::schema::Points as Rule;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::widgets::citation::{choices, citation};
use crate::ui::widgets::line::tree;
use crate::ui::widgets::score_bar::{self, Points};
use crate::ui::words::{LANG, t, w};

/// The scorecard: bars, and the table that says the same.
pub fn scorecard(scored: &Scored<'static>, standing: Truth, teller: Teller<'_>) -> AnyView {
    let score = scored.score;
    let points = Points { full: score.full, lo: scored.lo, hi: scored.hi, line: Some(score.pass) };
    let relieved =
        (standing != scored.truth).then(|| view! { <p class="small mt3">{t(Say::ScoreRelieved)}</p> });
    view! {
        <h3 class="mt6">{t(Say::Score)}</h3>
        {legend()}
        {relieved}
        <div class="bar bar--total">
            <p class="bar__h"><b>{t(Say::Total)}</b><span>{say::bounds(LANG, scored.lo, scored.hi, score.pass)}{stands(scored.total)}</span></p>
            {score_bar::labelled(points, t(Say::Total), Say::PassLine)}
        </div>
        <div class="bars3">{scored.groups.iter().map(group).collect_view()}</div>
        <h4 class="mt6">{t(Say::Indicators)}</h4>
        <div class="conds">{scored.indicators.iter().map(|it| indicator(it, scored, teller)).collect_view()}</div>
    }
    .into_any()
}

fn legend() -> AnyView {
    view! {
        <p class="mt2 legend soft small">
            <span><svg width="28" height="12" aria-hidden="true" focusable="false"><rect class="bar__sure" width="28" height="12"></rect></svg>" "{t(Say::Certain)}</span>
            <span><svg width="28" height="12" aria-hidden="true" focusable="false"><rect class="bar__maybe" fill="url(#hatch)" x=".5" y=".5" width="27" height="11"></rect></svg>" "{t(Say::StillPossible)}</span>
            <span><svg width="10" height="16" aria-hidden="true" focusable="false"><line class="bar__need" x1="5" x2="5" y1="0" y2="16"></line></svg>" "{t(Say::LineToReach)}</span>
        </p>
    }
    .into_any()
}

const fn stands(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => t(Say::LineReached),
        Truth::Unmet => t(Say::LineMissed),
        Truth::Unknown => t(Say::LineOpen),
    }
}

fn group(scored: &ScoredGroup<'static>) -> AnyView {
    let group = scored.group;
    let points = Points { full: group.full, lo: scored.lo, hi: scored.hi, line: group.floor };
    let word = if group.floor.is_some() { stands(scored.truth) } else { "" };
    view! {
        <div class="bar">
            <p class="bar__h"><b>{w(&group.label)}</b><span>{say::points(LANG, scored.lo, scored.hi)}{word}</span></p>
            {score_bar::labelled(points, w(&group.label), Say::FloorLine)}
        </div>
    }
    .into_any()
}

/// How an indicator is computed.
fn indicator(scored: &ScoredIndicator<'static>, of: &Scored<'static>, teller: Teller<'_>) -> AnyView {
    let indicator = scored.indicator;
    let group =
        of.groups.iter().find(|it| it.group.id == indicator.group).map_or("", |it| w(&it.group.label));
    let titles = options(&indicator.points);
    let reason = |(at, reason): (usize, &Reason<'static>)| {
        tree(titles.get(at).map_or("", String::as_str), reason, teller)
    };
    let reasons = scored.reasons.iter().enumerate().map(reason).collect_view();
    view! {
        <details class="cond">
            <summary><span class="small soft">{group}</span><h5 class="cond__t">{w(&indicator.label)}</h5><span class="cond__v"><b>{say::points(LANG, scored.points.lo(), scored.points.hi())}</b><span>{say::out_of(LANG, indicator.full)}</span></span><span class="chev" aria-hidden="true"></span></summary>
            <div class="cond__b">{reasons}{citation(&indicator.source)}{choices(&indicator.source)}</div>
        </details>
    }
    .into_any()
}

/// The names of the options, in the order of the reasons; measures name themselves.
fn options(points: &Rule) -> Vec<String> {
    match points {
        Rule::BestOf(best) => {
            best.options.iter().map(|it| say::option(LANG, w(&it.label), it.points)).collect()
        }
        Rule::MaxOf(ways) => ways.iter().flat_map(options).collect(),
        Rule::Bands(_) | Rule::PerUnit(_) | Rule::Slot(_) => vec![String::new()],
    }
}
