//! Answers: which page, of which draft, does the address name?
//!
//! The part after `#` by hand: `#/`, `#/profile/<group>/<input>`, `#/result/<tier>`,
//! `#/result/report`, `#/result/sheet/<tier>`, `#/insight/<part>`, `#/evidence`, `#/track`,
//! `#/handbook/<chapter>/<place>`, `#/packages`, `#/guide/<chapter>`; `#/d/<draft>/...` is the same of that draft, `#/sample/...` of the
//! fictitious sample. Without either, a page of answers is that of the draft `own`, and the others are nobody's: a
//! visit that begins at `#/` opens no draft. An address that names nothing is the overview.

use leptos::prelude::*;

use crate::handbook;
use crate::platform::clock;
use crate::store::DraftId;
use crate::ui::signal::RwSignal;
use crate::ui::state::law;

/// Whose answers are on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Nobody's: a draft that is begun with the first answer.
    New,
    /// Those of this draft.
    Draft(DraftId),
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
    /// The results on paper.
    Report,
    /// The answers in the order of a tier's annex; the first tier when absent.
    Transcript {
        /// The tier's id.
        tier: Option<String>,
    },
    /// What would meet a tier, what is near a line; one part of it, the first when absent.
    Insight {
        /// The part's name.
        part: Option<String>,
    },
    /// The materials to be ready.
    Evidence,
    /// Where applications and titles stand.
    Track,
    /// The law as the program applies it.
    Handbook {
        /// The chapter's id; the first one when absent, [`Page::WHOLE`] for all of them.
        chapter: Option<String>,
        /// A place in it.
        at: Option<String>,
    },
    /// Files out and in, what the browser keeps.
    Packages,
    /// How the program is used.
    Guide {
        /// The chapter's id; the first one when absent, [`Page::WHOLE`] for all of them.
        chapter: Option<String>,
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
        let named = if parts.next_if_eq(&"sample").is_some() {
            Some(Slot::Sample)
        } else if parts.next_if_eq(&"d").is_some() {
            parts.next().and_then(DraftId::named).map(Slot::Draft)
        } else {
            None
        };
        let rest = |from: &mut dyn Iterator<Item = &str>| from.next().map(str::to_owned);
        let page = match parts.next() {
            Some("profile") => Page::Profile { group: rest(&mut parts), input: rest(&mut parts) },
            Some("result") => match parts.next() {
                Some("report") => Page::Report,
                Some("sheet") => Page::Transcript { tier: rest(&mut parts) },
                tier => Page::Result { tier: tier.map(str::to_owned) },
            },
            Some("insight") => Page::Insight { part: rest(&mut parts) },
            Some("evidence") => Page::Evidence,
            Some("track") => Page::Track,
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
            Some("packages") => Page::Packages,
            Some("guide") => Page::Guide { chapter: rest(&mut parts) },
            Some(_) | None => Page::Overview,
        };
        let slot =
            named.unwrap_or_else(|| if page.is_of_draft() { Slot::Draft(DraftId::own()) } else { Slot::New });
        Self { slot, page }
    }

    /// The address as a link has it.
    pub fn href(&self) -> String {
        let mut href = String::from("#/");
        match &self.slot {
            Slot::New => {}
            Slot::Draft(id) if *id == DraftId::own() && self.page.is_of_draft() => {}
            Slot::Draft(id) => push(&mut href, "d", [Some(id.name()), Some("")]),
            Slot::Sample => href.push_str("sample/"),
        }
        match &self.page {
            Page::Overview => {}
            Page::Profile { group, input } => {
                push(&mut href, "profile", [group.as_deref(), input.as_deref()]);
            }
            Page::Result { tier } => push(&mut href, "result", [tier.as_deref(), None]),
            Page::Report => href.push_str("result/report"),
            Page::Transcript { tier } => push(&mut href, "result/sheet", [tier.as_deref(), None]),
            Page::Insight { part } => push(&mut href, "insight", [part.as_deref(), None]),
            Page::Evidence => href.push_str("evidence"),
            Page::Track => href.push_str("track"),
            Page::Handbook { chapter, at } => {
                push(&mut href, "handbook", [chapter.as_deref(), at.as_deref()]);
            }
            Page::Packages => href.push_str("packages"),
            Page::Guide { chapter } => push(&mut href, "guide", [chapter.as_deref(), None]),
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
    /// The guide at its first chapter.
    pub const GUIDE: Self = Self::Guide { chapter: None };
    /// All verdicts.
    pub const RESULT: Self = Self::Result { tier: None };
    /// The insight at its first part.
    pub const INSIGHT: Self = Self::Insight { part: None };
    /// The handbook at its first chapter.
    pub const HANDBOOK: Self = Self::Handbook { chapter: None, at: None };

    /// True for a page of one draft's answers.
    pub const fn is_of_draft(&self) -> bool {
        match self {
            Self::Profile { .. }
            | Self::Result { .. }
            | Self::Report
            | Self::Transcript { .. }
            | Self::Insight { .. }
            | Self::Evidence
            | Self::Track => true,
            Self::Overview | Self::Handbook { .. } | Self::Packages | Self::Guide { .. } => false,
        }
    }

    /// True for two pages that the navigation does not tell apart.
    pub fn is_beside(&self, other: &Self) -> bool {
        let shown = |page: &Self| {
            std::mem::discriminant(match page {
                Self::Report | Self::Transcript { .. } => &Self::RESULT,
                Self::Overview
                | Self::Profile { .. }
                | Self::Result { .. }
                | Self::Insight { .. }
                | Self::Evidence
                | Self::Track
                | Self::Handbook { .. }
                | Self::Packages
                | Self::Guide { .. } => page,
            })
        };
        shown(self) == shown(other)
    }

    /// The input of the form that it names.
    pub fn input(&self) -> Option<&str> {
        match self {
            Self::Profile { input, .. } => input.as_deref(),
            Self::Overview
            | Self::Report
            | Self::Transcript { .. }
            | Self::Result { .. }
            | Self::Insight { .. }
            | Self::Evidence
            | Self::Track
            | Self::Handbook { .. }
            | Self::Packages
            | Self::Guide { .. } => None,
        }
    }

    /// What stands for the chapter where the whole handbook is meant.
    pub const WHOLE: &'static str = "all";
}

/// The address on screen.
#[derive(Clone, Copy)]
pub struct Route {
    address: RwSignal<Address>,
    fresh: RwSignal<DraftId>,
}

impl Route {
    /// The browser's address. It is followed from [`Route::before`] on.
    pub fn now() -> Self {
        Self { address: RwSignal::new(read()), fresh: RwSignal::new(clock::draft_id()) }
    }

    /// Calls `turn` with the address, and again with each that follows, before anything else sees it.
    pub fn before(self, turn: impl Fn(&Address) + 'static) {
        self.address.with_untracked(|address| turn(address));
        let listening = window_event_listener(leptos::ev::hashchange, move |_| {
            let address = read();
            turn(&address);
            self.address.set(address);
        });
        on_cleanup(move || listening.remove());
    }

    /// The name of the draft that is begun next.
    pub fn fresh(self) -> DraftId {
        self.fresh.get_untracked()
    }

    /// The same, tracked.
    pub fn next(self) -> DraftId {
        self.fresh.get()
    }

    /// Another name for the draft that is begun next.
    pub fn renew(self) {
        self.fresh.set(clock::draft_id());
    }

    /// Follows the address once more: what it names has been drawn only now.
    pub fn again(self) {
        self.address.notify();
    }

    /// The address, tracked.
    pub fn get(self) -> Address {
        self.address.get()
    }

    /// Whose answers are on screen, tracked.
    pub fn slot(self) -> Slot {
        self.address.with(|it| it.slot.clone())
    }

    /// What `look` makes of the input of the form that the address names, tracked.
    pub fn with_input<T>(self, look: impl FnOnce(&str) -> T) -> Option<T> {
        self.address.with(|it| it.page.input().map(look))
    }

    /// Reads the address without following it.
    pub fn peek<T>(self, read: impl FnOnce(&Address) -> T) -> T {
        self.address.with_untracked(read)
    }

    /// The link to a page of the same draft, tracked.
    pub fn href(self, page: Page) -> String {
        let mut slot = self.slot();
        if slot == Slot::New && page.is_of_draft() {
            slot = Slot::Draft(self.fresh.get());
        }
        Address { slot, page }.href()
    }
}

fn read() -> Address {
    let hash = window().location().hash().unwrap_or_default();
    // Places may be Chinese: the browser gives them encoded. What is no encoding is taken as it stands.
    let plain = js_sys::decode_uri_component(&hash).map_or(hash, String::from);
    Address::parse(&plain)
}

/// Goes to an address.
pub fn go(address: &Address) {
    // A refusal leaves the page where it is; there is nothing to say.
    drop(window().location().set_hash(&address.href()));
}
