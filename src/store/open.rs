//! Answers: what does a start find in the store?

use std::rc::Rc;

use super::{DraftId, Key, Store, Then, Why};
use crate::draft::envelope::{self, DraftFault, Envelope};
use crate::policy::catalog::Catalog;

/// What was found under the key of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Nothing.
    Nothing,
    /// A draft.
    Draft(Box<Envelope>),
    /// A text of a later version of this program. It stays; nothing can be saved there.
    Newer {
        /// The schema of that version.
        schema: u32,
        /// The text, for download.
        text: String,
    },
    /// A text that is no draft. It was moved aside under this key; the place is free again.
    MovedAside {
        /// The key it now has.
        key: Key,
        /// The text, for download.
        text: String,
    },
}

/// Opens a draft; what cannot be read is moved aside first.
pub fn open(store: &Rc<dyn Store>, draft: DraftId, then: Then<Opened>) {
    let again = Rc::clone(store);
    let key = Key::Draft(draft.clone());
    store.load(
        &key,
        Box::new(move |loaded| match loaded {
            Err(why) => then(Err(why)),
            Ok(None) => then(Ok(Opened::Nothing)),
            Ok(Some(text)) => match envelope::decode(&text, Catalog::embedded()) {
                Ok(envelope) => then(Ok(Opened::Draft(Box::new(envelope)))),
                Err(DraftFault::Newer { schema }) => then(Ok(Opened::Newer { schema, text })),
                Err(DraftFault::Garbage(_)) => set_aside(&again, &draft, &text, then),
            },
        }),
    );
}

/// Moves a text that is no draft aside and answers where it is.
pub fn set_aside(store: &Rc<dyn Store>, draft: &DraftId, text: &str, then: Then<Opened>) {
    let kept = text.to_owned();
    let moved =
        move |answer: Result<Key, Why>| then(answer.map(|key| Opened::MovedAside { key, text: kept }));
    store.set_aside(draft, text, Box::new(moved));
}
