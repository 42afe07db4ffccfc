//! Answers: how is said what would meet a tier, what is near a line, and what was tried out?

use super::Lang;
use crate::text::verdict::Tally;
use crate::units::Date;

/// How many ways a search found.
pub fn ways_found(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("找到 {count} 个办法"),
    }
}

/// Rules that nothing can meet on the filing date.
pub fn stuck(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("在申报日改不了的：{names}（已结账年度的数字、已发生的事或时间）。"),
    }
}

/// Rules whose open answers have no value to name.
pub fn unclear(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("填了有关事实才能推算的：{names}。"),
    }
}

/// The day a plan is for.
pub fn aimed_at(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("瞄准 {day} 申报"),
    }
}

/// The window that day lies in.
pub fn in_window(lang: Lang, window: &str) -> String {
    match lang {
        Lang::Zh => format!("申报窗口 {window}"),
    }
}

/// What is assumed of years that are not over.
pub fn assumed(lang: Lang, first: i32, last: i32) -> String {
    match lang {
        Lang::Zh if first == last => format!("{first} 年没有填报、办法里也没有列出的数字，假定与上年相同。"),
        Lang::Zh => format!("{first}—{last} 年没有填报、办法里也没有列出的数字，假定与上年相同。"),
    }
}

/// The name of a plan.
pub fn nth_way(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("办法 {nth}"),
    }
}

/// How hard a plan is.
pub fn way_effort(lang: Lang, effort: &str) -> String {
    match lang {
        Lang::Zh => format!("难度合计 {effort}"),
    }
}

/// How hard a change is.
pub fn move_effort(lang: Lang, effort: &str) -> String {
    match lang {
        Lang::Zh => format!("难度 {effort}"),
    }
}

/// The first day on which a plan meets.
pub fn not_before(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("不早于 {day}"),
    }
}

/// What time alone brings.
pub fn wait(lang: Lang, day: Date, rule: &str) -> String {
    match lang {
        Lang::Zh => format!("等到 {day}：{rule}"),
    }
}

/// What an indicator gains.
pub fn scores(lang: Lang, rule: &str, from: u32, to: u32) -> String {
    match lang {
        Lang::Zh => format!("得分 {rule}：{from} → {to} 分"),
    }
}

/// A fast track or an exemption that a plan uses.
pub fn by_relief(lang: Lang, rule: &str) -> String {
    match lang {
        Lang::Zh => format!("凭直通或免除：{rule}"),
    }
}

/// What a change is for.
pub fn serves(lang: Lang, rules: &str) -> String {
    match lang {
        Lang::Zh => format!("为了：{rules}"),
    }
}

/// The verdicts before and after.
pub fn turns(lang: Lang, was: &str, is: &str) -> String {
    match lang {
        Lang::Zh => format!("{was} → {is}，逐项对照"),
    }
}

/// How many conditions are in each state.
pub fn tallied(lang: Lang, of: &Tally) -> String {
    let Lang::Zh = lang;
    let open = of.unknown + of.manual;
    let all = of.met + of.unmet + open;
    let mut out = format!("{all} 项条件中 {} 项满足", of.met);
    if 0 < of.unmet {
        out += &format!("，{} 项不满足", of.unmet);
    }
    if 0 < open {
        out += &format!("，{open} 项未定");
    }
    out
}

/// How many figures are close to a line.
pub fn margins_found(lang: Lang, close: usize) -> String {
    match (lang, close) {
        (Lang::Zh, 0) => "没有临近界线的数。".to_owned(),
        (Lang::Zh, _) => format!("有 {close} 处临近界线，排在前面。"),
    }
}

/// What stands there.
pub fn now_is(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Zh => format!("现为 {what}"),
    }
}

/// The amount at which something turns.
pub fn turns_at(lang: Lang, amount: &str) -> String {
    match lang {
        Lang::Zh => format!("到 {amount}"),
    }
}

/// The name that a scenario begins with.
pub fn nth_scenario(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("方案 {nth}"),
    }
}

/// A day of filing.
pub fn filed_on(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{day} 申报"),
    }
}

/// A change in a few words.
pub fn turned(lang: Lang, what: &str, from: Option<&str>, to: &str) -> String {
    match (lang, from) {
        (Lang::Zh, Some(from)) => format!("{what}：{from} → {to}"),
        (Lang::Zh, None) => format!("{what}：{to}"),
    }
}

/// The heading above what is otherwise in a scenario.
pub fn differences_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("“{name}”与现在有何不同"),
    }
}

/// The draft was changed by a scenario.
pub fn scenario_applied(lang: Lang, name: &str, left_out: usize) -> String {
    let Lang::Zh = lang;
    format!("草稿已按“{name}”改好，可以撤销。{}", unplaced(left_out))
}

/// A draft was begun from a scenario.
pub fn scenario_saved(lang: Lang, name: &str, left_out: usize) -> String {
    let Lang::Zh = lang;
    format!("已另存为草稿“{name}”，原草稿未动。{}", unplaced(left_out))
}

fn unplaced(left_out: usize) -> String {
    if left_out == 0 {
        String::new()
    } else {
        format!("{left_out} 处改动来自跟踪，填报里没有位置，未带入。")
    }
}

/// A draft on a day.
pub fn draft_on(lang: Lang, draft: &str, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{draft}，{day} 申报"),
    }
}

/// More items like one that is listed.
pub fn more_like(lang: Lang, list: &str, item: &str) -> String {
    match lang {
        Lang::Zh => format!("{list}：再加与“{item}”相同的"),
    }
}

/// How many items more.
pub fn items_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("加 {count} 项"),
    }
}
