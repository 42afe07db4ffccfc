//! Answers: where does the keyboard stand after something changed?
//!
//! Always after the next frame, when what changed is in the document.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// To the heading of the page.
pub fn heading() {
    later(|| focus(document().query_selector("h1").ok().flatten()));
}

/// To the input or element with this id; folds around it are opened.
pub fn element(id: &str) {
    let id = id.to_owned();
    later(move || focus(document().get_element_by_id(&id)));
}

/// To a cell of a table with all of its text selected, as in a spreadsheet.
pub fn cell(id: &str) {
    let id = id.to_owned();
    later(move || {
        let input = document().get_element_by_id(&id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            drop(input.focus());
            input.select();
        }
    });
}

/// Brings what stands in a list into its view; the keyboard stays where it is.
pub fn show(id: &str) {
    let id = id.to_owned();
    later(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let near = ScrollIntoViewOptions::new();
            near.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&near);
        }
    });
}

/// To the first input inside the element of this class.
pub fn first_input(class: &'static str) {
    later(move || {
        let selector = format!(".{class} :is(input, select, textarea)");
        focus(document().query_selector(&selector).ok().flatten());
    });
}

/// Whether the keyboard is in something that is typed into.
pub fn is_in_text() -> bool {
    let text = "input:not([type=radio], [type=checkbox], [type=file]), textarea, select";
    document().active_element().is_some_and(|it| it.matches(text).unwrap_or(false))
}

/// Whether the keyboard is on a link.
pub fn is_on_link() -> bool {
    document().active_element().is_some_and(|it| it.matches("a[href]").unwrap_or(false))
}

/// Out of what the keyboard is in, as for a click elsewhere.
pub fn leave() {
    if let Some(element) = document().active_element().as_ref().and_then(|it| it.dyn_ref::<HtmlElement>()) {
        drop(element.blur());
    }
}

fn later(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}

fn focus(element: Option<Element>) {
    let Some(element) = element else { return };
    let mut around = element.parent_element();
    while let Some(it) = around {
        if let Some(details) = it.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = it.parent_element();
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // What cannot take the focus is still scrolled to.
        element.scroll_into_view();
        drop(element.focus());
    }
}
