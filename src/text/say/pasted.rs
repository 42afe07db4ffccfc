//! Answers: how is it said what came of something pasted?

use super::join::{AND, many};
use super::{Lang, tr};

/// The most texts that are named.
const MOST_NAMED: usize = 6;
/// The most characters of a text that are shown.
const MOST_CHARS: usize = 24;

/// What came of a block pasted into the table of years: how many cells, how many of them replaced an answer, how many
/// wait for a correction, and what belonged nowhere.
pub fn block_taken(lang: Lang, cells: usize, replaced: usize, raw: usize, outside: &[String]) -> String {
    let mut told = match lang {
        Lang::Zh => format!("已粘贴 {cells} 格"),
        Lang::En => format!("Pasted {}", many(cells, "cell", "cells")),
    };
    if 0 < replaced {
        told += &match lang {
            Lang::Zh => format!("，其中 {replaced} 格原来有数，已替换"),
            Lang::En => format!(", {replaced} of them in place of other figures"),
        };
    }
    if 0 < raw {
        told += &match lang {
            Lang::Zh => format!("，{raw} 格须改正或核对，原样留着"),
            Lang::En => format!(", {raw} to be corrected or checked, kept as they are"),
        };
    }
    told += tr("。", ". ");
    if !outside.is_empty() {
        told += &block_outside(lang, outside);
    }
    told.trim_end().to_owned()
}

/// What of a block belonged nowhere.
pub fn block_outside(lang: Lang, outside: &[String]) -> String {
    let (count, named) = (outside.len(), named(outside));
    match lang {
        Lang::Zh if outside.is_empty() => "没有可以填入的数。".to_owned(),
        Lang::Zh => format!("有 {count} 处不在表里或不用填，没有填入：{named}。"),
        Lang::En if outside.is_empty() => "There is no figure to fill in.".to_owned(),
        Lang::En => format!("Not in the table or not asked, and not filled in ({count}): {named}."),
    }
}

fn named(texts: &[String]) -> String {
    let short = |text: &String| match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or(text)),
        None => format!("“{text}”"),
    };
    let more = if MOST_NAMED < texts.len() { tr("等", " and more") } else { "" };
    let texts: Vec<String> = texts.iter().take(MOST_NAMED).map(short).collect();
    texts.join(tr("", " ")) + more
}

/// The names that columns of a list are known by.
pub fn paste_names(lang: Lang, names: &[&str]) -> String {
    let names = names.join(AND);
    match lang {
        Lang::Zh => format!("表头可用：{names}。"),
        Lang::En => format!("Headings that are understood: {names}."),
    }
}

/// What was understood of a pasted list: items, texts that wait for a correction, cells that are not taken in.
pub fn paste_read(lang: Lang, items: usize, kept: usize, left: usize) -> String {
    let mut told = match lang {
        Lang::Zh => format!("看懂 {items} 项"),
        Lang::En => format!("Understood {}", many(items, "item", "items")),
    };
    if 0 < kept {
        told += &match lang {
            Lang::Zh => format!("，其中 {kept} 处读不出来，会原样留着待改"),
            Lang::En => format!(", {kept} texts in them cannot be read and are kept to be corrected"),
        };
    }
    if 0 < left {
        told += &match lang {
            Lang::Zh => format!("，{left} 处不会填入"),
            Lang::En => format!(", {left} are not filled in"),
        };
    }
    told + tr("。没写的一律不填。", ". What is not written stays open.")
}

/// What stands above the headings of a list.
pub fn paste_above(lang: Lang, above: &[String]) -> String {
    let named = named(above);
    match lang {
        Lang::Zh => format!("表头以上的不填：{named}。"),
        Lang::En => format!("Above the headings, and not filled in: {named}."),
    }
}

/// A list that is longer than may be held.
pub fn paste_full(lang: Lang, most: usize, beyond: usize) -> String {
    match lang {
        Lang::Zh => format!("清单最多 {most} 项，还有 {beyond} 项放不下，会留在输入框里。"),
        Lang::En => format!("A list holds {most} items at most; {beyond} more stay in the box."),
    }
}

/// The button that takes a list in.
pub fn paste_take(lang: Lang, items: usize) -> String {
    match lang {
        Lang::Zh => format!("加入这 {items} 项"),
        Lang::En => format!("Add {}", many(items, "item", "items")),
    }
}

/// What came of a pasted list.
pub fn list_taken(lang: Lang, added: usize, left: usize) -> String {
    let rest = match lang {
        Lang::Zh | Lang::En if left == 0 => String::new(),
        Lang::Zh => format!("{left} 行没有加入，还留在输入框里。"),
        Lang::En => format!(" {} not added and still in the box.", many(left, "line", "lines")),
    };
    match lang {
        Lang::Zh => format!("已加入 {added} 项。{rest}"),
        Lang::En => format!("Added {}.{rest}", many(added, "item", "items")),
    }
}

/// A column of a pasted list, as its question is read aloud.
pub fn paste_column(lang: Lang, nth: usize, title: &str) -> String {
    let title = if title.is_empty() { String::new() } else { format!("“{title}”") };
    match lang {
        Lang::Zh => format!("第 {nth} 列{title}填到哪一项"),
        Lang::En => format!("Where column {nth} {title} goes"),
    }
}

/// Which row of the size standard a code leads to.
pub fn leads_to_row(lang: Lang, row: &str) -> String {
    match lang {
        Lang::Zh => format!("划型按“{row}”"),
        Lang::En => format!("Size class by “{row}”"),
    }
}

/// How many codes a search found.
pub fn codes_found(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("找到 {count} 个，用上下键选择。"),
        Lang::En => format!("{count} found; choose with the up and down keys."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_nowhere_is_named_and_the_rest_counted() {
        let texts: Vec<String> = (1..=7).map(|it| it.to_string()).collect();
        assert_eq!(
            block_taken(Lang::Zh, 3, 1, 2, &texts),
            "已粘贴 3 格，其中 1 格原来有数，已替换，2 格须改正或核对，原样留着。有 7 处不在表里或不用填，没有填入：“1”“2”“3”“4”“5”“6”等。"
        );
        assert_eq!(block_taken(Lang::Zh, 3, 0, 0, &[]), "已粘贴 3 格。");
        let long = "字".repeat(MOST_CHARS + 1);
        assert_eq!(
            block_outside(Lang::Zh, &[long]),
            format!("有 1 处不在表里或不用填，没有填入：“{}…”。", "字".repeat(MOST_CHARS))
        );
    }
}
