//! Answers: is the page about to go, is it seen again, does it come back as it was left, and what happens a little later?

use wasm_bindgen::prelude::*;
use web_sys::{PageTransitionEvent, VisibilityState};

use super::handlers::{OneOf, forever};

/// Calls `run` whenever the page is hidden or left: the last moment at which something can be kept for certain.
pub fn on_hide(run: impl Fn() + Clone + 'static) {
    let Some((window, document)) = window_and_document() else {
        return;
    };
    let hidden = run.clone();
    let seen = document.clone();
    listen(&document, "visibilitychange", move |_| {
        if seen.visibility_state() == VisibilityState::Hidden {
            hidden();
        }
    });
    listen(&window, "pagehide", move |_| run());
}

/// Calls `run` whenever the page is seen again: a day may have passed.
pub fn on_show(run: impl Fn() + 'static) {
    let Some((_, document)) = window_and_document() else {
        return;
    };
    let seen = document.clone();
    listen(&document, "visibilitychange", move |_| {
        if seen.visibility_state() == VisibilityState::Visible {
            run();
        }
    });
}

/// Calls `run` whenever the page comes out of the browser's cache of pages, as it was when it was left.
pub fn on_return(run: impl Fn() + 'static) {
    let Some((window, _)) = window_and_document() else {
        return;
    };
    listen(&window, "pageshow", move |event| {
        if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
            run();
        }
    });
}

/// Loads the page anew.
pub fn load_again() {
    if let Some(window) = web_sys::window() {
        let asked = window.location().reload();
        debug_assert!(asked.is_ok(), "a page can be loaded again");
    }
}

/// Calls `run` once, after so many milliseconds.
pub fn after(milliseconds: i32, run: impl FnOnce() + 'static) {
    let handler = OneOf::default().handler(move |_| run());
    if let Some(window) = web_sys::window() {
        let started = window.set_timeout_with_callback_and_timeout_and_arguments_0(&handler, milliseconds);
        debug_assert!(started.is_ok(), "a window starts timers");
    }
}

fn window_and_document() -> Option<(web_sys::Window, web_sys::Document)> {
    let window = web_sys::window()?;
    let document = window.document()?;
    Some((window, document))
}

fn listen(target: &web_sys::EventTarget, event: &str, run: impl FnMut(JsValue) + 'static) {
    let added = target.add_event_listener_with_callback(event, &forever(run));
    debug_assert!(added.is_ok(), "a page takes listeners");
}
