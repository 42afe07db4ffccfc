//! Where the project is, and how another program is run for it.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::fault::Fault;

/// The clone, and the folder cargo builds native programs into.
pub struct Project {
    pub root: PathBuf,
    pub programs: PathBuf,
}

impl Project {
    /// Finds the clone that cargo was called in.
    ///
    /// Asked at run time: clones that share a target folder share this program.
    pub fn find() -> Result<Self, Fault> {
        let asked = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let own = asked.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = own.parent().map(Path::to_path_buf).unwrap_or(own);
        let running =
            env::current_exe().map_err(|source| Fault::Start { program: "xtask".into(), source })?;
        let programs = running.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(Self { root, programs })
    }

    /// A command that starts in the clone.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that runs us, so that the toolchain is the same.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments);
        command
    }
}

/// Runs a command that talks to the user itself.
pub fn show(what: &str, command: &mut Command) -> Result<(), Fault> {
    let status = command.status().map_err(|source| Fault::Start { program: program_of(command), source })?;
    if status.success() { Ok(()) } else { Err(Fault::Failed { what: what.to_owned(), status }) }
}

/// What a command prints, or `None` if it cannot be started or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The folders searched for programs: PATH, then cargo's own.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    folders.extend(cargo_home().map(|home| home.join("bin")));
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    folders.into_iter().map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Where cargo keeps crates and programs.
pub fn cargo_home() -> Option<PathBuf> {
    let asked = env::var_os("CARGO_HOME").filter(|path| !path.is_empty()).map(PathBuf::from);
    asked.or_else(|| home().map(|home| home.join(".cargo")))
}

/// The user's home folder, if the environment names one.
pub fn home() -> Option<PathBuf> {
    env::var_os("HOME")
        .or_else(|| env::var_os("USERPROFILE"))
        .filter(|home| !home.is_empty())
        .map(PathBuf::from)
}

fn program_of(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
