//! Answers: are these packages whole, and does what they say follow?

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{FileList, HtmlInputElement};

use super::bring::file_fault;
use crate::json::MOST_BYTES;
use crate::platform::files::{FileFault, read};
use crate::text::say::{self, Say};
use crate::text::verified::{self, Row};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::offer;
use crate::ui::focus;
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_today};
use crate::ui::words::{LANG, t};
use crate::verify::{Verified, verify};

/// The most files that are checked at once.
const MOST_FILES: u32 = 500;

/// The check of one file or many.
pub fn check() -> AnyView {
    let rows = RwSignal::new(Vec::<Row>::new());
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        // The list is the browser's own and is emptied with the input: it is copied first.
        let chosen = input.files().map(|files: FileList| {
            (0..files.length().min(MOST_FILES)).filter_map(|at| files.get(at)).collect::<Vec<_>>()
        });
        input.set_value("");
        rows.set(Vec::new());
        next(chosen.unwrap_or_default(), rows);
    };
    el("section.section")
        .attr("aria-labelledby", "verify")
        .add(el("h2#verify").add(Say::VerifyTitle))
        .add(el("p").add(Say::VerifyLead).add(verified::SHIELD))
        .add(
            el("div.field").add(el("label.label").attr("for", "verify-files").add(Say::ChooseFiles)).add(
                el("input#verify-files.input")
                    .attr("type", "file")
                    .attr("multiple", true)
                    .attr("accept", ".json,application/json")
                    .on("change", choose),
            ),
        )
        .add(move || rows.with(|rows| (!rows.is_empty()).then(|| shown(rows))))
        .piece()
}

/// One file after the other, so that the page can draw between them.
fn next(mut left: Vec<web_sys::File>, rows: RwSignal<Vec<Row>>) {
    if left.is_empty() {
        return focus::element("verified");
    }
    let file = left.remove(0);
    let name = file.name();
    let then = move |text: Result<String, FileFault>| {
        let row = text.map(|text| verify(&text, law())).map_err(|why| t(file_fault(&why)).to_owned());
        rows.update(|rows| rows.push((name, row)));
        next(left, rows);
    };
    read(&file, MOST_BYTES, Box::new(then));
}

fn shown(rows: &[Row]) -> AnyView {
    let table = verified::table(rows, law());
    let heading = Rc::new(table.first().cloned().unwrap_or_default());
    let csv = verified::csv(rows, law());
    let (today, told) = (use_today(), RwSignal::new(String::new()));
    let save = move |_| {
        told.set(offer(&format!("{}-{}.csv", t(Say::VerifyTitle), today.peek()), "text/csv", &csv));
    };
    let agree = rows.iter().filter(|(_, row)| row.as_ref().is_ok_and(Verified::agrees)).count();
    let head = heading.iter().map(|it| el("th").attr("scope", "col").add(it.clone())).pieces();
    let line = |cells: &Vec<String>| {
        let cell = |(label, text): (&String, &String)| {
            // The last one holds several remarks.
            let lines = text.split(verified::BETWEEN).map(|it| el("span.sub").add(it.to_owned())).pieces();
            el("td").attr("data-l", label.clone()).add(el("span").add(lines))
        };
        el("tr").add(heading.iter().zip(cells).map(cell).pieces())
    };
    let lines = table.iter().skip(1).map(line).pieces();
    pieces![
        el("p#verified.mt4").attr("tabindex", "-1").attr("role", "status").add(el("b").add(say::agreeing(
            LANG,
            rows.len(),
            agree
        ))),
        el("table.table.table--fold")
            .attr("aria-labelledby", "verified")
            .add(el("thead").add(el("tr").add(head)))
            .add(el("tbody").add(lines)),
        el("div.actions").add(el("button.btn.btn--small").on("click", save).add(Say::SaveTable)),
        el("p.small").attr("role", "status").add(move || told.get())
    ]
    .piece()
}
