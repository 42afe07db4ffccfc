//! Where do applications and titles stand on a day, by their events?
//!
//! The worked cases below tests/cases/tracker/ are compared with the public JSON, so that both are held to the law.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde_json::{Value, json};
use tidu::command::{self, Printed};
use tidu::json::{self, Json};
use tidu::policy::catalog::Catalog;
use tidu::tracker::{Log, Odd, to_json, track};
use tidu::units::Date;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    tier: Option<String>,
    route: Option<String>,
    on: Option<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    law: String,
    tier: Option<String>,
    route: Option<String>,
    on: Option<String>,
    log: Vec<Value>,
    expect: serde_json::Map<String, Value>,
}

/// A worked case as it is asked.
struct Asked {
    place: String,
    on: Date,
    events: Vec<Value>,
    expect: serde_json::Map<String, Value>,
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("no day: {text}"))
}

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

/// The program's own JSON of a test's.
fn own(value: &Value) -> Json {
    json::read(&value.to_string()).unwrap()
}

fn log_of(events: &[Value]) -> Log {
    Log::read(&events.iter().map(own).collect::<Vec<_>>(), catalog())
}

/// What the program prints about events.
fn tracked(events: &[Value], on: Date) -> Value {
    let printed = to_json(catalog(), &track(catalog(), &log_of(events), &[], on)).pretty();
    serde_json::from_str(&printed).unwrap()
}

fn cases() -> Vec<Asked> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tracker");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "toml"));
    files.sort();
    let mut asked = Vec::new();
    for path in files {
        let file: File = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        for case in file.case {
            assert!(!case.law.is_empty(), "{}", case.name);
            let place = format!("{}: {}", path.file_name().unwrap().to_string_lossy(), case.name);
            let tier = case.tier.or_else(|| file.tier.clone()).unwrap_or_default();
            let route = case.route.or_else(|| file.route.clone()).unwrap_or_default();
            let on = case.on.or_else(|| file.on.clone()).unwrap_or_else(|| panic!("{place}: on"));
            let events = case.log.iter().map(|it| event(it, &tier, &route)).collect();
            asked.push(Asked { place, on: day(&on), events, expect: case.expect });
        }
    }
    asked
}

/// "2024-07-10 submitted", "2024-07-20 flow-2-county site-check", or an event as it is.
fn event(written: &Value, tier: &str, route: &str) -> Value {
    let Some(text) = written.as_str() else { return written.clone() };
    let words: Vec<&str> = text.split(' ').collect();
    let filed = |on: &str, kind: &str| json!({ "application": "a", "tier": tier, "route": route, "kind": kind, "on": on });
    match words.as_slice() {
        [on, kind] => filed(on, kind),
        [on, step, act] => {
            let mut event = filed(on, "done");
            event["step"] = json!(step);
            event["act"] = json!(act);
            event
        }
        _ => panic!("no event: {text}"),
    }
}

fn words(of: &Value, keys: &[&str]) -> String {
    let word = |key: &&str| match &of[*key] {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(items.iter().map(Value::to_string).collect::<Vec<_>>().join(" ")),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_)) => Some(other.to_string()),
    };
    keys.iter().filter_map(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn list(of: &Value, keys: &[&str]) -> Value {
    of.as_array().unwrap().iter().map(|it| words(it, keys)).collect()
}

/// What the JSON says, in the words of the cases.
fn said(word: &str, whole: &Value) -> Value {
    let application = &whole["applications"][0];
    match word {
        "state" | "since" | "submitted" | "standard" | "practice" => application[word].clone(),
        "who" => application["next"]["who"].clone(),
        "steps" => list(&application["next"]["steps"], &["step"]),
        "possible" => application["possible"].as_array().unwrap().iter().map(possible).collect(),
        "unrecorded" => list(&application["unrecorded"], &["step", "act"]),
        "findings" => list(&application["findings"], &["id", "events"]),
        "odd" => list(&whole["findings"], &["id", "events"]),
        "titles" => whole["titles"].as_array().unwrap().iter().map(title).collect(),
        "overlaps" => list(&whole["titles"], &["overlaps"]),
        "transition" => rules(&whole["titles"][0]["transition"]),
        "consequences" => {
            whole["consequences"].as_array().unwrap().iter().map(|it| place_of(&it["rule"])).collect()
        }
        "windows" => {
            let line = |it: &Value| {
                let number = words(&it["notice"], &["number"]);
                let line = format!("{} {} {number}", place_of(it), words(it, &["title", "first", "last"]));
                assert_eq!(number.is_empty(), it["notice"].is_null());
                line.trim_end().to_owned()
            };
            whole["windows"].as_array().unwrap().iter().map(line).collect()
        }
        "deadlines" => json!(whole["deadlines"].as_array().unwrap().len()),
        "validity" | "annual-update" | "major-change" | "reapply-ban" => {
            let is_asked = |it: &&Value| it["rule"].as_str().unwrap().ends_with(&format!("#{word}"));
            whole["deadlines"].as_array().unwrap().iter().filter(is_asked).map(due).collect()
        }
        other => panic!("no such word: {other}"),
    }
}

/// "leping", "2022" or "2026" and the id of the rule.
fn place_of(it: &Value) -> String {
    let (file, id) = it["rule"].as_str().unwrap().split_once('#').unwrap();
    format!("{} {id}", short(file))
}

fn short(file: &str) -> &str {
    let parts: Vec<&str> = file.split('/').collect();
    match parts.as_slice() {
        ["local", place, ..] => place,
        ["national", "practice", day] => &day[..4],
        _ => panic!("{file}"),
    }
}

fn rules(of: &Value) -> Value {
    of.as_array().unwrap().iter().map(place_of).collect()
}

fn title(it: &Value) -> String {
    let terms = it["terms"].as_array().unwrap().iter();
    let terms: Vec<String> = terms.map(|term| words(term, &["from", "until"])).collect();
    format!("{} {}", words(it, &["title", "tier", "standing"]), terms.join(" "))
}

/// "leping 2025 2025-04-30! overdue 1": the file, what it is about, the day (! for the reminder), the status.
fn due(it: &Value) -> String {
    let (file, _) = it["rule"].as_str().unwrap().split_once('#').unwrap();
    let about = words(it, &["title", "year", "change"]);
    let mark = if it["reminder"] == true { "!" } else { "" };
    let line = format!(
        "{} {about} {}{mark} {}",
        short(file),
        words(it, &["due"]),
        words(it, &["status", "days", "done"])
    );
    if it["earliest"].is_null() { line } else { format!("{line}, then {}", words(it, &["earliest"])) }
}

fn possible(it: &Value) -> String {
    if it["kind"] == "done" { words(it, &["step", "act"]) } else { words(it, &["kind"]) }
}

#[test]
fn the_tracker_says_what_the_law_says() {
    let mut wrong = Vec::new();
    let cases = cases();
    for asked in &cases {
        let whole = tracked(&asked.events, asked.on);
        for (word, expected) in &asked.expect {
            let found = said(word, &whole);
            let expected = if expected == "none" { &Value::Null } else { expected };
            if found != *expected {
                wrong.push(format!("{}: {word}\n  law     {expected}\n  program {found}", asked.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(20 < cases.len(), "{}", cases.len());
}

#[test]
fn every_finding_is_met_by_some_case() {
    let told: Vec<String> = cases().iter().map(|it| tracked(&it.events, it.on).to_string()).collect();
    for odd in Odd::ALL {
        let id = format!("\"id\":\"{}\"", odd.id());
        assert!(told.iter().any(|it| it.contains(&id)), "{}", odd.id());
    }
}

/// What is said, with every place in the list replaced by the event that stands there.
fn without_places(events: &[Value], on: Date) -> Value {
    fn replace(value: &mut Value, events: &[Value]) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    if key == "events" {
                        let places = value.as_array().unwrap().clone();
                        let at = |it: &Value| usize::try_from(it.as_u64().unwrap()).unwrap();
                        *value = places.iter().map(|it| events[at(it)].clone()).collect();
                    } else {
                        replace(value, events);
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|it| replace(it, events)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut whole = tracked(events, on);
    replace(&mut whole, events);
    whole
}

#[test]
fn the_order_of_entry_never_counts() {
    for asked in cases() {
        let expected = without_places(&asked.events, asked.on);
        let mut turned = asked.events.clone();
        for _ in 0..turned.len() {
            turned.rotate_left(1);
            assert_eq!(without_places(&turned, asked.on), expected, "{}", asked.place);
        }
        turned.reverse();
        assert_eq!(without_places(&turned, asked.on), expected, "{}", asked.place);
    }
}

#[test]
fn an_event_entered_twice_is_one() {
    for asked in cases() {
        let expected = tracked(&asked.events, asked.on);
        let twice: Vec<Value> = asked.events.iter().chain(&asked.events).cloned().collect();
        let mut found = tracked(&twice, asked.on);
        // Only these are counted as they stand.
        for count in ["later", "unread"] {
            found[count] = expected[count].clone();
        }
        assert_eq!(found, expected, "{}", asked.place);
    }
}

#[test]
fn events_are_written_as_they_were_read() {
    for asked in cases() {
        let mut events: Vec<Json> = asked.events.iter().map(own).collect();
        for json in &mut events {
            json.insert_new("note", Json::from("第 12 页"));
        }
        let log = Log::read(&events, catalog());
        let written = log.to_json();
        assert_eq!(Log::read(&written, catalog()), log, "{}", asked.place);
        for (written, read) in written.iter().zip(&events) {
            assert_eq!(written.canonical(), read.canonical(), "{}", asked.place);
        }
    }
}

#[test]
fn what_is_not_understood_stays_and_is_counted() {
    let strange = [
        json!(7),
        json!({ "day": "2026-12-01", "what": "filed" }),
        json!({ "application": "a", "tier": "specialized", "route": "new", "kind": "blessed", "on": "2026-07-01" }),
        json!({ "application": "a", "tier": "giant", "route": "new", "kind": "submitted", "on": "2026-07-01" }),
        json!({ "application": "a", "tier": "specialized", "route": "other", "kind": "submitted", "on": "2026-07-01" }),
        json!({ "application": 1, "tier": "specialized", "route": "new", "kind": "submitted", "on": "2026-07-01" }),
        json!({ "application": "a", "tier": "specialized", "route": "new", "kind": "submitted", "on": "2026-02-30" }),
        json!({ "application": "a", "tier": "specialized", "route": "new", "kind": "done", "on": "2026-07-01" }),
        json!({ "title": "t", "kind": "recognised", "on": "2026-07-01", "tier": "specialized", "until": 3 }),
        json!({ "title": "t", "kind": "revoked", "on": "2026-07-01", "why": "bad luck" }),
        json!({ "kind": "updated", "on": "2026-07-01", "year": 20260 }),
        json!({ "kind": "changed", "on": "2026-07-01" }),
        json!({ "kind": "notice", "on": "2026-07-01", "tier": "giant", "number": "1", "last": "2026-09-30" }),
        json!({ "kind": "notice", "on": "2026-07-01", "tier": "specialized", "number": "1" }),
        json!({ "kind": "notice", "on": "2026-07-01", "tier": "specialized", "last": "2026-09-30" }),
        json!({ "kind": "notice", "on": "2026-07-01", "tier": "specialized", "number": "1", "first": "soon", "last": "2026-09-30" }),
        json!({ "kind": "notice", "on": "2026-07-01", "tier": "specialized", "route": "both", "number": "1", "last": "2026-09-30" }),
    ];
    let log = log_of(&strange);
    assert_eq!(log.unread(), strange.len());
    assert_eq!(log.to_json(), strange.iter().map(own).collect::<Vec<_>>());
    let whole = tracked(&strange, day("2026-12-31"));
    assert_eq!((&whole["unread"], &whole["applications"]), (&json!(strange.len()), &json!([])));
}

/// Events of one application and of titles and the enterprise, of which most can have been.
fn some_events() -> impl Strategy<Value = Vec<Value>> {
    let day = (2023..2028_i32, 1..13_u32, 1..29_u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let step = select(vec![
        "submitted",
        "accepted",
        "flow-2-county first-review",
        "flow-2-county forward",
        "flow-3-city forward",
        "flow-4-province publicity",
        "announced",
        "returned",
        "rejected",
    ]);
    let filed = (day.clone(), step)
        .prop_map(|(on, step)| event(&json!(format!("{on} {step}")), "specialized", "new"));
    let other = select(vec![
        json!({ "title": "t", "kind": "recognised", "tier": "specialized" }),
        json!({ "title": "u", "kind": "recognised", "tier": "innovative", "until": "2027-04-30" }),
        json!({ "title": "t", "kind": "reviewed" }),
        json!({ "title": "t", "kind": "revoked", "why": "misconduct" }),
        json!({ "kind": "updated" }),
        json!({ "kind": "changed", "change": "x" }),
        json!({ "kind": "reported", "change": "x" }),
        json!({ "kind": "incident" }),
        json!({ "kind": "complaint" }),
        json!({ "kind": "notice", "tier": "specialized", "number": "1", "first": "2026-07-10", "last": "2026-08-31" }),
        json!({ "kind": "notice", "tier": "innovative", "route": "new", "number": "2", "last": "2027-03-31" }),
    ]);
    let other = (day, other).prop_map(|(on, mut event)| {
        event["on"] = json!(on);
        event
    });
    vec(prop_oneof![filed, other], 0..14)
}

/// Which deadlines an event may change: those whose rule names that kind, and what validity carries.
fn changed_by(event: &Value) -> &'static [&'static str] {
    match event["kind"].as_str().unwrap() {
        "updated" => &["annual-update"],
        "changed" | "reported" => &["major-change"],
        "incident" | "complaint" | "notice" => &[],
        // They make or end titles, and every rule speaks of valid ones.
        _ => &["validity", "annual-update", "major-change", "reapply-ban"],
    }
}

proptest! {
    #[test]
    fn what_follows_depends_on_the_set_of_events((events, shuffled) in some_events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))) {
        let on = day("2027-12-31");
        prop_assert_eq!(without_places(&shuffled, on), without_places(&events, on));
    }

    #[test]
    fn an_event_changes_only_deadlines_that_name_its_kind(events in some_events(), further in some_events()) {
        let on = day("2026-06-15");
        for event in further.into_iter().filter(|it| it["application"].is_null()) {
            let mut more = events.clone();
            more.push(event.clone());
            let rows = |events: &[Value]| {
                let whole = tracked(events, on);
                let is_kept = |row: &&Value| {
                    let id = row["rule"].as_str().unwrap().split_once('#').unwrap().1;
                    !changed_by(&event).contains(&id)
                };
                whole["deadlines"].as_array().unwrap().iter().filter(is_kept).cloned().collect::<Vec<_>>()
            };
            prop_assert_eq!(rows(&more), rows(&events), "{}", event);
        }
    }

    #[test]
    fn what_happens_later_changes_nothing_before(events in some_events(), on in select(vec!["2024-02-29", "2025-07-01", "2026-04-01"])) {
        let before: Vec<Value> = events.iter().filter(|it| it["on"].as_str().unwrap() <= on).cloned().collect();
        let mut found = without_places(&events, day(on));
        found["later"] = json!(0);
        prop_assert_eq!(found, without_places(&before, day(on)));
    }

    #[test]
    fn what_may_happen_next_is_never_odd(events in some_events()) {
        let events: Vec<Value> = events.into_iter().filter(|it| it["application"] == "a").collect();
        let whole = tracked(&events, day("2027-12-31"));
        // What counts may be told nevertheless: another order in a step, another edition.
        let odd = |whole: &Value| whole["applications"].to_string().matches("\"counts\":false").count();
        let next = whole["applications"][0]["possible"].as_array().cloned().unwrap_or_default();
        for it in next {
            let step = possible(&it);
            let mut more = events.clone();
            more.push(event(&json!(format!("2028-01-01 {step}")), "specialized", "new"));
            let then = tracked(&more, day("2028-01-01"));
            prop_assert_eq!(odd(&then), odd(&whole), "{} {}", step, then);
        }
    }
}

#[test]
fn days_are_reckoned_as_by_another_program() {
    use jiff::{ToSpan, civil};
    let mut on = civil::date(2022, 1, 1);
    let end = civil::date(2040, 12, 31);
    let own = |it: civil::Date| day(&it.to_string());
    while on <= end {
        let it = own(on);
        for months in [1, 3, 6, 12, 36] {
            let by_jiff = on.checked_add(i64::from(months).months()).unwrap();
            assert_eq!(it.plus_months(months), own(by_jiff), "{on} + {months} months");
            let days = i64::from(on.until(by_jiff).unwrap().get_days());
            assert_eq!(it.days_to(own(by_jiff)), days, "{on} to {by_jiff}");
            assert_eq!(own(by_jiff).days_to(it), -days);
        }
        assert_eq!(it.plus_years(3), own(on.checked_add(3.years()).unwrap()));
        assert_eq!(it.day_after(), own(on.tomorrow().unwrap()));
        assert_eq!(it.day_before(), own(on.yesterday().unwrap()));
        on = on.tomorrow().unwrap();
    }
}

/// Every deadline of a title and a change of each day of 2022 to 2040, against the other program.
#[test]
fn deadlines_are_reckoned_as_by_another_program() {
    use jiff::{ToSpan, civil};
    let mut on = civil::date(2022, 8, 1);
    while on <= civil::date(2040, 12, 31) {
        let events = [
            json!({ "title": "t", "kind": "recognised", "on": on.to_string(), "tier": "specialized" }),
            json!({ "kind": "changed", "on": on.to_string(), "change": "x" }),
        ];
        let whole = tracked(&events, day(&on.to_string()));
        let until = on.checked_add(36.months()).unwrap();
        let report = on.checked_add(3.months()).unwrap();
        let mut yearly = Vec::new();
        for year in on.year()..=until.year() {
            for (file, month, day) in [("leping", 4, 30), ("2022", 4, 30), ("2026", 5, 31)] {
                let due = civil::date(year, month, day);
                let is_in_force = match file {
                    "leping" => civil::date(2023, 9, 23) <= due,
                    "2022" => due < civil::date(2026, 4, 1),
                    _ => civil::date(2026, 4, 1) <= due,
                };
                if is_in_force && on < due && due <= until {
                    yearly.push(format!("{file} {year} {due}"));
                }
            }
        }
        let found = |id: &str| -> Vec<String> {
            let rows = whole["deadlines"].as_array().unwrap().iter();
            let rows = rows.filter(|it| it["rule"].as_str().unwrap().ends_with(&format!("#{id}")));
            let line = |it: &Value| due(it).replace('!', "").split(' ').take(3).collect::<Vec<_>>().join(" ");
            rows.map(line).collect()
        };
        assert_eq!(found("annual-update"), yearly, "{on}");
        assert!(found("validity").iter().all(|it| it.ends_with(&format!("t {until}"))), "{on}");
        assert!(found("major-change").iter().all(|it| it.ends_with(&format!("x {report}"))), "{on}");
        let files = if on < civil::date(2023, 9, 23) { 1 } else { 2 };
        assert_eq!((found("validity").len(), found("major-change").len()), (files, files), "{on}");
        on = on.tomorrow().unwrap();
    }
}

/// A package with these events.
fn package(events: &[Value]) -> String {
    let events = Value::from(events.to_vec()).to_string();
    crate::packages::V2.replacen("\"events\": []", &format!("\"events\": {events}"), 1)
}

fn run(arguments: &[&str], file: &str) -> Printed {
    let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
    command::run(&arguments, day("2026-11-22"), |_| Ok(file.to_owned()))
}

#[test]
fn the_command_line_prints_where_an_application_stands() {
    let event = |on, kind| json!({ "application": "2026", "tier": "specialized", "route": "new", "kind": kind, "on": on });
    let file =
        package(&[event("2026-07-10", "submitted"), event("2026-11-23", "withdrawn"), json!({ "x": 1 })]);
    let printed = run(&["track", "p.json"], &file);
    assert_eq!(printed.status, 0);
    assert_eq!(printed.err, "p.json: 有 1 件事件本程序不认识，未计入，原样保留\n");
    let whole: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!((&whole["on"], &whole["later"]), (&json!("2026-11-22"), &json!(1)));
    assert_eq!(whole["applications"][0]["state"], "under-way");
    let later = run(&["track", "-", "--on", "2026-11-23"], &file);
    let whole: Value = serde_json::from_str(&later.out).unwrap();
    assert_eq!(whole["applications"][0]["state"], "withdrawn");
    let text = run(&["track", "p.json", "--format", "text"], &file).out;
    assert!(text.contains("下一步：乐平市工业和信息化局（乐平细则第七条"), "{text}");
    assert!(text.contains("接下来可能：受理、乐平市工业和信息化局初审"), "{text}");
    assert!(text.contains("另有 1 件事件在此日之后"), "{text}");
}

#[test]
fn the_command_line_tells_of_titles_that_are_stated() {
    let titles = json!({ "complete": true, "items": [
        { "tier": "innovative", "recognised-on": "2024-03-01" },
        { "tier": "tech-sme", "recognised-on": "2024-03-01" },
        { "tier": "specialized" },
    ] });
    let file = json!({ "format": "tidu-facts", "version": 1, "facts": { "titles": titles } }).to_string();
    let printed = run(&["track", "f.json"], &file);
    let whole: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(said("titles", &whole), json!(["titles[0] innovative valid 2024-03-01 2027-03-01"]));
    let text = run(&["track", "f.json", "--format", "text"], &file).out;
    assert!(text.contains("titles[0]：创新型中小企业，有效，2024-03-01 至 2027-03-01"), "{text}");
    assert!(text.contains("2026 年：每年 4 月 30 日前更新企业信息，2026-04-30 止，已过 206 天，没有登记办理（乐平细则第十条 ✔"), "{text}");
    assert!(text.contains("  未及时更新：取消复核资格（乐平细则第十条"), "{text}");
    assert!(text.contains("（另有更早的提醒）"), "{text}");
    assert!(text.contains("复核窗口（titles[0]）：原则上 2027-01-01 至 2027-06-30"), "{text}");
}

#[test]
fn the_command_line_ends_as_the_others_do() {
    assert_eq!(run(&["track", "p.json"], "{").status, 1);
    assert!(
        run(
            &["track", "p.json"],
            &package(&[json!(1)]).replacen("\"events\": [", "\"events\": {}, \"x\": [", 1)
        )
        .err
        .starts_with("p.json: events")
    );
    for wrong in [
        &["track"][..],
        &["track", "a", "b"],
        &["track", "a", "--on"],
        &["track", "a", "--on", "2026-02-30"],
        &["track", "a", "--format", "xml"],
        &["track", "a", "--tier", "specialized"],
    ] {
        assert_eq!(run(wrong, V2).status, 2, "{wrong:?}");
    }
}

const V2: &str = crate::packages::V2;

/// Article 11 names what is to be reported and how; what the form asks for is not held.
#[test]
fn a_change_says_what_is_to_be_reported() {
    let log = [
        json!({ "title": "t", "kind": "recognised", "on": "2024-08-15", "tier": "specialized" }),
        json!({ "kind": "changed", "on": "2026-05-31", "change": "x" }),
    ];
    let whole = tracked(&log, day("2026-06-30"));
    let lists: Vec<String> = whole["deadlines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| !it["checklist"].is_null())
        .map(|it| {
            let lines = it["checklist"].as_array().unwrap().iter().map(|it| words(it, &["sort", "label"]));
            format!("{} {}", place_of(it), lines.collect::<Vec<_>>().join("; "))
        })
        .collect();
    let expected = [
        "leping major-change change 更名; change 合并; change 重组; change 跨地区迁移; change 设立境外分支机构; change 等与评价认定条件有关的重大变化; step 登录培育平台; step 填写重大变化情况报告表; unknown 报告表的栏目和要附的材料未取得，以培育平台上的为准",
        "2026 major-change unknown 要报告的情形和报告的方式未取得",
    ];
    assert_eq!(lists, expected);
    let text = run(&["track", "p.json", "--on", "2026-06-30", "--format", "text"], &package(&log)).out;
    assert!(text.contains("  要办的：登录培育平台、填写重大变化情况报告表\n"), "{text}");
}

#[test]
fn the_command_line_writes_a_table() {
    let log = [
        json!({ "title": "=1+1", "kind": "recognised", "on": "2024-08-15", "tier": "specialized" }),
        json!({ "application": "2027", "tier": "little-giant", "route": "new", "kind": "submitted", "on": "2027-04-10" }),
        json!({ "kind": "updated", "on": "2027-04-20" }),
        json!({ "kind": "notice", "on": "2027-04-01", "tier": "specialized", "number": "赣工信字〔2027〕1号", "last": "2027-08-20" }),
    ];
    let printed = run(&["track", "p.json", "--on", "2027-05-01", "--format", "csv"], &package(&log));
    assert_eq!(printed.status, 0);
    let lines: Vec<&str> = printed.out.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!(lines[0], "类别,名称,层级,途径,事项,状态,起始日,截止日,距截止日天数,依据");
    for line in [
        "申报,2027,专精特新“小巨人”企业,新申请,下一步：乐平市工业和信息化局（乐平细则第八条 ○ 细则原文）,审核中,2027-04-10,,,乐平细则第二十一条 △ 待核对原文",
        "称号,\"'=1+1\",专精特新中小企业,,,有效,2024-08-15,2027-08-15,106,",
        "期限,\"'=1+1\",,,有效期三年,还有 106 天,2024-08-15,2027-08-15,106,乐平细则第九条 ✔ 多源一致",
        "期限,2026 年,,,每年 4 月 30 日前更新企业信息,已过 366 天，没有登记办理,,2026-04-30,-366,乐平细则第十条 ✔ 多源一致",
        "期限,2027 年,,,每年 4 月 30 日前更新企业信息,2027-04-20 已办,,2027-04-30,,乐平细则第十条 ✔ 多源一致",
        "复核窗口,\"'=1+1\",专精特新中小企业,复核,专精特新：每年第三季度,按登记的通知,,2027-08-20,111,赣工信字〔2027〕1号",
    ] {
        assert!(lines.contains(&line), "{line}\n{}", printed.out);
    }
}
