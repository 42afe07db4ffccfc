//! Answers: how is it said what an enterprise would have to change, and when?

use super::insight::{percentage_points, with_unit};
use super::reason::{Teller, field_value};
use super::say::{AND, COLON, COMMA, LANG, Lang, aside, many, tr};
use super::{number, route, words};
use crate::assess::Open;
use crate::facts::{Facts, Item, Value};
use crate::plan::{Aim, Aims, Change, Kind, OfTier, Plan, Planned, Season, Spot, To, effort_text};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Fact, FactId, Opening, Standard, Towards};
use crate::units::{Decimal, Unit};

/// The plans of every tier, in lines.
pub fn told(catalog: &Catalog, facts: &Facts, plans: &[OfTier<'_>]) -> String {
    let mut out = tr(
        "按填报值推算的最少改动，不是官方意见。改动的难易权重是本程序的选择，不是法规。\n\
         列出的数值、名次和日期是恰好够用的那一个。\n",
        "The least changes, worked out from the answers; not an official opinion. How hard a change is weighs what \
         this program chose, and is no law.\nThe values, ranks and days listed are the ones that just suffice.\n",
    )
    .to_owned();
    for of in plans {
        let tier = catalog.tier(of.tier).map_or(of.tier, |tier| words(&tier.label));
        let (route, day) = (route(of.filing.route), of.filing.as_of);
        out += &worded!(
            "\n== {tier}（{route}，申报日 {day}）==\n",
            "\n== {tier} ({route}, filing day {day}) ==\n"
        );
        let teller = Planner { teller: Teller { catalog, facts, filing: of.filing } };
        out += &match &of.planned {
            Planned::Meets(standard) => {
                let title = words(&standard.title);
                worded!("已满足 {title}，无须改动。\n", "Meets {title} already; nothing need change.\n")
            }
            Planned::Aims(aims) => teller.aims(aims),
            Planned::NotInProgram(pending, _) => {
                let (title, id) = (words(&pending.title), &pending.id);
                worded!(
                    "应适用 {title}（{id}），本程序尚未收入，不作推算。\n",
                    "{title} ({id}) would apply; this program does not hold it yet, so nothing is worked out.\n"
                )
            }
            Planned::NotCovered => {
                tr("这一天没有可适用的标准。\n", "No standard applies on this day.\n").to_owned()
            }
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
        all.find(|(other, _)| *other == id).map(|(_, label)| words(label).to_owned())
    });
    labels.next().unwrap_or_else(|| id.to_owned())
}

/// When a window is.
pub fn season(it: &Season<'_>) -> String {
    let principle = if matches!(it.window.opens, Opening::Days { .. }) {
        ""
    } else {
        tr("，原则上", ", in principle")
    };
    let (first, last, label) = (it.first, it.last, words(&it.window.label));
    worded!("{first} 至 {last}（{label}{principle}）", "{first} to {last} ({label}{principle})")
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
            names.join(AND)
        };
        if !aims.stuck.is_empty() {
            let names = names(&aims.stuck, None);
            out += &worded!(
                "在申报日无法改变：{names}（已结账年度的数字、已发生的事或时间）。\n",
                "Cannot be changed by the filing day: {names} (figures of closed years, what has happened, or time).\n"
            );
        }
        if !aims.unclear.is_empty() {
            let names = names(&aims.unclear, None);
            out += &worded!(
                "须先填报有关事实才能推算：{names}。\n",
                "Can be worked out only once the facts are answered: {names}.\n"
            );
        }
        if aims.aims.is_empty() {
            out += tr(
                "今后三年内，没有找到单靠改动填报值就能满足的办法。\n",
                "No way was found to meet it within three years by changing answers alone.\n",
            );
        }
        for aim in &aims.aims {
            out += &heading(aim);
            for (at, plan) in aim.plans.iter().enumerate() {
                out += &self.plan(at, plan, aim);
            }
        }
        if !aims.is_proven {
            out += tr(
                "搜索提前结束，可能还有改动更少的办法。\n",
                "The search ended early; there may be ways with fewer changes.\n",
            );
        }
        out
    }

    fn plan(&self, at: usize, plan: &Plan<'_>, aim: &Aim<'_>) -> String {
        let catalog = self.teller.catalog;
        let effort = effort_text(plan.effort);
        let (nth, first) = (at + 1, plan.not_before);
        let mut out = worded!(
            "  办法 {nth}（难度 {effort}，不早于 {first}）\n",
            "  Way {nth} (effort {effort}, not before {first})\n"
        );
        for change in &plan.changes {
            out += &format!("    {}\n", self.change(change));
        }
        for (id, from) in &plan.waits {
            let rule = rule(catalog, Some(aim.standard), id);
            out += &worded!("    等到 {from}：{rule}\n", "    Wait until {from}: {rule}\n");
        }
        for (id, before, then) in &plan.points {
            let rule = rule(catalog, Some(aim.standard), id);
            out += &worded!(
                "    得分 {rule}：{before} → {then} 分\n",
                "    Score {rule}: {before} → {then} points\n"
            );
        }
        for id in &plan.reliefs {
            let rule = rule(catalog, Some(aim.standard), id);
            out += &worded!("    凭 {rule}\n", "    By {rule}\n");
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
            To::Items { item, count } => {
                let like = self.like(spot.fact(), item);
                match LANG {
                    Lang::Zh => format!("增加 {count} 项（{like}）"),
                    Lang::En => format!("add {} ({like})", many(count, "item", "items")),
                }
            }
            To::Complete => complete().to_owned(),
        }
    }

    /// What a change asks for, with how much that is more or less: "至少 100 万元，加 20 万元".
    pub fn asked(&self, change: &Change<'_>) -> String {
        let unit = self.teller.catalog.fact(change.spot.fact()).map(Fact::unit);
        let bound = bound(change, unit);
        let by = change.by().zip(unit);
        let by = by.map_or_else(String::new, |(by, unit)| format!("{COMMA}{}", differs(by, unit)));
        format!("{bound}{}{by}", self.becomes(&change.spot, &change.to))
    }

    fn like(&self, list: FactId, item: &Item) -> String {
        let Some(fact) = self.teller.catalog.fact(list) else { return String::new() };
        let fields = fact.field.iter().filter(|field| item.get(field.key()).is_some());
        let fields: Vec<String> = fields
            .filter_map(|field| {
                Some(format!("{}{COLON}{}", words(&field.label), field_value(item, field, fact)?))
            })
            .collect();
        fields.join(COMMA)
    }

    /// One change in a sentence.
    pub fn change(&self, change: &Change<'_>) -> String {
        let word = match change.kind {
            Kind::Change => tr("改动", "Change"),
            Kind::Answer => tr("待填", "Answer"),
        };
        let Some(fact) = self.teller.catalog.fact(change.spot.fact()) else { return word.to_owned() };
        let what = match (&change.spot, &change.to) {
            (Spot::Fact(key), To::Value(value)) => moved(&self.teller.key(*key), fact, change, value),
            (Spot::Field { item, field, .. }, To::Value(value)) => {
                let name = fact.field(*field).map_or("", |it| words(&it.label));
                let mut shown = Item::default();
                shown.set(*field, Some(value.clone()));
                let value = fact.field(*field).and_then(|it| field_value(&shown, it, fact));
                let (list, nth, value) = (words(&fact.label), item + 1, value.unwrap_or_default());
                worded!("{list}第 {nth} 项的“{name}”为{value}", "{list}, “{name}” of item {nth}: {value}")
            }
            (Spot::Items { .. }, To::Items { .. }) | (Spot::End(_), To::Complete) => {
                let (list, becomes) = (words(&fact.label), self.becomes(&change.spot, &change.to));
                worded!("{list}{becomes}", "{list}: {becomes}")
            }
            (Spot::Fact(_) | Spot::Field { .. } | Spot::Items { .. } | Spot::End(_), _) => String::new(),
        };
        format!("{word}{COLON}{what}")
    }
}

const fn complete() -> &'static str {
    tr("没有更多应列而未列的项", "nothing more that should be listed is left out")
}

/// From where on a value suffices.
fn bound(change: &Change<'_>, unit: Option<Unit>) -> &'static str {
    match change.bound {
        Some(Towards::Up) => tr("至少 ", "at least "),
        Some(Towards::Down) if unit == Some(Unit::Rank) => tr("不低于", "not below "),
        Some(Towards::Down) => tr("至多 ", "at most "),
        None => "",
    }
}

fn moved(name: &str, fact: &Fact, change: &Change<'_>, value: &Value) -> String {
    let Value::Number(to) = value else {
        let value = value_of(fact, value);
        return worded!("{name}为{value}", "{name}: {value}");
    };
    let (bound, to) = (bound(change, Some(fact.unit())), amount(*to, fact.unit()));
    let mut out = worded!("{name}{bound}{to}", "{name}: {bound}{to}");
    if let (Some(Value::Number(from)), Some(by)) = (&change.from, change.by()) {
        let (from, by) = (amount(*from, fact.unit()), differs(by, fact.unit()));
        out += &aside(&worded!("现为 {from}，{by}", "now {from}, {by}"));
    }
    out
}

/// By how much: "加 20 万元".
fn differs(by: Decimal, unit: Unit) -> String {
    let (sign, by) =
        if by < Decimal::ZERO { (tr("减", "less"), negated(by)) } else { (tr("加", "more"), by) };
    let by = if unit == Unit::Percent { percentage_points(&by.to_string()) } else { amount(by, unit) };
    worded!("{sign} {by}", "{by} {sign}")
}

/// The day aimed at.
fn heading(aim: &Aim<'_>) -> String {
    let window = aim.season.as_ref().map(season);
    let window = window.map_or_else(String::new, |it| worded!("，申报窗口 {it}", ", filing window {it}"));
    let day = aim.filing.as_of;
    let mut out = worded!("目标申报日 {day}{window}\n", "Filing day aimed at: {day}{window}\n");
    let years = aim.assumed.iter().filter_map(|key| key.year);
    if let (Some(first), Some(last)) = (years.clone().min(), years.max()) {
        let years =
            if first == last { first.to_string() } else { worded!("{first}—{last}", "{first}–{last}") };
        out += &worded!(
            "  {years} 年没有填报、下面也没有列出的数字，假定与上年相同。\n",
            "  Figures of {years} that are neither answered nor listed below are assumed to equal those of the year before.\n"
        );
    }
    out
}

fn value_of(fact: &Fact, value: &Value) -> String {
    match value {
        Value::Flag(true) | Value::Judgement { holds: true, .. } => tr("是", "yes").to_owned(),
        Value::Flag(false) | Value::Judgement { holds: false, .. } => tr("否", "no").to_owned(),
        Value::Choice(id) => fact.choice(*id).map_or_else(String::new, |it| words(&it.label).to_owned()),
        Value::Date(date) => worded!(" {date} 或更早", "{date} or earlier"),
        Value::Number(number) => number::grouped(&number.to_string()),
        Value::Text(text) => text.clone(),
    }
}

fn negated(it: Decimal) -> Decimal {
    Decimal::from_millionths(-it.millionths()).unwrap_or(it)
}

/// A figure with its unit, exactly as it must be stated.
fn amount(value: Decimal, unit: Unit) -> String {
    with_unit(&value.to_string(), unit)
}
