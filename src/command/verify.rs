//! Answers: what does `tidu verify` print, and with which exit status?

use super::Printed;
use crate::policy::catalog::Catalog;
use crate::text::say::COLON;
use crate::text::verified::{self, BETWEEN, Row, SHIELD};
use crate::text::{visible, worded};
use crate::verify::verify;

/// How the result is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Sentences; a table for several files.
    #[default]
    Text,
    /// JSON.
    Json,
    /// A table for spreadsheets.
    Csv,
}

/// What is to be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    files: Vec<String>,
    form: Form,
}

impl Arguments {
    pub(super) fn parse<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut parsed = Self::default();
        while let Some(word) = words.next() {
            if !word.starts_with("--") {
                parsed.files.push(word.to_owned());
                continue;
            }
            if word != "--format" {
                return Err(format!("unknown option: {word}"));
            }
            parsed.form = match words.next() {
                Some("text") => Form::Text,
                Some("json") => Form::Json,
                Some("csv") => Form::Csv,
                Some(other) => return Err(format!("--format: unknown value: {other}")),
                None => return Err("--format needs a value".to_owned()),
            };
        }
        if parsed.files.is_empty() { Err("FILE is missing".to_owned()) } else { Ok(parsed) }
    }
}

/// Checks every file; status 0 when all agree.
pub(super) fn files(
    catalog: &Catalog,
    arguments: &Arguments,
    read: impl Fn(&str) -> Result<String, String>,
) -> Printed {
    let row = |file: &String| (file.clone(), read(file).map(|text| verify(&text, catalog)));
    let rows: Vec<Row> = arguments.files.iter().map(row).collect();
    let out = match arguments.form {
        Form::Json => verified::json(&rows, catalog).pretty(),
        Form::Csv => verified::csv(&rows, catalog),
        Form::Text => text(&rows, catalog),
    };
    let agrees = |(_, row): &Row| row.as_ref().is_ok_and(crate::verify::Verified::agrees);
    Printed { out, err: String::new(), status: u8::from(!rows.iter().all(agrees)) }
}

/// One file in lines; several as a table of which every line ends with what differs.
fn text(rows: &[Row], catalog: &Catalog) -> String {
    let mut out = format!("{SHIELD}\n");
    let table = verified::table(rows, catalog);
    let [heading, lines @ ..] = table.as_slice() else {
        return out;
    };
    if let [line] = lines {
        for (label, cell) in heading.iter().zip(line).filter(|(_, cell)| !cell.is_empty()) {
            out += &format!("{label}{COLON}{}\n", visible(cell).replace(BETWEEN, "\n  "));
        }
        return out;
    }
    for line in [heading].into_iter().chain(lines) {
        let cells: Vec<String> = line.iter().map(|cell| visible(cell)).collect();
        out += &format!("{}\n", cells.join("\t"));
    }
    let agree =
        rows.iter().filter(|(_, row)| row.as_ref().is_ok_and(crate::verify::Verified::agrees)).count();
    let all = rows.len();
    out += &worded!("共 {all} 个，一致 {agree} 个。\n", "In all: {all}; agree: {agree}.\n");
    out
}
