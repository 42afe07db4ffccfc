//! The page in English, `en.html`: a program of its own beside the Chinese one.
//!
//! A program speaks one language, chosen when it is built, so that nobody
//! loads the words of the other. The page around it is made from the built
//! Chinese page: every word of it is in `WORDS`, and what is not fails the
//! build.

use std::path::Path;

use crate::{
    fault::Fault,
    files::{names_in, read_bytes, read_text, write_bytes, write_text},
};

pub const PAGE: &str = "en.html";
pub const CHINESE_PAGE: &str = "index.html";

/// What stands in the Chinese page, and what in the English one.
const WORDS: [(&str, &str); 12] = [
    ("lang=\"zh-CN\"", "lang=\"en\""),
    ("manifest.webmanifest", "en.webmanifest"),
    (
        "在本机核对企业是否符合优质中小企业梯度培育各层级的标准。填写的内容不离开浏览器。",
        "Checks on your own machine whether an enterprise meets the standards for quality SMEs of Leping, Jiangxi. What you enter does not leave the browser.",
    ),
    ("正在打开……", "Opening…"),
    (
        "这个浏览器太旧，打不开本页。请换用较新的 Edge、Chrome、Firefox、Safari，或 360 浏览器的极速模式。",
        "This browser is too old for this page. Please use a recent Edge, Chrome, Firefox or Safari.",
    ),
    (
        "本页没能打开。请刷新一次；若仍不行，请更新浏览器或换一个浏览器。已保存在本机的内容不受影响。",
        "The page did not open. Please reload it once; if that does not help, update the browser or use another one. What is saved on this machine is not affected.",
    ),
    (
        "本页需要 JavaScript 才能运行。请在浏览器设置中允许本页使用 JavaScript，然后刷新。",
        "This page needs JavaScript. Please allow it for this page in the browser's settings and reload.",
    ),
    ("data-other=\"en.html\"", "data-other=\"./\""),
    (">梯度<", ">Tidu<"),
    ("企业在梯度的哪一级，", "Which tier an enterprise is on, "),
    ("还差什么", "and what is missing"),
    (
        "按现行标准逐条核对创新型、专精特新、专精特新“小巨人”三层条件：每一条为什么、差多少、凭哪一条文件。",
        "Checks the conditions of the three tiers (innovative, specialized, “Little Giant”) against the standards in force: for each one why, how far off, and by which document.",
    ),
];

/// Puts the page that was built in `from` into `folder`, as its English page.
pub fn put(from: &Path, folder: &Path) -> Result<(), Fault> {
    for name in names_in(from)?.iter().filter(|name| *name != CHINESE_PAGE) {
        let to = folder.join(name);
        if !to.exists() {
            write_bytes(&to, &read_bytes(&from.join(name))?)?;
        }
    }
    let page = english(&read_text(&from.join(CHINESE_PAGE))?)?;
    write_text(&folder.join(PAGE), &page)
}

fn english(page: &str) -> Result<String, Fault> {
    // The minifier leaves out the quotation marks that are not needed.
    let bare = |text: &str| if text.contains('=') { text.replace('"', "") } else { text.to_owned() };
    let mut said = page.to_owned();
    for (chinese, english) in WORDS {
        let found = [chinese.to_owned(), bare(chinese)].into_iter().find(|it| said.contains(it.as_str()));
        let found = found.ok_or(Fault::Page("lacks a text that xtask/src/english.rs says in English"))?;
        said = said.replace(&found, english);
    }
    let is_chinese =
        |it: char| ('\u{2e80}'..='\u{9fff}').contains(&it) || ('\u{ff00}'..='\u{ffef}').contains(&it);
    if said.chars().any(is_chinese) {
        return Err(Fault::Page("has a text that xtask/src/english.rs does not say in English"));
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::english;

    const PAGE: &str = include_str!("../../index.html");

    #[test]
    fn the_committed_page_can_be_said_in_english() {
        let said = english(PAGE).unwrap();
        assert!(said.contains("<html lang=\"en\" data-other=\"./\">"), "{said}");
        assert!(said.contains("Opening…"), "{said}");
    }

    #[test]
    fn a_text_without_english_is_refused() {
        assert!(english(&PAGE.replace("</body>", "<p>还有</p></body>")).is_err());
        assert!(english(&PAGE.replace("正在打开……", "")).is_err());
    }
}
