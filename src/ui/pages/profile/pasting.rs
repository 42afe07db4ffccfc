//! Answers: what came of what was pasted, and which lists are being pasted into?
//!
//! Pasting puts a whole draft in place and draws the form anew: what is told of it, and a list that is still being
//! looked at, outlive that here. A message lasts until it is dismissed or the paste is taken back.

use leptos::prelude::*;

use crate::draft::Draft;
use crate::policy::schema::{FactId, FieldId};
use crate::store::DraftId;
use crate::text::say::Say;
use crate::ui::desk::Desk;
use crate::ui::element::{Piece, el};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{use_draft, use_pasting};

/// What was pasted during this visit.
#[derive(Clone, Copy)]
pub struct Pasting {
    told: RwSignal<Option<Told>>,
    areas: RwSignal<Vec<Area>>,
}

/// What came of a paste.
#[derive(Clone)]
struct Told {
    sheet: DraftId,
    at: FactId,
    words: String,
    before: Draft,
    edits: u32,
}

/// A list that is looked at before it is taken in.
#[derive(Clone)]
struct Area {
    sheet: DraftId,
    list: FactId,
    pasted: Pasted,
}

/// A pasted list, and what the user said of its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text.
    pub text: String,
    /// What some columns are of; none: nothing that is asked for.
    pub said: Vec<(usize, Option<FieldId>)>,
}

impl Pasting {
    /// Nothing was pasted yet.
    pub fn new() -> Self {
        Self { told: RwSignal::new(None), areas: RwSignal::new(Vec::new()) }
    }

    /// Puts what was pasted in place of the draft on screen, in one step, and tells of it at a list or a table.
    pub fn put(self, desk: Desk, at: FactId, draft: Draft, words: String) {
        let before = desk.peek(Draft::clone);
        let sheet = desk.sheet_now();
        self.told.set(None);
        sheet.put(draft);
        let told = Told { sheet: sheet.id(), at, words, before, edits: desk.peek(Draft::edits) };
        // In a frame of its own: what is told aloud must change in a place that is there already.
        request_animation_frame(move || self.told.set(Some(told)));
    }

    /// Tells of something at a list or a table, with nothing to take back.
    pub fn tell(self, desk: Desk, at: FactId, words: String) {
        let (before, sheet) = (Draft::default(), desk.sheet_now().id());
        self.told.set(Some(Told { sheet, at, words, before, edits: u32::MAX }));
    }

    /// The list being looked at, tracked; none while nothing is.
    pub fn pasted(self, desk: Desk, list: FactId) -> Option<Pasted> {
        let sheet = desk.sheet().id();
        self.areas.with(|areas| {
            areas.iter().find(|it| it.list == list && it.sheet == sheet).map(|it| it.pasted.clone())
        })
    }

    /// Looks at a list now, or at none.
    pub fn look(self, desk: Desk, list: FactId, pasted: Option<Pasted>) {
        let sheet = desk.sheet_now().id();
        self.areas.update(|areas| {
            areas.retain(|it| it.list != list || it.sheet != sheet);
            areas.extend(pasted.map(|pasted| Area { sheet, list, pasted }));
        });
    }
}

/// What came of the last paste at a list or a table, with the ways to take it back and to put the message away.
pub fn told(at: FactId) -> AnyView {
    let (desk, pasting) = (use_draft(), use_pasting());
    let words = Memo::new(move |_| {
        let sheet = desk.sheet();
        pasting.told.with(|told| {
            let told = told.as_ref().filter(|told| told.at == at && told.sheet == sheet.id())?;
            let is_back = told.edits != u32::MAX && desk.with(|draft| draft.says_as(&told.before));
            (!is_back).then(|| told.words.clone())
        })
    });
    let is_last = Memo::new(move |_| {
        pasting.told.with(|told| told.as_ref().is_some_and(|told| desk.with(Draft::edits) == told.edits))
    });
    let undo = move |_| {
        pasting.told.set(None);
        desk.sheet_now().step(false);
    };
    let view = move || {
        words.get().map(|words| {
            let back = move || {
                is_last.get().then(|| el("button.btn.btn--text").on("click", undo).add(Say::UndoPaste))
            };
            let away = move |_| pasting.told.set(None);
            el("p.toast.mt3")
                .add(el("span").add(words))
                .add(back)
                .add(el("button.btn.btn--text").on("click", away).add(Say::Understood))
        })
    };
    el("div").attr("role", "status").add(view).piece()
}
