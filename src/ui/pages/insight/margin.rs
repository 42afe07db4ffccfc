//! Answers: how far is each stated figure from where something turns?
//!
//! Worked out when the part is opened, after a frame; the figures that are close to a line stand first.

use leptos::prelude::*;

use super::{Ground, assessed, stale};
use crate::assess::Filing;
use crate::insight::{Figure, Margin, Way, margins};
use crate::platform::page;
use crate::policy::schema::{Filter, Tier};
use crate::text::insight::{amount, close_note, distance, figure, flip};
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::pages::result::{field_href, open_href};
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_derived};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};

/// Until the page has drawn what it says, in milliseconds.
const FRAME: i32 = 40;
/// How many figures of a tier stand before the fold.
const FIRST: usize = 8;

/// What was found.
struct Found {
    ground: Ground,
    margins: Vec<Margin<'static>>,
}

/// A figure of a tier, with the nearest turn each way.
struct Line<'a> {
    figure: Figure,
    counted_by: Option<&'static Filter>,
    ways: [Option<&'a Margin<'static>>; 2],
}

/// The figures with their margins, by tier.
pub fn margin() -> AnyView {
    let derived = use_derived();
    let found: RwSignal<Option<Found>> = RwSignal::new(None);
    let told = RwSignal::new(String::new());
    let start = move || {
        found.set(None);
        told.set(t(Say::WorkingOut).to_owned());
        page::after(FRAME, move || {
            if found.try_update(|_| ()).is_none() {
                return;
            }
            let ground = untrack(|| Ground::now(derived));
            let assessed = derived.judged.with_untracked(|all| assessed(all));
            let margins = margins(law(), &ground.facts, &assessed);
            told.set(say::margins_found(LANG, margins.iter().filter(|it| it.is_close).count()));
            found.set(Some(Found { ground, margins }));
        });
    };
    start();
    let ground = move || found.with(|it| it.as_ref().map(|it| it.ground.clone()));
    pieces![
        el("p.small.soft").add(Say::MarginLead),
        el("p.small.soft").add(close_note(law())),
        el("p.small.mt3").attr("role", "status").add(move || told.get()),
        stale(ground, start),
        move || found.with(|it| it.as_ref().map(tables))
    ]
    .piece()
}

/// The tiers in which a figure is close to a line stand first.
fn tables(found: &Found) -> AnyView {
    let lines_of = |(tier, filing): (&'static Tier, &Filing)| {
        (tier, *filing, lines(found.margins.iter().filter(|it| it.tier == tier.id.as_str())))
    };
    let all = law().tiers().iter().zip(&found.ground.filings).map(lines_of);
    let (close, rest): (Vec<_>, Vec<_>) = all.partition(|(.., lines)| lines.iter().any(Line::is_close));
    let table = |(tier, filing, lines): (&'static Tier, Filing, Vec<Line<'_>>)| {
        let teller = Teller { catalog: law(), facts: &found.ground.facts, filing };
        let (first, rest) = lines.split_at_checked(FIRST).unwrap_or((&lines, &[]));
        let rest = (!rest.is_empty()).then(|| {
            el("details.reveal")
                .add(
                    el("summary")
                        .add(say::more(LANG, rest.len()))
                        .add(el("span.vh").add(Say::Colon).add(w(&tier.label)))
                        .add(el("span.chev").attr("aria-hidden", "true")),
                )
                .add(sheet(rest, teller, None))
        });
        (!first.is_empty()).then(|| pieces![sheet(first, teller, Some(w(&tier.label))), rest])
    };
    if found.margins.is_empty() {
        return el("p.verdict__why").add(Say::MarginNone).piece();
    }
    close.into_iter().chain(rest).map(table).pieces().piece()
}

/// Margins by figure, the close ones first.
fn lines<'a>(of: impl Iterator<Item = &'a Margin<'static>>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for margin in of {
        let is_same = |line: &Line<'_>| {
            let by = |filter: Option<&'static Filter>| filter.map(std::ptr::from_ref);
            line.figure == margin.figure && by(line.counted_by) == by(margin.counted_by)
        };
        let at = lines.iter().position(is_same).unwrap_or_else(|| {
            lines.push(Line { figure: margin.figure, counted_by: margin.counted_by, ways: [None, None] });
            lines.len() - 1
        });
        if let Some(Line { ways: [less, more], .. }) = lines.get_mut(at) {
            let way = match margin.way {
                Way::Less => less,
                Way::More => more,
            };
            way.get_or_insert(margin);
        }
    }
    let (close, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(Line::is_close);
    close.into_iter().chain(rest).collect()
}

impl Line<'_> {
    fn is_close(&self) -> bool {
        self.ways.iter().flatten().any(|it| it.is_close)
    }
}

fn sheet(lines: &[Line<'_>], teller: Teller<'_>, caption: Option<&str>) -> El {
    let caption = match caption {
        Some(words) => el("caption").add(words.to_owned()),
        None => el("caption").add(el("span.vh").add(Say::MarginTitle)),
    };
    let head = |label: Say| el("th").attr("scope", "col").add(t(label));
    let head = [Say::FigureColumn, Say::LessColumn, Say::MoreColumn].map(head).pieces();
    el("table.table.table--fold.margins")
        .add(caption)
        .add(el("thead").add(el("tr").add(head)))
        .add(el("tbody").add(lines.iter().map(|it| line(it, teller)).pieces()))
}

fn line(of: &Line<'_>, teller: Teller<'_>) -> Option<AnyView> {
    let [less, more] = of.ways;
    let any = less.or(more)?;
    let name = figure(any, teller);
    let to = href(of.figure).map(|to| {
        el("a.go").attr("href", to).add(Say::GoSee).add(el("span.vh").add(Say::Colon).add(name.clone()))
    });
    let close =
        of.is_close().then(|| el("span.state.state--warning").add(icon(Sign::Warning)).add(Say::IsClose));
    let row = el("tr")
        .add(
            el("th")
                .attr("scope", "row")
                .add(name.clone())
                .add(el("span.sub").add(say::now_is(LANG, &amount(any.figure, any.stated, law()))).add(to))
                .add(close),
        )
        .add(cell(Say::LessColumn, less))
        .add(cell(Say::MoreColumn, more));
    Some(row.piece())
}

fn cell(label: Say, of: Option<&Margin<'static>>) -> El {
    let td = el("td").attr("data-l", label);
    let Some(it) = of else { return td.add(el("span.soft").add(Say::NoTurn)) };
    let flips = it.flips.iter().map(|it| el("li").add(flip(it))).pieces();
    td.add(
        el("div")
            .add(el("b").add(distance(it.figure, it.distance(), law())))
            .add(el("span.sub").add(say::turns_at(LANG, &amount(it.figure, it.turns_at, law()))))
            .add(el("ul.plain").add(flips)),
    )
}

fn href(figure: Figure) -> Option<String> {
    use crate::assess::Open;
    match figure {
        Figure::Fact(key) => field_href(key.fact, key.year),
        Figure::Field { list, item, field } => open_href(Open::Field { list, item, field }),
        Figure::Items(list) => open_href(Open::List(list)),
    }
}
