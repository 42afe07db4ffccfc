//! Answers: what does a calendar say of the days that are tracked?

use super::rule::checklist;
use super::tracked::{about, cited, told_rule};
use super::visible;
use crate::calendar::{self, Edition, Entry, Reminder};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Due, Event as Start, Source};
use crate::tracker::{Dated, DueRow, Planned, ReviewWindow};

/// Days before a last day on which the calendar reminds.
const BEFORE_LAST: [u32; 2] = [30, 7];
/// Days before the first day of a window on which it reminds.
const BEFORE_FIRST: u32 = 7;

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
        let done = if it.is_done() { "已办 · " } else { "" };
        let of = self.owner.name.map(|name| format!(" · {}", visible(name))).unwrap_or_default();
        let mut description = lines;
        description.push("按登记的事件推算，不是官方记录；以当年通知为准。".to_owned());
        Entry {
            uid: it.uid(self.owner.key),
            first: it.first,
            last: it.last,
            summary: format!("{done}{what}{of}"),
            description: description.join("\n"),
            categories: vec!["优质中小企业梯度培育".to_owned()],
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
            lines.push(format!("{}（{}）", row.deadline.label.zh, cited(self.catalog, &row.deadline.source)));
            self.add_words(&row.deadline.source, &mut lines);
            lines.push(format!("算法：{}", reckoned(row)));
            if matches!(row.deadline.due, Due::After(Start::Revoked, _)) {
                lines.push(format!("最早可再申报：{}", row.due.day_after()));
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
            Some(it) => format!("通知（{}）写明的日期，按登记", visible(&it.notice.number)),
            None if it.is_in_principle => "原则上的窗口".to_owned(),
            None => "通知写明的日期".to_owned(),
        };
        let first = it.first.map_or_else(|| "首日未写明".to_owned(), |day| day.to_string());
        let mut lines = vec![
            format!("{}（{}）", it.window.label.zh, cited(self.catalog, &it.window.source)),
            format!("{how}：{first} 至 {}，含首尾两日", it.last),
        ];
        self.add_words(&it.window.source, &mut lines);
        lines
    }

    /// The law's own words, or ours, what the mark is about, and how it could be read otherwise.
    fn add_words(&self, source: &Source, lines: &mut Vec<String>) {
        match (&source.quote, &source.wording) {
            (Some(quote), _) => lines.push(format!("原文：“{quote}”")),
            (None, Some(wording)) => lines.push(format!("概述：{}", wording.zh)),
            (None, None) => {}
        }
        if let Some(note) = &source.mark_note {
            lines.push(format!("注：{}", note.zh));
        }
        for number in &source.choices {
            if let Some(choice) = self.catalog.choice(*number) {
                lines.push(format!("取法：{}也可以读作：{}", choice.reading.zh, choice.other.zh));
            }
        }
    }
}

fn due_summary(rows: &[&DueRow<'_>]) -> String {
    let Some(row) = rows.first() else { return String::new() };
    format!("最后一天：{}（{}）", row.deadline.label.zh, about(&row.about))
}

fn window_summary(it: &ReviewWindow<'_>) -> String {
    let how = if it.is_in_principle { "，原则上" } else { "" };
    let what = match &it.notice {
        Some(it) => visible(&it.notice.number),
        None => it.window.label.zh.to_string(),
    };
    format!("复核窗口（{}{how}）：{what}", visible(&it.title))
}

fn reckoned(row: &DueRow<'_>) -> String {
    match (row.deadline.due, row.from) {
        (Due::After(_, months), Some(from)) if months % 12 == 0 => {
            format!("{from} 起 {} 年，到对应日 {} 止，含当日", months / 12, row.due)
        }
        (Due::After(_, months), Some(from)) => {
            format!("{from} 起 {months} 个月，到对应日 {} 止，含当日", row.due)
        }
        (Due::After(..), None) => format!("按所填的有效期，到 {} 止，含当日", row.due),
        (Due::EachYear { month, day }, _) => format!("每年 {month} 月 {day} 日，含当日"),
    }
}
