//! Node: runs the browser tests, and compresses what is built.

use std::{fs, path::PathBuf, process::Command};

use crate::{
    fault::Fault,
    run::{Project, ask, find_program, show},
    tools::NODE,
};

/// Node's path, or the sentence that says how to get it.
pub fn ensure() -> Result<PathBuf, Fault> {
    let (major, minor) = NODE;
    let advice =
        format!("install version {major}.{minor} or newer from https://nodejs.org or your distribution");
    let absent = || Fault::Absent { program: "Node", advice: advice.clone() };
    let path = find_program("node").ok_or_else(absent)?;
    let version = ask(Command::new(&path).arg("--version")).ok_or_else(absent)?;
    if is_recent(&version) {
        return Ok(path);
    }
    Err(Fault::Absent { program: "Node", advice: format!("{version} is too old; {advice}") })
}

fn is_recent(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    NODE <= version
}

/// Installs the packages of the browser tests when their lock file changed.
pub fn ensure_packages(project: &Project) -> Result<(), Fault> {
    let folder = project.root.join("tests/e2e");
    let path = folder.join("package-lock.json");
    let lock = fs::read(&path).map_err(|source| Fault::File { path, source })?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = find_program("npm").ok_or_else(|| Fault::Absent {
        program: "npm",
        advice: "it comes with Node; on Debian it is the package npm".to_owned(),
    })?;
    println!("Installing the packages of the browser tests (some ten seconds): npm ci");
    let mut command = Command::new(npm);
    command.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    show("npm ci", &mut command)?;
    fs::write(&stamp, lock).map_err(|source| Fault::File { path: stamp, source })
}

#[cfg(test)]
mod tests {
    use super::is_recent;

    #[test]
    fn versions_compare_as_numbers() {
        for (version, expected) in [
            ("v20.10.0", true),
            ("v20.9.1", false),
            ("v22.1.0", true),
            ("v9.99.0", false),
            ("nonsense", false),
        ] {
            assert_eq!(is_recent(version), expected, "{version}");
        }
    }
}
