//! Answers: what must one figure be for a measure to stand at a value, when the other figures are known?

use crate::assess::Filing;
use crate::facts::FactKey;
use crate::policy::schema::{FactAt, FactId, Measure, Period};
use crate::units::Ratio;

/// A figure as measures hold it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub key: FactKey,
    pub value: Ratio,
}

/// What a figure must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Solved {
    pub value: Ratio,
    /// The measure rises with the figure.
    pub rises: bool,
}

/// The figures a measure is made of, once each; none for one that counts or sums items.
pub(super) fn keys(of: &Measure, filing: Filing) -> Vec<FactKey> {
    let mut found = Vec::new();
    let mut add = |key| {
        if !found.contains(&key) {
            found.push(key);
        }
    };
    match of {
        Measure::Fact(at) => add(key(*at, filing)),
        Measure::Sum(over) => over.at.iter().for_each(|period| add(at(over.fact, *period, filing))),
        Measure::Ratio(fraction) => {
            add(key(fraction.den, filing));
            add(key(fraction.num, filing));
        }
        Measure::Growth(span) | Measure::Cagr(span) => {
            add(at(span.fact, span.from, filing));
            add(at(span.fact, span.to, filing));
        }
        Measure::Mean(parts) => parts.iter().flat_map(|part| keys(part, filing)).for_each(add),
        Measure::SumItems(_) | Measure::Count(_) | Measure::CountTrue(_) | Measure::YearsFull(_) => {}
    }
    found
}

/// What the figure under `key` must be for the measure to be `goal`; `None` where that cannot be worked out.
pub(super) fn solve(
    of: &Measure,
    goal: Ratio,
    sought: FactKey,
    known: &[Known],
    filing: Filing,
) -> Option<Solved> {
    let rising = |value| Some(Solved { value, rises: true });
    let falling = |value| Some(Solved { value, rises: false });
    let figure = |key: FactKey| known.iter().find(|it| it.key == key).map(|it| it.value);
    match of {
        Measure::Fact(_) => rising(goal),
        Measure::Sum(over) => {
            let others = over.at.iter().map(|period| at(over.fact, *period, filing));
            let others = others.filter(|key| *key != sought).map(figure);
            rising(others.sum_all().map(|sum| goal.minus(sum))?)
        }
        Measure::Ratio(fraction) if key(fraction.num, filing) == sought => {
            rising(figure(key(fraction.den, filing))?.times(goal))
        }
        Measure::Ratio(fraction) => falling(figure(key(fraction.num, filing))?.over(goal)?),
        Measure::Growth(span) | Measure::Cagr(span) => {
            let quotient = if matches!(of, Measure::Growth(_)) { goal.plus(Ratio::whole(1)) } else { goal };
            let (from, to) = (at(span.fact, span.from, filing), at(span.fact, span.to, filing));
            if to == sought {
                rising(figure(from)?.times(quotient))
            } else {
                falling(figure(to)?.over(quotient)?)
            }
        }
        Measure::Mean(parts) => {
            let count = i128::try_from(parts.len()).ok()?;
            let holds = |part: &&Measure| keys(part, filing).contains(&sought);
            let mut holding = parts.iter().filter(holds);
            // A figure that stands in two parts has no edge of its own.
            let (part, None) = (holding.next()?, holding.next()) else { return None };
            let others = parts.iter().filter(|it| !holds(it)).map(|it| value(it, known, filing));
            solve(part, goal.times(Ratio::whole(count)).minus(others.sum_all()?), sought, known, filing)
        }
        Measure::SumItems(_) | Measure::Count(_) | Measure::CountTrue(_) | Measure::YearsFull(_) => None,
    }
}

/// The value of a part of a mean.
fn value(of: &Measure, known: &[Known], filing: Filing) -> Option<Ratio> {
    let figure = |key: FactKey| known.iter().find(|it| it.key == key).map(|it| it.value);
    match of {
        Measure::Fact(at) => figure(key(*at, filing)),
        Measure::Ratio(fraction) => {
            figure(key(fraction.num, filing))?.over(figure(key(fraction.den, filing))?)
        }
        Measure::Growth(span) => {
            let quotient =
                figure(at(span.fact, span.to, filing))?.over(figure(at(span.fact, span.from, filing))?)?;
            Some(quotient.minus(Ratio::whole(1)))
        }
        Measure::Sum(_)
        | Measure::Cagr(_)
        | Measure::Mean(_)
        | Measure::SumItems(_)
        | Measure::Count(_)
        | Measure::CountTrue(_)
        | Measure::YearsFull(_) => None,
    }
}

fn key(it: FactAt, filing: Filing) -> FactKey {
    FactKey { fact: it.fact, year: it.at.map(|period| period.year(filing.as_of.year())) }
}

fn at(fact: FactId, period: Period, filing: Filing) -> FactKey {
    FactKey::of_year(fact, period.year(filing.as_of.year()))
}

/// The sum of numbers of which one may be missing.
trait SumAll {
    fn sum_all(self) -> Option<Ratio>;
}

impl<I: Iterator<Item = Option<Ratio>>> SumAll for I {
    fn sum_all(mut self) -> Option<Ratio> {
        self.try_fold(Ratio::ZERO, |sum, it| Some(sum.plus(it?)))
    }
}
