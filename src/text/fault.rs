//! Answers: what is wrong with a document, in one line that names the place?

use super::say::tr;
use crate::document::{Expected, Fault, FaultKind};
use crate::domain::{DomainFault, MOST_CHARS, MOST_ITEMS};
use crate::industry_code::IndustryFault;
use crate::json::{JsonFault, MOST_BYTES, MOST_VALUES};
use crate::units::DecimalFault;

/// "facts.revenue.2025：不能小于 0".
pub fn document(fault: &Fault) -> String {
    let why = kind(&fault.why);
    if fault.place.is_empty() { why } else { [fault.place.as_str(), &why].join(tr("：", ": ")) }
}

fn kind(why: &FaultKind) -> String {
    match why {
        FaultKind::Json(fault) => json(*fault),
        FaultKind::Missing => tr("缺少这一项", "This item is missing").to_owned(),
        FaultKind::OtherFormat => tr(
            "不是本程序的填报文件（format 应为 tidu-facts 或 tidu-package）",
            "Not a file of answers of this program (format should be tidu-facts or tidu-package)",
        )
        .to_owned(),
        FaultKind::LaterVersion(version) => worded!(
            "是第 {version} 版格式，比本程序新，请用新版程序打开",
            "Format version {version} is newer than this program; open it with a newer version"
        ),
        FaultKind::UnknownMember => tr("这里没有这个成员", "There is no such member here").to_owned(),
        FaultKind::UnknownFact => tr("没有这个填报项", "There is no such answer").to_owned(),
        FaultKind::UnknownField => tr("这个清单没有这个字段", "This list has no such field").to_owned(),
        FaultKind::UnknownTier => tr(
            "没有这个层级（应为 innovative、specialized 或 little-giant）",
            "There is no such tier (should be innovative, specialized or little-giant)",
        )
        .to_owned(),
        FaultKind::UnknownChoice(choices) => {
            tr("不在选项之中：", "Not among the options: ").to_owned() + &choices.join(tr("、", ", "))
        }
        FaultKind::WrongType(wanted) => tr("应为", "Should be ").to_owned() + expected(*wanted),
        FaultKind::NoYear => {
            tr("应为 1900 至 2199 的公历年份", "Should be a calendar year from 1900 to 2199").to_owned()
        }
        FaultKind::Decimal(fault) => decimal(*fault).to_owned(),
        FaultKind::TooLarge => tr("数太大", "The number is too large").to_owned(),
        FaultKind::NoDay => {
            tr("应为存在的日期，写作 YYYY-MM-DD", "Should be a day that exists, written YYYY-MM-DD")
                .to_owned()
        }
        FaultKind::Domain(fault) => domain(fault),
        FaultKind::TooManyItems => worded!("超过 {MOST_ITEMS} 项", "More than {MOST_ITEMS} items"),
        FaultKind::NeverNotApplicable => {
            tr("这一项不能填“不适用”", "This item cannot be “Not applicable”").to_owned()
        }
    }
}

/// A file beyond the size that is read.
pub fn too_long() -> String {
    let most = MOST_BYTES / 1024 / 1024;
    worded!("文件超过 {most} MB", "The file is larger than {most} MB")
}

fn json(fault: JsonFault) -> String {
    match fault {
        JsonFault::TooLong => too_long(),
        JsonFault::TooManyValues => {
            worded!("内容超过 {MOST_VALUES} 个值", "It holds more than {MOST_VALUES} values")
        }
        JsonFault::NotJson { line, column, is_cut_short: true } => {
            worded!(
                "第 {line} 行第 {column} 列：JSON 不完整，后半部分缺失",
                "Line {line}, column {column}: the JSON is incomplete, its latter part is missing"
            )
        }
        JsonFault::NotJson { line, column, is_cut_short: false } => {
            worded!(
                "第 {line} 行第 {column} 列：不是 JSON，或嵌套太深",
                "Line {line}, column {column}: not JSON, or nested too deeply"
            )
        }
        JsonFault::Twice => tr("这个键写了两次", "This key is written twice").to_owned(),
        JsonFault::NotWhole => tr(
            "数字须为整数；金额、比例、分数请写成文本，如 \"3.5\"",
            "Numbers must be whole; write amounts, shares and scores as text, such as \"3.5\"",
        )
        .to_owned(),
    }
}

const fn expected(wanted: Expected) -> &'static str {
    match wanted {
        Expected::Object => tr("对象 {…}", "an object {…}"),
        Expected::Array => tr("数组 […]", "an array […]"),
        Expected::Text => tr("文本", "a text"),
        Expected::DecimalText => {
            tr("写成文本的十进制数，如 \"2436.4\"", "a decimal number written as text, such as \"2436.4\"")
        }
        Expected::Integer => tr("整数", "a whole number"),
        Expected::DayText => {
            tr("写成文本的日期，如 \"2025-03-01\"", "a date written as text, such as \"2025-03-01\"")
        }
        Expected::Bool => tr("true 或 false", "true or false"),
        Expected::Judgement => tr(
            "自判 {\"judgement\": true, \"note\": \"…\"}",
            "a self-judgement {\"judgement\": true, \"note\": \"…\"}",
        ),
        Expected::Years => {
            tr("按公历年份列出的对象 {\"2025\": …}", "an object by calendar years {\"2025\": …}")
        }
        Expected::List => {
            tr("清单 {\"complete\": false, \"items\": […]}", "a list {\"complete\": false, \"items\": […]}")
        }
        Expected::NotApplicable => "{\"not-applicable\": true}",
    }
}

const fn decimal(fault: DecimalFault) -> &'static str {
    match fault {
        DecimalFault::NotANumber => tr("不是十进制数", "Not a decimal number"),
        DecimalFault::TooPrecise => tr("小数超过六位", "More than six decimal places"),
        DecimalFault::TooLarge => {
            tr("数太大（须小于十亿）", "The number is too large (must be less than 1,000,000,000)")
        }
    }
}

/// Why a value is outside its domain.
pub fn domain(fault: &DomainFault) -> String {
    match fault {
        DomainFault::Negative => tr("不能小于 0", "Cannot be less than 0").to_owned(),
        DomainFault::NotWhole => tr("须为整数", "Must be a whole number").to_owned(),
        DomainFault::BelowLeast(least) => worded!("不能小于 {least}", "Cannot be less than {least}"),
        DomainFault::AboveMost(most) => worded!("不能大于 {most}", "Cannot be more than {most}"),
        DomainFault::Empty => {
            tr("不能是空白；不知道的请不填", "Cannot be blank; leave out what is not known").to_owned()
        }
        DomainFault::TooManyChars => worded!("超过 {MOST_CHARS} 个字", "More than {MOST_CHARS} characters"),
        DomainFault::Industry(fault) => industry(fault),
    }
}

fn industry(fault: &IndustryFault) -> String {
    match fault {
        IndustryFault::Shape => tr(
            "行业代码应为一个大写字母加二至四位数字，如 C3073",
            "An industry code should be one capital letter and two to four digits, such as C3073",
        )
        .to_owned(),
        IndustryFault::OtherSection(letter) => worded!(
            "门类字母与大类不符，这个大类属于 {letter}",
            "The section letter does not fit the division, which belongs to {letter}"
        ),
        IndustryFault::NoSection => tr("没有这个大类", "There is no such division").to_owned(),
    }
}
