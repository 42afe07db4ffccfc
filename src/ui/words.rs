//! Answers: how is this said in the language of the interface?

pub use crate::text::say::LANG;
use crate::text::say::{Say, say};
pub use crate::text::words as w;

/// A fixed sentence or label.
pub const fn t(what: Say) -> &'static str {
    say(LANG, what)
}
