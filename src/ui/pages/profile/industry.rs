//! Answers: which industry code, and which row of the size standard does it lead to?
//!
//! Typed in full as letter and digits, or as digits alone; or looked for, by number or by a name of the size standard,
//! in a list of its own that fills in as much of the code as it knows. What the code leads to is told below: the row
//! and the classes still possible, as the assessment has them.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use super::question::Question;
use super::typed::Input;
use crate::assess::Classed;
use crate::industry_code::{Found, search};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Judged, law, use_derived};
use crate::ui::words::{LANG, t, w};

/// The input of the code, and the search for one.
pub fn code(question: &Question) -> AnyView {
    let input = Input::new(question);
    let judged = use_derived().judged;
    let leads_to = move || judged.with(|all| all.iter().find_map(size)).map(|told| el("p.small").add(told));
    pieces![
        el("div.withunit").add(input.view("input input--w10 code", None)),
        input.message(),
        el("div").attr("aria-live", "polite").add(leads_to),
        finder(&input, question.id.clone())
    ]
    .piece()
}

fn size(judged: &Judged) -> Option<String> {
    row_told(judged.assessment()?.size.as_ref()?)
}

fn row_told(classed: &Classed<'static>) -> Option<String> {
    let code = classed.code.as_ref()?;
    let Some(row) = classed.row else {
        let label = classed.prefix.and_then(|it| it.label.as_ref()).map_or_else(|| t(Say::NoRow), w);
        return Some(label.to_owned());
    };
    let possible: Vec<&str> = classed.possible.iter().map(|it| w(&it.label)).collect();
    Some(say::size_row(LANG, code, w(&row.label), &possible))
}

const FIND: &str = "find-code";
const LIST: &str = "found-codes";

/// The search: what is looked for, whether the list is open, and which of it is active, from one; zero is none.
#[derive(Clone, Copy)]
struct Finder {
    query: RwSignal<String>,
    is_open: RwSignal<bool>,
    active: RwSignal<usize>,
}

impl Finder {
    fn found(self) -> Vec<Found<'static>> {
        self.query.with(|query| search(query, law()))
    }

    fn found_now(self) -> Vec<Found<'static>> {
        self.query.with_untracked(|query| search(query, law()))
    }

    fn close(self) {
        self.is_open.set(false);
        self.active.set(0);
    }

    fn go_to(self, nth: usize) {
        self.is_open.set(true);
        self.active.set(nth);
        focus::show(&option_id(nth));
    }

    /// A key in the field; the code that was chosen with it.
    fn pressed(self, event: &KeyboardEvent) -> Option<String> {
        let found = self.found_now();
        let (last, active) = (found.len(), self.active.get_untracked());
        let is_open = self.is_open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if 0 < last => self.go_to(if active < last { active + 1 } else { 1 }),
            "ArrowUp" if 0 < last => self.go_to(if 1 < active { active - 1 } else { last }),
            "Escape" if is_open => self.close(),
            "Escape" => self.query.set(String::new()),
            "Enter" if is_open => return found.get(active.checked_sub(1)?).map(|it| it.code.clone()),
            _ => return None,
        }
        event.prevent_default();
        None
    }
}

fn option_id(nth: usize) -> String {
    format!("{LIST}-{nth}")
}

/// The search by number or name. `field`: the id of the input that takes the code.
fn finder(input: &Input, field: String) -> AnyView {
    let finder =
        Finder { query: RwSignal::default(), is_open: RwSignal::new(false), active: RwSignal::new(0) };
    let enter = input.enter();
    let field = StoredValue::new(field);
    let choose = move |code: String| {
        finder.close();
        enter(code);
        // The rest of the code is typed there.
        field.with_value(|field| focus::element(field));
    };
    let typed = move |event| {
        finder.query.set(event_target_value(&event));
        finder.active.set(0);
        finder.is_open.set(true);
    };
    let pressed = move |event: web_sys::Event| {
        if let Some(code) = event.dyn_ref::<KeyboardEvent>().and_then(|event| finder.pressed(event)) {
            event.prevent_default();
            choose(code);
        }
    };
    let is_shown = Memo::new(move |_| finder.is_open.get() && !finder.found().is_empty());
    let expanded = move || if is_shown.get() { "true" } else { "false" };
    let active = move || Some(finder.active.get()).filter(|nth| 0 < *nth && is_shown.get()).map(option_id);
    let hidden = move || !is_shown.get();
    el("div.finder.noprint")
        .add(el("label.label.label--sub").attr("for", FIND).add(Say::FindIndustry))
        .add(el("span#find-code-h.hint").add(Say::FindIndustryHint))
        .add(
            el("input.input.input--w16")
                .attr("id", FIND)
                .attr("type", "text")
                .attr("role", "combobox")
                .attr("autocomplete", "off")
                .attr("aria-autocomplete", "list")
                .attr("aria-describedby", "find-code-h")
                .attr("aria-controls", LIST)
                .attr("aria-expanded", expanded)
                .attr("aria-activedescendant", active)
                .prop("value", move || finder.query.get())
                .on("input", typed)
                .on("keydown", pressed)
                .on("blur", move |_| finder.close()),
        )
        .add(
            el("ul.options")
                .attr("id", LIST)
                .attr("role", "listbox")
                .attr("aria-label", Say::IndustryFound)
                .attr("hidden", hidden)
                // The keyboard stays in the field.
                .on("mousedown", |event| event.prevent_default())
                .add(move || options(finder, choose)),
        )
        .add(el("p.small.soft").attr("role", "status").add(move || told(finder)))
        .piece()
}

fn told(finder: Finder) -> String {
    if !finder.is_open.get() || finder.query.with(|query| query.trim().is_empty()) {
        return String::new();
    }
    match finder.found().len() {
        0 => t(Say::NoSuchIndustry).to_owned(),
        count => say::codes_found(LANG, count),
    }
}

fn options(finder: Finder, choose: impl Fn(String) + Copy + Send + 'static) -> Vec<AnyView> {
    let option = |(nth, found): (usize, Found<'static>)| {
        let leads = match found.row {
            Some(row) => say::leads_to_row(LANG, w(&row.label)),
            None => found.prefix.label.as_ref().map_or_else(|| t(Say::NoRow), w).to_owned(),
        };
        let code = found.code.clone();
        let is_active = move || if finder.active.get() == nth { "true" } else { "false" };
        el("li")
            .attr("id", option_id(nth))
            .attr("role", "option")
            .attr("aria-selected", is_active)
            .on("click", move |_| choose(code.clone()))
            .add(el("b.code").add(found.code))
            .add(" ")
            .add(w(&found.section.label))
            .add(" ")
            .add(el("span.soft").add(leads))
    };
    finder.found().into_iter().zip(1..).map(|(found, nth)| option((nth, found))).pieces()
}
