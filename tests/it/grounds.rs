//! Answers: does the program name the rules a verdict rests on, and no others, in every worked case?
//!
//! A rule that falls short decides a verdict that falls short, an open one an open verdict, a met one a verdict that
//! meets. What a fast track or exemption stands for decides nothing: what stands for it does.

use tidu::assess::{self, Assessment, Ground, JudgedKind, Outcome, Truth, Verdict, grounds};
use tidu::document;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Mark, Route, Source};
use tidu::units::Date;

use crate::cases;

fn wanted(verdict: Verdict) -> Truth {
    match verdict {
        Verdict::Meets => Truth::Met,
        Verdict::FallsShort => Truth::Unmet,
        Verdict::Undetermined => Truth::Unknown,
    }
}

fn is_worth_saying(source: &Source) -> bool {
    source.mark != Mark::Agreed || !source.choices.is_empty()
}

/// Whether a rule is named, and as a decisive one.
fn named(found: &[Ground<'_>], source: &Source) -> Option<bool> {
    found.iter().find(|it| std::ptr::eq(it.source, source)).map(|it| it.is_decisive)
}

fn check(it: &Assessment<'_>, found: &[Ground<'_>], place: &str) {
    let wanted = wanted(it.verdict);
    let expect = |source: &Source, is_decisive: Option<bool>, id: &str| {
        let expected = is_decisive.filter(|_| is_worth_saying(source));
        assert_eq!(named(found, source), expected, "{place}: {id}");
    };
    expect(&it.applies.source, Some(true), "the version");
    for judged in &it.criteria {
        let parent = if let JudgedKind::Part(parent) = judged.kind { it.criteria.get(parent) } else { None };
        let is_beside_the_point = parent.is_some_and(|parent| parent.standing != judged.standing);
        if let Some(guard) = judged.suspended_by {
            expect(&guard.source, Some(wanted == Truth::Met), judged.id);
            expect(judged.source, None, judged.id);
        } else if !judged.relieved_by.is_empty() || is_beside_the_point {
            expect(judged.source, None, judged.id);
        } else {
            expect(judged.source, Some(judged.standing == wanted), judged.id);
        }
    }
    for relieved in &it.reliefs {
        let is_decisive = match relieved.reason.truth {
            Truth::Met => wanted == Truth::Met,
            Truth::Unknown => wanted == Truth::Unknown,
            Truth::Unmet => false,
        };
        expect(&relieved.relief.source, Some(is_decisive), &relieved.relief.id);
    }
    let Some(scored) = &it.score else { return };
    // A score that a fast track stands for decides nothing.
    let decides = Some(scored.truth == it.score_standing && scored.truth == wanted);
    expect(&scored.score.source, decides, &scored.score.id);
    for group in scored.groups.iter().filter(|it| it.group.floor.is_some()) {
        expect(&group.group.source, decides, &group.group.id);
    }
    for indicator in &scored.indicators {
        expect(&indicator.indicator.source, decides, &indicator.indicator.id);
    }
}

#[test]
fn the_grounds_of_every_worked_case_are_the_rules_that_decide_it() {
    let catalog = Catalog::embedded();
    for case in &cases::all().unwrap() {
        let (facts, filing) = cases::asked(case, catalog).unwrap();
        let Outcome::Assessed(it) = cases::outcome(catalog, &case.tier, &facts, filing) else { continue };
        check(&it, &grounds(catalog, &it), &case.place);
    }
}

/// The names of all grounds of a base document of the worked cases.
fn labels(base: &str, tier: &str, day: &str) -> Vec<String> {
    let path = format!("{}/tests/cases/base/{base}.json", env!("CARGO_MANIFEST_DIR"));
    let catalog = Catalog::embedded();
    let facts = document::read(&std::fs::read_to_string(path).unwrap(), catalog).unwrap().facts;
    let filing = assess::Filing { route: Route::New, as_of: Date::parse(day).unwrap() };
    let Outcome::Assessed(it) = assess::assess_tier(catalog, tier, &facts, filing) else {
        panic!("{tier} is assessed on {day}");
    };
    let found = grounds(catalog, &it);
    found.iter().map(|it| it.label.map_or_else(String::new, |label| label.zh.to_string())).collect()
}

/// Annex 2 of 63号文, indicator 6 counts the own brand of annex 4 (二) among four conditions; its condition 3 is met by
/// revenue alone, so that what counts as equity financing is beside the point.
#[test]
fn definitions_are_named_where_a_decided_part_uses_them() {
    let found = labels("specialized-2022", "specialized", "2025-08-01");
    assert!(found.contains(&"自主品牌".to_owned()), "{found:?}");
    let found = labels("specialized", "specialized", "2026-11-22");
    assert!(!found.iter().any(|it| it.contains("股权投资")), "{found:?}");
}
