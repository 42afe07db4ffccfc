//! Answers: what does the manifest of a package say of one material?
//!
//! Which conditions ask for a material, and what it is called, the caller says: the law of evidence is not known here.

use super::Submission;
use crate::document::{Expected, Fault, FaultKind};
use crate::evidence::Evidence;
use crate::json::Json;

/// What is said of a material by those who ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its title.
    pub title: String,
    /// Which conditions ask for it: the tier and the rule's id.
    pub conditions: Vec<(String, String)>,
}

/// A material with what was chosen for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManifestRow {
    /// Its name: `audit-report.2025`.
    pub material: String,
    /// Its title.
    pub title: String,
    /// Which conditions ask for it: the tier and the rule's id.
    pub conditions: Vec<(String, String)>,
    /// What was chosen.
    pub chosen: Evidence,
    /// Members of the row that this program does not know.
    pub further: Vec<(String, Json)>,
}

impl ManifestRow {
    /// `{"material", "title", "conditions": [{"tier", "rule"}], "files": [{"name", "bytes", "sha256"}], "note"}`.
    pub(crate) fn to_json(&self) -> Json {
        let text = |key: &str, text: &String| (key.to_owned(), Json::from(text));
        let condition =
            |(tier, rule): &(String, String)| Json::Object(vec![text("tier", tier), text("rule", rule)]);
        let mut row = Json::Object(vec![
            text("material", &self.material),
            text("title", &self.title),
            ("conditions".to_owned(), self.conditions.iter().map(condition).collect()),
        ]);
        let chosen = self.chosen.to_json();
        for (key, value) in chosen.members().unwrap_or_default().iter().chain(&self.further) {
            row.insert_new(key, value.clone());
        }
        row
    }

    /// A row; `None` for one of the right types that says more, or other things, than this program writes.
    fn from_json(row: &Json) -> Option<Self> {
        let mut read = Self::default();
        let mut chosen = [("files", Json::Null), ("note", Json::Null)];
        for (key, value) in row.members()? {
            match (key.as_str(), value) {
                ("material", Json::Text(name)) => read.material.clone_from(name),
                ("title", Json::Text(title)) => read.title.clone_from(title),
                ("conditions", Json::Array(all)) => {
                    read.conditions = all.iter().map(condition).collect::<Option<_>>()?;
                }
                ("files" | "note", value) => {
                    let part = chosen.iter_mut().find(|(name, _)| name == key)?;
                    part.1.clone_from(value);
                }
                _ => read.further.push((key.clone(), value.clone())),
            }
        }
        let chosen = chosen.map(|(key, value)| (key.to_owned(), value));
        read.chosen = Evidence::from_json(&Json::Object(chosen.into()))?;
        Some(read)
    }
}

fn condition(json: &Json) -> Option<(String, String)> {
    let [(tier_key, Json::Text(tier)), (rule_key, Json::Text(rule))] = json.members()? else {
        return None;
    };
    (tier_key == "tier" && rule_key == "rule").then(|| (tier.clone(), rule.clone()))
}

/// The member `evidence`: the rows, then those that could not be read, unless their material has a row now.
pub(super) fn write_all(rows: &[ManifestRow], unread: &[Json]) -> Json {
    let is_written = |row: &&Json| {
        let material = row.get("material").and_then(Json::as_text);
        material.is_some_and(|material| rows.iter().any(|row| row.material == material))
    };
    let unread = unread.iter().filter(|row| !is_written(row)).cloned();
    rows.iter().map(ManifestRow::to_json).chain(unread).collect()
}

/// Reads the member `evidence`.
///
/// # Errors
/// A row that is no object, or lacks a member or has one of another type.
pub(super) fn read_all(rows: &[Json], into: &mut Submission) -> Result<(), Fault> {
    for (at, row) in rows.iter().enumerate() {
        check(at, row)?;
        let read = ManifestRow::from_json(row);
        match read.filter(|read| into.evidence.iter().all(|it| it.material != read.material)) {
            Some(read) => into.evidence.push(read),
            None => into.rows.push(row.clone()),
        }
    }
    Ok(())
}

/// The types of the members that every row has.
fn check(at: usize, row: &Json) -> Result<(), Fault> {
    let fault = |place: String, why| Err(Fault { place, why });
    if row.members().is_none() {
        return fault(format!("evidence[{at}]"), FaultKind::WrongType(Expected::Object));
    }
    for (key, expected) in [
        ("material", Expected::Text),
        ("title", Expected::Text),
        ("conditions", Expected::Array),
        ("files", Expected::Array),
        ("note", Expected::Text),
    ] {
        let place = || format!("evidence[{at}].{key}");
        match (row.get(key), expected) {
            (None, _) => return fault(place(), FaultKind::Missing),
            (Some(Json::Text(_)), Expected::Text) | (Some(Json::Array(_)), Expected::Array) => {}
            (Some(_), expected) => return fault(place(), FaultKind::WrongType(expected)),
        }
    }
    Ok(())
}
