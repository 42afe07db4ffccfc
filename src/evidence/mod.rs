//! Answers: which files did the user choose as evidence?
//!
//! Only their names, sizes and digests: a file itself stays where it is. Materials are named as `policy` names
//! them, with the calendar year where a year has its own (`audit-report.2025`); a name that this version of the
//! law does not know is kept as it is.

mod checklist;

pub use checklist::{Needed, NeededBy, Readiness, RuleKind, Tally, beyond, checklist, unproven};

use crate::json::Json;
use crate::table::Table;

/// The most files of one material.
pub const MOST_FILES: usize = 50;
/// The most bytes a file can have in a manifest: 2^53 - 1, the greatest whole number that every JSON reader keeps.
pub const MOST_FILE_BYTES: u64 = (1 << 53) - 1;
/// The longest name or note, in characters.
const MOST_CHARS: usize = 2_000;

/// What was chosen, by the name of the material.
pub type Manifest = Table<String, Evidence>;

/// What was chosen for one material.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The files in the order they were chosen.
    pub files: Vec<FileRecord>,
    /// A note by the user; may be empty.
    pub note: String,
}

/// A file as it was when it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// Its name, without a path.
    pub name: String,
    /// Its size in bytes, at most [`MOST_FILE_BYTES`].
    pub bytes: u64,
    /// The SHA-256 of its contents: 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// The name under which the files of a material, or of a year of it, are kept: `audit-report.2025`.
pub fn named(material: &str, year: Option<i32>) -> String {
    year.map_or_else(|| material.to_owned(), |year| format!("{material}.{year}"))
}

/// True when a file was chosen under this name.
pub fn has_file(manifest: &Manifest, name: &str) -> bool {
    manifest.get(name).is_some_and(|chosen| !chosen.files.is_empty())
}

impl Evidence {
    /// True when neither a file was chosen nor a note written.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.note.is_empty()
    }

    /// `{"files": [{"name": "...", "bytes": 123, "sha256": "..."}], "note": "..."}`.
    pub fn to_json(&self) -> Json {
        let file = |it: &FileRecord| {
            Json::Object(vec![
                ("name".to_owned(), Json::from(&it.name)),
                ("bytes".to_owned(), i64::try_from(it.bytes).map_or(Json::Null, Json::Int)),
                ("sha256".to_owned(), Json::from(&it.sha256)),
            ])
        };
        Json::Object(vec![
            ("files".to_owned(), self.files.iter().map(file).collect()),
            ("note".to_owned(), Json::from(&self.note)),
        ])
    }

    /// What [`Evidence::to_json`] wrote; `None` for anything else, a member more included.
    pub fn from_json(json: &Json) -> Option<Self> {
        let [(files_key, Json::Array(files)), (note_key, note)] = json.members()? else {
            return None;
        };
        if files_key != "files" || note_key != "note" || files.len() > MOST_FILES {
            return None;
        }
        let files = files.iter().map(FileRecord::from_json).collect::<Option<_>>()?;
        Some(Self { files, note: short(note.as_text()?)? })
    }
}

impl FileRecord {
    fn from_json(json: &Json) -> Option<Self> {
        let [(name_key, name), (bytes_key, bytes), (digest_key, digest)] = json.members()? else {
            return None;
        };
        if name_key != "name" || bytes_key != "bytes" || digest_key != "sha256" {
            return None;
        }
        let bytes = u64::try_from(bytes.as_int()?).ok().filter(|it| *it <= MOST_FILE_BYTES)?;
        let digest = digest.as_text().filter(|it| is_digest(it))?;
        Some(Self { name: short(name.as_text()?)?, bytes, sha256: digest.to_owned() })
    }
}

/// True for 64 lower-case hexadecimal digits.
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it))
}

fn short(text: &str) -> Option<String> {
    text.chars().nth(MOST_CHARS).is_none().then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    const DIGEST: &str = "0038e128a5ef5ba0b2a9e0e0c3a4f2c8b1c5a3f1d2e4b6a7988776655bac299b";

    #[test]
    fn a_choice_reads_back() {
        let file =
            FileRecord {
                name: "审计报告-2025.pdf".to_owned(), bytes: 6_501_171, sha256: DIGEST.to_owned()
            };
        let chosen = Evidence { files: vec![file], note: "第 12 页".to_owned() };
        assert_eq!(Evidence::from_json(&chosen.to_json()), Some(chosen));
    }

    #[test]
    fn anything_else_is_not_read() {
        let check = |text: &str, is_read: bool| {
            let read = json::read(text).ok().and_then(|json| Evidence::from_json(&json));
            assert_eq!(read.is_some(), is_read, "{text}");
        };
        let file = |bytes: &str, digest: &str| {
            format!(r#"{{"files":[{{"name":"a","bytes":{bytes},"sha256":"{digest}"}}],"note":""}}"#)
        };
        check(&file("9007199254740991", DIGEST), true);
        check(&file("9007199254740992", DIGEST), false);
        check(&file("-1", DIGEST), false);
        check(&file("1", &DIGEST[1..]), false);
        check(&file("1", &DIGEST.to_uppercase()), false);
        check(r#"{"files":[],"note":""}"#, true);
        check(r#"{"files":[],"note":"","by":""}"#, false);
        check(r#"{"note":"","files":[]}"#, false);
        check("[]", false);
    }
}
