//! Answers: which answers can be otherwise in a scenario, and what are they called in a list to choose from?
//!
//! What the versions in force ask for; of a list its items' fields, more items like one of them, and its end.

use crate::domain::Domain;
use crate::draft::Draft;
use crate::facts::{FactKey, Facts, List};
use crate::plan::{Spot, To};
use crate::policy::schema::{Choice, Fact, Field, Group, Kind};
use crate::table;
use crate::text::say::{self, Say};
use crate::ui::pages::profile::items::item_name;
use crate::ui::pages::profile::question::{Question, unit};
use crate::ui::state::law;
use crate::ui::words::{LANG, t, w};

/// An answer that can be otherwise.
pub struct Offered {
    /// Its id in the list.
    pub id: String,
    /// What it is called there.
    pub label: String,
    /// Which.
    pub spot: Spot,
    /// What it becomes at once, where there is nothing to choose.
    pub to: Option<To>,
}

/// What a value at a spot may be.
#[derive(Clone, Copy)]
pub struct Sort {
    /// The kind.
    pub kind: Kind,
    /// Which values can be stated.
    pub domain: Domain<'static>,
    /// What a number counts.
    pub unit: &'static str,
    /// Values of a choice.
    pub choices: &'static [Choice],
}

/// What a value there may be; `None` of items and ends.
pub fn sort(spot: &Spot) -> Option<Sort> {
    let fact: &'static Fact = law().fact(spot.fact())?;
    match spot {
        Spot::Fact(_) => Some(Sort {
            kind: fact.kind,
            domain: Domain::of_fact(fact),
            unit: unit(fact.kind, fact.unit.as_deref()),
            choices: &fact.choice,
        }),
        Spot::Field { field, .. } => fact.field(*field).map(|field| Sort {
            kind: field.kind,
            domain: Domain::of_field(field),
            unit: unit(field.kind, field.unit.as_deref()),
            choices: &field.choice,
        }),
        Spot::Items { .. } | Spot::End(_) => None,
    }
}

/// The groups of the form with the answers of each that can be otherwise, those of an item as a group of their own.
pub fn offered(facts: &Facts, used: &table::Set<FactKey>, draft: &Draft) -> Vec<(String, Vec<Offered>)> {
    let mut all = Vec::new();
    for group in law().groups() {
        let single = group.fact.iter().filter(|fact| is_varied(fact.kind));
        let of_fact = |fact: &'static Fact| {
            used.keys().filter(move |key| key.fact == fact.key()).map(move |key| by_itself(fact, *key))
        };
        all.push((w(&group.label).to_owned(), single.flat_map(of_fact).collect()));
        all.extend(lists(group, facts, used, draft));
    }
    all.retain(|(_, offered)| !offered.is_empty());
    all
}

fn by_itself(fact: &'static Fact, key: FactKey) -> Offered {
    let question = Question::of_fact(fact, key.year);
    Offered { id: question.id, label: question.label, spot: Spot::Fact(key), to: None }
}

fn lists(
    group: &'static Group,
    facts: &Facts,
    used: &table::Set<FactKey>,
    draft: &Draft,
) -> Vec<(String, Vec<Offered>)> {
    let mut all = Vec::new();
    let lists = group.fact.iter().filter(|it| it.kind == Kind::List);
    for fact in lists.filter(|fact| used.keys().any(|key| key.fact == fact.key())) {
        let Some(list) = facts.list(fact.key()) else {
            all.push((w(&fact.label).to_owned(), vec![end(fact)]));
            continue;
        };
        let stated = draft.items(fact.key()).count();
        all.push((w(&fact.label).to_owned(), of_list(fact, list, facts)));
        let item = |at: usize| {
            let fields = fact.field.iter().filter(|field| is_varied(field.kind));
            let name = say::labelled(LANG, w(&fact.label), &item_name(fact.key(), at, facts));
            (name, fields.map(|field| of_item(fact, at, field)).collect())
        };
        all.extend((0..stated).map(item));
    }
    all
}

/// More items like one of those listed, and the end of the list.
fn of_list(fact: &'static Fact, list: &List, facts: &Facts) -> Vec<Offered> {
    let more = |(at, item): (usize, &crate::facts::Item)| Offered {
        id: format!("{}.+{at}", fact.id),
        label: say::more_like(LANG, w(&fact.label), &item_name(fact.key(), at, facts)),
        spot: Spot::Items { list: fact.key(), like: item.clone() },
        to: Some(To::Items { item: item.clone(), count: 1 }),
    };
    let mut all: Vec<Offered> = list.items.iter().enumerate().map(more).collect();
    if !list.is_complete {
        all.push(end(fact));
    }
    all
}

fn end(fact: &'static Fact) -> Offered {
    Offered {
        id: format!("{}-all", fact.id),
        label: say::labelled(LANG, w(&fact.label), t(Say::ListComplete)),
        spot: Spot::End(fact.key()),
        to: Some(To::Complete),
    }
}

fn of_item(fact: &'static Fact, at: usize, field: &'static Field) -> Offered {
    Offered {
        id: format!("{}.{at}.{}", fact.id, field.id),
        label: w(&field.label).to_owned(),
        spot: Spot::Field { list: fact.key(), item: at, field: field.key() },
        to: None,
    }
}

const fn is_varied(kind: Kind) -> bool {
    match kind {
        Kind::Money
        | Kind::Percent
        | Kind::Count
        | Kind::Points
        | Kind::YesNo
        | Kind::Judgement
        | Kind::Date
        | Kind::Choice => true,
        Kind::IndustryCode | Kind::CreditCode | Kind::Text | Kind::List => false,
    }
}
