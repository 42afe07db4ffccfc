//! Answers: how is an exact number written for a reader?
//!
//! Nothing is rounded to the other side of a threshold: a share is cut off after two places, and more are shown
//! where two would hide on which side of the line it stands.

use super::say::{LANG, Lang, tr};
use crate::assess::{Interval, Relation};
use crate::policy::catalog::unit_of;
use crate::policy::schema::Kind;
use crate::units::{Quantity, Ratio, Unit};

/// Least and most decimal places of a share.
const PLACES: std::ops::RangeInclusive<u32> = 2..=6;
const THIN: &str = "\u{a0}";

/// Digits in groups of three: "2436.40" gives "2,436.40".
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
    let (whole, places) =
        digits.split_once('.').map_or((digits, None), |(whole, places)| (whole, Some(places)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(places) = places {
        out.push('.');
        out.push_str(places);
    }
    out
}

/// A unit by itself, as at the head of a column.
pub const fn sign(unit: Unit) -> &'static str {
    match (LANG, unit) {
        (Lang::Zh, unit) => unit.sign(),
        (Lang::En, Unit::Wan) => "10k CNY",
        (Lang::En, Unit::Persons) => "persons",
        (Lang::En, Unit::Items) => "items",
        (Lang::En, Unit::Rank) => "rank",
        (Lang::En, Unit::Percent) => "%",
        (Lang::En, Unit::Points) => "points",
        (Lang::En, Unit::Years) => "years",
    }
}

/// What is counted, as policy/ names it.
pub fn counted(what: &'static str) -> &'static str {
    match LANG {
        Lang::Zh => what,
        Lang::En => sign(unit_of(Kind::Count, Some(what))),
    }
}

/// Digits with the unit behind them, as they stand in a sentence: "3,000 万元", "1 item".
pub fn with_unit(digits: &str, unit: Unit) -> String {
    let word = match (LANG, unit) {
        (Lang::Zh | Lang::En, Unit::Percent) => return format!("{digits}%"),
        (Lang::Zh, unit) => unit.sign(),
        (Lang::En, Unit::Wan) => "×\u{a0}10k\u{a0}CNY",
        (Lang::En, Unit::Persons) => one_or_more(digits, "person", "persons"),
        (Lang::En, Unit::Items) => one_or_more(digits, "item", "items"),
        (Lang::En, Unit::Rank) => one_or_more(digits, "place", "places"),
        (Lang::En, Unit::Points) => one_or_more(digits, "point", "points"),
        (Lang::En, Unit::Years) => one_or_more(digits, "year", "years"),
    };
    format!("{digits}{THIN}{word}")
}

fn one_or_more(digits: &str, one: &'static str, more: &'static str) -> &'static str {
    if digits == "1" { one } else { more }
}

/// A value as it stands: like [`with_unit`], but a rank is a place, not a number of places.
fn standing(digits: &str, unit: Unit) -> String {
    match unit {
        Unit::Rank => worded!("第{THIN}{digits}{THIN}名", "rank{THIN}{digits}"),
        Unit::Percent | Unit::Wan | Unit::Points | Unit::Years | Unit::Persons | Unit::Items => {
            with_unit(digits, unit)
        }
    }
}

/// Points of a score: "15 分".
pub fn points(points: u32) -> String {
    let word = if points == 1 { "point" } else { "points" };
    match LANG {
        Lang::Zh => format!("{points} 分"),
        Lang::En => format!("{points} {word}"),
    }
}

/// A number of years: "3 年".
pub fn years(years: u32) -> String {
    let word = if years == 1 { "year" } else { "years" };
    match LANG {
        Lang::Zh => format!("{years} 年"),
        Lang::En => format!("{years} {word}"),
    }
}

/// A number of months: "3 个月".
pub fn months(months: u32) -> String {
    let word = if months == 1 { "month" } else { "months" };
    match LANG {
        Lang::Zh => format!("{months} 个月"),
        Lang::En => format!("{months} {word}"),
    }
}

/// A month of the calendar by its number from one: "4 月".
pub fn month(month: u32) -> String {
    let name = match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        12 => "December",
        _ => "",
    };
    match LANG {
        Lang::Zh => format!("{month} 月"),
        Lang::En => name.to_owned(),
    }
}

/// A value of a measure with its unit. `near` is the threshold beside it, if any.
pub fn value(value: Ratio, unit: Unit, near: Option<Ratio>) -> String {
    let digits = match unit {
        Unit::Percent => {
            let hundred = Ratio::whole(100);
            decimal(value.times(hundred), 2, near.map(|near| near.times(hundred)))
        }
        Unit::Wan | Unit::Points | Unit::Years | Unit::Persons | Unit::Items | Unit::Rank => {
            decimal(value, 0, near)
        }
    };
    standing(&digits, unit)
}

/// A value as it is typed into a form: digits in the unit, neither grouped nor rounded up; false where digits are cut
/// off.
pub fn plain(value: Ratio, unit: Unit) -> (String, bool) {
    let (value, least) = match unit {
        Unit::Percent => (value.times(Ratio::whole(100)), *PLACES.start()),
        Unit::Wan | Unit::Points | Unit::Years | Unit::Persons | Unit::Items | Unit::Rank => (value, 0),
    };
    let most = if unit == Unit::Percent { least } else { *PLACES.end() };
    let places = (least..=most).find(|places| value.is_exact_at(*places));
    (value.floor_text(places.unwrap_or(most)), places.is_some())
}

/// A threshold with its unit, as policy files write it.
pub fn quantity(quantity: Quantity) -> String {
    standing(&grouped(&quantity.number.to_string()), quantity.unit)
}

/// How a number must stand: "≥ 80%".
pub fn requirement(relation: Relation, than: Quantity) -> String {
    let sign = match relation {
        Relation::Ge => "≥",
        Relation::Gt => tr("＞", ">"),
        Relation::Le => "≤",
        Relation::Lt => tr("＜", "<"),
    };
    format!("{sign}{THIN}{}", quantity(than))
}

/// Where a number lies; `None` when nothing is known but that it is not below zero.
pub fn interval(interval: Interval, unit: Unit, near: Option<Ratio>) -> Option<String> {
    if let Some(exact) = interval.exact() {
        return Some(value(exact, unit, near));
    }
    let says_nothing = |lo: &Ratio| lo.is_zero() || (unit == Unit::Percent && lo.is_negative());
    let lo = interval.lo.filter(|lo| !says_nothing(lo));
    match (lo, interval.hi) {
        (Some(lo), Some(hi)) => Some([value(lo, unit, near), value(hi, unit, near)].join(tr("—", " to "))),
        (Some(lo), None) => Some(tr("至少 ", "At least ").to_owned() + &value(lo, unit, near)),
        (None, Some(hi)) => Some(tr("至多 ", "At most ").to_owned() + &value(hi, unit, near)),
        (None, None) => None,
    }
}

/// How far an exact value is from its threshold: "余 10.54 个百分点", "差 3,000 万元".
pub fn margin(value: Ratio, relation: Relation, than: Quantity) -> String {
    let edge = than.value();
    let gap = if edge <= value { value.minus(edge) } else { edge.minus(value) };
    let is_kept = match relation {
        Relation::Ge => edge <= value,
        Relation::Gt => edge < value,
        Relation::Le => value <= edge,
        Relation::Lt => value < edge,
    };
    if gap.is_zero() {
        return on_the_line(relation, is_kept).to_owned();
    }
    let amount = match than.unit {
        Unit::Percent => {
            let points = decimal(gap.times(Ratio::whole(100)), 2, Some(Ratio::ZERO));
            worded!("{points}{THIN}个百分点", "{points}{THIN}percentage points")
        }
        Unit::Wan | Unit::Points | Unit::Years | Unit::Persons | Unit::Items | Unit::Rank => {
            with_unit(&decimal(gap, 0, Some(Ratio::ZERO)), than.unit)
        }
    };
    let (zh, en) = match (is_kept, relation) {
        (true, Relation::Ge | Relation::Gt | Relation::Le | Relation::Lt) => ("余", "to spare"),
        (false, Relation::Ge | Relation::Gt) => ("差", "short"),
        (false, Relation::Le | Relation::Lt) => ("差", "over"),
    };
    match LANG {
        Lang::Zh => format!("{zh} {amount}"),
        Lang::En => format!("{amount} {en}"),
    }
}

/// A value that is the threshold itself.
const fn on_the_line(relation: Relation, is_kept: bool) -> &'static str {
    match (is_kept, relation) {
        (true, Relation::Ge | Relation::Gt | Relation::Le | Relation::Lt) => {
            tr("恰好在线上", "exactly on the line")
        }
        (false, Relation::Ge | Relation::Gt) => {
            tr("恰好在线上，须超过", "exactly on the line, must be above it")
        }
        (false, Relation::Le | Relation::Lt) => {
            tr("恰好在线上，须超过", "exactly on the line, must be below it")
        }
    }
}

/// Whole where it is whole and `least` is zero, else at least two places, and more where fewer would show the
/// threshold itself.
fn decimal(value: Ratio, least: u32, near: Option<Ratio>) -> String {
    if least == 0 && value.is_exact_at(0) {
        return grouped(&value.floor_text(0));
    }
    for places in PLACES {
        let scale = Ratio::whole(10_i128.pow(places));
        let scaled = value.times(scale);
        let cut = Ratio::new(scaled.numerator().div_euclid(scaled.denominator()), scale.numerator());
        let shows_threshold = near == Some(cut) && cut != value;
        if !shows_threshold {
            return grouped(&value.floor_text(places));
        }
    }
    tr("略高于 ", "just above ").to_owned() + &grouped(&value.floor_text(*PLACES.start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(n: i128, d: i128, near: &str) -> String {
        value(Ratio::new(n, d), Unit::Percent, Quantity::parse(near).map(Quantity::value)).replace(THIN, " ")
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!(grouped("24364000"), "24,364,000");
        assert_eq!(grouped("-1234.5"), "−1,234.5");
        assert_eq!(grouped("123"), "123");
    }

    #[test]
    fn a_share_never_shows_the_line_it_does_not_stand_on() {
        assert_eq!(percent(29_999, 1_000_000, "3 %"), "2.99%");
        assert_eq!(percent(3, 100, "3 %"), "3.00%");
        assert_eq!(percent(550_001, 1_000_000, "55 %"), "55.0001%");
        assert_eq!(percent(5_500_000_001, 10_000_000_000, "55 %"), "略高于 55.00%");
    }

    #[test]
    fn a_typed_value_is_cut_off_and_says_so() {
        let typed = |n, d, unit| plain(Ratio::new(n, d), unit);
        assert_eq!(typed(11_230, 243_640, Unit::Percent), ("4.60".to_owned(), false));
        assert_eq!(typed(61, 100, Unit::Percent), ("61.00".to_owned(), true));
        assert_eq!(typed(-1, 8, Unit::Percent), ("-12.50".to_owned(), true));
        assert_eq!(typed(-1, 3, Unit::Percent), ("-33.34".to_owned(), false));
        assert_eq!(typed(24_364_000, 10_000, Unit::Wan), ("2436.4".to_owned(), true));
        assert_eq!(typed(3, 1, Unit::Items), ("3".to_owned(), true));
    }

    #[test]
    fn the_margin_says_on_which_side() {
        let than = Quantity::parse("5000 万元").unwrap();
        let text = |value: i128| margin(Ratio::whole(value), Relation::Ge, than).replace(THIN, " ");
        assert_eq!(text(5010), "余 10 万元");
        assert_eq!(text(2000), "差 3,000 万元");
        assert_eq!(text(5000), "恰好在线上");
    }
}
