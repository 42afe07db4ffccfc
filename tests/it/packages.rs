//! The package: what it holds, that every version ever written is read, and that nothing in it is lost.

use proptest::prelude::*;
use tidu::document::{self, Document, Expected, FaultKind, Format};
use tidu::draft::Draft;
use tidu::draft::envelope::{Envelope, decode, encode};
use tidu::evidence::{Evidence, FileRecord};
use tidu::json::{self, Json};
use tidu::package::{
    Gap, ManifestRow, Package, Submission, Told, digest_of, fits, incomplete, package_schema, read, write,
};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::Route;
use tidu::store::Revision;
use tidu::text;
use tidu::units::Date;

use crate::documents::documents;

pub const V1: &str = include_str!("../packages/v1.json");
pub const V2: &str = include_str!("../packages/v2.json");
/// When the golden package of version 2 was made.
const TIME: &str = "2026-11-20T10:15:00+08:00";

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

fn day() -> Date {
    Date::parse("2026-11-20").unwrap()
}

fn written(submission: &Submission) -> String {
    write(submission, catalog(), day(), TIME)
}

fn read_text(text: &str) -> Package {
    read(text, catalog()).unwrap_or_else(|fault| panic!("{fault:?}: {text:.300}"))
}

fn canonical(text: &str) -> String {
    json::read(text).unwrap().canonical()
}

fn file(name: &str, digit: &str) -> FileRecord {
    FileRecord { name: name.to_owned(), bytes: 6_501_171, sha256: digit.repeat(64) }
}

fn told(material: &str) -> Option<Told> {
    let conditions = vec![("innovative".to_owned(), "innovative/1".to_owned())];
    (material != "unheard-of").then(|| Told { title: format!("材料 {material}"), conditions })
}

/// The sample enterprise with evidence, filed for its tiers on different days.
pub fn golden() -> Submission {
    let row = |material: &str, files: Vec<FileRecord>, note: &str| {
        let chosen = Evidence { files, note: note.to_owned() };
        let Told { title, conditions } = told(material).unwrap();
        ManifestRow { material: material.to_owned(), title, conditions, chosen, further: Vec::new() }
    };
    let mut submission = Submission { document: Draft::sample().document(), ..Submission::default() };
    submission.document.filing = read_text(V1).submission.document.filing;
    submission.evidence = vec![
        row("audit-report.2025", vec![file("审计报告-2025.pdf", "a"), file("附注.pdf", "0")], "第 12 页"),
        row("business-licence", vec![], "向档案室借"),
    ];
    submission
}

/// The same draft after it was stored and read again.
fn stored(draft: Draft) -> Draft {
    let (writer, saved) = (String::new(), String::new());
    let text = encode(&Envelope { revision: Revision(1), writer, saved, draft }, catalog());
    decode(&text, catalog()).unwrap().draft
}

#[test]
fn a_package_of_version_1_is_read_for_ever() {
    let package = read_text(V1);
    assert_eq!((package.format, package.made_on), (Format::Package(1), Some(day())));
    assert_eq!(package.submission.unknown_count(), 0);
    let document = package.submission.document;
    assert_eq!(document.facts, Draft::sample().document().facts);
    assert_eq!(document.filing.route_for("innovative"), Route::Review);
    assert_eq!(document.filing.date_for("little-giant", day()).to_string(), "2027-05-01");
}

#[test]
fn version_2_is_still_written() {
    let made_here = |text: &str| {
        let derived = |key: &str| matches!(key, "digest" | "generator" | "assessment");
        let members = json::read(text).unwrap().members().unwrap().to_vec();
        Json::Object(members.into_iter().filter(|(key, _)| !derived(key)).collect()).pretty()
    };
    assert_eq!(made_here(&written(&golden())), made_here(V2));
}

#[test]
fn a_package_of_version_2_is_read_for_ever() {
    let package = read_text(V2);
    assert_eq!((package.format, package.made_on), (Format::Package(2), Some(day())));
    assert_eq!(package.submission, golden());
}

#[test]
fn a_later_version_is_refused_by_its_number() {
    let later = V2.replacen("\"version\": 2", "\"version\": 3", 1);
    let fault = read(&later, catalog()).unwrap_err();
    assert_eq!((fault.place.as_str(), fault.why), ("version", FaultKind::LaterVersion(3)));
    let zero = V2.replacen("\"version\": 2", "\"version\": 0", 1);
    assert_eq!(read(&zero, catalog()).unwrap_err().why, FaultKind::OtherFormat);
}

#[test]
fn a_package_says_what_was_filed_and_what_was_stated() {
    let json = json::read(&written(&golden())).unwrap();
    let filing = json.get("filing").unwrap();
    assert_eq!(filing.get("date").and_then(Json::as_text), Some("2026-11-22"));
    let Some(Json::Array(filed)) = filing.get("filed") else { panic!("nothing filed") };
    let said: Vec<String> = filed
        .iter()
        .map(|it| ["tier", "route", "date"].map(|key| it.get(key).and_then(Json::as_text).unwrap()).join(" "))
        .collect();
    assert_eq!(
        said,
        ["innovative review 2026-11-22", "specialized new 2026-11-22", "little-giant new 2027-05-01"]
    );
    let unstated = json::read(&written(&Submission::default())).unwrap();
    assert!(unstated.get("filing").unwrap().get("date").is_none());
    let Some(Json::Array(filed)) = unstated.get("filing").and_then(|it| it.get("filed")) else { panic!() };
    assert!(filed.iter().all(|it| it.get("date").and_then(Json::as_text) == Some("2026-11-20")));
}

#[test]
fn the_unit_of_every_number_is_stated() {
    let json = json::read(&written(&golden())).unwrap();
    let unit = |fact: &str| json.get("units").and_then(|units| units.get(fact)).and_then(Json::as_text);
    assert_eq!(unit("revenue"), Some("万元"));
    assert_eq!(unit("market-share-domestic"), Some("%"));
    assert_eq!(unit("local-feature-points"), Some("分"));
    assert_eq!(unit("employees"), Some("人"));
    assert_eq!(unit("equity-rounds.amount"), Some("万元"));
    assert_eq!(unit("enterprise-name"), None);
}

/// What a later program may have added to a package, where this one finds it.
const LATER: &[(&str, &str)] = &[
    ("\"facts\": {", "\"facts\": {\"carbon\": {\"2025\": \"3\"},"),
    ("\"2024\": \"2118\",", "\"2024\": \"2118\", \"2026-H1\": \"900\","),
    ("\"kind\": \"invention-patent\"", "\"kind\": \"new-kind\""),
    ("\"filing\": {", "\"filing\": {\"batch\": 8,"),
    ("\"tiers\": {", "\"tiers\": {\"champion\": {\"route\": \"new\"},"),
    ("\"route\": \"review\"\n      }", "\"route\": \"review\", \"place\": \"leping\"}"),
    ("\"events\": []", "\"events\": [{\"day\": \"2026-12-01\", \"what\": \"filed\"}, 7]"),
    ("\"digest\": {", "\"signature\": {\"by\": \"?\", \"__proto__\": []}, \"digest\": {"),
    ("\"material\": \"audit-report.2025\"", "\"pages\": [12], \"material\": \"audit-report.2025\""),
    ("\"material\": \"business-licence\"", "\"seal\": true, \"material\": \"business-licence\""),
    (
        "\"evidence\": [",
        "\"evidence\": [{\"material\": \"x\", \"title\": \"\", \"conditions\": [], \"files\": [{\"url\": 1}], \"note\": \"\"},",
    ),
];

fn later() -> String {
    LATER.iter().fold(V2.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// The members of a package that are not derived.
fn handed_in(text: &str) -> Json {
    let derived = |key: &str| matches!(key, "digest" | "assessment" | "generator" | "created");
    let Json::Object(members) = json::read(text).unwrap() else { panic!("no object") };
    let mut members: Vec<_> = members.into_iter().filter(|(key, _)| !derived(key)).collect();
    for (key, value) in &mut members {
        if let ("evidence", Json::Array(rows)) = (key.as_str(), value) {
            rows.sort_by_key(Json::canonical);
        }
    }
    Json::Object(members)
}

#[test]
fn what_a_later_program_added_passes_through_import_store_and_export() {
    let package = read_text(&later());
    // The events are known, only nothing is done with them.
    assert_eq!(package.submission.unknown_count(), LATER.len() - 1);
    assert_eq!(package.submission.events.len(), 2);
    let exported = written(&stored(Draft::of_package(package)).submission(told));
    assert_eq!(handed_in(&exported).canonical(), handed_in(&later()).canonical());
    let again = written(&stored(Draft::of_package(read_text(&exported))).submission(told));
    assert_eq!(again, exported);
}

#[test]
fn what_is_chosen_anew_stands_over_a_row_that_could_not_be_read() {
    let mut submission = golden();
    let row = json::read(r#"{"material": "audit-report.2025", "of": "a later program"}"#).unwrap();
    submission.rows = vec![row.clone()];
    assert_eq!(read_text(&written(&submission)).submission.rows, []);
    submission.evidence.clear();
    let unread = json::read(&written(&submission)).unwrap();
    assert_eq!(unread.get("evidence"), Some(&Json::Array(vec![row])));
}

#[test]
fn a_member_of_another_type_is_refused_by_its_place() {
    for (from, to, place, why) in [
        ("\"events\": []", "\"events\": {}", "events", FaultKind::WrongType(Expected::Array)),
        ("\"created\": \"2026", "\"created\": \"26", "created", FaultKind::NoDay),
        ("\"note\": \"第", "\"notes\": \"第", "evidence[0].note", FaultKind::Missing),
        ("\"note\": \"向档案室借\"", "\"note\": 5", "evidence[1].note", FaultKind::WrongType(Expected::Text)),
        ("\"evidence\": [", "\"evidence\": [7, ", "evidence[0]", FaultKind::WrongType(Expected::Object)),
        (
            "\"2024\": \"2118\"",
            "\"2024\": 2118",
            "facts.revenue.2024",
            FaultKind::WrongType(Expected::DecimalText),
        ),
    ] {
        assert!(V2.contains(from), "{from}");
        let fault = read(&V2.replacen(from, to, 1), catalog()).unwrap_err();
        assert_eq!((fault.place.as_str(), fault.why), (place, why));
    }
}

#[test]
fn a_facts_document_is_imported_the_same_way_and_strictly() {
    let document = golden().document;
    let package = read_text(&document::write(&document, catalog()));
    assert_eq!((package.format, package.made_on), (Format::Facts, None));
    assert_eq!(package.submission, Submission { document, ..Submission::default() });
    let unknown = r#"{"format":"tidu-facts","version":1,"facts":{"carbon":"3"}}"#;
    assert_eq!(read(unknown, catalog()).unwrap_err().why, FaultKind::UnknownFact);
}

#[test]
fn the_digest_is_over_everything_but_itself_and_no_layout() {
    let package = json::read(V2).unwrap();
    let stated = package.get("digest").and_then(|it| it.get("value")).and_then(Json::as_text).unwrap();
    assert_eq!(digest_of(&package), stated);
    let turned = Json::Object(package.members().unwrap().iter().rev().cloned().collect());
    assert_eq!(digest_of(&turned), stated);
    let changed = json::read(&V2.replacen("2118", "2119", 1)).unwrap();
    assert_ne!(digest_of(&changed), stated);
}

#[test]
fn an_export_says_what_is_incomplete() {
    let mut submission = golden();
    let gaps = incomplete(&submission, 2, catalog(), day());
    assert!(gaps.contains(&Gap::Raw(2)) && gaps.contains(&Gap::NoFile(1)), "{gaps:?}");
    assert!(!gaps.contains(&Gap::NoName), "{gaps:?}");
    submission.document = Document::default();
    submission.evidence.clear();
    let gaps = incomplete(&submission, 0, catalog(), day());
    assert!(gaps.contains(&Gap::NoName), "{gaps:?}");
    let open =
        |tier: &str| gaps.iter().any(|gap| matches!(gap, Gap::Undetermined { tier: it, .. } if it == tier));
    assert!(open("innovative") && open("specialized") && open("little-giant"), "{gaps:?}");
    assert!(gaps.iter().all(|gap| !text::gap::gap(gap, catalog()).is_empty()));
}

#[test]
fn the_summary_has_what_is_stated_with_its_unit() {
    let csv = text::summary::csv(&golden().document, catalog(), day());
    assert!(csv.starts_with("\u{feff}项目,年度,内容,单位\r\n"), "{csv:.100}");
    assert!(csv.contains(",2024,2118,万元\r\n"), "{csv}");
    assert!(csv.contains("：结论,,"), "{csv}");
    assert!(csv.lines().all(|line| !line.is_empty()));
}

/// The greatest thing that this program lets anybody state.
fn greatest() -> Document {
    use tidu::domain::MOST_ITEMS;
    use tidu::facts::{Item, List, Stated, Value};
    use tidu::policy::schema::Kind;
    let mut document = golden().document;
    let facts = catalog().groups().iter().flat_map(|group| &group.fact);
    for fact in facts.filter(|fact| fact.kind == Kind::List) {
        let mut item = Item::default();
        for field in &fact.field {
            let value = match field.kind {
                Kind::Money | Kind::Percent | Kind::Points | Kind::Count => {
                    Value::Number(tidu::units::Decimal::whole(7).unwrap())
                }
                Kind::Date => Value::Date(day()),
                Kind::YesNo => Value::Flag(true),
                Kind::Judgement => Value::Judgement { holds: true, note: "注".repeat(20) },
                Kind::Choice => Value::Choice(field.choice.first().unwrap().key()),
                Kind::IndustryCode => Value::Text("C3073".to_owned()),
                Kind::CreditCode | Kind::Text | Kind::List => Value::Text("一种名称".repeat(5)),
            };
            item.set(field.key(), Some(value));
        }
        document.facts.set_list(fact.key(), Some(List { is_complete: true, items: vec![item; MOST_ITEMS] }));
    }
    let key = tidu::facts::FactKey::timeless(tidu::policy::schema::FactId::of("enterprise-name"));
    document.facts.set(key, Some(Stated::Value(Value::Text("企".repeat(2_000)))));
    document
}

#[test]
fn the_greatest_package_that_can_be_written_is_read() {
    let submission = Submission { document: greatest(), ..Submission::default() };
    let text = written(&submission);
    assert!(text.len() < json::MOST_BYTES, "{} bytes", text.len());
    assert_eq!(read_text(&text).submission, submission);
}

#[test]
fn a_package_that_is_not_too_long_has_not_too_many_values() {
    use tidu::facts::{Item, List};
    // Items of which nothing is said leave the most open, each of it told again by every condition that asks.
    let mut document = golden().document;
    let lists = catalog().groups().iter().flat_map(|group| &group.fact).filter(|fact| !fact.field.is_empty());
    for list in lists {
        document
            .facts
            .set_list(list.key(), Some(List { is_complete: false, items: vec![Item::default(); 430] }));
    }
    let submission = Submission { document, ..Submission::default() };
    let text = written(&submission);
    assert!(!fits(&text), "{} bytes", text.len());
    let dense = serde_json::from_str::<serde_json::Value>(&text).unwrap().to_string();
    assert!(json::MOST_BYTES / 10 * 8 < dense.len() && fits(&dense), "{} bytes", dense.len());
    assert_eq!(read_text(&dense).submission, submission);
}

fn evidence() -> impl Strategy<Value = Vec<ManifestRow>> {
    let files =
        proptest::collection::vec((".{0,20}", 0..=tidu::evidence::MOST_FILE_BYTES, "[0-9a-f]{64}"), 0..3)
            .prop_map(|files| {
                let file = |(name, bytes, sha256)| FileRecord { name, bytes, sha256 };
                files.into_iter().map(file).collect::<Vec<_>>()
            });
    let row = ("[a-z]{1,8}", files, ".{1,20}").prop_map(|(material, files, note)| {
        let Told { title, conditions } = told(&material).unwrap();
        let chosen = Evidence { files, note };
        (material.clone(), ManifestRow { material, title, conditions, chosen, further: Vec::new() })
    });
    proptest::collection::btree_map(any::<u8>(), row, 0..4).prop_map(|rows| {
        let by_name: std::collections::BTreeMap<_, _> = rows.into_values().collect();
        by_name.into_values().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn export_import_export_is_the_same_to_the_byte(document in documents(), evidence in evidence()) {
        let submission = Submission { document, evidence, ..Submission::default() };
        let first = written(&submission);
        let read = read_text(&first);
        prop_assert_eq!(&read.submission, &submission);
        let second = written(&stored(Draft::of_package(read)).submission(told));
        prop_assert_eq!(canonical(&first), canonical(&second));
        prop_assert_eq!(first, second);
    }

    #[test]
    fn the_canonical_form_reads_back_as_the_same_and_is_canonical_itself(document in documents()) {
        let text = document::write(&document, catalog());
        let canonical = json::read(&text).unwrap().canonical();
        prop_assert_eq!(document::read(&canonical, catalog()), Ok(document));
        prop_assert_eq!(json::read(&canonical).unwrap().canonical(), canonical);
    }
}

// The schema.

#[test]
fn the_schema_file_is_current() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/package.schema.json");
    let held = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        held == package_schema(catalog()).pretty(),
        "docs/package.schema.json is not of this vocabulary: run `cargo run -- policy --schema package > docs/package.schema.json`"
    );
}

fn by_schema(text: &str) -> Result<(), String> {
    static VALIDATOR: std::sync::LazyLock<jsonschema::Validator> = std::sync::LazyLock::new(|| {
        let schema = serde_json::from_str(&package_schema(catalog()).pretty()).unwrap();
        jsonschema::draft202012::new(&schema).unwrap()
    });
    let json: serde_json::Value = serde_json::from_str(text).unwrap();
    VALIDATOR.validate(&json).map_err(|fault| format!("{}: {fault}", fault.instance_path))
}

#[test]
fn the_schema_knows_the_packages_that_are_written() {
    assert_eq!(by_schema(V2), Ok(()));
    assert_eq!(by_schema(&written(&golden())), Ok(()));
    assert_eq!(by_schema(&written(&Submission::default())), Ok(()));
    let open = later().replace("\"kind\": \"new-kind\"", "\"kind\": \"invention-patent\"");
    assert_eq!(
        by_schema(&open.replace("\"url\": 1", "\"name\": \"\", \"bytes\": 0, \"sha256\": \"\"").replacen(
            "\"sha256\": \"\"",
            &format!("\"sha256\": \"{}\"", "0".repeat(64)),
            1
        )),
        Ok(())
    );
    assert!(by_schema(V1).is_err());
}

#[test]
fn the_schema_refuses_what_no_package_says() {
    for (from, to) in [
        ("\"version\": 2", "\"version\": 1"),
        ("\"created\": \"2026-11-20T10:15:00+08:00\"", "\"created\": \"2026-11-20 10:15\""),
        ("\"lo\": \"", "\"lo\": \"-"),
        ("\"unit\": \"分\"", "\"unit\": \"点\""),
        ("\"events\": []", "\"events\": [0.5]"),
        ("\"events\": []", "\"events\": [9007199254740993]"),
        ("\"events\": []", "\"events\": {}"),
        ("\"2024\": \"2118\"", "\"2024\": 2118"),
        ("\"bytes\": 6501171", "\"bytes\": -1"),
        ("\"of\": \"everything but this member\"", "\"of\": \"the facts\""),
        ("\"route\": \"review\",\n        \"date\"", "\"route\": \"renew\",\n        \"date\""),
        ("\"verdict\": \"", "\"verdict\": \"not-"),
    ] {
        assert!(V2.contains(from), "{from}");
        assert!(by_schema(&V2.replacen(from, to, 1)).is_err(), "{to}");
    }
}

#[test]
fn no_number_of_a_package_has_a_fraction_or_lies_beyond_two_to_the_53() {
    // The reader refuses both, wherever they stand.
    for text in [written(&golden()), written(&Submission { document: greatest(), ..Submission::default() })] {
        assert!(json::read(&text).is_ok());
    }
    for number in ["1.0", "1e3", "9007199254740992"] {
        let text = V2.replacen("\"events\": []", &format!("\"events\": [{number}]"), 1);
        let fault = read(&text, catalog()).unwrap_err();
        assert_eq!(
            (fault.place.as_str(), fault.why),
            ("events[0]", FaultKind::Json(json::JsonFault::NotWhole))
        );
    }
}
