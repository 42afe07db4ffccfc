//! Answers: how is the place of a rule in its document named?
//!
//! policy/ names places in Chinese, as the documents do ("附件1 第 2 项"). In English the numbers stay and the few
//! words around them are told; only the document itself counts as a source.

use super::say::{LANG, Lang};
use super::words;
use crate::policy::catalog::Catalog;
use crate::policy::schema::Source;

/// The place of a source: "2号文附件1 第 2 项".
pub fn of(catalog: &Catalog, source: &Source) -> String {
    place(catalog.instrument(&source.instrument).map_or("", |it| words(&it.short)), &source.article)
}

/// The place with the short name of the document: "2号文附件1 第 4 项".
pub fn place(instrument: &str, article: &str) -> String {
    match LANG {
        Lang::Zh => format!("{instrument}{article}"),
        Lang::En => format!("{instrument}, {}", english(article)),
    }
}

/// The place alone, as a heading.
pub fn title(article: &str) -> String {
    match LANG {
        Lang::Zh => article.to_owned(),
        Lang::En => {
            let told = english(article);
            let mut chars = told.chars();
            chars
                .next()
                .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
        }
    }
}

/// Words in the names of places, longer ones before their beginnings.
const WORDS: &[(&str, &str)] = &[
    // How places are numbered.
    ("附件", "annex "),
    ("指标 ", "indicator "),
    ("三级指标", "third-level indicators"),
    ("第 ", "item "),
    ("第", "art. "),
    (" 项", ""),
    (" 号", ""),
    (" 年", ""),
    ("条件 ", "condition "),
    ("条件", "condition "),
    ("条", ""),
    ("门类 ", "section "),
    ("大类 ", "division "),
    ("中类 ", "group "),
    (" 至 ", " to "),
    // Parts that have no number.
    ("直通条件", "fast track"),
    ("创新直通", "innovation fast track"),
    ("直接确认条件", "direct confirmation"),
    ("准入条件", "entry conditions"),
    ("不予推荐的情形", "cases that are not recommended"),
    ("未作定义", "not defined there"),
    ("的知识产权各项", "IP items"),
    ("知识产权指标", "IP indicator"),
    ("研发投入指标", "R&D input indicator"),
    ("科技人员指标", "science and technology staff indicator"),
    ("指标体系", "indicator system"),
    ("佐证材料清单", "list of evidence"),
    ("佐证材料要求", "requirements for evidence"),
    ("审计报告要求", "requirements for the audit report"),
    ("申请和复核要求", "requirements for application and review"),
    ("复核要求", "requirements for review"),
    ("复核部分", "part on review"),
    ("评价和认定部分", "part on evaluation and recognition"),
    ("评价办法", "method of evaluation"),
    ("评价通知", "notice of evaluation"),
    ("综合评价", "overall evaluation"),
    ("认定办法", "method of recognition"),
    ("认定程序", "procedure of recognition"),
    ("动态管理章", "chapter on dynamic management"),
    ("动态管理部分", "part on dynamic management"),
    ("总则", "general provisions"),
    ("附则", "supplementary provisions"),
    ("填报", "filling in"),
    ("实地核查", "on-site check"),
    ("实施日期", "date of implementation"),
    ("施行日期", "date of entry into force"),
    ("发出日期", "date of issue"),
    ("时间安排", "timetable"),
    ("收费与中介", "fees and intermediaries"),
    ("等级划分", "division into grades"),
    ("全文未取得", "full text not obtained"),
    ("划型范围", "scope of size classes"),
    // The six sides of annex 3.
    ("专", "specialization"),
    ("精", "refinement"),
    ("特", "distinctiveness"),
    ("新", "innovation"),
    ("链", "industrial chain"),
    ("品", "products"),
    // Industries of the size standard.
    ("各行业标准", "standards by industry"),
    ("交通运输业", "transport"),
    ("仓储业", "warehousing"),
    ("房地产开发经营", "real estate development"),
    ("房地产各业", "real estate industries"),
    ("其他未列明行业", "industries not listed"),
    ("农林牧渔业", "agriculture, forestry, animal husbandry and fishery"),
    ("工业", "industry"),
    ("建筑业", "construction"),
    ("批发业", "wholesale"),
    ("零售业", "retail"),
    ("邮政业", "postal services"),
    ("住宿业", "accommodation"),
    ("餐饮业", "catering"),
    ("信息传输业", "information transmission"),
    ("软件和信息技术服务业", "software and information technology services"),
    ("物业管理", "property management"),
    ("租赁和商务服务业", "leasing and business services"),
    ("的范围", ", scope"),
    // Signs.
    ("、", ", "),
    (" ", ", "),
    ("—", "–"),
    ("（", " ("),
    ("）", ")"),
    ("①", "1"),
    ("②", "2"),
    ("③", "3"),
    ("④", "4"),
    ("⑤", "5"),
    ("⑥", "6"),
];

/// The place in English; a word that is not known stays as it is.
fn english(article: &str) -> String {
    let mut told = String::new();
    let mut rest = article;
    loop {
        let word = WORDS.iter().find_map(|(zh, en)| Some((rest.strip_prefix(zh)?, *en)));
        if let Some((after, en)) = word {
            told.push_str(en);
            rest = after;
        } else if let Some((number, after)) = number(rest) {
            told.push_str(&number.to_string());
            rest = after;
        } else {
            let mut chars = rest.chars();
            let Some(other) = chars.next() else { return told };
            told.push(other);
            rest = chars.as_str();
        }
    }
}

/// A number below one hundred in Chinese digits at the beginning, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (mut tens, mut ones, mut rest) = (None, None, text);
    loop {
        let mut chars = rest.chars();
        match chars.next() {
            Some('十') => tens = Some(ones.take().unwrap_or(1)),
            Some(other) => match (1..).zip(DIGITS).find(|(_, digit)| *digit == other) {
                Some((digit, _)) => ones = Some(digit),
                None => break,
            },
            None => break,
        }
        rest = chars.as_str();
    }
    let is_number = tens.is_some() || ones.is_some();
    is_number.then(|| (tens.unwrap_or(0) * 10 + ones.unwrap_or(0), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::{Body, chapters};

    #[test]
    fn numbers_of_articles_annexes_and_items_stay() {
        let check = |article: &str, expected: &str| assert_eq!(english(article), expected);
        check("第四条", "art. 4");
        check("第三十条", "art. 30");
        check("第六条、第七条、第二十一条", "art. 6, art. 7, art. 21");
        check("附件1 第 4 项、附件2 第 4 项", "annex 1, item 4, annex 2, item 4");
        check("附件4（三）（十五）", "annex 4 (3) (15)");
        check("附件2 直通条件", "annex 2, fast track");
        check("附件3 新 创新直通", "annex 3, innovation, innovation fast track");
        check("条件②", "condition 2");
        check("附件2 条件 3", "annex 2, condition 3");
        check("门类 B、C、D（06—46）", "section B, C, D (06–46)");
        check("附件1、附件2、附件3 的知识产权各项", "annex 1, annex 2, annex 3, IP items");
        check("三级指标 第 1 至 4 号", "third-level indicators, item 1 to 4");
        check("交通运输业的范围", "transport, scope");
    }

    #[test]
    fn every_place_of_the_book_can_be_told() {
        let catalog = Catalog::embedded();
        let is_chinese = |it: char| matches!(it, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff65}');
        for rule in chapters(catalog).into_iter().flat_map(|chapter| chapter.rules(catalog)) {
            let clause = if let Body::Clause(it) = rule.body { Some(it.article.as_str()) } else { None };
            for article in rule.body.source().map(|it| it.article.as_str()).into_iter().chain(clause) {
                assert!(!english(article).contains(is_chinese), "{article}: {}", english(article));
            }
        }
    }
}
