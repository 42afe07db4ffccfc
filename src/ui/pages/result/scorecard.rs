//! Answers: how many points, in which group, from which indicator, and how is each computed?

use leptos::prelude::*;

use crate::assess::{Reason, Scored, ScoredGroup, ScoredIndicator, Truth};
use crate::policy::schema::Points as Rule;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces, svg};
use crate::ui::widgets::citation::{choices, citation};
use crate::ui::widgets::line::tree;
use crate::ui::widgets::score_bar::{self, Points};
use crate::ui::words::{LANG, t, w};

/// The scorecard: bars, and the table that says the same.
pub fn scorecard(scored: &Scored<'static>, standing: Truth, teller: Teller<'_>) -> AnyView {
    pieces![
        el("h3.mt6").add(Say::Score),
        bars(scored, standing),
        el("h4.mt6").add(Say::Indicators),
        el("div.conds").add(scored.indicators.iter().map(|it| indicator(it, scored, teller)).pieces())
    ]
    .piece()
}

/// The bars of the total and of each group, with what their patterns mean.
pub fn bars(scored: &Scored<'static>, standing: Truth) -> AnyView {
    let score = scored.score;
    let points = Points { full: score.full, lo: scored.lo, hi: scored.hi, line: Some(score.pass) };
    let relieved = (standing != scored.truth).then(|| el("p.small.mt3").add(Say::ScoreRelieved));
    pieces![
        legend(),
        relieved,
        el("div.bar.bar--total")
            .add(el("p.bar__h").add(el("b").add(Say::Total)).add(
                el("span").add(say::bounds(LANG, scored.lo, scored.hi, score.pass)).add(stands(scored.total))
            ))
            .add(score_bar::labelled(points, t(Say::Total), Say::PassLine)),
        el("div.bars3").add(scored.groups.iter().map(group).pieces()),
        contributions(scored)
    ]
    .piece()
}

fn legend() -> AnyView {
    el("p.mt2.legend.soft.small")
        .add(
            el("span")
                .add(
                    svg("svg")
                        .attr("width", "28")
                        .attr("height", "12")
                        .attr("aria-hidden", "true")
                        .attr("focusable", "false")
                        .add(svg("rect.bar__sure").attr("width", "28").attr("height", "12")),
                )
                .add(" ")
                .add(Say::Certain),
        )
        .add(
            el("span")
                .add(
                    svg("svg")
                        .attr("width", "28")
                        .attr("height", "12")
                        .attr("aria-hidden", "true")
                        .attr("focusable", "false")
                        .add(
                            svg("rect.bar__maybe")
                                .attr("fill", "url(#hatch)")
                                .attr("x", ".5")
                                .attr("y", ".5")
                                .attr("width", "27")
                                .attr("height", "11"),
                        ),
                )
                .add(" ")
                .add(Say::StillPossible),
        )
        .add(
            el("span")
                .add(
                    svg("svg")
                        .attr("width", "10")
                        .attr("height", "16")
                        .attr("aria-hidden", "true")
                        .attr("focusable", "false")
                        .add(
                            svg("line.bar__need")
                                .attr("x1", "5")
                                .attr("x2", "5")
                                .attr("y1", "0")
                                .attr("y2", "16"),
                        ),
                )
                .add(" ")
                .add(Say::LineToReach),
        )
        .piece()
}

/// The words for a line that is reached, missed or open.
pub const fn stands(truth: Truth) -> &'static str {
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
    el("div.bar")
        .add(
            el("p.bar__h")
                .add(el("b").add(w(&group.label)))
                .add(el("span").add(say::points(LANG, scored.lo, scored.hi)).add(word)),
        )
        .add(score_bar::labelled(points, w(&group.label), Say::FloorLine))
        .piece()
}

/// What each indicator brings to the total, one below the other, in figures and drawn; the total at the foot.
fn contributions(scored: &Scored<'static>) -> El {
    let whole = scored.score.full;
    let mut from = 0;
    let row = |it: &ScoredIndicator<'static>| {
        let full = it.indicator.full;
        let points = Points { full, lo: it.points.lo(), hi: it.points.hi(), line: None };
        let drawn = score_bar::part(points, from, whole);
        from += full;
        el("tr")
            .add(el("th").attr("scope", "row").add(w(&it.indicator.label)))
            .add(figures(points))
            .add(cell(drawn))
    };
    let rows = scored.indicators.iter().map(row).pieces();
    let total = Points { full: whole, lo: scored.lo, hi: scored.hi, line: Some(scored.score.pass) };
    let head = |label: Say| el("th").attr("scope", "col").add(t(label));
    let drawn = el("th").attr("scope", "col").add(el("span.vh").add(Say::Drawn));
    let heads = [Say::IndicatorColumn, Say::Attained, Say::StillPossible, Say::Lost].map(head).pieces();
    el("table.table.table--fold.shares")
        .add(el("caption").add(Say::Contributions))
        .add(el("thead").add(el("tr").add(heads).add(drawn)))
        .add(el("tbody").add(rows))
        .add(
            el("tfoot").add(
                el("tr")
                    .add(el("th").attr("scope", "row").add(Say::Total))
                    .add(figures(total))
                    .add(cell(score_bar::part(total, 0, whole))),
            ),
        )
}

/// What is attained, still possible and lost.
fn figures(of: Points) -> AnyView {
    let figure = |label: Say, points: u32| el("td.figure").attr("data-l", label).add(points);
    pieces![
        figure(Say::Attained, of.lo),
        figure(Say::StillPossible, of.hi.saturating_sub(of.lo)),
        figure(Say::Lost, of.full.saturating_sub(of.hi))
    ]
    .piece()
}

/// The picture of a row, which its figures say.
fn cell(drawn: AnyView) -> El {
    el("td.shares__bar").add(drawn)
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
    let reasons = scored.reasons.iter().enumerate().map(reason).pieces();
    el("details.cond")
        .add(
            el("summary")
                .add(el("span.small.soft").add(group))
                .add(el("h5.cond__t").add(w(&indicator.label)))
                .add(
                    el("span.cond__v")
                        .add(el("b").add(say::points(LANG, scored.points.lo(), scored.points.hi())))
                        .add(el("span").add(say::out_of(LANG, indicator.full))),
                )
                .add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(el("div.cond__b").add(reasons).add(citation(&indicator.source)).add(choices(&indicator.source)))
        .piece()
}

/// The names of the options, in the order of the reasons; measures name themselves.
pub fn options(points: &Rule) -> Vec<String> {
    match points {
        Rule::BestOf(best) => {
            best.options.iter().map(|it| say::option(LANG, w(&it.label), it.points)).collect()
        }
        Rule::MaxOf(ways) => ways.iter().flat_map(options).collect(),
        Rule::Bands(_) | Rule::PerUnit(_) | Rule::Slot(_) => vec![String::new()],
    }
}
