//! Answers: what does an assessment look like outside the program?
//!
//! Copies assessments into the public JSON, version 1 (docs/assessment.md explains it), for the command line and
//! for packages. Numbers are decimal texts or fractions, never floating point.

use serde_json::{Map, Value as Json, json};

use crate::assess::{
    self, Assessment, Counted, Hold, Interval, Judged, JudgedKind, Missing, Of, Open, Outcome, Reason,
    Relation, Scored, Truth, Verdict,
};
use crate::facts::{Answer, FactKey, Facts};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Mark, Route, Source};
use crate::units::Ratio;

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
            with_item(json!({ "id": finding.check.id, "about": about }), finding.item)
        })
        .collect();
    json!({
        "format": "tidu-assessment",
        "version": 1,
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

struct Report<'c> {
    catalog: &'c Catalog,
}

impl Report<'_> {
    fn assessed(&self, assessed: &Assessed<'_>) -> Json {
        let mut out = Map::new();
        out.insert("tier".into(), json!(assessed.tier));
        out.insert("route".into(), json!(route_word(assessed.filing.route)));
        out.insert("on".into(), json!(assessed.filing.as_of.to_string()));
        match &assessed.outcome {
            Outcome::Assessed(assessment) => self.assessment(assessment, &mut out),
            Outcome::NotInProgram(pending, _) => {
                out.insert("status".into(), json!("not-in-program"));
                out.insert("standard".into(), json!(pending.id));
            }
            Outcome::NotCovered => {
                out.insert("status".into(), json!("not-covered"));
            }
        }
        Json::Object(out)
    }

    fn assessment(&self, it: &Assessment<'_>, out: &mut Map<String, Json>) {
        let mut includes: Vec<&str> = it.includes.iter().map(|file| file.id.as_str()).collect();
        includes.extend(it.standard.definitions.as_deref());
        includes.extend(it.size.as_ref().map(|size| size.by.id.as_str()));
        let reliefs: Vec<Json> = it
            .reliefs
            .iter()
            .map(|relieved| {
                json!({
                    "id": relieved.relief.id,
                    "kind": if relieved.is_exemption { "exemption" } else { "fast-track" },
                    "replaces": relieved.relief.replaces,
                    "truth": truth_word(relieved.reason.truth),
                    "source": self.source(&relieved.relief.source),
                    "reason": self.reason(&relieved.reason),
                })
            })
            .collect();
        out.insert("status".into(), json!("assessed"));
        out.insert("standard".into(), json!(it.standard.id));
        out.insert("edition".into(), json!(it.standard.edition.zh));
        out.insert("applies".into(), self.source(&it.applies.source));
        out.insert("includes".into(), json!(includes));
        out.insert("verdict".into(), json!(verdict_word(it.verdict)));
        out.insert("criteria".into(), it.criteria.iter().map(|one| self.judged(one, it)).collect());
        if let Some(score) = &it.score {
            out.insert("score".into(), self.score(score, it.score_standing));
        }
        out.insert("reliefs".into(), Json::Array(reliefs));
        out.insert("missing".into(), it.missing.iter().map(|one| self.missing(one)).collect());
        out.insert("open".into(), it.open.iter().map(|one| self.missing(one)).collect());
        if let Some(size) = &it.size {
            let classes: Vec<&str> = size.possible.iter().map(|class| class.id.as_str()).collect();
            let row = size.row.map(|row| row.id.as_str());
            out.insert("size".into(), json!({ "standard": size.by.id, "row": row, "classes": classes }));
        }
        let advised: Vec<&str> = it.advised.iter().map(|guard| guard.id.as_str()).collect();
        out.insert("advised".into(), json!(advised));
    }

    fn judged(&self, judged: &Judged<'_>, of: &Assessment<'_>) -> Json {
        let (kind, parent) = match judged.kind {
            JudgedKind::Criterion => ("condition", None),
            JudgedKind::Part(parent) => ("part", of.criteria.get(parent).map(|parent| parent.id)),
            JudgedKind::Guard => ("guard", None),
        };
        let mut out = json!({
            "id": judged.id,
            "from": judged.from.id,
            "kind": kind,
            "truth": truth_word(judged.reason.truth),
            "standing": truth_word(judged.standing),
            "source": self.source(judged.source),
            "reason": self.reason(&judged.reason),
        });
        if let Some(out) = out.as_object_mut() {
            let mut add = |key: &str, value: Option<Json>| value.map(|value| out.insert(key.into(), value));
            add("item", judged.item.map(|item| json!(item.zh)));
            add("parent", parent.map(|parent| json!(parent)));
            add("relieved_by", (!judged.relieved_by.is_empty()).then(|| json!(judged.relieved_by)));
            add("suspended_by", judged.suspended_by.map(|guard| json!(guard.id)));
        }
        out
    }

    fn score(&self, score: &Scored<'_>, standing: Truth) -> Json {
        let group = |it: &assess::ScoredGroup<'_>| {
            json!({ "id": it.group.id, "lo": it.lo, "hi": it.hi, "full": it.group.full, "floor": it.group.floor,
                "truth": truth_word(it.truth), "source": self.source(&it.group.source) })
        };
        let indicator = |it: &assess::ScoredIndicator<'_>| {
            json!({ "id": it.indicator.id, "group": it.indicator.group, "lo": it.points.lo(), "hi": it.points.hi(),
                "full": it.indicator.full, "source": self.source(&it.indicator.source),
                "reasons": it.reasons.iter().map(|reason| self.reason(reason)).collect::<Vec<_>>() })
        };
        json!({
            "id": score.score.id,
            "lo": score.lo,
            "hi": score.hi,
            "pass": score.score.pass,
            "full": score.score.full,
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
        let mut out = json!({
            "instrument": source.instrument,
            "citation": format!("{}{}", instrument.unwrap_or_default(), source.article),
            "mark": mark_sign(source.mark),
        });
        if let Some(out) = out.as_object_mut() {
            if !source.choices.is_empty() {
                out.insert("choices".into(), json!(source.choices));
            }
        }
        out
    }

    fn reason(&self, reason: &Reason<'_>) -> Json {
        let mut out = Map::new();
        out.insert("truth".into(), json!(truth_word(reason.truth)));
        match &reason.of {
            Of::All => add(&mut out, "all", json!(true)),
            Of::Any => add(&mut out, "any", json!(true)),
            Of::Compare { measure, value, relation, than, counted } => {
                add(
                    &mut out,
                    relation_word(*relation),
                    json!(format!("{} {}", than.number, than.unit.sign())),
                );
                add(&mut out, "value", interval(*value));
                add(&mut out, "measure", json!(measure.word()));
                self.counted(&mut out, counted);
            }
            Of::Measured { measure, value, counted } => {
                add(&mut out, "value", interval(*value));
                add(&mut out, "measure", json!(measure.word()));
                self.counted(&mut out, counted);
            }
            Of::Flag { fact, wanted, stated } => {
                add(&mut out, "fact", json!(self.fact_id(*fact)));
                add(&mut out, "wanted", json!(wanted));
                add(&mut out, "stated", stated_flag(*stated));
            }
            Of::Judged { fact, stated } => {
                add(&mut out, "judgement", json!(self.fact_id(*fact)));
                add(&mut out, "stated", stated_flag(*stated));
            }
            Of::Choice { fact, .. } | Of::Slot(fact) => add(&mut out, "fact", json!(self.fact_id(*fact))),
            Of::None { filter, counted } => {
                add(&mut out, "none_of", json!(self.fact_id(filter.list)));
                self.counted(&mut out, counted);
            }
            Of::Class(classed) => {
                let classes: Vec<&str> = classed.possible.iter().map(|class| class.id.as_str()).collect();
                add(&mut out, "row", json!(classed.row.map(|row| &row.id)));
                add(&mut out, "classes", json!(classes));
            }
            Of::Holds(definition) => add(&mut out, "definition", json!(definition.id)),
        }
        if !reason.open.is_empty() {
            add(&mut out, "open", reason.open.iter().map(|open| self.open(*open)).collect());
        }
        if let Some(hold) = reason.hold {
            add(&mut out, "hold", self.hold(hold));
        }
        if !reason.parts.is_empty() {
            add(&mut out, "parts", reason.parts.iter().map(|part| self.reason(part)).collect());
        }
        Json::Object(out)
    }

    fn counted(&self, out: &mut Map<String, Json>, counted: &[Counted<'_>]) {
        if counted.is_empty() {
            return;
        }
        let one = |it: &Counted<'_>| {
            let within =
                it.because.and_then(|because| because.within).map(|definition| definition.id.as_str());
            json!({ "item": it.item, "truth": truth_word(it.truth), "because": within })
        };
        add(out, "items", counted.iter().map(one).collect());
    }

    fn hold(&self, hold: Hold) -> Json {
        match hold {
            Hold::ZeroDenominator(key) => json!({ "why": "zero-denominator", "fact": self.key(key) }),
            Hold::NotApplicable(key) => json!({ "why": "not-applicable", "fact": self.key(key) }),
            Hold::Judgement(fact) => json!({ "why": "judgement", "fact": self.fact_id(fact) }),
            Hold::NoClass => json!({ "why": "a-person-must-classify" }),
        }
    }

    fn missing(&self, missing: &Missing) -> Json {
        self.open(missing.fact)
    }

    fn open(&self, open: Open) -> Json {
        match open {
            Open::Fact(key) => self.key(key),
            Open::List(list) => json!({ "fact": self.fact_id(list), "complete": false }),
            Open::Field { list, item, field } => {
                let field =
                    self.catalog.fact(list).and_then(|fact| fact.field(field)).map(|field| field.id.as_str());
                with_item(json!({ "fact": self.fact_id(list), "field": field }), Some(item))
            }
        }
    }

    fn key(&self, key: FactKey) -> Json {
        match key.year {
            Some(year) => json!({ "fact": self.fact_id(key.fact), "year": year }),
            None => json!({ "fact": self.fact_id(key.fact) }),
        }
    }

    fn fact_id(&self, fact: FactId) -> &str {
        self.catalog.fact(fact).map_or("", |fact| &fact.id)
    }
}

fn add(out: &mut Map<String, Json>, key: &str, value: Json) {
    out.insert(key.to_owned(), value);
}

fn with_item(mut object: Json, item: Option<usize>) -> Json {
    if let (Some(object), Some(item)) = (object.as_object_mut(), item) {
        object.insert("item".into(), json!(item));
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
        Answer::Known(flag) => json!(flag),
        Answer::NotApplicable => json!("not-applicable"),
        Answer::Unanswered => Json::Null,
    }
}

/// Both ends as exact fractions "n/d" (or whole numbers); a single text when they are equal.
fn interval(value: Interval) -> Json {
    let end = |end: Option<Ratio>| end.map(fraction);
    match value.exact() {
        Some(exact) => json!(fraction(exact)),
        None => json!([end(value.lo), end(value.hi)]),
    }
}

fn fraction(value: Ratio) -> String {
    if value.denominator() == 1 {
        return value.numerator().to_string();
    }
    format!("{}/{}", value.numerator(), value.denominator())
}
