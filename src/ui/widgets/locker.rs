//! A passphrase: to lock a file that leaves, or to open one that comes.

use leptos::prelude::*;

use crate::locked::{LEAST_CHARS, Locked};
use crate::platform::{crypto, files};
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, el, pieces};
use crate::ui::signal::RwSignal;
use crate::ui::words::{LANG, t};

/// What makes the file: given where to put its name and its text.
pub type Make = Box<dyn Fn(Box<dyn FnOnce(String, String)>) + Send>;

/// A fold to lock what `make` makes and to offer it as a file. `id` is of the page's own.
pub fn locker(id: &'static str, make: Make) -> AnyView {
    if !crypto::is_there() {
        return el("p.small.soft").add(Say::NoCrypto).piece();
    }
    let (first, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let told = RwSignal::new(String::new());
    let lock = move |_| {
        let passphrase = first.get_untracked();
        if passphrase.chars().count() < LEAST_CHARS {
            return told.set(say::passphrase_short(LANG, LEAST_CHARS));
        }
        if passphrase != again.get_untracked() {
            return told.set(t(Say::PassphraseDiffers).to_owned());
        }
        told.set(t(Say::Locking).to_owned());
        make(Box::new(move |name, text| {
            let locked = move |locked: Option<String>| {
                let name = name.replace(".json", t(Say::LockedEnding));
                let is_offered = locked.is_some_and(|text| files::download(&name, "application/json", &text));
                told.set(if is_offered {
                    say::exported(LANG, &name)
                } else {
                    t(Say::DownloadRefused).to_owned()
                });
                first.set(String::new());
                again.set(String::new());
            };
            crypto::lock(&text, &passphrase, Box::new(locked));
        }));
    };
    el("details.reveal")
        .add(el("summary").add(Say::LockTitle))
        .add(el("p.small").add(Say::LockWarning))
        .add(input(format!("{id}-1"), Say::Passphrase, first))
        .add(input(format!("{id}-2"), Say::PassphraseAgain, again))
        .add(el("div.actions").add(el("button.btn.btn--small").on("click", lock).add(Say::LockAndExport)))
        .add(el("p.small").attr("role", "status").add(move || told.get()))
        .piece()
}

/// The way into a locked file; `then` is given its text.
pub fn opener(locked: Locked, then: impl Fn(String) + Send + Copy + 'static) -> AnyView {
    if !crypto::is_there() {
        return el("p").add(Say::NoCrypto).piece();
    }
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(String::new());
    let open = move |_| {
        told.set(t(Say::Unlocking).to_owned());
        let opened = move |text: Option<String>| match text {
            Some(text) => then(text),
            None => told.set(t(Say::NotUnlocked).to_owned()),
        };
        crypto::unlock(locked.clone(), &typed.get_untracked(), Box::new(opened));
    };
    pieces![
        input("unlock".to_owned(), Say::Passphrase, typed),
        el("div.actions").add(el("button.btn.btn--main.btn--small").on("click", open).add(Say::Unlock)),
        el("p.small").attr("role", "status").add(move || told.get())
    ]
    .piece()
}

fn input(id: String, label: Say, typed: RwSignal<String>) -> El {
    el("div.field").add(el("label.label").attr("for", id.clone()).add(t(label))).add(
        el("input.input.input--w16")
            .attr("id", id)
            .attr("type", "password")
            .attr("autocomplete", "off")
            .prop("value", move || typed.get())
            .on("input", move |event| typed.set(event_target_value(&event))),
    )
}
