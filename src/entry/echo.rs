//! Answers: how does an amount read in other units, exactly?

use crate::text::say::{LANG, Lang};
use crate::units::Decimal;

/// Millionths of 万元 in 1 元.
const YUAN: u64 = 100;
/// Millionths of 万元 in one million yuan.
const MILLION: u64 = 100_000_000;
/// Millionths of 万元 in 1 亿元.
const YI: u64 = 10_000_000_000;

/// A number with its digits grouped by three and at least so many places: `2,436.40`.
pub fn grouped(number: Decimal, least_places: usize) -> String {
    let text = number.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    with_places(sign, whole, &format!("{places:0<least_places$}"))
}

/// An amount of 万元 for reading back: from 1 亿元 on in 亿元 (in English in millions), below in 元, exact in each.
pub fn in_yuan(amount: Decimal) -> String {
    let millionths = amount.millionths().unsigned_abs();
    let sign = if amount.millionths() < 0 { "-" } else { "" };
    let (one, places, unit) = match (LANG, millionths >= YI) {
        (Lang::Zh, true) => (YI, 10, "亿元"),
        (Lang::Zh, false) => (YUAN, 2, "元"),
        (Lang::En, true) => (MILLION, 8, "million CNY"),
        (Lang::En, false) => (YUAN, 2, "CNY"),
    };
    let whole = (millionths / one).to_string();
    let rest = format!("{:0places$}", millionths % one);
    let number = with_places(sign, &whole, rest.trim_end_matches('0'));
    format!("{number} {unit}")
}

fn with_places(sign: &str, whole: &str, places: &str) -> String {
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !places.is_empty() {
        out.push('.');
        out.push_str(places);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn digits_are_grouped_by_three_and_nothing_is_rounded() {
        let check = |text: &str, places, expected: &str| assert_eq!(grouped(number(text), places), expected);
        check("2436.4", 2, "2,436.40");
        check("2436.4", 0, "2,436.4");
        check("2118", 2, "2,118.00");
        check("17860000", 0, "17,860,000");
        check("-1234.567891", 2, "-1,234.567891");
        check("999", 0, "999");
        check("0", 2, "0.00");
    }

    #[test]
    fn amounts_are_echoed_in_yuan_and_from_a_hundred_million_in_yi() {
        let check = |text: &str, expected: &str| assert_eq!(in_yuan(number(text)), expected);
        check("2118", "21,180,000 元");
        check("0.24364", "2,436.4 元");
        check("0.000001", "0.01 元");
        check("9999.999999", "99,999,999.99 元");
        check("10000", "1 亿元");
        check("17860", "1.786 亿元");
        check("17860000", "1,786 亿元");
        check("-10000.000001", "-1.0000000001 亿元");
        check("0", "0 元");
    }
}
