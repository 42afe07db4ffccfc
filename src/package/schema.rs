//! Answers: which documents are packages, said as a JSON Schema?
//!
//! Generated from the vocabulary for docs/package.schema.json, native only. Open where the reader is: members that
//! this version does not know are allowed wherever they survive a round trip.

use super::{DIGEST, SEAL};
use crate::document::{FILED, PACKAGE_FORMAT, PACKAGE_VERSION, facts_schema};
use crate::evidence::{MOST_FILE_BYTES, MOST_FILES};
use crate::json::{Json, MOST_INT};
use crate::policy::catalog::Catalog;

/// A package of the version that is written, as a JSON Schema (2020-12).
pub fn package_schema(catalog: &Catalog) -> Json {
    let facts = facts_schema(catalog);
    let part =
        |name: &str| facts.get("properties").and_then(|it| it.get(name)).map(opened).unwrap_or_default();
    let mut filing = part("filing");
    if let Some(properties) = filing.object("properties") {
        properties.insert_new(FILED, list_of(defined("filed")));
    }
    filing.insert_new("required", texts(&[FILED]));
    let properties = [
        ("format", constant(PACKAGE_FORMAT)),
        ("version", object(vec![("const", Json::Int(PACKAGE_VERSION))])),
        ("generator", with(vec![("name", text()), ("version", text())])),
        (
            "created",
            object(vec![("type", "string".into()), ("format", "date-time".into()), ("pattern", TIME.into())]),
        ),
        ("filing", filing),
        ("units", object(vec![("type", "object".into()), ("additionalProperties", text())])),
        ("facts", part("facts")),
        ("assessment", assessment()),
        ("evidence", list_of(defined("material"))),
        ("events", list_of(object(vec![("anyOf", Json::Array(vec![defined("event"), defined("any")]))]))),
        (DIGEST, digest()),
    ];
    let mut definitions = facts.get("$defs").map(opened).unwrap_or_default();
    for (name, schema) in definitions_of_packages() {
        definitions.insert_new(name, schema);
    }
    let mut schema = object(vec![
        ("$schema", "https://json-schema.org/draft/2020-12/schema".into()),
        ("$id", "urn:tidu:package:2".into()),
        ("title", "Tidu package, version 2".into()),
        ("description", DESCRIPTION.into()),
    ]);
    for (key, value) in with(properties.into()).members().unwrap_or_default() {
        schema.insert_new(key, value.clone());
    }
    schema.insert_new("additionalProperties", defined("any"));
    schema.insert_new("$defs", definitions);
    schema
}

const DESCRIPTION: &str = "What an enterprise states for its filings, what was chosen as evidence, and the \
    assessments that followed on the day it was made. Every amount, percentage and score is a decimal number written \
    as a string; its unit stands in `units` or beside it. No number has a fraction or lies beyond 2^53 - 1. Members \
    that are not named here may stand at the top, under `facts` and `filing`, in their tiers, items and years and in \
    the rows of `evidence`; readers keep them.";

/// RFC 3339 with whole seconds and an offset.
const TIME: &str =
    "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$";
const DECIMAL: &str = r"^-?[0-9]+(\.[0-9]{1,6})?$";
const FRACTION: &str = "^-?[0-9]+(/[0-9]+)?$";
const THRESHOLD: &str = r"^-?[0-9]+(\.[0-9]{1,6})? \S+$";
const POINTS: &str = "^[0-9]+$";

fn definitions_of_packages() -> Vec<(&'static str, Json)> {
    let whole = || {
        object(vec![
            ("type", "integer".into()),
            ("minimum", Json::Int(-MOST_INT)),
            ("maximum", Json::Int(MOST_INT)),
        ])
    };
    let any = object(vec![(
        "anyOf",
        Json::Array(vec![
            object(vec![("type", texts(&["null", "boolean", "string"]))]),
            whole(),
            list_of(defined("any")),
            object(vec![("type", "object".into()), ("additionalProperties", defined("any"))]),
        ]),
    )]);
    let filed = with(vec![("tier", text()), ("route", words(&["new", "review"])), ("date", defined("day"))]);
    vec![
        ("any", any),
        ("filed", filed),
        ("truth", words(&["met", "unmet", "unknown"])),
        ("points", pattern(POINTS)),
        ("material", material()),
        ("event", event()),
        ("one", one_tier()),
        ("criterion", criterion()),
        ("reason", reason()),
        ("score", score()),
    ]
}

fn material() -> Json {
    let most = i64::try_from(MOST_FILE_BYTES).unwrap_or(MOST_INT);
    let bytes =
        object(vec![("type", "integer".into()), ("minimum", Json::Int(0)), ("maximum", Json::Int(most))]);
    let file = with(vec![("name", text()), ("bytes", bytes), ("sha256", pattern("^[0-9a-f]{64}$"))]);
    let mut files = list_of(file);
    files.insert_new("maxItems", MOST_FILES.into());
    with(vec![
        ("material", text()),
        ("title", text()),
        ("conditions", list_of(with(vec![("tier", text()), ("rule", text())]))),
        ("files", files),
        ("note", text()),
    ])
}

/// What this version understands of `events`; anything else may stand there too.
fn event() -> Json {
    let optional = |mut schema: Json, further: Vec<(&str, Json)>| {
        if let Some(properties) = schema.object("properties") {
            for (name, it) in further {
                properties.insert_new(name, it);
            }
        }
        schema
    };
    let on = || ("on", defined("day"));
    let filed = |kind: Json| {
        let route = words(&["new", "review"]);
        vec![("application", text()), ("tier", text()), ("route", route), ("kind", kind), on()]
    };
    let plain = ["prepared", "submitted", "accepted", "announced", "returned", "rejected", "withdrawn"];
    let mut done = filed(constant("done"));
    done.extend([("step", text()), ("act", text())]);
    let title = |kind: &str| vec![("title", text()), ("kind", constant(kind)), on()];
    let mut recognised = title("recognised");
    recognised.push(("tier", text()));
    let why = words(&["misconduct", "no-longer-meets", "late-report"]);
    let year = object(vec![("type", "integer".into()), ("minimum", 1900.into()), ("maximum", 2199.into())]);
    let forms = vec![
        with(filed(words(&plain))),
        with(done),
        optional(with(recognised), vec![("until", defined("day"))]),
        optional(with(title("reviewed")), vec![("until", defined("day"))]),
        optional(with(title("revoked")), vec![("why", why)]),
        optional(with(vec![("kind", constant("updated")), on()]), vec![("year", year)]),
        with(vec![("kind", words(&["changed", "reported"])), on(), ("change", text())]),
        with(vec![("kind", words(&["incident", "complaint"])), on()]),
    ];
    object(vec![("anyOf", Json::Array(forms))])
}

fn assessment() -> Json {
    with(vec![
        ("format", constant("tidu-assessment")),
        ("version", object(vec![("const", Json::Int(2))])),
        ("catalog", pattern("^[0-9a-f]{16}$")),
        ("assessments", list_of(defined("one"))),
        ("findings", list_of(with(vec![("id", text()), ("about", list_of(text()))]))),
    ])
}

/// One tier: always how it is filed and what its state is, the rest where it is assessed.
fn one_tier() -> Json {
    let mut one = with(vec![
        ("tier", text()),
        ("route", words(&["new", "review"])),
        ("on", defined("day")),
        ("status", words(&["assessed", "not-in-program", "not-covered"])),
    ]);
    let assessed = with(vec![
        ("standard", text()),
        ("includes", list_of(text())),
        ("verdict", words(&["meets", "falls-short", "undetermined"])),
        ("criteria", list_of(defined("criterion"))),
        (
            "reliefs",
            list_of(with(vec![("id", text()), ("truth", defined("truth")), ("reason", defined("reason"))])),
        ),
    ]);
    let is_assessed = object(vec![("properties", object(vec![("status", constant("assessed"))]))]);
    one.insert_new("if", is_assessed);
    one.insert_new("then", assessed);
    if let Some(properties) = one.object("properties") {
        properties.insert_new("score", defined("score"));
    }
    one
}

fn criterion() -> Json {
    with(vec![
        ("id", text()),
        ("from", text()),
        ("kind", words(&["condition", "part", "guard"])),
        ("truth", defined("truth")),
        ("standing", defined("truth")),
        ("reason", defined("reason")),
    ])
}

/// A node of a reason; a measured value never stands without its unit.
fn reason() -> Json {
    let ends = |of: &str| {
        let end = object(vec![("type", texts(&["string", "null"])), ("pattern", of.into())]);
        let both = object(vec![
            ("type", "array".into()),
            ("items", end),
            ("minItems", 2_u32.into()),
            ("maxItems", 2_u32.into()),
        ]);
        object(vec![("anyOf", Json::Array(vec![pattern(of), both]))])
    };
    let threshold = || pattern(THRESHOLD);
    let mut reason = with(vec![("truth", defined("truth"))]);
    if let Some(properties) = reason.object("properties") {
        for (name, schema) in [
            ("value", ends(DECIMAL)),
            ("unit", text()),
            ("exact", ends(FRACTION)),
            ("ge", threshold()),
            ("gt", threshold()),
            ("le", threshold()),
            ("lt", threshold()),
            ("parts", list_of(defined("reason"))),
        ] {
            properties.insert_new(name, schema);
        }
    }
    reason.insert_new("dependentRequired", object(vec![("value", texts(&["unit", "measure"]))]));
    reason
}

fn score() -> Json {
    let bounds = || {
        vec![
            ("id", text()),
            ("unit", constant("分")),
            ("lo", defined("points")),
            ("hi", defined("points")),
            ("full", defined("points")),
        ]
    };
    let mut all = bounds();
    all.extend([
        ("pass", defined("points")),
        ("truth", defined("truth")),
        ("standing", defined("truth")),
        ("groups", list_of(with(bounds()))),
        ("indicators", list_of(with(bounds()))),
    ]);
    with(all)
}

fn digest() -> Json {
    let said = SEAL.iter().map(|(key, said)| (*key, constant(said)));
    with(said.chain([("value", pattern("^[0-9a-f]{64}$"))]).collect())
}

/// A closed schema with room for what it does not know.
fn opened(schema: &Json) -> Json {
    match schema {
        Json::Object(members) => {
            let is_of_years = members.iter().any(|(key, _)| key == "propertyNames");
            let open = |(key, value): &(String, Json)| match (key.as_str(), value) {
                ("additionalProperties", Json::Bool(false)) | ("propertyNames", _) => None,
                ("additionalProperties", value) if is_of_years => {
                    let years = object(vec![("^(19|20|21)[0-9]{2}$", opened(value))]);
                    Some(("patternProperties".to_owned(), years))
                }
                (_, value) => Some((key.clone(), opened(value))),
            };
            Json::Object(members.iter().filter_map(open).collect())
        }
        Json::Array(items) => items.iter().map(opened).collect(),
        Json::Null | Json::Bool(_) | Json::Int(_) | Json::Text(_) => schema.clone(),
    }
}

/// An object with at least these members.
fn with(properties: Vec<(&str, Json)>) -> Json {
    let required = properties.iter().map(|(key, _)| Json::from(*key)).collect();
    object(vec![("type", "object".into()), ("required", required), ("properties", object(properties))])
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn list_of(items: Json) -> Json {
    object(vec![("type", "array".into()), ("items", items)])
}

fn words(all: &[&str]) -> Json {
    object(vec![("enum", texts(all))])
}

fn constant(text: &str) -> Json {
    object(vec![("const", text.into())])
}

fn pattern(pattern: &str) -> Json {
    object(vec![("type", "string".into()), ("pattern", pattern.into())])
}

fn text() -> Json {
    object(vec![("type", "string".into())])
}

fn defined(name: &str) -> Json {
    object(vec![("$ref", format!("#/$defs/{name}").into())])
}

fn texts(all: &[&str]) -> Json {
    all.iter().map(|it| Json::from(*it)).collect()
}
