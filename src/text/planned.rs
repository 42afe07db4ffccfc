//! Answers: how is it said what an enterprise would have to change, and when?

use super::number;
use super::reason::{Teller, field_value};
use super::route;
use crate::assess::Open;
use crate::facts::{Facts, Item, Value};
use crate::plan::{Aim, Aims, Change, Kind, OfTier, Plan, Planned, Season, Spot, To, effort_text};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Fact, FactId, Opening, Standard, Towards};
use crate::units::{Decimal, Unit};

/// The plans of every tier, in lines.
pub fn told(catalog: &Catalog, facts: &Facts, plans: &[OfTier<'_>]) -> String {
    let mut out = "按填报值推算的最少改动，不是官方意见。改动的难易权重是本程序的选择，不是法规。\n\
         列出的数值、名次和日期是恰好够用的那一个。\n"
        .to_owned();
    for of in plans {
        let tier = catalog.tier(of.tier).map_or(of.tier, |tier| &tier.label.zh);
        out += &format!("\n== {tier}（{}，申报日 {}）==\n", route(of.filing.route), of.filing.as_of);
        let teller = Planner { teller: Teller { catalog, facts, filing: of.filing } };
        out += &match &of.planned {
            Planned::Meets(standard) => format!("已满足 {}，无须改动。\n", standard.title.zh),
            Planned::Aims(aims) => teller.aims(aims),
            Planned::NotInProgram(pending, _) => {
                format!("应适用 {}（{}），本程序尚未收入，不作推算。\n", pending.title.zh, pending.id)
            }
            Planned::NotCovered => "这一天没有可适用的标准。\n".to_owned(),
        };
    }
    out
}

/// The rule of this id in a standard or a file judged along, by its name.
pub fn rule(catalog: &Catalog, standard: Option<&Standard>, id: &str) -> String {
    let own = standard.into_iter().chain(catalog.book().standards.iter());
    let mut labels = own.filter_map(|file| {
        let criteria = file.criterion.iter().map(|it| (&it.id, &it.label));
        let parts = file.criterion.iter().flat_map(|it| &it.part).map(|it| (&it.id, &it.label));
        let reliefs = file.exemption.iter().chain(&file.fast_track).map(|it| (&it.id, &it.label));
        let guards = file.guard.iter().map(|it| (&it.id, &it.label));
        let scores = file.score.iter().map(|it| (&it.id, &it.label));
        let indicators = file.score.iter().flat_map(|it| &it.indicator).map(|it| (&it.id, &it.label));
        let mut all = criteria.chain(parts).chain(reliefs).chain(guards).chain(scores).chain(indicators);
        all.find(|(other, _)| *other == id).map(|(_, label)| label.zh.to_string())
    });
    labels.next().unwrap_or_else(|| id.to_owned())
}

/// When a window is.
pub fn season(it: &Season<'_>) -> String {
    let principle = if matches!(it.window.opens, Opening::Days { .. }) { "" } else { "，原则上" };
    format!("{} 至 {}（{}{principle}）", it.first, it.last, it.window.label.zh)
}

/// Tells the changes of one enterprise.
#[derive(Clone, Copy)]
pub struct Planner<'a> {
    /// Names of facts, and what is stated.
    pub teller: Teller<'a>,
}

impl Planner<'_> {
    fn aims(&self, aims: &Aims<'_>) -> String {
        let mut out = String::new();
        let names = |ids: &[&str], standard| {
            let names: Vec<String> = ids.iter().map(|id| rule(self.teller.catalog, standard, id)).collect();
            names.join("、")
        };
        if !aims.stuck.is_empty() {
            out += &format!(
                "在申报日无法改变：{}（已结账年度的数字、已发生的事或时间）。\n",
                names(&aims.stuck, None)
            );
        }
        if !aims.unclear.is_empty() {
            out += &format!("须先填报有关事实才能推算：{}。\n", names(&aims.unclear, None));
        }
        if aims.aims.is_empty() {
            out += "今后三年内，没有找到单靠改动填报值就能满足的办法。\n";
        }
        for aim in &aims.aims {
            out += &heading(aim);
            for (at, plan) in aim.plans.iter().enumerate() {
                out += &self.plan(at, plan, aim);
            }
        }
        if !aims.is_proven {
            out += "搜索提前结束，可能还有改动更少的办法。\n";
        }
        out
    }

    fn plan(&self, at: usize, plan: &Plan<'_>, aim: &Aim<'_>) -> String {
        let catalog = self.teller.catalog;
        let effort = effort_text(plan.effort);
        let mut out = format!("  办法 {}（难度 {effort}，不早于 {}）\n", at + 1, plan.not_before);
        for change in &plan.changes {
            out += &format!("    {}\n", self.change(change));
        }
        for (id, from) in &plan.waits {
            out += &format!("    等到 {from}：{}\n", rule(catalog, Some(aim.standard), id));
        }
        for (id, before, then) in &plan.points {
            out += &format!("    得分 {}：{before} → {then} 分\n", rule(catalog, Some(aim.standard), id));
        }
        for id in &plan.reliefs {
            out += &format!("    凭 {}\n", rule(catalog, Some(aim.standard), id));
        }
        out
    }

    /// What a change is about: "2025 年研发费用".
    pub fn subject(&self, spot: &Spot) -> String {
        match spot {
            Spot::Fact(key) => self.teller.key(*key),
            Spot::Field { list, item, field } => {
                self.teller.open(Open::Field { list: *list, item: *item, field: *field })
            }
            Spot::Items { list, .. } | Spot::End(list) => self.teller.label(*list),
        }
    }

    /// A value that stands there: "80 万元", "是".
    pub fn value(&self, spot: &Spot, value: &Value) -> String {
        let Some(fact) = self.teller.catalog.fact(spot.fact()) else { return String::new() };
        match (spot, value) {
            (Spot::Field { field, .. }, _) => {
                let mut shown = Item::default();
                shown.set(*field, Some(value.clone()));
                fact.field(*field).and_then(|it| field_value(&shown, it, fact)).unwrap_or_default()
            }
            (Spot::Fact(_), Value::Number(number)) => amount(*number, fact.unit()),
            (Spot::Fact(_), Value::Date(date)) => date.to_string(),
            (Spot::Fact(_) | Spot::Items { .. } | Spot::End(_), _) => value_of(fact, value),
        }
    }

    /// What becomes of it: "100 万元", "增加 2 项（…）".
    pub fn becomes(&self, spot: &Spot, to: &To) -> String {
        match to {
            To::Value(value) => self.value(spot, value),
            To::Items { item, count } => format!("增加 {count} 项（{}）", self.like(spot.fact(), item)),
            To::Complete => "没有更多应列而未列的项".to_owned(),
        }
    }

    /// What a change asks for, with how much that is more or less: "至少 100 万元，加 20 万元".
    pub fn asked(&self, change: &Change<'_>) -> String {
        let unit = self.teller.catalog.fact(change.spot.fact()).map(Fact::unit);
        let bound = match change.bound {
            Some(Towards::Up) => "至少 ",
            Some(Towards::Down) if unit == Some(Unit::Rank) => "不低于",
            Some(Towards::Down) => "至多 ",
            None => "",
        };
        let by =
            change.by().zip(unit).map_or_else(String::new, |(by, unit)| format!("，{}", differs(by, unit)));
        format!("{bound}{}{by}", self.becomes(&change.spot, &change.to))
    }

    fn like(&self, list: FactId, item: &Item) -> String {
        let Some(fact) = self.teller.catalog.fact(list) else { return String::new() };
        let fields = fact.field.iter().filter(|field| item.get(field.key()).is_some());
        let fields: Vec<String> = fields
            .filter_map(|field| Some(format!("{}：{}", field.label.zh, field_value(item, field, fact)?)))
            .collect();
        fields.join("，")
    }

    /// One change in a sentence.
    pub fn change(&self, change: &Change<'_>) -> String {
        let word = match change.kind {
            Kind::Change => "改动",
            Kind::Answer => "待填",
        };
        let Some(fact) = self.teller.catalog.fact(change.spot.fact()) else { return word.to_owned() };
        let what = match (&change.spot, &change.to) {
            (Spot::Fact(key), To::Value(value)) => moved(&self.teller.key(*key), fact, change, value),
            (Spot::Field { item, field, .. }, To::Value(value)) => {
                let name = fact.field(*field).map_or("", |it| &it.label.zh);
                let mut shown = Item::default();
                shown.set(*field, Some(value.clone()));
                let value = fact.field(*field).and_then(|it| field_value(&shown, it, fact));
                format!("{}第 {} 项的“{name}”为{}", fact.label.zh, item + 1, value.unwrap_or_default())
            }
            (Spot::Items { .. }, To::Items { .. }) => {
                format!("{}{}", fact.label.zh, self.becomes(&change.spot, &change.to))
            }
            (Spot::End(_), To::Complete) => format!("{}没有更多应列而未列的项", fact.label.zh),
            (Spot::Fact(_) | Spot::Field { .. } | Spot::Items { .. } | Spot::End(_), _) => String::new(),
        };
        format!("{word}：{what}")
    }
}

fn moved(name: &str, fact: &Fact, change: &Change<'_>, value: &Value) -> String {
    let Value::Number(to) = value else {
        return format!("{name}为{}", value_of(fact, value));
    };
    let bound = match change.bound {
        Some(Towards::Up) => "至少 ",
        Some(Towards::Down) if fact.unit() == Unit::Rank => "不低于",
        Some(Towards::Down) => "至多 ",
        None => "",
    };
    let mut out = format!("{name}{bound}{}", amount(*to, fact.unit()));
    if let (Some(Value::Number(from)), Some(by)) = (&change.from, change.by()) {
        out += &format!("（现为 {}，{}）", amount(*from, fact.unit()), differs(by, fact.unit()));
    }
    out
}

/// By how much: "加 20 万元".
fn differs(by: Decimal, unit: Unit) -> String {
    let (sign, by) = if by < Decimal::ZERO { ("减", negated(by)) } else { ("加", by) };
    let by = if unit == Unit::Percent {
        format!("{} 个百分点", number::grouped(&by.to_string()))
    } else {
        amount(by, unit)
    };
    format!("{sign} {by}")
}

/// The day aimed at.
fn heading(aim: &Aim<'_>) -> String {
    let window = aim.season.as_ref().map_or_else(String::new, |it| format!("，申报窗口 {}", season(it)));
    let mut out = format!("目标申报日 {}{window}\n", aim.filing.as_of);
    let years = aim.assumed.iter().filter_map(|key| key.year);
    if let (Some(first), Some(last)) = (years.clone().min(), years.max()) {
        let years = if first == last { first.to_string() } else { format!("{first}—{last}") };
        out += &format!("  {years} 年没有填报、下面也没有列出的数字，假定与上年相同。\n");
    }
    out
}

fn value_of(fact: &Fact, value: &Value) -> String {
    match value {
        Value::Flag(true) | Value::Judgement { holds: true, .. } => "是".to_owned(),
        Value::Flag(false) | Value::Judgement { holds: false, .. } => "否".to_owned(),
        Value::Choice(id) => fact.choice(*id).map_or_else(String::new, |it| it.label.zh.to_string()),
        Value::Date(date) => format!(" {date} 或更早"),
        Value::Number(number) => number::grouped(&number.to_string()),
        Value::Text(text) => text.clone(),
    }
}

fn negated(it: Decimal) -> Decimal {
    Decimal::from_millionths(-it.millionths()).unwrap_or(it)
}

/// A figure with its unit, exactly as it must be stated.
fn amount(value: Decimal, unit: Unit) -> String {
    let digits = number::grouped(&value.to_string());
    match unit {
        Unit::Percent => format!("{digits}%"),
        Unit::Rank => format!("第 {digits} 名"),
        Unit::Wan | Unit::Persons | Unit::Items | Unit::Points | Unit::Years => {
            format!("{digits} {}", unit.sign())
        }
    }
}
