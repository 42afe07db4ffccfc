//! Answers: between which ends does a measure lie, given what is known?
//!
//! Decision 7 says what one known fact already proves; decisions 4 and 60 say when a number cannot be computed at
//! all. Everything is exact.

use crate::facts::{Answer, FactKey};
use crate::policy::schema::{FactAt, FactId, FactOver, Fraction, Kind, Measure, Span, SumItems, YearsFull};
use crate::units::{Date, Ratio};

use super::Case;
use super::reason::{Counted, Hold, Open};
use super::truth::{Interval, Truth};

/// A measure as far as it is known.
pub(super) struct Measured<'p> {
    pub value: Interval,
    pub open: Vec<Open>,
    pub hold: Option<Hold>,
    pub counted: Vec<Counted<'p>>,
}

impl Measured<'_> {
    fn of(value: Interval) -> Self {
        Self { value, open: Vec::new(), hold: None, counted: Vec::new() }
    }

    fn held(hold: Hold) -> Self {
        Self { hold: Some(hold), ..Self::of(Interval::ANY) }
    }

    /// A figure that does not apply leaves the bounds of an open one, and a person must judge (decision 60).
    fn held_by(mut self, num: Figure, den: Figure) -> Self {
        let held = [den, num].into_iter().find(|figure| figure.answer == Answer::NotApplicable);
        if self.value.exact().is_none() {
            self.hold = held.map(|figure| Hold::NotApplicable(figure.key));
            self.open.retain(|_| held.is_none());
        }
        self
    }

    fn open(value: Interval, open: impl IntoIterator<Item = FactKey>) -> Self {
        Self { open: open.into_iter().map(Open::Fact).collect(), ..Self::of(value) }
    }
}

/// A number fact at its period.
#[derive(Clone, Copy)]
struct Figure {
    key: FactKey,
    answer: Answer<Ratio>,
    is_signed: bool,
}

impl Figure {
    const fn floor(self) -> Interval {
        if self.is_signed { Interval::ANY } else { Interval::at_least(Ratio::ZERO) }
    }

    fn unanswered(self) -> Option<FactKey> {
        (self.answer == Answer::Unanswered).then_some(self.key)
    }
}

impl<'p> Case<'p, '_> {
    /// Where the measure lies.
    pub fn value(&self, measure: &'p Measure) -> Interval {
        self.measure(measure).value
    }

    pub(super) fn measure(&self, measure: &'p Measure) -> Measured<'p> {
        match measure {
            Measure::Fact(at) => self.single(*at),
            Measure::Sum(over) => self.sum(over),
            Measure::SumItems(sum) => self.sum_items(sum),
            Measure::Ratio(fraction) => self.ratio(fraction),
            Measure::Growth(span) => self.quotient(*span, Ratio::whole(-1)),
            Measure::Cagr(span) => self.quotient(*span, Ratio::ZERO),
            Measure::Mean(measures) => self.mean(measures),
            Measure::Count(filter) => {
                let (counted, is_open) = self.sift(filter);
                count(filter.list, counted, is_open)
            }
            Measure::CountTrue(conditions) => {
                let reasons: Vec<_> = conditions.iter().map(|condition| self.condition(condition)).collect();
                let least = reasons.iter().filter(|it| it.truth == Truth::Met).count();
                let most = reasons.iter().filter(|it| it.truth != Truth::Unmet).count();
                let mut measured = Measured::of(Interval { lo: Some(whole(least)), hi: Some(whole(most)) });
                measured.open = reasons.iter().flat_map(super::reason::Reason::open_facts).collect();
                measured.hold = reasons.iter().find_map(super::reason::Reason::first_hold);
                measured
            }
            Measure::YearsFull(years) => self.years_full(*years),
        }
    }

    /// The calendar key of a fact at a period.
    pub fn key(&self, at: FactAt) -> FactKey {
        let year = at.at.map(|period| period.year(self.filing.as_of.year()));
        FactKey { fact: at.fact, year }
    }

    fn figure(&self, at: FactAt) -> Figure {
        let key = self.key(at);
        let fact = self.catalog.fact(at.fact);
        let is_percent = fact.is_some_and(|fact| fact.kind == Kind::Percent);
        let answer = match self.facts.number(key) {
            Answer::Known(number) if is_percent => Answer::Known(number.ratio().times(Ratio::new(1, 100))),
            Answer::Known(number) => Answer::Known(number.ratio()),
            Answer::NotApplicable => Answer::NotApplicable,
            Answer::Unanswered => Answer::Unanswered,
        };
        Figure { key, answer, is_signed: fact.is_some_and(|fact| fact.signed) }
    }

    fn single(&self, at: FactAt) -> Measured<'p> {
        let figure = self.figure(at);
        match figure.answer {
            Answer::Known(value) => Measured::of(Interval::exactly(value)),
            Answer::NotApplicable => {
                Measured { hold: Some(Hold::NotApplicable(figure.key)), ..Measured::of(figure.floor()) }
            }
            Answer::Unanswered => Measured::open(figure.floor(), [figure.key]),
        }
    }

    /// The known part is a lower bound.
    fn sum(&self, over: &FactOver) -> Measured<'p> {
        let mut all = Measured::of(Interval::exactly(Ratio::ZERO));
        for period in &over.at {
            let figure = self.figure(FactAt { fact: over.fact, at: Some(*period) });
            let part = match figure.answer {
                Answer::Known(value) => Interval::exactly(value),
                Answer::NotApplicable | Answer::Unanswered => figure.floor(),
            };
            if figure.answer == Answer::NotApplicable {
                all.hold = Some(Hold::NotApplicable(figure.key));
            }
            all.value = all.value.plus(part);
            all.open.extend(figure.unanswered().map(Open::Fact));
        }
        all
    }

    fn sum_items(&self, sum: &'p SumItems) -> Measured<'p> {
        let (counted, is_open) = self.sift(&sum.filter);
        let items = self.facts.list(sum.filter.list).map_or(&[][..], |list| &list.items);
        let mut all = Measured::of(Interval::exactly(Ratio::ZERO));
        for it in &counted {
            let amount = items.get(it.item).and_then(|item| item.number(sum.field));
            let hi = amount.map(crate::units::Decimal::ratio);
            let lo = if it.truth == Truth::Met { hi.unwrap_or(Ratio::ZERO) } else { Ratio::ZERO };
            if it.truth == Truth::Unmet {
                continue;
            }
            all.value = all.value.plus(Interval { lo: Some(lo), hi });
            all.open.extend(it.open.iter().copied());
            if amount.is_none() {
                all.open.push(Open::Field { list: sum.filter.list, item: it.item, field: sum.field });
            }
        }
        if is_open {
            all.value.hi = None;
            all.open.push(Open::List(sum.filter.list));
        }
        all.counted = counted;
        all
    }

    fn ratio(&self, fraction: &Fraction) -> Measured<'p> {
        let (num, den) = (self.figure(fraction.num), self.figure(fraction.den));
        if let Some(held) = by_zero(den) {
            return held;
        }
        let measured = match (num.answer, den.answer) {
            (Answer::Known(n), Answer::Known(d)) => exactly(n.over(d)),
            (Answer::Known(n), _) if n.is_zero() => Measured::of(Interval::exactly(Ratio::ZERO)),
            (Answer::Known(n), _) if n.is_negative() => {
                Measured::open(Interval { lo: None, hi: Some(Ratio::ZERO) }, den.unanswered())
            }
            _ => Measured::open(num.floor(), num.unanswered().into_iter().chain(den.unanswered())),
        };
        measured.held_by(num, den)
    }

    /// (to ÷ from) + `shift`: growth with −1, the quotient of compound growth with 0.
    fn quotient(&self, span: Span, shift: Ratio) -> Measured<'p> {
        let to = self.figure(FactAt { fact: span.fact, at: Some(span.to) });
        let from = self.figure(FactAt { fact: span.fact, at: Some(span.from) });
        if let Some(held) = by_zero(from) {
            return held;
        }
        let measured = match (to.answer, from.answer) {
            (Answer::Known(now), Answer::Known(then)) => {
                exactly(now.over(then).map(|quotient| quotient.plus(shift)))
            }
            (Answer::Known(now), _) if now.is_zero() => Measured::of(Interval::exactly(shift)),
            _ => Measured::open(
                Interval::at_least(shift),
                to.unanswered().into_iter().chain(from.unanswered()),
            ),
        };
        measured.held_by(to, from)
    }

    fn mean(&self, measures: &'p [Measure]) -> Measured<'p> {
        let mut all = Measured::of(Interval::exactly(Ratio::ZERO));
        for measure in measures {
            let part = self.measure(measure);
            if part.hold.is_some() && part.value == Interval::ANY {
                return Measured { counted: Vec::new(), ..part };
            }
            all.hold = all.hold.or(part.hold);
            all.value = all.value.plus(part.value);
            all.open.extend(part.open);
        }
        let parts = i128::try_from(measures.len()).unwrap_or(1);
        all.value = all.value.scaled(Ratio::new(1, parts));
        all
    }

    /// Decision 55: to the end of 31 December, so that n years are full when first day + n years is not after
    /// 1 January of the next year.
    fn years_full(&self, years: YearsFull) -> Measured<'p> {
        let end_year = years.to_end_of.year(self.filing.as_of.year()) + 1;
        let key = FactKey::timeless(years.since);
        match (self.facts.date(years.since), Date::new(end_year, 1, 1)) {
            (Answer::Known(first), Some(end)) => {
                let full = first.full_years_to(end).unwrap_or(0);
                Measured::of(Interval::exactly(Ratio::whole(i128::from(full))))
            }
            (Answer::NotApplicable, _) => Measured::held(Hold::NotApplicable(key)),
            (Answer::Known(_) | Answer::Unanswered, _) => {
                Measured::open(Interval::at_least(Ratio::ZERO), [key])
            }
        }
    }
}

/// What cannot be computed whatever else is answered: a quotient by zero (decision 4).
fn by_zero<'p>(den: Figure) -> Option<Measured<'p>> {
    let is_zero = matches!(den.answer, Answer::Known(d) if d.is_zero());
    is_zero.then(|| Measured::held(Hold::ZeroDenominator(den.key)))
}

fn exactly<'p>(value: Option<Ratio>) -> Measured<'p> {
    Measured::of(value.map_or(Interval::ANY, Interval::exactly))
}

fn count(list: FactId, counted: Vec<Counted<'_>>, is_open: bool) -> Measured<'_> {
    let least = counted.iter().filter(|it| it.truth == Truth::Met).count();
    let most = counted.iter().filter(|it| it.truth != Truth::Unmet).count();
    let hi = if is_open { None } else { Some(whole(most)) };
    let mut open: Vec<Open> = counted.iter().flat_map(|it| it.open.iter().copied()).collect();
    if is_open {
        open.push(Open::List(list));
    }
    Measured { value: Interval { lo: Some(whole(least)), hi }, open, hold: None, counted }
}

fn whole(count: usize) -> Ratio {
    Ratio::whole(i128::try_from(count).unwrap_or(i128::MAX))
}
