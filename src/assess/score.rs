//! Answers: how many points are certain, how many still possible, and which indicators can still decide?
//!
//! An indicator is the set of points it can still attain, held as bits 0 to 127. Intervals add up (decision 7); the
//! sets themselves serve only to tell which indicators still matter.

use crate::facts::{Answer, FactKey};
use crate::policy::schema::{Bands, BestOf, Indicator, PerUnit, Points, Score, ScoreGroup, Slot, Step};

use super::Case;
use super::condition::edge;
use super::reason::{Of, Open, Reason};
use super::truth::{Interval, Truth};

/// The points an indicator can still attain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointSet(u128);

impl PointSet {
    /// Nothing attained yet: the empty set.
    const EMPTY: Self = Self(0);

    /// Exactly these points.
    const fn exactly(points: u32) -> Self {
        Self(1_u128.wrapping_shl(points))
    }

    /// Every whole number from `lo` to `hi`, both included.
    fn between(lo: u32, hi: u32) -> Self {
        (lo..=hi).fold(Self::EMPTY, |set, points| set.with(Self::exactly(points)))
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The least attainable points.
    pub const fn lo(self) -> u32 {
        if self.0 == 0 { 0 } else { self.0.trailing_zeros() }
    }

    /// The most attainable points.
    pub const fn hi(self) -> u32 {
        if self.0 == 0 { 0 } else { self.0.ilog2() }
    }

    /// True when only one number of points is left.
    pub const fn is_exact(self) -> bool {
        self.0.count_ones() <= 1
    }

    /// Every attainable number of points, rising.
    pub fn iter(self) -> impl Iterator<Item = u32> {
        (0..128).filter(move |points| self.0 & (1_u128 << points) != 0)
    }

    /// Every sum of one of these and one of those.
    fn plus(self, other: Self) -> Self {
        Self(other.iter().fold(0, |sums, points| sums | self.0.wrapping_shl(points)))
    }

    /// Every maximum of one of these and one of those.
    fn max(self, other: Self) -> Self {
        let floor = self.lo().max(other.lo());
        let kept = self.with(other);
        Self(kept.0 & (u128::MAX << floor))
    }
}

/// One indicator as far as it is known.
#[derive(Clone, Debug)]
pub struct ScoredIndicator<'p> {
    /// The indicator.
    pub indicator: &'p Indicator,
    /// What it can still attain.
    pub points: PointSet,
    /// Its measures and options.
    pub reasons: Vec<Reason<'p>>,
    /// Whether an answer can still change the result of the scorecard through it.
    pub matters: bool,
    /// Open facts; empty once the points are exact.
    pub open: Vec<Open>,
}

/// One group as far as it is known.
#[derive(Clone, Debug)]
pub struct ScoredGroup<'p> {
    /// The group.
    pub group: &'p ScoreGroup,
    /// Least points.
    pub lo: u32,
    /// Most points.
    pub hi: u32,
    /// Whether its floor is reached; met without a floor.
    pub truth: Truth,
}

/// A scorecard as far as it is known.
#[derive(Clone, Debug)]
pub struct Scored<'p> {
    /// The scorecard.
    pub score: &'p Score,
    /// Least points.
    pub lo: u32,
    /// Most points.
    pub hi: u32,
    /// Whether the total reaches the pass line.
    pub total: Truth,
    /// Whether total and floors are reached: the scorecard's own truth.
    pub truth: Truth,
    /// Groups in order.
    pub groups: Vec<ScoredGroup<'p>>,
    /// Indicators in order.
    pub indicators: Vec<ScoredIndicator<'p>>,
}

impl<'p> Case<'p, '_> {
    /// The scorecard as far as it is known.
    pub fn score(&self, score: &'p Score) -> Scored<'p> {
        let mut indicators: Vec<_> = score.indicator.iter().map(|it| self.indicator(it)).collect();
        let of_group = |id: &str, indicators: &[ScoredIndicator<'p>]| {
            let of = indicators.iter().filter(|it| it.indicator.group == id);
            of.fold((0, 0), |(lo, hi), it| (lo + it.points.lo(), hi + it.points.hi()))
        };
        let group = |group: &'p ScoreGroup| {
            let (lo, hi) = of_group(&group.id, &indicators);
            ScoredGroup {
                group,
                lo,
                hi,
                truth: group.floor.map_or(Truth::Met, |floor| reaches(lo, hi, floor)),
            }
        };
        let groups: Vec<_> = score.group.iter().map(group).collect();
        let lo = groups.iter().map(|group| group.lo).sum();
        let hi = groups.iter().map(|group| group.hi).sum();
        let total = reaches(lo, hi, score.pass);
        let truth = Truth::all(groups.iter().map(|group| group.truth).chain([total]));
        if truth.is_open() {
            let matters: Vec<bool> =
                (0..indicators.len()).map(|at| decides(score, &indicators, at)).collect();
            for (indicator, matters) in indicators.iter_mut().zip(matters) {
                indicator.matters = matters;
            }
        }
        Scored { score, lo, hi, total, truth, groups, indicators }
    }

    fn indicator(&self, indicator: &'p Indicator) -> ScoredIndicator<'p> {
        let mut reasons = Vec::new();
        let points = self.points(&indicator.points, indicator.full, &mut reasons);
        let mut open = Vec::new();
        if !points.is_exact() {
            for fact in reasons.iter().flat_map(Reason::open_facts) {
                if !open.contains(&fact) {
                    open.push(fact);
                }
            }
        }
        ScoredIndicator { indicator, points, reasons, matters: false, open }
    }

    fn points(&self, points: &'p Points, full: u32, reasons: &mut Vec<Reason<'p>>) -> PointSet {
        match points {
            Points::Bands(bands) => self.bands(bands, reasons),
            Points::BestOf(best) => self.best_of(best, reasons),
            Points::PerUnit(unit) => self.per_unit(unit, reasons),
            Points::MaxOf(ways) => {
                let sets: Vec<_> = ways.iter().map(|way| self.points(way, full, reasons)).collect();
                sets.into_iter().reduce(PointSet::max).unwrap_or(PointSet::exactly(0))
            }
            Points::Slot(slot) => self.slot(*slot, full, reasons),
        }
    }

    fn bands(&self, bands: &'p Bands, reasons: &mut Vec<Reason<'p>>) -> PointSet {
        let measured = self.measure(&bands.of);
        let value = measured.value;
        let mut set = PointSet::EMPTY;
        let mut beyond = Truth::Unmet; // whether the value lies in a band already passed
        for step in &bands.steps {
            let inside = contains(bands, step, value);
            if inside != Truth::Unmet && beyond != Truth::Met {
                set = set.with(PointSet::exactly(step.points));
            }
            beyond = beyond.max(inside);
        }
        let of = Of::Measured { measure: &bands.of, value, counted: measured.counted };
        let truth = if set.is_exact() { Truth::Met } else { Truth::Unknown };
        reasons.push(Reason { open: measured.open, hold: measured.hold, ..Reason::leaf(truth, of) });
        set
    }

    fn best_of(&self, best: &'p BestOf, reasons: &mut Vec<Reason<'p>>) -> PointSet {
        let mut set = PointSet::EMPTY;
        let mut is_settled = false;
        for option in &best.options {
            let mut reason = self.condition(&option.when);
            if is_settled {
                // What a better option has settled is shown, and asks for nothing more.
                reason.open.clear();
                reason.parts.clear();
            } else if reason.truth != Truth::Unmet {
                set = set.with(PointSet::exactly(option.points));
                is_settled = reason.truth == Truth::Met;
            }
            reasons.push(reason);
        }
        if is_settled { set } else { set.with(PointSet::exactly(best.otherwise)) }
    }

    fn per_unit(&self, unit: &'p PerUnit, reasons: &mut Vec<Reason<'p>>) -> PointSet {
        let measured = self.measure(&unit.of);
        let units = |value: crate::units::Ratio| {
            let each = i128::from(unit.each.max(1)) * value.denominator();
            u32::try_from(value.numerator().div_euclid(each).max(0)).unwrap_or(u32::MAX)
        };
        let points = |units: u32| units.saturating_mul(unit.points).min(unit.most);
        let enough = unit.most.div_ceil(unit.points.max(1));
        let lo = measured.value.lo.map_or(0, units).min(enough);
        let hi = measured.value.hi.map_or(enough, units).min(enough);
        let set = (lo..=hi).fold(PointSet::EMPTY, |set, it| set.with(PointSet::exactly(points(it))));
        let truth = if set.is_exact() { Truth::Met } else { Truth::Unknown };
        let of = Of::Measured { measure: &unit.of, value: measured.value, counted: measured.counted };
        reasons.push(Reason { open: measured.open, hold: measured.hold, ..Reason::leaf(truth, of) });
        set
    }

    fn slot(&self, slot: Slot, full: u32, reasons: &mut Vec<Reason<'p>>) -> PointSet {
        let key = FactKey::timeless(slot.points);
        if let Answer::Known(points) = self.facts.number(key) {
            reasons.push(Reason::leaf(Truth::Met, Of::Slot(slot)));
            let whole = u32::try_from(points.millionths() / 1_000_000).unwrap_or(0);
            return PointSet::exactly(whole.min(full));
        }
        reasons.push(Reason { open: vec![Open::Fact(key)], ..Reason::leaf(Truth::Unknown, Of::Slot(slot)) });
        PointSet::between(0, full)
    }
}

fn contains(bands: &Bands, step: &Step, value: Interval) -> Truth {
    match (step.ge, step.le) {
        (Some(ge), _) => value.is_at_least(edge(&bands.of, ge)),
        (None, Some(le)) => value.is_at_most(edge(&bands.of, le)),
        (None, None) => Truth::Met,
    }
}

fn reaches(lo: u32, hi: u32, line: u32) -> Truth {
    if line <= lo {
        Truth::Met
    } else if hi < line {
        Truth::Unmet
    } else {
        Truth::Unknown
    }
}

/// Whether some choice of points for the other indicators leaves the scorecard's truth to the indicator at `at`.
fn decides(score: &Score, indicators: &[ScoredIndicator<'_>], at: usize) -> bool {
    let Some(subject) = indicators.get(at).filter(|it| !it.points.is_exact()) else { return false };
    let sums = |group: &ScoreGroup| {
        let others = indicators
            .iter()
            .enumerate()
            .filter(|(other, it)| *other != at && it.indicator.group == group.id);
        others.fold(PointSet::exactly(0), |sums, (_, it)| sums.plus(it.points))
    };
    let own_floor = score
        .group
        .iter()
        .find(|group| group.id == subject.indicator.group)
        .and_then(|group| group.floor)
        .unwrap_or(0);
    let own = score.group.iter().filter(|group| group.id == subject.indicator.group);
    let own_sums = own.map(sums).fold(PointSet::exactly(0), PointSet::plus);
    let elsewhere = score.group.iter().filter(|group| group.id != subject.indicator.group);
    let elsewhere = elsewhere.fold(PointSet::exactly(0), |total, group| {
        let reached = sums(group).iter().filter(|sum| group.floor.unwrap_or(0) <= *sum);
        total.plus(reached.fold(PointSet::EMPTY, |set, sum| set.with(PointSet::exactly(sum))))
    });
    let (least, most) = (subject.points.lo(), subject.points.hi());
    own_sums.iter().any(|own| {
        elsewhere.iter().any(|rest| {
            let passes = |points: u32| own_floor <= own + points && score.pass <= own + points + rest;
            passes(most) && !passes(least)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_of_two_ways_never_falls_below_the_better_lower_end() {
        let known = PointSet::exactly(4);
        let open = PointSet::exactly(0).with(PointSet::exactly(4)).with(PointSet::exactly(10));
        let best = known.max(open);
        assert_eq!((best.lo(), best.hi()), (4, 10));
    }

    #[test]
    fn sums_hold_every_pair() {
        let set = PointSet::exactly(0).with(PointSet::exactly(5)).plus(PointSet::between(1, 2));
        assert_eq!(set.iter().collect::<Vec<_>>(), vec![1, 2, 6, 7]);
        // Two ways to one sum are one sum.
        let twice = PointSet::between(0, 1).plus(PointSet::between(0, 1));
        assert_eq!(twice.iter().collect::<Vec<_>>(), vec![0, 1, 2]);
    }
}
