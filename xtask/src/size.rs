//! What the browser loads first, compressed as a good host does, and its budget.

use std::fs;

use crate::{
    compress::brotli_size,
    dist::Site,
    english,
    fault::Fault,
    files::{names_in, read_text},
};

/// The most that HTML, CSS, JS and wasm of a page may weigh together: in
/// thousands of bytes, each file with brotli 11.
const PAGES: [(&str, u64); 2] = [(english::CHINESE_PAGE, 498_000), (english::PAGE, 526_000)];

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
    let totals = measure(site)?.ok_or(Fault::Page("was not compressed; is there Node?"))?;
    let over = totals.into_iter().zip(PAGES).find(|(total, (_, budget))| total > budget);
    over.map_or(Ok(()), |(total, (_, limit))| Err(Fault::Budget { total, limit }))
}

/// What the pages weigh; the Chinese one is told file by file.
fn measure(site: &Site) -> Result<Option<[u64; 2]>, Fault> {
    println!("{:>10} {:>10}  First load", "bytes", "brotli 11");
    let mut totals = [0, 0];
    for (total, (page, budget)) in totals.iter_mut().zip(PAGES) {
        let mut plain_total = 0;
        for name in first_load(site, page)? {
            let file = site.folder.join(&name);
            let Some(brotli) = brotli_size(&file) else { return Ok(None) };
            let plain = fs::metadata(&file).map_err(|source| Fault::File { path: file, source })?.len();
            println!("{plain:>10} {brotli:>10}  {name}");
            plain_total += plain;
            *total += brotli;
        }
        println!("{plain_total:>10} {total:>10}  {page} in all; the budget is {budget} with brotli 11");
    }
    Ok(Some(totals))
}

/// The page, what it names, and the worker.
fn first_load(site: &Site, page: &str) -> Result<Vec<String>, Fault> {
    let text = read_text(&site.folder.join(page))?;
    let mut names = names_in(&site.folder)?;
    names.retain(|name| {
        let is_code = name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind));
        let is_loaded =
            name == page || name == "sw.js" || (!name.ends_with("html") && text.contains(name.as_str()));
        is_code && is_loaded
    });
    Ok(names)
}
