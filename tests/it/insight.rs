//! What comes next, how far a figure is from a line, and what is otherwise elsewhere.
//!
//! Expected values come from the thresholds of the texts, worked out by hand on both sides of the edge; what is said
//! of every enterprise is assessed again by other means.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value as Json, json};
use tidu::assess::{
    self, Assessment, Filing, Open, Outcome, Rule, Shift, Stands, Truth, Verdict, assess_tier,
};
use tidu::command;
use tidu::document;
use tidu::domain::Domain;
use tidu::facts::{Answer, FactKey, Facts, Stated, Value};
use tidu::insight::{
    Amount, Changed, Distance, Figure, Flip, Margin, Side, Sort, Way, changed, margins, next, turn_word,
};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{FactId, FieldId, Route};
use tidu::report::Assessed;
use tidu::units::{Date, Decimal};

use crate::generated::{Dice, answer_as, asked, enterprise, is_answered};
use crate::properties::{self, enterprises};

const TIERS: [&str; 3] = ["innovative", "specialized", "little-giant"];

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

fn read(facts: &properties::Facts) -> Facts {
    let document = json!({ "format": "tidu-facts", "version": 1, "facts": facts });
    document::read(&document.to_string(), catalog()).unwrap().facts
}

/// A base document of the worked cases with some answers changed (`fact`, or a year of one as `fact@2025`) or, with
/// null, taken back.
fn base(name: &str, changes: &[(&str, Json)]) -> Facts {
    let path = format!("{}/tests/cases/base/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let document: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut facts = document["facts"].as_object().cloned().unwrap();
    for (fact, value) in changes {
        match fact.split_once('@') {
            Some((fact, year)) if value.is_null() => {
                drop(facts[fact].as_object_mut().unwrap().remove(year));
            }
            Some((fact, year)) => facts[fact][year] = value.clone(),
            None if value.is_null() => drop(facts.remove(*fact)),
            None => drop(facts.insert((*fact).to_owned(), value.clone())),
        }
    }
    read(&facts)
}

fn assessed(facts: &Facts, tiers: &[&'static str], route: Route, day: &str) -> Vec<Assessed<'static>> {
    let filing = Filing { route, as_of: Date::parse(day).unwrap() };
    let of =
        |tier: &&'static str| Assessed { tier, filing, outcome: assess_tier(catalog(), tier, facts, filing) };
    tiers.iter().map(of).collect()
}

fn assessment(one: Assessed<'static>) -> Assessment<'static> {
    match one.outcome {
        Outcome::Assessed(assessment) => *assessment,
        Outcome::NotInProgram(..) | Outcome::NotCovered => panic!("{} is assessed", one.tier),
    }
}

fn of_year(fact: &str, year: i32) -> Figure {
    Figure::Fact(FactKey::of_year(FactId::of(fact), year))
}

fn number(text: &str) -> Amount {
    Amount::Number(Decimal::parse(text).unwrap())
}

fn day(text: &str) -> Amount {
    Amount::Day(Date::parse(text).unwrap())
}

/// Where a rule, or "verdict" or "size", turns: the last amount that keeps it and the first that does not.
fn turn(all: &[Margin<'_>], figure: Figure, way: Way, what: &str) -> Option<(Amount, Amount)> {
    let is_it = |flip: &Flip<'_>| match flip {
        Flip::Verdict { .. } => what == "verdict",
        Flip::Size { .. } => what == "size",
        Flip::Rule(rule) => rule.id == what,
    };
    let mut found = all.iter().filter(|it| it.figure == figure && it.way == way);
    found.find(|it| it.flips.iter().any(is_it)).map(|it| (it.stays_at, it.turns_at))
}

/// The same for a base document of the worked cases in one tier.
#[track_caller]
fn check(of: &[Margin<'_>], figure: Figure, way: Way, what: &str, stays: &str, turns: &str) {
    let found = turn(of, figure, way, what);
    assert_eq!(found, Some((number(stays), number(turns))), "{figure:?} {way:?} {what}");
}

fn margins_of(facts: &Facts, tier: &'static str, day: &str) -> Vec<Margin<'static>> {
    margins(catalog(), facts, &assessed(facts, &[tier], Route::New, day))
}

/// Annex 1 of 63号文. R&D 100 of 2000 is 5 % exactly; liabilities 1500 of 3000 are 50 % of at most 55 %; growth from
/// 1500 to 1800 is 20 % of 15 %; main revenue 1800 of 2000 is 90 % of 70 %.
#[test]
fn bands_turn_at_the_last_unit_on_both_sides_of_a_fraction() {
    let of = margins_of(&base("innovative", &[]), "innovative", "2026-11-22");
    check(&of, of_year("rd-expense", 2025), Way::Less, "rd-ratio", "100", "99.999999");
    assert_eq!(turn(&of, of_year("rd-expense", 2025), Way::More, "rd-ratio"), None);
    check(&of, of_year("revenue", 2025), Way::More, "rd-ratio", "2000", "2000.000001");
    // 1800 / 0.7 = 2571.428571 4…
    check(&of, of_year("revenue", 2025), Way::More, "main-revenue-share", "2571.428571", "2571.428572");
    check(&of, of_year("total-liabilities", 2025), Way::More, "debt-ratio", "1650", "1650.000001");
    // 1500 / 0.55 = 2727.272727 2…
    check(&of, of_year("total-assets", 2025), Way::Less, "debt-ratio", "2727.272728", "2727.272727");
    check(&of, of_year("main-revenue", 2025), Way::Less, "main-growth-1y", "1725", "1724.999999");
    check(&of, of_year("main-revenue", 2025), Way::Less, "main-revenue-share", "1400", "1399.999999");
    // 1800 / 1.15 = 1565.217391 3…
    check(&of, of_year("main-revenue", 2024), Way::More, "main-growth-1y", "1565.217391", "1565.217392");
}

/// The same annex: 4 % is 15 points; 5 %, from 100 of 2000 on, 20; below 3 %, under 60, 10.
#[test]
fn a_band_up_and_a_band_down_say_what_they_bring() {
    let facts = base("innovative", &[("rd-expense@2025", json!("80"))]);
    let all = margins_of(&facts, "innovative", "2026-11-22");
    let points = |way: Way| {
        let of_figure = all.iter().filter(|it| it.figure == of_year("rd-expense", 2025) && it.way == way);
        let mut flips = of_figure.flat_map(|it| it.flips.iter().map(move |flip| (it, flip)));
        flips.find_map(|(it, flip)| match flip {
            Flip::Rule(rule) if rule.sort == Sort::Indicator => {
                Some((it.distance(), rule.from.points, rule.to.points, flip.is_gain()))
            }
            Flip::Rule(_) | Flip::Verdict { .. } | Flip::Size { .. } => None,
        })
    };
    let apart = |text: &str| Distance::Number(Decimal::parse(text).unwrap());
    assert_eq!(points(Way::More), Some((apart("20"), Some((15, 15)), Some((20, 20)), Some(true))));
    assert_eq!(points(Way::Less), Some((apart("20.000001"), Some((15, 15)), Some((10, 10)), Some(false))));
}

/// Annex 1 of 2号文: revenue 1500, R&D 100 in each of two years, main revenue 80 %, liabilities 80 %, three full years
/// at the end of last year, a platform score of 50, one class I item.
#[test]
fn hard_conditions_turn_with_the_verdict() {
    let of = margins_of(&base("specialized", &[]), "specialized", "2026-11-22");
    check(&of, of_year("revenue", 2025), Way::Less, "revenue-floor", "1500", "1499.999999");
    check(&of, of_year("revenue", 2025), Way::Less, "verdict", "1500", "1499.999999");
    check(&of, of_year("rd-expense", 2024), Way::Less, "rd-amount", "100", "99.999999");
    // 3 % of 2000.
    check(&of, of_year("rd-expense", 2025), Way::Less, "rd-ratio", "60", "59.999999");
    check(&of, of_year("main-revenue", 2025), Way::Less, "main-revenue-share", "1600", "1599.999999");
    check(&of, of_year("total-liabilities", 2025), Way::More, "debt-ratio", "2400", "2400.000001");
    check(&of, of_year("platform-score", 2026), Way::Less, "platform-score", "50", "49.999999");
    let since = Figure::Fact(FactKey::timeless(FactId::of("niche-since")));
    assert_eq!(turn(&of, since, Way::More, "niche-years"), Some((day("2023-01-01"), day("2023-01-02"))));
    let items = Figure::Items(FactId::of("ip-items"));
    let counts = Some((Amount::Items(1), Amount::Items(0)));
    assert_eq!(turn(&of, items, Way::Less, "ip-class1-count"), counts);
    assert_eq!(turn(&of, items, Way::More, "ip-class1-count"), None);
}

#[test]
fn what_is_not_met_turns_where_it_is_reached() {
    let facts = base("specialized", &[("revenue@2025", json!("1400"))]);
    let of = margins_of(&facts, "specialized", "2026-11-22");
    check(&of, of_year("revenue", 2025), Way::More, "revenue-floor", "1499.999999", "1500");
    check(&of, of_year("revenue", 2025), Way::More, "verdict", "1499.999999", "1500");
    // Annex 2 of 2号文: four class I items, of which there is one.
    let of = margins_of(&base("specialized", &[]), "little-giant", "2026-11-22");
    let items = Figure::Items(FactId::of("ip-items"));
    let counts = Some((Amount::Items(3), Amount::Items(4)));
    assert_eq!(turn(&of, items, Way::More, "ip-class1-count"), counts);
    // None is listed: one made for the rule.
    let none = base("specialized", &[("ip-items", json!({ "complete": true, "items": [] }))]);
    let of = margins_of(&none, "specialized", "2026-11-22");
    assert_eq!(turn(&of, items, Way::More, "ip-class1-count"), Some((Amount::Items(0), Amount::Items(1))));
}

/// Annex 2 of 2号文: 5 % compound over two years, 5300 × 1.05² = 5843.25; 6000 ÷ 1.1025 = 5442.176870 7…
#[test]
fn compound_growth_turns_without_a_root() {
    let of = margins_of(&base("all-tiers", &[]), "little-giant", "2026-11-22");
    check(&of, of_year("revenue", 2025), Way::Less, "revenue-cagr-2y", "5843.25", "5843.249999");
    check(&of, of_year("revenue", 2023), Way::More, "revenue-cagr-2y", "5442.17687", "5442.176871");
}

/// Annex 2 of 63号文, indicator 2: the mean of two growths, 10 points from 10 % on. From 1000 by 1100 to 1210 it is 10 %
/// exactly. Any other middle year x gives more (1210 ÷ x + x ÷ 1000 is least at 1100), so that nothing turns beside it.
#[test]
fn the_middle_year_of_two_growths_turns_on_neither_side() {
    let years = json!({ "2024": "1210", "2023": "1100", "2022": "1000" });
    let of = margins_of(&base("specialized-2022", &[("main-revenue", years)]), "specialized", "2025-08-01");
    let middle = of_year("main-revenue", 2023);
    assert_eq!(turn(&of, middle, Way::More, "main-growth-2y"), None);
    check(&of, of_year("main-revenue", 2024), Way::Less, "main-growth-2y", "1210", "1209.999999");
    check(&of, of_year("main-revenue", 2022), Way::More, "main-growth-2y", "1000", "1000.000001");
    // From 1000 by 1300 to 1200: 30 % and −7.69 % are 11.15 % in the mean.
    let years = json!({ "2024": "1200", "2023": "1300", "2022": "1000" });
    let of = margins_of(&base("specialized-2022", &[("main-revenue", years)]), "specialized", "2025-08-01");
    // 1200 / x + x / 1000 = 2.2: x = 1100 ± 100, so that 1200 is the last to give 10 %.
    check(&of, middle, Way::Less, "main-growth-2y", "1200", "1199.999999");
}

/// Standards 8.1, industry: medium from 300 persons and revenue of 2000, small from 20 and 300.
#[test]
fn size_classes_turn_at_their_lower_limits() {
    let of = margins_of(&base("innovative", &[]), "innovative", "2026-11-22");
    let persons = of_year("employees", 2025);
    check(&of, persons, Way::Less, "size", "20", "19");
    check(&of, persons, Way::More, "size", "299", "300");
}

/// 2号文 annex 1 item 1: 2000 of equity investment stand for revenue, the rounds summed.
#[test]
fn the_amount_of_an_item_turns_the_sum_it_is_part_of() {
    let round = |amount: &str| json!({ "paid-on": "2025-03-01", "amount": amount, "qualified-investor": true, "by-capital-increase": true });
    let rounds = json!({ "complete": true, "items": [round("1200"), round("900")] });
    let facts = base("specialized", &[("revenue@2025", json!("1400")), ("equity-rounds", rounds)]);
    let of = margins_of(&facts, "specialized", "2026-11-22");
    let amount =
        |item: usize| Figure::Field { list: FactId::of("equity-rounds"), item, field: FieldId::of("amount") };
    check(&of, amount(0), Way::Less, "revenue-floor", "1100", "1099.999999");
    check(&of, amount(1), Way::Less, "revenue-floor", "800", "799.999999");
}

/// policy/insight.toml: close is what lies below 1 % of the figure. From 101 to 99.999999 are 1.000001, of 1.01; from
/// 101.1 are 1.100001, of 1.011.
#[test]
fn close_is_below_one_percent_of_the_figure() {
    let is_close = |amount: &str| {
        let facts = base("specialized", &[("rd-expense@2025", json!(amount))]);
        let all = margins_of(&facts, "specialized", "2026-11-22");
        let mut found =
            all.iter().filter(|it| it.figure == of_year("rd-expense", 2025) && it.way == Way::Less);
        let is_amount = |flip: &Flip<'_>| matches!(flip, Flip::Rule(rule) if rule.id == "rd-amount");
        found.find(|it| it.flips.iter().any(is_amount)).unwrap().is_close
    };
    assert!(is_close("100") && is_close("101") && !is_close("101.1"));
}

/// What can turn, in words: the verdict, the classes, each rule with its place.
fn signs(of: &Assessment<'_>) -> Vec<(String, String)> {
    let classes: Vec<&str> =
        of.size.iter().flat_map(|size| &size.possible).map(|class| class.id.as_str()).collect();
    let mut signs =
        vec![("verdict".to_owned(), format!("{:?}", of.verdict)), ("size".to_owned(), classes.join(" "))];
    signs.extend(assess::rules(of).iter().enumerate().map(|(at, rule)| {
        let told = match rule.stands {
            Stands::Points(_) => format!("{:?}", rule.points()),
            Stands::Condition(_) | Stands::Relief(_) | Stands::Total(..) | Stands::Floor(..) => {
                (rule.standing() == Some(Truth::Met)).to_string()
            }
        };
        (format!("{at} {} {}", rule.file.id, rule.id()), told)
    }));
    signs
}

fn names(of: &Assessment<'_>, flip: &Flip<'_>) -> Vec<String> {
    match flip {
        Flip::Verdict { .. } => vec!["verdict".to_owned()],
        Flip::Size { .. } => vec!["size".to_owned()],
        Flip::Rule(rule) => {
            let is_it =
                |other: &Rule<'_, '_>| other.id() == rule.id && std::ptr::eq(other.named().1, rule.source);
            let rules = assess::rules(of);
            let found = rules.iter().enumerate().filter(|(_, it)| is_it(it));
            found.map(|(at, _)| format!("{at} {} {}", rule.file.id, rule.id)).collect()
        }
    }
}

fn stated(facts: &Facts, figure: Figure, amount: Amount) -> Option<Facts> {
    let mut facts = facts.clone();
    let value = match amount {
        Amount::Number(number) => Value::Number(number),
        Amount::Day(day) => Value::Date(day),
        Amount::Items(_) => return None,
    };
    match figure {
        Figure::Fact(key) => facts.set(key, Some(Stated::Value(value))),
        Figure::Field { list, item, field } => facts.list_mut(list).items[item].set(field, Some(value)),
        Figure::Items(_) => return None,
    }
    Some(facts)
}

fn differing(facts: &Facts, other: &Facts, tier: &'static str, route: Route, day: &str) -> Vec<String> {
    let of = |facts: &Facts| signs(&assessment(assessed(facts, &[tier], route, day).remove(0)));
    let (one, other) = (of(facts), of(other));
    one.into_iter().zip(other).filter(|(one, other)| one != other).map(|(one, _)| one.0).collect()
}

const DAYS: [&str; 5] = ["2025-05-20", "2026-03-31", "2026-04-01", "2026-11-22", "2027-06-01"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_margin_turns_what_it_says_and_one_unit_less_does_not(
        facts in enterprises(), day in select(DAYS.to_vec()), route in select(vec![Route::New, Route::Review]),
        tier in select(TIERS.to_vec()),
    ) {
        let facts = read(&facts);
        let all = assessed(&facts, &[tier], route, day);
        let found = margins(catalog(), &facts, &all);
        let of = assessment(all.into_iter().next().unwrap());
        for margin in &found {
            let [Some(turned), Some(stays)] =
                [margin.turns_at, margin.stays_at].map(|at| stated(&facts, margin.figure, at)) else { continue };
            let turned = differing(&facts, &turned, tier, route, day);
            let stays = differing(&facts, &stays, tier, route, day);
            for name in margin.flips.iter().flat_map(|flip| names(&of, flip)) {
                prop_assert!(turned.contains(&name), "{name} stays at {margin:?}");
                prop_assert!(!stays.contains(&name), "{name} has turned before {margin:?}");
            }
            prop_assert!(!margin.flips.is_empty());
        }
    }

    #[test]
    fn whatever_turns_by_another_number_has_its_margin_on_the_way(
        facts in enterprises(), day in select(DAYS.to_vec()), route in select(vec![Route::New, Route::Review]),
        tier in select(TIERS.to_vec()), which in any::<Index>(), share in 0_i64..4_000_000,
    ) {
        let facts = read(&facts);
        let numbers: Vec<(FactKey, Decimal)> = facts.stated()
            .filter_map(|(key, _)| match facts.number(*key) {
                Answer::Known(number) => Some((*key, number)),
                Answer::NotApplicable | Answer::Unanswered => None,
            })
            .collect();
        prop_assume!(!numbers.is_empty());
        let (key, number) = *which.get(&numbers);
        let domain = Domain::of_fact(catalog().fact(key.fact).unwrap());
        let other = (i128::from(number.millionths()) * i128::from(share) / 1_000_000) / i128::from(domain.step());
        let other = Decimal::from_millionths(i64::try_from(other * i128::from(domain.step())).unwrap());
        // With a zero below a fraction nothing can be computed, which is no turn.
        prop_assume!(other.is_some_and(|it| domain.number(it).is_ok() && it != Decimal::ZERO));
        let other = other.unwrap();
        let figure = Figure::Fact(key);
        let all = assessed(&facts, &[tier], route, day);
        let found = margins(catalog(), &facts, &all);
        let of = assessment(all.into_iter().next().unwrap());
        let is_on_the_way = |it: &&Margin<'_>| {
            let Amount::Number(at) = it.turns_at else { return false };
            it.figure == figure && ((number < at && at <= other) || (other <= at && at < number))
        };
        let told: Vec<String> =
            found.iter().filter(is_on_the_way).flat_map(|it| &it.flips).flat_map(|flip| names(&of, flip)).collect();
        let changed = stated(&facts, figure, Amount::Number(other)).unwrap();
        for name in differing(&facts, &changed, tier, route, day) {
            prop_assert!(told.contains(&name), "{name} turns by {other} instead of {number} of {key:?}");
        }
    }

    #[test]
    fn whatever_turns_by_another_day_of_an_item_has_its_margin_on_the_way(
        facts in enterprises(), day in select(DAYS.to_vec()), route in select(vec![Route::New, Route::Review]),
        tier in select(TIERS.to_vec()), which in any::<Index>(), apart in -2500_i64..2500,
    ) {
        let facts = read(&facts);
        let days = item_days(&facts);
        prop_assume!(!days.is_empty() && apart != 0);
        let (figure, stands) = *which.get(&days);
        let other = days_on(stands, apart);
        let all = assessed(&facts, &[tier], route, day);
        let found = margins(catalog(), &facts, &all);
        let of = assessment(all.into_iter().next().unwrap());
        let is_on_the_way = |it: &&Margin<'_>| {
            let Amount::Day(at) = it.turns_at else { return false };
            it.figure == figure && ((stands < at && at <= other) || (other <= at && at < stands))
        };
        let told: Vec<String> =
            found.iter().filter(is_on_the_way).flat_map(|it| &it.flips).flat_map(|flip| names(&of, flip)).collect();
        let changed = stated(&facts, figure, Amount::Day(other)).unwrap();
        for name in differing(&facts, &changed, tier, route, day) {
            prop_assert!(told.contains(&name), "{name} turns by {other} instead of {stands} of {figure:?}");
        }
    }
}

/// The dates that are stated of items of lists.
fn item_days(facts: &Facts) -> Vec<(Figure, Date)> {
    let mut days = Vec::new();
    for fact in catalog().groups().iter().flat_map(|group| &group.fact) {
        let list = fact.key();
        let items = facts.list(list).map_or(&[][..], |list| &list.items);
        for (item, stands) in items.iter().enumerate() {
            days.extend(fact.field.iter().filter_map(|field| {
                let field = field.key();
                Some((Figure::Field { list, item, field }, stands.date(field)?))
            }));
        }
    }
    days
}

/// A worked enterprise with an item of every list whose days a law of the three tiers looks at: a transferred patent, an
/// award, a contest, equity that stands for revenue, a dated honour.
fn with_dated_items(name: &str) -> Facts {
    let patent = json!({ "kind": "invention-patent", "in-force": true, "granted-on": "2021-03-12",
        "acquisition": "transferred", "transferred-on": "2023-05-18", "self-developed": true, "related": true,
        "applied": true, "holder-rank": 1 });
    let list = |item: Json| json!({ "complete": true, "items": [item] });
    base(
        name,
        &[
            ("revenue@2025", json!("1400")),
            ("main-revenue@2025", json!("1300")),
            ("ip-items", list(patent)),
            ("awards", list(json!({ "level": "provincial", "rank": 1, "date": "2024-06-01" }))),
            ("contests", list(json!({ "roll": "national-50", "group": "enterprise", "date": "2022-06-01" }))),
            ("honours", list(json!({ "kind": "high-tech-enterprise", "valid-until": "2027-06-15" }))),
            (
                "equity-rounds",
                list(json!({ "paid-on": "2025-06-30", "amount": "6000",
                "qualified-investor": true, "by-capital-increase": true })),
            ),
        ],
    )
}

/// The worked enterprises: each day of an item a day, a month, and up to sixteen years earlier and later, so that every
/// span that a law asks for is crossed. Whatever turns has its margin on the way.
#[test]
fn every_day_of_the_worked_items_has_its_margins() {
    let mut turned = 0;
    for (facts, day) in [
        ("all-tiers", "2026-11-22"),
        ("specialized-2022", "2026-03-31"),
        ("little-giant-2022", "2025-05-20"),
        ("specialized", "2026-11-22"),
        ("innovative", "2026-11-22"),
    ]
    .into_iter()
    .flat_map(|(name, day)| [(base(name, &[]), day), (with_dated_items(name), day)])
    {
        for tier in TIERS {
            let found = margins_of(&facts, tier, day);
            let of = assessment(assessed(&facts, &[tier], Route::New, day).remove(0));
            for (figure, stands) in item_days(&facts) {
                for apart in
                    [1, 31].into_iter().chain((1..=16).map(|years| years * 365 + 5)).flat_map(|it| [it, -it])
                {
                    let other = days_on(stands, apart);
                    let changed = stated(&facts, figure, Amount::Day(other)).unwrap();
                    let differing = differing(&facts, &changed, tier, Route::New, day);
                    turned += differing.len();
                    let on_the_way = found.iter().filter(|it| {
                        let Amount::Day(at) = it.turns_at else { return false };
                        it.figure == figure && ((stands < at && at <= other) || (other <= at && at < stands))
                    });
                    let told: Vec<String> =
                        on_the_way.flat_map(|it| &it.flips).flat_map(|flip| names(&of, flip)).collect();
                    for name in differing {
                        assert!(
                            told.contains(&name),
                            "{name} turns by {other} instead of {stands} of {figure:?}"
                        );
                    }
                }
            }
        }
    }
    assert!(0 < turned);
}

fn days_on(mut day: Date, count: i64) -> Date {
    for _ in 0..count.abs() {
        day = if count < 0 { day.day_before() } else { day.day_after() };
    }
    day
}

/// Figures at the ends of their domain, beside each other: nothing leaves the exact numbers.
#[test]
fn the_largest_and_smallest_figures_have_margins() {
    let year =
        |amount: &str| json!({ "2025": amount, "2024": "999999999.999998", "2023": "999999999.999999" });
    for (main, other) in
        [("0.000001", "999999999.999999"), ("999999999.999999", "0.000001"), ("999999999.999997", "0.000007")]
    {
        let changes = [
            ("main-revenue", year(main)),
            ("revenue", year(other)),
            ("rd-expense", year(main)),
            ("total-assets", json!({ "2025": other, "2024": main })),
            ("total-liabilities", json!({ "2025": main, "2024": other })),
        ];
        for (name, day) in [("specialized-2022", "2026-03-31"), ("all-tiers", "2026-11-22")] {
            let facts = base(name, &changes);
            let all = assessed(&facts, &TIERS, Route::New, day);
            let of: Vec<Assessment<'_>> =
                assessed(&facts, &TIERS, Route::New, day).into_iter().map(assessment).collect();
            let found = margins(catalog(), &facts, &all);
            assert!(!found.is_empty());
            for margin in found.iter().filter(|it| matches!(it.stated, Amount::Number(_))) {
                let tier = TIERS.iter().position(|tier| *tier == margin.tier).unwrap();
                let turned = stated(&facts, margin.figure, margin.turns_at).unwrap();
                let turned = differing(&facts, &turned, TIERS[tier], Route::New, day);
                for name in margin.flips.iter().flat_map(|flip| names(&of[tier], flip)) {
                    assert!(turned.contains(&name), "{name} stays at {margin:?}");
                }
            }
        }
    }
}

#[test]
fn verdicts_are_among_what_turns() {
    let facts = base("specialized", &[]);
    let all = margins_of(&facts, "specialized", "2026-11-22");
    let verdicts = all.iter().flat_map(|it| &it.flips).filter_map(|flip| match flip {
        Flip::Verdict { from, to } => Some((*from, *to)),
        Flip::Size { .. } | Flip::Rule(_) => None,
    });
    assert!(verdicts.clone().any(|it| it == (Verdict::Meets, Verdict::FallsShort)));
}

fn open(fact: &str, year: i32) -> Open {
    Open::Fact(FactKey::of_year(FactId::of(fact), year))
}

fn timeless(fact: &str) -> Open {
    Open::Fact(FactKey::timeless(FactId::of(fact)))
}

/// What comes next, and how many tiers each answer can settle.
fn coming(facts: &Facts, tiers: &[&'static str]) -> Vec<(Open, u32)> {
    let asked = next(catalog(), &assessed(facts, tiers, Route::New, "2026-11-22"));
    asked.iter().map(|it| (it.fact, it.settles)).collect()
}

/// 2号文 annexes 1 and 2: the platform score and the years in the niche are asked by both, each alone; debts and assets
/// together by both, and for points by the first tier; the legal person by all three.
#[test]
fn what_settles_two_tiers_comes_before_what_settles_one_or_none() {
    let taken = [
        ("niche-since", Json::Null),
        ("platform-score@2026", Json::Null),
        ("market-position", Json::Null),
        ("total-assets@2025", Json::Null),
        ("total-liabilities@2025", Json::Null),
        ("legal-person", Json::Null),
    ];
    let facts = base("all-tiers", &taken);
    let found = coming(&facts, &TIERS);
    let expected = [
        // Alone in a hard condition of the second and of the third tier; equal, in the order of the form.
        (timeless("niche-since"), 2),
        (open("platform-score", 2026), 2),
        // The second tier alone has it; with its judgement two conditions are open.
        (timeless("market-position"), 1),
        // Two figures for one ratio.
        (open("total-assets", 2025), 0),
        (open("total-liabilities", 2025), 0),
        // All three tiers, and left for last by policy/insight.toml.
        (timeless("legal-person"), 3),
    ];
    assert_eq!(found, expected);
}

/// Annex 1 of 63号文: what gives points comes after what a hard condition asks for, a prize last; what can no longer
/// matter is not asked (the field of the product, 5 or 10 beside 20 of 15).
#[test]
fn hard_conditions_come_before_points_and_other_ways_last() {
    let taken = [
        ("main-revenue@2024", Json::Null),
        ("strategic-emerging", Json::Null),
        ("awards", Json::Null),
        ("industry-code", Json::Null),
    ];
    let found = coming(&base("innovative", &taken), &["innovative"]);
    assert_eq!(
        found,
        [
            (timeless("industry-code"), 1),
            (open("main-revenue", 2024), 0),
            (Open::List(FactId::of("awards")), 0)
        ]
    );
}

#[test]
fn a_tier_that_is_settled_asks_for_nothing() {
    // 2号文 annex 1: revenue below 1500 and no equity. Annex 2: below 5000 likewise.
    let taken = [("revenue@2025", json!("1400")), ("niche-since", Json::Null)];
    assert_eq!(coming(&base("specialized", &taken), &["specialized", "little-giant"]), []);
    let taken = [("niche-since", Json::Null)];
    assert_eq!(coming(&base("specialized", &taken), &["specialized"]), [(timeless("niche-since"), 1)]);
}

/// Answers that are not asked for change no verdict, whatever they are; each answer asked for leads to the end.
#[test]
fn what_is_not_asked_changes_no_verdict() {
    let day = Date::parse("2026-11-22").unwrap();
    let nothing = assessed(&Facts::default(), &TIERS, Route::New, "2026-11-22");
    let form = asked(catalog(), &nothing);
    let mut dice = Dice::new(7);
    let verdicts = |facts: &Facts| -> Vec<Verdict> {
        let all = assessed(facts, &TIERS, Route::New, &day.to_string());
        all.into_iter().map(|one| assessment(one).verdict).collect()
    };
    for _ in 0..40 {
        let whole = enterprise(&mut dice, catalog(), &nothing);
        let mut facts = Facts::default();
        loop {
            let all = assessed(&facts, &TIERS, Route::New, "2026-11-22");
            let coming = next(catalog(), &all);
            let before = verdicts(&facts);
            let idle = form.iter().filter(|it| !is_answered(&facts, **it));
            for spot in idle.filter(|it| !coming.iter().any(|asked| asked.fact == **it)) {
                let mut other = facts.clone();
                let from = if dice.percent(50) { &whole } else { &facts };
                answer_as(&mut dice, catalog(), &mut other, from, *spot);
                assert_eq!(verdicts(&other), before, "{spot:?} was not asked for");
            }
            let Some(first) = coming.first() else { break };
            // The order: what is left for last, then settles, then weight.
            let keys = coming
                .iter()
                .map(|it| (it.is_last, std::cmp::Reverse(it.settles), std::cmp::Reverse(it.weight)));
            assert!(keys.is_sorted());
            assert!(coming.iter().all(|it| !it.tiers.is_empty()));
            answer_as(&mut dice, catalog(), &mut facts, &whole, first.fact);
        }
        assert!(!verdicts(&facts).contains(&Verdict::Undetermined));
        assert_eq!(verdicts(&facts), verdicts(&whole));
    }
}

fn twice(one: (&Facts, &str), other: (&Facts, &str), tier: &'static str) -> Changed<'static> {
    let side = |(facts, day): (&'_ Facts, &str)| {
        let filing = Filing { route: Route::New, as_of: Date::parse(day).unwrap() };
        (facts.clone(), filing)
    };
    let ((before, was), (after, is)) = (side(one), side(other));
    let (before, after) = (Side { facts: &before, filing: was }, Side { facts: &after, filing: is });
    changed(catalog(), tier, before, after)
}

/// What became of a rule of the standard itself, and whether it stands on both sides.
fn row(of: &Changed<'_>, id: &str) -> (&'static str, Option<Truth>, Option<Truth>) {
    let rows = of.rows(catalog());
    let mut own = rows.iter().filter(|row| !row.rule().file.id.contains("/common/"));
    let row = own.find(|row| row.rule().id() == id).unwrap();
    (turn_word(row), row.older().and_then(Rule::standing), row.newer().and_then(Rule::standing))
}

const MET: Option<Truth> = Some(Truth::Met);
const UNMET: Option<Truth> = Some(Truth::Unmet);

/// Revenue of 1200: 1000 were asked by annex 2 of 63号文 up to 2026-03-31, 1500 are by annex 1 of 2号文.
#[test]
fn two_days_are_each_under_the_law_of_their_own() {
    let facts = base("specialized", &[("revenue@2025", json!("1200")), ("rd-expense@2025", json!("110"))]);
    let [old, new] = [(&facts, "2026-03-31"), (&facts, "2026-04-01")];
    let forth = twice(old, new, "specialized");
    assert_eq!(row(&forth, "revenue-floor"), ("stricter", MET, UNMET));
    assert_eq!(row(&forth, "ip-class1-count"), ("added", None, MET));
    let back = twice(new, old, "specialized");
    assert_eq!(row(&back, "revenue-floor"), ("looser", UNMET, MET));
    assert_eq!(row(&back, "ip-class1-count"), ("dropped", MET, None));
    // What was made a hard condition gives points only, the other way round.
    assert_eq!(row(&forth, "debt-ratio").0, "made-hard");
    assert_eq!(row(&back, "debt-ratio").0, "made-scored");
    // One law on two days: only last year is another one, and its figures are not stated.
    let later = twice((&facts, "2026-11-22"), (&facts, "2027-05-10"), "specialized");
    assert_eq!(row(&later, "revenue-floor"), ("same", UNMET, Some(Truth::Unknown)));
    assert!(later.both().is_some_and(|(was, is)| was.standard.id == is.standard.id));
    // No law on the first day.
    let first = twice((&facts, "2022-07-31"), new, "specialized");
    assert!(first.both().is_none() && first.rows(catalog()).is_empty());
}

/// 2号文 annex 1 item 3: 100 in each of two years. 99 of 2000 still are 3 %.
#[test]
fn two_documents_differ_in_the_rules_that_come_out_otherwise() {
    let (one, other) = (base("specialized", &[]), base("specialized", &[("rd-expense@2025", json!("99"))]));
    let changed = twice((&one, "2026-11-22"), (&other, "2026-11-22"), "specialized");
    let rows = changed.rows(catalog());
    let ids: Vec<&str> = rows.iter().filter(|row| row.differs()).map(|row| row.rule().id()).collect();
    assert_eq!(ids, ["rd-amount"]);
    assert_eq!(row(&changed, "rd-amount"), ("same", MET, UNMET));
    assert_eq!(changed.shift(catalog()), Shift { lost: 1, ..Shift::default() });
    let (was, is) = changed.both().unwrap();
    assert_eq!((was.verdict, is.verdict), (Verdict::Meets, Verdict::FallsShort));
}

/// Runs the command line on base documents of the worked cases; other names cannot be read.
fn run(arguments: &[&str]) -> command::Printed {
    let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
    command::run(&arguments, Date::parse("2026-11-22").unwrap(), |file| {
        let path = format!("{}/tests/cases/base/{file}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).map_err(|fault| fault.to_string())
    })
}

fn printed(arguments: &[&str]) -> Json {
    let printed = run(arguments);
    assert_eq!((printed.status, printed.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&printed.out).unwrap()
}

#[test]
fn the_command_line_prints_three_formats() {
    let json = printed(&["next", "innovative", "--tier", "specialized"]);
    assert_eq!((&json["format"], &json["version"]), (&json!("tidu-next"), &json!(1)));
    assert_eq!(json["tiers"][0]["verdict"], "undetermined");
    // Item 3 of annex 1 asks for R&D of both years, item 1 for the years in the niche.
    let asked = json["next"].as_array().unwrap();
    assert!(asked.iter().any(|it| it["answer"] == json!({ "fact": "rd-expense", "year": 2024 })));
    let niche = asked.iter().find(|it| it["answer"]["fact"] == "niche-since").unwrap();
    assert_eq!(niche["tiers"][0]["conditions"][0]["id"], "niche-years");

    let json = printed(&["margin", "innovative", "--tier", "innovative"]);
    assert_eq!((&json["format"], &json["close"]), (&json!("tidu-margin"), &json!("1 %")));
    let of = |it: &&Json| it["of"] == json!({ "fact": "rd-expense", "year": 2025 }) && it["way"] == "less";
    let first = json["margins"].as_array().unwrap().iter().find(of).unwrap();
    let told = ["stated", "distance", "room", "unit", "stays_at", "turns_at"].map(|member| &first[member]);
    assert_eq!(told, ["100", "0.000001", "0", "万元", "100", "99.999999"]);
    assert_eq!((&first["close"], &first["turns"][0]["id"]), (&json!(true), &json!("rd-ratio")));
    assert_eq!(first["turns"][0]["to"], json!({ "points": { "lo": "15", "hi": "15", "unit": "分" } }));

    let json = printed(&["compare", "specialized"]);
    assert_eq!((&json["format"], &json["compared"]), (&json!("tidu-compare"), &json!("versions")));
    let json = printed(&["compare", "specialized", "--against", "2026-03-31", "--tier", "specialized"]);
    assert_eq!(json["compared"], "dates");
    // The earlier day is told first.
    assert_eq!(json["tiers"][0]["before"]["standard"], "national/specialized/2022-08-01");
    let json = printed(&["compare", "innovative", "specialized", "--tier", "specialized"]);
    assert_eq!(json["compared"], "documents");
    assert_eq!(json["tiers"][0]["after"]["verdict"], "meets");
    let revenue = json!({ "place": ["facts", "rd-expense", "2025"], "before": "100", "after": "120" });
    assert!(json["answers"].as_array().unwrap().contains(&revenue));
}

#[test]
fn the_command_line_tells_them_in_sentences() {
    let text =
        |arguments: &[&str]| run(&[arguments, &["--format", "text"]].concat()).out.replace('\u{a0}', " ");
    let told = text(&["margin", "specialized", "--tier", "specialized"]);
    let sentence = "少 500.000001 万元（到 1,499.999999 万元）：结论由“已达到”变为“暂未达到”；“营业收入”不再满足（低于 1,500 万元）";
    assert!(told.contains(sentence), "{told}");
    assert!(
        told.contains("从事该细分市场的起始日，现为 2016-05-01\n  推后 2437 天（到 2023-01-02）"),
        "{told}"
    );
    let told = text(&["next", "innovative", "--tier", "specialized"]);
    assert!(
        told.contains(
            "从事该细分市场的起始日（一填就可能确定 1 个层级；专精特新：条件“从事特定细分市场年限”）"
        ),
        "{told}"
    );
    let told = text(&["compare", "specialized", "--tier", "specialized"]);
    assert!(told.contains("更严“营业收入”：满足 → 满足（2号文附件1 第 2 项 ✔）"), "{told}");
}

/// The specialized enterprise as a package in which it filed twice with less R&D than it states now, and once for
/// another tier without answers of then.
fn refiled() -> String {
    let path = format!("{}/tests/cases/base/specialized.json", env!("CARGO_MANIFEST_DIR"));
    let now: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let submitted = |name: &str, on: &str, rd: &str| {
        let mut facts = now["facts"].clone();
        facts["rd-expense"]["2025"] = json!(rd);
        json!({ "application": name, "tier": "specialized", "route": "new", "kind": "submitted", "on": on, "answers": facts })
    };
    let bare = json!({ "application": "c", "tier": "innovative", "route": "new", "kind": "submitted", "on": "2026-09-01" });
    let events = json!([submitted("b", "2026-07-02", "99"), submitted("a", "2026-04-20", "98"), bare]);
    json!({ "format": "tidu-package", "version": 1, "filing": now["filing"], "facts": now["facts"], "events": events })
        .to_string()
}

/// 2号文 annex 1 item 3: 100 in each of two years.
#[test]
fn what_was_handed_in_is_compared_with_what_is_stated_now() {
    let package = refiled();
    let compare = |further: &[&str]| {
        let arguments: Vec<String> =
            ["compare", "-", "--submitted"].iter().chain(further).map(|it| (*it).to_owned()).collect();
        command::run(&arguments, Date::parse("2026-11-22").unwrap(), |_| Ok(package.clone()))
    };
    let json = |further: &[&str]| -> Json { serde_json::from_str(&compare(further).out).unwrap() };
    // The latest day, whatever the order of the list.
    let told = json(&[]);
    assert_eq!((&told["format"], &told["compared"]), (&json!("tidu-compare"), &json!("submitted")));
    let rd = |before: &str| json!([{ "place": ["facts", "rd-expense", "2025"], "before": before, "after": "120" }]);
    assert_eq!(told["answers"], rd("99"));
    let [tier] = told["tiers"].as_array().unwrap().as_slice() else { panic!("one tier: {told}") };
    let sides = ["before", "after"].map(|side| (&tier[side]["on"], &tier[side]["verdict"]));
    assert_eq!(
        sides,
        [(&json!("2026-07-02"), &json!("falls-short")), (&json!("2026-11-22"), &json!("meets"))]
    );
    let rules: Vec<(&Json, &Json)> =
        tier["rules"].as_array().unwrap().iter().map(|it| (&it["id"], &it["became"])).collect();
    assert_eq!(rules, [(&json!("rd-amount"), &json!("same"))]);
    assert_eq!(json(&["a"])["answers"], rd("98"));
    assert_eq!(json(&["a", "--against", "2027-01-05"])["tiers"][0]["after"]["on"], "2027-01-05");
    let text = compare(&["a", "--format", "text"]).out;
    assert!(text.contains("98") && text.contains("研发"), "{text}");
    // No answers of then: neither of another name nor of another tier.
    for nothing in [&["d"][..], &["c"], &["--tier", "innovative"]] {
        let printed = compare(nothing);
        assert_eq!((printed.status, printed.out.as_str()), (1, ""), "{nothing:?}");
        assert!(printed.err.starts_with("standard input: no answers"), "{}", printed.err);
    }
}

#[test]
fn wrong_usage_and_unusable_files_are_told_apart() {
    for wrong in [
        &["next"][..],
        &["margin", "specialized", "--against", "2026-01-01"],
        &["compare", "specialized", "innovative", "all-tiers"],
        &["compare", "specialized", "--against", "2026-02-30"],
        &["compare", "specialized", "--against"],
        &["compare"],
        &["compare", "--submitted"],
        &["compare", "specialized", "innovative", "--submitted"],
    ] {
        assert_eq!(run(wrong).status, 2, "{wrong:?}");
    }
    for unusable in [&["next", "nothing"][..], &["margin", "nothing"], &["compare", "specialized", "nothing"]]
    {
        let printed = run(unusable);
        assert_eq!((printed.status, printed.out.as_str()), (1, ""), "{unusable:?}");
        assert!(printed.err.starts_with("nothing: "), "{}", printed.err);
    }
}
