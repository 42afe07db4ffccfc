//! Answers: how is a difference of two drafts told?

use std::slice;

use super::happened::what;
use super::say::{self, Lang, Say, say, tr};
use super::{number, words};
use crate::draft::merge::{Difference, RAW, Step};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, Kind};
use crate::policy::schema::{Fact, Field};
use crate::tracker::{Entry, Log};
use crate::units::Unit;

/// The longest text that is shown whole, in characters.
const MOST_CHARS: usize = 200;

/// What the place of a difference is called: the answer's label with its year, the item and its field; a place
/// that this program does not know is named as it is stored.
pub fn place(lang: Lang, difference: &Difference, catalog: &Catalog) -> String {
    let names: Vec<&str> = difference.path.iter().filter_map(key).collect();
    let item = item_of(difference);
    let tier =
        |id: &str| catalog.tier(id).map_or_else(|| id.to_owned(), |tier| words(&tier.short).to_owned());
    match *names.as_slice() {
        ["name"] => say(lang, Say::DraftName).to_owned(),
        ["archived"] => say(lang, Say::Archived).to_owned(),
        ["filing", "date"] => say(lang, Say::FilingDay).to_owned(),
        ["filing", "route"] => say(lang, Say::RouteColumn).to_owned(),
        ["filing", "tiers", id, what] => {
            let what = if what == "date" { Say::FilingDay } else { Say::RouteColumn };
            format!("{}{}{}", tier(id), say(lang, Say::Colon), say(lang, what))
        }
        ["facts", fact, ref rest @ ..] => match catalog.fact_named(fact) {
            Some(fact) => of_fact(lang, fact, rest, item),
            None => names.join("."),
        },
        ["package", "events"] => say(lang, Say::EventLog).to_owned(),
        ["evidence", material] => format!("{} {material}", say(lang, Say::Evidence)),
        _ => names.join("."),
    }
}

fn of_fact(lang: Lang, fact: &Fact, rest: &[&str], item: Option<usize>) -> String {
    let label = words(&fact.label);
    match (rest, item) {
        ([], _) => label.to_owned(),
        (["complete"], _) => format!("{label}{}{}", say(lang, Say::Colon), say(lang, Say::ListAll)),
        ([_, field], Some(at)) => {
            let name = fact.field.iter().find(|it| it.id == **field).map_or(*field, |it| words(&it.label));
            say::of_item(lang, label, at + 1, name)
        }
        (_, Some(at)) => format!("{label} {}", say::nth_item(lang, at + 1)),
        ([year], None) => say::of_year(lang, label, year.parse().unwrap_or_default()),
        _ => format!("{label} {}", rest.join(".")),
    }
}

/// What one side says, for reading. A whole item is told field by field.
pub fn value(lang: Lang, difference: &Difference, side: Option<&Json>, catalog: &Catalog) -> String {
    let Some(json) = side else { return say(lang, Say::NothingHere).to_owned() };
    let mut names = difference.path.iter().filter_map(key).peekable();
    if names.peek() == Some(&"package")
        && let Some(Entry::Event(event, _)) = Log::read(slice::from_ref(json), catalog).entries().first()
    {
        return format!("{} {}", event.on, what(catalog, event));
    }
    let fact = match names.next() {
        Some("facts") => names.next().and_then(|fact| catalog.fact_named(fact)),
        Some(_) | None => None,
    };
    let field = names.next_back().zip(fact).and_then(|(name, fact)| field(fact, name));
    let text = match (fact, field) {
        (Some(fact), None) if item_of(difference).is_some() => item(lang, fact, json),
        (_, Some(field)) => plain(lang, json, field.kind, &field.choice),
        (Some(fact), None) => plain(lang, json, fact.kind, &fact.choice),
        (None, None) => plain(lang, json, Kind::Text, &[]),
    };
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn item(lang: Lang, list: &Fact, json: &Json) -> String {
    let told = |(name, value): &(String, Json)| match field(list, name) {
        Some(field) => {
            let value = plain(lang, value, field.kind, &field.choice);
            [words(&field.label), &value].join(tr(" ", ": "))
        }
        None => [name.as_str(), &plain(lang, value, Kind::Text, &[])].join(tr(" ", ": ")),
    };
    let told: Vec<String> = json.members().unwrap_or_default().iter().map(told).collect();
    if told.is_empty() { say(lang, Say::NothingHere).to_owned() } else { told.join(tr("，", ", ")) }
}

fn plain(lang: Lang, json: &Json, kind: Kind, choices: &[Choice]) -> String {
    match json {
        Json::Null => String::new(),
        Json::Bool(flag) => say(lang, if *flag { Say::Yes } else { Say::No }).to_owned(),
        Json::Int(number) => number.to_string(),
        Json::Text(text) => match choices.iter().find(|choice| choice.id == *text) {
            Some(choice) => words(&choice.label).to_owned(),
            None if kind == Kind::Money => {
                let unit = number::sign(Unit::Wan);
                worded!("{text} {unit}", "{text} × {unit}")
            }
            None if kind == Kind::Percent => format!("{text}%"),
            None if text == "new" || text == "review" => route(text).to_owned(),
            None => text.clone(),
        },
        Json::Array(_) | Json::Object(_) => {
            if let Some(raw) = json.get(RAW).and_then(|raw| raw.get("text")).and_then(Json::as_text) {
                let not = say(lang, Say::NotUsable);
                return worded!("“{raw}”{not}", "“{raw}”: {not}");
            }
            if json.get("not-applicable").is_some() {
                return say(lang, Say::NoData).to_owned();
            }
            match (json.get("judgement"), json.get("note").and_then(Json::as_text)) {
                (Some(holds), note) => {
                    format!("{} {}", plain(lang, holds, kind, choices), note.unwrap_or_default())
                }
                (None, _) => json.pretty().split_whitespace().collect::<Vec<_>>().join(" "),
            }
        }
    }
}

fn route(id: &str) -> &'static str {
    super::route(if id == "new" {
        crate::policy::schema::Route::New
    } else {
        crate::policy::schema::Route::Review
    })
}

fn field<'f>(list: &'f Fact, name: &str) -> Option<&'f Field> {
    list.field.iter().find(|it| it.id == *name)
}

const fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item(_) => None,
    }
}

fn item_of(difference: &Difference) -> Option<usize> {
    difference.path.iter().any(|step| matches!(step, Step::Item(_))).then_some(difference.nth)
}
