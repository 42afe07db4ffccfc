//! Answers: which three tiers are there, and who decides on each?

use leptos::prelude::*;

use crate::policy::catalog::InForce;
use crate::policy::schema::{Route, Tier};
use crate::text::say::Say;
use crate::ui::state::{law, use_today};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::words::{t, w};

/// The table of tiers.
pub fn tiers() -> AnyView {
    let rows = law().tiers().iter().map(row).collect_view();
    let heads =
        [Say::TierColumn, Say::StandardColumn, Say::DecidesColumn, Say::OrganisedColumn, Say::RewardColumn];
    view! {
        <section class="section" aria-labelledby="tiers">
            <h2 id="tiers">{t(Say::TiersTitle)}</h2>
            <table class="table table--fold">
                <thead><tr>{heads.map(|it| view! { <th scope="col">{t(it)}</th> }).collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(tier: &'static Tier) -> AnyView {
    let today = use_today();
    let standard = move || match law().in_force(&tier.id, Route::New, today.get()) {
        InForce::Standard(standard, applies) => {
            view! { {place(&applies.source)}"（"{w(&standard.edition)}"） "{mark(&applies.source)} }
                .into_any()
        }
        InForce::NotInProgram(pending, _) => {
            view! { {w(&pending.title)}" "<span class="soft">{t(Say::NotInProgram)}</span> }.into_any()
        }
        InForce::NotCovered => t(Say::NotCovered).into_any(),
    };
    let note = tier.source.mark_note.as_ref().map(w);
    view! {
        <tr>
            <th scope="row">{w(&tier.label)}</th>
            <td data-l=t(Say::StandardColumn)><span>{standard}</span></td>
            <td data-l=t(Say::DecidesColumn)><span>{w(&tier.decided_by)}</span></td>
            <td data-l=t(Say::OrganisedColumn)><span>{w(&tier.organised)}</span></td>
            <td data-l=t(Say::RewardColumn)><span>{w(&tier.reward)}<span class="sub">{place(&tier.source)}" "{mark(&tier.source)}</span><span class="sub">{note}</span></span></td>
        </tr>
    }
    .into_any()
}
