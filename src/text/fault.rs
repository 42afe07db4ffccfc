//! Answers: what is wrong with a document, in one line that names the place?

use crate::document::{Expected, Fault, FaultKind};
use crate::domain::{DomainFault, MOST_CHARS, MOST_ITEMS};
use crate::industry_code::IndustryFault;
use crate::json::{JsonFault, MOST_BYTES, MOST_VALUES};
use crate::units::DecimalFault;

/// "facts.revenue.2025：不能小于 0".
pub fn document(fault: &Fault) -> String {
    let why = kind(&fault.why);
    if fault.place.is_empty() { why } else { format!("{}：{why}", fault.place) }
}

fn kind(why: &FaultKind) -> String {
    match why {
        FaultKind::Json(fault) => json(*fault),
        FaultKind::Missing => "缺少这一项".to_owned(),
        FaultKind::OtherFormat => "不是本程序的填报文件（format 应为 tidu-facts 或 tidu-package）".to_owned(),
        FaultKind::LaterVersion(version) => format!("是第 {version} 版格式，比本程序新，请用新版程序打开"),
        FaultKind::UnknownMember => "这里没有这个成员".to_owned(),
        FaultKind::UnknownFact => "没有这个填报项".to_owned(),
        FaultKind::UnknownField => "这个清单没有这个字段".to_owned(),
        FaultKind::UnknownTier => "没有这个层级（应为 innovative、specialized 或 little-giant）".to_owned(),
        FaultKind::UnknownChoice(choices) => format!("不在选项之中：{}", choices.join("、")),
        FaultKind::WrongType(wanted) => format!("应为{}", expected(*wanted)),
        FaultKind::NoYear => "应为 1900 至 2199 的公历年份".to_owned(),
        FaultKind::Decimal(fault) => decimal(*fault).to_owned(),
        FaultKind::TooLarge => "数太大".to_owned(),
        FaultKind::NoDay => "应为存在的日期，写作 YYYY-MM-DD".to_owned(),
        FaultKind::Domain(fault) => domain(fault),
        FaultKind::TooManyItems => format!("超过 {MOST_ITEMS} 项"),
        FaultKind::NeverNotApplicable => "这一项不能填“不适用”".to_owned(),
    }
}

/// A file beyond the size that is read.
pub fn too_long() -> String {
    format!("文件超过 {} MB", MOST_BYTES / 1024 / 1024)
}

fn json(fault: JsonFault) -> String {
    match fault {
        JsonFault::TooLong => too_long(),
        JsonFault::TooManyValues => format!("内容超过 {MOST_VALUES} 个值"),
        JsonFault::NotJson { line, column, is_cut_short: true } => {
            format!("第 {line} 行第 {column} 列：JSON 不完整，后半部分缺失")
        }
        JsonFault::NotJson { line, column, is_cut_short: false } => {
            format!("第 {line} 行第 {column} 列：不是 JSON，或嵌套太深")
        }
        JsonFault::Twice => "这个键写了两次".to_owned(),
        JsonFault::NotWhole => "数字须为整数；金额、比例、分数请写成文本，如 \"3.5\"".to_owned(),
    }
}

const fn expected(wanted: Expected) -> &'static str {
    match wanted {
        Expected::Object => "对象 {…}",
        Expected::Array => "数组 […]",
        Expected::Text => "文本",
        Expected::DecimalText => "写成文本的十进制数，如 \"2436.4\"",
        Expected::Integer => "整数",
        Expected::DayText => "写成文本的日期，如 \"2025-03-01\"",
        Expected::Bool => "true 或 false",
        Expected::Judgement => "自判 {\"judgement\": true, \"note\": \"…\"}",
        Expected::Years => "按公历年份列出的对象 {\"2025\": …}",
        Expected::List => "清单 {\"complete\": false, \"items\": […]}",
        Expected::NotApplicable => "{\"not-applicable\": true}",
    }
}

const fn decimal(fault: DecimalFault) -> &'static str {
    match fault {
        DecimalFault::NotANumber => "不是十进制数",
        DecimalFault::TooPrecise => "小数超过六位",
        DecimalFault::TooLarge => "数太大（须小于十亿）",
    }
}

/// Why a value is outside its domain.
pub fn domain(fault: &DomainFault) -> String {
    match fault {
        DomainFault::Negative => "不能小于 0".to_owned(),
        DomainFault::NotWhole => "须为整数".to_owned(),
        DomainFault::BelowLeast(least) => format!("不能小于 {least}"),
        DomainFault::AboveMost(most) => format!("不能大于 {most}"),
        DomainFault::Empty => "不能是空白；不知道的请不填".to_owned(),
        DomainFault::TooManyChars => format!("超过 {MOST_CHARS} 个字"),
        DomainFault::Industry(fault) => industry(fault),
    }
}

fn industry(fault: &IndustryFault) -> String {
    match fault {
        IndustryFault::Shape => "行业代码应为一个大写字母加二至四位数字，如 C3073".to_owned(),
        IndustryFault::OtherSection(letter) => format!("门类字母与大类不符，这个大类属于 {letter}"),
        IndustryFault::NoSection => "没有这个大类".to_owned(),
    }
}
