//! Answers: how is it said what came of something pasted?

use super::Lang;

/// The most texts that are named.
const MOST_NAMED: usize = 6;
/// The most characters of a text that are shown.
const MOST_CHARS: usize = 24;

/// What came of a block pasted into the table of years: how many cells, how many of them replaced an answer, how many
/// wait for a correction, and what belonged nowhere.
pub fn block_taken(lang: Lang, cells: usize, replaced: usize, raw: usize, outside: &[String]) -> String {
    let Lang::Zh = lang;
    let mut told = format!("已粘贴 {cells} 格");
    if 0 < replaced {
        told.push_str(&format!("，其中 {replaced} 格原来有数，已替换"));
    }
    if 0 < raw {
        told.push_str(&format!("，{raw} 格须改正或核对，原样留着"));
    }
    told.push('。');
    if !outside.is_empty() {
        told.push_str(&block_outside(lang, outside));
    }
    told
}

/// What of a block belonged nowhere.
pub fn block_outside(lang: Lang, outside: &[String]) -> String {
    let Lang::Zh = lang;
    if outside.is_empty() {
        return "没有可以填入的数。".to_owned();
    }
    format!("有 {} 处不在表里或不用填，没有填入：{}。", outside.len(), named(outside))
}

fn named(texts: &[String]) -> String {
    let short = |text: &String| match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or(text)),
        None => format!("“{text}”"),
    };
    let more = if MOST_NAMED < texts.len() { "等" } else { "" };
    texts.iter().take(MOST_NAMED).map(short).collect::<String>() + more
}

/// The names that columns of a list are known by.
pub fn paste_names(lang: Lang, names: &[&str]) -> String {
    let Lang::Zh = lang;
    format!("表头可用：{}。", names.join("、"))
}

/// What was understood of a pasted list: items, texts that wait for a correction, cells that are not taken in.
pub fn paste_read(lang: Lang, items: usize, kept: usize, left: usize) -> String {
    let Lang::Zh = lang;
    let mut told = format!("看懂 {items} 项");
    if 0 < kept {
        told.push_str(&format!("，其中 {kept} 处读不出来，会原样留着待改"));
    }
    if 0 < left {
        told.push_str(&format!("，{left} 处不会填入"));
    }
    told.push_str("。没写的一律不填。");
    told
}

/// What stands above the headings of a list.
pub fn paste_above(lang: Lang, above: &[String]) -> String {
    let Lang::Zh = lang;
    format!("表头以上的不填：{}。", named(above))
}

/// A list that is longer than may be held.
pub fn paste_full(lang: Lang, most: usize, beyond: usize) -> String {
    let Lang::Zh = lang;
    format!("清单最多 {most} 项，还有 {beyond} 项放不下，会留在输入框里。")
}

/// The button that takes a list in.
pub fn paste_take(lang: Lang, items: usize) -> String {
    let Lang::Zh = lang;
    format!("加入这 {items} 项")
}

/// What came of a pasted list.
pub fn list_taken(lang: Lang, added: usize, left: usize) -> String {
    let Lang::Zh = lang;
    let rest =
        if left == 0 { String::new() } else { format!("{left} 行没有加入，还留在输入框里。") };
    format!("已加入 {added} 项。{rest}")
}

/// A column of a pasted list, as its question is read aloud.
pub fn paste_column(lang: Lang, nth: usize, title: &str) -> String {
    let Lang::Zh = lang;
    let title = if title.is_empty() { String::new() } else { format!("“{title}”") };
    format!("第 {nth} 列{title}填到哪一项")
}

/// Which row of the size standard a code leads to.
pub fn leads_to_row(lang: Lang, row: &str) -> String {
    let Lang::Zh = lang;
    format!("划型按“{row}”")
}

/// How many codes a search found.
pub fn codes_found(lang: Lang, count: usize) -> String {
    let Lang::Zh = lang;
    format!("找到 {count} 个，用上下键选择。")
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
