//! Answers: which commands do the documents show?
//!
//! The lines of blocks marked `sh`, and the code spans that begin with a program. Shared with the tests of xtask, which
//! looks after its own commands. Must not know: what a command does.

use std::fs;
use std::path::Path;

/// The programs that a code span may call; a single word is a name and no call.
const PROGRAMS: [&str; 13] = [
    "apt-get", "aws", "bash", "cargo", "cp", "curl", "git", "mkdir", "nginx", "node", "npm", "rustup", "tidu",
];

/// A command as a document shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The document, from the root of the clone.
    pub file: String,
    /// The command without its comment, on one line.
    pub command: String,
    /// The block marked `text` right below it, where it stands alone: what it prints.
    pub shown: Option<String>,
}

/// Every document with its text: those of the root, of `docs/` and `hosting/`, and how policy and cases are written.
pub fn documents(root: &Path) -> Vec<(String, String)> {
    let single = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md", "policy/README.md"];
    let cases = ["tests/cases/README.md", "tests/cases/tracker/README.md"];
    let mut files: Vec<String> = single.into_iter().chain(cases).map(str::to_owned).collect();
    for folder in ["docs", "hosting"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_some_and(|it| it == "md") {
                files.push(format!("{folder}/{name}"));
            }
        }
    }
    files.sort();
    let text = |file: String| (fs::read_to_string(root.join(&file)).unwrap(), file);
    files.into_iter().map(text).map(|(text, file)| (file, text)).collect()
}

/// The commands of a document, in its order; and what looks like one in a block that is not marked.
pub fn commands(file: &str, text: &str) -> (Vec<Written>, Vec<String>) {
    let mut found = Finder { file, ..Finder::default() };
    let mut block: Option<(&str, Vec<&str>)> = None;
    let mut paragraph = String::new();
    for line in text.lines() {
        let mark = line.trim_start().strip_prefix("```");
        block = match (block, mark) {
            (None, Some(info)) => {
                found.spans(&std::mem::take(&mut paragraph));
                Some((info.trim(), Vec::new()))
            }
            (None, None) => {
                found.prose(line, &mut paragraph);
                None
            }
            (Some((info, lines)), Some(_)) => {
                found.block(info, &lines);
                None
            }
            (Some((info, mut lines)), None) => {
                lines.push(line);
                Some((info, lines))
            }
        };
    }
    found.spans(&paragraph);
    (found.commands, found.unmarked)
}

/// True for a line that calls a program.
fn is_call(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| is_setting(word));
    words.next().is_some_and(|word| PROGRAMS.contains(&word)) && words.next().is_some()
}

/// `NAME=value` before a command.
fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| name.chars().all(|it| it.is_ascii_uppercase() || it == '_'))
}

#[derive(Default)]
struct Finder<'a> {
    file: &'a str,
    commands: Vec<Written>,
    unmarked: Vec<String>,
    /// Whether the last thing seen was a block of one command, whose output may follow.
    is_alone: bool,
}

impl Finder<'_> {
    fn add(&mut self, command: String) {
        self.commands.push(Written { file: self.file.to_owned(), command, shown: None });
    }

    fn prose(&mut self, line: &str, paragraph: &mut String) {
        if line.starts_with("    ") && is_call(line) {
            self.unmarked.push(format!("{}: {line}", self.file));
        }
        if line.trim().is_empty() {
            return self.spans(&std::mem::take(paragraph));
        }
        self.is_alone = false;
        paragraph.push_str(line.trim());
        paragraph.push(' ');
    }

    /// The code spans of a paragraph.
    fn spans(&mut self, paragraph: &str) {
        for span in paragraph.split('`').skip(1).step_by(2) {
            if is_call(span) {
                self.add(span.replace("\\|", "|"));
            }
        }
    }

    fn block(&mut self, info: &str, lines: &[&str]) {
        if info == "text" && self.is_alone {
            let shown = lines.join("\n");
            self.commands.last_mut().unwrap().shown = Some(shown);
        } else if info != "sh" {
            let calls = lines.iter().filter(|line| is_call(line));
            self.unmarked.extend(calls.map(|line| format!("{}: {line}", self.file)));
        }
        self.is_alone = false;
        if info == "sh" {
            let text = lines.join("\n").replace("\\\n", " ");
            let lines = text.lines().map(|line| line.split("  #").next().unwrap_or(line));
            let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            let before = self.commands.len();
            lines.filter(|line| !line.is_empty() && !line.starts_with('#')).for_each(|line| self.add(line));
            self.is_alone = self.commands.len() == before + 1;
        }
    }
}
