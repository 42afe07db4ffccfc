//! Answers: which drafts are there, which are open, and which one is on screen?
//!
//! The store holds the drafts; a sheet is made for each one that is opened and stays for the rest of the visit, so
//! that going from one to another loses nothing. Which one is on screen is said by the address alone.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use super::route::{Address, Page, Route, Slot, go};
use super::sheet::Sheet;
use super::state::law;
use crate::draft::envelope::{self, DraftFault, Envelope};
use crate::draft::{Action, Draft};
use crate::platform::channel::{self, Heard};
use crate::platform::indexed_db::IndexedDb;
use crate::platform::{clock, local_storage, page};
use crate::store::{DraftId, Key, Revision, Store, Why};
use crate::ui::signal::RwSignal;

/// How long the browser may be busy with a database that it closed, in milliseconds.
const CLOSING: i32 = 1000;

/// How soon a browser that answers what was under way before a page was left answers it, in milliseconds.
const ANSWERING: i32 = 100;

/// Something found in the store that the user must know of.
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
    /// Another page saved the draft on screen; it was taken in.
    Refreshed,
    /// Everything was deleted.
    Wiped,
}

/// A draft as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name in the store.
    pub id: DraftId,
    /// What is stored.
    pub envelope: Envelope,
}

/// A draft that is stored or open.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name in the store.
    pub id: DraftId,
    /// As it is on the page, else as stored.
    pub draft: Draft,
    /// When it was saved last; empty when it is only on the page.
    pub saved: String,
}

struct Desktop {
    store: Rc<dyn Store>,
    owner: Option<Owner>,
    writer: String,
    sheets: Vec<(DraftId, Sheet)>,
    sample: Option<Sheet>,
    /// Another page saved something that was not looked at here yet.
    is_behind: bool,
}

/// True for the form, on which no draft but its own is shown.
fn is_form(address: &Address) -> bool {
    matches!(address.page, Page::Profile { .. })
}

/// The drafts of this page.
#[derive(Clone, Copy)]
pub struct Desk {
    inner: StoredValue<Desktop, LocalStorage>,
    current: RwSignal<Option<Sheet>>,
    found: RwSignal<Vec<Found>>,
    listed: RwSignal<Vec<Listed>>,
    aside: RwSignal<Vec<(Key, String)>>,
    deleted: RwSignal<Option<(DraftId, Draft)>>,
    changes: RwSignal<u32>,
    route: Route,
}

impl Desk {
    /// Opens the store. The draft that the address names is on screen from now on.
    pub fn start(route: Route) -> Self {
        let store = Rc::new(IndexedDb::new());
        let records = Rc::clone(&store);
        let inner = Desktop {
            store,
            owner: Owner::current(),
            writer: clock::page_name(),
            sheets: Vec::new(),
            sample: None,
            is_behind: false,
        };
        let desk = Self {
            inner: StoredValue::new_local(inner),
            current: RwSignal::new(None),
            found: RwSignal::new(Vec::new()),
            listed: RwSignal::new(Vec::new()),
            aside: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(None),
            changes: RwSignal::new(0),
            route,
        };
        route.before(move |address| {
            let is_listing = !address.page.is_of_draft();
            // What was begun under the name for the next draft keeps it.
            if is_listing && desk.is_begun(&route.fresh()) {
                route.renew();
            }
            desk.turn_to(&address.slot);
            if is_listing || (desk.is_behind() && !is_form(address)) {
                desk.refresh();
            }
        });
        page::on_hide(move || {
            for sheet in desk.open_sheets() {
                sheet.hide();
            }
        });
        heed_return(&records);
        records.on_closed(move || page::after(CLOSING, move || desk.check()));
        page::on_show(move || desk.check());
        channel::listen(move |heard| desk.heard(&heard));
        for id in local_storage::copies() {
            desk.open(id);
        }
        if route.peek(|address| address.page.is_of_draft()) {
            desk.refresh();
        }
        desk
    }

    /// The store of record.
    pub fn store(self) -> Rc<dyn Store> {
        self.inner.with_value(|inner| Rc::clone(&inner.store))
    }

    /// The name of this load of the page.
    pub fn writer(self) -> String {
        self.inner.with_value(|inner| inner.writer.clone())
    }

    fn open_sheets(self) -> Vec<Sheet> {
        self.inner.with_value(|inner| inner.sheets.iter().map(|(_, sheet)| *sheet).collect())
    }

    /// The drafts of the open sheets, tracked.
    pub fn open_drafts(self) -> Vec<(DraftId, Draft)> {
        self.changes.track();
        let sheets = self.open_sheets();
        sheets.into_iter().filter(|it| it.is_open()).map(|it| (it.id(), it.draft().get())).collect()
    }

    /// The stored drafts and those that are only on the page, the latest first, tracked.
    pub fn entries(self) -> Vec<Entry> {
        let mut all: Vec<Entry> = Vec::new();
        let mut put = |entry: Entry| {
            let at = all.iter().position(|it| it.saved < entry.saved).unwrap_or(all.len());
            all.insert(at, entry);
        };
        let open = self.open_drafts();
        self.listed().with(|listed| {
            for it in listed {
                let on_page = open.iter().find(|(id, _)| *id == it.id).map(|(_, draft)| draft.clone());
                let draft = on_page.unwrap_or_else(|| it.envelope.draft.clone());
                let saved = it.envelope.saved.clone();
                put(Entry { id: it.id.clone(), draft, saved });
            }
            for (id, draft) in &open {
                if !draft.is_empty() && listed.iter().all(|it| it.id != *id) {
                    put(Entry { id: id.clone(), draft: draft.clone(), saved: String::new() });
                }
            }
        });
        all
    }

    /// Saves what is not saved yet, without waiting for the pause.
    pub fn flush(self) {
        for sheet in self.open_sheets() {
            sheet.retry();
        }
    }

    /// What is stored may have been taken away: drafts that are called saved make sure.
    fn check(self) {
        for sheet in self.open_sheets() {
            sheet.check();
        }
    }

    fn turn_to(self, slot: &Slot) {
        let sheet = match slot {
            Slot::Draft(id) => self.open(id.clone()),
            Slot::New => self.open(self.route.fresh()),
            Slot::Sample => self.sample(),
        };
        self.current.set(Some(sheet));
    }

    fn opened(self, id: &DraftId) -> Option<Sheet> {
        self.inner
            .with_value(|inner| inner.sheets.iter().find(|(other, _)| other == id).map(|(_, sheet)| *sheet))
    }

    fn is_behind(self) -> bool {
        self.inner.with_value(|inner| inner.is_behind)
    }

    fn is_begun(self, id: &DraftId) -> bool {
        self.opened(id).is_some_and(|sheet| sheet.draft().with_untracked(|draft| !draft.is_empty()))
    }

    /// The sheet of a draft, opened if it is not.
    pub fn open(self, id: DraftId) -> Sheet {
        self.opened(&id).unwrap_or_else(|| {
            let sheet = self.owned(|| Sheet::open(self, id.clone()));
            self.inner.update_value(|inner| inner.sheets.push((id, sheet)));
            self.changes.update(|changes| *changes += 1);
            sheet
        })
    }

    fn sample(self) -> Sheet {
        self.inner.with_value(|inner| inner.sample).unwrap_or_else(|| {
            let sheet = self.owned(|| Sheet::sample(self));
            self.inner.update_value(|inner| inner.sample = Some(sheet));
            sheet
        })
    }

    /// Signals made here live as long as the page, whoever asks for them.
    fn owned(self, make: impl FnOnce() -> Sheet) -> Sheet {
        match self.inner.with_value(|inner| inner.owner.clone()) {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }

    /// The sheet on screen, tracked.
    pub fn sheet(self) -> Sheet {
        self.current.get().unwrap_or_else(|| self.sample())
    }

    /// The sheet on screen, not followed.
    pub fn sheet_now(self) -> Sheet {
        self.current.get_untracked().unwrap_or_else(|| self.sample())
    }

    /// Reads the draft on screen, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.sheet().draft().with(read)
    }

    /// Reads the draft on screen without following it.
    pub fn peek<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.sheet_now().draft().with_untracked(read)
    }

    /// Makes a change by the user to the draft on screen.
    pub fn act(self, action: Action) {
        self.sheet_now().act(action);
    }

    /// Whether the sample is on screen, tracked.
    pub fn is_sample(self) -> bool {
        self.sheet().is_sample()
    }

    /// What was found in the store, tracked.
    pub fn found(self) -> Vec<Found> {
        self.found.get()
    }

    /// Tells of something found; the same is told once.
    pub fn report(self, found: Found) {
        self.found.update(|all| {
            if !all.contains(&found) {
                all.push(found);
            }
        });
    }

    /// The stored drafts, as of the last [`Desk::refresh`].
    pub const fn listed(self) -> RwSignal<Vec<Listed>> {
        self.listed
    }

    /// The texts that were moved aside.
    pub const fn aside(self) -> RwSignal<Vec<(Key, String)>> {
        self.aside
    }

    /// The draft that was deleted last, while that can be taken back.
    pub const fn deleted(self) -> RwSignal<Option<(DraftId, Draft)>> {
        self.deleted
    }

    /// Looks into the store again. What cannot be read there is opened, which moves it aside and tells of it.
    pub fn refresh(self) {
        self.inner.update_value(|inner| inner.is_behind = false);
        self.store().all(Box::new(move |all| {
            // Where the store refuses, the sheets say so.
            let Ok(all) = all else { return };
            let (mut listed, mut aside) = (Vec::new(), Vec::new());
            for (key, text) in all {
                match key {
                    Key::Draft(id) => match envelope::decode(&text, law()) {
                        Ok(envelope) => listed.push(Listed { id, envelope }),
                        Err(DraftFault::Newer { .. } | DraftFault::Garbage(_)) => drop(self.open(id)),
                    },
                    Key::Aside { .. } => aside.push((key, text)),
                }
            }
            self.listed.set(listed);
            self.aside.set(aside);
        }));
    }

    /// A draft was saved by this page: others are told.
    pub fn saved(self, id: &DraftId, revision: Revision) {
        channel::tell(&Heard::Saved(id.clone(), revision));
        let is_listing = self.route.peek(|address| !address.page.is_of_draft());
        if is_listing {
            self.refresh();
        }
    }

    fn heard(self, heard: &Heard) {
        for sheet in self.open_sheets() {
            match heard {
                Heard::Saved(id, revision) if *id == sheet.id() => sheet.heard(*revision),
                Heard::Saved(..) => {}
                Heard::Wiped => sheet.heard(Revision::NONE),
            }
        }
        // While somebody types, a save elsewhere is no reason to read all drafts.
        if self.route.peek(is_form) {
            self.inner.update_value(|inner| inner.is_behind = true);
        } else {
            self.refresh();
        }
    }

    /// A new draft of this content, not on screen; where it is stored.
    pub fn begin(self, draft: Draft) -> DraftId {
        let id = clock::draft_id();
        let sheet = self.open(id.clone());
        sheet.once_open(Box::new(move || sheet.put(draft)));
        id
    }

    /// Changes a stored draft that need not be on screen.
    pub fn change(self, id: DraftId, action: Action) {
        let sheet = self.open(id);
        sheet.once_open(Box::new(move || sheet.act(action)));
    }

    /// Deletes a draft; [`Desk::restore`] takes that back.
    pub fn delete(self, id: DraftId) {
        let sheet = self.open(id.clone());
        sheet.once_open(Box::new(move || {
            let (draft, key) = (sheet.draft().get_untracked(), Key::Draft(id.clone()));
            let deleted = move |answer: Result<(), Why>| {
                if answer.is_ok() {
                    self.drop_sheet(&id);
                    if self.sheet_now().id() == id {
                        go(&Address { slot: Slot::New, page: Page::Overview });
                    }
                    channel::tell(&Heard::Saved(id.clone(), Revision::NONE));
                    self.deleted.set(Some((id, draft)));
                }
                self.refresh();
            };
            self.store().delete(&key, Some(sheet.revision()), Box::new(deleted));
        }));
    }

    /// Puts the draft that was deleted last back.
    pub fn restore(self) {
        if let Some((id, draft)) = self.deleted.get_untracked() {
            self.deleted.set(None);
            self.put_back(id, draft);
        }
    }

    /// Puts a draft where none is; beside it, under another name, where one is that says something else.
    pub fn put_back(self, id: DraftId, draft: Draft) {
        let sheet = self.open(id);
        sheet.once_open(Box::new(move || {
            let (is_free, is_same) =
                sheet.draft().with_untracked(|here| (here.is_empty(), here.says_as(&draft)));
            if is_free {
                sheet.put(draft);
            } else if !is_same {
                self.begin(draft);
            }
        }));
    }

    fn drop_sheet(self, id: &DraftId) {
        let mut gone = None;
        self.inner.update_value(|inner| {
            if let Some(at) = inner.sheets.iter().position(|(other, _)| other == id) {
                gone = Some(inner.sheets.remove(at).1);
            }
        });
        if let Some(sheet) = gone {
            sheet.give_up();
        }
        self.changes.update(|changes| *changes += 1);
    }

    /// Deletes everything that this program keeps in this browser; tells what kept it from that.
    pub fn wipe(self, then: Box<dyn FnOnce(Why)>) {
        self.store().wipe(Box::new(move |answer| {
            if let Err(why) = answer {
                return then(why);
            }
            let ids: Vec<DraftId> = self.open_sheets().into_iter().map(Sheet::id).collect();
            for id in ids {
                self.drop_sheet(&id);
            }
            local_storage::clear();
            self.found.set(vec![Found::Wiped]);
            self.deleted.set(None);
            channel::tell(&Heard::Wiped);
            self.route.renew();
            self.turn_to(&Slot::New);
            go(&Address { slot: Slot::New, page: Page::Packages });
            self.refresh();
        }));
    }

    /// Removes a text that was moved aside.
    pub fn forget(self, key: &Key) {
        self.store().delete(key, None, Box::new(move |_| self.refresh()));
    }
}

/// Firefox never answers what was under way when a page went into its cache of pages, whether it was done or not: such
/// a page would wait for ever to be saved. It is loaded anew, and takes in the copy that it left behind.
fn heed_return(records: &Rc<IndexedDb>) {
    let left = Rc::new(RefCell::new(None));
    let (leaving, store) = (Rc::clone(&left), Rc::clone(records));
    page::on_hide(move || {
        leaving.replace(Some(store.under_way()));
    });
    page::on_return(move || {
        if let Some(is_under_way) = left.take() {
            page::after(ANSWERING, move || {
                if is_under_way() {
                    page::load_again();
                }
            });
        }
    });
}
