//! Answers: where does the data live, how does it leave, and how is it deleted?

use leptos::prelude::*;

use crate::draft::{Action, Draft};
use crate::platform::files::copy;
use crate::text::say::Say;
use crate::ui::files::{export, package_of};
use crate::ui::focus;
use crate::ui::state::{use_draft, use_today};
use crate::ui::words::t;

/// Where the data lives, with the ways out.
pub fn data() -> AnyView {
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
            view! { <label class="label mt3" for="by-hand">{t(Say::TextToCopy)}</label><textarea class="input code" id="by-hand" rows="6" readonly prop:value=text></textarea> }
        })
    };
    let is_empty = Memo::new(move |_| desk.with(Draft::is_empty));
    view! {
        <div>
            <h2 id="data">{t(Say::DataTitle)}</h2>
            <p>{t(Say::DataWhere)}</p>
            <div class="actions">
                <button class="btn" type="button" on:click=download disabled=move || is_empty.get()>{t(Say::Export)}</button>
                <button class="btn btn--text" type="button" on:click=as_text disabled=move || is_empty.get()>{t(Say::CopyAsText)}</button>
            </div>
            <p class="small" role="status">{move || told.get()}</p>
            {area}
            {removal(told)}
        </div>
    }
    .into_any()
}

/// Deletion is asked for twice.
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
        desk.act(Action::Empty);
        is_asked.set(false);
        told.set(t(Say::Deleted).to_owned());
        focus::heading();
    };
    let is_empty = Memo::new(move |_| desk.with(Draft::is_empty));
    let view = move || {
        if is_empty.get() {
            return ().into_any();
        }
        if is_asked.get() {
            return view! {
                <div class="note note--bad mt4">
                    <p>{t(Say::DeleteAsk)}</p>
                    <div class="actions"><button class="btn btn--small" type="button" on:click=delete>{t(Say::DeleteYes)}</button><button class="btn btn--small" type="button" id="delete-no" on:click=keep>{t(Say::DeleteNo)}</button></div>
                </div>
            }
            .into_any();
        }
        view! { <p class="mt3"><button class="btn btn--text" type="button" id="delete" on:click=ask>{t(Say::Delete)}</button></p> }.into_any()
    };
    view.into_any()
}
