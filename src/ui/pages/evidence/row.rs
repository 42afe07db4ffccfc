//! Answers: what is one material, who needs it, and is it ready?

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlTextAreaElement;

use super::files::{chosen, jobs, list, pick};
use super::{Board, word};
use crate::draft::Action;
use crate::evidence::{Evidence, Needed, Readiness};
use crate::facts::FactKey;
use crate::policy::schema::Source;
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::pages::handbook::href_of;
use crate::ui::pages::result::field_href;
use crate::ui::signal::Memo;
use crate::ui::state::{law, use_draft};
use crate::ui::widgets::citation::sign;
use crate::ui::widgets::sign::{Sign, state};
use crate::ui::words::{LANG, t, w};

/// The row of the material at a place of the checklist.
pub fn row(board: Board, at: usize) -> AnyView {
    let Some((name, title)) = board.rows.with_untracked(|all| all.get(at).map(|it| (it.name(), it.title())))
    else {
        return ().piece();
    };
    let of =
        move |read: fn(&Needed<'static>) -> AnyView| move || board.rows.with(|all| all.get(at).map(read));
    let is_concerned = Memo::new(move |_| {
        board.rows.with(|all| all.get(at).is_some_and(|it| it.state != Readiness::NotConcerned))
    });
    let key = name.clone();
    let ways =
        move || is_concerned.get().then(|| pieces![pick(board, &key, &title, None), note(&key, &title)]);
    el("li.ev")
        .add(el("div").add(of(shown)))
        .add(el("div").add(of(titled)).add(of(reasons)))
        .add(el("div.ev__file").add(list(board, name.clone())).add(ways).add(jobs(board, name.clone())).add(
            el("p.small").attr("role", "status").add(move || {
                let is_here = board.told_in.with(|row| *row == name);
                is_here.then(|| board.told.get())
            }),
        ))
        .piece()
}

fn titled(of: &Needed<'static>) -> AnyView {
    el("h3").add(of.title()).piece()
}

fn shown(of: &Needed<'static>) -> AnyView {
    let sign = match of.state {
        Readiness::Lacking => Sign::Todo,
        Readiness::Incomplete => Sign::Warning,
        Readiness::Ready => Sign::Met,
        Readiness::NotConcerned => Sign::None,
    };
    state(sign, word(of.state))
}

/// Who needs it, how sure that is, what it must hold, and which figures are open.
fn reasons(of: &Needed<'static>) -> AnyView {
    let mut by = el("p.ev__for");
    for (words, source) in needed_by(of) {
        by = by.add(el("a").attr("href", href_of(source)).add(words));
    }
    let help = of.material.help.as_ref();
    let mut notes: Vec<&str> = Vec::new();
    for note in of.by.iter().filter_map(|it| it.note) {
        if !notes.contains(&w(note)) {
            notes.push(w(note));
        }
    }
    let notes = help.map(w).into_iter().chain(notes).collect::<String>();
    let line = |words: El| el("p.mt1.small").add(words);
    let open = (of.state == Readiness::Incomplete).then(|| open(&of.open));
    let nothing = (of.state == Readiness::NotConcerned && of.material.supplements.is_none())
        .then(|| el("p.mt1.small.soft").add(Say::NothingToShow));
    pieces![
        by.add(of.mark().map(|it| sign(it, false, text::mark(it, false)))),
        (!notes.is_empty()).then(|| line(el("span").add(notes))),
        nothing,
        open
    ]
}

/// Tier by tier, each with the rule to look up.
pub fn needed_by(of: &Needed<'static>) -> Vec<(String, &'static Source)> {
    let of_tier = |(_, tier): (usize, &'static crate::policy::schema::Tier)| {
        let by: Vec<_> = of.by.iter().filter(|it| it.tier == tier.id.as_str()).collect();
        let source = by.first()?.source;
        Some((say::needed_by(LANG, tier, &by, of.material.required), source))
    };
    law().tiers().iter().enumerate().filter_map(of_tier).collect()
}

/// Figures that a file shows and the form lacks.
fn open(keys: &[FactKey]) -> El {
    let link = |key: &FactKey| {
        let label = w(&law().fact(key.fact)?.label);
        let words = key.year.map_or_else(|| label.to_owned(), |year| say::of_year(LANG, label, year));
        Some(el("a.go").attr("href", field_href(key.fact, key.year)).add(words))
    };
    el("p.mt1.small").add(Say::StillOpenFigures).add(keys.iter().filter_map(link).pieces())
}

/// A note by the user, kept when the field is left.
fn note(name: &str, title: &str) -> El {
    let desk = use_draft();
    let id = format!("note-{name}");
    let name = name.to_owned();
    let text = chosen(desk, &name).note;
    let keep = move |event: web_sys::Event| {
        let Some(area) = event.target().and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()) else {
            return;
        };
        let note = area.value().trim().to_owned();
        let chosen = Evidence { note, ..chosen(desk, &name) };
        desk.act(Action::SetEvidence { material: name.clone(), chosen });
    };
    el("details.reveal.ev__note")
        .attr("open", !text.is_empty())
        .add(
            el("summary")
                .add(Say::Note)
                .add(el("span.vh").add(Say::Colon).add(title.to_owned()))
                .add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(
            el("textarea.input")
                .attr("id", id)
                .attr("aria-label", say::labelled(LANG, t(Say::Note), title))
                .attr("rows", "2")
                .attr("maxlength", "2000")
                .prop("value", text)
                .on("change", keep),
        )
}
