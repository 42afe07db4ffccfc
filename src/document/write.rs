//! Answers: how is this written down as JSON?
//!
//! In the order of the vocabulary, years ascending, so that two files compare well line by line.

use super::{Document, FORMAT, Filings, TierFiling, VERSION, route_id};
use crate::facts::{FactKey, Facts, Item, List, Stated, Value};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, Fact, FactId, Kind};

/// The facts document of this version that reads back as `document`.
pub fn write(document: &Document, catalog: &Catalog) -> String {
    let members = vec![
        member("format", Json::text(FORMAT)),
        member("version", Json::Int(VERSION)),
        member("filing", write_filing(&document.filing)),
        member("facts", write_facts(&document.facts, catalog)),
    ];
    Json::Object(members).pretty()
}

/// The member `facts`: everything stated of facts that the vocabulary has.
pub fn write_facts(facts: &Facts, catalog: &Catalog) -> Json {
    let all = catalog.groups().iter().flat_map(|group| &group.fact);
    Json::Object(all.filter_map(|fact| Some(member(&fact.id, write_fact(fact, facts)?))).collect())
}

/// The member `filing`.
pub fn write_filing(filing: &Filings) -> Json {
    let mut members = date_and_route(TierFiling { date: filing.date, route: filing.route });
    if !filing.tiers.is_empty() {
        let tier = |(id, filing): (&String, &TierFiling)| member(id, Json::Object(date_and_route(*filing)));
        members.push(member("tiers", Json::Object(filing.tiers.iter().map(tier).collect())));
    }
    Json::Object(members)
}

fn date_and_route(filing: TierFiling) -> Vec<(String, Json)> {
    let date = filing.date.map(|date| member("date", Json::text(date.to_string())));
    let route = filing.route.map(|route| member("route", Json::text(route_id(route))));
    date.into_iter().chain(route).collect()
}

fn write_fact(fact: &Fact, facts: &Facts) -> Option<Json> {
    let id = fact.key();
    if fact.kind == Kind::List {
        return facts.list(id).map(|list| write_list(fact, list));
    }
    if fact.periods.is_empty() {
        let stated = facts.stated().find(|(key, _)| **key == FactKey::timeless(id));
        return stated.map(|(_, stated)| write_stated(fact, stated));
    }
    let years: Vec<_> =
        years_of(facts, id).map(|(year, it)| member(&year.to_string(), write_stated(fact, it))).collect();
    (!years.is_empty()).then_some(Json::Object(years))
}

fn years_of(facts: &Facts, id: FactId) -> impl Iterator<Item = (i32, &Stated)> {
    let of_fact = facts.stated().filter(move |(key, _)| key.fact == id);
    of_fact.filter_map(|(key, stated)| Some((key.year?, stated)))
}

fn write_stated(fact: &Fact, stated: &Stated) -> Json {
    match stated {
        Stated::Value(value) => write_value(fact.kind, &fact.choice, value),
        Stated::NotApplicable => Json::Object(vec![member("not-applicable", Json::Bool(true))]),
    }
}

fn write_list(fact: &Fact, list: &List) -> Json {
    let items = list.items.iter().map(|item| write_item(fact, item)).collect();
    Json::Object(vec![member("complete", Json::Bool(list.is_complete)), member("items", Json::Array(items))])
}

/// An item of a list fact.
pub fn write_item(fact: &Fact, item: &Item) -> Json {
    let fields = fact.field.iter().filter_map(|field| {
        let value = item.get(field.key())?;
        Some(member(&field.id, write_value(field.kind, &field.choice, value)))
    });
    Json::Object(fields.collect())
}

/// A value of a fact or field of this kind.
pub fn write_value(kind: Kind, choices: &[Choice], value: &Value) -> Json {
    match value {
        Value::Number(number) if kind == Kind::Count => Json::Int(number.millionths() / 1_000_000),
        Value::Number(number) => Json::text(number.to_string()),
        Value::Date(date) => Json::text(date.to_string()),
        Value::Flag(flag) => Json::Bool(*flag),
        Value::Judgement { holds, note } => {
            let note = (!note.is_empty()).then(|| member("note", Json::text(note)));
            Json::Object([member("judgement", Json::Bool(*holds))].into_iter().chain(note).collect())
        }
        Value::Choice(choice) => {
            let id = choices.iter().find(|it| it.key() == *choice).map(|it| it.id.as_str());
            Json::text(id.unwrap_or_default())
        }
        Value::Text(text) => Json::text(text),
    }
}

fn member(key: &str, value: Json) -> (String, Json) {
    (key.to_owned(), value)
}
