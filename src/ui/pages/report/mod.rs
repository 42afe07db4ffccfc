//! The report on paper: cover, verdicts, one part a tier, what was cited, the marks, the place to sign.
//!
//! On screen it stands as it will print, with what goes in to be chosen; the choice lives as long as the page is open.
//! It shows what the result page shows and assesses nothing itself.

mod basis;
mod cover;
mod tier;

use leptos::prelude::*;

use self::basis::Basis;
use crate::text::say::Say;
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::pages::result::findings;
use crate::ui::route::Page;
use crate::ui::signal::RwSignal;
use crate::ui::state::{Judged, law, use_derived, use_draft, use_route, use_today};
use crate::ui::widgets::filing::filing;
use crate::ui::words::{t, w};

/// What goes into the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds {
    /// Places of the tiers that are left out.
    left_out: Vec<usize>,
    /// How each condition and indicator is computed.
    has_working: bool,
    /// The words of what is cited.
    has_texts: bool,
}

impl Holds {
    fn has_tier(&self, at: usize) -> bool {
        !self.left_out.contains(&at)
    }
}

/// The report.
pub fn report() -> AnyView {
    let holds = RwSignal::new(Holds { left_out: Vec::new(), has_working: true, has_texts: true });
    let route = use_route();
    let back = move || route.href(Page::RESULT);
    pieces![
        el("div.noprint")
            .add(
                el("div.head")
                    .add(el("h1").attr("tabindex", "-1").add(Say::Report))
                    .add(el("p.mt3.small.soft").add(Say::ReportLead))
                    .add(filing())
                    .add(choices(holds))
            )
            .add(
                el("div.actions")
                    .add(
                        el("button.btn.btn--main")
                            .on("click", |_| drop(window().print()))
                            .add(Say::PrintOrPdf)
                    )
                    .add(el("a").attr("href", back).add(Say::BackToResult))
            ),
        el("article.report.mt6").add(move || paper(&holds.get()))
    ]
    .piece()
}

/// What can be left out.
fn choices(holds: RwSignal<Holds>) -> El {
    let check = |is_on: Box<dyn Fn(&Holds) -> bool + Send>, turn: fn(&mut Holds, usize), at: usize| {
        let change = move |_| {
            let mut now = holds.get_untracked();
            turn(&mut now, at);
            holds.set(now);
        };
        el("input").attr("type", "checkbox").prop("checked", move || is_on(&holds.get())).on("change", change)
    };
    let tiers = law().tiers().iter().enumerate().map(|(at, tier)| {
        let input = check(Box::new(move |now| now.has_tier(at)), turn_tier, at);
        el("label.check").add(input).add(w(&tier.label))
    });
    let working = check(Box::new(|now| now.has_working), |now, _| now.has_working = !now.has_working, 0);
    let texts = check(Box::new(|now| now.has_texts), |now, _| now.has_texts = !now.has_texts, 0);
    el("fieldset.mt4").add(el("legend.label").add(Say::ReportHolds)).add(
        el("div.radios")
            .add(tiers.pieces())
            .add(el("label.check").add(working).add(Say::ReportWorking))
            .add(el("label.check").add(texts).add(Say::ReportTexts)),
    )
}

fn turn_tier(holds: &mut Holds, at: usize) {
    let before = holds.left_out.len();
    holds.left_out.retain(|it| *it != at);
    if holds.left_out.len() == before {
        holds.left_out.push(at);
    }
}

/// All of it.
fn paper(holds: &Holds) -> AnyView {
    let (derived, desk, today) = (use_derived(), use_draft(), use_today());
    derived.judged.with(|all| {
        let chosen: Vec<&Judged> =
            all.iter().enumerate().filter(|(at, _)| holds.has_tier(*at)).map(|(_, it)| it).collect();
        let mut basis = Basis::default();
        for assessment in chosen.iter().filter_map(|it| it.assessment()) {
            basis.take(assessment);
        }
        let tiers = derived
            .facts
            .with(|facts| chosen.iter().map(|judged| tier::section(judged, facts, holds)).pieces());
        let summary = derived.facts.with(|facts| tier::summary(&chosen, facts));
        pieces![
            desk.with(|draft| cover::cover(draft, desk.is_sample(), &chosen, today.get())),
            summary,
            findings(),
            tiers,
            holds.has_texts.then(|| basis.texts()),
            basis.legend(),
            signed()
        ]
        .piece()
    })
}

/// What the enterprise declares, and where it signs.
fn signed() -> El {
    let line = |words: Say| el("div").add(t(words));
    el("section.report__signed").add(el("h2").add(Say::SecSigned)).add(el("p").add(Say::ReportDeclares)).add(
        el("div.sign")
            .add(line(Say::SignUnit))
            .add(line(Say::SignLegal))
            .add(line(Say::SignPerson))
            .add(line(Say::SignDay)),
    )
}
