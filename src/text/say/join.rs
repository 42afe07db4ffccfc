//! Answers: what stands between the parts of a sentence?

use std::fmt::Display;

use super::told::month;
use super::tr;

/// Between the names of a list.
pub const AND: &str = tr("、", ", ");
/// Between the parts of a sentence.
pub const COMMA: &str = tr("，", ", ");
/// Between sentences that belong together.
pub const SEMICOLON: &str = tr("；", "; ");
/// Between a name and what is said of it.
pub const COLON: &str = tr("：", ": ");

/// Words between brackets, right after what they are about.
pub fn aside(words: &str) -> String {
    worded!("（{words}）", " ({words})")
}

/// So many of something, in English: "1 day", "3 days".
pub fn many<N: Copy + Display>(count: N, one: &str, more: &str) -> String {
    let count = count.to_string();
    let what = if count == "1" { one } else { more };
    format!("{count} {what}")
}

/// A day of every year, in English: "30 April".
pub fn day_of_year(nth: u32, day: u32) -> String {
    format!("{day} {}", month(nth))
}
