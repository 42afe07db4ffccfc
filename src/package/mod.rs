//! Answers: what does an exported package hold, and what does this package say?
//!
//! A package is a facts document with more beside it: who wrote it, when, what was filed, the units, the assessments
//! of all tiers, the manifest of the evidence, events, and a digest over all of it (docs/package.md). Version 2 is
//! written; every version ever written is read. What a later program added stays with the document and is written
//! back. Knows no clock: the day and the time are given. Must not know: where evidence is asked for.

mod file_name;
mod gaps;
mod row;
#[cfg(not(target_arch = "wasm32"))]
mod schema;

pub use file_name::file_name;
pub use gaps::{Gap, incomplete};
pub use row::{ManifestRow, Told};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::package_schema;

use crate::assess::{Filing, assess_tier};
use crate::digest::sha256_hex;
use crate::document::{
    self, Document, Expected, FILED, Fault, FaultKind, Format, PACKAGE_FORMAT, PACKAGE_VERSION, Unknown,
    route_id,
};
use crate::json::{self, Json};
use crate::policy::catalog::{Catalog, unit_of};
use crate::policy::schema::Kind;
use crate::report::{self, Assessed};
use crate::tracker;
use crate::units::Date;

/// The member with the digest.
const DIGEST: &str = "digest";
/// The algorithm, the canonical form and the extent of the digest, as the package states them.
const SEAL: [(&str, &str); 3] =
    [("algorithm", "SHA-256"), ("canonical", "RFC 8785"), ("of", "everything but this member")];

/// What goes into a package: everything that is not derived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// The facts and the filing.
    pub document: Document,
    /// The evidence, in the order it is to be listed.
    pub evidence: Vec<ManifestRow>,
    /// What happened, as it stands; `tracker` reads it.
    pub events: Vec<Json>,
    /// Members of the whole package that this program does not know.
    pub members: Vec<(String, Json)>,
    /// Rows of the evidence that this program cannot read.
    pub rows: Vec<Json>,
    /// What it does not know under the facts and the filing.
    pub unknown: Vec<Unknown>,
}

/// A package, or a facts document, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// What it is.
    pub format: Format,
    /// The day it was made, which stands for "today" in it; a facts document has none.
    pub made_on: Option<Date>,
    /// What it states.
    pub submission: Submission,
}

impl Submission {
    /// What is stated, and what follows for it from the events up to `day`: this is what is assessed.
    pub fn informed(&self, catalog: &Catalog, day: Date) -> Document {
        let facts = tracker::informed(catalog, &self.document.facts, &self.events, day).into_owned();
        Document { facts, filing: self.document.filing.clone() }
    }

    /// How many parts this program does not know; they are kept and written back.
    pub fn unknown_count(&self) -> usize {
        let further: usize = self.evidence.iter().map(|row| row.further.len()).sum();
        self.members.len() + self.rows.len() + self.unknown.len() + further
    }
}

/// The assessments of all tiers, each filed as the document says, else new and on `day`.
pub fn assess_all<'p>(catalog: &'p Catalog, document: &Document, day: Date) -> Vec<Assessed<'p>> {
    let tiers = catalog.tiers().iter();
    tiers
        .map(|tier| {
            let as_of = document.filing.date_for(&tier.id, day);
            let filing = Filing { route: document.filing.route_for(&tier.id), as_of };
            Assessed {
                tier: &tier.id,
                filing,
                outcome: assess_tier(catalog, &tier.id, &document.facts, filing),
            }
        })
        .collect()
}

/// The package of a submission, made on `day` at `time`: RFC 3339 with the offset, `2026-11-22T10:15:00+08:00`.
pub fn write(submission: &Submission, catalog: &Catalog, day: Date, time: &str) -> String {
    let mut package = unsealed(submission, catalog, day, time);
    let digest = seal(&package);
    package.insert_new(DIGEST, digest);
    package.pretty()
}

/// True of a package that is not too long to be read back. Only thousands of half-filled items make one that is.
pub const fn fits(text: &str) -> bool {
    text.len() <= json::MOST_BYTES
}

/// Everything but the digest.
fn unsealed(submission: &Submission, catalog: &Catalog, day: Date, time: &str) -> Json {
    let Submission { document, .. } = submission;
    let informed = submission.informed(catalog, day);
    let assessed = assess_all(catalog, &informed, day);
    let generator = [
        member("name", Json::from(env!("CARGO_PKG_NAME"))),
        member("version", Json::from(env!("CARGO_PKG_VERSION"))),
    ];
    let mut filing = document::write_filing(&document.filing);
    filing.insert_new(FILED, assessed.iter().map(filed).collect());
    let mut package = Json::Object(vec![
        member("format", Json::from(PACKAGE_FORMAT)),
        member("version", Json::Int(PACKAGE_VERSION)),
        member("generator", Json::Object(generator.into())),
        member("created", Json::from(time)),
        member("filing", filing),
        member("units", units(catalog)),
        member("facts", document::write_facts(&document.facts, catalog)),
        member("assessment", report::to_json(catalog, &informed.facts, &assessed)),
        member("evidence", row::write_all(&submission.evidence, &submission.rows)),
        member("events", Json::Array(submission.events.clone())),
    ]);
    for (corner, value) in &submission.unknown {
        corner.put_back(&mut package, value, catalog);
    }
    for (key, value) in submission.members.iter().filter(|(key, _)| key != DIGEST) {
        package.insert_new(key, value.clone());
    }
    package
}

/// A tier as it is filed: what is stated for it, else for all, else new and on the day of the package.
pub(crate) fn filed(assessed: &Assessed<'_>) -> Json {
    Json::Object(vec![
        member("tier", Json::from(assessed.tier)),
        member("route", Json::from(route_id(assessed.filing.route))),
        member("date", Json::from(assessed.filing.as_of.to_string())),
    ])
}

/// The unit of every number among the facts: by fact, of a field by list and field.
pub(crate) fn units(catalog: &Catalog) -> Json {
    let is_number = |kind| matches!(kind, Kind::Money | Kind::Percent | Kind::Points | Kind::Count);
    let mut units = Vec::new();
    for fact in catalog.groups().iter().flat_map(|group| &group.fact) {
        if is_number(fact.kind) {
            units.push(member(&fact.id, Json::from(fact.unit().sign())));
        }
        for field in fact.field.iter().filter(|field| is_number(field.kind)) {
            let unit = unit_of(field.kind, field.unit.as_deref());
            units.push(member(&format!("{}.{}", fact.id, field.id), Json::from(unit.sign())));
        }
    }
    Json::Object(units)
}

/// The member `digest` of a package that has none yet.
fn seal(unsealed: &Json) -> Json {
    let value = member("value", Json::from(digest_of(unsealed)));
    Json::Object(SEAL.iter().map(|(key, said)| member(key, Json::from(*said))).chain([value]).collect())
}

/// The SHA-256 of the canonical form (RFC 8785) of everything but the digest.
pub fn digest_of(package: &Json) -> String {
    let is_digested = |(key, _): &&(String, Json)| key != DIGEST;
    let rest = package.members().unwrap_or_default().iter().filter(is_digested).cloned();
    sha256_hex(Json::Object(rest.collect()).canonical().as_bytes())
}

/// What a package says its digest is; `None` where it says none, or in a way that is not this one.
pub(crate) fn stated_digest(package: &Json) -> Option<&str> {
    let digest = package.get(DIGEST)?;
    let is_ours = SEAL.iter().all(|(key, said)| digest.get(key).and_then(Json::as_text) == Some(said));
    digest.get("value")?.as_text().filter(|_| is_ours)
}

/// Reads a package of any version, or a facts document.
///
/// # Errors
/// The first place that is unusable, and why. Names that are unknown in a package are no fault, in a facts document
/// they are.
pub fn read(text: &str, catalog: &Catalog) -> Result<Package, Fault> {
    of_json(&json::read(text)?, catalog)
}

/// Reads a package of any version, or a facts document, already read as JSON.
pub(crate) fn of_json(json: &Json, catalog: &Catalog) -> Result<Package, Fault> {
    let mut submission = Submission::default();
    let (format, document) = document::stated(json, catalog, &mut submission.unknown)?;
    submission.document = document;
    if format == Format::Facts {
        return Ok(Package { format, made_on: None, submission });
    }
    for (key, value) in json.members().unwrap_or_default() {
        match key.as_str() {
            "format" | "version" | "generator" | "filing" | "units" | "facts" | "assessment" | DIGEST => {}
            "created" => drop(created(value)?),
            "evidence" if format == Format::Package(1) => {
                submission.rows.extend(list(key, value)?.iter().cloned());
            }
            "evidence" => row::read_all(list(key, value)?, &mut submission)?,
            "events" => submission.events.extend(list(key, value)?.iter().cloned()),
            _ => submission.members.push((key.clone(), value.clone())),
        }
    }
    let made_on = json.get("created").map(created).transpose()?;
    Ok(Package { format, made_on, submission })
}

/// The day at the beginning of a time.
fn created(value: &Json) -> Result<Date, Fault> {
    let fault = |why| Fault { place: "created".to_owned(), why };
    let text = value.as_text().ok_or_else(|| fault(FaultKind::WrongType(Expected::Text)))?;
    text.get(..10).and_then(Date::parse).ok_or_else(|| fault(FaultKind::NoDay))
}

fn list<'j>(key: &str, value: &'j Json) -> Result<&'j [Json], Fault> {
    match value {
        Json::Array(items) => Ok(items),
        Json::Null | Json::Bool(_) | Json::Int(_) | Json::Text(_) | Json::Object(_) => {
            Err(Fault { place: key.to_owned(), why: FaultKind::WrongType(Expected::Array) })
        }
    }
}

fn member(key: &str, value: Json) -> (String, Json) {
    (key.to_owned(), value)
}
