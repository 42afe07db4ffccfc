//! Answers: is it kept, and if not, why?
//!
//! The store of record as the core sees it: a request, later its answer. A record is saved only over the
//! revision that was read, so that a second tab cannot overwrite silently; a record that cannot be read is moved
//! aside, never overwritten. `platform` implements [`Store`] over IndexedDB; [`memory::MemoryStore`] serves the
//! tests with every way to fail. Must not know: browsers, the clock, what a draft means beyond its envelope.

pub mod backup;
mod emergency;
mod keeper;
#[cfg(not(target_arch = "wasm32"))]
pub mod memory;
mod open;

use std::fmt;

pub use emergency::{Rescue, rescue};
pub use keeper::{Keeper, Status, Step};
pub use open::{Opened, open, set_aside};

use crate::draft::envelope::{self, DraftFault};

/// The name of a draft in the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(String);

impl DraftId {
    /// The user's own draft.
    pub fn own() -> Self {
        Self("own".to_owned())
    }

    /// The sample enterprise.
    pub fn sample() -> Self {
        Self("sample".to_owned())
    }

    /// A draft by name: lower-case letters, digits and hyphens.
    pub fn named(name: &str) -> Option<Self> {
        let is_plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
        (!name.is_empty() && name.bytes().all(is_plain)).then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// The key of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A draft: `draft/own`.
    Draft(DraftId),
    /// A text that could not be read as that draft, by the digest of the text: `aside/own/0123456789abcdef`.
    Aside {
        /// The draft it was to be.
        draft: DraftId,
        /// FNV-1a 64 of the text in hexadecimal: the same text is kept once.
        digest: String,
    },
}

impl Key {
    /// The key of this text among those kept aside.
    pub fn aside(draft: DraftId, text: &str) -> Self {
        let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self::Aside { draft, digest: format!("{digest:016x}") }
    }

    /// The key written so; `None` for a key of another program version.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let key = match (parts.next()?, DraftId::named(parts.next()?)?, parts.next()) {
            ("draft", draft, None) => Self::Draft(draft),
            ("aside", draft, Some(digest)) => Self::Aside { draft, digest: digest.to_owned() },
            _ => return None,
        };
        parts.next().is_none().then_some(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft(draft) => write!(out, "draft/{}", draft.name()),
            Self::Aside { draft, digest } => write!(out, "aside/{}/{digest}", draft.name()),
        }
    }
}

/// How often a record has been saved; nothing stored is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Revision(pub u32);

impl Revision {
    /// Nothing stored.
    pub const NONE: Self = Self(0);

    /// The next one.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Why a request was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another tab saved the record meanwhile. Look at both, or keep a copy. With [`Revision::NONE`] it is gone:
    /// deleted by another tab, or cleared by the browser.
    Conflict {
        /// What is stored now.
        stored: Revision,
    },
    /// The browser gives no more room. Export, then make room.
    Full,
    /// The browser allows no storage here (private window, policy). Export before leaving.
    Denied,
    /// What is stored there cannot be read; it is moved aside before anything else is saved there.
    Undecodable,
    /// A later version of this program saved what is stored there. Reload the page to get that version.
    Newer {
        /// The schema of that version.
        schema: u32,
    },
    /// The browser failed in another way, under this name of its own.
    Failed(String),
}

/// What is done with the answer.
pub type Then<T> = Box<dyn FnOnce(Result<T, Why>)>;

/// A draft to be saved over what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// Which draft.
    pub draft: DraftId,
    /// The revision that must be stored now.
    pub over: Revision,
    /// The page that must have written it. A draft that was deleted and begun again counts its saves from one.
    pub by: String,
    /// The envelope to store, whose revision is the next one.
    pub text: String,
}

/// The store of record. Every answer comes later, exactly once, unless the page dies first.
pub trait Store {
    /// All records whose keys this version knows, in the order of the keys.
    fn all(&self, then: Then<Vec<(Key, String)>>);

    /// The text stored under a key, if any.
    fn load(&self, key: &Key, then: Then<Option<String>>);

    /// Compares the stored revision and saves over it, both inside one transaction; answers the new revision
    /// once the transaction is complete.
    fn save(&self, save: Save, then: Then<Revision>);

    /// Keeps `text` under its own key aside and, in the same transaction, removes the draft if that very text is
    /// still stored there. Answers the key.
    fn set_aside(&self, draft: &DraftId, text: &str, then: Then<Key>);

    /// Removes everything, records of other versions included.
    fn wipe(&self, then: Then<()>);

    /// Removes a record; a draft only at this revision (checked as [`Store::save`] checks it).
    fn delete(&self, key: &Key, at: Option<Revision>, then: Then<()>);
}

/// What every implementation asks inside its transaction before it writes: is stored what the page knows of? `by` is
/// the page that must have written it, where that matters.
///
/// # Errors
/// [`Why::Conflict`] for another revision than `over` or another writer, [`Why::Undecodable`], [`Why::Newer`].
pub fn may_replace(stored: Option<&str>, over: Revision, by: Option<&str>) -> Result<(), Why> {
    let (stored, writer) = match stored.map(envelope::origin_of) {
        None => {
            return if over == Revision::NONE {
                Ok(())
            } else {
                Err(Why::Conflict { stored: Revision::NONE })
            };
        }
        Some(Ok(origin)) => origin,
        Some(Err(DraftFault::Newer { schema })) => return Err(Why::Newer { schema }),
        Some(Err(DraftFault::Garbage(_))) => return Err(Why::Undecodable),
    };
    let is_known = stored == over && by.is_none_or(|by| by == writer);
    if is_known { Ok(()) } else { Err(Why::Conflict { stored }) }
}
