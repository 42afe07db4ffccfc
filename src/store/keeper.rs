//! Answers: what is to be done about keeping the draft, and what may be said of it?
//!
//! One per open draft. The shell tells it what happens (a change, the end of the pause, an answer of the store)
//! and does the one step that it names. At most one save is under way; changes meanwhile lead to another one.

use super::{Revision, Why};

/// The state of keeping one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    stored: Revision,
    /// None when nothing of it is in the store any more.
    saved_edits: Option<u32>,
    edits: u32,
    is_pausing: bool,
    under_way: Option<u32>,
    refused: Option<Why>,
}

/// What the shell does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Rest,
    /// Start the pause after which [`Keeper::due`] is called. Not asked for again before that.
    Pause,
    /// Save the draft as it now is over this revision, then call [`Keeper::answered`].
    Save {
        /// The revision to save over.
        over: Revision,
    },
}

/// What may be said of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status<'k> {
    /// Nothing was ever entered or stored.
    New,
    /// Changed, not yet saved: the page should not be closed.
    Saving,
    /// All of it is in the store.
    Saved,
    /// The last save was refused; the changes are only on the page.
    Refused(&'k Why),
}

impl Keeper {
    /// A draft that was opened at this revision with so many edits in it.
    pub const fn opened(stored: Revision, edits: u32) -> Self {
        Self { stored, saved_edits: Some(edits), edits, is_pausing: false, under_way: None, refused: None }
    }

    /// The revision that is stored as far as this page knows.
    pub const fn stored(&self) -> Revision {
        self.stored
    }

    /// True when the page holds changes that the store does not.
    pub const fn is_dirty(&self) -> bool {
        !matches!(self.saved_edits, Some(saved) if saved == self.edits)
    }

    /// What may be said.
    pub const fn status(&self) -> Status<'_> {
        match &self.refused {
            Some(why) => Status::Refused(why),
            None if self.is_dirty() => Status::Saving,
            None if self.stored.0 == 0 => Status::New,
            None => Status::Saved,
        }
    }

    /// The draft now has so many edits.
    pub fn changed(&mut self, edits: u32) -> Step {
        self.edits = edits;
        self.pause()
    }

    fn pause(&mut self) -> Step {
        if !self.is_dirty() || self.is_pausing || self.under_way.is_some() {
            return Step::Rest;
        }
        self.is_pausing = true;
        Step::Pause
    }

    /// The pause is over, the page is about to be hidden, or the user asks to try again.
    pub fn due(&mut self) -> Step {
        self.is_pausing = false;
        if !self.is_dirty() || self.under_way.is_some() {
            return Step::Rest;
        }
        self.under_way = Some(self.edits);
        Step::Save { over: self.stored }
    }

    /// The store answered. After a refusal nothing is tried again before the next change or request.
    pub fn answered(&mut self, answer: Result<Revision, Why>) -> Step {
        let edits = self.under_way.take();
        match answer {
            Ok(revision) => {
                self.stored = revision;
                self.saved_edits = edits.or(self.saved_edits);
                self.refused = None;
                self.pause()
            }
            Err(why) => {
                self.refused = Some(why);
                Step::Rest
            }
        }
    }

    /// What was stored is there no more, and nobody on this page took it away: the draft is only on the page.
    pub fn lost(&mut self) {
        self.saved_edits = None;
        self.refused = Some(Why::Conflict { stored: Revision::NONE });
    }

    /// The user decided to save over what another tab left: the next save is over this revision.
    pub fn resolve(&mut self, stored: Revision) -> Step {
        self.stored = stored;
        self.refused = None;
        self.due()
    }
}
