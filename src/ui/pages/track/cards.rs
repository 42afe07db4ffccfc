//! Answers: what is due next, and by which rule? The next ones as figures, all of them as a table.

use leptos::prelude::*;

use super::Board;
use super::stand::enter_done;
use crate::calendar::Edition;
use crate::policy::schema::FactId;
use crate::text::calendar::{Owner, ics};
use crate::text::say::{self, Say};
use crate::tracker::{self, Planned};
use crate::tracker::{About, DueRow, ReviewWindow, Rule, Status, Tracked};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::{file_name, offer};
use crate::ui::state::law;
use crate::ui::widgets::citation::{citation, mark, place};
use crate::ui::words::{LANG, t, w};
use crate::units::Date;

/// How many are shown as figures.
const FIRST: usize = 3;

/// A deadline, and what other rules say of the same.
#[derive(Clone)]
pub struct Asked<'t> {
    /// The earliest.
    pub row: &'t DueRow<'static>,
    /// The others, on the same day or later.
    pub others: Vec<&'t DueRow<'static>>,
}

/// Something with a day: a deadline, or a window.
#[derive(Clone)]
pub enum Dated<'t> {
    /// A last day.
    Due(Asked<'t>),
    /// A time in which something may be filed.
    Window(&'t ReviewWindow<'static>, Date),
}

impl Dated<'_> {
    /// The day it is counted to.
    pub const fn on(&self) -> Date {
        match self {
            Self::Due(it) => it.row.due,
            Self::Window(_, on) => *on,
        }
    }

    /// What it is, and of what.
    pub fn label(&self, tracked: &Tracked<'_>) -> String {
        match self {
            Self::Due(it) => label(tracked, it.row),
            Self::Window(it, _) => say::labelled(LANG, &title_name(tracked, &it.title), t(Say::ReviewWindow)),
        }
    }
}

/// What a deadline is, and of what.
pub fn label(tracked: &Tracked<'_>, row: &DueRow<'_>) -> String {
    let of = match &row.about {
        About::Title(name) => title_name(tracked, name),
        About::Change(name) => crate::text::visible(name),
        About::Year(year) => say::year(LANG, *year),
    };
    say::labelled(LANG, &of, w(&row.deadline.label))
}

/// A title by its tier; by its name too where there are several of the tier.
fn title_name(tracked: &Tracked<'_>, name: &str) -> String {
    let tier = tracked.titles.iter().find(|it| it.name == name).map_or("", |it| it.tier.as_str());
    let short = law().tier(tier).map_or(name, |tier| w(&tier.short));
    let is_alone = tracked.titles.iter().filter(|it| it.tier == tier).count() < 2;
    if is_alone { short.to_owned() } else { say::of_name(LANG, short, &crate::text::visible(name)) }
}

/// The deadlines, each once however many rules ask for it.
pub fn asked<'t>(tracked: &'t Tracked<'static>) -> Vec<Asked<'t>> {
    let mut all: Vec<Asked<'t>> = Vec::new();
    let is_same = |one: &DueRow<'_>, other: &DueRow<'_>| {
        one.deadline.id == other.deadline.id && one.about == other.about
    };
    for is_first in [true, false] {
        for row in tracked.deadlines.iter().filter(|row| row.is_reminder == is_first) {
            match all.iter_mut().find(|it| is_same(it.row, row)) {
                Some(it) => it.others.push(row),
                None => all.push(Asked { row, others: Vec::new() }),
            }
        }
    }
    all
}

/// Where a deadline is written: in the rule that comes first, and in the others with their days.
pub fn written(it: &Asked<'_>) -> AnyView {
    let mut cited =
        el("p.small").add(place(&it.row.deadline.source)).add(" ").add(mark(&it.row.deadline.source));
    for other in &it.others {
        let day = (other.due != it.row.due).then(|| say::other_day(LANG, other.due));
        let source = &other.deadline.source;
        cited = cited.add(" ").add(el("span").add(day).add(place(source)).add(" ").add(mark(source)));
    }
    cited.piece()
}

/// What is overdue and what comes, in the order of the days; of two rules that ask for the same the earlier.
pub fn coming<'t>(tracked: &'t Tracked<'static>) -> Vec<Dated<'t>> {
    let mut all: Vec<Dated<'t>> = Vec::new();
    let mut put = |it: Dated<'t>| {
        let at = all.iter().position(|other| it.on() < other.on()).unwrap_or(all.len());
        all.insert(at, it);
    };
    let is_coming =
        |it: &Asked<'_>| matches!(it.row.status, Status::Open(_) | Status::Today | Status::Overdue(_));
    asked(tracked).into_iter().filter(is_coming).for_each(|it| put(Dated::Due(it)));
    for it in tracked.windows.iter().filter(|it| tracked.on <= it.last) {
        put(Dated::Window(it, it.first.filter(|first| tracked.on < *first).unwrap_or(it.last)));
    }
    all
}

/// The days of a window, and the notice that names them.
pub fn window_words(it: &ReviewWindow<'_>) -> String {
    let number = it.notice.as_ref().map(|it| crate::text::visible(&it.notice.number));
    say::window(LANG, (it.first, it.last), it.is_in_principle, number.as_deref())
}

/// How far it lies ahead.
pub fn days_word(tracked: &Tracked<'_>, it: &Dated<'_>) -> String {
    match it {
        Dated::Due(it) => say::due_status(LANG, it.row.status),
        Dated::Window(it, on) => {
            let days = say::days_ahead(LANG, tracked.on.days_to(*on));
            say::labelled(LANG, &days, &window_words(it))
        }
    }
}

/// The nearest written deadline, in a sentence.
pub fn nearest(tracked: &Tracked<'static>) -> Option<String> {
    let coming = coming(tracked);
    let next = coming.iter().find(|it| matches!(it, Dated::Due(_)) && tracked.on <= it.on());
    let missed = coming.iter().filter(|it| it.on() < tracked.on).count();
    let next = next.map(|it| (it.on(), it.label(tracked)));
    (next.is_some() || 0 < missed).then(|| say::nearest(LANG, next, missed))
}

/// The section.
pub fn cards(board: Board) -> AnyView {
    let view = move || {
        board.tracked.with(|tracked| {
            let coming = coming(tracked);
            let rest = coming.len().saturating_sub(FIRST);
            let first = coming.iter().take(FIRST).map(|it| card(board, tracked, it)).pieces();
            (!coming.is_empty()).then(|| {
                pieces![
                    el("ul.dues").add(first),
                    (0 < rest).then(|| el("p.mt4.small.soft").add(say::further_dues(LANG, rest))),
                    el("p.mt4.small.soft").add(Say::DueLegend).add(
                        el("button.btn.btn--text.noprint")
                            .on("click", move |_| to_calendar(board, &|_| true, None))
                            .add(Say::AllToCalendar)
                    )
                ]
            })
        })
    };
    let table = move || board.tracked.with(|tracked| (!tracked.deadlines.is_empty()).then(|| all(tracked)));
    el("section")
        .attr("aria-labelledby", "due-h")
        .add(el("h2#due-h.vh").add(Say::Dues))
        .add(view)
        .add(table)
        .piece()
}

fn card(board: Board, tracked: &Tracked<'static>, it: &Dated<'_>) -> AnyView {
    let days = tracked.on.days_to(it.on());
    let (class, figure, unit) = match it {
        Dated::Window(window, _) if window.is_in_principle => {
            ("due due--soft", days, say::days_to(LANG, days))
        }
        Dated::Due(_) | Dated::Window(..) if days < 0 => ("due due--late", -days, t(Say::DaysOver)),
        Dated::Due(_) | Dated::Window(..) => ("due", days, say::days_to(LANG, days)),
    };
    let body = match it {
        Dated::Due(it) => pieces![
            el("p").add(say::due_status(LANG, it.row.status)),
            it.row.missed.map(|rule| el("p").add(Say::IfMissed).add(w(&rule.advice.label))),
            written(it),
            enter_done(board, it.row, format!("card-{}", key(it.row)))
        ],
        Dated::Window(it, _) => pieces![
            el("p").add(window_words(it)),
            el("p").add(place(&it.window.source)).add(" ").add(mark(&it.window.source))
        ],
    };
    el("li")
        .attr("class", class)
        .add(el("p.due__n").add(figure.to_string()).add(el("small").add(unit)))
        .add(el("p.due__d").add(say::week_day(LANG, it.on())))
        .add(el("h3").add(it.label(tracked)))
        .add(body)
        // What is over is no day for a calendar.
        .add((0 <= days).then(|| {
            el("button.btn.btn--text.noprint")
                .on("click", to_calendar_of(board, it, it.label(tracked)))
                .add(Say::ToCalendar)
                .add(el("span.vh").add(Say::Colon).add(it.label(tracked)))
        }))
        .piece()
}

/// Offers a card's days as a calendar file.
fn to_calendar_of(board: Board, it: &Dated<'_>, label: String) -> impl FnMut(web_sys::Event) + Send + use<> {
    let (is_due, key) = match it {
        Dated::Due(it) => (true, key(it.row)),
        Dated::Window(it, _) => (false, window_key(it)),
    };
    move |_| {
        let is_it = |day: &tracker::Dated<'_, '_>| match &day.what {
            Planned::Due(rows) => is_due && rows.iter().any(|row| self::key(row) == key),
            Planned::Window(window) => !is_due && window_key(window) == key,
        };
        to_calendar(board, &is_it, Some(&label));
    }
}

fn window_key(it: &ReviewWindow<'_>) -> String {
    format!("{} {} {}", it.practice.id, it.title, it.last)
}

/// Offers days as a calendar file; what lies behind is left out. The same day brought in again replaces the first.
fn to_calendar(board: Board, is_wanted: &dyn Fn(&tracker::Dated<'_, '_>) -> bool, label: Option<&str>) {
    let (desk, today) = (board.desk, board.today.peek());
    let told = desk.peek(|draft| {
        let facts = draft.facts();
        let name = facts.text(FactId::of("enterprise-name"));
        let id = desk.sheet_now().id();
        let key = facts.text(FactId::of("credit-code")).or(name).unwrap_or_else(|| id.name());
        let edition = Edition::of_day(today, usize::try_from(draft.edits()).unwrap_or(usize::MAX));
        let text = board.tracked.with_untracked(|tracked| {
            let days: Vec<_> = tracker::dated(tracked).into_iter().filter(is_wanted).collect();
            ics(law(), Owner { key, name }, edition, &days)
        });
        offer(&format!("{}.ics", file_name(draft, label, today)), "text/calendar", &text)
    });
    board.told.set(told);
}

/// A name for the row in the document.
pub fn key(row: &DueRow<'_>) -> String {
    let of = match &row.about {
        About::Title(name) | About::Change(name) => name.clone(),
        About::Year(year) => year.to_string(),
    };
    let of = of.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}-{of}-{}", row.deadline.id, row.due)
}

/// Every deadline with its rule, how it is computed and where it is written.
fn all(tracked: &Tracked<'static>) -> AnyView {
    let mut rows: Vec<&DueRow<'static>> = Vec::new();
    for row in &tracked.deadlines {
        let at = rows.iter().position(|it| row.due < it.due).unwrap_or(rows.len());
        rows.insert(at, row);
    }
    let row = |row: &&DueRow<'static>| {
        let missed = row.missed.map(|rule: Rule<'static>| {
            pieces![
                el("p.mt2.small").add(Say::IfMissed).add(w(&rule.advice.label)),
                citation(&rule.advice.source)
            ]
        });
        let (start, note) = (row.from, !row.is_reminder);
        el("details.reveal.duerow")
            .add(
                el("summary")
                    .add(el("b.nb").add(row.due.to_string()))
                    .add(" ")
                    .add(label(tracked, row))
                    .add(el("span.soft").add(" · ").add(say::due_status(LANG, row.status)))
                    .add(note.then(|| el("span.soft").add(" · ").add(Say::EarlierReminder)))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(el("p.small").add(say::computed(LANG, row.deadline.due, start, row.due)))
            .add(citation(&row.deadline.source))
            .add(missed)
            .piece()
    };
    el("details.reveal.mt5")
        .add(
            el("summary")
                .add(say::all_dues(LANG, rows.len()))
                .add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(rows.iter().map(row).pieces())
        .piece()
}
