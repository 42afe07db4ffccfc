//! Answers: which events were entered, which of them do not fit, and how are they put right?

use leptos::prelude::*;

use super::Board;
use super::form::{correct, form, words};
use crate::draft::Action;
use crate::json::Json;
use crate::text::say::{self, Say};
use crate::text::tracked::odd;
use crate::tracker::{Entry, Finding};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::signal::Memo;
use crate::ui::state::{use_draft, use_today};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t};
use crate::units::Date;

/// The section.
pub fn log(board: Board) -> AnyView {
    let desk = use_draft();
    let view = move || {
        let events = desk.with(|draft| draft.events().to_vec());
        let findings = board.tracked.with(|tracked| {
            let of_applications = tracked.applications.iter().flat_map(|it| &it.findings);
            of_applications.chain(&tracked.findings).cloned().collect::<Vec<_>>()
        });
        let today = use_today().get();
        let rows = board.log.with(|log| {
            let mut rows: Vec<(usize, Option<Date>)> = Vec::new();
            for (at, entry) in log.entries().iter().enumerate() {
                let on = match entry {
                    Entry::Event(event, _) => Some(event.on),
                    Entry::Unread(_) => None,
                };
                let place = rows.iter().position(|(_, other)| on < *other).unwrap_or(rows.len());
                rows.insert(place, (at, on));
            }
            rows
        });
        let count = rows.len();
        let row =
            |(at, on): (usize, Option<Date>)| Some(row(board, at, on, events.get(at)?, &findings, today));
        (0 < count).then(|| {
            pieces![
                el("p.small.soft").add(say::events_kept(LANG, count)),
                el("ol.events").add(rows.into_iter().filter_map(row).pieces())
            ]
        })
    };
    el("section.section.noprint")
        .attr("aria-labelledby", "log-h")
        .add(el("h2#log-h").attr("tabindex", "-1").add(Say::EventLog))
        .add(el("p.small.soft").add(Say::EventLogLead))
        .add(view)
        .piece()
}

fn row(
    board: Board,
    at: usize,
    on: Option<Date>,
    event: &Json,
    findings: &[Finding],
    today: Date,
) -> AnyView {
    let desk = use_draft();
    let place = format!("event-{at}");
    let words = words(event);
    let of_this = findings.iter().filter(|it| it.events.first() == Some(&at));
    let told = |finding: &Finding| {
        el("p.msg.msg--warn").add(icon(Sign::Warning)).add(el("span").add(odd(finding.odd))).piece()
    };
    let later = on.is_some_and(|on| today < on).then(|| el("p.small.soft").add(Say::EventLater));
    let unread = on.is_none().then(|| el("p.small.soft").add(Say::EventUnread));
    let (here, was, gone) = (place.clone(), event.clone(), event.clone());
    let change = move |_| correct(board, &here, at, &was);
    let told_gone = say::event_removed(LANG, &words);
    let remove = move |_| {
        desk.act(Action::ChangeEvent { at, was: gone.clone(), becomes: None });
        board.told.set(told_gone.clone());
        focus::element("log-h");
    };
    let key = place.clone();
    let is_here = Memo::new(move |_| board.asked.with(|it| it.as_ref().is_some_and(|it| it.is_at(&key))));
    let name = say::labelled(LANG, &on.map(|on| on.to_string()).unwrap_or_default(), &words);
    let named = |label: Say| pieces![t(label), el("span.vh").add(Say::Colon).add(name.clone())];
    el("li.event")
        .add(el("p.event__d").add(on.map(|on| el("b").add(on.to_string()))))
        .add(
            el("div")
                .add(el("p").add(words.clone()))
                .add(of_this.map(told).pieces())
                .add(later)
                .add(unread)
                .add(move || is_here.get().then(|| form(board))),
        )
        .add(
            el("span.item__acts")
                .add(on.is_some().then(|| {
                    el("button.btn.btn--text").attr("id", place).on("click", change).add(named(Say::Correct))
                }))
                .add(el("button.btn.btn--text").on("click", remove).add(named(Say::Remove))),
        )
        .piece()
}
