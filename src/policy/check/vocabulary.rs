//! Answers: is the vocabulary whole, and does every word of the smaller files resolve?
//!
//! facts.toml, choices.toml, checks.toml and sources/index.toml.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, Place};
use crate::policy::schema::{
    Check, Choice, ChoiceId, Fact, FactId, Field, FieldDefault, FieldId, Kind, OneOfField,
};

impl<'a> Checker<'a> {
    /// Checks the vocabulary, the choices, the checks and the instruments.
    pub(super) fn vocabulary(&mut self) {
        self.folded_ids();
        self.facts();
        self.choices();
        self.checks();
        self.instruments();
    }

    /// Two ids of one sort must not fold to one number.
    fn folded_ids(&mut self) {
        let facts = self.book.facts.group.iter().flat_map(|group| &group.fact);
        let (mut fact_ids, mut field_ids, mut choice_ids) = (Folds::new(), Folds::new(), Folds::new());
        let mut same = Vec::new();
        let mut note = |clash: Option<&'a str>, id: &'a str| same.extend(clash.map(|other| (other, id)));
        for fact in facts {
            note(fact_ids.insert(FactId::of(&fact.id), &fact.id), &fact.id);
            for choice in &fact.choice {
                note(choice_ids.insert(ChoiceId::of(&choice.id), &choice.id), &choice.id);
            }
            for field in &fact.field {
                note(field_ids.insert(FieldId::of(&field.id), &field.id), &field.id);
                for choice in &field.choice {
                    note(choice_ids.insert(ChoiceId::of(&choice.id), &choice.id), &choice.id);
                }
            }
        }
        for (one, other) in same {
            let at = self.place("facts.toml", other, 0);
            self.fault(
                at,
                format!("this id and `{one}` fold to the same number; one of them needs another name"),
            );
        }
    }

    fn facts(&mut self) {
        let mut seen = BTreeSet::new();
        for group in &self.book.facts.group {
            for fact in &group.fact {
                let at = self.place("facts.toml", &fact.id, 0);
                if !seen.insert(&fact.id) {
                    self.fault(at, "this fact is there twice");
                }
                self.fact_itself(at, fact);
                self.choice_ids(at, &fact.choice);
                for field in &fact.field {
                    self.field_itself(at, fact, field);
                }
            }
        }
        let mut groups = BTreeSet::new();
        for group in &self.book.facts.group {
            let at = self.place("facts.toml", &group.id, 0);
            if !groups.insert(&group.id) {
                self.fault(at, "this group is there twice");
            }
        }
    }

    /// The keys of a fact fit its kind.
    fn fact_itself(&mut self, at: Place<'a>, fact: &'a Fact) {
        let kind = fact.kind;
        let is_number = matches!(kind, Kind::Money | Kind::Percent | Kind::Count | Kind::Points);
        let rules = [
            ((kind == Kind::Choice) == fact.choice.is_empty(), "a choice has values, and nothing else has"),
            ((kind == Kind::List) == fact.field.is_empty(), "a list has fields, and nothing else has"),
            ((kind == Kind::Count) != fact.unit.is_some(), "a count has a unit, and nothing else has"),
            (!fact.periods.is_empty() && !is_number, "only a number has periods"),
            (fact.signed && kind != Kind::Money, "only money may be negative"),
            (fact.whole && kind != Kind::Points, "only points are told to be whole"),
            (
                !is_number && (fact.least.is_some() || fact.most.is_some()),
                "only a number has a least or a most",
            ),
            (
                kind == Kind::List && fact.not_applicable,
                "a list is answered by being empty, not by \"not applicable\"",
            ),
        ];
        self.broken(at, &rules);
    }

    fn field_itself(&mut self, at: Place<'a>, fact: &'a Fact, field: &'a Field) {
        let rules = [
            (fact.field.iter().filter(|other| other.id == field.id).count() > 1, "a field is there twice"),
            (
                matches!(field.kind, Kind::List | Kind::Points | Kind::CreditCode | Kind::IndustryCode),
                "a field of this kind has no meaning",
            ),
            (
                (field.kind == Kind::Choice) == field.choice.is_empty(),
                "a choice has values, and nothing else has",
            ),
            ((field.kind == Kind::Count) != field.unit.is_some(), "a count has a unit, and nothing else has"),
            (field.least.is_some() && field.kind != Kind::Count, "only a count has a least"),
        ];
        let at = Place { line: at.line_of(&field.id), rule: &field.id, ..at };
        self.broken(at, &rules);
        self.choice_ids(at, &field.choice);
        if let Some(only_for) = &field.only_for {
            self.one_of_field(at, fact, only_for);
        }
        match &field.default {
            Some(FieldDefault::WhenAnswered { field: other, value }) => {
                self.field(at, fact, *other);
                self.value(at, &field.choice, *value);
            }
            Some(FieldDefault::Follows { field: other, value }) => {
                if let Some(other) = self.field(at, fact, *other) {
                    self.value(at, &other.choice, *value);
                }
                self.broken(at, &[(field.kind != Kind::YesNo, "only a yes-no follows another field")]);
            }
            None => {}
        }
    }

    pub(super) fn broken(&mut self, at: Place<'a>, rules: &[(bool, &str)]) {
        for (_, what) in rules.iter().filter(|(is_broken, _)| *is_broken) {
            self.fault(at, what);
        }
    }

    pub(super) fn choice_ids(&mut self, at: Place<'a>, choices: &'a [Choice]) {
        for (nth, choice) in choices.iter().enumerate() {
            if choices.iter().take(nth).any(|other| other.id == choice.id) {
                self.fault_at(at, &choice.id, format!("the value `{}` is there twice", choice.id));
            }
        }
    }

    fn choices(&mut self) {
        let choices = &self.book.choices.choice;
        for pair in choices.windows(2) {
            if let [before, after] = pair
                && after.number <= before.number
            {
                let (file, text) = self.file("choices.toml");
                let sought = format!("number = {}", after.number);
                let line = text.lines().position(|line| line == sought).map_or(1, |at| at + 1);
                let what = format!("choice {} does not come after choice {}", after.number, before.number);
                self.faults.push(super::Fault::new(file, line, what));
            }
        }
    }

    fn checks(&mut self) {
        let checks = &self.book.checks;
        let all = || checks.check.iter().chain(&checks.unproven);
        for (nth, check) in all().enumerate() {
            let at = self.place("checks.toml", &check.id, 0);
            if all().take(nth).any(|other| other.id == check.id) {
                self.fault(at, "this check is there twice");
            }
            self.figures(at, check, nth < checks.check.len());
            if let Some(when) = &check.when {
                self.condition(at, when);
            }
            if let Some(items) = &check.items {
                self.filter(at, items);
            }
            for fact in &check.about {
                self.fact(at, *fact);
            }
        }
    }

    /// The keys of a check about figures that are there or not.
    fn figures(&mut self, at: Place<'a>, check: &'a Check, is_contradiction: bool) {
        let gap = check.gap.and_then(|fact| self.fact(at, fact));
        let stated = check.stated.and_then(|fact| self.fact(at, fact));
        let without = check.without.and_then(|fact| self.fact(at, fact));
        let materials = self.book.materials.group.iter().flat_map(|group| &group.material);
        let proof = check.proof.as_ref().map(|id| materials.clone().find(|it| it.id == *id));
        let has_years = |fact: Option<&Fact>| fact.is_some_and(|fact| !fact.periods.is_empty());
        let rules = [
            (gap.is_some_and(|fact| fact.periods.len() < 3), "`gap` is a figure of three years or more"),
            (
                check.stated.is_some() != (without.is_some() || proof.is_some()),
                "`stated` needs what it is `without`, or its `proof`",
            ),
            (
                without.is_some() && (has_years(stated) || has_years(without)),
                "only what has no year is `without` another",
            ),
            (is_contradiction == proof.is_some(), "a `proof` stands in `unproven`, and nothing else does"),
            (
                proof.is_some_and(|it| it.is_none_or(|it| it.yearly != has_years(stated))),
                "`proof` names no material, or one that is not by the same years",
            ),
        ];
        self.broken(at, &rules);
    }

    fn instruments(&mut self) {
        for instrument in &self.book.sources.instrument {
            let at = self.place("sources/index.toml", &instrument.id, 0);
            if self.book.sources.instrument.iter().filter(|other| other.id == instrument.id).count() > 1 {
                self.fault(at, "this instrument is there twice");
            }
            let text = instrument.text.as_ref().map(|text| format!("sources/{text}"));
            let is_missing = text.as_ref().is_some_and(|path| self.file(path).0.is_empty());
            if is_missing {
                self.fault(at, "the file named by `text` is missing");
            }
            if instrument.own_text && text.is_none() {
                self.fault(at, "`own_text` needs the `text`");
            }
        }
    }

    /// A fact of the vocabulary.
    pub(super) fn fact(&mut self, at: Place<'a>, id: FactId) -> Option<&'a Fact> {
        let found = self.facts.get(&id).copied();
        if found.is_none() {
            let name = at.spelled(|text| FactId::of(text) == id);
            self.fault_at(at, &name, format!("there is no fact `{name}` in facts.toml"));
        }
        found
    }

    /// A field of a list fact.
    pub(super) fn field(&mut self, at: Place<'a>, list: &'a Fact, id: FieldId) -> Option<&'a Field> {
        let found = list.field.iter().find(|field| FieldId::of(&field.id) == id);
        if found.is_none() {
            let name = at.spelled(|text| FieldId::of(text) == id);
            self.fault_at(at, &name, format!("the list `{}` has no field `{name}`", list.id));
        }
        found
    }

    /// A value of a choice.
    pub(super) fn value(&mut self, at: Place<'a>, choices: &'a [Choice], id: ChoiceId) {
        if !choices.iter().any(|choice| ChoiceId::of(&choice.id) == id) {
            let name = at.spelled(|text| ChoiceId::of(text) == id);
            self.fault_at(at, &name, format!("the value `{name}` is none of the choice's"));
        }
    }

    /// A choice field of a list, and values of it.
    pub(super) fn one_of_field(&mut self, at: Place<'a>, list: &'a Fact, one_of: &'a OneOfField) {
        if one_of.values.is_empty() {
            self.fault(at, "a choice among no values never holds");
        }
        if let Some(field) = self.field(at, list, one_of.field) {
            for value in &one_of.values {
                self.value(at, &field.choice, *value);
            }
        }
    }
}

/// Ids of one sort by their folded value.
struct Folds<'a, T>(BTreeMap<T, &'a str>);

impl<'a, T: Ord> Folds<'a, T> {
    const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The other id that folds to the same number, if there is one.
    fn insert(&mut self, folded: T, id: &'a str) -> Option<&'a str> {
        self.0.insert(folded, id).filter(|other| *other != id)
    }
}
