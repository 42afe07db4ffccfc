//! Answers: what does this browser keep, how does all of it leave, and how is it deleted?

use leptos::prelude::*;

use crate::platform::{clock, room};
use crate::store::{Key, backup};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::{backup_name, offer, rescue};
use crate::ui::focus;
use crate::ui::signal::RwSignal;
use crate::ui::state::{use_draft, use_today};
use crate::ui::version;
use crate::ui::widgets::locker::locker;
use crate::ui::words::{LANG, t};

/// The store, its backup and its end.
pub fn keep() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let told = RwSignal::new(String::new());
    let save_all = move |_| {
        desk.flush();
        desk.store().all(Box::new(move |all| {
            told.set(match all {
                Ok(records) => {
                    let text = backup::write(&records, &clock::stamp());
                    offer(&backup_name(today.peek()), "application/json", &text)
                }
                Err(why) => say::not_read(LANG, &why),
            });
        }));
    };
    el("section.section")
        .attr("aria-labelledby", "data")
        .add(el("h2#data").add(Say::DataTitle))
        .add(el("p").add(Say::DataWhere))
        .add(space())
        .add(aside())
        .add(el("div.actions").add(el("button.btn").on("click", save_all).add(Say::BackUpAll)))
        .add(el("p.small.soft").add(Say::BackUpNote))
        .add(locker(
            "lock-all",
            Box::new(move |put| {
                desk.store().all(Box::new(move |all| {
                    let records = all.unwrap_or_default();
                    put(backup_name(today.peek()), backup::write(&records, &clock::stamp()));
                }));
            }),
        ))
        .add(removal(told))
        .add(el("p.small").attr("role", "status").add(move || told.get()))
        .piece()
}

/// How much is used, and whether the browser promised to keep it.
fn space() -> AnyView {
    let desk = use_draft();
    let (kept, used) = (RwSignal::new(None), RwSignal::new(None));
    let look = move || {
        room::is_persistent(move |is| kept.set(is));
        room::used(move |is| used.set(is));
    };
    look();
    let ask = move |_| {
        room::persist(move |is| kept.set(is));
    };
    let promise = move || {
        let words = match kept.get() {
            Some(true) => Say::PersistGranted,
            Some(false) => Say::PersistNot,
            None => Say::PersistUnknown,
        };
        let button = (kept.get() == Some(false))
            .then(|| el("button.btn.btn--small").on("click", ask).add(Say::PersistAsk));
        pieces![t(words), " ", button].piece()
    };
    let count = move || {
        let count = desk.listed().with(Vec::len);
        say::drafts_kept(LANG, count, used.get())
    };
    el("ul.dash")
        .add(el("li").add(count))
        .add(el("li").add(el("span").attr("role", "status").add(promise)))
        .add(version::lines())
        .piece()
}

/// The texts that were moved aside.
fn aside() -> AnyView {
    let desk = use_draft();
    let row = move |(key, text): (Key, String)| {
        let size = say::bytes(u64::try_from(text.len()).unwrap_or(u64::MAX));
        let download = move |_| {
            rescue(&text);
        };
        let forget = move |_| {
            desk.forget(&key);
            focus::element("data");
        };
        el("li").add(format!("{}{} ", t(Say::AsideText), say::aside(&size))).add(
            el("span.msg__acts")
                .add(el("button.btn.btn--small").on("click", download).add(Say::DownloadIt))
                .add(el("button.btn.btn--small").on("click", forget).add(Say::Remove)),
        )
    };
    let view = move || {
        let all = desk.aside().get();
        (!all.is_empty()).then(|| el("ul.dash").add(all.into_iter().map(row).pieces()))
    };
    view.piece()
}

/// Deletion of everything is asked for twice.
fn removal(told: RwSignal<String>) -> AnyView {
    let desk = use_draft();
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
        is_asked.set(false);
        desk.wipe(Box::new(move |why| told.set(say::not_read(LANG, &why))));
        focus::heading();
    };
    let view = move || {
        if is_asked.get() {
            return el("div#removal.note.note--bad.mt4")
                .add(el("p").add(Say::DeleteAsk))
                .add(
                    el("div.actions")
                        .add(el("button.btn.btn--small").on("click", delete).add(Say::DeleteYes))
                        .add(el("button#delete-no.btn.btn--small").on("click", keep).add(Say::DeleteNo)),
                )
                .piece();
        }
        el("p.mt3").add(el("button#delete.btn.btn--text").on("click", ask).add(Say::Delete)).piece()
    };
    view.piece()
}
