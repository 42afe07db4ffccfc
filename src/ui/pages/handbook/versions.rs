//! Answers: which version applies to which tier, route and day, and what do the marks mean?

use leptos::prelude::*;

use super::{href, href_of};
use crate::policy::schema::{Applies, Mark, Route, Standard, Tier};
use crate::text;
use crate::text::rule;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::state::law;
use crate::ui::widgets::citation::{mark, place, sign};
use crate::ui::words::{LANG, t, w};

/// The marks, and the table of versions.
pub fn front() -> AnyView {
    let heads = [Say::TierColumn, Say::DatesColumn, Say::StandardOnlyColumn, Say::CheckedColumn];
    let heads = heads.map(|it| el("th").attr("scope", "col").add(t(it))).pieces();
    let rows = law().tiers().iter().flat_map(of_tier).pieces();
    let first = law()
        .book()
        .standards
        .iter()
        .filter(|it| it.tier.is_some())
        .flat_map(|it| &it.applies)
        .map(|it| it.from)
        .min();
    pieces![
        el("table.table.table--fold.mt4")
            .add(el("caption.vh").add(Say::VersionsTitle))
            .add(el("thead").add(el("tr").add(heads)))
            .add(el("tbody").add(rows)),
        first.map(|first| el("p.small.soft.mt3").add(say::no_law_before(LANG, first))),
        marks()
    ]
    .piece()
}

fn of_tier(tier: &'static Tier) -> Vec<El> {
    let mut rows = Vec::new();
    for route in [None, Some(Route::New), Some(Route::Review)] {
        let of_it = |it: &&'static Standard| it.tier.as_deref() == Some(tier.id.as_str());
        for standard in law().book().standards.as_slice().iter().filter(of_it) {
            let windows = standard.applies.as_slice().iter().filter(|it| it.route == route);
            rows.extend(windows.map(|applies| row(tier, standard, applies)));
        }
    }
    rows
}

fn row(tier: &'static Tier, standard: &'static Standard, applies: &'static Applies) -> El {
    let cell = |column: Say, body: AnyView| el("td").attr("data-l", t(column)).add(el("span").add(body));
    let source = &applies.source;
    let cited = el("a").attr("href", href_of(source)).add(place(source));
    let version = el("a").attr("href", href(&standard.id, None)).add(w(&standard.edition));
    el("tr")
        .add(el("th").attr("scope", "row").add(w(&tier.short)))
        .add(cell(Say::DatesColumn, rule::applies(applies).piece()))
        .add(cell(Say::StandardOnlyColumn, pieces![version, say::COMMA, cited].piece()))
        .add(cell(Say::CheckedColumn, mark(source)))
}

/// The marks with their meaning, and the two faces.
fn marks() -> AnyView {
    let entry = |kind: Mark, own: bool, means: Say| {
        el("div").add(el("dt").add(sign(kind, own, text::mark(kind, own)))).add(el("dd").add(t(means)))
    };
    el("dl.marks")
        .add(entry(Mark::Agreed, false, Say::MarkAgreedMeans))
        .add(entry(Mark::Single, false, Say::MarkSingleMeans))
        .add(entry(Mark::Single, true, Say::MarkOwnMeans))
        .add(entry(Mark::Unconfirmed, false, Say::MarkOpenMeans))
        .add(el("div").add(el("dt.lawtext").add(Say::LawTextSample)).add(el("dd").add(Say::LawTextMeans)))
        .piece()
}
