//! The project's commands: `cargo xtask serve`, `test`, `mutants`, `fuzz`, `kills`, `bench`, `dist`.
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

use std::{env, process::ExitCode};

use fault::Fault;
use run::Project;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--port N] [--dev]  build the app and serve it on http://127.0.0.1:8080/
  test [STEP...]            run every check, or only the named steps:
                            format, lint, native, release, chromium,
                            firefox; browser: both of these
  mutants [PART...]         change the code and see whether a test fails; only
                            the changes whose names contain a part, if any
  fuzz [SECONDS [SEED]]     try the decoders and parsers on mutated inputs, for
                            a minute if nothing else is said
  kills [TIMES [SEED]]      kill the page, the tab and the browser while drafts
                            are typed and saved, 100 times if nothing is said
  bench                     say how long things take, natively and in Chromium
  dist                      build the static release into dist/
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match perform(&words) {
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

fn perform(words: &[&str]) -> Result<(), Fault> {
    match words {
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        ["serve", options @ ..] => serve::serve(&Project::find()?, &serve::Options::read(options)?),
        ["test", steps @ ..] => checks::test(&Project::find()?, steps),
        ["mutants", arguments @ ..] => mutants::run(&Project::find()?, arguments),
        ["fuzz", arguments @ ..] => fuzz(&Project::find()?, arguments),
        ["kills", arguments @ ..] => kills(&Project::find()?, arguments),
        ["bench"] => checks::bench(&Project::find()?),
        ["dist"] => dist::release(&Project::find()?).and_then(|site| size::report(&site)),
        [other, ..] => Err(Fault::Usage(format!("There is no such command: {other}"))),
    }
}

/// Builds tests/fuzz with the checks of a debug build and runs it.
fn fuzz(project: &Project, words: &[&str]) -> Result<(), Fault> {
    let (seconds, seed) = two_numbers(words, ("60", "1"))?;
    let arguments = ["test", "--locked", "--profile", "fuzz", "--test", "fuzz", "--", seconds, seed];
    run::show("cargo test --test fuzz", &mut project.cargo(&arguments))
}

/// Runs the tests that kill, for as many rounds as asked.
fn kills(project: &Project, words: &[&str]) -> Result<(), Fault> {
    let (times, seed) = two_numbers(words, ("100", "2026"))?;
    checks::kill(project, times, seed)
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
