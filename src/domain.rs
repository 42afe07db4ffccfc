//! Answers: may this fact, or this field of a list, hold this value?
//!
//! One rule for files that are read and for figures that are typed. Must not know: standards; a value that
//! contradicts another one is a finding elsewhere, no fault here.

use crate::industry_code::{self, IndustryFault};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, Fact, Field, Kind};
use crate::units::Decimal;

/// The longest text, in characters.
pub const MOST_CHARS: usize = 2_000;
/// The longest list.
pub const MOST_ITEMS: usize = 500;

/// The values that a fact or a field may take.
#[derive(Clone, Copy, Debug)]
pub struct Domain<'c> {
    /// The kind of value.
    pub kind: Kind,
    /// Choices, for that kind.
    pub choices: &'c [Choice],
    /// "Not applicable" may be answered.
    pub takes_not_applicable: bool,
    is_signed: bool,
    is_whole: bool,
    least: Option<i64>,
    most: Option<i64>,
}

/// Why a value of the right kind is outside its domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomainFault {
    /// Below zero.
    Negative,
    /// Not a whole number.
    NotWhole,
    /// Below the least value, given.
    BelowLeast(i64),
    /// Above the greatest value, given.
    AboveMost(i64),
    /// A text without a visible character. What is not known is left out.
    Empty,
    /// More than [`MOST_CHARS`].
    TooManyChars,
    /// No industry code.
    Industry(IndustryFault),
}

impl<'c> Domain<'c> {
    /// The domain of a fact (of one year of it, if it has periods).
    pub fn of_fact(fact: &'c Fact) -> Self {
        Self {
            kind: fact.kind,
            choices: &fact.choice,
            takes_not_applicable: fact.not_applicable,
            is_signed: fact.signed,
            is_whole: fact.whole || fact.kind == Kind::Count,
            least: fact.least,
            most: fact.most,
        }
    }

    /// The domain of a field of a list's items.
    pub fn of_field(field: &'c Field) -> Self {
        Self {
            kind: field.kind,
            choices: &field.choice,
            takes_not_applicable: false,
            is_signed: false,
            is_whole: field.kind == Kind::Count,
            least: field.least,
            most: None,
        }
    }

    /// The least difference of two numbers of the domain, in millionths.
    pub const fn step(&self) -> i64 {
        if self.is_whole { 1_000_000 } else { 1 }
    }

    /// Passes a number on if the domain has it.
    ///
    /// # Errors
    /// The limit it breaks.
    pub fn number(&self, number: Decimal) -> Result<Decimal, DomainFault> {
        let below = |limit: i64| Decimal::whole(limit).is_some_and(|limit| number < limit);
        let above = |limit: i64| Decimal::whole(limit).is_some_and(|limit| number > limit);
        if !self.is_signed && number < Decimal::ZERO {
            return Err(DomainFault::Negative);
        }
        if self.is_whole && !number.is_whole() {
            return Err(DomainFault::NotWhole);
        }
        match (self.least, self.most) {
            (Some(least), _) if below(least) => Err(DomainFault::BelowLeast(least)),
            (_, Some(most)) if above(most) => Err(DomainFault::AboveMost(most)),
            _ => Ok(number),
        }
    }

    /// Passes a text or a code on if the domain has it.
    ///
    /// # Errors
    /// The rule it breaks.
    pub fn text<'t>(&self, text: &'t str, catalog: &Catalog) -> Result<&'t str, DomainFault> {
        if text.trim().is_empty() {
            return Err(DomainFault::Empty);
        }
        if self.kind == Kind::IndustryCode {
            industry_code::check(text, catalog).map_err(DomainFault::Industry)?;
        }
        within_limit(text)
    }

    /// The choice with this id.
    pub fn choice(&self, id: &str) -> Option<&'c Choice> {
        self.choices.iter().find(|choice| choice.id == id)
    }
}

/// Passes a text on, which may be empty (the note of a judgement), if it is not too long.
///
/// # Errors
/// [`DomainFault::TooManyChars`].
pub fn within_limit(text: &str) -> Result<&str, DomainFault> {
    match text.chars().nth(MOST_CHARS) {
        Some(_) => Err(DomainFault::TooManyChars),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fact: &str, number: &str) -> Option<DomainFault> {
        let fact = Catalog::embedded().fact_named(fact).unwrap();
        Domain::of_fact(fact).number(Decimal::parse(number).unwrap()).err()
    }

    #[test]
    fn limits_are_included() {
        assert_eq!(check("revenue", "0"), None);
        assert_eq!(check("revenue", "-0.000001"), Some(DomainFault::Negative));
        assert_eq!(check("net-profit", "-12.3"), None);
        assert_eq!(check("local-feature-points", "15"), None);
        assert_eq!(check("local-feature-points", "16"), Some(DomainFault::AboveMost(15)));
        assert_eq!(check("local-feature-points", "7.5"), Some(DomainFault::NotWhole));
        assert_eq!(check("platform-score", "52.5"), None);
        assert_eq!(check("market-rank-domestic", "1"), None);
        assert_eq!(check("market-rank-domestic", "0"), Some(DomainFault::BelowLeast(1)));
        assert_eq!(check("market-share-domestic", "100.5"), None);
    }

    #[test]
    fn texts_have_something_to_read_and_an_end() {
        let catalog = Catalog::embedded();
        let domain = Domain::of_fact(catalog.fact_named("enterprise-name").unwrap());
        let long = "企".repeat(MOST_CHARS);
        assert_eq!(domain.text(&long, catalog), Ok(long.as_str()));
        assert_eq!(domain.text(&format!("{long}业"), catalog), Err(DomainFault::TooManyChars));
        assert_eq!(domain.text(" \n\u{3000}", catalog), Err(DomainFault::Empty));
    }
}
