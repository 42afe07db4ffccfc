//! Answers: how is it told what comes next, how far a figure is from a line, and what is otherwise elsewhere?

use super::reason::Teller;
use super::say::{AND, COLON, COMMA, LANG, Lang, SEMICOLON, aside, many, tr};
use super::{number, verdict, words};
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
        let settles = asked.settles;
        parts.push(match LANG {
            Lang::Zh => format!("一填就可能确定 {settles} 个层级"),
            Lang::En => format!("may settle {} at once", many(settles, "tier", "tiers")),
        });
    }
    parts.extend(asked.tiers.iter().map(|it| format!("{}{COLON}{}", tier(it.tier, catalog), decides(it))));
    parts.join(SEMICOLON)
}

fn tier(id: &str, catalog: &Catalog) -> String {
    catalog.tier(id).map_or_else(|| id.to_owned(), |tier| words(&tier.short).to_owned())
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
        told.join(AND)
    };
    let mut parts = Vec::new();
    if !it.conditions.is_empty() {
        let names = quoted(it.conditions.iter().map(|it| words(it.label)).collect());
        parts.push(worded!("条件{names}", "condition {names}"));
    }
    if !it.indicators.is_empty() {
        let names = quoted(it.indicators.iter().map(|it| words(&it.label)).collect());
        let points = it.points;
        parts.push(worded!("评分{names}，最多差 {points} 分", "score {names}, points at stake {points}"));
    }
    if !it.reliefs.is_empty() {
        let names = quoted(it.reliefs.iter().map(|it| words(&it.label)).collect());
        parts.push(worded!("另一条路{names}", "another way {names}"));
    }
    parts.join(COMMA)
}

/// The figure of a margin: "2025 年研发费用", "知识产权，计入“Ⅰ类知识产权”的项数".
pub fn figure(of: &Margin<'_>, teller: Teller<'_>) -> String {
    match of.figure {
        Figure::Fact(key) => teller.key(key),
        Figure::Field { list, item, field } => teller.open(Open::Field { list, item, field }),
        Figure::Items(list) => {
            let named = of.counted_by.iter().flat_map(|filter| &filter.tests).find_map(Test::named);
            let by = named.map(|id| format!("“{}”", teller.definition_label(id))).unwrap_or_default();
            let list = teller.label(list);
            match LANG {
                Lang::Zh => format!("{list}，计入{by}的项数"),
                Lang::En if by.is_empty() => format!("{list}, number of items counted"),
                Lang::En => format!("{list}, number of items counted as {by}"),
            }
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
            Unit::Percent => percentage_points(&decimal.to_string()),
            Unit::Rank => {
                let digits = number::grouped(&decimal.to_string());
                match LANG {
                    Lang::Zh => format!("{digits} 名"),
                    Lang::En => many(digits.as_str(), "rank", "ranks"),
                }
            }
            other @ (Unit::Wan | Unit::Persons | Unit::Items | Unit::Points | Unit::Years) => {
                with_unit(&decimal.to_string(), other)
            }
        },
        Distance::Days(days) => match LANG {
            Lang::Zh => format!("{days} 天"),
            Lang::En => many(days, "day", "days"),
        },
        Distance::Items(count) => with_unit(&count.to_string(), Unit::Items),
    }
}

/// So many percentage points.
pub(super) fn percentage_points(digits: &str) -> String {
    let digits = number::grouped(digits);
    match LANG {
        Lang::Zh => format!("{digits} 个百分点"),
        Lang::En => many(digits.as_str(), "percentage point", "percentage points"),
    }
}

/// A number with its unit, as it must be stated.
pub(super) fn with_unit(digits: &str, unit: Unit) -> String {
    let digits = number::grouped(digits);
    match (LANG, unit) {
        (_, Unit::Percent) => format!("{digits}%"),
        (Lang::Zh, Unit::Rank) => format!("第 {digits} 名"),
        (Lang::Zh, Unit::Wan | Unit::Persons | Unit::Items | Unit::Points | Unit::Years) => {
            format!("{digits} {}", unit.sign())
        }
        (Lang::En, Unit::Rank) => format!("rank {digits}"),
        (Lang::En, Unit::Wan) => format!("{digits} × 10k CNY"),
        (Lang::En, Unit::Persons) => many(digits.as_str(), "person", "persons"),
        (Lang::En, Unit::Items) => many(digits.as_str(), "item", "items"),
        (Lang::En, Unit::Points) => many(digits.as_str(), "point", "points"),
        (Lang::En, Unit::Years) => many(digits.as_str(), "year", "years"),
    }
}

/// A margin as one sentence: "少 20.000001 万元（到 59.999999 万元）：“研发费用占比”由 15 分变为 10 分".
pub fn margin(it: &Margin<'_>, catalog: &Catalog) -> String {
    let word = match (it.stated, it.way) {
        (Amount::Day(_), Way::Less) => tr("提前", "earlier"),
        (Amount::Day(_), Way::More) => tr("推后", "later"),
        (Amount::Number(_) | Amount::Items(_), Way::Less) => tr("少", "less"),
        (Amount::Number(_) | Amount::Items(_), Way::More) => tr("多", "more"),
    };
    let turns = it.flips.iter().map(flip).collect::<Vec<_>>().join(SEMICOLON);
    let close = if it.is_close { tr("临近，", "close, ") } else { "" };
    let distance = distance(it.figure, it.distance(), catalog);
    let amount = amount(it.figure, it.turns_at, catalog);
    worded!(
        "{close}{word} {distance}（到 {amount}）：{turns}",
        "{close}{distance} {word} (to {amount}): {turns}"
    )
}

/// What turns: "“研发费用占比”不再满足（低于 3%）".
pub fn flip(flip: &Flip<'_>) -> String {
    match flip {
        Flip::Verdict { from, to } => {
            let (from, to) = (verdict::word(*from), verdict::word(*to));
            worded!("结论由“{from}”变为“{to}”", "the result turns from “{from}” to “{to}”")
        }
        Flip::Size { from, to } => {
            let (from, to) = (classes(from), classes(to));
            worded!("划型由{from}变为{to}", "the size class turns from {from} to {to}")
        }
        Flip::Rule(rule) => rule_flip(rule),
    }
}

fn classes(of: &[&Choice]) -> String {
    of.iter().map(|class| words(&class.label)).collect::<Vec<_>>().join(tr("或", " or "))
}

fn rule_flip(rule: &RuleFlip<'_>) -> String {
    let label = words(rule.label);
    if rule.sort == Sort::Indicator {
        let (from, to) = (points(rule.from), points(rule.to));
        return worded!("“{label}”由 {from}变为 {to}", "“{label}” from {from} to {to}");
    }
    let what = match rule.sort {
        Sort::Relief => tr("另一条路", "another way "),
        Sort::Total | Sort::Floor => tr("评分线", "pass mark "),
        Sort::Condition | Sort::Part | Sort::Indicator => "",
    };
    let becomes = match (rule.to.standing, rule.from.standing) {
        (Some(Truth::Met), _) => tr("满足", " is met"),
        (Some(Truth::Unmet), Some(Truth::Met)) => tr("不再满足", " is no longer met"),
        (Some(Truth::Unmet), _) => tr("不满足", " is not met"),
        (Some(Truth::Unknown) | None, _) => tr("变为待定", " becomes open"),
    };
    let line = match (rule.line, rule.to.standing) {
        (Some((relation, than)), Some(Truth::Met | Truth::Unmet)) => {
            aside(&crossed(relation, than, rule.to.standing == Some(Truth::Met)))
        }
        (Some(_), Some(Truth::Unknown) | None) | (None, _) => String::new(),
    };
    format!("{what}“{label}”{becomes}{line}")
}

fn points(stand: Stand) -> String {
    match stand.points {
        Some((lo, hi)) => range(lo, hi),
        None => tr("没有分", "no points").to_owned(),
    }
}

/// Points as one number, or from one to another.
pub fn range(lo: u32, hi: u32) -> String {
    match LANG {
        Lang::Zh if lo == hi => format!("{lo} 分"),
        Lang::Zh => format!("{lo}—{hi} 分"),
        Lang::En if lo == hi => many(lo, "point", "points"),
        Lang::En => format!("{lo}–{hi} points"),
    }
}

/// On which side of a line a number comes to stand: "低于 3%", "达到 3%".
pub fn crossed(relation: Relation, than: Quantity, is_met: bool) -> String {
    let word = match (relation, is_met) {
        (Relation::Ge, true) => tr("达到", "reaches"),
        (Relation::Ge, false) | (Relation::Lt, true) => tr("低于", "below"),
        (Relation::Gt, true) | (Relation::Le, false) => tr("高于", "above"),
        (Relation::Gt, false) | (Relation::Le, true) => tr("不高于", "not above"),
        (Relation::Lt, false) => tr("不低于", "not below"),
    };
    format!("{word} {}", number::quantity(than))
}

/// The note of what is asked last, from policy/.
pub fn last_note(catalog: &Catalog) -> &'static str {
    words(&catalog.book().insight.last.note)
}

/// The note of what is called close, with its share, from policy/.
pub fn close_note(catalog: &Catalog) -> &'static str {
    words(&catalog.book().insight.close.note)
}

/// What became of a rule, in a word or two; nothing where only what follows from it is another.
pub const fn became(row: &Row<'_, '_>) -> &'static str {
    match row {
        Row::Added(_) => tr("新增", "Added"),
        Row::Dropped(_) => tr("取消", "Dropped"),
        Row::Kept { turn, .. } => match turn {
            Turn::Same => tr("要求相同", "Same requirement"),
            Turn::Stricter => tr("更严", "Stricter"),
            Turn::Looser => tr("更宽", "Looser"),
            Turn::Changed => tr("要求变了", "Requirement changed"),
            Turn::MadeHard => tr("由评分变为条件", "From score to condition"),
            Turn::MadeScored => tr("由条件变为评分", "From condition to score"),
        },
    }
}

/// What follows from a rule on one side: "满足", "15 分", "未要求".
pub fn stands(rule: Option<&Rule<'_, '_>>) -> String {
    let Some(rule) = rule else { return tr("未要求", "Not required").to_owned() };
    let standing = rule.standing().map(text::truth);
    let points = rule.points().map(|(lo, hi)| points(Stand { standing: None, points: Some((lo, hi)) }));
    [standing.map(str::to_owned), points].into_iter().flatten().collect::<Vec<_>>().join(COMMA)
}
