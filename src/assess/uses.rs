//! Answers: which facts does a version ask for on a filing date?
//!
//! Walks the policy tree of the version and of the files it includes, with the guards in effect that day. The form
//! asks for these and folds the others away. Whether an answer can still change something is [`super::Missing`].

use super::{Filing, is_in_effect, is_of_route};
use crate::facts::FactKey;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{
    Condition, Definition, Effect, FactAt, FactId, Filter, Measure, Period, Points, Standard, Test,
};
use crate::table::Set;

/// The facts, by calendar year where they have one; a list stands for its items.
pub fn uses(catalog: &Catalog, standard: &Standard, filing: Filing) -> Set<FactKey> {
    let families = standard.include.iter().filter_map(|it| catalog.family(it, filing.route, filing.as_of));
    let mut used = Set::default();
    for file in families.chain([standard]) {
        Walk {
            catalog,
            file,
            filing,
            used: &mut used,
            only: None,
            named: None,
            order: None,
            seen: Set::default(),
        }
        .file();
    }
    used
}

/// The facts that one rule of a file asks for: a condition with its parts, a relief, a guard, an indicator.
pub fn used_by_rule(catalog: &Catalog, file: &Standard, rule: &str, filing: Filing) -> Set<FactKey> {
    let mut used = Set::default();
    Walk {
        catalog,
        file,
        filing,
        used: &mut used,
        only: Some(rule),
        named: None,
        order: None,
        seen: Set::default(),
    }
    .file();
    used
}

/// The facts that a rule asks for and none before it did, in the order in which it names them; they are told in `used`
/// from then on.
pub(super) fn newly_used_by(
    catalog: &Catalog,
    file: &Standard,
    rule: &str,
    filing: Filing,
    used: &mut Set<FactKey>,
) -> Vec<FactKey> {
    let mut order = Vec::new();
    let (only, order_of) = (Some(rule), Some(&mut order));
    Walk { catalog, file, filing, used, only, named: None, order: order_of, seen: Set::default() }.file();
    order
}

/// The definitions by which a version itself counts the items of a list, in the order of the standard.
pub fn counts_by<'p>(
    catalog: &'p Catalog,
    standard: &'p Standard,
    filing: Filing,
    list: FactId,
) -> Vec<&'p Definition> {
    let (mut used, mut named) = (Set::default(), Vec::new());
    let mut walk = Walk {
        catalog,
        file: standard,
        filing,
        used: &mut used,
        only: None,
        named: None,
        order: None,
        seen: Set::default(),
    };
    walk.named = Some((list, &mut named));
    walk.file();
    named.iter().filter_map(|id| catalog.definition(standard, id)).collect()
}

struct Walk<'w, 'u> {
    catalog: &'w Catalog,
    file: &'w Standard,
    filing: Filing,
    used: &'u mut Set<FactKey>,
    /// The rule that is walked; every one when absent.
    only: Option<&'u str>,
    /// The ids by which the file itself filters a list.
    named: Option<(FactId, &'u mut Vec<&'w str>)>,
    /// The facts in the order in which they are come upon.
    order: Option<&'u mut Vec<FactKey>>,
    /// Definitions already walked.
    seen: Set<&'w str>,
}

impl<'w> Walk<'w, '_> {
    fn file(&mut self) {
        let (file, filing, only) = (self.file, self.filing, self.only);
        let is_meant = |id: &str| only.is_none_or(|only| only == id);
        let criteria = file.criterion.iter().filter(|it| is_meant(&it.id));
        for criterion in criteria.filter(|it| is_of_route(it.route, filing)) {
            let parts = criterion.part.iter().map(|part| &part.when);
            for condition in criterion.when.iter().chain(parts) {
                self.condition(condition);
            }
        }
        for relief in file.exemption.iter().chain(&file.fast_track).filter(|it| is_meant(&it.id)) {
            self.condition(&relief.when);
        }
        let guards = file.guard.iter().filter(|it| is_meant(&it.id));
        for guard in guards.filter(|guard| is_in_effect(guard, filing)) {
            match &guard.effect {
                Effect::Require(condition) | Effect::Advise(condition) => self.condition(condition),
                Effect::Suspend(_) => {}
            }
        }
        let indicators = file.score.iter().flat_map(|score| &score.indicator);
        for indicator in indicators.filter(|it| is_meant(&it.id)) {
            self.points(&indicator.points);
        }
    }

    fn points(&mut self, points: &'w Points) {
        match points {
            Points::Bands(bands) => self.measure(&bands.of),
            Points::BestOf(best) => best.options.iter().for_each(|option| self.condition(&option.when)),
            Points::PerUnit(unit) => self.measure(&unit.of),
            Points::MaxOf(ways) => ways.iter().for_each(|way| self.points(way)),
            Points::Slot(slot) => {
                self.timeless(slot.points);
                self.timeless(slot.source);
            }
        }
    }

    fn condition(&mut self, condition: &'w Condition) {
        match condition {
            Condition::Ge(it) | Condition::Gt(it) | Condition::Le(it) | Condition::Lt(it) => {
                self.measure(&it.of);
            }
            Condition::IsTrue(fact) | Condition::IsFalse(fact) | Condition::Judged(fact) => {
                self.timeless(*fact);
            }
            Condition::OneOf(one_of) => self.timeless(one_of.fact),
            Condition::None(filter) => self.filter(filter),
            Condition::ClassIn(class_in) => self.class(&class_in.classification),
            Condition::Holds(id) => self.definition(id),
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
        }
    }

    /// The code, and the figures of every row: which row counts is only known with the code.
    fn class(&mut self, family: &str) {
        let Some(by) = self.catalog.classification(family, self.filing.as_of) else { return };
        self.timeless(by.code);
        for limit in by.row.iter().flat_map(|row| row.limits.values().flatten()) {
            self.at(limit.fact, Some(limit.at));
        }
    }

    fn measure(&mut self, measure: &'w Measure) {
        match measure {
            Measure::Fact(FactAt { fact, at }) => self.at(*fact, *at),
            Measure::Sum(over) => over.at.iter().for_each(|at| self.at(over.fact, Some(*at))),
            Measure::SumItems(sum) => self.filter(&sum.filter),
            Measure::Ratio(fraction) => {
                self.at(fraction.num.fact, fraction.num.at);
                self.at(fraction.den.fact, fraction.den.at);
            }
            Measure::Growth(span) | Measure::Cagr(span) => {
                self.at(span.fact, Some(span.from));
                self.at(span.fact, Some(span.to));
            }
            Measure::Mean(measures) => measures.iter().for_each(|it| self.measure(it)),
            Measure::Count(filter) => self.filter(filter),
            Measure::CountTrue(conditions) => conditions.iter().for_each(|it| self.condition(it)),
            Measure::YearsFull(years) => self.timeless(years.since),
        }
    }

    fn filter(&mut self, filter: &'w Filter) {
        self.timeless(filter.list);
        if let Some((list, named)) = &mut self.named {
            let ids = filter
                .tests
                .iter()
                .filter_map(|test| if let Test::Is(id) = test { Some(id.as_str()) } else { None });
            for id in ids.filter(|_| filter.list == *list) {
                if !named.contains(&id) {
                    named.push(id);
                }
            }
        }
        filter.tests.iter().for_each(|test| self.test(test));
    }

    /// Only definitions lead from an item's test to facts outside the list.
    fn test(&mut self, test: &'w Test) {
        test.named().iter().for_each(|id| self.definition(id));
        test.parts().iter().for_each(|it| self.test(it));
    }

    fn definition(&mut self, id: &'w str) {
        if !self.seen.add(id) {
            return;
        }
        let Some(definition) = self.catalog.definition(self.file, id) else { return };
        let named = self.named.take();
        if let Some(when) = &definition.when {
            self.condition(when);
        }
        definition.tests.iter().for_each(|test| self.test(test));
        self.named = named;
    }

    fn timeless(&mut self, fact: FactId) {
        self.at(fact, None);
    }

    fn at(&mut self, fact: FactId, at: Option<Period>) {
        let year = at.map(|period| period.year(self.filing.as_of.year()));
        let key = FactKey { fact, year };
        if self.used.add(key)
            && let Some(order) = &mut self.order
        {
            order.push(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::catalog::InForce;
    use crate::policy::schema::Route;
    use crate::units::Date;

    fn used(tier: &str, day: &str) -> Set<FactKey> {
        let catalog = Catalog::embedded();
        let filing = Filing { route: Route::New, as_of: Date::parse(day).unwrap() };
        let InForce::Standard(standard, _) = catalog.in_force(tier, Route::New, filing.as_of) else {
            panic!("{tier} is held on {day}");
        };
        uses(catalog, standard, filing)
    }

    fn of_year(fact: &str, year: i32) -> FactKey {
        FactKey::of_year(FactId::of(fact), year)
    }

    /// Standards 12.5: intellectual property of 科技型 is related to the main product, and nothing else of it is asked.
    #[test]
    fn what_an_item_needs_of_the_enterprise_is_asked_along() {
        let catalog = Catalog::embedded();
        let standard = catalog.standard("national/tech-sme/2022-08-01").unwrap();
        let filing = Filing { route: Route::New, as_of: Date::parse("2026-09-18").unwrap() };
        assert!(uses(catalog, standard, filing).contains(&of_year("leading-product-revenue", 2025)));
    }

    /// Annex 1 of 2号文, item 4: class I that counts, and that is applied with benefit. Awards are no part of a class.
    #[test]
    fn a_list_is_counted_by_the_definitions_its_rules_name() {
        let catalog = Catalog::embedded();
        let standard = catalog.standard("national/specialized/2026-04-01").unwrap();
        let filing = Filing { route: Route::New, as_of: Date::parse("2026-09-18").unwrap() };
        let by = |list: &str| {
            let all = counts_by(catalog, standard, filing, FactId::of(list));
            all.into_iter().map(|it| it.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(by("ip-items"), ["def-ip-counted-class1", "def-ip-applied-class1"]);
        assert!(by("employees").is_empty());
    }

    #[test]
    fn the_scorecard_of_2022_asks_for_two_years_of_main_revenue() {
        let used = used("innovative", "2026-09-18");
        assert!(used.contains(&of_year("main-revenue", 2025)));
        assert!(used.contains(&of_year("main-revenue", 2024)));
        assert!(!used.contains(&of_year("main-revenue", 2023)));
        assert!(used.contains(&FactKey::timeless(FactId::of("ip-items"))));
    }

    #[test]
    fn included_files_and_definitions_are_walked_along() {
        let used = used("innovative", "2026-09-18");
        assert!(used.contains(&FactKey::timeless(FactId::of("abnormal-list"))));
        assert!(used.contains(&FactKey::timeless(FactId::of("industry-code"))));
        assert!(used.contains(&of_year("leading-product-revenue", 2025)));
        assert!(!used.contains(&FactKey::timeless(FactId::of("enterprise-name"))));
    }
}
