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

/// From this ratio on, two amounts that should be alike are likely in different units.
const LIKELY_SLIP: i64 = 1_000;
/// 元 to 万元.
const YUAN_IN_WAN: i64 = 10_000;

/// A likely slip of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Whether the amount is far above or below the one it was compared with.
    pub way: Way,
    /// How many times, rounded down.
    pub times: i64,
    /// Which of the neighbours it was compared with, counted from zero.
    pub neighbour: usize,
    /// The amount in 万元 if it was given in 元 (above) or in 亿元 (below), where that lies near the neighbour.
    pub suggested: Option<Decimal>,
}

/// Which of two amounts is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The amount is far greater: perhaps 元 typed as 万元.
    Above,
    /// The amount is far smaller: perhaps 亿元 typed as 万元, or the neighbour is in 元.
    Below,
}

/// Whether an amount in 万元 is at least a thousand times, or at most a thousandth of, one of its neighbours: the
/// first of them that it is so far from. Signs do not matter; zero is like anything.
pub fn slip(amount: Decimal, neighbours: &[Decimal]) -> Option<Slip> {
    let this = amount.millionths().abs();
    neighbours.iter().enumerate().find_map(|(neighbour, other)| {
        let other = other.millionths().abs();
        if this == 0 || other == 0 {
            return None;
        }
        let (way, times) = if this > other { (Way::Above, this / other) } else { (Way::Below, other / this) };
        let suggested = suggestion(amount, way).filter(|it| is_near(it.millionths().abs(), other));
        (times >= LIKELY_SLIP).then_some(Slip { way, times, neighbour, suggested })
    })
}

fn suggestion(amount: Decimal, way: Way) -> Option<Decimal> {
    let millionths = amount.millionths();
    match way {
        Way::Above if millionths % YUAN_IN_WAN == 0 => Decimal::from_millionths(millionths / YUAN_IN_WAN),
        Way::Above => None,
        Way::Below => millionths.checked_mul(YUAN_IN_WAN).and_then(Decimal::from_millionths),
    }
}

fn is_near(one: i64, other: i64) -> bool {
    let (low, high) = (one.min(other), one.max(other));
    low != 0 && high / low < LIKELY_SLIP
}

/// For a percentage above zero and below one: the percentage if a share of one was typed (0.05 for 5 %).
pub fn likely_fraction(percent: Decimal) -> Option<Decimal> {
    let one = Decimal::whole(1)?;
    let is_below_one = Decimal::ZERO < percent && percent < one;
    is_below_one.then(|| Decimal::from_millionths(percent.millionths().saturating_mul(100))).flatten()
}
