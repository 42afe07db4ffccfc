//! Answers: when can each tier be filed for, and which rewards do the rules name for what was recognised?

use leptos::prelude::*;

use super::Board;
use super::form::{enter, given};
use crate::policy::schema::Tier;
use crate::text::ladder::{conditions, outlook};
use crate::text::reward::{amount, notes, when};
use crate::text::say::Say;
use crate::text::visible;
use crate::tracker::{RewardRow, Rung, ladder, rewards};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::signal::Memo;
use crate::ui::state::{law, use_derived};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::words::{t, w};

/// The section on filing days.
pub fn filing_days(board: Board) -> AnyView {
    let facts = use_derived().facts;
    let rungs = Memo::new_with_compare(
        move |_| board.tracked.with(|tracked| facts.with(|facts| ladder(law(), facts, tracked))),
        |_, _| true,
    );
    let rows = move || {
        let row = |(tier, rung): (&'static Tier, &Rung<'static>)| {
            facts.with(|facts| {
                let lines = conditions(law(), facts, rung);
                el("li")
                    .add(el("h3").add(w(&tier.label)))
                    .add(el("p").add(el("b").add(outlook(law(), facts, rung))))
                    .add(
                        el("details.reveal")
                            .add(
                                el("summary")
                                    .add(Say::ConditionsThen)
                                    .add(el("span.vh").add(Say::Colon).add(w(&tier.label)))
                                    .add(el("span.chev").attr("aria-hidden", "true")),
                            )
                            .add(
                                el("ul.dash.small")
                                    .add(lines.into_iter().map(|line| el("li").add(line)).pieces()),
                            ),
                    )
            })
        };
        rungs.with(|rungs| law().tiers().iter().zip(rungs).map(row).pieces())
    };
    let notice = |tier: &'static Tier| {
        let event = given([("kind", "notice"), ("tier", &tier.id)]);
        enter(board, format!("notice-{}", tier.id), w(&tier.short).to_owned(), "btn btn--small", event)
    };
    el("section#when.section")
        .attr("aria-labelledby", "when-h")
        .add(el("h2#when-h").attr("tabindex", "-1").add(Say::FilingDays))
        .add(el("p.small.soft").add(Say::FilingDaysNote))
        .add(el("ul.prospects").add(rows))
        .add(
            el("div.actions.noprint")
                .add(el("span.small").add(Say::EnterNotice))
                .add(law().tiers().iter().map(notice).pieces()),
        )
        .piece()
}

/// The section on rewards; nothing where none is named.
pub fn bounties(board: Board) -> AnyView {
    let facts = use_derived().facts;
    let view = move || {
        let rows = board.tracked.with(|tracked| facts.with(|facts| rewards(law(), facts, tracked)));
        (!rows.is_empty()).then(|| {
            el("section.section")
                .attr("aria-labelledby", "rewards-h")
                .add(el("h2#rewards-h").add(Say::Rewards))
                .add(el("p.small.soft").add(Say::RewardsNote))
                .add(
                    el("table.table.table--fold")
                        .add(el("caption.vh").add(Say::Rewards))
                        .add(
                            el("thead").add(
                                el("tr").add(
                                    [
                                        Say::Recognition,
                                        Say::RewardAmount,
                                        Say::RewardSource,
                                        Say::NotConfirmed,
                                    ]
                                    .map(head)
                                    .pieces(),
                                ),
                            ),
                        )
                        .add(el("tbody").add(rows.iter().map(reward).pieces())),
                )
        })
    };
    view.piece()
}

fn head(label: Say) -> AnyView {
    el("th").attr("scope", "col").add(t(label)).piece()
}

fn reward(it: &RewardRow<'static>) -> AnyView {
    let source = &it.reward.source;
    let cell = |label: Say| el("td").attr("data-l", label);
    let open = notes(it).into_iter().map(|note| el("p.small").add(note)).pieces();
    let name =
        pieces![w(&it.reward.label), el("span.sub.small.soft").add(visible(&it.name)).add(" ").add(when(it))];
    el("tr")
        .add(el("th").attr("scope", "row").add(name))
        .add(cell(Say::RewardAmount).add(amount(it)))
        .add(cell(Say::RewardSource).add(el("span").add(place(source)).add(" ").add(mark(source))))
        .add(cell(Say::NotConfirmed).add(el("div").add(open)))
        .piece()
}
