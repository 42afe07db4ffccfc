//! What a calendar file says of tracked days, held to the format by another program.

use std::collections::HashSet;

use icalendar::parser::{read_calendar, unfold};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tidu::calendar::{Edition, Entry, Reminder, file};
use tidu::command;
use tidu::units::Date;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// What the command line prints about a package with these events and no titles among its facts.
fn printed(events: &[Value], on: &str) -> String {
    let mut package: Value = serde_json::from_str(crate::packages::V2).unwrap();
    package["events"] = json!(events);
    package["facts"].as_object_mut().unwrap().remove("titles");
    let arguments = ["track", "-", "--on", on, "--format", "ics"].map(str::to_owned);
    let printed = command::run(&arguments, day("2026-11-22"), |_| Ok(package.to_string()));
    assert_eq!((printed.status, printed.err.as_str()), (0, ""));
    printed.out
}

/// The events of a calendar: the lines of each, put together again.
fn events(calendar: &str) -> Vec<Vec<String>> {
    let whole = calendar.replace("\r\n ", "");
    let parts = whole.split("\r\nBEGIN:VEVENT\r\n").skip(1);
    let lines =
        |part: &str| part.split("\r\nEND:VEVENT").next().unwrap().lines().map(str::to_owned).collect();
    parts.map(lines).collect()
}

fn value<'e>(event: &'e [String], name: &str) -> &'e str {
    event
        .iter()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .unwrap_or_else(|| panic!("{name}"))
}

fn recognised(on: &str) -> Value {
    json!({ "title": "t", "kind": "recognised", "on": on, "tier": "specialized" })
}

/// Article 9: three years, both days included; the third quarter of the year of expiry. 1 January 2000 is the first day
/// of editions, 22 November 2026 is 9822 days later; there is one event.
#[test]
fn the_calendar_of_an_ordinary_title_is_this_one() {
    let calendar = printed(&[recognised("2024-08-15")], "2027-08-01");
    let of = " · 乐平示例精密陶瓷有限公司";
    let tail = "按登记的事件推算，不是官方记录；以当年通知为准。";
    let choice = "取法：年度更新从认定后的下一个 4 月 30 日（2022 版和乐平细则）或 5 月 31 日（2026 版）起，到有效期届满为止，按较早的日子提醒；到期复核的窗口原则上是届满当年的第二季度（小巨人）、第三季度（专精特新）或届满所在的半年（创新型）。也可以读作：以当年通知写明的日期为准。";
    let reckoned = "算法：2024-08-15 起 3 年，到对应日 2027-08-15 止，含当日";
    let alarm = |summary: &str, trigger: &str| {
        ["BEGIN:VALARM", "ACTION:DISPLAY", &format!("DESCRIPTION:{summary}"), trigger, "END:VALARM"]
            .map(str::to_owned)
    };
    let validity = format!("最后一天：有效期三年（t）{of}");
    let mut first = vec![
        "UID:fddcb948f471ff633f5b559674b4d466@tidu".to_owned(),
        "DTSTAMP:20261122T000000Z".to_owned(),
        "SEQUENCE:98220001".to_owned(),
        "DTSTART;VALUE=DATE:20270815".to_owned(),
        "DTEND;VALUE=DATE:20270816".to_owned(),
        format!("SUMMARY:{validity}"),
        format!(
            "DESCRIPTION:有效期三年（乐平细则第九条 ✔ 多源一致）\\n原文：“经公告的创新型中小企业、专精特新企业有效期为三年……经认定的专精特新“小巨人”有效期为三年”\\n{reckoned}\\n有效期三年（63号文动态管理部分 ✔ 多源一致）\\n概述：各层称号有效期均为 3 年；到期通过的延长 3 年。\\n{reckoned}\\n{tail}"
        ),
        "CATEGORIES:优质中小企业梯度培育".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
    ];
    first.extend(alarm(&validity, "TRIGGER;RELATED=END:-P7DT15H"));
    let found = events(&calendar);
    assert_eq!(found[0], first);
    let window = &found[1];
    assert_eq!(window[3..5], ["DTSTART;VALUE=DATE:20270701", "DTEND;VALUE=DATE:20271001"]);
    assert_eq!(value(window, "SUMMARY"), format!("复核窗口（t，原则上）：专精特新：每年第三季度{of}"));
    assert_eq!(
        value(window, "DESCRIPTION"),
        format!(
            "专精特新：每年第三季度（乐平细则第七条 ✔ 多源一致）\\n原则上的窗口：2027-07-01 至 2027-09-30，含首尾两日\\n原文：“江西省专精特新中小企业认定，原则上在每年第三季度集中开展一次”\\n注：各省安排差异大，以当年省厅通知为准\\n{choice}\\n{tail}"
        )
    );
    let triggers: Vec<&str> = window.iter().filter_map(|it| it.strip_prefix("TRIGGER")).collect();
    assert_eq!(triggers, [";RELATED=END:-P30DT15H", ";RELATED=END:-P7DT15H"]);
    assert_eq!(found.len(), 2);
}

#[test]
fn a_corrected_day_replaces_the_event() {
    // Before 2023-09-23 the national rule is the only one: the last day is the same thing nevertheless.
    for (before, after) in [("2024-08-15", "2024-08-16"), ("2023-09-22", "2023-09-23")] {
        let uids = |on: &str| {
            let calendar = printed(&[recognised(on)], "2026-06-01");
            let validity = |it: &Vec<String>| value(it, "SUMMARY").contains("有效期三年");
            let all: Vec<String> = events(&calendar)
                .into_iter()
                .filter(validity)
                .map(|it| value(&it, "UID").to_owned())
                .collect();
            all
        };
        assert_eq!(uids(before), uids(after));
        assert_eq!(uids(before).len(), 1);
    }
}

#[test]
fn what_is_over_is_left_out_and_what_is_done_reminds_nobody() {
    let log = [recognised("2024-08-15"), json!({ "kind": "updated", "on": "2027-04-01" })];
    let calendar = printed(&log, "2027-04-30");
    let told: Vec<(String, usize)> = events(&calendar)
        .iter()
        .map(|it| {
            let summary = value(it, "SUMMARY").split(" · 乐平").next().unwrap().to_owned();
            (summary, it.iter().filter(|line| *line == "BEGIN:VALARM").count())
        })
        .collect();
    let expected = [
        ("最后一天：有效期三年（t）", 2),
        ("已办 · 最后一天：每年 4 月 30 日前更新企业信息（2027 年）", 0),
        ("已办 · 最后一天：每年 5 月 31 日前更新企业信息（2027 年）", 0),
        ("复核窗口（t，原则上）：专精特新：每年第三季度", 3),
    ];
    assert_eq!(told, expected.map(|(summary, alarms)| (summary.to_owned(), alarms)));
    // A day later the update of 30 April is over; another rule's later day never reminds.
    let next = printed(&log[..1], "2027-05-01");
    let told: Vec<usize> = events(&next)
        .iter()
        .filter(|it| value(it, "SUMMARY").contains("更新"))
        .map(|it| it.iter().filter(|line| *line == "BEGIN:VALARM").count())
        .collect();
    assert_eq!(told, [0]);
}

#[test]
fn a_calendar_of_nothing_is_a_calendar() {
    assert_eq!(events(&printed(&[], "2026-11-22")).len(), 0);
}

#[test]
fn later_editions_have_larger_numbers() {
    let of = |on: &str, events: usize| Edition::of_day(day(on), events).sequence;
    assert!(of("2026-11-22", 3) < of("2026-11-22", 4));
    assert!(of("2026-11-22", 20_000) < of("2026-11-23", 0));
    assert!(of("1999-01-01", 0) == 0 && i32::try_from(of("2199-12-31", 9_999)).is_ok());
}

/// The text that a value stands for.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut all = value.chars();
    while let Some(one) = all.next() {
        match (one, one == '\\') {
            (_, true) => match all.next().unwrap() {
                'n' => out.push('\n'),
                other => out.push(other),
            },
            (plain, false) => out.push(plain),
        }
    }
    out
}

fn some_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ -~]{0,90}",
        "[一-龥；，。“”\\\\;,\n]{0,60}",
        Just("\r\nEND:VEVENT\r\nBEGIN:VEVENT".to_owned()),
        Just("👩‍👩‍👧é\u{301}\u{200f}".to_owned()),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// What a text becomes in a calendar: line ends are one sign, other controls are replaced.
fn kept(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_out = |it: char| it.is_control() && it != '\n' && it != '\t';
    lines.chars().map(|it| if is_out(it) { '\u{fffd}' } else { it }).collect()
}

proptest! {
    #[test]
    fn whatever_is_said_comes_back_and_no_line_is_too_long(summary in some_text(), description in some_text(), category in some_text()) {
        let entry = Entry {
            uid: "x@tidu".to_owned(),
            first: day("2026-04-25"),
            last: day("2026-05-25"),
            summary: summary.clone(),
            description: description.clone(),
            categories: vec![category.clone(), "b".to_owned()],
            reminders: vec![Reminder::BeforeFirst(7), Reminder::BeforeLast(7)],
        };
        let calendar = file(Edition { made: day("2026-02-28"), sequence: 1 }, &[entry.clone(), entry]);
        for line in calendar.strip_suffix("\r\n").unwrap().split("\r\n") {
            // 75, and the space that the crate does not count in a line that goes on.
            prop_assert!(line.len() <= 75 + usize::from(line.starts_with(' ')), "{}", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
            prop_assert!(line.chars().all(|it| !it.is_control() || it == '\t'));
        }
        let found = events(&calendar);
        prop_assert_eq!(found.len(), 2);
        prop_assert_eq!(unescaped(value(&found[0], "SUMMARY")), kept(&summary));
        prop_assert_eq!(unescaped(value(&found[0], "DESCRIPTION")), kept(&description));
        prop_assert_eq!(unescaped(value(&found[0], "CATEGORIES")), format!("{},b", kept(&category)));
        let unfolded = unfold(&calendar);
        let theirs = read_calendar(&unfolded).unwrap();
        prop_assert_eq!(theirs.components.len(), 2);
        let of = |name: &str| theirs.components[0].find_prop(name).unwrap().val.to_string();
        prop_assert_eq!(of("SUMMARY"), kept(&summary));
        prop_assert_eq!(of("DTEND"), "20260526");
        prop_assert_eq!(theirs.components[0].components.len(), 2);
    }
}

/// Every two days of a package have names of their own.
#[test]
fn no_two_events_share_a_name() {
    let log = [
        recognised("2024-08-15"),
        json!({ "title": "u", "kind": "recognised", "on": "2025-10-01", "tier": "innovative" }),
        json!({ "title": "v", "kind": "recognised", "on": "2026-06-01", "tier": "little-giant" }),
        json!({ "title": "w", "kind": "recognised", "on": "2025-10-01", "tier": "little-giant" }),
        json!({ "title": "w", "kind": "revoked", "on": "2026-05-01", "why": "misconduct" }),
        json!({ "kind": "changed", "on": "2026-10-20", "change": "name" }),
    ];
    let found = events(&printed(&log, "2026-11-22"));
    let uids: HashSet<&str> = found.iter().map(|it| value(it, "UID")).collect();
    assert_eq!(uids.len(), found.len());
    assert!(10 < found.len(), "{}", found.len());
}

#[test]
fn a_notice_moves_the_window_and_a_further_one_is_another() {
    let notice = |number: &str, first: &str, last: &str| json!({ "kind": "notice", "on": "2027-06-01", "tier": "specialized", "number": number, "first": first, "last": last });
    let windows = |notices: &[Value]| -> Vec<(String, String)> {
        let mut log = vec![recognised("2024-08-15")];
        log.extend_from_slice(notices);
        let of = |it: &Vec<String>| (value(it, "UID").to_owned(), value(it, "SUMMARY").to_owned());
        let all = events(&printed(&log, "2027-06-20"));
        all.iter().map(of).filter(|(_, summary)| summary.starts_with("复核窗口")).collect()
    };
    let one = notice("赣工信字〔2027〕1号", "2027-07-05", "2027-08-10");
    let two = notice("赣工信字〔2027〕2号", "2027-07-05", "2027-09-10");
    let (usual, moved, both) = (windows(&[]), windows(std::slice::from_ref(&one)), windows(&[two, one]));
    assert_eq!(moved[0].0, usual[0].0);
    assert_eq!(moved[0].1, "复核窗口（t）：赣工信字〔2027〕1号 · 乐平示例精密陶瓷有限公司");
    assert_eq!((both.len(), &both[0]), (2, &moved[0]));
    assert_ne!(both[1].0, both[0].0);
}
