//! Answers: how do the facts and the verdicts read as one table?

use crate::assess::Outcome;
use crate::csv;
use crate::document::Document;
use crate::facts::{Facts, Stated, Value};
use crate::package::assess_all;
use crate::policy::catalog::{Catalog, unit_of};
use crate::policy::schema::{Choice, Fact, Kind};
use crate::report::Assessed;
use crate::text::{self, verdict};
use crate::units::Date;

/// The summary as CSV: four columns, first the verdicts, then what is stated in the order of the form.
pub fn csv(document: &Document, catalog: &Catalog, day: Date) -> String {
    let mut rows = vec![row("项目", "年度", "内容", "单位")];
    rows.push(row("自评，不是官方认定", "", &day.to_string(), ""));
    for one in assess_all(catalog, document, day) {
        outcome(&one, catalog, &mut rows);
    }
    for fact in catalog.groups().iter().flat_map(|group| &group.fact) {
        if fact.kind == Kind::List {
            list(fact, &document.facts, &mut rows);
        } else {
            stated(fact, &document.facts, &mut rows);
        }
    }
    csv::table(&rows)
}

fn row(label: &str, year: &str, value: &str, unit: &str) -> Vec<String> {
    [label, year, value, unit].map(str::to_owned).to_vec()
}

fn outcome(one: &Assessed<'_>, catalog: &Catalog, rows: &mut Vec<Vec<String>>) {
    let tier = catalog.tier(one.tier).map_or(one.tier, |tier| tier.label.zh.as_str());
    let labelled = |what: &str| format!("{tier}：{what}");
    rows.push(row(&labelled("申报"), "", text::route(one.filing.route), ""));
    rows.push(row(&labelled("申报日"), "", &one.filing.as_of.to_string(), ""));
    match &one.outcome {
        Outcome::Assessed(it) => {
            rows.push(row(&labelled("标准"), "", &it.standard.id, ""));
            rows.push(row(&labelled("结论"), "", verdict::word(it.verdict), ""));
            if let Some(score) = &it.score {
                rows.push(row(&labelled("得分至少"), "", &score.lo.to_string(), "分"));
                rows.push(row(&labelled("得分至多"), "", &score.hi.to_string(), "分"));
            }
        }
        Outcome::NotInProgram(pending, _) => {
            rows.push(row(&labelled("标准"), "", &pending.id, ""));
            rows.push(row(&labelled("结论"), "", "本程序尚未收入这个标准，不作判断", ""));
        }
        Outcome::NotCovered => rows.push(row(&labelled("结论"), "", "这一天没有可适用的标准", "")),
    }
}

fn stated(fact: &Fact, facts: &Facts, rows: &mut Vec<Vec<String>>) {
    for (key, stated) in facts.stated().filter(|(key, _)| key.fact == fact.key()) {
        let year = key.year.map(|year| year.to_string()).unwrap_or_default();
        let (value, unit) = match stated {
            Stated::Value(value) => written(value, fact.kind, fact.unit.as_deref(), &fact.choice),
            Stated::NotApplicable => ("不适用".to_owned(), ""),
        };
        rows.push(row(&fact.label.zh, &year, &value, unit));
    }
}

fn list(fact: &Fact, facts: &Facts, rows: &mut Vec<Vec<String>>) {
    let Some(list) = facts.list(fact.key()) else {
        return;
    };
    let label = &fact.label.zh;
    rows.push(row(label, "", if list.is_complete { "已列全" } else { "未列全" }, ""));
    for (nth, item) in (1..).zip(&list.items) {
        for field in &fact.field {
            let Some(value) = item.get(field.key()) else {
                continue;
            };
            let (value, unit) = written(value, field.kind, field.unit.as_deref(), &field.choice);
            rows.push(row(&format!("{label}，第 {nth} 项，{}", field.label.zh), "", &value, unit));
        }
    }
}

/// A value and its unit.
pub(super) fn written(
    value: &Value,
    kind: Kind,
    count: Option<&str>,
    choices: &[Choice],
) -> (String, &'static str) {
    let yes_no = |flag: bool| if flag { "是" } else { "否" };
    let words = match value {
        Value::Number(number) => return (number.to_string(), unit_of(kind, count).sign()),
        Value::Date(date) => date.to_string(),
        Value::Flag(flag) => yes_no(*flag).to_owned(),
        Value::Judgement { holds, note } if note.is_empty() => format!("自判：{}", yes_no(*holds)),
        Value::Judgement { holds, note } => format!("自判：{}。{note}", yes_no(*holds)),
        Value::Choice(choice) => {
            let chosen = choices.iter().find(|it| it.key() == *choice);
            chosen.map_or("", |it| it.label.zh.as_str()).to_owned()
        }
        Value::Text(text) => text.clone(),
    };
    (words, "")
}
