//! The guide for users, one chapter at a time; what was tested for accessibility is its last.

use leptos::prelude::*;

use crate::guide::{Block, Chapter, Span, chapters};
use crate::text::say::Say;
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::route::{Address, Page};
use crate::ui::state::use_route;
use crate::ui::words::t;

/// The guide at a chapter: the first when there is none, every one for [`Page::WHOLE`].
pub fn guide(id: Option<&str>) -> AnyView {
    let is_whole = id == Some(Page::WHOLE);
    let found = chapters().iter().find(|it| Some(it.id) == id).or_else(|| chapters().first());
    let on_screen: Vec<&Chapter> =
        chapters().iter().filter(|it| is_whole || found.is_some_and(|found| found.id == it.id)).collect();
    let here = if is_whole { Page::WHOLE } else { found.map_or("", |it| it.id) };
    let folded = el("details.foldtasks")
        .add(
            el("summary").add(el("span").add(Say::GuideToc)).add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(contents(here));
    pieces![
        el("nav.side").attr("aria-label", Say::GuideToc).add(contents(here)),
        el("div.book.guide")
            .add(
                el("div.head")
                    .add(el("h1").attr("tabindex", "-1").add(Say::Guide))
                    .add(el("p.head__lead").add(Say::GuideLead))
                    .add(folded)
            )
            .add(on_screen.into_iter().map(chapter).pieces())
    ]
    .piece()
}

/// The chapters to choose from.
fn contents(here: &str) -> AnyView {
    let slot = untrack(|| use_route().slot());
    let entry = |id: &str, label: &'static str| {
        let to = Address { slot: slot.clone(), page: Page::Guide { chapter: Some(id.to_owned()) } };
        let current = (here == id).then_some("true");
        el("li").add(el("a").attr("href", to.href()).attr("aria-current", current).add(label))
    };
    let all = chapters().iter().map(|it| entry(it.id, it.title)).pieces();
    el("ol.toc").add(all).add(entry(Page::WHOLE, t(Say::HandbookAll))).piece()
}

fn chapter(it: &Chapter) -> AnyView {
    let title = format!("guide-{}", it.id);
    el("section.section")
        .attr("aria-labelledby", title.clone())
        .add(el("h2").attr("id", title).add(it.title))
        .add(it.blocks.iter().map(block).pieces())
        .piece()
}

fn block(block: &Block) -> AnyView {
    let points = |points: &'static [&'static [Span]]| points.iter().map(|it| el("li").add(line(it))).pieces();
    match block {
        Block::Heading(it) => el("h3").add(line(it)),
        Block::Paragraph(it) => el("p").add(line(it)),
        Block::Points(all) => el("ul").add(points(all)),
        Block::Steps(all) => el("ol").add(points(all)),
        Block::Code(it) => el("pre").attr("tabindex", "0").add(el("code").add(*it)),
    }
    .piece()
}

fn line(spans: &'static [Span]) -> AnyView {
    let span = |span: &Span| match span {
        Span::Plain(it) => (*it).piece(),
        Span::Strong(it) => el("b").add(*it).piece(),
        Span::Code(it) => el("code").add(*it).piece(),
    };
    spans.iter().map(span).pieces().piece()
}
