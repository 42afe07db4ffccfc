//! What follows from events is stated once: the assessments know it, and what the enterprise says itself stands.

use tidu::assess::{Filing, Outcome, Truth, assess_tier};
use tidu::draft::merge::{Side, differences, merged};
use tidu::draft::{Action, Draft};
use tidu::facts::{Answer, FactKey, Facts, Stated, Value};
use tidu::json::{self, Json};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{FactId, Route};
use tidu::tracker::informed;
use tidu::units::Date;

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn events(text: &str) -> Vec<Json> {
    json::read(&format!("[{text}]")).unwrap().items().unwrap().to_vec()
}

fn known(facts: &Facts, events: &[Json], today: &str) -> Facts {
    informed(catalog(), facts, events, day(today)).into_owned()
}

/// How a condition of a new application for 专精特新 stands.
fn stands(facts: &Facts, id: &str, on: &str) -> Truth {
    let filing = Filing { route: Route::New, as_of: day(on) };
    match assess_tier(catalog(), "specialized", facts, filing) {
        Outcome::Assessed(it) => it.criteria.iter().find(|it| it.id == id).unwrap().standing,
        other @ (Outcome::NotInProgram(..) | Outcome::NotCovered) => panic!("{other:?}"),
    }
}

const INNOVATIVE: &str = r#"{"title":"2024-1","kind":"recognised","on":"2024-05-10","tier":"innovative"}"#;

/// 细则第九条: three years; the corresponding day is the last one.
#[test]
fn a_title_of_the_log_opens_the_next_tier_until_its_last_day() {
    let facts = known(&Facts::default(), &events(INNOVATIVE), "2026-09-18");
    let stated = facts.list(FactId::of("titles")).unwrap();
    assert_eq!((stated.items.len(), stated.is_complete), (1, false));
    let id = "prior-title";
    assert_eq!(stands(&Facts::default(), id, "2026-09-18"), Truth::Unknown);
    assert_eq!(stands(&facts, id, "2027-05-10"), Truth::Met);
    // No list of titles is said to be complete: another title may be valid.
    assert_eq!(stands(&facts, id, "2027-05-11"), Truth::Unknown);
    let mut complete = facts;
    complete.list_mut(FactId::of("titles")).is_complete = true;
    assert_eq!(stands(&complete, id, "2027-05-11"), Truth::Unmet);
}

/// 细则第十二条: at least three years; what was revoked for another reason bars nothing.
#[test]
fn a_revocation_of_the_log_ends_the_title_and_bars() {
    let revoked = |why: &str| {
        let revoked = format!(r#"{{"title":"2024-1","kind":"revoked","on":"2025-06-01","why":"{why}"}}"#);
        let mut facts = known(&Facts::default(), &events(&format!("{INNOVATIVE},{revoked}")), "2026-09-18");
        for list in ["titles", "revocations"] {
            facts.list_mut(FactId::of(list)).is_complete = true;
        }
        facts
    };
    let facts = revoked("misconduct");
    assert_eq!(stands(&facts, "prior-title", "2026-09-18"), Truth::Unmet);
    assert_eq!(stands(&facts, "reapply-ban", "2028-06-01"), Truth::Unmet);
    assert_eq!(stands(&facts, "reapply-ban", "2028-06-02"), Truth::Met);
    assert_eq!(stands(&revoked("no-longer-meets"), "reapply-ban", "2026-09-18"), Truth::Met);
}

/// A title that is stated and has an event is one title; taken away, it ends earlier than stated.
#[test]
fn what_is_stated_is_not_doubled() {
    let facts = known(&Facts::default(), &events(INNOVATIVE), "2026-09-18");
    let again = known(&facts, &events(INNOVATIVE), "2026-09-18");
    assert_eq!(again, facts);
    let revoked = r#"{"title":"2024-1","kind":"revoked","on":"2025-06-01","why":"late-report"}"#;
    let mut ended = known(&facts, &events(&format!("{INNOVATIVE},{revoked}")), "2026-09-18");
    ended.list_mut(FactId::of("titles")).is_complete = true;
    assert_eq!(stands(&ended, "prior-title", "2026-09-18"), Truth::Unmet);
    assert_eq!(ended.list(FactId::of("titles")).unwrap().items.len(), 1);
}

fn flag(facts: &Facts, id: &str) -> Option<bool> {
    match facts.flag(FactId::of(id)) {
        Answer::Known(flag) => Some(flag),
        Answer::Unanswered | Answer::NotApplicable => None,
    }
}

/// 细则第十条: by 30 April, the day included. Not entered is not known to be missed.
#[test]
fn updates_are_known_to_be_in_time_only_when_all_are_entered() {
    let facts =
        |more: &str, today: &str| known(&Facts::default(), &events(&format!("{INNOVATIVE}{more}")), today);
    let updates = |more: &str, today: &str| flag(&facts(more, today), "annual-updates-done");
    assert_eq!(updates("", "2025-05-01"), None);
    assert_eq!(updates(r#",{"kind":"updated","on":"2025-04-30"}"#, "2025-05-01"), Some(true));
    assert_eq!(updates(r#",{"kind":"updated","on":"2025-05-01"}"#, "2025-05-01"), Some(false));
    // The next one was due and has no event.
    assert_eq!(updates(r#",{"kind":"updated","on":"2025-04-30"}"#, "2026-05-01"), None);
    // Late by the municipal rule, in time by 2号文 (31 May): not known.
    let both = r#",{"kind":"updated","on":"2025-04-30"},{"kind":"updated","on":"2026-05-20"}"#;
    assert_eq!(updates(both, "2026-06-01"), None);
}

/// 细则第十一条: within three months of the day it happened.
#[test]
fn reports_of_changes_are_in_time_until_the_same_day_three_months_later() {
    let reports = |on: &str| {
        let change = r#"{"kind":"changed","on":"2025-11-30","change":"更名"}"#;
        let report = format!(r#"{{"kind":"reported","on":"{on}","change":"更名"}}"#);
        let all = events(&format!("{INNOVATIVE},{change},{report}"));
        flag(&known(&Facts::default(), &all, "2026-03-10"), "major-changes-reported")
    };
    assert_eq!(reports("2026-02-28"), Some(true));
    assert_eq!(reports("2026-03-01"), Some(false));
}

#[test]
fn what_the_enterprise_says_itself_stands() {
    let mut facts = Facts::default();
    let key = FactKey::timeless(FactId::of("annual-updates-done"));
    facts.set(key, Some(Stated::Value(Value::Flag(true))));
    let late = events(&format!(r#"{INNOVATIVE},{{"kind":"updated","on":"2025-05-01"}}"#));
    assert_eq!(flag(&known(&facts, &late, "2025-05-01"), "annual-updates-done"), Some(true));
}

fn draft(all: &str) -> Draft {
    let mut draft = Draft::default();
    for event in events(all) {
        draft.apply(Action::AddEvent(event));
    }
    draft
}

/// Two logs put together hold the events of both; what one side took out since both were the same stays out.
#[test]
fn logs_are_merged_as_sets() {
    let (one, two, three) = (
        r#"{"kind":"incident","on":"2025-01-01"}"#,
        r#"{"kind":"incident","on":"2025-01-02"}"#,
        r#"{"kind":"incident","on":"2025-01-03"}"#,
    );
    let (ours, theirs) = (draft(&format!("{one},{two}")), draft(&format!("{one},{three}")));
    let merge = |base: Option<&Draft>| {
        let found = differences(base, &ours, &theirs, catalog());
        let settled: Vec<_> = found.iter().map(|it| (it.clone(), it.suggested)).collect();
        merged(&ours, &settled, catalog()).unwrap()
    };
    assert_eq!(merge(None).events(), events(&format!("{one},{two},{three}")));
    assert_eq!(merge(Some(&ours)).events(), events(&format!("{one},{three}")));
    let found = differences(None, &ours, &theirs, catalog());
    assert_eq!(found.iter().map(|it| it.is_clash).collect::<Vec<_>>(), [false, false]);
    let all: Vec<_> = found.into_iter().map(|it| (it, Side::Theirs)).collect();
    assert_eq!(merged(&ours, &all, catalog()).unwrap().events(), theirs.events());
}

#[test]
fn an_event_is_changed_only_while_it_is_still_that_one() {
    let mut draft = draft(INNOVATIVE);
    let was = draft.events().first().unwrap().clone();
    let becomes = events(r#"{"kind":"complaint","on":"2025-01-01"}"#).pop();
    draft.apply(Action::ChangeEvent { at: 0, was: was.clone(), becomes: becomes.clone() });
    assert_eq!(draft.events(), [becomes.clone().unwrap()]);
    draft.apply(Action::ChangeEvent { at: 0, was, becomes: None });
    assert_eq!(draft.events().len(), 1);
    draft.apply(Action::ChangeEvent { at: 0, was: becomes.unwrap(), becomes: None });
    assert!(draft.events().is_empty() && draft.is_empty());
}
