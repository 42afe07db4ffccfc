//! Answers: which answer of the form comes next, and how does the keyboard get there?
//!
//! Follows every answer. Fields that the keyboard was in and that were left open come last, so that whoever leaves one
//! goes on to another. Nothing is worked out while nobody looks.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent};

use super::desk::Desk;
use super::element::{Piece, el};
use super::focus;
use super::pages::result::open_page;
use super::route::{Address, Page, Route, go};
use super::signal::{Memo, RwSignal};
use super::state::{Derived, law, use_walk};
use super::words::{LANG, t};
use crate::assess::Open;
use crate::draft::Draft;
use crate::insight::next_of;
use crate::store::DraftId;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};

/// The way through the form, the most decisive answer first.
#[derive(Clone, Copy)]
pub struct Walk {
    route: Route,
    desk: Desk,
    /// The field of the form that the keyboard is in, as an address names it; empty for none.
    at: RwSignal<String>,
    /// The draft, and the fields of it that the keyboard was in.
    seen: RwSignal<(Option<DraftId>, Vec<String>)>,
    ahead: Memo<Ahead>,
}

/// What comes next.
#[derive(Clone, PartialEq)]
enum Ahead {
    /// No answer can change a verdict any more.
    Nothing,
    /// Only the one that the keyboard is in.
    Here,
    /// This answer.
    To { page: Page, name: String },
}

impl Walk {
    /// Follows the draft on screen.
    pub fn new(route: Route, desk: Desk, derived: Derived) -> Self {
        let at = RwSignal::new(String::new());
        let seen: RwSignal<(Option<DraftId>, Vec<String>)> = RwSignal::default();
        let ranked = Memo::new(move |_| {
            let of_form = |open: &Open| desk.with(|draft| is_of_form(*open, draft));
            derived.judged.with(|all| {
                let tiers = all.iter().map(|it| (it.tier.id.as_str(), &it.outcome));
                next_of(law(), tiers).into_iter().map(|it| it.fact).filter(of_form).collect::<Vec<_>>()
            })
        });
        let ahead = Memo::new(move |_| {
            let next = ranked.with(|ranked| at.with(|at| seen.with(|(_, seen)| after(ranked, at, seen))));
            next.map_or(Ahead::Nothing, |(open, page)| {
                if at.with(|at| names(&page, at)) {
                    return Ahead::Here;
                }
                let filing = derived.plans.with(|plans| plans.first().map(|plan| plan.filing));
                let name = filing.map(|filing| {
                    derived.facts.with(|facts| Teller { catalog: law(), facts, filing }.open(open))
                });
                Ahead::To { page, name: name.unwrap_or_default() }
            })
        });
        Self { route, desk, at, seen, ahead }
    }

    /// Another group of the form is on screen: the keyboard is in none of its fields yet.
    pub fn begin(self) {
        self.at.set(String::new());
        let of = Some(self.desk.sheet_now().id());
        if self.seen.with_untracked(|(seen_of, _)| *seen_of != of) {
            self.seen.set((of, Vec::new()));
        }
    }

    /// The keyboard came into a field of the form.
    pub fn came(self, event: &Event) {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        // The radios of one question have one name.
        let named = |it: Element| it.get_attribute("name").unwrap_or_else(|| it.id());
        let Some(id) = target.map(named).filter(|id| !id.is_empty()) else { return };
        let is_it = |input: &&str| element_of(input) == id;
        let input = self.route.peek(|it| it.page.input().filter(is_it).map(str::to_owned));
        let input = input.unwrap_or(id);
        self.seen.update(|(_, seen)| {
            if !seen.contains(&input) {
                seen.push(input.clone());
            }
        });
        self.at.set(input);
    }

    /// Goes on where Ctrl or Command and Enter are pressed together, except on a link, where they mean another tab.
    pub fn pressed(self, event: &KeyboardEvent) {
        let is_asked = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if is_asked && !event.alt_key() && !event.shift_key() && !focus::is_on_link() {
            event.prevent_default();
            self.go();
        }
    }

    fn go(self) {
        let Ahead::To { page, .. } = self.ahead.get_untracked() else { return };
        focus::leave();
        let address = self.route.peek(|it| Address { slot: it.slot.clone(), page });
        if self.route.peek(|it| *it == address) {
            self.route.again();
        } else {
            go(&address);
        }
    }

    fn view(self) -> AnyView {
        let view = move || match self.ahead.get() {
            Ahead::Nothing => el("p.walk.small.soft").add(Say::NextNone).piece(),
            Ahead::Here => el("p.walk.small.soft").add(Say::WalkHere).piece(),
            Ahead::To { page, name } => self.link(page, &name),
        };
        view.piece()
    }

    fn link(self, page: Page, name: &str) -> AnyView {
        let href = self.route.href(page.clone());
        // The address may name it already, and would not change.
        let click = move |event: Event| {
            if self.route.peek(|it| it.page == page) {
                event.prevent_default();
                self.route.again();
            }
        };
        el("p.walk")
            .add(
                el("a")
                    .attr("href", href)
                    .attr("aria-keyshortcuts", "Control+Enter Meta+Enter")
                    .on("click", click)
                    .add(say::labelled(LANG, t(Say::NextTab), name)),
            )
            .add(el("span.walk__keys").add(Say::WalkKeys))
            .piece()
    }
}

/// The link to the answer that comes next, while the form is on screen.
pub fn onward() -> AnyView {
    let walk = use_walk();
    let view = move || matches!(walk.route.get().page, Page::Profile { .. }).then(|| walk.view());
    view.piece()
}

/// The element of an input's address: `ip-items.2.kind` names the field of the item that is open.
pub fn element_of(input: &str) -> String {
    match input.split('.').collect::<Vec<_>>().as_slice() {
        [list, _, field] => format!("{list}.{field}"),
        _ => input.to_owned(),
    }
}

/// Whether the form asks for it: items that follow from the tracker's events are not of the form.
fn is_of_form(open: Open, draft: &Draft) -> bool {
    match open {
        Open::Fact(_) | Open::List(_) => true,
        Open::Field { list, item, .. } => item < draft.items(list).count(),
    }
}

/// The first answer whose field the keyboard was not in yet, with its page. Where it was in all of them, that after the
/// one it is in now, and the first after the last.
fn after(ranked: &[Open], at: &str, seen: &[String]) -> Option<(Open, Page)> {
    let with_page = |open: &Open| Some((*open, open_page(*open)?));
    let all = || ranked.iter().filter_map(with_page);
    let is_new = |(_, page): &(Open, Page)| !seen.iter().any(|seen| names(page, seen));
    let onward = || all().skip_while(|(_, page)| !names(page, at)).nth(1);
    all().find(is_new).or_else(onward).or_else(|| all().next())
}

/// Whether a page names this input.
fn names(page: &Page, at: &str) -> bool {
    page.input().is_some_and(|input| input == at || element_of(input) == at)
}
