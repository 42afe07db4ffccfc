//! Answers: is policy/ free of the faults that reading it into types cannot see?
//!
//! Started by build.rs, where a fault fails the build with file and line, and by the tests, also those that ask what
//! the build would say of another law.
//! Must not know: enterprises, storage, the clock.

mod effort;
mod insight;
mod materials;
mod practice;
mod rules;
mod score;
mod size;
mod terms;
#[cfg(test)]
mod tests;
mod texts;
pub mod versions;
mod vocabulary;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs, io};

use super::schema::{Book, Fact, FactId, Standard};

/// A file of policy/.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below policy/, with slashes and its ending.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// True of data; texts are not, nor is what data says in English.
    pub fn is_data(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|ending| ending == "toml") && !self.is_english()
    }

    /// True of what data says in English.
    pub(super) fn is_english(&self) -> bool {
        self.path.starts_with("english/")
    }

    /// True of data that verdicts follow from; how hard a change is, is our choice and no law.
    pub fn is_law(&self) -> bool {
        self.is_data() && self.path != "effort.toml"
    }

    /// True of a standard, of conditions or definitions, of a classification, of a practice: data of a nation or a
    /// place.
    pub(super) fn is_rules(&self) -> bool {
        let is_placed = ["national/", "local/"].iter().any(|folder| self.path.starts_with(folder));
        self.is_data() && is_placed && !self.is_clauses()
    }

    /// True of the list of an instrument's sentences.
    pub(super) fn is_clauses(&self) -> bool {
        self.path.starts_with("local/") && self.path.ends_with("/clauses.toml")
    }
}

/// Something in a policy file that must not be embedded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file below policy/.
    pub file: String,
    /// The line, from one.
    pub line: usize,
    /// What is wrong, in one sentence.
    pub what: String,
}

impl Fault {
    /// A fault on a line of a file.
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "policy/{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Every file below `root` in the order of their paths, except the guide for editors.
///
/// # Errors
/// When a folder or file cannot be read, or a file is not UTF-8.
pub fn files(root: &Path) -> io::Result<Vec<File>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let below = path.strip_prefix(root).map_err(io::Error::other)?;
            let below = below.to_string_lossy().replace('\\', "/");
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("toml" | "md")) && below != "README.md" {
                found.push(File { path: below, text: fs::read_to_string(&path)? });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Every fault of the book, in the order of files and lines.
pub fn faults(book: &Book, files: &[File]) -> Vec<Fault> {
    let facts = book.facts.group.iter().flat_map(|group| &group.fact);
    let facts = facts.map(|fact| (FactId::of(&fact.id), fact)).collect();
    let mut checker = Checker { book, files, facts, faults: Vec::new() };
    checker.vocabulary();
    checker.rules();
    checker.classifications();
    checker.practices();
    checker.clauses();
    checker.questions();
    checker.materials();
    checker.insight();
    checker.effort();
    checker.versions();
    checker.typography();
    let mut faults = checker.faults;
    faults.sort();
    faults.dedup();
    faults
}

/// The book beside its files, and what was found so far.
struct Checker<'a> {
    book: &'a Book,
    files: &'a [File],
    facts: BTreeMap<FactId, &'a Fact>,
    faults: Vec<Fault>,
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug)]
struct Place<'a> {
    file: &'a str,
    text: &'a str,
    /// The line of the rule's id, from one.
    line: usize,
    /// The rule's id.
    rule: &'a str,
    /// The standard whose definitions the rule may name.
    standard: Option<&'a Standard>,
    /// So many of the standard's own definitions may be named: a definition names only those above it.
    own_definitions: usize,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, at: Place<'_>, what: impl fmt::Display) {
        self.faults.push(Fault::new(at.file, at.line, format!("`{}`: {what}", at.rule)));
    }

    /// A fault on the first line from the rule on that holds `token` between quotation marks.
    fn fault_at(&mut self, at: Place<'_>, token: &str, what: impl fmt::Display) {
        self.fault(Place { line: at.line_of(token), ..at }, what);
    }

    /// The file `path`; one without text when it is missing, which reading has told already.
    fn file(&self, path: &str) -> (&'a str, &'a str) {
        let found = self.files.iter().find(|file| file.path == path);
        found.map_or(("", ""), |file| (file.path.as_str(), file.text.as_str()))
    }

    /// The `nth` rule called `rule` in the file `path`, counted from zero.
    fn place(&self, path: &str, rule: &'a str, nth: usize) -> Place<'a> {
        let (file, text) = self.file(path);
        let sought = format!("id = \"{rule}\"");
        let stands =
            |line: &str| line.trim_start().starts_with(&sought) || line.contains(&format!("{{ {sought}"));
        let lines = text.lines().enumerate().filter(|(_, line)| stands(line));
        let line = lines.map(|(at, _)| at + 1).nth(nth).unwrap_or(1);
        Place { file, text, line, rule, standard: None, own_definitions: 0 }
    }
}

impl Place<'_> {
    fn line_of(self, token: &str) -> usize {
        let sought = format!("\"{token}\"");
        let lines = self.text.lines().enumerate().skip(self.line.saturating_sub(1));
        let mut lines = lines.filter(|(_, line)| line.contains(&sought));
        lines.next().map_or(self.line, |(at, _)| at + 1)
    }

    /// The text between quotation marks, from the rule on, that `is_it` accepts: ids are folded when they are read.
    fn spelled(self, is_it: impl Fn(&str) -> bool) -> String {
        let lines = self.text.lines().skip(self.line.saturating_sub(1));
        let mut texts = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
        texts.find(|text| is_it(text)).unwrap_or("?").to_owned()
    }
}
