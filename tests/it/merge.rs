//! Two drafts put together: nothing is dropped unless somebody says so.

use proptest::prelude::*;

use tidu::draft::envelope::{Envelope, decode, encode};
use tidu::draft::merge::{Difference, Side, Step, differences, merged};
use tidu::draft::{Action, Draft, History, Place};
use tidu::facts::{Answer, FactKey, Stated, Value};
use tidu::json::Json;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{FactId, FieldId};
use tidu::store::Revision;
use tidu::units::Decimal;

use crate::drafts::{action, perform};

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

/// What is stored of a draft, which is all that counts.
fn text(draft: &Draft) -> String {
    let mut plain = Draft::default();
    plain.apply(Action::Replace(Box::new(draft.clone())));
    let (writer, saved) = (String::new(), String::new());
    encode(&Envelope { revision: Revision(1), writer, saved, draft: plain }, catalog())
}

fn state(draft: &mut Draft, fact: &str, year: Option<i32>, number: &str) {
    let key = FactKey { fact: FactId::of(fact), year };
    let stated = Stated::Value(Value::Number(Decimal::parse(number).unwrap()));
    draft.apply(Action::State { place: Place::Fact(key), stated });
}

fn award(draft: &mut Draft, name: &str) {
    let list = FactId::of("awards");
    draft.apply(Action::AddItem { list });
    let item = draft.last_item(list).unwrap();
    let place = Place::Field { list, item, field: FieldId::of("name") };
    draft.apply(Action::State { place, stated: Stated::Value(Value::Text(name.to_owned())) });
}

fn path(difference: &Difference) -> String {
    let step = |it: &Step| match it {
        Step::Key(key) => key.clone(),
        Step::Item(at) => format!("[{at}]"),
    };
    difference.path.iter().map(step).collect::<Vec<_>>().join(".")
}

fn paths(all: &[Difference]) -> Vec<String> {
    all.iter().map(path).collect()
}

fn settle(all: Vec<Difference>, side: impl Fn(&Difference) -> Side) -> Vec<(Difference, Side)> {
    all.into_iter().map(|it| (it.clone(), side(&it))).collect()
}

fn merge(ours: &Draft, settled: &[(Difference, Side)]) -> Draft {
    merged(ours, settled, catalog()).unwrap()
}

#[test]
fn each_year_and_each_text_is_a_difference_of_its_own() {
    let mut base = Draft::default();
    state(&mut base, "revenue", Some(2024), "100");
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    state(&mut ours, "revenue", Some(2025), "120");
    state(&mut theirs, "revenue", Some(2024), "101");
    let place = Place::Fact(FactKey::of_year(FactId::of("revenue"), 2023));
    let reading = theirs.reading(&place, "约106", catalog());
    theirs.apply(Action::typed(place.clone(), "约106", &reading));
    let found = differences(Some(&base), &ours, &theirs, catalog());
    assert_eq!(paths(&found), ["facts.revenue.2024", "facts.revenue.2025", "facts.revenue.2023"]);
    let suggested: Vec<_> = found.iter().map(|it| (it.suggested, it.is_clash)).collect();
    assert_eq!(suggested, [(Side::Theirs, false), (Side::Ours, false), (Side::Theirs, false)]);
    let both = merge(&ours, &settle(found, |it| it.suggested));
    let number = |year| both.facts().number(FactKey::of_year(FactId::of("revenue"), year));
    let known = |text| Answer::Known(Decimal::parse(text).unwrap());
    assert_eq!((number(2024), number(2025)), (known("101"), known("120")));
    assert_eq!(both.raw(&place).map(|raw| raw.text.as_str()), Some("约106"));
}

#[test]
fn what_both_changed_is_a_clash_and_stays_ours_unless_settled() {
    let mut base = Draft::default();
    state(&mut base, "employees", Some(2025), "68");
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    state(&mut ours, "employees", Some(2025), "70");
    state(&mut theirs, "employees", Some(2025), "71");
    let found = differences(Some(&base), &ours, &theirs, catalog());
    assert_eq!((paths(&found), found[0].is_clash), (vec!["facts.employees.2025".to_owned()], true));
    assert_eq!(found[0].suggested, Side::Ours);
    assert_eq!((&found[0].ours, &found[0].theirs), (&Some(Json::Int(70)), &Some(Json::Int(71))));
    assert_eq!(text(&merge(&ours, &settle(found.clone(), |it| it.suggested))), text(&ours));
    assert_eq!(text(&merge(&ours, &settle(found, |_| Side::Theirs))), text(&theirs));
}

#[test]
fn an_item_that_one_side_added_is_offered_and_the_others_stay_paired() {
    let mut base = Draft::default();
    award(&mut base, "甲");
    award(&mut base, "丙");
    let (mut ours, mut theirs) = (Draft::default(), Draft::default());
    for name in ["甲", "乙", "丙"] {
        award(&mut theirs, name);
    }
    for name in ["甲", "丙", "丁"] {
        award(&mut ours, name);
    }
    let found = differences(Some(&base), &ours, &theirs, catalog());
    let both = merge(&ours, &settle(found.clone(), |it| it.suggested));
    let names: Vec<_> = both
        .items(FactId::of("awards"))
        .filter_map(|(_, item)| item.get(FieldId::of("name")).cloned())
        .collect();
    let has = |name: &str| names.contains(&Value::Text(name.to_owned()));
    assert!(["甲", "丙", "丁"].into_iter().all(has), "{names:?}");
    assert_eq!(text(&merge(&ours, &settle(found, |_| Side::Theirs))), text(&theirs));
}

#[test]
fn a_change_is_taken_back_and_made_again() {
    let mut history = History::default();
    let mut draft = Draft::default();
    let mut texts = vec![text(&draft)];
    for revenue in ["1", "2", "3"] {
        history.changed(draft.clone(), None);
        state(&mut draft, "revenue", Some(2025), revenue);
        texts.push(text(&draft));
    }
    let edits = draft.edits();
    for before in texts.iter().rev().skip(1) {
        assert!(history.undo(&mut draft));
        assert_eq!(&text(&draft), before);
    }
    assert!(!history.can_undo() && !history.undo(&mut draft));
    assert!(draft.edits() > edits, "taking back is an edit, and is saved as one");
    for after in &texts[1..] {
        assert!(history.redo(&mut draft));
        assert_eq!(&text(&draft), after);
    }
    assert!(!history.can_redo());
    history.undo(&mut draft);
    history.changed(draft.clone(), None);
    state(&mut draft, "revenue", Some(2025), "4");
    assert!(!history.can_redo(), "a new change ends what could be made again");
}

#[test]
fn what_is_typed_at_one_place_is_one_change_until_it_is_left() {
    let mut history = History::default();
    let mut draft = Draft::default();
    let place = || Some(Place::Fact(FactKey::of_year(FactId::of("revenue"), 2025)));
    for typed in ["2", "24", "243"] {
        history.changed(draft.clone(), place());
        state(&mut draft, "revenue", Some(2025), typed);
    }
    history.pause();
    history.changed(draft.clone(), place());
    state(&mut draft, "revenue", Some(2025), "2436");
    assert!(history.undo(&mut draft));
    let known = draft.facts().number(FactKey::of_year(FactId::of("revenue"), 2025));
    assert_eq!(known, Answer::Known(Decimal::parse("243").unwrap()));
    assert!(history.undo(&mut draft));
    assert!(draft.is_empty());
    assert!(!history.can_undo());
}

/// True for a place inside a list.
fn is_in_list(difference: &Difference) -> bool {
    difference.path.iter().any(|step| matches!(step, Step::Item(_)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_merge_never_drops_a_field(
        common in proptest::collection::vec(action(), 0..30),
        one in proptest::collection::vec(action(), 0..20),
        other in proptest::collection::vec(action(), 0..20),
        knows_base in any::<bool>(),
    ) {
        let mut base = Draft::default();
        for it in &common {
            perform(&mut base, it);
        }
        // As a second page reads it from the store.
        let stored = |draft: &Draft| decode(&text(draft), catalog()).unwrap().draft;
        let (mut ours, mut theirs) = (stored(&base), stored(&base));
        for it in &one {
            perform(&mut ours, it);
        }
        for it in &other {
            perform(&mut theirs, it);
        }
        let (ours, theirs) = (stored(&ours), stored(&theirs));
        let base = knows_base.then_some(&base);
        let found = differences(base, &ours, &theirs, catalog());
        let all = |side: Side| merge(&ours, &settle(found.clone(), |_| side));
        prop_assert_eq!(text(&all(Side::Ours)), text(&ours));
        let theirs_again = all(Side::Theirs);
        prop_assert!(differences(None, &theirs_again, &theirs, catalog()).is_empty());
        prop_assert_eq!(theirs_again.document(), theirs.document());
        if base.is_none() {
            // Nothing is known of who deleted what: what either side says is in the result.
            let both = merge(&ours, &settle(found.clone(), |it| it.suggested));
            for side in [&ours, &theirs] {
                for left in differences(None, &both, side, catalog()) {
                    prop_assert!(is_in_list(&left) || left.ours.is_some(), "{} is lost", path(&left));
                }
                for (list, _) in side.facts().lists() {
                    prop_assert!(both.items(*list).count() >= side.items(*list).count());
                }
            }
        }
        if base.is_some_and(|base| text(base) == text(&ours)) {
            let suggested = settle(found, |it| if it.theirs.is_none() { Side::Theirs } else { it.suggested });
            prop_assert_eq!(merge(&ours, &suggested).document(), theirs.document());
        }
    }
}
