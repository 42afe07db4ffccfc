//! Which materials are to be ready, for which rules, and which are?
//!
//! Worked out by hand from the lists of section 13 of the specification and from the years that the rules name.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};
use tidu::assess::{Assessment, Filing, Outcome, assess_tier};
use tidu::document;
use tidu::evidence::{Evidence, FileRecord, Manifest, Needed, Readiness, Tally, beyond, checklist, unproven};
use tidu::facts::Facts;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Mark, Route};
use tidu::units::Date;

use crate::properties::enterprises;

const LADDER: [&str; 3] = ["innovative", "specialized", "little-giant"];

/// A base document of the worked cases with some answers changed, or taken back by null.
fn facts(base: &str, changes: &Json) -> Facts {
    let path = format!("{}/tests/cases/base/{base}.json", env!("CARGO_MANIFEST_DIR"));
    let mut document: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let facts = document["facts"].as_object_mut().unwrap();
    for (fact, value) in changes.as_object().unwrap() {
        match value {
            value if value.is_null() => drop(facts.remove(fact)),
            value => drop(facts.insert(fact.clone(), value.clone())),
        }
    }
    document::read(&document.to_string(), Catalog::embedded()).unwrap().facts
}

fn assessed(
    tiers: &[&'static str],
    route: Route,
    day: &str,
    facts: &Facts,
) -> Vec<(&'static str, Assessment<'static>)> {
    let filing = Filing { route, as_of: Date::parse(day).unwrap() };
    let assess = |tier: &&'static str| match assess_tier(Catalog::embedded(), tier, facts, filing) {
        Outcome::Assessed(it) => (*tier, *it),
        Outcome::NotInProgram(..) | Outcome::NotCovered => panic!("{tier} is assessed on {day}"),
    };
    tiers.iter().map(assess).collect()
}

/// The checklist with files chosen under these names.
fn rows(
    facts: &Facts,
    judged: &[(&'static str, Assessment<'static>)],
    chosen: &[&str],
) -> Vec<Needed<'static>> {
    let judged: Vec<_> = judged.iter().map(|(tier, it)| (*tier, it)).collect();
    checklist(Catalog::embedded(), facts, &manifest(chosen), &judged)
}

fn manifest(chosen: &[&str]) -> Manifest {
    let file = FileRecord { name: "a.pdf".to_owned(), bytes: 1, sha256: "0".repeat(64) };
    let mut manifest = Manifest::default();
    for name in chosen {
        manifest.insert((*name).to_owned(), Evidence { files: vec![file.clone()], note: String::new() });
    }
    manifest
}

fn row<'r>(rows: &'r [Needed<'static>], name: &str) -> &'r Needed<'static> {
    rows.iter().find(|it| it.name() == name).unwrap_or_else(|| panic!("there is a row {name}"))
}

/// Who needs it: `tier: rule rule; tier: rule`.
fn by(needed: &Needed<'_>) -> String {
    let mut said = String::new();
    let mut last = "";
    for it in &needed.by {
        let lead = match last {
            "" => format!("{}:", it.tier),
            last if last == it.tier => String::new(),
            _ => format!("; {}:", it.tier),
        };
        said += &format!("{lead} {}", it.rule);
        last = it.tier;
    }
    said
}

fn check(rows: &[Needed<'static>], name: &str, expected: &str) {
    assert_eq!(by(row(rows, name)), expected, "{name}");
}

#[test]
fn each_year_of_the_audit_report_is_needed_by_the_rules_that_use_it() {
    let facts = facts("all-tiers", &json!({}));
    let rows = rows(&facts, &assessed(&LADDER, Route::New, "2026-11-22", &facts), &[]);
    check(
        &rows,
        "audit-report.2025",
        "innovative: sme-size rd-ratio main-growth-1y debt-ratio main-revenue-share; \
         specialized: sme-size revenue-floor main-revenue-share debt-ratio rd-amount rd-ratio; \
         little-giant: sme-size revenue-floor main-revenue-share revenue-cagr-2y debt-ratio rd-amount rd-ratio",
    );
    check(
        &rows,
        "audit-report.2024",
        "innovative: main-growth-1y; specialized: rd-amount rd-ratio; little-giant: rd-amount rd-ratio",
    );
    check(&rows, "audit-report.2023", "little-giant: revenue-cagr-2y");
    assert!(!rows.iter().any(|it| it.name() == "audit-report.2022" || it.name() == "audit-report"));
}

#[test]
fn under_the_texts_of_2022_three_years_of_main_revenue_are_needed() {
    let facts = facts("all-tiers", &json!({}));
    let rows = rows(&facts, &assessed(&LADDER, Route::New, "2025-09-18", &facts), &[]);
    check(&rows, "audit-report.2022", "specialized: main-growth-2y; little-giant: main-growth-2y");
    check(&rows, "market-note", "little-giant: market-share market-fame");
    check(&rows, "chain-proof", "specialized: product-field; little-giant: chain-role");
    check(
        &rows,
        "equity-proof",
        "innovative: ft-equity; specialized: revenue-floor ft-equity; little-giant: rd-intensity",
    );
    assert!(!rows.iter().any(|it| it.material.id == "platform-score-page"), "no platform score then");
}

#[test]
fn a_review_shows_its_own_title_and_the_score_of_either_year() {
    let facts = facts("all-tiers", &json!({}));
    let rows = rows(&facts, &assessed(&["specialized"], Route::Review, "2026-11-22", &facts), &[]);
    check(&rows, "title-proof", "specialized: renewal");
    check(&rows, "platform-score-page.2026", "specialized: platform-score");
    check(&rows, "platform-score-page.2025", "specialized: platform-score");
}

/// 117号文 asks for the pledge and the credit report, 190号文 did not; both for the same text of the law.
#[test]
fn the_list_is_that_of_the_filing_date() {
    let facts = facts("all-tiers", &json!({}));
    let mark = |day: &str, name: &str| {
        let judged = assessed(&["little-giant"], Route::Review, day, &facts);
        row(&rows(&facts, &judged, &[]), name).mark()
    };
    assert_eq!(mark("2025-12-31", "business-license"), Some(Mark::Agreed));
    assert_eq!(mark("2026-01-01", "business-license"), Some(Mark::Single));
    assert_eq!(mark("2025-12-31", "credit-report"), Some(Mark::Unconfirmed));
    assert_eq!(mark("2026-01-01", "credit-report"), Some(Mark::Single));
    assert_eq!(mark("2025-12-31", "trademark-proof"), Some(Mark::Agreed));
    assert_eq!(mark("2026-01-01", "trademark-proof"), Some(Mark::Unconfirmed));
}

#[test]
fn what_is_asked_by_several_tiers_stands_once_and_first() {
    let facts = facts("all-tiers", &json!({}));
    let rows = rows(&facts, &assessed(&LADDER, Route::New, "2026-11-22", &facts), &[]);
    let names: Vec<String> = rows.iter().map(Needed::name).collect();
    assert!((1..names.len()).all(|at| !names[..at].contains(&names[at])), "{names:?}");
    // The pledge rests on three rules of each tier; the licence and the credit report on two.
    assert_eq!(
        names[..9],
        [
            "compliance-pledge",
            "business-license",
            "credit-report",
            "social-insurance.2025",
            "title-proof",
            "self-assessment",
            "application-specialized",
            "application-little-giant",
            "statistics-form",
        ]
    );
    let of_group =
        |id: &str| rows.iter().filter(|it| it.group.id == id).map(|it| it.by.len()).collect::<Vec<_>>();
    for group in ["identity", "finance", "rd", "ip", "product"] {
        assert!(of_group(group).is_sorted_by(|one, next| one >= next), "{group}");
    }
}

#[expect(clippy::needless_pass_by_value, reason = "changes are written where they are used")]
fn state(changes: Json, chosen: &[&str], name: &str) -> Readiness {
    let facts = facts("all-tiers", &changes);
    let judged = assessed(&LADDER, Route::New, "2026-11-22", &facts);
    row(&rows(&facts, &judged, chosen), name).state
}

#[test]
fn a_file_makes_it_ready_and_an_open_figure_incomplete() {
    let revenue = json!({ "revenue": {"2025": "6000", "2024": "5700"} });
    assert_eq!(state(json!({}), &[], "audit-report.2025"), Readiness::Lacking);
    assert_eq!(state(json!({}), &["audit-report.2025"], "audit-report.2025"), Readiness::Ready);
    assert_eq!(state(json!({}), &["audit-report.2025"], "audit-report.2024"), Readiness::Lacking);
    assert_eq!(state(revenue.clone(), &["audit-report.2023"], "audit-report.2023"), Readiness::Incomplete);
    assert_eq!(state(revenue.clone(), &["audit-report.2024"], "audit-report.2024"), Readiness::Ready);
    assert_eq!(state(revenue, &[], "audit-report.2023"), Readiness::Lacking);
    let no_titles = json!({ "titles": null });
    assert_eq!(state(no_titles, &["title-proof"], "title-proof"), Readiness::Incomplete);
}

#[test]
fn what_does_not_exist_is_not_concerned() {
    assert_eq!(state(json!({}), &[], "equity-proof"), Readiness::NotConcerned);
    assert_eq!(state(json!({ "equity-rounds": null }), &[], "equity-proof"), Readiness::Lacking);
    let open = json!({ "equity-rounds": {"complete": false, "items": []} });
    assert_eq!(state(open, &[], "equity-proof"), Readiness::Lacking);
    let no_market = |position: bool| {
        let no = json!({ "2025": {"not-applicable": true} });
        json!({
            "market-share-domestic": no, "market-share-international": no, "market-rank-domestic": no,
            "well-known": {"judgement": false}, "market-position": {"judgement": position},
        })
    };
    assert_eq!(state(no_market(false), &[], "market-note"), Readiness::NotConcerned);
    assert_eq!(state(no_market(true), &[], "market-note"), Readiness::Lacking);
    // Nobody is spared a required one: the credit report shows that there is nothing.
    assert_eq!(state(json!({}), &[], "credit-report"), Readiness::Lacking);
}

/// Annex 1 of 2号文 item 4: with a provincial institution class I is not examined; annex 2 knows no such exemption.
#[test]
fn what_is_not_examined_needs_no_proof() {
    let institution = json!({ "rd-institutions": {"complete": true, "items": [{"level": "provincial"}]} });
    let of = |tiers: &[&'static str], name: &str| {
        let facts = facts("all-tiers", &institution);
        row(&rows(&facts, &assessed(tiers, Route::New, "2026-11-22", &facts), &[]), name).state
    };
    assert_eq!(of(&["specialized"], "ip-class1-list"), Readiness::NotConcerned);
    assert_eq!(of(&["specialized", "little-giant"], "ip-class1-list"), Readiness::Lacking);
    assert_eq!(of(&["specialized"], "rd-institution-proof"), Readiness::Lacking);
    // Section 13.1: one year of audit for a direct route, two for the score.
    assert_eq!(of(&["innovative"], "audit-report.2024"), Readiness::NotConcerned);
    assert_eq!(of(&["innovative"], "audit-report.2025"), Readiness::Lacking);
    assert_eq!(of(&["innovative"], "product-note"), Readiness::NotConcerned);
}

/// 190号文: reviews of 2025 do not look at the growth, new filings do.
#[test]
fn a_suspended_condition_needs_no_year() {
    let facts = facts("all-tiers", &json!({}));
    let state = |route, day: &str, name: &str| {
        let judged = assessed(&["little-giant"], route, day, &facts);
        row(&rows(&facts, &judged, &[]), name).state
    };
    assert_eq!(state(Route::Review, "2025-09-18", "audit-report.2022"), Readiness::NotConcerned);
    assert_eq!(state(Route::New, "2025-09-18", "audit-report.2022"), Readiness::Lacking);
    assert_eq!(state(Route::Review, "2026-09-18", "audit-report.2023"), Readiness::Lacking);
}

#[test]
fn a_supplement_is_asked_for_while_the_report_lacks_a_figure() {
    let lacks = json!({ "main-revenue": {"2025": "5700"} });
    let name = "main-revenue-statement.2024";
    assert_eq!(state(json!({}), &[], name), Readiness::NotConcerned);
    assert_eq!(state(lacks.clone(), &[], name), Readiness::NotConcerned);
    assert_eq!(state(lacks.clone(), &["audit-report.2025"], name), Readiness::NotConcerned);
    assert_eq!(state(lacks.clone(), &["audit-report.2024"], name), Readiness::Lacking);
    assert_eq!(state(lacks, &["audit-report.2024", name], name), Readiness::Incomplete);
    assert_eq!(state(json!({}), &["audit-report.2024", name], name), Readiness::Ready);
}

#[test]
fn what_is_ready_is_counted_with_what_is_incomplete() {
    let facts = facts("all-tiers", &json!({ "main-revenue": {"2025": "5700"} }));
    let judged = assessed(&["innovative"], Route::New, "2026-11-22", &facts);
    let rows = rows(&facts, &judged, &["audit-report.2025", "audit-report.2024", "business-license"]);
    let finance: Vec<_> = rows.iter().filter(|it| it.group.id == "finance").cloned().collect();
    // Two reports and the statement of 2024; that of 2025 and the equity are not concerned.
    assert_eq!(Tally::of(&finance), Tally { needed: 3, chosen: 2, incomplete: 1, not_concerned: 2 });
    assert_eq!(row(&rows, "audit-report.2024").title(), "2024 年度审计报告");
    assert_eq!(row(&rows, "business-license").title(), "营业执照");
}

#[test]
fn what_the_list_does_not_name_is_not_lost() {
    let facts = facts("all-tiers", &json!({}));
    let judged = assessed(&["innovative"], Route::New, "2026-11-22", &facts);
    let chosen = ["audit-report.2019", "business-license", "something-else"];
    let rows = rows(&facts, &judged, &chosen);
    let manifest = manifest(&chosen);
    let names: Vec<_> = beyond(&manifest, &rows).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["audit-report.2019", "something-else"]);
}

/// Decision 58: an entered score counts, a missing screenshot is a finding.
#[test]
fn a_score_without_its_page_is_a_finding() {
    let found = |score: Json, chosen: &[&str]| {
        let facts = facts("all-tiers", &json!({ "platform-score": score }));
        let found = unproven(Catalog::embedded(), &facts, &manifest(chosen));
        found.iter().map(|it| it.check.id.as_str()).collect::<Vec<_>>()
    };
    let missing = ["platform-score-unproven"];
    assert_eq!(found(json!({ "2026": "66" }), &[]), missing);
    assert_eq!(found(json!({ "2026": "66" }), &["platform-score-page.2025"]), missing);
    assert_eq!(found(json!({ "2026": "66" }), &["platform-score-page.2026"]), [""; 0]);
    assert_eq!(found(json!({ "2026": "66", "2025": "60" }), &["platform-score-page.2026"]), missing);
    assert_eq!(found(json!({ "2026": {"not-applicable": true} }), &[]), [""; 0]);
    assert_eq!(found(json!({}), &[]), [""; 0]);
}

const DAYS: [&str; 5] = ["2022-08-01", "2025-09-18", "2026-03-31", "2026-11-22", "2027-06-01"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_list_is_whole_for_every_enterprise(
        stated in enterprises(), day in select(DAYS.to_vec()), route in select(vec![Route::New, Route::Review]),
        chosen in prop::collection::vec(select(vec!["audit-report.2025", "title-proof", "credit-report"]), 0..3),
    ) {
        let document = json!({ "format": "tidu-facts", "version": 1, "facts": stated });
        let facts = document::read(&document.to_string(), Catalog::embedded()).unwrap().facts;
        let judged = assessed(&LADDER, route, day, &facts);
        let rows = rows(&facts, &judged, &chosen);
        let manifest = manifest(&chosen);
        let mut names: Vec<String> = rows.iter().map(Needed::name).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), rows.len());
        for row in &rows {
            let is_chosen = manifest.get(&row.name()).is_some();
            prop_assert!(!row.by.is_empty());
            prop_assert_eq!(row.year.is_some(), row.material.yearly);
            match row.state {
                Readiness::Lacking => prop_assert!(!is_chosen),
                Readiness::Ready => prop_assert!(is_chosen && row.open.is_empty()),
                Readiness::Incomplete => prop_assert!(is_chosen && !row.open.is_empty()),
                Readiness::NotConcerned => prop_assert!(!row.material.required),
            }
        }
        let tally = Tally::of(&rows);
        prop_assert_eq!(tally.needed + tally.not_concerned, rows.len());
    }
}
