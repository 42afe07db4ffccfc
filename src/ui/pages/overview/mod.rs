//! The opening: what this is and is not, where one left off, files, and where the data lives.

pub mod deadlines;
mod resume;
mod tiers;

use leptos::prelude::*;

use crate::text::say::{Say, tr};
use crate::ui::element::{Piece, Pieces, el, pieces, svg};
use crate::ui::route::{Address, Page, Route, Slot};
use crate::ui::state::use_route;
use crate::ui::words::t;

/// The overview.
pub fn overview() -> AnyView {
    let route = use_route();
    let does = [Say::Does1, Say::Does2, Say::Does3, Say::Does4];
    let does_not = [Say::DoesNot1, Say::DoesNot2, Say::DoesNot3, Say::DoesNot4];
    let item = |it: Say| el("li").add(t(it));
    let sample = Address { slot: Slot::Sample, page: Page::RESULT }.href();
    pieces![
        el("div.hero")
            .add(
                el("div.head")
                    .add(
                        el("h1")
                            .attr("tabindex", "-1")
                            .add(el("span.nb").add(Say::HeroFirst))
                            .add(tr("", " "))
                            .add(el("span.nb").add(Say::HeroSecond))
                    )
                    .add(el("p.head__lead").add(Say::HeroLead))
                    .add(
                        el("div.actions")
                            .add(el("a.btn.btn--main").attr("href", move || begin(route)).add(Say::Start))
                            .add(el("a.btn").attr("href", sample).add(Say::SeeSample))
                    )
                    .add(el("p.mt4.small.soft").add(Say::HeroNote))
            )
            .add(stairs()),
        resume::resume(),
        deadlines::deadlines(),
        el("section.section").attr("aria-labelledby", "is").add(
            el("div.cols")
                .add(
                    el("div")
                        .add(el("h2#is").add(Say::DoesTitle))
                        .add(el("ul.dash").add(does.map(item).pieces()))
                )
                .add(
                    el("div")
                        .add(el("h2").add(Say::DoesNotTitle))
                        .add(el("ul.dash").add(does_not.map(item).pieces()))
                )
        ),
        tiers::tiers(),
        el("section.section").attr("aria-labelledby", "data").add(el("h2#data").add(Say::DataTitle)).add(
            el("p")
                .add(Say::DataWhere)
                .add(el("a").attr("href", move || route.href(Page::Packages)).add(Say::ToPackages))
        )
    ]
}

/// To a draft that is not there yet.
fn begin(route: Route) -> String {
    Address { slot: Slot::Draft(route.next()), page: Page::PROFILE }.href()
}

/// The staircase, the only figure.
fn stairs() -> AnyView {
    let names = crate::ui::state::law().tiers().iter().map(|it| crate::ui::words::w(&it.short));
    let at = [(1, 148, 13, 184, Say::Step1), (141, 80, 153, 116, Say::Step2), (281, 12, 293, 48, Say::Step3)];
    let step = |(name, (x, y, note_x, note_y, note)): (&'static str, (i32, i32, i32, i32, Say))| {
        pieces![
            svg("text").attr("x", x).attr("y", y).add(name),
            svg("text.s").attr("x", note_x).attr("y", note_y).add(t(note))
        ]
    };
    svg("svg.stairs")
        .attr("viewBox", "0 0 420 220")
        .attr("width", "420")
        .attr("height", "220")
        .attr("role", "img")
        .attr("aria-label", t(Say::StairsLabel))
        .add(svg("path").attr("d", "M1 219V159H141V91H281V23H419"))
        .add(names.zip(at).map(step).pieces())
        .piece()
}
