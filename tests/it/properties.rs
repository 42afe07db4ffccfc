//! Properties that hold for every enterprise: an answer narrows and never overturns, what can change the verdict is
//! asked for, and neither the order of answers nor that of items matters.
//!
//! Excepted, because the law's readings say so: a field with a default counts as answered (decision 62), and a
//! denominator answered as zero undoes what a zero above an unanswered one had shown (decision 4).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a property stops where its own ground is missing")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value as Json, json};
use tidu::assess::{self, Filing};
use tidu::document;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Choice, Fact, Field, Kind};
use tidu::report;
use tidu::units::Date;

/// Answers by fact, as a document writes them.
pub type Facts = Map<String, Json>;

const TIERS: [&str; 3] = ["innovative", "specialized", "little-giant"];
/// Filing dates on both sides of 2026-04-01, in a later year, and on the last day of a leap February.
const FILING_DATES: [&str; 5] = ["2026-03-31", "2026-04-01", "2026-11-22", "2027-05-10", "2028-02-29"];
const YEARS: [i32; 5] = [2023, 2024, 2025, 2026, 2027];
const MOST_MONEY: [&str; 16] = [
    "0", "0.000001", "100", "250", "500", "1000", "1200", "1500", "1800", "2000", "5000", "5512.5", "6000",
    "8000", "40000", "120000",
];
const DATES: [&str; 14] = [
    "2010-01-05",
    "2016-02-29",
    "2022-12-31",
    "2023-01-01",
    "2023-01-02",
    "2023-11-21",
    "2023-11-22",
    "2024-02-29",
    "2025-06-30",
    "2026-03-31",
    "2026-11-22",
    "2026-12-31",
    "2027-05-10",
    "2029-01-01",
];
/// Facts that stand below a fraction in some rule.
const DENOMINATORS: [&str; 4] = ["revenue", "main-revenue", "total-assets", "employees"];

fn texts(of: &[&'static str]) -> BoxedStrategy<Json> {
    select(of.to_vec()).prop_map(|text| json!(text)).boxed()
}

/// Values of a kind, most of them on or beside a line of some standard.
fn value(kind: Kind, choices: &'static [Choice], whole: bool, least: i64) -> BoxedStrategy<Json> {
    match kind {
        Kind::Money => texts(&MOST_MONEY),
        Kind::Percent => texts(&["0", "9.999999", "10", "50", "50.000001", "100"]),
        Kind::Points if whole => texts(&["0", "7", "15"]),
        Kind::Points => texts(&["0", "49.999999", "50", "59.999999", "60", "100"]),
        Kind::Count => {
            let counts = [0, 1, 3, 4, 9, 10, 19, 20, 68, 99, 100, 299, 300, 999, 1000, 2000];
            select(counts.into_iter().filter(|it| least <= *it).collect::<Vec<i64>>())
                .prop_map(|it| json!(it))
                .boxed()
        }
        Kind::Date => texts(&DATES),
        Kind::YesNo => any::<bool>().prop_map(|flag| json!(flag)).boxed(),
        Kind::Judgement => any::<bool>().prop_map(|flag| json!({ "judgement": flag, "note": "" })).boxed(),
        Kind::Choice => select(choices).prop_map(|choice| json!(choice.id)).boxed(),
        Kind::IndustryCode => texts(&["C3073", "I65", "E47", "K701", "L72", "A01", "M73", "G53", "K70"]),
        Kind::CreditCode => texts(&["91110000MA0123456P", "91110000MA0123456Q"]),
        Kind::Text | Kind::List => texts(&["x"]),
    }
}

fn of_field(field: &'static Field) -> BoxedStrategy<Json> {
    value(field.kind, &field.choice, false, field.least.unwrap_or(0))
}

fn item(fact: &'static Fact) -> BoxedStrategy<Json> {
    let fields: Vec<_> =
        fact.field.iter().map(|field| prop_oneof![4 => of_field(field), 1 => Just(Json::Null)]).collect();
    fields
        .prop_map(|values| {
            let named = fact.field.iter().zip(values).filter(|(_, value)| !value.is_null());
            Json::Object(named.map(|(field, value)| (field.id.to_string(), value)).collect())
        })
        .boxed()
}

/// One answer of a fact, of one year of it, or of a list.
fn answer(fact: &'static Fact) -> BoxedStrategy<Json> {
    if fact.kind == Kind::List {
        let list = (any::<bool>(), vec(item(fact), 0..4));
        return list.prop_map(|(complete, items)| json!({ "complete": complete, "items": items })).boxed();
    }
    let value = value(fact.kind, &fact.choice, fact.whole, fact.least.unwrap_or(0));
    if fact.not_applicable {
        return prop_oneof![6 => value, 1 => Just(json!({ "not-applicable": true }))].boxed();
    }
    value
}

fn all_facts() -> impl Iterator<Item = &'static Fact> {
    Catalog::embedded().groups().iter().flat_map(|group| &group.fact)
}

/// Every fact, once for every year it is asked for.
fn leaves() -> Vec<(&'static Fact, Option<i32>)> {
    let years = |fact: &Fact| if fact.periods.is_empty() { vec![None] } else { YEARS.map(Some).to_vec() };
    all_facts().flat_map(|fact| years(fact).into_iter().map(move |year| (fact, year))).collect()
}

fn state(facts: &mut Facts, fact: &str, year: Option<i32>, answer: Json) {
    match year {
        None => drop(facts.insert(fact.to_owned(), answer)),
        Some(year) => {
            let years = facts.entry(fact).or_insert_with(|| json!({}));
            years.as_object_mut().map(|years| years.insert(year.to_string(), answer));
        }
    }
}

fn stated<'f>(facts: &'f Facts, fact: &str, year: Option<i32>) -> Option<&'f Json> {
    let of_fact = facts.get(fact)?;
    year.map_or(Some(of_fact), |year| of_fact.get(year.to_string()))
}

/// An enterprise: one that meets its standard, with some answers taken back and some changed; or anything at all.
pub fn enterprises() -> BoxedStrategy<Facts> {
    let bases = ["innovative", "specialized", "all-tiers", "all-tiers-2027"].map(base);
    let start = prop_oneof![4 => select(bases.to_vec()), 1 => Just(Facts::new())];
    let changes: Vec<_> = leaves()
        .into_iter()
        .map(|(fact, _)| {
            let kept = Just(None);
            prop_oneof![40 => kept, 4 => Just(Some(Json::Null)), 1 => answer(fact).prop_map(Some)]
        })
        .collect();
    (start, changes)
        .prop_map(|(mut facts, changes)| {
            for ((fact, year), change) in leaves().into_iter().zip(changes) {
                match change {
                    None => {}
                    Some(Json::Null) => take_back(&mut facts, &fact.id, year),
                    Some(answer) => state(&mut facts, &fact.id, year, answer),
                }
            }
            facts
        })
        .boxed()
}

fn take_back(facts: &mut Facts, fact: &str, year: Option<i32>) {
    match year {
        None => drop(facts.remove(fact)),
        Some(year) => drop(
            facts.get_mut(fact).and_then(Json::as_object_mut).and_then(|it| it.remove(&year.to_string())),
        ),
    }
}

fn base(name: &str) -> Facts {
    let path = format!("{}/tests/cases/base/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let document: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    document.get("facts").and_then(Json::as_object).cloned().unwrap()
}

/// Something that nobody has answered yet.
#[derive(Clone, Debug)]
enum Spot {
    /// A fact, or a year of it.
    Fact(&'static Fact, Option<i32>),
    /// Whether a list is complete.
    List(&'static Fact),
    /// A field of an item.
    Field(&'static Fact, usize, &'static Field),
}

impl Spot {
    /// As `missing` names it.
    fn address(&self) -> String {
        match self {
            Self::Fact(fact, None) | Self::List(fact) => fact.id.to_string(),
            Self::Fact(fact, Some(year)) => format!("{}@{year}", fact.id),
            Self::Field(fact, item, field) => format!("{}[{item}].{}", fact.id, field.id),
        }
    }

    /// Ways to answer it. A list is answered when it is complete: further items, then nothing more.
    fn answers(&self) -> BoxedStrategy<Json> {
        match self {
            Self::Fact(fact, _) => {
                let is_denominator = DENOMINATORS.contains(&fact.id.as_str());
                let undoes = |answer: &Json| *answer == json!("0") || *answer == json!(0);
                answer(fact)
                    .prop_filter("decision 4", move |answer| !(is_denominator && undoes(answer)))
                    .boxed()
            }
            Self::List(fact) => vec(item(fact), 0..3).prop_map(Json::Array).boxed(),
            Self::Field(_, _, field) => of_field(field),
        }
    }

    fn answered(&self, facts: &Facts, answer: &Json) -> Facts {
        let mut facts = facts.clone();
        match self {
            Self::Fact(fact, year) => state(&mut facts, &fact.id, *year, answer.clone()),
            Self::List(fact) => {
                let mut items = items(&facts, fact).to_vec();
                items.extend(answer.as_array().into_iter().flatten().cloned());
                state(&mut facts, &fact.id, None, json!({ "complete": true, "items": items }));
            }
            Self::Field(fact, item, field) => {
                let item = facts
                    .get_mut(fact.id.as_str())
                    .and_then(|list| list.pointer_mut(&format!("/items/{item}")));
                item.and_then(Json::as_object_mut)
                    .map(|item| item.insert(field.id.to_string(), answer.clone()));
            }
        }
        facts
    }
}

fn items<'f>(facts: &'f Facts, fact: &Fact) -> &'f [Json] {
    facts
        .get(fact.id.as_str())
        .and_then(|list| list.get("items"))
        .and_then(Json::as_array)
        .map_or(&[], Vec::as_slice)
}

fn spots(facts: &Facts) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (fact, year) in leaves() {
        if fact.kind != Kind::List {
            if stated(facts, &fact.id, year).is_none() {
                spots.push(Spot::Fact(fact, year));
            }
            continue;
        }
        let list = facts.get(fact.id.as_str());
        if list.and_then(|it| it.get("complete")) != Some(&json!(true)) {
            spots.push(Spot::List(fact));
        }
        for (at, item) in items(facts, fact).iter().enumerate() {
            let open = fact
                .field
                .iter()
                .filter(|field| item.get(field.id.as_str()).is_none() && !has_default(&field.id, item));
            spots.extend(open.map(|field| Spot::Field(fact, at, field)));
        }
    }
    spots
}

/// Fields that count as answered by a default (decisions 13, 31, 32, 62).
fn has_default(field: &str, item: &Json) -> bool {
    let is_stated = |name: &str| item.get(name).is_some();
    match field {
        "acquisition" => is_stated("transferred-on"),
        "self-developed" => is_stated("acquisition") || is_stated("transferred-on"),
        "valid-until" => is_stated("recognised-on"),
        _ => false,
    }
}

/// An enterprise, its filing, and one more answer: to something that is asked for, or to anything.
fn one_more() -> impl Strategy<Value = (Facts, Filed, Spot, Json)> {
    (enterprises(), filings(), any::<Index>(), any::<bool>()).prop_flat_map(|(facts, filed, at, is_asked)| {
        let assessments = assessed(&written(&facts), filed);
        let asked: Vec<String> = assessments.as_array().unwrap().iter().flat_map(missing).collect();
        let all = spots(&facts);
        let some: Vec<Spot> = all.iter().filter(|it| asked.contains(&it.address())).cloned().collect();
        let spot = at.get(if is_asked && !some.is_empty() { &some } else { &all }).clone();
        let answers = spot.answers();
        (Just(facts), Just(filed), Just(spot), answers)
    })
}

/// A filing date and a route.
type Filed = (&'static str, &'static str);

fn filings() -> impl Strategy<Value = Filed> {
    (select(FILING_DATES.to_vec()), prop_oneof![2 => Just("new"), 1 => Just("review")])
}

/// The public assessments of all tiers, for facts given as JSON text.
fn assessed(facts: &str, (date, route): Filed) -> Json {
    let catalog = Catalog::embedded();
    let filing = json!({ "date": date, "route": route });
    let text = format!(r#"{{"format":"tidu-facts","version":1,"filing":{filing},"facts":{facts}}}"#);
    let read = document::read(&text, catalog).unwrap_or_else(|fault| panic!("{fault:?}: {text}"));
    let today = Date::parse(date).unwrap();
    let of_tier = |tier: &'static str| {
        let filing = Filing { route: read.filing.route_for(tier), as_of: read.filing.date_for(tier, today) };
        report::Assessed { tier, filing, outcome: assess::assess_tier(catalog, tier, &read.facts, filing) }
    };
    let report = report::to_json(catalog, &read.facts, &TIERS.map(of_tier));
    let report: Json = serde_json::from_str(&report.pretty()).unwrap();
    report.get("assessments").cloned().unwrap()
}

fn list<'j>(of: &'j Json, pointer: &str) -> &'j [Json] {
    of.pointer(pointer).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// Everything with a truth: its name and its truth.
fn truths(assessment: &Json) -> Vec<(String, String)> {
    let text = |of: &Json, member: &str| of.get(member).and_then(Json::as_str).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for member in ["/criteria", "/reliefs", "/score/groups"] {
        for it in list(assessment, member) {
            let name = format!("{member} {} {}", text(it, "from"), text(it, "id"));
            found.push((name.clone(), text(it, "truth")));
            found.push((format!("{name} standing"), text(it, "standing")));
        }
    }
    for member in ["total", "truth", "standing"] {
        let truth = assessment.pointer(&format!("/score/{member}")).and_then(Json::as_str);
        found.extend(truth.map(|truth| (format!("score {member}"), truth.to_owned())));
    }
    found
}

/// Everything with bounds: lowest and highest points.
fn bounds(assessment: &Json) -> Vec<(i64, i64)> {
    let both = |of: &Json| {
        let end = |member: &str| of.get(member)?.as_str()?.parse().ok();
        Some((end("lo")?, end("hi")?))
    };
    let of_score = assessment.get("score").and_then(both);
    let parts = list(assessment, "/score/groups").iter().chain(list(assessment, "/score/indicators"));
    of_score.into_iter().chain(parts.filter_map(both)).collect()
}

fn missing(assessment: &Json) -> Vec<String> {
    let text = |of: &Json, member: &str| of.get(member).and_then(Json::as_str).unwrap_or_default().to_owned();
    let address = |it: &Json| match (it.get("year"), it.get("item")) {
        (Some(year), _) => format!("{}@{year}", text(it, "fact")),
        (None, Some(item)) => format!("{}[{item}].{}", text(it, "fact"), text(it, "field")),
        (None, None) => text(it, "fact"),
    };
    list(assessment, "/missing").iter().map(address).collect()
}

fn verdict(assessment: &Json) -> &str {
    assessment.get("verdict").and_then(Json::as_str).unwrap_or("none")
}

fn written(facts: &Facts) -> String {
    Json::Object(facts.clone()).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_narrows_and_never_overturns((facts, filing, spot, answer) in one_more()) {
        let (before, after) = (assessed(&written(&facts), filing), assessed(&written(&spot.answered(&facts, &answer)), filing));
        for (before, after) in before.as_array().unwrap().iter().zip(after.as_array().unwrap()) {
            for ((name, was), (_, is)) in truths(before).iter().zip(truths(after)) {
                prop_assert!(was == "unknown" || *was == is, "{}: {was}, then {is}; {} answered {answer}", name, spot.address());
            }
            for (was, is) in bounds(before).into_iter().zip(bounds(after)) {
                prop_assert!(was.0 <= is.0 && is.1 <= was.1, "{was:?}, then {is:?}; {} answered {answer}", spot.address());
            }
            for class in list(after, "/size/classes") {
                prop_assert!(list(before, "/size/classes").contains(class), "{class} was excluded");
            }
            let (was, is) = (verdict(before), verdict(after));
            prop_assert!(was == "undetermined" || was == is, "{was}, then {is}; {} answered {answer}", spot.address());
        }
    }

    #[test]
    fn an_answer_that_changes_the_verdict_was_asked_for((facts, filing, spot, answer) in one_more()) {
        let (before, after) = (assessed(&written(&facts), filing), assessed(&written(&spot.answered(&facts, &answer)), filing));
        for (before, after) in before.as_array().unwrap().iter().zip(after.as_array().unwrap()) {
            let is_asked = missing(before).contains(&spot.address());
            prop_assert!(verdict(before) == verdict(after) || is_asked, "{} answered {answer}: {} becomes {}, but only {:?} was asked for",
                spot.address(), verdict(before), verdict(after), missing(before));
        }
    }

    #[test]
    fn the_order_of_answers_is_irrelevant(facts in enterprises(), filing in filings(), order in vec(any::<u32>(), 100)) {
        let mut members: Vec<(u32, String)> =
            facts.iter().zip(order).map(|((fact, answer), order)| (order, format!("{}:{answer}", json!(fact)))).collect();
        members.sort();
        let shuffled: Vec<String> = members.into_iter().map(|(_, member)| member).collect();
        prop_assert_eq!(assessed(&written(&facts), filing), assessed(&format!("{{{}}}", shuffled.join(",")), filing));
    }

    #[test]
    fn the_order_of_items_is_irrelevant(facts in enterprises(), filing in filings()) {
        let mut turned = facts.clone();
        for list in turned.values_mut() {
            if let Some(items) = list.get_mut("items").and_then(Json::as_array_mut) {
                items.reverse();
            }
        }
        let (before, after) = (assessed(&written(&facts), filing), assessed(&written(&turned), filing));
        for (before, after) in before.as_array().unwrap().iter().zip(after.as_array().unwrap()) {
            prop_assert_eq!(truths(before), truths(after));
            prop_assert_eq!(bounds(before), bounds(after));
            prop_assert_eq!(verdict(before), verdict(after));
        }
    }
}
