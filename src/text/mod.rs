//! Answers: how is it said?
//!
//! Every sentence of ours, in the reader's language (Chinese or English, chosen when the program is built).
//! The law's own words and the names of facts live in policy/. Knows ids and numbers from the core, decides
//! nothing.

/// One of two sentences with figures, by the language of this program. Both name what they use: `worded!("{n} 项", "{n} items")`.
macro_rules! worded {
    ($zh:literal, $en:literal) => {
        match $crate::text::say::LANG {
            $crate::text::say::Lang::Zh => format!($zh),
            $crate::text::say::Lang::En => format!($en),
        }
    };
}
// Of the modules outside this one only the command line uses it.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use worded;

pub mod calendar;
pub mod cited;
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
use crate::policy::schema::{Mark, Route, Words};
use say::tr;

/// Words of policy/, in the language of this program.
pub fn words(words: &Words) -> &'static str {
    #[cfg(feature = "en")]
    return words.en.as_str();
    #[cfg(not(feature = "en"))]
    words.zh.as_str()
}

/// The word of a truth, in the neutral form of a condition.
pub const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => tr("满足", "Met"),
        Truth::Unmet => tr("不满足", "Not met"),
        Truth::Unknown => tr("待定", "Open"),
    }
}

/// The word of a route.
pub const fn route(route: Route) -> &'static str {
    match route {
        Route::New => tr("新申请", "New application"),
        Route::Review => tr("复核", "Review"),
    }
}

/// The words of a confidence mark; `own_text`: the cited text is held whole and is its own only source.
pub const fn mark(mark: Mark, own_text: bool) -> &'static str {
    match (mark, own_text) {
        (Mark::Agreed, _) => tr("多源一致", "Several sources agree"),
        (Mark::Single, true) => tr("细则原文", "Text of the Rules"),
        (Mark::Single, false) => tr("单一来源", "One source"),
        (Mark::Unconfirmed, _) => tr("待核对原文", "Not confirmed against the text"),
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
