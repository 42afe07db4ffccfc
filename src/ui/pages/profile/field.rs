//! Answers: how is one question asked by itself, outside the table of years?

use leptos::prelude::*;

use super::answers::{self, is_asked_in_radios};
use super::industry;
use super::question::Question;
use super::typed::{self, Input};
use crate::policy::schema::Kind;
use crate::text::say::Say;
use crate::ui::element::{Piece, el, pieces};

/// A question with its label, what it means, and its input.
pub fn field(question: &Question) -> AnyView {
    if is_asked_in_radios(question.kind) {
        return if question.kind == Kind::YesNo {
            answers::yes_no(question)
        } else {
            answers::judgement(question)
        };
    }
    let control = match question.kind {
        Kind::Choice => answers::choice(question),
        Kind::IndustryCode => industry::code(question),
        Kind::Money | Kind::Percent | Kind::Count | Kind::Points | Kind::Date => typed::with_unit(question),
        Kind::CreditCode | Kind::Text => text(question),
        Kind::YesNo | Kind::Judgement | Kind::List => ().piece(),
    };
    let optional = question.is_optional.then(|| el("span.soft.optional").add(Say::Optional));
    let help = question.help.map(|help| el("span.hint").add(help));
    el("div.field")
        .add(el("label.label").attr("for", question.id.clone()).add(question.label.clone()).add(optional))
        .add(help)
        .add(control)
        .piece()
}

fn text(question: &Question) -> AnyView {
    let input = Input::new(question);
    let class = if question.kind == Kind::CreditCode { "input input--w16 code" } else { "input" };
    pieces![input.view(class, None), input.message()].piece()
}
