//! What the browser loads first, compressed as a good host does, and its budget.

use std::{fs, path::PathBuf};

use crate::{compress::brotli_size, dist::Site, fault::Fault, single};

/// The most that HTML, CSS, JS and wasm may weigh together: 446 KB of 1000
/// bytes, each file with brotli 11.
const BUDGET: u64 = 446_000;

const KINDS: [&str; 4] = ["html", "css", "js", "wasm"];

/// Prints the sizes; without compressed files it says that nobody measured them.
pub fn report(site: &Site) -> Result<(), Fault> {
    if measure(site)?.is_none() {
        println!("Sizes are not measured: that needs Node.");
    }
    Ok(())
}

/// Prints the sizes and refuses a first load above the budget.
pub fn enforce(site: &Site) -> Result<(), Fault> {
    let total = measure(site)?.ok_or(Fault::Page("was not compressed; is there Node?"))?;
    if total <= BUDGET { Ok(()) } else { Err(Fault::Budget { total, limit: BUDGET }) }
}

fn measure(site: &Site) -> Result<Option<u64>, Fault> {
    let mut lines = Vec::new();
    let (mut plain_total, mut brotli_total) = (0, 0);
    for file in first_load(site)? {
        let plain = fs::metadata(&file).map_err(|source| Fault::File { path: file.clone(), source })?.len();
        let Some(brotli) = brotli_size(&file) else { return Ok(None) };
        lines.push(format!(
            "{plain:>10} {brotli:>10}  {}",
            file.file_name().unwrap_or_default().to_string_lossy()
        ));
        plain_total += plain;
        brotli_total += brotli;
    }
    println!("{:>10} {:>10}  First load", "bytes", "brotli 11");
    println!("{}", lines.join("\n"));
    println!("{plain_total:>10} {brotli_total:>10}  in all; the budget is {BUDGET} with brotli 11");
    Ok(Some(brotli_total))
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
