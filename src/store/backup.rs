//! Answers: how do all records of a browser travel in one file?
//!
//! `{"format": "tidu-backup", "version": 1, "created": "...", "records": [{"key": "draft/own", "text": "..."}]}`: every
//! record word for word, what could not be read included. Reading checks the frame only; each record is then read
//! as the store's own.

use super::Key;
use crate::document::{Expected, Fault, FaultKind};
use crate::json::{self, Json};

/// What `format` says in a backup.
const FORMAT: &str = "tidu-backup";
const VERSION: i64 = 1;
/// The longest backup that is read, in bytes: 64 MiB.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The backup of these records, made at `time`.
pub fn write(records: &[(Key, String)], time: &str) -> String {
    let record = |(key, text): &(Key, String)| {
        Json::Object(vec![
            ("key".to_owned(), Json::from(key.to_string())),
            ("text".to_owned(), Json::from(text)),
        ])
    };
    let members = vec![
        ("format".to_owned(), Json::from(FORMAT)),
        ("version".to_owned(), Json::Int(VERSION)),
        ("created".to_owned(), Json::from(time)),
        ("records".to_owned(), records.iter().map(record).collect()),
    ];
    Json::Object(members).pretty()
}

/// True for a text that begins as a backup does.
pub fn is_backup(text: &str) -> bool {
    let head: String = text.chars().filter(|it| !it.is_whitespace()).take(40).collect();
    head.trim_start_matches('\u{feff}').starts_with(r#"{"format":"tidu-backup""#)
}

/// The records of a backup.
///
/// # Errors
/// The first place that makes it none, and why. Nothing of it is used then.
pub fn read(text: &str) -> Result<Vec<(Key, String)>, Fault> {
    let json = json::read_long(text, MOST_BYTES)?;
    let fault = |place: &str, why| Fault { place: place.to_owned(), why };
    if json.get("format").and_then(Json::as_text) != Some(FORMAT) {
        return Err(fault("format", FaultKind::OtherFormat));
    }
    match json.get("version").and_then(Json::as_int) {
        Some(VERSION) => {}
        Some(later) if later > VERSION => return Err(fault("version", FaultKind::LaterVersion(later))),
        Some(_) | None => return Err(fault("version", FaultKind::OtherFormat)),
    }
    let Some(Json::Array(records)) = json.get("records") else {
        return Err(fault("records", FaultKind::WrongType(Expected::Array)));
    };
    let record = |(at, record): (usize, &Json)| {
        let text_at = |key| {
            let missing = || fault(&format!("records[{at}].{key}"), FaultKind::WrongType(Expected::Text));
            record.get(key).and_then(Json::as_text).ok_or_else(missing)
        };
        let (key, text) = (text_at("key")?, text_at("text")?);
        let key =
            Key::parse(key).ok_or_else(|| fault(&format!("records[{at}].key"), FaultKind::OtherFormat))?;
        Ok((key, text.to_owned()))
    };
    records.iter().enumerate().map(record).collect()
}
