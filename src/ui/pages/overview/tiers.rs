//! Answers: which three tiers are there, and who decides on each?

use leptos::prelude::*;

use crate::policy::catalog::InForce;
use crate::policy::schema::{Route, Tier};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::state::{law, use_today};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::words::{t, w};

/// The table of tiers.
pub fn tiers() -> AnyView {
    let rows = law().tiers().iter().map(row).pieces();
    let heads =
        [Say::TierColumn, Say::StandardColumn, Say::DecidesColumn, Say::OrganisedColumn, Say::RewardColumn];
    el("section.section")
        .attr("aria-labelledby", "tiers")
        .add(el("h2#tiers").add(Say::TiersTitle))
        .add(
            el("table.table.table--fold")
                .attr("aria-labelledby", "tiers")
                .add(
                    el("thead")
                        .add(el("tr").add(heads.map(|it| el("th").attr("scope", "col").add(t(it))).pieces())),
                )
                .add(el("tbody").add(rows)),
        )
        .piece()
}

fn row(tier: &'static Tier) -> AnyView {
    let today = use_today();
    let standard = move || match law().in_force(&tier.id, Route::New, today.get()) {
        InForce::Standard(standard, applies) => {
            let edition = say::aside(w(&standard.edition));
            pieces![place(&applies.source), edition, " ", mark(&applies.source)].piece()
        }
        InForce::NotInProgram(pending, _) => {
            pieces![w(&pending.title), " ", el("span.soft").add(Say::NotInProgram)].piece()
        }
        InForce::NotCovered => t(Say::NotCovered).piece(),
    };
    let note = tier.source.mark_note.as_ref().map(w);
    el("tr")
        .add(el("th").attr("scope", "row").add(w(&tier.label)))
        .add(el("td").attr("data-l", t(Say::StandardColumn)).add(el("span").add(standard)))
        .add(el("td").attr("data-l", t(Say::DecidesColumn)).add(el("span").add(w(&tier.decided_by))))
        .add(el("td").attr("data-l", t(Say::OrganisedColumn)).add(el("span").add(w(&tier.organised))))
        .add(
            el("td").attr("data-l", t(Say::RewardColumn)).add(
                el("span")
                    .add(w(&tier.reward))
                    .add(el("span.sub").add(place(&tier.source)).add(" ").add(mark(&tier.source)))
                    .add(el("span.sub").add(note)),
            ),
        )
        .piece()
}
