//! Answers: what do the files of policy/ say together?
//!
//! Every file is read into the types of the schema, so that a fault names its file and line.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::check::{Fault, File};
use super::held::{ByName, List, Str};
use super::schema::{
    Book, Checks, Choices, Classification, Clauses, Efforts, Insight, Materials, Practice, Questions,
    Sources, Standard, Tiers, Vocabulary,
};

/// The files as one book.
///
/// # Errors
/// Every file that is missing, is no TOML or does not fit the schema.
pub fn read(files: &[File]) -> Result<Book, Vec<Fault>> {
    let mut desk = Desk { files, faults: Vec::new() };
    let facts = desk.one::<Vocabulary>("facts.toml");
    let tiers = desk.one::<Tiers>("tiers.toml");
    let sources = desk.one::<Sources>("sources/index.toml");
    let choices = desk.one::<Choices>("choices.toml");
    let questions = desk.one::<Questions>("questions.toml");
    let checks = desk.one::<Checks>("checks.toml");
    let materials = desk.one::<Materials>("materials.toml");
    let insight = desk.one::<Insight>("insight.toml");
    let effort = desk.one::<Efforts>("effort.toml");
    let renames = desk.renames(facts.as_ref());
    let (standards, classifications) = desk.rules();
    let practices: Vec<Practice> = desk.every(is_practice);
    let clauses: Vec<Clauses> = desk.every(File::is_clauses);
    let (Some(facts), Some(tiers), Some(sources), Some(choices)) = (facts, tiers, sources, choices) else {
        return Err(desk.faults);
    };
    let (Some(questions), Some(checks), Some(materials), Some(insight), Some(effort), true) =
        (questions, checks, materials, insight, effort, desk.faults.is_empty())
    else {
        return Err(desk.faults);
    };
    Ok(Book {
        digest: Str(digest(files).leak()),
        facts,
        renames,
        tiers,
        sources,
        choices,
        questions,
        checks,
        materials,
        insight,
        effort,
        standards: standards.into(),
        classifications: classifications.into(),
        practices: practices.into(),
        clauses: clauses.into(),
        turned: List::default(),
    })
}

/// FNV-1a of 64 bits, in hexadecimal, over what the files of the law say; comments and layout do not count.
fn digest(files: &[File]) -> String {
    let said = |file: &File| toml::from_str::<Value>(&file.text).unwrap_or(Value::Null).to_string();
    let texts: Vec<String> = files.iter().filter(|file| file.is_law()).map(said).collect();
    let hash = texts.iter().flat_map(|text| text.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

struct Desk<'f> {
    files: &'f [File],
    faults: Vec<Fault>,
}

impl Desk<'_> {
    fn one<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let Some(file) = self.files.iter().find(|file| file.path == path) else {
            self.faults.push(Fault::new(path, 1, "this file is missing"));
            return None;
        };
        self.typed(file)
    }

    fn typed<T: DeserializeOwned>(&mut self, file: &File) -> Option<T> {
        match toml::from_str::<T>(&file.text) {
            Ok(typed) => Some(typed),
            Err(fault) => {
                let line = fault.span().map_or(1, |span| line_of_byte(&file.text, span.start));
                self.faults.push(Fault::new(&file.path, line, fault.message()));
                None
            }
        }
    }

    /// Old ids that are no fact any more, each beside a fact.
    fn renames(&mut self, facts: Option<&Vocabulary>) -> ByName<Str> {
        let path = "renames.toml";
        let (Some(renames), Some(facts)) = (self.one::<ByName<Str>>(path), facts) else {
            return ByName(&[]);
        };
        let is_fact = |id: &str| facts.group.iter().flat_map(|group| &group.fact).any(|fact| fact.id == id);
        for (old, new) in renames.iter() {
            if is_fact(old) {
                self.faults.push(Fault::new(
                    path,
                    1,
                    format!("`{old}` is a fact of today and cannot be an old id"),
                ));
            }
            if !is_fact(new) {
                self.faults.push(Fault::new(path, 1, format!("there is no fact `{new}` in facts.toml")));
            }
        }
        renames
    }

    /// Every file of one sort.
    fn every<T: DeserializeOwned>(&mut self, is_of_sort: fn(&File) -> bool) -> Vec<T> {
        let files = self.files;
        files.iter().filter(|file| is_of_sort(file)).filter_map(|file| self.typed(file)).collect()
    }

    /// Standards and classifications, which have rows.
    fn rules(&mut self) -> (Vec<Standard>, Vec<Classification>) {
        let (mut standards, mut classifications) = (Vec::new(), Vec::new());
        let files = self.files;
        for file in files.iter().filter(|file| file.is_rules() && !is_practice(file)) {
            let has_rows = toml::from_str::<Value>(&file.text).is_ok_and(|value| value.get("row").is_some());
            if has_rows {
                classifications.extend(self.typed(file));
            } else {
                standards.extend(self.typed(file));
            }
        }
        (standards, classifications)
    }
}

/// True of chains, windows, deadlines and rewards.
fn is_practice(file: &File) -> bool {
    file.is_rules() && file.path.contains("/practice/")
}

fn line_of_byte(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
