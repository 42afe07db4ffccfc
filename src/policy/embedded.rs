//! The law of this build, as build.rs wrote it: data, not a reading of data.

#![allow(clippy::wildcard_imports, clippy::unreadable_literal, reason = "the expression is generated")]

use super::schema::*;

use super::held::{ByName, List, Str};
use crate::units::{Date, Decimal, Quantity, Unit};

/// Everything that policy/ says.
pub(super) static BOOK: Book = include!(concat!(env!("OUT_DIR"), "/book.rs"));
