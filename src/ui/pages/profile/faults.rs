//! Answers: which inputs must be corrected or looked at again, and how is each told?
//!
//! The same words stand in the summary and beside the input. What is being typed is in no trouble yet.

use super::question::input_id;
use crate::draft::{Draft, Place, RawWhy};
use crate::entry::Reading;
use crate::facts::Value;

use crate::policy::schema::{Fact, Group};
use crate::text::say::{self, Say};
use crate::ui::signal::RwSignal;
use crate::ui::state::law;
use crate::ui::words::{LANG, t, w};
use crate::units::Decimal;

/// Where something is being typed just now.
#[derive(Clone, Copy)]
pub struct Typing(RwSignal<Option<Place>>);

impl Typing {
    /// Nothing is being typed yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// It is here now.
    pub fn begin(self, place: Place) {
        if !self.0.with_untracked(|at| at.as_ref() == Some(&place)) {
            self.0.set(Some(place));
        }
    }

    /// It has ended.
    pub fn end(self) {
        if self.0.with_untracked(Option::is_some) {
            self.0.set(None);
        }
    }

    /// Whether it is here, tracked.
    pub fn is_at(self, place: &Place) -> bool {
        self.0.with(|at| at.as_ref() == Some(place))
    }
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What sort.
    pub why: RawWhy,
    /// As typed.
    pub text: String,
    /// What is told.
    pub words: String,
    /// The amount as typed, of a likely slip of unit.
    pub amount: Option<Decimal>,
    /// What was likely meant.
    pub suggested: Option<Decimal>,
}

impl Trouble {
    /// The trouble at a place, if any.
    pub fn at(draft: &Draft, place: &Place) -> Option<Self> {
        let raw = draft.raw(place)?;
        let (text, why) = (raw.text.clone(), raw.why);
        let trouble = match draft.reading(place, &raw.text, law()) {
            Reading::Fault(fault) => {
                Self { why, text, words: say::entry_fault(LANG, &fault), amount: None, suggested: None }
            }
            Reading::Slip { amount, slip } => {
                let words = say::slip(LANG, &slip);
                Self { why, text, words, amount: Some(amount), suggested: slip.suggested }
            }
            reading @ (Reading::Value(_) | Reading::Blank) => {
                // The neighbour that it was compared with has changed since: only the user can tell.
                let words = if why == RawWhy::UnitSlip { t(Say::SlipBefore) } else { "" };
                let amount =
                    if let Reading::Value(Value::Number(amount)) = reading { Some(amount) } else { None };
                Self { why, text, words: words.to_owned(), amount, suggested: None }
            }
        };
        Some(trouble)
    }
}

/// The trouble of a group for its summary: where to go, what is told.
pub fn of_group(draft: &Draft, group: &Group) -> Vec<(String, String, RawWhy)> {
    let mut found = Vec::new();
    for fact in &group.fact {
        for (place, _) in draft.raws().filter(|(place, _)| is_of(place, fact)) {
            if let Some(trouble) = Trouble::at(draft, place) {
                let (id, label) = named(draft, fact, place);
                found.push((id, say::labelled(LANG, &label, &trouble.words), trouble.why));
            }
        }
    }
    found
}

/// Whether a place is of a fact.
pub fn is_of(place: &Place, fact: &Fact) -> bool {
    match place {
        Place::Fact(key) => key.fact == fact.key(),
        Place::Field { list, .. } => *list == fact.key(),
        Place::FilingDate { .. } => false,
    }
}

fn named(draft: &Draft, fact: &Fact, place: &Place) -> (String, String) {
    let label = w(&fact.label);
    match place {
        Place::Fact(key) => {
            let label = key.year.map_or_else(|| label.to_owned(), |year| say::of_year(LANG, label, year));
            (input_id(fact, key.year), label)
        }
        Place::Field { list, item, field } => {
            let at = draft.items(*list).position(|(id, _)| id == *item).unwrap_or(0);
            let field = fact.field(*field);
            let id = format!("{}.{at}.{}", fact.id, field.map_or("", |field| &field.id));
            (id, say::of_item(LANG, label, at + 1, field.map_or("", |field| w(&field.label))))
        }
        Place::FilingDate { .. } => (String::new(), label.to_owned()),
    }
}
