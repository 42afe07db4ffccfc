//! Answers: which open answer comes next, over all tiers, and why?

use leptos::prelude::*;

use super::assessed;
use crate::assess::Filing;
use crate::facts::Facts;
use crate::insight::{Asked, next as ranked};
use crate::report::Assessed;
use crate::text::insight::{last_note, why};
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::pages::result::open_href;
use crate::ui::state::{law, use_derived};
use crate::ui::words::LANG;

/// How many answers are listed before the fold.
const FIRST: usize = 8;

/// The open answers, the most decisive first.
pub fn next() -> AnyView {
    let derived = use_derived();
    let view = move || {
        let assessed = derived.judged.with(|all| assessed(all));
        let asked = ranked(law(), &assessed);
        if asked.is_empty() {
            return el("p.verdict__why").add(Say::NextNone).piece();
        }
        derived.facts.with(|facts| list(&asked, facts, &assessed))
    };
    pieces![el("p.small.soft").add(Say::NextLead), view].piece()
}

fn list(asked: &[Asked<'static>], facts: &Facts, assessed: &[Assessed<'static>]) -> AnyView {
    let entries =
        |some: &[Asked<'static>]| some.iter().map(|it| entry(it, facts, filing(it, assessed))).pieces();
    let (first, rest) = asked.split_at(asked.len().min(FIRST));
    let note = asked.iter().any(|it| it.is_last).then(|| el("p.small.soft.mt3").add(last_note(law())));
    let rest = (!rest.is_empty()).then(|| {
        el("details.reveal")
            .add(
                el("summary")
                    .add(say::more(LANG, rest.len()))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(el("ol.todo").attr("start", FIRST + 1).add(entries(rest)))
    });
    pieces![el("ol.todo").add(entries(first)), rest, note].piece()
}

/// Years are counted from the filing that asks.
fn filing(asked: &Asked<'_>, assessed: &[Assessed<'_>]) -> Option<Filing> {
    let asks = |it: &&Assessed<'_>| asked.tiers.iter().any(|tier| tier.tier == it.tier);
    assessed.iter().find(asks).map(|it| it.filing)
}

fn entry(asked: &Asked<'_>, facts: &Facts, filing: Option<Filing>) -> Option<AnyView> {
    let teller = Teller { catalog: law(), facts, filing: filing? };
    let name = teller.open(asked.fact);
    let to = open_href(asked.fact).map(|to| {
        el("a.go").attr("href", to).add(Say::GoFill).add(el("span.vh").add(Say::Colon).add(name.clone()))
    });
    let entry = el("li").add(
        el("div").add(el("span.b").add(name.clone())).add(el("span.small").add(why(asked, law())).add(to)),
    );
    Some(entry.piece())
}
