//! Answers: which documents are facts documents, said as a JSON Schema?
//!
//! Generated from the vocabulary for docs/facts.schema.json, native only. What the schema refuses the reader
//! refuses; days that no calendar has and sections that disagree only the reader knows.

use super::{FORMAT, VERSION, route_id};
use crate::domain::{MOST_CHARS, MOST_ITEMS};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, Fact, Field, Kind, Route, Words};

/// The facts document as a JSON Schema (2020-12).
pub fn facts_schema(catalog: &Catalog) -> Json {
    let all = catalog.groups().iter().flat_map(|group| &group.fact);
    let today = all.map(|fact| member(&fact.id, of_fact(fact)));
    let once = catalog.book().renames.iter().filter_map(|(old, new)| {
        let mut schema = of_fact(catalog.fact_named(new)?);
        schema.insert_new("deprecated", Json::Bool(true));
        Some(member(old, schema))
    });
    let facts = today.chain(once).collect();
    object([
        ("$schema", text("https://json-schema.org/draft/2020-12/schema")),
        ("$id", text("urn:tidu:facts:1")),
        ("title", text("Tidu facts document, version 1")),
        ("description", text(DESCRIPTION)),
        ("type", text("object")),
        ("required", texts(&["format", "version", "facts"])),
        (
            "properties",
            object([
                ("format", object([("const", text(FORMAT))])),
                ("version", object([("const", Json::Int(VERSION))])),
                ("filing", filing(catalog)),
                ("facts", closed(facts, &[])),
            ]),
        ),
        ("additionalProperties", Json::Bool(false)),
        ("$defs", definitions()),
    ])
}

const DESCRIPTION: &str = "What an enterprise states, for `tidu assess`. Amounts are in 万元; amounts, \
    percentages and points are decimal numbers written as strings, exact to six places; counts are integers. \
    Figures of a year are keyed by the calendar year. What is not known is left out. A list says whether it is \
    complete: then what is not listed does not exist.";

/// A decimal below 10^9 with at most six places.
const DECIMAL: &str = r"0*[0-9]{1,9}(\.[0-9]{1,6})?";
/// Nothing but zeros after the point.
const WHOLE_PLACES: &str = r"(\.0{1,6})?";
/// A day; whether the calendar has it is not said here.
const DAY: &str = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const YEAR: &str = "^(19|20|21)[0-9]{2}$";

fn definitions() -> Json {
    let day = [("type", text("string")), ("format", text("date")), ("pattern", text(DAY))];
    let note = [("type", text("string")), ("maxLength", whole(MOST_CHARS))];
    let judgement = vec![member("judgement", type_of("boolean")), member("note", object(note))];
    let not_applicable = vec![member("not-applicable", object([("const", Json::Bool(true))]))];
    object([
        ("day", object(day)),
        ("judgement", closed(judgement, &["judgement"])),
        ("not-applicable", closed(not_applicable, &["not-applicable"])),
        ("year", object([("type", text("string")), ("pattern", text(YEAR))])),
    ])
}

fn filing(catalog: &Catalog) -> Json {
    let routes = texts(&[route_id(Route::New), route_id(Route::Review)]);
    let one = vec![member("date", definition("day")), member("route", object([("enum", routes)]))];
    let tiers = catalog.tiers().iter().map(|tier| member(&tier.id, closed(one.clone(), &[])));
    let tiers = member("tiers", closed(tiers.collect(), &[]));
    closed(one.iter().cloned().chain([tiers]).collect(), &[])
}

fn of_fact(fact: &Fact) -> Json {
    let is_list = fact.kind == Kind::List;
    let value = if is_list { list(fact) } else { value(fact.kind, &fact.choice, limits(fact)) };
    let value = if fact.not_applicable {
        object([("anyOf", Json::Array(vec![value, definition("not-applicable")]))])
    } else {
        value
    };
    let value = if fact.periods.is_empty() {
        value
    } else {
        object([
            ("type", text("object")),
            ("propertyNames", definition("year")),
            ("additionalProperties", value),
        ])
    };
    described(&fact.label, fact.help.as_ref(), &value)
}

fn list(fact: &Fact) -> Json {
    let field = |field: &Field| {
        let limits = Limits { least: field.least, ..Limits::default() };
        let value = value(field.kind, &field.choice, limits);
        member(&field.id, described(&field.label, field.help.as_ref(), &value))
    };
    let items = object([
        ("type", text("array")),
        ("maxItems", whole(MOST_ITEMS)),
        ("items", closed(fact.field.iter().map(field).collect(), &[])),
    ]);
    let members = vec![member("complete", type_of("boolean")), member("items", items)];
    closed(members, &["complete", "items"])
}

/// What narrows a number.
#[derive(Clone, Copy, Default)]
struct Limits {
    is_signed: bool,
    is_whole: bool,
    least: Option<i64>,
    most: Option<i64>,
}

const fn limits(fact: &Fact) -> Limits {
    Limits { is_signed: fact.signed, is_whole: fact.whole, least: fact.least, most: fact.most }
}

fn value(kind: Kind, choices: &[Choice], limits: Limits) -> Json {
    match kind {
        Kind::Money | Kind::Percent | Kind::Points => {
            object([("type", text("string")), ("pattern", text(&decimal(limits)))])
        }
        Kind::Count => {
            let least = limits.least.unwrap_or(0);
            let most = limits.most.unwrap_or(crate::units::Decimal::LIMIT - 1);
            object([("type", text("integer")), ("minimum", Json::Int(least)), ("maximum", Json::Int(most))])
        }
        Kind::Date => definition("day"),
        Kind::YesNo => type_of("boolean"),
        Kind::Judgement => definition("judgement"),
        Kind::Choice => {
            let option = |it: &Choice| object([("const", text(&it.id)), ("title", text(&it.label.zh))]);
            object([("oneOf", Json::Array(choices.iter().map(option).collect()))])
        }
        Kind::IndustryCode => object([("type", text("string")), ("pattern", text("^[A-Z][0-9]{2,4}$"))]),
        Kind::CreditCode | Kind::Text | Kind::List => {
            object([("type", text("string")), ("pattern", text(r"\S")), ("maxLength", whole(MOST_CHARS))])
        }
    }
}

/// The pattern of a decimal; a whole number with a small greatest value is spelled out.
fn decimal(limits: Limits) -> String {
    let sign = if limits.is_signed { "-?" } else { "" };
    match limits.most {
        Some(most) if limits.is_whole => {
            let all: Vec<String> = (limits.least.unwrap_or(0)..=most).map(|it| it.to_string()).collect();
            format!("^0*({}){WHOLE_PLACES}$", all.join("|"))
        }
        _ if limits.is_whole => format!("^{sign}0*[0-9]{{1,9}}{WHOLE_PLACES}$"),
        _ => format!("^{sign}{DECIMAL}$"),
    }
}

fn described(label: &Words, help: Option<&Words>, schema: &Json) -> Json {
    let title = member("title", text(&label.zh));
    let help = help.map(|help| member("description", text(&help.zh)));
    let rest = schema.members().unwrap_or_default().to_vec();
    Json::Object([title].into_iter().chain(help).chain(rest).collect())
}

/// An object that has no other members.
fn closed(properties: Vec<(String, Json)>, required: &[&str]) -> Json {
    let mut members = vec![member("type", text("object")), member("properties", Json::Object(properties))];
    if !required.is_empty() {
        members.push(member("required", texts(required)));
    }
    members.push(member("additionalProperties", Json::Bool(false)));
    Json::Object(members)
}

fn definition(name: &str) -> Json {
    object([("$ref", text(&format!("#/$defs/{name}")))])
}

fn type_of(name: &str) -> Json {
    object([("type", text(name))])
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| member(key, value)).collect())
}

fn member(key: &str, value: Json) -> (String, Json) {
    (key.to_owned(), value)
}

fn texts(all: &[&str]) -> Json {
    Json::Array(all.iter().map(|it| text(it)).collect())
}

fn text(text: &str) -> Json {
    Json::text(text)
}

fn whole(number: usize) -> Json {
    Json::Int(i64::try_from(number).unwrap_or(i64::MAX))
}
