//! Answers: how do the facts and the verdicts read as one table?

use crate::assess::Outcome;
use crate::csv;
use crate::document::Document;
use crate::facts::{Facts, Stated, Value};
use crate::package::assess_all;
use crate::policy::catalog::{Catalog, unit_of};
use crate::policy::schema::{Choice, Fact, Kind};
use crate::report::Assessed;
use crate::text::say::tr;
use crate::text::{self, number, verdict, words};
use crate::units::{Date, Unit};

/// The summary as CSV: four columns, first the verdicts, then what is stated in the order of the form.
pub fn csv(document: &Document, catalog: &Catalog, day: Date) -> String {
    let mut rows =
        vec![row(tr("项目", "Item"), tr("年度", "Year"), tr("内容", "Content"), tr("单位", "Unit"))];
    rows.push(row(
        tr("自评，不是官方认定", "Self-assessment, not an official recognition"),
        "",
        &day.to_string(),
        "",
    ));
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
    let tier = catalog.tier(one.tier).map_or(one.tier, |tier| words(&tier.label));
    let labelled = |what: &str| [tier, what].join(tr("：", ": "));
    rows.push(row(&labelled(tr("申报", "Filing")), "", text::route(one.filing.route), ""));
    rows.push(row(&labelled(tr("申报日", "Filing day")), "", &one.filing.as_of.to_string(), ""));
    match &one.outcome {
        Outcome::Assessed(it) => {
            rows.push(row(&labelled(tr("标准", "Standard")), "", &it.standard.id, ""));
            rows.push(row(&labelled(tr("结论", "Result")), "", verdict::word(it.verdict), ""));
            if let Some(score) = &it.score {
                rows.push(row(
                    &labelled(tr("得分至少", "Score at least")),
                    "",
                    &score.lo.to_string(),
                    number::sign(Unit::Points),
                ));
                rows.push(row(
                    &labelled(tr("得分至多", "Score at most")),
                    "",
                    &score.hi.to_string(),
                    number::sign(Unit::Points),
                ));
            }
        }
        Outcome::NotInProgram(pending, _) => {
            rows.push(row(&labelled(tr("标准", "Standard")), "", &pending.id, ""));
            rows.push(row(
                &labelled(tr("结论", "Result")),
                "",
                tr(
                    "本程序尚未收入这个标准，不作判断",
                    "This program does not hold this standard yet; not judged",
                ),
                "",
            ));
        }
        Outcome::NotCovered => rows.push(row(
            &labelled(tr("结论", "Result")),
            "",
            tr("这一天没有可适用的标准", "No standard applies on this day"),
            "",
        )),
    }
}

fn stated(fact: &Fact, facts: &Facts, rows: &mut Vec<Vec<String>>) {
    for (key, stated) in facts.stated().filter(|(key, _)| key.fact == fact.key()) {
        let year = key.year.map(|year| year.to_string()).unwrap_or_default();
        let (value, unit) = match stated {
            Stated::Value(value) => written(value, fact.kind, fact.unit.as_deref(), &fact.choice),
            Stated::NotApplicable => (tr("不适用", "Not applicable").to_owned(), ""),
        };
        rows.push(row(words(&fact.label), &year, &value, unit));
    }
}

fn list(fact: &Fact, facts: &Facts, rows: &mut Vec<Vec<String>>) {
    let Some(list) = facts.list(fact.key()) else {
        return;
    };
    let label = words(&fact.label);
    rows.push(row(
        label,
        "",
        if list.is_complete {
            tr("已列全", "List complete")
        } else {
            tr("未列全", "List not complete")
        },
        "",
    ));
    for (nth, item) in (1..).zip(&list.items) {
        for field in &fact.field {
            let Some(value) = item.get(field.key()) else {
                continue;
            };
            let (value, unit) = written(value, field.kind, field.unit.as_deref(), &field.choice);
            let name = words(&field.label);
            let place = worded!("{label}，第 {nth} 项，{name}", "{label}, item {nth}, {name}");
            rows.push(row(&place, "", &value, unit));
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
    let judged = |told: &str| tr("自判：", "Self-judged: ").to_owned() + told;
    let yes_no = |flag: bool| if flag { tr("是", "Yes") } else { tr("否", "No") };
    let told = match value {
        Value::Number(number) => return (number.to_string(), number::sign(unit_of(kind, count))),
        Value::Date(date) => date.to_string(),
        Value::Flag(flag) => yes_no(*flag).to_owned(),
        Value::Judgement { holds, note } if note.is_empty() => judged(yes_no(*holds)),
        Value::Judgement { holds, note } => [judged(yes_no(*holds)).as_str(), note].join(tr("。", ". ")),
        Value::Choice(choice) => {
            let chosen = choices.iter().find(|it| it.key() == *choice);
            chosen.map_or("", |it| words(&it.label)).to_owned()
        }
        Value::Text(text) => text.clone(),
    };
    (told, "")
}
