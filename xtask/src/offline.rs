//! The worker that keeps the page for days without a network: which files, and in which version.
//!
//! A version is a digest over all files of the page, so that whatever
//! changes makes a new one. The page carries it, and so does `sw.js`, with
//! the digest of every file: nothing else is ever taken for that version.

use std::path::Path;

use crate::{
    digest::sha256,
    english,
    fault::Fault,
    files::{names_in, read_bytes, read_text, write_text},
};

const TEMPLATE: &str = "public/sw.js";
const WORKER: &str = "sw.js";
use english::CHINESE_PAGE as PAGE;

/// What a page for development has instead: it takes back whatever a release at this address has kept.
const NONE: &str = "public/sw-none.js";

/// The page with its version, and the worker for it.
pub fn write(root: &Path, folder: &Path) -> Result<(), Fault> {
    let names = names_in(folder)?;
    let mut listed = String::new();
    for name in &names {
        listed += &format!("{} {name}\n", digest_of(&folder.join(name))?);
    }
    let version: String = hex(&sha256(listed.as_bytes())).chars().take(12).collect();
    for page in [PAGE, english::PAGE] {
        let page = folder.join(page);
        write_text(&page, &stamp(&read_text(&page)?, &version)?)?;
    }

    let mut files = Vec::new();
    for name in &names {
        let address = if name == PAGE { "./" } else { name };
        files.push(format!("  \"{address}\": \"{}\",\n", digest_of(&folder.join(name))?));
    }
    let worker = fill(&read_text(&root.join(TEMPLATE))?, &version, &files.concat())?;
    write_text(&folder.join(WORKER), &worker)
}

/// No worker, and none of an earlier release.
pub fn write_none(root: &Path, folder: &Path) -> Result<(), Fault> {
    write_text(&folder.join(WORKER), &read_text(&root.join(NONE))?)
}

/// The page that says its version, by which it also knows that a worker is there.
fn stamp(page: &str, version: &str) -> Result<String, Fault> {
    let anchor = "<html ";
    if !page.contains(anchor) {
        return Err(Fault::Page("has no language to put its version before"));
    }
    Ok(page.replacen(anchor, &format!("<html data-version={version} "), 1))
}

/// The template without its comments, with the version and the files.
fn fill(template: &str, version: &str, files: &str) -> Result<String, Fault> {
    let (no_version, no_files) = ("const VERSION = \"\";", "const FILES = {};");
    if !(template.contains(no_version) && template.contains(no_files)) {
        return Err(Fault::Page("needs a version and files in public/sw.js"));
    }
    let code: Vec<&str> =
        template.lines().filter(|line| !line.is_empty() && !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n") + "\n";
    Ok(code.replacen(no_version, &format!("const VERSION = \"{version}\";"), 1).replacen(
        no_files,
        &format!("const FILES = {{\n{files}}};"),
        1,
    ))
}

fn digest_of(path: &Path) -> Result<String, Fault> {
    Ok(hex(&sha256(&read_bytes(path)?)))
}

fn hex(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::{fill, stamp};

    #[test]
    fn the_page_says_its_version() {
        assert_eq!(stamp("<html lang=zh-CN>", "abc").unwrap(), "<html data-version=abc lang=zh-CN>");
        assert!(stamp("<p>", "abc").is_err());
    }

    #[test]
    fn the_worker_is_filled_in_and_loses_its_comments() {
        let template = "// Why.\n\nconst VERSION = \"\";\nconst FILES = {};\n  // How.\n  go();\n";
        let filled = fill(template, "abc", "  \"./\": \"00\",\n").unwrap();
        assert_eq!(filled, "const VERSION = \"abc\";\nconst FILES = {\n  \"./\": \"00\",\n};\n  go();\n");
        assert!(fill("go();", "abc", "").is_err());
    }

    #[test]
    fn the_committed_worker_can_be_filled_in() {
        assert!(fill(include_str!("../../public/sw.js"), "abc", "").is_ok());
    }
}
