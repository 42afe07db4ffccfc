//! Answers: what has the user entered so far, as it is kept between visits?
//!
//! The stated facts and filings, what was typed but cannot be used yet, and what an earlier or later program
//! left here that this one does not know. Changed only by [`Draft::apply`], which is total: an action about
//! something that is gone does nothing. Must not know: the store, the clock, standards.

pub mod envelope;
mod history;
pub mod merge;
mod parcel;
mod pasted;
mod place;
mod sample;
mod v1;

pub use history::History;
pub use place::{ItemId, Place};

use std::borrow::Cow;

use crate::document::{self, Document, Filings};
use crate::domain::{Domain, MOST_ITEMS};
use crate::entry::{self, EntryFault, Reading};
use crate::evidence::{Evidence, Manifest};
use crate::facts::{Answer, FactKey, Facts, Item, List, Stated, Value};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Kind, Route};
use crate::table::Table;
use crate::tracker;
use crate::units::{Date, Decimal};

/// A draft: what one enterprise has entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    facts: Facts,
    filing: Filings,
    raw: Table<Place, Raw>,
    aside: Aside,
    /// The id of each item, in the order of the list.
    ids: Table<FactId, Vec<ItemId>>,
    next_item: u32,
    removed: Option<Removed>,
    edits: u32,
    is_sample: bool,
    /// What the user calls it; the enterprise's name when empty.
    name: String,
    is_archived: bool,
    evidence: Manifest,
    /// What happened, as a package has it; `tracker` reads it.
    events: Vec<Json>,
}

/// A text that counts as unanswered until it can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// As typed.
    pub text: String,
    /// Why it is not used.
    pub why: RawWhy,
}

/// Why a typed text is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawWhy {
    /// It cannot be read.
    Unreadable,
    /// It is likely in another unit and waits for the user's word.
    UnitSlip,
}

/// What a stored draft says that this program does not know: kept, and written back where it stood.
type Aside = Table<Corner, Json>;

/// A place in a stored draft that this program has no name for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Corner {
    /// A member of the body.
    Body(String),
    /// A place under the facts or the filing.
    Part(document::Corner<ItemId>),
    /// A raw text.
    Raw(String),
    /// The evidence for a material.
    Evidence(String),
    /// A member of the package that the draft was imported from.
    Package(String),
    /// What that package said further in the row of a material.
    Row(String),
}

/// The item that was removed last, and where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Removed {
    list: FactId,
    at: usize,
    id: ItemId,
    item: Item,
    raw: Table<Place, Raw>,
    aside: Aside,
}

/// A change by the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// States a fact or a field. "Not applicable" of a list is a complete list without items; a field has none.
    State {
        /// Which.
        place: Place,
        /// Its answer.
        stated: Stated,
    },
    /// Takes an answer, or a raw text, back.
    Clear {
        /// Which.
        place: Place,
    },
    /// Keeps what was typed and cannot be used; what was stated there before is unanswered.
    KeepRaw {
        /// Where.
        place: Place,
        /// The text.
        raw: Raw,
    },
    /// Adds an empty item at the end; [`Draft::last_item`] then names it. Does nothing in a full list.
    AddItem {
        /// The list.
        list: FactId,
    },
    /// Removes an item.
    RemoveItem {
        /// The list.
        list: FactId,
        /// The item.
        item: ItemId,
    },
    /// Puts the item removed last back where it was.
    RestoreItem,
    /// Says whether the list is complete.
    SetComplete {
        /// The list.
        list: FactId,
        /// Nothing exists beyond the items listed.
        is_complete: bool,
    },
    /// Takes back that anything was said of a list without items.
    ForgetList {
        /// The list.
        list: FactId,
    },
    /// Sets the filing date of a tier, or of all.
    SetDate {
        /// The tier; all when absent.
        tier: Option<String>,
        /// The date; as all tiers, or today, when absent.
        date: Option<Date>,
    },
    /// Sets the route of a tier, or of all.
    SetRoute {
        /// The tier; all when absent.
        tier: Option<String>,
        /// The route; as all tiers, or new, when absent.
        route: Option<Route>,
    },
    /// Calls the draft so; by the enterprise's name when empty.
    Rename(String),
    /// Puts the draft away, or takes it out again.
    Archive(bool),
    /// Says what was chosen as evidence for a material, or takes it back.
    SetEvidence {
        /// The material's name, like `audit-report.2025`.
        material: String,
        /// What was chosen.
        chosen: Evidence,
    },
    /// Adds an event at the end; the same one again is one.
    AddEvent(Json),
    /// Puts another event in the place of the one at this place, if it is still this one.
    ChangeEvent {
        /// The place, from zero.
        at: usize,
        /// What stands there.
        was: Json,
        /// What is to stand there; nothing removes it.
        becomes: Option<Json>,
    },
    /// Puts another draft in the place of everything.
    Replace(Box<Draft>),
}

impl Action {
    /// The change that a reading of typed text asks for ([`Draft::reading`]).
    pub fn typed(place: Place, text: &str, reading: &Reading) -> Self {
        let keep = |place, why| Self::KeepRaw { place, raw: Raw { text: text.to_owned(), why } };
        match (reading, place) {
            (Reading::Value(Value::Date(date)), Place::FilingDate { tier }) => {
                Self::SetDate { tier, date: Some(*date) }
            }
            (Reading::Value(value), place) => Self::State { place, stated: Stated::Value(value.clone()) },
            (Reading::Blank, place) => Self::Clear { place },
            (Reading::Slip { .. }, place) => keep(place, RawWhy::UnitSlip),
            (Reading::Fault(_), place) => keep(place, RawWhy::Unreadable),
        }
    }
}

impl Draft {
    /// A draft of what a document states. The ids of items are their places.
    pub fn of(document: Document) -> Self {
        let mut draft = Self { facts: document.facts, filing: document.filing, ..Self::default() };
        for (id, list) in draft.facts.lists() {
            let ids: Vec<ItemId> = list.items.iter().zip(0..).map(|(_, at)| ItemId(at)).collect();
            draft.next_item = draft.next_item.max(ids.last().map_or(0, |last| last.0 + 1));
            draft.ids.insert(*id, ids);
        }
        draft
    }

    /// The fictitious sample enterprise.
    pub fn sample() -> Self {
        sample::draft()
    }

    /// What is stated. Raw texts are not part of it.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What is to be filed, and when.
    pub const fn filing(&self) -> &Filings {
        &self.filing
    }

    /// What the user calls the draft; empty when it is called by the enterprise's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True when the user put it away.
    pub const fn is_archived(&self) -> bool {
        self.is_archived
    }

    /// What was chosen as evidence.
    pub const fn evidence(&self) -> &Manifest {
        &self.evidence
    }

    /// What happened, as a package has it.
    pub fn events(&self) -> &[Json] {
        &self.events
    }

    /// What is stated, and what follows for it from the events up to `today`: this is what is assessed.
    pub fn informed(&self, catalog: &Catalog, today: Date) -> Cow<'_, Facts> {
        tracker::informed(catalog, &self.facts, &self.events, today)
    }

    /// The facts and filings as a document, for export.
    pub fn document(&self) -> Document {
        Document { facts: self.facts.clone(), filing: self.filing.clone() }
    }

    /// The raw text kept at a place.
    pub fn raw(&self, place: &Place) -> Option<&Raw> {
        self.raw.get(place)
    }

    /// All raw texts, in a fixed order.
    pub fn raws(&self) -> impl Iterator<Item = (&Place, &Raw)> {
        self.raw.iter()
    }

    /// The items of a list with their ids, in the user's order.
    pub fn items(&self, list: FactId) -> impl Iterator<Item = (ItemId, &Item)> {
        let ids = self.ids.get(&list).into_iter().flatten().copied();
        ids.zip(self.facts.list(list).into_iter().flat_map(|list| &list.items))
    }

    /// The item with this id.
    pub fn item(&self, list: FactId, id: ItemId) -> Option<&Item> {
        self.items(list).find(|(it, _)| *it == id).map(|(_, item)| item)
    }

    /// The id of the last item.
    pub fn last_item(&self, list: FactId) -> Option<ItemId> {
        self.ids.get(&list)?.last().copied()
    }

    /// The list and the place (from zero) of the item that [`Action::RestoreItem`] would put back.
    pub fn removed(&self) -> Option<(FactId, usize)> {
        self.removed.as_ref().map(|it| (it.list, it.at))
    }

    /// True for the fictitious sample.
    pub const fn is_sample(&self) -> bool {
        self.is_sample
    }

    /// How many changes made this draft, over all its saved life. Grows with every action.
    pub const fn edits(&self) -> u32 {
        self.edits
    }

    /// How many stored statements this program does not know; they are kept and written back.
    pub fn unknown(&self) -> usize {
        self.aside.len()
    }

    /// True when nothing has been entered.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
            && self.facts.is_empty()
            && self.filing.is_empty()
            && self.raw.is_empty()
            && self.aside.is_empty()
            && self.evidence.is_empty()
            && self.events.is_empty()
    }

    /// What a text typed at a place says.
    pub fn reading(&self, place: &Place, text: &str, catalog: &Catalog) -> Reading {
        let domain = match place {
            Place::FilingDate { .. } => {
                return entry::day(text).map_or_else(Reading::Fault, Reading::of);
            }
            Place::Fact(key) => catalog.fact(key.fact).map(Domain::of_fact),
            Place::Field { list, field, .. } => {
                catalog.fact(*list).and_then(|list| list.field(*field)).map(Domain::of_field)
            }
        };
        let Some(domain) = domain else {
            return Reading::Fault(EntryFault::NotTyped);
        };
        match (entry::value(text, &domain, catalog), place) {
            (Reading::Value(Value::Number(amount)), Place::Fact(key)) if domain.kind == Kind::Money => {
                let (other_years, same_year) = self.neighbours(*key, catalog);
                match entry::slip(amount, &other_years, &same_year) {
                    Some(slip) => Reading::Slip { amount, slip },
                    None => Reading::Value(Value::Number(amount)),
                }
            }
            (reading, _) => reading,
        }
    }

    /// The amounts that one is compared with: the same fact in other years, and other facts in the same year.
    fn neighbours(&self, key: FactKey, catalog: &Catalog) -> (Vec<(i32, Decimal)>, Vec<Decimal>) {
        let is_amount = |fact: FactId| catalog.fact(fact).is_some_and(|fact| fact.kind == Kind::Money);
        let (mut other_years, mut same_year) = (Vec::new(), Vec::new());
        for (other, _) in self.facts.stated().filter(|(other, _)| is_amount(other.fact)) {
            let Answer::Known(amount) = self.facts.number(*other) else {
                continue;
            };
            match other.year {
                Some(year) if other.fact == key.fact && other.year != key.year => {
                    other_years.push((year, amount));
                }
                year if other.fact != key.fact && year == key.year => same_year.push(amount),
                Some(_) | None => {}
            }
        }
        (other_years, same_year)
    }

    /// Makes a change.
    pub fn apply(&mut self, action: Action) {
        self.edits = self.edits.saturating_add(1);
        match action {
            Action::State { place, stated } => self.state(&place, Some(stated)),
            Action::Clear { place } => self.state(&place, None),
            Action::KeepRaw { place, raw } => {
                self.state(&place, None);
                if self.has(&place) {
                    self.raw.insert(place, raw);
                }
            }
            Action::AddItem { list } => self.add_item(list),
            Action::RemoveItem { list, item } => self.remove_item(list, item),
            Action::RestoreItem => self.restore_item(),
            Action::SetComplete { list, is_complete } => self.facts.list_mut(list).is_complete = is_complete,
            Action::ForgetList { list } => {
                if self.items(list).next().is_none() {
                    self.facts.set_list(list, None);
                }
            }
            Action::SetDate { tier, date } => {
                self.raw.remove(&Place::FilingDate { tier: tier.clone() });
                self.change_filing(tier, |all| all.date = date, |one| one.date = date);
            }
            Action::SetRoute { tier, route } => {
                self.change_filing(tier, |all| all.route = route, |one| one.route = route);
            }
            Action::Rename(name) => self.name = name,
            Action::Archive(is_archived) => self.is_archived = is_archived,
            Action::SetEvidence { material, chosen } => {
                self.evidence.remove(&material);
                if !chosen.is_empty() {
                    self.evidence.insert(material, chosen);
                }
            }
            Action::AddEvent(event) => {
                if !self.events.contains(&event) {
                    self.events.push(event);
                }
            }
            Action::ChangeEvent { at, was, becomes } => {
                if self.events.get(at) == Some(&was) {
                    self.events.splice(at..=at, becomes);
                }
            }
            Action::Replace(other) => *self = Self { edits: self.edits, ..*other },
        }
    }

    /// Says what `other` says, by one more edit.
    fn become_of(&mut self, other: Self) {
        self.apply(Action::Replace(Box::new(other)));
    }

    /// True when both say the same, by whatever number of edits.
    pub fn says_as(&self, other: &Self) -> bool {
        *self == Self { edits: self.edits, ..other.clone() }
    }

    /// True unless the place is a field of an item that is gone.
    fn has(&self, place: &Place) -> bool {
        match place {
            Place::Field { list, item, .. } => self.item(*list, *item).is_some(),
            Place::Fact(_) | Place::FilingDate { .. } => true,
        }
    }

    fn state(&mut self, place: &Place, stated: Option<Stated>) {
        self.raw.remove(place);
        match (place, stated) {
            (Place::Fact(key), stated) => self.facts.set(*key, stated),
            (Place::Field { list, item, field }, stated) => {
                let value = match stated {
                    Some(Stated::Value(value)) => Some(value),
                    Some(Stated::NotApplicable) | None => None,
                };
                if let Some(item) = self.item_mut(*list, *item) {
                    item.set(*field, value);
                }
            }
            (Place::FilingDate { tier }, Some(Stated::Value(Value::Date(date)))) => {
                self.change_filing(tier.clone(), |all| all.date = Some(date), |one| one.date = Some(date));
            }
            (Place::FilingDate { tier }, _) => {
                self.change_filing(tier.clone(), |all| all.date = None, |one| one.date = None);
            }
        }
    }

    fn item_mut(&mut self, list: FactId, id: ItemId) -> Option<&mut Item> {
        let at = self.ids.get(&list)?.iter().position(|it| *it == id)?;
        self.facts.list_mut(list).items.get_mut(at)
    }

    fn fresh_id(&mut self) -> ItemId {
        let id = ItemId(self.next_item);
        self.next_item = self.next_item.saturating_add(1);
        id
    }

    fn add_item(&mut self, list: FactId) {
        if self.facts.list(list).is_some_and(|list| list.items.len() >= MOST_ITEMS) {
            return;
        }
        let id = self.fresh_id();
        self.facts.list_mut(list).items.push(Item::default());
        self.ids.get_or_insert_with(list, Vec::new).push(id);
    }

    fn remove_item(&mut self, list: FactId, id: ItemId) {
        let Some(at) = self.ids.get(&list).and_then(|ids| ids.iter().position(|it| *it == id)) else {
            return;
        };
        let ids = self.ids.get_or_insert_with(list, Vec::new);
        let items = &mut self.facts.list_mut(list).items;
        if at >= items.len() {
            return;
        }
        ids.remove(at);
        let item = items.remove(at);
        let raw = self.raw.take_if(|place| place.is_in(list, id));
        let is_inside = |corner: &Corner| matches!(corner, Corner::Part(document::Corner::Field(it, item, _)) if (*it, *item) == (list, id));
        let aside = self.aside.take_if(is_inside);
        self.removed = Some(Removed { list, at, id, item, raw, aside });
    }

    fn restore_item(&mut self) {
        let Some(Removed { list, at, id, item, raw, aside }) = self.removed.take() else {
            return;
        };
        let List { items, .. } = self.facts.list_mut(list);
        let ids = self.ids.get_or_insert_with(list, Vec::new);
        let at = at.min(items.len()).min(ids.len());
        items.insert(at, item);
        ids.insert(at, id);
        self.raw.extend(raw);
        self.aside.extend(aside);
    }

    fn change_filing(
        &mut self,
        tier: Option<String>,
        all: impl FnOnce(&mut Filings),
        one: impl FnOnce(&mut document::TierFiling),
    ) {
        let Some(tier) = tier else {
            return all(&mut self.filing);
        };
        let filing = self.filing.tiers.get_or_insert_with(tier.clone(), document::TierFiling::default);
        one(filing);
        if *filing == document::TierFiling::default() {
            self.filing.tiers.remove(&tier);
        }
    }
}
