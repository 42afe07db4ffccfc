//! Answers: at which values of the stated figures can something in a law turn?
//!
//! Walks the rules of a law with the guards in effect, and works out for every edge where each stated figure reaches
//! it, all other figures being what they are. A value too many does no harm, since what follows from it is assessed;
//! one too few would hide a turn. Must not know: what follows.

use crate::assess::{Assessment, Case, Interval, Truth, edge};
use crate::facts::{Answer, FactKey, Facts, Item};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{
    Compare, Condition, Effect, FactAt, FactId, FieldId, Filter, Indicator, Kind, Limit, Measure, Period,
    Points, SizeRow, Standard, Term, Test, Validity,
};
use crate::table::{Set, Table};
use crate::units::{Date, Ratio};

use super::margin::Figure;

/// A value at which something can turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// A number as it is stated: percent as written.
    At(Ratio),
    /// The last day that counts.
    Day(Date),
}

/// Every edge of a law, by figure. Items of a list stand under the rule that counts them.
#[derive(Debug, Default)]
pub(super) struct Edges<'p> {
    /// Of figures.
    pub of: Table<Figure, Vec<Edge>>,
    /// Of counts: the rule, what it counts, and the most items that it asks for.
    pub counts: Vec<(&'p str, &'p Filter, u32)>,
}

/// The edges of the law that an assessment was made by, for the facts it was made of.
pub(super) fn edges<'p>(catalog: &'p Catalog, of: &Assessment<'p>, facts: &Facts) -> Edges<'p> {
    let mut found = Edges::default();
    for file in of.includes.iter().copied().chain([of.standard]) {
        let case = Case { catalog, standard: file, facts, filing: of.filing };
        Walk { case, rule: "", seen: Set::default(), found: &mut found }.file(file);
    }
    if let Some(row) = of.size.as_ref().and_then(|size| size.row) {
        let case = Case { catalog, standard: of.standard, facts, filing: of.filing };
        Walk { case, rule: "", seen: Set::default(), found: &mut found }.row(row);
    }
    found
}

struct Walk<'p, 'w> {
    case: Case<'p, 'w>,
    /// The rule that is walked.
    rule: &'p str,
    /// Definitions already walked for it.
    seen: Set<&'p str>,
    found: &'w mut Edges<'p>,
}

impl<'p> Walk<'p, '_> {
    fn file(&mut self, file: &'p Standard) {
        let filing = self.case.filing;
        for criterion in &file.criterion {
            if let Some(when) = &criterion.when {
                self.rule(&criterion.id, when);
            }
            for part in &criterion.part {
                self.rule(&part.id, &part.when);
            }
        }
        for relief in file.exemption.iter().chain(&file.fast_track) {
            self.rule(&relief.id, &relief.when);
        }
        let day = filing.as_of;
        let is_now = |from: Date, before: Option<Date>| from <= day && before.is_none_or(|it| day < it);
        for guard in file.guard.iter().filter(|it| is_now(it.from, it.before)) {
            match &guard.effect {
                Effect::Require(condition) => self.rule(&guard.id, condition),
                Effect::Advise(_) | Effect::Suspend(_) => {}
            }
        }
        for indicator in file.score.iter().flat_map(|score| &score.indicator) {
            self.begin(&indicator.id);
            self.points(indicator, &indicator.points);
        }
    }

    fn begin(&mut self, rule: &'p str) {
        self.rule = rule;
        self.seen = Set::default();
    }

    fn rule(&mut self, id: &'p str, when: &'p Condition) {
        self.begin(id);
        self.condition(when);
    }

    fn points(&mut self, indicator: &'p Indicator, points: &'p Points) {
        match points {
            Points::Bands(bands) => {
                for step in &bands.steps {
                    for line in step.ge.iter().chain(&step.le) {
                        self.reaches(&bands.of, edge(&bands.of, *line));
                    }
                }
                self.measure(&bands.of);
            }
            Points::BestOf(best) => best.options.iter().for_each(|option| self.condition(&option.when)),
            Points::PerUnit(unit) => {
                for units in 1..=unit.most.div_ceil(unit.points.max(1)) {
                    self.reaches(&unit.of, Ratio::whole(i128::from(units) * i128::from(unit.each)));
                }
                self.measure(&unit.of);
            }
            Points::MaxOf(ways) => ways.iter().for_each(|way| self.points(indicator, way)),
            Points::Slot(slot) => {
                for points in 0..=indicator.full {
                    self.number(FactKey::timeless(slot.points), Ratio::whole(i128::from(points)));
                }
            }
        }
    }

    fn condition(&mut self, condition: &'p Condition) {
        match condition {
            Condition::Ge(it) | Condition::Gt(it) | Condition::Le(it) | Condition::Lt(it) => {
                self.compare(it);
            }
            Condition::None(filter) => self.filter(filter),
            Condition::Holds(id) => self.definition(id),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|it| self.condition(it)),
            Condition::ClassIn(class_in) => {
                let by = self.case.catalog.classification(&class_in.classification, self.case.filing.as_of);
                if let Some(row) = by.and_then(|by| self.case.classify(by).row) {
                    self.row(row);
                }
            }
            Condition::IsTrue(_) | Condition::IsFalse(_) | Condition::Judged(_) | Condition::OneOf(_) => {}
        }
    }

    fn compare(&mut self, compare: &'p Compare) {
        self.reaches(&compare.of, edge(&compare.of, compare.than));
        self.measure(&compare.of);
    }

    fn row(&mut self, row: &'p SizeRow) {
        let year = self.case.filing.as_of.year();
        for Limit { fact, at, ge } in row.limits.values().flatten() {
            self.number(FactKey::of_year(*fact, at.year(year)), ge.value());
        }
    }

    /// What stands below a measure: filters and conditions with edges of their own.
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

    fn filter(&mut self, filter: &'p Filter) {
        filter.tests.iter().for_each(|test| self.test(filter.list, test));
    }

    fn test(&mut self, list: FactId, test: &'p Test) {
        let today = self.case.filing.as_of;
        match test {
            Test::Is(id) | Test::Needs(id) => self.definition(id),
            Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|it| self.test(list, it)),
            Test::AtMost(most) => {
                self.items(list, most.field, |_| vec![Edge::At(Ratio::whole(most.most.into()))]);
            }
            Test::WithinYears(within) => {
                let first = first_reaching(today, within.years);
                self.days(list, within.field, &[first.day_before(), today]);
            }
            Test::InYears(years) => {
                let ends = |period: &Period| {
                    let year = period.year(today.year());
                    [last_of(year - 1), last_of(year)]
                };
                let mut lasts: Vec<Date> = years.years.iter().flat_map(ends).flatten().collect();
                lasts.push(today);
                self.days(list, years.field, &lasts);
            }
            Test::Since(since) => {
                let lasts: Vec<Date> =
                    last_of(since.period.year(today.year()) - 1).into_iter().chain([today]).collect();
                self.days(list, since.field, &lasts);
            }
            Test::OnOrAfter(after) => self.days(list, after.field, &[after.day.day_before(), today]),
            Test::Happened(field) | Test::AfterFiling(field) => self.days(list, *field, &[today]),
            Test::OlderThan(age) => {
                self.days(list, age.field, &[first_reaching(today, age.years).day_before()]);
            }
            Test::AtLeastOld(age) => {
                self.days(list, age.field, &[first_reaching(today.day_after(), age.years).day_before()]);
            }
            Test::Valid(validity) => self.valid(list, validity),
            Test::EndsBeyond(span) => self.ends_beyond(list, span),
            Test::OneOf(_) | Test::IsTrue(_) | Test::Stated(_) => {}
        }
    }

    /// A first day is not after the filing date, a last day not before it; without one so many years count.
    fn valid(&mut self, list: FactId, validity: &Validity) {
        let today = self.case.filing.as_of;
        self.days(list, validity.until, &[today.day_before()]);
        let Some(from) = validity.from else { return };
        let past = validity.years.map(|years| first_reaching(today, years).day_before());
        let lasts: Vec<Date> = past.into_iter().chain([today]).collect();
        self.days(list, from, &lasts);
    }

    /// Each of the two days, given the other one.
    fn ends_beyond(&mut self, list: FactId, span: &Term) {
        let Term { from, until, years, .. } = *span;
        self.items(list, until, |item| {
            let first = item.date(from).map(|first| Edge::Day(first.plus_years(years)));
            first.into_iter().collect()
        });
        self.items(list, from, |item| {
            let day = item.date(until).map(|end| Edge::Day(first_reaching(end, years).day_before()));
            day.into_iter().collect()
        });
    }

    /// These are the last days before something turns, for a date of every item.
    fn days(&mut self, list: FactId, field: FieldId, lasts: &[Date]) {
        self.items(list, field, |_| lasts.iter().map(|last| Edge::Day(*last)).collect());
    }

    /// The edges of a field of every item that answers it.
    fn items(&mut self, list: FactId, field: FieldId, edges: impl Fn(&Item) -> Vec<Edge>) {
        let items = self.case.facts.list(list).map_or(&[][..], |list| &list.items);
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.get(field).is_some()) {
            for edge in edges(item) {
                self.add(Figure::Field { list, item: at, field }, edge);
            }
        }
    }

    fn definition(&mut self, id: &'p str) {
        if !self.seen.add(id) {
            return;
        }
        let Some(definition) = self.case.catalog.definition(self.case.standard, id) else { return };
        definition.when.iter().for_each(|when| self.condition(when));
        if let Some(list) = definition.of {
            definition.tests.iter().for_each(|test| self.test(list, test));
        }
    }

    fn add(&mut self, figure: Figure, edge: Edge) {
        let edges = self.found.of.get_or_insert_with(figure, Vec::new);
        if !edges.contains(&edge) {
            edges.push(edge);
        }
    }

    /// A number fact reaches `value`, as measures hold it.
    fn number(&mut self, key: FactKey, value: Ratio) {
        let scale = if self.is_percent(key.fact) { 100 } else { 1 };
        self.add(Figure::Fact(key), Edge::At(value.times(Ratio::whole(scale))));
    }

    fn is_percent(&self, fact: FactId) -> bool {
        self.case.catalog.fact(fact).is_some_and(|fact| fact.kind == Kind::Percent)
    }

    /// The stated number of a fact, as measures hold it.
    fn stated(&self, at: FactAt) -> Option<(FactKey, Ratio)> {
        let key = self.case.key(at);
        let Answer::Known(number) = self.case.facts.number(key) else { return None };
        let scale = if self.is_percent(key.fact) { 100 } else { 1 };
        Some((key, number.ratio().times(Ratio::new(1, scale))))
    }

    /// Every stated figure of a measure where it makes the measure equal to `target`.
    fn reaches(&mut self, measure: &'p Measure, target: Ratio) {
        match measure {
            Measure::Fact(at) => {
                if let Some((key, _)) = self.stated(*at) {
                    self.number(key, target);
                }
            }
            Measure::Sum(over) => {
                let stated = over.at.iter().filter_map(|at| {
                    let at = FactAt { fact: over.fact, at: Some(*at) };
                    self.stated(at)
                });
                let stated: Vec<_> = stated.collect();
                let sum = stated.iter().fold(Ratio::ZERO, |sum, (_, value)| sum.plus(*value));
                for (key, value) in stated {
                    self.number(key, target.minus(sum.minus(value)));
                }
            }
            Measure::SumItems(_) => self.sum_reaches(measure, target),
            Measure::Ratio(fraction) => {
                self.quotient_reaches(self.stated(fraction.num), self.stated(fraction.den), target);
            }
            Measure::Growth(span) | Measure::Cagr(span) => {
                let [to, from] =
                    [span.to, span.from].map(|at| self.stated(FactAt { fact: span.fact, at: Some(at) }));
                let shift = i128::from(matches!(measure, Measure::Growth(_)));
                self.quotient_reaches(to, from, target.plus(Ratio::whole(shift)));
            }
            Measure::Mean(parts) => self.mean_reaches(parts, target),
            Measure::Count(filter) => {
                let most = target.numerator().div_euclid(target.denominator()) + 1;
                let most = u32::try_from(most).unwrap_or(0);
                let rule = self.rule;
                let is_it = |it: &&mut (&str, &'p Filter, u32)| it.0 == rule && std::ptr::eq(it.1, filter);
                match self.found.counts.iter_mut().find(is_it) {
                    Some(found) => found.2 = found.2.max(most),
                    None => self.found.counts.push((rule, filter, most)),
                }
            }
            Measure::CountTrue(_) => {}
            Measure::YearsFull(years) => {
                let end = years.to_end_of.year(self.case.filing.as_of.year()) + 1;
                let full = target.numerator().div_euclid(target.denominator());
                for full in [full, full + 1] {
                    let last = i32::try_from(full).ok().and_then(|full| Date::new(end - full, 1, 1));
                    if let Some(last) = last {
                        self.add(Figure::Fact(FactKey::timeless(years.since)), Edge::Day(last));
                    }
                }
            }
        }
    }

    /// `num ÷ den` becomes `target` by either of the two.
    fn quotient_reaches(
        &mut self,
        num: Option<(FactKey, Ratio)>,
        den: Option<(FactKey, Ratio)>,
        target: Ratio,
    ) {
        // A zero above decides, whatever is below. A zero below is no edge: nothing can be computed with it.
        if let (Some((num, _)), None) = (num, den) {
            self.number(num, Ratio::ZERO);
        }
        let (Some((num, above)), Some((den, below))) = (num, den) else { return };
        self.number(num, target.times(below));
        if let Some(value) = above.over(target) {
            self.number(den, value);
        }
    }

    fn sum_reaches(&mut self, measure: &'p Measure, target: Ratio) {
        let Measure::SumItems(sum) = measure else { return };
        let Some(list) = self.case.facts.list(sum.filter.list) else { return };
        let (counted, _) = self.case.sift(&sum.filter);
        // What counts for certain is the least sum, what may count the most.
        for least in [Truth::Met, Truth::Unknown] {
            let passes = counted.iter().filter(|it| least <= it.truth);
            let amounts: Vec<(usize, Ratio)> = passes
                .filter_map(|it| Some((it.item, list.items.get(it.item)?.number(sum.field)?.ratio())))
                .collect();
            let all = amounts.iter().fold(Ratio::ZERO, |all, (_, amount)| all.plus(*amount));
            for (item, amount) in amounts {
                let figure = Figure::Field { list: sum.filter.list, item, field: sum.field };
                self.add(figure, Edge::At(target.minus(all.minus(amount))));
            }
        }
    }

    /// Each part takes what the others leave. A figure of two parts at once (the middle one of three years) has no
    /// single edge: the mean of two growths falls up to some value of it and rises from there.
    fn mean_reaches(&mut self, parts: &'p [Measure], target: Ratio) {
        let values: Vec<Interval> = parts.iter().map(|part| self.case.value(part)).collect();
        let total = target.times(Ratio::whole(i128::try_from(parts.len()).unwrap_or(1)));
        for (at, part) in parts.iter().enumerate() {
            let others = values.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.fold(Interval::exactly(Ratio::ZERO), |sum, (_, value)| sum.plus(*value));
            // What is open has a least value too, and lines are crossed by it.
            for others in others.lo.into_iter().chain(others.hi) {
                self.reaches(part, total.minus(others));
            }
        }
        if let [Measure::Growth(later), Measure::Growth(earlier)] = parts
            && let [Some((_, last)), Some((middle, _)), Some((_, first))] =
                [later.to, later.from, earlier.from]
                    .map(|at| self.stated(FactAt { fact: later.fact, at: Some(at) }))
            && later.from == earlier.to
        {
            // last ÷ x + x ÷ first = total + 2, so that x is half ± the root of half² − last × first; in millionths, which
            // keep the squares within 128 bits.
            let [last, first] = [last, first].map(millionths);
            let half = total.plus(Ratio::whole(2)).times(Ratio::new(first, 2));
            let half = half.numerator().div_euclid(half.denominator());
            let product = last.saturating_mul(first).max(0);
            let mut values = vec![product.isqrt()];
            if let Some(under) = half.checked_mul(half).and_then(|it| it.checked_sub(product))
                && 0 <= under
            {
                values.extend([half - under.isqrt(), half + under.isqrt()]);
            }
            for value in values {
                self.number(middle, Ratio::new(value, MILLION));
            }
        }
    }
}

/// The first day that so many years later is this day or after it.
fn first_reaching(day: Date, years: u32) -> Date {
    // No month is shorter than 28 days: from there it is at most a few days.
    let year = i32::try_from(years).ok().and_then(|years| day.year().checked_sub(years));
    let start = year.and_then(|year| Date::new(year, day.month(), day.day().min(28)));
    let mut first = start.unwrap_or(day);
    while first.plus_years(years) < day {
        first = first.day_after();
    }
    first
}

/// The last day of a year.
fn last_of(year: i32) -> Option<Date> {
    Date::new(year, 12, 31)
}

const MILLION: i128 = 1_000_000;

/// A figure as stated, in millionths.
fn millionths(of: Ratio) -> i128 {
    let scaled = of.times(Ratio::whole(MILLION));
    scaled.numerator().div_euclid(scaled.denominator())
}
