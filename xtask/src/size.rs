//! What the browser loads first, compressed as a good host does, and its budget.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{dist::Site, fault::Fault, node, run::ask, single};

/// The most that HTML, CSS, JS and wasm may weigh together: 436 KB of 1000
/// bytes, each file with brotli 11.
const BUDGET: u64 = 436_000;

const KINDS: [&str; 4] = ["html", "css", "js", "wasm"];

/// For each file named as argument: its plain and its compressed size.
const MEASURE: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  console.log(bytes.length, brotliCompressSync(bytes, { params }).length);
}";

/// Prints the sizes; without Node it says that nobody measured them.
pub fn report(site: &Site) -> Result<(), Fault> {
    if let Ok(node) = node::ensure() {
        measure(&node, site)?;
    } else {
        println!("Sizes are not measured: that needs Node.");
    }
    Ok(())
}

/// Prints the sizes and refuses a first load above the budget.
pub fn enforce(site: &Site) -> Result<(), Fault> {
    let total = measure(&node::ensure()?, site)?;
    if total <= BUDGET { Ok(()) } else { Err(Fault::Budget { total, limit: BUDGET }) }
}

fn measure(node: &Path, site: &Site) -> Result<u64, Fault> {
    let files = first_load(site)?;
    let printed = ask(Command::new(node).arg("-e").arg(MEASURE).args(&files))
        .ok_or(Fault::Page("and the files beside it could not be measured by Node"))?;

    println!("{:>10} {:>10}  First load", "bytes", "brotli 11");
    let (mut plain_total, mut brotli_total) = (0, 0);
    for (file, line) in files.iter().zip(printed.lines()) {
        let mut numbers = line.split_whitespace().map_while(|number| number.parse::<u64>().ok());
        let (plain, brotli) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        println!("{plain:>10} {brotli:>10}  {}", file.file_name().unwrap_or_default().to_string_lossy());
        plain_total += plain;
        brotli_total += brotli;
    }
    println!("{plain_total:>10} {brotli_total:>10}  in all; the budget is {BUDGET} with brotli 11");
    Ok(brotli_total)
}

fn first_load(site: &Site) -> Result<Vec<PathBuf>, Fault> {
    let unreadable = |source| Fault::File { path: site.folder.clone(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(&site.folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        // A page of its own, which the other one does not load.
        if path.file_name().is_some_and(|name| name == single::NAME) {
            continue;
        }
        if path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
