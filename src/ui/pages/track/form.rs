//! Answers: how is an event entered, corrected or taken out?
//!
//! One event at a time, at the place where its button stands: one click on what happened, a date, one click to keep
//! it. An event is made as a package has it; the button gives what is known of it, the form asks for the rest.

use leptos::prelude::*;

use super::Board;
use crate::document::write_facts;
use crate::draft::Action;
use crate::entry;
use crate::facts::Value;
use crate::json::Json;
use crate::text::happened::what;
use crate::text::say::{self, Say};
use crate::text::tracked::cause;
use crate::tracker::{ANSWERS, Cause, Entry, Log};
use crate::ui::element::{Piece, Pieces, el};
use crate::ui::focus;
use crate::ui::signal::RwSignal;
use crate::ui::state::law;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t};

/// An event that is being entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Where the form stands.
    place: String,
    /// What is known of the event.
    given: Json,
    /// The event it takes the place of.
    was: Option<(usize, Json)>,
    /// An event to be entered before it, unless it is there.
    first: Option<Json>,
    /// What is typed, by the members asked for.
    typed: Vec<String>,
    /// Which text cannot be used, and why.
    fault: Option<(usize, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Day,
    Text,
    Cause,
}

/// A member that the form asks for: its name, its label, what it is, and whether it must be there.
type Member = (&'static str, Say, Kind, bool);

/// What the form asks for, by the kind of the event.
fn members(kind: &str) -> &'static [Member] {
    const ON: Member = ("on", Say::OnWhichDay, Kind::Day, true);
    match kind {
        "recognised" | "reviewed" => &[ON, ("until", Say::ValidUntil, Kind::Day, false)],
        "revoked" => &[ON, ("why", Say::RevokedWhy, Kind::Cause, false)],
        "changed" => &[("change", Say::ChangeName, Kind::Text, true), ON],
        "notice" => &[
            ("number", Say::NoticeNumber, Kind::Text, true),
            ("first", Say::NoticeFirst, Kind::Day, true),
            ("last", Say::NoticeLast, Kind::Day, true),
            ("on", Say::NoticeDay, Kind::Day, true),
        ],
        _ => &[ON],
    }
}

impl Asked {
    fn new(place: &str, given: Json) -> Self {
        let of = |(name, ..): &Member| given.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
        let typed = members(kind(&given)).iter().map(of).collect();
        Self { place: place.to_owned(), given, was: None, first: None, typed, fault: None }
    }

    /// Whether the form stands here.
    pub fn is_at(&self, place: &str) -> bool {
        self.place == place
    }

    /// The event as typed.
    ///
    /// # Errors
    /// The member that cannot be used, and why.
    fn event(&self) -> Result<Json, (usize, String)> {
        let asked = members(kind(&self.given));
        let is_kept = |(name, _): &&(String, Json)| asked.iter().all(|(member, ..)| member != name);
        let given = self.given.members().unwrap_or_default();
        let mut event = Json::Object(given.iter().filter(is_kept).cloned().collect());
        for (at, ((name, _, kind, is_needed), typed)) in asked.iter().zip(&self.typed).enumerate() {
            let text = typed.trim();
            let value = match kind {
                Kind::Day => match entry::day(text).map_err(|fault| (at, say::entry_fault(LANG, &fault)))? {
                    Some(Value::Date(day)) => day.to_string(),
                    Some(_) | None => String::new(),
                },
                Kind::Text | Kind::Cause => text.to_owned(),
            };
            if !value.is_empty() {
                event.insert_new(name, Json::from(value));
            } else if *is_needed {
                return Err((at, t(Say::PleaseFill).to_owned()));
            }
        }
        // As it is written in packages.
        match Log::read(std::slice::from_ref(&event), law()).to_json().into_iter().next() {
            Some(event) => Ok(event),
            None => Ok(event),
        }
    }
}

fn kind(event: &Json) -> &str {
    event.get("kind").and_then(Json::as_text).unwrap_or_default()
}

/// An object of texts.
pub fn given<const N: usize>(members: [(&str, &str); N]) -> Json {
    Json::Object(members.iter().map(|(name, value)| ((*name).to_owned(), Json::from(*value))).collect())
}

/// What an event says.
pub fn words(event: &Json) -> String {
    match Log::read(std::slice::from_ref(event), law()).entries().first() {
        Some(Entry::Event(event, _)) => what(law(), event),
        Some(Entry::Unread(_)) | None => event.pretty(),
    }
}

/// A button that asks for an event, and the form in its place while it is asked for. `place` names both.
pub fn enter(board: Board, place: String, label: String, class: &'static str, given: Json) -> AnyView {
    enter_after(board, place, label, class, given, None)
}

/// The same; the event `first` is entered along with it.
pub fn enter_after(
    board: Board,
    place: String,
    label: String,
    class: &'static str,
    given: Json,
    first: Option<Json>,
) -> AnyView {
    let id = place.clone();
    let begin = move |_| {
        board.asked.set(Some(Asked { first: first.clone(), ..Asked::new(&id, given.clone()) }));
        focus::first_input("asked");
    };
    let key = place.clone();
    let is_here = Memo::new(move |_| board.asked.with(|it| it.as_ref().is_some_and(|it| it.is_at(&key))));
    let form_here = move || is_here.get().then(|| form(board));
    el("span.enter")
        .add(
            el("button")
                .attr("class", class)
                .attr("id", place)
                .attr("aria-expanded", move || if is_here.get() { "true" } else { "false" })
                .on("click", begin)
                .add(label),
        )
        .add(form_here)
        .piece()
}

/// The form for the event at a place of the log.
pub fn correct(board: Board, place: &str, at: usize, was: &Json) {
    board.asked.set(Some(Asked { was: Some((at, was.clone())), ..Asked::new(place, was.clone()) }));
    focus::first_input("asked");
}

/// The form of what is asked.
pub fn form(board: Board) -> AnyView {
    let Some(asked) = board.asked.get_untracked() else { return ().piece() };
    let place = asked.place.clone();
    let close = move || {
        board.asked.set(None);
        focus::element(&place);
    };
    let cancel = close.clone();
    let keys = close.clone();
    let keep = move || {
        if keep(board) {
            close();
        }
    };
    let by_key = keep.clone();
    let on_key = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast as _;
        let Ok(event) = event.dyn_into::<web_sys::KeyboardEvent>() else { return };
        match event.key().as_str() {
            "Escape" => keys(),
            "Enter" if focus::is_in_text() => {
                event.prevent_default();
                by_key();
            }
            _ => {}
        }
    };
    let fields = members(kind(&asked.given)).iter().enumerate().map(|(at, it)| field(board, at, *it, &asked));
    el("fieldset.asked")
        .on("keydown", on_key)
        .add(el("legend.label").add(legend(board, &asked)))
        .add(fields.pieces())
        .add(
            el("div.actions.mt3")
                .add(el("button.btn.btn--main.btn--small").on("click", move |_| keep()).add(Say::KeepEvent))
                .add(el("button.btn.btn--small").on("click", move |_| cancel()).add(Say::Stop)),
        )
        .piece()
}

/// What is being entered, the day left out.
fn legend(board: Board, asked: &Asked) -> String {
    let mut event = asked.given.clone();
    event.insert_new("on", Json::from(board.today.peek().to_string()));
    event.insert_new("change", Json::from("…"));
    if kind(&event) == "notice" {
        return t(Say::Notice).to_owned();
    }
    words(&event)
}

fn field(board: Board, at: usize, (name, label, kind, is_needed): Member, asked: &Asked) -> AnyView {
    let id = format!("ask-{name}");
    let message = format!("{id}-m");
    let fault = move || {
        board.asked.with(|it| {
            let (place, why) = it.as_ref()?.fault.as_ref()?;
            (*place == at).then(|| why.clone())
        })
    };
    let is_bad = Memo::new(move |_| fault().is_some());
    let keep = move |event| {
        let text = event_target_value(&event);
        board.asked.update_untracked(|it| {
            if let Some(typed) = it.as_mut().and_then(|it| it.typed.get_mut(at)) {
                *typed = text;
            }
        });
    };
    let now = asked.typed.get(at).cloned().unwrap_or_default();
    let input = if kind == Kind::Cause {
        let option = |value: &'static str, words: &'static str| {
            el("option").attr("value", value).attr("selected", value == now).add(words)
        };
        let causes = [Cause::Misconduct, Cause::NoLongerMeets, Cause::LateReport];
        el("select.input")
            .add(option("", t(Say::NotKnown)))
            .add(causes.iter().map(|it| option(it.word(), cause(*it))).pieces())
            .on("change", keep)
    } else {
        let text = RwSignal::new(now);
        let today = board.today;
        let fill = move |_| {
            let day = today.peek().to_string();
            text.set(day.clone());
            board.asked.update_untracked(|it| {
                if let Some(typed) = it.as_mut().and_then(|it| it.typed.get_mut(at)) {
                    *typed = day;
                }
            });
        };
        let input = el("input.input.input--w10")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("maxlength", "200")
            .prop("value", move || text.get())
            .on("input", keep);
        let input = input
            .attr("id", id.clone())
            .attr("aria-invalid", move || is_bad.get().then_some("true"))
            .attr("aria-describedby", message.clone());
        let button = (kind == Kind::Day && name == "on")
            .then(|| el("button.btn.btn--text").on("click", fill).add(Say::Today));
        return el("div.field")
            .add(el("label.label.label--sub").attr("for", id).add(t(label)).add(optional(is_needed)))
            .add(el("div.withunit").add(input).add(button))
            .add(told(message, fault))
            .piece();
    };
    el("div.field")
        .add(el("label.label.label--sub").attr("for", id.clone()).add(t(label)).add(optional(is_needed)))
        .add(input.attr("id", id))
        .add(told(message, fault))
        .piece()
}

fn optional(is_needed: bool) -> Option<&'static str> {
    (!is_needed).then(|| t(Say::MayStayEmpty))
}

fn told(id: String, fault: impl Fn() -> Option<String> + Send + 'static) -> AnyView {
    el("div")
        .attr("id", id)
        .attr("role", "alert")
        .add(move || fault().map(|why| el("p.msg.msg--bad").add(icon(Sign::Unmet)).add(el("b").add(why))))
        .piece()
}

/// Keeps what was asked; false where something cannot be used.
fn keep(board: Board) -> bool {
    let desk = board.desk;
    let Some(asked) = board.asked.get_untracked() else { return true };
    let mut event = match asked.event() {
        Ok(event) => event,
        Err((at, why)) => {
            let name = members(kind(&asked.given)).get(at).map_or("", |(name, ..)| *name);
            focus::element(&format!("ask-{name}"));
            board.asked.update(|it| {
                if let Some(it) = it {
                    it.fault = Some((at, why));
                }
            });
            return false;
        }
    };
    if asked.was.is_none() && kind(&event) == "submitted" {
        // What was handed in stays as it was, whatever is answered later.
        let today = board.today.peek();
        let answers = desk.peek(|draft| write_facts(&draft.informed(law(), today), law()));
        event.insert_new(ANSWERS, answers);
    }
    board.told.set(say::event_kept(LANG, &words(&event)));
    if let Some((at, was)) = asked.was {
        desk.act(Action::ChangeEvent { at, was, becomes: Some(event) });
        return true;
    }
    if let Some(first) = asked.first {
        desk.act(Action::AddEvent(first));
    }
    desk.act(Action::AddEvent(event));
    true
}
