//! Answers: which facts and which filing does this document state?
//!
//! The public JSON of facts, described by docs/facts.schema.json: read from files, packages and drafts, written
//! to the same. What is read is wholly usable or refused at the first fault with its place; names that only a later
//! program knows are refused in facts documents, which people write, and kept aside in packages, which programs
//! write. Must not know: standards, storage, the clock, sentences (text.rs has those).

mod corner;
mod read;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod write;

pub use corner::{Corner, Unknown};
pub(crate) use read::{Spot, facts_except, filing_except, stated};
pub use read::{read, read_facts, read_filing};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::facts_schema;
pub use write::{write, write_facts, write_filing, write_item, write_value};

use crate::domain::DomainFault;
use crate::facts::Facts;
use crate::json::{JsonFault, Stop};
use crate::policy::catalog::Catalog;
use crate::policy::schema::Route;
use crate::table::Table;
use crate::units::{Date, DecimalFault};

/// What `format` says in a facts document.
pub const FORMAT: &str = "tidu-facts";
/// What `format` says in an exported package, which states facts in the same members.
pub const PACKAGE_FORMAT: &str = "tidu-package";
/// The version of facts documents that is read and written.
pub const VERSION: i64 = 1;
/// The version of packages that is written; every one from 1 on is read.
pub const PACKAGE_VERSION: i64 = 2;

/// The member of a package's `filing` that says what was filed: derived, never read as a statement.
pub const FILED: &str = "filed";

/// What a text says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A facts document.
    Facts,
    /// An exported package of this version.
    Package(i64),
}

/// What a facts document or a package states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The facts.
    pub facts: Facts,
    /// What is to be filed, and when.
    pub filing: Filings,
}

/// Route and day of the filings: for all tiers, and where a tier differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filings {
    /// The filing date of all tiers.
    pub date: Option<Date>,
    /// The route of all tiers.
    pub route: Option<Route>,
    /// What differs, by the tier's id.
    pub tiers: Table<String, TierFiling>,
}

/// Where the filing of one tier differs from the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TierFiling {
    /// Its filing date.
    pub date: Option<Date>,
    /// Its route.
    pub route: Option<Route>,
}

impl Filings {
    /// The filing date of a tier: its own, else that of all tiers, else `today`.
    pub fn date_for(&self, tier: &str, today: Date) -> Date {
        self.tiers.get(tier).and_then(|it| it.date).or(self.date).unwrap_or(today)
    }

    /// The route of a tier: its own, else that of all tiers, else new.
    pub fn route_for(&self, tier: &str) -> Route {
        self.tiers.get(tier).and_then(|it| it.route).or(self.route).unwrap_or_default()
    }

    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

/// Where and why a document is unusable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, like `facts.revenue.2025` or `facts.awards.items[2].date` (counted from zero); empty when the
    /// whole text is meant.
    pub place: String,
    /// Why.
    pub why: FaultKind,
}

/// Why a document is unusable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is no JSON that is read, whatever it means.
    Json(JsonFault),
    /// This member is missing.
    Missing,
    /// `format` names another format, or the version is none that ever was.
    OtherFormat,
    /// A version of the format that a later program writes.
    LaterVersion(i64),
    /// No member of this name belongs here.
    UnknownMember,
    /// No fact has this id.
    UnknownFact,
    /// No field of the list has this id.
    UnknownField,
    /// No tier has this id.
    UnknownTier,
    /// None of the choices, whose ids are given.
    UnknownChoice(Vec<String>),
    /// A value of another type.
    WrongType(Expected),
    /// The key is no calendar year from 1900 to 2199.
    NoYear,
    /// The text is no decimal number.
    Decimal(DecimalFault),
    /// The number is too large.
    TooLarge,
    /// The text is no day as YYYY-MM-DD from 1900 to 2199.
    NoDay,
    /// A value outside its domain.
    Domain(DomainFault),
    /// More than [`crate::domain::MOST_ITEMS`].
    TooManyItems,
    /// "Not applicable" cannot be answered here.
    NeverNotApplicable,
}

impl FaultKind {
    /// True of a name, a choice or a kind of year that a later program may know.
    pub(crate) const fn is_unknown_name(&self) -> bool {
        matches!(
            self,
            Self::UnknownMember
                | Self::UnknownFact
                | Self::UnknownField
                | Self::UnknownTier
                | Self::UnknownChoice(_)
                | Self::NoYear
        )
    }
}

/// The id of a route in documents and on the command line.
pub const fn route_id(route: Route) -> &'static str {
    match route {
        Route::New => "new",
        Route::Review => "review",
    }
}

/// What is expected at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// An array.
    Array,
    /// Any text.
    Text,
    /// A decimal number written as a text: `"2436.4"`.
    DecimalText,
    /// A whole number, not written as a text.
    Integer,
    /// A day written as a text: `"2025-03-01"`.
    DayText,
    /// `true` or `false`.
    Bool,
    /// `{"judgement": true, "note": "..."}`; the note may be left out.
    Judgement,
    /// An object by calendar year: `{"2025": ...}`.
    Years,
    /// `{"complete": false, "items": [...]}`.
    List,
    /// `{"not-applicable": true}` and nothing else.
    NotApplicable,
}

impl From<Stop> for Fault {
    fn from(stop: Stop) -> Self {
        Self { place: stop.place, why: FaultKind::Json(stop.why) }
    }
}

/// Reads a document with the vocabulary of this build.
///
/// # Errors
/// See [`read`].
pub fn read_embedded(text: &str) -> Result<Document, Fault> {
    read(text, Catalog::embedded())
}
