//! `cargo xtask test`: every check, in the order of how soon it can fail.
//!
//! What CI runs is this and nothing else.

use std::{
    fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use crate::{
    browser::{self, Browser, CHROMIUM, FIREFOX},
    dist,
    dist::Site,
    fault::Fault,
    node,
    run::{Project, show},
    server::Host,
    size, tools,
};

/// Where the page lies in the second server: a sub-path, as on many a host.
const SUB_PATH: &str = "/under/a/sub-path/";

/// The steps that visit the built page, by one word.
const IN_BROWSERS: &str = "browser";

/// A part of the test that can be run by itself.
pub struct Step {
    name: &'static str,
    /// A word for several steps, or the name again.
    group: &'static str,
    title: &'static str,
    /// Finds or installs what the step needs; takes no time when all is there.
    prepare: fn(&Project) -> Result<(), Fault>,
    run: fn(&Project) -> Result<(), Fault>,
}

/// All of the test.
pub static STEPS: [Step; 6] = [
    Step {
        name: "format",
        group: "format",
        title: "Formatting",
        prepare: |project| tools::ensure_component(project, "rustfmt", "fmt"),
        run: format,
    },
    Step {
        name: "lint",
        group: "lint",
        title: "Lints, native and wasm32",
        prepare: |project| {
            tools::ensure_component(project, "clippy", "clippy")?;
            tools::ensure_target(project)
        },
        run: lint,
    },
    Step { name: "native", group: "native", title: "Native tests", prepare: |_| Ok(()), run: native },
    Step {
        name: "release",
        group: "release",
        title: "Release build and size budget",
        prepare: |project| {
            node::ensure()?;
            tools::ensure(project).map(|_| ())
        },
        run: release,
    },
    Step {
        name: "chromium",
        group: IN_BROWSERS,
        title: "The built page in Chromium",
        prepare: |project| prepare_journey(project, &CHROMIUM),
        run: |project| journey(project, &CHROMIUM, &journeys(project)?, &[]),
    },
    Step {
        name: "firefox",
        group: IN_BROWSERS,
        title: "The built page in Firefox",
        prepare: |project| prepare_journey(project, &FIREFOX),
        run: |project| journey(project, &FIREFOX, &journeys(project)?, &[]),
    },
];

/// The named steps in their order, or all of them.
pub fn chosen(names: &[&str]) -> Result<Vec<&'static Step>, Fault> {
    let is_meant = |step: &Step, name: &str| step.name == name || step.group == name;
    if let Some(unknown) = names.iter().find(|name| !STEPS.iter().any(|step| is_meant(step, name))) {
        return Err(Fault::Usage(format!("There is no such step: {unknown}")));
    }
    let is_chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| is_meant(step, name));
    Ok(STEPS.iter().filter(is_chosen).collect())
}

/// Runs these steps.
pub fn test(project: &Project, chosen: &[&Step]) -> Result<(), Fault> {
    let begun = Instant::now();
    // What a step needs is sought now, not after minutes of work; the browsers
    // and Node first, which only the user may be able to install.
    for step in chosen.iter().rev() {
        (step.prepare)(project)?;
    }
    for step in chosen {
        println!("\n== {} ({})", step.title, step.name);
        let since = Instant::now();
        (step.run)(project).map_err(|cause| Fault::Step { name: step.name, cause: Box::new(cause) })?;
        println!("-- {}: passed in {}", step.name, spoken(since.elapsed()));
    }
    println!("\nAll passed in {}.", spoken(begun.elapsed()));
    Ok(())
}

fn format(project: &Project) -> Result<(), Fault> {
    show("cargo fmt", &mut project.cargo(&["fmt", "--all", "--check"]))
}

fn lint(project: &Project) -> Result<(), Fault> {
    let native = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    show("cargo clippy (native)", &mut project.cargo(&native))?;
    let wasm = ["clippy", "--locked", "--lib", "--bins", "--target", tools::WASM, "--", "-D", "warnings"];
    show("cargo clippy (wasm32)", &mut project.cargo(&wasm))?;
    let english = [
        "clippy",
        "--locked",
        "--lib",
        "--bins",
        "--features",
        "en",
        "--target",
        tools::WASM,
        "--",
        "-D",
        "warnings",
    ];
    show("cargo clippy (wasm32, English)", &mut project.cargo(&english))
}

fn native(project: &Project) -> Result<(), Fault> {
    show("cargo test", &mut project.cargo(&["test", "--locked", "--workspace"]))
}

fn release(project: &Project) -> Result<(), Fault> {
    size::enforce(&dist::release(project)?)
}

fn prepare_journey(project: &Project, browser: &Browser) -> Result<(), Fault> {
    node::ensure()?;
    browser::ensure(browser)?;
    node::ensure_packages(project)?;
    tools::ensure(project).map(|_| ())
}

/// Runs these files of browser tests, by name.
pub fn travel(project: &Project, names: &[&str]) -> Result<(), Fault> {
    prepare_journey(project, &CHROMIUM)?;
    let folder = project.root.join("tests/e2e");
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    if let Some(absent) = files.iter().find(|file| !file.is_file()) {
        return Err(Fault::Usage(format!("There is no such file: {}", absent.display())));
    }
    journey(project, &CHROMIUM, &files, &[])
}

/// Takes the pictures of the README.
pub fn pictures(project: &Project) -> Result<(), Fault> {
    prepare_journey(project, &CHROMIUM)?;
    let (node, chrome) = (node::ensure()?, browser::ensure(&CHROMIUM)?);
    let address = host(&dist::release(project)?, "/")?;
    let mut command = project.command(node);
    command.arg(project.root.join("tests/e2e/pictures.mjs"));
    command.env("TIDU_URL", &address).env("TIDU_SUB_PATH_URL", &address).env("CHROME_PATH", chrome);
    show("node tests/e2e/pictures.mjs", &mut command)
}

/// Kills the page, the tab and the browser `times` times, at moments that follow from `seed`.
pub fn kill(project: &Project, times: &str, seed: &str) -> Result<(), Fault> {
    prepare_journey(project, &CHROMIUM)?;
    let file = project.root.join("tests/e2e/kills.test.mjs");
    let begun = Instant::now();
    journey(project, &CHROMIUM, &[file], &[("TIDU_KILLS", times), ("TIDU_SEED", seed)])?;
    println!("{times} kills from seed {seed} in {}: nothing called saved was lost.", spoken(begun.elapsed()));
    Ok(())
}

/// Prints how long the core takes natively, and core and page in Chromium.
pub fn bench(project: &Project) -> Result<(), Fault> {
    let (node, chrome) = (node::ensure()?, browser::ensure(&CHROMIUM)?);
    node::ensure_packages(project)?;
    let tools = tools::ensure(project)?;
    show("cargo bench", &mut project.cargo(&["bench", "--locked", "--quiet"]))?;
    let core =
        ["build", "--locked", "--quiet", "--release", "--target", tools::WASM, "--package", "tidu-speed"];
    show("cargo build (the core for a browser)", &mut project.cargo(&core))?;
    let folder = project.root.join("target/speed");
    let wasm = project.root.join("target").join(tools::WASM).join("release/tidu_speed.wasm");
    let mut bind = project.command(tools.wasm_bindgen_folder.join("wasm-bindgen"));
    bind.args(["--target", "no-modules", "--no-typescript", "--out-dir"]).arg(&folder).arg(wasm);
    show("wasm-bindgen", &mut bind)?;
    let site = dist::release(project)?;
    let mut command = project.command(node);
    command.arg(project.root.join("tests/e2e/speed.mjs")).arg(folder);
    command.env("TIDU_URL", host(&site, "/")?).env(CHROMIUM.setting, chrome);
    show("node tests/e2e/speed.mjs", &mut command)
}

/// Builds and serves the page and runs these files of tests on it.
fn journey(
    project: &Project,
    browser: &Browser,
    files: &[PathBuf],
    settings: &[(&str, &str)],
) -> Result<(), Fault> {
    let (node, program) = (node::ensure()?, browser::ensure(browser)?);
    // The journeys give what they export to the command line.
    show("cargo build", &mut project.cargo(&["build", "--locked", "--quiet", "--bin", "tidu"]))?;
    let site = dist::release(project)?;

    let log = project.root.join(format!("target/e2e-{}.tap", browser.name));
    let mut command = project.command(node);
    command.args([
        "--test",
        "--test-concurrency=2",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
    ]);
    command.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", log.display()));
    command.args(files);
    command.env("TIDU_URL", host(&site, "/")?).env("TIDU_SUB_PATH_URL", host(&site, SUB_PATH)?);
    command.env("TIDU_CLI", project.programs.join("tidu"));
    command.env("BROWSER", browser.name).env(browser.setting, program);
    command.envs(settings.iter().copied());
    let outcome = show("node --test", &mut command);
    let (passed, failed) = fs::read_to_string(&log).map(|log| tally(&log)).unwrap_or_default();
    println!("{passed} passed, {failed} failed");
    outcome
}

fn journeys(project: &Project) -> Result<Vec<PathBuf>, Fault> {
    let folder = project.root.join("tests/e2e");
    let unreadable = |source| Fault::File { path: folder.clone(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    // The longest first: else one goes on alone at the end.
    files.sort_by_key(|file| (!file.ends_with("screens.test.mjs"), file.clone()));
    Ok(files)
}

/// Serves the page on any free port for as long as we live; its address.
fn host(site: &Site, base: &'static str) -> Result<String, Fault> {
    let host = Host::open(&site.folder, base, 0).map_err(|source| Fault::Port { first: 0, source })?;
    let address = host.address();
    thread::spawn(move || host.run());
    Ok(address)
}

/// How many tests passed and failed, from the closing lines of a TAP report.
fn tally(log: &str) -> (u32, u32) {
    let count = |label: &str| {
        let mut counts = log.lines().rev().filter_map(|line| line.strip_prefix(label));
        counts.find_map(|count| count.trim().parse().ok()).unwrap_or(0)
    };
    (count("# pass "), count("# fail ") + count("# cancelled "))
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{spoken, tally};

    #[test]
    fn cancelled_tests_count_as_failed() {
        assert_eq!(
            tally("ok 1 - x\n1..9\n# tests 9\n# pass 5\n# fail 3\n# cancelled 1\n# skipped 0\n"),
            (5, 4)
        );
        assert_eq!(tally(""), (0, 0));
    }

    #[test]
    fn times_are_spoken_in_minutes_from_one_minute_on() {
        assert_eq!(spoken(Duration::from_secs(59)), "59 s");
        assert_eq!(spoken(Duration::from_secs(61)), "1 min 1 s");
    }
}
