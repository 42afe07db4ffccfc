//! Files made to do harm: whatever is brought or stored, the answer is a clear sentence that names the place, or the
//! same contents again. Nothing panics, and what is held is bounded by the limits of `json`.

use naughty_strings::BLNS;
use tidu::document::{self, Fault, FaultKind};
use tidu::draft::envelope::{DraftFault, Envelope, decode, encode};
use tidu::draft::{Action, Draft, Place, Raw, RawWhy};
use tidu::entry::figures::{Frame, FrameRow, Spot, laid};
use tidu::entry::{block, listing::listing};
use tidu::evidence::{Evidence, FileRecord};
use tidu::facts::{FactKey, Stated, Value};
use tidu::industry_code;
use tidu::json::{self, Json, JsonFault, MOST_BYTES, MOST_VALUES};
use tidu::package::{ManifestRow, Submission, read, write};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Fact, FactId, Kind};
use tidu::store::Revision;
use tidu::text;
use tidu::units::{Date, Decimal};
use tidu::verify::{End, verify};

use crate::packages::golden;

const DRAFT: &str = include_str!("../drafts/v1-evidence.json");
/// Names with a meaning of their own to other languages.
const PROTOTYPES: [&str; 6] =
    ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "__defineGetter__"];
/// Values of every type.
const VALUES: [&str; 9] =
    ["null", "true", "0", "-1", "\"\"", "\"x\"", "[]", "{}", "{\"not-applicable\":true}"];

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

/// The golden package without its assessments, which no import reads.
fn package() -> String {
    let text = write(&golden(), catalog(), Date::parse("2026-11-20").unwrap(), "2026-11-20T10:15:00+08:00");
    let json = json::read(&text).unwrap();
    let members = json.members().unwrap().iter().filter(|(key, _)| key != "assessment" && key != "units");
    Json::Object(members.cloned().collect()).pretty()
}

/// Every way in: what comes of a text, as a fault or nothing.
fn brought(text: &str) -> [Option<Fault>; 4] {
    let stored = match decode(text, catalog()) {
        Ok(_) => None,
        Err(DraftFault::Garbage(fault)) => Some(fault),
        Err(DraftFault::Newer { schema }) => panic!("schema {schema}"),
    };
    let checked = match verify(text, catalog()).end {
        End::Unusable(fault) => Some(fault),
        End::Checked { .. } => None,
    };
    [document::read(text, catalog()).err(), read(text, catalog()).err(), checked, stored]
}

/// A fault is told in a sentence of a readable length, without control characters.
fn assert_clear(fault: &Fault) {
    let told = text::fault::document(fault);
    assert!(!told.is_empty() && told.chars().count() < 1_000, "{told}");
    assert!(!told.chars().any(char::is_control), "{told:?}");
}

/// All ways in refuse the text as JSON, for this reason.
fn refused_by_all(text: &str, is_expected: fn(JsonFault) -> bool) {
    for fault in brought(text) {
        let fault = fault.unwrap_or_else(|| panic!("read: {text:.100}"));
        assert_clear(&fault);
        let FaultKind::Json(why) = fault.why else { panic!("{fault:?}: {text:.100}") };
        assert!(is_expected(why), "{why:?}: {text:.100}");
    }
}

#[test]
fn a_truncated_file_is_said_to_be_cut_short() {
    for text in [package(), DRAFT.to_owned()] {
        let cuts = (0..text.trim_end().len()).step_by(97).filter(|at| text.is_char_boundary(*at));
        for cut in cuts {
            refused_by_all(&text[..cut], |why| matches!(why, JsonFault::NotJson { is_cut_short: true, .. }));
        }
    }
}

#[test]
fn what_is_nested_deeply_is_refused_before_it_costs_anything() {
    let not_json = |why| matches!(why, JsonFault::NotJson { .. });
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        refused_by_all(&open.repeat(MOST_BYTES / open.len()), not_json);
        refused_by_all(&format!("{}0{}", open.repeat(200), close.repeat(200)), not_json);
    }
    let inside = package().replacen("\"events\": []", &format!("\"events\": {}", "[".repeat(100_000)), 1);
    refused_by_all(&inside, not_json);
}

#[test]
fn a_number_that_is_not_whole_or_too_large_is_refused_where_it_stands() {
    for number in
        ["1.5", "1e2", "1E400", "-0.0", "9007199254740992", "-9223372036854775809", &"9".repeat(5_000)]
    {
        let text = package().replacen("\"events\": []", &format!("\"events\": [1, {number}]"), 1);
        refused_by_all(&text, |why| matches!(why, JsonFault::NotWhole | JsonFault::NotJson { .. }));
    }
    let text = package().replacen("\"events\": []", "\"events\": [{\"a\": [1, 1.5]}]", 1);
    assert_eq!(read(&text, catalog()).unwrap_err().place, "events[0].a[1]");
}

#[test]
fn a_key_that_stands_twice_is_refused_at_every_level() {
    let text = package();
    for (from, to, place) in [
        ("\"version\": 2", "\"version\": 2, \"version\": 1", "version"),
        ("\"facts\": {", "\"facts\": {}, \"facts\": {", "facts"),
        ("\"legal-person\": true", "\"legal-person\": true, \"legal-person\": false", "facts.legal-person"),
        ("\"sha256\": \"a", "\"sha256\": \"b\", \"sha256\": \"a", "evidence[0].files[0].sha256"),
        ("\"events\": []", "\"events\": [{\"\\u0061\": 1, \"a\": 2}]", "events[0].a"),
    ] {
        assert!(text.contains(from), "{from}");
        let text = text.replacen(from, to, 1);
        refused_by_all(&text, |why| why == JsonFault::Twice);
        assert_eq!(read(&text, catalog()).unwrap_err().place, place);
    }
}

#[test]
fn a_lone_surrogate_is_no_text() {
    for escape in ["\\ud800", "\\udfff", "\\ud800\\u0041", "\\udc00\\ud800", "\\u12", "\\x41"] {
        let text = package().replacen("向档案室借", escape, 1);
        refused_by_all(&text, |why| matches!(why, JsonFault::NotJson { is_cut_short: false, .. }));
    }
}

#[test]
fn a_nul_is_no_json_and_an_escaped_one_is_a_character() {
    refused_by_all("\0", |why| matches!(why, JsonFault::NotJson { .. }));
    refused_by_all(&package().replacen("向档案室借", "向\0室借", 1), |why| {
        matches!(why, JsonFault::NotJson { .. })
    });
    let text = package().replacen("向档案室借", "向\\u0000室借", 1);
    let submission = read(&text, catalog()).unwrap().submission;
    assert_eq!(submission.evidence[1].chosen.note, "向\0室借");
    assert_same_again(&submission);
}

#[test]
fn a_million_items_are_refused_where_they_are_too_many() {
    let many = "0,".repeat(1_000_000);
    refused_by_all(&format!("[{many}0]"), |why| why == JsonFault::TooManyValues);
    let inside = |list: &str| package().replacen("\"events\": []", &format!("\"events\": {list}"), 1);
    let fault = read(&inside(&format!("[{many}0]")), catalog()).unwrap_err();
    assert!(fault.place.starts_with("events["), "{}", fault.place);
    let members = (0..400_000).map(|at| format!("\"k{at}\":0,")).collect::<Vec<_>>().concat();
    let text = inside(&format!("[{{{members}\"z\":[]}}]"));
    assert!(text.len() < MOST_BYTES && read(&text, catalog()).is_ok());
    refused_by_all(&" ".repeat(MOST_BYTES + 1), |why| why == JsonFault::TooLong);
    const { assert!(MOST_VALUES <= 1_000_000) };
    let items = vec!["{}"; 501].join(",");
    let list = format!(
        r#"{{"format":"tidu-facts","version":1,"facts":{{"awards":{{"complete":true,"items":[{items}]}}}}}}"#
    );
    let fault = document::read(&list, catalog()).unwrap_err();
    assert_eq!((fault.place.as_str(), fault.why), ("facts.awards.items", FaultKind::TooManyItems));
}

/// The places of a value and of everything in it, as steps.
fn places(json: &Json, at: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    found.push(at.clone());
    let children: Vec<&Json> = match json {
        Json::Array(items) => items.iter().collect(),
        Json::Object(members) => members.iter().map(|(_, value)| value).collect(),
        Json::Null | Json::Bool(_) | Json::Int(_) | Json::Text(_) => Vec::new(),
    };
    for (step, child) in children.into_iter().enumerate() {
        at.push(step);
        places(child, at, found);
        at.pop();
    }
}

fn at_mut<'j>(json: &'j mut Json, place: &[usize]) -> &'j mut Json {
    place.iter().fold(json, |json, step| match json {
        Json::Array(items) => &mut items[*step],
        Json::Object(members) => &mut members[*step].1,
        Json::Null | Json::Bool(_) | Json::Int(_) | Json::Text(_) => panic!("a place in a leaf"),
    })
}

/// A value of every type, and a key twice as long, at every place of a text.
fn every_change(text: &str, mut check: impl FnMut(&str)) {
    let json = json::read(text).unwrap();
    let mut all = Vec::new();
    places(&json, &mut Vec::new(), &mut all);
    for place in all {
        for value in VALUES {
            let mut changed = json.clone();
            *at_mut(&mut changed, &place) = json::read(value).unwrap();
            check(&changed.canonical());
        }
        if let Json::Object(members) = at_mut(&mut json.clone(), &place) {
            for name in PROTOTYPES {
                let mut changed = json.clone();
                let mut further = members.clone();
                further.push((name.to_owned(), Json::Object(vec![(name.to_owned(), Json::Null)])));
                *at_mut(&mut changed, &place) = Json::Object(further);
                check(&changed.canonical());
            }
        }
    }
}

/// A package small enough to be changed at every place.
const SMALL: &str = r#"{"format":"tidu-package","version":2,"created":"2026-11-20T10:15:00+08:00",
"filing":{"date":"2026-11-22","tiers":{"innovative":{"route":"review"}},"filed":[{"tier":"innovative","route":"new"}]},
"facts":{"enterprise-name":"甲","registered-place":"leping","industry-code":"C3073","revenue":{"2025":"1"},"employees":{"2025":3},
"market-position":{"judgement":true,"note":"二"},"niche-since":"2012-09-01","legal-person":true,
"awards":{"complete":true,"items":[{"level":"provincial","rank":2,"date":"2024-03-01"},{}]}},
"assessment":{"catalog":"0","assessments":[{"tier":"innovative","standard":"national/innovative/2022-08-01","verdict":"meets","score":{"lo":"1","hi":"2"}}]},
"evidence":[{"material":"m","title":"t","conditions":[{"tier":"a","rule":"b"}],"files":[{"name":"f","bytes":1,"sha256":"0038e128a5ef5ba0b2a9e0e0c3a4f2c8b1c5a3f1d2e4b6a7988776655bac299b"}],"note":"n"}],
"events":[{"a":1}],"digest":{"algorithm":"SHA-256","canonical":"RFC 8785","of":"everything but this member","value":"0"}}"#;

/// What is read goes out and comes in again as the same.
fn assert_same_again(submission: &Submission) {
    let day = Date::parse("2026-11-20").unwrap();
    let first = write(submission, catalog(), day, "2026-11-20T10:15:00+08:00");
    let again = read(&first, catalog()).unwrap_or_else(|fault| panic!("{fault:?}")).submission;
    let second = write(&again, catalog(), day, "2026-11-20T10:15:00+08:00");
    assert_eq!(first, second);
}

#[test]
fn a_package_with_any_value_anywhere_is_refused_by_place_or_read() {
    let mut read_count = 0;
    every_change(&SMALL.replace('\n', ""), |text| {
        match read(text, catalog()) {
            Ok(package) => {
                // The assessments of so many would take minutes.
                if read_count % 97 == 0 {
                    assert_same_again(&package.submission);
                }
                read_count += 1;
                let draft = Draft::of_package(package);
                assert_eq!(Draft::of_package(of_draft(&draft)), draft, "{text}");
            }
            Err(fault) => {
                assert_clear(&fault);
                let is_whole = text == "[]" || !text.starts_with('{') || text == "{}";
                assert!(is_whole || !fault.place.is_empty(), "{fault:?}: {text}");
            }
        }
        verify(text, catalog());
    });
    assert!(0 < read_count);
}

/// A draft's submission as a package that was read.
fn of_draft(draft: &Draft) -> tidu::package::Package {
    let submission = draft.submission(|_| None);
    tidu::package::Package { format: document::Format::Package(2), made_on: None, submission }
}

#[test]
fn a_draft_with_any_value_anywhere_is_refused_by_place_or_read_and_kept() {
    every_change(DRAFT, |text| match decode(text, catalog()) {
        Ok(envelope) => {
            let stored = encode(&envelope, catalog());
            assert_eq!(decode(&stored, catalog()).as_ref(), Ok(&envelope), "{text}");
        }
        Err(DraftFault::Garbage(fault)) => assert_clear(&fault),
        Err(DraftFault::Newer { .. }) => {}
    });
}

#[test]
fn a_key_like_a_prototype_is_a_name_like_any_other() {
    for name in PROTOTYPES {
        let text = SMALL.replacen(
            "\"facts\":{",
            &format!("\"{name}\":{{\"a\":1}},\"facts\":{{\"{name}\":{{\"2025\":\"1\"}},"),
            1,
        );
        let package = read(&text, catalog()).unwrap();
        assert_eq!(package.submission.unknown_count(), 2);
        assert_same_again(&package.submission);
        let facts = format!(r#"{{"format":"tidu-facts","version":1,"facts":{{"{name}":true}}}}"#);
        let fault = document::read(&facts, catalog()).unwrap_err();
        assert_eq!((fault.place, fault.why), (format!("facts.{name}"), FaultKind::UnknownFact));
    }
}

/// Naughty strings, and payloads of our own.
fn naughty() -> impl Iterator<Item = &'static str> {
    let ours = [
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "\u{2028}",
        "'",
        "\"",
        "\"\"",
        ",",
        "\r\n",
        "__proto__",
    ];
    BLNS.iter().copied().chain(ours)
}

/// Ways to put a text where this fact or field takes a value.
fn texts_in(kind: Kind, naughty: &str) -> Vec<Json> {
    let text = Json::from(naughty);
    let mut all = vec![text.clone()];
    if kind == Kind::Judgement {
        let note = vec![("judgement".to_owned(), Json::Bool(true)), ("note".to_owned(), text)];
        all.push(Json::Object(note));
    }
    all
}

fn of_fact(fact: &Fact, value: Json) -> Json {
    let object = |key: &str, value| Json::Object(vec![(key.to_owned(), value)]);
    object(&fact.id, if fact.periods.is_empty() { value } else { object("2025", value) })
}

#[test]
fn a_naughty_string_in_every_place_is_refused_by_place_or_kept_to_the_byte() {
    let all = || catalog().groups().iter().flat_map(|group| &group.fact);
    let document = |facts: Json| {
        let member = |key: &str, value| (key.to_owned(), value);
        Json::Object(vec![
            member("format", Json::from("tidu-facts")),
            member("version", Json::Int(1)),
            member("facts", facts),
        ])
    };
    let check = |facts: Json, place: &str, naughty: &str| {
        let text = document(facts).pretty();
        match document::read(&text, catalog()) {
            Ok(read) => {
                let written = document::write(&read, catalog());
                assert_eq!(document::read(&written, catalog()), Ok(read), "{naughty:?} in {place}");
            }
            Err(fault) => {
                assert_clear(&fault);
                assert!(fault.place.starts_with(&format!("facts.{place}")), "{naughty:?}: {fault:?}");
            }
        }
    };
    for naughty in naughty() {
        for fact in all() {
            if fact.kind != Kind::List {
                for value in texts_in(fact.kind, naughty) {
                    check(of_fact(fact, value), &fact.id, naughty);
                }
                continue;
            }
            for field in &fact.field {
                for value in texts_in(field.kind, naughty) {
                    let item = Json::Object(vec![(field.id.to_string(), value)]);
                    let list = vec![
                        ("complete".to_owned(), Json::Bool(true)),
                        ("items".to_owned(), Json::Array(vec![item])),
                    ];
                    let place = format!("{}.items[0].{}", fact.id, field.id);
                    check(Json::Object(vec![(fact.id.to_string(), Json::Object(list))]), &place, naughty);
                }
            }
        }
        // As a name: a fact, a year, a field.
        for facts in [
            Json::Object(vec![(naughty.to_owned(), Json::Null)]),
            Json::Object(vec![("revenue".to_owned(), Json::Object(vec![(naughty.to_owned(), Json::Null)]))]),
        ] {
            let fault = document::read(&document(facts).pretty(), catalog()).unwrap_err();
            assert_clear(&fault);
            assert!(fault.place.starts_with("facts"), "{fault:?}");
        }
    }
}

#[test]
fn a_naughty_string_on_the_clipboard_is_kept_or_told_and_stored_as_it_is() {
    let row = FrameRow { id: "revenue", names: vec!["营业收入"], is_asked: vec![true, true] };
    let frame = Frame { rows: vec![row], years: vec![2024, 2025] };
    let lists = || catalog().groups().iter().flat_map(|group| &group.fact).filter(|it| it.kind == Kind::List);
    for naughty in naughty() {
        for text in [
            naughty.to_owned(),
            format!("{naughty}\t{naughty}\n营业收入\t{naughty}"),
            format!("2024\t2025\n{naughty}\t1"),
        ] {
            assert!(industry_code::search(&text, catalog()).len() < 200);
            let cells = block::cells(&text).unwrap();
            let laid = laid(&cells, &frame, Spot { row: 0, column: 0 });
            for (spot, _) in laid.put {
                assert!(spot.row < 1 && spot.column < 2, "{text:?}");
            }
            for list in lists() {
                let read = listing(&text, list, &[], catalog()).unwrap();
                let (draft, added) = Draft::default().with_items(list.key(), read.items());
                assert_eq!(draft.items(list.key()).count(), added);
                let stored = Envelope {
                    revision: Revision(1),
                    writer: String::new(),
                    saved: "2026-09-18 09:00".to_owned(),
                    draft,
                };
                let back = decode(&encode(&stored, catalog()), catalog()).unwrap();
                assert!(back.draft.says_as(&stored.draft), "{text:?} in {}", list.id);
            }
        }
    }
}

/// A submission with a text wherever one can stand that is not read as something else.
fn full_of(naughty: &str) -> Submission {
    let mut submission = Submission::default();
    let name = FactKey::timeless(FactId::of("enterprise-name"));
    if !naughty.trim().is_empty() {
        submission.document.facts.set(name, Some(Stated::Value(Value::Text(naughty.to_owned()))));
    }
    let judged = Stated::Value(Value::Judgement { holds: true, note: naughty.to_owned() });
    submission.document.facts.set(FactKey::timeless(FactId::of("market-position")), Some(judged));
    let text = || naughty.to_owned();
    let file = FileRecord { name: text(), bytes: 1, sha256: "0".repeat(64) };
    submission.evidence = vec![ManifestRow {
        material: text(),
        title: text(),
        conditions: vec![(text(), text())],
        chosen: Evidence { files: vec![file], note: text() },
        further: vec![(format!("further-{naughty}"), Json::from(naughty))],
    }];
    submission.events = vec![Json::Object(vec![(text(), Json::from(naughty))])];
    submission.members = vec![(format!("member-{naughty}"), Json::from(naughty))];
    submission
}

#[test]
fn a_naughty_string_passes_through_package_and_store_and_no_table_runs_it() {
    for naughty in naughty() {
        let submission = full_of(naughty);
        let day = Date::parse("2026-11-20").unwrap();
        let text = write(&submission, catalog(), day, "2026-11-20T10:15:00+08:00");
        let package = read(&text, catalog()).unwrap_or_else(|fault| panic!("{fault:?}: {naughty:?}"));
        assert_eq!(package.submission, submission, "{naughty:?}");
        let verified = verify(&text, catalog());
        assert!(verified.agrees(), "{naughty:?}: {verified:?}");
        let mut draft = Draft::of_package(package);
        let raw = Raw { text: naughty.to_owned(), why: RawWhy::Unreadable };
        draft.apply(Action::KeepRaw {
            place: Place::Fact(FactKey::of_year(FactId::of("revenue"), 2025)),
            raw,
        });
        draft.apply(Action::Rename(naughty.to_owned()));
        let (writer, saved) = (naughty.to_owned(), naughty.to_owned());
        let envelope = Envelope { revision: Revision(1), writer, saved, draft };
        assert_eq!(decode(&encode(&envelope, catalog()), catalog()).as_ref(), Ok(&envelope), "{naughty:?}");
        assert_runs_nothing(&text::summary::csv(&submission.document, catalog(), day));
        assert_runs_nothing(&text::verified::csv(&[(naughty.to_owned(), Ok(verified))], catalog()));
        let name = tidu::package::file_name(Some(naughty), "x", Some(naughty), day);
        assert!(!name.contains(['/', '\\', '\0', ':']) && !name.starts_with(['.', ' ']), "{name:?}");
    }
}

/// No cell of a table begins as a formula does, unless it is a number.
fn assert_runs_nothing(csv: &str) {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut chars = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cells.last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' | '\n' if !is_quoted => cells.push(String::new()),
            '\r' if !is_quoted => {}
            it => cells.last_mut().unwrap().push(it),
        }
    }
    assert!(!is_quoted, "{csv}");
    for cell in cells {
        let is_formula =
            cell.trim_start_matches([' ', '\u{feff}', '\0']).starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!is_formula || Decimal::parse(&cell).is_ok(), "{cell:?}");
    }
}
