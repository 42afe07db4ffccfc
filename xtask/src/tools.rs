//! The build tools: found in the pinned version, or installed once.
//!
//! Every pin is here except the crates (Cargo.lock), the Rust toolchain
//! (rust-toolchain.toml) and the browser driver (tests/e2e/package-lock.json).
//! Nothing the user has installed is overwritten: what is missing goes to a
//! cache folder of our own outside the clone.
//!
//! There is no wasm-opt here: after `opt-level = "z"` and fat LTO it takes
//! less than 1 % off the compressed size (measured: 384.3 KB for 385.3 KB)
//! for a large dependency, and an old one breaks the app without a word.

use std::{
    env,
    ffi::OsString,
    fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    fault::Fault,
    run::{Project, ask, find_program, home, show},
};

/// The target of the app.
pub const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that has what the browser tests use.
pub const NODE: (u32, u32) = (20, 10);
/// Debian packages: two browsers, and a font with the Chinese characters.
pub const CHROMIUM_PACKAGE: &str = "chromium";
pub const FIREFOX_PACKAGE: &str = "firefox-esr";
pub const FONT_PACKAGE: &str = "fonts-noto-cjk";

const TRUNK: Tool = Tool { program: "trunk", package: "trunk", version: "0.21.14", minutes: 7 };
const WASM_BINDGEN: Tool =
    Tool { program: "wasm-bindgen", package: "wasm-bindgen-cli", version: "0.2.129", minutes: 3 };
const MUTANTS: Tool =
    Tool { program: "cargo-mutants", package: "cargo-mutants", version: "27.1.0", minutes: 3 };

/// A cargo package that gives one program.
struct Tool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
    /// How long building it takes on two cores.
    minutes: u32,
}

/// The tools that a build of the page needs, each in its pinned version.
pub struct Tools {
    pub trunk: PathBuf,
    /// Where wasm-bindgen lies; Trunk searches PATH for it.
    pub wasm_bindgen_folder: PathBuf,
}

/// Finds the tools of a build and installs those that are missing.
pub fn ensure(project: &Project) -> Result<Tools, Fault> {
    check_pin(project)?;
    ensure_target(project)?;
    let trunk = ensure_tool(&TRUNK)?;
    let wasm_bindgen = ensure_tool(&WASM_BINDGEN)?;
    let folder = wasm_bindgen.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Tools { trunk, wasm_bindgen_folder: folder })
}

/// Finds cargo-mutants, or installs it.
pub fn ensure_mutants() -> Result<PathBuf, Fault> {
    ensure_tool(&MUTANTS)
}

/// Adds a component of the toolchain (rustfmt, clippy) if it is missing.
pub fn ensure_component(project: &Project, name: &'static str, probe: &str) -> Result<(), Fault> {
    if ask(&mut project.cargo(&[probe, "--version"])).is_some() {
        return Ok(());
    }
    rustup(project, &["component", "add", name])
}

/// Adds the wasm target to the toolchain in use if it is missing.
///
/// The toolchain file asks for it, but rustup does not heed that for a
/// toolchain that is already there.
pub fn ensure_target(project: &Project) -> Result<(), Fault> {
    let mut probe = project.command("rustc");
    let libraries = ask(probe.args(["--print", "target-libdir", "--target", WASM]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    rustup(project, &["target", "add", WASM])
}

fn rustup(project: &Project, arguments: &[&str]) -> Result<(), Fault> {
    if find_program("rustup").is_none() {
        let advice = format!(
            "install it from https://rustup.rs, or give your toolchain what `rustup {}` would",
            arguments.join(" ")
        );
        return Err(Fault::Absent { program: "rustup", advice });
    }
    println!("Adding to the Rust toolchain (a few seconds): rustup {}", arguments.join(" "));
    show("rustup", project.command("rustup").args(arguments))
}

/// wasm-bindgen's program and library must be the very same version.
fn check_pin(project: &Project) -> Result<(), Fault> {
    let path = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|source| Fault::File { path, source })?;
    let locked = locked_version(&lock, "wasm-bindgen");
    if locked == Some(WASM_BINDGEN.version) {
        return Ok(());
    }
    let locked = locked.map(str::to_owned);
    Err(Fault::Pin { tool: WASM_BINDGEN.package, pinned: WASM_BINDGEN.version, locked })
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

fn ensure_tool(tool: &Tool) -> Result<PathBuf, Fault> {
    if let Some(path) = find_program(tool.program).filter(|path| has_version(path, tool)) {
        return Ok(path);
    }
    let cache = cache_folder()?;
    let root = cache.join(format!("{}-{}", tool.package, tool.version));
    let bin = root.join("bin");
    let path = bin.join(format!("{}{}", tool.program, env::consts::EXE_SUFFIX));
    if !has_version(&path, tool) {
        fs::create_dir_all(&bin).map_err(|source| Fault::File { path: bin, source })?;
        install(tool, &cache, &root)?;
    }
    Ok(path)
}

/// `trunk 0.21.14`, `wasm-bindgen 0.2.129`: the last word is the version.
fn has_version(path: &Path, tool: &Tool) -> bool {
    let answer = path.is_file().then(|| ask(Command::new(path).arg("--version"))).flatten();
    answer.is_some_and(|line| line.split_whitespace().nth(1) == Some(tool.version))
}

/// PATH with one more folder, searched first.
pub fn path_with(folder: &Path) -> Result<OsString, env::JoinPathsError> {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(iter::once(folder.to_path_buf()).chain(env::split_paths(&rest)))
}

/// `$XDG_CACHE_HOME/tidu-tools`, usually `~/.cache/tidu-tools`.
fn cache_folder() -> Result<PathBuf, Fault> {
    let asked = env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()).map(PathBuf::from);
    let cache = asked.or_else(|| home().map(|home| home.join(".cache")));
    let advice = "set HOME, so that the build tools have a place to stay".to_owned();
    Ok(cache.ok_or(Fault::Absent { program: "A home folder", advice })?.join("tidu-tools"))
}

fn install(tool: &Tool, cache: &Path, root: &Path) -> Result<(), Fault> {
    let Tool { program, package, version, minutes } = *tool;
    if find_program("cargo-binstall").is_some() {
        println!("Installing {program} {version}, prebuilt, into {}", root.display());
        if install_prebuilt(tool, root).is_ok() && has_version(&root.join("bin").join(program), tool) {
            return Ok(());
        }
        println!("There is no prebuilt {program} for this machine.");
    }
    println!("Building {program} {version} into {}", root.display());
    println!("Once only; about {minutes} minutes on two cores.");
    let scratch = cache.join(format!("build-{package}"));
    install_built(tool, root, &scratch)?;
    // What an interrupted build left is used by the next one; a finished one needs none of it.
    fs::remove_dir_all(&scratch).map_err(|source| Fault::File { path: scratch, source })
}

fn install_prebuilt(tool: &Tool, root: &Path) -> Result<(), Fault> {
    let mut command = Command::new("cargo");
    command.current_dir(root).args(["binstall", "--no-confirm", "--disable-telemetry", "--no-track"]);
    command.args(["--strategies", "crate-meta-data,quick-install", "--install-path"]).arg(root.join("bin"));
    show("cargo binstall", command.arg(format!("{}@{}", tool.package, tool.version)))
}

/// Builds with a profile that is cheap to compile: the tools need no speed.
fn install_built(tool: &Tool, root: &Path, scratch: &Path) -> Result<(), Fault> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Outside the clone, so that its cargo settings do not reach the tool.
    command.current_dir(root).args([
        "install",
        "--locked",
        "--no-default-features",
        "--version",
        tool.version,
    ]);
    command.arg(tool.package).arg("--root").arg(root).arg("--target-dir").arg(scratch);
    if let Ok(path) = path_with(&root.join("bin")) {
        // Or cargo would advise the user to add the folder.
        command.env("PATH", path);
    }
    for foreign in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_TARGET_DIR"] {
        command.env_remove(foreign);
    }
    command.env("CARGO_PROFILE_RELEASE_LTO", "off");
    command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    show(&format!("Building {}", tool.program), &mut command)
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_read_by_exact_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
