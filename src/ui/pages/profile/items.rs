//! Answers: which items does a list hold, how does each count, and is the list complete?
//!
//! One item at a time is open for editing. Each item says under every edition in use whether it counts, and why
//! not. Removing can be undone.

use leptos::prelude::*;

use super::field::field;
use super::paste_list;
use super::pasting;
use super::question::Question;
use crate::assess::{Case, Counted, Truth, counts_by};
use crate::draft::{Action, Draft, ItemId};
use crate::facts::{Facts, Item};
use crate::policy::schema::{Definition, Fact, FactId, Field, Kind, Test};
use crate::text::reason::{Teller, field_value};
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::route::Page;
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Judged, law, use_derived, use_draft, use_route, whenever};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};

/// The items of a list, with the way to add one and to say that the list is complete. `group`: the heading above.
/// The item that the address names is open.
pub fn items(list: &'static Fact, group: &'static str) -> AnyView {
    let desk = use_draft();
    let id = list.key();
    let editing = RwSignal::new(None);
    let route = use_route();
    whenever(Box::new(move || {
        let named = route.with_input(|input| place_in(list, input));
        if let Some(item) =
            named.flatten().and_then(|at| desk.peek(|draft| draft.items(id).nth(at).map(|(item, _)| item)))
        {
            editing.set(Some(item));
        }
    }));
    let ids = Memo::new(move |_| desk.with(|draft| draft.items(id).map(|(id, _)| id).collect::<Vec<_>>()));
    let add = move |_| {
        desk.act(Action::AddItem { list: id });
        editing.set(desk.peek(|draft| draft.last_item(id)));
        focus::first_input("item--edit");
    };
    let help = list.help.as_ref().map(|help| el("span.hint").add(w(help)));
    // A list that is the whole group has its heading already.
    let heading = if w(&list.label) == group { "vh" } else { "" };
    let add_label = move || t(if ids.with(Vec::is_empty) { Say::AddFirst } else { Say::AddAnother });
    el("div.list")
        .attr("id", list.id.to_string())
        .attr("tabindex", "-1")
        .add(el("h3").attr("class", heading).add(w(&list.label)))
        .add(help)
        .add(
            el("ol.items").add(move || ids.get().into_iter().map(|item| entry(list, item, editing)).pieces()),
        )
        .add(tracked(list))
        .add(undo(list))
        .add(pasting::told(id))
        .add(
            el("div.actions")
                .add(
                    el("button.btn.btn--small")
                        .on("click", add)
                        .add(add_label)
                        .add(el("span.vh").add(Say::Colon).add(w(&list.label))),
                )
                .add(paste_list::button(list)),
        )
        .add(paste_list::area(list))
        .add(completeness(list, ids))
        .piece()
}

/// The place (from zero) of the item that an input's address names: 2 of `ip-items.2.kind`.
fn place_in(list: &Fact, input: &str) -> Option<usize> {
    input.strip_prefix(list.id.as_str())?.strip_prefix('.')?.split('.').next()?.parse().ok()
}

/// Items that follow from the events of the tracker: told, not asked.
fn tracked(list: &'static Fact) -> AnyView {
    let (desk, derived, route) = (use_draft(), use_derived(), use_route());
    let view = move || {
        let stated = desk.with(|draft| draft.items(list.key()).count());
        let told: Vec<String> = derived.facts.with(|facts| {
            let items = facts.list(list.key()).map_or(&[][..], |list| &list.items);
            let name = |at: usize| item_name(list.key(), at, facts);
            let of = |(at, item): (usize, &Item)| say::labelled(LANG, &name(at), &meta(list, item));
            items.iter().enumerate().skip(stated).map(of).collect()
        });
        (!told.is_empty()).then(|| {
            el("div.tracked")
                .add(
                    el("p.small")
                        .add(Say::FromTracker)
                        .add(el("a").attr("href", route.href(Page::Track)).add(Say::ToTracker)),
                )
                .add(el("ul.dash.small").add(told.into_iter().map(|words| el("li").add(words)).pieces()))
        })
    };
    view.piece()
}

fn place_of(draft: &Draft, list: FactId, item: ItemId) -> usize {
    draft.items(list).position(|(id, _)| id == item).unwrap_or(0)
}

fn entry(list: &'static Fact, item: ItemId, editing: RwSignal<Option<ItemId>>) -> AnyView {
    let is_edited = Memo::new(move |_| editing.get() == Some(item));
    let class = move || if is_edited.get() { "item item--edit" } else { "item" };
    let body =
        move || if is_edited.get() { editor(list, item, editing) } else { closed(list, item, editing) };
    el("li").attr("class", class).add(body).piece()
}

/// An item as a line, with what it counts for.
fn closed(list: &'static Fact, item: ItemId, editing: RwSignal<Option<ItemId>>) -> AnyView {
    let desk = use_draft();
    let id = list.key();
    let at = move || desk.with(|draft| place_of(draft, id, item));
    let nth = move || say::nth_item(LANG, at() + 1);
    let name = move || desk.with(|draft| item_name(id, at(), draft.facts()));
    let meta = move || desk.with(|draft| draft.item(id, item).map(|item| meta(list, item)));
    let edit = move |_| {
        editing.set(Some(item));
        focus::first_input("item--edit");
    };
    let remove = move |_| {
        desk.act(Action::RemoveItem { list: id, item });
        focus::element("undo");
    };
    pieces![
        el("div.item__h").add(el("h4").add(el("span.item__no").add(move || at() + 1)).add(name)).add(
            el("span.item__acts")
                .add(el("button.btn.btn--text").on("click", edit).add(Say::Edit).add(el("span.vh").add(nth)))
                .add(
                    el("button.btn.btn--text")
                        .on("click", remove)
                        .add(Say::Remove)
                        .add(el("span.vh").add(nth))
                )
        ),
        el("p.item__meta").add(meta),
        counts(list, at)
    ]
    .piece()
}

fn editor(list: &'static Fact, item: ItemId, editing: RwSignal<Option<ItemId>>) -> AnyView {
    let desk = use_draft();
    let at = move || desk.with(|draft| place_of(draft, list.key(), item));
    let fields = list.field.iter().map(|it| asked(list, item, it)).pieces();
    let done = move |_| {
        editing.set(None);
        focus::element(&list.id);
    };
    el("fieldset")
        .add(el("legend.item__h").add(el("span.item__no").add(move || at() + 1)).add(Say::Editing))
        .add(el("div.fields").add(fields))
        .add(counts(list, at))
        .add(el("div.actions").add(el("button.btn.btn--main.btn--small").on("click", done).add(Say::Done)))
        .piece()
}

/// A field, while it is asked of this item.
fn asked(list: &'static Fact, item: ItemId, it: &'static Field) -> AnyView {
    let Some(only) = &it.only_for else { return field(&Question::of_field(list, item, it)) };
    let (desk, id) = (use_draft(), list.key());
    let decides = list.field(only.field);
    let is_asked = Memo::new(move |_| {
        let choice = |item: &Item| decides.and_then(|field| item.choice(field));
        let chosen = desk.with(|draft| draft.item(id, item).and_then(choice));
        chosen.is_some_and(|chosen| only.values.contains(&chosen))
    });
    let view = move || is_asked.get().then(|| field(&Question::of_field(list, item, it)));
    view.piece()
}

/// The name of an item for readers: what it is called, else what it is.
pub fn item_name(list: FactId, at: usize, facts: &Facts) -> String {
    let fact = law().fact(list);
    let item = facts.list(list).and_then(|list| list.items.get(at));
    let (Some(fact), Some(item)) = (fact, item) else { return String::new() };
    let named = naming(fact, item).and_then(|field| field_value(item, field, fact));
    named.unwrap_or_else(|| say::nth_item(LANG, at + 1))
}

/// The field that names an item: its first answered text, else its first answered choice.
fn naming<'f>(list: &'f Fact, item: &Item) -> Option<&'f Field> {
    let of_kind = |kind: Kind| list.field.iter().filter(move |field| field.kind == kind);
    of_kind(Kind::Text).chain(of_kind(Kind::Choice)).find(|field| item.get(field.key()).is_some())
}

/// The answered fields of an item in a line.
fn meta(list: &'static Fact, item: &Item) -> String {
    let told = |field: &Field| {
        item.get(field.key())?;
        let value = field_value(item, field, list)?;
        let is_plain = matches!(field.kind, Kind::Choice | Kind::Text);
        Some(if is_plain { value } else { say::labelled(LANG, w(&field.label), &value) })
    };
    let named = naming(list, item).map(Field::key);
    let parts: Vec<String> =
        list.field.iter().filter(|it| Some(it.key()) != named).filter_map(told).collect();
    parts.join(" · ")
}

/// How an item counts under each edition in use.
fn counts(list: &'static Fact, at: impl Fn() -> usize + Copy + Send + 'static) -> AnyView {
    let (desk, judged) = (use_draft(), use_derived().judged);
    let view = move || {
        judged.with(|all| {
            desk.with(|draft| {
                all.iter().filter_map(|it| counted(list, at(), it, draft.facts())).collect::<Vec<_>>()
            })
        })
    };
    let rows = move || {
        let mut rows = view();
        rows.dedup_by(|one, other| one.edition == other.edition);
        (!rows.is_empty()).then(|| el("dl.counts").add(rows.into_iter().map(Counts::view).pieces()))
    };
    rows.piece()
}

/// The definition to tell the reason by: the widest that the item does not fail by what it is.
fn nearest<'a, 'p>(passed: &'a [(&'p Definition, Counted<'p>)]) -> Option<&'a (&'p Definition, Counted<'p>)> {
    let fails_by_kind = |it: &Counted<'_>| it.because.is_some_and(|it| matches!(it.test, Test::OneOf(_)));
    passed.iter().rev().find(|(_, it)| !fails_by_kind(it)).or(passed.first())
}

struct Counts {
    edition: &'static str,
    sign: Sign,
    word: String,
    why: String,
}

impl Counts {
    fn view(self) -> AnyView {
        el("div")
            .add(el("dt").add(self.edition))
            .add(
                el("dd")
                    .add(
                        el("span").attr("class", self.sign.state_class()).add(icon(self.sign)).add(self.word),
                    )
                    .add(el("span.why.soft").add(self.why)),
            )
            .piece()
    }
}

fn counted(list: &'static Fact, at: usize, judged: &Judged, facts: &Facts) -> Option<Counts> {
    let standard = judged.assessment()?.standard;
    let filing = judged.filing;
    let case = Case { catalog: law(), standard, facts, filing };
    let teller = Teller { catalog: law(), facts, filing };
    let edition = w(&standard.edition);
    let by = counts_by(law(), standard, filing, list.key());
    let passed: Vec<_> =
        by.iter().filter_map(|it| Some((*it, case.item_passes(list.key(), at, &it.id)?))).collect();
    let labels: Vec<&str> =
        passed.iter().filter(|(_, it)| it.truth == Truth::Met).map(|(it, _)| w(&it.label)).collect();
    if !labels.is_empty() {
        return Some(Counts { edition, sign: Sign::Met, word: labels.join(say::AND), why: String::new() });
    }
    let told =
        passed.iter().find(|(_, it)| it.truth.is_open()).or_else(|| nearest(&passed)).map(|(_, it)| it)?;
    let (sign, word) = if told.truth.is_open() {
        (Sign::Unknown, Sign::Unknown.word())
    } else {
        (Sign::None, t(Say::NotCounted))
    };
    let why = teller.counted(list.key(), told);
    let why = why.split_once(t(Say::Colon)).map_or_else(String::new, |(_, why)| why.to_owned());
    Some(Counts { edition, sign, word: word.to_owned(), why })
}

fn undo(list: &'static Fact) -> AnyView {
    let desk = use_draft();
    // Zero stands for nothing: what is told again only when it changes needs a value to compare.
    let removed = Memo::new(move |_| {
        let of_list =
            |draft: &Draft| draft.removed().filter(|(id, _)| *id == list.key()).map_or(0, |(_, at)| at + 1);
        desk.with(of_list)
    });
    let restore = move |_| {
        desk.act(Action::RestoreItem);
        focus::element(&list.id);
    };
    let toast = move || {
        Some(removed.get()).filter(|nth| *nth > 0).map(|nth| {
            el("p.toast")
                .attr("role", "status")
                .add(say::removed(LANG, nth))
                .add(el("button#undo.btn.btn--text").on("click", restore).add(Say::Undo))
        })
    };
    toast.piece()
}

/// Whether everything is listed.
fn completeness(list: &'static Fact, ids: Memo<Vec<ItemId>>) -> AnyView {
    let desk = use_draft();
    let is_complete =
        move || desk.with(|draft| draft.facts().list(list.key()).is_some_and(|it| it.is_complete));
    let set = move |is_complete: bool| act(desk, list.key(), is_complete);
    let name = format!("{}-all", list.id);
    let has_tracked = move || {
        use_derived().facts.with(|facts| facts.list(list.key()).is_some_and(|list| !list.items.is_empty()))
    };
    let is_none = move || ids.with(Vec::is_empty) && !has_tracked();
    let all = move || t(if is_none() { Say::ListNone } else { Say::ListComplete });
    let (yes, no) = (name.clone(), name.clone());
    el("fieldset.field")
        .add(el("legend.label").add(Say::ListAll))
        .add(el("span.hint").add(Say::ListAllHint))
        .add(
            el("div.radios")
                .add(
                    el("label.check")
                        .add(
                            el("input")
                                .attr("type", "radio")
                                .attr("id", name)
                                .attr("name", yes)
                                .prop("checked", is_complete)
                                .on("change", move |_| set(true)),
                        )
                        .add(all),
                )
                .add(
                    el("label.check")
                        .add(
                            el("input")
                                .attr("type", "radio")
                                .attr("name", no)
                                .prop("checked", move || !is_complete())
                                .on("change", move |_| set(false)),
                        )
                        .add(Say::ListOpen),
                ),
        )
        .piece()
}

fn act(desk: Desk, list: FactId, is_complete: bool) {
    let is_empty = desk.peek(|draft| draft.items(list).next().is_none());
    desk.act(if is_empty && !is_complete {
        Action::ForgetList { list }
    } else {
        Action::SetComplete { list, is_complete }
    });
}
