//! Answers: is policy/ free of the faults that reading it into types cannot see?
//!
//! Started by build.rs, where a fault fails the build with file and line, and by the tests.
//! Must not know: enterprises, storage, the clock.

pub mod read;

use std::fmt;

use super::schema::Book;

/// A file of policy/.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below policy/, with slashes and its ending.
    pub path: String,
    /// What it says.
    pub text: String,
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

/// Every fault of the book, in the order of files and lines.
pub fn faults(_book: &Book, _files: &[File]) -> Vec<Fault> {
    Vec::new()
}

fn line_of_byte(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
