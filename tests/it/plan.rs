//! What is the least that must change, and when? Expected values come from the texts: article and number stand with
//! each test. Every plan is fed back as answers, and in small cases no other combination takes less.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value as Json, json};
use tidu::assess::{self, Filing, Outcome, Verdict};
use tidu::document;
use tidu::facts::{FactKey, Facts, Stated, Value};
use tidu::plan::{Aim, Aims, Change, Ease, Kind, Plan, Planned, Spot, To, Wish, apply, plan};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{FactId, Route, Towards};
use tidu::text::planned::Planner;
use tidu::text::reason::Teller;
use tidu::units::{Date, Decimal};

use crate::properties::enterprises;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn filing(text: &str) -> Filing {
    Filing { route: Route::New, as_of: day(text) }
}

fn read(facts: &Map<String, Json>) -> Facts {
    let document = json!({ "format": "tidu-facts", "version": 1, "facts": facts });
    document::read(&document.to_string(), Catalog::embedded()).unwrap().facts
}

/// An enterprise that meets the specialized standard of 2026, with some answers changed; null takes one back.
fn specialized(changes: &Json) -> Facts {
    let path = format!("{}/tests/cases/base/specialized.json", env!("CARGO_MANIFEST_DIR"));
    let base: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut facts = base.get("facts").and_then(Json::as_object).cloned().unwrap();
    for (fact, value) in changes.as_object().unwrap() {
        if value.is_null() {
            facts.remove(fact);
        } else {
            facts.insert(fact.clone(), value.clone());
        }
    }
    read(&facts)
}

fn planned(facts: &Facts, wish: &Wish) -> Aims<'static> {
    match plan(Catalog::embedded(), "specialized", facts, filing("2026-11-22"), wish) {
        Planned::Aims(aims) => aims,
        Planned::Meets(_) | Planned::NotInProgram(..) | Planned::NotCovered => panic!("no aims"),
    }
}

fn first<'a, 'p>(aims: &'a Aims<'p>) -> (&'a Aim<'p>, &'a Plan<'p>) {
    let aim = aims.aims.first().unwrap();
    (aim, aim.plans.first().unwrap())
}

/// "fact@year=value" of a fact, "list+count" of more items, "list[item].field" of a field.
fn told(change: &Change<'_>) -> String {
    let fact = Catalog::embedded().fact(change.spot.fact()).unwrap();
    let to = |to: &To| match to {
        To::Value(Value::Number(number)) => number.to_string(),
        To::Value(Value::Flag(flag) | Value::Judgement { holds: flag, .. }) => flag.to_string(),
        To::Value(Value::Date(date)) => date.to_string(),
        To::Value(Value::Choice(id)) => fact.choice(*id).unwrap().id.to_string(),
        To::Value(Value::Text(text)) => text.clone(),
        To::Items { count, .. } => format!("+{count}"),
        To::Complete => "complete".to_owned(),
    };
    match &change.spot {
        Spot::Fact(FactKey { year: Some(year), .. }) => format!("{}@{year}={}", fact.id, to(&change.to)),
        Spot::Fact(_) => format!("{}={}", fact.id, to(&change.to)),
        Spot::Field { item, field, .. } => {
            format!("{}[{item}].{}={}", fact.id, fact.field(*field).unwrap().id, to(&change.to))
        }
        Spot::Items { .. } | Spot::End(_) => format!("{}{}", fact.id, to(&change.to)),
    }
}

fn changes(plan: &Plan<'_>) -> Vec<String> {
    plan.changes.iter().map(told).collect()
}

/// The changes of the first plan, and the day it aims at.
fn check(facts: &Json, on: &str, expected: &[&str]) {
    let aims = planned(&specialized(facts), &Wish::default());
    let (aim, plan) = first(&aims);
    assert_eq!(
        (aim.filing.as_of, changes(plan)),
        (day(on), expected.iter().map(|it| (*it).to_owned()).collect())
    );
    assert!(aims.is_proven);
}

#[test]
fn who_meets_needs_no_plan() {
    let planned = plan(
        Catalog::embedded(),
        "specialized",
        &specialized(&json!({})),
        filing("2026-11-22"),
        &Wish::default(),
    );
    assert!(matches!(planned, Planned::Meets(it) if it.id == "national/specialized/2026-04-01"));
    let early = filing("2022-07-31");
    let planned = plan(Catalog::embedded(), "specialized", &Facts::default(), early, &Wish::default());
    assert!(matches!(planned, Planned::NotCovered));
}

#[test]
fn what_can_be_changed_today_is_changed_for_today() {
    // Annex 1 item 6: at least 50 points of the platform, whose score is this year's.
    check(&json!({ "platform-score": {"2026": "49.999999"} }), "2026-11-22", &["platform-score@2026=50"]);
    check(
        &json!({ "platform-score": {"2026": "50"}, "abnormal-list": true }),
        "2026-11-22",
        &["abnormal-list=false"],
    );
    // Item 5: the enterprise's own judgement.
    check(&json!({ "market-position": {"judgement": false} }), "2026-11-22", &["market-position=true"]);
}

#[test]
fn an_open_answer_is_no_change() {
    let aims =
        planned(&specialized(&json!({ "platform-score": null, "truthful-filing": null })), &Wish::default());
    assert_eq!(aims.verdict, Verdict::Undetermined);
    let (_, plan) = first(&aims);
    assert_eq!(changes(plan), ["platform-score@2026=50", "truthful-filing=true"]);
    assert!(plan.changes.iter().all(|it| it.kind == Kind::Answer && it.from.is_none()));
    assert_eq!(plan.changes.first().and_then(|it| it.bound), Some(Towards::Up));
}

#[test]
fn a_year_that_is_closed_is_not_changed_and_the_next_window_is_aimed_at() {
    // Annex 1 item 2: a debt ratio of at most 80 %. 2401 ÷ 3000 is above; the year 2025 is closed, 2026 is not.
    let facts = json!({ "total-liabilities": {"2025": "2401"} });
    check(&facts, "2027-07-01", &["total-liabilities@2026=2400"]);
    let aims = planned(&specialized(&facts), &Wish::default());
    assert_eq!(aims.stuck, ["debt-ratio"]);
    let (aim, plan) = first(&aims);
    assert_eq!(
        aim.season.map(|it| (it.window.id.as_str(), it.last)),
        Some(("win-specialized", day("2027-09-30")))
    );
    assert_eq!(plan.not_before, day("2027-01-01"));
    // Less debt, or more assets: 2401 ÷ 80 % = 3001.25.
    let ways: Vec<_> = aim.plans.iter().map(changes).collect();
    assert_eq!(ways, [["total-liabilities@2026=2400"], ["total-assets@2026=3001.25"]]);
    // Weight 40, and a thousandth of it for 1 in 2401.
    assert_eq!(plan.effort, 40_000 + 40);
    // On the edge it is met.
    let on_edge = specialized(&json!({ "total-liabilities": {"2025": "2400"} }));
    let planned = plan_of(&on_edge);
    assert!(matches!(planned, Planned::Meets(_)), "{planned:?}");
}

fn plan_of(facts: &Facts) -> Planned<'static> {
    plan(Catalog::embedded(), "specialized", facts, filing("2026-11-22"), &Wish::default())
}

#[test]
fn two_years_that_are_judged_one_by_one_are_both_new_two_years_later() {
    // Item 3: at least 100 万元 in each of two years. 2025 is closed and stays in the count until 2027 is filed for
    // 2026 and 2027: from 2028 on. The title of 2024-12-20 is valid to 2027-12-20 (three years) and is needed again.
    let facts = json!({ "rd-expense": {"2024": "110", "2025": "99.999999"} });
    check(&facts, "2028-07-01", &["rd-expense@2026=100", "rd-expense@2027=100", "titles+1"]);
}

#[test]
fn what_rises_takes_along_what_is_measured_by_it() {
    // Item 2: 1500 万元 of revenue, 80 % of it from the main business: 1200. Item 3: 3 % of it, 45, is below 100.
    let facts = json!({
        "revenue": {"2024": "1500", "2025": "1400"}, "main-revenue": {"2025": "1120"},
        "leading-product-revenue": {"2025": "1000"},
    });
    check(&facts, "2027-07-01", &["revenue@2026=1500", "main-revenue@2026=1200"]);
}

#[test]
fn where_only_time_helps_the_day_is_told() {
    // Item 1: three full years to the end of the last year. From 2023-01-02 they are full at the end of 2026.
    let aims = planned(&specialized(&json!({ "niche-since": "2023-01-02" })), &Wish::default());
    let (aim, plan) = first(&aims);
    assert_eq!((aim.filing.as_of, plan.not_before), (day("2027-07-01"), day("2027-01-01")));
    assert_eq!((changes(plan), plan.effort), (Vec::new(), 0));
    assert_eq!(plan.waits, [("niche-years", day("2027-01-01"))]);
    assert_eq!(aims.stuck, ["niche-years"]);
}

#[test]
fn a_ban_ends_on_the_day_after_three_years() {
    // Article 12 of Leping's rule: up to and including the day three years after the revocation.
    let facts = json!({ "revocations": {"complete": true, "items": [
        {"tier": "innovative", "date": "2023-12-01", "for-misconduct": true},
    ]} });
    let aims = planned(&specialized(&facts), &Wish::default());
    let (_, plan) = first(&aims);
    assert_eq!((plan.not_before, changes(plan)), (day("2026-12-02"), Vec::new()));
    assert_eq!(plan.waits, [("reapply-ban", day("2026-12-02"))]);
}

#[test]
fn rights_that_are_applied_or_an_institution_serve_alike() {
    // Item 4: one right of class I and one that is applied; or an institution of the province, or an award.
    let facts = json!({ "ip-items": {"complete": true, "items": []} });
    let aims = planned(&specialized(&facts), &Wish::default());
    let (aim, plan) = first(&aims);
    assert_eq!((aim.filing.as_of, changes(plan)), (day("2026-11-22"), vec!["ip-items+1".to_owned()]));
    let ways: Vec<_> = aim.plans.iter().map(|it| (changes(it), it.reliefs.clone())).collect();
    let way = |change: &str, relief: &[&'static str]| (vec![change.to_owned()], relief.to_vec());
    assert_eq!(
        ways,
        [
            way("ip-items+1", &[]),
            way("rd-institutions+1", &["ex-rd-institution"]),
            way("awards+1", &["ex-sci-award"]),
        ]
    );
    // One that is held and not applied: applying it is enough.
    let item = json!({"kind": "invention-patent", "in-force": true, "acquisition": "original", "related": true,
        "applied": false, "holder-rank": 1});
    check(
        &json!({ "ip-items": {"complete": true, "items": [item]} }),
        "2026-11-22",
        &["ip-items[0].applied=true"],
    );
}

#[test]
fn the_caller_says_what_is_easy_hard_or_impossible() {
    let facts = specialized(&json!({ "total-liabilities": {"2025": "2401"} }));
    let mut wish = Wish::default();
    wish.ease.insert(FactId::of("total-liabilities"), Ease::Impossible);
    assert_eq!(changes(first(&planned(&facts, &wish)).1), ["total-assets@2026=3001.25"]);
    wish.ease.insert(FactId::of("total-liabilities"), Ease::Hard);
    let aims = planned(&facts, &wish);
    assert_eq!(changes(first(&aims).1), ["total-assets@2026=3001.25"]);
    assert_eq!(aims.aims.first().map(|it| it.plans.len()), Some(2));
    wish.ease.insert(FactId::of("total-assets"), Ease::Impossible);
    assert_eq!(changes(first(&planned(&facts, &wish)).1), ["total-liabilities@2026=2400"]);
}

#[test]
fn a_change_says_what_stands_there_and_what_it_must_become() {
    let facts = specialized(&json!({ "platform-score": {"2026": "49.5"}, "truthful-filing": null }));
    let aims = planned(&facts, &Wish::default());
    let (aim, plan) = first(&aims);
    let planner =
        Planner { teller: Teller { catalog: Catalog::embedded(), facts: &facts, filing: aim.filing } };
    let words: Vec<_> = plan
        .changes
        .iter()
        .map(|it| {
            let from = it.from.as_ref().map(|from| planner.value(&it.spot, from));
            (planner.subject(&it.spot), from, planner.asked(it))
        })
        .collect();
    let [score, declared] = words.as_slice() else { panic!("{words:?}") };
    assert_eq!(score.0, "2026 年专精特新发展评价得分");
    assert_eq!((score.1.as_deref(), score.2.as_str()), (Some("49.5 分"), "至少 50 分，加 0.5 分"));
    assert_eq!((declared.1.as_deref(), declared.2.as_str()), (None, "是"));
}

#[test]
fn the_command_prints_what_the_core_says() {
    let file = format!("{}/src/draft/sample.json", env!("CARGO_MANIFEST_DIR"));
    let run = |options: &[&str]| {
        let arguments: Vec<String> =
            ["plan", &file].iter().chain(options).map(|it| (*it).to_owned()).collect();
        tidu::command::run(&arguments, day("2026-11-22"), |path| {
            std::fs::read_to_string(path).map_err(|fault| fault.to_string())
        })
    };
    let printed = run(&["--tier", "specialized", "--most", "2"]);
    let json: Json = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(json["format"], "tidu-plan");
    assert_eq!(json["tiers"][0]["aims"][0]["plans"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["tiers"][0]["aims"][0]["window"]["rule"], "win-specialized");
    let text = run(&["--format", "text", "--ease", "ip-items=impossible"]);
    assert!(text.out.contains("研发机构增加 1 项") && text.status == 0, "{}", text.out);
    for wrong in [["--most", "0"], ["--ease", "ip-items"], ["--ease", "no=easy"], ["--ease", "revenue=so"]] {
        assert_eq!(run(&wrong).status, 2, "{wrong:?}");
    }
}

/// What a figure takes from one value to another by policy/effort.toml.
fn effort(weight: u64, whole: i64, from: i64, to: i64) -> u64 {
    if from == to {
        return 0;
    }
    let way = (to - from).unsigned_abs() * 1000;
    weight * (1000 + way.div_ceil(from.max(whole).unsigned_abs()))
}

fn state(facts: &mut Facts, fact: &str, value: i64) {
    let number = Decimal::from_millionths(value).unwrap();
    facts.set(FactKey::of_year(FactId::of(fact), 2026), Some(Stated::Value(Value::Number(number))));
}

/// Figures in millionths that the law asks for, and some between.
fn tries(from: i64, edges: &[i64]) -> Vec<i64> {
    let mut all = vec![from];
    all.extend(edges.iter().flat_map(|edge| [*edge, *edge - 1, i64::midpoint(*edge, from)]));
    all
}

const WAN: i64 = 1_000_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The figures of 2026 for the window of 2027, tried on every combination of values on, below and between the
    /// edges that the annex names: none that meets takes less than the first plan.
    #[test]
    fn no_figures_that_meet_take_less_than_the_plan(
        revenue in select(vec![900_i64, 1400, 1499, 1500, 3000, 4000]),
        main in 60_i64..=100, rd in select(vec![60_i64, 99, 100, 110]), debt in 70_i64..=95,
    ) {
        let (main, debt) = (revenue * main / 100, 3000 * debt / 100);
        let leading = main * 3 / 4;
        let facts = specialized(&json!({
            "revenue": {"2024": "1500", "2025": revenue.to_string()},
            "main-revenue": {"2025": main.to_string()},
            "leading-product-revenue": {"2025": leading.to_string()},
            "rd-expense": {"2024": "110", "2025": "130"}, "total-liabilities": {"2025": debt.to_string()},
        }));
        let mut facts = facts;
        state(&mut facts, "rd-expense", rd * WAN);
        let found = match plan_of(&facts) {
            Planned::Aims(aims) => aims,
            Planned::Meets(_) => return Ok(()),
            Planned::NotInProgram(..) | Planned::NotCovered => panic!("not held"),
        };
        let Some(aim) = found.aims.iter().find(|it| it.filing.as_of == day("2027-07-01")) else { return Ok(()) };
        let best = aim.plans.first().unwrap().effort;
        prop_assert!(found.is_proven);
        let (revenue, main, rd, debt) = (revenue * WAN, main * WAN, rd * WAN, debt * WAN);
        let mut trial = facts.clone();
        state(&mut trial, "total-assets", 3000 * WAN);
        state(&mut trial, "employees", 68 * WAN);
        state(&mut trial, "platform-score", 0);
        trial.set(
            FactKey::of_year(FactId::of("platform-score"), 2027),
            Some(Stated::Value(Value::Number(Decimal::parse("61.5").unwrap()))),
        );
        for new in tries(revenue, &[1500 * WAN]) {
            state(&mut trial, "revenue", new);
            state(&mut trial, "leading-product-revenue", leading * WAN.max(1));
            let least = |percent: i64| new / 100 * percent;
            // The right counts only beside a main product: above half of the revenue.
            for product in tries(leading * WAN, &[new / 2 + 1]) {
                for sales in tries(main, &[least(80), new]) {
                    for research in tries(rd, &[100 * WAN, least(3)]) {
                        for owed in tries(debt, &[2400 * WAN]) {
                            let moves = [
                                (60, 500, revenue, new), (50, 500, main, sales), (25, 50, rd, research),
                                (40, 500, debt, owed), (50, 500, leading * WAN, product),
                            ];
                            let sum: u64 =
                                moves.iter().map(|(weight, whole, from, to)| effort(*weight, whole * WAN, *from, *to)).sum();
                            let is_allowed = owed <= debt && revenue <= new && main <= sales && rd <= research
                                && leading * WAN <= product && sales <= new && product <= new;
                            if best <= sum || !is_allowed {
                                continue;
                            }
                            state(&mut trial, "main-revenue", sales);
                            state(&mut trial, "rd-expense", research);
                            state(&mut trial, "total-liabilities", owed);
                            state(&mut trial, "leading-product-revenue", product);
                            let outcome = assess::assess_tier(Catalog::embedded(), "specialized", &trial, aim.filing);
                            let Outcome::Assessed(it) = outcome else { panic!("not held") };
                            prop_assert!(it.verdict != Verdict::Meets, "{moves:?} takes {sum}, the plan {best}");
                        }
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever an enterprise states: a plan fed back as answers meets, and leaves closed years as stated.
    #[test]
    fn every_plan_fed_back_meets(
        facts in enterprises(), tier in select(vec!["innovative", "specialized", "little-giant"]),
        on in select(vec!["2026-03-31", "2026-11-22", "2027-05-10"]),
        route in select(vec![Route::New, Route::Review]),
    ) {
        let catalog = Catalog::embedded();
        let facts = read(&facts);
        let filing = Filing { route, as_of: day(on) };
        if let Planned::Aims(aims) = plan(catalog, tier, &facts, filing, &Wish::default()) {
            for (aim, plan) in aims.aims.iter().flat_map(|aim| aim.plans.iter().map(move |plan| (aim, plan))) {
                let outcome = assess::assess_tier(catalog, tier, &plan.facts, aim.filing);
                let Outcome::Assessed(it) = outcome else { panic!("not held") };
                prop_assert_eq!(it.verdict, Verdict::Meets);
                let first = Filing { as_of: plan.not_before, ..aim.filing };
                let Outcome::Assessed(it) = assess::assess_tier(catalog, tier, &plan.facts, first) else { panic!() };
                prop_assert_eq!(it.verdict, Verdict::Meets);
                prop_assert!(filing.as_of <= plan.not_before && plan.not_before <= aim.filing.as_of);
                // What is assumed and the changes meet when put over the answers: so a scenario takes them.
                let mut then = facts.clone();
                for key in &aim.assumed {
                    let assumed = plan.facts.stated().find(|(other, _)| *other == key).map(|(_, it)| it.clone());
                    then.set(*key, assumed);
                }
                for change in &plan.changes {
                    apply(&mut then, &change.spot, &change.to);
                }
                let outcome = assess::assess_tier(catalog, tier, &then, aim.filing);
                let Outcome::Assessed(it) = outcome else { panic!("not held") };
                prop_assert_eq!(it.verdict, Verdict::Meets);
                for (key, stated) in facts.stated() {
                    if key.year.is_some_and(|year| year < filing.as_of.year()) {
                        prop_assert!(plan.facts.stated().any(|(other, it)| other == key && it == stated));
                    }
                }
            }
            for aim in &aims.aims {
                let efforts: Vec<u64> = aim.plans.iter().map(|it| it.effort).collect();
                prop_assert!(efforts.is_sorted(), "{efforts:?}");
            }
        }
    }
}
