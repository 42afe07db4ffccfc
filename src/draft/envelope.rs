//! Answers: what stands around a stored draft, and can this program read it?
//!
//! `{"schema": 1, "revision": 7, "edits": 41, "writer": "...", "saved": "2026-09-08 14:03", "body": {...}}`.
//! The body is of the schema named; every schema ever shipped stays readable (tests/drafts).

use super::{Draft, v1};
use crate::document::{Expected, Fault, FaultKind};
use crate::json::{self, Json};
use crate::policy::catalog::Catalog;
use crate::store::Revision;

/// The schema that is written.
const SCHEMA: i64 = 1;

/// A draft as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// How often the record has been saved, this time included.
    pub revision: Revision,
    /// The page that saved it: a name of no meaning, new with every load of the page.
    pub writer: String,
    /// When it was saved, local time, `YYYY-MM-DD HH:MM`.
    pub saved: String,
    /// The draft.
    pub draft: Draft,
}

/// Why a stored text is no draft that this program reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftFault {
    /// A later version of this program wrote it. It stays where it is.
    Newer {
        /// The schema of that version.
        schema: u32,
    },
    /// It is damaged or something else. It is kept aside.
    Garbage(Fault),
}

/// The text to store.
pub fn encode(envelope: &Envelope, catalog: &Catalog) -> String {
    let member = |key: &str, value| (key.to_owned(), value);
    let json = Json::Object(vec![
        member("schema", Json::Int(SCHEMA)),
        member("revision", Json::Int(envelope.revision.0.into())),
        member("edits", Json::Int(envelope.draft.edits().into())),
        member("writer", Json::text(&envelope.writer)),
        member("saved", Json::text(&envelope.saved)),
        member("body", v1::write(&envelope.draft, catalog)),
    ]);
    json.pretty()
}

/// Reads a stored text.
///
/// # Errors
/// Why it is no draft that this program reads.
pub fn decode(text: &str, catalog: &Catalog) -> Result<Envelope, DraftFault> {
    let (revision, json) = head(text)?;
    let body = json.get("body").ok_or_else(|| garbage("body", FaultKind::Missing))?;
    let mut draft = v1::read(body, catalog).map_err(DraftFault::Garbage)?;
    draft.edits = json.get("edits").and_then(count).unwrap_or_default();
    Ok(Envelope { revision, writer: text_at(&json, "writer"), saved: text_at(&json, "saved"), draft })
}

/// The revision of a stored text and the page that saved it, without reading the draft in it.
///
/// # Errors
/// Why it is no draft that this program reads.
pub fn origin_of(text: &str) -> Result<(Revision, String), DraftFault> {
    head(text).map(|(revision, json)| (revision, text_at(&json, "writer")))
}

fn text_at(json: &Json, key: &str) -> String {
    json.get(key).and_then(Json::as_text).unwrap_or_default().to_owned()
}

fn head(text: &str) -> Result<(Revision, Json), DraftFault> {
    let json = json::read(text).map_err(|stop| DraftFault::Garbage(stop.into()))?;
    let number = |key| json.get(key).and_then(count);
    let schema =
        number("schema").ok_or_else(|| garbage("schema", FaultKind::WrongType(Expected::Integer)))?;
    if i64::from(schema) > SCHEMA {
        return Err(DraftFault::Newer { schema });
    }
    let revision =
        number("revision").ok_or_else(|| garbage("revision", FaultKind::WrongType(Expected::Integer)))?;
    if i64::from(schema) < SCHEMA {
        return Err(garbage("schema", FaultKind::OtherFormat));
    }
    if revision == 0 {
        return Err(garbage("revision", FaultKind::OtherFormat));
    }
    if json.get("body").and_then(Json::members).is_none() {
        return Err(garbage("body", FaultKind::WrongType(Expected::Object)));
    }
    Ok((Revision(revision), json))
}

fn count(json: &Json) -> Option<u32> {
    json.as_int().and_then(|int| u32::try_from(int).ok())
}

fn garbage(place: &str, why: FaultKind) -> DraftFault {
    DraftFault::Garbage(Fault { place: place.to_owned(), why })
}
