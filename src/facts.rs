//! Answers: what has the enterprise stated?
//!
//! A set of facts, each keyed by its id and, where it has a period, by the calendar year; lists hold items with
//! fields of their own. What is absent is unanswered: not zero, not "no", not "not applicable". Knows the
//! vocabulary's ids, not the standards that ask for them.

use crate::policy::schema::{ChoiceId, FactId, Field, FieldDefault, FieldId};
use crate::table::Table;
use crate::units::{Date, Decimal};

/// A fact, for the calendar year if it has a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactKey {
    /// The fact.
    pub fact: FactId,
    /// The calendar year of a fact with a period.
    pub year: Option<i32>,
}

impl FactKey {
    /// A fact without a period.
    pub const fn timeless(fact: FactId) -> Self {
        Self { fact, year: None }
    }

    /// A fact of a calendar year.
    pub const fn of_year(fact: FactId, year: i32) -> Self {
        Self { fact, year: Some(year) }
    }
}

/// A stated value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Money in 万元, percent as written (3 is 3 %), count or points.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// The enterprise's own judgement.
    Judgement {
        /// Whether it holds.
        holds: bool,
        /// Why, in its own words; may be empty.
        note: String,
    },
    /// One of the choices.
    Choice(ChoiceId),
    /// A code or free text.
    Text(String),
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// Stated.
    Known(T),
    /// The enterprise says that it has no such figure.
    NotApplicable,
    /// Not (yet) said.
    Unanswered,
}

/// A stated answer of a fact that is not a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stated {
    /// A value.
    Value(Value),
    /// "Not applicable".
    NotApplicable,
}

/// A list fact. Unanswered is open and empty (decision 61).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Nothing exists beyond the items listed.
    pub is_complete: bool,
    /// The items in the user's order.
    pub items: Vec<Item>,
}

/// An item of a list: its answered fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item(Table<FieldId, Value>);

impl Item {
    /// The stated value of a field.
    pub fn get(&self, field: FieldId) -> Option<&Value> {
        self.0.get(&field)
    }

    /// States a field, or takes the statement back.
    pub fn set(&mut self, field: FieldId, value: Option<Value>) {
        match value {
            Some(value) => self.0.insert(field, value),
            None => self.0.remove(&field),
        };
    }

    /// Everything stated, in a fixed order.
    pub fn stated(&self) -> impl Iterator<Item = (FieldId, &Value)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }

    /// True when nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A day, if stated.
    pub fn date(&self, field: FieldId) -> Option<Date> {
        match self.get(field)? {
            Value::Date(date) => Some(*date),
            Value::Number(_)
            | Value::Flag(_)
            | Value::Judgement { .. }
            | Value::Choice(_)
            | Value::Text(_) => None,
        }
    }

    /// A number, if stated.
    pub fn number(&self, field: FieldId) -> Option<Decimal> {
        match self.get(field)? {
            Value::Number(number) => Some(*number),
            Value::Date(_) | Value::Flag(_) | Value::Judgement { .. } | Value::Choice(_) | Value::Text(_) => {
                None
            }
        }
    }

    /// A choice as stated, else its default (decisions 32 and 62).
    pub fn choice(&self, field: &Field) -> Option<ChoiceId> {
        if let Some(Value::Choice(choice)) = self.get(field.key()) {
            return Some(*choice);
        }
        match &field.default {
            Some(FieldDefault::WhenAnswered { field: other, value }) => self.get(*other).map(|_| *value),
            Some(FieldDefault::Follows { .. }) | None => None,
        }
    }

    /// A yes-no or judgement as stated, else its default (decisions 31 and 62), for which `fields` are the list's.
    pub fn flag(&self, field: &Field, fields: &[Field]) -> Option<bool> {
        match self.get(field.key()) {
            Some(Value::Flag(flag)) => return Some(*flag),
            Some(Value::Judgement { holds, .. }) => return Some(*holds),
            Some(Value::Number(_) | Value::Date(_) | Value::Choice(_) | Value::Text(_)) | None => {}
        }
        match &field.default {
            Some(FieldDefault::Follows { field: other, value }) => {
                let other = fields.iter().find(|it| it.key() == *other)?;
                self.choice(other).map(|choice| choice == *value)
            }
            Some(FieldDefault::WhenAnswered { .. }) | None => None,
        }
    }
}

/// Everything an enterprise has stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    stated: Table<FactKey, Stated>,
    lists: Table<FactId, List>,
}

impl Facts {
    /// What is known of a fact that is not a list.
    pub fn answer(&self, key: FactKey) -> Answer<&Value> {
        match self.stated.get(&key) {
            Some(Stated::Value(value)) => Answer::Known(value),
            Some(Stated::NotApplicable) => Answer::NotApplicable,
            None => Answer::Unanswered,
        }
    }

    /// True when a value is stated for a fact without a year.
    pub fn is_known(&self, fact: FactId) -> bool {
        matches!(self.answer(FactKey::timeless(fact)), Answer::Known(_))
    }

    /// A number.
    pub fn number(&self, key: FactKey) -> Answer<Decimal> {
        match self.answer(key) {
            Answer::Known(Value::Number(number)) => Answer::Known(*number),
            Answer::NotApplicable => Answer::NotApplicable,
            Answer::Known(_) | Answer::Unanswered => Answer::Unanswered,
        }
    }

    /// A yes-no or a judgement. "Not applicable" counts as no (decision 60).
    pub fn flag(&self, fact: FactId) -> Answer<bool> {
        match self.answer(FactKey::timeless(fact)) {
            Answer::Known(Value::Flag(flag)) => Answer::Known(*flag),
            Answer::Known(Value::Judgement { holds, .. }) => Answer::Known(*holds),
            Answer::NotApplicable => Answer::Known(false),
            Answer::Known(_) | Answer::Unanswered => Answer::Unanswered,
        }
    }

    /// A choice.
    pub fn choice(&self, fact: FactId) -> Answer<ChoiceId> {
        match self.answer(FactKey::timeless(fact)) {
            Answer::Known(Value::Choice(choice)) => Answer::Known(*choice),
            Answer::NotApplicable => Answer::NotApplicable,
            Answer::Known(_) | Answer::Unanswered => Answer::Unanswered,
        }
    }

    /// A day.
    pub fn date(&self, fact: FactId) -> Answer<Date> {
        match self.answer(FactKey::timeless(fact)) {
            Answer::Known(Value::Date(date)) => Answer::Known(*date),
            Answer::NotApplicable => Answer::NotApplicable,
            Answer::Known(_) | Answer::Unanswered => Answer::Unanswered,
        }
    }

    /// A text or code.
    pub fn text(&self, fact: FactId) -> Option<&str> {
        match self.answer(FactKey::timeless(fact)) {
            Answer::Known(Value::Text(text)) => Some(text),
            Answer::Known(_) | Answer::NotApplicable | Answer::Unanswered => None,
        }
    }

    /// A list, if anything was said of it.
    pub fn list(&self, fact: FactId) -> Option<&List> {
        self.lists.get(&fact)
    }

    /// States a fact, or takes the statement back.
    pub fn set(&mut self, key: FactKey, stated: Option<Stated>) {
        match stated {
            Some(stated) => self.stated.insert(key, stated).is_some(),
            None => self.stated.remove(&key).is_some(),
        };
    }

    /// States a list, or takes the statement back.
    pub fn set_list(&mut self, fact: FactId, list: Option<List>) {
        match list {
            Some(list) => self.lists.insert(fact, list).is_some(),
            None => self.lists.remove(&fact).is_some(),
        };
    }

    /// The list to change; made open and empty where nothing was said.
    pub fn list_mut(&mut self, fact: FactId) -> &mut List {
        self.lists.get_or_insert_with(fact, List::default)
    }

    /// Everything stated outside lists, in a fixed order.
    pub fn stated(&self) -> impl Iterator<Item = (&FactKey, &Stated)> {
        self.stated.iter()
    }

    /// Every list of which anything was said, in a fixed order.
    pub fn lists(&self) -> impl Iterator<Item = (&FactId, &List)> {
        self.lists.iter()
    }

    /// True when nothing is stated at all.
    pub fn is_empty(&self) -> bool {
        self.stated.is_empty() && self.lists.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_empty_until_something_is_stated_and_again_when_it_is_taken_back() {
        let field = FieldId::of("amount");
        let mut item = Item::default();
        assert!(item.is_empty());
        item.set(field, Some(Value::Flag(true)));
        assert!(!item.is_empty());
        item.set(field, None);
        assert!(item.is_empty());
    }

    #[test]
    fn facts_are_empty_with_neither_an_answer_nor_a_list() {
        let fact = FactId::of("titles");
        let mut facts = Facts::default();
        assert!(facts.is_empty());
        facts.set_list(fact, Some(List::default()));
        assert!(!facts.is_empty());
        facts.set_list(fact, None);
        facts.set(FactKey::timeless(fact), Some(Stated::NotApplicable));
        assert!(!facts.is_empty());
        facts.set(FactKey::timeless(fact), None);
        assert!(facts.is_empty());
    }
}
