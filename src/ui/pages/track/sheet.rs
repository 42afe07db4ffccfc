//! Answers: how does it all stand on one page of paper, and as a table for others?

use leptos::prelude::*;

use super::Board;
use super::cards::{Dated, coming, days_word};
use crate::policy::schema::Source;
use crate::text;
use crate::text::say::{self, Say};
use crate::text::track_table;
use crate::text::tracked::{next, standing, state, told};
use crate::tracker::{Application, Title, Tracked};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::{called, enterprise, file_name, offer};
use crate::ui::state::{law, use_draft, use_today};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::widgets::copying::Copying;
use crate::ui::words::{LANG, t, w};

/// How many rows of each sort fit on the page.
const MOST: usize = 8;
/// How many days to come fit on it.
const MOST_DAYS: usize = 14;

/// The ways out: paper, table, text.
pub fn ways(board: Board) -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let copying = Copying::new(board.told);
    let table = move |_| {
        let csv = board.tracked.with_untracked(|tracked| track_table::csv(law(), tracked));
        let name = desk.peek(|draft| file_name(draft, Some(t(Say::StatusReport)), today.peek()));
        board.told.set(offer(&format!("{name}.csv"), "text/csv", &csv));
    };
    let copy = move |_| {
        copying.copy(board.tracked.with_untracked(|tracked| told(law(), tracked)), Say::StatusCopied);
    };
    pieces![
        el("div.actions.noprint")
            .add(el("button.btn.btn--small").on("click", |_| drop(window().print())).add(Say::PrintStatus))
            .add(el("button.btn.btn--small").on("click", table).add(Say::StatusTable))
            .add(el("button.btn.btn--text").on("click", copy).add(Say::CopyAsText)),
        copying.area()
    ]
    .piece()
}

/// The page of paper; on screen it is not shown.
pub fn sheet(board: Board) -> AnyView {
    let desk = use_draft();
    let view = move || {
        let name = desk.with(|draft| enterprise(draft).unwrap_or_else(|| called(draft)));
        board.tracked.with(|tracked| {
            pieces![
                el("h1").add(say::status_of(LANG, &name)),
                el("p").add(say::status_on(LANG, tracked.on)),
                table(
                    Say::Titles,
                    [Say::Tier, Say::Standing, Say::TermColumn, Say::NameColumn],
                    titles(tracked)
                ),
                table(
                    Say::Applications,
                    [Say::Tier, Say::Standing, Say::NextColumn, Say::NameColumn],
                    applications(tracked)
                ),
                table(
                    Say::Dues,
                    [Say::DayColumn, Say::WhatColumn, Say::LeftColumn, Say::RewardSource],
                    days(tracked)
                ),
                el("p.small").add(Say::StatusFoot)
            ]
        })
    };
    el("div.statusreport").add(view).piece()
}

type Row = [AnyView; 4];

fn table(caption: Say, heads: [Say; 4], (rows, further): (Vec<Row>, usize)) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let head = |it: Say| el("th").attr("scope", "col").add(t(it));
    let row = |cells: Row| el("tr").add(cells.map(|cell| el("td").add(cell)).pieces());
    let view = pieces![
        el("table.table")
            .add(el("caption").add(t(caption)))
            .add(el("thead").add(el("tr").add(heads.map(head).pieces())))
            .add(el("tbody").add(rows.into_iter().map(row).pieces())),
        (0 < further).then(|| el("p.small").add(say::more(LANG, further)))
    ];
    Some(view.piece())
}

fn tier(id: &str) -> AnyView {
    law().tier(id).map_or_else(|| id.to_owned(), |tier| w(&tier.label).to_owned()).piece()
}

/// The first of these rows, and how many more there are.
fn first<T>(all: &[T], most: usize, row: impl Fn(&T) -> Row) -> (Vec<Row>, usize) {
    (all.iter().take(most).map(row).collect(), all.len().saturating_sub(most))
}

fn titles(tracked: &Tracked<'static>) -> (Vec<Row>, usize) {
    let row = |it: &Title<'static>| {
        let term = it.last().map_or_else(String::new, |term| say::span_of(LANG, term.from, term.until));
        [
            tier(&it.tier),
            standing(it.standing(tracked.on)).piece(),
            term.piece(),
            text::visible(&it.name).piece(),
        ]
    };
    first(&tracked.titles, MOST, row)
}

fn applications(tracked: &Tracked<'static>) -> (Vec<Row>, usize) {
    let row = |it: &Application<'static>| {
        let stands = say::stands_since(LANG, state(it.state), it.since);
        let name = say::of_name(LANG, text::route(it.filed.route), &text::visible(&it.filed.name));
        [tier(&it.filed.tier), stands.piece(), next(law(), it).piece(), name.piece()]
    };
    first(&tracked.applications, MOST, row)
}

fn days(tracked: &Tracked<'static>) -> (Vec<Row>, usize) {
    let row = |it: &Dated<'_>| {
        let source: &'static Source = match it {
            Dated::Due(asked) => &asked.row.deadline.source,
            Dated::Window(window, _) => &window.window.source,
        };
        let cited = pieces![place(source), " ", mark(source)].piece();
        [
            el("span.nb").add(it.on().to_string()).piece(),
            it.label(tracked).piece(),
            days_word(tracked, it).piece(),
            cited,
        ]
    };
    first(&coming(tracked), MOST_DAYS, row)
}
