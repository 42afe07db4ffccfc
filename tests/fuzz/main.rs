//! Decoders and parsers against inputs that nobody thought of, on stable Rust: `cargo xtask fuzz [SECONDS] [SEED]`.
//!
//! Inputs are mutated from what the program writes. Without instrumentation the outcome is the feedback: an input that
//! ends in a way not seen before (another decoder, another reason, another place) joins the corpus. What breaks a
//! promise is written to target/fuzz/ and ends the run. As a plain test it runs for two seconds.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a panic here is what is looked for")]

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use tidu::calendar::Edition;
use tidu::document;
use tidu::domain::Domain;
use tidu::draft::Draft;
use tidu::draft::envelope::{DraftFault, decode, encode};
use tidu::entry;
use tidu::facts::Facts;
use tidu::json::{self, Json};
use tidu::package;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{FactId, Kind};
use tidu::text;
use tidu::text::calendar::{Owner, ics};
use tidu::tracker::{self, Log};
use tidu::units::{Date, Decimal, Quantity};
use tidu::verify::{End, verify};

/// What the program has written, and what stands in inputs of the form.
const SEEDS: &[&str] = &[
    include_str!("../drafts/v1.json"),
    include_str!("../drafts/v1-evidence.json"),
    include_str!("../cases/base/all-tiers.json"),
    r#"{"format":"tidu-package","version":2,"created":"2026-11-20T10:15:00+08:00","filing":{"date":"2026-11-22",
"tiers":{"innovative":{"route":"review"}},"filed":[{"tier":"innovative","route":"new","date":"2026-11-22"}]},
"facts":{"enterprise-name":"甲","revenue":{"2025":"-1.5"},"employees":{"2025":3},"market-position":{"judgement":true,
"note":"二"},"niche-since":"2012-09-01","awards":{"complete":true,"items":[{"level":"provincial","rank":2}]}},
"assessment":{"catalog":"0","assessments":[{"tier":"innovative","standard":"national/innovative/2022-08-01",
"verdict":"meets","score":{"lo":"1","hi":"2"}}]},"evidence":[{"material":"m","title":"t","conditions":[{"tier":"a",
"rule":"b"}],"files":[{"name":"f","bytes":1,"sha256":"0038e128a5ef5ba0b2a9e0e0c3a4f2c8b1c5a3f1d2e4b6a7988776655bac299b"}],
"note":"n"}],"events":[{"a":1}],"digest":{"algorithm":"SHA-256","canonical":"RFC 8785","of":"everything but this member",
"value":"0"}}"#,
    r#"{"format":"tidu-package","version":2,"created":"2026-11-20T10:15:00+08:00","filing":{"date":"2026-11-22",
"tiers":{},"filed":[]},"facts":{"titles":{"complete":true,"items":[{"tier":"innovative","recognised-on":"2025-03-01"}]},
"niche-since":"2020-01-01","revocations":{"complete":true,"items":[]},"other-recognitions":{"complete":true,"items":[
{"kind":"champion-province","recognised-on":"2024-01-05"}]}},"assessment":{},"evidence":[],"events":[
{"application":"a","tier":"specialized","route":"new","kind":"submitted","on":"2026-07-10"},
{"application":"a","tier":"specialized","route":"new","kind":"done","on":"2026-07-20","step":"flow-2-county","act":"forward"},
{"application":"a","tier":"specialized","route":"new","kind":"returned","on":"2026-07-21"},
{"application":"b","tier":"innovative","route":"review","kind":"announced","on":"2026-08-01"},
{"title":"t","kind":"recognised","on":"2024-08-15","tier":"specialized","until":"2026-12-31"},
{"title":"t","kind":"reviewed","on":"2026-12-01"},{"title":"t","kind":"revoked","on":"2026-12-10","why":"misconduct"},
{"title":"u","kind":"recognised","on":"2024-08-15","tier":"little-giant"},
{"kind":"updated","on":"2026-04-01","year":2026},{"kind":"changed","on":"2026-05-31","change":"x"},
{"kind":"reported","on":"2026-06-30","change":"x"},{"kind":"incident","on":"2026-06-01"},{"kind":"complaint","on":"2026-06-02"},
{"kind":"notice","on":"2026-06-20","tier":"specialized","route":"new","number":"1","first":"2026-07-05","last":"2026-08-10"}]}"#,
    "2,436.4 万元",
    "约２４３６．４",
    "-0.000001",
    "999999999.999999",
    "3.5%",
    "1.2亿",
    "2024年2月29日",
    "20240229",
    "2024-02-29",
    "２０２４／２／２９",
    "1500 万元",
];

/// What mutations put in.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "0",
    "-1",
    "1e9",
    "0.5",
    "9007199254740991",
    "9007199254740992",
    "\"2025\"",
    "\"__proto__\":{}",
    "\"facts\":{}",
    "\"items\":[]",
    "\"complete\":true",
    "\"not-applicable\":true",
    "\"version\":1",
    "\"format\":\"tidu-package\"",
    "\"kind\":\"notice\"",
    "\"kind\":\"revoked\"",
    "\"route\":\"review\"",
    "\"tier\":\"innovative\"",
    "\"on\":\"1900-01-01\"",
    "\"last\":\"2199-12-31\"",
    "\\r\\n",
    "万",
    "亿",
    "元",
    "％",
    "年",
    "月",
    "日",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{ffff}",
    "٣",
    "=",
    "+",
    "-",
    ".",
    "/",
];

/// Random numbers: xorshift, repeatable.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

fn mutated(corpus: &[String], dice: &mut Dice) -> String {
    let mut bytes = dice.pick(corpus).clone().into_bytes();
    for _ in 0..=dice.below(4) {
        let (at, other) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (from, to) = (at.min(other), at.max(other).min(at.min(other) + 200));
        match dice.below(7) {
            0 => drop(bytes.splice(at..at, dice.pick(TOKENS).bytes())),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let part = bytes[from..to].to_vec();
                drop(bytes.splice(at..at, part));
            }
            3 => {
                let other = dice.pick(corpus).as_bytes();
                let start = dice.below(other.len() + 1);
                let end = other.len().min(start + dice.below(200));
                drop(bytes.splice(at..at, other[start..end].iter().copied()));
            }
            4 => bytes.truncate(at),
            5 => drop(bytes.splice(from..to, dice.pick(TOKENS).bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes.truncate(20_000);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A way to end, for telling new ones: the reason without what it carries, and how deep the place lies.
fn way(of: &str, why: &str, place: &str) -> String {
    let why: String =
        why.chars().take_while(|it| it.is_ascii_alphabetic() || "(: ".contains(*it)).take(60).collect();
    let steps: String = place.chars().filter(|it| ".[".contains(*it)).take(8).collect();
    let first: String =
        place.chars().take_while(|it| it.is_ascii_lowercase() || *it == '.').take(24).collect();
    format!("{of} {why} {steps} {first}")
}

/// Follows the events of a package to every end: nothing panics, what is read is written as it was, and what is
/// written can be read.
fn track(events: &[Json], facts: &Facts, catalog: &Catalog, ways: &mut Vec<String>) {
    let log = Log::read(events, catalog);
    assert_eq!(
        log.to_json().iter().map(Json::canonical).collect::<Vec<_>>(),
        events.iter().map(Json::canonical).collect::<Vec<_>>()
    );
    assert_eq!(Log::read(&log.to_json(), catalog), log);
    if log.events().next().is_none() {
        return;
    }
    let held = tracker::held(catalog, facts);
    for (year, month, day) in [(1900, 1, 1), (2026, 12, 31), (2199, 12, 31)] {
        let today = Date::new(year, month, day).expect("a day");
        let tracked = tracker::track(catalog, &log, &held, today);
        let odd = tracked.findings.iter().chain(tracked.applications.iter().flat_map(|it| &it.findings));
        ways.extend(odd.map(|it| format!("track {}", it.odd.id())));
        let ladder = tracker::ladder(catalog, facts, &tracked);
        let rewards = tracker::rewards(catalog, facts, &tracked);
        ways.push(format!("track {} {} {}", tracked.deadlines.len(), tracked.windows.len(), rewards.len()));
        for json in [
            tracker::to_json(catalog, &tracked),
            tracker::ladder_to_json(catalog, &ladder),
            tracker::rewards_to_json(catalog, &rewards),
        ] {
            assert_eq!(json::read(&json.pretty()).as_ref(), Ok(&json));
        }
        let words = text::tracked::told(catalog, &tracked)
            + &text::ladder::told(catalog, facts, &ladder)
            + &text::reward::told(catalog, &rewards);
        assert!(!words.contains('\r'));
        assert!(text::track_table::csv(catalog, &tracked).ends_with("\r\n"));
        let owner = Owner { key: "k", name: Some("甲\r\n乙") };
        let edition = Edition::of_day(today, events.len());
        for line in ics(catalog, owner, edition, &tracker::dated(&tracked)).split("\r\n") {
            // The crate does not count the space of a line that goes on.
            let most = 75 + usize::from(line.starts_with(' '));
            assert!(line.len() <= most && !line.contains(['\r', '\n']), "{line}");
        }
    }
}

/// Runs every decoder and parser on a text; the ways in which they end. Panics where a promise is broken.
fn tried(input: &str, catalog: &Catalog, ways: &mut Vec<String>) {
    if let Ok(json) = json::read(input) {
        let canonical = json.canonical();
        assert_eq!(json::read(&canonical).map(|it| it.canonical()).as_ref(), Ok(&canonical));
        assert_eq!(json::read(&json.pretty()).as_ref(), Ok(&json));
        let theirs: serde_json::Value =
            serde_json::from_str(input.trim_start_matches('\u{feff}')).expect("read by us alone");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&canonical).expect("canonical"), theirs);
    }
    match document::read(input, catalog) {
        Ok(read) => assert_eq!(document::read(&document::write(&read, catalog), catalog), Ok(read)),
        Err(fault) => {
            assert!(!text::fault::document(&fault).is_empty());
            ways.push(way("document", &format!("{:?}", fault.why), &fault.place));
        }
    }
    if let Ok(package) = package::read(input, catalog) {
        track(&package.submission.events, &package.submission.document.facts, catalog, ways);
        ways.push(way("package", &format!("{:?}", package.format), ""));
        let draft = Draft::of_package(package);
        let again = draft.submission(|_| None);
        let day = Date::new(2026, 11, 20).expect("a day");
        let written = package::write(&again, catalog, day, "2026-11-20T10:15:00+08:00");
        let read = package::read(&written, catalog).map(|it| it.submission);
        let rewritten = read.map(|it| package::write(&it, catalog, day, "2026-11-20T10:15:00+08:00"));
        assert_eq!(rewritten, Ok(written));
    }
    match verify(input, catalog).end {
        End::Unusable(fault) => ways.push(way("verify", &format!("{:?}", fault.why), &fault.place)),
        End::Checked { differences, .. } => {
            ways.push(way("verify", "checked", &".".repeat(differences.len())));
        }
    }
    match decode(input, catalog) {
        Ok(envelope) => assert_eq!(decode(&encode(&envelope, catalog), catalog), Ok(envelope)),
        Err(DraftFault::Garbage(fault)) => ways.push(way("draft", &format!("{:?}", fault.why), &fault.place)),
        Err(DraftFault::Newer { .. }) => {}
    }
    let line: String = input.chars().take(100).collect();
    if let Ok(number) = Decimal::parse(&line) {
        assert_eq!(Decimal::parse(&number.to_string()), Ok(number));
    }
    if let Some(day) = Date::parse(&line) {
        assert_eq!(day.to_string(), line);
    }
    ways.push(way("quantity", if Quantity::parse(&line).is_some() { "read" } else { "not read" }, ""));
    ways.push(way("day", &format!("{:?}", entry::day(&line)), ""));
    for fact in catalog.groups().iter().flat_map(|group| &group.fact).filter(|fact| fact.kind != Kind::List) {
        let reading = entry::value(&line, &Domain::of_fact(fact), catalog);
        if fact.key() == FactId::of("revenue") {
            ways.push(way("amount", &format!("{reading:?}"), ""));
        }
    }
}

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let seconds = numbers.first().copied().unwrap_or(2);
    let seed = numbers.get(1).copied().unwrap_or(1);
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let catalog = Catalog::embedded();
    let mut corpus: Vec<String> = SEEDS.iter().map(|it| (*it).to_owned()).collect();
    let mut ends = HashSet::new();
    let (mut count, begun) = (0_u64, Instant::now());
    while begun.elapsed() < Duration::from_secs(seconds) {
        let input = mutated(&corpus, &mut dice);
        let mut ways = Vec::new();
        if catch_unwind(AssertUnwindSafe(|| tried(&input, catalog, &mut ways))).is_err() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/target/fuzz");
            let file = format!("{path}/{seed}-{count}.txt");
            let kept = std::fs::create_dir_all(path).and_then(|()| std::fs::write(&file, &input));
            println!("fuzz: input {count} of seed {seed} breaks a promise; {file} ({kept:?})");
            return ExitCode::FAILURE;
        }
        count += 1;
        let mut is_new = false;
        for way in ways {
            is_new |= ends.insert(way);
        }
        if is_new && corpus.len() < 20_000 {
            corpus.push(input);
        }
    }
    println!(
        "fuzz: {count} inputs in {seconds} s, seed {seed}: {} ways to end, none of them a panic",
        ends.len()
    );
    ExitCode::SUCCESS
}
