//! Answers: how does each figure that a version asks for read in the annex's unit, and as what is it copied?
//!
//! What is copied is what a form takes: digits without groups and without the unit, the words of a text alone.

use super::reason::{Teller, field_value, yearly};
use super::say::{self, LANG, tr};
use super::summary::written;
use super::{number, tracked, words};
use crate::assess::{Asked, Interval, Open};
use crate::csv;
use crate::facts::{Answer, FactKey, Item, Value};
use crate::policy::catalog::unit_of;
use crate::policy::schema::{Fact, FactId, Field, Filter, Kind, Measure, Test};
use crate::units::Unit;

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// What stands there.
    pub says: Says,
    /// Its unit; empty without one.
    pub unit: &'static str,
    /// How it was come by, where it is not simply stated.
    pub how: Option<String>,
    /// Where it is answered; none for what follows from others.
    pub at: Option<Open>,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// A value.
    Value {
        /// For readers.
        shown: String,
        /// For a form.
        copied: String,
    },
    /// Words that no form takes.
    Words(String),
    /// Nothing yet.
    Nothing,
}

impl Says {
    fn value(text: &str) -> Self {
        Self::Value { shown: text.to_owned(), copied: text.to_owned() }
    }

    fn digits(digits: &str) -> Self {
        Self::Value { shown: number::grouped(digits), copied: digits.to_owned() }
    }

    /// What is copied of it.
    fn copied(&self) -> &str {
        match self {
            Self::Value { copied, .. } => copied,
            Self::Words(words) => words,
            Self::Nothing => tr("未填", "Not answered"),
        }
    }
}

/// The figures of a rule: what is stated first, then what follows.
pub fn lines(asked: &Asked<'_>, teller: Teller<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for key in &asked.facts {
        let Some(fact) = teller.catalog.fact(key.fact) else { continue };
        if fact.kind == Kind::List {
            list(fact, teller, &mut lines);
        } else {
            lines.push(stated(*key, fact, teller));
        }
    }
    lines.extend(asked.computed.iter().map(|(measure, value)| computed(measure, *value, teller)));
    lines
}

/// A fact that stands by itself, of the enterprise rather than of a rule.
pub fn line(fact: FactId, teller: Teller<'_>) -> Option<Line> {
    Some(stated(FactKey::timeless(fact), teller.catalog.fact(fact)?, teller))
}

fn stated(key: FactKey, fact: &Fact, teller: Teller<'_>) -> Line {
    let unit = number::sign(unit_of(fact.kind, fact.unit.as_deref()));
    let (says, unit) = match teller.facts.answer(key) {
        Answer::Known(value) => {
            let (told, unit) = written(value, fact.kind, fact.unit.as_deref(), &fact.choice);
            (said(value, &told), unit)
        }
        Answer::NotApplicable => (Says::Words(tr("不适用", "Not applicable").to_owned()), ""),
        Answer::Unanswered => (Says::Nothing, if is_number(fact.kind) { unit } else { "" }),
    };
    Line { name: teller.key(key), says, unit, how: None, at: Some(Open::Fact(key)) }
}

const fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Percent | Kind::Count | Kind::Points)
}

/// A value with the words for it; of a judgement a form takes its reason.
fn said(value: &Value, words: &str) -> Says {
    match value {
        Value::Number(_) => Says::digits(words),
        Value::Judgement { note, .. } if !note.is_empty() => {
            Says::Value { shown: words.to_owned(), copied: note.clone() }
        }
        Value::Judgement { .. } => Says::Words(words.to_owned()),
        Value::Date(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_) => Says::value(words),
    }
}

/// How many items, then their fields.
fn list(fact: &Fact, teller: Teller<'_>, lines: &mut Vec<Line>) {
    let name = words(&fact.label).to_owned();
    let at = Some(Open::List(fact.key()));
    let Some(list) = teller.facts.list(fact.key()) else {
        return lines.push(Line {
            name,
            says: Says::Nothing,
            unit: number::sign(Unit::Items),
            how: None,
            at,
        });
    };
    let how = if list.is_complete {
        tr("已列全", "List complete")
    } else {
        tr("没有说是否已列全", "Not said whether the list is complete")
    };
    let says = Says::digits(&list.items.len().to_string());
    lines.push(Line { name, says, unit: number::sign(Unit::Items), how: Some(how.to_owned()), at });
    for (nth, item) in list.items.iter().enumerate() {
        lines.extend(fact.field.iter().filter_map(|it| field(fact, nth, item, it)));
    }
}

/// A field of an item; none where it is not asked, or may be left out and is.
fn field(list: &Fact, nth: usize, item: &Item, field: &Field) -> Option<Line> {
    let decides = field.only_for.as_ref().and_then(|only| Some((list.field(only.field)?, &only.values)));
    if decides.is_some_and(|(it, values)| item.choice(it).is_none_or(|choice| !values.contains(&choice))) {
        return None;
    }
    let (says, unit) = match item.get(field.key()) {
        Some(value) => {
            let (told, unit) = written(value, field.kind, field.unit.as_deref(), &field.choice);
            (said(value, &told), unit)
        }
        None => match field_value(item, field, list) {
            Some(by_default) => (Says::value(&by_default), ""),
            None if field.optional => return None,
            None => (Says::Nothing, ""),
        },
    };
    let name = say::of_item(LANG, words(&list.label), nth + 1, words(&field.label));
    let at = Some(Open::Field { list: list.key(), item: nth, field: field.key() });
    Some(Line { name, says, unit, how: None, at })
}

/// A figure that follows, as the rule computed it.
fn computed(measure: &Measure, value: Interval, teller: Teller<'_>) -> Line {
    let unit = teller.catalog.unit(measure);
    let mut name = teller.measured(measure);
    let mut how = teller.measure(measure);
    if how == name {
        tr("由上面的答案得出", "Follows from the answers above").clone_into(&mut how);
    }
    if let Some(counted) = counted(measure, teller) {
        name += &say::aside(&counted);
    }
    let exact = value.exact().map(|exact| {
        let (exact, is_root) = match measure {
            Measure::Cagr(_) => yearly(exact),
            Measure::Fact(_)
            | Measure::Sum(_)
            | Measure::SumItems(_)
            | Measure::Ratio(_)
            | Measure::Growth(_)
            | Measure::Mean(_)
            | Measure::Count(_)
            | Measure::CountTrue(_)
            | Measure::YearsFull(_) => (exact, true),
        };
        let (digits, is_whole) = number::plain(exact, unit);
        (digits, is_root && is_whole)
    });
    let between = || {
        let is_root = matches!(measure, Measure::Cagr(_));
        let known = if is_root { None } else { number::interval(value, unit, None) };
        Says::Words(known.unwrap_or_else(|| tr("还算不出", "Cannot be computed yet").to_owned()))
    };
    let (says, unit) = match exact {
        Some((digits, is_whole)) => {
            if !is_whole {
                how.push_str(tr(
                    "；小数点后第三位起舍去，没有进位",
                    "; cut off after the second decimal, not rounded up",
                ));
            }
            (Says::digits(&digits), number::sign(unit))
        }
        None => (between(), ""),
    };
    Line { name, says, unit, how: Some(how), at: None }
}

/// As what items are counted: the names of the definitions.
fn counted(measure: &Measure, teller: Teller<'_>) -> Option<String> {
    let filter: &Filter = match measure {
        Measure::Count(filter) => filter,
        Measure::SumItems(sum) => &sum.filter,
        Measure::Fact(_)
        | Measure::Sum(_)
        | Measure::Ratio(_)
        | Measure::Growth(_)
        | Measure::Mean(_)
        | Measure::Cagr(_)
        | Measure::CountTrue(_)
        | Measure::YearsFull(_) => return None,
    };
    let ids =
        filter.tests.iter().filter_map(|test| if let Test::Is(id) = test { Some(id.as_str()) } else { None });
    let names: Vec<String> = ids.map(|id| teller.definition_label(id)).collect();
    (!names.is_empty()).then(|| names.join(say::AND))
}

const HEADING: [&str; 6] = [
    tr("标准条目", "Rule"),
    tr("项目", "Item"),
    tr("填报值", "Answer"),
    tr("单位", "Unit"),
    tr("怎样得来", "How it follows"),
    tr("依据", "Source"),
];

/// All of it for pasting into a spreadsheet.
pub fn tabbed(asked: &[Asked<'_>], teller: Teller<'_>) -> String {
    let mut rows = vec![HEADING.map(str::to_owned).to_vec()];
    for rule in asked {
        let cited = tracked::cited(teller.catalog, rule.source);
        for line in lines(rule, teller) {
            let how = line.how.clone().unwrap_or_default();
            let (label, value) = (words(rule.label).to_owned(), line.says.copied().to_owned());
            rows.push(vec![label, line.name, value, line.unit.to_owned(), how, cited.clone()]);
        }
    }
    csv::tabbed(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Filing, Outcome, asked, assess_tier};
    use crate::facts::{Facts, Stated};
    use crate::policy::catalog::Catalog;
    use crate::policy::schema::Route;
    use crate::units::{Date, Decimal};

    /// 112.30 ÷ 2436.40 is 4.6092...%.
    #[test]
    fn a_share_is_copied_as_digits_cut_off_and_what_is_open_leads_to_its_input() {
        let catalog = Catalog::embedded();
        let filing = Filing { route: Route::New, as_of: Date::parse("2026-09-18").unwrap() };
        let mut facts = Facts::default();
        for (id, number) in [("rd-expense", "112.30"), ("revenue", "2436.40")] {
            let value = Stated::Value(Value::Number(Decimal::parse(number).unwrap()));
            facts.set(FactKey::of_year(FactId::of(id), 2025), Some(value));
        }
        let Outcome::Assessed(assessment) = assess_tier(catalog, "innovative", &facts, filing) else {
            panic!("the innovative standard is held");
        };
        let teller = Teller { catalog, facts: &facts, filing };
        let rules = asked(catalog, &assessment);
        let all: Vec<Line> = rules.iter().flat_map(|rule| lines(rule, teller)).collect();
        let of = |name: &str| all.iter().find(|line| line.name == name).unwrap();

        let share = of("2025 年研发费用 ÷ 营业收入");
        assert_eq!((share.says.copied(), share.unit, share.at), ("4.60", "%", None));
        assert!(share.how.as_ref().unwrap().contains("没有进位"));
        assert_eq!(of("2025 年营业收入").says, Says::digits("2436.4"));
        let open = FactKey::of_year(FactId::of("main-revenue"), 2025);
        let main = of("2025 年主营业务收入");
        assert_eq!((&main.says, main.unit, main.at), (&Says::Nothing, "万元", Some(Open::Fact(open))));

        let table = tabbed(&rules, teller);
        assert!(table.lines().all(|row| row.split('\t').count() == HEADING.len()));
    }
}
