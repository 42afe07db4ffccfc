//! Answers: what stood in the books of each year, side by side?
//!
//! One row per figure, one column per year; a dash where no version in force asks. On phones three labelled lines.
//! Keys lead from cell to cell and a block is pasted into many, as in a spreadsheet.

use leptos::prelude::*;

use super::keys::{self, Cells};
use super::pasting;
use super::question::Question;
use super::typed::{Input, not_applicable};
use crate::facts::FactKey;
use crate::policy::schema::Fact;
use crate::table;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::state::{use_derived, use_draft, use_pasting};
use crate::ui::words::{LANG, w};

/// The table of these facts for these years.
pub fn years(facts: Vec<&'static Fact>, years: &[i32]) -> AnyView {
    let newest = years.last().copied().unwrap_or_default();
    let head = |year: &i32| {
        let ago = u32::try_from(newest - year).unwrap_or(0);
        el("th")
            .attr("scope", "col")
            .add(say::year(LANG, *year))
            .add(el("span.soft").add(say::years_ago(LANG, ago)))
    };
    let heads = years.iter().map(head).pieces();
    let columns = years.iter().map(|_| el("col")).pieces();
    let (desk, pasting) = (use_draft(), use_pasting());
    let at = facts.first().map(|fact| fact.key());
    let cells = StoredValue::new(Cells::new(&facts, years, is_asked));
    let rows = facts.into_iter().map(|fact| row(fact, years)).pieces();
    let paste = move |event: web_sys::Event| {
        if let Some(at) = at {
            keys::pasted(cells, desk, pasting, at, &event);
        }
    };
    let table = el("table.years")
        .on("keydown", move |event| keys::pressed(cells, desk, &event))
        .on("focusin", move |event| keys::entered(cells, desk, &event))
        .on("paste", paste)
        .add(el("caption").add(Say::TableCaption))
        .add(el("colgroup").add(el("col.c0")).add(columns))
        .add(el("thead").add(el("tr").add(el("th").attr("scope", "col").add(Say::TableItem)).add(heads)))
        .add(el("tbody").add(rows));
    pieces![el("p.hint.mt3.noprint").add(Say::TableKeys), at.map(pasting::told), table].piece()
}

fn row(fact: &'static Fact, years: &[i32]) -> AnyView {
    let span = years.len() + 1;
    let mut messages = Vec::new();
    let mut cells = Vec::new();
    for year in years {
        let question = Question::of_fact(fact, Some(*year));
        if !is_asked(fact, *year) {
            let year = say::year(LANG, *year);
            cells.push(
                el("td.noneed")
                    .attr("data-y", year)
                    .add(el("span").attr("aria-hidden", "true").add("—"))
                    .add(el("span.vh").add(Say::NotNeeded))
                    .piece(),
            );
            continue;
        }
        let input = Input::new(&question);
        let name = say::with_unit(LANG, &question.label, question.unit);
        messages.push(input.message_row(*year, span));
        cells.push(
            el("td")
                .attr("data-y", say::year(LANG, *year))
                .add(input.view("input", Some(name)))
                .add(input.echo())
                .add(not_applicable(&question, input.text))
                .piece(),
        );
    }
    let help = fact.help.as_ref().map(|help| {
        el("details.reveal")
            .add(el("summary").add(Say::Explain).add(el("span.vh").add(Say::Colon).add(w(&fact.label))))
            .add(el("span.hint").add(w(help)))
    });
    pieces![el("tr").add(el("th").attr("scope", "row").add(w(&fact.label)).add(help)).add(cells), messages]
        .piece()
}

/// A figure is asked for where a version in force uses it, and shown where one stands.
fn is_asked(fact: &Fact, year: i32) -> bool {
    let key = FactKey::of_year(fact.key(), year);
    let is_used = use_derived().used.with_untracked(|used: &table::Set<FactKey>| used.contains(&key));
    is_used || use_draft().peek(|draft| draft.facts().stated().any(|(it, _)| *it == key))
}
