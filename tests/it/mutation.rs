//! Answers: would anybody notice if a policy file said something slightly else?
//!
//! Every number, day, period, edge and set of policy/ is changed by its smallest unit, one change at a time. Each must
//! be refused by the checks of the build, or some worked case or table of the law must disagree with it. What changes
//! nothing that can be observed stands in tests/policy-survivors.toml with the reason. The report is written past the
//! test's own capture, so that CI shows it.

mod perturb;
mod stated;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Debug;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::{fs, thread};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tidu::assess::{self, Filing, Reason, Truth};
use tidu::document;
use tidu::facts::Facts;
use tidu::policy::catalog::Catalog;
use tidu::policy::check::{self, File};
use tidu::policy::held::List;
use tidu::policy::schema::Book;
use toml::Value;

use crate::cases::{self, Case};
use crate::coverage::say;
use perturb::Perturbation;

/// How a perturbation ends.
#[derive(Clone, Debug, PartialEq, Eq)]
enum End {
    /// The build would refuse the file, with these words.
    Refused(String),
    /// This case or table says otherwise.
    Caught(String),
    /// Nothing notices.
    Survived,
}

/// A case that has been read, and what the law as it is makes of it.
struct Worked {
    case: Case,
    facts: Facts,
    filing: Filing,
    /// What it expects, to see which rules it speaks of.
    expects: String,
    /// The files it is judged by.
    judged_by: BTreeSet<String>,
    /// What is said of everything it expects.
    said: String,
}

/// The law as it is, and everything that is stated of it.
struct Ground {
    files: Vec<File>,
    book: Book,
    /// docs/facts.schema.json, which states the vocabulary.
    schema: String,
    cases: Vec<Worked>,
}

/// Which cases are asked first: those that caught the last perturbations, then those that speak of the rule.
#[derive(Default)]
struct Order {
    recent: VecDeque<usize>,
    of: (String, String),
    cases: Vec<usize>,
    /// So many of them speak of the rule.
    likely: usize,
}

impl Ground {
    fn new() -> Self {
        let catalog = Catalog::embedded();
        let cases = cases::all().unwrap().into_iter().map(|case| Worked::of(case, catalog)).collect();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = check::files(&root.join("policy")).unwrap();
        let schema = fs::read_to_string(root.join("docs/facts.schema.json")).unwrap();
        Self { files, book: catalog.book().clone(), schema, cases }
    }

    fn end(&self, it: &Perturbation, whole: &Value, order: &mut Order) -> End {
        let book = match with(&self.book, &it.file, it.of(whole)) {
            Ok(book) => book,
            Err(fault) => return End::Refused(fault),
        };
        if let Some(what) = stated::disagreement(&book) {
            return End::Caught(what);
        }
        let catalog = Catalog::new(book);
        if it.file == "facts.toml" && document::facts_schema(&catalog).pretty() != self.schema {
            return End::Caught("docs/facts.schema.json".to_owned());
        }
        self.sort(it, order);
        let (likely, others) = order.cases.split_at(order.likely);
        let catches = |at: &usize| self.cases[*at].disagrees(&catalog, &it.file);
        let mut caught = order.recent.iter().chain(likely).copied().find(catches);
        if caught.is_none() {
            if let Some(fault) = check::faults(catalog.book(), &self.files).first() {
                return End::Refused(fault.to_string());
            }
            caught = others.iter().copied().find(catches);
        }
        let Some(at) = caught else { return End::Survived };
        order.recent.retain(|other| *other != at);
        order.recent.push_front(at);
        order.recent.truncate(12);
        End::Caught(self.cases[at].case.place.clone())
    }

    /// The cases that can see the change, those that speak of the rule first.
    fn sort(&self, it: &Perturbation, order: &mut Order) {
        let of = (it.file.clone(), it.rule.clone());
        if order.of == of {
            return;
        }
        let stem = it.file.strip_suffix(".toml").unwrap_or_default();
        let folder = stem.split_once('/').map_or(stem, |(_, folder)| folder);
        let rule = format!("\"{}\"", it.rule.split(' ').next().unwrap_or_default());
        // Windows and the like are seen by cases that the file does not judge now.
        let is_whole = matches!(stem, "facts" | "checks") || (it.rule.is_empty() && is_judged(stem));
        let judges = |worked: &Worked| is_whole || worked.judged_by.contains(stem);
        order.cases = (0..self.cases.len()).filter(|at| judges(&self.cases[*at])).collect();
        order.cases.sort_by_cached_key(|at| {
            let worked = &self.cases[*at];
            (!worked.expects.contains(&rule), !worked.case.place.starts_with(folder))
        });
        let speaks = |at: &&usize| self.cases[**at].expects.contains(&rule);
        order.likely = order.cases.iter().take_while(speaks).count();
        order.of = of;
    }
}

/// True of files that an assessment is made by; practices, clauses and the like are stated, never assessed.
fn is_judged(stem: &str) -> bool {
    stem.contains('/') && !["/practice/", "/clauses", "sources/"].iter().any(|part| stem.contains(part))
}

impl Worked {
    fn of(case: Case, catalog: &Catalog) -> Self {
        let (facts, filing) = cases::asked(&case, catalog).unwrap();
        let mut judged_by = BTreeSet::new();
        if let assess::Outcome::Assessed(it) = cases::outcome(catalog, &case.tier, &facts, filing) {
            for standard in it.includes.iter().copied().chain([it.standard]) {
                judged_by.insert(standard.id.to_string());
                judged_by.extend(standard.definitions.iter().map(ToString::to_string));
            }
            judged_by.extend(it.size.iter().map(|it| it.by.id.to_string()));
        }
        let expects = serde_json::to_string(&case.expect).unwrap();
        let said = said(&case, catalog, &facts, filing);
        Self { case, facts, filing, expects, judged_by, said }
    }

    fn disagrees(&self, catalog: &Catalog, file: &str) -> bool {
        let reread = (file == "facts.toml").then(|| cases::asked(&self.case, catalog));
        let (facts, filing) = match &reread {
            Some(Err(_)) => return true,
            Some(Ok((facts, filing))) => (facts, *filing),
            None => (&self.facts, self.filing),
        };
        // The report takes most of the time; what it tells cannot differ where this does not.
        said(&self.case, catalog, facts, filing) != self.said
            && cases::differences(&self.case, catalog, facts, filing).is_ok_and(|it| !it.is_empty())
    }
}

/// What is said of everything that the case expects, in short.
fn said(case: &Case, catalog: &Catalog, facts: &Facts, filing: Filing) -> String {
    let mut said = Said { case, text: String::new() };
    let findings = assess::findings(catalog, facts, filing);
    said.add("findings", "", || findings.iter().map(|it| it.check.id).collect::<Vec<_>>());
    let assess::Outcome::Assessed(it) = cases::outcome(catalog, &case.tier, facts, filing) else {
        return said.text;
    };
    said.add("status", "", || "assessed");
    said.add("standard", "", || it.standard.id);
    said.add("verdict", "", || it.verdict);
    said.add("includes", "", || it.includes.iter().map(|it| it.id).collect::<Vec<_>>());
    said.add("advised", "", || it.advised.iter().map(|it| it.id).collect::<Vec<_>>());
    said.add("missing", "", || it.missing.clone());
    said.add("open", "", || it.open.clone());
    for judged in &it.criteria {
        said.truth(judged.id, judged.reason.truth);
        said.standing(judged.id, judged.standing);
        said.add("relieved", judged.id, || judged.relieved_by.clone());
        said.add("hold", judged.id, || judged.reason.first_hold());
    }
    for relieved in &it.reliefs {
        said.add("truth", &relieved.relief.id, || relieved.reason.truth);
        said.add("hold", &relieved.relief.id, || relieved.reason.first_hold());
    }
    if let Some(score) = &it.score {
        said.add("score", "", || (score.lo, score.hi));
        said.truth(&score.score.id, score.total);
        said.standing("score", it.score_standing);
        for group in &score.groups {
            said.truth(&group.group.id, group.truth);
            said.add("group", &group.group.id, || (group.lo, group.hi));
            said.add("groups", &group.group.id, || (group.lo, group.hi));
        }
        for indicator in &score.indicators {
            let holds = || indicator.reasons.iter().filter_map(Reason::first_hold).collect::<Vec<_>>();
            said.add("points", &indicator.indicator.id, || indicator.points);
            said.add("hold", &indicator.indicator.id, holds);
        }
    }
    if let Some(size) = &it.size {
        said.add("row", "", || size.row.map(|row| row.id));
        said.add("classes", "", || size.possible.iter().map(|class| class.id).collect::<Vec<_>>());
    }
    said.text
}

struct Said<'c> {
    case: &'c Case,
    text: String,
}

impl Said<'_> {
    /// Notes what is said of `word` (of `id`), if the case expects something of it.
    fn add<T: Debug>(&mut self, word: &str, id: &str, value: impl Fn() -> T) {
        let Some(expected) = self.case.expect.get(word) else { return };
        let of_id = |name: &String| name == id || name.ends_with(&format!("#{id}"));
        if expected.as_object().is_none_or(|by_id| by_id.keys().any(of_id)) {
            self.text += &format!("{word} {id}: {:?}; ", value());
        }
    }

    fn truth(&mut self, id: &str, truth: Truth) {
        self.add("truth", id, || truth);
        self.add("unmet", id, || truth == Truth::Unmet);
        self.add("unknown", id, || truth == Truth::Unknown);
    }

    fn standing(&mut self, id: &str, truth: Truth) {
        self.add("standing", id, || truth);
        self.add("unmet-standing", id, || truth == Truth::Unmet);
    }
}

/// The book with another text of one file.
fn with(book: &Book, file: &str, value: Value) -> Result<Book, String> {
    let mut book = book.clone();
    match file {
        "facts.toml" => book.facts = typed(value)?,
        "tiers.toml" => book.tiers = typed(value)?,
        "checks.toml" => book.checks = typed(value)?,
        "choices.toml" => book.choices = typed(value)?,
        "insight.toml" => book.insight = typed(value)?,
        "materials.toml" => book.materials = typed(value)?,
        "sources/index.toml" => book.sources = typed(value)?,
        _ if file.ends_with("/clauses.toml") => book.clauses = List::from(vec![typed(value)?]),
        _ if file.contains("/practice/") => {
            book.practices = replaced(&book.practices, file, value, |it| &it.id)?;
        }
        _ if value.get("row").is_some() => {
            book.classifications = replaced(&book.classifications, file, value, |it| &it.id)?;
        }
        _ => book.standards = replaced(&book.standards, file, value, |it| &it.id)?,
    }
    Ok(book)
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    value.try_into().map_err(|fault: toml::de::Error| fault.to_string())
}

fn replaced<T: DeserializeOwned + Clone>(
    list: &List<T>,
    file: &str,
    value: Value,
    id: fn(&T) -> &str,
) -> Result<List<T>, String> {
    let mut all = list.to_vec();
    let at = all.iter().position(|it| file.strip_suffix(".toml") == Some(id(it)));
    all[at.ok_or_else(|| format!("{file} is none of these"))?] = typed(value)?;
    Ok(all.into())
}

/// A perturbation that nothing notices, and why nothing can.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Survivor {
    place: String,
    changes: Vec<String>,
    reason: String,
}

/// tests/policy-survivors.toml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Survivors {
    survivor: Vec<Survivor>,
}

/// How each perturbation ends, in their order.
fn ends(ground: &Ground, files: &BTreeMap<&str, Value>, all: &[Perturbation]) -> Vec<End> {
    let next = AtomicUsize::new(0);
    let ends = Mutex::new(vec![End::Survived; all.len()]);
    let work = || {
        let mut order = Order::default();
        while let Some((at, it)) = Some(next.fetch_add(1, Relaxed)).and_then(|at| Some((at, all.get(at)?))) {
            let end = ground.end(it, &files[it.file.as_str()], &mut order);
            ends.lock().unwrap()[at] = end;
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    ends.into_inner().unwrap()
}

fn report(all: &[Perturbation], ends: &[End]) {
    let mut by_kind: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (it, end) in all.iter().zip(ends) {
        let [refused, caught, survived] = by_kind.entry(it.kind).or_default();
        *match end {
            End::Refused(_) => refused,
            End::Caught(_) => caught,
            End::Survived => survived,
        } += 1;
    }
    say(&format!("\nperturbations of the policy files: {}", all.len()));
    for (kind, [refused, caught, survived]) in by_kind {
        say(&format!("  {kind}: {caught} caught by a case or table, {refused} refused, {survived} listed"));
    }
}

#[test]
fn every_perturbation_of_the_law_is_noticed() {
    let ground = Ground::new();
    let data = ground.files.iter().filter(|file| file.is_law());
    let files: BTreeMap<&str, Value> =
        data.map(|file| (file.path.as_str(), toml::from_str(&file.text).unwrap())).collect();
    let all: Vec<Perturbation> =
        files.iter().flat_map(|(file, value)| perturb::all(file, value, &ground.book)).collect();
    let ends = ends(&ground, &files, &all);
    report(&all, &ends);
    let survived = all.iter().zip(&ends).filter(|(_, end)| **end == End::Survived);
    let survived: BTreeSet<String> = survived.map(|(it, _)| format!("{}: {}", it.place, it.change)).collect();
    let listed: Survivors = toml::from_str(include_str!("../policy-survivors.toml")).unwrap();
    assert!(listed.survivor.iter().all(|it| !it.reason.is_empty()), "a survivor needs a reason");
    let listed = listed
        .survivor
        .iter()
        .flat_map(|it| it.changes.iter().map(|change| format!("{}: {change}", it.place)));
    let listed: BTreeSet<String> = listed.collect();
    let (unseen, stale): (Vec<_>, Vec<_>) =
        (survived.difference(&listed).collect(), listed.difference(&survived).collect());
    assert!(unseen.is_empty(), "no case, table or check notices:\n{unseen:#?}");
    assert!(stale.is_empty(), "in tests/policy-survivors.toml, and noticed or gone:\n{stale:#?}");
}
