//! Answers: what does a calendar say of the days that are tracked?

use super::rule::checklist;
use super::say::{COLON, LANG, Lang, aside, day_of_year, many, tr};
use super::tracked::{about, cited, earliest, told_rule};
use super::{visible, words};
use crate::calendar::{self, Edition, Entry, Reminder};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Due, Event as Start, Source};
use crate::tracker::{Dated, DueRow, Planned, ReviewWindow};

/// Days before a last day on which the calendar reminds.
const BEFORE_LAST: [u32; 2] = [30, 7];
/// Days before the first day of a window on which it reminds.
const BEFORE_FIRST: u32 = 7;

const SHIELD: &str = tr(
    "按登记的事件推算，不是官方记录；以当年通知为准。",
    "Worked out from the events that were entered; not an official record; the notice of the year decides.",
);

/// Whose days they are.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// Tells the enterprise from others in the names of events; never shown.
    pub key: &'a str,
    /// Its name, if stated.
    pub name: Option<&'a str>,
}

/// The text of a calendar file with these days: all that [`dated`](crate::tracker::dated) gives, or one of them.
pub fn ics(catalog: &Catalog, owner: Owner<'_>, edition: Edition, days: &[Dated<'_, '_>]) -> String {
    let teller = Teller { catalog, owner };
    let entries: Vec<Entry> = days.iter().map(|it| teller.entry(it)).collect();
    calendar::file(edition, &entries)
}

struct Teller<'a> {
    catalog: &'a Catalog,
    owner: Owner<'a>,
}

impl Teller<'_> {
    fn entry(&self, it: &Dated<'_, '_>) -> Entry {
        let (what, lines) = match &it.what {
            Planned::Due(rows) => (due_summary(rows), self.due_lines(rows)),
            Planned::Window(window) => (window_summary(window), self.window_lines(window)),
        };
        let done = if it.is_done() { tr("已办 · ", "Done · ") } else { "" };
        let of = self.owner.name.map(|name| format!(" · {}", visible(name))).unwrap_or_default();
        let mut description = lines;
        description.push(SHIELD.to_owned());
        Entry {
            uid: it.uid(self.owner.key),
            first: it.first,
            last: it.last,
            summary: format!("{done}{what}{of}"),
            description: description.join("\n"),
            categories: vec![tr("优质中小企业梯度培育", "Cultivation of quality SMEs").to_owned()],
            reminders: Self::reminders(it),
        }
    }

    /// Of what is still to be done, on days that lie ahead.
    fn reminders(it: &Dated<'_, '_>) -> Vec<Reminder> {
        if it.is_done() || !it.is_reminder() {
            return Vec::new();
        }
        let first = match it.what {
            Planned::Window(_) if it.first < it.last && i64::from(BEFORE_FIRST) <= it.to_first => {
                Some(Reminder::BeforeFirst(BEFORE_FIRST))
            }
            Planned::Window(_) | Planned::Due(_) => None,
        };
        let last = BEFORE_LAST.into_iter().filter(|before| i64::from(*before) <= it.to_last);
        first.into_iter().chain(last.map(Reminder::BeforeLast)).collect()
    }

    fn due_lines(&self, rows: &[&DueRow<'_>]) -> Vec<String> {
        let mut lines = Vec::new();
        for row in rows {
            let source = aside(&cited(self.catalog, &row.deadline.source));
            lines.push(format!("{}{source}", words(&row.deadline.label)));
            self.add_words(&row.deadline.source, &mut lines);
            lines.push(format!("{}{COLON}{}", tr("算法", "Reckoned"), reckoned(row)));
            if matches!(row.deadline.due, Due::After(Start::Revoked, _)) {
                lines.push(earliest(row.due.day_after()));
            }
            lines.extend(checklist(row.deadline));
            if let Some(rule) = row.missed {
                lines.push(told_rule(self.catalog, rule));
            }
        }
        lines
    }

    fn window_lines(&self, it: &ReviewWindow<'_>) -> Vec<String> {
        let how = match &it.notice {
            Some(it) => {
                let number = visible(&it.notice.number);
                worded!(
                    "通知（{number}）写明的日期，按登记",
                    "Days stated in the notice ({number}) that was entered"
                )
            }
            None if it.is_in_principle => tr("原则上的窗口", "The window in principle").to_owned(),
            None => tr("通知写明的日期", "Days stated in a notice").to_owned(),
        };
        let first = it
            .first
            .map_or_else(|| tr("首日未写明", "first day not stated").to_owned(), |day| day.to_string());
        let (source, last) = (aside(&cited(self.catalog, &it.window.source)), it.last);
        let mut lines = vec![
            format!("{}{source}", words(&it.window.label)),
            worded!("{how}：{first} 至 {last}，含首尾两日", "{how}: {first} to {last}, both days included"),
        ];
        self.add_words(&it.window.source, &mut lines);
        lines
    }

    /// The law's own words, or ours, what the mark is about, and how it could be read otherwise.
    fn add_words(&self, source: &Source, lines: &mut Vec<String>) {
        match (&source.quote, &source.wording) {
            (Some(quote), _) => lines.push(worded!("原文：“{quote}”", "In its own words: “{quote}”")),
            (None, Some(wording)) => {
                lines.push(format!("{}{COLON}{}", tr("概述", "In short"), words(wording)));
            }
            (None, None) => {}
        }
        if let Some(note) = &source.mark_note {
            lines.push(format!("{}{COLON}{}", tr("注", "Note"), words(note)));
        }
        for number in &source.choices {
            if let Some(choice) = self.catalog.choice(*number) {
                let (reading, other) = (words(&choice.reading), words(&choice.other));
                lines.push(worded!(
                    "取法：{reading}也可以读作：{other}",
                    "Our reading: {reading} It could also be read as: {other}"
                ));
            }
        }
    }
}

fn due_summary(rows: &[&DueRow<'_>]) -> String {
    let Some(row) = rows.first() else { return String::new() };
    let (label, about) = (words(&row.deadline.label), about(&row.about));
    worded!("最后一天：{label}（{about}）", "Last day: {label} ({about})")
}

fn window_summary(it: &ReviewWindow<'_>) -> String {
    let how = if it.is_in_principle { tr("，原则上", ", in principle") } else { "" };
    let what = match &it.notice {
        Some(it) => visible(&it.notice.number),
        None => words(&it.window.label).to_owned(),
    };
    let title = visible(&it.title);
    worded!("复核窗口（{title}{how}）：{what}", "Review window ({title}{how}): {what}")
}

fn reckoned(row: &DueRow<'_>) -> String {
    let due = row.due;
    match (row.deadline.due, row.from) {
        (Due::After(_, months), Some(from)) => {
            let span = span(months);
            worded!(
                "{from} 起 {span}，到对应日 {due} 止，含当日",
                "{span} from {from}, to the corresponding day {due}, included"
            )
        }
        (Due::After(..), None) => {
            worded!(
                "按所填的有效期，到 {due} 止，含当日",
                "by the validity that was stated, until {due}, included"
            )
        }
        (Due::EachYear { month, day }, _) => match LANG {
            Lang::Zh => format!("每年 {month} 月 {day} 日，含当日"),
            Lang::En => format!("every year until {}, included", day_of_year(month, day)),
        },
    }
}

fn span(months: u32) -> String {
    let years = months / 12;
    match (LANG, months % 12) {
        (Lang::Zh, 0) => format!("{years} 年"),
        (Lang::Zh, _) => format!("{months} 个月"),
        (Lang::En, 0) => many(years, "year", "years"),
        (Lang::En, _) => many(months, "month", "months"),
    }
}
