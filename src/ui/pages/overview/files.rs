//! Answers: what does a file that someone brings say, and may it take the place of the draft?

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use crate::document::{Document, read_embedded};
use crate::draft::{Action, Draft};
use crate::platform::files::{FileFault, read};
use crate::text;
use crate::text::say::{self, Say};
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
    let choose = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()?.get(0)) else { return };
        read(
            &file,
            Box::new(move |text| {
                brought.set(understood(text));
                focus::element("brought");
            }),
        );
    };
    view! {
        <div>
            <h2>{t(Say::FilesTitle)}</h2>
            <p>{t(Say::FilesLead)}</p>
            <div class="field">
                <label class="label" for="file">{t(Say::ChooseFile)}</label>
                <span class="hint" id="file-h">{t(Say::ChooseFileHint)}</span>
                <input class="input" id="file" type="file" accept=".json,application/json" aria-describedby="file-h" on:change=choose/>
            </div>
            {move || shown(brought)}
        </div>
    }
    .into_any()
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
        Brought::Nothing => ().into_any(),
        Brought::Refused(why) => view! {
            <div class="note note--bad mt4" id="brought" tabindex="-1" role="alert"><p class="msg msg--bad">{icon(Sign::Unmet)}<span><b>{t(Say::FileRefused)}</b>{why}</span></p></div>
        }
        .into_any(),
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
    view! {
        <div class="note mt4" id="brought" tabindex="-1">
            <p><b>{name}</b><br/>{say::imported(LANG, stated, lists)}</p>
            <p class="small">{replaces}</p>
            <div class="actions"><button class="btn btn--main btn--small" type="button" on:click=take>{t(Say::ImportYes)}</button><button class="btn btn--small" type="button" on:click=leave>{t(Say::ImportNo)}</button></div>
        </div>
    }
    .into_any()
}
