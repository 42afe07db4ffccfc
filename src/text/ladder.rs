//! Answers: how is it said when each tier can be filed for?

use super::reason::Teller;
use super::say::{AND, COLON, aside, tr};
use super::tracked::{by_notice, cited, days};
use super::{truth, visible, words};
use crate::assess::{Filing, Truth};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::policy::schema::Route;
use crate::tracker::{Chance, HORIZON_YEARS, Opens, Rung, Timed};

/// Every tier, in lines.
pub fn told(catalog: &Catalog, facts: &Facts, ladder: &[Rung<'_>]) -> String {
    let mut out =
        tr("\n== 何时可以申报（新申请） ==\n", "\n== When it can be filed (new application) ==\n").to_owned();
    out += &worded!(
        "只看时间本身能决定的条件（称号是否有效、年限是否已满、禁报期是否已过），看到 {HORIZON_YEARS} 年内的窗口；\
         还没有认定或复核通过的称号不作假定。\n",
        "Only the conditions that time itself settles (whether a title is valid, the years are full, a time of no \
         filing is over), for the windows of the next {HORIZON_YEARS} years; no title is supposed that has not been \
         recognised or renewed yet.\n"
    );
    let teller = Words { catalog, facts };
    ladder.iter().map(|rung| teller.rung(rung)).fold(out, |out, it| out + &it)
}

/// When a tier can be filed for, in a sentence.
pub fn outlook(catalog: &Catalog, facts: &Facts, rung: &Rung<'_>) -> String {
    Words { catalog, facts }.outlook(rung)
}

/// The conditions that time settles on the day that is told, what is met in one line; and how many it does not.
pub fn conditions(catalog: &Catalog, facts: &Facts, rung: &Rung<'_>) -> Vec<String> {
    let teller = Words { catalog, facts };
    let told = rung.earliest.as_ref().or(rung.perhaps.as_ref()).or(rung.next.as_ref());
    let lines = told.map(|chance| teller.conditions(chance)).unwrap_or_default() + &beside(rung);
    lines.lines().map(|line| line.trim().to_owned()).collect()
}

fn beside(it: &Rung<'_>) -> String {
    let (count, score) = (it.beside.len(), if it.has_score { tr("和评分", " and the score") } else { "" });
    worded!(
        "  另有 {count} 项条件{score}不由时间决定，见评估\n",
        "  Not settled by time, see the assessment: conditions {count}{score}\n"
    )
}

struct Words<'a> {
    catalog: &'a Catalog,
    facts: &'a Facts,
}

impl Words<'_> {
    fn rung(&self, it: &Rung<'_>) -> String {
        let tier = self.catalog.tier(it.tier).map_or(it.tier, |tier| words(&tier.label));
        let mut out = format!("{tier}{COLON}{}\n", self.outlook(it));
        if !it.held.is_empty() {
            let names: Vec<String> = it.held.iter().map(|name| visible(name)).collect();
            let label = tr("  这一层的称号现在有效", "  Titles of this tier that are valid now");
            out += &format!("{label}{COLON}{}\n", names.join(AND));
        }
        let told = it.earliest.as_ref().or(it.perhaps.as_ref()).or(it.next.as_ref());
        if let Some(chance) = told {
            out += &self.conditions(chance);
        }
        out + &beside(it)
    }

    fn outlook(&self, it: &Rung<'_>) -> String {
        let day = |chance: &Chance<'_>| format!("{}{}", chance.day, aside(&self.window(&chance.opens)));
        let end = it.until.day_after();
        match (&it.earliest, &it.perhaps, &it.next) {
            (Some(sure), None, _) => {
                let sure = day(sure);
                worded!("最早 {sure}", "earliest {sure}")
            }
            (Some(sure), Some(perhaps), _) => {
                let (sure, perhaps) = (day(sure), day(perhaps));
                worded!("最早 {sure}；可能更早：{perhaps}", "earliest {sure}; perhaps earlier: {perhaps}")
            }
            (None, Some(perhaps), _) => {
                let perhaps = day(perhaps);
                worded!("未知；最早可能 {perhaps}", "not known; perhaps as early as {perhaps}")
            }
            (None, None, Some(next)) => {
                let next = day(next);
                worded!(
                    "{end} 前的窗口都不满足；下一个窗口 {next}",
                    "not met in any window before {end}; next window {next}"
                )
            }
            (None, None, None) => {
                worded!("{end} 前没有本程序收入的窗口", "this program holds no window before {end}")
            }
        }
    }

    fn window(&self, it: &Opens<'_>) -> String {
        let days = days((it.first, it.last), it.is_in_principle);
        let source = match &it.notice {
            Some(it) => by_notice(&it.notice.number),
            None => cited(self.catalog, &it.window.source),
        };
        worded!("窗口{days}，{source}", "window {days}, {source}")
    }

    /// What holds in one line, what does not or is not known in a line each.
    fn conditions(&self, chance: &Chance<'_>) -> String {
        let met = chance.conditions.iter().filter(|it| it.truth == Truth::Met);
        let met: Vec<String> = met.map(named).collect();
        let mut out = if met.is_empty() {
            String::new()
        } else {
            format!("  {}{COLON}{}\n", truth(Truth::Met), met.join(AND))
        };
        for it in chance.conditions.iter().filter(|it| it.truth != Truth::Met) {
            let source = aside(&cited(self.catalog, it.rule.source));
            let (truth, missing) = (truth(it.truth), self.missing(it, chance));
            out += &format!("  {truth}{COLON}{}{source}{missing}\n", named(it));
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
        let open = open.join(AND);
        worded!("，缺：{open}", ", missing: {open}")
    }
}

/// The condition, and the titles that make it hold.
fn named(it: &Timed<'_>) -> String {
    let names: Vec<String> = it.by.iter().map(|name| visible(name)).collect();
    let label = words(it.rule.label);
    if names.is_empty() { label.to_owned() } else { format!("{label}{}", aside(&names.join(AND))) }
}
