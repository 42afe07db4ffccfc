//! Answers: how many points are certain, how many still possible, and where is the line?
//!
//! Solid is certain, hatched is still possible, the thick line must be reached. The words beside it and the table
//! below it say the same.

use leptos::prelude::*;

use crate::text::say;
use crate::text::say::Say;
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
    view! {
        <svg class="bar__plot" width="100%" height="20" role="img" aria-label=label>{shapes(points, "5", "1", "19", "10")}</svg>
    }
    .into_any()
}

/// The bar with its figures.
pub fn labelled(points: Points, name: &str, line_name: Say) -> AnyView {
    let label = say::bar(LANG, name, points.full, points.lo, points.hi, points.line);
    let mark = |value: u32, anchor: &'static str| {
        view! { <text class="strong" x=share(value, points.full) y="14" text-anchor=anchor>{value}</text> }
    };
    let anchor = |value: u32| match value {
        0 => "start",
        _ if value == points.full => "end",
        _ => "middle",
    };
    let lo = mark(points.lo, anchor(points.lo));
    let hi = (points.hi != points.lo).then(|| mark(points.hi, anchor(points.hi)));
    let line = points.line.map(|line| {
        view! { <text x=share(line, points.full) y="50" text-anchor="middle">{t(line_name)}" "{line}</text> }
    });
    view! {
        <svg class="bar__plot" width="100%" height="54" role="img" aria-label=label>
            {shapes(points, "20", "16", "36", "12")}
            {lo}{hi}
            <text x="0" y="50">"0"</text>
            {line}
            <text x="100%" y="50" text-anchor="end">{points.full}</text>
        </svg>
    }
    .into_any()
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
        view! { <rect class="bar__maybe" fill="url(#hatch)" x=x y=y width=width height=height></rect> }
    });
    let line = points.line.map(|line| {
        let x = share(line, points.full);
        view! { <line class="bar__need" x1=x.clone() x2=x y1=y1 y2=y2></line> }
    });
    view! {
        <rect class="bar__track" y=y width="100%" height=height></rect>
        <rect class="bar__sure" y=y width=share(points.lo, points.full) height=height></rect>
        {maybe}
        {line}
    }
    .into_any()
}
