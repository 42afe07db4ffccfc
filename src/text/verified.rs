//! Answers: what did a check of packages find, in words and as a table?

use crate::csv;
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::text::{fault, verdict};
use crate::verify::{Difference, End, Tier, Verified, verdict_of};

/// What the check is called, and what it is not.
pub const SHIELD: &str = "完整性核对，不是电子签名：改动内容的人也能重算校验值。";

/// A file by its name, and what the check found, or why it could not be read.
pub type Row = (String, Result<Verified, String>);

/// How a check ends, in a word or two.
pub fn word(verified: &Verified) -> &'static str {
    let End::Checked { differences, .. } = &verified.end else {
        return "无法核对";
    };
    let has = |is_it: fn(&Difference) -> bool| differences.iter().any(is_it);
    if differences.is_empty() {
        "一致"
    } else if has(|it| matches!(it, Difference::Digest { .. })) {
        "内容被改动"
    } else if has(|it| matches!(it, Difference::Verdict { .. } | Difference::Score { .. })) {
        "结论不同"
    } else if has(|it| matches!(it, Difference::NotHeld { .. } | Difference::Standard { .. })) {
        "标准不同"
    } else if has(|it| matches!(it, Difference::Other { .. })) {
        "内容不同"
    } else if has(|it| matches!(it, Difference::NoDigest)) {
        "没有校验值"
    } else {
        "政策数据不同"
    }
}

/// What makes a package unusable, or what differs, in a line each.
pub fn lines(verified: &Verified, catalog: &Catalog) -> Vec<String> {
    let mut lines = match &verified.end {
        End::Unusable(why) => vec![fault::document(why)],
        End::Checked { differences, further } => {
            let mut lines: Vec<String> = differences.iter().map(|it| difference(it, catalog)).collect();
            if 0 < *further {
                lines.push(format!("另有 {further} 处不同"));
            }
            lines
        }
    };
    if 0 < verified.unknown {
        lines.push(format!("有 {} 处内容本程序不认识，未参与重算", verified.unknown));
    }
    lines
}

/// "专精特新：结论写的是“已达到”，重算为“暂未达到”".
pub fn difference(difference: &Difference, catalog: &Catalog) -> String {
    let tier = |id: &str| catalog.tier(id).map_or(id, |tier| tier.label.zh.as_str()).to_owned();
    match difference {
        Difference::NoDigest => "没有校验值，无从核对内容是否被改动（第 1 版材料包没有校验值）".to_owned(),
        Difference::Digest { stated, found } => {
            format!("校验值不符，内容在导出后被改动：写的是 {stated}，重算为 {found}")
        }
        Difference::Catalog { stated, held } => {
            format!("导出时用的政策数据（{stated}）与本程序（{held}）不同；这本身不说明内容被改动")
        }
        Difference::NotHeld { tier: id, standard } => {
            format!("{}：所用标准 {standard} 不在本程序中，未重算", tier(id))
        }
        Difference::Standard { tier: id, stated, in_force } => {
            let in_force = in_force.as_deref().unwrap_or("无");
            format!("{}：写明按 {stated} 判断，申报日适用的是 {in_force}；按写明的标准重算", tier(id))
        }
        Difference::Verdict { tier: id, stated, found } => {
            let stated = stated.as_deref().map_or("（无）", said);
            format!("{}：结论写的是“{stated}”，重算为“{}”", tier(id), said(found))
        }
        Difference::Score { tier: id, stated, found } => {
            format!("{}：得分写的是 {stated}，重算为 {found}", tier(id))
        }
        Difference::Other { place, stated, found } => {
            let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "（无）".to_owned());
            format!("{place}：写的是 {}，重算为 {}", part(stated), part(found))
        }
    }
}

/// The word of a verdict or status as readers see it; another word as it stands.
fn said(word: &str) -> &str {
    match word {
        "not-in-program" => "标准未收入",
        "not-covered" => "不作判断",
        other => verdict_of(other).map_or(other, |it| verdict::word(it)),
    }
}

/// A tier in two words: "已达到", or "已达到，重算为暂未达到".
pub fn tier(tier: &Tier) -> String {
    let stated = tier.stated.as_deref().map_or("（无）", said);
    if tier.stated.as_deref() == Some(tier.found) {
        return stated.to_owned();
    }
    format!("{stated}，重算为{}", said(tier.found))
}

/// The table of several packages, with a heading.
pub fn table(rows: &[Row], catalog: &Catalog) -> Vec<Vec<String>> {
    let mut heading = ["文件", "结果", "企业", "统一社会信用代码", "导出时间"].map(str::to_owned).to_vec();
    heading.extend(catalog.tiers().iter().map(|tier| tier.label.zh.to_string()));
    heading.push("说明".to_owned());
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
                cells.push(lines(verified, catalog).join("；"));
            }
            Err(why) => {
                cells.push("无法读取".to_owned());
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
