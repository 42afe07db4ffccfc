//! Answers: which page, of which draft, does the address name?
//!
//! The part after `#` by hand: `#/`, `#/profile/<group>/<input>`, `#/result/<tier>`, `#/evidence`,
//! `#/handbook/<chapter>/<place>`;
//! `#/sample/...` is the same of the fictitious sample. An address that names nothing is the overview.

use leptos::prelude::*;

use crate::handbook;
use crate::ui::state::law;

/// Whose answers are on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The user's own.
    Own,
    /// The fictitious sample's.
    Sample,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// What this is, drafts, files.
    Overview,
    /// A group of the form; the first one when absent. With an input that takes the focus.
    Profile {
        /// The group's id.
        group: Option<String>,
        /// The input's id in the document.
        input: Option<String>,
    },
    /// The verdicts, or one tier's.
    Result {
        /// The tier's id.
        tier: Option<String>,
    },
    /// The materials to be ready.
    Evidence,
    /// The law as the program applies it.
    Handbook {
        /// The chapter's id; the first one when absent, [`Page::WHOLE`] for all of them.
        chapter: Option<String>,
        /// A place in it.
        at: Option<String>,
    },
}

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Whose answers.
    pub slot: Slot,
    /// The page.
    pub page: Page,
}

impl Address {
    /// What the part after `#` names.
    fn parse(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').split('/').filter(|part| !part.is_empty()).peekable();
        let slot = if parts.next_if_eq(&"sample").is_some() { Slot::Sample } else { Slot::Own };
        let rest = |from: &mut dyn Iterator<Item = &str>| from.next().map(str::to_owned);
        let page = match parts.next() {
            Some("profile") => Page::Profile { group: rest(&mut parts), input: rest(&mut parts) },
            Some("result") => Page::Result { tier: rest(&mut parts) },
            Some("evidence") => Page::Evidence,
            Some("handbook") => {
                let path = parts.collect::<Vec<_>>().join("/");
                if path == Page::WHOLE {
                    Page::Handbook { chapter: Some(path), at: None }
                } else {
                    let (chapter, at) = handbook::split(law(), &path).unzip();
                    Page::Handbook {
                        chapter: chapter.map(str::to_owned),
                        at: at.flatten().map(str::to_owned),
                    }
                }
            }
            Some(_) | None => Page::Overview,
        };
        Self { slot, page }
    }

    /// The address as a link has it.
    pub fn href(&self) -> String {
        let mut href = String::from("#/");
        if self.slot == Slot::Sample {
            href.push_str("sample/");
        }
        match &self.page {
            Page::Overview => {}
            Page::Profile { group, input } => {
                push(&mut href, "profile", [group.as_deref(), input.as_deref()]);
            }
            Page::Result { tier } => push(&mut href, "result", [tier.as_deref(), None]),
            Page::Evidence => href.push_str("evidence"),
            Page::Handbook { chapter, at } => {
                push(&mut href, "handbook", [chapter.as_deref(), at.as_deref()]);
            }
        }
        href
    }
}

fn push(href: &mut String, page: &str, parts: [Option<&str>; 2]) {
    href.push_str(page);
    for part in parts.into_iter().flatten() {
        href.push('/');
        href.push_str(part);
    }
}

impl Page {
    /// The form at its first group.
    pub const PROFILE: Self = Self::Profile { group: None, input: None };
    /// All verdicts.
    pub const RESULT: Self = Self::Result { tier: None };
    /// The handbook at its first chapter.
    pub const HANDBOOK: Self = Self::Handbook { chapter: None, at: None };
    /// What stands for the chapter where the whole handbook is meant.
    pub const WHOLE: &'static str = "all";
}

/// The address on screen.
#[derive(Clone, Copy, Debug)]
pub struct Route(RwSignal<Address>);

impl Route {
    /// Follows the browser's address from now on.
    pub fn follow() -> Self {
        let now = || {
            let hash = window().location().hash().unwrap_or_default();
            // Places may be Chinese: the browser gives them encoded. What is no encoding is taken as it stands.
            let plain = js_sys::decode_uri_component(&hash).map_or(hash, String::from);
            Address::parse(&plain)
        };
        let address = RwSignal::new(now());
        let listening = window_event_listener(leptos::ev::hashchange, move |_| address.set(now()));
        on_cleanup(move || listening.remove());
        Self(address)
    }

    /// Follows the address once more: what it names has been drawn only now.
    pub fn again(self) {
        self.0.notify();
    }

    /// The address, tracked.
    pub fn get(self) -> Address {
        self.0.get()
    }

    /// Whose answers are on screen, tracked.
    pub fn slot(self) -> Slot {
        self.0.with(|it| it.slot)
    }

    /// The link to a page of the same draft, tracked.
    pub fn href(self, page: Page) -> String {
        Address { slot: self.slot(), page }.href()
    }
}

/// Goes to an address.
pub fn go(address: &Address) {
    // A refusal leaves the page where it is; there is nothing to say.
    drop(window().location().set_hash(&address.href()));
}
