//! `cargo xtask mutants`: does a test fail whatever is changed in the code
//! that decides?
//!
//! cargo-mutants changes one thing at a time and runs the tests. Most mutants
//! meet a quick test first; the rest meet all of them. What survives must
//! stand in tests/mutants.txt with the reason.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    fault::Fault,
    run::{Project, status_of},
    tools,
};

/// Below the clone: what survived, and why it changes nothing.
const LIST: &str = "tests/mutants.txt";
/// cargo-mutants ends so when all is caught, when some are missed, and when
/// some run out of time.
const DONE: [i32; 3] = [0, 2, 3];

/// Some mutants and the tests they meet.
struct Pass {
    title: &'static str,
    /// What cargo builds: the less, the sooner.
    target: &'static [&'static str],
    mutants: &'static [&'static str],
    tests: &'static [&'static str],
}

const PASSES: [Pass; 3] = [
    Pass {
        title: "the core meets the worked cases",
        target: &["-C", "--test", "-C", "it"],
        mutants: &[
            "--exclude",
            "src/policy/check*",
            "--exclude",
            "src/policy/check/**",
            "--exclude",
            "src/policy/read.rs",
        ],
        tests: &["cases::the_program_says"],
    },
    Pass {
        title: "the checks of the law meet their own tests",
        target: &["-C", "--lib"],
        mutants: &["--exclude", "src/assess/**", "--exclude", "src/facts.rs"],
        tests: &["policy::"],
    },
    Pass {
        title: "the rest meets every test",
        target: &["-C", "--lib", "-C", "--test", "-C", "it"],
        mutants: &[],
        // Changes of the law try the cases, not the code.
        tests: &["--", "--skip", "every_perturbation"],
    },
];

/// Runs every pass; `arguments` are for cargo-mutants.
pub fn run(project: &Project, arguments: &[&str]) -> Result<(), Fault> {
    let tool = tools::ensure_mutants()?;
    let listed = listed(&read(&project.root.join(LIST))?)?;
    for (at, pass) in PASSES.iter().enumerate() {
        println!("\n== {} of {}: {}", at + 1, PASSES.len(), pass.title);
        let mut command = project.command(&tool);
        command.args(["mutants", "--output", "target", "--baseline", "skip", "--colors", "auto"]);
        command.args(arguments).args(pass.mutants).args(pass.target);
        if at > 0 && !arguments.contains(&"--iterate") {
            command.arg("--iterate");
        }
        let status = status_of(command.arg("--").args(pass.tests))?;
        if status.code().is_none_or(|code| !DONE.contains(&code)) {
            return Err(Fault::Failed { what: "cargo mutants".to_owned(), status });
        }
    }
    let missed = counted(read(&project.root.join("target/mutants.out/missed.txt"))?.lines().map(nameless));
    // Only a whole run can tell that a listed mutant is caught or gone.
    judge(&missed, &listed, arguments.iter().all(|argument| *argument == "--iterate"))
}

fn read(path: &Path) -> Result<String, Fault> {
    fs::read_to_string(path).map_err(|source| Fault::File { path: PathBuf::from(path), source })
}

/// `file:line:column: what` without line and column, which move.
fn nameless(line: &str) -> String {
    let mut parts = line.splitn(4, ':');
    let file = parts.next().unwrap_or_default();
    let what = parts.nth(2).unwrap_or_default();
    format!("{file}:{what}")
}

fn counted(names: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// The mutants of the list. Blocks end with an empty line: first the reason
/// behind `#`, then the mutants it is true of, one a line; two of one name in
/// one function are two lines.
fn listed(text: &str) -> Result<BTreeMap<String, usize>, Fault> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    for block in blocks.clone() {
        if !block.starts_with('#') {
            return Err(Fault::Mutants(vec![format!("without a reason in {LIST}: {block}")]));
        }
    }
    let lines = blocks.flat_map(str::lines).filter(|line| !line.starts_with('#'));
    Ok(counted(lines.map(str::to_owned)))
}

fn judge(
    missed: &BTreeMap<String, usize>,
    listed: &BTreeMap<String, usize>,
    is_whole: bool,
) -> Result<(), Fault> {
    let beyond = |one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| -> Vec<String> {
        let more = |(name, count): &(&String, &usize)| other.get(*name).copied().unwrap_or(0) < **count;
        one.iter().filter(more).map(|(name, _)| name.clone()).collect()
    };
    let mut wrong: Vec<String> =
        beyond(missed, listed).iter().map(|name| format!("no test fails: {name}")).collect();
    if is_whole {
        let stale = beyond(listed, missed);
        wrong.extend(stale.iter().map(|name| format!("in {LIST}, and caught or gone: {name}")));
    }
    println!("\n{} survivors, {} listed with a reason", total(missed), total(listed));
    if wrong.is_empty() { Ok(()) } else { Err(Fault::Mutants(wrong)) }
}

fn total(counts: &BTreeMap<String, usize>) -> usize {
    counts.values().sum()
}

#[cfg(test)]
mod tests {
    use super::{counted, judge, listed, nameless};

    const NAME: &str = "src/assess/truth.rs: replace < with <= in Truth::max";

    #[test]
    fn lines_and_columns_do_not_count() {
        assert_eq!(nameless("src/assess/truth.rs:12:9: replace < with <= in Truth::max"), NAME);
        assert_eq!(nameless("src/a.rs:1:2: replace a::b with c"), "src/a.rs: replace a::b with c");
    }

    #[test]
    fn every_survivor_needs_a_reason() {
        assert!(listed(&format!("# Equal.\n{NAME}\n")).is_ok());
        assert!(listed(&format!("# Equal.\n\n{NAME}\n")).is_err());
    }

    #[test]
    fn a_survivor_beyond_the_list_fails_and_so_does_a_stale_line() {
        let once = counted([NAME.to_owned()]);
        let twice = counted([NAME.to_owned(), NAME.to_owned()]);
        assert!(judge(&once, &once, true).is_ok());
        assert!(judge(&twice, &once, true).is_err());
        assert!(judge(&once, &twice, true).is_err());
        assert!(judge(&once, &twice, false).is_ok());
    }
}
