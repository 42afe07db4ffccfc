//! Answers: how are days written so that every calendar takes them in, and takes them once?
//!
//! iCalendar (RFC 5545): whole days without a time zone, one event each, told apart by its UID. Whoever calls says
//! when it is written and which edition it is; nothing here knows a clock or chance. No METHOD: a published calendar
//! would have to name its organiser. Must not know: what the days are about.

use crate::units::Date;

/// The most octets of a line, its end not counted.
const MOST_OCTETS: usize = 75;
/// The program that wrote it.
const PRODUCT: &str = "-//tidu//tidu 1//ZH";

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
    let mut out = Lines(String::new());
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", PRODUCT);
    out.put("CALSCALE", "GREGORIAN");
    for entry in entries {
        out.event(edition, entry);
    }
    out.put("END", "VCALENDAR");
    out.0
}

/// Lines, each ended and folded as the format wants it.
struct Lines(String);

impl Lines {
    fn event(&mut self, edition: Edition, entry: &Entry) {
        self.put("BEGIN", "VEVENT");
        self.put("UID", &text(&entry.uid));
        self.put("DTSTAMP", &format!("{}T000000Z", day(edition.made)));
        self.put("SEQUENCE", &edition.sequence.to_string());
        self.put("DTSTART;VALUE=DATE", &day(entry.first));
        self.put("DTEND;VALUE=DATE", &day(entry.last.day_after()));
        self.put("SUMMARY", &text(&entry.summary));
        self.put("DESCRIPTION", &text(&entry.description));
        if !entry.categories.is_empty() {
            let words: Vec<String> = entry.categories.iter().map(|it| text(it)).collect();
            self.put("CATEGORIES", &words.join(","));
        }
        // A last day leaves the people free on it.
        self.put("TRANSP", "TRANSPARENT");
        for reminder in &entry.reminders {
            self.put("BEGIN", "VALARM");
            self.put("ACTION", "DISPLAY");
            self.put("DESCRIPTION", &text(&entry.summary));
            let (name, duration) = reminder.trigger();
            self.put(name, &duration);
            self.put("END", "VALARM");
        }
        self.put("END", "VEVENT");
    }

    fn put(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for one in name.chars().chain([':']).chain(value.chars()) {
            if MOST_OCTETS < octets + one.len_utf8() {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(one);
            octets += one.len_utf8();
        }
        self.0.push_str("\r\n");
    }
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

/// A text as a value: what separates is escaped, a line end is written `\n`, and what the format has no place for is
/// replaced.
fn text(text: &str) -> String {
    let mut out = String::new();
    for one in text.replace("\r\n", "\n").chars() {
        match one {
            '\\' | ';' | ',' => out.extend(['\\', one]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(one),
            control if control.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            plain => out.push(plain),
        }
    }
    out
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
    fn a_line_is_cut_at_75_octets_between_characters() {
        let mut lines = Lines(String::new());
        // 8 octets of the name, then 22 characters of three octets are 74; with the next one they were 77.
        lines.put("SUMMARY", &"梯".repeat(47));
        let expected = format!(
            "SUMMARY:{}\r\n {}\r\n {}\r\n",
            "梯".repeat(22),
            // A space and 24 characters are 73.
            "梯".repeat(24),
            "梯"
        );
        assert_eq!(lines.0, expected);
    }

    #[test]
    fn a_line_of_75_octets_is_whole() {
        let mut lines = Lines(String::new());
        lines.put("X", &"a".repeat(73));
        lines.put("X", &"a".repeat(74));
        assert_eq!(lines.0, format!("X:{0}\r\nX:{0}\r\n a\r\n", "a".repeat(73)));
    }

    #[test]
    fn what_would_end_a_line_is_written_out() {
        assert_eq!(text("a\r\nb\rc\nd\te\u{7}f\u{85}"), "a\\nb\\nc\\nd\te\u{fffd}f\u{fffd}");
    }
}
