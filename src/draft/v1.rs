//! Answers: how is the body of a stored draft written in schema 1?
//!
//! `{"sample": false, "filing": {...}, "facts": {...}, "raw": {"revenue.2024": {"text": "约106", "why": "unreadable"}}}`,
//! the filing and the facts as in the facts document. Later programs of this schema add, where there is something to
//! say, `"name": "...", "archived": true, "evidence": {"audit-report.2025": {"files": [...], "note": "..."}}`, and of
//! a package its `"events"` under `"package"`, with what this program does not know of an imported one by member, and
//! `"rows"` by material. Shipped: it may gain members, it never changes otherwise (tests/drafts/v1.json). What this
//! program does not know in it is kept and written back where it stood.

use super::{Aside, Corner, Draft, Place, Raw, RawWhy};
use crate::document::{self, Document, Expected, Fault, FaultKind, Spot, facts_except, filing_except};
use crate::document::{write_facts, write_filing};
use crate::evidence::Evidence;
use crate::json::Json;
use crate::policy::catalog::Catalog;

/// What comes of a package.
pub(super) const PACKAGE: &str = "package";
/// The member of it with what happened, as a package has it.
pub(super) const EVENTS: &str = "events";

/// The body of a draft.
pub(super) fn write(draft: &Draft, catalog: &Catalog) -> Json {
    let raws = draft.raw.iter().filter_map(|(place, raw)| {
        let ids = place.list().and_then(|list| draft.ids.get(&list)).map(Vec::as_slice);
        let text = ("text".to_owned(), Json::text(&raw.text));
        let why = ("why".to_owned(), Json::text(why_id(raw.why)));
        Some((place.written(catalog, ids.unwrap_or_default())?, Json::Object(vec![text, why])))
    });
    let mut body = Json::Object(vec![
        ("sample".to_owned(), Json::Bool(draft.is_sample)),
        ("filing".to_owned(), write_filing(&draft.filing)),
        ("facts".to_owned(), write_facts(&draft.facts, catalog)),
        ("raw".to_owned(), Json::Object(raws.collect())),
    ]);
    if !draft.name.is_empty() {
        body.insert_new("name", Json::from(&draft.name));
    }
    if draft.is_archived {
        body.insert_new("archived", Json::Bool(true));
    }
    if !draft.evidence.is_empty() {
        let chosen = draft.evidence.iter().map(|(material, it)| (material.clone(), it.to_json()));
        body.insert_new("evidence", Json::Object(chosen.collect()));
    }
    if !draft.events.is_empty() {
        let events = (EVENTS.to_owned(), Json::Array(draft.events.clone()));
        body.insert_new(PACKAGE, Json::Object(vec![events]));
    }
    for (corner, value) in &draft.aside {
        put_back(&mut body, corner, value, draft, catalog);
    }
    body
}

/// Puts something unknown back where it stood, unless something known stands there now.
fn put_back(body: &mut Json, corner: &Corner, value: &Json, draft: &Draft, catalog: &Catalog) -> Option<()> {
    let (object, key) = match corner {
        Corner::Body(key) => (body, key),
        Corner::Part(part) => {
            let place = |list, item| draft.ids.get(&list)?.iter().position(|it| *it == item);
            return part.clone().with_item(place)?.put_back(body, value, catalog);
        }
        Corner::Raw(key) => (body.object("raw")?, key),
        Corner::Evidence(key) => (body.object("evidence")?, key),
        Corner::Package(key) => (body.object(PACKAGE)?, key),
        Corner::Row(key) => (body.object("rows")?, key),
    };
    object.insert_new(key, value.clone());
    Some(())
}

/// Reads a body.
///
/// # Errors
/// The place that makes it no body of a draft at all.
pub(super) fn read(body: &Json, catalog: &Catalog) -> Result<Draft, Fault> {
    let mut aside = Aside::default();
    let mut keep = |spot: Spot<'_>, value: &Json, _: Fault| {
        aside.extend(Corner::of(document::Corner::of(spot)).map(|corner| (corner, value.clone())));
        Ok(())
    };
    let facts = body.get("facts").ok_or_else(|| missing("body.facts"))?;
    let facts = facts_except(facts, catalog, &mut keep)?;
    let filing = body.get("filing").ok_or_else(|| missing("body.filing"))?;
    let filing = filing_except(filing, catalog, &mut keep)?;
    let mut draft = Draft::of(Document { facts, filing });
    draft.is_sample = body.get("sample") == Some(&Json::Bool(true));
    let raws =
        body.get("raw").map(|raw| raw.members().ok_or_else(|| not_an_object("body.raw"))).transpose()?;
    for (name, value) in raws.unwrap_or_default() {
        match Place::parse(name, catalog).filter(|place| draft.has(place)).zip(read_raw(value)) {
            Some(entry) => draft.raw.extend([entry]),
            None => aside.extend([(Corner::Raw(name.clone()), value.clone())]),
        }
    }
    let is_ours = |key: &str| matches!(key, "sample" | "filing" | "facts" | "raw");
    let others = body.members().unwrap_or_default().iter().filter(|(key, _)| !is_ours(key));
    for (key, value) in others {
        if read_newer(&mut draft, &mut aside, key, value).is_none() {
            aside.insert(Corner::Body(key.clone()), value.clone());
        }
    }
    draft.aside = aside;
    Ok(draft)
}

/// Reads a member that the first programs of this schema did not write; `None` leaves it aside.
fn read_newer(draft: &mut Draft, aside: &mut Aside, key: &str, value: &Json) -> Option<()> {
    match (key, value) {
        ("name", Json::Text(name)) => draft.name.clone_from(name),
        ("archived", Json::Bool(is_archived)) => draft.is_archived = *is_archived,
        ("evidence", Json::Object(chosen)) => {
            for (material, value) in chosen {
                match Evidence::from_json(value).filter(|it| !it.is_empty()) {
                    Some(it) => drop(draft.evidence.insert(material.clone(), it)),
                    None => drop(aside.insert(Corner::Evidence(material.clone()), value.clone())),
                }
            }
        }
        (PACKAGE, Json::Object(members)) => {
            for (key, value) in members {
                match value.items().filter(|_| key == EVENTS) {
                    Some(events) => draft.events = events.to_vec(),
                    None => drop(aside.insert(Corner::Package(key.clone()), value.clone())),
                }
            }
        }
        ("rows", Json::Object(rows)) => {
            aside.extend(rows.iter().map(|(material, value)| (Corner::Row(material.clone()), value.clone())));
        }
        _ => return None,
    }
    Some(())
}

fn read_raw(value: &Json) -> Option<Raw> {
    let why = value.get("why")?.as_text()?;
    let why = [RawWhy::Unreadable, RawWhy::UnitSlip].into_iter().find(|it| why_id(*it) == why)?;
    Some(Raw { text: value.get("text")?.as_text()?.to_owned(), why })
}

const fn why_id(why: RawWhy) -> &'static str {
    match why {
        RawWhy::Unreadable => "unreadable",
        RawWhy::UnitSlip => "unit",
    }
}

fn missing(place: &str) -> Fault {
    Fault { place: place.to_owned(), why: FaultKind::Missing }
}

fn not_an_object(place: &str) -> Fault {
    Fault { place: place.to_owned(), why: FaultKind::WrongType(Expected::Object) }
}
