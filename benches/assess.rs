//! Prints how long one assessment takes: `cargo bench`. No test, no limit: the numbers are for people.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tidu::assess::findings;
use tidu::document::read;
use tidu::package::assess_all;
use tidu::plan::{Wish, plan};
use tidu::policy::catalog::Catalog;
use tidu::units::Date;

const RUNS: usize = 2_000;
const PLANS: usize = 20;

fn main() {
    let catalog = Catalog::embedded();
    let text = include_str!("../src/draft/sample.json");
    let (Ok(sample), Some(day)) = (read(text, catalog), Date::new(2026, 9, 18)) else {
        eprintln!("the sample enterprise cannot be read");
        return;
    };
    let all = median(|| drop(black_box(assess_all(catalog, &sample, day))));
    let reading = median(|| drop(black_box(read(text, catalog))));
    let first = assess_all(catalog, &sample, day);
    let filing = first.first().map(|one| one.filing);
    let checks = median(|| drop(black_box(filing.map(|filing| findings(catalog, &sample.facts, filing)))));
    let wish = Wish::default();
    for one in &first {
        let search = || drop(black_box(plan(catalog, one.tier, &sample.facts, one.filing, &wish)));
        println!("the shortest path to {:15}        median {:?}", one.tier, median_of(PLANS, search));
    }
    println!("all tiers with reasons, the sample enterprise: median {all:?} of {RUNS} runs");
    println!("contradictions of the sample enterprise:       median {checks:?}");
    println!("reading the sample document:                   median {reading:?}");
}

fn median(run: impl FnMut()) -> Duration {
    median_of(RUNS, run)
}

fn median_of(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(runs / 2).copied().unwrap_or_default()
}
