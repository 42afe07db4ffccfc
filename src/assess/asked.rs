//! Answers: what does each rule of an assessed version ask for, in the order of its files, each fact once?
//!
//! The version's own rules come first, as its annex has them: conditions, scorecard, other ways; then those of the
//! files judged along. Figures that follow stand with the rule that computes them, as it computed them.

use super::reason::{Of, Reason};
use super::truth::Interval;
use super::uses::newly_used_by;
use super::{Assessment, is_in_effect};
use crate::facts::FactKey;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Measure, Source, Standard, Words};
use crate::table::Set;

/// A rule with what it asks for.
#[derive(Clone, Debug)]
pub struct Asked<'p> {
    /// The file it stands in.
    pub file: &'p Standard,
    /// The item of the standard, or the group of the scorecard, it belongs to.
    pub item: Option<&'p Words>,
    /// What it is called.
    pub label: &'p Words,
    /// Where it comes from.
    pub source: &'p Source,
    /// The facts that no rule before it asked for, in its own order.
    pub facts: Vec<FactKey>,
    /// The figures it computes from facts, where they lie; for compound growth: the quotient.
    pub computed: Vec<(&'p Measure, Interval)>,
}

/// The rules of an assessment with what they ask for.
pub fn asked<'p>(catalog: &'p Catalog, assessment: &Assessment<'p>) -> Vec<Asked<'p>> {
    let mut walk = Walk { catalog, assessment, used: Set::default(), told: Vec::new() };
    for file in std::iter::once(assessment.standard).chain(assessment.includes.iter().copied()) {
        walk.file(file);
    }
    walk.told
}

struct Walk<'p, 'a> {
    catalog: &'p Catalog,
    assessment: &'a Assessment<'p>,
    /// Facts asked for so far.
    used: Set<FactKey>,
    told: Vec<Asked<'p>>,
}

impl<'p> Walk<'p, '_> {
    fn file(&mut self, file: &'p Standard) {
        let assessment = self.assessment;
        let is_own = std::ptr::eq(file, assessment.standard);
        for criterion in &file.criterion {
            let here = assessment.criteria.iter().filter(|it| std::ptr::eq(it.from, file));
            let is_meant = |id: &str| id == &*criterion.id || criterion.part.iter().any(|it| it.id == id);
            let reasons: Vec<_> = here.filter(|it| is_meant(it.id)).map(|it| &it.reason).collect();
            if !reasons.is_empty() {
                let named = (Some(&criterion.item), &criterion.label, &criterion.source);
                self.rule(file, &criterion.id, named, &reasons);
            }
        }
        for scored in assessment.score.iter().filter(|_| is_own) {
            for it in &scored.indicators {
                let indicator = it.indicator;
                let group = scored.groups.iter().find(|group| group.group.id == indicator.group);
                let named = (group.map(|it| &it.group.label), &indicator.label, &indicator.source);
                self.rule(file, &indicator.id, named, &it.reasons.iter().collect::<Vec<_>>());
            }
        }
        for it in assessment.reliefs.iter().filter(|_| is_own) {
            let relief = it.relief;
            self.rule(file, &relief.id, (None, &relief.label, &relief.source), &[&it.reason]);
        }
        for guard in file.guard.iter().filter(|it| is_in_effect(it, assessment.filing)) {
            let here = assessment.criteria.iter().filter(|it| std::ptr::eq(it.from, file));
            let reasons: Vec<_> = here.filter(|it| it.id == &*guard.id).map(|it| &it.reason).collect();
            self.rule(file, &guard.id, (None, &guard.label, &guard.source), &reasons);
        }
    }

    fn rule(
        &mut self,
        file: &'p Standard,
        id: &str,
        (item, label, source): (Option<&'p Words>, &'p Words, &'p Source),
        reasons: &[&Reason<'p>],
    ) {
        let facts = newly_used_by(self.catalog, file, id, self.assessment.filing, &mut self.used);
        let mut computed = Vec::new();
        for reason in reasons {
            collect(reason, &mut computed);
        }
        computed.retain(|it| !self.told.iter().any(|told| told.computed.contains(it)));
        self.told.push(Asked { file, item, label, source, facts, computed });
    }
}

/// Every figure in a reason that is not stated itself, once.
fn collect<'p>(reason: &Reason<'p>, into: &mut Vec<(&'p Measure, Interval)>) {
    match &reason.of {
        Of::Compare { measure, value, .. } | Of::Measured { measure, value, .. } => {
            let it = (*measure, *value);
            if !matches!(measure, Measure::Fact(_)) && !into.contains(&it) {
                into.push(it);
            }
        }
        Of::All
        | Of::Any
        | Of::Flag { .. }
        | Of::Judged { .. }
        | Of::Choice { .. }
        | Of::None { .. }
        | Of::Class(_)
        | Of::Holds(_)
        | Of::Slot(_) => {}
    }
    for part in &reason.parts {
        collect(part, into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Filing, Outcome, assess_tier, uses};
    use crate::facts::Facts;
    use crate::policy::schema::{FactId, Route};
    use crate::units::Date;

    fn of(tier: &str, route: Route, day: &str) -> (Vec<Asked<'static>>, Set<FactKey>) {
        let catalog = Catalog::embedded();
        let filing = Filing { route, as_of: Date::parse(day).unwrap() };
        let Outcome::Assessed(assessment) = assess_tier(catalog, tier, &Facts::default(), filing) else {
            panic!("{tier} is held on {day}");
        };
        (asked(catalog, &assessment), uses(catalog, assessment.standard, filing))
    }

    #[test]
    fn every_fact_that_a_version_uses_is_asked_for_once_and_nothing_else() {
        for tier in ["innovative", "specialized", "little-giant"] {
            for route in [Route::New, Route::Review] {
                for day in ["2023-10-01", "2026-09-18"] {
                    let (all, used) = of(tier, route, day);
                    let mut told = Set::default();
                    for key in all.iter().flat_map(|it| &it.facts) {
                        assert!(used.contains(key), "{tier} {day}: {key:?} is not used");
                        assert!(told.add(*key), "{tier} {day}: {key:?} is asked for twice");
                    }
                    assert_eq!(told, used, "{tier} {route:?} {day}");
                }
            }
        }
    }

    /// Annex 1 of 2022: indicator 1 is of the leading product, half of revenue (decision 30); 2 is R&D over revenue, 3 the
    /// growth of main revenue, 4 liabilities over assets. Common conditions are another text and come after.
    #[test]
    fn figures_stand_in_the_order_of_the_annex() {
        let (all, _) = of("innovative", Route::New, "2026-09-18");
        let figures: Vec<FactKey> = all
            .iter()
            .take_while(|it| it.file.tier.is_some())
            .flat_map(|it| &it.facts)
            .filter(|key| key.year.is_some())
            .copied()
            .collect();
        let at = |id: &str, year| FactKey { fact: FactId::of(id), year: Some(year) };
        let first = [
            at("leading-product-revenue", 2025),
            at("revenue", 2025),
            at("rd-expense", 2025),
            at("main-revenue", 2024),
            at("main-revenue", 2025),
            at("total-liabilities", 2025),
            at("total-assets", 2025),
        ];
        assert_eq!(figures.get(..7), Some(&first[..]));
        assert!(all.last().is_some_and(|it| it.file.tier.is_none()));
    }
}
