//! The store of record: nothing is overwritten unseen, nothing unreadable is lost, "saved" is never said too early.

use std::cell::RefCell;
use std::rc::Rc;

use tidu::draft::envelope::{Envelope, encode};
use tidu::draft::{Action, Draft, Place};
use tidu::facts::{FactKey, Stated, Value};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::FactId;
use tidu::store::backup;
use tidu::store::memory::MemoryStore;
use tidu::store::{
    DraftId, Keeper, Key, Opened, Rescue, Revision, Save, Status, Step, Store, Then, Why, open, rescue,
};

/// What was answered, once it was.
type Heard<T> = Rc<RefCell<Option<Result<T, Why>>>>;

fn ear<T: 'static>() -> (Heard<T>, Then<T>) {
    let heard: Heard<T> = Rc::default();
    let ear = Rc::clone(&heard);
    let hear = move |answer| {
        assert!(ear.replace(Some(answer)).is_none(), "answered twice");
    };
    (heard, Box::new(hear))
}

/// A draft with so many edits.
fn draft(edits: u32) -> Draft {
    let mut draft = Draft::default();
    for edit in 0..edits {
        let place = Place::Fact(FactKey::timeless(FactId::of("enterprise-name")));
        draft.apply(Action::State { place, stated: Stated::Value(Value::Text(format!("甲{edit}"))) });
    }
    draft
}

fn envelope(revision: u32, edits: u32, writer: &str) -> Envelope {
    let (writer, saved) = (writer.to_owned(), "2026-11-22 10:30".to_owned());
    Envelope { revision: Revision(revision), writer, saved, draft: draft(edits) }
}

fn save_of(over: u32, edits: u32) -> Save {
    let text = encode(&envelope(over + 1, edits, "page"), Catalog::embedded());
    Save { draft: DraftId::own(), over: Revision(over), by: "page".to_owned(), text }
}

fn save(store: &MemoryStore, over: u32, edits: u32) -> Option<Result<Revision, Why>> {
    let (heard, then) = ear();
    store.save(save_of(over, edits), then);
    store.run();
    heard.take()
}

fn opened(store: &MemoryStore) -> Option<Result<Opened, Why>> {
    let (heard, then) = ear();
    let shared: Rc<dyn Store> = Rc::new(store.clone());
    open(&shared, DraftId::own(), then);
    store.run();
    heard.take()
}

fn keys(store: &MemoryStore) -> Vec<String> {
    let (heard, then) = ear::<Vec<(Key, String)>>();
    store.all(then);
    store.run();
    heard.take().unwrap().unwrap().iter().map(|(key, _)| key.to_string()).collect()
}

#[test]
fn nothing_is_saved_before_the_answer() {
    let store = MemoryStore::new();
    let (heard, then) = ear();
    store.save(save_of(0, 1), then);
    assert_eq!((heard.take(), store.text("draft/own")), (None, None));
    store.run();
    assert_eq!(heard.take(), Some(Ok(Revision(1))));
    assert!(
        matches!(opened(&store.restarted()), Some(Ok(Opened::Draft(it))) if *it == envelope(1, 1, "page"))
    );
}

#[test]
fn a_save_over_another_revision_is_refused() {
    let store = MemoryStore::new();
    assert_eq!(save(&store, 0, 1), Some(Ok(Revision(1))));
    assert_eq!(save(&store, 1, 2), Some(Ok(Revision(2))));
    let before = store.text("draft/own");
    assert_eq!(save(&store, 1, 3), Some(Err(Why::Conflict { stored: Revision(2) })));
    assert_eq!(save(&store, 0, 3), Some(Err(Why::Conflict { stored: Revision(2) })));
    assert_eq!(store.text("draft/own"), before);
    let (heard, then) = ear();
    store.delete(&Key::Draft(DraftId::own()), Some(Revision(1)), then);
    store.run();
    assert_eq!(heard.take(), Some(Err(Why::Conflict { stored: Revision(2) })));
    let (heard, then) = ear();
    store.delete(&Key::Draft(DraftId::own()), Some(Revision(2)), then);
    store.run();
    assert_eq!(heard.take(), Some(Ok(())));
    assert_eq!(save(&store, 2, 3), Some(Err(Why::Conflict { stored: Revision::NONE })));
}

#[test]
fn two_pages_that_save_at_once_do_not_both_succeed() {
    let store = MemoryStore::new();
    let (one, then) = ear();
    store.save(save_of(0, 1), then);
    let (other, then) = ear();
    store.clone().save(save_of(0, 2), then);
    store.run();
    assert_eq!(one.take(), Some(Ok(Revision(1))));
    assert_eq!(other.take(), Some(Err(Why::Conflict { stored: Revision(1) })));
}

#[test]
fn a_draft_begun_again_elsewhere_is_not_saved_over_by_its_number() {
    let store = MemoryStore::new();
    let text = encode(&envelope(1, 1, "other page"), Catalog::embedded());
    store.plant("draft/own", &text);
    assert_eq!(save(&store, 1, 2), Some(Err(Why::Conflict { stored: Revision(1) })));
    assert_eq!(store.text("draft/own"), Some(text));
}

#[test]
fn a_full_store_keeps_what_it_had() {
    let store = MemoryStore::new();
    assert_eq!(save(&store, 0, 1), Some(Ok(Revision(1))));
    let before = store.text("draft/own");
    store.limit(20);
    assert_eq!(save(&store, 1, 2), Some(Err(Why::Full)));
    assert_eq!(store.text("draft/own"), before);
}

#[test]
fn a_refusal_reaches_the_one_who_asked() {
    let store = MemoryStore::new();
    store.refuse_next(Why::Denied);
    assert_eq!(save(&store, 0, 1), Some(Err(Why::Denied)));
    store.refuse_next(Why::Failed("AbortError".to_owned()));
    assert_eq!(opened(&store), Some(Err(Why::Failed("AbortError".to_owned()))));
    assert_eq!(opened(&store), Some(Ok(Opened::Nothing)));
}

#[test]
fn what_cannot_be_read_is_never_saved_over() {
    let store = MemoryStore::new();
    store.plant("draft/own", "{\"schema\":1,\"revi");
    assert_eq!(save(&store, 0, 1), Some(Err(Why::Undecodable)));
    assert_eq!(store.text("draft/own").as_deref(), Some("{\"schema\":1,\"revi"));
    store.plant("draft/own", "{\"schema\":9,\"revision\":3}");
    assert_eq!(save(&store, 3, 1), Some(Err(Why::Newer { schema: 9 })));
    assert!(store.text("draft/own").is_some());
}

#[test]
fn what_cannot_be_read_is_moved_aside_and_reported() {
    let store = MemoryStore::new();
    store.plant("draft/own", "damaged");
    let key = Key::aside(DraftId::own(), "damaged");
    let expected = Opened::MovedAside { key: key.clone(), text: "damaged".to_owned() };
    assert_eq!(opened(&store), Some(Ok(expected)));
    assert_eq!((store.text("draft/own"), store.text(&key.to_string()).as_deref()), (None, Some("damaged")));
    assert_eq!(opened(&store), Some(Ok(Opened::Nothing)));
    assert_eq!(save(&store, 0, 1), Some(Ok(Revision(1))));
    assert_eq!(keys(&store), [key.to_string(), "draft/own".to_owned()]);
}

#[test]
fn a_body_that_is_no_draft_is_moved_aside_too() {
    let store = MemoryStore::new();
    let text = r#"{"schema":1,"revision":3,"body":{"facts":[],"filing":{}}}"#;
    store.plant("draft/own", text);
    assert!(matches!(opened(&store), Some(Ok(Opened::MovedAside { .. }))));
    assert_eq!(store.text(&Key::aside(DraftId::own(), text).to_string()).as_deref(), Some(text));
}

#[test]
fn a_draft_of_a_later_program_stays_where_it_is() {
    let store = MemoryStore::new();
    let text = "{\"schema\":2,\"revision\":\"x\"}";
    store.plant("draft/own", text);
    assert_eq!(opened(&store), Some(Ok(Opened::Newer { schema: 2, text: text.to_owned() })));
    assert_eq!(store.text("draft/own").as_deref(), Some(text));
}

#[test]
fn a_page_that_dies_while_moving_loses_nothing() {
    for writes in 0..3 {
        let store = MemoryStore::new();
        store.plant("draft/own", "damaged");
        store.die_after(writes);
        assert_eq!(opened(&store).is_some(), writes > 1);
        let after = store.restarted();
        let aside = Key::aside(DraftId::own(), "damaged").to_string();
        let places = [after.text("draft/own"), after.text(&aside)];
        assert_eq!(places.iter().flatten().collect::<Vec<_>>(), ["damaged"], "{writes}");
        // The next start finishes the work.
        opened(&after);
        assert_eq!(after.text(&aside).as_deref(), Some("damaged"));
    }
}

#[test]
fn a_page_that_dies_while_saving_has_the_old_or_the_new_draft() {
    for writes in 0..3 {
        let store = MemoryStore::new();
        save(&store, 0, 1);
        store.die_after(writes);
        let answer = save(&store, 1, 2);
        assert_eq!(answer, (writes > 1).then_some(Ok(Revision(2))));
        let Some(Ok(Opened::Draft(found))) = opened(&store.restarted()) else { panic!("no draft") };
        assert_eq!(found.revision.0, if writes == 0 { 1 } else { 2 });
    }
}

#[test]
fn a_draft_that_changed_meanwhile_is_not_removed_with_the_text_moved_aside() {
    let store = MemoryStore::new();
    store.plant("draft/own", "damaged");
    let (heard, then) = ear();
    store.set_aside(&DraftId::own(), "damaged", then);
    store.plant("draft/own", "other");
    store.run();
    assert!(matches!(heard.take(), Some(Ok(_))));
    assert_eq!(store.text("draft/own").as_deref(), Some("other"));
    assert_eq!(keys(&store).len(), 2);
}

#[test]
fn keys_read_back_and_others_are_passed_over() {
    let aside = Key::aside(DraftId::sample(), "甲");
    for key in [Key::Draft(DraftId::own()), Key::Draft(DraftId::named("a-1").unwrap()), aside] {
        assert_eq!(Key::parse(&key.to_string()), Some(key));
    }
    for text in
        ["", "draft", "draft/", "draft/own/1", "draft/Own", "draft/../x", "other/own", "aside/own/1/2"]
    {
        assert_eq!(Key::parse(text), None, "{text}");
    }
    assert_eq!(DraftId::named("甲"), None);
    let store = MemoryStore::new();
    store.plant("settings", "x");
    assert_eq!(keys(&store), Vec::<String>::new());
}

#[test]
fn everything_is_removed_records_of_other_versions_included() {
    let store = MemoryStore::new();
    save(&store, 0, 1);
    store.plant("settings", "x");
    let (heard, then) = ear();
    store.wipe(then);
    store.run();
    assert_eq!(heard.take(), Some(Ok(())));
    assert_eq!((store.text("draft/own"), store.text("settings")), (None, None));
}

// Backups.

#[test]
fn a_backup_gives_back_every_record_as_it_was() {
    let records = vec![
        (Key::Draft(DraftId::own()), encode(&envelope(3, 2, "page"), Catalog::embedded())),
        (Key::aside(DraftId::own(), "乱码\u{0}"), "乱码\u{0}".to_owned()),
    ];
    let text = backup::write(&records, "2026-11-26T10:15:00+08:00");
    assert_eq!(backup::read(&text), Ok(records));
    assert!(backup::is_backup(&text) && !backup::is_backup("{}"));
}

#[test]
fn a_damaged_backup_is_refused_by_its_place() {
    let check = |text: &str, place: &str| {
        assert_eq!(backup::read(text).map_err(|fault| fault.place), Err(place.to_owned()), "{text}");
    };
    check("{", "");
    check(r#"{"format":"tidu-backup","version":1}"#, "records");
    check(r#"{"format":"tidu-backup","version":2,"records":[]}"#, "version");
    check(r#"{"format":"tidu-package","version":1,"records":[]}"#, "format");
    check(r#"{"format":"tidu-backup","version":1,"records":[{"key":"draft/own"}]}"#, "records[0].text");
    check(r#"{"format":"tidu-backup","version":1,"records":[{"key":"x/../y","text":""}]}"#, "records[0].key");
}

// Keeping.

#[test]
fn a_change_is_saved_after_a_pause_and_then_said_to_be() {
    let mut keeper = Keeper::opened(Revision::NONE, 0);
    assert_eq!(keeper.status(), Status::New);
    assert_eq!(keeper.due(), Step::Rest);
    assert_eq!(keeper.changed(1), Step::Pause);
    assert_eq!(keeper.changed(2), Step::Rest);
    assert_eq!((keeper.status(), keeper.is_dirty()), (Status::Saving, true));
    assert_eq!(keeper.due(), Step::Save { over: Revision::NONE });
    assert_eq!(keeper.status(), Status::Saving);
    assert_eq!(keeper.answered(Ok(Revision(1))), Step::Rest);
    assert_eq!((keeper.status(), keeper.is_dirty(), keeper.stored()), (Status::Saved, false, Revision(1)));
}

#[test]
fn a_change_during_a_save_leads_to_another_one() {
    let mut keeper = Keeper::opened(Revision(4), 10);
    assert_eq!(keeper.status(), Status::Saved);
    keeper.changed(11);
    assert_eq!(keeper.due(), Step::Save { over: Revision(4) });
    assert_eq!(keeper.changed(12), Step::Rest);
    assert_eq!(keeper.due(), Step::Rest);
    assert_eq!(keeper.answered(Ok(Revision(5))), Step::Pause);
    assert_eq!(keeper.status(), Status::Saving);
    assert_eq!(keeper.due(), Step::Save { over: Revision(5) });
    assert_eq!(keeper.answered(Ok(Revision(6))), Step::Rest);
    assert_eq!(keeper.status(), Status::Saved);
}

#[test]
fn a_refused_save_is_said_and_tried_again_with_the_next_change() {
    let mut keeper = Keeper::opened(Revision(4), 10);
    keeper.changed(11);
    keeper.due();
    assert_eq!(keeper.answered(Err(Why::Full)), Step::Rest);
    assert_eq!((keeper.status(), keeper.is_dirty()), (Status::Refused(&Why::Full), true));
    assert_eq!(keeper.changed(12), Step::Pause);
    assert_eq!(keeper.status(), Status::Refused(&Why::Full));
    assert_eq!(keeper.due(), Step::Save { over: Revision(4) });
    assert_eq!(keeper.answered(Ok(Revision(5))), Step::Rest);
    assert_eq!(keeper.status(), Status::Saved);
}

#[test]
fn a_conflict_is_saved_over_only_when_the_user_says_so() {
    let mut keeper = Keeper::opened(Revision(4), 10);
    keeper.changed(11);
    keeper.due();
    keeper.answered(Err(Why::Conflict { stored: Revision(7) }));
    assert_eq!(keeper.due(), Step::Save { over: Revision(4) });
    keeper.answered(Err(Why::Conflict { stored: Revision(7) }));
    assert_eq!(keeper.resolve(Revision(7)), Step::Save { over: Revision(7) });
    assert_eq!(keeper.answered(Ok(Revision(8))), Step::Rest);
    assert_eq!(keeper.status(), Status::Saved);
}

#[test]
fn what_was_taken_away_is_not_called_saved() {
    let mut keeper = Keeper::opened(Revision(4), 10);
    keeper.lost();
    let gone = Why::Conflict { stored: Revision::NONE };
    assert_eq!((keeper.status(), keeper.is_dirty()), (Status::Refused(&gone), true));
    assert_eq!(keeper.resolve(Revision::NONE), Step::Save { over: Revision::NONE });
    assert_eq!(keeper.answered(Ok(Revision(1))), Step::Rest);
    assert_eq!((keeper.status(), keeper.is_dirty()), (Status::Saved, false));
}

// The copy written at page hide.

#[test]
fn a_copy_with_more_than_what_is_stored_is_taken_in() {
    let take = |over| Rescue::Take { over: Revision(over) };
    assert_eq!(rescue(None, &envelope(1, 3, "a")), take(0));
    assert_eq!(rescue(Some(&envelope(5, 10, "old")), &envelope(6, 12, "a")), take(5));
    // The save under way at page hide arrived, with fewer changes than the copy.
    assert_eq!(rescue(Some(&envelope(6, 11, "a")), &envelope(6, 12, "a")), take(6));
}

#[test]
fn a_copy_that_is_in_the_store_is_dropped() {
    assert_eq!(rescue(Some(&envelope(6, 12, "a")), &envelope(6, 12, "a")), Rescue::Drop);
    assert_eq!(rescue(Some(&envelope(8, 14, "a")), &envelope(6, 12, "a")), Rescue::Drop);
    assert_eq!(rescue(Some(&envelope(6, 12, "b")), &envelope(6, 12, "a")), Rescue::Drop);
}

#[test]
fn a_copy_beside_the_changes_of_another_page_is_kept_with_them() {
    assert_eq!(rescue(Some(&envelope(6, 11, "b")), &envelope(6, 12, "a")), Rescue::KeepBoth);
    assert_eq!(rescue(Some(&envelope(9, 30, "b")), &envelope(6, 12, "a")), Rescue::KeepBoth);
}
