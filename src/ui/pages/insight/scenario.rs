//! Answers: what was tried out during this visit?
//!
//! How hard single facts are to change for an enterprise, and scenarios: changes beside a draft, which touch it only
//! where the user asks for that. Kept as long as the page.

use crate::draft::{Action, Draft, Place};
use crate::facts::{Answer, Facts, Stated, Value};
use crate::plan::{Ease, Spot, To, apply};
use crate::policy::schema::FactId;
use crate::store::DraftId;
use crate::table::Table;
use crate::ui::signal::RwSignal;
use crate::units::Date;

/// What was tried out during this visit.
#[derive(Clone, Copy)]
pub struct Visit {
    /// What was said of single facts, by draft.
    pub ease: RwSignal<Vec<(DraftId, FactId, Ease)>>,
    /// The scenarios of all drafts.
    pub scenarios: RwSignal<Vec<Scenario>>,
}

/// Changes beside a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its number, never given again.
    pub id: u32,
    /// The draft it is beside.
    pub of: DraftId,
    /// What the user calls it.
    pub name: String,
    /// The day of filing, where it is another one.
    pub on: Option<Date>,
    /// What is otherwise.
    pub turns: Vec<Turn>,
}

/// One answer that is otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Which.
    pub spot: Spot,
    /// What it becomes; nothing while it is as it was, or cannot be read.
    pub to: Option<To>,
    /// A number as typed.
    pub text: String,
}

impl Visit {
    /// Nothing was tried out yet.
    pub fn new() -> Self {
        Self { ease: RwSignal::default(), scenarios: RwSignal::default() }
    }

    /// What was said of the facts of a draft, tracked.
    pub fn ease_of(self, of: &DraftId) -> Table<FactId, Ease> {
        let is_its = |it: &&(DraftId, FactId, Ease)| it.0 == *of;
        self.ease.with(|all| all.iter().filter(is_its).map(|(_, fact, ease)| (*fact, *ease)).collect())
    }

    /// Says how hard a fact is to change, or takes that back.
    pub fn say(self, of: &DraftId, fact: FactId, ease: Option<Ease>) {
        self.ease.update(|all| {
            all.retain(|it| it.0 != *of || it.1 != fact);
            all.extend(ease.map(|ease| (of.clone(), fact, ease)));
        });
    }

    /// Begins a scenario; its number.
    pub fn begin(self, of: DraftId, name: String, on: Option<Date>, turns: Vec<Turn>) -> u32 {
        let begin = |all: &mut Vec<Scenario>| {
            let id = all.iter().map(|it| it.id).max().unwrap_or_default() + 1;
            all.push(Scenario { id, of, name, on, turns });
            id
        };
        self.scenarios.try_update(begin).unwrap_or_default()
    }

    /// Changes a scenario.
    pub fn change(self, id: u32, change: impl FnOnce(&mut Scenario)) {
        self.scenarios.update(|all| {
            if let Some(it) = all.iter_mut().find(|it| it.id == id) {
                change(it);
            }
        });
    }
}

impl Scenario {
    /// These facts with the changes.
    pub fn facts(&self, now: &Facts) -> Facts {
        let mut then = now.clone();
        for turn in &self.turns {
            if let Some(to) = &turn.to {
                apply(&mut then, &turn.spot, to);
            }
        }
        then
    }

    /// The draft with the changes, by the actions that a user would take; and how many of them have no place in it.
    pub fn draft(&self, now: &Draft) -> (Draft, usize) {
        let (mut then, mut left_out) = (now.clone(), 0);
        for turn in &self.turns {
            let Some(to) = &turn.to else { continue };
            left_out += usize::from(!enter(&mut then, &turn.spot, to));
        }
        if let Some(day) = self.on {
            let own = then.filing().tiers.iter().filter(|(_, it)| it.date.is_some());
            let tiers: Vec<String> = own.map(|(tier, _)| tier.clone()).collect();
            for tier in std::iter::once(None).chain(tiers.into_iter().map(Some)) {
                then.apply(Action::SetDate { tier, date: Some(day) });
            }
        }
        (then, left_out)
    }
}

/// Enters a change; false where the draft has no place for it, as for an item that only the tracker knows.
fn enter(draft: &mut Draft, spot: &Spot, to: &To) -> bool {
    match (spot, to) {
        (Spot::Fact(key), To::Value(value)) => state(draft, Place::Fact(*key), value),
        (Spot::Field { list, item, field }, To::Value(value)) => {
            let Some((item, _)) = draft.items(*list).nth(*item) else { return false };
            state(draft, Place::Field { list: *list, item, field: *field }, value)
        }
        (Spot::Items { list, .. }, To::Items { item, count }) => (0..*count).all(|_| {
            draft.apply(Action::AddItem { list: *list });
            let Some(id) = draft.last_item(*list) else { return false };
            item.stated()
                .all(|(field, value)| state(draft, Place::Field { list: *list, item: id, field }, value))
        }),
        (Spot::End(list), To::Complete) => {
            draft.apply(Action::SetComplete { list: *list, is_complete: true });
            true
        }
        (Spot::Fact(_) | Spot::Field { .. } | Spot::Items { .. } | Spot::End(_), _) => false,
    }
}

/// States a value; the note of a judgement stays.
fn state(draft: &mut Draft, place: Place, value: &Value) -> bool {
    let mut value = value.clone();
    if let (Value::Judgement { note, .. }, Place::Fact(key)) = (&mut value, &place)
        && let Answer::Known(Value::Judgement { note: kept, .. }) = draft.facts().answer(*key)
    {
        note.clone_from(kept);
    }
    draft.apply(Action::State { place, stated: Stated::Value(value) });
    true
}
