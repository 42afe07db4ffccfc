//! Answers: which open answer comes first, and how much does it decide?
//!
//! A hard condition weighs 10000, shared among what it leaves open; an open point 10; a fast track's or exemption's
//! answer 5. The texts say which answers a condition asks for.

use serde_json::Value as Json;
use tidu::assess::{Assessment, Filing, Hold, Missing, Open, Outcome, Truth, assess_tier};
use tidu::document;
use tidu::facts::FactKey;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{FactId, Route};
use tidu::units::Date;

/// A base document of the worked cases on 2026-11-22, without some answers: `fact`, or a year of one as `fact@2025`.
fn without(base: &str, tier: &str, answers: &[&str]) -> Assessment<'static> {
    changed(base, tier, "2026-11-22", &[], answers)
}

/// The same on a day, with other main revenue of some years.
fn changed(
    base: &str,
    tier: &str,
    day: &str,
    main_revenue: &[(&str, &str)],
    answers: &[&str],
) -> Assessment<'static> {
    let path = format!("{}/tests/cases/base/{base}.json", env!("CARGO_MANIFEST_DIR"));
    let mut document: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let facts = document["facts"].as_object_mut().unwrap();
    for (year, amount) in main_revenue {
        let amount = Json::String((*amount).to_owned());
        facts["main-revenue"][year] =
            if amount == "n/a" { serde_json::json!({ "not-applicable": true }) } else { amount };
    }
    for answer in answers {
        let taken = match answer.split_once('@') {
            Some((fact, year)) => facts[fact].as_object_mut().unwrap().remove(year),
            None => facts.remove(*answer),
        };
        assert!(taken.is_some(), "{answer} is answered in {base}");
    }
    let catalog = Catalog::embedded();
    let facts = document::read(&document.to_string(), catalog).unwrap().facts;
    let filing = Filing { route: Route::New, as_of: Date::parse(day).unwrap() };
    match assess_tier(catalog, tier, &facts, filing) {
        Outcome::Assessed(assessment) => *assessment,
        Outcome::NotInProgram(..) | Outcome::NotCovered => panic!("{tier} is assessed"),
    }
}

fn of_year(fact: &str, year: i32) -> Open {
    Open::Fact(FactKey::of_year(FactId::of(fact), year))
}

fn timeless(fact: &str) -> Open {
    Open::Fact(FactKey::timeless(FactId::of(fact)))
}

const fn missing(fact: Open, conditions: u32, points: u32, weight: u32) -> Missing {
    Missing { fact, conditions, points, weight }
}

/// Annex 1 of 2号文: R&D of each of two years for items 3 (amount and share); assets and debts together for item 2; the
/// first day in the niche alone for item 1. Incidents are asked by 2号文 art. 11 and by art. 4 of the municipal rule,
/// once each, whatever their parts.
#[test]
fn conditions_share_their_weight_among_what_they_leave_open() {
    let answers =
        ["niche-since", "rd-expense@2025", "total-assets@2025", "total-liabilities@2025", "incidents"];
    let it = without("specialized", "specialized", &answers);
    let expected = [
        missing(of_year("rd-expense", 2025), 2, 0, 20_000),
        missing(Open::List(FactId::of("incidents")), 2, 0, 20_000),
        missing(timeless("niche-since"), 1, 0, 10_000),
        missing(of_year("total-assets", 2025), 1, 0, 5_000),
        missing(of_year("total-liabilities", 2025), 1, 0, 5_000),
    ];
    assert_eq!(it.missing.len(), expected.len(), "{:?}", it.missing);
    for one in expected {
        assert!(it.missing.contains(&one), "{one:?} in {:?}", it.missing);
    }
    assert!(it.missing.is_sorted_by(|one, next| one.weight >= next.weight), "{:?}", it.missing);
}

/// Annex 1 of 63号文: without the main revenue of the year before, growth is 0 to 20 points and its group 10 to 30 of
/// the 15 to reach. The field of the product (5 to 10) decides nothing beside 20 of 15. A prize would do instead.
#[test]
fn points_weigh_less_than_conditions_and_other_ways_least() {
    let it = without("innovative", "innovative", &["main-revenue@2024", "strategic-emerging", "awards"]);
    let growth = missing(of_year("main-revenue", 2024), 0, 20, 200);
    let awards = missing(Open::List(FactId::of("awards")), 0, 0, 5);
    assert_eq!(it.missing, [growth, awards]);
}

/// The same annex: 1040 of 2000 (52 %) is 5 points, so that the field (5 or 10) decides the 15 of its group; growth
/// from 1000 is 4 %, 5 points beside 10 for debts.
#[test]
fn an_open_indicator_weighs_what_is_open_of_it() {
    let main_revenue = [("2025", "1040"), ("2024", "1000")];
    let it = changed("innovative", "innovative", "2026-11-22", &main_revenue, &["strategic-emerging"]);
    assert_eq!(it.missing, [missing(timeless("strategic-emerging"), 0, 5, 50)]);
}

/// Annex 2 of 63号文, item 3: a point for every two full years. With the first day stated, nothing is open.
#[test]
fn an_indicator_of_known_figures_is_decided() {
    let it = changed("specialized-2022", "specialized", "2025-08-01", &[], &[]);
    let scored = it.score.as_ref().unwrap();
    let years = scored.indicators.iter().find(|it| it.indicator.id == "niche-years-score").unwrap();
    assert!(years.reasons.iter().all(|reason| reason.truth == Truth::Met), "{:?}", years.reasons);
}

/// Decision 60: without figures for the year before, growth is for a person to judge, and the indicator says so.
#[test]
fn an_indicator_tells_why_answers_do_not_decide_it() {
    let main_revenue = [("2024", "n/a")];
    let it = changed("innovative", "innovative", "2026-11-22", &main_revenue, &[]);
    let scored = it.score.as_ref().unwrap();
    let growth = scored.indicators.iter().find(|it| it.indicator.id == "main-growth-1y").unwrap();
    let key = FactKey::of_year(FactId::of("main-revenue"), 2024);
    assert_eq!(growth.reasons.first().and_then(|it| it.hold), Some(Hold::NotApplicable(key)));
}
