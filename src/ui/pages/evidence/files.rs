//! Answers: which files were chosen for a material, and how far is the reading of the next?

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlInputElement};

use super::{Board, button};
use crate::draft::Action;
use crate::evidence::{Evidence, FileRecord, MOST_FILES};
use crate::platform::files::{digest, size_of};
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::element::{El, Piece, Pieces, el};
use crate::ui::focus;
use crate::ui::signal::Memo;
use crate::ui::state::use_draft;
use crate::ui::words::{LANG, t};

/// A file that is being read.
#[derive(Clone, PartialEq)]
pub struct Job {
    /// Told apart by it.
    id: u32,
    /// The row it is for.
    row: String,
    file: String,
    done: u64,
    all: u64,
}

/// From this size on the progress is shown, in bytes.
const LARGE: u64 = 1 << 22;

/// What was chosen for a row.
pub fn chosen(desk: Desk, row: &str) -> Evidence {
    desk.peek(|it| it.evidence().get(row).cloned().unwrap_or_default())
}

/// A button that chooses files, or one to be compared with a digest.
pub fn pick(board: Board, row: &str, title: &str, before: Option<String>) -> El {
    let is_adding = before.is_none();
    let (label, class) = if is_adding {
        (Say::ChooseFile, "btn btn--small pick")
    } else {
        (Say::CheckAgain, "btn btn--text pick")
    };
    let desk = use_draft();
    let name = row.to_owned();
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let files = input.files();
        let count = files.as_ref().map_or(0, web_sys::FileList::length);
        for file in (0..count).filter_map(|at| files.as_ref()?.get(at)) {
            start(board, desk, &name, &file, before.clone());
        }
        // The same file can be chosen again: else the browser sees no change.
        input.set_value("");
    };
    el("label")
        .attr("class", class)
        .add(t(label))
        .add(el("span.vh").add(Say::Colon).add(title.to_owned()))
        .add(
            el("input")
                .attr("type", "file")
                .attr("multiple", is_adding)
                .attr("id", is_adding.then(|| pick_id(row)))
                .on("change", choose),
        )
}

fn pick_id(row: &str) -> String {
    format!("pick-{row}")
}

fn start(board: Board, desk: Desk, row: &str, file: &File, before: Option<String>) {
    let row = row.to_owned();
    let is_full = MOST_FILES <= chosen(desk, &row).files.len() + board.jobs.with_untracked(Vec::len);
    if is_full && before.is_none() {
        return board.tell(row, t(Say::TooManyFiles).to_owned());
    }
    let (name, all) = (file.name(), size_of(file));
    let id = board.jobs.with_untracked(|jobs| jobs.iter().map(|it| it.id + 1).max().unwrap_or_default());
    let job = Job { id, row: row.clone(), file: name.clone(), done: 0, all };
    board.jobs.update(|jobs| jobs.push(job));
    // A job that is gone was cancelled, or the page was left.
    let goes_on = move |done| {
        let mut is_there = false;
        let _left = board.jobs.try_update(|jobs| {
            for job in jobs.iter_mut().filter(|it| it.id == id) {
                job.done = done;
                is_there = true;
            }
        });
        is_there
    };
    let then = move |read: Option<(u64, String)>| {
        if board.jobs.try_update(|jobs| jobs.retain(|it| it.id != id)).is_none() {
            return;
        }
        let words = match (read, before) {
            (None, _) => t(Say::FileUnreadable).to_owned(),
            (Some((_, sha256)), Some(before)) => say::file_same(LANG, &name, sha256 == before),
            (Some((bytes, sha256)), None) => {
                let mut chosen = chosen(desk, &row);
                if chosen.files.iter().any(|it| it.sha256 == sha256) {
                    say::file_same(LANG, &name, true)
                } else {
                    let words = say::hashed(LANG, &name);
                    chosen.files.push(FileRecord { name, bytes, sha256 });
                    desk.act(Action::SetEvidence { material: row.clone(), chosen });
                    words
                }
            }
        };
        board.tell(row, words);
    };
    digest(file, Box::new(goes_on), Box::new(then));
}

/// What is being read for a row. What has begun stays where it is: only its figures move.
pub fn jobs(board: Board, row: String) -> AnyView {
    let here = Memo::new(move |_| {
        let large = |job: &&Job| job.row == row && LARGE <= job.all;
        board
            .jobs
            .with(|jobs| jobs.iter().filter(large).map(|it| it.id.to_string() + " ").collect::<String>())
    });
    let view =
        move || here.with(|ids| ids.split(' ').filter_map(|id| progress(board, id.parse().ok()?)).pieces());
    view.piece()
}

fn progress(board: Board, id: u32) -> Option<El> {
    let of = move |jobs: &Vec<Job>| jobs.iter().find(|it| it.id == id).cloned();
    let job = board.jobs.with_untracked(of)?;
    let pick = pick_id(&job.row);
    let cancel = move |_| {
        board.jobs.update(|jobs| jobs.retain(|it| it.id != id));
        focus::element(&pick);
    };
    let words = move || {
        board.jobs.with(of).map(|it| say::reading(LANG, &it.file, it.done, it.all)).unwrap_or_default()
    };
    let done = move || board.jobs.with(of).map(|it| it.done.to_string());
    Some(
        el("div.ev__job")
            .add(el("p").add(words))
            .add(
                el("progress")
                    .attr("aria-label", job.file.clone())
                    .attr("max", job.all.to_string())
                    .attr("value", done),
            )
            .add(button("btn btn--text", Say::Stop, cancel).add(el("span.vh").add(Say::Colon).add(job.file))),
    )
}

/// The files of a row; drawn anew only when they are others.
pub fn list(board: Board, row: String) -> AnyView {
    let desk = use_draft();
    let key = row.clone();
    let digests = Memo::new(move |_| {
        desk.with(|it| {
            let files = it.evidence().get(&key).into_iter().flat_map(|it| &it.files);
            files.map(|it| it.sha256.as_str()).collect::<String>()
        })
    });
    let view = move || {
        let files = digests.with(|_| chosen(desk, &row).files);
        files.iter().map(|file| one(board, desk, &row, file)).pieces()
    };
    view.piece()
}

fn one(board: Board, desk: Desk, row: &str, file: &FileRecord) -> El {
    let (name, own) = (row.to_owned(), file.sha256.clone());
    let remove = move |_| {
        let mut chosen = chosen(desk, &name);
        chosen.files.retain(|it| it.sha256 != own);
        desk.act(Action::SetEvidence { material: name.clone(), chosen });
        focus::element(&pick_id(&name));
    };
    let ends = [file.sha256.get(..8), file.sha256.get(56..)].map(Option::unwrap_or_default).join("…");
    el("div.ev__one")
        .add(el("p").add(file.name.clone()).add(el("span.soft").add(" · ").add(say::bytes(file.bytes))))
        .add(
            el("span.hash")
                .attr("title", file.sha256.clone())
                .add("SHA-256 ")
                .add(el("span.hash__short").add(ends))
                .add(el("span.hash__all").add(file.sha256.clone())),
        )
        .add(pick(board, row, &file.name, Some(file.sha256.clone())))
        .add(
            button("btn btn--text", Say::Remove, remove)
                .add(el("span.vh").add(Say::Colon).add(file.name.clone())),
        )
}
