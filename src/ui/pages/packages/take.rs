//! Answers: how does the draft on screen leave as a file or a text?

use leptos::prelude::*;

use crate::draft::Draft;
use crate::platform::files::copy;
use crate::text::say::Say;
use crate::ui::element::{Piece, el, pieces};
use crate::ui::files::{called, export, file_name, package_of, package_text};
use crate::ui::route::{Address, Page, Slot};
use crate::ui::state::{use_draft, use_today};
use crate::ui::widgets::locker::locker;
use crate::ui::words::t;

/// The ways out.
pub fn take() -> AnyView {
    let desk = use_draft();
    let is_empty = Memo::new(move |_| desk.with(Draft::is_empty));
    let view = move || {
        if is_empty.get() {
            let to = Address { slot: Slot::New, page: Page::Overview }.href();
            return pieces![
                el("p").add(t(Say::ExportNothing)),
                el("p").add(el("a").attr("href", to).add(t(Say::ToDrafts)))
            ]
            .piece();
        }
        ways()
    };
    el("section.section")
        .attr("aria-labelledby", "export")
        .add(el("h2#export").add(t(Say::ExportTitle)))
        .add(view)
        .piece()
}

fn ways() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let told = RwSignal::new(String::new());
    let by_hand = RwSignal::new(None::<String>);
    let download = move |_| told.set(export(desk, today));
    let as_text = move |_| {
        let text = package_of(desk, today);
        let kept = text.clone();
        copy(&text, move |is_copied| {
            told.set(t(if is_copied { Say::Copied } else { Say::CopyByHand }).to_owned());
            by_hand.set((!is_copied).then_some(kept));
        });
    };
    let area = move || {
        by_hand.get().map(|text| {
            pieces![
                el("label.label.mt3").attr("for", "by-hand").add(t(Say::TextToCopy)),
                el("textarea#by-hand.input.code")
                    .attr("rows", "6")
                    .attr("readonly", true)
                    .prop("value", text)
            ]
        })
    };
    pieces![
        el("p").add(el("b").add(move || desk.with(called))),
        el("div.actions")
            .add(el("button.btn.btn--main").attr("type", "button").on("click", download).add(t(Say::Export)))
            .add(el("button.btn").attr("type", "button").on("click", as_text).add(t(Say::CopyAsText))),
        el("p.small").attr("role", "status").add(move || told.get()),
        area,
        locker(
            "lock",
            Box::new(move |put| desk.peek(|draft| put(file_name(draft, today), package_text(draft, today))))
        )
    ]
    .piece()
}
