//! Answers: which drafts are there, how far is each, and what can be done with it?

use leptos::prelude::*;

use crate::draft::Action;
use crate::store::DraftId;
use crate::text::say::{self, Say};
use crate::ui::desk::{Desk, Entry};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::{called, export_draft};
use crate::ui::focus;
use crate::ui::pages::profile::tasks;
use crate::ui::route::{Address, Page, Slot};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{judge, law, plan, use_draft, use_today, used_by};
use crate::ui::widgets::ladder::outcome_state;
use crate::ui::words::{LANG, t, w};

/// The drafts of this browser, the latest first; those put away by themselves.
pub fn resume() -> AnyView {
    let desk = use_draft();
    let entries = Memo::new(move |_| desk.entries());
    let ids = move |is_archived: bool| {
        Memo::new_with_compare(
            move |_| {
                entries.with(|all| {
                    let wanted = all.iter().filter(|it| it.draft.is_archived() == is_archived);
                    wanted.map(|it| it.id.clone()).collect::<Vec<_>>()
                })
            },
            // A save moves no card under somebody's hand.
            |old: Option<&Vec<DraftId>>, new| {
                let same = |old: &Vec<DraftId>, new: &Vec<DraftId>| {
                    old.len() == new.len() && old.iter().all(|it| new.contains(it))
                };
                !old.zip(new).is_some_and(|(old, new)| same(old, new))
            },
        )
    };
    let cards = move |ids: Memo<Vec<DraftId>>| {
        move || ids.get().into_iter().map(|id| card(desk, entries, &id)).pieces()
    };
    let (active, archived) = (ids(false), ids(true));
    let undo = move || {
        let restore = move |_| {
            desk.restore();
            focus::element("resume");
        };
        desk.deleted().with(Option::is_some).then(|| {
            el("p#undelete-line.msg__acts")
                .attr("role", "status")
                .add(el("span").add(Say::DraftDeleted))
                .add(el("button#undelete.btn.btn--small").on("click", restore).add(Say::Undo))
        })
    };
    let section = move || {
        let put_away = (!archived.with(Vec::is_empty)).then(|| {
            el("details.reveal")
                .add(el("summary").add(move || say::archived(LANG, archived.with(Vec::len))))
                .add(cards(archived))
        });
        el("section.section")
            .attr("aria-labelledby", "resume")
            .add(el("h2#resume").attr("tabindex", "-1").add(Say::Resume))
            .add(undo)
            .add(cards(active))
            .add(put_away)
    };
    let is_anything =
        Memo::new(move |_| entries.with(|all| !all.is_empty()) || desk.deleted().with(Option::is_some));
    (move || is_anything.get().then(section)).piece()
}

fn card(desk: Desk, entries: Memo<Vec<Entry>>, id: &DraftId) -> AnyView {
    let today = use_today();
    let key = id.clone();
    let here = id.clone();
    let entry = Memo::new(move |_| entries.with(|all| all.iter().find(|it| it.id == key).cloned()));
    let with = move |read: fn(&Entry, crate::units::Date) -> AnyView| {
        move || entry.with(|it| it.as_ref().map(|it| read(it, today.get())))
    };
    let link = |page: Page| Address { slot: Slot::Draft(here.clone()), page }.href();
    let heading = format!("draft-{}", id.name());
    el("article.draft")
        .attr("aria-labelledby", heading.clone())
        .add(
            el("div")
                .add(el("h3").attr("id", heading).attr("tabindex", "-1").add(with(name)))
                .add(el("p.draft__meta").add(with(meta)))
                .add(
                    el("div.actions")
                        .add(el("a.btn.btn--small").attr("href", link(Page::PROFILE)).add(Say::GoOn))
                        .add(el("a.small").attr("href", link(Page::RESULT)).add(Say::SeeResult)),
                ),
        )
        .add(el("dl.draft__v").add(with(verdicts)))
        .add(more(desk, entry))
        .piece()
}

fn name(entry: &Entry, _: crate::units::Date) -> AnyView {
    called(&entry.draft).piece()
}

fn meta(entry: &Entry, today: crate::units::Date) -> AnyView {
    let plans = plan(&entry.draft, today);
    let used = plans.iter().flat_map(used_by).collect();
    let days: Vec<_> = plans.iter().map(|plan| plan.filing.as_of).collect();
    let progress = tasks::total(&entry.draft, &entry.draft.informed(law(), today), &used);
    let changed = if entry.saved.is_empty() { String::new() } else { say::last_changed(LANG, &entry.saved) };
    pieces![
        say::filing_days(LANG, &days),
        changed,
        el("br"),
        say::given_in_all(LANG, progress.given, progress.asked),
        troubles(progress)
    ]
    .piece()
}

fn troubles(progress: tasks::Progress) -> String {
    if progress.faults + progress.doubts == 0 {
        return String::new();
    }
    say::and_troubles(LANG, progress.faults, progress.doubts)
}

fn verdicts(entry: &Entry, today: crate::units::Date) -> AnyView {
    let judged = judge(&entry.draft.informed(law(), today), &plan(&entry.draft, today));
    let verdict = |it: &crate::ui::state::Judged| {
        el("div").add(el("dt").add(w(&it.tier.short))).add(el("dd").add(outcome_state(&it.outcome)))
    };
    judged.iter().map(verdict).pieces().piece()
}

/// What is done more rarely, folded away.
fn more(desk: Desk, entry: Memo<Option<Entry>>) -> AnyView {
    let today = use_today();
    let now = move || entry.get_untracked();
    let Some(Entry { id, .. }) = now() else { return ().piece() };
    let input = format!("name-{}", id.name());
    let heading = StoredValue::new(format!("draft-{}", id.name()));
    let typed = RwSignal::new(now().map(|it| it.draft.name().to_owned()).unwrap_or_default());
    let button = move |label: Say, then: Box<dyn Fn(Entry) + Send>| {
        el("button.btn.btn--small")
            .on("click", move |_| {
                if let Some(entry) = now() {
                    then(entry);
                    heading.with_value(|heading| focus::element(heading));
                }
            })
            .add(t(label))
    };
    let rename = button(
        Say::Rename,
        Box::new(move |it| desk.change(it.id, Action::Rename(typed.get_untracked().trim().to_owned()))),
    );
    let copy = button(
        Say::Duplicate,
        Box::new(move |it| {
            let mut draft = it.draft;
            draft.apply(Action::Rename(say::copy_of(LANG, &called(&draft))));
            desk.begin(draft);
        }),
    );
    let archive = move || {
        let is_archived = entry.with(|it| it.as_ref().is_some_and(|it| it.draft.is_archived()));
        let label = if is_archived { Say::TakeOut } else { Say::PutAway };
        button(label, Box::new(move |it| desk.change(it.id, Action::Archive(!is_archived))))
    };
    let told = RwSignal::new(String::new());
    let export = button(Say::Export, Box::new(move |it| told.set(export_draft(&it.draft, today.peek()))));
    let delete = move |_| {
        if let Some(it) = now() {
            desk.delete(it.id);
            focus::element("undelete");
        }
    };
    el("details.reveal")
        .add(el("summary").add(Say::MoreWays))
        .add(
            el("div.field").add(el("label.label").attr("for", input.clone()).add(Say::DraftName)).add(
                el("input.input.input--w16")
                    .attr("id", input)
                    .attr("type", "text")
                    .attr("maxlength", "60")
                    .attr("autocomplete", "off")
                    .prop("value", move || typed.get())
                    .on("input", move |event| typed.set(event_target_value(&event))),
            ),
        )
        .add(
            el("div.actions")
                .add(rename)
                .add(copy)
                .add(archive)
                .add(export)
                .add(el("button.btn.btn--small").on("click", delete).add(Say::Remove)),
        )
        .add(el("p.small").attr("role", "status").add(move || told.get()))
        .piece()
}
