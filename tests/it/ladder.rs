//! From which day on can a tier be filed for? Days are worked out by hand from the windows of articles 6 to 8, the
//! terms of article 9, the ban of article 12 and the conditions of 2号文.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tidu::command;
use tidu::units::Date;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// What the command line says of the ladder: of the sample enterprise with these answers and events.
fn ladder(answers: &Value, events: &[Value], on: &str) -> Vec<Value> {
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
    let arguments = ["track", "-", "--on", on].map(str::to_owned);
    let printed = command::run(&arguments, day(on), |_| Ok(package.to_string()));
    assert_eq!(printed.status, 0, "{}", printed.err);
    let whole: Value = serde_json::from_str(&printed.out).unwrap();
    whole["ladder"].as_array().unwrap().clone()
}

/// "specialized 2027-07-01": the earliest day; "never", "? day" for the first that is possible, or both.
fn told(rung: &Value) -> String {
    let day = |it: &Value| it["day"].as_str().map(str::to_owned);
    let outlook = match (day(&rung["earliest"]), day(&rung["perhaps"])) {
        (Some(sure), None) => sure,
        (Some(sure), Some(perhaps)) => format!("{sure} ?{perhaps}"),
        (None, Some(perhaps)) => format!("?{perhaps}"),
        (None, None) => "never".to_owned(),
    };
    format!("{} {outlook}", rung["tier"].as_str().unwrap())
}

fn check(answers: &Value, events: &[Value], on: &str, expected: &[&str]) {
    let found: Vec<String> = ladder(answers, events, on).iter().map(told).collect();
    for line in expected {
        assert!(found.contains(&(*line).to_owned()), "{line}: {found:?}");
    }
}

fn title(name: &str, tier: &str, on: &str) -> Value {
    json!({ "title": name, "kind": "recognised", "on": on, "tier": tier })
}

#[test]
fn a_title_must_be_valid_in_the_window() {
    let t = [title("t", "innovative", "2024-03-01")];
    // Valid to 2027-03-01, and the next third quarter begins on 2027-07-01.
    check(
        &json!({}),
        &t,
        "2026-11-22",
        &["innovative 2026-11-22", "specialized never", "little-giant never"],
    );
    let t = [title("t", "innovative", "2024-07-01")];
    check(&json!({}), &t, "2026-11-22", &["specialized 2027-07-01"]);
    let t = [title("t", "innovative", "2024-06-30")];
    check(&json!({}), &t, "2026-11-22", &["specialized never"]);
    let t = [title("t", "specialized", "2026-08-01")];
    check(&json!({}), &t, "2026-11-22", &["little-giant 2027-04-01", "specialized 2027-07-01"]);
}

#[test]
fn an_open_window_is_open_today() {
    let t = [title("t", "innovative", "2026-03-01")];
    check(&json!({}), &t, "2026-08-20", &["specialized 2026-08-20"]);
    check(&json!({}), &t, "2026-09-30", &["specialized 2026-09-30"]);
    check(&json!({}), &t, "2026-10-01", &["specialized 2027-07-01"]);
}

/// 2号文 annex 1, item 1: three full years to the end of last year.
#[test]
fn years_in_the_niche_fill_with_the_year() {
    let t = [title("t", "innovative", "2026-08-01")];
    let since = |on: &str| json!({ "niche-since": on });
    // To the end of 31 December (decision 55), so that 1 January still makes a full year.
    check(&since("2024-01-01"), &t, "2026-11-22", &["specialized 2027-07-01"]);
    check(&since("2024-01-02"), &t, "2026-11-22", &["specialized 2028-07-01"]);
    check(&since("2025-01-01"), &t, "2026-11-22", &["specialized 2028-07-01"]);
    check(&since("2025-01-02"), &t, "2026-11-22", &["specialized 2029-07-01"]);
    // The title ends on 2029-08-01, before the third quarter of 2030.
    check(&since("2026-01-02"), &t, "2026-11-22", &["specialized never"]);
    check(&json!({ "niche-since": null }), &t, "2026-11-22", &["specialized ?2027-07-01"]);
}

#[test]
fn what_is_missing_is_named() {
    let t = [title("t", "innovative", "2026-08-01")];
    let rungs = ladder(&json!({ "niche-since": null }), &t, "2026-11-22");
    let conditions = rungs[1]["perhaps"]["conditions"].as_array().unwrap();
    let open: Vec<&Value> = conditions.iter().filter(|it| it["truth"] == "unknown").collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0]["rule"], "national/specialized/2026-04-01#niche-years");
    assert_eq!(open[0]["missing"], json!([{ "fact": "niche-since" }]));
    let prior = conditions.iter().find(|it| it["rule"].as_str().unwrap().ends_with("#prior-title")).unwrap();
    assert_eq!(prior["asks"], json!(["tech-sme", "innovative", "specialized", "little-giant"]));
    assert_eq!((&prior["by"], &prior["truth"]), (&json!(["t"]), &json!("met")));
    // Without a list that is said to be complete, another title may exist.
    let rungs = ladder(&json!({ "titles": null }), &[], "2026-11-22");
    assert_eq!(told(&rungs[1]), "specialized ?2027-07-01");
    let conditions = rungs[1]["perhaps"]["conditions"].as_array().unwrap();
    let prior = conditions.iter().find(|it| it["rule"].as_str().unwrap().ends_with("#prior-title")).unwrap();
    assert_eq!(prior["missing"], json!([{ "fact": "titles", "complete": false }]));
}

/// Article 12: at least three years, the last day included (decision 15).
#[test]
fn a_ban_ends() {
    let revoked = |why: Option<&str>| {
        let mut event = json!({ "title": "s", "kind": "revoked", "on": "2024-08-10" });
        if let Some(why) = why {
            event["why"] = json!(why);
        }
        [title("s", "specialized", "2023-10-01"), event, title("t", "innovative", "2026-08-01")]
    };
    let on = "2026-11-22";
    let never = "little-giant never";
    check(
        &json!({}),
        &revoked(Some("misconduct")),
        on,
        &["innovative 2027-08-11", "specialized 2027-08-11", never],
    );
    check(
        &json!({}),
        &revoked(Some("late-report")),
        on,
        &["innovative 2026-11-22", "specialized 2027-07-01", never],
    );
    check(
        &json!({}),
        &revoked(None),
        on,
        &["innovative 2027-08-11 ?2026-11-22", "specialized 2027-08-11 ?2027-07-01"],
    );
}

#[test]
fn a_revoked_title_that_is_stated_too_is_revoked() {
    let stated = json!({ "titles": { "complete": true, "items": [{ "tier": "specialized", "recognised-on": "2025-10-01" }] } });
    check(&stated, &[], "2026-11-22", &["little-giant 2027-04-01"]);
    let log = [
        title("s", "specialized", "2025-10-01"),
        json!({ "title": "s", "kind": "revoked", "on": "2026-10-01", "why": "no-longer-meets" }),
    ];
    check(&stated, &log, "2026-11-22", &["little-giant never", "specialized never", "innovative 2026-11-22"]);
}

#[test]
fn a_notice_names_the_days() {
    let notice = |route: &str| json!({ "kind": "notice", "on": "2026-11-01", "tier": "specialized", "route": route, "number": "赣工信字〔2027〕1号", "first": "2027-09-10", "last": "2027-10-10" });
    let t = title("t", "innovative", "2026-08-01");
    check(&json!({}), &[t.clone(), notice("new")], "2026-11-22", &["specialized 2027-09-10"]);
    check(&json!({}), &[t.clone(), notice("review")], "2026-11-22", &["specialized 2027-07-01"]);
    let rungs = ladder(&json!({}), &[t, notice("new")], "2026-11-22");
    let window = &rungs[1]["earliest"]["window"];
    assert_eq!(
        (&window["first"], &window["last"], &window["in_principle"]),
        (&json!("2027-09-10"), &json!("2027-10-10"), &json!(false))
    );
    assert_eq!(window["notice"]["number"], "赣工信字〔2027〕1号");
}

/// 工信厅企业函〔2026〕117号: 25 April to 25 May; the province's own days are none of the enterprise's.
#[test]
fn a_notice_that_is_held_names_the_days() {
    let t = [title("t", "specialized", "2025-07-01")];
    check(&json!({}), &t, "2026-04-01", &["little-giant 2026-04-25"]);
    check(&json!({}), &t, "2026-05-25", &["little-giant 2026-05-25"]);
    check(&json!({}), &t, "2026-05-26", &["little-giant 2027-04-01"]);
    // Of the second batch of 2025 only the last day is known.
    check(&json!({}), &t, "2025-07-02", &["innovative 2025-10-31"]);
    check(&json!({}), &t, "2025-11-01", &["innovative 2026-01-01"]);
}

#[test]
fn the_ladder_is_told_in_words() {
    let mut package: Value = serde_json::from_str(crate::packages::V2).unwrap();
    package["events"] = json!([title("t", "innovative", "2026-08-01")]);
    package["facts"]["niche-since"] = json!("2026-03-01");
    let arguments = ["track", "-", "--on", "2026-11-22", "--format", "text"].map(str::to_owned);
    let text = command::run(&arguments, day("2026-11-22"), |_| Ok(package.to_string())).out;
    for line in [
        "创新型中小企业：最早 2026-11-22（窗口原则上 2026-07-01 至 2026-12-31，乐平细则第六条 ✔ 多源一致）\n  这一层的称号现在有效：t\n",
        "专精特新中小企业：2030-11-23 前的窗口都不满足；下一个窗口 2027-07-01（窗口原则上 2027-07-01 至 2027-09-30，乐平细则第七条 ✔ 多源一致）\n",
        "科技和创新型中小企业称号（t）",
        "  不满足：从事特定细分市场年限（2号文附件1 第 1 项 ✔ 多源一致）\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

/// The same by another way: every day of the next four years, by the rules as they read.
fn by_the_day(
    tier: &str,
    titles: &[(String, Date)],
    niche: Date,
    ban: Option<Date>,
    on: Date,
) -> Option<Date> {
    let asks: &[&str] = match tier {
        "innovative" => &[],
        "specialized" => &["innovative", "specialized", "little-giant"],
        _ => &["specialized", "little-giant"],
    };
    let mut day = on;
    while day <= on.plus_years(4) {
        let is_open = match tier {
            "innovative" => true,
            "specialized" => (7..=9).contains(&day.month()),
            _ => (4..=6).contains(&day.month()),
        };
        let has_title = titles
            .iter()
            .any(|(of, from)| asks.contains(&of.as_str()) && *from <= day && day <= from.plus_years(3));
        let end = Date::new(day.year() - 1, 12, 31).unwrap();
        let is_free = ban.is_none_or(|revoked| revoked.plus_years(3) < day);
        let is_old = niche.plus_years(3) <= end.day_after();
        if is_open && is_free && (asks.is_empty() || (has_title && is_old)) {
            return Some(day);
        }
        day = day.day_after();
    }
    None
}

fn some_day(years: std::ops::Range<i32>) -> impl Strategy<Value = Date> {
    (years, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

proptest! {
    // Each case judges a dozen windows.
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn no_day_is_passed_over(
        titles in vec((select(vec!["innovative", "specialized", "little-giant"]), some_day(2024..2027)), 0..4),
        niche in some_day(2020..2028),
        ban in proptest::option::of(some_day(2024..2027)),
        on in some_day(2027..2029),
    ) {
        let mut events: Vec<Value> = (0..).zip(&titles)
            .map(|(at, (tier, from))| title(&format!("t{at}"), tier, &from.to_string()))
            .collect();
        // A title of the first tier, so that it is none that another tier asks for before it is taken away.
        if let Some(ban) = ban {
            events.push(json!({ "title": "b", "kind": "recognised", "on": "2023-12-01", "tier": "innovative", "until": "2023-12-02" }));
            events.push(json!({ "title": "b", "kind": "revoked", "on": ban.to_string(), "why": "misconduct" }));
        }
        let titles: Vec<(String, Date)> = titles.into_iter().map(|(tier, from)| (tier.to_owned(), from)).collect();
        for rung in ladder(&json!({ "niche-since": niche.to_string() }), &events, &on.to_string()) {
            let tier = rung["tier"].as_str().unwrap();
            let expected = by_the_day(tier, &titles, niche, ban, on).map(|day| day.to_string());
            prop_assert_eq!(rung["earliest"]["day"].as_str(), expected.as_deref(), "{} {:?}", tier, events);
            prop_assert!(rung["perhaps"].is_null());
        }
    }
}
