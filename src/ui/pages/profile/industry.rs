//! Answers: which industry code, and which row of the size standard does it lead to?
//!
//! Typed as letter and digits, as digits alone, or found by a name of the size standard's rows. What it leads to is
//! told below: the row and the classes still possible, as the assessment has them.

use leptos::prelude::*;

use super::question::Question;
use super::typed::Input;
use crate::assess::Classed;
use crate::policy::held::Str;
use crate::policy::schema::{Classification, Prefix, SizeRow};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, el, pieces};
use crate::ui::state::{Judged, law, use_derived};
use crate::ui::words::{LANG, t, w};

/// The input of the code.
pub fn code(question: &Question) -> AnyView {
    let input = Input::new(question);
    let (text, judged) = (input.text, use_derived().judged);
    let found = move || {
        let typed = text.get();
        let is_name = !typed.is_ascii();
        is_name.then(|| named(typed.trim()))
    };
    let leads_to = move || judged.with(|all| all.iter().find_map(size)).map(|told| el("p.small").add(told));
    pieces![
        el("div.withunit").add(input.view("input input--w10 code", None)),
        input.message(),
        found,
        el("div").attr("aria-live", "polite").add(leads_to)
    ]
    .piece()
}

fn size(judged: &Judged) -> Option<String> {
    row_told(judged.assessment()?.size.as_ref()?)
}

fn row_told(classed: &Classed<'static>) -> Option<String> {
    let code = classed.code.as_ref()?;
    let Some(row) = classed.row else {
        let label = classed.prefix.and_then(|it| it.label.as_ref()).map_or_else(|| t(Say::NoRow), w);
        return Some(label.to_owned());
    };
    let possible: Vec<&str> = classed.possible.iter().map(|it| w(&it.label)).collect();
    Some(say::size_row(LANG, code, w(&row.label), &possible))
}

/// The rows whose name has this text, with the codes that lead there.
fn named(text: &str) -> AnyView {
    let rows = law().book().classifications.iter().flat_map(|by| by.row.iter().map(move |row| (by, row)));
    let found: Vec<_> = rows.filter(|(_, row)| w(&row.label).contains(text)).map(row).collect();
    if found.is_empty() {
        return el("p.small.soft").add(Say::NoSuchIndustry).piece();
    }
    el("ul.dash.small").add(found).piece()
}

fn row((by, row): (&'static Classification, &'static SizeRow)) -> AnyView {
    let leads = |prefix: &&Prefix| prefix.row.as_deref() == Some(row.id.as_str());
    let leading: Vec<&str> =
        by.prefix.iter().filter(leads).flat_map(|it| it.codes.iter().map(Str::as_str)).collect();
    el("li").add(w(&row.label)).add(Say::Colon).add(leading.join(say::AND)).piece()
}
