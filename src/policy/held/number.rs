//! The browser's form of a text: its number in the table of the embedded catalog.

use std::num::NonZeroU16;
use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer, Error};

use crate::policy::embedded::TEXTS;

/// A text.
#[derive(Clone, Copy)]
pub struct Str {
    /// The number and one, so that no text at all is zero and takes no room of its own.
    after: NonZeroU16,
}

impl Str {
    /// The text of this number, counted from zero: that of the empty text.
    pub const fn numbered(number: u16) -> Self {
        Self { after: NonZeroU16::MIN.saturating_add(number) }
    }

    /// The text.
    pub fn as_str(&self) -> &'static str {
        static SPLIT: OnceLock<Vec<&'static str>> = OnceLock::new();
        let texts = SPLIT.get_or_init(|| TEXTS.split('\0').collect());
        texts.get(usize::from(self.after.get() - 1)).copied().unwrap_or_default()
    }
}

/// The empty text.
impl Default for Str {
    fn default() -> Self {
        Self::numbered(0)
    }
}

/// The browser reads no policy file; the schema's derived readers, which nothing calls there, want an answer.
impl<'de> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("the law is embedded"))
    }
}
