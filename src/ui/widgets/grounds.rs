//! Answers: how sure are the rules that a verdict rests on, and how else could they be read?
//!
//! Beside every verdict: marks ○ and △, and choices with their other reading, a line each. Rules with the same mark
//! and no note share a line; a choice is told once.

use leptos::prelude::*;

use crate::assess::{Assessment, Ground, grounds};
use crate::policy::schema::{Mark, Source};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::pages::handbook::href_of;
use crate::ui::state::law;
use crate::ui::words::{LANG, t, w};

use super::citation::mark;

/// How many rules a line names.
const NAMED: usize = 3;

/// One line: what is said, and of which rules.
struct Line {
    says: Says,
    rules: Vec<Ground<'static>>,
}

#[derive(PartialEq)]
enum Says {
    Mark(Mark, bool, Option<&'static str>),
    Choice(u16),
}

/// The lines of an assessment, the decisive ones first; `most` of them before the fold.
pub fn grounds_of(assessment: &Assessment<'static>, most: usize) -> AnyView {
    let all = grounds(law(), assessment);
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for ground in all {
        let lines = if ground.is_decisive { &mut first } else { &mut rest };
        for says in said_of(ground.source) {
            match lines.iter_mut().find(|line: &&mut Line| line.says == says) {
                Some(line) => line.rules.push(ground),
                None => lines.push(Line { says, rules: vec![ground] }),
            }
        }
    }
    let is_sure = first.is_empty();
    let more = first.split_off(first.len().min(most));
    let folded: Vec<Line> = more.into_iter().chain(rest).collect();
    let fold = (!folded.is_empty()).then(|| {
        el("details.reveal")
            .add(
                el("summary")
                    .add(say::other_grounds(LANG, folded.len()))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(el("ul.grounds__l").add(folded.iter().map(line).pieces()))
    });
    el("div.grounds.small")
        .add(el("p.b").add(t(if is_sure { Say::GroundsNone } else { Say::GroundsTitle })))
        .add((!is_sure).then(|| el("ul.grounds__l").add(first.iter().map(line).pieces())))
        .add(fold)
        .piece()
}

fn said_of(source: &'static Source) -> Vec<Says> {
    let is_own = source.quote.is_some() && law().instrument(&source.instrument).is_some_and(|it| it.own_text);
    let note = source.mark_note.as_ref().map(w);
    let marked = (source.mark != Mark::Agreed).then_some(Says::Mark(source.mark, is_own, note));
    marked.into_iter().chain(source.choices.iter().map(|number| Says::Choice(*number))).collect()
}

fn line(line: &Line) -> AnyView {
    let names = line.rules.iter().take(NAMED).enumerate().map(|(at, ground)| {
        let label = ground.label.map_or_else(|| t(Say::ThisVersion), w);
        let gap = if at == 0 { "" } else { say::AND };
        pieces![gap, el("a").attr("href", href_of(ground.source)).add(label)].piece()
    });
    let names = names.pieces();
    let rest = line.rules.len().saturating_sub(NAMED);
    let rest = (rest > 0).then(|| say::and_others(LANG, line.rules.len()));
    match line.says {
        Says::Mark(_, _, note) => {
            let note = note.map(|note| pieces![t(Say::Colon), el("span.soft").add(note)]);
            let sign = line.rules.first().map(|ground| mark(ground.source));
            el("li").add(sign).add(el("span").add(names).add(rest).add(note)).piece()
        }
        Says::Choice(number) => {
            let Some(reading) = law().choice(number) else { return ().piece() };
            let other = el("span.soft").add(Say::OtherReading).add(w(&reading.other));
            el("li")
                .add(
                    el("span.mark.mark--open")
                        .add(el("span").attr("aria-hidden", "true").add("!"))
                        .add(Say::ReadingTag),
                )
                .add(
                    el("span")
                        .add(names)
                        .add(rest)
                        .add(Say::Colon)
                        .add(w(&reading.reading))
                        .add(" ")
                        .add(other),
                )
                .piece()
        }
    }
}
