//! Answers: how does one come to this page in the other language?
//!
//! It is a page of its own, named by the static page; a page that stands alone names none. Both keep their drafts in
//! the same place.

use leptos::prelude::*;

use super::element::{Piece, el};
use crate::platform::local_storage::{Preference, set_preference};
use crate::text::say::Say;

/// The link to the other page, where there is one. It takes the address along, and is gone to from the next visit on.
pub fn other() -> Option<AnyView> {
    let named = document().query_selector("link[rel=alternate][hreflang]").ok().flatten()?;
    let (page, language) = (named.get_attribute("href")?, named.get_attribute("hreflang")?);
    let chosen = language.clone();
    let go = move |event: web_sys::Event| {
        event.prevent_default();
        set_preference(Preference::Language, Some(&chosen));
        let hash = window().location().hash().unwrap_or_default();
        // An address of this site can be gone to.
        let _gone = window().location().set_href(&format!("{page}{hash}"));
    };
    let page = named.get_attribute("href");
    let link = el("a.other").attr("href", page).attr("hreflang", language.clone()).attr("lang", language);
    Some(link.on("click", go).add(Say::OtherLanguage).piece())
}
