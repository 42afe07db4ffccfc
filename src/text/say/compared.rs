//! Answers: how is said what another law changes?

use super::{Lang, tr};
use crate::assess::{Beside, Comparison, Shift};
use crate::text::words;

/// The heading of a comparison.
pub fn compared_with(lang: Lang, it: &Comparison<'_>) -> String {
    match lang {
        Lang::Zh => format!("与{}{}对照", gap(it), other(it)),
        Lang::En => format!("Compared with the {}", other(it)),
    }
}

/// What the law of the filing date is compared with.
fn other(it: &Comparison<'_>) -> &'static str {
    match (it.is_same_standard(), it.beside) {
        (true, Beside::Earlier) => tr("此前的共同条件", "earlier common conditions"),
        (true, Beside::Later) => tr("以后的共同条件", "later common conditions"),
        (false, Beside::Earlier) => words(&it.older.standard.edition),
        (false, Beside::Later) => words(&it.newer.standard.edition),
    }
}

/// Before and after a figure: editions begin with one, other names do not.
fn gap(it: &Comparison<'_>) -> &'static str {
    if it.is_same_standard() { "" } else { " " }
}

/// What is compared, and what it is for.
pub fn compared(lang: Lang, it: &Comparison<'_>) -> String {
    match lang {
        Lang::Zh => compared_zh(it),
        Lang::En => compared_en(it),
    }
}

fn compared_zh(it: &Comparison<'_>) -> String {
    let ([older, newer], gap) = (sides(Lang::Zh, it), gap(it));
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

fn compared_en(it: &Comparison<'_>) -> String {
    let is_same = it.is_same_standard();
    let [older, newer] = if is_same {
        ["the common conditions before the change", "those after it"].map(str::to_owned)
    } else {
        sides(Lang::En, it).map(|side| format!("the {side}"))
    };
    let start = if is_same {
        "The edition of the standard is the same; only the common conditions changed. "
    } else {
        ""
    };
    let end = match (it.beside, is_same) {
        (Beside::Earlier, true) => "no longer apply and are",
        (Beside::Earlier, false) => "no longer applies and is",
        (Beside::Later, true) => "do not apply yet and are",
        (Beside::Later, false) => "does not apply yet and is",
    };
    format!(
        "{start}The same figures and filing day, judged by {older} and by {newer}; the {} {end} for information \
         only.",
        other(it)
    )
}

/// The names of the older and the newer side.
pub fn sides(lang: Lang, it: &Comparison<'_>) -> [&'static str; 2] {
    if it.is_same_standard() {
        match lang {
            Lang::Zh => ["改前", "改后"],
            Lang::En => ["Before the change", "After the change"],
        }
    } else {
        [&it.older, &it.newer].map(|side| words(&side.standard.edition))
    }
}

/// When the older and the newer side apply.
pub fn spans(lang: Lang, it: &Comparison<'_>) -> [String; 2] {
    match lang {
        Lang::Zh => [format!("{} 及以前", it.from.day_before()), format!("{} 起", it.from)],
        Lang::En => [format!("up to {}", it.from.day_before()), format!("from {}", it.from)],
    }
}

/// How many hard conditions changed, and how.
pub fn shift(lang: Lang, shift: &Shift) -> String {
    let mut parts = Vec::new();
    let mut part = |count: usize, [before, after]: [&str; 2], [en_before, en_after]: [&str; 2]| {
        if count > 0 {
            parts.push(match lang {
                Lang::Zh => format!("{before}{count} 项{after}"),
                Lang::En => format!("{en_before}{count} {en_after}"),
            });
        }
    };
    part(shift.lost, ["", "由满足变为不满足"], ["", "from met to not met"]);
    part(shift.gained, ["", "由不满足变为满足"], ["", "from not met to met"]);
    part(shift.reopened, ["", "只在一边能判断"], ["", "that only one side can judge"]);
    part(shift.added, ["", "新增"], ["", "added"]);
    part(shift.made_hard, ["", "由计分改为硬条件"], ["", "scored before and hard now"]);
    part(shift.new_unmet, ["新的里有 ", "不满足"], ["of the new ones ", "not met"]);
    part(shift.dropped, ["", "取消"], ["", "dropped"]);
    match lang {
        Lang::Zh if parts.is_empty() => "硬条件没有增减，结果也都一样。".to_owned(),
        Lang::Zh => format!("硬条件中：{}。", parts.join("，")),
        Lang::En if parts.is_empty() => {
            "No hard condition was added or dropped, and all results are the same.".to_owned()
        }
        Lang::En => format!("Hard conditions: {}.", parts.join(", ")),
    }
}

/// What is gone or looser here and stands in another file.
pub fn still_in(lang: Lang, file: &str) -> String {
    match lang {
        Lang::Zh => format!("{file}里仍有"),
        Lang::En => format!("still in {file}"),
    }
}

/// How many rules differ.
pub fn differing(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("逐项对照，{count} 项不同"),
        Lang::En => format!("Item by item, {count} different"),
    }
}

/// How many rules and results are the same.
pub fn same_in_both(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 项，要求和结果都没有变"),
        Lang::En => format!("{count} more with the same requirement and the same result"),
    }
}

/// The points to reach.
pub fn to_reach(lang: Lang, line: u32) -> String {
    match lang {
        Lang::Zh => format!("须达到 {line}"),
        Lang::En => format!("{line} needed"),
    }
}
