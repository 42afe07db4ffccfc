//! The form: one group at a time, read from one kind of document, in any order.
//!
//! Everything here is made from the vocabulary (policy/facts.toml) and from what the versions in force ask for.

mod answers;
mod faults;
mod field;
mod group;
mod industry;
pub mod items;
pub mod question;
mod table;
pub mod tasks;
mod typed;

use leptos::prelude::*;

use crate::draft::RawWhy;
use crate::policy::schema::Group;
use crate::text::say::{self, Say};
use crate::ui::focus;
use crate::ui::route::{Page, Route, use_route};
use crate::ui::state::{law, use_draft};
use crate::ui::widgets::filing::Filing;
use crate::ui::widgets::ladder::Ladder;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};
use faults::Typing;

/// The form at a group.
#[component]
pub fn Profile(
    /// The group's id; the first one when absent or unknown.
    group: Option<String>,
    /// The input's id.
    input: Option<String>,
) -> impl IntoView {
    provide_context(Typing::new());
    let groups = law().groups();
    let at = groups.iter().position(|it| Some(it.id.as_str()) == group.as_deref()).unwrap_or(0);
    groups.get(at).map(|group| page(group, at, input))
}

fn page(group: &'static Group, at: usize, input: Option<String>) -> AnyView {
    let all = law().groups().len();
    let is_summed = RwSignal::new(!use_draft().peek(|draft| faults::of_group(draft, group)).is_empty());
    let form = move || group::questions(group, input.as_deref());
    view! {
        <nav class="side side--tasks" aria-label=t(Say::Progress)>{tasks::meter()}{tasks::list(&group.id)}</nav>
        <div>
            <div class="head">
                <h1 tabindex="-1">{t(Say::Profile)}<span class="vh">{t(Say::Colon)}{w(&group.label)}</span></h1>
                <p class="head__meta small soft">{t(Say::ProfileLead)}</p>
                <Filing/>
            </div>
            {folded_tasks(group, at)}
            {summary(group, is_summed)}
            <section class="group" aria-labelledby="group-h">
                <div class="group__h"><h2 id="group-h">{w(&group.label)}</h2><span class="small soft">{say::nth_of(LANG, at + 1, all)}</span></div>
                <p class="group__src">{w(&group.source)}</p>
                {form}
            </section>
            {onward(group, at, is_summed)}
        </div>
        <Ladder/>
    }
    .into_any()
}

/// The task list where there is no room beside the form.
fn folded_tasks(group: &'static Group, at: usize) -> AnyView {
    let all = law().groups().len();
    view! {
        <details class="foldtasks">
            <summary><span>{say::nth_group(LANG, at + 1, all)}<b class="b">{w(&group.label)}</b></span><span class="chev" aria-hidden="true"></span></summary>
            {tasks::meter()}
            {tasks::list(&group.id)}
        </details>
    }
    .into_any()
}

/// What must be corrected in the group, once it was left.
fn summary(group: &'static Group, is_summed: RwSignal<bool>) -> AnyView {
    let desk = use_draft();
    let found = Memo::new(move |_| desk.with(|draft| faults::of_group(draft, group)));
    let entry = |(id, words, why): (String, String, RawWhy)| {
        let (sign, class) = match why {
            RawWhy::Unreadable => (Sign::Unmet, ""),
            RawWhy::UnitSlip => (Sign::Warning, "warn"),
        };
        let href =
            use_route().href(Page::Profile { group: Some(group.id.to_string()), input: Some(id.clone()) });
        view! { <li class=class>{icon(sign)}<a href=href on:click=move |_| focus::element(&id)>{words}</a></li> }
    };
    let view = move || {
        let found = found.get();
        let faults = found.iter().filter(|(_, _, why)| *why == RawWhy::Unreadable).count();
        (is_summed.get() && !found.is_empty()).then(|| {
            view! {
                <section class="summary" id="summary" aria-labelledby="sum-h" tabindex="-1">
                    <h2 id="sum-h">{say::troubles(LANG, faults, found.len() - faults)}</h2>
                    <ul>{found.into_iter().map(entry).collect_view()}</ul>
                </section>
            }
        })
    };
    view.into_any()
}

/// To the next group; what must be corrected in this one is told first, once.
fn onward(group: &'static Group, at: usize, is_summed: RwSignal<bool>) -> AnyView {
    let (desk, route) = (use_draft(), use_route());
    let stop = move |event: leptos::ev::MouseEvent| {
        let is_troubled = desk.peek(|draft| !faults::of_group(draft, group).is_empty());
        if is_troubled && !is_summed.get_untracked() {
            event.prevent_default();
            is_summed.set(true);
            focus::element("summary");
        }
    };
    let next = law().groups().get(at + 1).map(|next| {
        let href = move || to(route, next);
        view! { <a class="btn btn--main" href=href on:click=stop>{t(Say::NextGroup)}{w(&next.label)}</a> }
    });
    let is_last = next.is_none();
    let class = if is_last { "btn btn--main" } else { "" };
    view! {
        <div class="mt7 actions">{next}<a class=class href=move || route.href(Page::RESULT)>{t(Say::SeeResult)}</a></div>
    }
    .into_any()
}

fn to(route: Route, group: &Group) -> String {
    route.href(Page::Profile { group: Some(group.id.to_string()), input: None })
}
