//! Answers: what does a line of time look like? Past, now, due and after, each with its word; its own text twin.

use leptos::prelude::*;

use crate::text::say::{self, Say};
use crate::tracker::{Status, Term};
use crate::ui::element::{Piece, Pieces, el, pieces, svg};
use crate::ui::widgets::sign::symbol;
use crate::ui::words::{LANG, t};
use crate::units::Date;

/// What sort of point it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// It has happened.
    Past,
    /// How it stands today.
    Now,
    /// It is due, or was.
    Due,
    /// It may come.
    After,
}

/// A point on the line.
pub struct Item {
    /// The day; none where it is not known.
    pub on: Option<Date>,
    /// What sort.
    pub point: Point,
    /// The word of its state.
    pub word: Say,
    /// What it is.
    pub title: String,
    /// Beneath the day.
    pub beside: String,
    /// What is said of it.
    pub notes: Vec<AnyView>,
}

impl Item {
    /// Something that happened.
    pub fn past(on: Date, title: String) -> Self {
        Self::of(Some(on), Point::Past, Say::Happened, title)
    }

    /// How it stands today.
    pub fn now(today: Date, title: String) -> Self {
        Self { beside: t(Say::Today).to_owned(), ..Self::of(Some(today), Point::Now, Say::Now, title) }
    }

    /// What comes next, on a day that nobody knows.
    pub fn after(title: String) -> Self {
        Self { beside: t(Say::NoDayYet).to_owned(), ..Self::of(None, Point::After, Say::Afterwards, title) }
    }

    /// A last day.
    pub fn due(on: Date, status: Status, title: String) -> Self {
        let (point, word) = match status {
            Status::Open(_) | Status::Today => (Point::Due, Say::LastDay),
            Status::Overdue(_) => (Point::Due, Say::Missed),
            Status::Done(_) => (Point::Past, Say::DoneInTime),
            Status::Late(_) => (Point::Past, Say::DoneLate),
            Status::Over(_) => (Point::Past, Say::Ended),
        };
        let done = match status {
            Status::Done(done) | Status::Late(done) => Some(done),
            Status::Open(_) | Status::Today | Status::Overdue(_) | Status::Over(_) => None,
        };
        let item = Self::of(Some(done.unwrap_or(on)), point, word, title);
        match done {
            Some(done) => item.note(say::done_before(LANG, on, done)),
            None => Self { beside: say::due_status(LANG, status), ..item },
        }
    }

    fn of(on: Option<Date>, point: Point, word: Say, title: String) -> Self {
        Self { on, point, word, title, beside: String::new(), notes: Vec::new() }
    }

    /// With something said of it.
    pub fn note(mut self, note: impl Piece) -> Self {
        self.notes.push(el("p").add(note).piece());
        self
    }
}

/// The line: by day, what has none at the end.
pub fn line(items: Vec<Item>) -> AnyView {
    let mut sorted: Vec<Item> = Vec::new();
    for item in items {
        let comes_later = |it: &Item| match (it.on, item.on) {
            (Some(theirs), Some(ours)) => ours < theirs,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let at = sorted.iter().position(comes_later).unwrap_or(sorted.len());
        sorted.insert(at, item);
    }
    el("ol.time").add(sorted.into_iter().map(view).pieces()).piece()
}

fn view(item: Item) -> AnyView {
    let (class, mark) = match item.point {
        Point::Past => ("is-done", "#t-done"),
        Point::Now => ("is-now", "#t-now"),
        Point::Due => ("is-due", "#t-due"),
        Point::After => ("is-future", "#t-future"),
    };
    let day = item.on.map(|on| el("b").add(on.to_string()));
    el("li")
        .attr("class", class)
        .add(el("p.time__d").add(day).add(item.beside))
        .add(symbol(mark, "time__m"))
        .add(
            el("div")
                .add(el("span.time__k").add(t(item.word)))
                .add(" ")
                .add(el("h3").add(item.title))
                .add(item.notes),
        )
        .piece()
}

/// The term of a title as a bar: how much of it is over, when it was updated, where today is.
pub fn bar(term: Term, ticks: &[Date], today: Date) -> AnyView {
    let days = term.from.days_to(term.until).max(1);
    // Tenths of a percent; the ends stay inside the picture.
    let place = |day: Date| {
        let tenths = (term.from.days_to(day) * 1000 / days).clamp(0, 998);
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    let now = today.min(term.until);
    let is_late = term.from.days_to(now) * 2 > days;
    let tick = |day: &Date| {
        let x = place(*day);
        svg("line.tick").attr("x1", x.clone()).attr("x2", x).attr("y1", "24").attr("y2", "36")
    };
    let text = |x: String, y: &'static str, anchor: &'static str, words: String| {
        svg("text").attr("x", x).attr("y", y).attr("text-anchor", anchor).add(words)
    };
    let label = say::term_bar(LANG, term.from, term.until, today);
    let left = today.days_to(term.until);
    let is_within = term.from <= today && 0 <= left;
    let marker = is_within.then(|| {
        let (x, anchor) = (place(today), if is_late { "end" } else { "start" });
        pieces![
            svg("line.now").attr("x1", x.clone()).attr("x2", x.clone()).attr("y1", "18").attr("y2", "42"),
            text(x, "13", anchor, say::days_left(LANG, left)).attr("class", "strong")
        ]
    });
    el("div.span")
        .add(
            svg("svg.bar__plot")
                .attr("width", "100%")
                .attr("height", "64")
                .attr("role", "img")
                .attr("aria-label", label)
                .add(
                    svg("rect.left")
                        .attr("x", ".5")
                        .attr("y", "24.5")
                        .attr("width", "99.8%")
                        .attr("height", "11"),
                )
                .add(
                    svg("rect.done")
                        .attr("x", "0")
                        .attr("y", "24")
                        .attr("width", place(now))
                        .attr("height", "12"),
                )
                .add(ticks.iter().map(tick).pieces())
                .add(marker)
                .add(
                    svg("line.end").attr("x1", "99.8%").attr("x2", "99.8%").attr("y1", "18").attr("y2", "42"),
                )
                .add(text("0".to_owned(), "57", "start", term.from.to_string()))
                .add(text("100%".to_owned(), "57", "end", term.until.to_string())),
        )
        .piece()
}
