//! Answers: what does `tidu ARGUMENTS` print, and with which exit status?
//!
//! The native half of the program: the same core on the same JSON, without a browser. Pure but for the function
//! that reads a file, so that tests call it directly.

use crate::assess::{self, Filing};
use crate::document::{self, Document};
use crate::json::Json;
use crate::package;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Applies, Route};
use crate::report::{self, Assessed};
use crate::text::say::tr;
use crate::text::{self, worded};
use crate::units::Date;

mod insight;
mod plan;
mod policy;
mod print;
mod track;
mod verify;

/// What the command line is to do.
#[derive(Clone, Debug)]
enum Command {
    Assess(AssessArguments),
    Verify(verify::Arguments),
    Track(track::Arguments),
    Look(insight::Look, AssessArguments),
    Compare(insight::CompareArguments),
    Plan(plan::Arguments),
    Policy,
    Schema(fn(&Catalog) -> Json),
    Help,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct AssessArguments {
    file: String,
    on: Option<Date>,
    tier: Option<String>,
    route: Option<Route>,
    prints_text: bool,
}

/// What to print where, and the exit status: 0 done, 1 unusable input or differences, 2 wrong usage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// The exit status.
    pub status: u8,
}

/// How the program is called.
pub const USAGE: &str = "\
usage: tidu assess FILE [--on YYYY-MM-DD] [--tier innovative|specialized|little-giant]
                        [--route new|review] [--format json|text]
       tidu verify FILE... [--format text|json|csv]
       tidu track FILE [--on YYYY-MM-DD] [--format json|text|csv|ics]
       tidu next FILE [options of assess]
       tidu margin FILE [options of assess]
       tidu compare FILE [OTHER] [--against YYYY-MM-DD] [options of assess]
       tidu compare FILE --submitted [APPLICATION] [--against YYYY-MM-DD] [options of assess]
       tidu plan FILE [--on YYYY-MM-DD] [--tier TIER] [--route new|review] [--format json|text]
                      [--most N] [--ease FACT=easy|hard|impossible]...
       tidu policy [--schema [facts|package]]
FILE is a facts document or an exported package (verify: a package); - reads standard input.
--on and --route default to what the document says, else to today and new (track: to today).
compare: without OTHER, --submitted and --against with the law before the last change, else the next.
";

/// Runs the command. `read` returns the text of a file ("-": standard input) or why it cannot be read.
pub fn run(arguments: &[String], today: Date, read: impl Fn(&str) -> Result<String, String>) -> Printed {
    let catalog = Catalog::embedded();
    match parse(arguments, catalog) {
        Ok(Command::Help) => Printed { out: USAGE.to_owned(), ..Printed::default() },
        Ok(Command::Schema(schema)) => Printed { out: schema(catalog).pretty(), ..Printed::default() },
        Ok(Command::Policy) => Printed { out: policy::listing(catalog), ..Printed::default() },
        Ok(Command::Assess(arguments)) => assess_file(catalog, &arguments, today, read),
        Ok(Command::Verify(arguments)) => verify::files(catalog, &arguments, read),
        Ok(Command::Track(arguments)) => track::file(catalog, &arguments, today, read),
        Ok(Command::Look(look, arguments)) => insight::look(catalog, look, &arguments, today, read),
        Ok(Command::Compare(arguments)) => insight::compare_files(catalog, &arguments, today, read),
        Ok(Command::Plan(arguments)) => plan::file(catalog, &arguments, today, read),
        Err(fault) => Printed { err: format!("tidu: {fault}\n{USAGE}"), status: 2, ..Printed::default() },
    }
}

fn parse(arguments: &[String], catalog: &Catalog) -> Result<Command, String> {
    let mut words = arguments.iter().map(String::as_str);
    match words.next() {
        Some("assess") => parse_assess(words, catalog).map(Command::Assess),
        Some("verify") => verify::Arguments::parse(words).map(Command::Verify),
        Some("track") => track::Arguments::parse(words).map(Command::Track),
        Some("next") => parse_assess(words, catalog).map(|it| Command::Look(insight::Look::Next, it)),
        Some("margin") => parse_assess(words, catalog).map(|it| Command::Look(insight::Look::Margin, it)),
        Some("compare") => insight::CompareArguments::parse(words, catalog).map(Command::Compare),
        Some("plan") => plan::Arguments::parse(words, catalog).map(Command::Plan),
        Some("policy") => match (words.next(), words.next(), words.next()) {
            (None, ..) => Ok(Command::Policy),
            (Some("--schema"), None | Some("facts"), None) => Ok(Command::Schema(document::facts_schema)),
            (Some("--schema"), Some("package"), None) => Ok(Command::Schema(package::package_schema)),
            (Some(other), ..) => Err(format!("unexpected argument: {other}")),
        },
        Some("--help" | "-h" | "help") => Ok(Command::Help),
        Some(other) => Err(format!("unknown command: {other}")),
        None => Err("a command is missing".to_owned()),
    }
}

/// The one FILE among the words; `take` is given every option with its value.
fn one_file<'a>(
    mut words: impl Iterator<Item = &'a str>,
    mut take: impl FnMut(&str, &str) -> Result<(), String>,
) -> Result<String, String> {
    let mut file = None;
    while let Some(word) = words.next() {
        if word.starts_with("--") {
            take(word, words.next().ok_or_else(|| format!("{word} needs a value"))?)?;
        } else if file.replace(word.to_owned()).is_some() {
            return Err(format!("one file only: {word}"));
        }
    }
    file.ok_or_else(|| "FILE is missing".to_owned())
}

/// The day of `--on`.
fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| format!("--on: no such day: {text}"))
}

fn parse_assess<'a>(
    words: impl Iterator<Item = &'a str>,
    catalog: &Catalog,
) -> Result<AssessArguments, String> {
    let mut parsed = AssessArguments::default();
    parsed.file = one_file(words, |word, value| {
        match (word, value) {
            ("--on", text) => parsed.on = Some(day(text)?),
            ("--tier", id) if catalog.tier(id).is_some() => parsed.tier = Some(id.to_owned()),
            ("--route", "new") => parsed.route = Some(Route::New),
            ("--route", "review") => parsed.route = Some(Route::Review),
            ("--format", "json") => parsed.prints_text = false,
            ("--format", "text") => parsed.prints_text = true,
            ("--tier" | "--route" | "--format", other) => {
                return Err(format!("{word}: unknown value: {other}"));
            }
            (other, _) => return Err(format!("unknown option: {other}")),
        }
        Ok(())
    })?;
    Ok(parsed)
}

fn assess_file(
    catalog: &Catalog,
    arguments: &AssessArguments,
    today: Date,
    read: impl Fn(&str) -> Result<String, String>,
) -> Printed {
    let Read { document, today, unread, .. } = match read_file(catalog, &arguments.file, today, read) {
        Ok(read) => read,
        Err(printed) => return printed,
    };
    let assessed = assess_document(catalog, arguments, today, &document);
    let out = if arguments.prints_text {
        print::assessments(catalog, &document, &assessed)
    } else {
        report::to_json(catalog, &document.facts, &assessed).pretty()
    };
    Printed { out, err: unread, status: 0 }
}

/// What a file states and what follows from its events, with the day that stands for today in it.
struct Read {
    document: Document,
    /// What happened, as it stands.
    events: Vec<Json>,
    today: Date,
    /// What is told on standard error.
    unread: String,
}

fn read_file(
    catalog: &Catalog,
    file: &str,
    today: Date,
    read: impl Fn(&str) -> Result<String, String>,
) -> Result<Read, Printed> {
    let name = if file == "-" { "standard input" } else { file };
    let unusable = |why: String| Printed { err: format!("{name}: {why}\n"), status: 1, ..Printed::default() };
    let text = read(file).map_err(unusable)?;
    let package = package::read(&text, catalog).map_err(|fault| unusable(text::fault::document(&fault)))?;
    let unknown = package.submission.unknown.len();
    let unread =
        if 0 < unknown { format!("{name}: {}\n", text::gap::unread(unknown)) } else { String::new() };
    let today = package.made_on.unwrap_or(today);
    let document = package.submission.informed(catalog, today);
    Ok(Read { document, events: package.submission.events, today, unread })
}

fn assess_document<'p>(
    catalog: &'p Catalog,
    arguments: &AssessArguments,
    today: Date,
    document: &Document,
) -> Vec<Assessed<'p>> {
    let is_asked = |id: &str| arguments.tier.as_deref().is_none_or(|only| only == id);
    let tiers = catalog.tiers().iter().filter(|tier| is_asked(&tier.id));
    tiers
        .map(|tier| {
            let as_of = arguments.on.unwrap_or_else(|| document.filing.date_for(&tier.id, today));
            let route = arguments.route.unwrap_or_else(|| document.filing.route_for(&tier.id));
            let filing = Filing { route, as_of };
            Assessed {
                tier: &tier.id,
                filing,
                outcome: assess::assess_tier(catalog, &tier.id, &document.facts, filing),
            }
        })
        .collect()
}

/// "2022-08-01 起", "2022-08-01 至 2026-03-31 之前…": the window of a version.
fn window(applies: &Applies) -> String {
    let route = applies.route.map_or(tr("新申请、复核", "New application, review"), text::route);
    let from = applies.from;
    match applies.before {
        Some(before) => worded!("{route}：{from} 起，{before} 前", "{route}: from {from}, before {before}"),
        None => worded!("{route}：{from} 起", "{route}: from {from}"),
    }
}
