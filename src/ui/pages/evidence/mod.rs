//! The evidence: which materials the tiers ask for, which are there, and the digests of the files chosen.
//!
//! Files stay where they are. A file is read piece by piece while the page goes on; leaving the page ends the reading.

mod files;
mod row;

use leptos::prelude::*;

use self::files::{Job, list};
use self::row::row;
use crate::draft::Draft;
use crate::evidence::{Manifest, Needed, Readiness, Tally, beyond, checklist};
use crate::facts::Facts;
use crate::policy::schema::{MaterialGroup, Source};
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::route::Page;
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Judged, law, use_derived, use_draft, use_route};
use crate::ui::widgets::citation::citation;
use crate::ui::widgets::copying::Copying;
use crate::ui::widgets::filing::filing;
use crate::ui::widgets::ladder::ladder;
use crate::ui::words::{LANG, t, w};

/// What the rows of the page share.
#[derive(Clone, Copy)]
struct Board {
    rows: Memo<Vec<Needed<'static>>>,
    /// Files that are being read.
    jobs: RwSignal<Vec<Job>>,
    /// What is told last, and in which row.
    told: RwSignal<String>,
    told_in: RwSignal<String>,
}

impl Board {
    fn tell(self, row: String, words: String) {
        self.told_in.set(row);
        self.told.set(words);
    }
}

/// The materials that the assessed tiers ask for, with what was chosen.
pub fn needed(judged: &[Judged], facts: &Facts, chosen: &Manifest) -> Vec<Needed<'static>> {
    let judged: Vec<_> =
        judged.iter().filter_map(|it| Some((it.tier.id.as_str(), it.assessment()?))).collect();
    checklist(law(), facts, chosen, &judged)
}

/// The checklist.
pub fn evidence() -> AnyView {
    let (derived, desk) = (use_derived(), use_draft());
    let rows = Memo::new_with_compare(
        move |_| {
            let chosen = desk.with(|draft| draft.evidence().clone());
            derived.judged.with(|judged| derived.facts.with(|facts| needed(judged, facts, &chosen)))
        },
        |_, _| true,
    );
    let board =
        Board { rows, jobs: RwSignal::default(), told: RwSignal::default(), told_in: RwSignal::default() };
    let names = Memo::new(move |_| rows.with(|all| all.iter().map(Needed::name).collect::<String>()));
    let body = move || {
        let groups: Vec<Vec<usize>> = names.with(|_| rows.with_untracked(|all| by_group(all)));
        groups.into_iter().map(|group| section(board, group)).pieces()
    };
    let lead = move || {
        rows.with(|all| {
            if all.is_empty() { t(Say::EvidenceNone).to_owned() } else { say::count_of(LANG, Tally::of(all)) }
        })
    };
    let route = use_route();
    let packages = move || route.href(Page::Packages);
    let told = RwSignal::new(String::new());
    let copying = Copying::new(told);
    let copy = move |_| {
        copying.copy(rows.with_untracked(|all| desk.peek(|draft| as_text(all, draft))), Say::ListCopied);
    };
    pieces![
        el("div")
            .add(
                el("div.head")
                    .add(el("h1").attr("tabindex", "-1").add(Say::Evidence))
                    .add(el("p.head__lead").add(lead))
                    .add(el("p.mt3.small.soft").add(Say::EvidenceLead).add(Say::EvidenceMarks))
                    .add(filing())
                    .add(
                        el("details.reveal")
                            .add(
                                el("summary")
                                    .add(Say::EvidenceSources)
                                    .add(el("span.chev").attr("aria-hidden", "true"))
                            )
                            .add(move || rows.with(|all| sources(all)))
                    )
            )
            .add(body)
            .add(move || others(board))
            .add(
                el("div.actions.mt6")
                    .add(el("a.btn.btn--main").attr("href", packages).add(t(Say::ExportPackage)))
                    .add(button("btn", Say::PrintList, |_| drop(window().print())))
                    .add(button("btn btn--text", Say::CopyAsText, copy))
            )
            .add(el("p.small").attr("role", "status").add(move || told.get()))
            .add(copying.area()),
        ladder()
    ]
}

/// The lists that ask for the materials, each once.
fn sources(rows: &[Needed<'static>]) -> Vec<AnyView> {
    let mut lists: Vec<&'static Source> = Vec::new();
    for list in rows.iter().flat_map(|row| &row.by).map(|by| by.list) {
        if !lists.iter().any(|it| it.nth == list.nth) {
            lists.push(list);
        }
    }
    lists.into_iter().map(citation).pieces()
}

/// A button with its label.
fn button(class: &'static str, label: Say, then: impl FnMut(web_sys::Event) + Send + 'static) -> El {
    el("button").attr("class", class).attr("type", "button").on("click", then).add(t(label))
}

/// The places of the rows, group by group.
fn by_group(rows: &[Needed<'static>]) -> Vec<Vec<usize>> {
    let id = |at: Option<&usize>| at.and_then(|at| rows.get(*at)).map(|row| row.group.id);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match groups.last_mut().filter(|group| id(group.last()) == Some(row.group.id)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

fn section(board: Board, rows: Vec<usize>) -> AnyView {
    let Some(group) = board.rows.with_untracked(|all| Some(all.get(*rows.first()?)?.group)) else {
        return ().piece();
    };
    let items = rows.iter().map(|at| row(board, *at)).pieces();
    let counts = move || {
        let tally = board.rows.with(|all| Tally::of(rows.iter().filter_map(|at| all.get(*at))));
        say::counts_in(LANG, tally)
    };
    titled(group, el("span").add(counts)).add(el("ul.evs").add(items)).piece()
}

fn titled(group: &'static MaterialGroup, counts: El) -> El {
    el("section.evgroup").add(el("h2").add(w(&group.label)).add(counts))
}

/// What was chosen before and no list names now: another year's, or another version's.
fn others(board: Board) -> Option<El> {
    let entry = |name: &str| {
        el("li.ev")
            .add(el("div"))
            .add(el("h3").add(called(name)))
            .add(el("div.ev__file").add(list(board, name.to_owned())))
    };
    let entries = use_draft().with(|draft| {
        let others = board.rows.with(|rows| beyond(draft.evidence(), rows));
        others.into_iter().map(|(name, _)| entry(name)).pieces()
    });
    (!entries.is_empty())
        .then(|| el("section.evgroup").add(el("h2").add(Say::EvidenceOther)).add(el("ul.evs").add(entries)))
}

/// What a material is called by its name in the draft; the name itself where this law does not know it.
fn called(name: &str) -> String {
    let (id, year) = name.split_once('.').unwrap_or((name, ""));
    let mut all = law().book().materials.group.iter().flat_map(|group| &group.material);
    all.find(|it| it.id == id).map_or_else(|| name.to_owned(), |it| w(&it.label).replace("{year}", year))
}

/// The word of a state.
const fn word(state: Readiness) -> &'static str {
    t(match state {
        Readiness::Lacking => Say::Lacking,
        Readiness::Incomplete => Say::Incomplete,
        Readiness::Ready => Say::Ready,
        Readiness::NotConcerned => Say::NotConcerned,
    })
}

/// The list as plain text.
fn as_text(rows: &[Needed<'static>], draft: &Draft) -> String {
    let mut text = say::count_of(LANG, Tally::of(rows));
    for row in rows {
        let by = row::needed_by(row).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        let by = say::aside(&by.join(say::SEMICOLON));
        text += &format!("\n[{}] {}{by}", word(row.state), row.title());
        for file in draft.evidence().get(&row.name()).iter().flat_map(|it| &it.files) {
            let told = [file.name.as_str(), &say::bytes(file.bytes), &format!("SHA-256 {}", file.sha256)];
            text += &format!("\n    {}", told.join(say::COMMA));
        }
    }
    text
}
