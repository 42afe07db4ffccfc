//! Answers: what do the other pages of this program in this browser do?

use std::cell::OnceCell;

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::handlers::forever;
use crate::store::{DraftId, Revision};

/// What pages tell each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A draft was saved at this revision, or deleted ([`Revision::NONE`]).
    Saved(DraftId, Revision),
    /// Everything was deleted.
    Wiped,
}

thread_local! {
    static CHANNEL: OnceCell<Option<BroadcastChannel>> = const { OnceCell::new() };
}

/// Where the browser has no channels, pages learn of each other when they save.
fn with_channel(then: impl FnOnce(&BroadcastChannel)) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel.get_or_init(|| BroadcastChannel::new("tidu").ok()) {
            then(channel);
        }
    });
}

/// Tells all other pages.
pub fn tell(what: &Heard) {
    let text = match what {
        Heard::Saved(id, revision) => format!("saved/{}/{}", id.name(), revision.0),
        Heard::Wiped => "wiped".to_owned(),
    };
    // Nobody need listen.
    with_channel(|channel| drop(channel.post_message(&text.into())));
}

/// Calls `hear` whenever another page tells something.
pub fn listen(hear: impl Fn(Heard) + 'static) {
    with_channel(|channel| {
        let handler = forever(move |event| {
            let text = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
            if let Some(heard) = text.as_deref().and_then(parse) {
                hear(heard);
            }
        });
        channel.set_onmessage(Some(&handler));
    });
}

fn parse(text: &str) -> Option<Heard> {
    if text == "wiped" {
        return Some(Heard::Wiped);
    }
    let (id, revision) = text.strip_prefix("saved/")?.split_once('/')?;
    Some(Heard::Saved(DraftId::named(id)?, Revision(revision.parse().ok()?)))
}
