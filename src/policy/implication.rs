//! Answers: does whoever meets one rule meet another for certain?
//!
//! Read from the rules alone, each with the definitions of its own file: "yes" is proved for every enterprise,
//! "no" may mean "cannot tell". Definitions name only those above them (policy/check), so that this always ends.

use super::schema::{Bands, Book, Compare, Condition, Definition, Filter, Measure, Points, Standard, Test};

/// The file of the rule that is met, and that of the rule that follows.
#[derive(Clone, Copy)]
pub(super) struct Implication<'c> {
    /// The law.
    pub book: &'c Book,
    /// Where the first rule stands.
    pub from: &'c Standard,
    /// Where the second one stands.
    pub to: &'c Standard,
}

impl<'c> Implication<'c> {
    const fn turned(self) -> Self {
        Self { book: self.book, from: self.to, to: self.from }
    }

    /// A definition that a file may name: its own, else of its set.
    fn definition(self, of: &'c Standard, id: &str) -> Option<&'c Definition> {
        let named = |standard: &'c Standard| standard.definition.iter().find(|it| it.id == id);
        let shared = || self.book.standards.iter().find(|it| Some(&it.id) == of.definitions.as_ref());
        named(of).or_else(|| shared().and_then(named))
    }

    /// Whether all of `from` together imply every one of `to`.
    pub fn conditions(self, from: &[&Condition], to: &[&Condition]) -> bool {
        to.iter().all(|to| self.condition(from, to))
    }

    fn condition(self, from: &[&Condition], to: &Condition) -> bool {
        if let Condition::Holds(id) = to {
            let when = self.definition(self.to, id).and_then(|it| it.when.as_ref());
            return when.is_some_and(|to| self.condition(from, to));
        }
        if let Condition::All(parts) = to {
            return parts.iter().all(|to| self.condition(from, to));
        }
        let is_an_option = matches!(to, Condition::Any(options)
            if options.iter().any(|to| self.condition(from, to)));
        is_an_option || from.iter().any(|from| self.by_condition(from, to))
    }

    fn by_condition(self, from: &Condition, to: &Condition) -> bool {
        if let Condition::Holds(id) = from {
            let when = self.definition(self.from, id).and_then(|it| it.when.as_ref());
            return when.is_some_and(|from| self.condition(&[from], to));
        }
        if let Condition::All(parts) = from {
            return self.condition(&parts.iter().collect::<Vec<_>>(), to);
        }
        if let Condition::Any(options) = from {
            return options.iter().all(|from| self.condition(&[from], to));
        }
        self.leaf(from, to)
    }

    fn leaf(self, from: &Condition, to: &Condition) -> bool {
        match (from, to) {
            (Condition::Ge(a), Condition::Ge(b)) | (Condition::Gt(a), Condition::Gt(b)) => self.rises(a, b),
            (Condition::Le(a), Condition::Le(b)) | (Condition::Lt(a), Condition::Lt(b)) => {
                self.turned().rises(b, a)
            }
            (Condition::OneOf(a), Condition::OneOf(b)) => {
                a.fact == b.fact && a.values.iter().all(|value| b.values.contains(value))
            }
            (Condition::None(a), Condition::None(b)) => self.turned().filter(b, a),
            _ => from == to,
        }
    }

    /// `a` measures no more than `b` and asks for no less.
    fn rises(self, a: &Compare, b: &Compare) -> bool {
        self.measure(&a.of, &b.of) && b.than.value() <= a.than.value()
    }

    /// Whether the first is never greater than the second.
    fn measure(self, from: &Measure, to: &Measure) -> bool {
        match (from, to) {
            (Measure::Count(a), Measure::Count(b)) => self.filter(a, b),
            (Measure::SumItems(a), Measure::SumItems(b)) => {
                a.field == b.field && self.filter(&a.filter, &b.filter)
            }
            (Measure::CountTrue(a), Measure::CountTrue(b)) => pairwise(a, b, |a, b| self.condition(&[a], b)),
            (Measure::Mean(a), Measure::Mean(b)) => pairwise(a, b, |a, b| self.measure(a, b)),
            _ => from == to,
        }
    }

    /// Whether every item that passes the first passes the second.
    fn filter(self, from: &Filter, to: &Filter) -> bool {
        from.list == to.list && to.tests.iter().all(|to| self.test(&from.tests, to))
    }

    fn test(self, from: &[Test], to: &Test) -> bool {
        if let Test::Is(id) = to {
            let definition = self.definition(self.to, id);
            return definition.is_some_and(|it| it.tests.iter().all(|to| self.test(from, to)));
        }
        if let Test::All(tests) = to {
            return tests.iter().all(|to| self.test(from, to));
        }
        let is_an_option = matches!(to, Test::Any(options) if options.iter().any(|to| self.test(from, to)));
        is_an_option || from.iter().any(|from| self.by_test(from, to))
    }

    fn by_test(self, from: &Test, to: &Test) -> bool {
        match (from, to) {
            (Test::Is(id), _) => self.definition(self.from, id).is_some_and(|it| self.test(&it.tests, to)),
            (Test::All(tests), _) => self.test(tests, to),
            (Test::Any(options), _) => options.iter().all(|from| self.test(std::slice::from_ref(from), to)),
            (Test::Needs(a), Test::Needs(b)) => {
                let when = |file, id| self.definition(file, id).and_then(|it| it.when.as_ref());
                let pair = when(self.from, a).zip(when(self.to, b));
                pair.is_some_and(|(from, to)| self.condition(&[from], to))
            }
            (Test::OneOf(a), Test::OneOf(b)) => {
                a.field == b.field && a.values.iter().all(|value| b.values.contains(value))
            }
            _ => from == to,
        }
    }

    /// Whether the first way of scoring has the same steps and options, and never gives more.
    pub fn points(self, from: &Points, to: &Points) -> bool {
        match (from, to) {
            (Points::Bands(a), Points::Bands(b)) => a.steps == b.steps && self.bands(a, b),
            (Points::BestOf(a), Points::BestOf(b)) => {
                a.otherwise == b.otherwise
                    && pairwise(&a.options, &b.options, |a, b| {
                        a.points == b.points && self.condition(&[&a.when], &b.when)
                    })
            }
            (Points::PerUnit(a), Points::PerUnit(b)) => {
                (a.each, a.points, a.most) == (b.each, b.points, b.most) && self.measure(&a.of, &b.of)
            }
            (Points::MaxOf(a), Points::MaxOf(b)) => pairwise(a, b, |a, b| self.points(a, b)),
            (Points::Slot(a), Points::Slot(b)) => a == b,
            _ => false,
        }
    }

    /// More is better with `ge` steps, less with `le` steps.
    fn bands(self, a: &Bands, b: &Bands) -> bool {
        let less_is_better = a.steps.iter().any(|step| step.le.is_some());
        if less_is_better { self.turned().measure(&b.of, &a.of) } else { self.measure(&a.of, &b.of) }
    }
}

fn pairwise<T>(a: &[T], b: &[T], holds: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| holds(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    const OLDER: &str = "national/definitions/2022-08-01";
    const NEWER: &str = "national/definitions/2026-04-01";

    #[derive(Deserialize)]
    struct Of {
        when: Condition,
    }

    /// Whether the first rule of one edition implies the second of another, and the other way round.
    #[track_caller]
    fn check(from: (&str, &str), to: (&str, &str), expected: (bool, bool)) {
        let catalog = crate::policy::catalog::Catalog::embedded();
        let (book, file) = (catalog.book(), |id| catalog.standard(id).unwrap());
        let when = |text: &str| toml::from_str::<Of>(&format!("when = {text}")).unwrap().when;
        let (a, b) = (when(from.1), when(to.1));
        let forth = Implication { book, from: file(from.0), to: file(to.0) };
        let answer = (forth.conditions(&[&a], &[&b]), forth.turned().conditions(&[&b], &[&a]));
        assert_eq!(answer, expected, "{} => {}", from.1, to.1);
    }

    #[test]
    fn a_higher_line_of_the_same_measure_implies_the_lower_one() {
        let at_least = |line| {
            format!(
                r#"{{ ge = {{ of = {{ fact = {{ fact = "revenue", at = "FY-1" }} }}, than = "{line} 万元" }} }}"#
            )
        };
        check((NEWER, &at_least(1500)), (OLDER, &at_least(1000)), (true, false));
        check((NEWER, &at_least(1000)), (OLDER, &at_least(1000)), (true, true));
        let other_year = at_least(1000).replace("FY-1", "FY-2");
        check((NEWER, &at_least(1500)), (OLDER, &other_year), (false, false));
    }

    #[test]
    fn a_lower_ceiling_implies_the_higher_one() {
        let at_most = |line| {
            format!(
                r#"{{ le = {{ of = {{ fact = {{ fact = "employees", at = "FY-1" }} }}, than = "{line} 人" }} }}"#
            )
        };
        check((NEWER, &at_most(70)), (OLDER, &at_most(75)), (true, false));
    }

    #[test]
    fn an_alternative_is_implied_by_what_implies_each_of_its_ways() {
        let (a, b, c) = (
            r#"{ is_true = "six-bases" }"#,
            r#"{ is_true = "ten-fields" }"#,
            r#"{ is_true = "network-power" }"#,
        );
        let ab_or_c = format!("{{ any = [{{ all = [{a}, {b}] }}, {c}] }}");
        check((OLDER, &ab_or_c), (OLDER, &ab_or_c), (true, true));
        check((OLDER, &ab_or_c), (OLDER, &format!("{{ any = [{a}, {c}] }}")), (true, false));
        check((OLDER, &format!("{{ all = [{b}, {a}] }}")), (OLDER, &ab_or_c), (true, false));
        check((OLDER, a), (OLDER, &ab_or_c), (false, false));
    }

    #[test]
    fn a_definition_is_read_in_its_own_edition() {
        let counted = |definition| {
            format!(
                r#"{{ ge = {{ of = {{ count = {{ list = "ip-items", tests = [{{ is = "{definition}" }}] }} }}, than = "1 项" }} }}"#
            )
        };
        // 2026 counts no class I item that was transferred in; 2022 does after a year.
        let class1 = counted("def-ip-counted-class1");
        check((NEWER, &class1), (OLDER, &class1), (true, false));
        check((NEWER, &counted("def-ip-class1")), (OLDER, &counted("def-ip-class1")), (true, true));
        let main = r#"{ holds = "def-main-product" }"#;
        check((NEWER, main), (OLDER, main), (true, true));
        check((NEWER, &counted("def-ip-class2")), (OLDER, &counted("def-ip-class2")), (false, false));
    }

    #[test]
    fn an_absence_of_more_implies_an_absence_of_less() {
        let none = |severities| {
            format!(
                r#"{{ none = {{ list = "incidents", tests = [{{ one_of = {{ field = "severity", values = [{severities}] }} }}] }} }}"#
            )
        };
        check((NEWER, &none(r#""larger", "major""#)), (OLDER, &none(r#""major""#)), (true, false));
    }
}
