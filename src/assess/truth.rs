//! Answers: what follows from claims of which some are unknown?
//!
//! Strong Kleene logic (decision 6): an unmet part settles "all", a met part settles "any", everything else
//! stays unknown.

use crate::units::Ratio;

/// Whether a condition holds, as far as the answers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold, whatever the open answers are.
    Unmet,
    /// The open answers decide.
    Unknown,
    /// It holds, whatever the open answers are.
    Met,
}

impl Truth {
    /// Met or unmet.
    pub const fn of(claim: bool) -> Self {
        if claim { Self::Met } else { Self::Unmet }
    }

    /// Met if all are, unmet if any is; met for none.
    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().min().unwrap_or(Self::Met)
    }

    /// Met if any is, unmet if all are; unmet for none.
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().max().unwrap_or(Self::Unmet)
    }

    /// True when the open answers still decide.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unknown)
    }
}

/// Where a number lies: both ends included, `None` without end on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least possible value.
    pub lo: Option<Ratio>,
    /// The greatest possible value.
    pub hi: Option<Ratio>,
}

impl Interval {
    /// Nothing is known.
    pub const ANY: Self = Self { lo: None, hi: None };

    /// Exactly this.
    pub const fn exactly(value: Ratio) -> Self {
        Self { lo: Some(value), hi: Some(value) }
    }

    /// This or more.
    pub const fn at_least(value: Ratio) -> Self {
        Self { lo: Some(value), hi: None }
    }

    /// The value, when there is only one.
    pub fn exact(self) -> Option<Ratio> {
        self.lo.filter(|_| self.lo == self.hi)
    }

    /// The interval of the sum.
    pub fn plus(self, other: Self) -> Self {
        let add = |a: Option<Ratio>, b: Option<Ratio>| Some(a?.plus(b?));
        Self { lo: add(self.lo, other.lo), hi: add(self.hi, other.hi) }
    }

    /// The interval multiplied by a positive number.
    pub fn scaled(self, factor: Ratio) -> Self {
        let scale = |end: Option<Ratio>| end.map(|value| value.times(factor));
        Self { lo: scale(self.lo), hi: scale(self.hi) }
    }

    /// Whether the number is at or above `edge`.
    pub fn is_at_least(self, edge: Ratio) -> Truth {
        match (self.lo, self.hi) {
            (Some(lo), _) if edge <= lo => Truth::Met,
            (_, Some(hi)) if hi < edge => Truth::Unmet,
            _ => Truth::Unknown,
        }
    }

    /// Whether the number is at or below `edge`.
    pub fn is_at_most(self, edge: Ratio) -> Truth {
        match (self.lo, self.hi) {
            (_, Some(hi)) if hi <= edge => Truth::Met,
            (Some(lo), _) if edge < lo => Truth::Unmet,
            _ => Truth::Unknown,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Unmet => Self::Met,
            Self::Unknown => Self::Unknown,
            Self::Met => Self::Unmet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{Met, Unknown, Unmet};
    use super::*;

    #[test]
    fn an_end_on_the_edge_decides_nothing_while_the_other_is_open() {
        let edge = Ratio::whole(50);
        assert_eq!(Interval { lo: Some(edge), hi: None }.is_at_most(edge), Unknown);
        assert_eq!(Interval { lo: None, hi: Some(edge) }.is_at_most(edge), Met);
        assert_eq!(Interval { lo: Some(Ratio::whole(51)), hi: None }.is_at_most(edge), Unmet);
    }

    #[test]
    fn one_unmet_part_settles_all_and_one_met_part_settles_any() {
        assert_eq!(Truth::all([Met, Unknown, Unmet]), Unmet);
        assert_eq!(Truth::all([Met, Unknown]), Unknown);
        assert_eq!(Truth::any([Unmet, Unknown, Met]), Met);
        assert_eq!(Truth::any([Unmet, Unknown]), Unknown);
        assert_eq!(Truth::all([]), Met);
        assert_eq!(Truth::any([]), Unmet);
    }

    #[test]
    fn an_interval_is_compared_by_the_end_that_proves() {
        let edge = Ratio::whole(5);
        let between = Interval { lo: Some(Ratio::whole(4)), hi: Some(Ratio::whole(6)) };
        assert_eq!(Interval::at_least(edge).is_at_least(edge), Met);
        assert_eq!(Interval::exactly(Ratio::whole(4)).is_at_least(edge), Unmet);
        assert_eq!(between.is_at_least(edge), Unknown);
        assert_eq!(Interval::exactly(edge).is_at_most(edge), Met);
        assert_eq!(Interval::ANY.is_at_most(edge), Unknown);
    }
}
