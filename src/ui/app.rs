//! The frame around every page: who, where, whether it is kept; the ladder's dock; the footer.

use leptos::prelude::*;

use super::files::{called, export};
use super::focus;
use super::language;
use super::pages::evidence::evidence;
use super::pages::guide::guide;
use super::pages::handbook::{handbook, place_id};
use super::pages::insight::insight;
use super::pages::overview::overview;
use super::pages::packages::packages;
use super::pages::profile::profile;
use super::pages::report::report;
use super::pages::result::result;
use super::pages::track::track;
use super::pages::transcript::transcript;
use super::remind;
use super::route::{Address, Page, Slot};
use super::sheet::{Kept, Sheet};
use super::state::{self, law, use_derived, use_draft, use_route, use_today, whenever};
use super::theme;
use super::walk::element_of;
use super::widgets::conflict::notices;
use super::widgets::ladder::dock;
use super::widgets::sign::{Sign, icon, symbol};
use super::words::{LANG, t};
use crate::draft::merge::differences;
use crate::platform::clock;
use crate::store::{Revision, Why};
use crate::text::differ;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, el, pieces};
use crate::ui::signal::{Memo, RwSignal};
use crate::units::Date;

/// Starts the app in the page.
pub fn mount() {
    theme::restore();
    mount_to_body(app);
}

fn app() -> AnyView {
    // A clock outside the calendar leaves the day the rules were last compared: the filing date can be typed.
    state::provide(|| clock::today().unwrap_or(law().book().sources.as_of));
    remind::start(use_draft(), use_today());
    let route = use_route();
    let view = Memo::new(move |_| view_of(route.get()));
    let mut before = None;
    whenever(Box::new(move || before = Some(arrive(before.as_ref(), route.get()))));
    let layout = move || match view.get().page {
        Page::Overview | Page::Report | Page::Transcript { .. } | Page::Track | Page::Packages => "",
        Page::Profile { .. } => "page--three",
        Page::Result { .. } | Page::Insight { .. } | Page::Evidence => "page--side",
        Page::Handbook { .. } | Page::Guide { .. } => "page--toc",
    };
    let has_dock = move || {
        view.with(|it| {
            matches!(
                it.page,
                Page::Profile { .. } | Page::Result { .. } | Page::Insight { .. } | Page::Evidence
            )
        })
    };
    let class = move || if has_dock() { "wrap page has-dock" } else { "wrap page" };
    pieces![
        el("a.skip").attr("href", "#main").on("click", skip).add(Say::SkipToMain),
        header(),
        el("main#main").attr("tabindex", "-1").add(notices()).add(
            el("div").attr("class", move || format!("{} {}", class(), layout())).add(move || {
                let address = view.get();
                if address.page.is_of_draft() {
                    use_draft().sheet().follow();
                }
                on_screen(address)
            })
        ),
        footer(),
        move || has_dock().then(dock)
    ]
}

/// The address without what only moves the focus: an input of the same group, a place of the same
/// chapter.
fn view_of(address: Address) -> Address {
    match address.page {
        Page::Profile { group, .. } => {
            Address { slot: address.slot, page: Page::Profile { group, input: None } }
        }
        Page::Handbook { chapter, .. } => {
            Address { slot: address.slot, page: Page::Handbook { chapter, at: None } }
        }
        Page::Overview
        | Page::Packages
        | Page::Guide { .. }
        | Page::Result { .. }
        | Page::Report
        | Page::Transcript { .. }
        | Page::Insight { .. }
        | Page::Evidence
        | Page::Track => address,
    }
}

fn on_screen(address: Address) -> AnyView {
    match address.page {
        Page::Overview => overview().piece(),
        Page::Packages => packages().piece(),
        Page::Guide { chapter } => guide(chapter.as_deref()),
        page if page.is_of_draft() && !use_draft().sheet().is_open() => {
            el("p.soft").add(Say::Opening).piece()
        }
        Page::Profile { group, .. } => profile(group.as_deref()).piece(),
        Page::Result { tier } => result(tier.as_deref()).piece(),
        Page::Report => report().piece(),
        Page::Transcript { tier } => transcript(tier.as_deref()).piece(),
        Page::Insight { part } => insight(part.as_deref()).piece(),
        Page::Evidence => evidence().piece(),
        Page::Track => track().piece(),
        Page::Handbook { chapter, .. } => handbook(chapter.as_deref()).piece(),
    }
}

/// Names the page and moves the keyboard there; at the start only where the address names an input.
fn arrive(before: Option<&Address>, now: Address) -> Address {
    let title = match &now.page {
        Page::Overview => Say::Overview,
        Page::Profile { .. } => Say::Profile,
        Page::Result { .. } => Say::Result,
        Page::Report => Say::Report,
        Page::Transcript { .. } => Say::Transcript,
        Page::Insight { .. } => Say::Insight,
        Page::Evidence => Say::Evidence,
        Page::Track => Say::Track,
        Page::Handbook { .. } => Say::Handbook,
        Page::Packages => Say::Packages,
        Page::Guide { .. } => Say::Guide,
    };
    document().set_title(&say::title(LANG, t(title)));
    match &now.page {
        Page::Profile { input: Some(input), .. } => focus::element(&element_of(input)),
        Page::Handbook { chapter: Some(chapter), at: Some(at) } => focus::element(&place_id(chapter, at)),
        Page::Overview
        | Page::Profile { .. }
        | Page::Result { .. }
        | Page::Report
        | Page::Transcript { .. }
        | Page::Insight { .. }
        | Page::Evidence
        | Page::Track
        | Page::Handbook { .. }
        | Page::Packages
        | Page::Guide { .. } => {
            if before.is_some_and(|before| *before != now) {
                focus::heading();
            }
        }
    }
    now
}

/// The address stays as it is: it names the page.
#[expect(clippy::needless_pass_by_value, reason = "listeners are handed the event")]
fn skip(event: web_sys::Event) {
    event.prevent_default();
    focus::element("main");
}

fn header() -> AnyView {
    let (route, desk) = (use_route(), use_draft());
    let link = |page: Page, label: Say| {
        let here = page.clone();
        let is_here = move || route.get().page.is_beside(&here).then_some("page");
        el("li").add(
            el("a")
                .attr("href", move || route.href(page.clone()))
                .attr("aria-current", is_here)
                .add(t(label)),
        )
    };
    let name = move || desk.with(|draft| (!draft.is_empty()).then(|| called(draft)));
    let sample = move || desk.is_sample().then(|| el("span.sample").add(Say::Sample));
    el("header")
        .add(
            el("div.top").add(
                el("div.wrap.top__row")
                    .add(
                        el("a.brand")
                            .attr("href", move || route.href(Page::Overview))
                            .add(symbol("#i-brand", ""))
                            .add(Say::Brand),
                    )
                    .add(
                        el("nav").attr("aria-label", Say::MainNav).add(
                            el("ul.nav")
                                .add(link(Page::Overview, Say::Overview))
                                .add(link(Page::PROFILE, Say::Profile))
                                .add(link(Page::RESULT, Say::Result))
                                .add(link(Page::INSIGHT, Say::InsightNav))
                                .add(link(Page::Evidence, Say::Evidence))
                                .add(link(Page::Track, Say::Track))
                                .add(link(Page::HANDBOOK, Say::Handbook))
                                .add(link(Page::Packages, Say::PackagesNav)),
                        ),
                    )
                    .add(el("p.who").add(name).add(sample))
                    .add(language::other()),
            ),
        )
        .add(kept_line())
        .piece()
}

/// Whether it is kept, when, and that keeping is not filing.
fn kept_line() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let kept = move || {
        let sheet = desk.sheet();
        (!sheet.is_sample()).then(|| sheet.kept())
    };
    let class = move || if matches!(kept(), Some(Kept::Refused(_))) { "save save--bad" } else { "save" };
    let state = move || {
        let (sign, words) = match kept() {
            None => (None, t(Say::SampleIsNotKept).to_owned()),
            Some(Kept::Opening) => (None, t(Say::Opening).to_owned()),
            Some(Kept::New) => (None, t(Say::NothingYet).to_owned()),
            Some(Kept::Saving) => (None, t(Say::Saving).to_owned()),
            Some(Kept::Saved(time)) => (Some(Sign::Kept), say::saved(LANG, &time, today.get())),
            Some(Kept::Refused(why)) => (Some(Sign::Warning), say::refused(LANG, &why)),
        };
        el("span.save__state").add(sign.map(icon)).add(words)
    };
    // Told aloud when it has changed: not at every save of the same minute.
    let aloud = RwSignal::new(String::new());
    whenever(Box::new(move || {
        let words = match kept() {
            Some(Kept::Saved(time)) => say::saved(LANG, &time, today.get()),
            Some(Kept::Refused(why)) => say::refused(LANG, &why),
            Some(Kept::Opening | Kept::New | Kept::Saving) | None => return,
        };
        if aloud.with_untracked(|told| *told != words) {
            aloud.set(words);
        }
    }));
    let ways = move || match kept() {
        Some(Kept::Refused(why)) => ways_out(&why),
        Some(Kept::Opening | Kept::New | Kept::Saving | Kept::Saved(_)) => {
            el("span").add(Say::NotFiling).piece()
        }
        None => {
            let own = Address { slot: Slot::New, page: Page::Overview }.href();
            el("a").attr("href", own).add(Say::BackToOwn).piece()
        }
    };
    let told = RwSignal::new(String::new());
    let filing = move || {
        use_derived().plans.with(|plans| {
            let days: Vec<Date> = plans.iter().map(|plan| plan.filing.as_of).collect();
            say::filing_days(LANG, &days)
        })
    };
    let is_empty = Memo::new(move |_| desk.with(crate::draft::Draft::is_empty));
    let export = move || {
        (!is_empty.get()).then(|| {
            el("button.btn.btn--text").on("click", move |_| told.set(export(desk, today))).add(Say::Export)
        })
    };
    el("div")
        .attr("class", class)
        .add(
            el("div.wrap.save__row")
                .add(state)
                .add(el("span.vh").attr("role", "status").add(move || aloud.get()))
                .add(ways)
                .add(steps())
                .add(export)
                .add(el("span.small").attr("role", "status").add(move || told.get()))
                .add(el("span.save__right").add(filing)),
        )
        .piece()
}

/// What the user can do about a refused save; a conflict is settled above the page.
fn ways_out(why: &Why) -> AnyView {
    let desk = use_draft();
    let (label, then): (Say, fn(Sheet)) = match why {
        Why::Conflict { stored: Revision::NONE } => (Say::KeepHere, Sheet::keep_after_deletion),
        Why::Conflict { .. } => (Say::ToConflict, |_| focus::element("conflict")),
        Why::Full | Why::Denied | Why::Undecodable | Why::Newer { .. } | Why::Failed(_) => {
            (Say::TryAgain, Sheet::retry)
        }
    };
    el("button.btn.btn--small").on("click", move |_| then(desk.sheet_now())).add(t(label)).piece()
}

/// Taking changes back, and making them again.
fn steps() -> AnyView {
    let desk = use_draft();
    let told = RwSignal::new(String::new());
    let can = Memo::new(move |_| desk.sheet().can());
    let step = move |is_redo: bool| {
        let sheet = desk.sheet_now();
        let before = sheet.step(is_redo);
        let changes = desk.peek(|now| differences(None, &before, now, law()));
        let what = changes.first().map(|it| differ::place(LANG, it, law())).unwrap_or_default();
        told.set(say::stepped(LANG, is_redo, &what, changes.len()));
    };
    // In a text the browser's own undo goes first.
    let listening = window_event_listener(leptos::ev::keydown, move |event| {
        let is_asked = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        let is_redo = match event.key().to_ascii_lowercase().as_str() {
            "z" => event.shift_key(),
            "y" => true,
            _ => return,
        };
        let (undo, redo) = can.get_untracked();
        if is_asked && !focus::is_in_text() && (if is_redo { redo } else { undo }) {
            event.prevent_default();
            step(is_redo);
        }
    });
    on_cleanup(move || listening.remove());
    let button = move |is_redo: bool| {
        el("button.btn.btn--text")
            .attr("disabled", move || {
                let (undo, redo) = can.get();
                !(if is_redo { redo } else { undo })
            })
            .on("click", move |_| step(is_redo))
            .add(t(if is_redo { Say::Redo } else { Say::Undo }))
    };
    let view = move || {
        (can.get() != (false, false)).then(|| el("span.nb").add(button(false)).add(" ").add(button(true)))
    };
    pieces![view, el("span.small").attr("role", "status").add(move || told.get())].piece()
}

fn footer() -> AnyView {
    let route = use_route();
    el("footer.foot")
        .add(
            el("div.wrap.foot__row")
                .add(
                    el("p")
                        .add(Say::FootNote)
                        .add(el("span.nb").add(say::as_of(LANG, law().book().sources.as_of))),
                )
                .add(el("a").attr("href", move || route.href(Page::GUIDE)).add(Say::Guide))
                .add(
                    el("a")
                        .attr("href", move || route.href(Page::Guide { chapter: Some("access".to_owned()) }))
                        .add(Say::AccessStatement),
                )
                .add(el("button.btn.btn--text").on("click", |_| theme::toggle()).add(Say::ToggleTheme)),
        )
        .piece()
}
