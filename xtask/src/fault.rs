//! What can stop a command, and the sentence that says what to do about it.

use std::{fmt, io, path::PathBuf, process::ExitStatus};

/// Why a command stopped.
#[derive(Debug)]
pub enum Fault {
    /// The command line makes no sense; the usage is printed with it.
    Usage(String),
    /// A program that we do not install ourselves is absent or too old.
    Absent { program: &'static str, advice: String },
    /// A program could not be started at all.
    Start { program: String, source: io::Error },
    /// A program ran and reported failure.
    Failed { what: String, status: ExitStatus },
    /// A file or folder could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// The version pinned for a tool and the one in Cargo.lock differ.
    Pin { tool: &'static str, pinned: &'static str, locked: Option<String> },
    /// The page that Trunk built is not as we expect it.
    Page(&'static str),
    /// No port from the asked one upwards was free.
    Port { first: u16, source: io::Error },
    /// What the browser loads first is heavier than agreed.
    Budget { total: u64, limit: u64 },
    /// Some step of `test` did not pass.
    Step { name: &'static str, cause: Box<Fault> },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => write!(f, "{what}"),
            Self::Absent { program, advice } => write!(f, "{program} is needed: {advice}"),
            Self::Start { program, source } => write!(f, "could not start {program}: {source}"),
            Self::Failed { what, status } => write!(f, "{what} failed ({status}); its own words are above"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Pin { tool, pinned, locked } => write!(
                f,
                "{tool} is pinned at {pinned} in xtask/src/tools.rs, but Cargo.lock has {}; make them equal",
                locked.as_deref().unwrap_or("none")
            ),
            Self::Page(what) => write!(f, "the built index.html {what}"),
            Self::Port { first, source } => {
                write!(f, "no free port from {first} upwards ({source}); choose another with --port")
            }
            Self::Budget { total, limit } => {
                write!(f, "the first load is {total} bytes with brotli 11, the budget is {limit}")
            }
            Self::Step { name, cause } => {
                write!(
                    f,
                    "the step `{name}` did not pass: {cause}\n       Repeat it alone: cargo xtask test {name}"
                )
            }
        }
    }
}
