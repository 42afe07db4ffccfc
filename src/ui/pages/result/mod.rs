//! The result: per tier what follows from the answers, why, and what is missing.
//!
//! Without a tier the three verdicts in short; with one everything about it.

pub mod compare;
pub mod conditions;
mod missing;
pub mod scorecard;
pub mod tier;

use leptos::prelude::*;

pub use self::missing::{href as open_href, page as open_page};

use crate::assess::Finding;
use crate::policy::schema::{Fact, FactId, Measure};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::pages::profile::question::input_id;
use crate::ui::route::Page;
use crate::ui::state::use_route;
use crate::ui::state::{law, use_derived, use_draft};
use crate::ui::widgets::filing::filing;
use crate::ui::widgets::ladder::ladder;
use crate::ui::widgets::sign::{Sign, icon, state};
use crate::ui::words::{LANG, t, w};

/// The result of all tiers, or of one.
pub fn result(tier: Option<&str>) -> AnyView {
    let at = law().tiers().iter().position(|it| Some(it.id.as_str()) == tier);
    let judged = use_derived().judged;
    let body = move || {
        judged.with(|all| match at {
            Some(at) => all.get(at).map(tier::whole).piece(),
            None => all.iter().map(tier::brief).pieces().piece(),
        })
    };
    pieces![
        el("div")
            .add(
                el("div.head")
                    .add(
                        el("h1").attr("tabindex", "-1").add(Say::Result).add(
                            at.and_then(|at| law().tiers().get(at))
                                .map(|it| el("span.vh").add(Say::Colon).add(w(&it.label)))
                        )
                    )
                    .add(el("p.head__meta.facts").add(el("span").add(Say::NotADecision)))
                    .add(filing())
                    .add(tabs(at))
                    .add(ways(at))
                    .add(
                        el("p.mt4.legend.soft").add(
                            [Sign::Met, Sign::Unmet, Sign::Unknown, Sign::Manual]
                                .map(|it| state(it, it.word()))
                                .pieces()
                        )
                    )
            )
            .add(findings())
            .add(body),
        ladder()
    ]
}

/// On paper, and over to the platform.
fn ways(at: Option<usize>) -> AnyView {
    let route = use_route();
    let tier = at.and_then(|at| law().tiers().get(at)).map(|it| it.id.to_string());
    let (report, sheet) = (Page::Report, Page::Transcript { tier });
    el("div.actions")
        .add(el("a.btn").attr("href", move || route.href(report.clone())).add(Say::PrintReport))
        .add(el("a.btn").attr("href", move || route.href(sheet.clone())).add(Say::ToTranscript))
        .piece()
}

/// The tiers to choose from.
fn tabs(at: Option<usize>) -> AnyView {
    let route = use_route();
    let tab = |own: Option<usize>, label: &'static str, tier: Option<String>| {
        let href = move || route.href(Page::Result { tier: tier.clone() });
        el("li")
            .add(el("a").attr("href", href).attr("aria-current", (own == at).then_some("page")).add(label))
    };
    let all = tab(None, t(Say::AllTiers), None);
    let tiers =
        law().tiers().iter().enumerate().map(|(at, it)| tab(Some(at), w(&it.short), Some(it.id.to_string())));
    el("nav").attr("aria-label", Say::Tiers).add(el("ul.nav.tabs").add(all).add(tiers.pieces())).piece()
}

/// Contradictions stand beside the verdicts and never change them.
pub fn findings() -> AnyView {
    let (findings, desk) = (use_derived().findings, use_draft());
    let entry = move |finding: &Finding<'static>| {
        let name = finding.item.map(|at| say::nth_item(LANG, at + 1));
        let to = finding.check.about.first().and_then(|fact| field_href(*fact, None));
        el("li").add(
            el("span.msg.msg--warn").add(icon(Sign::Warning)).add(
                el("span")
                    .add(w(&finding.check.label))
                    .add(name.map(|name| el("span.soft").add(Say::Colon).add(name)))
                    .add(to.map(|to| el("a.go").attr("href", to).add(Say::GoSee))),
            ),
        )
    };
    let view = move || {
        let unknown = desk.with(crate::draft::Draft::unknown);
        findings.with(|found| {
            (!found.is_empty() || unknown > 0).then(|| {
                let kept = (unknown > 0).then(|| el("li.small").add(say::kept_unknown(LANG, unknown)));
                el("section.note.note--warn.findings")
                    .attr("aria-labelledby", "findings-h")
                    .add(el("h2#findings-h.h5").add(Say::Findings))
                    .add(el("ul.plain").add(found.iter().map(entry).pieces()).add(kept))
                    .add(el("p.small.soft").add(Say::FindingsNote))
            })
        })
    };
    view.piece()
}

/// The link to the input of a fact.
pub fn field_href(fact: FactId, year: Option<i32>) -> Option<String> {
    Some(use_route().href(field_page(fact, year)?))
}

/// The form at the input of a fact.
fn field_page(fact: FactId, year: Option<i32>) -> Option<Page> {
    let fact = law().fact(fact)?;
    input_page(fact, input_id(fact, year.filter(|_| !fact.periods.is_empty())))
}

/// The form at an input of a fact.
fn input_page(fact: &Fact, input: String) -> Option<Page> {
    let group = law().groups().get(law().order(fact.key()).0)?;
    Some(Page::Profile { group: Some(group.id.to_string()), input: Some(input) })
}

/// The list whose items a measure counts or sums.
pub fn list_of(measure: &Measure) -> Option<FactId> {
    match measure {
        Measure::Count(filter) => Some(filter.list),
        Measure::SumItems(sum) => Some(sum.filter.list),
        Measure::Fact(_)
        | Measure::Sum(_)
        | Measure::Ratio(_)
        | Measure::Growth(_)
        | Measure::Mean(_)
        | Measure::Cagr(_)
        | Measure::CountTrue(_)
        | Measure::YearsFull(_) => None,
    }
}
