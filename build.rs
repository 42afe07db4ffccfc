//! Compiles policy/ into one embedded catalog.
//!
//! Every file is read into the types the program itself uses and then checked. A fault fails the build with file,
//! line and a sentence; all of them are told at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use policy::check::{self, Fault};
use policy::english;
use policy::read;

#[expect(dead_code, reason = "thresholds are read here with the code that compares them there")]
#[path = "src/units.rs"]
mod units;

#[path = "src/guide/markdown.rs"]
mod markdown;

#[expect(dead_code, reason = "the types are the program's own; the build asks less of them")]
#[path = "src/policy"]
mod policy {
    pub mod check;
    pub mod embed;
    pub mod english;
    pub mod held;
    pub mod implication;
    pub mod read;
    pub mod schema;
    pub mod turns;
}

fn main() -> ExitCode {
    for path in [
        "build.rs",
        "policy",
        "docs/guide.md",
        "docs/guide.zh-CN.md",
        "src/guide/markdown.rs",
        "src/units.rs",
        "src/policy/embed.rs",
        "src/policy/english.rs",
        "src/policy/held.rs",
        "src/policy/implication.rs",
        "src/policy/read.rs",
        "src/policy/schema.rs",
        "src/policy/turns.rs",
        "src/policy/check.rs",
        "src/policy/check",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    if let Err(fault) = guide() {
        println!("cargo::error={GUIDE}: {fault}");
        return ExitCode::FAILURE;
    }
    match compile() {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            ExitCode::FAILURE
        }
        Err(fault) => {
            println!("cargo::error=the policy folder cannot be compiled: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// The guide in the language of this program.
const GUIDE: &str = if cfg!(feature = "en") { "docs/guide.md" } else { "docs/guide.zh-CN.md" };

/// Writes the guide, or returns what is wrong with it.
fn guide() -> Result<(), String> {
    let text = fs::read_to_string(GUIDE).map_err(|fault| fault.to_string())?;
    let folder = env::var("OUT_DIR").map_err(|fault| fault.to_string())?;
    let source = markdown::source(&text)?;
    fs::write(Path::new(&folder).join("guide.rs"), source).map_err(|fault| fault.to_string())
}

/// Writes the catalog, or returns what is wrong with policy/.
fn compile() -> io::Result<Vec<Fault>> {
    let files = check::files(Path::new("policy"))?;
    let mut book = match read::read(&files) {
        Ok(read) => read,
        Err(faults) => return Ok(faults),
    };
    let mut faults = check::faults(&book, &files);
    let english = english::read(&files).unwrap_or_else(|more| {
        faults.extend(more);
        BTreeMap::new()
    });
    if faults.is_empty() {
        book.turned = policy::turns::turned(&book).into();
        let folder = env::var("OUT_DIR").map_err(io::Error::other)?;
        let source = policy::embed::source(&book, &english).map_err(io::Error::other)?;
        fs::write(Path::new(&folder).join("book.rs"), source)?;
    }
    Ok(faults)
}
