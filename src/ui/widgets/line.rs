//! Answers: why is a condition met, unmet or open, node by node?

use leptos::prelude::*;

use super::sign::{Sign, icon};
use crate::assess::{Counted, Of, Reason, Truth};
use crate::policy::schema::FactId;
use crate::text::reason::{Line, Teller};
use crate::text::say::{self, LANG, Say};
use crate::ui::element::{Piece, Pieces, el};

/// The tree of a reason under its title.
pub fn tree(title: &str, reason: &Reason<'_>, teller: Teller<'_>) -> AnyView {
    let node = node(Some(title), reason, teller);
    el("ul.tree").add(node).piece()
}

fn node(title: Option<&str>, reason: &Reason<'_>, teller: Teller<'_>) -> AnyView {
    let line = teller.line(reason);
    let sign = Sign::of(reason.truth, reason.hold.is_some());
    let name = match title {
        Some(title) if line.title.is_empty() || line.title == title => title.to_owned(),
        Some("") | None => line.title.clone(),
        Some(title) => say::labelled(LANG, title, &line.title),
    };
    // A definition with one condition of several parts shows those parts as its own.
    let (join, parts) = match (&reason.of, reason.parts.as_slice()) {
        (Of::Holds(_), [only]) if !only.parts.is_empty() => (teller.line(only).join, only.parts.as_slice()),
        (_, parts) => (line.join, parts),
    };
    let below = parts.iter().map(|part| node(None, part, teller)).chain(items(reason, teller)).pieces();
    el("li").add(row(sign, name, join, &line)).add((!below.is_empty()).then(|| el("ul").add(below))).piece()
}

fn row(sign: Sign, name: String, join: Option<&'static str>, line: &Line) -> AnyView {
    let joined: Vec<&str> = [&line.need, &line.margin].into_iter().flatten().map(String::as_str).collect();
    let rest = joined.join(say::COMMA);
    let gap = if line.value.is_some() && !rest.is_empty() { say::COMMA } else { "" };
    let value = line.value.clone().map(|value| el("b").add(value));
    let hold = line.hold.clone().map(|hold| el("span.hint").add(hold));
    el("div.row")
        .add(el("span").attr("class", sign.class()).add(icon(sign)))
        .add(
            el("span")
                .add(el("span.vh").add(sign.word()).add(Say::Colon))
                .add(name)
                .add(join.map(|join| el("span.join").add(join)))
                .add(hold),
        )
        .add(el("span.v").add(value).add(gap).add(rest))
        .piece()
}

/// The items that a count, a sum or an absence looks at.
fn items(reason: &Reason<'_>, teller: Teller<'_>) -> Vec<AnyView> {
    let (list, counted, wants_none) = match &reason.of {
        Of::Compare { measure, counted, .. } | Of::Measured { measure, counted, .. } => {
            (crate::ui::pages::result::list_of(measure), counted, false)
        }
        Of::None { filter, counted } => (Some(filter.list), counted, true),
        Of::All
        | Of::Any
        | Of::Flag { .. }
        | Of::Judged { .. }
        | Of::Choice { .. }
        | Of::Class(_)
        | Of::Holds(_)
        | Of::Slot(_) => return Vec::new(),
    };
    let Some(list) = list else { return Vec::new() };
    counted.iter().map(|it| item(list, it, wants_none, teller)).collect()
}

fn item(list: FactId, counted: &Counted<'_>, wants_none: bool, teller: Teller<'_>) -> AnyView {
    let sign = match (counted.truth, wants_none) {
        (Truth::Met, true) => Sign::Unmet,
        (Truth::Met, false) => Sign::Met,
        (Truth::Unmet, _) => Sign::None,
        (Truth::Unknown, _) => Sign::Unknown,
    };
    let name = crate::ui::pages::profile::items::item_name(list, counted.item, teller.facts);
    let line = Line { need: Some(teller.counted(list, counted)), ..Line::default() };
    el("li").add(row(sign, name, None, &line)).piece()
}
