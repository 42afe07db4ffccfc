//! The public JSON of facts: what is read, what is refused and where, and that writing loses nothing.

use proptest::prelude::*;
use tidu::document::{Document, Expected, Fault, FaultKind, Filings, TierFiling, facts_schema, read, write};
use tidu::domain::DomainFault;
use tidu::facts::{FactKey, Facts, Item, List, Stated, Value};
use tidu::industry_code::IndustryFault;
use tidu::json::JsonFault;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Choice, Fact, Kind, Route};
use tidu::units::{Date, Decimal, DecimalFault};

fn of_facts(facts: &str) -> String {
    format!(r#"{{"format":"tidu-facts","version":1,"facts":{facts}}}"#)
}

fn read_text(text: &str) -> Result<Document, Fault> {
    read(text, Catalog::embedded())
}

/// The place and the reason of the refusal.
fn refused(text: &str) -> (String, FaultKind) {
    let fault = read_text(text).expect_err(text);
    (fault.place, fault.why)
}

fn check(facts: &str, place: &str, why: FaultKind) {
    assert_eq!(refused(&of_facts(facts)), (place.to_owned(), why), "{facts}");
}

const STATED: &str = r#"{
  "format": "tidu-facts",
  "version": 1,
  "filing": {
    "date": "2026-09-18",
    "route": "new",
    "tiers": {
      "innovative": {
        "route": "review"
      },
      "little-giant": {
        "date": "2027-05-01"
      }
    }
  },
  "facts": {
    "enterprise-name": "甲“乙”\n丙",
    "industry-code": "C3073",
    "revenue": {
      "2023": {
        "not-applicable": true
      },
      "2024": "2118",
      "2025": "2436.4"
    },
    "net-profit": {
      "2025": "-0.000001"
    },
    "employees": {
      "2025": 68
    },
    "niche-since": "2016-11-08",
    "market-position": {
      "judgement": true,
      "note": "前三"
    },
    "well-known": {
      "judgement": false
    },
    "awards": {
      "complete": true,
      "items": [
        {
          "level": "provincial",
          "rank": 2,
          "date": "2024-03-01"
        },
        {}
      ]
    },
    "contests": {
      "complete": false,
      "items": []
    },
    "abnormal-list": false
  }
}
"#;

#[test]
fn a_document_is_written_as_it_was_read() {
    let document = read_text(STATED).unwrap();
    assert_eq!(write(&document, Catalog::embedded()), STATED);
}

#[test]
fn the_filing_of_a_tier_falls_back_to_all_and_then_to_today() {
    let today = Date::parse("2026-11-22").unwrap();
    let filing = read_text(STATED).unwrap().filing;
    let of = |filing: &Filings, tier| (filing.route_for(tier), filing.date_for(tier, today).to_string());
    assert_eq!(of(&filing, "innovative"), (Route::Review, "2026-09-18".to_owned()));
    assert_eq!(of(&filing, "specialized"), (Route::New, "2026-09-18".to_owned()));
    assert_eq!(of(&filing, "little-giant"), (Route::New, "2027-05-01".to_owned()));
    assert_eq!(of(&Filings::default(), "specialized"), (Route::New, "2026-11-22".to_owned()));
}

#[test]
fn a_package_states_facts_beside_members_of_its_own() {
    let text = STATED.replace("tidu-facts", "tidu-package").replacen('{', r#"{"evidence":[{"id":1}],"#, 1);
    assert_eq!(read_text(&text), read_text(STATED));
    let twice = text.replacen("\"id\":1", "\"id\":1,\"id\":2", 1);
    assert_eq!(refused(&twice), ("evidence[0].id".to_owned(), FaultKind::Json(JsonFault::Twice)));
}

#[test]
fn the_heading_says_which_format_it_is() {
    let why = |text: &str| refused(text);
    let at = |place: &str, why| (place.to_owned(), why);
    assert_eq!(why("[]"), at("", FaultKind::WrongType(Expected::Object)));
    assert_eq!(why("{}"), at("format", FaultKind::Missing));
    assert_eq!(why(r#"{"format":1}"#), at("format", FaultKind::WrongType(Expected::Text)));
    assert_eq!(why(r#"{"format":"facts"}"#), at("format", FaultKind::OtherFormat));
    let of_version = |version: &str| why(&format!(r#"{{"format":"tidu-facts","version":{version}}}"#));
    assert_eq!(why(r#"{"format":"tidu-facts"}"#), at("version", FaultKind::Missing));
    assert_eq!(of_version("\"1\""), at("version", FaultKind::WrongType(Expected::Integer)));
    assert_eq!(of_version("2"), at("version", FaultKind::LaterVersion(2)));
    assert_eq!(of_version("0"), at("version", FaultKind::OtherFormat));
    assert_eq!(of_version("1"), at("facts", FaultKind::Missing));
    let further = r#"{"format":"tidu-facts","version":1,"facts":{},"fact":{}}"#;
    assert_eq!(why(further), at("fact", FaultKind::UnknownMember));
}

#[test]
fn what_is_no_json_is_refused_by_line_and_column() {
    let not_json = JsonFault::NotJson { line: 2, column: 7, is_cut_short: false };
    assert_eq!(refused("{\n\"a\":1,}"), (String::new(), FaultKind::Json(not_json)));
}

#[test]
fn unknown_names_are_refused_where_they_stand() {
    check(r#"{"revenues":{}}"#, "facts.revenues", FaultKind::UnknownFact);
    check(r#"{"revenue":{},"Revenue":{}}"#, "facts.Revenue", FaultKind::UnknownFact);
}

#[test]
fn every_value_has_a_type_and_a_domain() {
    let wrong = FaultKind::WrongType;
    let outside = FaultKind::Domain;
    for (facts, place, why) in [
        (r#"{"legal-person":"yes"}"#, "legal-person", wrong(Expected::Bool)),
        (r#"{"legal-person":null}"#, "legal-person", wrong(Expected::Bool)),
        (r#"{"legal-person":{"not-applicable":true}}"#, "legal-person", FaultKind::NeverNotApplicable),
        (r#"{"revenue":"1"}"#, "revenue", wrong(Expected::Years)),
        (r#"{"revenue":{"FY-1":"1"}}"#, "revenue.FY-1", FaultKind::NoYear),
        (r#"{"revenue":{"02025":"1"}}"#, "revenue.02025", FaultKind::NoYear),
        (r#"{"revenue":{"1899":"1"}}"#, "revenue.1899", FaultKind::NoYear),
        (r#"{"revenue":{"+202":"1"}}"#, "revenue.+202", FaultKind::NoYear),
        (r#"{"revenue":{"2025":2436}}"#, "revenue.2025", wrong(Expected::DecimalText)),
        (r#"{"revenue":{"2025":2436.4}}"#, "revenue.2025", FaultKind::Json(JsonFault::NotWhole)),
        (r#"{"revenue":{"2025":"1","2025":"1"}}"#, "revenue.2025", FaultKind::Json(JsonFault::Twice)),
        (r#"{"revenue":{"2025":"-1"}}"#, "revenue.2025", outside(DomainFault::Negative)),
        (r#"{"revenue":{"2025":"0.0000001"}}"#, "revenue.2025", FaultKind::Decimal(DecimalFault::TooPrecise)),
        (r#"{"revenue":{"2025":"1,000"}}"#, "revenue.2025", FaultKind::Decimal(DecimalFault::NotANumber)),
        (r#"{"revenue":{"2025":"1000000000"}}"#, "revenue.2025", FaultKind::Decimal(DecimalFault::TooLarge)),
        (r#"{"revenue":{"2025":{"not-applicable":false}}}"#, "revenue.2025", wrong(Expected::NotApplicable)),
        (
            r#"{"revenue":{"2025":{"not-applicable":true,"x":1}}}"#,
            "revenue.2025",
            wrong(Expected::NotApplicable),
        ),
        (
            r#"{"net-profit":{"2025":{"not-applicable":true}}}"#,
            "net-profit.2025",
            FaultKind::NeverNotApplicable,
        ),
        (r#"{"employees":{"2025":"68"}}"#, "employees.2025", wrong(Expected::Integer)),
        (r#"{"employees":{"2025":-1}}"#, "employees.2025", outside(DomainFault::Negative)),
        (r#"{"employees":{"2025":1000000000}}"#, "employees.2025", FaultKind::TooLarge),
        (
            r#"{"market-rank-domestic":{"2025":0}}"#,
            "market-rank-domestic.2025",
            outside(DomainFault::BelowLeast(1)),
        ),
        (r#"{"local-feature-points":"15.5"}"#, "local-feature-points", outside(DomainFault::NotWhole)),
        (r#"{"local-feature-points":"16"}"#, "local-feature-points", outside(DomainFault::AboveMost(15))),
        (r#"{"niche-since":"2025-02-30"}"#, "niche-since", FaultKind::NoDay),
        (r#"{"niche-since":20250228}"#, "niche-since", wrong(Expected::DayText)),
        (
            r#"{"industry-code":"3073"}"#,
            "industry-code",
            outside(DomainFault::Industry(IndustryFault::Shape)),
        ),
        (
            r#"{"industry-code":"D3073"}"#,
            "industry-code",
            outside(DomainFault::Industry(IndustryFault::OtherSection("C".to_owned()))),
        ),
        (r#"{"enterprise-name":" "}"#, "enterprise-name", outside(DomainFault::Empty)),
    ] {
        check(facts, &format!("facts.{place}"), why);
    }
}

#[test]
fn judgements_and_lists_have_a_shape() {
    let wrong = FaultKind::WrongType;
    let outside = FaultKind::Domain;
    for (facts, place, why) in [
        (r#"{"market-position":true}"#, "market-position", wrong(Expected::Judgement)),
        (r#"{"market-position":{}}"#, "market-position.judgement", FaultKind::Missing),
        (r#"{"market-position":{"judgement":1}}"#, "market-position.judgement", wrong(Expected::Bool)),
        (
            r#"{"market-position":{"judgement":true,"why":""}}"#,
            "market-position.why",
            FaultKind::UnknownMember,
        ),
        (r#"{"awards":[]}"#, "awards", wrong(Expected::List)),
        (r#"{"awards":{"items":[]}}"#, "awards.complete", FaultKind::Missing),
        (r#"{"awards":{"complete":true}}"#, "awards.items", FaultKind::Missing),
        (r#"{"awards":{"complete":1,"items":[]}}"#, "awards.complete", wrong(Expected::Bool)),
        (r#"{"awards":{"complete":true,"items":{}}}"#, "awards.items", wrong(Expected::Array)),
        (r#"{"awards":{"complete":true,"items":[],"n":0}}"#, "awards.n", FaultKind::UnknownMember),
        (r#"{"awards":{"complete":true,"items":[{},1]}}"#, "awards.items[1]", wrong(Expected::Object)),
        (
            r#"{"awards":{"complete":true,"items":[{"day":1}]}}"#,
            "awards.items[0].day",
            FaultKind::UnknownField,
        ),
        (
            r#"{"awards":{"complete":true,"items":[{"rank":0}]}}"#,
            "awards.items[0].rank",
            outside(DomainFault::BelowLeast(1)),
        ),
        (
            r#"{"awards":{"complete":true,"items":[{"date":"2025"}]}}"#,
            "awards.items[0].date",
            FaultKind::NoDay,
        ),
    ] {
        check(facts, &format!("facts.{place}"), why);
    }
}

#[test]
fn a_choice_is_refused_with_those_there_are() {
    let (place, why) = refused(&of_facts(r#"{"registered-place":"jingdezhen"}"#));
    let all = ["leping", "elsewhere-in-china", "abroad"].map(str::to_owned).to_vec();
    assert_eq!((place.as_str(), why), ("facts.registered-place", FaultKind::UnknownChoice(all)));
}

#[test]
fn the_filing_is_read_as_strictly() {
    for (filing, place, why) in [
        ("[]", "filing", FaultKind::WrongType(Expected::Object)),
        (r#"{"day":1}"#, "filing.day", FaultKind::UnknownMember),
        (r#"{"date":"2026-9-18"}"#, "filing.date", FaultKind::NoDay),
        (r#"{"tiers":{"giant":{}}}"#, "filing.tiers.giant", FaultKind::UnknownTier),
        (r#"{"tiers":{"innovative":{"on":1}}}"#, "filing.tiers.innovative.on", FaultKind::UnknownMember),
        (r#"{"tiers":{"innovative":[]}}"#, "filing.tiers.innovative", FaultKind::WrongType(Expected::Object)),
    ] {
        let text = format!(r#"{{"format":"tidu-facts","version":1,"facts":{{}},"filing":{filing}}}"#);
        assert_eq!(refused(&text), (place.to_owned(), why));
    }
    let text = r#"{"format":"tidu-facts","version":1,"facts":{},"filing":{"route":"renew"}}"#;
    let routes = vec!["new".to_owned(), "review".to_owned()];
    assert_eq!(refused(text), ("filing.route".to_owned(), FaultKind::UnknownChoice(routes)));
}

#[test]
fn texts_and_lists_have_an_end() {
    let long = format!(r#"{{"enterprise-name":"{}"}}"#, "企".repeat(2_001));
    check(&long, "facts.enterprise-name", FaultKind::Domain(DomainFault::TooManyChars));
    let note = format!(r#"{{"well-known":{{"judgement":true,"note":"{}"}}}}"#, "n".repeat(2_001));
    check(&note, "facts.well-known.note", FaultKind::Domain(DomainFault::TooManyChars));
    let list = |length: usize| {
        format!(r#"{{"awards":{{"complete":true,"items":[{}]}}}}"#, vec!["{}"; length].join(","))
    };
    assert!(read_text(&of_facts(&list(500))).is_ok());
    check(&list(501), "facts.awards.items", FaultKind::TooManyItems);
}

#[test]
fn a_list_that_is_not_applicable_would_be_complete_and_empty() {
    // No list of this vocabulary offers it; the answer is refused, not taken as something else.
    check(r#"{"awards":{"not-applicable":true}}"#, "facts.awards", FaultKind::NeverNotApplicable);
}

#[test]
fn the_schema_file_is_current() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/facts.schema.json");
    let held = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        held == facts_schema(Catalog::embedded()).pretty(),
        "docs/facts.schema.json is not of this vocabulary: run `cargo run -- policy --schema > docs/facts.schema.json`"
    );
}

fn by_schema(text: &str) -> bool {
    static VALIDATOR: std::sync::LazyLock<jsonschema::Validator> = std::sync::LazyLock::new(|| {
        let schema = serde_json::from_str(&facts_schema(Catalog::embedded()).pretty()).unwrap();
        jsonschema::draft202012::new(&schema).unwrap()
    });
    VALIDATOR.is_valid(&serde_json::from_str(text).unwrap())
}

#[test]
fn the_schema_knows_the_documents_that_are_read() {
    assert!(by_schema(STATED));
    for facts in [
        r#"{"revenues":{}}"#,
        r#"{"revenue":{"FY-1":"1"}}"#,
        r#"{"revenue":{"2025":2436.4}}"#,
        r#"{"revenue":{"2025":"-1"}}"#,
        r#"{"revenue":{"2025":"1000000000"}}"#,
        r#"{"revenue":{"2025":"0.0000001"}}"#,
        r#"{"net-profit":{"2025":{"not-applicable":true}}}"#,
        r#"{"employees":{"2025":"68"}}"#,
        r#"{"market-rank-domestic":{"2025":0}}"#,
        r#"{"local-feature-points":"16"}"#,
        r#"{"registered-place":"jingdezhen"}"#,
        r#"{"market-position":true}"#,
        r#"{"awards":{"items":[]}}"#,
        r#"{"awards":{"complete":true,"items":[{"day":1}]}}"#,
        r#"{"niche-since":"2025-13-01"}"#,
        r#"{"enterprise-name":" "}"#,
    ] {
        assert!(!by_schema(&of_facts(facts)), "{facts}");
        assert!(read_text(&of_facts(facts)).is_err(), "{facts}");
    }
    assert!(!by_schema(r#"{"format":"tidu-facts","version":1}"#));
    assert!(!by_schema(r#"{"format":"tidu-facts","version":1,"facts":{},"filing":{"tiers":{"giant":{}}}}"#));
}

fn number(kind: Kind, least: i64, most: i64, is_signed: bool, is_whole: bool) -> BoxedStrategy<Value> {
    const SCALE: i64 = 1_000_000;
    let is_whole = is_whole || kind == Kind::Count;
    let low = if is_signed { -most } else { least };
    let millionths = if is_whole {
        (low..=most).prop_map(|it| it * SCALE).boxed()
    } else {
        (low * SCALE..=most * SCALE).boxed()
    };
    millionths.prop_map(|it| Value::Number(Decimal::from_millionths(it).unwrap())).boxed()
}

fn day() -> impl Strategy<Value = Date> {
    (1900..2200, 1_u32..=12, 1_u32..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn value(
    kind: Kind,
    choices: &[Choice],
    least: i64,
    most: i64,
    signed: bool,
    whole: bool,
) -> BoxedStrategy<Value> {
    match kind {
        Kind::Money | Kind::Percent | Kind::Points | Kind::Count => number(kind, least, most, signed, whole),
        Kind::Date => day().prop_map(Value::Date).boxed(),
        Kind::YesNo => any::<bool>().prop_map(Value::Flag).boxed(),
        Kind::Judgement => {
            (any::<bool>(), ".{0,20}").prop_map(|(holds, note)| Value::Judgement { holds, note }).boxed()
        }
        Kind::Choice => {
            let keys: Vec<_> = choices.iter().map(Choice::key).collect();
            proptest::sample::select(keys).prop_map(Value::Choice).boxed()
        }
        Kind::IndustryCode => proptest::sample::select(vec!["A01", "C3073", "E4710", "T97"])
            .prop_map(|it| Value::Text(it.to_owned()))
            .boxed(),
        Kind::CreditCode | Kind::Text | Kind::List => "[^ ].{0,20}x".prop_map(Value::Text).boxed(),
    }
}

fn of_fact(fact: &'static Fact) -> BoxedStrategy<Value> {
    let (least, most) = (fact.least.unwrap_or(0), fact.most.unwrap_or(999_999_998));
    value(fact.kind, &fact.choice, least, most, fact.signed, fact.whole)
}

fn list(fact: &'static Fact) -> impl Strategy<Value = List> {
    let field = (0..fact.field.len()).prop_flat_map(move |at| {
        let field = &fact.field[at];
        let least = field.least.unwrap_or(0);
        value(field.kind, &field.choice, least, 999_999_998, false, false)
            .prop_map(move |it| (field.key(), it))
    });
    let item = proptest::collection::vec(field, 0..6).prop_map(|fields| {
        let mut item = Item::default();
        for (field, value) in fields {
            item.set(field, Some(value));
        }
        item
    });
    (any::<bool>(), proptest::collection::vec(item, 0..4))
        .prop_map(|(is_complete, items)| List { is_complete, items })
}

/// A change to make the facts state something about one fact.
fn statement() -> impl Strategy<Value = Facts> {
    let all: Vec<&'static Fact> = Catalog::embedded().groups().iter().flat_map(|it| &it.fact).collect();
    proptest::sample::select(all).prop_flat_map(|fact| {
        if fact.kind == Kind::List {
            return list(fact)
                .prop_map(|list| {
                    let mut facts = Facts::default();
                    facts.set_list(fact.key(), Some(list));
                    facts
                })
                .boxed();
        }
        let stated = (of_fact(fact), any::<bool>()).prop_map(|(value, is_value)| {
            if is_value || !fact.not_applicable { Stated::Value(value) } else { Stated::NotApplicable }
        });
        (stated, 1900..2200)
            .prop_map(|(stated, year)| {
                let mut facts = Facts::default();
                let key = FactKey { fact: fact.key(), year: (!fact.periods.is_empty()).then_some(year) };
                facts.set(key, Some(stated));
                facts
            })
            .boxed()
    })
}

pub fn facts() -> impl Strategy<Value = Facts> {
    proptest::collection::vec(statement(), 0..40).prop_map(|all| {
        let mut facts = Facts::default();
        for one in all {
            one.stated().for_each(|(key, stated)| facts.set(*key, Some(stated.clone())));
            one.lists().for_each(|(id, list)| facts.set_list(*id, Some(list.clone())));
        }
        facts
    })
}

pub fn filings() -> impl Strategy<Value = Filings> {
    let route = || proptest::option::of(proptest::sample::select(vec![Route::New, Route::Review]));
    let tier = proptest::sample::select(vec!["innovative", "specialized", "little-giant"]);
    let one = (proptest::option::of(day()), route()).prop_map(|(date, route)| TierFiling { date, route });
    let tiers = proptest::collection::btree_map(tier.prop_map(str::to_owned), one, 0..3);
    (proptest::option::of(day()), route(), tiers).prop_map(|(date, route, tiers)| Filings {
        date,
        route,
        tiers: tiers.into_iter().collect(),
    })
}

pub fn documents() -> impl Strategy<Value = Document> {
    (facts(), filings()).prop_map(|(facts, filing)| Document { facts, filing })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_stated_reads_back_the_same(document in documents()) {
        let text = write(&document, Catalog::embedded());
        prop_assert!(by_schema(&text), "{}", text);
        prop_assert_eq!(read_text(&text), Ok(document));
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in "\\PC*") {
        prop_assert!(read_text(&text).is_err());
    }

    #[test]
    fn a_cut_or_changed_document_is_read_or_refused(document in documents(), at in any::<prop::sample::Index>(), put in "\\PC{0,3}") {
        let mut text = write(&document, Catalog::embedded());
        // Without the final line feed alone it is still whole.
        let mut at = at.index(text.trim_end().len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let cut = text[..at].to_owned();
        prop_assert!(read_text(&cut).is_err());
        text.insert_str(at, &put);
        let _either = read_text(&text);
    }
}

#[test]
fn a_place_is_told_even_in_a_hostile_document() {
    let key = "x".repeat(100_000);
    let (place, why) = refused(&of_facts(&format!(r#"{{"{key}":1}}"#)));
    assert_eq!((place.chars().count(), why), ("facts.".len() + 61, FaultKind::UnknownFact));
}
