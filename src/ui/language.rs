//! Answers: how does one come to this page in the other language?
//!
//! It is a page of its own, named by the static page; a page that stands alone names none. Both keep their drafts in
//! the same place.

use leptos::prelude::*;

use super::element::{Piece, el};
use crate::platform::local_storage::{Preference, set_preference};
use crate::text::say::{LANG, Lang, Say};

/// The link to the other page, where there is one. It takes the address along, and is gone to from the next visit on.
pub fn other() -> Option<AnyView> {
    let page = document().document_element()?.get_attribute("data-other")?;
    let language = match LANG {
        Lang::Zh => "en",
        Lang::En => "zh-CN",
    };
    let address = page.clone();
    let go = move |event: web_sys::Event| {
        event.prevent_default();
        set_preference(Preference::Language, Some(language));
        let hash = window().location().hash().unwrap_or_default();
        // An address of this site can be gone to.
        let _gone = window().location().set_href(&format!("{page}{hash}"));
    };
    let link = el("a.other").attr("href", address).attr("hreflang", language).attr("lang", language);
    Some(link.on("click", go).add(Say::OtherLanguage).piece())
}
