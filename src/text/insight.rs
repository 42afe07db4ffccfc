//! Answers: how is it told what comes next, how far a figure is from a line, and what is otherwise elsewhere?

use super::reason::Teller;
use super::{number, verdict};
use crate::assess::{Open, Relation, Row, Rule, Truth};
use crate::insight::{Amount, Asked, Distance, Figure, Flip, In, Margin, RuleFlip, Sort, Stand, Way, unit};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, Test, Turn};
use crate::text;
use crate::units::{Quantity, Unit};

/// Why an answer stands where it does: "一填就可能确定 1 个层级；专精特新：条件“营业收入”".
pub fn why(asked: &Asked<'_>, catalog: &Catalog) -> String {
    let mut parts = Vec::new();
    if 0 < asked.settles {
        parts.push(format!("一填就可能确定 {} 个层级", asked.settles));
    }
    parts.extend(asked.tiers.iter().map(|it| format!("{}：{}", tier(it.tier, catalog), decides(it))));
    parts.join("；")
}

fn tier(id: &str, catalog: &Catalog) -> String {
    catalog.tier(id).map_or_else(|| id.to_owned(), |tier| tier.short.zh.to_string())
}

fn decides(it: &In<'_>) -> String {
    // Common conditions of several files have one name.
    let quoted = |names: Vec<&str>| {
        let mut told: Vec<String> = Vec::new();
        for name in names.iter().map(|name| format!("“{name}”")) {
            if !told.contains(&name) {
                told.push(name);
            }
        }
        told.join("、")
    };
    let mut parts = Vec::new();
    if !it.conditions.is_empty() {
        parts.push(format!("条件{}", quoted(it.conditions.iter().map(|it| it.label.zh.as_str()).collect())));
    }
    if !it.indicators.is_empty() {
        let names = quoted(it.indicators.iter().map(|it| it.label.zh.as_str()).collect());
        parts.push(format!("评分{names}，最多差 {} 分", it.points));
    }
    if !it.reliefs.is_empty() {
        parts.push(format!("另一条路{}", quoted(it.reliefs.iter().map(|it| it.label.zh.as_str()).collect())));
    }
    parts.join("，")
}

/// The figure of a margin: "2025 年研发费用", "知识产权，计入“Ⅰ类知识产权”的项数".
pub fn figure(of: &Margin<'_>, teller: Teller<'_>) -> String {
    match of.figure {
        Figure::Fact(key) => teller.key(key),
        Figure::Field { list, item, field } => teller.open(Open::Field { list, item, field }),
        Figure::Items(list) => {
            let named = of.counted_by.iter().flat_map(|filter| &filter.tests).find_map(Test::named);
            let by = named.map(|id| format!("“{}”", teller.definition_label(id))).unwrap_or_default();
            format!("{}，计入{by}的项数", teller.label(list))
        }
    }
}

/// An amount with its unit.
pub fn amount(of: Figure, amount: Amount, catalog: &Catalog) -> String {
    match amount {
        Amount::Number(decimal) => with_unit(&decimal.to_string(), unit(catalog, of)),
        Amount::Day(day) => day.to_string(),
        Amount::Items(count) => with_unit(&count.to_string(), Unit::Items),
    }
}

/// A distance with its unit; a percentage is so many points of it away.
pub fn distance(of: Figure, distance: Distance, catalog: &Catalog) -> String {
    match distance {
        Distance::Number(decimal) => match unit(catalog, of) {
            Unit::Percent => format!("{} 个百分点", number::grouped(&decimal.to_string())),
            Unit::Rank => format!("{} 名", number::grouped(&decimal.to_string())),
            other @ (Unit::Wan | Unit::Persons | Unit::Items | Unit::Points | Unit::Years) => {
                with_unit(&decimal.to_string(), other)
            }
        },
        Distance::Days(days) => format!("{days} 天"),
        Distance::Items(count) => with_unit(&count.to_string(), Unit::Items),
    }
}

fn with_unit(digits: &str, unit: Unit) -> String {
    let digits = number::grouped(digits);
    match unit {
        Unit::Percent => format!("{digits}%"),
        Unit::Rank => format!("第 {digits} 名"),
        Unit::Wan | Unit::Persons | Unit::Items | Unit::Points | Unit::Years => {
            format!("{digits} {}", unit.sign())
        }
    }
}

/// A margin as one sentence: "少 20.000001 万元（到 59.999999 万元）：“研发费用占比”由 15 分变为 10 分".
pub fn margin(it: &Margin<'_>, catalog: &Catalog) -> String {
    let word = match (it.stated, it.way) {
        (Amount::Day(_), Way::Less) => "提前",
        (Amount::Day(_), Way::More) => "推后",
        (Amount::Number(_) | Amount::Items(_), Way::Less) => "少",
        (Amount::Number(_) | Amount::Items(_), Way::More) => "多",
    };
    let turns: Vec<String> = it.flips.iter().map(flip).collect();
    let close = if it.is_close { "临近，" } else { "" };
    format!(
        "{close}{word} {}（到 {}）：{}",
        distance(it.figure, it.distance(), catalog),
        amount(it.figure, it.turns_at, catalog),
        turns.join("；")
    )
}

/// What turns: "“研发费用占比”不再满足（低于 3%）".
pub fn flip(flip: &Flip<'_>) -> String {
    match flip {
        Flip::Verdict { from, to } => {
            format!("结论由“{}”变为“{}”", verdict::word(*from), verdict::word(*to))
        }
        Flip::Size { from, to } => format!("划型由{}变为{}", classes(from), classes(to)),
        Flip::Rule(rule) => rule_flip(rule),
    }
}

fn classes(of: &[&Choice]) -> String {
    of.iter().map(|class| class.label.zh.as_str()).collect::<Vec<_>>().join("或")
}

fn rule_flip(rule: &RuleFlip<'_>) -> String {
    let label = &rule.label.zh;
    if rule.sort == Sort::Indicator {
        return format!("“{label}”由 {}变为 {}", points(rule.from), points(rule.to));
    }
    let what = match rule.sort {
        Sort::Relief => "另一条路",
        Sort::Total | Sort::Floor => "评分线",
        Sort::Condition | Sort::Part | Sort::Indicator => "",
    };
    let becomes = match (rule.to.standing, rule.from.standing) {
        (Some(Truth::Met), _) => "满足",
        (Some(Truth::Unmet), Some(Truth::Met)) => "不再满足",
        (Some(Truth::Unmet), _) => "不满足",
        (Some(Truth::Unknown) | None, _) => "变为待定",
    };
    let line = match (rule.line, rule.to.standing) {
        (Some((relation, than)), Some(Truth::Met | Truth::Unmet)) => {
            format!("（{}）", crossed(relation, than, rule.to.standing == Some(Truth::Met)))
        }
        (Some(_), Some(Truth::Unknown) | None) | (None, _) => String::new(),
    };
    format!("{what}“{label}”{becomes}{line}")
}

fn points(stand: Stand) -> String {
    match stand.points {
        Some((lo, hi)) if lo == hi => format!("{lo} 分"),
        Some((lo, hi)) => format!("{lo}—{hi} 分"),
        None => "没有分".to_owned(),
    }
}

/// On which side of a line a number comes to stand: "低于 3%", "达到 3%".
pub fn crossed(relation: Relation, than: Quantity, is_met: bool) -> String {
    let word = match (relation, is_met) {
        (Relation::Ge, true) => "达到",
        (Relation::Ge, false) | (Relation::Lt, true) => "低于",
        (Relation::Gt, true) | (Relation::Le, false) => "高于",
        (Relation::Gt, false) | (Relation::Le, true) => "不高于",
        (Relation::Lt, false) => "不低于",
    };
    format!("{word} {}", number::quantity(than))
}

/// The note of what is asked last, from policy/.
pub fn last_note(catalog: &Catalog) -> &str {
    &catalog.book().insight.last.note.zh
}

/// The note of what is called close, with its share, from policy/.
pub fn close_note(catalog: &Catalog) -> &str {
    &catalog.book().insight.close.note.zh
}

/// What became of a rule, in a word or two; nothing where only what follows from it is another.
pub const fn became(row: &Row<'_, '_>) -> &'static str {
    match row {
        Row::Added(_) => "新增",
        Row::Dropped(_) => "取消",
        Row::Kept { turn, .. } => match turn {
            Turn::Same => "要求相同",
            Turn::Stricter => "更严",
            Turn::Looser => "更宽",
            Turn::Changed => "要求变了",
            Turn::MadeHard => "由评分变为条件",
            Turn::MadeScored => "由条件变为评分",
        },
    }
}

/// What follows from a rule on one side: "满足", "15 分", "未要求".
pub fn stands(rule: Option<&Rule<'_, '_>>) -> String {
    let Some(rule) = rule else { return "未要求".to_owned() };
    let standing = rule.standing().map(text::truth);
    let points = rule.points().map(|(lo, hi)| points(Stand { standing: None, points: Some((lo, hi)) }));
    [standing.map(str::to_owned), points].into_iter().flatten().collect::<Vec<_>>().join("，")
}
