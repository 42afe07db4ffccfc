//! Answers: what does the text that someone typed or pasted mean?
//!
//! Tolerant where the meaning is certain (spaces, full-width digits, pasted units, ways to write a day), a fault
//! where it is not: `约106` is no amount, `12,5` no number. Also the echo of an amount in other units and the
//! notice of a likely slip of unit. Must not know: the draft, standards, sentences.

mod amount;
pub mod block;
mod day;
mod echo;
pub mod figures;
pub mod listing;
mod typed;

pub use amount::{Against, Slip, Way, likely_fraction, slip};
pub use day::day;
pub use echo::{grouped, in_yuan};
pub use typed::value;

use crate::domain::DomainFault;
use crate::facts::Value;
use crate::units::Decimal;

/// What a typed text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was typed.
    Blank,
    /// A value of the domain.
    Value(Value),
    /// An amount that is likely in another unit.
    Slip {
        /// The amount as typed.
        amount: Decimal,
        /// Why it is doubted.
        slip: Slip,
    },
    /// Nothing that can be used.
    Fault(EntryFault),
}

impl Reading {
    /// The reading of a day, or of nothing.
    pub(crate) fn of(value: Option<Value>) -> Self {
        value.map_or(Self::Blank, Self::Value)
    }
}

/// Why a typed text cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// Not one exact number: words, two numbers, an estimate, a formula.
    NotANumber,
    /// Commas or spaces that group neither three nor four digits: `12,5` could be 125 or 12.5.
    Grouping,
    /// A unit that this figure is not given in.
    OtherUnit,
    /// More exact than six decimals of the unit that is kept.
    TooPrecise,
    /// Beyond what any enterprise has.
    TooLarge,
    /// No day with year, month and day.
    NotADay,
    /// The month has no such day, or the year no such month.
    NoSuchDay {
        /// The month as typed.
        month: u32,
        /// The day as typed.
        day: u32,
    },
    /// A year before 1900 or after 2199.
    YearOutOfRange(u32),
    /// A value outside its domain.
    Domain(DomainFault),
    /// The place takes no typed text: it is a choice, a yes-no, a list.
    NotTyped,
}

impl From<DomainFault> for EntryFault {
    fn from(fault: DomainFault) -> Self {
        Self::Domain(fault)
    }
}
