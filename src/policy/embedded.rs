//! The law of this build, as build.rs wrote it: data, not a reading of data.

#![allow(clippy::wildcard_imports, clippy::unreadable_literal, reason = "what is included is generated")]

use super::held::{ByName, List, Str};
use super::schema::*;
use crate::units::{Date, Decimal, Quantity, Unit};

/// All texts in the order of their numbers.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! texts {
    ($($text:literal,)*) => {
        static TEXTS: &[&str] = &[$($text),*];
    };
}

/// All texts in the order of their numbers, each closed by a zero: that compresses better than a table of lengths.
#[cfg(target_arch = "wasm32")]
macro_rules! texts {
    ($($text:literal,)*) => {
        pub(super) static TEXTS: &str = concat!($($text, "\0"),*);
    };
}

#[cfg(not(target_arch = "wasm32"))]
const fn text(number: u16) -> Str {
    #[expect(
        clippy::indexing_slicing,
        reason = "done by the compiler, which refuses a number without a text"
    )]
    Str(TEXTS[number as usize])
}

#[cfg(target_arch = "wasm32")]
const fn text(number: u16) -> Str {
    Str::numbered(number)
}

// The texts, and the static BOOK: everything that policy/ says.
include!(concat!(env!("OUT_DIR"), "/book.rs"));
