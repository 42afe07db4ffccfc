//! Answers: what is incomplete about the draft on screen, and how does it leave?

use leptos::prelude::*;

use crate::draft::Draft;
use crate::package::{Gap, incomplete};
use crate::text::gap::gap;
use crate::text::say::Say;
use crate::text::summary;
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::files::{called, file_name, offer, offer_package, package_text, submission};
use crate::ui::pages::result::findings;
use crate::ui::route::{Address, Page, Slot};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{law, use_draft, use_route, use_today};
use crate::ui::widgets::copying::Copying;
use crate::ui::widgets::locker::locker;
use crate::ui::words::{t, w};

/// The ways out.
pub fn take() -> AnyView {
    let desk = use_draft();
    let is_empty = Memo::new(move |_| desk.with(Draft::is_empty));
    let view = move || {
        if is_empty.get() {
            let to = Address { slot: Slot::New, page: Page::Overview }.href();
            return pieces![
                el("p").add(Say::ExportNothing),
                el("p").add(el("a").attr("href", to).add(Say::ToDrafts))
            ]
            .piece();
        }
        pieces![el("p").add(el("b").add(move || desk.with(called))), gaps(), findings(), ways()].piece()
    };
    el("section.section")
        .attr("aria-labelledby", "export")
        .add(el("h2#export").add(Say::ExportTitle))
        .add(view)
        .piece()
}

/// What is incomplete; it forbids nothing.
fn gaps() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let view = move || {
        let mut found = desk.with(|draft| {
            let raws = draft.raws().count();
            incomplete(&submission(draft, today.get()), raws, law(), today.get())
        });
        // Those are told one by one below.
        found.retain(|it| !matches!(it, Gap::Findings(_) | Gap::Unknown(_)));
        if found.is_empty() {
            return el("p").add(Say::NoGaps).piece();
        }
        let lines = found.iter().map(|it| el("li").add(gap(it, law()))).pieces();
        pieces![el("p").add(Say::Gaps), el("ul.dash").add(lines)].piece()
    };
    view.piece()
}

fn ways() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let told = RwSignal::new(String::new());
    let tier = RwSignal::new(String::new());
    let name = move |draft: &Draft| {
        let tier = law().tier(&tier.get_untracked()).map(|tier| w(&tier.short));
        file_name(draft, tier, today.peek())
    };
    let text = move |draft: &Draft| package_text(draft, today.peek());
    let download = move |_| told.set(desk.peek(|draft| offer_package(&name(draft), &text(draft))));
    let as_table = move |_| {
        told.set(desk.peek(|draft| {
            let document = submission(draft, today.peek()).informed(law(), today.peek());
            let csv = summary::csv(&document, law(), today.peek());
            offer(&format!("{}.csv", name(draft)), "text/csv", &csv)
        }));
    };
    let copying = Copying::new(told);
    let as_text = move |_| copying.copy(desk.peek(text), Say::Copied);
    let option = |it: &'static crate::policy::schema::Tier| {
        el("option").attr("value", it.id.to_string()).add(w(&it.label))
    };
    let make: crate::ui::widgets::locker::Make =
        Box::new(move |put| desk.peek(|draft| put(format!("{}.json", name(draft)), text(draft))));
    pieces![
        el("div.field")
            .add(el("label.label").attr("for", "for-tier").add(Say::ExportFor))
            .add(el("span#for-tier-h.hint").add(Say::ExportForHint))
            .add(
                el("select#for-tier.select.input--w16")
                    .attr("aria-describedby", "for-tier-h")
                    .on("change", move |event| tier.set(event_target_value(&event)))
                    .add(el("option").attr("value", "").add(Say::EveryTier))
                    .add(law().tiers().iter().map(option).pieces())
            ),
        el("div.actions")
            .add(button("btn btn--main", Say::ExportPackage, download))
            .add(button("btn", Say::SaveSummary, as_table))
            .add(button("btn btn--text", Say::CopyAsText, as_text)),
        on_paper(),
        el("p.small").attr("role", "status").add(move || told.get()),
        copying.area(),
        locker("lock", make)
    ]
    .piece()
}

/// The draft's report, and its answers for the platform.
fn on_paper() -> El {
    let route = use_route();
    let link =
        |page: Page, label: Say| el("a.btn").attr("href", move || route.href(page.clone())).add(t(label));
    el("div.actions")
        .add(link(Page::Report, Say::PrintReport))
        .add(link(Page::Transcript { tier: None }, Say::ToTranscript))
}

fn button(class: &'static str, label: Say, then: impl FnMut(web_sys::Event) + Send + 'static) -> El {
    el("button").attr("class", class).on("click", then).add(t(label))
}
