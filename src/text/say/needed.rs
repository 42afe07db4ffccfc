//! Answers: how is the evidence said: who needs a material, how much is ready, which file was chosen?

use super::{Lang, tr};
use crate::evidence::{NeededBy, RuleKind, Tally};
use crate::policy::schema::Tier;
use crate::text::words;

/// How much is to be ready and is.
pub fn count_of(lang: Lang, tally: Tally) -> String {
    let Tally { needed, chosen, incomplete, .. } = tally;
    match (lang, incomplete) {
        (Lang::Zh, 0) => format!("须备 {needed} 份，已备 {chosen} 份。"),
        (Lang::Zh, _) => format!("须备 {needed} 份，已备 {chosen} 份，其中 {incomplete} 份有缺。"),
        (Lang::En, 0) => format!("Needed: {needed}, ready: {chosen}."),
        (Lang::En, _) => format!("Needed: {needed}, ready: {chosen}, of these incomplete: {incomplete}."),
    }
}

/// The same of a group, in short.
pub fn counts_in(lang: Lang, tally: Tally) -> String {
    let Tally { needed, chosen, not_concerned, .. } = tally;
    match (lang, not_concerned) {
        (Lang::Zh, 0) => format!("已备 {chosen} / {needed}"),
        (Lang::Zh, _) => format!("已备 {chosen} / {needed}，{not_concerned} 份不涉及"),
        (Lang::En, 0) => format!("Ready {chosen} / {needed}"),
        (Lang::En, _) => format!("Ready {chosen} / {needed}, not relevant: {not_concerned}"),
    }
}

/// The rules of one tier that need a material: `创新型：指标 2、3`, `专精特新：第 2、3 项`.
pub fn needed_by(lang: Lang, tier: &Tier, by: &[&NeededBy<'_>], is_required: bool) -> String {
    let short = words(&tier.short);
    if is_required {
        return match lang {
            Lang::Zh => format!("{short}：必备"),
            Lang::En => format!("{short}: required"),
        };
    }
    let (mut numbered, mut indicators, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for it in by {
        let (list, word) = match it.kind {
            RuleKind::Condition(_) if it.file.tier.is_none() => {
                (&mut others, tr("共同条件", "common conditions").to_owned())
            }
            RuleKind::Condition(item) if item.zh.parse::<u8>().is_ok() => {
                (&mut numbered, item.zh.to_string())
            }
            RuleKind::Condition(item) => (&mut others, words(item).to_owned()),
            RuleKind::Indicator(nth) => (&mut indicators, nth.to_string()),
            RuleKind::Exemption => (&mut others, tr("免除", "exemption").to_owned()),
            RuleKind::FastTrack => (&mut others, tr("直通", "fast track").to_owned()),
            RuleKind::Guard => (&mut others, tr("年度规定", "rule of the year").to_owned()),
        };
        if !list.contains(&word) {
            list.push(word);
        }
    }
    let mut parts = Vec::new();
    if !numbered.is_empty() {
        parts.push(match lang {
            Lang::Zh => format!("第 {} 项", numbered.join("、")),
            Lang::En => nths("item", "items", &numbered),
        });
    }
    if !indicators.is_empty() {
        parts.push(match lang {
            Lang::Zh => format!("指标 {}", indicators.join("、")),
            Lang::En => nths("indicator", "indicators", &indicators),
        });
    }
    parts.append(&mut others);
    match lang {
        Lang::Zh => format!("{short}：{}", parts.join("，")),
        Lang::En => format!("{short}: {}", parts.join("; ")),
    }
}

/// Things by their numbers: `item 2`, `items 2, 3`.
fn nths(one: &str, many: &str, numbers: &[String]) -> String {
    let what = if numbers.len() == 1 { one } else { many };
    format!("{what} {}", numbers.join(", "))
}

/// The size of a file: `412 KB`, `6.2 MB`.
pub fn bytes(bytes: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    if bytes < MEGABYTE {
        return format!("{} KB", bytes.div_ceil(1 << 10));
    }
    let tenths = (bytes * 10 + MEGABYTE / 2) / MEGABYTE;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// A file was hashed.
pub fn hashed(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("已算出“{name}”的校验值，文件没有离开这台电脑。"),
        Lang::En => {
            format!("The checksum of “{name}” has been computed; the file has not left this computer.")
        }
    }
}

/// Whether a file is the one that was chosen before.
pub fn file_same(lang: Lang, name: &str, is_same: bool) -> String {
    match (lang, is_same) {
        (Lang::Zh, true) => format!("“{name}”与记录一致。"),
        (Lang::Zh, false) => format!("“{name}”与记录不同，内容变了或不是同一个文件。"),
        (Lang::En, true) => format!("“{name}” agrees with the record."),
        (Lang::En, false) => {
            format!("“{name}” differs from the record: its content has changed, or it is another file.")
        }
    }
}

/// How much of a file was read.
pub fn reading(lang: Lang, name: &str, done: u64, all: u64) -> String {
    match lang {
        Lang::Zh => format!("正在读“{name}”：{} / {}", bytes(done), bytes(all)),
        Lang::En => format!("Reading “{name}”: {} / {}", bytes(done), bytes(all)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_rounded_so_that_nothing_looks_empty() {
        let check = |size: u64, expected: &str| assert_eq!(bytes(size), expected, "{size}");
        check(0, "0 KB");
        check(1, "1 KB");
        check(1_024, "1 KB");
        check(1_025, "2 KB");
        check(1_048_575, "1024 KB");
        check(1_048_576, "1.0 MB");
        check(6_501_171, "6.2 MB");
        check(9_007_199_254_740_991, "8589934592.0 MB");
    }
}
