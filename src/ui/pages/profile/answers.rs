//! Answers: which of a few answers was chosen?
//!
//! Yes or no, a judgement with its note, one of several choices. "Not clear yet" is a way to answer nothing.

use leptos::prelude::*;

use super::question::{Question, stated};
use crate::draft::{Action, Place};
use crate::facts::{Answer, Stated, Value};
use crate::policy::schema::{Choice, ChoiceId, Kind};
use crate::text::say::Say;
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::route::Page;
use crate::ui::signal::Memo;
use crate::ui::state::{use_derived, use_draft, use_route};
use crate::ui::words::{t, w};

/// One way to answer: its label, and what it states.
#[derive(Clone)]
struct Way {
    label: &'static str,
    stated: Option<Stated>,
}

/// The radios of a yes-no, with their legend.
pub fn yes_no(question: &Question) -> AnyView {
    let flag = |flag| Some(Stated::Value(Value::Flag(flag)));
    let mut ways = vec![way(Say::Yes, flag(true)), way(Say::No, flag(false))];
    if question.takes_not_applicable {
        ways.push(way(Say::NotApplicable, Some(Stated::NotApplicable)));
    }
    ways.push(way(Say::NotClear, None));
    radios(question, ways, None)
}

/// The radios of a judgement, and its note once it is judged.
pub fn judgement(question: &Question) -> AnyView {
    let judged = |holds| Some(Stated::Value(Value::Judgement { holds, note: String::new() }));
    let ways =
        vec![way(Say::JudgedYes, judged(true)), way(Say::JudgedNo, judged(false)), way(Say::NotJudged, None)];
    radios(question, ways, Some(note(question)))
}

const fn way(label: Say, stated: Option<Stated>) -> Way {
    Way { label: t(label), stated }
}

/// The same answer, whatever the note of a judgement says.
fn is_same(one: Option<&Stated>, other: Option<&Stated>) -> bool {
    match (one, other) {
        (
            Some(Stated::Value(Value::Judgement { holds, .. })),
            Some(Stated::Value(Value::Judgement { holds: wanted, .. })),
        ) => holds == wanted,
        (one, other) => one == other,
    }
}

fn radios(question: &Question, ways: Vec<Way>, below: Option<AnyView>) -> AnyView {
    let desk = use_draft();
    let place = StoredValue::new(question.place.clone());
    let id = question.id.clone();
    let now = move || place.with_value(|place| desk.with(|draft| stated(draft, place)));
    let note_of = move || match untrack(now) {
        Some(Stated::Value(Value::Judgement { note, .. })) => note,
        _ => String::new(),
    };
    let radio = |(at, Way { label, stated }): (usize, Way)| {
        let wanted = stated.clone();
        let is_on = move || is_same(now().as_ref(), wanted.as_ref());
        let choose = move |_| {
            let place = place.get_value();
            desk.act(match stated.clone() {
                Some(Stated::Value(Value::Judgement { holds, .. })) => {
                    let value = Value::Judgement { holds, note: note_of() };
                    Action::State { place, stated: Stated::Value(value) }
                }
                Some(stated) => Action::State { place, stated },
                None => Action::Clear { place },
            });
        };
        let input_id = if at == 0 { id.clone() } else { format!("{id}-{at}") };
        el("label.check")
            .add(
                el("input")
                    .attr("type", "radio")
                    .attr("id", input_id)
                    .attr("name", id.clone())
                    .prop("checked", is_on)
                    .on("change", choose),
            )
            .add(label)
            .piece()
    };
    let radios = ways.into_iter().enumerate().map(radio).pieces();
    let help = question.help.map(|help| el("span.hint").add(help));
    el("fieldset.field")
        .add(el("legend.label").add(question.label.clone()))
        .add(help)
        .add(el("div.radios").add(radios))
        .add(tracked(place))
        .add(below)
        .piece()
}

/// The answer that follows from the events of the tracker, where none is given here.
fn tracked(place: StoredValue<Place>) -> AnyView {
    let (desk, derived, route) = (use_draft(), use_derived(), use_route());
    let Place::Fact(key) = place.get_value() else { return ().piece() };
    let view = move || {
        let is_open = desk.with(|draft| draft.facts().answer(key) == Answer::Unanswered);
        let told = derived.facts.with(|facts| match facts.answer(key) {
            Answer::Known(Value::Flag(flag)) => Some(*flag),
            Answer::Known(_) | Answer::NotApplicable | Answer::Unanswered => None,
        });
        told.filter(|_| is_open).map(|flag| {
            el("p.small.tracked")
                .add(Say::FromTracker)
                .add(el("b").add(if flag { Say::Yes } else { Say::No }))
                .add(" ")
                .add(el("a").attr("href", route.href(Page::Track)).add(Say::ToTracker))
        })
    };
    view.piece()
}

/// The note of a judgement.
fn note(question: &Question) -> AnyView {
    let desk = use_draft();
    let place = StoredValue::new(question.place.clone());
    let judged = move || match place.with_value(|place| desk.with(|draft| stated(draft, place))) {
        Some(Stated::Value(Value::Judgement { holds, note })) => Some((holds, note)),
        _ => None,
    };
    let is_judged = Memo::new(move |_| judged().is_some());
    let id = format!("{}-note", question.id);
    let label = question.label.clone();
    let change = move |event| {
        if let Some((holds, _)) = untrack(judged) {
            let value = Value::Judgement { holds, note: event_target_value(&event) };
            desk.act(Action::State { place: place.get_value(), stated: Stated::Value(value) });
        }
    };
    let view = move || {
        is_judged.get().then(|| {
            let (id, now) = (id.clone(), untrack(judged).map_or_else(String::new, |(_, note)| note));
            let label_for = id.clone();
            pieces![
                el("label.label.label--sub")
                    .attr("for", label_for)
                    .add(Say::JudgementNote)
                    .add(el("span.vh").add(Say::Colon).add(label.clone())),
                el("textarea.input").attr("id", id).attr("rows", "2").prop("value", now).on("input", change)
            ]
        })
    };
    view.piece()
}

/// The list of a choice.
pub fn choice(question: &Question) -> AnyView {
    let desk = use_draft();
    let place = StoredValue::new(question.place.clone());
    let choices = question.choices;
    let chosen = move || match place.with_value(|place| desk.with(|draft| stated(draft, place))) {
        Some(Stated::Value(Value::Choice(chosen))) => id_of(choices, chosen),
        _ => "",
    };
    let change = move |event| {
        let place = place.get_value();
        let id = event_target_value(&event);
        desk.act(choose(place, &id));
    };
    let option = |it: &'static Choice| {
        let id = it.id.as_str();
        el("option").attr("value", id).prop("selected", move || chosen() == id).add(w(&it.label))
    };
    let id = question.id.clone();
    el("select.select")
        .attr("id", id)
        .on("change", change)
        .add(el("option").attr("value", "").prop("selected", move || chosen().is_empty()).add(Say::NotChosen))
        .add(choices.iter().map(option).pieces())
        .piece()
}

fn choose(place: Place, id: &str) -> Action {
    if id.is_empty() {
        return Action::Clear { place };
    }
    Action::State { place, stated: Stated::Value(Value::Choice(ChoiceId::of(id))) }
}

fn id_of(choices: &'static [Choice], chosen: ChoiceId) -> &'static str {
    choices.iter().find(|it| it.key() == chosen).map_or("", |it| &it.id)
}

/// Whether a question is asked in radios, which bring their own legend.
pub const fn is_asked_in_radios(kind: Kind) -> bool {
    matches!(kind, Kind::YesNo | Kind::Judgement)
}
