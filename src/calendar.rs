//! Answers: how are days written so that every calendar takes them in, and takes them once?
//!
//! iCalendar (RFC 5545): whole days without a time zone, one event each, told apart by its UID. Whoever calls says
//! when it is written and which edition it is; nothing here knows a clock or chance. No METHOD: a published calendar
//! would have to name its organiser. Must not know: what the days are about.

use ics::components::{Component, Property};
use ics::escape_text;

use crate::text::say::tr;
use crate::units::Date;

/// The program that wrote it.
const PRODUCT: &str = tr("-//tidu//tidu 1//ZH", "-//tidu//tidu 1//EN");

/// When a calendar was made, and what it goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The day it is made.
    pub made: Date,
    /// Grows from one calendar to the next of the same enterprise.
    pub sequence: u32,
}

/// The day from which the days of editions are counted.
const FIRST_EDITION: Date = Date::made(2000, 1, 1);
/// How many editions of one day can be told apart.
const EDITIONS_A_DAY: u32 = 10_000;

impl Edition {
    /// For a caller that counts no editions: those of a later day come later, and on one day those with more events.
    pub fn of_day(made: Date, events: usize) -> Self {
        let days = u32::try_from(FIRST_EDITION.days_to(made)).unwrap_or(0);
        let events = u32::try_from(events).unwrap_or(u32::MAX).min(EDITIONS_A_DAY - 1);
        Self { made, sequence: days * EDITIONS_A_DAY + events }
    }
}

/// Days of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for the same thing, whatever its days are.
    pub uid: String,
    /// First day.
    pub first: Date,
    /// Last day, included.
    pub last: Date,
    /// In one line.
    pub summary: String,
    /// In lines.
    pub description: String,
    /// Under which words it is filed.
    pub categories: Vec<String>,
    /// Reminders.
    pub reminders: Vec<Reminder>,
}

/// A reminder, at nine in the morning wherever the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// So many days before the first day.
    BeforeFirst(u32),
    /// So many days before the last day.
    BeforeLast(u32),
}

/// The text of a calendar file.
pub fn file(edition: Edition, entries: &[Entry]) -> String {
    let mut calendar = Component::new("VCALENDAR");
    for (key, value) in [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN")] {
        calendar.add_property(Property::new(key, value));
    }
    for entry in entries {
        calendar.add_component(event(edition, entry));
    }
    calendar.to_string()
}

fn event(edition: Edition, entry: &Entry) -> Component<'_> {
    let mut event = Component::new("VEVENT");
    event.add_property(Property::new("UID", text(&entry.uid)));
    event.add_property(Property::new("DTSTAMP", format!("{}T000000Z", day(edition.made))));
    event.add_property(Property::new("SEQUENCE", edition.sequence.to_string()));
    event.add_property(Property::new("DTSTART;VALUE=DATE", day(entry.first)));
    event.add_property(Property::new("DTEND;VALUE=DATE", day(entry.last.day_after())));
    event.add_property(Property::new("SUMMARY", text(&entry.summary)));
    event.add_property(Property::new("DESCRIPTION", text(&entry.description)));
    if !entry.categories.is_empty() {
        let words: Vec<String> = entry.categories.iter().map(|it| text(it)).collect();
        event.add_property(Property::new("CATEGORIES", words.join(",")));
    }
    // A last day leaves the people free on it.
    event.add_property(Property::new("TRANSP", "TRANSPARENT"));
    for reminder in &entry.reminders {
        let mut alarm = Component::new("VALARM");
        alarm.add_property(Property::new("ACTION", "DISPLAY"));
        alarm.add_property(Property::new("DESCRIPTION", text(&entry.summary)));
        let (name, duration) = reminder.trigger();
        alarm.add_property(Property::new(name, duration));
        event.add_component(alarm);
    }
    event
}

impl Reminder {
    /// The property and its duration, from midnight at the start of the first day, or at the end of the last.
    fn trigger(self) -> (&'static str, String) {
        match self {
            // Nine hours after midnight of the day n days before are n - 1 days and fifteen hours before.
            Self::BeforeFirst(0) => ("TRIGGER", "PT9H".to_owned()),
            Self::BeforeFirst(days) => ("TRIGGER", format!("-P{}DT15H", days - 1)),
            Self::BeforeLast(days) => ("TRIGGER;RELATED=END", format!("-P{days}DT15H")),
        }
    }
}

fn day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A text as a value: escaped, without what the format has no place for.
fn text(text: &str) -> String {
    let is_out = |one: char| one.is_control() && !matches!(one, '\t' | '\n' | '\r');
    let kept = text.chars().map(|one| if is_out(one) { char::REPLACEMENT_CHARACTER } else { one });
    escape_text(kept.collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            uid: "a@tidu".to_owned(),
            first: Date::made(2026, 4, 25),
            last: Date::made(2026, 5, 25),
            summary: "填报; 小巨人, \\".to_owned(),
            description: "一\n二".to_owned(),
            categories: vec!["梯度".to_owned(), "a,b".to_owned()],
            reminders: vec![Reminder::BeforeFirst(7), Reminder::BeforeLast(7), Reminder::BeforeFirst(0)],
        }
    }

    #[test]
    fn an_event_is_written_as_the_format_says() {
        let edition = Edition { made: Date::made(2026, 2, 28), sequence: 12 };
        let expected = "BEGIN:VCALENDAR\r\n\
            VERSION:2.0\r\n\
            PRODID:-//tidu//tidu 1//ZH\r\n\
            CALSCALE:GREGORIAN\r\n\
            BEGIN:VEVENT\r\n\
            UID:a@tidu\r\n\
            DTSTAMP:20260228T000000Z\r\n\
            SEQUENCE:12\r\n\
            DTSTART;VALUE=DATE:20260425\r\n\
            DTEND;VALUE=DATE:20260526\r\n\
            SUMMARY:填报\\; 小巨人\\, \\\\\r\n\
            DESCRIPTION:一\\n二\r\n\
            CATEGORIES:梯度,a\\,b\r\n\
            TRANSP:TRANSPARENT\r\n\
            BEGIN:VALARM\r\n\
            ACTION:DISPLAY\r\n\
            DESCRIPTION:填报\\; 小巨人\\, \\\\\r\n\
            TRIGGER:-P6DT15H\r\n\
            END:VALARM\r\n\
            BEGIN:VALARM\r\n\
            ACTION:DISPLAY\r\n\
            DESCRIPTION:填报\\; 小巨人\\, \\\\\r\n\
            TRIGGER;RELATED=END:-P7DT15H\r\n\
            END:VALARM\r\n\
            BEGIN:VALARM\r\n\
            ACTION:DISPLAY\r\n\
            DESCRIPTION:填报\\; 小巨人\\, \\\\\r\n\
            TRIGGER:PT9H\r\n\
            END:VALARM\r\n\
            END:VEVENT\r\n\
            END:VCALENDAR\r\n";
        assert_eq!(file(edition, &[entry()]), expected);
    }

    #[test]
    fn a_calendar_may_be_empty() {
        let edition = Edition { made: Date::made(2026, 2, 28), sequence: 0 };
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tidu//tidu 1//ZH\r\nCALSCALE:GREGORIAN\r\nEND:VCALENDAR\r\n";
        assert_eq!(file(edition, &[]), expected);
    }

    #[test]
    fn what_would_end_a_line_is_written_out() {
        assert_eq!(text("a\r\nb\rc\nd\te\u{7}f\u{85}"), "a\\nb\\nc\\nd\te\u{fffd}f\u{fffd}");
    }
}
