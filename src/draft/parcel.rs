//! Answers: how does a draft come out of a package, and go into one?
//!
//! What this program does not know of a package stays with the draft, in store and out, until the next export.

use super::{Corner, Draft, ItemId};
use crate::document::{self, Unknown};
use crate::evidence::Evidence;
use crate::json::Json;
use crate::package::{ManifestRow, Package, Submission, Told};

/// The member under which a draft keeps rows of evidence that cannot be read.
const ROWS: &str = "evidence";

impl Corner {
    /// The place of something unknown in a document just read, whose items have the ids of their places.
    pub(super) fn of(corner: document::Corner) -> Option<Self> {
        corner.with_item(|_, at| u32::try_from(at).ok().map(ItemId)).map(Self::Part)
    }
}

impl Draft {
    /// A draft of what a package or a facts document states, with everything unknown in it.
    pub fn of_package(package: Package) -> Self {
        let Submission { document, evidence, events, members, rows, unknown } = package.submission;
        let mut draft = Self::of(document);
        let parts = unknown.into_iter().filter_map(|(corner, value)| Some((Corner::of(corner)?, value)));
        draft.aside.extend(parts);
        let (chosen, told): (Vec<_>, Vec<_>) = evidence.into_iter().partition(|row| !row.chosen.is_empty());
        // A row without a file or a note is no choice; what else it says stays as it is.
        let told = told.iter().filter(|row| !row.further.is_empty()).map(ManifestRow::to_json);
        let rows: Vec<Json> = told.chain(rows).collect();
        if !rows.is_empty() {
            draft.aside.insert(Corner::Package(ROWS.to_owned()), Json::Array(rows));
        }
        draft.events = events;
        draft.aside.extend(members.into_iter().map(|(key, value)| (Corner::Package(key), value)));
        for row in chosen {
            if !row.further.is_empty() {
                draft.aside.insert(Corner::Row(row.material.clone()), Json::Object(row.further));
            }
            draft.evidence.insert(row.material, row.chosen);
        }
        draft
    }

    /// What an export hands in: what is stated and chosen, and what an imported package said that this program does
    /// not know. `told` says the title and the conditions of a material; one that it does not know has its name.
    pub fn submission(&self, told: impl Fn(&str) -> Option<Told>) -> Submission {
        let place = |list, item| self.ids.get(&list)?.iter().position(|it| *it == item);
        let (document, events) = (self.document(), self.events.clone());
        let mut submission = Submission { document, events, ..Submission::default() };
        for (material, chosen) in self.evidence.iter() {
            submission.evidence.push(row(material, chosen, told(material)));
        }
        for (corner, value) in &self.aside {
            match (corner, value) {
                (Corner::Part(part), value) => {
                    let part: Option<Unknown> = part.clone().with_item(place).map(|it| (it, value.clone()));
                    submission.unknown.extend(part);
                }
                (Corner::Package(key), Json::Array(list)) if key == ROWS => submission.rows.clone_from(list),
                (Corner::Package(key), value) => submission.members.push((key.clone(), value.clone())),
                (Corner::Row(material), Json::Object(further)) => {
                    let row = submission.evidence.iter_mut().find(|row| row.material == *material);
                    if let Some(row) = row {
                        row.further.clone_from(further);
                    }
                }
                (Corner::Row(_) | Corner::Body(_) | Corner::Raw(_) | Corner::Evidence(_), _) => {}
            }
        }
        submission
    }
}

fn row(material: &str, chosen: &Evidence, told: Option<Told>) -> ManifestRow {
    let told = told.unwrap_or_else(|| Told { title: material.to_owned(), conditions: Vec::new() });
    let Told { title, conditions } = told;
    ManifestRow {
        material: material.to_owned(),
        title,
        conditions,
        chosen: chosen.clone(),
        further: Vec::new(),
    }
}
