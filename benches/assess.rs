//! Prints how long contradictions, the shortest paths and reading take: `cargo bench --bench assess`. No test, no limit: the
//! numbers are for people.

use std::hint::black_box;

use tidu::assess::findings;
use tidu::document::read;
use tidu::package::assess_all;
use tidu::plan::{Wish, plan};
use tidu::policy::catalog::Catalog;
use tidu::units::Date;

mod time;

use time::median;

const RUNS: usize = 2_000;
const PLANS: usize = 20;

fn main() {
    let catalog = Catalog::embedded();
    let text = include_str!("../src/draft/sample.json");
    let (Ok(sample), Some(day)) = (read(text, catalog), Date::new(2026, 9, 18)) else {
        eprintln!("the sample enterprise cannot be read");
        return;
    };
    let reading = median(RUNS, || drop(black_box(read(text, catalog))));
    let first = assess_all(catalog, &sample, day);
    let filing = first.first().map(|one| one.filing);
    let checks =
        median(RUNS, || drop(black_box(filing.map(|filing| findings(catalog, &sample.facts, filing)))));
    let wish = Wish::default();
    for one in &first {
        let search = || drop(black_box(plan(catalog, one.tier, &sample.facts, one.filing, &wish)));
        println!("the shortest path to {:15}        median {:?}", one.tier, median(PLANS, search));
    }
    println!("contradictions of the sample enterprise:       median {checks:?}");
    println!("reading the sample document:                   median {reading:?}");
}
