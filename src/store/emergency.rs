//! Answers: is the copy written at page hide newer than what the store has?
//!
//! When a page with unsaved changes is hidden, its draft is written at once to a small second place as the
//! envelope that the next save would store. The next start compares: never is one of the two lost silently.

use super::Revision;
use crate::draft::envelope::Envelope;

/// What is to be done with the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rescue {
    /// Open the copy, save it over this revision, then remove it.
    Take {
        /// The revision that is stored.
        over: Revision,
    },
    /// All of the copy is in the store: remove it.
    Drop,
    /// Another tab saved other changes meanwhile: open what is stored, keep the copy aside and tell the user.
    KeepBoth,
}

/// Compares what is stored with the copy.
pub fn rescue(stored: Option<&Envelope>, copy: &Envelope) -> Rescue {
    let Some(stored) = stored else {
        return Rescue::Take { over: Revision::NONE };
    };
    if stored.revision < copy.revision {
        return Rescue::Take { over: stored.revision };
    }
    let is_same_page = stored.writer == copy.writer;
    if is_same_page && stored.draft.edits() < copy.draft.edits() {
        return Rescue::Take { over: stored.revision };
    }
    if is_same_page || stored.draft == copy.draft { Rescue::Drop } else { Rescue::KeepBoth }
}
