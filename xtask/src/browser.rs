//! The browser of the tests, and a font for the pictures they take.
//!
//! `CHROME_PATH` wins, then what is on PATH; where Debian's package manager
//! may be used, a missing one is installed. No driver is needed: the tests
//! talk to the browser by its own protocol.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    fault::Fault,
    run::{ask, find_program, show},
    tools::{CHROMIUM_PACKAGE, FONT_PACKAGE},
};

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const MAC_APP: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The browser to test in; installs it and the font where that is possible.
pub fn ensure() -> Result<PathBuf, Fault> {
    let browser = find();
    let mut packages = Vec::new();
    if browser.is_none() {
        packages.push(CHROMIUM_PACKAGE);
    }
    if !has_chinese_font() {
        packages.push(FONT_PACKAGE);
    }
    match (apt(), browser) {
        (_, Some(browser)) if packages.is_empty() => Ok(browser),
        (Some(apt), found) => {
            install(&apt, &packages)?;
            found.or_else(find).ok_or_else(absent)
        }
        (None, Some(browser)) => {
            println!("No Chinese font was found: pictures will show boxes instead of characters.");
            println!("Debian's package {FONT_PACKAGE} has one.");
            Ok(browser)
        }
        (None, None) => Err(absent()),
    }
}

fn find() -> Option<PathBuf> {
    let asked = env::var_os("CHROME_PATH").map(PathBuf::from).filter(|path| path.is_file());
    asked
        .or_else(|| NAMES.iter().find_map(|name| find_program(name)))
        .or_else(|| Some(PathBuf::from(MAC_APP)).filter(|path| path.is_file()))
}

fn absent() -> Fault {
    let advice = format!(
        "install it (on Debian, as root: apt-get install {CHROMIUM_PACKAGE} {FONT_PACKAGE}) or name one in CHROME_PATH"
    );
    Fault::Absent { program: "Chromium or Chrome", advice }
}

/// Without fontconfig nobody can say, and such systems bring their own fonts.
fn has_chinese_font() -> bool {
    let listed = ask(Command::new("fc-list").args([":lang=zh", "family"]));
    match listed {
        Some(fonts) => !fonts.is_empty(),
        None => !Path::new("/etc/debian_version").exists(),
    }
}

/// How apt-get may be called here without asking anybody, if it may.
fn apt() -> Option<Vec<&'static str>> {
    find_program("apt-get")?;
    if ask(Command::new("id").arg("-u"))? == "0" {
        return Some(vec!["apt-get"]);
    }
    ask(Command::new("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n", "apt-get"])
}

fn install(apt: &[&str], packages: &[&str]) -> Result<(), Fault> {
    println!("Installing Debian packages (a minute or two): {}", packages.join(" "));
    let run = |arguments: &[&str]| {
        let mut words = apt.iter().chain(arguments);
        let mut command = Command::new(words.next().copied().unwrap_or("apt-get"));
        show("apt-get", command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    run(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    run(&arguments)
}
