//! Answers: what is otherwise for the enterprise on another day, in another document, or under another law?
//!
//! Two assessments of one tier side by side, rule by rule, with what became of the rule. The first is called before,
//! the second after, whichever day is the later one. Must not know: which of the two is right.

use crate::assess::{self, Assessment, Comparison, Filing, Outcome, Row, Shift, assess_tier};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;

/// What is filed, and how.
#[derive(Clone, Copy, Debug)]
pub struct Side<'f> {
    /// What is stated.
    pub facts: &'f Facts,
    /// How and when.
    pub filing: Filing,
}

/// One tier, twice.
#[derive(Clone, Debug)]
pub struct Changed<'p> {
    /// The tier's id.
    pub tier: &'p str,
    /// How and when the first is filed.
    pub before: Filing,
    /// What follows for the first.
    pub was: Outcome<'p>,
    /// How and when the second is filed.
    pub after: Filing,
    /// What follows for the second.
    pub is: Outcome<'p>,
}

/// One tier on two days or for two documents, each under the law of its own day.
pub fn changed<'p>(catalog: &'p Catalog, tier: &'p str, before: Side<'_>, after: Side<'_>) -> Changed<'p> {
    let outcome = |side: Side<'_>| assess_tier(catalog, tier, side.facts, side.filing);
    Changed { tier, before: before.filing, was: outcome(before), after: after.filing, is: outcome(after) }
}

impl<'p> Changed<'p> {
    /// The same facts and filing under two laws, the older one first.
    pub fn between_laws(tier: &'p str, comparison: Comparison<'p>) -> Self {
        let Comparison { older, newer, .. } = comparison;
        Self {
            tier,
            before: older.filing,
            was: Outcome::Assessed(Box::new(older)),
            after: newer.filing,
            is: Outcome::Assessed(Box::new(newer)),
        }
    }

    /// Both assessments; `None` where one of the two cannot be made.
    pub fn both(&self) -> Option<(&Assessment<'p>, &Assessment<'p>)> {
        match (&self.was, &self.is) {
            (Outcome::Assessed(was), Outcome::Assessed(is)) => Some((was, is)),
            (Outcome::Assessed(_) | Outcome::NotInProgram(..) | Outcome::NotCovered, _) => None,
        }
    }

    /// Every rule of either side, once; none where one of the two cannot be assessed. [`Row::differs`] tells whether
    /// the rule, or what follows from it, is another.
    pub fn rows<'a>(&'a self, catalog: &Catalog) -> Vec<Row<'a, 'p>> {
        self.both().map(|(was, is)| assess::rows(catalog, was, is)).unwrap_or_default()
    }

    /// How many hard conditions and lines were lost and gained, added and dropped.
    pub fn shift(&self, catalog: &Catalog) -> Shift {
        Shift::of(&self.rows(catalog))
    }
}
