//! The form: one group at a time, read from one kind of document, in any order.
//!
//! Everything here is made from the vocabulary (policy/facts.toml) and from what the versions in force ask for.

mod answers;
pub mod faults;
mod field;
mod group;
mod industry;
pub mod items;
mod keys;
mod paste_list;
pub mod pasting;
pub mod question;
mod table;
pub mod tasks;
mod typed;

use leptos::prelude::*;

use crate::draft::RawWhy;
use crate::policy::schema::Group;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::route::{Page, Route};
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_draft, use_route, use_walk};
use crate::ui::walk;
use crate::ui::widgets::filing::filing;
use crate::ui::widgets::ladder::ladder;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, w};

/// The form at a group; the first one when absent or unknown.
pub fn profile(group: Option<&str>) -> AnyView {
    let groups = law().groups();
    let at = groups.iter().position(|it| Some(it.id.as_str()) == group).unwrap_or(0);
    groups.get(at).map(|group| page(group, at)).piece()
}

fn page(group: &'static Group, at: usize) -> AnyView {
    let all = law().groups().len();
    let is_summed = RwSignal::new(!use_draft().peek(|draft| faults::of_group(draft, group)).is_empty());
    let (route, walk) = (use_route(), use_walk());
    walk.begin();
    route.again();
    let listening = window_event_listener(leptos::ev::keydown, move |event| walk.pressed(&event));
    on_cleanup(move || listening.remove());
    let form = move || group::questions(group);
    pieces![
        el("nav.side.side--tasks")
            .attr("aria-label", Say::Progress)
            .add(tasks::meter())
            .add(tasks::list(&group.id)),
        el("div")
            .on("focusin", move |event| walk.came(&event))
            .add(
                el("div.head")
                    .add(
                        el("h1")
                            .attr("tabindex", "-1")
                            .add(Say::Profile)
                            .add(el("span.vh").add(Say::Colon).add(w(&group.label)))
                    )
                    .add(el("p.head__meta.small.soft").add(Say::ProfileLead))
                    .add(filing())
            )
            .add(folded_tasks(group, at))
            .add(summary(group, is_summed))
            .add(
                el("section.group")
                    .attr("aria-labelledby", "group-h")
                    .add(
                        el("div.group__h")
                            .add(el("h2#group-h").add(w(&group.label)))
                            .add(el("span.small.soft").add(say::nth_of(LANG, at + 1, all)))
                    )
                    .add(el("p.group__src").add(w(&group.source)))
                    .add(form)
            )
            .add(onward(group, at, is_summed))
            .add(walk::onward()),
        ladder()
    ]
    .piece()
}

/// The task list where there is no room beside the form.
fn folded_tasks(group: &'static Group, at: usize) -> AnyView {
    let all = law().groups().len();
    el("details.foldtasks")
        .add(
            el("summary")
                .add(el("span").add(say::nth_group(LANG, at + 1, all)).add(el("b.b").add(w(&group.label))))
                .add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(tasks::meter())
        .add(tasks::list(&group.id))
        .piece()
}

/// What must be corrected in the group, once it was left.
fn summary(group: &'static Group, is_summed: RwSignal<bool>) -> AnyView {
    let desk = use_draft();
    let found = move || desk.with(|draft| faults::of_group(draft, group));
    let entry = |(id, words, why): (String, String, RawWhy)| {
        let (sign, class) = match why {
            RawWhy::Unreadable => (Sign::Unmet, ""),
            RawWhy::UnitSlip => (Sign::Warning, "warn"),
        };
        let href =
            use_route().href(Page::Profile { group: Some(group.id.to_string()), input: Some(id.clone()) });
        el("li")
            .attr("class", class)
            .add(icon(sign))
            .add(el("a").attr("href", href).on("click", move |_| focus::element(&id)).add(words))
    };
    let view = move || {
        let found = found();
        let faults = found.iter().filter(|(_, _, why)| *why == RawWhy::Unreadable).count();
        (is_summed.get() && !found.is_empty()).then(|| {
            el("section#summary.summary")
                .attr("aria-labelledby", "sum-h")
                .attr("tabindex", "-1")
                .add(el("h2#sum-h").add(say::troubles(LANG, faults, found.len() - faults)))
                .add(el("ul").add(found.into_iter().map(entry).pieces()))
        })
    };
    view.piece()
}

/// To the next group; what must be corrected in this one is told first, once.
fn onward(group: &'static Group, at: usize, is_summed: RwSignal<bool>) -> AnyView {
    let (desk, route) = (use_draft(), use_route());
    let stop = move |event: web_sys::Event| {
        let is_troubled = desk.peek(|draft| !faults::of_group(draft, group).is_empty());
        if is_troubled && !is_summed.get_untracked() {
            event.prevent_default();
            is_summed.set(true);
            focus::element("summary");
        }
    };
    let next = law().groups().get(at + 1).map(|next| {
        let href = move || to(route, next);
        el("a.btn.btn--main").attr("href", href).on("click", stop).add(Say::NextGroup).add(w(&next.label))
    });
    let is_last = next.is_none();
    let class = if is_last { "btn btn--main" } else { "" };
    el("div.mt7.actions")
        .add(next)
        .add(el("a").attr("class", class).attr("href", move || route.href(Page::RESULT)).add(Say::SeeResult))
        .piece()
}

fn to(route: Route, group: &Group) -> String {
    route.href(Page::Profile { group: Some(group.id.to_string()), input: None })
}
