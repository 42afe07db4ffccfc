//! Answers: is the user's own draft kept, and what did the start find?
//!
//! Drives a [`Keeper`] over the store of record: every change leads, after a pause, to one save. A page that is
//! hidden with unsaved changes leaves a copy, which the next start takes in. What could not be read is reported
//! with its text, never overwritten.

use std::rc::Rc;

use leptos::prelude::*;

use super::state::{Desk, law, whenever};
use crate::draft::envelope::{self, Envelope};
use crate::platform::indexed_db::IndexedDb;
use crate::platform::{clock, local_storage, page};
use crate::store::{
    DraftId, Keeper, Key, Opened, Rescue, Revision, Save, Status, Step, Store, Why, open, rescue,
};

/// The pause between a change and its save, in milliseconds.
const PAUSE: i32 = 600;

/// What may be said of the user's own draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The store has not answered yet.
    Opening,
    /// Nothing was entered.
    New,
    /// Changed, not yet saved.
    Saving,
    /// In the store since this time, `YYYY-MM-DD HH:MM`.
    Saved(String),
    /// Only on the page.
    Refused(Why),
}

/// Something found at the start that the user must know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A text that is no draft; it was moved aside.
    Unreadable(String),
    /// A draft of a later version of this program; nothing is saved over it.
    Newer(String),
    /// Unsaved changes of a page that was closed, beside others that another one saved.
    Other(String),
    /// Unsaved changes of a page that was closed were taken in.
    TakenIn,
}

struct Shelf {
    store: Rc<dyn Store>,
    keeper: Keeper,
    writer: String,
    has_copy: bool,
    is_locked: bool,
}

/// The keeping of the user's own draft.
#[derive(Clone, Copy)]
pub struct Keeping {
    desk: Desk,
    shelf: StoredValue<Shelf, LocalStorage>,
    kept: RwSignal<Kept>,
    found: RwSignal<Vec<Found>>,
    is_open: RwSignal<bool>,
}

/// Opens what is stored and keeps every change from then on.
pub fn start(desk: Desk) -> Keeping {
    let store: Rc<dyn Store> = Rc::new(IndexedDb::new());
    let keeper = Keeper::opened(Revision::NONE, 0);
    let shelf = Shelf {
        store: Rc::clone(&store),
        keeper,
        writer: clock::page_name(),
        has_copy: false,
        is_locked: false,
    };
    let keeping = Keeping {
        desk,
        shelf: StoredValue::new_local(shelf),
        kept: RwSignal::new(Kept::Opening),
        found: RwSignal::new(Vec::new()),
        is_open: RwSignal::new(false),
    };
    open(&store, DraftId::own(), Box::new(move |opened| keeping.opened(opened)));
    whenever(Box::new(move || {
        let edits = desk.own().with(crate::draft::Draft::edits);
        if keeping.is_open.get() {
            keeping.changed(edits);
        }
    }));
    page::on_hide(move || keeping.hide());
    keeping
}

impl Keeping {
    /// What may be said, tracked.
    pub fn kept(self) -> Kept {
        self.kept.get()
    }

    /// Whether the store has answered, tracked.
    pub fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// What the start found, tracked.
    pub fn found(self) -> Vec<Found> {
        self.found.get()
    }

    /// Tries again to save.
    pub fn retry(self) {
        let step = self.keep(Keeper::due);
        self.take(step);
    }

    /// Saves over what another page left.
    pub fn overwrite(self, stored: Revision) {
        let step = self.keep(|keeper| keeper.resolve(stored));
        self.take(step);
    }

    /// Removes every text that was moved aside, here and in the store.
    pub fn forget_aside(self) {
        self.found.set(Vec::new());
        let store = self.shelf.with_value(|shelf| Rc::clone(&shelf.store));
        let from = Rc::clone(&store);
        let then = move |keys: Result<Vec<Key>, Why>| {
            let aside = keys.into_iter().flatten().filter(|key| matches!(key, Key::Aside { .. }));
            for key in aside {
                let again = self;
                from.delete(&key, None, Box::new(move |answer| again.forgotten(answer)));
            }
        };
        store.keys(Box::new(then));
    }

    fn forgotten(self, answer: Result<(), Why>) {
        if let Err(why) = answer {
            self.kept.set(Kept::Refused(why));
        }
    }

    fn opened(self, opened: Result<Opened, Why>) {
        let mut stored = None;
        match opened {
            Ok(Opened::Nothing) => {}
            Ok(Opened::Draft(envelope)) => stored = Some(*envelope),
            Ok(Opened::Newer { text, .. }) => {
                self.shelf.update_value(|shelf| shelf.is_locked = true);
                self.report(Found::Newer(text));
            }
            Ok(Opened::MovedAside { text, .. }) => self.report(Found::Unreadable(text)),
            Err(why) => {
                // No store of record: what the last page left is all there is.
                let copy = self.copy(None);
                self.put(copy, Revision::NONE, 0);
                let step = self.keep(|keeper| keeper.answered(Err(why)));
                self.take(step);
                return self.is_open.set(true);
            }
        }
        let (revision, edits) =
            stored.as_ref().map_or((Revision::NONE, 0), |it| (it.revision, it.draft.edits()));
        let saved = stored.as_ref().map(|it| it.saved.clone());
        let copy = self.copy(stored.as_ref());
        self.put(copy.or(stored), revision, edits);
        self.kept.set(saved.map_or(Kept::New, Kept::Saved));
        self.is_open.set(true);
    }

    /// The copy left by a page that was hidden, if it is to be opened.
    fn copy(self, stored: Option<&Envelope>) -> Option<Envelope> {
        let text = local_storage::copy(&DraftId::own())?;
        let Ok(copy) = envelope::decode(&text, law()) else {
            self.aside(&text, Found::Unreadable);
            return None;
        };
        match rescue(stored, &copy) {
            Rescue::Take { .. } => {
                self.shelf.update_value(|shelf| shelf.has_copy = true);
                self.report(Found::TakenIn);
                Some(copy)
            }
            Rescue::Drop => {
                local_storage::remove_copy(&DraftId::own());
                None
            }
            Rescue::KeepBoth => {
                self.aside(&text, Found::Other);
                None
            }
        }
    }

    /// Keeps a text aside and removes the copy it came from.
    fn aside(self, text: &str, found: fn(String) -> Found) {
        let kept = text.to_owned();
        let then = move |answer: Result<Key, Why>| {
            if answer.is_ok() {
                local_storage::remove_copy(&DraftId::own());
            }
            self.report(found(kept));
        };
        self.shelf.with_value(|shelf| shelf.store.set_aside(&DraftId::own(), text, Box::new(then)));
    }

    fn put(self, envelope: Option<Envelope>, stored: Revision, saved_edits: u32) {
        self.shelf.update_value(|shelf| shelf.keeper = Keeper::opened(stored, saved_edits));
        if let Some(envelope) = envelope {
            self.desk.own().set(envelope.draft);
        }
    }

    fn report(self, found: Found) {
        self.found.update(|all| all.push(found));
    }

    fn changed(self, edits: u32) {
        let step = self.keep(|keeper| keeper.changed(edits));
        self.take(step);
    }

    fn keep<T>(self, tell: impl FnOnce(&mut Keeper) -> T) -> T {
        let mut told = None;
        self.shelf.update_value(|shelf| told = Some(tell(&mut shelf.keeper)));
        #[expect(
            clippy::expect_used,
            reason = "the shelf lives as long as the page, which is never disposed of"
        )]
        told.expect("the shelf is there")
    }

    fn take(self, step: Step) {
        match step {
            Step::Rest => {}
            Step::Pause => page::after(PAUSE, move || {
                let step = self.keep(Keeper::due);
                self.take(step);
            }),
            Step::Save { over } => return self.save(over),
        }
        self.say();
    }

    fn save(self, over: Revision) {
        let is_locked = self.shelf.with_value(|shelf| shelf.is_locked);
        if is_locked {
            return self.answered(Err(Why::Newer { schema: 0 }), String::new());
        }
        let saved = clock::now();
        let text = self.envelope(over, &saved);
        let save = Save { draft: DraftId::own(), over, text };
        let then = Box::new(move |answer| self.answered(answer, saved));
        let store = self.shelf.with_value(|shelf| Rc::clone(&shelf.store));
        store.save(save, then);
        self.say();
    }

    fn envelope(self, over: Revision, saved: &str) -> String {
        let writer = self.shelf.with_value(|shelf| shelf.writer.clone());
        let draft = self.desk.own().get_untracked();
        envelope::encode(&Envelope { revision: over.next(), writer, saved: saved.to_owned(), draft }, law())
    }

    fn answered(self, answer: Result<Revision, Why>, saved: String) {
        let is_saved = answer.is_ok();
        let step = self.keep(|keeper| keeper.answered(answer));
        if is_saved {
            self.kept.set(Kept::Saved(saved));
            self.shelf.update_value(|shelf| {
                if shelf.has_copy {
                    shelf.has_copy = false;
                    local_storage::remove_copy(&DraftId::own());
                }
            });
        }
        self.take(step);
    }

    /// Says what the keeper allows to be said.
    fn say(self) {
        let now = self.shelf.with_value(|shelf| match shelf.keeper.status() {
            Status::New => Some(Kept::New),
            Status::Saving => Some(Kept::Saving),
            Status::Refused(why) => Some(Kept::Refused(why.clone())),
            Status::Saved => None,
        });
        if let Some(now) = now.filter(|now| self.kept.with_untracked(|kept| kept != now)) {
            self.kept.set(now);
        }
    }

    /// The page is about to go: unsaved changes are left where the next start finds them.
    fn hide(self) {
        let is_dirty = self.shelf.with_value(|shelf| shelf.keeper.is_dirty() && !shelf.is_locked);
        if !is_dirty || !self.is_open.get_untracked() {
            return;
        }
        let over = self.shelf.with_value(|shelf| shelf.keeper.stored());
        let copy = self.envelope(over, &clock::now());
        let is_written = local_storage::write_copy(&DraftId::own(), &copy).is_ok();
        self.shelf.update_value(|shelf| shelf.has_copy = shelf.has_copy || is_written);
        self.retry();
    }
}
