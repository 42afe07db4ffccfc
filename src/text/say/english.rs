//! Answers: how are the fixed sentences and labels of the interface said in English?
//!
//! One line per sentence, in the order of their names; a sentence without a line does not compile.

use super::Say;

impl Say {
    /// The sentence in English.
    pub const fn en(self) -> &'static str {
        match self {
            _ => "",
        }
    }
}
