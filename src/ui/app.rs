//! The frame around every page: who, where, whether it is kept; the ladder's dock; the footer.

use leptos::prelude::*;

use super::files::{enterprise, export};
use super::focus;
use super::keeping::Kept;
use super::pages::evidence::evidence;
use super::pages::handbook::{handbook, place_id};
use super::pages::overview::overview;
use super::pages::profile::profile;
use super::pages::result::result;
use super::route::{Address, Page, Slot};
use super::state::{self, law, use_derived, use_draft, use_keeping, use_route, use_today, whenever};
use super::theme;
use super::widgets::ladder::dock;
use super::widgets::sign::{Sign, icon, symbol};
use super::words::{LANG, t};
use crate::platform::clock;
use crate::store::Why;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, el, pieces};
use crate::units::Date;

/// Starts the app in the page.
pub fn mount() {
    theme::restore();
    mount_to_body(app);
}

fn app() -> AnyView {
    // A clock outside the calendar leaves the day the rules were last compared: the filing date can be typed.
    state::provide(|| clock::today().unwrap_or(law().book().sources.as_of));
    let route = use_route();
    let view = Memo::new(move |_| view_of(route.get()));
    let mut before = None;
    whenever(Box::new(move || before = Some(arrive(before.as_ref(), route.get()))));
    let layout = move || match view.get().page {
        Page::Overview => "",
        Page::Profile { .. } => "page--three",
        Page::Result { .. } | Page::Evidence => "page--side",
        Page::Handbook { .. } => "page--toc",
    };
    let has_dock = move || {
        view.with(|it| matches!(it.page, Page::Profile { .. } | Page::Result { .. } | Page::Evidence))
    };
    let class = move || if has_dock() { "wrap page has-dock" } else { "wrap page" };
    pieces![
        el("a.skip").attr("href", "#main").on("click", skip).add(t(Say::SkipToMain)),
        header(),
        el("main#main").attr("tabindex", "-1").add(crate::ui::pages::overview::notices()).add(
            el("div")
                .attr("class", move || format!("{} {}", class(), layout()))
                .add(move || on_screen(view.get()))
        ),
        footer(),
        move || has_dock().then(dock)
    ]
}

/// The address without what only moves the focus: an input of the same group, unless it opens
/// an item; a place of the same chapter.
fn view_of(address: Address) -> Address {
    match address.page {
        Page::Profile { group, input } => {
            let input = input.filter(|input| input.contains('.'));
            Address { slot: address.slot, page: Page::Profile { group, input } }
        }
        Page::Handbook { chapter, .. } => {
            Address { slot: address.slot, page: Page::Handbook { chapter, at: None } }
        }
        Page::Overview | Page::Result { .. } | Page::Evidence => address,
    }
}

fn on_screen(address: Address) -> AnyView {
    let keeping = use_keeping();
    match address.page {
        Page::Overview => overview().piece(),
        Page::Profile { .. } | Page::Result { .. } | Page::Evidence
            if address.slot == Slot::Own && !keeping.is_open() =>
        {
            el("p.soft").add(t(Say::Opening)).piece()
        }
        Page::Profile { group, input } => profile(group.as_deref(), input).piece(),
        Page::Result { tier } => result(tier.as_deref()).piece(),
        Page::Evidence => evidence().piece(),
        Page::Handbook { chapter, .. } => handbook(chapter.as_deref()).piece(),
    }
}

/// Names the page and moves the keyboard there; at the start only where the address names an input.
fn arrive(before: Option<&Address>, now: Address) -> Address {
    let title = match &now.page {
        Page::Overview => Say::Overview,
        Page::Profile { .. } => Say::Profile,
        Page::Result { .. } => Say::Result,
        Page::Evidence => Say::Evidence,
        Page::Handbook { .. } => Say::Handbook,
    };
    document().set_title(&say::title(LANG, t(title)));
    match &now.page {
        Page::Profile { input: Some(input), .. } => focus::element(&element_of(input)),
        Page::Handbook { chapter: Some(chapter), at: Some(at) } => focus::element(&place_id(chapter, at)),
        Page::Overview
        | Page::Profile { .. }
        | Page::Result { .. }
        | Page::Evidence
        | Page::Handbook { .. } => {
            if before.is_some_and(|before| *before != now) {
                focus::heading();
            }
        }
    }
    now
}

/// The element of an input's address: `ip-items.2.kind` names the field of the item that is open.
fn element_of(input: &str) -> String {
    match input.split('.').collect::<Vec<_>>().as_slice() {
        [list, _, field] => format!("{list}.{field}"),
        _ => input.to_owned(),
    }
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
        let is_here = move || {
            (std::mem::discriminant(&route.get().page) == std::mem::discriminant(&here)).then_some("page")
        };
        el("li").add(
            el("a")
                .attr("href", move || route.href(page.clone()))
                .attr("aria-current", is_here)
                .add(t(label)),
        )
    };
    let name = move || desk.with(enterprise);
    let sample = move || desk.is_sample().then(|| el("span.sample").add(t(Say::Sample)));
    el("header")
        .add(
            el("div.top").add(
                el("div.wrap.top__row")
                    .add(
                        el("a.brand")
                            .attr("href", move || route.href(Page::Overview))
                            .add(symbol("#i-brand", ""))
                            .add(t(Say::Brand)),
                    )
                    .add(
                        el("nav").attr("aria-label", t(Say::MainNav)).add(
                            el("ul.nav")
                                .add(link(Page::Overview, Say::Overview))
                                .add(link(Page::PROFILE, Say::Profile))
                                .add(link(Page::RESULT, Say::Result))
                                .add(link(Page::Evidence, Say::Evidence))
                                .add(link(Page::HANDBOOK, Say::Handbook)),
                        ),
                    )
                    .add(el("p.who").add(name).add(sample)),
            ),
        )
        .add(kept_line())
        .piece()
}

/// Whether it is kept, when, and that keeping is not filing.
fn kept_line() -> AnyView {
    let (keeping, desk, today) = (use_keeping(), use_draft(), use_today());
    let kept = move || if desk.is_sample() { None } else { Some(keeping.kept()) };
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
            el("span").add(t(Say::NotFiling)).piece()
        }
        None => {
            let own = Address { slot: Slot::Own, page: Page::Overview }.href();
            el("a").attr("href", own).add(t(Say::BackToOwn)).piece()
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
            el("button.btn.btn--text")
                .attr("type", "button")
                .on("click", move |_| told.set(export(desk, today)))
                .add(t(Say::Export))
        })
    };
    el("div")
        .attr("class", class)
        .add(
            el("div.wrap.save__row")
                .add(state)
                .add(el("span.vh").attr("role", "status").add(move || aloud.get()))
                .add(ways)
                .add(export)
                .add(el("span.small").attr("role", "status").add(move || told.get()))
                .add(el("span.save__right").add(filing)),
        )
        .piece()
}

/// What the user can do about a refused save.
fn ways_out(why: &Why) -> AnyView {
    let keeping = use_keeping();
    let again = el("button.btn.btn--small")
        .attr("type", "button")
        .on("click", move |_| keeping.retry())
        .add(t(Say::TryAgain));
    let Why::Conflict { stored } = *why else { return again.piece() };
    pieces![
        el("button.btn.btn--small")
            .attr("type", "button")
            .on("click", move |_| reload())
            .add(t(Say::TakeOther)),
        el("button.btn.btn--small")
            .attr("type", "button")
            .on("click", move |_| keeping.overwrite(stored))
            .add(t(Say::KeepThis))
    ]
    .piece()
}

/// Where the browser refuses, the page stays as it is.
fn reload() {
    drop(window().location().reload());
}

fn footer() -> AnyView {
    el("footer.foot")
        .add(
            el("div.wrap.foot__row")
                .add(
                    el("p")
                        .add(t(Say::FootNote))
                        .add(el("span.nb").add(say::as_of(LANG, law().book().sources.as_of))),
                )
                .add(
                    el("button.btn.btn--text")
                        .attr("type", "button")
                        .on("click", |_| theme::toggle())
                        .add(t(Say::ToggleTheme)),
                ),
        )
        .piece()
}
