//! Answers: what did a check of packages find, in words and as a table?

use crate::csv;
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::text::say::{SEMICOLON, tr};
use crate::text::{fault, verdict, words};
use crate::verify::{Difference, End, Tier, Verified, verdict_of};

/// What the check is called, and what it is not.
pub const SHIELD: &str = tr(
    "完整性核对，不是电子签名：改动内容的人也能重算校验值。",
    "A check of integrity, not an electronic signature: who changes the content can work out the checksum again.",
);

/// Between the remarks on a package.
pub const BETWEEN: &str = SEMICOLON;

const NONE: &str = tr("（无）", "(none)");
const HEADING: [&str; 5] = [
    tr("文件", "File"),
    tr("结果", "Result"),
    tr("企业", "Enterprise"),
    tr("统一社会信用代码", "Unified social credit code"),
    tr("导出时间", "Exported at"),
];

/// A file by its name, and what the check found, or why it could not be read.
pub type Row = (String, Result<Verified, String>);

/// How a check ends, in a word or two.
pub fn word(verified: &Verified) -> &'static str {
    let End::Checked { differences, .. } = &verified.end else {
        return tr("无法核对", "Cannot be checked");
    };
    let has = |is_it: fn(&Difference) -> bool| differences.iter().any(is_it);
    if differences.is_empty() {
        tr("一致", "Agrees")
    } else if has(|it| matches!(it, Difference::Digest { .. })) {
        tr("内容被改动", "Content was changed")
    } else if has(|it| matches!(it, Difference::Verdict { .. } | Difference::Score { .. })) {
        tr("结论不同", "Result differs")
    } else if has(|it| matches!(it, Difference::NotHeld { .. } | Difference::Standard { .. })) {
        tr("标准不同", "Standard differs")
    } else if has(|it| matches!(it, Difference::Other { .. })) {
        tr("内容不同", "Content differs")
    } else if has(|it| matches!(it, Difference::NoDigest)) {
        tr("没有校验值", "No checksum")
    } else {
        tr("政策数据不同", "Policy data differ")
    }
}

/// What makes a package unusable, or what differs, in a line each.
pub fn lines(verified: &Verified, catalog: &Catalog) -> Vec<String> {
    let mut lines = match &verified.end {
        End::Unusable(why) => vec![fault::document(why)],
        End::Checked { differences, further } => {
            let mut lines: Vec<String> = differences.iter().map(|it| difference(it, catalog)).collect();
            if 0 < *further {
                lines.push(worded!("另有 {further} 处不同", "Further differences: {further}"));
            }
            lines
        }
    };
    if 0 < verified.unknown {
        let unknown = verified.unknown;
        lines.push(worded!(
            "有 {unknown} 处内容本程序不认识，未参与重算",
            "Parts that this program does not know, left out of the check: {unknown}"
        ));
    }
    lines
}

/// "专精特新：结论写的是“已达到”，重算为“暂未达到”".
pub fn difference(difference: &Difference, catalog: &Catalog) -> String {
    let tier = |id: &str| catalog.tier(id).map_or(id, |tier| words(&tier.label)).to_owned();
    match difference {
        Difference::NoDigest => tr(
            "没有校验值，无从核对内容是否被改动（第 1 版材料包没有校验值）",
            "No checksum, so it cannot be checked whether the content was changed (packages of version 1 have none)",
        )
        .to_owned(),
        Difference::Digest { stated, found } => {
            worded!(
                "校验值不符，内容在导出后被改动：写的是 {stated}，重算为 {found}",
                "The checksum does not match, the content was changed after the export: stated {stated}, worked out \
                 again {found}"
            )
        }
        Difference::Catalog { stated, held } => {
            worded!(
                "导出时用的政策数据（{stated}）与本程序（{held}）不同；这本身不说明内容被改动",
                "The policy data of the export ({stated}) differ from those of this program ({held}), which alone does \
                 not mean that the content was changed"
            )
        }
        Difference::NotHeld { tier: id, standard } => {
            let tier = tier(id);
            worded!(
                "{tier}：所用标准 {standard} 不在本程序中，未重算",
                "{tier}: its standard {standard} is not held by this program, so it was not worked out again"
            )
        }
        Difference::Standard { tier: id, stated, in_force } => {
            let (tier, in_force) = (tier(id), in_force.as_deref().unwrap_or(tr("无", "none")));
            worded!(
                "{tier}：写明按 {stated} 判断，申报日适用的是 {in_force}；按写明的标准重算",
                "{tier}: judged by {stated} as stated, while {in_force} applies on the filing day, and worked out again \
                 by the one stated"
            )
        }
        Difference::Verdict { tier: id, stated, found } => {
            let (tier, stated, found) = (tier(id), stated.as_deref().map_or(NONE, said), said(found));
            worded!(
                "{tier}：结论写的是“{stated}”，重算为“{found}”",
                "{tier}: the result is stated as “{stated}”, worked out again it is “{found}”"
            )
        }
        Difference::Score { tier: id, stated, found } => {
            let tier = tier(id);
            worded!(
                "{tier}：得分写的是 {stated}，重算为 {found}",
                "{tier}: the score is stated as {stated}, worked out again it is {found}"
            )
        }
        Difference::Other { place, stated, found } => {
            let [stated, found] = [stated, found].map(|part| part.as_deref().unwrap_or(NONE));
            worded!(
                "{place}：写的是 {stated}，重算为 {found}",
                "{place}: stated {stated}, worked out again {found}"
            )
        }
    }
}

/// The word of a verdict or status as readers see it; another word as it stands.
fn said(word: &str) -> &str {
    match word {
        "not-in-program" => tr("标准未收入", "Standard not held"),
        "not-covered" => tr("不作判断", "Not judged"),
        other => verdict_of(other).map_or(other, |it| verdict::word(it)),
    }
}

/// A tier in two words: "已达到", or "已达到，重算为暂未达到".
pub fn tier(tier: &Tier) -> String {
    let stated = tier.stated.as_deref().map_or(NONE, said);
    if tier.stated.as_deref() == Some(tier.found) {
        return stated.to_owned();
    }
    let found = said(tier.found);
    worded!("{stated}，重算为{found}", "{stated}, worked out again: {found}")
}

/// The table of several packages, with a heading.
pub fn table(rows: &[Row], catalog: &Catalog) -> Vec<Vec<String>> {
    let mut heading = HEADING.map(str::to_owned).to_vec();
    heading.extend(catalog.tiers().iter().map(|tier| words(&tier.label).to_owned()));
    heading.push(tr("说明", "Remarks").to_owned());
    let line = |(file, row): &Row| {
        let mut cells = vec![file.clone()];
        match row {
            Ok(verified) => {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                cells.push(word(verified).to_owned());
                cells.extend([&verified.name, &verified.credit_code, &verified.created].map(text));
                cells.extend(catalog.tiers().iter().map(|of| {
                    let found = verified.tiers.iter().find(|it| it.tier == of.id.as_str());
                    found.map(tier).unwrap_or_default()
                }));
                cells.push(lines(verified, catalog).join(BETWEEN));
            }
            Err(why) => {
                cells.push(tr("无法读取", "Cannot be read").to_owned());
                cells.resize(heading.len() - 1, String::new());
                cells.push(why.clone());
            }
        }
        cells
    };
    [heading.clone()].into_iter().chain(rows.iter().map(line)).collect()
}

/// The same table as CSV.
pub fn csv(rows: &[Row], catalog: &Catalog) -> String {
    csv::table(&table(rows, catalog))
}

/// The same as JSON: `{format, version, catalog, files}` (docs/package.md explains it).
pub fn json(rows: &[Row], catalog: &Catalog) -> Json {
    let member = |key: &str, value: Json| (key.to_owned(), value);
    let file = |(file, row): &Row| {
        let mut out = vec![member("file", Json::from(file))];
        match row {
            Err(why) => {
                out.extend([member("result", Json::from("unusable")), member("why", Json::from(why))]);
            }
            Ok(verified) => out.extend(checked(verified, catalog)),
        }
        Json::Object(out)
    };
    Json::Object(vec![
        member("format", Json::from("tidu-verification")),
        member("version", Json::Int(1)),
        member("catalog", Json::from(catalog.digest())),
        member("files", rows.iter().map(file).collect()),
    ])
}

fn checked(verified: &Verified, catalog: &Catalog) -> Vec<(String, Json)> {
    let member = |key: &str, value: Json| (key.to_owned(), value);
    let text = |text: &Option<String>| text.as_ref().map_or(Json::Null, Json::from);
    let tier = |tier: &Tier| {
        Json::Object(vec![
            member("tier", Json::from(&tier.tier)),
            member("stated", text(&tier.stated)),
            member("found", Json::from(tier.found)),
        ])
    };
    let result = match &verified.end {
        End::Unusable(_) => "unusable",
        End::Checked { .. } if verified.agrees() => "agrees",
        End::Checked { .. } => "differs",
    };
    let differences = match &verified.end {
        End::Unusable(_) => &[],
        End::Checked { differences, .. } => differences.as_slice(),
    };
    let kinds = differences.iter().map(|it| {
        let words = difference(it, catalog);
        Json::Object(vec![member("kind", Json::from(kind(it))), member("words", Json::from(words))])
    });
    let mut out = vec![member("result", Json::from(result))];
    if let End::Unusable(why) = &verified.end {
        out.push(member("why", Json::from(fault::document(why))));
    }
    out.extend([
        member("name", text(&verified.name)),
        member("credit_code", text(&verified.credit_code)),
        member("created", text(&verified.created)),
        member("tiers", verified.tiers.iter().map(tier).collect()),
        member("differences", kinds.collect()),
    ]);
    if let End::Checked { further, .. } = verified.end {
        out.push(member("further", Json::from(further)));
    }
    out.push(member("unknown", Json::from(verified.unknown)));
    out
}

const fn kind(difference: &Difference) -> &'static str {
    match difference {
        Difference::NoDigest => "no-digest",
        Difference::Digest { .. } => "digest",
        Difference::Catalog { .. } => "catalog",
        Difference::NotHeld { .. } => "not-held",
        Difference::Standard { .. } => "standard",
        Difference::Verdict { .. } => "verdict",
        Difference::Score { .. } => "score",
        Difference::Other { .. } => "other",
    }
}
