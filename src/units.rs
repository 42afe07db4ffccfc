//! Answers: what is a date, an amount, a share, exactly?
//!
//! Everything is an integer underneath. A [`Decimal`] counts millionths, a [`Ratio`] is a reduced fraction of
//! two integers; nothing is rounded before it is compared. Bounds: a decimal stays below [`Decimal::LIMIT`], so
//! that every product the standards need fits an `i128`. Knows no clock and no language.
//! (Shared with build.rs, which reads thresholds with the same code.)

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::ser::{Serialize, SerializeTupleStruct, Serializer};

/// A decimal number with at most six places, counted in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalFault {
    /// Not digits with at most one point and a leading minus.
    NotANumber,
    /// More than six decimal places.
    TooPrecise,
    /// At or beyond [`Decimal::LIMIT`].
    TooLarge,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// The first value that is too large, 10^9 (in 万元: ten trillion yuan).
    pub const LIMIT: i64 = 1_000_000_000;
    const SCALE: i64 = 1_000_000;

    /// A whole number; `None` at or beyond the limit.
    pub fn whole(value: i64) -> Option<Self> {
        (value.abs() < Self::LIMIT).then(|| Self(value * Self::SCALE))
    }

    /// The decimal of so many millionths, below the limit: for the embedded catalog.
    pub const fn made(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The value in millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// A decimal of so many millionths; `None` at or beyond the limit.
    pub fn from_millionths(value: i64) -> Option<Self> {
        (value.abs() < Self::LIMIT * Self::SCALE).then_some(Self(value))
    }

    /// Reads `-12.345678`: an optional minus, digits, at most one point with one to six digits after it.
    ///
    /// # Errors
    /// Says which of the three rules the text breaks.
    pub fn parse(text: &str) -> Result<Self, DecimalFault> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, places) = match digits.split_once('.') {
            Some((whole, places)) if !places.is_empty() => (whole, places),
            Some(_) => return Err(DecimalFault::NotANumber),
            None => (digits, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(places) {
            return Err(DecimalFault::NotANumber);
        }
        if places.len() > 6 {
            return Err(DecimalFault::TooPrecise);
        }
        let mut value: i64 = 0;
        for byte in whole.bytes() {
            value = value * 10 + i64::from(byte - b'0');
            if value >= Self::LIMIT {
                return Err(DecimalFault::TooLarge);
            }
        }
        for place in 0..6 {
            let digit = places.as_bytes().get(place).map_or(0, |byte| i64::from(byte - b'0'));
            value = value * 10 + digit;
        }
        Ok(Self(if negative { -value } else { value }))
    }

    /// The same value as a fraction.
    pub fn ratio(self) -> Ratio {
        Ratio::new(i128::from(self.0), i128::from(Self::SCALE))
    }

    /// True when the value has no decimal places.
    pub const fn is_whole(self) -> bool {
        self.0 % Self::SCALE == 0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let scale = Self::SCALE.unsigned_abs();
        let (whole, places) = (value / scale, value % scale);
        if places == 0 {
            return write!(out, "{sign}{whole}");
        }
        let padded = format!("{places:06}");
        write!(out, "{sign}{whole}.{}", padded.trim_end_matches('0'))
    }
}

/// An exact fraction in lowest terms, its denominator positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    n: i128,
    d: i128,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { n: 0, d: 1 };

    /// `n / d` reduced; `d` of zero is taken as one (callers divide through [`Ratio::over`]).
    pub fn new(n: i128, d: i128) -> Self {
        let shared = gcd(n.unsigned_abs(), d.unsigned_abs()).cast_signed().max(1);
        let sign = if d < 0 { -1 } else { 1 };
        Self { n: sign * n / shared, d: (sign * d / shared).max(1) }
    }

    /// A whole number.
    pub const fn whole(n: i128) -> Self {
        Self { n, d: 1 }
    }

    /// The numerator, in lowest terms.
    pub const fn numerator(self) -> i128 {
        self.n
    }

    /// The denominator, in lowest terms, positive.
    pub const fn denominator(self) -> i128 {
        self.d
    }

    /// `self + other`.
    pub fn plus(self, other: Self) -> Self {
        Self::new(self.n * other.d + other.n * self.d, self.d * other.d)
    }

    /// `self - other`.
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { n: -other.n, d: other.d })
    }

    /// `self * other`.
    pub fn times(self, other: Self) -> Self {
        Self::new(self.n * other.n, self.d * other.d)
    }

    /// `self / other`; `None` when `other` is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        (other.n != 0).then(|| Self::new(self.n * other.d, self.d * other.n))
    }

    /// `self` multiplied by itself `n` times (`n` of zero gives one).
    pub fn power(self, n: u32) -> Self {
        (0..n).fold(Self::whole(1), |product, _| product.times(self))
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.n < 0
    }

    /// True when zero.
    pub const fn is_zero(self) -> bool {
        self.n == 0
    }

    /// The value rounded towards minus infinity to `places` decimals, as millionths text (for display only).
    pub fn floor_text(self, places: u32) -> String {
        let scale = 10_i128.pow(places);
        let floored = (self.n * scale).div_euclid(self.d);
        let sign = if floored < 0 { "-" } else { "" };
        let value = floored.unsigned_abs();
        let scale = scale.unsigned_abs();
        if places == 0 {
            return format!("{sign}{value}");
        }
        let width = places as usize;
        format!("{sign}{}.{:0width$}", value / scale, value % scale)
    }

    /// True when the value is a decimal of at most `places` places, so that [`Ratio::floor_text`] is exact.
    pub fn is_exact_at(self, places: u32) -> bool {
        (self.n * 10_i128.pow(places)) % self.d == 0
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.n * other.d).cmp(&(other.n * self.d))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day, if the calendar has it and its year lies in 1900 to 2199.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1900..2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten().map(Self)
    }

    /// The day, which exists: for the embedded catalog.
    pub const fn made(year: i32, month: u32, day: u32) -> Self {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Self(date),
            None => Self(NaiveDate::MIN),
        }
    }

    /// Reads exactly `YYYY-MM-DD`; `None` for anything else or a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |width: usize| {
            let digits = parts.next()?;
            let is_plain = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| digits.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(i32::try_from(year).ok()?, month, day)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The corresponding day `n` years later, else the last day of that month (decision 11).
    pub fn plus_years(self, n: u32) -> Self {
        self.plus_months(n.saturating_mul(12))
    }

    /// The corresponding day `n` months later, else the last day of that month (decision 11).
    pub fn plus_months(self, n: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(n)).unwrap_or(NaiveDate::MAX))
    }

    /// The day before.
    pub fn day_before(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(NaiveDate::MIN))
    }

    /// The day after.
    pub fn day_after(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(NaiveDate::MAX))
    }

    /// Calendar days from `self` to `end`; negative when `end` comes first.
    pub fn days_to(self, end: Self) -> i64 {
        end.0.signed_duration_since(self.0).num_days()
    }

    /// Full years from `self` to `end`: the largest n with `self + n years <= end`; `None` when `end` comes first.
    pub fn full_years_to(self, end: Self) -> Option<u32> {
        if end < self {
            return None;
        }
        let span = u32::try_from(end.year() - self.year()).unwrap_or(0);
        Some(if self.plus_years(span) <= end { span } else { span.saturating_sub(1) })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut parts = to.serialize_tuple_struct("Decimal", 1)?;
        parts.serialize_field(&self.0)?;
        parts.end()
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut parts = to.serialize_tuple_struct("Date", 3)?;
        parts.serialize_field(&self.year())?;
        parts.serialize_field(&self.month())?;
        parts.serialize_field(&self.day())?;
        parts.end()
    }
}

/// What a number is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Unit {
    /// 万元, ten thousand yuan.
    Wan,
    /// 人, persons.
    Persons,
    /// 项, items of a list.
    Items,
    /// 名, a rank counted from one.
    Rank,
    /// %, hundredths. A measure in this unit holds the fraction itself: 3 % is 3/100.
    Percent,
    /// 分, points of a score.
    Points,
    /// 年, full years.
    Years,
}

impl Unit {
    /// The unit's sign in policy files and for readers of Chinese.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Wan => "万元",
            Self::Persons => "人",
            Self::Items => "项",
            Self::Rank => "名",
            Self::Percent => "%",
            Self::Points => "分",
            Self::Years => "年",
        }
    }

    fn from_sign(sign: &str) -> Option<Self> {
        [Self::Wan, Self::Persons, Self::Items, Self::Rank, Self::Percent, Self::Points, Self::Years]
            .into_iter()
            .find(|unit| unit.sign() == sign)
    }
}

/// A threshold: an exact number with its unit, written `1500 万元` or `3 %` in policy files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Quantity {
    /// The number as written.
    pub number: Decimal,
    /// What it counts.
    pub unit: Unit,
}

impl Quantity {
    /// Reads a number, a space and a unit sign; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, sign) = text.split_once(' ')?;
        Some(Self { number: Decimal::parse(number).ok()?, unit: Unit::from_sign(sign)? })
    }

    /// The value as measures hold it: percentages as fractions, everything else as written.
    pub fn value(self) -> Ratio {
        match self.unit {
            Unit::Percent => self.number.ratio().times(Ratio::new(1, 100)),
            Unit::Wan | Unit::Persons | Unit::Items | Unit::Rank | Unit::Points | Unit::Years => {
                self.number.ratio()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_six_places_and_refuse_the_seventh() {
        let check = |text: &str, expected: Result<i64, DecimalFault>| {
            assert_eq!(Decimal::parse(text).map(Decimal::millionths), expected, "{text}");
        };
        check("2436.40", Ok(2_436_400_000));
        check("-0.000001", Ok(-1));
        check("0.0000001", Err(DecimalFault::TooPrecise));
        check("999999999.999999", Ok(999_999_999_999_999));
        check("1000000000", Err(DecimalFault::TooLarge));
        for text in ["", "-", ".5", "5.", "1e3", "1,000", " 1", "+1", "１"] {
            check(text, Err(DecimalFault::NotANumber));
        }
    }

    #[test]
    fn decimals_print_as_they_were_read() {
        for text in ["0", "2436.4", "-12.000001", "100"] {
            assert_eq!(Decimal::parse(text).map(|value| value.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_hair_below_three_percent_is_below_three_percent() {
        let three = Quantity::parse("3 %").unwrap().value();
        let ratio = Ratio::new(2_999_999, 100_000_000);
        assert!(ratio < three);
        assert_eq!(Ratio::new(30, 1000), three);
    }

    #[test]
    fn the_day_before_crosses_months_and_years() {
        let before = |text| Date::parse(text).unwrap().day_before().to_string();
        assert_eq!(
            ["2026-04-01", "2024-03-01", "2027-01-01"].map(before),
            ["2026-03-31", "2024-02-29", "2026-12-31"]
        );
    }

    #[test]
    fn the_twenty_ninth_of_february_corresponds_to_the_twenty_eighth() {
        let day = Date::parse("2024-02-29").unwrap();
        assert_eq!(day.plus_years(3), Date::parse("2027-02-28").unwrap());
        assert_eq!(Date::parse("2025-11-30").unwrap().plus_months(3), Date::parse("2026-02-28").unwrap());
    }

    #[test]
    fn dates_are_read_strictly() {
        for text in ["2026-2-1", "2026-02-30", "20260201", "2026-02-01T", "1899-12-31", "2026-02-01-"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_full_on_the_corresponding_day() {
        let years = |from: &str, to: &str| Date::parse(from).unwrap().full_years_to(Date::parse(to).unwrap());
        assert_eq!(years("2023-01-01", "2026-01-01"), Some(3));
        assert_eq!(years("2023-01-02", "2026-01-01"), Some(2));
        assert_eq!(years("2026-01-02", "2026-01-01"), None);
    }
}
