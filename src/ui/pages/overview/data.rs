//! Answers: where does the data live, how does it leave, and how is it deleted?

use leptos::prelude::*;

use crate::draft::{Action, Draft};
use crate::text::say::Say;
use crate::ui::element::{Piece, el};
use crate::ui::files::{export, package_of};
use crate::ui::focus;
use crate::ui::state::{use_draft, use_keeping, use_today};
use crate::ui::widgets::copying::Copying;
use crate::ui::words::t;

/// Where the data lives, with the ways out.
pub fn data() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let told = RwSignal::new(String::new());
    let copying = Copying::new(told);
    let download = move |_| told.set(export(desk, today));
    let as_text = move |_| copying.copy(package_of(desk, today), Say::Copied);
    let is_empty = Memo::new(move |_| desk.with(Draft::is_empty));
    el("div")
        .add(el("h2#data").add(t(Say::DataTitle)))
        .add(el("p").add(t(Say::DataWhere)))
        .add(
            el("div.actions")
                .add(
                    el("button.btn")
                        .attr("type", "button")
                        .on("click", download)
                        .attr("disabled", move || is_empty.get())
                        .add(t(Say::Export)),
                )
                .add(
                    el("button.btn.btn--text")
                        .attr("type", "button")
                        .on("click", as_text)
                        .attr("disabled", move || is_empty.get())
                        .add(t(Say::CopyAsText)),
                ),
        )
        .add(el("p.small").attr("role", "status").add(move || told.get()))
        .add(copying.area())
        .add(removal(told))
        .piece()
}

/// Deletion is asked for twice.
fn removal(told: RwSignal<String>) -> AnyView {
    let (desk, keeping) = (use_draft(), use_keeping());
    let is_asked = RwSignal::new(false);
    let ask = move |_| {
        is_asked.set(true);
        focus::element("delete-no");
    };
    let keep = move |_| {
        is_asked.set(false);
        focus::element("delete");
    };
    let delete = move |_| {
        desk.act(Action::Empty);
        keeping.forget_aside();
        is_asked.set(false);
        told.set(t(Say::Deleted).to_owned());
        focus::heading();
    };
    let is_empty = Memo::new(move |_| desk.with(Draft::is_empty));
    let view = move || {
        if is_empty.get() || desk.is_sample() {
            return ().piece();
        }
        if is_asked.get() {
            return el("div.note.note--bad.mt4")
                .add(el("p").add(t(Say::DeleteAsk)))
                .add(
                    el("div.actions")
                        .add(
                            el("button.btn.btn--small")
                                .attr("type", "button")
                                .on("click", delete)
                                .add(t(Say::DeleteYes)),
                        )
                        .add(
                            el("button#delete-no.btn.btn--small")
                                .attr("type", "button")
                                .on("click", keep)
                                .add(t(Say::DeleteNo)),
                        ),
                )
                .piece();
        }
        el("p.mt3")
            .add(
                el("button#delete.btn.btn--text").attr("type", "button").on("click", ask).add(t(Say::Delete)),
            )
            .piece()
    };
    view.piece()
}
