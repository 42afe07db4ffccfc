//! Answers: what does a file that someone brings say, and may it take the place of the draft?

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use crate::document::{Document, read_embedded};
use crate::draft::{Action, Draft};
use crate::platform::files::{FileFault, read};
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, el};
use crate::ui::files::enterprise;
use crate::ui::focus;
use crate::ui::route::{Address, Page, Slot, go};
use crate::ui::state::use_draft;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t};

/// What became of the chosen file.
#[derive(Clone)]
enum Brought {
    Nothing,
    Refused(String),
    Read(Box<Document>),
}

/// Takes a file in, after showing what it says.
pub fn files() -> AnyView {
    let brought = RwSignal::new(Brought::Nothing);
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file, put right, can be chosen again: else the browser sees no change.
        input.set_value("");
        read(
            &file,
            Box::new(move |text| {
                brought.set(understood(text));
                focus::element("brought");
            }),
        );
    };
    el("div")
        .add(el("h2").add(t(Say::FilesTitle)))
        .add(el("p").add(t(Say::FilesLead)))
        .add(
            el("div.field")
                .add(el("label.label").attr("for", "file").add(t(Say::ChooseFile)))
                .add(el("span#file-h.hint").add(t(Say::ChooseFileHint)))
                .add(
                    el("input#file.input")
                        .attr("type", "file")
                        .attr("accept", ".json,application/json")
                        .attr("aria-describedby", "file-h")
                        .on("change", choose),
                ),
        )
        .add(move || shown(brought))
        .piece()
}

fn understood(text: Result<String, FileFault>) -> Brought {
    match text {
        Ok(text) => match read_embedded(&text) {
            Ok(document) => Brought::Read(Box::new(document)),
            Err(fault) => Brought::Refused(text::fault::document(&fault)),
        },
        Err(FileFault::TooLong) => Brought::Refused(t(Say::FileTooLong).to_owned()),
        Err(FileFault::NotUtf8) => Brought::Refused(t(Say::FileNotUtf8).to_owned()),
        Err(FileFault::Unreadable) => Brought::Refused(t(Say::FileUnreadable).to_owned()),
    }
}

fn shown(brought: RwSignal<Brought>) -> AnyView {
    match brought.get() {
        Brought::Nothing => ().piece(),
        Brought::Refused(why) => el("div#brought.note.note--bad.mt4")
            .attr("tabindex", "-1")
            .attr("role", "alert")
            .add(
                el("p.msg.msg--bad")
                    .add(icon(Sign::Unmet))
                    .add(el("span").add(el("b").add(t(Say::FileRefused))).add(why)),
            )
            .piece(),
        Brought::Read(document) => preview(*document, brought),
    }
}

fn preview(document: Document, brought: RwSignal<Brought>) -> AnyView {
    let own = use_draft().own();
    let draft = Draft::of(document.clone());
    let name = enterprise(&draft).unwrap_or_else(|| t(Say::NoName).to_owned());
    let (stated, lists) = (draft.facts().stated().count(), draft.facts().lists().count());
    let replaces = own.with_untracked(|own| !own.is_empty()).then(|| t(Say::ImportReplaces));
    let take = move |_| {
        own.update(|own| own.apply(Action::Replace(Box::new(document.clone()))));
        brought.set(Brought::Nothing);
        go(&Address { slot: Slot::Own, page: Page::RESULT });
    };
    let leave = move |_| {
        brought.set(Brought::Nothing);
        focus::element("file");
    };
    el("div#brought.note.mt4")
        .attr("tabindex", "-1")
        .add(el("p").add(el("b").add(name)).add(el("br")).add(say::imported(LANG, stated, lists)))
        .add(el("p.small").add(replaces))
        .add(
            el("div.actions")
                .add(
                    el("button.btn.btn--main.btn--small")
                        .attr("type", "button")
                        .on("click", take)
                        .add(t(Say::ImportYes)),
                )
                .add(
                    el("button.btn.btn--small")
                        .attr("type", "button")
                        .on("click", leave)
                        .add(t(Say::ImportNo)),
                ),
        )
        .piece()
}
