//! Answers: what was typed here, and what does the program make of it?
//!
//! One input for every kind of typed answer. It keeps what is typed and never rewrites it; the draft gets what it
//! means. A fault is told once the input is left.

use leptos::prelude::*;

use super::faults::Trouble;
use super::question::Question;
use crate::draft::{Action, Place, RawWhy};
use crate::entry::{self, Reading};
use crate::facts::{Stated, Value};
use crate::policy::schema::Kind;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, el, pieces};
use crate::ui::signal::RwSignal;
use crate::ui::state::use_typing;
use crate::ui::state::{law, use_draft};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t};

/// The input with its unit, its echo and, where that may be answered, "no data".
pub fn with_unit(question: &Question) -> AnyView {
    let input = Input::new(question);
    let hint = if question.kind == Kind::Date { t(Say::DateHint) } else { question.unit };
    let unit = (!hint.is_empty()).then(|| el("span.unit").add(hint));
    pieces![
        el("div.withunit").add(input.view("input input--w10", None)).add(unit),
        input.echo(),
        not_applicable(question, input.text),
        input.message()
    ]
    .piece()
}

/// An input and the text in it.
#[derive(Clone)]
pub struct Input {
    id: String,
    place: StoredValue<Place>,
    kind: Kind,
    /// The text as typed.
    pub text: RwSignal<String>,
}

impl Input {
    /// The input of a question, with what stands there.
    pub fn new(question: &Question) -> Self {
        let text = use_draft().peek(|draft| question.text(draft));
        let place = StoredValue::new(question.place.clone());
        Self { id: question.id.clone(), place, kind: question.kind, text: RwSignal::new(text) }
    }

    /// Puts a text here as if it were typed.
    pub fn enter(&self) -> impl Fn(String) + Copy + Send + 'static {
        let (place, text, desk, typing) = (self.place, self.text, use_draft(), use_typing());
        move |value: String| {
            let place = place.get_value();
            typing.begin(place.clone());
            let reading = desk.peek(|draft| draft.reading(&place, &value, law()));
            desk.act(Action::typed(place, &value, &reading));
            text.set(value);
        }
    }

    /// The input alone. `name`: its label where none stands beside it.
    pub fn view(&self, class: &'static str, name: Option<String>) -> AnyView {
        let (place, text) = (self.place, self.text);
        let (desk, typing) = (use_draft(), use_typing());
        let why = why_at(place);
        let mode = match self.kind {
            Kind::Money | Kind::Percent | Kind::Points => "decimal",
            Kind::Count => "numeric",
            Kind::Date
            | Kind::YesNo
            | Kind::Judgement
            | Kind::Choice
            | Kind::IndustryCode
            | Kind::CreditCode
            | Kind::Text
            | Kind::List => "text",
        };
        let enter = self.enter();
        let on_input = move |event| enter(event_target_value(&event));
        let described = format!("{}-m", self.id);
        let class = move || match why() {
            Some(RawWhy::UnitSlip) => format!("{class} input--warn"),
            Some(RawWhy::Unreadable) | None => class.to_owned(),
        };
        let invalid = move || (why() == Some(RawWhy::Unreadable)).then_some("true");
        el("input")
            .attr("class", class)
            .attr("id", self.id.clone())
            .attr("type", "text")
            .attr("inputmode", mode)
            .attr("autocomplete", "off")
            .attr("aria-label", name)
            .attr("aria-invalid", invalid)
            .attr("aria-describedby", described)
            .prop("value", move || text.get())
            .on("input", on_input)
            .on("blur", move |_| {
                typing.end();
                desk.sheet_now().pause_typing();
            })
            .piece()
    }

    /// The echo of an amount: the same in 元 or 亿元, or a short fault.
    pub fn echo(&self) -> AnyView {
        let (place, kind, text, desk) = (self.place, self.kind, self.text, use_draft());
        let why = why_at(place);
        let echo = move || {
            let typed = text.get();
            let reading = desk.peek(|draft| place.with_value(|place| draft.reading(place, &typed, law())));
            match (why(), echo_of(kind, &reading)) {
                (Some(RawWhy::Unreadable), _) => {
                    el("span.echo.echo--bad").add(icon(Sign::Unmet)).add(Say::NotUsable).piece()
                }
                (Some(_), Some(echo)) => {
                    el("span.echo.echo--warn").add(icon(Sign::Warning)).add(echo).piece()
                }
                (_, Some(echo)) => el("span.echo").add(echo).piece(),
                (_, None) => ().piece(),
            }
        };
        echo.piece()
    }

    /// What is wrong with the text, with the ways out; nothing while it is being typed.
    pub fn message(&self) -> AnyView {
        let told = self.told(None);
        el("div").attr("id", format!("{}-m", self.id)).add(told).piece()
    }

    /// The same as a row of the table of years.
    pub fn message_row(&self, year: i32, span: usize) -> AnyView {
        let (told, id) = (self.told(Some(year)), format!("{}-m", self.id));
        let row = move || {
            let cell = |told| el("td").attr("colspan", span).attr("id", id.clone()).add(told);
            told().map(|told| el("tr.years__msg").add(cell(told)))
        };
        row.piece()
    }

    fn told(&self, year: Option<i32>) -> impl Fn() -> Option<AnyView> + Copy + Send + 'static {
        let (place, text, desk, why) = (self.place, self.text, use_draft(), why_at(self.place));
        move || {
            why()?;
            let trouble = place.with_value(|place| desk.with(|draft| Trouble::at(draft, place)))?;
            Some(message(&trouble, place, text, year))
        }
    }
}

/// Why the text at a place is not used; nothing while it is being typed there.
fn why_at(place: StoredValue<Place>) -> impl Fn() -> Option<RawWhy> + Copy + Send + 'static {
    let (desk, typing) = (use_draft(), use_typing());
    move || {
        place.with_value(|place| {
            let is_typed = typing.is_at(place);
            desk.with(|draft| draft.raw(place).map(|raw| raw.why)).filter(|_| !is_typed)
        })
    }
}

fn echo_of(kind: Kind, reading: &Reading) -> Option<String> {
    match (kind, reading) {
        (Kind::Money, Reading::Value(Value::Number(amount)) | Reading::Slip { amount, .. }) => {
            Some(entry::in_yuan(*amount))
        }
        (Kind::Date, Reading::Value(Value::Date(date))) => Some(say::long_date(LANG, *date)),
        _ => None,
    }
}

fn message(
    trouble: &Trouble,
    place: StoredValue<Place>,
    text: RwSignal<String>,
    year: Option<i32>,
) -> AnyView {
    let before = year.map(|year| say::year_colon(LANG, year));
    match trouble.why {
        RawWhy::Unreadable => el("div.wash.bad")
            .add(
                el("p.msg.msg--bad").add(icon(Sign::Unmet)).add(
                    el("span")
                        .add(el("b").add(before).add(trouble.words.clone()))
                        .add(say::kept_as_open(LANG, &trouble.text)),
                ),
            )
            .piece(),
        RawWhy::UnitSlip => slip(trouble, place, text, before),
    }
}

fn slip(
    trouble: &Trouble,
    place: StoredValue<Place>,
    text: RwSignal<String>,
    before: Option<String>,
) -> AnyView {
    let desk = use_draft();
    let accept = move |number: crate::units::Decimal| {
        let stated = Stated::Value(Value::Number(number));
        desk.act(Action::State { place: place.get_value(), stated });
    };
    let change = trouble.suggested.map(|number| {
        let shown = entry::grouped(number, 0);
        let label = say::change_to(LANG, &shown);
        let click = move |_| {
            text.set(shown.clone());
            accept(number);
        };
        el("button.btn.btn--small").on("click", click).add(label)
    });
    let keep = trouble.amount.map(|number| {
        el("button.btn.btn--small").on("click", move |_| accept(number)).add(Say::NumberIsRight)
    });
    el("div.wash.warn")
        .add(
            el("p.msg.msg--warn")
                .add(icon(Sign::Warning))
                .add(el("span").add(el("b").add(before).add(Say::CheckUnit)).add(trouble.words.clone())),
        )
        .add(el("p.msg__acts").add(change).add(keep))
        .add(el("p.echo").add(Say::SlipIsOpen))
        .piece()
}

/// "No data", where that may be answered and nothing is typed.
pub fn not_applicable(question: &Question, text: RwSignal<String>) -> Option<AnyView> {
    if !question.takes_not_applicable {
        return None;
    }
    let desk = use_draft();
    let place = StoredValue::new(question.place.clone());
    let label = question.label.clone();
    let is_on = move || {
        place.with_value(|place| desk.with(|draft| super::question::stated(draft, place)))
            == Some(Stated::NotApplicable)
    };
    let change = move |event| {
        let place = place.get_value();
        let action = if event_target_checked(&event) {
            Action::State { place, stated: Stated::NotApplicable }
        } else {
            Action::Clear { place }
        };
        desk.act(action);
    };
    let is_blank = move || text.with(|text| text.trim().is_empty());
    let view = move || {
        is_blank().then(|| {
            el("label.check")
                .add(el("input").attr("type", "checkbox").prop("checked", is_on).on("change", change))
                .add(Say::NoData)
                .add(el("span.vh").add(Say::Colon).add(label.clone()))
        })
    };
    Some(view.piece())
}
