//! Answers: where did one leave off?

use leptos::prelude::*;

use crate::draft::Draft;
use crate::text::say::{self, Say};
use crate::ui::files::{enterprise, rescue};
use crate::ui::keeping::{Found, Kept, use_keeping};
use crate::ui::pages::profile::tasks;
use crate::ui::route::{Address, Page, Slot, use_route};
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
            view! { <a class="btn" href=own>{t(Say::BackToOwn)}</a> }
        } else {
            view! { <a class="btn" href=sample.clone()>{t(Say::SeeSample)}</a> }
        }
    };
    view.into_any()
}

/// What was found at the start, and the draft.
pub fn resume() -> AnyView {
    let (desk, keeping) = (use_draft(), use_keeping());
    let found = move || keeping.found().into_iter().map(found).collect_view();
    let has_draft = Memo::new(move |_| !desk.with(Draft::is_empty));
    let card = move || has_draft.get().then(card);
    view! { <div class="found">{found}</div>{card} }.into_any()
}

/// Told where it can be read, with the way to the text.
fn found(found: Found) -> AnyView {
    let (what, text) = match found {
        Found::Unreadable(text) => (Say::FoundUnreadable, Some(text)),
        Found::Newer(text) => (Say::FoundNewer, Some(text)),
        Found::Other(text) => (Say::FoundOther, Some(text)),
        Found::TakenIn => (Say::FoundTakenIn, None),
    };
    let is_told = RwSignal::new("");
    let button = text.map(|text| {
        let click = move |_| is_told.set(if rescue(&text) { "" } else { t(Say::DownloadRefused) });
        view! { <button class="btn btn--small" type="button" on:click=click>{t(Say::DownloadIt)}</button> }
    });
    view! {
        <div class="note note--warn" role="status"><p class="msg msg--warn">{icon(Sign::Warning)}<span>{t(what)}</span></p><p class="msg__acts">{button}{move || is_told.get()}</p></div>
    }
    .into_any()
}

fn card() -> AnyView {
    let (desk, derived, route, keeping) = (use_draft(), use_derived(), use_route(), use_keeping());
    let name = move || desk.with(enterprise).unwrap_or_else(|| t(Say::NoName).to_owned());
    let progress = Memo::new(move |_| desk.with(|draft| derived.used.with(|used| tasks::total(draft, used))));
    let filing = move || {
        derived.plans.with(|plans| {
            let days: Vec<_> = plans.iter().map(|plan| plan.filing.as_of).collect();
            say::filing_days(LANG, &days)
        })
    };
    let changed = move || match keeping.kept() {
        Kept::Saved(time) if !desk.is_sample() => say::last_changed(LANG, &time),
        _ => String::new(),
    };
    let verdicts = move || {
        derived.judged.with(|all| {
            let verdict = |it: &crate::ui::state::Judged| view! { <div><dt>{w(&it.tier.short)}</dt><dd>{outcome_state(&it.outcome)}</dd></div> };
            all.iter().map(verdict).collect_view()
        })
    };
    view! {
        <section class="section" aria-labelledby="resume">
            <h2 id="resume">{t(Say::Resume)}</h2>
            <article class="draft">
                <div><h3>{name}{move || desk.is_sample().then(|| view! { <span class="sample">{t(Say::Sample)}</span> })}</h3>
                    <p class="draft__meta">{filing}{changed}<br/>{move || { let it = progress.get(); say::given_in_all(LANG, it.given, it.asked) }}{move || troubles(progress.get())}</p>
                    <div class="actions"><a class="btn btn--small" href=move || route.href(Page::PROFILE)>{t(Say::GoOn)}</a><a class="small" href=move || route.href(Page::RESULT)>{t(Say::SeeResult)}</a></div></div>
                <dl class="draft__v">{verdicts}</dl>
            </article>
        </section>
    }
    .into_any()
}

fn troubles(progress: tasks::Progress) -> String {
    if progress.faults + progress.doubts == 0 {
        return String::new();
    }
    say::and_troubles(LANG, progress.faults, progress.doubts)
}
