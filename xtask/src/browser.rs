//! The browsers of the tests, and a font for the pictures they take.
//!
//! `CHROME_PATH` and `FIREFOX_PATH` win, then what is on PATH; where Debian's
//! package manager may be used, a missing one is installed. No driver is
//! needed: the tests talk to each browser by a protocol that it speaks itself.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    fault::Fault,
    run::{ask, find_program, show},
    tools::{CHROMIUM_PACKAGE, FIREFOX_PACKAGE, FONT_PACKAGE},
};

/// A browser that the tests visit with.
pub struct Browser {
    /// What the tests call it, in BROWSER.
    pub name: &'static str,
    /// The environment variable that names its program, for us and for the tests.
    pub setting: &'static str,
    title: &'static str,
    programs: &'static [&'static str],
    mac_app: &'static str,
    package: &'static str,
}

pub const CHROMIUM: Browser = Browser {
    name: "chrome",
    setting: "CHROME_PATH",
    title: "Chromium or Chrome",
    programs: &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"],
    mac_app: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    package: CHROMIUM_PACKAGE,
};

pub const FIREFOX: Browser = Browser {
    name: "firefox",
    setting: "FIREFOX_PATH",
    title: "Firefox",
    programs: &["firefox-esr", "firefox"],
    mac_app: "/Applications/Firefox.app/Contents/MacOS/firefox",
    package: FIREFOX_PACKAGE,
};

/// The program to test in; installs it and the font where that is possible.
pub fn ensure(browser: &Browser) -> Result<PathBuf, Fault> {
    let program = find(browser);
    let mut packages = Vec::new();
    if program.is_none() {
        packages.push(browser.package);
    }
    if !has_chinese_font() {
        packages.push(FONT_PACKAGE);
    }
    match (apt(), program) {
        (_, Some(program)) if packages.is_empty() => Ok(program),
        (Some(apt), found) => {
            install(&apt, &packages)?;
            found.or_else(|| find(browser)).ok_or_else(|| absent(browser))
        }
        (None, Some(program)) => {
            println!("No Chinese font was found: pictures will show boxes instead of characters.");
            println!("Debian's package {FONT_PACKAGE} has one.");
            Ok(program)
        }
        (None, None) => Err(absent(browser)),
    }
}

fn find(browser: &Browser) -> Option<PathBuf> {
    let asked = env::var_os(browser.setting).map(PathBuf::from).filter(|path| path.is_file());
    asked
        .or_else(|| browser.programs.iter().find_map(|name| find_program(name)))
        .or_else(|| Some(PathBuf::from(browser.mac_app)).filter(|path| path.is_file()))
}

fn absent(browser: &Browser) -> Fault {
    let Browser { package, setting, .. } = browser;
    let advice = format!(
        "install it (on Debian, as root: apt-get install {package} {FONT_PACKAGE}) or name one in {setting}"
    );
    Fault::Absent { program: browser.title, advice }
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
