//! Answers: how do the conditions and the points of a tier stand now, and how by a plan?
//!
//! Two bars each, one above the other; the table below them says which rules come to stand otherwise.

use leptos::prelude::*;

use crate::assess::{Assessment, Filing, Verdict};
use crate::facts::Facts;
use crate::insight::{self, Side};
use crate::policy::schema::Tier;
use crate::text::insight::stands;
use crate::text::say::{self, Say};
use crate::text::verdict::{Tally, tally, word};
use crate::ui::element::{El, Piece, Pieces, el, pieces, svg};
use crate::ui::state::law;
use crate::ui::widgets::score_bar::{self, Points};
use crate::ui::words::{LANG, t, w};

/// Before and after, drawn and as a table. `title`: of the plan.
pub fn picture(
    tier: &'static Tier,
    sides: [(&Facts, Filing); 2],
    verdict: Verdict,
    title: &str,
) -> Option<AnyView> {
    let [before, after] = sides.map(|(facts, filing)| Side { facts, filing });
    let changed = insight::changed(law(), &tier.id, before, after);
    let (was, is) = changed.both()?;
    let rows = changed.rows(law());
    let row = |row: &crate::assess::Row<'_, 'static>| {
        let (label, _) = row.rule().named();
        el("tr")
            .add(el("th").attr("scope", "row").add(w(label)))
            .add(el("td").attr("data-l", Say::Now).add(stands(row.older())))
            .add(el("td").attr("data-l", Say::ByPlan).add(stands(row.newer())))
    };
    let differing = rows.iter().filter(|it| it.differs()).map(row).pieces();
    let head = |label: Say| el("th").attr("scope", "col").add(t(label));
    let caption = say::labelled(LANG, title, t(Say::BeforeAfter));
    let view = pieces![
        el("div.swap").add(bar(Say::Now, was)).add(bar(Say::ByPlan, is)),
        el("details.reveal")
            .add(
                el("summary")
                    .add(say::turns(LANG, word(verdict), word(is.verdict)))
                    .add(el("span.vh").add(Say::Colon).add(title.to_owned()))
                    .add(el("span.chev").attr("aria-hidden", "true"))
            )
            .add(
                el("table.table.table--fold.swap__t")
                    .add(el("caption").add(el("span.vh").add(caption)))
                    .add(el("thead").add(
                        el("tr").add(head(Say::MatterColumn)).add(head(Say::Now)).add(head(Say::ByPlan))
                    ))
                    .add(el("tbody").add(differing))
            )
    ];
    Some(view.piece())
}

/// The conditions in one bar, and the points below.
fn bar(name: Say, of: &Assessment<'static>) -> El {
    let tally = tally(of);
    let score = of.score.as_ref().map(|it| {
        let points = Points { full: it.score.full, lo: it.lo, hi: it.hi, line: Some(it.score.pass) };
        pieces![
            el("p.small").add(say::bounds(LANG, it.lo, it.hi, it.score.pass)),
            score_bar::plain(points, t(name))
        ]
    });
    el("div")
        .add(el("p.small").add(el("b").add(t(name))).add(" ").add(say::tallied(LANG, &tally)))
        .add(conditions(&tally, t(name)))
        .add(score)
}

/// Solid is met, hatched is open, empty is not met.
fn conditions(of: &Tally, name: &str) -> AnyView {
    let open = of.unknown + of.manual;
    let all = (of.met + open + of.unmet).max(1);
    let share = |part: usize| {
        let hundredths = part * 10_000 / all;
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    };
    let maybe = (0 < open).then(|| {
        svg("rect.bar__maybe")
            .attr("fill", "url(#hatch)")
            .attr("x", share(of.met))
            .attr("y", "4")
            .attr("width", share(open))
            .attr("height", "10")
    });
    svg("svg.bar__plot")
        .attr("width", "100%")
        .attr("height", "18")
        .attr("role", "img")
        .attr("aria-label", say::labelled(LANG, name, &say::tallied(LANG, of)))
        .add(svg("rect.bar__track").attr("y", "4").attr("width", "100%").attr("height", "10"))
        .add(svg("rect.bar__sure").attr("y", "4").attr("width", share(of.met)).attr("height", "10"))
        .add(maybe)
        .piece()
}
