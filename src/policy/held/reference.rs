//! The native form of a text: a reference to it.

use serde::de::{Deserialize, Deserializer};

/// A text.
#[derive(Clone, Copy, Default)]
pub struct Str(pub &'static str);

impl Str {
    /// The text.
    pub const fn as_str(&self) -> &'static str {
        self.0
    }
}

impl<'de> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(String::deserialize(from)?.leak()))
    }
}
