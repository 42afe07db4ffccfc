//! Answers: how is said what would meet a tier, what is near a line, and what was tried out?

use super::Lang;
use super::join::many;
use crate::text::verdict::Tally;
use crate::units::Date;

/// How many ways a search found.
pub fn ways_found(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("找到 {count} 个办法"),
        Lang::En => format!("{} found", many(count, "way", "ways")),
    }
}

/// Rules that nothing can meet on the filing date.
pub fn stuck(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("在申报日改不了的：{names}（已结账年度的数字、已发生的事或时间）。"),
        Lang::En => {
            format!(
                "Cannot be changed on the filing day: {names} (figures of closed years, past events, or time)."
            )
        }
    }
}

/// Rules whose open answers have no value to name.
pub fn unclear(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("填了有关事实才能推算的：{names}。"),
        Lang::En => format!("Can be worked out only once the facts are filled in: {names}."),
    }
}

/// The day a plan is for.
pub fn aimed_at(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("瞄准 {day} 申报"),
        Lang::En => format!("Aiming to file on {day}"),
    }
}

/// The window that day lies in.
pub fn in_window(lang: Lang, window: &str) -> String {
    match lang {
        Lang::Zh => format!("申报窗口 {window}"),
        Lang::En => format!("Filing window {window}"),
    }
}

/// What is assumed of years that are not over.
pub fn assumed(lang: Lang, first: i32, last: i32) -> String {
    match lang {
        Lang::Zh if first == last => format!("{first} 年没有填报、办法里也没有列出的数字，假定与上年相同。"),
        Lang::Zh => format!("{first}—{last} 年没有填报、办法里也没有列出的数字，假定与上年相同。"),
        Lang::En if first == last => {
            format!(
                "Figures of {first} that are neither filled in nor listed in the ways are taken to equal the year before."
            )
        }
        Lang::En => format!(
            "Figures of {first}–{last} that are neither filled in nor listed in the ways are taken to equal the year \
             before."
        ),
    }
}

/// The name of a plan.
pub fn nth_way(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("办法 {nth}"),
        Lang::En => format!("Way {nth}"),
    }
}

/// How hard a plan is.
pub fn way_effort(lang: Lang, effort: &str) -> String {
    match lang {
        Lang::Zh => format!("难度合计 {effort}"),
        Lang::En => format!("Total difficulty {effort}"),
    }
}

/// How hard a change is.
pub fn move_effort(lang: Lang, effort: &str) -> String {
    match lang {
        Lang::Zh => format!("难度 {effort}"),
        Lang::En => format!("Difficulty {effort}"),
    }
}

/// The first day on which a plan meets.
pub fn not_before(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("不早于 {day}"),
        Lang::En => format!("Not before {day}"),
    }
}

/// What time alone brings.
pub fn wait(lang: Lang, day: Date, rule: &str) -> String {
    match lang {
        Lang::Zh => format!("等到 {day}：{rule}"),
        Lang::En => format!("Wait until {day}: {rule}"),
    }
}

/// What an indicator gains.
pub fn scores(lang: Lang, rule: &str, from: u32, to: u32) -> String {
    match lang {
        Lang::Zh => format!("得分 {rule}：{from} → {to} 分"),
        Lang::En => format!("Score of {rule}: {from} → {to} points"),
    }
}

/// A fast track or an exemption that a plan uses.
pub fn by_relief(lang: Lang, rule: &str) -> String {
    match lang {
        Lang::Zh => format!("凭直通或免除：{rule}"),
        Lang::En => format!("By fast track or exemption: {rule}"),
    }
}

/// What a change is for.
pub fn serves(lang: Lang, rules: &str) -> String {
    match lang {
        Lang::Zh => format!("为了：{rules}"),
        Lang::En => format!("For: {rules}"),
    }
}

/// The verdicts before and after.
pub fn turns(lang: Lang, was: &str, is: &str) -> String {
    match lang {
        Lang::Zh => format!("{was} → {is}，逐项对照"),
        Lang::En => format!("{was} → {is}, item by item"),
    }
}

/// How many conditions are in each state.
pub fn tallied(lang: Lang, of: &Tally) -> String {
    let open = of.unknown + of.manual;
    let all = of.met + of.unmet + open;
    let part = |count: usize, zh: &str, en: &str| match (count, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("，{count} 项{zh}"),
        (_, Lang::En) => format!(", {count} {en}"),
    };
    let out = match lang {
        Lang::Zh => format!("{all} 项条件中 {} 项满足", of.met),
        Lang::En => format!("{} of {} met", of.met, many(all, "condition", "conditions")),
    };
    out + &part(of.unmet, "不满足", "not met") + &part(open, "未定", "open")
}

/// How many figures are close to a line.
pub fn margins_found(lang: Lang, close: usize) -> String {
    match (lang, close) {
        (Lang::Zh, 0) => "没有临近界线的数。".to_owned(),
        (Lang::Zh, _) => format!("有 {close} 处临近界线，排在前面。"),
        (Lang::En, 0) => "No figure is close to a line.".to_owned(),
        (Lang::En, _) => format!("Close to a line: {close}, listed first."),
    }
}

/// What stands there.
pub fn now_is(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Zh => format!("现为 {what}"),
        Lang::En => format!("now {what}"),
    }
}

/// The amount at which something turns.
pub fn turns_at(lang: Lang, amount: &str) -> String {
    match lang {
        Lang::Zh => format!("到 {amount}"),
        Lang::En => format!("at {amount}"),
    }
}

/// The name that a scenario begins with.
pub fn nth_scenario(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("方案 {nth}"),
        Lang::En => format!("Scenario {nth}"),
    }
}

/// A day of filing.
pub fn filed_on(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{day} 申报"),
        Lang::En => format!("Filing on {day}"),
    }
}

/// A change in a few words.
pub fn turned(lang: Lang, what: &str, from: Option<&str>, to: &str) -> String {
    match (lang, from) {
        (Lang::Zh, Some(from)) => format!("{what}：{from} → {to}"),
        (Lang::Zh, None) => format!("{what}：{to}"),
        (Lang::En, Some(from)) => format!("{what}: {from} → {to}"),
        (Lang::En, None) => format!("{what}: {to}"),
    }
}

/// The heading above what is otherwise in a scenario.
pub fn differences_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("“{name}”与现在有何不同"),
        Lang::En => format!("How “{name}” differs from now"),
    }
}

/// The draft was changed by a scenario.
pub fn scenario_applied(lang: Lang, name: &str, left_out: usize) -> String {
    let unplaced = unplaced(lang, left_out);
    match lang {
        Lang::Zh => format!("草稿已按“{name}”改好，可以撤销。{unplaced}"),
        Lang::En => format!("The draft has been changed by “{name}”; this can be undone.{unplaced}"),
    }
}

/// A draft was begun from a scenario.
pub fn scenario_saved(lang: Lang, name: &str, left_out: usize) -> String {
    let unplaced = unplaced(lang, left_out);
    match lang {
        Lang::Zh => format!("已另存为草稿“{name}”，原草稿未动。{unplaced}"),
        Lang::En => format!("Saved as the draft “{name}”; the original draft is unchanged.{unplaced}"),
    }
}

fn unplaced(lang: Lang, left_out: usize) -> String {
    match (lang, left_out) {
        (_, 0) => String::new(),
        (Lang::Zh, _) => format!("{left_out} 处改动来自跟踪，填报里没有位置，未带入。"),
        (Lang::En, _) => format!(
            " From Track, without a place in the answers, and so not taken over: {}.",
            many(left_out, "change", "changes")
        ),
    }
}

/// A draft on a day.
pub fn draft_on(lang: Lang, draft: &str, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{draft}，{day} 申报"),
        Lang::En => format!("{draft}, filing on {day}"),
    }
}

/// More items like one that is listed.
pub fn more_like(lang: Lang, list: &str, item: &str) -> String {
    match lang {
        Lang::Zh => format!("{list}：再加与“{item}”相同的"),
        Lang::En => format!("{list}: more like “{item}”"),
    }
}

/// How many items more.
pub fn items_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("加 {count} 项"),
        Lang::En => format!("{count} more"),
    }
}
