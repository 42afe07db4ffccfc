//! Answers: what may enterprises look like, a given number of them and always the same?
//!
//! Each is one of the worked enterprises with its figures scaled, some answers turned and some items taken away, so
//! that about every rule is met by many and missed by some. Everything that the three tiers ask for is answered.
//! Pseudo-random by a seed (`SplitMix64`), with integers only. Shared with the benchmark.

use tidu::assess::{Open, Outcome, uses};
use tidu::document;
use tidu::facts::{FactKey, Facts, Item, List, Stated, Value};
use tidu::policy::catalog::Catalog;
use tidu::policy::schema::{Choice, ChoiceId, Fact, FactId, FieldId, Kind};
use tidu::report::Assessed;
use tidu::table::Set;
use tidu::units::{Date, Decimal};

const BASES: [&str; 4] = [
    include_str!("../cases/base/all-tiers.json"),
    include_str!("../cases/base/all-tiers.json"),
    include_str!("../cases/base/specialized.json"),
    include_str!("../cases/base/innovative.json"),
];

/// Pseudo-random whole numbers.
pub struct Dice(u64);

impl Dice {
    /// Begins at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `lo` to `hi`, both included.
    pub fn between(&mut self, lo: i64, hi: i64) -> i64 {
        let span = hi.saturating_sub(lo).unsigned_abs() + 1;
        lo + i64::try_from(self.roll() % span).unwrap_or(0)
    }

    /// True so many times of a hundred.
    pub fn percent(&mut self, of_hundred: i64) -> bool {
        self.between(1, 100) <= of_hundred
    }
}

/// An enterprise that has answered everything that the assessed tiers ask for.
pub fn enterprise(dice: &mut Dice, catalog: &Catalog, assessed: &[Assessed<'_>]) -> Facts {
    let base = BASES.get(usize::try_from(dice.between(0, 3)).unwrap_or(0)).copied().unwrap_or_default();
    let mut facts = document::read(base, catalog).map(|it| it.facts).unwrap_or_default();
    let stated: Vec<(FactKey, Stated)> = facts.stated().map(|(key, stated)| (*key, stated.clone())).collect();
    for (key, stated) in stated {
        let Some(fact) = catalog.fact(key.fact) else { continue };
        facts.set(key, Some(turned(dice, fact, stated)));
    }
    let lists: Vec<FactId> = facts.lists().map(|(id, _)| *id).collect();
    for id in lists {
        facts.list_mut(id).items.retain(|_| !dice.percent(15));
    }
    for open in asked(catalog, assessed) {
        if !is_answered(&facts, open) {
            answer(dice, catalog, &mut facts, open);
        }
    }
    facts
}

/// Everything that the versions in force ask for, in the order of the form.
pub fn asked(catalog: &Catalog, assessed: &[Assessed<'_>]) -> Vec<Open> {
    let mut asked = Set::default();
    for one in assessed {
        let Outcome::Assessed(it) = &one.outcome else { continue };
        for (key, ()) in uses(catalog, it.standard, one.filing) {
            let is_list = catalog.fact(key.fact).is_some_and(|fact| fact.kind == Kind::List);
            // The latest year of a figure first, as the form shows them.
            let place = (catalog.order(key.fact), std::cmp::Reverse(key.year));
            asked.add((place, if is_list { Open::List(key.fact) } else { Open::Fact(key) }));
        }
    }
    asked.keys().map(|(_, open)| *open).collect()
}

/// Whether nothing is open about it.
pub fn is_answered(facts: &Facts, open: Open) -> bool {
    match open {
        Open::Fact(key) => facts.answer(key) != tidu::facts::Answer::Unanswered,
        Open::List(list) => facts.list(list).is_some_and(|list| list.is_complete),
        Open::Field { list, item, field } => {
            facts.list(list).and_then(|list| list.items.get(item)).is_some_and(|it| it.get(field).is_some())
        }
    }
}

/// Answers something: as `from` has it, else at random.
pub fn answer_as(dice: &mut Dice, catalog: &Catalog, facts: &mut Facts, from: &Facts, open: Open) {
    match open {
        Open::Fact(key) => {
            let known = from.stated().find(|(other, _)| **other == key);
            if let Some((_, stated)) = known {
                return facts.set(key, Some(stated.clone()));
            }
        }
        Open::List(list) => {
            let mut known = from.list(list).cloned().unwrap_or_default();
            known.is_complete = true;
            return facts.set_list(list, Some(known));
        }
        Open::Field { .. } => {}
    }
    answer(dice, catalog, facts, open);
}

fn answer(dice: &mut Dice, catalog: &Catalog, facts: &mut Facts, open: Open) {
    match open {
        Open::Fact(key) => {
            let value = catalog.fact(key.fact).and_then(|fact| made(dice, fact.kind, &fact.choice));
            facts.set(key, Some(value.map_or(Stated::NotApplicable, Stated::Value)));
        }
        Open::List(list) => {
            let items = facts.list(list).map(|list| list.items.clone()).unwrap_or_default();
            facts.set_list(list, Some(List { is_complete: true, items }));
        }
        Open::Field { list, item, field } => {
            let made = catalog
                .fact(list)
                .and_then(|fact| fact.field(field))
                .and_then(|field| made(dice, field.kind, &field.choice));
            let item: Option<&mut Item> = facts.list_mut(list).items.get_mut(item);
            if let Some(item) = item {
                item.set(FieldId::of(&field_id(catalog, list, field)), made);
            }
        }
    }
}

fn field_id(catalog: &Catalog, list: FactId, field: FieldId) -> String {
    catalog.fact(list).and_then(|fact| fact.field(field)).map(|it| it.id.to_string()).unwrap_or_default()
}

/// The same answer, scaled or turned now and then.
fn turned(dice: &mut Dice, fact: &Fact, stated: Stated) -> Stated {
    let Stated::Value(value) = stated else { return stated };
    let value = match value {
        Value::Number(number) => {
            let scaled = number.millionths().saturating_mul(dice.between(60, 170)) / 100;
            let step = if fact.whole || fact.kind == Kind::Count { 1_000_000 } else { 10_000 };
            Value::Number(Decimal::from_millionths(scaled / step * step).unwrap_or(number))
        }
        Value::Flag(flag) => Value::Flag(flag != dice.percent(4)),
        Value::Judgement { holds, note } => Value::Judgement { holds: holds != dice.percent(10), note },
        Value::Choice(_) | Value::Date(_) if dice.percent(5) => {
            return made(dice, fact.kind, &fact.choice).map_or(Stated::NotApplicable, Stated::Value);
        }
        Value::Choice(_) | Value::Date(_) | Value::Text(_) => value,
    };
    Stated::Value(value)
}

fn made(dice: &mut Dice, kind: Kind, choices: &[Choice]) -> Option<Value> {
    let whole = |number: i64| Decimal::whole(number).map(Value::Number);
    match kind {
        Kind::Money => whole(dice.between(50, 12_000)),
        Kind::Percent => whole(dice.between(0, 60)),
        Kind::Points => whole(dice.between(0, 15)),
        Kind::Count => whole(dice.between(1, 400)),
        Kind::Date => Date::new(i32::try_from(dice.between(2005, 2025)).ok()?, 6, 15).map(Value::Date),
        Kind::YesNo => Some(Value::Flag(dice.percent(50))),
        Kind::Judgement => Some(Value::Judgement { holds: dice.percent(60), note: String::new() }),
        Kind::Choice => {
            let last = i64::try_from(choices.len()).ok()? - 1;
            let choice = choices.get(usize::try_from(dice.between(0, last)).ok()?)?;
            Some(Value::Choice(ChoiceId::of(&choice.id)))
        }
        Kind::IndustryCode => Some(Value::Text("C3073".to_owned())),
        Kind::CreditCode | Kind::Text | Kind::List => None,
    }
}
