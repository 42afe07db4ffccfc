//! Answers: what does an open draft say, what can be taken back, and is it kept?
//!
//! Drives a [`Keeper`] over the store of record: every change leads, after a pause, to one save. A page that is
//! hidden with unsaved changes leaves a copy, which the next start takes in. What could not be read is reported
//! with its text, never overwritten. A refused save brings in what is stored, for the user to choose. What was stored
//! and is gone (evicted, deleted by another page) is told, and the draft stays on the page.

use leptos::prelude::*;

use super::desk::{Desk, Found};
use super::state::law;
use crate::draft::envelope::{self, Envelope};
use crate::draft::{Action, Draft, History, Place};
use crate::platform::{clock, local_storage, page};
use crate::store::{DraftId, Keeper, Key, Opened, Rescue, Revision, Save, Status, Step, Why, open, rescue};
use crate::ui::signal::RwSignal;

/// The pause between a change and its save, in milliseconds.
const PAUSE: i32 = 600;

/// What may be said of a draft.
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

struct Shelf {
    id: DraftId,
    keeper: Keeper,
    /// The draft as it is stored, as far as this page knows: what both sides of a conflict began with.
    stored: Draft,
    /// The page that saved it.
    writer: String,
    /// The draft of the save under way.
    under_way: Draft,
    has_copy: bool,
    /// Nothing may be saved here: a later version's, or deleted.
    is_locked: bool,
    /// Deleted by another page, and not changed here since: this page leaves nothing of it behind either.
    is_deleted: bool,
    waiting: Vec<Box<dyn FnOnce()>>,
}

/// An open draft.
#[derive(Clone, Copy)]
pub struct Sheet {
    desk: Desk,
    draft: RwSignal<Draft>,
    history: RwSignal<History>,
    drawn: RwSignal<u32>,
    /// None for the sample, which is never kept.
    shelf: Option<StoredValue<Shelf, LocalStorage>>,
    kept: RwSignal<Kept>,
    is_open: RwSignal<bool>,
    other: RwSignal<Option<Envelope>>,
}

impl Sheet {
    fn new(desk: Desk, draft: Draft, shelf: Option<Shelf>) -> Self {
        Self {
            desk,
            draft: RwSignal::new(draft),
            history: RwSignal::new(History::default()),
            drawn: RwSignal::new(0),
            is_open: RwSignal::new(shelf.is_none()),
            shelf: shelf.map(StoredValue::new_local),
            kept: RwSignal::new(Kept::Opening),
            other: RwSignal::new(None),
        }
    }

    /// The fictitious sample.
    pub fn sample(desk: Desk) -> Self {
        Self::new(desk, Draft::sample(), None)
    }

    /// The draft of this name: opened from the store, and every change kept from then on.
    pub fn open(desk: Desk, id: DraftId) -> Self {
        let shelf = Shelf {
            id: id.clone(),
            keeper: Keeper::opened(Revision::NONE, 0),
            stored: Draft::default(),
            writer: String::new(),
            under_way: Draft::default(),
            has_copy: false,
            is_locked: false,
            is_deleted: false,
            waiting: Vec::new(),
        };
        let sheet = Self::new(desk, Draft::default(), Some(shelf));
        open(&desk.store(), id, Box::new(move |opened| sheet.opened(opened)));
        sheet
    }

    /// What it says.
    pub const fn draft(self) -> RwSignal<Draft> {
        self.draft
    }

    /// What may be said of it, tracked.
    pub fn kept(self) -> Kept {
        self.kept.get()
    }

    /// Whether the store has answered, tracked.
    pub fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// True for the fictitious sample.
    pub const fn is_sample(self) -> bool {
        self.shelf.is_none()
    }

    /// Follows every change that the inputs on screen did not make themselves.
    pub fn follow(self) {
        self.drawn.track();
    }

    /// What another page saved over the same draft, when that kept this one from being saved; tracked.
    pub fn other(self) -> RwSignal<Option<Envelope>> {
        self.other
    }

    /// The draft that this one and the other began with.
    pub fn common(self) -> Draft {
        self.shelf.map(|shelf| shelf.with_value(|shelf| shelf.stored.clone())).unwrap_or_default()
    }

    /// Calls `then` once the store has answered: at once if it has.
    pub fn once_open(self, then: Box<dyn FnOnce()>) {
        if self.is_open.get_untracked() {
            return then();
        }
        self.shelf(|shelf| shelf.waiting.push(then));
    }

    /// Makes a change by the user.
    pub fn act(self, action: Action) {
        let at = place_of(&action);
        let before = self.draft.get_untracked();
        self.draft.update(|draft| draft.apply(action));
        if self.draft.with_untracked(|draft| !draft.says_as(&before)) {
            self.history.update(|history| history.changed(before, at));
        }
        self.changed();
    }

    /// Puts another draft in the place of this one; it can be taken back.
    pub fn put(self, draft: Draft) {
        self.act(Action::Replace(Box::new(draft)));
        self.draw();
    }

    /// What is typed next is a change of its own.
    pub fn pause_typing(self) {
        self.history.update_untracked(History::pause);
    }

    /// Whether there is a change to take back, and one to make again; tracked.
    pub fn can(self) -> (bool, bool) {
        self.history.with(|history| (history.can_undo(), history.can_redo()))
    }

    /// The draft before the first change that can be taken back; tracked.
    pub fn oldest(self) -> Option<Draft> {
        self.history.with(|history| history.oldest().cloned())
    }

    /// Takes the last change back, or makes it again; what the draft was before that.
    pub fn step(self, is_redo: bool) -> Draft {
        let before = self.draft.get_untracked();
        self.history.update(|history| {
            self.draft.update(|draft| {
                if is_redo {
                    history.redo(draft)
                } else {
                    history.undo(draft)
                };
            });
        });
        self.draw();
        self.changed();
        before
    }

    fn draw(self) {
        self.drawn.update(|drawn| *drawn += 1);
    }

    /// Tries again to save.
    pub fn retry(self) {
        let step = self.keep(Keeper::due);
        self.take(step);
    }

    /// Saves over what another page left: `draft` holds what was chosen of both.
    pub fn settle(self, draft: Option<Draft>) {
        let Some(other) = self.other.get_untracked() else { return };
        self.other.set(None);
        if let Some(draft) = draft {
            self.put(draft);
        }
        self.shelf(|shelf| {
            shelf.stored = other.draft;
            shelf.writer = other.writer;
        });
        let step = self.keep(|keeper| keeper.resolve(other.revision));
        self.take(step);
    }

    /// Takes what another page left in the place of this; it can be taken back.
    pub fn yield_to_other(self) {
        let Some(other) = self.other.get_untracked() else { return };
        self.other.set(None);
        self.take_over(other);
    }

    /// Another page saved this draft at this revision, or deleted it ([`Revision::NONE`]).
    pub fn heard(self, revision: Revision) {
        let Some((stored, is_dirty)) = self.keep_ref(|keeper| (keeper.stored(), keeper.is_dirty())) else {
            return;
        };
        if !self.is_open.get_untracked() {
            return;
        }
        if !is_dirty {
            self.shelf(|shelf| shelf.is_deleted = revision == Revision::NONE);
            self.look();
        } else if stored < revision {
            self.retry();
        }
    }

    /// What is stored may have been taken away. A draft with unsaved changes finds that out when it is saved.
    pub fn check(self) {
        let is_at_rest = self.keep_ref(|keeper| !keeper.is_dirty() && keeper.stored() != Revision::NONE);
        if is_at_rest == Some(true) && self.is_open.get_untracked() {
            self.look();
        }
    }

    /// Looks at what is stored.
    fn look(self) {
        let is_locked = self.shelf.is_none_or(|shelf| shelf.with_value(|shelf| shelf.is_locked));
        if !is_locked {
            open(&self.desk.store(), self.id(), Box::new(move |opened| self.seen(opened)));
        }
    }

    fn seen(self, opened: Result<Opened, Why>) {
        let is_kept = self.keep_ref(|keeper| keeper.stored() != Revision::NONE) == Some(true);
        match opened {
            Ok(Opened::Draft(found)) => self.beside(*found),
            Ok(Opened::Nothing) if is_kept => {
                self.shelf(|shelf| shelf.keeper.lost());
                self.say();
            }
            Ok(Opened::MovedAside { text, .. }) => {
                self.desk.report(Found::Unreadable(text));
                // Its place is free again.
                self.shelf(|shelf| shelf.keeper.lost());
                let step = self.keep(|keeper| keeper.resolve(Revision::NONE));
                self.take(step);
            }
            // Where a later version or a fault keeps this page from saving, the next save says so.
            Ok(Opened::Nothing | Opened::Newer { .. }) | Err(_) => {}
        }
    }

    /// What is stored, beside what is on the page.
    fn beside(self, found: Envelope) {
        let (is_refused, is_dirty, revision) = self
            .keep_ref(|keeper| {
                let is_refused = matches!(keeper.status(), Status::Refused(Why::Conflict { .. }));
                (is_refused, keeper.is_dirty(), keeper.stored())
            })
            .unwrap_or_default();
        let is_known = self.shelf.is_some_and(|shelf| {
            shelf.with_value(|shelf| revision == found.revision && shelf.writer == found.writer)
        });
        if is_refused {
            self.other.set(Some(found));
        } else if !is_dirty && !is_known {
            self.take_over(found);
            self.desk.report(Found::Refreshed);
        }
    }

    /// Nothing is saved of it any more: it was deleted.
    pub fn give_up(self) {
        self.shelf(|shelf| shelf.is_locked = true);
        local_storage::remove_copy(&self.id());
    }

    /// The revision that is stored as far as this page knows.
    pub fn revision(self) -> Revision {
        self.keep_ref(Keeper::stored).unwrap_or_default()
    }

    /// Where it is stored.
    pub fn id(self) -> DraftId {
        self.shelf.map_or_else(DraftId::sample, |shelf| shelf.with_value(|shelf| shelf.id.clone()))
    }

    fn shelf(self, change: impl FnOnce(&mut Shelf)) {
        if let Some(kept) = self.shelf {
            kept.update_value(change);
        }
    }

    /// What is stored is now what is on the page.
    fn take_over(self, found: Envelope) {
        let (revision, saved) = (found.revision, found.saved);
        let before = self.draft.get_untracked();
        self.history.update(|history| history.changed(before, None));
        let edits = found.draft.edits();
        self.shelf(|shelf| {
            shelf.keeper = Keeper::opened(revision, edits);
            shelf.stored = found.draft.clone();
            shelf.writer = found.writer;
        });
        self.draft.set(found.draft);
        self.draw();
        self.kept.set(Kept::Saved(saved));
    }

    fn opened(self, opened: Result<Opened, Why>) {
        let mut stored = None;
        match opened {
            Ok(Opened::Nothing) => {}
            Ok(Opened::Draft(envelope)) => stored = Some(*envelope),
            Ok(Opened::Newer { text, .. }) => {
                self.shelf(|shelf| shelf.is_locked = true);
                self.desk.report(Found::Newer(text));
            }
            Ok(Opened::MovedAside { text, .. }) => self.desk.report(Found::Unreadable(text)),
            Err(why) => {
                // No store of record: what the last page left is all there is.
                let copy = self.copy(None);
                self.begin(copy, None);
                let step = self.keep(|keeper| keeper.answered(Err(why)));
                self.take(step);
                return self.ready();
            }
        }
        let saved = stored.as_ref().map(|it| it.saved.clone());
        let copy = self.copy(stored.as_ref());
        self.begin(copy, stored);
        self.kept.set(saved.map_or(Kept::New, Kept::Saved));
        self.ready();
    }

    fn ready(self) {
        self.is_open.set(true);
        self.changed();
        let mut waiting = Vec::new();
        self.shelf(|shelf| waiting = std::mem::take(&mut shelf.waiting));
        for then in waiting {
            then();
        }
    }

    /// The copy left by a page that was hidden, if it is to be opened.
    fn copy(self, stored: Option<&Envelope>) -> Option<Envelope> {
        let text = local_storage::copy(&self.id())?;
        let Ok(copy) = envelope::decode(&text, law()) else {
            self.aside(&text, Found::Unreadable);
            return None;
        };
        match rescue(stored, &copy) {
            Rescue::Take { .. } => {
                self.shelf(|shelf| shelf.has_copy = true);
                self.desk.report(Found::TakenIn);
                Some(copy)
            }
            Rescue::Drop => {
                local_storage::remove_copy(&self.id());
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
        let (kept, id) = (text.to_owned(), self.id());
        let from = id.clone();
        let then = move |answer: Result<Key, Why>| {
            if answer.is_ok() {
                local_storage::remove_copy(&from);
            }
            self.desk.report(found(kept));
        };
        self.desk.store().set_aside(&id, text, Box::new(then));
    }

    fn begin(self, copy: Option<Envelope>, stored: Option<Envelope>) {
        let (revision, writer, draft) =
            stored.map_or_else(Default::default, |it| (it.revision, it.writer, it.draft));
        self.shelf(|shelf| {
            shelf.writer = writer;
            shelf.keeper = Keeper::opened(revision, draft.edits());
            shelf.stored = draft.clone();
        });
        self.draft.set(copy.map_or(draft, |it| it.draft));
        self.draw();
    }

    fn changed(self) {
        if self.is_open.get_untracked() {
            let edits = self.draft.with_untracked(Draft::edits);
            self.shelf(|shelf| shelf.is_deleted = false);
            let step = self.keep(|keeper| keeper.changed(edits));
            self.take(step);
        }
    }

    fn keep_ref<T>(self, ask: impl FnOnce(&Keeper) -> T) -> Option<T> {
        self.shelf.map(|shelf| shelf.with_value(|shelf| ask(&shelf.keeper)))
    }

    fn keep(self, tell: impl FnOnce(&mut Keeper) -> Step) -> Step {
        let mut step = Step::Rest;
        self.shelf(|shelf| step = tell(&mut shelf.keeper));
        step
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
        let is_locked = self.shelf.is_none_or(|shelf| shelf.with_value(|shelf| shelf.is_locked));
        if is_locked {
            return self.answered(Err(Why::Newer { schema: 0 }), String::new());
        }
        let saved = clock::now();
        let text = self.envelope(over, &saved);
        self.shelf(|shelf| shelf.under_way = self.draft.get_untracked());
        let by = self.shelf.map(|shelf| shelf.with_value(|shelf| shelf.writer.clone())).unwrap_or_default();
        let save = Save { draft: self.id(), over, by, text };
        self.desk.store().save(save, Box::new(move |answer| self.answered(answer, saved)));
        self.say();
    }

    fn envelope(self, over: Revision, saved: &str) -> String {
        let (writer, draft) = (self.desk.writer(), self.draft.get_untracked());
        envelope::encode(&Envelope { revision: over.next(), writer, saved: saved.to_owned(), draft }, law())
    }

    fn answered(self, answer: Result<Revision, Why>, saved: String) {
        let said = answer.clone();
        let step = self.keep(|keeper| keeper.answered(answer));
        match said {
            Ok(revision) => {
                self.kept.set(Kept::Saved(saved));
                let mut had_copy = false;
                self.shelf(|shelf| {
                    had_copy = std::mem::take(&mut shelf.has_copy);
                    shelf.stored = std::mem::take(&mut shelf.under_way);
                    shelf.writer = self.desk.writer();
                });
                if had_copy {
                    local_storage::remove_copy(&self.id());
                }
                self.desk.saved(&self.id(), revision);
            }
            Err(Why::Conflict { stored: Revision::NONE }) => self.shelf(|shelf| shelf.keeper.lost()),
            Err(Why::Conflict { .. } | Why::Undecodable) => self.look(),
            Err(_) => {}
        }
        self.take(step);
    }

    /// Says what the keeper allows to be said.
    fn say(self) {
        let now = self.keep_ref(|keeper| match keeper.status() {
            Status::New => Some(Kept::New),
            Status::Saving => Some(Kept::Saving),
            Status::Refused(why) => Some(Kept::Refused(why.clone())),
            Status::Saved => None,
        });
        if let Some(now) = now.flatten().filter(|now| self.kept.with_untracked(|kept| kept != now)) {
            self.kept.set(now);
        }
    }

    /// Saves over a record that another page deleted.
    pub fn keep_after_deletion(self) {
        self.shelf(|shelf| shelf.is_deleted = false);
        let step = self.keep(|keeper| keeper.resolve(Revision::NONE));
        self.take(step);
    }

    /// The page is about to go: unsaved changes are left where the next start finds them.
    pub fn hide(self) {
        let is_needed = self.shelf.is_some_and(|shelf| {
            shelf.with_value(|shelf| shelf.keeper.is_dirty() && !shelf.is_locked && !shelf.is_deleted)
        });
        if !is_needed || !self.is_open.get_untracked() {
            return;
        }
        let copy = self.envelope(self.revision(), &clock::now());
        let is_written = local_storage::write_copy(&self.id(), &copy).is_ok();
        self.shelf(|shelf| shelf.has_copy = shelf.has_copy || is_written);
        self.retry();
    }
}

/// Where something was typed.
fn place_of(action: &Action) -> Option<Place> {
    match action {
        Action::State { place, .. } | Action::Clear { place } | Action::KeepRaw { place, .. } => {
            Some(place.clone())
        }
        Action::AddItem { .. }
        | Action::RemoveItem { .. }
        | Action::RestoreItem
        | Action::SetComplete { .. }
        | Action::ForgetList { .. }
        | Action::SetDate { .. }
        | Action::SetRoute { .. }
        | Action::Rename(_)
        | Action::Archive(_)
        | Action::SetEvidence { .. }
        | Action::AddEvent(_)
        | Action::ChangeEvent { .. }
        | Action::Replace(_) => None,
    }
}
