//! Answers: which day was typed?

use super::EntryFault;
use super::typed::half_width;
use crate::facts::Value;
use crate::units::Date;

/// Reads a day: `2024-3-1`, `2024/3/1`, `2024.3.1`, `2024年3月1日`, `20240301`; nothing for a blank text.
///
/// # Errors
/// Why it is no day.
pub fn day(text: &str) -> Result<Option<Value>, EntryFault> {
    let plain = half_width(text);
    if plain.is_empty() {
        return Ok(None);
    }
    let (year, month, day) = compact(&plain).or_else(|| parts(&plain)).ok_or(EntryFault::NotADay)?;
    if !(1900..2200).contains(&year) {
        return Err(EntryFault::YearOutOfRange(year));
    }
    let date = i32::try_from(year).ok().and_then(|year| Date::new(year, month, day));
    date.map(|date| Some(Value::Date(date))).ok_or(EntryFault::NoSuchDay { month, day })
}

/// Eight digits.
fn compact(text: &str) -> Option<(u32, u32, u32)> {
    let number = |range| digits(text.get(range)?);
    (text.len() == 8).then(|| Some((number(0..4)?, number(4..6)?, number(6..8)?))).flatten()
}

/// Year of four digits, month and day of one or two, one kind of sign between.
fn parts(text: &str) -> Option<(u32, u32, u32)> {
    let text: String = text.chars().filter(|it| *it != ' ').collect();
    if let Some((year, rest)) = text.split_once('年') {
        let (month, day) = rest.split_once('月')?;
        let day = day.strip_suffix(['日', '号']).unwrap_or(day);
        return three([year, month, day]);
    }
    ['-', '/', '.', '。', '、'].into_iter().find_map(|sign| {
        let mut parts = text.split(sign);
        let all = [parts.next()?, parts.next()?, parts.next()?];
        if parts.next().is_some() { None } else { three(all) }
    })
}

fn three([year, month, day]: [&str; 3]) -> Option<(u32, u32, u32)> {
    let is_short = |part: &str| part.len() <= 2;
    let is_whole = year.len() == 4 && is_short(month) && is_short(day);
    is_whole.then(|| Some((digits(year)?, digits(month)?, digits(day)?))).flatten()
}

fn digits(text: &str) -> Option<u32> {
    let is_digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    is_digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_written_in_many_ways() {
        let expected = Date::parse("2024-03-01").map(Value::Date);
        for text in [
            "2024-3-1",
            "2024-03-01",
            "2024/3/1",
            "2024.3.1",
            "2024. 3. 1",
            "2024年3月1日",
            "2024 年 03 月 01 日",
            "２０２４年３月１日",
            "2024年3月1号",
            "2024、3、1",
            "20240301",
            " 2024－03－01 ",
        ] {
            assert_eq!(day(text), Ok(expected.clone()), "{text}");
        }
        assert_eq!(day("  "), Ok(None));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2024",
            "2024-3",
            "2024年3月",
            "24-3-1",
            "2024-3-1-1",
            "2024-3/1",
            "3/1/2024",
            "今天",
            "2024030",
            "2024--1",
        ] {
            assert_eq!(day(text), Err(EntryFault::NotADay), "{text}");
        }
        assert_eq!(day("2024-2-30"), Err(EntryFault::NoSuchDay { month: 2, day: 30 }));
        assert_eq!(day("20241301"), Err(EntryFault::NoSuchDay { month: 13, day: 1 }));
        assert_eq!(day("1024-1-1"), Err(EntryFault::YearOutOfRange(1024)));
    }
}
