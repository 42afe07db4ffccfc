//! Answers: how is it said when each tier can be filed for?

use super::reason::Teller;
use super::tracked::cited;
use super::{truth, visible};
use crate::assess::{Filing, Truth};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::policy::schema::Route;
use crate::tracker::{Chance, HORIZON_YEARS, Opens, Rung, Timed};

/// Every tier, in lines.
pub fn told(catalog: &Catalog, facts: &Facts, ladder: &[Rung<'_>]) -> String {
    let mut out = "\n== 何时可以申报（新申请） ==\n".to_owned();
    out += &format!(
        "只看时间本身能决定的条件（称号是否有效、年限是否已满、禁报期是否已过），看到 {HORIZON_YEARS} 年内的窗口；\
         还没有认定或复核通过的称号不作假定。\n"
    );
    let words = Words { catalog, facts };
    ladder.iter().map(|rung| words.rung(rung)).fold(out, |out, it| out + &it)
}

/// When a tier can be filed for, in a sentence.
pub fn outlook(catalog: &Catalog, facts: &Facts, rung: &Rung<'_>) -> String {
    Words { catalog, facts }.outlook(rung)
}

/// The conditions that time settles on the day that is told, what is met in one line; and how many it does not.
pub fn conditions(catalog: &Catalog, facts: &Facts, rung: &Rung<'_>) -> Vec<String> {
    let words = Words { catalog, facts };
    let told = rung.earliest.as_ref().or(rung.perhaps.as_ref()).or(rung.next.as_ref());
    let lines = told.map(|chance| words.conditions(chance)).unwrap_or_default() + &beside(rung);
    lines.lines().map(|line| line.trim().to_owned()).collect()
}

fn beside(it: &Rung<'_>) -> String {
    let score = if it.has_score { "和评分" } else { "" };
    format!("  另有 {} 项条件{score}不由时间决定，见评估\n", it.beside.len())
}

struct Words<'a> {
    catalog: &'a Catalog,
    facts: &'a Facts,
}

impl Words<'_> {
    fn rung(&self, it: &Rung<'_>) -> String {
        let tier = self.catalog.tier(it.tier).map_or(it.tier, |tier| &tier.label.zh);
        let mut out = format!("{tier}：{}\n", self.outlook(it));
        if !it.held.is_empty() {
            let names: Vec<String> = it.held.iter().map(|name| visible(name)).collect();
            out += &format!("  这一层的称号现在有效：{}\n", names.join("、"));
        }
        let told = it.earliest.as_ref().or(it.perhaps.as_ref()).or(it.next.as_ref());
        if let Some(chance) = told {
            out += &self.conditions(chance);
        }
        out + &beside(it)
    }

    fn outlook(&self, it: &Rung<'_>) -> String {
        let day = |chance: &Chance<'_>| format!("{}（{}）", chance.day, self.window(&chance.opens));
        match (&it.earliest, &it.perhaps, &it.next) {
            (Some(sure), None, _) => format!("最早 {}", day(sure)),
            (Some(sure), Some(perhaps), _) => format!("最早 {}；可能更早：{}", day(sure), day(perhaps)),
            (None, Some(perhaps), _) => format!("未知；最早可能 {}", day(perhaps)),
            (None, None, Some(next)) => {
                format!("{} 前的窗口都不满足；下一个窗口 {}", it.until.day_after(), day(next))
            }
            (None, None, None) => format!("{} 前没有本程序收入的窗口", it.until.day_after()),
        }
    }

    fn window(&self, it: &Opens<'_>) -> String {
        let first = it.first.map(|day| format!("{day} ")).unwrap_or_default();
        let how = if it.is_in_principle { "原则上 " } else { "" };
        let source = match &it.notice {
            Some(it) => format!("{}，按登记的通知", visible(&it.notice.number)),
            None => cited(self.catalog, &it.window.source),
        };
        format!("窗口{how}{first}至 {}，{source}", it.last)
    }

    /// What holds in one line, what does not or is not known in a line each.
    fn conditions(&self, chance: &Chance<'_>) -> String {
        let met = chance.conditions.iter().filter(|it| it.truth == Truth::Met);
        let met: Vec<String> = met.map(named).collect();
        let mut out = if met.is_empty() {
            String::new()
        } else {
            format!("  {}：{}\n", truth(Truth::Met), met.join("、"))
        };
        for it in chance.conditions.iter().filter(|it| it.truth != Truth::Met) {
            let source = cited(self.catalog, it.rule.source);
            out += &format!("  {}：{}（{source}）{}\n", truth(it.truth), named(it), self.missing(it, chance));
        }
        out
    }

    fn missing(&self, it: &Timed<'_>, chance: &Chance<'_>) -> String {
        if it.open.is_empty() {
            return String::new();
        }
        let filing = Filing { route: Route::New, as_of: chance.day };
        let teller = Teller { catalog: self.catalog, facts: self.facts, filing };
        let open: Vec<String> = it.open.iter().map(|open| teller.open(*open)).collect();
        format!("，缺：{}", open.join("、"))
    }
}

/// The condition, and the titles that make it hold.
fn named(it: &Timed<'_>) -> String {
    let names: Vec<String> = it.by.iter().map(|name| visible(name)).collect();
    if names.is_empty() {
        return it.rule.label.zh.to_string();
    }
    format!("{}（{}）", it.rule.label.zh, names.join("、"))
}
