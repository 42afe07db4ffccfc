//! Answers: what does a pasted list hold, and is it to be taken in?
//!
//! What was understood, and what was not and why, stands in a table before anything is taken in. What a column is of
//! can be said there. Nothing is an answer before the user takes the list in, in one step; lines without anything
//! that can be used stay in the field.

use leptos::prelude::*;

use super::pasting::{Pasted, Pasting};
use crate::domain::MOST_ITEMS;
use crate::entry::block::TooLarge;
use crate::entry::listing::{By, Cell, Column, Line, Listing, listing};
use crate::facts::{Item, Value};
use crate::policy::schema::{Fact, Field, FieldId};
use crate::text::reason::field_value;
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::signal::Memo;
use crate::ui::state::{law, use_draft, use_pasting};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, w};

/// The button that opens the field.
pub fn button(list: &'static Fact) -> AnyView {
    let (desk, pasting) = (use_draft(), use_pasting());
    let id = list.key();
    let is_open = move || if pasting.pasted(desk, id).is_some() { "true" } else { "false" };
    let turn = move |_| {
        let is_open = untrack(move || pasting.pasted(desk, id).is_some());
        if is_open {
            return focus::first_input("paste");
        }
        pasting.look(desk, id, Some(Pasted::default()));
        focus::first_input("paste");
    };
    el("button.btn.btn--small")
        .attr("aria-expanded", is_open)
        .on("click", turn)
        .add(Say::PasteList)
        .add(el("span.vh").add(Say::Colon).add(w(&list.label)))
        .piece()
}

/// The field and what its text holds, while it is open.
pub fn area(list: &'static Fact) -> AnyView {
    let (desk, pasting) = (use_draft(), use_pasting());
    let is_open = Memo::new(move |_| pasting.pasted(desk, list.key()).is_some());
    let view = move || is_open.get().then(|| opened(list, desk, pasting));
    view.piece()
}

fn opened(list: &'static Fact, desk: Desk, pasting: Pasting) -> AnyView {
    let id = list.key();
    let text = move || pasting.pasted(desk, id).map(|it| it.text).unwrap_or_default();
    let typed = move |event| {
        let text = event_target_value(&event);
        pasting.look(desk, id, Some(Pasted { text, said: Vec::new() }));
    };
    let input_id = format!("{}-paste", list.id);
    let names: Vec<&str> = list.field.iter().map(|field| w(&field.label)).collect();
    let names = say::paste_names(LANG, &names);
    let hint_id = format!("{input_id}-h");
    el("section.paste.noprint")
        .attr("aria-label", Say::PasteList)
        .add(el("label.label").attr("for", input_id.clone()).add(Say::PasteList))
        .add(el("span.hint").attr("id", hint_id.clone()).add(Say::PasteListHint).add(names))
        .add(
            el("textarea.input")
                .attr("id", input_id)
                .attr("rows", "5")
                .attr("aria-describedby", hint_id)
                .prop("value", text)
                .on("input", typed),
        )
        .add(move || pasting.pasted(desk, id).map(|pasted| looked_at(list, desk, pasting, &pasted)))
        .piece()
}

/// What the text holds, with the ways on.
fn looked_at(list: &'static Fact, desk: Desk, pasting: Pasting, pasted: &Pasted) -> AnyView {
    let id = list.key();
    let close = move |_| {
        pasting.look(desk, id, None);
        focus::element(&list.id);
    };
    let stop = el("button.btn.btn--small").on("click", close).add(Say::Stop);
    let read = match listing(&pasted.text, list, &pasted.said, law()) {
        Ok(read) => read,
        Err(TooLarge) => {
            return pieces![el("p.msg.msg--bad").add(Say::PasteTooLarge), el("div.actions").add(stop)]
                .piece();
        }
    };
    let count = read.items().len();
    let room = MOST_ITEMS.saturating_sub(untrack(|| desk.with(|draft| draft.items(id).count())));
    let is_empty = read.lines.is_empty() && read.above.is_empty();
    let told = (!is_empty).then(|| summary(&read, count, room));
    let table = (!read.lines.is_empty()).then(|| preview(list, desk, pasting, pasted, &read));
    let take = (0 < count && 0 < room).then(|| {
        let then = move |_| take_in(list, desk, pasting);
        el("button.btn.btn--main.btn--small").on("click", then).add(say::paste_take(LANG, count.min(room)))
    });
    pieces![el("div").attr("aria-live", "polite").add(told), table, el("div.actions").add(take).add(stop)]
        .piece()
}

fn summary(read: &Listing, count: usize, room: usize) -> AnyView {
    let cells = || read.lines.iter().flat_map(|line| &line.cells);
    let kept = cells().filter(|cell| **cell == Cell::Kept).count();
    let left = cells().filter(|cell| matches!(cell, Cell::NoChoice | Cell::NotAsked | Cell::NoField)).count();
    let above = (!read.above.is_empty()).then(|| el("p.small").add(say::paste_above(LANG, &read.above)));
    let full = (room < count).then(|| el("p.small").add(say::paste_full(LANG, MOST_ITEMS, count - room)));
    let unknown = read.columns.iter().any(|column| column.field.is_none() && column.by == By::Nothing);
    let ask = unknown.then(|| el("p.small").add(Say::PasteColumns));
    pieces![el("p.small.b").add(say::paste_read(LANG, count, kept, left)), above, full, ask].piece()
}

fn take_in(list: &'static Fact, desk: Desk, pasting: Pasting) {
    let id = list.key();
    let Some(pasted) = untrack(move || pasting.pasted(desk, id)) else { return };
    let Ok(read) = listing(&pasted.text, list, &pasted.said, law()) else { return };
    let (draft, added) = desk.peek(|draft| draft.with_items(id, read.items()));
    // What was not taken in stays in the field, under the same headings.
    let mut items = 0;
    let is_left = |line: &&Line| {
        items += usize::from(line.is_item());
        !line.is_item() || added < items
    };
    let left: Vec<String> = read.lines.iter().filter(is_left).map(Line::text).collect();
    let heads: Vec<&str> = read.columns.iter().map(|column| column.title.as_str()).collect();
    let heads = heads.join("\t");
    let words = say::list_taken(LANG, added, left.len());
    let head = (!heads.trim().is_empty()).then_some(heads);
    let text = || head.into_iter().chain(left.iter().cloned()).collect::<Vec<_>>().join("\n");
    let rest = (!left.is_empty()).then(|| Pasted { text: text(), said: pasted.said });
    pasting.look(desk, id, rest);
    pasting.put(desk, id, draft, words);
    focus::element(&list.id);
}

/// The items as they would be taken in.
fn preview(list: &'static Fact, desk: Desk, pasting: Pasting, pasted: &Pasted, read: &Listing) -> AnyView {
    let head = |(at, column): (usize, &Column)| {
        let select = chooser(list, desk, pasting, pasted, at, column);
        let title = (!column.title.is_empty()).then(|| el("span.soft").add(column.title.clone()));
        el("th").attr("scope", "col").add(title).add(select)
    };
    let heads = read.columns.iter().enumerate().map(head).pieces();
    let row = |(at, line): (usize, &Line)| {
        let cells = line.cells.iter().zip(&line.texts).zip(&read.columns);
        let cells = cells.map(|((cell, text), column)| shown(list, cell, text, column)).pieces();
        let left =
            (!line.is_item()).then(|| el("span.msg--bad").add(icon(Sign::Unmet)).add(Say::PasteLineLeft));
        let class = if line.is_item() { "" } else { "paste__left" };
        el("tr").attr("class", class).add(el("th").attr("scope", "row").add(at + 1).add(left)).add(cells)
    };
    let rows = read.lines.iter().enumerate().map(row).pieces();
    el("div.paste__t")
        .attr("role", "region")
        .attr("aria-label", Say::PastePreview)
        .attr("tabindex", "0")
        .add(
            el("table")
                .add(el("caption.vh").add(Say::PastePreview))
                .add(
                    el("thead")
                        .add(el("tr").add(el("th").attr("scope", "col").add(Say::PasteNth)).add(heads)),
                )
                .add(el("tbody").add(rows)),
        )
        .piece()
}

/// What a column is of, to be said.
fn chooser(
    list: &'static Fact,
    desk: Desk,
    pasting: Pasting,
    pasted: &Pasted,
    at: usize,
    column: &Column,
) -> AnyView {
    let id = list.key();
    let pasted = pasted.clone();
    let change = move |event| {
        let value = event_target_value(&event);
        let field = list.field.iter().find(|field| field.id == value.as_str()).map(Field::key);
        let mut pasted = pasted.clone();
        pasted.said.retain(|(other, said)| *other != at && (said.is_none() || *said != field));
        pasted.said.push((at, field));
        pasting.look(desk, id, Some(pasted));
        focus::element(&chooser_id(list, at));
    };
    let now = column.field;
    let option = |field: &'static Field| {
        let is_it = Some(field.key()) == now;
        el("option").attr("value", field.id.as_str()).prop("selected", move || is_it).add(w(&field.label))
    };
    let nothing =
        el("option").attr("value", "").prop("selected", move || now.is_none()).add(Say::PasteNoField);
    let name = say::paste_column(LANG, at + 1, &column.title);
    let note = (column.by == By::Content).then(|| el("span.soft").add(Say::PasteByContent));
    pieces![
        el("select.select")
            .attr("id", chooser_id(list, at))
            .attr("aria-label", name)
            .on("change", change)
            .add(nothing)
            .add(list.field.iter().map(option).pieces()),
        note
    ]
    .piece()
}

fn chooser_id(list: &Fact, at: usize) -> String {
    format!("{}-paste-{at}", list.id)
}

fn shown(list: &'static Fact, cell: &Cell, text: &str, column: &Column) -> AnyView {
    let marked = |sign: Sign, class: &'static str, why: Say| {
        el("td").add(text.to_owned()).add(el("span").attr("class", class).add(icon(sign)).add(why))
    };
    match cell {
        Cell::Blank => el("td"),
        Cell::Value(value) => el("td").add(said(list, column.field, value).unwrap_or_default()),
        Cell::Kept => marked(Sign::Warning, "echo echo--warn", Say::PasteKept),
        Cell::NoChoice => marked(Sign::Unmet, "echo echo--bad", Say::PasteNoChoice),
        Cell::NotAsked => marked(Sign::None, "echo", Say::PasteNotAsked),
        Cell::NoField => el("td.soft").add(text.to_owned()),
    }
    .piece()
}

fn said(list: &Fact, field: Option<FieldId>, value: &Value) -> Option<String> {
    let field = list.field(field?)?;
    let mut item = Item::default();
    item.set(field.key(), Some(value.clone()));
    field_value(&item, field, list)
}
