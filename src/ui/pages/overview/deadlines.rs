//! Answers: what is due next, of all enterprises of this browser? And, if asked for, a notice of it while the page is
//! open.

use leptos::prelude::*;

use crate::platform::notice::{self, Permission};
use crate::store::DraftId;
use crate::text::say::{self, Say};
use crate::ui::desk::{Desk, Entry};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::called;
use crate::ui::pages::track::{coming, follow};
use crate::ui::remind;
use crate::ui::route::{Address, Page, Slot};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{use_draft, use_today};
use crate::ui::words::{LANG, t};
use crate::units::Date;

/// How many are listed before the fold.
const FIRST: usize = 6;

/// A day that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The enterprise's draft.
    pub id: DraftId,
    /// What the draft is called.
    pub of: String,
    /// The day.
    pub on: Date,
    /// What is due.
    pub label: String,
}

/// What is due of these drafts, in the order of the days; those put away are left out.
pub fn due_of(entries: &[Entry], today: Date) -> Vec<Due> {
    let mut all: Vec<Due> = Vec::new();
    for it in entries.iter().filter(|it| !it.draft.is_archived()) {
        let tracked = follow(&it.draft, today);
        for dated in coming(&tracked) {
            let (on, label) = (dated.on(), dated.label(&tracked));
            let at = all.iter().position(|other| on < other.on).unwrap_or(all.len());
            all.insert(at, Due { id: it.id.clone(), of: called(&it.draft), on, label });
        }
    }
    all
}

/// The section; nothing where nothing is due.
pub fn deadlines() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let all = Memo::new(move |_| due_of(&desk.entries(), today.get()));
    let only = RwSignal::new(String::new());
    let is_anything = Memo::new(move |_| all.with(|all| !all.is_empty()));
    let section = move || {
        el("section.section")
            .attr("aria-labelledby", "dues-h")
            .add(el("h2#dues-h").add(Say::NextDues))
            .add(filter(all, only))
            .add(list(all, only))
            .add(reminders(desk))
    };
    (move || is_anything.get().then(section)).piece()
}

/// Which enterprise; nothing where there is one only.
fn filter(all: Memo<Vec<Due>>, only: RwSignal<String>) -> AnyView {
    let view = move || {
        let mut names: Vec<(String, String)> = Vec::new();
        all.with(|all| {
            for it in all {
                if names.iter().all(|(id, _)| id != it.id.name()) {
                    names.push((it.id.name().to_owned(), it.of.clone()));
                }
            }
        });
        let option = |(id, name): &(String, String)| {
            el("option")
                .attr("value", id.clone())
                .attr("selected", only.with_untracked(|it| it == id))
                .add(name.clone())
        };
        (1 < names.len()).then(|| {
            el("p.withunit")
                .add(el("label.label.label--sub").attr("for", "dues-of").add(Say::Enterprise))
                .add(
                    el("select#dues-of.input")
                        .on("change", move |event| only.set(event_target_value(&event)))
                        .add(el("option").attr("value", "").add(Say::AllEnterprises))
                        .add(names.iter().map(option).pieces()),
                )
        })
    };
    view.piece()
}

fn list(all: Memo<Vec<Due>>, only: RwSignal<String>) -> AnyView {
    let today = use_today();
    let row = move |it: &Due| {
        let href = Address { slot: Slot::Draft(it.id.clone()), page: Page::Track }.href();
        let days = today.get().days_to(it.on);
        el("li")
            .add(el("b.nb").add(it.on.to_string()))
            .add(
                el("span")
                    .add(el("a").attr("href", href).add(it.label.clone()))
                    .add(" ")
                    .add(el("span.soft").add(it.of.clone())),
            )
            .add(
                el("span")
                    .attr("class", if days < 0 { "nb overdue__late" } else { "nb" })
                    .add(say::days_ahead(LANG, days)),
            )
    };
    let view = move || {
        all.with(|all| {
            let shown: Vec<&Due> =
                all.iter().filter(|it| only.with(|only| only.is_empty() || only == it.id.name())).collect();
            let rest = shown.get(FIRST..).unwrap_or_default();
            let more = (!rest.is_empty()).then(|| {
                el("details.reveal")
                    .add(
                        el("summary")
                            .add(say::more(LANG, rest.len()))
                            .add(el("span.chev").attr("aria-hidden", "true")),
                    )
                    .add(el("ul.overdue").add(rest.iter().map(|it| row(it)).pieces()))
            });
            pieces![el("ul.overdue").add(shown.iter().take(FIRST).map(|it| row(it)).pieces()), more]
        })
    };
    view.piece()
}

/// Notices are shown only to who asked for them.
fn reminders(desk: Desk) -> AnyView {
    let is_on = RwSignal::new(remind::is_on());
    let told = RwSignal::new("");
    let turn = move |_| {
        if is_on.get_untracked() {
            remind::set(false);
            is_on.set(false);
            return;
        }
        notice::ask(move |permission| match permission {
            Permission::Given => {
                remind::set(true);
                is_on.set(true);
                remind::remind(desk);
            }
            Permission::Missing => told.set(t(Say::NoNotices)),
            Permission::Refused | Permission::Open => told.set(t(Say::NoticesRefused)),
        });
    };
    let label = move || t(if is_on.get() { Say::RemindOff } else { Say::RemindOn });
    let can = notice::permission() != Permission::Missing;
    pieces![
        el("p.small.soft.mt4").add(Say::RemindNote),
        can.then(|| el("button.btn.btn--small")
            .attr("aria-pressed", move || if is_on.get() { "true" } else { "false" })
            .on("click", turn)
            .add(label)),
        (!can).then(|| el("p.small").add(Say::NoNotices)),
        el("p.small").attr("role", "status").add(move || told.get())
    ]
    .piece()
}
