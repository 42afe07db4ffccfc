//! Builds the page with Trunk and gives it its security policy, the worker that keeps it,
//! and its edition as one file.
//!
//! `dist/` always holds a release; a quick build for development goes to
//! `target/dev-dist`, so that nobody publishes it by mistake.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    compress, csp, english,
    fault::Fault,
    files::{read_text, write_text},
    node, offline,
    run::{Project, cargo_home, show},
    single,
    tools::{self, Tools},
};

/// Cargo adds these flags to those of .cargo/config.toml.
const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// A built page: every file of it lies in one folder.
pub struct Site {
    pub folder: PathBuf,
}

/// How much time the compiler may spend.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// What ships: small and slow to build.
    Release,
    /// For looking at a change: quick to build and large.
    Quick,
}

/// Builds the static release into `dist/`, compressed as well where Node can do that.
pub fn release(project: &Project) -> Result<Site, Fault> {
    let site = build(project, Build::Release)?;
    if let Ok(node) = node::ensure() {
        compress::write(&node, &site.folder)?;
    } else {
        println!("There are no .br and .gz files: compressing needs Node.");
    }
    Ok(site)
}

/// Builds the page as asked.
pub fn build(project: &Project, how: Build) -> Result<Site, Fault> {
    let tools = tools::ensure(project)?;
    // Trunk builds offline, so that it cannot download tools of its own choice.
    show("Fetching crates", &mut project.cargo(&["fetch", "--locked", "--quiet"]))?;

    let folder = project.root.join(match how {
        Build::Release => "dist",
        Build::Quick => "target/dev-dist",
    });
    trunk(project, &tools, how, &Speech { folder: &folder, features: &[] })?;
    let aside = project.root.join("target/en-dist");
    trunk(project, &tools, how, &Speech { folder: &aside, features: &["--features", "en"] })?;
    english::put(&aside, &folder)?;

    for page in [english::CHINESE_PAGE, english::PAGE] {
        let page = folder.join(page);
        write_text(&page, &csp::guard(&read_text(&page)?)?)?;
    }
    match how {
        Build::Release => {
            offline::write(&project.root, &folder)?;
            single::write(&folder)?;
        }
        Build::Quick => offline::write_none(&project.root, &folder)?,
    }
    Ok(Site { folder })
}

/// In which language a page is built, and where it is put.
struct Speech<'a> {
    folder: &'a Path,
    features: &'a [&'a str],
}

fn trunk(project: &Project, tools: &Tools, how: Build, speech: &Speech<'_>) -> Result<(), Fault> {
    let mut trunk = project.command(&tools.trunk);
    // The glue is an ES module that Trunk's minifier cannot read; it warns of that each time.
    trunk
        .args(["build", "--skip-version-check", "--log", "error", "--dist"])
        .arg(speech.folder)
        .args(speech.features);
    if how == Build::Release {
        trunk.arg("--release").env(WASM_FLAGS, without_own_paths(project));
    }
    if let Ok(path) = tools::path_with(&tools.wasm_bindgen_folder) {
        trunk.env("PATH", path);
    }
    // Trunk 0.21 stops at the customary NO_COLOR=1: it accepts nothing but true and false.
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env("NO_COLOR", "true");
    } else {
        trunk.env_remove("NO_COLOR");
    }
    // A backtrace through Trunk buries the compiler's message.
    trunk.env("RUST_BACKTRACE", "0");
    show("Trunk", &mut trunk)
}

/// Panic messages name source files; what ships need not tell where this
/// machine keeps them, and comes out the same on another.
fn without_own_paths(project: &Project) -> String {
    let crates = cargo_home().map(|home| format!("--remap-path-prefix={}=/cargo", home.display()));
    let own = format!("--remap-path-prefix={}=/tidu", project.root.display());
    crates.into_iter().chain([own]).collect::<Vec<_>>().join(" ")
}
