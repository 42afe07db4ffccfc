//! Answers: what does an assessment look like outside the program?
//!
//! Copies assessments into the public JSON, version 2 (docs/assessment.md explains it), for the command line and
//! for packages. Amounts, percentages and points are decimal texts beside their unit, never floating point.

use crate::assess::{
    self, Assessment, Counted, Hold, Interval, Judged, JudgedKind, Missing, Of, Open, Outcome, Reason,
    Relation, Scored, Truth, Verdict,
};
use crate::facts::{Answer, FactKey, Facts};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::held::Str;
use crate::policy::schema::{FactId, Mark, Measure, Route, Slot, Source};
use crate::units::{Quantity, Ratio, Unit};

/// The unit of every score.
const POINTS: &str = Unit::Points.sign();
/// What compound growth is measured in: one figure by another.
const QUOTIENT: &str = "倍";
/// The decimal places of a measured number.
const PLACES: u32 = 6;

/// The members of an object in the making.
type Members = Vec<(String, Json)>;

macro_rules! object {
    ({ $($key:literal : $value:expr),* $(,)? }) => {
        Json::Object(vec![$(($key.to_owned(), Json::from($value))),*])
    };
}

/// One tier's filing and what follows.
#[derive(Debug)]
pub struct Assessed<'p> {
    /// The tier's id.
    pub tier: &'p str,
    /// How and when.
    pub filing: assess::Filing,
    /// What follows.
    pub outcome: Outcome<'p>,
}

/// The public JSON of assessments of one enterprise: `{format, version, catalog, assessments, findings}`.
pub fn to_json(catalog: &Catalog, facts: &Facts, assessed: &[Assessed<'_>]) -> Json {
    let report = Report { catalog };
    let findings =
        assessed.first().map_or_else(Vec::new, |first| assess::findings(catalog, facts, first.filing));
    let findings: Vec<Json> = findings
        .iter()
        .map(|finding| {
            let about: Vec<&str> = finding.check.about.iter().map(|fact| report.fact_id(*fact)).collect();
            with_item(object!({ "id": &finding.check.id, "about": about }), finding.item)
        })
        .collect();
    object!({
        "format": "tidu-assessment",
        "version": 2,
        "catalog": catalog.digest(),
        "assessments": assessed.iter().map(|it| report.assessed(it)).collect::<Vec<_>>(),
        "findings": findings,
    })
}

/// The word of a route in public JSON and on the command line.
pub const fn route_word(route: Route) -> &'static str {
    match route {
        Route::New => "new",
        Route::Review => "review",
    }
}

/// The word of a verdict in public JSON.
pub const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Meets => "meets",
        Verdict::FallsShort => "falls-short",
        Verdict::Undetermined => "undetermined",
    }
}

/// The word of a truth in public JSON.
pub const fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "met",
        Truth::Unmet => "unmet",
        Truth::Unknown => "unknown",
    }
}

/// The sign of a confidence mark.
pub const fn mark_sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Agreed => "✔",
        Mark::Single => "○",
        Mark::Unconfirmed => "△",
    }
}

impl From<&Str> for Json {
    fn from(text: &Str) -> Self {
        Self::from(text.as_str())
    }
}

/// An open fact in public JSON: `{fact, year}`, `{fact, complete: false}` or `{fact, field, item}`.
pub fn open_json(catalog: &Catalog, open: Open) -> Json {
    Report { catalog }.open(open)
}

/// A citation in public JSON: `{instrument, citation, mark, choices}`.
pub fn source_json(catalog: &Catalog, source: &Source) -> Json {
    Report { catalog }.source(source)
}

/// A line in public JSON: how a number must stand, and to what.
pub fn line_json(relation: Relation, than: Quantity) -> Json {
    let than = format!("{} {}", than.number, than.unit.sign());
    Json::Object(vec![(relation_word(relation).to_owned(), Json::from(than))])
}

struct Report<'c> {
    catalog: &'c Catalog,
}

impl Report<'_> {
    fn assessed(&self, assessed: &Assessed<'_>) -> Json {
        let mut out = Members::new();
        add(&mut out, "tier", assessed.tier);
        add(&mut out, "route", route_word(assessed.filing.route));
        add(&mut out, "on", assessed.filing.as_of.to_string());
        match &assessed.outcome {
            Outcome::Assessed(assessment) => self.assessment(assessment, &mut out),
            Outcome::NotInProgram(pending, _) => {
                add(&mut out, "status", "not-in-program");
                add(&mut out, "standard", &pending.id);
            }
            Outcome::NotCovered => {
                add(&mut out, "status", "not-covered");
            }
        }
        Json::Object(out)
    }

    fn assessment(&self, it: &Assessment<'_>, out: &mut Members) {
        let mut includes: Vec<&str> = it.includes.iter().map(|file| file.id.as_str()).collect();
        includes.extend(it.standard.definitions.as_deref());
        includes.extend(it.size.as_ref().map(|size| size.by.id.as_str()));
        let reliefs: Vec<Json> = it
            .reliefs
            .iter()
            .map(|relieved| {
                object!({
                    "id": &relieved.relief.id,
                    "kind": if relieved.is_exemption { "exemption" } else { "fast-track" },
                    "replaces": relieved.relief.replaces.iter().map(Str::as_str).collect::<Vec<_>>(),
                    "truth": truth_word(relieved.reason.truth),
                    "source": self.source(&relieved.relief.source),
                    "reason": self.reason(&relieved.reason),
                })
            })
            .collect();
        add(out, "status", "assessed");
        add(out, "standard", &it.standard.id);
        add(out, "edition", &it.standard.edition.zh);
        add(out, "applies", self.source(&it.applies.source));
        add(out, "includes", includes);
        add(out, "verdict", verdict_word(it.verdict));
        add(out, "criteria", it.criteria.iter().map(|one| self.judged(one, it)).collect::<Json>());
        if let Some(score) = &it.score {
            add(out, "score", self.score(score, it.score_standing));
        }
        add(out, "reliefs", Json::Array(reliefs));
        add(out, "missing", it.missing.iter().map(|one| self.missing(one)).collect::<Json>());
        add(out, "open", it.open.iter().map(|one| self.missing(one)).collect::<Json>());
        if let Some(size) = &it.size {
            let classes: Vec<&str> = size.possible.iter().map(|class| class.id.as_str()).collect();
            let row = size.row.map(|row| row.id.as_str());
            add(out, "size", object!({ "standard": &size.by.id, "row": row, "classes": classes }));
        }
        let advised: Vec<&str> = it.advised.iter().map(|guard| guard.id.as_str()).collect();
        add(out, "advised", advised);
    }

    fn judged(&self, judged: &Judged<'_>, of: &Assessment<'_>) -> Json {
        let (kind, parent) = match judged.kind {
            JudgedKind::Criterion => ("condition", None),
            JudgedKind::Part(parent) => ("part", of.criteria.get(parent).map(|parent| parent.id)),
            JudgedKind::Guard => ("guard", None),
        };
        let mut out = Members::new();
        add(&mut out, "id", judged.id);
        add(&mut out, "from", &judged.from.id);
        add(&mut out, "kind", kind);
        if let Some(parent) = parent {
            add(&mut out, "parent", parent);
        }
        if let Some(item) = judged.item {
            add(&mut out, "item", &item.zh);
        }
        add(&mut out, "truth", truth_word(judged.reason.truth));
        add(&mut out, "standing", truth_word(judged.standing));
        if !judged.relieved_by.is_empty() {
            add(&mut out, "relieved_by", judged.relieved_by.clone());
        }
        if let Some(guard) = judged.suspended_by {
            add(&mut out, "suspended_by", &guard.id);
        }
        add(&mut out, "source", self.source(judged.source));
        add(&mut out, "reason", self.reason(&judged.reason));
        Json::Object(out)
    }

    fn score(&self, score: &Scored<'_>, standing: Truth) -> Json {
        let group = |it: &assess::ScoredGroup<'_>| {
            object!({ "id": &it.group.id, "unit": POINTS, "lo": points(it.lo), "hi": points(it.hi),
                "full": points(it.group.full), "floor": it.group.floor.map(points), "truth": truth_word(it.truth), "source": self.source(&it.group.source) })
        };
        let indicator = |it: &assess::ScoredIndicator<'_>| {
            object!({ "id": &it.indicator.id, "group": &it.indicator.group, "unit": POINTS,
                "lo": points(it.points.lo()), "hi": points(it.points.hi()), "full": points(it.indicator.full),
                "source": self.source(&it.indicator.source),
                "reasons": it.reasons.iter().map(|reason| self.reason(reason)).collect::<Vec<_>>() })
        };
        object!({
            "id": &score.score.id,
            "unit": POINTS,
            "lo": points(score.lo),
            "hi": points(score.hi),
            "pass": points(score.score.pass),
            "full": points(score.score.full),
            "total": truth_word(score.total),
            "truth": truth_word(score.truth),
            "standing": truth_word(standing),
            "source": self.source(&score.score.source),
            "groups": score.groups.iter().map(group).collect::<Vec<_>>(),
            "indicators": score.indicators.iter().map(indicator).collect::<Vec<_>>(),
        })
    }

    fn source(&self, source: &Source) -> Json {
        let instrument = self.catalog.instrument(&source.instrument).map(|it| it.short.zh.as_str());
        let mut out = Members::new();
        add(&mut out, "instrument", &source.instrument);
        add(&mut out, "citation", format!("{}{}", instrument.unwrap_or_default(), source.article));
        add(&mut out, "mark", mark_sign(source.mark));
        if !source.choices.is_empty() {
            let choices: Vec<u32> = source.choices.iter().map(|number| u32::from(*number)).collect();
            add(&mut out, "choices", choices);
        }
        Json::Object(out)
    }

    fn reason(&self, reason: &Reason<'_>) -> Json {
        let mut out = Members::new();
        add(&mut out, "truth", truth_word(reason.truth));
        match &reason.of {
            Of::All => add(&mut out, "all", true),
            Of::Any => add(&mut out, "any", true),
            Of::Compare { measure, value, relation, than, counted } => {
                add(
                    &mut out,
                    relation_word(*relation),
                    Json::from(format!("{} {}", than.number, than.unit.sign())),
                );
                self.measured(&mut out, measure, *value);
                items(&mut out, counted);
            }
            Of::Measured { measure, value, counted } => {
                self.measured(&mut out, measure, *value);
                items(&mut out, counted);
            }
            Of::Flag { fact, wanted, stated } => {
                add(&mut out, "fact", self.fact_id(*fact));
                add(&mut out, "wanted", *wanted);
                add(&mut out, "stated", stated_flag(*stated));
            }
            Of::Judged { fact, stated } => {
                add(&mut out, "judgement", self.fact_id(*fact));
                add(&mut out, "stated", stated_flag(*stated));
            }
            Of::Choice { fact, .. } | Of::Slot(Slot { points: fact, .. }) => {
                add(&mut out, "fact", self.fact_id(*fact));
            }
            Of::None { filter, counted } => {
                add(&mut out, "none_of", self.fact_id(filter.list));
                items(&mut out, counted);
            }
            Of::Class(size) => {
                let classes: Vec<&str> = size.possible.iter().map(|class| class.id.as_str()).collect();
                add(&mut out, "row", size.row.map(|row| &row.id));
                add(&mut out, "classes", classes);
            }
            Of::Holds(definition) => add(&mut out, "definition", &definition.id),
        }
        if !reason.open.is_empty() {
            add(&mut out, "open", reason.open.iter().map(|open| self.open(*open)).collect::<Json>());
        }
        if let Some(hold) = reason.hold {
            add(&mut out, "hold", self.hold(hold));
        }
        if !reason.parts.is_empty() {
            add(&mut out, "parts", reason.parts.iter().map(|part| self.reason(part)).collect::<Json>());
        }
        Json::Object(out)
    }

    /// Where a measured number lies, in its unit; exactly, too, where six decimal places do not say it.
    fn measured(&self, out: &mut Members, measure: &Measure, value: Interval) {
        let (unit, scale) = match (measure, self.catalog.unit(measure)) {
            (Measure::Cagr(_), _) => (QUOTIENT, 1),
            (_, Unit::Percent) => (Unit::Percent.sign(), 100),
            (_, unit) => (unit.sign(), 1),
        };
        let scaled = |end: Ratio| end.times(Ratio::whole(scale));
        let value = Interval { lo: value.lo.map(scaled), hi: value.hi.map(scaled) };
        add(out, "value", ends(value, decimal));
        add(out, "unit", unit);
        let is_said = |end: Option<Ratio>| end.is_none_or(|end| end.is_exact_at(PLACES));
        if !is_said(value.lo) || !is_said(value.hi) {
            add(out, "exact", ends(value, fraction));
        }
        add(out, "measure", measure.word());
    }

    fn hold(&self, hold: Hold) -> Json {
        match hold {
            Hold::ZeroDenominator(key) => object!({ "why": "zero-denominator", "fact": self.key(key) }),
            Hold::NotApplicable(key) => object!({ "why": "not-applicable", "fact": self.key(key) }),
            Hold::Judgement(fact) => object!({ "why": "judgement", "fact": self.fact_id(fact) }),
            Hold::NoClass => object!({ "why": "a-person-must-classify" }),
        }
    }

    fn missing(&self, missing: &Missing) -> Json {
        self.open(missing.fact)
    }

    fn open(&self, open: Open) -> Json {
        match open {
            Open::Fact(key) => self.key(key),
            Open::List(list) => object!({ "fact": self.fact_id(list), "complete": false }),
            Open::Field { list, item, field } => {
                let field =
                    self.catalog.fact(list).and_then(|fact| fact.field(field)).map(|field| field.id.as_str());
                with_item(object!({ "fact": self.fact_id(list), "field": field }), Some(item))
            }
        }
    }

    fn key(&self, key: FactKey) -> Json {
        match key.year {
            Some(year) => object!({ "fact": self.fact_id(key.fact), "year": year }),
            None => object!({ "fact": self.fact_id(key.fact) }),
        }
    }

    fn fact_id(&self, fact: FactId) -> &str {
        self.catalog.fact(fact).map_or("", |fact| &fact.id)
    }
}

fn items(out: &mut Members, counted: &[Counted<'_>]) {
    if counted.is_empty() {
        return;
    }
    let one = |it: &Counted<'_>| {
        let within = it.because.and_then(|because| because.within).map(|definition| definition.id.as_str());
        object!({ "item": it.item, "truth": truth_word(it.truth), "because": within })
    };
    add(out, "items", counted.iter().map(one).collect::<Json>());
}

fn add(out: &mut Members, key: &str, value: impl Into<Json>) {
    out.push((key.to_owned(), value.into()));
}

fn with_item(mut object: Json, item: Option<usize>) -> Json {
    if let Some(item) = item {
        object.insert_new("item", Json::from(item));
    }
    object
}

const fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Ge => "ge",
        Relation::Gt => "gt",
        Relation::Le => "le",
        Relation::Lt => "lt",
    }
}

fn stated_flag(stated: Answer<bool>) -> Json {
    match stated {
        Answer::Known(flag) => Json::from(flag),
        Answer::NotApplicable => Json::from("not-applicable"),
        Answer::Unanswered => Json::Null,
    }
}

/// Both ends, or a single text when they are equal.
fn ends(value: Interval, text: fn(Ratio) -> String) -> Json {
    match value.exact() {
        Some(exact) => Json::from(text(exact)),
        None => Json::from(vec![value.lo.map(text), value.hi.map(text)]),
    }
}

/// The number with at most six decimal places, the rest cut off towards minus infinity.
fn decimal(value: Ratio) -> String {
    let text = value.floor_text(PLACES);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn points(points: u32) -> String {
    points.to_string()
}

fn fraction(value: Ratio) -> String {
    if value.denominator() == 1 {
        return value.numerator().to_string();
    }
    format!("{}/{}", value.numerator(), value.denominator())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::catalog::tests::without_specialized_2022;
    use crate::units::Date;

    #[test]
    fn a_version_that_is_not_held_is_told_by_name_and_without_a_verdict() {
        let catalog = without_specialized_2022();
        let filing = assess::Filing { route: Route::New, as_of: Date::parse("2026-03-31").unwrap() };
        let facts = Facts::default();
        let outcome = assess::assess_tier(&catalog, "specialized", &facts, filing);
        let assessed = Assessed { tier: "specialized", filing, outcome };
        let told = Report { catalog: &catalog }.assessed(&assessed).pretty();
        assert!(told.contains("\"status\": \"not-in-program\""), "{told}");
        assert!(told.contains("\"standard\": \"national/specialized/2022-08-01\""), "{told}");
        assert!(!told.contains("verdict"), "{told}");
    }
}
