//! Answers: on which rules does a verdict rest, and on which of them is it worth saying how sure they are?
//!
//! A rule decides when the verdict would not follow without it: what falls short for a verdict that falls short, what
//! is open for an open one, everything that holds for one that meets. Definitions decide through the part of a reason
//! they are used in.

use super::{Assessment, Judged, JudgedKind, Of, Reason, Scored, Truth, Verdict};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Condition, Filter, Mark, Measure, Source, Standard, Test, Words};

/// A rule that a verdict rests on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'p> {
    /// What it is called; the version of the standard has no name of its own.
    pub label: Option<&'p Words>,
    /// Where it comes from.
    pub source: &'p Source,
    /// Whether the verdict would not follow without it.
    pub is_decisive: bool,
}

impl Ground<'_> {
    /// True where the source is not agreed on, or a choice was made.
    fn is_worth_saying(&self) -> bool {
        self.source.mark != Mark::Agreed || !self.source.choices.is_empty()
    }
}

/// The rules behind an assessment that carry ○, △ or a choice: the decisive ones first, each once.
pub fn grounds<'p>(catalog: &'p Catalog, assessment: &Assessment<'p>) -> Vec<Ground<'p>> {
    let wanted = match assessment.verdict {
        Verdict::Meets => Truth::Met,
        Verdict::FallsShort => Truth::Unmet,
        Verdict::Undetermined => Truth::Unknown,
    };
    let mut walk = Walk { catalog, file: assessment.standard, is_decisive: true, found: Vec::new() };
    walk.add(None, &assessment.applies.source);
    for is_decisive in [true, false] {
        walk.is_decisive = is_decisive;
        for judged in &assessment.criteria {
            if (judged.standing == wanted) == is_decisive {
                walk.judged(judged, assessment);
            }
        }
        walk.file = assessment.standard;
        for relieved in &assessment.reliefs {
            let stands = wanted == Truth::Met && relieved.reason.truth == Truth::Met;
            let is_open = wanted == Truth::Unknown && relieved.reason.truth == Truth::Unknown;
            if (stands || is_open) == is_decisive {
                walk.add(Some(&relieved.relief.label), &relieved.relief.source);
                walk.reason(&relieved.reason);
            }
        }
        let Some(score) = &assessment.score else { continue };
        let decides = assessment.score_standing == wanted && score.truth == assessment.score_standing;
        if decides == is_decisive {
            walk.score(score);
        }
    }
    walk.found.retain(Ground::is_worth_saying);
    walk.found
}

struct Walk<'p> {
    catalog: &'p Catalog,
    file: &'p Standard,
    is_decisive: bool,
    found: Vec<Ground<'p>>,
}

impl<'p> Walk<'p> {
    fn add(&mut self, label: Option<&'p Words>, source: &'p Source) {
        if !self.found.iter().any(|it| std::ptr::eq(it.source, source)) {
            self.found.push(Ground { label, source, is_decisive: self.is_decisive });
        }
    }

    fn judged(&mut self, judged: &Judged<'p>, assessment: &Assessment<'p>) {
        self.file = judged.from;
        if let Some(guard) = judged.suspended_by {
            self.add(Some(&guard.label), &guard.source);
            return;
        }
        if !judged.relieved_by.is_empty() {
            // What stands for it is told by itself.
            return;
        }
        if let JudgedKind::Part(parent) = judged.kind
            && assessment.criteria.get(parent).is_none_or(|it| it.standing != judged.standing)
        {
            // A part decides through its parent alone: one that holds under a parent that does not is beside the point.
            return;
        }
        self.add(Some(judged.label), judged.source);
        self.reason(&judged.reason);
    }

    fn score(&mut self, scored: &Scored<'p>) {
        self.add(Some(&scored.score.label), &scored.score.source);
        for group in scored.groups.iter().filter(|it| it.group.floor.is_some()) {
            self.add(Some(&group.group.label), &group.group.source);
        }
        for indicator in &scored.indicators {
            self.add(Some(&indicator.indicator.label), &indicator.indicator.source);
            for reason in &indicator.reasons {
                self.reason(reason);
            }
        }
    }

    /// The definitions, rows and codes used where a reason is decided: parts of its own truth.
    fn reason(&mut self, reason: &Reason<'p>) {
        match &reason.of {
            Of::Compare { measure, .. } | Of::Measured { measure, .. } => self.measure(measure),
            Of::None { filter, .. } => self.filter(filter),
            Of::Class(classed) => {
                if let Some(row) = classed.row {
                    self.add(Some(&row.label), &row.source);
                }
                if let Some(prefix) = classed.prefix {
                    self.add(prefix.label.as_ref(), &prefix.source);
                }
            }
            Of::Holds(definition) => self.add(Some(&definition.label), &definition.source),
            Of::All | Of::Any | Of::Flag { .. } | Of::Judged { .. } | Of::Choice { .. } | Of::Slot(_) => {}
        }
        for part in reason.parts.iter().filter(|part| part.truth == reason.truth) {
            self.reason(part);
        }
    }

    fn measure(&mut self, measure: &'p Measure) {
        match measure {
            Measure::Count(filter) => self.filter(filter),
            Measure::SumItems(sum) => self.filter(&sum.filter),
            Measure::CountTrue(conditions) => conditions.iter().for_each(|it| self.condition(it)),
            Measure::Mean(parts) => parts.iter().for_each(|it| self.measure(it)),
            Measure::Fact(_)
            | Measure::Sum(_)
            | Measure::Ratio(_)
            | Measure::Growth(_)
            | Measure::Cagr(_)
            | Measure::YearsFull(_) => {}
        }
    }

    fn condition(&mut self, condition: &'p Condition) {
        match condition {
            Condition::Ge(it) | Condition::Gt(it) | Condition::Le(it) | Condition::Lt(it) => {
                self.measure(&it.of);
            }
            Condition::None(filter) => self.filter(filter),
            Condition::Holds(id) => self.named(id),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|it| self.condition(it)),
            Condition::IsTrue(_)
            | Condition::IsFalse(_)
            | Condition::Judged(_)
            | Condition::OneOf(_)
            | Condition::ClassIn(_) => {}
        }
    }

    fn filter(&mut self, filter: &'p Filter) {
        filter.tests.iter().for_each(|test| self.test(test));
    }

    fn test(&mut self, test: &'p Test) {
        test.named().iter().for_each(|id| self.named(id));
        test.parts().iter().for_each(|it| self.test(it));
    }

    /// A definition, and those it names; each once.
    fn named(&mut self, id: &str) {
        let Some(definition) = self.catalog.definition(self.file, id) else { return };
        if self.found.iter().any(|it| std::ptr::eq(it.source, std::ptr::from_ref(&definition.source))) {
            return;
        }
        self.add(Some(&definition.label), &definition.source);
        definition.when.iter().for_each(|when| self.condition(when));
        definition.tests.iter().for_each(|test| self.test(test));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Filing, Outcome, assess_tier};
    use crate::draft::Draft;
    use crate::facts::Facts;
    use crate::policy::schema::Route;
    use crate::units::Date;

    fn grounds_of(facts: &Facts, tier: &str, day: &str) -> (Verdict, Vec<Ground<'static>>) {
        let catalog = Catalog::embedded();
        let filing = Filing { route: Route::New, as_of: Date::parse(day).unwrap() };
        let Outcome::Assessed(assessment) = assess_tier(catalog, tier, facts, filing) else {
            panic!("{tier} is assessed on {day}");
        };
        (assessment.verdict, grounds(catalog, &assessment))
    }

    fn labels<'p>(grounds: &[Ground<'p>], is_decisive: bool) -> Vec<&'p str> {
        let of_kind = grounds.iter().filter(|it| it.is_decisive == is_decisive);
        of_kind.map(|it| it.label.map_or("", |label| label.zh.as_str())).collect()
    }

    /// The sample has one class I item of 2023 that was transferred in: under annex 3 of 2号文 it does not count, so
    /// that item 4 of annex 1 decides, with the 50 % of decision 30 behind "related to the leading product".
    #[test]
    fn what_falls_short_decides_with_the_definitions_it_uses() {
        let sample = Draft::sample();
        let (verdict, grounds) = grounds_of(sample.facts(), "specialized", "2026-09-18");
        assert_eq!(verdict, Verdict::FallsShort);
        let decisive = labels(&grounds, true);
        assert!(decisive.contains(&"与主导产品相关的Ⅰ类知识产权"), "{decisive:?}");
        assert!(decisive.contains(&"与主导产品相关"), "{decisive:?}");
        let choices: Vec<u16> = grounds
            .iter()
            .filter(|it| it.is_decisive)
            .flat_map(|it| it.source.choices.iter().copied())
            .collect();
        assert!(choices.contains(&30), "{choices:?}");
        // The years in the niche are met: choice 55 is behind them and decides nothing here.
        assert!(!choices.contains(&55), "{choices:?}");
        assert!(labels(&grounds, false).contains(&"从事特定细分市场年限"));
    }

    #[test]
    fn nothing_is_told_twice_and_only_what_is_worth_saying() {
        for (tier, day) in
            [("innovative", "2023-05-01"), ("specialized", "2026-09-18"), ("little-giant", "2025-05-01")]
        {
            let sample = Draft::sample();
            let (_, grounds) = grounds_of(sample.facts(), tier, day);
            for (at, ground) in grounds.iter().enumerate() {
                assert!(ground.source.mark != Mark::Agreed || !ground.source.choices.is_empty());
                assert!(!grounds.iter().skip(at + 1).any(|it| std::ptr::eq(it.source, ground.source)));
            }
            assert!(grounds.iter().any(|it| it.is_decisive), "{tier}");
        }
    }

    /// Without an answer everything is open: the version, and every rule that asks for something.
    #[test]
    fn what_is_open_decides_an_open_verdict() {
        let (verdict, grounds) = grounds_of(&Facts::default(), "specialized", "2026-09-18");
        assert_eq!(verdict, Verdict::Undetermined);
        let decisive = labels(&grounds, true);
        assert!(decisive.contains(&"从事特定细分市场年限") && decisive.contains(&"营业收入"), "{decisive:?}");
    }
}
