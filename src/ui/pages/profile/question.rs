//! Answers: what does one input of the form ask, and what stands there now?
//!
//! A question is a fact, for a year if it has years, or a field of an item; the controls do not care which.

use crate::draft::{Draft, ItemId, Place};
use crate::facts::{Answer, FactKey, Stated, Value};
use crate::policy::schema::{Choice, Fact, Field, Kind};
use crate::text::number;
use crate::text::say;
use crate::text::say::Say;
use crate::ui::words::{LANG, t, w};

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Where the answer goes.
    pub place: Place,
    /// The id of the input in the document.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// What it means.
    pub help: Option<&'static str>,
    /// What sort of answer.
    pub kind: Kind,
    /// Values of a choice.
    pub choices: &'static [Choice],
    /// What a number counts.
    pub unit: &'static str,
    /// "Not applicable" may be answered.
    pub takes_not_applicable: bool,
    /// No verdict needs it.
    pub is_optional: bool,
}

/// The id in the document of the input for a fact of a year: `revenue-2025`.
pub fn input_id(fact: &Fact, year: Option<i32>) -> String {
    year.map_or_else(|| fact.id.to_string(), |year| format!("{}-{year}", fact.id))
}

impl Question {
    /// The question for a fact, of a year if it has years.
    pub fn of_fact(fact: &'static Fact, year: Option<i32>) -> Self {
        let label = w(&fact.label);
        Self {
            place: Place::Fact(FactKey { fact: fact.key(), year }),
            id: input_id(fact, year),
            label: year.map_or_else(|| label.to_owned(), |year| say::of_year(LANG, label, year)),
            help: fact.help.as_ref().map(w),
            kind: fact.kind,
            choices: &fact.choice,
            unit: unit(fact.kind, fact.unit.as_deref()),
            takes_not_applicable: fact.not_applicable,
            is_optional: fact.optional,
        }
    }

    /// The question for a field of an item.
    pub fn of_field(list: &'static Fact, item: ItemId, field: &'static Field) -> Self {
        Self {
            place: Place::Field { list: list.key(), item, field: field.key() },
            id: format!("{}.{}", list.id, field.id),
            label: w(&field.label).to_owned(),
            help: field.help.as_ref().map(w),
            kind: field.kind,
            choices: &field.choice,
            unit: unit(field.kind, field.unit.as_deref()),
            takes_not_applicable: false,
            is_optional: field.optional,
        }
    }

    /// What stands there now.
    pub fn stated(&self, draft: &Draft) -> Option<Stated> {
        stated(draft, &self.place)
    }

    /// The text an input opens with: what was typed and cannot be used, else the answer.
    pub fn text(&self, draft: &Draft) -> String {
        if let Some(raw) = draft.raw(&self.place) {
            return raw.text.clone();
        }
        match self.stated(draft) {
            Some(Stated::Value(Value::Number(number))) => crate::entry::grouped(number, 0),
            Some(Stated::Value(Value::Date(date))) => date.to_string(),
            Some(Stated::Value(Value::Text(text))) => text,
            Some(
                Stated::Value(Value::Flag(_) | Value::Judgement { .. } | Value::Choice(_))
                | Stated::NotApplicable,
            )
            | None => String::new(),
        }
    }
}

/// What stands at a place.
pub fn stated(draft: &Draft, place: &Place) -> Option<Stated> {
    match place {
        Place::Fact(key) => match draft.facts().answer(*key) {
            Answer::Known(value) => Some(Stated::Value(value.clone())),
            Answer::NotApplicable => Some(Stated::NotApplicable),
            Answer::Unanswered => None,
        },
        Place::Field { list, item, field } => {
            draft.item(*list, *item).and_then(|item| item.get(*field)).cloned().map(Stated::Value)
        }
        Place::FilingDate { tier } => {
            let filing = draft.filing();
            let date = match tier {
                Some(tier) => filing.tiers.get(tier).and_then(|it| it.date),
                None => filing.date,
            };
            date.map(|date| Stated::Value(Value::Date(date)))
        }
    }
}

/// What a number of this kind counts.
pub fn unit(kind: Kind, counted: Option<&'static str>) -> &'static str {
    match kind {
        Kind::Money => t(Say::Wan),
        Kind::Percent => "%",
        Kind::Points => t(Say::PointsUnit),
        Kind::Count => counted.map_or("", number::counted),
        Kind::Date
        | Kind::YesNo
        | Kind::Judgement
        | Kind::Choice
        | Kind::IndustryCode
        | Kind::CreditCode
        | Kind::Text
        | Kind::List => "",
    }
}
