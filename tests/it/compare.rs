//! What a change of the law changes for an enterprise: the same figures and the same filing under two laws.
//!
//! Expected values come from the texts (63号文 and 2号文 with their annexes), worked out by hand.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};
use tidu::assess::{
    self, Beside, Comparison, Filing, Outcome, Row, Rule, Shift, Stands, Truth, Verdict, compare,
};
use tidu::document;
use tidu::facts::Facts;
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Route, Turn};
use tidu::units::Date;

use crate::properties::{self, enterprises};

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

fn filing(route: Route, day: &str) -> Filing {
    Filing { route, as_of: Date::parse(day).unwrap() }
}

fn read(facts: &properties::Facts) -> Facts {
    let document = json!({ "format": "tidu-facts", "version": 1, "facts": facts });
    document::read(&document.to_string(), catalog()).unwrap().facts
}

/// A base document of the worked cases with some answers changed, a year of a fact as `fact@2025`.
fn base(name: &str, changes: &[(&str, Json)]) -> Facts {
    let path = format!("{}/tests/cases/base/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let document: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut facts = document["facts"].as_object().cloned().unwrap();
    for (fact, value) in changes {
        match fact.split_once('@') {
            Some((fact, year)) => facts[fact][year] = value.clone(),
            None => drop(facts.insert((*fact).to_owned(), value.clone())),
        }
    }
    read(&facts)
}

fn new(tier: &str, day: &str, facts: &Facts) -> Comparison<'static> {
    compare(catalog(), tier, facts, filing(Route::New, day)).unwrap()
}

/// Both files of the standard, and the version of the national common conditions on each side.
fn files<'c>(of: &'c Comparison<'static>) -> [&'c str; 4] {
    let version = |id: &'static str| id.trim_start_matches("national/");
    let [older, newer] = [&of.older, &of.newer];
    [older.standard, older.includes[0], newer.standard, newer.includes[0]].map(|file| version(&file.id))
}

fn word(row: &Row<'_, '_>) -> &'static str {
    match row {
        Row::Added(_) => "added",
        Row::Dropped(_) => "dropped",
        Row::Kept { turn, .. } => match turn {
            Turn::Same => "same",
            Turn::Stricter => "stricter",
            Turn::Looser => "looser",
            Turn::Changed => "changed",
            Turn::MadeHard => "made hard",
            Turn::MadeScored => "made scored",
        },
    }
}

/// What became of every rule that is not the same: id and word.
fn turns(of: &Comparison<'static>) -> Vec<(String, &'static str)> {
    let rows = of.rows(catalog());
    let told = rows.iter().filter(|row| word(row) != "same");
    told.map(|row| (row.rule().id().to_owned(), word(row))).collect()
}

#[track_caller]
fn check_turns(of: &Comparison<'static>, expected: &[(&str, &str)]) {
    let found = turns(of);
    let found: Vec<(&str, &str)> = found.iter().map(|(id, word)| (id.as_str(), *word)).collect();
    assert_eq!(found, expected);
}

/// Whether a rule of the standard itself stands, under the older and the newer law.
fn standing(of: &Comparison<'static>, id: &str) -> [Option<Truth>; 2] {
    let rows = of.rows(catalog());
    let mut own = rows.iter().filter(|row| !row.rule().file.id.contains("/common/"));
    let row = own.find(|row| row.rule().id() == id).unwrap();
    [row.older(), row.newer()].map(|rule| rule.and_then(Rule::standing))
}

const MET: Option<Truth> = Some(Truth::Met);
const UNMET: Option<Truth> = Some(Truth::Unmet);

/// What 2号文 art. 11 changed in the common conditions, in the order of the newer text.
const COMMON: [(&str, &str); 5] = [
    ("legal-person", "looser"),
    ("no-major-violation", "changed"),
    ("no-safety-accident", "stricter"),
    ("no-industry-breach", "added"),
    ("truthful-filing", "added"),
];

#[test]
fn the_last_turn_of_the_law_of_a_tier_says_what_is_compared() {
    let facts = Facts::default();
    let check = |tier: &str, route, day: &str, beside, from: &str, expected: [&str; 4]| {
        let comparison = compare(catalog(), tier, &facts, filing(route, day)).unwrap();
        let told = (comparison.beside, comparison.from.to_string(), files(&comparison));
        assert_eq!(told, (beside, from.to_owned(), expected), "{tier} {route:?} {day}");
    };
    let (new, review) = (Route::New, Route::Review);
    let [old, since] = ["common/2022-08-01", "common/2026-04-01"];
    let specialized = ["specialized/2022-08-01", old, "specialized/2026-04-01", since];
    check("specialized", new, "2026-04-01", Beside::Earlier, "2026-04-01", specialized);
    check("specialized", new, "2030-12-31", Beside::Earlier, "2026-04-01", specialized);
    check("specialized", review, "2026-11-22", Beside::Earlier, "2026-04-01", specialized);
    // No law before the first one: compared with the next.
    check("specialized", new, "2026-03-31", Beside::Later, "2026-04-01", specialized);
    check("specialized", new, "2026-01-15", Beside::Later, "2026-04-01", specialized);
    check("specialized", new, "2022-08-01", Beside::Later, "2026-04-01", specialized);
    // The first tier keeps its annex: only the common conditions turned.
    let innovative = ["innovative/2022-08-01", old, "innovative/2022-08-01", since];
    check("innovative", new, "2026-11-22", Beside::Earlier, "2026-04-01", innovative);
    check("innovative", review, "2026-01-15", Beside::Later, "2026-04-01", innovative);
    // The review of the third tier turns twice: common conditions in 2026, the annex in 2027.
    let little_giant = ["little-giant/2022-08-01", old, "little-giant/2022-08-01", since];
    check("little-giant", review, "2026-11-22", Beside::Earlier, "2026-04-01", little_giant);
    check("little-giant", review, "2025-05-20", Beside::Later, "2026-04-01", little_giant);
    let little_giant = ["little-giant/2022-08-01", since, "little-giant/2026-04-01", since];
    check("little-giant", review, "2027-06-01", Beside::Earlier, "2027-01-01", little_giant);
    let little_giant = ["little-giant/2022-08-01", old, "little-giant/2026-04-01", since];
    check("little-giant", new, "2026-11-22", Beside::Earlier, "2026-04-01", little_giant);
}

#[test]
fn where_no_law_is_in_force_nothing_is_compared() {
    let of = |tier| compare(catalog(), tier, &Facts::default(), filing(Route::New, "2022-07-31"));
    for tier in ["innovative", "specialized", "little-giant", "no-such-tier"] {
        assert!(of(tier).is_none(), "{tier}");
    }
}

#[test]
fn the_second_tier_lost_its_score_and_gained_hard_conditions() {
    let comparison = new("specialized", "2026-11-22", &base("specialized", &[]));
    let own = [
        ("prior-title", "looser"), // 科技型 counts since 2026
        ("niche-years", "stricter"),
        ("revenue-floor", "stricter"),
        ("main-revenue-share", "made hard"),
        ("debt-ratio", "made hard"),
        ("rd-amount", "stricter"), // each of two years
        ("rd-ratio", "stricter"),
        ("ip-class1-count", "added"),
        ("ip-applied", "added"),
        ("market-share", "added"),
        ("market-fame", "added"),
        ("platform-score", "added"),
        ("ex-sci-award", "added"),
        ("ex-rd-institution", "added"),
    ];
    let gone = [
        "no-tax-evasion",
        "ft-sci-award",
        "ft-rd-mean-2y",
        "ft-equity",
        "ft-maker-cup",
        "score-pass",
        "main-growth-2y",
        "niche-years-score",
        "product-field",
        "digital-level",
        "quality-level",
        "net-margin",
        "local-feature",
        "ip-level",
        "rd-investment",
        "rd-staff-ratio",
        "rd-institution-level",
    ];
    let expected: Vec<_> = COMMON.into_iter().chain(own).chain(gone.map(|id| (id, "dropped"))).collect();
    check_turns(&comparison, &expected);
}

#[test]
fn the_first_tier_has_other_common_conditions_only() {
    let comparison = new("innovative", "2026-11-22", &base("innovative", &[]));
    assert!(comparison.is_same_standard());
    let gone = [("no-tax-evasion", "dropped")];
    check_turns(&comparison, &COMMON.into_iter().chain(gone).collect::<Vec<_>>());
}

#[test]
fn the_third_tier_compares_by_aspect() {
    let comparison = new("little-giant", "2026-11-22", &base("all-tiers", &[]));
    let own = [
        ("revenue-floor", "added"),
        ("main-revenue-share", "stricter"), // 70 %, now 90 %
        ("revenue-cagr-2y", "added"),
        ("debt-ratio", "looser"), // 70 %, now 75 %
        ("rd-amount", "added"),
        ("rd-ratio", "added"),
        ("ip-class1-count", "stricter"), // 2 of them, now 4, none transferred in
        ("ip-applied", "stricter"),
        ("market-share", "looser"), // or international, or among the first three
        ("product-field", "changed"),
        ("platform-score", "added"),
        ("guard-2026-champion", "added"),
        ("guard-2026-control", "added"),
        ("guard-2026-same-group", "added"),
        ("ex-sci-award", "added"),
    ];
    let gone = [
        "no-tax-evasion",
        "long-focus",
        "main-growth-2y",
        "governance",
        "tech-leading",
        "digital-green",
        "info-system",
        "mgmt-or-product-cert",
        "unique-advantage",
        "own-brand",
        "chain-role",
        "rd-intensity",
        "rd-institution",
        "ft-sci-award",
        "ft-maker-cup",
    ];
    let expected: Vec<_> = COMMON.into_iter().chain(own).chain(gone.map(|id| (id, "dropped"))).collect();
    check_turns(&comparison, &expected);
}

#[test]
fn a_review_in_2027_compares_the_annexes_under_one_set_of_common_conditions() {
    let facts = base("all-tiers-2027", &[]);
    let comparison = compare(catalog(), "little-giant", &facts, filing(Route::Review, "2027-06-01")).unwrap();
    let found = turns(&comparison);
    let word = |id: &str| found.iter().find(|(it, _)| it == id).map(|(_, word)| *word);
    assert_eq!(word("truthful-filing"), None);
    assert_eq!(word("prior-title"), None); // of new filings only
    assert_eq!(word("renewal"), None); // the same on both sides
    assert_eq!(word("revenue-cagr-2y"), None); // of new filings only
    assert_eq!(word("main-growth-2y"), Some("dropped"));
    assert_eq!(word("platform-score"), Some("added"));
}

#[test]
fn the_same_revenue_passes_the_floor_of_2022_and_not_that_of_2026() {
    let changes = [("revenue@2025", json!("1200")), ("rd-expense@2025", json!("110"))];
    let comparison = new("specialized", "2026-11-22", &base("specialized", &changes));
    assert_eq!(standing(&comparison, "revenue-floor"), [MET, UNMET]); // 1000, now 1500
    assert_eq!(standing(&comparison, "rd-ratio"), [MET, MET]); // 9.17 %; 110 of 1800: 6.11 %
    let changes = [("revenue@2025", json!("1500"))];
    let comparison = new("specialized", "2026-11-22", &base("specialized", &changes));
    assert_eq!(standing(&comparison, "revenue-floor"), [MET, MET]);
}

#[test]
fn the_last_year_stays_the_last_year() {
    // Under the 2022 annex only last year counts, which is 2025 on both sides and not 2024.
    let changes = [("rd-expense@2024", json!("60")), ("rd-expense@2025", json!("180"))];
    let comparison = new("specialized", "2026-11-22", &base("specialized", &changes));
    assert_eq!(standing(&comparison, "rd-amount"), [MET, UNMET]); // boundary case 13
    assert_eq!(comparison.older.filing, comparison.newer.filing);
}

#[test]
fn class_one_transferred_in_counts_in_2022_and_not_in_2026() {
    let item = json!({ "kind": "invention-patent", "in-force": true, "granted-on": "2021-03-12",
        "acquisition": "transferred", "transferred-on": "2023-05-18", "related": true, "applied": true,
        "holder-rank": 1, "overseas-family": false, "pledge-financing": { "judgement": false },
        "national-award": false });
    let list = json!({ "complete": true, "items": vec![item; 4] });
    let comparison = new("little-giant", "2026-11-22", &base("all-tiers", &[("ip-items", list.clone())]));
    assert_eq!(standing(&comparison, "ip-class1-count"), [MET, UNMET]);
    let comparison = new("specialized", "2026-11-22", &base("specialized", &[("ip-items", list)]));
    let rows = comparison.rows(catalog());
    let points = rows.iter().filter_map(|row| match row.older()?.stands {
        Stands::Points(it) => Some((it.indicator.id.as_str(), it.points.lo(), it.points.hi())),
        Stands::Condition(_) | Stands::Relief(_) | Stands::Total(..) | Stands::Floor(..) => None,
    });
    let points = points.collect::<Vec<_>>();
    assert!(points.contains(&("ip-level", 6, 6))); // class I, not self-developed: C
    assert_eq!(standing(&comparison, "ip-class1-count"), [None, UNMET]);
}

#[test]
fn a_line_is_replaced_by_a_fast_track_and_its_points_stay() {
    let facts = base(
        "specialized-2022",
        &[
            (
                "awards",
                json!({ "complete": true, "items": [{ "level": "national", "rank": 5, "date": "2025-01-01" }] }),
            ),
            ("local-feature-points", json!("0")),
            ("digital-level", json!("1")),
            ("net-profit@2025", json!("0")),
        ],
    );
    let comparison = new("specialized", "2026-11-22", &facts);
    assert_eq!(standing(&comparison, "ft-sci-award"), [MET, None]);
    assert_eq!(standing(&comparison, "score-pass"), [MET, None]);
    let scored = comparison.older.score.as_ref().unwrap();
    assert_eq!((scored.total, comparison.older.score_standing), (Truth::Unmet, Truth::Met));
}

#[test]
fn what_changed_is_counted_over_hard_conditions() {
    let changes = [("revenue@2025", json!("1200")), ("main-revenue@2025", json!("1100"))];
    let mut comparison = new("specialized", "2026-11-22", &base("specialized", &changes));
    let shift = Shift::of(&comparison.rows(catalog()));
    // Lost: the revenue floor. New: truthful filing, two of intellectual property, two of the market, the platform's
    // score; made hard: main revenue share, debt ratio. Gone: the score.
    let expected = Shift { lost: 1, added: 6, made_hard: 2, dropped: 1, ..Shift::default() };
    assert_eq!(shift, expected);
    comparison = new("innovative", "2026-11-22", &base("innovative", &[("truthful-filing", json!(false))]));
    let shift = Shift::of(&comparison.rows(catalog()));
    assert_eq!(shift, Shift { added: 1, new_unmet: 1, ..Shift::default() });
    assert_eq!((comparison.older.verdict, comparison.newer.verdict), (Verdict::Meets, Verdict::FallsShort));
}

/// Choice 27: 科技型 is a title of the first tier from 2026 only. R&D is asked of last year in 2022, of both in 2026.
#[test]
fn what_is_gained_and_what_opens_again_is_counted_too() {
    let titles = json!({"complete": true, "items": [{"tier": "tech-sme", "recognised-on": "2026-06-01", "valid-until": "2026-12-31"}]});
    let changes = [("titles", titles), ("rd-expense", json!({"2025": "100"}))];
    let comparison = new("specialized", "2026-11-22", &base("specialized", &changes));
    let shift = Shift::of(&comparison.rows(catalog()));
    let expected = Shift { gained: 1, reopened: 2, added: 6, made_hard: 2, dropped: 1, ..Shift::default() };
    assert_eq!(shift, expected);
}

/// File and id of every hard condition, part and guard.
fn conditions(of: &assess::Assessment<'_>) -> Vec<(String, String)> {
    let mut ids: Vec<_> = of.criteria.iter().map(|it| (it.from.id.to_string(), it.id.to_owned())).collect();
    ids.sort();
    ids
}

/// The same of one side of the rows.
fn listed<'r>(rules: impl Iterator<Item = &'r Rule<'r, 'static>>) -> Vec<(String, String)> {
    let conditions = rules.filter(|rule| matches!(rule.stands, Stands::Condition(_)));
    let mut ids: Vec<_> = conditions.map(|rule| (rule.file.id.to_string(), rule.id().to_owned())).collect();
    ids.sort();
    ids
}

/// The truth of the rule itself, without what relieves it.
fn truth(rule: &Rule<'_, '_>) -> Option<Truth> {
    match rule.stands {
        Stands::Condition(judged) => Some(judged.reason.truth),
        Stands::Relief(relieved) => Some(relieved.reason.truth),
        Stands::Total(..) | Stands::Floor(..) | Stands::Points(_) => None,
    }
}

const DAYS: [&str; 7] =
    ["2022-08-01", "2025-05-20", "2026-01-15", "2026-04-01", "2026-11-22", "2026-12-31", "2027-06-01"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_condition_of_both_laws_is_in_exactly_one_row(
        facts in enterprises(), day in select(DAYS.to_vec()), route in select(vec![Route::New, Route::Review]),
        tier in select(vec!["innovative", "specialized", "little-giant"]),
    ) {
        let (facts, filing) = (read(&facts), filing(route, day));
        let comparison = compare(catalog(), tier, &facts, filing).unwrap();
        let rows = comparison.rows(catalog());
        prop_assert_eq!(listed(rows.iter().filter_map(Row::older)), conditions(&comparison.older));
        prop_assert_eq!(listed(rows.iter().filter_map(Row::newer)), conditions(&comparison.newer));
        let Outcome::Assessed(now) = assess::assess_tier(catalog(), tier, &facts, filing) else {
            return Err(TestCaseError::fail("the law of the day is held"));
        };
        let compared = match comparison.beside {
            Beside::Earlier => &comparison.newer,
            Beside::Later => &comparison.older,
        };
        prop_assert_eq!(format!("{now:?}"), format!("{compared:?}"));
    }

    #[test]
    fn what_is_called_stricter_or_looser_is_so_for_every_enterprise(
        facts in enterprises(), route in select(vec![Route::New, Route::Review]),
        tier in select(vec!["innovative", "specialized", "little-giant"]), day in select(DAYS.to_vec()),
    ) {
        let comparison = compare(catalog(), tier, &read(&facts), filing(route, day)).unwrap();
        for row in comparison.rows(catalog()) {
            let Row::Kept { older, newer, turn } = row else { continue };
            let truths = (truth(&older), truth(&newer));
            let id = older.id();
            match turn {
                Turn::Same => prop_assert_eq!(truths.0, truths.1, "{}", id),
                Turn::Stricter => prop_assert_ne!(truths, (UNMET, MET), "{}", id),
                Turn::Looser => prop_assert_ne!(truths, (MET, UNMET), "{}", id),
                Turn::Changed | Turn::MadeHard | Turn::MadeScored => {}
            }
        }
    }
}

/// What is read of the row of a rule, of the standard itself or of the common conditions of the nation.
fn of_row<T>(of: &Comparison<'static>, id: &str, read: impl FnOnce(&Row<'_, '_>) -> T) -> T {
    let rows = of.rows(catalog());
    let mut own = rows.iter().filter(|row| !row.rule().file.id.starts_with("local/"));
    read(own.find(|row| row.rule().id() == id).unwrap())
}

/// Annex 1 of 63号文: a self-developed patent 15, R&D 100 of 2000 (5 %) 20, growth from 1500 to 1800 (20 %) 20,
/// liabilities 1500 of 3000 (50 %) 10, a strategic field 10, main revenue 1800 of 2000 (90 %) 20: 95 points.
#[test]
fn a_row_tells_points_and_whether_anything_differs() {
    let facts = base("innovative", &[]);
    let it = new("innovative", "2026-11-22", &facts);
    assert!(it.is_same_standard());
    let points =
        |id: &str| of_row(&it, id, |row| [row.older(), row.newer()].map(|rule| rule.and_then(Rule::points)));
    assert_eq!(points("debt-ratio"), [Some((10, 10)); 2]);
    assert_eq!(points("total-score"), [Some((95, 95)); 2]);
    assert_eq!(points("grp-growth"), [Some((30, 30)); 2]);
    assert_eq!(points("legal-person"), [None; 2]);
    let differs = |id: &str| of_row(&it, id, |row: &Row<'_, '_>| row.differs());
    // The same words and the same figures; a looser condition that is met either way; a new one.
    assert!(!differs("debt-ratio") && !differs("total-score"));
    assert!(differs("legal-person") && differs("truthful-filing"));
    assert!(!new("specialized", "2026-11-22", &facts).is_same_standard());
}

/// Decision 45: market position has no number and is for a person; years in the niche are only unanswered.
#[test]
fn a_row_tells_where_a_person_must_judge() {
    let held = |facts: &Facts, id: &str| {
        let it = new("specialized", "2026-11-22", facts);
        of_row(&it, id, |row| row.newer().map(Rule::is_held))
    };
    assert_eq!(held(&Facts::default(), "market-share"), Some(true));
    assert_eq!(held(&Facts::default(), "niche-years"), Some(false));
    assert_eq!(held(&base("specialized", &[]), "market-share"), Some(false));
}

/// The same rule comes out otherwise where something else stands for it under one of the laws. Annex 1 of 63号文, item 4:
/// 1500 of 3000 (50 %) is 10 points, 1800 (60 %) is 5.
#[test]
fn the_same_rule_with_another_result_differs() {
    let with = |debts: &str| {
        let facts = base("innovative", &[("total-liabilities@2025", json!(debts))]);
        new("innovative", "2026-11-22", &facts)
    };
    let (one, other) = (with("1500"), with("1800"));
    let (ones, others) = (one.rows(catalog()), other.rows(catalog()));
    let rule = |rows: &[Row<'_, 'static>]| {
        let row = rows.iter().position(|row| row.rule().id() == "debt-ratio");
        row.unwrap()
    };
    let (older, newer) = (*ones[rule(&ones)].rule(), *others[rule(&others)].rule());
    assert!(Row::Kept { older, newer, turn: Turn::Same }.differs());
    assert!(!Row::Kept { older, newer: older, turn: Turn::Same }.differs());
}
