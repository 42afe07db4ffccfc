//! Answers: where does a rule come from, in whose words, and how sure is that?
//!
//! The law's own words stand in their own face behind a solid rule; ours in the text face behind a dotted one,
//! never between quotation marks.

use leptos::prelude::*;

use crate::policy::schema::{Mark, Source};
use crate::text::say::Say;
use crate::text::{self, cited};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::pages::handbook::href_of;
use crate::ui::state::law;
use crate::ui::words::{t, w};

/// The place in short: "2号文附件1 第 4 项".
pub fn place(source: &Source) -> String {
    cited::of(law(), source)
}

/// The confidence mark: framed, small, with its words.
pub fn mark(source: &Source) -> AnyView {
    let own_text =
        law().instrument(&source.instrument).is_some_and(|it| it.own_text) && source.quote.is_some();
    sign(source.mark, own_text, text::mark(source.mark, own_text))
}

/// A confidence mark with words. `own_text`: the cited text is held whole and is its own only source.
pub fn sign(kind: Mark, own_text: bool, words: &'static str) -> AnyView {
    let (sign, class) = match kind {
        Mark::Agreed => ("✔\u{fe0e}", "mark"),
        Mark::Single => ("○", if own_text { "mark" } else { "mark mark--open" }),
        Mark::Unconfirmed => ("△", "mark mark--open"),
    };
    el("span").attr("class", class).add(el("span").attr("aria-hidden", "true").add(sign)).add(words).piece()
}

/// A citation with its words.
pub fn citation(source: &'static Source) -> AnyView {
    let note = source.mark_note.as_ref().map(|note| el("span").add(w(note)));
    let foot = |kind: Say| {
        let title = law().instrument(&source.instrument).map_or("", |it| w(&it.title));
        pieces![
            el("a").attr("href", href_of(source)).attr("title", title).add(place(source)),
            el("span").add(t(kind)),
            mark(source),
            note
        ]
    };
    if let Some(quote) = source.quote.as_deref() {
        return el("figure.cite")
            .add(el("blockquote").attr("lang", "zh-CN").add(quote))
            .add(el("figcaption.cite__src").add(foot(Say::OwnWords)))
            .piece();
    }
    let wording = source.wording.as_ref().map_or("", w);
    el("div.cite.cite--our").add(el("p").add(wording)).add(el("p.cite__src").add(foot(Say::Restated))).piece()
}

/// The readings that a rule rests on, each with the other one.
pub fn choices(source: &'static Source) -> Option<AnyView> {
    let readings: Vec<_> = source.choices.iter().filter_map(|number| law().choice(*number)).collect();
    if readings.is_empty() {
        return None;
    }
    let reading = |it: &'static crate::policy::schema::Reading| {
        el("li")
            .add(el("p.small").add(w(&it.reading)))
            .add(el("p.small.soft").add(Say::OtherReading).add(w(&it.other)))
    };
    let view = el("details.reveal")
        .add(el("summary").add(Say::Choices).add(el("span.chev").attr("aria-hidden", "true")))
        .add(el("ul.dash").add(readings.into_iter().map(reading).pieces()));
    Some(view.piece())
}
