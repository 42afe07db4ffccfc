//! What is told on every page: a new version, what was found in the store, and a draft that two
//! pages changed.

use leptos::prelude::*;

use crate::text::say::{self, Say};
use crate::ui::desk::Found;
use crate::ui::element::{Piece, Pieces, el};
use crate::ui::files::rescue;
use crate::ui::signal::RwSignal;
use crate::ui::state::use_draft;
use crate::ui::version;
use crate::ui::widgets::differences::{Both, settle};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t};

/// The notices above the page.
pub fn notices() -> AnyView {
    let desk = use_draft();
    let found = move || desk.found().into_iter().map(found).pieces();
    el("div.wrap.found").add(version::notice()).add(found).add(conflict).piece()
}

/// Told where it can be read, with the way to the text.
fn found(found: Found) -> AnyView {
    let (what, text) = match found {
        Found::Unreadable(text) => (Say::FoundUnreadable, Some(text)),
        Found::Newer(text) => (Say::FoundNewer, Some(text)),
        Found::Other(text) => (Say::FoundOther, Some(text)),
        Found::TakenIn => (Say::FoundTakenIn, None),
        Found::Wiped => (Say::Deleted, None),
        Found::Refreshed => (Say::FoundRefreshed, None),
    };
    let is_told = RwSignal::new(String::new());
    let button = text.map(|text| {
        let click = move |_| {
            is_told.set(if rescue(&text) { String::new() } else { t(Say::DownloadRefused).to_owned() });
        };
        el("button.btn.btn--small").on("click", click).add(Say::DownloadIt)
    });
    el("div.note.note--warn")
        .attr("role", "status")
        .add(el("p.msg.msg--warn").add(icon(Sign::Warning)).add(el("span").add(t(what))))
        .add(el("p.msg__acts").add(button).add(move || is_told.get()))
        .piece()
}

/// Both drafts, where another page saved the one on screen: the user chooses.
fn conflict() -> Option<AnyView> {
    let sheet = use_draft().sheet();
    let other = sheet.other().get()?;
    let both = Both {
        base: Some(sheet.common()),
        ours: sheet.draft().get(),
        our_name: t(Say::ThisPage).to_owned(),
        theirs: other.draft,
        their_name: say::other_page(LANG, &other.saved),
        settle: Say::MergeAndSave,
    };
    let table = settle(both, move |draft| sheet.settle(Some(draft)));
    let quick = el("div.actions")
        .add(el("button.btn.btn--small").on("click", move |_| sheet.yield_to_other()).add(Say::TakeOther))
        .add(el("button.btn.btn--small").on("click", move |_| sheet.settle(None)).add(Say::KeepThis));
    Some(
        el("section.note.note--bad")
            .attr("aria-labelledby", "conflict")
            .add(el("h2#conflict").attr("tabindex", "-1").add(Say::ConflictTitle))
            .add(el("p").add(Say::ConflictLead))
            .add(table)
            .add(quick)
            .piece(),
    )
}
