//! Two drafts side by side: each difference with both answers, one of which is chosen.

use leptos::prelude::*;

use crate::draft::Draft;
use crate::draft::merge::{Difference, Side, differences, merged};
use crate::json::Json;
use crate::text::say::Say;
use crate::text::{differ, fault, say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::signal::RwSignal;
use crate::ui::state::law;
use crate::ui::words::{LANG, t};

/// The two drafts and what they are called.
pub struct Both {
    /// What both began with, if known.
    pub base: Option<Draft>,
    /// The one that is changed.
    pub ours: Draft,
    /// The other.
    pub theirs: Draft,
    /// What ours is called.
    pub our_name: String,
    /// What theirs is called.
    pub their_name: String,
    /// What the button that settles says.
    pub settle: Say,
}

/// The table of differences; `then` is given what was chosen of both. Nothing where they say the same.
pub fn settle(both: Both, then: impl Fn(Draft) + Send + 'static) -> Option<AnyView> {
    let Both { base, ours, theirs, our_name, their_name, settle } = both;
    let found = differences(base.as_ref(), &ours, &theirs, law());
    if found.is_empty() {
        return None;
    }
    let sides = RwSignal::new(found.iter().map(|it| it.suggested).collect::<Vec<_>>());
    let told = RwSignal::new(String::new());
    let rows = found.iter().enumerate().map(|(at, it)| row(at, it, sides, [&our_name, &their_name])).pieces();
    let all = |side: Side, name: &str| {
        let label = say::all_of(LANG, name);
        el("button.btn.btn--small").on("click", move |_| sides.update(|sides| sides.fill(side))).add(label)
    };
    let choose = el("div.actions").add(all(Side::Ours, &our_name)).add(all(Side::Theirs, &their_name));
    let settled = move |_| {
        let chosen: Vec<_> = found.iter().cloned().zip(sides.get_untracked()).collect();
        match merged(&ours, &chosen, law()) {
            Ok(draft) => then(draft),
            Err(why) => told.set(fault::document(&why)),
        }
    };
    Some(
        pieces![
            choose,
            el("div.diffs").add(rows),
            el("div.actions").add(el("button.btn.btn--main.btn--small").on("click", settled).add(t(settle))),
            el("p.small").attr("role", "status").add(move || told.get())
        ]
        .piece(),
    )
}

fn row(at: usize, difference: &Difference, sides: RwSignal<Vec<Side>>, names: [&str; 2]) -> AnyView {
    let option = |side: Side, name: &str, said: Option<&Json>| {
        let is_on = move || sides.with(|sides| sides.get(at) == Some(&side));
        let choose = move |_| {
            sides.update(|sides| {
                if let Some(chosen) = sides.get_mut(at) {
                    *chosen = side;
                }
            });
        };
        el("label.check")
            .add(
                el("input")
                    .attr("type", "radio")
                    .attr("name", format!("diff-{at}"))
                    .prop("checked", is_on)
                    .on("change", choose),
            )
            .add(el("span").add(el("span.soft").add(format!("{name}{}", t(Say::Colon)))).add(differ::value(
                LANG,
                difference,
                said,
                law(),
            )))
    };
    let [our_name, their_name] = names;
    el("fieldset.diff")
        .add(
            el("legend")
                .add(differ::place(LANG, difference, law()))
                .add(difference.is_clash.then(|| el("span.tag").add(Say::BothChanged))),
        )
        .add(option(Side::Ours, our_name, difference.ours.as_ref()))
        .add(option(Side::Theirs, their_name, difference.theirs.as_ref()))
        .piece()
}
