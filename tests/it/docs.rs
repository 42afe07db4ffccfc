//! Answers: does every command in the documents do what they say?
//!
//! A command of `tidu` is run, in every form that its synopsis allows; one of cargo must name what is there; one of
//! xtask is read by xtask's own tests; any other is run by something that is named here, or is not, for a reason.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;
use serde_json::{Value, json};
use tidu::command;
use tidu::document;
use tidu::draft::Draft;
use tidu::package::{self, Submission};
use tidu::policy::catalog::Catalog;
use tidu::units::Date;

mod written;

use written::Written;

/// What FILE and OTHER stand for.
const FACTS: &str = "facts.json";
const PACKAGE: &str = "package.json";
/// What the package's application is called.
const APPLICATION: &str = "2026-9";

/// Commands that something else runs: that file, in which these words stand.
const RUN_ELSEWHERE: [(&str, &str, &str); 3] = [
    ("node tests/e2e/check-package.mjs FILE...", "tests/e2e/check-package.test.mjs", "checkPackage("),
    ("node -e \"…\" FILE PASSPHRASE", "tests/e2e/drafts.test.mjs", "docs/backup.md"),
    ("rustup toolchain install", ".ci/run", "rustup toolchain install"),
];

/// Commands that no test runs, and why.
const NOT_RUN: [(&str, &str); 8] = [
    ("apt-get install nginx libnginx-mod-http-brotli-static", "as root, on a host"),
    ("mkdir -p /srv/tidu", "as root, on a host"),
    ("cp -r dist/. /srv/tidu/", "as root, on a host"),
    (
        "cp hosting/nginx.conf /etc/nginx/conf.d/tidu.conf",
        "as root; hosting.test.mjs holds the file to dist/",
    ),
    ("nginx -t", "as root, on a host"),
    (
        "curl -sI -H 'Accept-Encoding: br' http://127.0.0.1:8080/ | grep -i content-encoding",
        "needs that nginx",
    ),
    ("cp hosting/_headers dist/", "hosting.test.mjs sends these headers with what is in dist/"),
    (
        "aws s3 cp dist/NAME_bg.wasm.br s3://BUCKET/NAME_bg.wasm --content-type application/wasm \
         --content-encoding br --cache-control \"public, max-age=31536000, immutable\"",
        "somebody else's client and bucket",
    ),
];

/// The options of `assess`, by which other synopses are told, in both languages.
const ASSESS_OPTIONS: &str = "[--on DATE] [--tier ID] [--route new|review] [--format json|text]";
const NAMES_OF_OPTIONS: [&str; 2] = ["[options of assess]", "[与 assess 相同的选项]"];

/// What an argument in capitals stands for.
const MEANS: [(&str, &str); 7] = [
    ("APPLICATION", APPLICATION),
    ("OTHER", PACKAGE),
    ("DATE", "2026-11-20"),
    ("ID", "specialized"),
    ("T", "specialized"),
    ("N", "1"),
    ("FACT", "employees"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|fault| panic!("{file}: {fault}"))
}

fn all() -> Vec<Written> {
    let documents = written::documents(root());
    documents.iter().flat_map(|(file, text)| written::commands(file, text).0).collect()
}

/// The arguments for `tidu` in a command, and the file that its output goes into.
fn arguments(command: &str) -> Option<(&str, Option<&str>)> {
    let words = match command.strip_prefix("tidu ") {
        Some(words) => words,
        None => command.strip_prefix("cargo run ")?.split_once("-- ")?.1,
    };
    Some(words.split_once(" > ").map_or((words, None), |(words, file)| (words, Some(file))))
}

/// Every call that a synopsis allows with at most one of its options, and each alternative of that one.
fn calls(synopsis: &str) -> Vec<String> {
    let mut synopsis = synopsis.to_owned();
    for name in NAMES_OF_OPTIONS {
        synopsis = synopsis.replace(name, ASSESS_OPTIONS);
    }
    // Only a package holds what happened.
    let needs_events =
        ["verify", "track"].iter().any(|it| synopsis.starts_with(it)) || synopsis.contains("--submitted");
    let first = if needs_events { PACKAGE } else { FACTS };
    let (plain, options) = parted(&synopsis.replace("FILE", first));
    let alone: Vec<String> = alternatives(&plain.replace("...", ""));
    let mut calls = alone.clone();
    if plain.contains("...") {
        calls.push(plain.replace("...", &format!(" {first}")));
    }
    for option in options.iter().flat_map(|option| alternatives(option)) {
        calls.extend(alone.iter().map(|call| format!("{call} {option}")));
    }
    calls
}

/// What stands outside of brackets, and what stands in each outermost pair, with and without pairs inside it.
fn parted(synopsis: &str) -> (String, Vec<String>) {
    let (mut plain, mut options, mut depth) = (String::new(), Vec::<String>::new(), 0);
    for letter in synopsis.chars() {
        match letter {
            '[' => {
                depth += 1;
                options.extend((depth == 1).then(String::new));
            }
            ']' => depth -= 1,
            letter if depth == 0 => plain.push(letter),
            letter => {
                if depth == 2 && options.last().is_some_and(|it| it.ends_with(' ')) {
                    // The optional rest of an option is a form of its own.
                    let shorter = options.last().unwrap().trim().to_owned();
                    options.insert(options.len() - 1, shorter);
                }
                options.last_mut().unwrap().push(letter);
            }
        }
    }
    // `]...` leaves dots outside: what may be repeated is given once.
    let plain = plain.split_whitespace().filter(|word| *word != "...").collect::<Vec<_>>().join(" ");
    (plain, options)
}

/// Each way to choose among `a|b` in every word, with capitals replaced by what they stand for.
fn alternatives(words: &str) -> Vec<String> {
    let mut all = vec![Vec::<String>::new()];
    for word in words.split_whitespace() {
        let (name, choices) = word.split_once('=').map_or((None, word), |(name, rest)| (Some(name), rest));
        let meant = |word: &str| {
            MEANS.iter().find(|(name, _)| *name == word).map_or(word, |(_, meaning)| meaning).to_owned()
        };
        let choices = choices.split('|').map(|it| match name {
            Some(name) => format!("{}={it}", meant(name)),
            None => meant(it),
        });
        all = choices
            .flat_map(|it| {
                all.iter().map(move |so_far| [so_far.as_slice(), std::slice::from_ref(&it)].concat())
            })
            .collect();
    }
    all.into_iter().map(|words| words.join(" ")).collect()
}

fn run(call: &str) -> command::Printed {
    let catalog = Catalog::embedded();
    let today = Date::parse("2026-11-26").unwrap();
    let words: Vec<String> = call.split_whitespace().map(str::to_owned).collect();
    command::run(&words, today, |file| match file {
        FACTS => Ok(document::write(&Draft::sample().document(), catalog)),
        PACKAGE => {
            let mut submission: Submission = Draft::sample().submission(|_| None);
            let facts: Value = serde_json::from_str(&text_of("src/draft/sample.json")).unwrap();
            let handed_in = json!({
                "application": APPLICATION, "tier": "innovative", "route": "review", "kind": "submitted",
                "on": "2026-09-18", "answers": facts["facts"],
            });
            submission.events.push(tidu::json::read(&handed_in.to_string()).unwrap());
            Ok(package::write(&submission, catalog, today, "2026-11-26T10:15:00+08:00"))
        }
        other => fs::read_to_string(root().join(other)).map_err(|fault| fault.to_string()),
    })
}

#[test]
fn every_block_of_commands_is_marked() {
    let documents = written::documents(root());
    let unmarked: Vec<String> =
        documents.iter().flat_map(|(file, text)| written::commands(file, text).1).collect();
    assert_eq!(unmarked, Vec::<String>::new(), "put these into a block ```sh");
}

#[test]
fn every_command_is_run_or_says_why_not() {
    let manifest: Manifest = toml::from_str(&text_of("Cargo.toml")).unwrap();
    let (mut faults, mut used) = (Vec::new(), BTreeSet::new());
    for Written { file, command, .. } in all() {
        let known = RUN_ELSEWHERE.iter().map(|(it, ..)| *it).chain(NOT_RUN.map(|(it, _)| it));
        if let Some(known) = known.into_iter().find(|it| *it == command) {
            used.insert(known);
        } else if arguments(&command).is_none() && !command.starts_with("cargo xtask") {
            let fault = match cargo_words(&command) {
                Some(words) => manifest.fault(&words),
                None => Some("nothing runs it, and nothing says why".to_owned()),
            };
            faults.extend(fault.map(|fault| format!("{file}: {command}: {fault}")));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    for (command, file, words) in RUN_ELSEWHERE {
        assert!(text_of(file).contains(words), "{file} does not run {command}");
    }
    let listed: BTreeSet<&str> =
        RUN_ELSEWHERE.map(|it| it.0).into_iter().chain(NOT_RUN.map(|it| it.0)).collect();
    assert_eq!(listed, used, "no document shows some of these");
}

#[test]
fn every_documented_call_of_the_program_works() {
    let mut done = BTreeSet::new();
    for Written { file, command, .. } in all() {
        let Some((words, into)) = arguments(&command) else { continue };
        for call in calls(words) {
            let is_name = !call.contains(' ') && call != "policy";
            if !done.insert(call.clone()) {
                continue;
            }
            let printed = run(&call);
            if is_name {
                assert!(!printed.err.contains("unknown command"), "{file}: {command}: {}", printed.err);
                continue;
            }
            assert_eq!((printed.status, printed.err.as_str()), (0, ""), "{file}: {command}, as: {call}");
            assert!(!printed.out.trim().is_empty(), "{file}: {command}, as: {call}");
            if let Some(into) = into {
                assert_eq!(printed.out, text_of(into), "{file}: {command}");
            }
        }
    }
    assert!(done.contains("assess facts.json --route review"), "{done:?}");
    assert!(done.contains("policy --schema"), "{done:?}");
}

#[test]
fn both_readmes_name_every_command() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let named: BTreeSet<String> =
            written::commands(readme, &text_of(readme)).0.iter().filter_map(name).collect();
        let usage = command::USAGE
            .lines()
            .filter_map(|line| line.trim_start_matches("usage:").trim().strip_prefix("tidu "));
        let of_usage: BTreeSet<String> =
            usage.filter_map(|it| it.split(' ').next()).map(str::to_owned).collect();
        assert!(of_usage.len() > 5);
        assert_eq!(of_usage.difference(&named).collect::<Vec<_>>(), Vec::<&String>::new(), "{readme}");
    }
}

fn name(written: &Written) -> Option<String> {
    arguments(&written.command).and_then(|(words, _)| words.split(' ').next()).map(str::to_owned)
}

#[test]
fn what_is_shown_of_an_output_is_the_output() {
    let shown: Vec<Written> = all().into_iter().filter(|it| it.shown.is_some()).collect();
    assert!(shown.len() > 1, "no document shows an output");
    for Written { file, command, shown } in shown {
        let (words, _) = arguments(&command).unwrap_or_else(|| panic!("{file}: {command} is not run here"));
        let printed = run(words).out;
        let mut rest = printed.as_str();
        // `…` on a line of its own stands for lines that are left out.
        for piece in shown.unwrap().split("\n…") {
            let piece = piece.trim_matches('\n');
            let at = rest
                .find(piece)
                .unwrap_or_else(|| panic!("{file}: {command} does not print\n{piece}\nbut\n{rest}"));
            rest = &rest[at + piece.len()..];
        }
    }
}

/// The words after `cargo`.
fn cargo_words(command: &str) -> Option<Vec<&str>> {
    let mut words = command.split_whitespace().skip_while(|word| *word != "cargo");
    words.next()?;
    Some(words.collect())
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Workspace,
    test: Vec<Target>,
    bench: Vec<Target>,
    profile: toml::Table,
}

#[derive(Deserialize)]
struct Workspace {
    members: Vec<String>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

impl Manifest {
    /// What cargo would not find of these words.
    fn fault(&self, words: &[&str]) -> Option<String> {
        let mut words = words.iter();
        let command = *words.next()?;
        if !["bench", "binstall", "build", "clippy", "fmt", "install", "test"].contains(&command) {
            return Some(format!("cargo has no {command}"));
        }
        let mut of_test = false;
        while let Some(word) = words.next() {
            let mut value = || words.next().copied().unwrap_or_default();
            let is_there = match *word {
                "--test" => {
                    of_test = true;
                    let name = value();
                    self.test.iter().any(|it| it.name == name)
                }
                "--bench" => {
                    let name = value();
                    self.bench.iter().any(|it| it.name == name)
                }
                "--profile" => self.profile.contains_key(value()),
                "--package" => self.workspace.members.iter().any(|it| it == value()),
                "--path" => root().join(value()).join("Cargo.toml").is_file(),
                "--target" => text_of("xtask/src/tools.rs").contains(&format!("\"{}\"", value())),
                "--all" | "--all-targets" | "--bins" | "--lib" | "--locked" | "--no-fail-fast"
                | "--quiet" => true,
                filter => command == "test" && of_test && is_named(filter),
            };
            if !is_there {
                return Some(format!("{word}: there is no such thing"));
            }
        }
        None
    }
}

/// Whether a module or a test of this folder has this name.
fn is_named(filter: &str) -> bool {
    let files = fs::read_dir(root().join("tests/it")).unwrap().map(|it| it.unwrap().path());
    let mut texts = files.filter(|it| it.is_file()).map(|it| fs::read_to_string(it).unwrap());
    texts.any(|text| text.contains(&format!("mod {filter};")) || text.contains(&format!("fn {filter}")))
}
