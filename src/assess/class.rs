//! Answers: which row of the size standard is the enterprise in, and which classes are still possible?
//!
//! Standards 8.2: from the highest class down, the first whose lower limits are all reached; a value on a limit
//! belongs to the larger class. Open figures leave a set of classes; the condition is decided as soon as all of
//! them, or none of them, are wanted.

use crate::facts::{Answer, FactKey};
use crate::policy::held::List;
use crate::policy::schema::{Choice, Classification, Limit, Prefix, SizeRow};
use crate::units::Ratio;

use super::Case;
use super::reason::Open;

/// Where the enterprise stands in a classification.
#[derive(Clone, Debug)]
pub struct Classed<'p> {
    /// The classification.
    pub by: &'p Classification,
    /// The industry code as stated.
    pub code: Option<String>,
    /// The prefix that decides.
    pub prefix: Option<&'p Prefix>,
    /// The row; `None`: no code, or a person must classify.
    pub row: Option<&'p SizeRow>,
    /// Classes still possible, from high to low; all of them without a row.
    pub possible: Vec<&'p Choice>,
    /// Open figures while more than one class is possible.
    pub open: Vec<Open>,
}

impl<'p> Case<'p, '_> {
    /// Where the enterprise stands in the classification.
    pub fn classify(&self, by: &'p Classification) -> Classed<'p> {
        let code = self.facts.text(by.code).map(str::to_owned);
        let prefix = code.as_deref().and_then(|code| longest(by, code));
        let row_id = prefix.and_then(|prefix| prefix.row.as_deref());
        let row = row_id.and_then(|id| by.row.iter().find(|row| row.id == id));
        let mut classed =
            Classed { by, code, prefix, row, possible: by.class.iter().collect(), open: Vec::new() };
        let Some(row) = row else {
            if classed.code.is_none() {
                classed.open.push(Open::Fact(FactKey::timeless(by.code)));
            }
            return classed;
        };
        let figures = self.figures(row);
        classed.possible = possible(by, row, &figures);
        if classed.possible.len() > 1 {
            classed.open = figures
                .iter()
                .filter(|figure| figure.is_unanswered)
                .map(|figure| Open::Fact(figure.key))
                .collect();
        }
        classed
    }

    fn figures(&self, row: &SizeRow) -> Vec<Figure> {
        let mut figures: Vec<Figure> = Vec::new();
        for limit in row.limits.values().flatten() {
            let key = FactKey::of_year(limit.fact, limit.at.year(self.filing.as_of.year()));
            if figures.iter().any(|figure| figure.key == key) {
                continue;
            }
            let answer = self.facts.number(key);
            let value = if let Answer::Known(number) = answer { Some(number.ratio()) } else { None };
            figures.push(Figure {
                key,
                limit: (limit.fact, limit.at),
                value,
                is_unanswered: answer == Answer::Unanswered,
            });
        }
        figures
    }
}

struct Figure {
    key: FactKey,
    limit: (crate::policy::schema::FactId, crate::policy::schema::Period),
    value: Option<Ratio>,
    is_unanswered: bool,
}

fn longest<'p>(by: &'p Classification, code: &str) -> Option<&'p Prefix> {
    let fit = |prefix: &&Prefix| {
        prefix.codes.iter().filter(|it| code.starts_with(it.as_str())).map(|it| it.len()).max()
    };
    by.prefix.iter().filter(|prefix| fit(prefix).is_some()).max_by_key(|prefix| fit(prefix))
}

/// The classes that some completion of the open figures reaches. Only the limits themselves (and less than all of
/// them) need to be tried: between two limits nothing changes.
fn possible<'p>(by: &'p Classification, row: &SizeRow, figures: &[Figure]) -> Vec<&'p Choice> {
    let mut trials: Vec<Vec<Ratio>> = vec![Vec::new()];
    for figure in figures {
        let values = figure.value.map_or_else(|| edges(row, figure), |value| vec![value]);
        trials = trials
            .iter()
            .flat_map(|trial| values.iter().map(move |value| trial.iter().copied().chain([*value]).collect()))
            .collect();
    }
    let reached: Vec<&str> = trials.iter().filter_map(|trial| class_of(by, row, figures, trial)).collect();
    by.class.iter().filter(|class| reached.contains(&class.id.as_str())).collect()
}

fn edges(row: &SizeRow, figure: &Figure) -> Vec<Ratio> {
    let limits = row.limits.values().flatten().filter(|limit| (limit.fact, limit.at) == figure.limit);
    let mut edges: Vec<Ratio> = limits.map(|limit| limit.ge.value()).collect();
    edges.push(Ratio::ZERO);
    edges
}

fn class_of<'p>(
    by: &'p Classification,
    row: &SizeRow,
    figures: &[Figure],
    trial: &[Ratio],
) -> Option<&'p str> {
    let value_of = |limit: &Limit| {
        let at = figures.iter().position(|figure| figure.limit == (limit.fact, limit.at))?;
        trial.get(at).copied()
    };
    let reaches = |class: &&Choice| {
        let limits = row.limits.get(&class.id).map_or(&[][..], List::as_slice);
        limits.iter().all(|limit| value_of(limit).is_some_and(|value| limit.ge.value() <= value))
    };
    by.class.iter().find(reaches).map(|class| class.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Filing;
    use crate::facts::{Facts, Stated, Value};
    use crate::policy::catalog::Catalog;
    use crate::policy::schema::{FactId, Period, Route};
    use crate::units::{Date, Decimal};

    /// The classes still possible in industry, and how many figures are asked for.
    fn industry(revenue: Option<i64>) -> (Vec<&'static str>, usize) {
        let catalog = Catalog::embedded();
        let filing = Filing { route: Route::New, as_of: Date::parse("2026-11-22").unwrap() };
        let year = Period::LastYear.year(2026);
        let mut facts = Facts::default();
        let code = Stated::Value(Value::Text("C3073".to_owned()));
        facts.set(FactKey::timeless(FactId::of("industry-code")), Some(code));
        let revenue = revenue.and_then(Decimal::whole).map(|it| Stated::Value(Value::Number(it)));
        facts.set(FactKey::of_year(FactId::of("revenue"), year), revenue);
        let standard = catalog.standard("national/innovative/2022-08-01").unwrap();
        let by = catalog.classification("national/size", filing.as_of).unwrap();
        let classed = Case { catalog, standard, facts: &facts, filing }.classify(by);
        (classed.possible.iter().map(|class| class.id.as_str()).collect(), classed.open.len())
    }

    #[test]
    fn figures_are_asked_for_only_while_more_than_one_class_is_possible() {
        // Standards 8.1, industry: revenue below 300 is micro whatever the persons; below 2000 medium is excluded.
        assert_eq!(industry(Some(299)), (vec!["micro"], 0));
        assert_eq!(industry(Some(1999)), (vec!["small", "micro"], 1));
        assert_eq!(industry(None), (vec!["large", "medium", "small", "micro"], 2));
    }
}
