//! Answers: what does `tidu track` print, and with which exit status?

use super::{Printed, day, one_file};
use crate::calendar::Edition;
use crate::facts::Facts;
use crate::package;
use crate::policy::catalog::Catalog;
use crate::policy::schema::FactId;
use crate::text::calendar::{Owner, ics};
use crate::text::{self, tracked};
use crate::tracker::{self, Log, Tracked};
use crate::units::Date;

/// What is to be tracked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    file: String,
    on: Option<Date>,
    prints: Prints,
}

/// In which form it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Prints {
    #[default]
    Json,
    Text,
    Calendar,
    Table,
}

impl Arguments {
    pub(super) fn parse<'a>(words: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut parsed = Self::default();
        parsed.file = one_file(words, |word, value| {
            match (word, value) {
                ("--on", text) => parsed.on = Some(day(text)?),
                ("--format", "json") => parsed.prints = Prints::Json,
                ("--format", "text") => parsed.prints = Prints::Text,
                ("--format", "ics") => parsed.prints = Prints::Calendar,
                ("--format", "csv") => parsed.prints = Prints::Table,
                ("--format", other) => return Err(format!("--format: unknown value: {other}")),
                (other, _) => return Err(format!("unknown option: {other}")),
            }
            Ok(())
        })?;
        Ok(parsed)
    }
}

/// What follows from the events of a package on a day, `today` unless another one is asked for.
pub(super) fn file(
    catalog: &Catalog,
    arguments: &Arguments,
    today: Date,
    read: impl FnOnce(&str) -> Result<String, String>,
) -> Printed {
    let name = if arguments.file == "-" { "standard input" } else { &arguments.file };
    let unusable = |why: String| Printed { err: format!("{name}: {why}\n"), status: 1, ..Printed::default() };
    let text = match read(&arguments.file) {
        Ok(text) => text,
        Err(why) => return unusable(why),
    };
    let submission = match package::read(&text, catalog) {
        Ok(package) => package.submission,
        Err(fault) => return unusable(text::fault::document(&fault)),
    };
    let log = Log::read(&submission.events, catalog);
    let held = tracker::held(catalog, &submission.document.facts);
    let tracked = tracker::track(catalog, &log, &held, arguments.on.unwrap_or(today));
    let out = match arguments.prints {
        Prints::Json => {
            let mut json = tracker::to_json(catalog, &tracked);
            let ladder = tracker::ladder(catalog, &submission.document.facts, &tracked);
            json.insert_new("ladder", tracker::ladder_to_json(catalog, &ladder));
            let rewards = tracker::rewards(catalog, &submission.document.facts, &tracked);
            json.insert_new("rewards", tracker::rewards_to_json(catalog, &rewards));
            json.pretty()
        }
        Prints::Text => {
            let facts = &submission.document.facts;
            let ladder = tracker::ladder(catalog, facts, &tracked);
            let rewards = tracker::rewards(catalog, facts, &tracked);
            let mut out = tracked::told(catalog, &tracked);
            out += &text::ladder::told(catalog, facts, &ladder);
            out + &text::reward::told(catalog, &rewards)
        }
        Prints::Table => text::track_table::csv(catalog, &tracked),
        Prints::Calendar => {
            let edition = Edition::of_day(today, log.entries().len());
            calendar_of(catalog, &submission.document.facts, &tracked, edition)
        }
    };
    let err = if 0 < tracked.unread {
        format!("{name}: {}\n", tracked::unread(tracked.unread))
    } else {
        String::new()
    };
    Printed { out, err, status: 0 }
}

/// The calendar of an enterprise, which is known by its credit code, else by its name.
fn calendar_of(catalog: &Catalog, facts: &Facts, tracked: &Tracked<'_>, edition: Edition) -> String {
    let name = facts.text(FactId::of("enterprise-name"));
    let key = facts.text(FactId::of("credit-code")).or(name).unwrap_or_default();
    ics(catalog, Owner { key, name }, edition, &tracker::dated(tracked))
}
