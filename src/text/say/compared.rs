//! Answers: how is said what another law changes?

use super::Lang;
use crate::assess::{Beside, Comparison, Shift};

/// The heading of a comparison.
pub fn compared_with(lang: Lang, it: &Comparison<'_>) -> String {
    let Lang::Zh = lang;
    format!("与{}{}对照", gap(it), other(it))
}

/// What the law of the filing date is compared with.
fn other<'p>(it: &Comparison<'p>) -> &'p str {
    match (it.is_same_standard(), it.beside) {
        (true, Beside::Earlier) => "此前的共同条件",
        (true, Beside::Later) => "以后的共同条件",
        (false, Beside::Earlier) => &it.older.standard.edition.zh,
        (false, Beside::Later) => &it.newer.standard.edition.zh,
    }
}

/// Before and after a figure: editions begin with one, other names do not.
fn gap(it: &Comparison<'_>) -> &'static str {
    if it.is_same_standard() { "" } else { " " }
}

/// What is compared, and what it is for.
pub fn compared(lang: Lang, it: &Comparison<'_>) -> String {
    let Lang::Zh = lang;
    let ([older, newer], gap) = (sides(lang, it), gap(it));
    let start = if it.is_same_standard() { "标准没有换版，换的只是共同条件。" } else { "" };
    let end = match it.beside {
        Beside::Earlier => "已不再适用",
        Beside::Later => "还没有适用",
    };
    format!(
        "{start}数字和申报日期都不变，按{gap}{older}和{gap}{newer}各判断一遍；{}{end}，只供了解。",
        other(it)
    )
}

/// The names of the older and the newer side.
pub fn sides<'p>(lang: Lang, it: &Comparison<'p>) -> [&'p str; 2] {
    let Lang::Zh = lang;
    if it.is_same_standard() {
        ["改前", "改后"]
    } else {
        [&it.older, &it.newer].map(|side| side.standard.edition.zh.as_str())
    }
}

/// When the older and the newer side apply.
pub fn spans(lang: Lang, it: &Comparison<'_>) -> [String; 2] {
    let Lang::Zh = lang;
    [format!("{} 及以前", it.from.day_before()), format!("{} 起", it.from)]
}

/// How many hard conditions changed, and how.
pub fn shift(lang: Lang, shift: &Shift) -> String {
    let Lang::Zh = lang;
    let mut parts = Vec::new();
    let mut part = |before: &str, count: usize, after: &str| {
        if count > 0 {
            parts.push(format!("{before}{count} 项{after}"));
        }
    };
    part("", shift.lost, "由满足变为不满足");
    part("", shift.gained, "由不满足变为满足");
    part("", shift.reopened, "只在一边能判断");
    part("", shift.added, "新增");
    part("", shift.made_hard, "由计分改为硬条件");
    part("新的里有 ", shift.new_unmet, "不满足");
    part("", shift.dropped, "取消");
    if parts.is_empty() {
        "硬条件没有增减，结果也都一样。".to_owned()
    } else {
        format!("硬条件中：{}。", parts.join("，"))
    }
}

/// What is gone or looser here and stands in another file.
pub fn still_in(lang: Lang, file: &str) -> String {
    match lang {
        Lang::Zh => format!("{file}里仍有"),
    }
}

/// How many rules differ.
pub fn differing(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("逐项对照，{count} 项不同"),
    }
}

/// How many rules and results are the same.
pub fn same_in_both(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 项，要求和结果都没有变"),
    }
}

/// The points to reach.
pub fn to_reach(lang: Lang, line: u32) -> String {
    match lang {
        Lang::Zh => format!("须达到 {line}"),
    }
}
