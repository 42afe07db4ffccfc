//! Prints how long assessments, what comes next and margins take, and how many answers it takes until every verdict is
//! settled: `cargo bench --bench insight`. No test, no limit: the numbers are for people.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tidu::assess::{Open, Outcome, Verdict};
use tidu::document::{Document, read};
use tidu::facts::Facts;
use tidu::insight::{margins, next};
use tidu::package::assess_all;
use tidu::policy::catalog::Catalog;
use tidu::report::Assessed;
use tidu::units::Date;

#[path = "../tests/it/generated.rs"]
mod generated;
mod time;

use generated::{Dice, answer_as, asked, enterprise, is_answered};
use time::median;

const RUNS: usize = 1_000;
/// Enterprises that are assessed once each.
const MANY: usize = 10_000;
/// Enterprises that are asked until their verdicts are settled.
const ASKED: u32 = 1_000;
const SEED: u64 = 2026;

fn main() {
    let catalog = Catalog::embedded();
    let text = include_str!("../src/draft/sample.json");
    let (Ok(sample), Some(day)) = (read(text, catalog), Date::new(2026, 9, 18)) else {
        eprintln!("the sample enterprise cannot be read");
        return;
    };
    println!("{}", machine());
    let first = assess_all(catalog, &sample, day);
    let one = median(RUNS, || drop(black_box(assess_all(catalog, &sample, day))));
    let coming = median(RUNS, || drop(black_box(next(catalog, &first))));
    let empty = Document::default();
    let of_empty = assess_all(catalog, &empty, day);
    let coming_at_first = median(RUNS, || drop(black_box(next(catalog, &of_empty))));
    let apart = median(RUNS / 10, || drop(black_box(margins(catalog, &sample.facts, &first))));
    println!(
        "all tiers with reasons, the sample enterprise: median {one:?}, {}",
        ratio(micros(one), 50, "50 µs")
    );
    println!(
        "what comes next, given the assessments:        median {coming:?} (nothing answered: {coming_at_first:?})"
    );
    println!("every margin of the sample enterprise:         median {apart:?}");
    many(catalog, day);
    until_settled(catalog, day);
}

/// The model of the processor and how many of it there are.
fn machine() -> String {
    let known = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("machine: {}, {cores} cores", model.map_or("unknown", |(_, name)| name.trim()))
}

fn many(catalog: &Catalog, day: Date) {
    let mut dice = Dice::new(SEED);
    let nothing = assess_all(catalog, &Document::default(), day);
    let documents: Vec<Document> = (0..MANY)
        .map(|_| Document { facts: enterprise(&mut dice, catalog, &nothing), ..Document::default() })
        .collect();
    let mut verdicts = [0_usize; 3];
    let start = Instant::now();
    for document in &documents {
        for one in assess_all(catalog, document, day) {
            if let Outcome::Assessed(it) = &one.outcome {
                match it.verdict {
                    Verdict::Meets => verdicts[0] += 1,
                    Verdict::FallsShort => verdicts[1] += 1,
                    Verdict::Undetermined => verdicts[2] += 1,
                }
            }
        }
    }
    let took = start.elapsed();
    println!(
        "{MANY} generated enterprises, all tiers:       {took:?}, {}; verdicts: {} meet, {} fall short, {} open",
        ratio(took.as_micros(), 1_000_000, "1 s"),
        verdicts[0],
        verdicts[1],
        verdicts[2]
    );
}

/// What is asked next.
type Order = fn(&Catalog, &[Assessed<'_>], &Facts, &[Open]) -> Option<Open>;

fn until_settled(catalog: &Catalog, day: Date) {
    let orders: [(&str, Order); 3] = [
        ("the form from top to bottom", |_, _, facts, form| {
            form.iter().copied().find(|it| !is_answered(facts, *it))
        }),
        ("the form without what decides nothing", |catalog, assessed, _, form| {
            let next = next(catalog, assessed);
            let is_asked = |it: &&Open| next.iter().any(|asked| asked.fact == **it);
            form.iter().find(is_asked).copied().or_else(|| next.first().map(|it| it.fact))
        }),
        ("the most decisive answer first", |catalog, assessed, _, _| {
            next(catalog, assessed).first().map(|it| it.fact)
        }),
    ];
    let nothing = assess_all(catalog, &Document::default(), day);
    let form = asked(catalog, &nothing);
    println!(
        "answers until every verdict is settled, mean of {ASKED} generated enterprises (a list is one answer):"
    );
    for (name, order) in orders {
        let mut dice = Dice::new(SEED);
        let mut answers = 0_u32;
        for _ in 0..ASKED {
            let whole = enterprise(&mut dice, catalog, &nothing);
            let mut document = Document::default();
            loop {
                let assessed = assess_all(catalog, &document, day);
                let is_open = assessed
                    .iter()
                    .any(|one| matches!(&one.outcome, Outcome::Assessed(it) if !it.missing.is_empty()));
                let asked = order(catalog, &assessed, &document.facts, &form).filter(|_| is_open);
                let Some(asked) = asked else { break };
                answer_as(&mut dice, catalog, &mut document.facts, &whole, asked);
                answers += 1;
            }
        }
        println!("  {name}: {}.{:02}", answers / ASKED, answers % ASKED * 100 / ASKED);
    }
    println!("  (the form has {} answers)", form.len());
}

fn micros(time: Duration) -> u128 {
    time.as_micros()
}

/// "1.32 × the target of 50 µs".
fn ratio(value: u128, target: u128, of: &str) -> String {
    let hundredths = value * 100 / target.max(1);
    format!("{}.{:02} × the target of {of}", hundredths / 100, hundredths % 100)
}
