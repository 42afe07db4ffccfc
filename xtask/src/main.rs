//! The project's commands: `cargo xtask serve`, `test`, `mutants`, `fuzz`, `kills`, `bench`, `pictures`, `dist`.
//!
//! Each installs what it lacks, says so, and does nothing twice. Standard
//! library only, so that the commands themselves build in a second.

mod browser;
mod checks;
mod compress;
mod csp;
mod digest;
mod dist;
mod english;
mod fault;
mod files;
mod mutants;
mod node;
mod offline;
mod run;
mod serve;
mod server;
mod single;
mod size;
mod tools;
#[cfg(test)]
#[path = "../../tests/it/docs/written.rs"]
mod written;

use std::{env, process::ExitCode};

use fault::Fault;
use run::Project;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--port N] [--dev]  build the app and serve it on http://127.0.0.1:8080/
  test [STEP...]            run every check, or only the named steps:
                            format, lint, native, release, chromium,
                            firefox; browser: both of these
  journey FILE...           run these files of browser tests: track.test.mjs
  mutants [PART...]         change the code and see whether a test fails; only
                            the changes whose names contain a part, if any
  fuzz [SECONDS [SEED]]     try the decoders and parsers on mutated inputs, for
                            a minute if nothing else is said
  kills [TIMES [SEED]]      kill the page, the tab and the browser while drafts
                            are typed and saved, 100 times if nothing is said
  bench                     say how long things take, natively and in Chromium
  pictures                  take the pictures of the README, into docs/pictures/
  dist                      build the static release into dist/
";

/// What is asked for.
enum Command<'a> {
    Help,
    Serve(serve::Options),
    Test(Vec<&'static checks::Step>),
    Journey(&'a [&'a str]),
    Mutants(&'a [&'a str]),
    Fuzz(&'a str, &'a str),
    Kills(&'a str, &'a str),
    Bench,
    Pictures,
    Dist,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match Command::read(&words).and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Fault::Usage(what)) => {
            eprintln!("{what}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(fault) => {
            eprintln!("\nxtask: {fault}");
            ExitCode::FAILURE
        }
    }
}

impl<'a> Command<'a> {
    /// Reads the words after `cargo xtask`; does nothing yet.
    fn read(words: &'a [&'a str]) -> Result<Self, Fault> {
        Ok(match words {
            [] | ["help" | "--help" | "-h"] => Self::Help,
            ["serve", options @ ..] => Self::Serve(serve::Options::read(options)?),
            ["test", steps @ ..] => Self::Test(checks::chosen(steps)?),
            ["journey", files @ ..] if !files.is_empty() => Self::Journey(files),
            ["mutants", parts @ ..] => Self::Mutants(parts),
            ["fuzz", numbers @ ..] => {
                two_numbers(numbers, ("60", "1")).map(|(it, seed)| Self::Fuzz(it, seed))?
            }
            ["kills", numbers @ ..] => {
                two_numbers(numbers, ("100", "2026")).map(|(it, seed)| Self::Kills(it, seed))?
            }
            ["bench"] => Self::Bench,
            ["pictures"] => Self::Pictures,
            ["dist"] => Self::Dist,
            ["journey", ..] => return Err(Fault::Usage("which files of browser tests?".to_owned())),
            ["bench" | "pictures" | "dist", more, ..] => {
                return Err(Fault::Usage(format!("unexpected: {more}")));
            }
            [other, ..] => return Err(Fault::Usage(format!("There is no such command: {other}"))),
        })
    }
}

fn perform(command: Command<'_>) -> Result<(), Fault> {
    match command {
        Command::Help => {
            print!("{USAGE}");
            Ok(())
        }
        Command::Serve(options) => serve::serve(&Project::find()?, &options),
        Command::Test(steps) => checks::test(&Project::find()?, &steps),
        Command::Journey(files) => checks::travel(&Project::find()?, files),
        Command::Mutants(parts) => mutants::run(&Project::find()?, parts),
        Command::Fuzz(seconds, seed) => fuzz(&Project::find()?, seconds, seed),
        Command::Kills(times, seed) => checks::kill(&Project::find()?, times, seed),
        Command::Bench => checks::bench(&Project::find()?),
        Command::Pictures => checks::pictures(&Project::find()?),
        Command::Dist => dist::release(&Project::find()?).and_then(|site| size::report(&site)),
    }
}

/// Builds tests/fuzz with the checks of a debug build and runs it.
fn fuzz(project: &Project, seconds: &str, seed: &str) -> Result<(), Fault> {
    let arguments = ["test", "--locked", "--profile", "fuzz", "--test", "fuzz", "--", seconds, seed];
    run::show("cargo test --test fuzz", &mut project.cargo(&arguments))
}

/// Up to two numbers; those not given are as stated here.
fn two_numbers<'a>(words: &[&'a str], (one, other): (&'a str, &'a str)) -> Result<(&'a str, &'a str), Fault> {
    let (one, other) = match words {
        [] => (one, other),
        [one] => (*one, other),
        [one, other] => (*one, *other),
        [_, _, more @ ..] => return Err(Fault::Usage(format!("unexpected: {}", more.join(" ")))),
    };
    match [one, other].into_iter().find(|it| it.parse::<u64>().is_err()) {
        Some(no_number) => Err(Fault::Usage(format!("no number: {no_number}"))),
        None => Ok((one, other)),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{Command, USAGE, written};

    /// Who runs what the documents show.
    #[derive(PartialEq, Eq)]
    enum Run {
        /// CI is this command.
        AsCi,
        /// Some step of CI does what it does.
        InCi(&'static str),
        /// Nobody but people, and why.
        ByHand(&'static str),
    }

    fn who_runs(command: &Command<'_>) -> Run {
        match command {
            Command::Test(steps) if steps.len() == super::checks::STEPS.len() => Run::AsCi,
            Command::Test(_) => Run::InCi("each step is one of all"),
            Command::Serve(_) => Run::InCi("browser: the same build behind the same server"),
            Command::Dist => Run::InCi("release: the same build and its size"),
            Command::Journey(_) => Run::InCi("browser: all files"),
            Command::Fuzz(..) => Run::InCi("native: two seconds"),
            Command::Kills(..) => Run::InCi("browser: six rounds"),
            Command::Mutants(_) => Run::ByHand("takes three quarters of an hour"),
            Command::Bench => Run::ByHand("its numbers are for people"),
            Command::Pictures => Run::ByHand("its pictures are looked at"),
            Command::Help => Run::ByHand("says what there is"),
        }
    }

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    /// The words after `cargo xtask` in every document.
    fn documented() -> Vec<(String, String)> {
        let documents = written::documents(root());
        let all = documents.iter().flat_map(|(file, text)| written::commands(file, text).0);
        all.filter_map(|it| {
            let (_, words) = it.command.split_once("cargo xtask")?;
            assert_eq!(it.shown, None, "{}: what xtask prints is compared by nobody", it.file);
            Some((it.file, words.trim().to_owned()))
        })
        .collect()
    }

    #[test]
    fn every_documented_command_is_one() {
        let (mut as_ci, mut in_ci, mut by_hand) = (0, Vec::new(), Vec::new());
        for (file, line) in documented() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let command =
                Command::read(&words).unwrap_or_else(|fault| panic!("{file}: cargo xtask {line}: {fault}"));
            match who_runs(&command) {
                Run::AsCi => as_ci += 1,
                Run::InCi(how) => in_ci.push((line, how)),
                Run::ByHand(why) => by_hand.push((line, why)),
            }
        }
        assert!(as_ci > 0, "no document says how to run CI");
        for run_by_ci in ["serve", "dist", "fuzz", "kills"] {
            assert!(in_ci.iter().any(|(line, _)| line == run_by_ci), "{run_by_ci}: {in_ci:?}");
        }
        by_hand.retain(|(line, _)| !["mutants", "bench", "pictures"].iter().any(|it| line.starts_with(it)));
        assert_eq!(by_hand, Vec::new(), "neither CI nor anybody runs these");
    }

    #[test]
    fn ci_is_the_documented_test() {
        let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
        assert!(ci.ends_with("exec cargo xtask test\n"));
        assert!(documented().contains(&("README.md".to_owned(), "test".to_owned())));
    }

    #[test]
    fn both_readmes_show_every_command() {
        let usage = USAGE.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        for name in usage.filter_map(|line| line.split_whitespace().next()) {
            for readme in ["README.md", "README.zh-CN.md"] {
                let is_shown = |(file, line): &(String, String)| file == readme && line.starts_with(name);
                assert!(documented().iter().any(is_shown), "{readme} does not show cargo xtask {name}");
            }
        }
    }
}
