//! Answers: how many points are certain, how many still possible, and where is the line?
//!
//! Solid is certain, hatched is still possible, the thick line must be reached. The words beside it and the table
//! below it say the same.

use leptos::prelude::*;

use crate::text::say;
use crate::text::say::Say;
use crate::ui::element::{Piece, pieces, svg};
use crate::ui::words::{LANG, t};

/// What a bar shows.
#[derive(Clone, Copy)]
pub struct Points {
    /// Points attainable.
    pub full: u32,
    /// Least points.
    pub lo: u32,
    /// Most points.
    pub hi: u32,
    /// Points to reach.
    pub line: Option<u32>,
}

/// A share of the width: "62.50%".
fn share(part: u32, full: u32) -> String {
    let hundredths = part.saturating_mul(10_000) / full.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The bar alone, for the ladder.
pub fn plain(points: Points, name: &str) -> AnyView {
    let label = say::bar(LANG, name, points.full, points.lo, points.hi, points.line);
    svg("svg.bar__plot")
        .attr("width", "100%")
        .attr("height", "20")
        .attr("role", "img")
        .attr("aria-label", label)
        .add(shapes(points, "5", "1", "19", "10"))
        .piece()
}

/// The bar with its figures.
pub fn labelled(points: Points, name: &str, line_name: Say) -> AnyView {
    let label = say::bar(LANG, name, points.full, points.lo, points.hi, points.line);
    let mark = |value: u32, anchor: &'static str| {
        svg("text.strong")
            .attr("x", share(value, points.full))
            .attr("y", "14")
            .attr("text-anchor", anchor)
            .add(value)
    };
    let anchor = |value: u32| match value {
        0 => "start",
        _ if value == points.full => "end",
        _ => "middle",
    };
    let lo = mark(points.lo, anchor(points.lo));
    let hi = (points.hi != points.lo).then(|| mark(points.hi, anchor(points.hi)));
    let line = points.line.map(|line| {
        svg("text")
            .attr("x", share(line, points.full))
            .attr("y", "50")
            .attr("text-anchor", "middle")
            .add(t(line_name))
            .add(" ")
            .add(line)
    });
    svg("svg.bar__plot")
        .attr("width", "100%")
        .attr("height", "54")
        .attr("role", "img")
        .attr("aria-label", label)
        .add(shapes(points, "20", "16", "36", "12"))
        .add(lo)
        .add(hi)
        .add(svg("text").attr("x", "0").attr("y", "50").add("0"))
        .add(line)
        .add(svg("text").attr("x", "100%").attr("y", "50").attr("text-anchor", "end").add(points.full))
        .piece()
}

/// What one part brings, at its place in the bar of the whole: `from` is where the parts before it end. Words stand
/// beside it.
pub fn part(of: Points, from: u32, whole: u32) -> AnyView {
    let block = |class: &'static str, from: u32, width: u32| {
        svg(class)
            .attr("x", share(from, whole))
            .attr("y", "3")
            .attr("width", share(width, whole))
            .attr("height", "12")
    };
    let open = of.hi.saturating_sub(of.lo);
    let maybe = (0 < open).then(|| block("rect.bar__maybe", from + of.lo, open).attr("fill", "url(#hatch)"));
    let line = of.line.map(|line| {
        let x = share(line, whole);
        svg("line.bar__need").attr("x1", x.clone()).attr("x2", x).attr("y1", "0").attr("y2", "18")
    });
    svg("svg.bar__plot")
        .attr("width", "100%")
        .attr("height", "18")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .add(block("rect.bar__track", from, of.full))
        .add(block("rect.bar__sure", from, of.lo))
        .add(maybe)
        .add(line)
        .piece()
}

fn shapes(
    points: Points,
    y: &'static str,
    y1: &'static str,
    y2: &'static str,
    height: &'static str,
) -> AnyView {
    let open = points.hi.saturating_sub(points.lo);
    let maybe = (open > 0).then(|| {
        let (x, width) = (share(points.lo, points.full), share(open, points.full));
        svg("rect.bar__maybe")
            .attr("fill", "url(#hatch)")
            .attr("x", x)
            .attr("y", y)
            .attr("width", width)
            .attr("height", height)
    });
    let line = points.line.map(|line| {
        let x = share(line, points.full);
        svg("line.bar__need").attr("x1", x.clone()).attr("x2", x).attr("y1", y1).attr("y2", y2)
    });
    pieces![
        svg("rect.bar__track").attr("y", y).attr("width", "100%").attr("height", height),
        svg("rect.bar__sure")
            .attr("y", y)
            .attr("width", share(points.lo, points.full))
            .attr("height", height),
        maybe,
        line
    ]
    .piece()
}
