//! Answers: what does `tidu track` print, and with which exit status?

use super::{Printed, day, one_file};
use crate::package;
use crate::policy::catalog::Catalog;
use crate::text::{self, tracked};
use crate::tracker::{self, Log};
use crate::units::Date;

/// What is to be tracked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    file: String,
    on: Option<Date>,
    prints_text: bool,
}

impl Arguments {
    pub(super) fn parse<'a>(words: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut parsed = Self::default();
        parsed.file = one_file(words, |word, value| {
            match (word, value) {
                ("--on", text) => parsed.on = Some(day(text)?),
                ("--format", "json") => parsed.prints_text = false,
                ("--format", "text") => parsed.prints_text = true,
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
    let out = if arguments.prints_text {
        tracked::told(catalog, &tracked)
    } else {
        tracker::to_json(catalog, &tracked).pretty()
    };
    let err = if 0 < tracked.unread {
        format!("{name}: {}\n", tracked::unread(tracked.unread))
    } else {
        String::new()
    };
    Printed { out, err, status: 0 }
}
