//! The draft: what actions make of it, how it is stored for ever, and that nothing typed is lost.

use proptest::prelude::*;
use tidu::assess::{Filing, Outcome, Verdict, assess_tier};
use tidu::document::{self, FaultKind};
use tidu::draft::envelope::{DraftFault, Envelope, decode, encode, origin_of};
use tidu::draft::{Action, Draft, ItemId, Place, Raw, RawWhy};
use tidu::entry::{Against, EntryFault, Reading, Way};
use tidu::evidence::Evidence;
use tidu::facts::{Answer, FactKey, Stated, Value};
use tidu::json::{self, JsonFault};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{ChoiceId, FactId, FieldId, Route};
use tidu::store::Revision;
use tidu::units::{Date, Decimal};

use crate::documents::documents;

const V1: &str = include_str!("../drafts/v1.json");
const V1_EVIDENCE: &str = include_str!("../drafts/v1-evidence.json");
const REVENUE: FactId = FactId::of("revenue");
const IP: FactId = FactId::of("ip-items");
const NAME: FieldId = FieldId::of("name");
const GRANTED: FieldId = FieldId::of("granted-on");

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn amount(text: &str) -> Value {
    Value::Number(Decimal::parse(text).unwrap())
}

fn revenue(year: i32) -> Place {
    Place::Fact(FactKey::of_year(REVENUE, year))
}

fn field(item: ItemId, field: FieldId) -> Place {
    Place::Field { list: IP, item, field }
}

fn raw(text: &str, why: RawWhy) -> Raw {
    Raw { text: text.to_owned(), why }
}

fn text(text: &str) -> Stated {
    Stated::Value(Value::Text(text.to_owned()))
}

/// Types a text as the form does.
fn typed(draft: &mut Draft, place: Place, text: &str) -> Reading {
    let reading = draft.reading(&place, text, catalog());
    draft.apply(Action::typed(place, text, &reading));
    reading
}

fn add(draft: &mut Draft, name: &str) -> ItemId {
    draft.apply(Action::AddItem { list: IP });
    let item = draft.last_item(IP).unwrap();
    draft.apply(Action::State { place: field(item, NAME), stated: text(name) });
    item
}

fn names(draft: &Draft) -> Vec<String> {
    let name = |value: Option<&Value>| match value {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    draft.items(IP).map(|(_, item)| name(item.get(NAME))).collect()
}

fn envelope(draft: Draft) -> Envelope {
    let (writer, saved) = ("writer".to_owned(), "2026-11-22 10:30".to_owned());
    Envelope { revision: Revision(1), writer, saved, draft }
}

fn stored(draft: &Draft) -> Draft {
    decode(&encode(&envelope(draft.clone()), catalog()), catalog()).unwrap().draft
}

// Stored shapes.

#[test]
fn a_draft_of_schema_1_is_read_for_ever() {
    let Envelope { revision, writer, saved, draft } = decode(V1, catalog()).unwrap();
    assert_eq!((revision.0, draft.edits(), draft.is_sample(), draft.unknown()), (7, 41, false, 0));
    assert_eq!((writer.as_str(), saved.as_str()), ("3f9c2b7a1d5e8046", "2026-09-08 14:03"));
    assert_eq!(draft.filing().date, Some(day("2026-09-18")));
    assert_eq!(draft.filing().route_for("innovative"), Route::Review);
    let facts = draft.facts();
    assert_eq!(facts.answer(FactKey::of_year(REVENUE, 2023)), Answer::NotApplicable);
    assert_eq!(facts.answer(FactKey::of_year(REVENUE, 2025)), Answer::Known(&amount("2436.4")));
    assert_eq!(facts.text(FactId::of("industry-code")), Some("C3073"));
    assert_eq!(facts.flag(FactId::of("abnormal-list")), Answer::Known(false));
    let note = Value::Judgement { holds: true, note: "省内前三".to_owned() };
    assert_eq!(facts.answer(FactKey::timeless(FactId::of("market-position"))), Answer::Known(&note));
    let items: Vec<_> = draft.items(IP).collect();
    assert_eq!((items.len(), facts.list(IP).map(|list| list.is_complete)), (2, Some(false)));
    assert_eq!(items[0].1.date(GRANTED), Some(day("2021-03-12")));
    let raws: Vec<(&Place, &Raw)> = draft.raws().collect();
    assert_eq!(raws.len(), 5);
    let place = Place::Fact(FactKey::of_year(FactId::of("rd-expense"), 2024));
    assert_eq!(draft.raw(&place), Some(&raw("约106", RawWhy::Unreadable)));
    let place = Place::Fact(FactKey::of_year(FactId::of("total-assets"), 2025));
    assert_eq!(draft.raw(&place), Some(&raw("43,800,000", RawWhy::UnitSlip)));
    assert_eq!(draft.raw(&field(items[1].0, GRANTED)), Some(&raw("2024-2-30", RawWhy::Unreadable)));
    assert_eq!(draft.raw(&Place::FilingDate { tier: None }), Some(&raw("九月", RawWhy::Unreadable)));
    let tier = Some("little-giant".to_owned());
    assert_eq!(draft.raw(&Place::FilingDate { tier }), Some(&raw("明年", RawWhy::Unreadable)));
}

#[test]
fn schema_1_is_still_written() {
    assert_eq!(encode(&decode(V1, catalog()).unwrap(), catalog()), V1);
}

#[test]
fn a_draft_of_a_later_schema_is_left_alone() {
    let later = V1.replacen("\"schema\": 1", "\"schema\": 2", 1).replacen("\"body\"", "\"else\"", 1);
    assert_eq!(decode(&later, catalog()), Err(DraftFault::Newer { schema: 2 }));
    assert_eq!(origin_of(&later), Err(DraftFault::Newer { schema: 2 }));
}

#[test]
fn what_is_no_draft_is_garbage_with_its_place() {
    let check = |text: &str, place: &str| match decode(text, catalog()) {
        Err(DraftFault::Garbage(fault)) => assert_eq!(fault.place, place, "{text}"),
        other => panic!("{other:?}"),
    };
    check("", "");
    check("null", "schema");
    check(&V1.replacen("\"schema\": 1", "\"schema\": 0", 1), "schema");
    check(&V1.replacen("\"revision\": 7", "\"revision\": \"7\"", 1), "revision");
    check(&V1.replacen("\"revision\": 7", "\"revision\": 0", 1), "revision");
    check(&V1.replacen("\"body\"", "\"bode\"", 1), "body");
    check(&V1.replacen("\"facts\": {", "\"factz\": {", 1), "body.facts");
    check(&V1.replacen("\"filing\": {", "\"filling\": {", 1), "body.filing");
    check(V1.split_once("raw").unwrap().0, "");
    let twice = V1.replacen("\"edits\"", "\"revision\"", 1);
    let Err(DraftFault::Garbage(fault)) = decode(&twice, catalog()) else { panic!("read") };
    assert_eq!((fault.place.as_str(), fault.why), ("revision", FaultKind::Json(JsonFault::Twice)));
}

/// The law of today, in which two facts were called otherwise once.
fn renamed() -> Catalog {
    let mut book = catalog().book().clone();
    let text = "turnover = \"revenue\"\nsales = \"revenue\"\npatents = \"ip-items\"";
    book.renames = toml::from_str(text).unwrap();
    Catalog::new(book)
}

#[test]
fn a_renamed_fact_is_read_under_its_old_name_and_written_under_its_new_one() {
    let old = V1
        .replace("\"revenue\"", "\"turnover\"")
        .replace("\"ip-items", "\"patents")
        .replace("\"rd-expense.2024\"", "\"turnover.2022\"");
    let draft = decode(&old, &renamed()).unwrap().draft;
    let place = Place::Fact(FactKey::of_year(REVENUE, 2022));
    assert_eq!(draft.raw(&place), Some(&raw("约106", RawWhy::Unreadable)));
    assert_eq!((draft.unknown(), draft.facts()), (0, decode(V1, catalog()).unwrap().draft.facts()));
    let written = encode(&envelope(draft), &renamed());
    assert!(!written.contains("turnover") && !written.contains("patents"), "{written}");
    // Without the rename it is kept as something unknown.
    assert!(0 < decode(&old, catalog()).unwrap().draft.unknown());
}

#[test]
fn a_fact_under_two_of_its_names_is_said_twice() {
    let catalog = renamed();
    let refused = |facts: &str| {
        let text = format!(r#"{{"format":"tidu-facts","version":1,"facts":{{{facts}}}}}"#);
        document::read(&text, &catalog).map_err(|fault| (fault.place, fault.why))
    };
    let twice = |place: &str| Err((place.to_owned(), FaultKind::Json(JsonFault::Twice)));
    assert_eq!(refused(r#""turnover":{"2025":"1"},"revenue":{"2024":"2"}"#), twice("facts.turnover"));
    assert_eq!(refused(r#""revenue":{"2024":"2"},"turnover":{"2025":"1"}"#), twice("facts.turnover"));
    assert_eq!(refused(r#""turnover":{"2024":"2"},"sales":{"2025":"1"}"#), twice("facts.sales"));
    let read = refused(r#""sales":{"2025":"1"}"#).unwrap();
    assert_eq!(read.facts.number(FactKey::of_year(REVENUE, 2025)), Answer::Known(Decimal::whole(1).unwrap()));
    let wrong = refused(r#""sales":{"2025":1}"#).unwrap_err();
    assert_eq!(wrong.0, "facts.sales.2025");
    let package = r#"{"format":"tidu-package","version":1,"facts":{"turnover":{"2025":"1"}}}"#;
    assert_eq!(tidu::package::read(package, &catalog).unwrap().submission.document, read);
    let schema = document::facts_schema(&catalog).canonical();
    assert!(
        schema.contains("\"turnover\":{\"additionalProperties\"") && schema.contains("\"deprecated\":true")
    );
}

/// A draft as a later program with the same schema would leave it.
const LATER: &[(&str, &str)] = &[
    ("\"sample\": false,", "\"sample\": false, \"tracker\": {\"events\": [1, null]},"),
    ("\"facts\": {", "\"facts\": {\"carbon\": {\"2025\": \"3\"},"),
    ("\"2024\": \"2118\",", "\"2024\": \"2118\", \"2026-H1\": \"900\","),
    ("\"holder-rank\": 1", "\"holder-rank\": 1, \"licence\": {\"to\": \"x\"}"),
    ("\"kind\": \"invention-patent\"", "\"kind\": \"new-kind\""),
    ("\"filing\": {", "\"filing\": {\"batch\": 8,"),
    ("\"tiers\": {", "\"tiers\": {\"champion\": {\"route\": \"new\"},"),
    ("\"route\": \"review\"", "\"route\": \"review\", \"place\": \"leping\""),
    ("\"raw\": {", "\"raw\": {\"carbon.2024\": {\"text\": \"?\", \"why\": \"unreadable\"},"),
];

fn later() -> String {
    LATER.iter().fold(V1.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn what_a_later_program_added_is_kept_and_written_back_where_it_stood() {
    let read = decode(&later(), catalog()).unwrap();
    assert_eq!(read.draft.unknown(), LATER.len());
    assert_eq!(
        read.draft.facts().number(FactKey::of_year(REVENUE, 2024)),
        Answer::Known(Decimal::whole(2118).unwrap())
    );
    let written: serde_json::Value = serde_json::from_str(&encode(&read, catalog())).unwrap();
    let before: serde_json::Value = serde_json::from_str(&later()).unwrap();
    assert_eq!(written, before);
}

#[test]
fn what_is_stated_anew_stands_over_what_was_unknown_there() {
    let mut draft = decode(&later(), catalog()).unwrap().draft;
    let ids: Vec<ItemId> = draft.items(IP).map(|(id, _)| id).collect();
    let (first, second) = (ids[0], ids[1]);
    let utility = ChoiceId::of("utility-model");
    draft.apply(Action::State {
        place: field(first, FieldId::of("kind")),
        stated: Stated::Value(Value::Choice(utility)),
    });
    draft.apply(Action::RemoveItem { list: IP, item: second });
    let again = stored(&draft);
    assert_eq!(again.unknown(), LATER.len() - 1);
    assert_eq!(
        again.items(IP).next().and_then(|(_, item)| item.get(FieldId::of("kind")).cloned()),
        Some(Value::Choice(utility))
    );
    // The unknown member of an item leaves and comes back with it.
    draft.apply(Action::RemoveItem { list: IP, item: first });
    assert_eq!(draft.unknown(), LATER.len() - 2);
    draft.apply(Action::RestoreItem);
    assert_eq!(draft.unknown(), LATER.len());
}

// Typing.

#[test]
fn what_cannot_be_read_is_kept_and_counts_as_unanswered() {
    let mut draft = Draft::default();
    typed(&mut draft, revenue(2024), "2118");
    assert_eq!(typed(&mut draft, revenue(2024), "约2118"), Reading::Fault(EntryFault::NotANumber));
    assert_eq!(draft.facts().answer(FactKey::of_year(REVENUE, 2024)), Answer::Unanswered);
    assert_eq!(stored(&draft).raw(&revenue(2024)), Some(&raw("约2118", RawWhy::Unreadable)));
    assert_eq!(typed(&mut draft, revenue(2024), "2,118 万元"), Reading::Value(amount("2118")));
    assert_eq!((draft.raw(&revenue(2024)), draft.facts().stated().count()), (None, 1));
    assert_eq!(typed(&mut draft, revenue(2024), " "), Reading::Blank);
    assert!(draft.is_empty());
}

#[test]
fn a_likely_slip_waits_for_the_users_word() {
    let mut draft = Draft::default();
    typed(&mut draft, revenue(2024), "2118");
    let Reading::Slip { slip, .. } = typed(&mut draft, revenue(2023), "17860000") else { panic!("no slip") };
    assert_eq!(slip.against, Against::Year { year: 2024, way: Way::Above, times: 8_432 });
    assert_eq!(slip.suggested, Decimal::parse("1786").ok());
    assert_eq!(draft.facts().answer(FactKey::of_year(REVENUE, 2023)), Answer::Unanswered);
    assert_eq!(stored(&draft).raw(&revenue(2023)), Some(&raw("17860000", RawWhy::UnitSlip)));
    // "The number is right": stated as it is, and the raw text is gone.
    draft.apply(Action::State { place: revenue(2023), stated: Stated::Value(amount("17860000")) });
    assert_eq!(draft.raw(&revenue(2023)), None);
    assert_eq!(draft.facts().answer(FactKey::of_year(REVENUE, 2023)), Answer::Known(&amount("17860000")));
}

#[test]
fn without_another_year_the_amounts_of_the_same_year_are_compared() {
    let mut draft = Draft::default();
    typed(&mut draft, revenue(2025), "2436.4");
    let place = Place::Fact(FactKey::of_year(FactId::of("total-assets"), 2025));
    assert!(matches!(typed(&mut draft, place.clone(), "43,800,000"), Reading::Slip { .. }));
    assert_eq!(typed(&mut draft, place, "43,800,000 元"), Reading::Value(amount("4380")));
}

#[test]
fn fields_and_filing_dates_are_typed_the_same_way() {
    let mut draft = Draft::default();
    let item = add(&mut draft, "甲");
    let fault = EntryFault::NoSuchDay { month: 2, day: 30 };
    assert_eq!(typed(&mut draft, field(item, GRANTED), "2024-2-30"), Reading::Fault(fault));
    assert_eq!(draft.raw(&field(item, GRANTED)), Some(&raw("2024-2-30", RawWhy::Unreadable)));
    typed(&mut draft, field(item, GRANTED), "2024年2月29日");
    assert_eq!(draft.item(IP, item).and_then(|item| item.date(GRANTED)), Some(day("2024-02-29")));
    let tier = Some("innovative".to_owned());
    typed(&mut draft, Place::FilingDate { tier: tier.clone() }, "20260918");
    assert_eq!(draft.filing().date_for("innovative", day("2026-01-01")), day("2026-09-18"));
    typed(&mut draft, Place::FilingDate { tier: tier.clone() }, "九月");
    assert_eq!(draft.filing().date_for("innovative", day("2026-01-01")), day("2026-01-01"));
    assert!(draft.raw(&Place::FilingDate { tier }).is_some());
}

#[test]
fn a_place_that_is_not_typed_into_says_so() {
    let draft = Draft::default();
    let place = Place::Fact(FactKey::timeless(FactId::of("legal-person")));
    assert_eq!(draft.reading(&place, "是", catalog()), Reading::Fault(EntryFault::NotTyped));
    let place = Place::Fact(FactKey::timeless(FactId::of("no-such-fact")));
    assert_eq!(draft.reading(&place, "1", catalog()), Reading::Fault(EntryFault::NotTyped));
}

// Lists.

#[test]
fn an_item_that_was_removed_comes_back_where_it_was_with_what_was_typed() {
    let mut draft = Draft::default();
    let ids: Vec<ItemId> = ["甲", "乙", "丙"].map(|name| add(&mut draft, name)).to_vec();
    typed(&mut draft, field(ids[1], GRANTED), "去年");
    typed(&mut draft, field(ids[2], GRANTED), "前年");
    draft.apply(Action::RemoveItem { list: IP, item: ids[1] });
    assert_eq!(
        (names(&draft), draft.raws().count(), draft.removed()),
        (vec!["甲".to_owned(), "丙".to_owned()], 1, Some((IP, 1)))
    );
    assert_eq!(stored(&draft).raws().count(), 1);
    draft.apply(Action::RestoreItem);
    assert_eq!((names(&draft), draft.removed()), (["甲", "乙", "丙"].map(str::to_owned).to_vec(), None));
    assert_eq!(draft.raw(&field(ids[1], GRANTED)).map(|raw| raw.text.as_str()), Some("去年"));
    assert_eq!(draft.raw(&field(ids[2], GRANTED)).map(|raw| raw.text.as_str()), Some("前年"));
}

#[test]
fn an_action_about_an_item_that_is_gone_does_nothing() {
    let mut draft = Draft::default();
    let item = add(&mut draft, "甲");
    draft.apply(Action::RemoveItem { list: IP, item });
    let before = (draft.document(), draft.raws().count());
    draft.apply(Action::State { place: field(item, NAME), stated: text("乙") });
    draft.apply(Action::KeepRaw { place: field(item, GRANTED), raw: raw("?", RawWhy::Unreadable) });
    draft.apply(Action::RemoveItem { list: IP, item });
    assert_eq!((draft.document(), draft.raws().count()), before);
    draft.apply(Action::RestoreItem);
    draft.apply(Action::RestoreItem);
    assert_eq!(names(&draft), vec!["甲".to_owned()]);
    let next = add(&mut draft, "乙");
    assert_ne!(next, item);
}

#[test]
fn a_list_is_open_complete_or_not_spoken_of() {
    let mut draft = Draft::default();
    draft.apply(Action::SetComplete { list: IP, is_complete: true });
    assert_eq!(draft.facts().list(IP).map(|list| (list.is_complete, list.items.len())), Some((true, 0)));
    draft.apply(Action::ForgetList { list: IP });
    assert!(draft.is_empty());
    add(&mut draft, "甲");
    draft.apply(Action::ForgetList { list: IP });
    assert_eq!(draft.facts().list(IP).map(|list| (list.is_complete, list.items.len())), Some((false, 1)));
}

#[test]
fn a_full_list_takes_no_more() {
    let mut draft = Draft::default();
    (0..600).for_each(|_| draft.apply(Action::AddItem { list: IP }));
    assert_eq!(draft.items(IP).count(), 500);
    assert_eq!(stored(&draft).items(IP).count(), 500);
}

// The rest.

#[test]
fn a_route_and_a_date_belong_to_all_tiers_or_to_one() {
    let mut draft = Draft::default();
    let innovative = || Some("innovative".to_owned());
    draft.apply(Action::SetRoute { tier: innovative(), route: Some(Route::Review) });
    draft.apply(Action::SetDate { tier: None, date: Some(day("2026-09-18")) });
    let filing = draft.filing();
    assert_eq!(
        (filing.route_for("innovative"), filing.route_for("specialized")),
        (Route::Review, Route::New)
    );
    assert_eq!(stored(&draft).filing(), filing);
    draft.apply(Action::SetRoute { tier: innovative(), route: None });
    draft.apply(Action::SetDate { tier: None, date: None });
    assert!(draft.filing().is_empty());
}

#[test]
fn an_import_stands_in_the_place_of_everything_and_edits_go_on() {
    let mut draft = decode(&later(), catalog()).unwrap().draft;
    let document = Draft::sample().document();
    draft.apply(Action::Replace(Box::new(Draft::of(document.clone()))));
    assert_eq!((draft.document(), draft.raws().count(), draft.unknown()), (document, 0, 0));
    assert_eq!((draft.edits(), draft.is_sample()), (42, false));
    draft.apply(Action::Replace(Box::default()));
    assert_eq!((draft.is_empty(), draft.edits()), (true, 43));
}

#[test]
fn the_sample_is_marked_and_stays_so_in_the_store() {
    let sample = Draft::sample();
    assert!(sample.is_sample() && stored(&sample).is_sample());
    assert_eq!(sample.facts().text(FactId::of("short-name")), Some("示例精密陶瓷"));
    assert!(tidu::credit_code::check(sample.facts().text(FactId::of("credit-code")).unwrap()).is_ok());
}

#[test]
fn the_sample_shows_an_open_verdict_and_two_that_fall_short() {
    let sample = Draft::sample();
    let check = |tier: &str, expected: (Verdict, Option<(u32, u32)>)| {
        let filing = Filing {
            route: sample.filing().route_for(tier),
            as_of: sample.filing().date_for(tier, day("2000-01-01")),
        };
        let Outcome::Assessed(found) = assess_tier(catalog(), tier, sample.facts(), filing) else {
            panic!("{tier} is not assessed")
        };
        let score = found.score.as_ref().map(|score| (score.lo, score.hi));
        assert_eq!((found.verdict, score), expected, "{tier}");
    };
    // Open are main revenue of 2024 (0 to 20 points), the strategic field (5 or 10) and the report of changes.
    check("innovative", (Verdict::Undetermined, Some((55, 80))));
    // The one class I patent was transferred in.
    check("specialized", (Verdict::FallsShort, None));
    check("little-giant", (Verdict::FallsShort, None));
}

#[test]
fn the_sample_file_is_written_as_this_program_writes() {
    let file = include_str!("../../src/draft/sample.json");
    assert_eq!(document::write(&Draft::sample().document(), catalog()), file);
}

/// An action by small numbers; many are about things that are not there.
pub fn action() -> impl Strategy<Value = (u8, u8, u8, String)> {
    (0_u8..16, 0_u8..4, 0_u8..4, "[0-9.,约万亿元 -]{0,8}")
}

pub fn perform(draft: &mut Draft, (which, list, at, text): &(u8, u8, u8, String)) {
    let lists = ["ip-items", "awards", "equity-rounds", "titles"].map(FactId::of);
    let fields = ["granted-on", "date", "amount", "recognised-on"].map(FieldId::of);
    let tiers = ["innovative", "specialized", "little-giant"].map(str::to_owned);
    let (list, field) = (lists[usize::from(*list)], fields[usize::from(*list)]);
    let item = draft.items(list).nth(usize::from(*at)).map(|(id, _)| id);
    let tier = tiers.get(usize::from(*at)).cloned();
    match which {
        0..=2 => drop(typed(draft, revenue(2022 + i32::from(*at)), text)),
        3 => draft.apply(Action::AddItem { list }),
        4 => item.into_iter().for_each(|item| draft.apply(Action::RemoveItem { list, item })),
        5 => draft.apply(Action::RestoreItem),
        6 | 7 => drop(item.map(|item| typed(draft, Place::Field { list, item, field }, text))),
        8 => drop(typed(draft, Place::FilingDate { tier }, text)),
        12 => draft.apply(Action::Rename(text.clone())),
        13 => {
            let chosen = Evidence { files: Vec::new(), note: text.clone() };
            draft.apply(Action::SetEvidence { material: format!("audit-report.202{at}"), chosen });
        }
        14 => {
            let days = ["2024-05-10", "2025-06-01", "2026-04-30", "2026-09-18"];
            let day = days[usize::from(*at)];
            let event = format!(
                r#"{{"title":"t","kind":"recognised","on":"{day}","tier":"innovative","note":{}}}"#,
                json::Json::from(text.as_str()).pretty()
            );
            draft.apply(Action::AddEvent(json::read(&event).unwrap()));
        }
        15 => {
            let was = draft.events().get(usize::from(*at)).cloned();
            let becomes = (text.len() > 4).then(|| json::Json::from(text.as_str()));
            draft.apply(Action::ChangeEvent {
                at: usize::from(*at),
                was: was.unwrap_or(json::Json::Null),
                becomes,
            });
        }
        9 => draft.apply(Action::SetRoute { tier, route: Some(Route::Review) }),
        10 => draft.apply(Action::SetComplete { list, is_complete: *at > 1 }),
        _ => draft.apply(Action::ForgetList { list }),
    }
}

#[test]
fn a_name_an_archive_and_evidence_are_members_that_schema_1_gained() {
    let envelope = decode(V1_EVIDENCE, catalog()).unwrap();
    let draft = &envelope.draft;
    assert_eq!((draft.name(), draft.is_archived(), draft.unknown()), ("2026 年第二次尝试", true, 0));
    let audit = draft.evidence().get("audit-report.2025").unwrap();
    assert_eq!((audit.files[0].name.as_str(), audit.files[0].bytes), ("审计报告-2025.pdf", 6_501_171));
    assert_eq!((audit.note.as_str(), draft.evidence().len()), ("第 12 页", 2));
    assert_eq!(encode(&envelope, catalog()), V1_EVIDENCE);
}

#[test]
fn evidence_that_cannot_be_read_is_kept_as_it_is() {
    let odd = V1_EVIDENCE.replace("6501171", "-1");
    let envelope = decode(&odd, catalog()).unwrap();
    assert_eq!((envelope.draft.evidence().len(), envelope.draft.unknown()), (1, 1));
    let again = json::read(&encode(&envelope, catalog())).unwrap();
    let bytes = |json: &json::Json| json.get("body")?.get("evidence")?.get("audit-report.2025").cloned();
    assert_eq!(bytes(&again), bytes(&json::read(&odd).unwrap()));
    assert!(bytes(&again).is_some());
}

#[test]
fn evidence_is_chosen_and_taken_back() {
    let mut draft = Draft::default();
    let material = || "business-licence".to_owned();
    let chosen = Evidence { files: Vec::new(), note: "向档案室借".to_owned() };
    draft.apply(Action::SetEvidence { material: material(), chosen });
    assert_eq!((draft.evidence().len(), draft.is_empty()), (1, false));
    draft.apply(Action::SetEvidence { material: material(), chosen: Evidence::default() });
    assert_eq!((draft.evidence().len(), draft.is_empty()), (0, true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_store_gives_back(actions in proptest::collection::vec(action(), 0..60)) {
        let mut draft = Draft::default();
        for it in &actions {
            perform(&mut draft, it);
        }
        let again = stored(&draft);
        prop_assert_eq!(again.document(), draft.document());
        prop_assert_eq!((again.edits(), again.unknown()), (draft.edits(), 0));
        let texts = |draft: &Draft| draft.raws().map(|(_, raw)| raw.clone()).collect::<Vec<_>>();
        prop_assert_eq!(texts(&again), texts(&draft));
        prop_assert_eq!(stored(&again), again);
    }

    #[test]
    fn an_imported_document_is_exported_the_same(document in documents()) {
        let mut draft = Draft::default();
        draft.apply(Action::Replace(Box::new(Draft::of(document.clone()))));
        prop_assert_eq!(stored(&draft).document(), document);
    }

    #[test]
    fn a_damaged_record_never_stumbles(at in any::<prop::sample::Index>(), put in "\\PC{0,4}") {
        let mut text = later();
        let mut at = at.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &put);
        if let Ok(envelope) = decode(&text, catalog()) {
            // Whatever is still a draft is written back with every member it had.
            let written = json::read(&encode(&envelope, catalog())).unwrap();
            let before = json::read(&text).unwrap();
            let body = |json: &json::Json| json.get("body").and_then(json::Json::members).map(<[_]>::len);
            prop_assert!(body(&written) >= body(&before));
        }
    }
}
