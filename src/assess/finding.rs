//! Answers: which answers contradict each other?
//!
//! Findings stand beside the verdict and never change it (decision 59). What counts as a contradiction is data
//! (policy/checks.toml); only the credit code is checked by an algorithm (GB 32100—2015).

use crate::facts::{Answer, FactKey, Facts, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Check, FactId, Standard};

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
        let is_bad_code = check.id == "uscc"
            && matches!(self.facts.answer(FactKey::timeless(FactId::of("credit-code"))),
                Answer::Known(Value::Text(code)) if !code.is_empty() && crate::credit_code::check(code).is_err());
        if is_bad_code { vec![whole] } else { Vec::new() }
    }
}
