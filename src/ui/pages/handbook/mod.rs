//! The handbook: the law as the program applies it, generated from policy/.
//!
//! One chapter at a time, or all of them for print; a search over every rule. Each place has an address of its own, so
//! that a citation anywhere leads to it.

mod chapter;
mod rule;
mod search;
mod versions;

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::handbook::{Chapter, Index, chapters};
use crate::policy::schema::Source;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::route::{Address, Page};
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_route};
use crate::ui::words::{LANG, t, w};

/// The handbook at a chapter: the first when there is none, every one for [`Page::WHOLE`].
pub fn handbook(id: Option<&str>) -> AnyView {
    let all = chapters(law());
    let is_whole = id == Some(Page::WHOLE);
    let found = all.iter().copied().find(|it| Some(it.id()) == id).or_else(|| all.first().copied());
    let on_screen: Vec<Chapter<'static>> = if is_whole { all } else { found.into_iter().collect() };
    let here = if is_whole { None } else { found.map(Chapter::id) };
    let query = RwSignal::new(String::new());
    let body = move || {
        if query.with(|it| it.trim().is_empty()) {
            on_screen.iter().map(|it| chapter::chapter(*it)).pieces().piece()
        } else {
            query.with(|it| search::results(it, query))
        }
    };
    let folded =
        el("details.foldtasks")
            .add(
                el("summary")
                    .add(el("span").add(Say::HandbookToc).add(
                        found.filter(|_| !is_whole).map(|it| pieces![t(Say::Colon), el("b").add(name(it))]),
                    ))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(contents(here));
    pieces![
        el("nav.side").attr("aria-label", Say::HandbookToc).add(contents(here)),
        el("div.book")
            .add(
                el("div.head")
                    .add(el("h1").attr("tabindex", "-1").add(Say::Handbook))
                    .add(
                        el("p.head__lead")
                            .add(Say::HandbookLead)
                            .add(say::as_of(LANG, law().book().sources.as_of))
                    )
                    .add(search::field(query))
                    .add(folded)
            )
            .add(body)
    ]
}

/// The chapters to choose from.
fn contents(here: Option<&str>) -> AnyView {
    let entry = |id: &str, label: String| {
        let current = (here == Some(id) || (here.is_none() && id == Page::WHOLE)).then_some("true");
        el("li").add(el("a").attr("href", href(id, None)).attr("aria-current", current).add(label))
    };
    let all = chapters(law()).into_iter().map(|it| entry(it.id(), name(it))).pieces();
    el("ol.toc").add(all).add(entry(Page::WHOLE, t(Say::HandbookAll).to_owned())).piece()
}

/// What a chapter is called.
pub fn name(chapter: Chapter<'static>) -> String {
    match chapter {
        Chapter::Versions => t(Say::VersionsTitle).to_owned(),
        Chapter::Standard(it) => say::version(LANG, w(&it.title), w(&it.edition)),
        Chapter::Size(it) => say::version(LANG, w(&it.title), w(&it.edition)),
        Chapter::Practice(it) => say::version(LANG, w(&it.title), w(&it.edition)),
        Chapter::Text(it) => {
            let short = law().instrument(&it.instrument).map_or("", |it| w(&it.short));
            say::points_to(LANG, short, t(Say::TextTitle))
        }
        Chapter::Choices => t(Say::ChoicesTitle).to_owned(),
        Chapter::Questions => t(Say::QuestionsTitle).to_owned(),
    }
}

/// The link to a place of the handbook.
pub fn href(chapter: &str, at: Option<&str>) -> String {
    let slot = untrack(|| use_route().slot());
    Address { slot, page: Page::Handbook { chapter: Some(chapter.to_owned()), at: at.map(str::to_owned) } }
        .href()
}

/// The link to where the handbook shows the rule with this source.
pub fn href_of(source: &Source) -> Option<String> {
    static INDEX: OnceLock<Index<'static>> = OnceLock::new();
    let (chapter, at) = INDEX.get_or_init(|| Index::of(law())).place_of(source)?;
    Some(href(chapter, Some(at)))
}

/// The element of a place.
pub fn place_id(chapter: &str, at: &str) -> String {
    format!("{chapter}/{at}")
}
