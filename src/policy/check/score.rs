//! Answers: can a scorecard be added up, and does every value fall into exactly one band?

use super::{Checker, Place};
use crate::policy::schema::{Bands, BestOf, Indicator, PerUnit, Points, Score};
use crate::units::Unit;

impl<'a> Checker<'a> {
    /// The sums of a scorecard: groups make the whole, indicators make their group.
    pub(super) fn score(&mut self, at: Place<'a>, score: &'a Score) {
        let groups: u32 = score.group.iter().map(|group| group.full).sum();
        if groups != score.full {
            self.fault(at, format!("the groups make {groups} points, not {}", score.full));
        }
        if score.pass > score.full {
            self.fault(at, "the pass line is above the full mark");
        }
        for group in &score.group {
            let indicators = score.indicator.iter().filter(|indicator| indicator.group == group.id);
            let full: u32 = indicators.map(|indicator| indicator.full).sum();
            let at = Place { line: at.line_of(&group.id), rule: &group.id, ..at };
            if full != group.full {
                self.fault(at, format!("the indicators make {full} points, not {}", group.full));
            }
            if group.floor.is_some_and(|floor| floor > group.full) {
                self.fault(at, "the floor is above the full mark");
            }
        }
        for indicator in &score.indicator {
            if !score.group.iter().any(|group| group.id == indicator.group) {
                let at = Place { line: at.line_of(&indicator.id), rule: &indicator.id, ..at };
                self.fault_at(at, &indicator.group, format!("there is no group `{}`", indicator.group));
            }
        }
    }

    /// How an indicator is scored: every point is within its full mark, and that can be reached.
    pub(super) fn indicator(&mut self, at: Place<'a>, indicator: &'a Indicator) {
        let best = self.points(at, &indicator.points, indicator.full);
        if best > indicator.full {
            self.fault(at, format!("{best} points are more than the full {}", indicator.full));
        }
        if best < indicator.full {
            self.fault(at, format!("at most {best} points can be reached, not the full {}", indicator.full));
        }
    }

    /// The most that can be scored.
    fn points(&mut self, at: Place<'a>, points: &'a Points, full: u32) -> u32 {
        match points {
            Points::Bands(bands) => self.bands(at, bands),
            Points::BestOf(best_of) => self.best_of(at, best_of),
            Points::PerUnit(per_unit) => self.per_unit(at, per_unit),
            Points::MaxOf(ways) => {
                let best: Vec<_> = ways.iter().map(|way| self.points(at, way, full)).collect();
                best.into_iter().max().unwrap_or(0)
            }
            Points::Slot(slot) => {
                self.slot(at, slot.points, full);
                self.fact(at, slot.source);
                full
            }
        }
    }

    fn bands(&mut self, at: Place<'a>, bands: &'a Bands) -> u32 {
        let unit = self.measure(at, &bands.of);
        let Some((last, others)) = bands.steps.split_last() else {
            self.fault(at, "bands without a step score nothing");
            return 0;
        };
        if last.ge.is_some() || last.le.is_some() {
            self.fault(at, "the last band has an edge, so that some value is in no band");
        }
        let goes_up = others.iter().all(|step| step.le.is_some() && step.ge.is_none());
        let goes_down = others.iter().all(|step| step.ge.is_some() && step.le.is_none());
        if others.is_empty() || goes_up == goes_down {
            self.fault(at, "all bands but the last have `ge`, or all have `le`");
        }
        let edges: Vec<_> = others.iter().filter_map(|step| step.ge.or(step.le)).collect();
        for edge in &edges {
            if let Some(unit) = unit {
                self.threshold(at, unit, *edge);
            }
        }
        for pair in edges.windows(2) {
            if let [one, next] = pair {
                let is_in_order =
                    if goes_up { one.value() < next.value() } else { one.value() > next.value() };
                if !is_in_order {
                    let what = format!("the band edge {} does not follow {}", next.number, one.number);
                    self.fault(at, format!("{what}; a band would never be reached"));
                }
            }
        }
        if bands
            .steps
            .windows(2)
            .any(|pair| pair.first().map(|step| step.points) <= pair.last().map(|step| step.points))
        {
            self.fault(at, "the points of the bands do not fall");
        }
        bands.steps.iter().map(|step| step.points).max().unwrap_or(0)
    }

    fn best_of(&mut self, at: Place<'a>, best_of: &'a BestOf) -> u32 {
        for option in &best_of.options {
            self.condition(at, &option.when);
        }
        let points = best_of.options.iter().map(|option| option.points).chain([best_of.otherwise]);
        let points: Vec<_> = points.collect();
        if best_of.options.is_empty() {
            self.fault(at, "`best_of` has no option");
        }
        if !points.is_sorted_by(|one, next| one >= next) {
            self.fault(at, "the options of `best_of` do not stand best first");
        }
        points.first().copied().unwrap_or(0)
    }

    fn per_unit(&mut self, at: Place<'a>, per_unit: &'a PerUnit) -> u32 {
        let unit = self.measure(at, &per_unit.of);
        if per_unit.each == 0 || per_unit.points == 0 {
            self.fault(at, "`per_unit` needs `each` and `points` above zero");
        }
        if unit.is_some_and(|unit| !matches!(unit, Unit::Years | Unit::Items)) {
            self.fault(at, "`per_unit` counts years or items");
        }
        per_unit.most
    }
}
