//! Answers: how does each condition stand, why, and where does it come from?
//!
//! By item of the standard; what is not met comes first, then what is open.

use leptos::prelude::*;

use crate::assess::{Assessment, Judged, Reason, Truth};
use crate::policy::schema::{Advice, Source};
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::grouping::{ItemGroup, by_item, parts, sign_of};
use crate::ui::widgets::citation::{choices, citation};
use crate::ui::widgets::line::tree;
use crate::ui::widgets::sign::{Sign, state};
use crate::ui::words::{LANG, t, w};

/// How many conditions of an item are named in its row.
const NAMED: usize = 3;

/// All conditions, fast tracks and exemptions.
pub fn conditions(assessment: &Assessment<'static>, teller: Teller<'_>) -> AnyView {
    let groups = by_item(assessment);
    let ranked = RANKS.flat_map(|at| groups.iter().filter(move |group| rank(group.sign) == at));
    let rows = ranked.map(|group| item(group, assessment, teller)).pieces();
    let reliefs = assessment.reliefs.iter().map(|it| {
        let sign = Sign::of(it.reason.truth, it.reason.first_hold().is_some());
        let kind = t(if it.is_exemption { Say::Exemption } else { Say::FastTrack });
        let body = pieces![
            tree(w(&it.relief.label), &it.reason, teller),
            citation(&it.relief.source),
            choices(&it.relief.source)
        ];
        row(sign, kind, w(&it.relief.label).to_owned(), value(&it.reason, teller), body.piece(), false)
    });
    let reliefs = reliefs.pieces();
    let relief_note = (!reliefs.is_empty())
        .then(|| pieces![el("h3.mt6").add(Say::OtherWays), el("p.small.soft").add(Say::OtherWaysNote)]);
    let title = (!rows.is_empty()).then(|| el("h3.mt6").add(Say::OneByOne));
    pieces![title, el("div.conds").add(rows), relief_note, el("div.conds").add(reliefs)].piece()
}

/// All ranks, the most pressing first.
const RANKS: std::ops::RangeInclusive<u8> = 0..=3;

const fn rank(sign: Sign) -> u8 {
    match sign {
        Sign::Unmet => 0,
        Sign::Unknown => 1,
        Sign::Manual => 2,
        Sign::Met | Sign::Warning | Sign::None | Sign::Kept | Sign::Todo => 3,
    }
}

fn item(group: &ItemGroup<'_>, assessment: &Assessment<'static>, teller: Teller<'_>) -> AnyView {
    let name = group.item.map_or_else(|| t(Say::SpecialRule), w);
    let value = match group.conditions.as_slice() {
        [(_, only)] if only.relieved_by.is_empty() => value(&only.reason, teller),
        _ => {
            let met = group.conditions.iter().filter(|(_, it)| it.standing == Truth::Met).count();
            pieces![el("b").add(met).add(" / ").add(group.conditions.len()), el("span").add(Say::MetItems)]
                .piece()
        }
    };
    let of_rank = |at| group.conditions.iter().filter(move |(_, it)| rank(sign_of(it)) == at);
    let ordered: Vec<&(usize, &Judged<'static>)> = RANKS.flat_map(of_rank).collect();
    let mut labels: Vec<&str> = ordered.iter().map(|(_, it)| w(it.label)).collect();
    labels.dedup();
    let mut sources: Vec<&'static Source> = Vec::new();
    let mut body = Vec::new();
    for (at, judged) in ordered {
        let parts = parts(assessment, *at);
        body.push(condition(judged, &parts, teller));
        for source in std::iter::once(judged.source).chain(parts.iter().map(|it| it.source)) {
            if !sources.iter().any(|it| is_told_by(it, source)) {
                sources.push(source);
            }
        }
    }
    let cites = sources.into_iter().map(|it| pieces![citation(it), choices(it)]).pieces();
    let names = say::several(LANG, &labels, NAMED);
    row(group.sign, name, names, value, pieces![body, cites].piece(), group.sign == Sign::Unmet)
}

/// The same words, or the law's own words for the same place.
pub fn is_told_by(told: &Source, source: &Source) -> bool {
    let same_place = told.instrument == source.instrument && told.article == source.article;
    same_place && (told.quote.is_some() || told.wording == source.wording)
}

/// A condition with its parts, and why it stands as it does.
fn condition(judged: &Judged<'static>, parts: &[&Judged<'static>], teller: Teller<'_>) -> AnyView {
    let reason = if parts.is_empty() {
        tree(w(judged.label), &judged.reason, teller)
    } else {
        let trees = parts.iter().map(|it| tree(w(it.label), &it.reason, teller)).pieces();
        pieces![el("p.h5").add(w(judged.label)), trees].piece()
    };
    let suspended = judged.suspended_by.map(|guard| {
        pieces![el("p.small").add(Say::Suspended).add(w(&guard.label)), citation(&guard.source)]
    });
    let relieved = (!judged.relieved_by.is_empty()).then(|| el("p.small").add(Say::Relieved));
    el("div.stack").add(suspended).add(relieved).add(reason).piece()
}

/// A row that opens to its reason.
fn row(
    sign: Sign,
    number: &'static str,
    title: String,
    value: AnyView,
    body: AnyView,
    is_open: bool,
) -> AnyView {
    el("details.cond")
        .attr("open", is_open)
        .add(
            el("summary")
                .add(state(sign, sign.word()))
                .add(el("h4.cond__t").add(el("span.cond__no").add(number)).add(title))
                .add(el("span.cond__v").add(value))
                .add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(el("div.cond__b").add(body))
        .piece()
}

/// The value and what is asked of it, where the reason is one line.
pub fn value(reason: &Reason<'static>, teller: Teller<'_>) -> AnyView {
    let line = teller.line(reason);
    let rest: Vec<String> = [line.need, line.margin].into_iter().flatten().collect();
    let value = line.value.map(|value| el("b").add(value));
    pieces![value, el("span").add(rest.join(say::COMMA))].piece()
}

/// What the texts say and the program does not judge.
pub fn advice(assessment: &Assessment<'static>) -> Option<AnyView> {
    let files = assessment.includes.iter().copied().chain([assessment.standard]);
    let all: Vec<&'static Advice> = files.flat_map(|file| &file.advice).collect();
    if all.is_empty() {
        return None;
    }
    let entry = |it: &'static Advice| pieces![el("p.h5").add(w(&it.label)), citation(&it.source)];
    let view = el("details.reveal.mt6")
        .add(el("summary").add(say::advice(LANG, all.len())).add(el("span.chev").attr("aria-hidden", "true")))
        .add(el("div.stack").add(all.into_iter().map(entry).pieces()));
    Some(view.piece())
}
