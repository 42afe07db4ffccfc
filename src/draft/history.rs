//! Answers: what was the draft before the last change, and after the one taken back?

use super::{Draft, Place};

/// The most changes that can be taken back.
const MOST: usize = 100;

/// The changes of one visit that can be taken back, and those that can be made again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Draft>,
    future: Vec<Draft>,
    /// Where the last change was made, while the next one there belongs to it.
    at: Option<Place>,
}

impl History {
    /// A change was made, at this place if it was typed: `before` is what it changed. What is typed at one place
    /// without a pause ([`History::pause`]) is one change.
    pub fn changed(&mut self, before: Draft, at: Option<Place>) {
        let goes_on = at.is_some() && self.at == at;
        self.at = at;
        if goes_on {
            return;
        }
        self.future.clear();
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// What is typed next is a change of its own.
    pub fn pause(&mut self) {
        self.at = None;
    }

    /// True when there is a change to take back.
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// The draft before the first change that can be taken back.
    pub fn oldest(&self) -> Option<&Draft> {
        self.past.first()
    }

    /// True when there is a change to make again.
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last change of `draft` back; false when there is none. Taking back is an edit like any other.
    pub fn undo(&mut self, draft: &mut Draft) -> bool {
        self.at = None;
        step(draft, &mut self.past, &mut self.future)
    }

    /// Makes the change again that was taken back last; false when there is none.
    pub fn redo(&mut self, draft: &mut Draft) -> bool {
        self.at = None;
        step(draft, &mut self.future, &mut self.past)
    }
}

fn step(draft: &mut Draft, from: &mut Vec<Draft>, to: &mut Vec<Draft>) -> bool {
    let Some(other) = from.pop() else {
        return false;
    };
    to.push(draft.clone());
    draft.become_of(other);
    true
}
