//! Answers: what follows for the tiers, rule by rule, on paper?

use leptos::prelude::*;

use super::Holds;
use super::basis::cited;
use super::cover::cell;
use crate::assess::{
    Assessment, Judged as Rule, Of, Reason, Relieved, Scored, ScoredIndicator, Truth, Verdict,
};
use crate::facts::Facts;
use crate::policy::schema::{Measure, Points, Source};
use crate::text;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::text::verdict::{why, word};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::grouping::{by_item, parts, sign_of};
use crate::ui::pages::result::conditions::value;
use crate::ui::pages::result::scorecard::{bars, options, stands};
use crate::ui::pages::result::tier::{verdict, without};
use crate::ui::state::{Judged, law};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::widgets::line::tree;
use crate::ui::widgets::sign::{Sign, state};
use crate::ui::words::{LANG, t, w};

/// The verdicts of all chosen tiers.
pub fn summary(chosen: &[&Judged], facts: &Facts) -> El {
    let row = |it: &&Judged| {
        let (verdict, reason) = match it.assessment() {
            Some(assessment) => {
                let teller = Teller { catalog: law(), facts, filing: it.filing };
                let sign = Sign::of_verdict(assessment.verdict);
                (state(sign, word(assessment.verdict)), why(assessment, teller))
            }
            None => (state(Sign::None, t(Say::NotCovered)), String::new()),
        };
        el("tr")
            .add(
                el("th")
                    .attr("scope", "row")
                    .add(w(&it.tier.label))
                    .add(el("span.sub").add(text::route(it.filing.route))),
            )
            .add(cell(Say::VerdictColumn, verdict))
            .add(cell(Say::WhyColumn, reason))
    };
    let section = el("section").add(el("h2").add(Say::Result));
    if chosen.is_empty() {
        return section.add(el("p").add(Say::ReportEmpty));
    }
    section.add(
        table("table table--fold report__t", Say::Result, &[Say::Tier, Say::VerdictColumn, Say::WhyColumn])
            .add(el("tbody").add(chosen.iter().map(row).pieces())),
    )
}

/// A table with its name for those who do not see it, and its heading.
fn table(class: &'static str, name: Say, columns: &[Say]) -> El {
    let column = |words: &Say| el("th").attr("scope", "col").add(t(*words));
    el("table")
        .attr("class", class)
        .add(el("caption").add(el("span.vh").add(t(name))))
        .add(el("thead").add(el("tr").add(columns.iter().map(column).pieces())))
}

/// Everything about a tier.
pub fn section(judged: &Judged, facts: &Facts, holds: &Holds) -> El {
    let section = el("section.report__tier").add(el("h2").add(w(&judged.tier.label)));
    let Some(assessment) = judged.assessment() else { return section.add(without(&judged.outcome)) };
    let teller = Teller { catalog: law(), facts, filing: judged.filing };
    let by = say::version_by(
        LANG,
        [w(&judged.tier.short), text::route(judged.filing.route)],
        judged.filing.as_of,
        [w(&assessment.standard.edition), &text::rule::applies(assessment.applies)],
    );
    let source = &assessment.applies.source;
    section
        .add(verdict(assessment, teller))
        .add(
            el("p.small.soft.mt3")
                .add(by)
                .add(say::last_year_is(LANG, judged.filing.as_of.year() - 1))
                .add(place(source))
                .add(" ")
                .add(mark(source)),
        )
        .add(missing(assessment, teller))
        .add(assessment.score.as_ref().map(|it| score(it, assessment.score_standing, teller, holds)))
        .add(conditions(assessment, teller, holds))
        .add(reliefs(&assessment.reliefs, teller, holds))
}

/// What is not answered, all of it.
fn missing(assessment: &Assessment<'static>, teller: Teller<'_>) -> Option<AnyView> {
    if assessment.open.is_empty() {
        return None;
    }
    let (title, note) = match assessment.verdict {
        Verdict::Undetermined => (Say::WhatIsMissing, Say::WhatIsMissingNote),
        Verdict::FallsShort | Verdict::Meets => (Say::StillOpen, Say::StillOpenNote),
    };
    let entries = assessment.open.iter().map(|it| {
        let effect = match assessment.verdict {
            Verdict::FallsShort => String::new(),
            Verdict::Meets | Verdict::Undetermined => say::effect(LANG, it.conditions, it.points),
        };
        el("li").add(teller.open(it.fact)).add(" ").add(el("span.soft").add(effect))
    });
    let list = el("ul.report__open").add(entries.pieces());
    Some(pieces![el("h3").add(t(title)), el("p.small.soft").add(t(note)), list].piece())
}

const COLUMNS: [Say; 4] = [Say::SecConditions, Say::Standing, Say::ByAnswersColumn, Say::RewardSource];

/// Every condition with its parts, in the order of the standard.
fn conditions(assessment: &Assessment<'static>, teller: Teller<'_>, holds: &Holds) -> Option<AnyView> {
    let mut rows = Vec::new();
    for group in by_item(assessment) {
        let item = group.item.map_or_else(|| t(Say::SpecialRule), w);
        for (at, rule) in &group.conditions {
            let parts = parts(assessment, *at);
            let value =
                if parts.is_empty() { value(&rule.reason, teller) } else { t(Say::PartsBelow).piece() };
            rows.push(condition(item, rule, value, "").piece());
            if parts.is_empty() {
                working(w(rule.label), &[&rule.reason], teller, holds, &mut rows);
            }
            for part in parts {
                let value = crate::ui::pages::result::conditions::value(&part.reason, teller);
                rows.push(condition("", part, value, "is-part").piece());
                working(w(part.label), &[&part.reason], teller, holds, &mut rows);
            }
        }
    }
    let table = table("table table--fold report__c", Say::SecConditions, &COLUMNS).add(el("tbody").add(rows));
    (!assessment.criteria.is_empty()).then(|| pieces![el("h3").add(Say::SecConditions), table].piece())
}

fn condition(item: &str, rule: &Rule<'static>, value: AnyView, class: &'static str) -> El {
    let sign = sign_of(rule);
    let suspended = rule.suspended_by.map(|guard| el("p.small").add(Say::Suspended).add(w(&guard.label)));
    let relieved = (!rule.relieved_by.is_empty()).then(|| el("p.small").add(Say::Relieved));
    el("tr")
        .attr("class", class)
        .add(
            el("th")
                .attr("scope", "row")
                .add((!item.is_empty()).then(|| el("span.cond__no").add(item.to_owned())))
                .add(w(rule.label)),
        )
        .add(cell(Say::Standing, state(sign, sign.word())))
        .add(cell(Say::ByAnswersColumn, pieces![el("div.report__v").add(value), suspended, relieved]))
        .add(cell(Say::RewardSource, cited(rule.source)))
}

/// A row with how it is computed, where that is more than one line.
fn working(
    title: &str,
    reasons: &[&Reason<'static>],
    teller: Teller<'_>,
    holds: &Holds,
    rows: &mut Vec<AnyView>,
) {
    let is_more = |it: &&Reason<'static>| match &it.of {
        Of::Compare { measure, counted, .. } | Of::Measured { measure, counted, .. } => {
            !counted.is_empty() || is_reckoned(measure)
        }
        Of::None { counted, .. } => !counted.is_empty(),
        Of::All
        | Of::Any
        | Of::Flag { .. }
        | Of::Judged { .. }
        | Of::Choice { .. }
        | Of::Class(_)
        | Of::Holds(_)
        | Of::Slot(_) => it.hold.is_some() || !it.parts.is_empty(),
    };
    if holds.has_working && reasons.iter().any(is_more) {
        let trees = reasons.iter().map(|it| tree(title, it, teller)).pieces();
        rows.push(el("tr.report__how").add(el("td").attr("colspan", "4").add(el("div").add(trees))).piece());
    }
}

/// True of a measure that says more with its figures than its value does.
const fn is_reckoned(measure: &Measure) -> bool {
    match measure {
        Measure::Fact(_) | Measure::SumItems(_) | Measure::Count(_) => false,
        Measure::Sum(_)
        | Measure::Ratio(_)
        | Measure::Growth(_)
        | Measure::Mean(_)
        | Measure::Cagr(_)
        | Measure::CountTrue(_)
        | Measure::YearsFull(_) => true,
    }
}

/// Other ways, and exemptions.
fn reliefs(all: &[Relieved<'static>], teller: Teller<'_>, holds: &Holds) -> Option<AnyView> {
    let mut rows = Vec::new();
    for it in all {
        let sign = Sign::of(it.reason.truth, it.reason.first_hold().is_some());
        let kind = t(if it.is_exemption { Say::Exemption } else { Say::FastTrack });
        rows.push(
            el("tr")
                .add(
                    el("th").attr("scope", "row").add(el("span.cond__no").add(kind)).add(w(&it.relief.label)),
                )
                .add(cell(Say::Standing, state(sign, sign.word())))
                .add(cell(Say::ByAnswersColumn, el("div.report__v").add(value(&it.reason, teller))))
                .add(cell(Say::RewardSource, cited(&it.relief.source)))
                .piece(),
        );
        working(w(&it.relief.label), &[&it.reason], teller, holds, &mut rows);
    }
    (!all.is_empty()).then(|| {
        let table = table("table table--fold report__c", Say::OtherWays, &COLUMNS).add(el("tbody").add(rows));
        pieces![el("h3").add(Say::OtherWays), el("p.small.soft").add(Say::OtherWaysNote), table].piece()
    })
}

/// The scorecard: bars, and every indicator with its points.
fn score(scored: &Scored<'static>, standing: Truth, teller: Teller<'_>, holds: &Holds) -> AnyView {
    let mut rows = Vec::new();
    for it in &scored.indicators {
        rows.push(indicator(it, scored, teller).piece());
        if holds.has_working {
            let titles = options(&it.indicator.points);
            let trees = it
                .reasons
                .iter()
                .enumerate()
                .map(|(at, reason)| tree(titles.get(at).map_or("", String::as_str), reason, teller));
            let td = el("td").attr("colspan", "4").add(el("div").add(trees.pieces()));
            rows.push(el("tr.report__how").add(td).piece());
        }
    }
    let columns = [Say::Indicator, Say::ByAnswersColumn, Say::PointsColumn, Say::RewardSource];
    let groups = scored.groups.iter().map(|it| {
        let group = it.group;
        let line = group.floor.map(|floor| (floor, it.truth));
        foot(w(&group.label), line, points(it.lo, it.hi, group.full), &group.source)
    });
    let of = scored.score;
    let line = Some((of.pass, scored.total));
    let total = foot(t(Say::Total), line, points(scored.lo, scored.hi, of.full), &of.source);
    let table = table("table table--fold report__c", Say::Indicators, &columns)
        .add(el("tbody").add(rows))
        .add(el("tfoot").add(groups.pieces()).add(total));
    pieces![el("h3").add(Say::Score), bars(scored, standing), table].piece()
}

/// Points of a group, or of all, and the line they must reach.
fn foot(name: &str, line: Option<(u32, Truth)>, points: AnyView, source: &'static Source) -> El {
    let need = line.map(|(line, truth)| say::to_reach(LANG, line) + stands(truth));
    el("tr")
        .add(el("th").attr("scope", "row").add(name.to_owned()))
        .add(cell(Say::ByAnswersColumn, need))
        .add(cell(Say::PointsColumn, points))
        .add(cell(Say::RewardSource, cited(source)))
}

fn points(lo: u32, hi: u32, full: u32) -> AnyView {
    pieces![el("b").add(say::points(LANG, lo, hi)), el("span.sub").add(say::out_of(LANG, full))].piece()
}

fn indicator(it: &ScoredIndicator<'static>, of: &Scored<'static>, teller: Teller<'_>) -> El {
    let indicator = it.indicator;
    let group = of.groups.iter().find(|group| group.group.id == indicator.group);
    let answered = match &indicator.points {
        Points::Bands(_) | Points::PerUnit(_) | Points::Slot(_) => {
            it.reasons.first().map(|reason| value(reason, teller))
        }
        Points::BestOf(_) | Points::MaxOf(_) => {
            let titles = options(&indicator.points);
            let met = it.reasons.iter().zip(titles).find(|(reason, _)| reason.truth == Truth::Met);
            met.map(|(_, title)| title.piece())
        }
    };
    el("tr")
        .add(
            el("th")
                .attr("scope", "row")
                .add(w(&indicator.label))
                .add(group.map(|it| el("span.sub").add(w(&it.group.label)))),
        )
        .add(cell(Say::ByAnswersColumn, el("div.report__v").add(answered)))
        .add(cell(Say::PointsColumn, points(it.points.lo(), it.points.hi(), indicator.full)))
        .add(cell(Say::RewardSource, cited(&indicator.source)))
}
