//! Which rewards does article 18 name, and for what? It speaks of 当年新认定的, and the rule begins on 2023-09-23.

use serde_json::{Value, json};
use tidu::command;
use tidu::units::Date;

/// What the command line says of rewards: of the sample enterprise with these answers and events.
fn rewards(answers: &Value, events: &[Value]) -> Vec<Value> {
    let mut package: Value = serde_json::from_str(crate::packages::V2).unwrap();
    package["events"] = json!(events);
    let facts = package["facts"].as_object_mut().unwrap();
    facts["titles"] = json!({ "complete": true, "items": [] });
    for (fact, answer) in answers.as_object().unwrap() {
        facts.remove(fact);
        if !answer.is_null() {
            facts.insert(fact.clone(), answer.clone());
        }
    }
    let on = Date::parse("2026-11-22").unwrap();
    let printed = command::run(&["track".to_owned(), "-".to_owned()], on, |_| Ok(package.to_string()));
    assert_eq!(printed.status, 0, "{}", printed.err);
    let whole: Value = serde_json::from_str(&printed.out).unwrap();
    whole["rewards"].as_array().unwrap().clone()
}

fn check(answers: &Value, events: &[Value], expected: &[&str]) {
    let told: Vec<String> = rewards(answers, events)
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} {} {}", text("of"), text("on"), text("amount"), text("unit"), text("new"))
        })
        .collect();
    assert_eq!(told, expected);
}

fn title(name: &str, tier: &str, on: &str) -> Value {
    json!({ "title": name, "kind": "recognised", "on": on, "tier": tier })
}

#[test]
fn each_tier_has_its_reward() {
    let events = [
        title("a", "innovative", "2024-03-01"),
        title("b", "specialized", "2024-08-15"),
        title("c", "little-giant", "2025-10-15"),
    ];
    let expected = ["a 2024-03-01 5 万元 new", "b 2024-08-15 10 万元 new", "c 2025-10-15 30 万元 new"];
    check(&json!({}), &events, &expected);
}

#[test]
fn the_rule_begins_on_its_day() {
    check(&json!({}), &[title("a", "innovative", "2023-09-22")], &[]);
    check(&json!({}), &[title("a", "innovative", "2023-09-23")], &["a 2023-09-23 5 万元 new"]);
    check(&json!({}), &[title("a", "innovative", "2026-11-23")], &[]);
}

#[test]
fn a_renewal_is_not_new() {
    let renewed = [
        title("a", "innovative", "2023-10-01"),
        json!({ "title": "a", "kind": "reviewed", "on": "2026-10-10" }),
    ];
    check(&json!({}), &renewed, &["a 2023-10-01 5 万元 new"]);
    let stated = |renewed: Value| {
        let mut item = json!({ "tier": "specialized", "recognised-on": "2025-08-01" });
        if !renewed.is_null() {
            item["renewed"] = renewed;
        }
        json!({ "titles": { "complete": true, "items": [item] } })
    };
    check(&stated(json!(true)), &[], &[]);
    check(&stated(json!(false)), &[], &["titles[0] 2025-08-01 10 万元 new"]);
    check(&stated(Value::Null), &[], &["titles[0] 2025-08-01 10 万元 not-stated"]);
}

#[test]
fn whether_a_second_recognition_counts_is_not_written() {
    let events = [title("a", "specialized", "2020-08-01"), title("b", "specialized", "2024-08-15")];
    check(&json!({}), &events, &["b 2024-08-15 10 万元 again"]);
    let other = [title("a", "innovative", "2023-10-01"), title("b", "specialized", "2024-08-15")];
    check(&json!({}), &other, &["a 2023-10-01 5 万元 new", "b 2024-08-15 10 万元 new"]);
}

#[test]
fn other_recognitions_have_theirs() {
    let item = |kind: &str, on: &str| json!({ "kind": kind, "recognised-on": on });
    let items = [
        item("provincial-little-giant", "2024-01-05"),
        item("champion-province", "2024-01-05"),
        item("champion-national", "2024-01-05"),
        item("tech-center-province", "2024-01-05"),
        item("tech-center-national", "2024-01-05"),
        item("tech-center-national", "2023-09-22"),
        item("champion-province", "2026-12-01"),
        json!({ "kind": "champion-national" }),
    ];
    let answers = json!({ "other-recognitions": { "complete": true, "items": items } });
    let expected = [
        "other-recognitions[0] 2024-01-05 15 万元 new",
        "other-recognitions[1] 2024-01-05 30 万元 new",
        "other-recognitions[2] 2024-01-05 50 万元 new",
        "other-recognitions[3] 2024-01-05 10 万元 new",
        "other-recognitions[4] 2024-01-05 20 万元 again",
        "other-recognitions[7] - 50 万元 new",
    ];
    check(&answers, &[], &expected);
}

#[test]
fn a_reward_says_how_sure_it_is_and_for_whom() {
    let events = [title("a", "little-giant", "2025-10-15")];
    let of = |answers: Value| rewards(&answers, &events)[0].clone();
    let found = of(json!({}));
    assert_eq!((&found["local"], &found["source"]["mark"]), (&json!(true), &json!("○")));
    assert_eq!(found["source"]["citation"], "乐平细则第十八条");
    assert!(found["source"]["mark_note"].as_str().unwrap().contains("理解为小巨人（△ 释义）"));
    let asked = found["unconfirmed"].as_array().unwrap();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].as_str().unwrap().contains("“国家级专精特新企业”是否就是小巨人"));
    assert_eq!(of(json!({ "registered-place": "elsewhere-in-china" }))["local"], json!(false));
    assert_eq!(of(json!({ "registered-place": null }))["local"], Value::Null);
}
