//! Answers: how is it said?
//!
//! Every sentence of ours, in the reader's language (Chinese now; each function is where a second language goes).
//! The law's own words and the names of facts live in policy/. Knows ids and numbers from the core, decides
//! nothing.

pub mod calendar;
pub mod differ;
pub mod fault;
pub mod gap;
pub mod happened;
pub mod insight;
pub mod ladder;
pub mod number;
pub mod planned;
pub mod reason;
pub mod reward;
pub mod rule;
pub mod say;
pub mod span;
pub mod summary;
pub mod track_table;
pub mod tracked;
pub mod transcript;
pub mod verdict;
pub mod verified;

use crate::assess::Truth;
use crate::policy::schema::{Mark, Route};

/// The word of a truth, in the neutral form of a condition.
pub const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "满足",
        Truth::Unmet => "不满足",
        Truth::Unknown => "待定",
    }
}

/// The word of a route.
pub const fn route(route: Route) -> &'static str {
    match route {
        Route::New => "新申请",
        Route::Review => "复核",
    }
}

/// The words of a confidence mark; `own_text`: the cited text is held whole and is its own only source.
pub const fn mark(mark: Mark, own_text: bool) -> &'static str {
    match (mark, own_text) {
        (Mark::Agreed, _) => "多源一致",
        (Mark::Single, true) => "细则原文",
        (Mark::Single, false) => "单一来源",
        (Mark::Unconfirmed, _) => "待核对原文",
    }
}

/// A text as a terminal may show it: what a package says neither ends the line nor moves the cursor or turns the text.
pub fn visible(text: &str) -> String {
    let turns =
        |it: char| matches!(it, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|it| if it.is_control() || turns(it) { char::REPLACEMENT_CHARACTER } else { it })
        .collect()
}
