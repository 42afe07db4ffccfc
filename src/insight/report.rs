//! Answers: what do the insights look like outside the program?
//!
//! The public JSON of `tidu-next`, `tidu-margin` and `tidu-compare`, version 1 each (docs/insight.md explains them), for
//! the command line. Numbers are decimal texts beside their unit.

use super::changed::Changed;
use super::margin::{Amount, Distance, Figure, Flip, Margin, RuleFlip, Sort, Stand, Way};
use super::next::{Asked, In, OpenCondition};
use crate::assess::{Assessment, Filing, Open, Outcome, Row, Rule};
use crate::draft::merge::{Difference, Step};
use crate::json::Json;
use crate::policy::catalog::{Catalog, unit_of};
use crate::policy::schema::{Choice, Fact, FieldId, Test, Turn};
use crate::report::{Assessed, line_json, open_json, route_word, source_json, truth_word, verdict_word};
use crate::units::Unit;

macro_rules! object {
    ({ $($key:literal : $value:expr),* $(,)? }) => {
        Json::Object(vec![$(($key.to_owned(), Json::from($value))),*])
    };
}

/// What two sides have in common in the public JSON: `versions`, `dates`, `documents` or `submitted`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// One filing under the law before the last change, or after the next one.
    Versions,
    /// One document on two days.
    Dates,
    /// Two documents.
    Documents,
    /// What was handed in, and what is stated now.
    Submitted,
}

impl Compared {
    /// The word in public JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Versions => "versions",
            Self::Dates => "dates",
            Self::Documents => "documents",
            Self::Submitted => "submitted",
        }
    }
}

impl Way {
    /// The word in public JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Less => "less",
            Self::More => "more",
        }
    }
}

impl Sort {
    /// The word in public JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Part => "part",
            Self::Relief => "relief",
            Self::Total => "total",
            Self::Floor => "floor",
            Self::Indicator => "indicator",
        }
    }
}

/// What became of a row, in public JSON.
pub const fn turn_word(row: &Row<'_, '_>) -> &'static str {
    match row {
        Row::Added(_) => "added",
        Row::Dropped(_) => "dropped",
        Row::Kept { turn, .. } => match turn {
            Turn::Same => "same",
            Turn::Stricter => "stricter",
            Turn::Looser => "looser",
            Turn::Changed => "changed",
            Turn::MadeHard => "made-hard",
            Turn::MadeScored => "made-scored",
        },
    }
}

/// The unit of a figure that is a number.
pub fn unit(catalog: &Catalog, figure: Figure) -> Unit {
    let field = |list, field: FieldId| {
        let field = catalog.fact(list)?.field(field)?;
        Some(unit_of(field.kind, field.unit.as_deref()))
    };
    match figure {
        Figure::Fact(key) => catalog.fact(key.fact).map_or(Unit::Items, Fact::unit),
        Figure::Field { list, field: id, .. } => field(list, id).unwrap_or(Unit::Items),
        Figure::Items(_) => Unit::Items,
    }
}

/// The public JSON of what comes next: `{format, version, catalog, tiers, next}`.
pub fn next_json(catalog: &Catalog, assessed: &[Assessed<'_>], next: &[Asked<'_>]) -> Json {
    let report = Report { catalog };
    object!({
        "format": "tidu-next",
        "version": 1,
        "catalog": catalog.digest(),
        "tiers": assessed.iter().map(|it| side(it.tier, it.filing, &it.outcome)).collect::<Vec<_>>(),
        "next": next.iter().map(|it| report.asked(it)).collect::<Vec<_>>(),
    })
}

/// The public JSON of margins: `{format, version, catalog, close, tiers, margins}`.
pub fn margin_json(catalog: &Catalog, assessed: &[Assessed<'_>], margins: &[Margin<'_>]) -> Json {
    let report = Report { catalog };
    let close = catalog.book().insight.close.below;
    object!({
        "format": "tidu-margin",
        "version": 1,
        "catalog": catalog.digest(),
        "close": format!("{} {}", close.number, close.unit.sign()),
        "tiers": assessed.iter().map(|it| side(it.tier, it.filing, &it.outcome)).collect::<Vec<_>>(),
        "margins": margins.iter().map(|it| report.margin(it)).collect::<Vec<_>>(),
    })
}

/// The public JSON of what changed: `{format, version, catalog, compared, answers, tiers}`. `answers` are those that
/// differ between two documents.
pub fn compare_json(
    catalog: &Catalog,
    compared: Compared,
    answers: &[Difference],
    changed: &[Changed<'_>],
) -> Json {
    let report = Report { catalog };
    object!({
        "format": "tidu-compare",
        "version": 1,
        "catalog": catalog.digest(),
        "compared": compared.word(),
        "answers": answers.iter().map(answer).collect::<Vec<_>>(),
        "tiers": changed.iter().map(|it| report.changed(it)).collect::<Vec<_>>(),
    })
}

/// What is filed for a tier, under which version, and what follows.
fn side(tier: &str, filing: Filing, outcome: &Outcome<'_>) -> Json {
    let (status, standard) = match outcome {
        Outcome::Assessed(it) => ("assessed", Some(it.standard.id.as_str())),
        Outcome::NotInProgram(pending, _) => ("not-in-program", Some(pending.id.as_str())),
        Outcome::NotCovered => ("not-covered", None),
    };
    let mut out = object!({
        "tier": tier,
        "route": route_word(filing.route),
        "on": filing.as_of.to_string(),
        "status": status,
        "standard": standard,
    });
    if let Outcome::Assessed(it) = outcome {
        out.insert_new("verdict", Json::from(verdict_word(it.verdict)));
        if let Some(score) = &it.score {
            out.insert_new("score", points(Some((score.lo, score.hi))));
        }
    }
    out
}

/// `{lo, hi, unit}`.
fn points(points: Option<(u32, u32)>) -> Json {
    let one = |(lo, hi): (u32, u32)| object!({ "lo": lo.to_string(), "hi": hi.to_string(), "unit": Unit::Points.sign() });
    Json::from(points.map(one))
}

fn answer(difference: &Difference) -> Json {
    let step = |step: &Step| match step {
        Step::Key(key) => Json::from(key),
        Step::Item(_) => Json::from(difference.nth),
    };
    let side = |side: &Option<Json>| side.clone().unwrap_or(Json::Null);
    object!({
        "place": difference.path.iter().map(step).collect::<Json>(),
        "before": side(&difference.ours),
        "after": side(&difference.theirs),
    })
}

struct Report<'c> {
    catalog: &'c Catalog,
}

impl Report<'_> {
    fn asked(&self, it: &Asked<'_>) -> Json {
        object!({
            "answer": open_json(self.catalog, it.fact),
            "settles": it.settles,
            "weight": it.weight,
            "left_for_last": it.is_last,
            "tiers": it.tiers.iter().map(|it| self.decides(it)).collect::<Vec<_>>(),
        })
    }

    fn decides(&self, it: &In<'_>) -> Json {
        let condition = |it: &OpenCondition<'_>| object!({ "id": it.id, "from": &it.from.id, "source": source_json(self.catalog, it.source) });
        let indicators: Vec<&str> = it.indicators.iter().map(|it| it.id.as_str()).collect();
        let reliefs: Vec<&str> = it.reliefs.iter().map(|it| it.id.as_str()).collect();
        object!({
            "tier": it.tier,
            "can_settle": it.can_settle,
            "conditions": it.conditions.iter().map(condition).collect::<Vec<_>>(),
            "indicators": indicators,
            "reliefs": reliefs,
            "points": it.points.to_string(),
            "unit": Unit::Points.sign(),
        })
    }

    fn margin(&self, it: &Margin<'_>) -> Json {
        let unit = match it.stated {
            Amount::Number(_) | Amount::Items(_) => unit(self.catalog, it.figure).sign(),
            Amount::Day(_) => DAYS,
        };
        let counted_by: Vec<&str> =
            it.counted_by.iter().flat_map(|filter| &filter.tests).filter_map(Test::named).collect();
        object!({
            "tier": it.tier,
            "of": self.figure(it.figure),
            "counted_by": counted_by,
            "stated": amount(it.stated),
            "way": it.way.word(),
            "distance": distance(it.distance()),
            "room": distance(it.room()),
            "unit": unit,
            "stays_at": amount(it.stays_at),
            "turns_at": amount(it.turns_at),
            "close": it.is_close,
            "turns": it.flips.iter().map(|it| self.flip(it)).collect::<Vec<_>>(),
        })
    }

    fn figure(&self, figure: Figure) -> Json {
        match figure {
            Figure::Fact(key) => open_json(self.catalog, Open::Fact(key)),
            Figure::Field { list, item, field } => open_json(self.catalog, Open::Field { list, item, field }),
            Figure::Items(list) => {
                let list = self.catalog.fact(list).map(|fact| fact.id.as_str());
                object!({ "fact": list, "items": true })
            }
        }
    }

    fn flip(&self, flip: &Flip<'_>) -> Json {
        let classes = |of: &[&Choice]| of.iter().map(|class| Json::from(class.id.as_str())).collect::<Json>();
        match flip {
            Flip::Verdict { from, to } => {
                object!({ "what": "verdict", "gains": flip.is_gain(),
                    "from": verdict_word(*from), "to": verdict_word(*to) })
            }
            Flip::Size { from, to } => {
                object!({ "what": "size", "from": classes(from), "to": classes(to) })
            }
            Flip::Rule(rule) => self.rule_flip(rule, flip.is_gain()),
        }
    }

    fn rule_flip(&self, rule: &RuleFlip<'_>, gains: Option<bool>) -> Json {
        let stand = |it: Stand| {
            let mut out = Json::Object(Vec::new());
            if let Some(standing) = it.standing {
                out.insert_new("standing", Json::from(truth_word(standing)));
            }
            if it.points.is_some() {
                out.insert_new("points", points(it.points));
            }
            out
        };
        object!({
            "what": rule.sort.word(),
            "gains": gains,
            "id": rule.id,
            "from_file": &rule.file.id,
            "from": stand(rule.from),
            "to": stand(rule.to),
            "line": rule.line.map(|(relation, than)| line_json(relation, than)),
            "source": source_json(self.catalog, rule.source),
        })
    }

    fn changed(&self, it: &Changed<'_>) -> Json {
        let rows = it.rows(self.catalog);
        let differing: Vec<Json> = rows.iter().filter(|row| row.differs()).map(|row| self.row(row)).collect();
        let same = rows.len() - differing.len();
        let shift = it.shift(self.catalog);
        let mut out = object!({
            "tier": it.tier,
            "before": side(it.tier, it.before, &it.was),
            "after": side(it.tier, it.after, &it.is),
        });
        if let Some((was, is)) = it.both() {
            out.insert_new("same_files", Json::from(files(was).eq(files(is))));
            out.insert_new(
                "shift",
                object!({ "lost": shift.lost, "gained": shift.gained, "reopened": shift.reopened,
                    "added": shift.added, "made_hard": shift.made_hard, "new_unmet": shift.new_unmet,
                    "dropped": shift.dropped }),
            );
            out.insert_new("rules", Json::from(differing));
            out.insert_new("same", Json::from(same));
        }
        out
    }

    fn row(&self, row: &Row<'_, '_>) -> Json {
        object!({
            "id": row.rule().id(),
            "became": turn_word(row),
            "before": row.older().map(|rule| self.rule(rule)),
            "after": row.newer().map(|rule| self.rule(rule)),
        })
    }

    fn rule(&self, rule: &Rule<'_, '_>) -> Json {
        object!({
            "from": &rule.file.id,
            "standing": rule.standing().map(truth_word),
            "points": points(rule.points()),
            "held": rule.is_held(),
            "source": source_json(self.catalog, rule.named().1),
        })
    }
}

/// The unit of distances between days.
const DAYS: &str = "天";

fn files<'a>(of: &'a Assessment<'_>) -> impl Iterator<Item = &'a str> {
    of.includes.iter().chain([&of.standard]).map(|file| file.id.as_str())
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::Number(number) => number.to_string(),
        Amount::Day(day) => day.to_string(),
        Amount::Items(count) => count.to_string(),
    }
}

fn distance(distance: Distance) -> String {
    match distance {
        Distance::Number(number) => number.to_string(),
        Distance::Days(count) | Distance::Items(count) => count.to_string(),
    }
}
