//! Answers: can this page be opened without a network, and does a new version of it wait?
//!
//! The browser's side is public/offline.js, which tells of itself by an attribute and an event. Must not know: what
//! a version changes.

use web_sys::{Element, Event, Window};

use super::handlers::forever;

/// How it stands with opening this page without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// The program is being kept.
    Preparing,
    /// It is kept.
    Ready,
    /// It is kept, and a new version beside it.
    NewWaits,
    /// It could not be kept.
    Failed,
    /// The page was opened from a file, which needs no keeping.
    File,
    /// Over plain http browsers keep nothing.
    PlainHttp,
    /// The browser keeps no programs, or not in this window.
    Missing,
}

/// How it stands now.
pub fn now() -> Offline {
    let Some((window, root)) = window_and_root() else { return Offline::Missing };
    match root.get_attribute("data-offline").as_deref() {
        Some("preparing") => Offline::Preparing,
        Some("ready") => Offline::Ready,
        Some("new") => Offline::NewWaits,
        Some(_) => Offline::Failed,
        None if window.location().protocol().as_deref() == Ok("file:") => Offline::File,
        None if !window.is_secure_context() => Offline::PlainHttp,
        None => Offline::Missing,
    }
}

/// Calls `run` whenever that changes.
pub fn on_change(mut run: impl FnMut() + 'static) {
    if let Some((window, _)) = window_and_root() {
        let added = window.add_event_listener_with_callback("tidu-offline", &forever(move |_| run()));
        debug_assert!(added.is_ok(), "a window takes listeners");
    }
}

/// Takes the new version, by opening the page again.
pub fn take_new() {
    let event = Event::new("tidu-take").ok();
    if let Some(((window, _), event)) = window_and_root().zip(event) {
        let sent = window.dispatch_event(&event);
        debug_assert!(sent.is_ok(), "a window takes events");
    }
}

/// The version of the program: the digest of its files; none in a build for development.
pub fn version() -> Option<String> {
    window_and_root()?.1.get_attribute("data-version")
}

fn window_and_root() -> Option<(Window, Element)> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    Some((window, root))
}
