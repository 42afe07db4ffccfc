//! Answers: which answers contradict each other?
//!
//! Findings stand beside the verdict and never change it (decision 59). What counts as a contradiction is data
//! (policy/checks.toml); only the credit code is checked by an algorithm (GB 32100—2015).

use crate::facts::{Answer, FactKey, Facts, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Check, FactId, Period, Standard};

use super::{Case, Filing, Truth};

/// A contradiction, and where it stands.
#[derive(Clone, Debug)]
pub struct Finding<'p> {
    /// The check.
    pub check: &'p Check,
    /// The item of a list it concerns, from zero.
    pub item: Option<usize>,
}

/// Every contradiction in the facts, in the order of policy/checks.toml. Periods are those of the filing date.
pub fn findings<'p>(catalog: &'p Catalog, facts: &Facts, filing: Filing) -> Vec<Finding<'p>> {
    let Some(standard) = common(catalog, filing) else { return Vec::new() };
    let case = Case { catalog, standard, facts, filing };
    catalog.book().checks.check.iter().flat_map(|check| case.find(check)).collect()
}

/// Checks need no definitions; any file in force serves as their place.
fn common(catalog: &Catalog, filing: Filing) -> Option<&Standard> {
    catalog.family("national/common", filing.route, filing.as_of).or_else(|| catalog.book().standards.first())
}

impl<'p> Case<'p, '_> {
    fn find(&self, check: &'p Check) -> Vec<Finding<'p>> {
        let whole = Finding { check, item: None };
        if let Some(when) = &check.when {
            let holds = self.condition(when).truth == Truth::Met;
            return if holds { vec![whole] } else { Vec::new() };
        }
        if let Some(filter) = &check.items {
            let (counted, _) = self.sift(filter);
            let met = counted.iter().filter(|it| it.truth == Truth::Met);
            return met.map(|it| Finding { check, item: Some(it.item) }).collect();
        }
        let is_found = check.gap.is_some_and(|fact| self.has_gap(fact))
            || check.stated.zip(check.without).is_some_and(|(stated, without)| {
                self.facts.is_known(stated) && !self.facts.is_known(without)
            });
        if is_found {
            return vec![whole];
        }
        let is_bad_code = check.id == "uscc"
            && matches!(self.facts.answer(FactKey::timeless(FactId::of("credit-code"))),
                Answer::Known(Value::Text(code)) if !code.is_empty() && crate::credit_code::check(code).is_err());
        if is_bad_code { vec![whole] } else { Vec::new() }
    }

    /// True when a figure is known for two years, and not for one between them.
    fn has_gap(&self, fact: FactId) -> bool {
        let Some(periods) = self.catalog.fact(fact).map(|fact| &fact.periods) else { return false };
        let is_known = |period: &Period| {
            let year = period.year(self.filing.as_of.year());
            matches!(self.facts.answer(FactKey::of_year(fact, year)), Answer::Known(_))
        };
        // Periods stand in the order of the years, the last one first.
        let mut known = periods.iter().map(is_known).skip_while(|is_known| !is_known);
        known.by_ref().any(|is_known| !is_known) && known.any(|is_known| is_known)
    }
}
