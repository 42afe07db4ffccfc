//! Answers: where did one leave off?

use leptos::prelude::*;

use crate::draft::Draft;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el};
use crate::ui::files::{enterprise, rescue};
use crate::ui::keeping::{Found, Kept};
use crate::ui::pages::profile::tasks;
use crate::ui::route::{Address, Page, Slot};
use crate::ui::state::use_keeping;
use crate::ui::state::use_route;
use crate::ui::state::{use_derived, use_draft};
use crate::ui::widgets::ladder::outcome_state;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};

/// To begin, or to go on.
pub fn start_label() -> impl Fn() -> &'static str + Send + 'static {
    let desk = use_draft();
    move || t(if desk.with(Draft::is_empty) { Say::Start } else { Say::GoOn })
}

/// To the sample, or back from it.
pub fn other_way(sample: String) -> AnyView {
    let desk = use_draft();
    let view = move || {
        if desk.is_sample() {
            let own = Address { slot: Slot::Own, page: Page::Overview }.href();
            el("a.btn").attr("href", own).add(t(Say::BackToOwn))
        } else {
            el("a.btn").attr("href", sample.clone()).add(t(Say::SeeSample))
        }
    };
    view.piece()
}

/// The draft, if there is one.
pub fn resume() -> AnyView {
    let desk = use_draft();
    let has_draft = Memo::new(move |_| !desk.with(Draft::is_empty));
    let card = move || has_draft.get().then(card);
    card.piece()
}

/// What was found at the start, on whatever page that was.
pub fn notices() -> AnyView {
    let keeping = use_keeping();
    let found = move || keeping.found().into_iter().map(found).pieces();
    el("div.wrap.found").add(found).piece()
}

/// Told where it can be read, with the way to the text.
fn found(found: Found) -> AnyView {
    let (what, text) = match found {
        Found::Unreadable(text) => (Say::FoundUnreadable, Some(text)),
        Found::Newer(text) => (Say::FoundNewer, Some(text)),
        Found::Other(text) => (Say::FoundOther, Some(text)),
        Found::TakenIn => (Say::FoundTakenIn, None),
    };
    let is_told = RwSignal::new(String::new());
    let button = text.map(|text| {
        let click = move |_| {
            is_told.set(if rescue(&text) { String::new() } else { t(Say::DownloadRefused).to_owned() });
        };
        el("button.btn.btn--small").attr("type", "button").on("click", click).add(t(Say::DownloadIt))
    });
    el("div.note.note--warn")
        .attr("role", "status")
        .add(el("p.msg.msg--warn").add(icon(Sign::Warning)).add(el("span").add(t(what))))
        .add(el("p.msg__acts").add(button).add(move || is_told.get()))
        .piece()
}

fn card() -> AnyView {
    let (desk, derived, route, keeping) = (use_draft(), use_derived(), use_route(), use_keeping());
    let name = move || desk.with(enterprise).unwrap_or_else(|| t(Say::NoName).to_owned());
    let progress = move || desk.with(|draft| derived.used.with(|used| tasks::total(draft, used)));
    let filing = move || {
        derived.plans.with(|plans| {
            let days: Vec<_> = plans.iter().map(|plan| plan.filing.as_of).collect();
            say::filing_days(LANG, &days)
        })
    };
    let changed = move || match keeping.kept() {
        Kept::Saved(time) if !desk.is_sample() => say::last_changed(LANG, &time),
        Kept::Saved(_) | Kept::Opening | Kept::New | Kept::Saving | Kept::Refused(_) => String::new(),
    };
    let verdicts = move || {
        derived.judged.with(|all| {
            let verdict = |it: &crate::ui::state::Judged| {
                el("div").add(el("dt").add(w(&it.tier.short))).add(el("dd").add(outcome_state(&it.outcome)))
            };
            all.iter().map(verdict).pieces()
        })
    };
    el("section.section")
        .attr("aria-labelledby", "resume")
        .add(el("h2#resume").add(t(Say::Resume)))
        .add(
            el("article.draft")
                .add(
                    el("div")
                        .add(
                            el("h3")
                                .add(name)
                                .add(move || desk.is_sample().then(|| el("span.sample").add(t(Say::Sample)))),
                        )
                        .add(
                            el("p.draft__meta")
                                .add(filing)
                                .add(changed)
                                .add(el("br"))
                                .add(move || {
                                    let it = progress();
                                    say::given_in_all(LANG, it.given, it.asked)
                                })
                                .add(move || troubles(progress())),
                        )
                        .add(
                            el("div.actions")
                                .add(
                                    el("a.btn.btn--small")
                                        .attr("href", move || route.href(Page::PROFILE))
                                        .add(t(Say::GoOn)),
                                )
                                .add(
                                    el("a.small")
                                        .attr("href", move || route.href(Page::RESULT))
                                        .add(t(Say::SeeResult)),
                                ),
                        ),
                )
                .add(el("dl.draft__v").add(verdicts)),
        )
        .piece()
}

fn troubles(progress: tasks::Progress) -> String {
    if progress.faults + progress.doubts == 0 {
        return String::new();
    }
    say::and_troubles(LANG, progress.faults, progress.doubts)
}
