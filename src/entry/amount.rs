//! Answers: which number was typed, in which unit, and is it likely the unit that was meant?
//!
//! The slip of unit is a heuristic of ours to ask the user, not a rule of any standard.

use super::EntryFault;
use crate::units::Decimal;

/// Units of money and their power of ten in yuan, longer words first.
const MONEY: [(&str, i32); 12] = [
    ("千万元", 7),
    ("百万元", 6),
    ("亿元", 8),
    ("万元", WAN),
    ("千元", 3),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", WAN),
    ("元", YUAN),
    ("圆", YUAN),
    ("块", YUAN),
];
const YUAN: i32 = 0;
/// 万, the unit that is kept.
const WAN: i32 = 4;
/// Words before an amount that say yuan, and words after it that say nothing more.
const BEFORE_MONEY: [&str; 6] = ["人民币", "RMB", "CNY", "rmb", "¥", "￥"];
const AFTER_MONEY: [&str; 2] = ["整", "人民币"];
const COUNTED: [&str; 9] = ["人", "项", "名", "位", "件", "个", "家", "款", "种"];

/// Digits read at most; more are too large or too precise.
const MOST_DIGITS: usize = 30;
const PLACES: i32 = 6;

/// An amount in 万元: without a unit as it stands, with one converted exactly. A currency sign alone means yuan.
/// Negative with a minus or, as accountants write, in brackets.
pub(super) fn money(plain: &str) -> Result<Decimal, EntryFault> {
    let (plain, is_negative) = match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (plain, false),
    };
    let (plain, has_sign) = strip_any(plain, &BEFORE_MONEY, |text, word| text.strip_prefix(word));
    let (plain, _) = strip_any(plain, &AFTER_MONEY, |text, word| text.strip_suffix(word));
    let unit = MONEY.iter().find_map(|(word, power)| Some((plain.strip_suffix(word)?.trim_end(), *power)));
    let (digits, power) = unit.unwrap_or((plain, if has_sign { YUAN } else { WAN }));
    let amount = number(digits, power - WAN)?;
    if !is_negative {
        return Ok(amount);
    }
    Decimal::from_millionths(-amount.millionths()).ok_or(EntryFault::TooLarge)
}

/// The unit of money that is called so, perhaps with its currency: `元`, `人民币万元`.
pub(super) fn unit_word(name: &str) -> Option<&'static str> {
    let (plain, _) = strip_any(name, &BEFORE_MONEY, |text, word| text.strip_prefix(word));
    MONEY.iter().find(|(word, _)| *word == plain).map(|(word, _)| *word)
}

/// A percentage: 5 and 5% are both five percent.
pub(super) fn percent(plain: &str) -> Result<Decimal, EntryFault> {
    number(plain.strip_suffix('%').unwrap_or(plain), 0)
}

/// A number of persons or items, or a place in a ranking.
pub(super) fn count(plain: &str) -> Result<Decimal, EntryFault> {
    let (plain, _) = strip_any(plain, &COUNTED, |text, word| text.strip_suffix(word));
    number(plain.strip_prefix('第').unwrap_or(plain), 0)
}

/// Points of a score.
pub(super) fn points(plain: &str) -> Result<Decimal, EntryFault> {
    number(plain.strip_suffix('分').unwrap_or(plain), 0)
}

/// Without the words that are found, trimmed, and whether one was.
fn strip_any<'t>(
    mut text: &'t str,
    words: &[&str],
    strip: impl Fn(&'t str, &str) -> Option<&'t str>,
) -> (&'t str, bool) {
    let before = text;
    for word in words {
        text = strip(text, word).map_or(text, str::trim);
    }
    (text, text.len() < before.len())
}

/// Digits, grouped or not, with at most one point, times a power of ten.
fn number(text: &str, power: i32) -> Result<Decimal, EntryFault> {
    let text = text.trim();
    let (text, sign) = match text.strip_prefix('-') {
        Some(rest) => (rest.trim_start(), -1),
        None => (text.strip_prefix('+').unwrap_or(text), 1),
    };
    let (whole, places) = text.split_once(['.', '。']).unwrap_or((text, ""));
    let is_pointed = whole.len() < text.len();
    let whole = ungrouped(whole.trim())?;
    let is_digits = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() || !is_digits(places) || (is_pointed && places.is_empty()) {
        return Err(if ends_in_word(text) { EntryFault::OtherUnit } else { EntryFault::NotANumber });
    }
    let places = places.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    if whole.len() > MOST_DIGITS {
        return Err(EntryFault::TooLarge);
    }
    if places.len() > MOST_DIGITS {
        return Err(EntryFault::TooPrecise);
    }
    let digits = whole.bytes().chain(places.bytes()).collect::<Vec<u8>>();
    let shift = PLACES + power - i32::try_from(places.len()).unwrap_or(0);
    scaled(&digits, shift)
        .and_then(|value| Decimal::from_millionths(sign * value).ok_or(EntryFault::TooLarge))
}

/// The digits read as a whole number and shifted by a power of ten, exactly.
fn scaled(digits: &[u8], shift: i32) -> Result<i64, EntryFault> {
    let zeros = usize::try_from(shift).unwrap_or(0);
    let cut = usize::try_from(-shift).unwrap_or(0);
    let (kept, beyond) = digits.split_at(digits.len().saturating_sub(cut));
    if beyond.iter().any(|it| *it != b'0') {
        return Err(EntryFault::TooPrecise);
    }
    let all = kept.iter().copied().chain(std::iter::repeat_n(b'0', zeros));
    let mut value: i64 = 0;
    for digit in all {
        let digit = i64::from(digit.saturating_sub(b'0'));
        let next = value.checked_mul(10).and_then(|value| value.checked_add(digit));
        value = next.ok_or(EntryFault::TooLarge)?;
    }
    Ok(value)
}

/// The digits without commas and spaces, which must group by three or by four (by 万).
fn ungrouped(text: &str) -> Result<String, EntryFault> {
    let groups: Vec<&str> = text.split([',', ' ']).filter(|it| !it.is_empty()).collect();
    if groups.iter().any(|group| !group.bytes().all(|it| it.is_ascii_digit())) {
        return Err(if ends_in_word(text) { EntryFault::OtherUnit } else { EntryFault::NotANumber });
    }
    let grouped_by = |size: usize| match groups.split_first() {
        Some((first, rest)) => first.len() <= size && rest.iter().all(|group| group.len() == size),
        None => true,
    };
    if groups.len() <= 1 || grouped_by(3) || grouped_by(4) {
        return Ok(groups.concat());
    }
    Err(EntryFault::Grouping)
}

/// True for digits followed by a word: `5 美元`, `3‰`.
fn ends_in_word(text: &str) -> bool {
    let is_figure = |it: char| it.is_ascii_digit() || matches!(it, ',' | ' ' | '.');
    let word = text.trim_start_matches(is_figure);
    let has_figure = text.starts_with(|it: char| it.is_ascii_digit());
    has_figure && !word.is_empty() && !word.contains(|it: char| it.is_ascii_digit())
}

/// From this ratio on, the amounts of one fact in two years are likely in different units.
const OTHER_YEAR: i64 = 1_000;
/// From this ratio on, a large amount is likely in another unit than all others of its year.
const SAME_YEAR: i64 = 100;
/// What counts as large there, 10 亿元 in 万元: most amounts given in 元 by mistake are larger.
const LARGE: i64 = 100_000;
/// What no SME is likely to have, 100 亿元 in 万元: asked about even if nothing else is known.
const TOO_LARGE: i64 = 1_000_000;
/// 元 to 万元, and 万元 to 亿元.
const TIMES_WAN: i64 = 10_000;

/// A likely slip of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What the amount does not fit.
    pub against: Against,
    /// The amount in 万元 if it was given in 元 (or, where it is far smaller, in 亿元); absent where that would
    /// not fit either.
    pub suggested: Option<Decimal>,
}

/// What an amount does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It is far above, or far below, the same fact of another year.
    Year {
        /// That year.
        year: i32,
        /// Which is the greater.
        way: Way,
        /// How many times, rounded down.
        times: i64,
    },
    /// It is far above every other amount of its year.
    Others {
        /// How many times the greatest of them, rounded down.
        times: i64,
    },
    /// There is nothing to compare it with; it is more than an SME is likely to have.
    Nothing,
}

/// Which of two amounts is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The amount is far greater: perhaps 元 typed as 万元.
    Above,
    /// The amount is far smaller: perhaps 亿元 typed as 万元, or the other one is in 元.
    Below,
}

/// Whether an amount in 万元 is likely in another unit: compared with the same fact of other years, else with the
/// other amounts of its year, else by itself. Signs do not matter; zero is like anything.
pub fn slip(amount: Decimal, other_years: &[(i32, Decimal)], same_year: &[Decimal]) -> Option<Slip> {
    let this = size(amount);
    let years = other_years.iter().map(|(year, other)| (*year, size(*other)));
    let mut years = years.filter(|(_, other)| *other != 0).peekable();
    if this == 0 {
        return None;
    }
    if years.peek().is_some() {
        return years.find_map(|(year, other)| against_year(amount, year, other));
    }
    let is_at_least = |limit: i64| Decimal::whole(limit).is_some_and(|limit| size(limit) <= this);
    let greatest = same_year.iter().map(|other| size(*other)).max().unwrap_or(0);
    if greatest == 0 {
        let suggested = suggestion(amount, Way::Above);
        return is_at_least(TOO_LARGE).then_some(Slip { against: Against::Nothing, suggested });
    }
    let times = this / greatest;
    let suggested = suggestion(amount, Way::Above).filter(|it| is_near(size(*it), greatest));
    let is_slip = is_at_least(LARGE) && times >= SAME_YEAR;
    is_slip.then_some(Slip { against: Against::Others { times }, suggested })
}

fn against_year(amount: Decimal, year: i32, other: i64) -> Option<Slip> {
    let this = size(amount);
    let (way, times) = if this > other { (Way::Above, this / other) } else { (Way::Below, other / this) };
    let suggested = suggestion(amount, way).filter(|it| is_near(size(*it), other));
    (times >= OTHER_YEAR).then_some(Slip { against: Against::Year { year, way, times }, suggested })
}

const fn size(amount: Decimal) -> i64 {
    amount.millionths().abs()
}

fn suggestion(amount: Decimal, way: Way) -> Option<Decimal> {
    let millionths = amount.millionths();
    match way {
        Way::Above if millionths % TIMES_WAN == 0 => Decimal::from_millionths(millionths / TIMES_WAN),
        Way::Above => None,
        Way::Below => millionths.checked_mul(TIMES_WAN).and_then(Decimal::from_millionths),
    }
}

fn is_near(one: i64, other: i64) -> bool {
    let (low, high) = (one.min(other), one.max(other));
    low != 0 && high / low < OTHER_YEAR
}

/// For a percentage above zero and below one: the percentage if a share of one was typed (0.05 for 5 %).
pub fn likely_fraction(percent: Decimal) -> Option<Decimal> {
    let one = Decimal::whole(1)?;
    let is_below_one = Decimal::ZERO < percent && percent < one;
    is_below_one.then(|| Decimal::from_millionths(percent.millionths().saturating_mul(100))).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::typed::half_width;
    use super::*;

    type Read = fn(&str) -> Result<Decimal, EntryFault>;

    fn check(read: Read, text: &str, expected: &str) {
        assert_eq!(read(&half_width(text)).map(|it| it.to_string()).as_deref(), Ok(expected), "{text}");
    }

    fn refuse(read: Read, text: &str, expected: EntryFault) {
        assert_eq!(read(&half_width(text)), Err(expected), "{text}");
    }

    #[test]
    fn an_amount_is_in_wan_unless_another_unit_stands_beside_it() {
        for text in [
            "2436.4",
            " 2,436.40 ",
            "２，４３６．４０",
            "2 436.4",
            "2436。4",
            "2436.40 万元",
            "2,436.4万",
            "24,364,000元",
            "¥24,364,000.00",
            "￥ 2,436.40 万元",
            "人民币24364000元整",
            "24364千元",
            "24.364百万元",
            "2.4364 千万",
            "0.24364亿元",
            "0.24364 亿",
            "+2436.4000000",
            "002436.4",
            "2436.4\u{a0}万元\u{200b}",
            "2\u{3000}436.4",
            "2436,4000元",
        ] {
            check(money, text, "2436.4");
        }
    }

    #[test]
    fn losses_are_written_with_a_minus_or_in_brackets() {
        for text in ["-12.3", "－12.3", "−12.3 万元", "- 12.3", "(12.3)", "（123,000元）"] {
            check(money, text, "-12.3");
        }
        refuse(money, "-¥123,000", EntryFault::NotANumber);
    }

    #[test]
    fn what_is_no_exact_amount_is_refused() {
        for text in [
            "约106",
            "106左右1",
            "1+2",
            "1.2.3",
            "--1",
            "1-2",
            "五百",
            "abc",
            ".",
            "5.",
            ".5",
            "万元",
            "1e3",
            "=A1",
        ] {
            refuse(money, text, EntryFault::NotANumber);
        }
        for text in ["106 左右", "5 美元", "3 个亿左右", "100%"] {
            refuse(money, text, EntryFault::OtherUnit);
        }
        for text in ["12,5", "1,23", "1234,567", "1,2345,678", "12 5"] {
            refuse(money, text, EntryFault::Grouping);
        }
        refuse(money, "0.0000001", EntryFault::TooPrecise);
        refuse(money, "0.001元", EntryFault::TooPrecise);
        refuse(money, "1000000000", EntryFault::TooLarge);
        refuse(money, "100000亿", EntryFault::TooLarge);
        refuse(money, &"9".repeat(5_000), EntryFault::TooLarge);
        refuse(money, &format!("0.{}", "9".repeat(5_000)), EntryFault::TooPrecise);
    }

    #[test]
    fn the_smallest_and_the_largest_amounts_are_exact() {
        check(money, "0.01元", "0.000001");
        check(money, "99999.9999999999亿元", "999999999.999999");
        check(money, "0", "0");
        check(money, "-0", "0");
        check(money, "0.0000010", "0.000001");
    }

    #[test]
    fn percentages_counts_and_points_take_their_own_signs() {
        for text in ["5", "5%", "５％", "5.0 %"] {
            check(percent, text, "5");
        }
        for text in ["3", "3人", "3 名", "第3", "第 3 位", "３项", "3.0"] {
            check(count, text, "3");
        }
        check(points, "52.5 分", "52.5");
        refuse(percent, "5‰", EntryFault::OtherUnit);
        refuse(percent, "5 万元", EntryFault::OtherUnit);
        refuse(count, "三人", EntryFault::NotANumber);
    }

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn check_slip(
        amount: &str,
        years: &[(i32, &str)],
        same: &[&str],
        expected: Option<(Against, Option<&str>)>,
    ) {
        let years: Vec<(i32, Decimal)> = years.iter().map(|(year, it)| (*year, number(it))).collect();
        let same: Vec<Decimal> = same.iter().map(|it| number(it)).collect();
        let expected = expected.map(|(against, it)| Slip { against, suggested: it.map(number) });
        assert_eq!(slip(number(amount), &years, &same), expected, "{amount}");
    }

    fn against(year: i32, way: Way, times: i64) -> Against {
        Against::Year { year, way, times }
    }

    #[test]
    fn yuan_typed_as_wan_is_noticed_and_converted() {
        let above = against(2024, Way::Above, 8_432);
        check_slip("17860000", &[(2024, "2118"), (2025, "2436.4")], &[], Some((above, Some("1786"))));
        check_slip("17860000.5", &[(2024, "2118")], &["1"], Some((above, Some("1786.00005"))));
        check_slip(
            "24364000",
            &[],
            &["112.3", "4380"],
            Some((Against::Others { times: 5_562 }, Some("2436.4"))),
        );
        check_slip("24364000.55", &[], &[], Some((Against::Nothing, Some("2436.400055"))));
    }

    #[test]
    fn a_thousand_times_another_year_is_a_slip_and_a_hair_less_is_none() {
        check_slip("2000", &[(2024, "2")], &[], Some((against(2024, Way::Above, 1_000), Some("0.2"))));
        check_slip("1999.999999", &[(2024, "2")], &[], None);
        let below = against(2025, Way::Below, 1_000);
        check_slip("2", &[(2024, "1"), (2025, "2000")], &[], Some((below, Some("20000"))));
        check_slip("2", &[(2024, "1999.999999")], &[], None);
    }

    #[test]
    fn beside_other_amounts_of_the_year_only_large_ones_are_asked_about() {
        // A small profit and a small research budget are nothing unusual.
        check_slip("1.2", &[], &["24364"], None);
        check_slip("2436.4", &[], &["1.2"], None);
        check_slip("100000", &[], &["1000"], Some((Against::Others { times: 100 }, Some("10"))));
        check_slip("99999.999999", &[], &["1"], None);
        check_slip("100000", &[], &["1000.01"], None);
        check_slip("500000", &[], &["2436.4"], Some((Against::Others { times: 205 }, Some("50"))));
    }

    #[test]
    fn without_anything_beside_it_only_the_unlikely_is_asked_about() {
        check_slip("1000000", &[], &[], Some((Against::Nothing, Some("100"))));
        check_slip("999999.999999", &[(2024, "0")], &["0"], None);
    }

    #[test]
    fn zero_is_like_anything_and_signs_do_not_matter() {
        check_slip("0", &[(2024, "2118")], &["2118"], None);
        check_slip("2118", &[(2024, "0")], &[], None);
        let above = against(2024, Way::Above, 12_500);
        check_slip("-150000", &[(2024, "12")], &[], Some((above, Some("-15"))));
    }

    #[test]
    fn nothing_is_suggested_that_would_be_as_far_off() {
        let times = 999_999_999_000_000;
        check_slip("999999999", &[(2024, "0.000001")], &[], Some((against(2024, Way::Above, times), None)));
        check_slip("0.000001", &[(2024, "999999999")], &[], Some((against(2024, Way::Below, times), None)));
    }

    #[test]
    fn a_share_below_one_percent_may_be_a_fraction() {
        assert_eq!(likely_fraction(number("0.05")), Some(number("5")));
        assert_eq!(likely_fraction(number("1")), None);
        assert_eq!(likely_fraction(number("0")), None);
    }
}
