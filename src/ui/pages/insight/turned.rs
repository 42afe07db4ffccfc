//! Answers: how is one answer of a scenario changed?
//!
//! By an input like that of the form, for numbers, days, choices, and how many items more.

use leptos::prelude::*;

use super::scenario::Turn;
use super::spots::{Sort, sort};
use super::trial::Board;
use crate::entry::{self, Reading};
use crate::facts::Value;
use crate::plan::{Spot, To};
use crate::policy::schema::{Choice, ChoiceId, Kind};
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::state::law;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};

/// The most items more.
const MOST_MORE: usize = 10;

/// Which answer of which scenario.
#[derive(Clone, Copy)]
pub struct Turned {
    /// The scenarios.
    pub board: Board,
    /// The scenario.
    pub id: u32,
    /// The place among its changes.
    pub at: usize,
}

impl Turned {
    /// What `look` makes of it, tracked.
    fn with<T>(self, look: impl FnOnce(&Turn) -> T) -> Option<T> {
        self.board.with(self.id, |it| it.turns.get(self.at).map(look)).flatten()
    }

    /// It becomes this.
    fn set(self, to: Option<To>, text: String) {
        self.board.visit.change(self.id, |it| {
            if let Some(turn) = it.turns.get_mut(self.at) {
                (turn.to, turn.text) = (to, text);
            }
        });
    }

    /// What becomes of it in words.
    fn words(self, spot: Spot) -> impl Fn() -> Option<String> + Send + 'static {
        move || {
            let to = self.with(|it| it.to.clone()).flatten();
            to.map(|to| self.board.tell(|teller| teller.becomes(&spot, &to)))
        }
    }
}

/// Its input, with this id.
pub fn control(turned: Turned, spot: &Spot, input: String) -> AnyView {
    let Some(sort) = sort(spot) else {
        let words = turned.words(spot.clone());
        return match spot {
            Spot::Items { .. } => pieces![more(turned, input), el("p.small.soft").add(words)].piece(),
            Spot::Fact(_) | Spot::Field { .. } | Spot::End(_) => {
                el("output").attr("id", input).attr("tabindex", "-1").add(words).piece()
            }
        };
    };
    match sort.kind {
        Kind::Money | Kind::Percent | Kind::Count | Kind::Points | Kind::Date => typed(turned, sort, input),
        Kind::YesNo | Kind::Judgement => yes_no(turned, sort.kind, input).piece(),
        Kind::Choice => choice(turned, sort.choices, input).piece(),
        Kind::IndustryCode | Kind::CreditCode | Kind::Text | Kind::List => {
            el("output").attr("id", input).add(turned.words(spot.clone())).piece()
        }
    }
}

fn typed(turned: Turned, sort: Sort, input: String) -> AnyView {
    let Sort { kind, domain, unit, .. } = sort;
    let reading = move |text: &str| entry::value(text, &domain, law());
    let text = move || turned.with(|it| it.text.clone()).unwrap_or_default();
    let fault = move || match reading(&text()) {
        Reading::Fault(fault) => Some(say::entry_fault(LANG, &fault)),
        Reading::Blank | Reading::Value(_) | Reading::Slip { .. } => None,
    };
    let typed = move |event| {
        let typed = event_target_value(&event);
        let to = match reading(&typed) {
            Reading::Value(value) => Some(To::Value(value)),
            Reading::Blank | Reading::Slip { .. } | Reading::Fault(_) => None,
        };
        turned.set(to, typed);
    };
    let (mode, hint) = if kind == Kind::Date { ("text", t(Say::DateHint)) } else { ("decimal", unit) };
    let message = format!("{input}-m");
    pieces![
        el("div.withunit")
            .add(
                el("input.input.input--w10")
                    .attr("id", input)
                    .attr("type", "text")
                    .attr("inputmode", mode)
                    .attr("autocomplete", "off")
                    .attr("aria-describedby", message.clone())
                    .attr("aria-invalid", move || fault().map(|_| "true"))
                    .prop("value", text)
                    .on("input", typed)
            )
            .add(el("span.unit").add(hint)),
        el("div").attr("id", message).add(move || {
            fault().map(|words| el("p.msg.msg--bad").add(icon(Sign::Unmet)).add(el("b").add(words)))
        })
    ]
    .piece()
}

/// A list to choose from; the first way leaves it as it is in the draft.
fn ways(
    input: String,
    options: Vec<(String, String)>,
    chosen: &str,
    choose: impl Fn(&str) + Send + 'static,
) -> El {
    let option = |(value, words): (String, String)| {
        let is_chosen = value == chosen;
        el("option").attr("value", value).attr("selected", is_chosen).add(words)
    };
    el("select.select.input--w10")
        .attr("id", input)
        .on("change", move |event| choose(&event_target_value(&event)))
        .add(el("option").attr("value", "").attr("selected", chosen.is_empty()).add(Say::AsInDraft))
        .add(options.into_iter().map(option).pieces())
}

fn yes_no(turned: Turned, kind: Kind, input: String) -> El {
    let said = untrack(|| turned.with(|it| it.to.as_ref().and_then(holds))).flatten();
    let chosen = said.map_or("", |holds| if holds { "yes" } else { "no" });
    let options =
        [("yes", Say::Yes), ("no", Say::No)].map(|(id, words)| (id.to_owned(), t(words).to_owned()));
    ways(input, options.to_vec(), chosen, move |id| {
        let value = (!id.is_empty()).then(|| {
            let holds = id == "yes";
            if kind == Kind::Judgement {
                Value::Judgement { holds, note: String::new() }
            } else {
                Value::Flag(holds)
            }
        });
        turned.set(value.map(To::Value), String::new());
    })
}

fn choice(turned: Turned, choices: &'static [Choice], input: String) -> El {
    let said = untrack(|| turned.with(|it| it.to.as_ref().and_then(chosen_of))).flatten();
    let chosen = choices.iter().find(|it| Some(it.key()) == said).map_or("", |it| it.id.as_str());
    let options = choices.iter().map(|it| (it.id.to_string(), w(&it.label).to_owned())).collect();
    ways(input, options, chosen, move |id| {
        let value = (!id.is_empty()).then(|| Value::Choice(ChoiceId::of(id)));
        turned.set(value.map(To::Value), String::new());
    })
}

/// How many items more like that of the spot.
fn more(turned: Turned, input: String) -> El {
    let said = untrack(|| turned.with(|it| it.to.clone())).flatten();
    let like = untrack(|| turned.with(|it| it.spot.clone()));
    let (item, count) = match (said, like) {
        (Some(To::Items { item, count }), _) => (Some(item), count),
        (_, Some(Spot::Items { like, .. })) => (Some(like), 0),
        (_, Some(Spot::Fact(_) | Spot::Field { .. } | Spot::End(_)) | None) => (None, 0),
    };
    let chosen = if count == 0 { String::new() } else { count.to_string() };
    let options = (1..=MOST_MORE.max(count)).map(|it| (it.to_string(), say::items_more(LANG, it))).collect();
    ways(input, options, &chosen, move |count| {
        let to = item.clone().zip(count.parse().ok()).map(|(item, count)| To::Items { item, count });
        turned.set(to, String::new());
    })
}

fn holds(to: &To) -> Option<bool> {
    match to {
        To::Value(Value::Flag(holds) | Value::Judgement { holds, .. }) => Some(*holds),
        To::Value(Value::Number(_) | Value::Date(_) | Value::Choice(_) | Value::Text(_))
        | To::Items { .. }
        | To::Complete => None,
    }
}

fn chosen_of(to: &To) -> Option<ChoiceId> {
    match to {
        To::Value(Value::Choice(chosen)) => Some(*chosen),
        To::Value(
            Value::Flag(_) | Value::Judgement { .. } | Value::Number(_) | Value::Date(_) | Value::Text(_),
        )
        | To::Items { .. }
        | To::Complete => None,
    }
}
