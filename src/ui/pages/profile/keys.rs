//! Answers: where does a key lead in the table of years, and what is pasted there?
//!
//! Up, down and Enter go from cell to cell; left and right too, once the caret is at the edge of the text; with
//! Control, Home and End lead to the first and the last cell. Escape puts back what stood in the cell when it was
//! entered. A block is pasted into many cells at once; a single cell by the browser.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, Event, HtmlInputElement, KeyboardEvent};

use super::pasting::Pasting;
use super::question::{input_id, stated};
use crate::draft::{Action, Draft, Place, Raw};
use crate::entry::block;
use crate::entry::figures::{Frame, FrameRow, Spot, laid};
use crate::facts::{FactKey, Stated};
use crate::policy::schema::{Fact, FactId};
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::focus;
use crate::ui::state::law;
use crate::ui::words::{LANG, t};

/// The cells of a table of years.
pub struct Cells {
    frame: Frame,
    facts: Vec<&'static Fact>,
    /// What stood in the cell that has the keyboard when it was entered.
    held: Option<Held>,
}

/// What stood in a cell.
struct Held {
    place: Place,
    text: String,
    stated: Option<Stated>,
    raw: Option<Raw>,
}

impl Cells {
    /// The cells of these facts for these years, of which `is_asked` has an input.
    pub fn new(facts: &[&'static Fact], years: &[i32], is_asked: impl Fn(&Fact, i32) -> bool) -> Self {
        let row = |fact: &&'static Fact| FrameRow {
            id: &fact.id,
            names: fact.label.spoken().collect(),
            is_asked: years.iter().map(|year| is_asked(fact, *year)).collect(),
        };
        let frame = Frame { rows: facts.iter().map(row).collect(), years: years.to_vec() };
        Self { frame, facts: facts.to_vec(), held: None }
    }

    fn has(&self, spot: Spot) -> bool {
        let row = self.frame.rows.get(spot.row);
        row.and_then(|row| row.is_asked.get(spot.column)).copied().unwrap_or(false)
    }

    fn id(&self, spot: Spot) -> Option<String> {
        let fact = self.facts.get(spot.row)?;
        self.frame.years.get(spot.column).map(|year| input_id(fact, Some(*year)))
    }

    fn place(&self, spot: Spot) -> Option<Place> {
        let fact = self.facts.get(spot.row)?;
        let year = self.frame.years.get(spot.column)?;
        Some(Place::Fact(FactKey::of_year(fact.key(), *year)))
    }

    fn all(&self) -> impl DoubleEndedIterator<Item = Spot> + '_ {
        let columns = self.frame.years.len();
        let all =
            (0..self.facts.len()).flat_map(move |row| (0..columns).map(move |column| Spot { row, column }));
        all.filter(|spot| self.has(*spot))
    }

    fn of(&self, input: &HtmlInputElement) -> Option<Spot> {
        let id = input.id();
        self.all().find(|spot| self.id(*spot).as_deref() == Some(id.as_str()))
    }

    /// The cell that a key leads to.
    fn next(&self, event: &KeyboardEvent, input: &HtmlInputElement, at: Spot) -> Option<Spot> {
        let is_with = event.ctrl_key() || event.meta_key();
        let (row, column) = (|it: &Spot| it.row == at.row, |it: &Spot| it.column == at.column);
        let below = || self.all().filter(column).find(|it| at.row < it.row);
        let above = || self.all().rev().filter(column).find(|it| it.row < at.row);
        match (event.key().as_str(), is_with, event.shift_key()) {
            ("Home", true, false) => self.all().next(),
            ("End", true, false) => self.all().next_back(),
            ("ArrowUp", false, false) | ("Enter", false, true) => above(),
            ("ArrowDown" | "Enter", false, false) => below(),
            ("ArrowLeft", false, false) if is_at(input, Edge::Start) => {
                self.all().rev().filter(row).find(|it| it.column < at.column)
            }
            ("ArrowRight", false, false) if is_at(input, Edge::End) => {
                self.all().filter(row).find(|it| at.column < it.column)
            }
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Whether the caret is at an edge of the text, or all of the text is selected, as after coming here by key.
fn is_at(input: &HtmlInputElement, edge: Edge) -> bool {
    let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let (Ok(Some(from)), Ok(Some(to))) = (input.selection_start(), input.selection_end()) else {
        return false;
    };
    let is_all = (from, to) == (0, end);
    is_all || (from == to && from == if edge == Edge::Start { 0 } else { end })
}

fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into::<HtmlInputElement>().ok()
}

/// What a key does in the table.
pub fn pressed(cells: StoredValue<Cells>, desk: Desk, event: &Event) {
    let (Some(key), Some(input)) = (event.dyn_ref::<KeyboardEvent>(), input_of(event)) else { return };
    if key.is_composing() || key.alt_key() {
        return;
    }
    if key.key() == "Escape" {
        cells.with_value(|cells| give_back(cells, desk, &input));
        return;
    }
    let next = cells.with_value(|cells| {
        let next = cells.next(key, &input, cells.of(&input)?)?;
        cells.id(next)
    });
    if let Some(id) = next {
        event.prevent_default();
        focus::cell(&id);
    }
}

/// A cell was entered.
pub fn entered(cells: StoredValue<Cells>, desk: Desk, event: &Event) {
    let Some(input) = input_of(event) else { return };
    cells.update_value(|cells| {
        let place = cells.of(&input).and_then(|spot| cells.place(spot));
        cells.held = place.map(|place| {
            let (stated, raw) = desk.peek(|draft| (stated(draft, &place), draft.raw(&place).cloned()));
            Held { place, text: input.value(), stated, raw }
        });
    });
}

/// Puts back what stood in the cell, exactly: an answer that had been doubted and confirmed stays one.
fn give_back(cells: &Cells, desk: Desk, input: &HtmlInputElement) {
    let here = cells.of(input).and_then(|spot| cells.place(spot));
    let Some(held) = cells.held.as_ref().filter(|held| here.as_ref() == Some(&held.place)) else { return };
    if input.value() == held.text {
        return;
    }
    input.set_value(&held.text);
    if let Ok(event) = Event::new("input") {
        drop(input.dispatch_event(&event));
    }
    let place = held.place.clone();
    desk.act(match (held.stated.clone(), held.raw.clone()) {
        (_, Some(raw)) => Action::KeepRaw { place, raw },
        (Some(stated), None) => Action::State { place, stated },
        (None, None) => Action::Clear { place },
    });
}

/// What is pasted into the table. `at`: where what came of it is told.
pub fn pasted(cells: StoredValue<Cells>, desk: Desk, pasting: Pasting, at: FactId, event: &Event) {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    let (Some(text), Some(input)) = (text, input_of(event)) else { return };
    let block = match block::cells(&text) {
        Ok(block) if block.is_single() => return,
        Ok(block) => block,
        Err(block::TooLarge) => {
            event.prevent_default();
            return pasting.tell(desk, at, t(Say::PasteTooLarge).to_owned());
        }
    };
    let found = cells.with_value(|cells| {
        let spot = cells.of(&input)?;
        let laid = laid(&block, &cells.frame, spot);
        let place = |(spot, text): (Spot, String)| Some((cells.place(spot)?, text));
        let put: Vec<(Place, String)> = laid.put.into_iter().filter_map(place).collect();
        Some((put, laid.outside))
    });
    let Some((put, outside)) = found else { return };
    event.prevent_default();
    if put.is_empty() {
        return pasting.tell(desk, at, say::block_outside(LANG, &outside));
    }
    let places: Vec<Place> = put.iter().map(|(place, _)| place.clone()).collect();
    let draft = desk.peek(|draft| draft.with_typed(put, law()));
    let is_raw = |draft: &Draft| places.iter().filter(|place| draft.raw(place).is_some()).count();
    let replaced = desk.peek(|before| {
        let is_replaced = |place: &&Place| {
            let was = (stated(before, place), before.raw(place));
            was != (None, None) && was != (stated(&draft, place), draft.raw(place))
        };
        places.iter().filter(is_replaced).count()
    });
    let words = say::block_taken(LANG, places.len(), replaced, is_raw(&draft), &outside);
    pasting.put(desk, at, draft, words);
    focus::cell(&input.id());
}
