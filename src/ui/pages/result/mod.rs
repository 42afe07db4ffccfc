//! The result: per tier what follows from the answers, why, and what is missing.
//!
//! Without a tier the three verdicts in short; with one everything about it.

mod conditions;
mod missing;
mod scorecard;
mod tier;

use leptos::prelude::*;

use crate::assess::Finding;
use crate::policy::schema::{FactId, Measure};
use crate::text::say::{self, Say};
use crate::ui::pages::profile::question::input_id;
use crate::ui::route::{Page, use_route};
use crate::ui::state::{law, use_derived, use_draft};
use crate::ui::widgets::filing::Filing;
use crate::ui::widgets::ladder::Ladder;
use crate::ui::widgets::sign::{Sign, icon, state};
use crate::ui::words::{LANG, t, w};

/// The result of all tiers, or of one.
#[component]
pub fn Result(
    /// The tier's id.
    tier: Option<String>,
) -> impl IntoView {
    let at = law().tiers().iter().position(|it| Some(it.id.as_str()) == tier.as_deref());
    let judged = use_derived().judged;
    let body = move || {
        judged.with(|all| match at {
            Some(at) => all.get(at).map(tier::whole).into_any(),
            None => all.iter().map(tier::brief).collect_view().into_any(),
        })
    };
    view! {
        <div>
            <div class="head">
                <h1 tabindex="-1">{t(Say::Result)}{at.and_then(|at| law().tiers().get(at)).map(|it| view! { <span class="vh">{t(Say::Colon)}{w(&it.label)}</span> })}</h1>
                <p class="head__meta facts"><span>{t(Say::NotADecision)}</span></p>
                <Filing/>
                {tabs(at)}
                <p class="mt4 legend soft">{[Sign::Met, Sign::Unmet, Sign::Unknown, Sign::Manual].map(|it| state(it, it.word())).collect_view()}</p>
            </div>
            {findings()}
            {body}
        </div>
        <Ladder/>
    }
}

/// The tiers to choose from.
fn tabs(at: Option<usize>) -> AnyView {
    let route = use_route();
    let tab = |own: Option<usize>, label: &'static str, tier: Option<String>| {
        let href = move || route.href(Page::Result { tier: tier.clone() });
        view! { <li><a href=href aria-current=(own == at).then_some("page")>{label}</a></li> }
    };
    let all = tab(None, t(Say::AllTiers), None);
    let tiers =
        law().tiers().iter().enumerate().map(|(at, it)| tab(Some(at), w(&it.short), Some(it.id.to_string())));
    view! { <nav aria-label=t(Say::Tiers)><ul class="nav tabs">{all}{tiers.collect_view()}</ul></nav> }
        .into_any()
}

/// Contradictions stand beside the verdicts and never change them.
fn findings() -> AnyView {
    let (findings, desk) = (use_derived().findings, use_draft());
    let entry = move |finding: &Finding<'static>| {
        let name = finding.item.map(|at| say::nth_item(LANG, at + 1));
        let to = finding.check.about.first().and_then(|fact| field_href(*fact, None));
        view! {
            <li><span class="msg msg--warn">{icon(Sign::Warning)}<span>{w(&finding.check.label)}{name.map(|name| view! { <span class="soft">{t(Say::Colon)}{name}</span> })}{to.map(|to| view! { <a class="go" href=to>{t(Say::GoSee)}</a> })}</span></span></li>
        }
    };
    let view = move || {
        let unknown = desk.with(crate::draft::Draft::unknown);
        findings.with(|found| {
            (!found.is_empty() || unknown > 0).then(|| {
                let kept = (unknown > 0)
                    .then(|| view! { <li class="small">{say::kept_unknown(LANG, unknown)}</li> });
                view! {
                    <section class="note note--warn findings" aria-labelledby="findings-h">
                        <h2 class="h5" id="findings-h">{t(Say::Findings)}</h2>
                        <ul class="plain">{found.iter().map(entry).collect_view()}{kept}</ul>
                        <p class="small soft">{t(Say::FindingsNote)}</p>
                    </section>
                }
            })
        })
    };
    view.into_any()
}

/// The link to the input of a fact.
pub fn field_href(fact: FactId, year: Option<i32>) -> Option<String> {
    let fact = law().fact(fact)?;
    let group = law().groups().get(law().order(fact.key()).0)?;
    let input = Some(input_id(fact, year.filter(|_| !fact.periods.is_empty())));
    Some(use_route().href(Page::Profile { group: Some(group.id.to_string()), input }))
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
