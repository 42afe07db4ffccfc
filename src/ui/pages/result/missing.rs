//! Answers: which answers can still decide, and where are they given?

use leptos::prelude::*;

use super::{field_page, input_page};
use crate::assess::{Missing, Open, Verdict};
use crate::policy::schema::Fact;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::route::Page;
use crate::ui::state::law;
use crate::ui::state::use_route;
use crate::ui::words::{LANG, w};

/// Open answers, most decisive first; the first `most` of them at once.
pub fn list(missing: &[Missing], verdict: Verdict, teller: Teller<'_>, most: usize) -> AnyView {
    let (first, rest) = missing.split_at(missing.len().min(most));
    let rest = (!rest.is_empty()).then(|| {
        let count = rest.len();
        let start = most + 1;
        let rest = rest.iter().map(|it| entry(it, verdict, teller)).pieces();
        el("details.reveal")
            .add(el("summary").add(say::more(LANG, count)).add(el("span.chev").attr("aria-hidden", "true")))
            .add(el("ol.todo").attr("start", start).add(rest))
    });
    pieces![el("ol.todo").add(first.iter().map(|it| entry(it, verdict, teller)).pieces()), rest].piece()
}

fn entry(missing: &Missing, verdict: Verdict, teller: Teller<'_>) -> AnyView {
    let name = teller.open(missing.fact);
    let effect = match verdict {
        Verdict::FallsShort => String::new(),
        Verdict::Meets | Verdict::Undetermined => say::effect(LANG, missing.conditions, missing.points),
    };
    let help = law().fact(missing.fact.fact()).and_then(|fact: &'static Fact| fact.help.as_ref()).map(w);
    let help = if matches!(missing.fact, Open::Fact(_)) { help } else { None };
    let to = href(missing.fact).map(|to| {
        el("a.go").attr("href", to).add(Say::GoFill).add(el("span.vh").add(Say::Colon).add(name.clone()))
    });
    el("li")
        .add(
            el("div")
                .add(el("span.b").add(name.clone()))
                .add(el("span.small").add(effect).add(help.map(|help| el("span.soft").add(help))).add(to)),
        )
        .piece()
}

/// The link to where an open fact is answered.
pub fn href(open: Open) -> Option<String> {
    Some(use_route().href(page(open)?))
}

/// Where an open fact is answered.
pub fn page(open: Open) -> Option<Page> {
    match open {
        Open::Fact(key) => field_page(key.fact, key.year),
        Open::List(list) => {
            let fact = law().fact(list)?;
            input_page(fact, format!("{}-all", fact.id))
        }
        Open::Field { list, item, field } => {
            let fact = law().fact(list)?;
            let field = fact.field(field)?;
            input_page(fact, format!("{}.{item}.{}", fact.id, field.id))
        }
    }
}
