//! Answers: for which day, and new or as a review, is each tier filed for?
//!
//! The day and the route select the version in force; every year of the form is counted from the day.

use leptos::prelude::*;

use crate::draft::{Action, Place};
use crate::policy::schema::{Route, Tier};
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el};
use crate::ui::state::{law, use_derived, use_draft, use_today};
use crate::ui::words::{LANG, t, w};

/// The day and the routes in a line, which opens to change them.
pub fn filing() -> AnyView {
    let (derived, today) = (use_derived(), use_today());
    let line = move || {
        derived.plans.with(|plans| {
            let days: Vec<_> = plans.iter().map(|plan| plan.filing.as_of).collect();
            say::filing_on(LANG, &days, today.get())
        })
    };
    el("details.reveal.filing")
        .add(el("summary").add(line).add(el("span.chev").attr("aria-hidden", "true")))
        .add(
            el("div.filing__b")
                .add(day(None, t(Say::FilingDay), t(Say::FilingDayHint)))
                .add(law().tiers().iter().enumerate().map(|(at, tier)| of_tier(at, tier)).pieces()),
        )
        .piece()
}

fn of_tier(at: usize, tier: &'static Tier) -> AnyView {
    let (desk, plans) = (use_draft(), use_derived().plans);
    let route = move || plans.with(|plans| plans.get(at).map(|plan| plan.filing.route));
    let name = format!("route-{}", tier.id);
    let radio = |only: Route| {
        let choose =
            move |_| desk.act(Action::SetRoute { tier: Some(tier.id.to_string()), route: Some(only) });
        el("label.check")
            .add(
                el("input")
                    .attr("type", "radio")
                    .attr("name", name.clone())
                    .prop("checked", move || route() == Some(only))
                    .on("change", choose),
            )
            .add(text::route(only))
    };
    el("fieldset.filing__t")
        .add(el("legend.label").add(w(&tier.label)))
        .add(el("div.radios").add(radio(Route::New)).add(radio(Route::Review)))
        .add(day(Some(tier), t(Say::OwnDay), t(Say::OwnDayHint)))
        .piece()
}

/// A filing day; of a tier, or of all.
fn day(tier: Option<&'static Tier>, label: &'static str, hint: &'static str) -> AnyView {
    let desk = use_draft();
    let place = StoredValue::new(Place::FilingDate { tier: tier.map(|it| it.id.to_string()) });
    let id = tier.map_or_else(|| "filing-day".to_owned(), |it| format!("filing-day-{}", it.id));
    let now = desk.peek(|draft| place.with_value(|place| text_at(draft, place)));
    let change = move |event| {
        let (place, typed) = (place.get_value(), event_target_value(&event));
        let reading = desk.peek(|draft| draft.reading(&place, &typed, law()));
        desk.act(Action::typed(place, &typed, &reading));
    };
    let fault = move || {
        let words = place.with_value(|place| desk.with(|draft| fault_at(draft, place)));
        words.map(|words| {
            el("p.msg.msg--bad").add(super::sign::icon(super::sign::Sign::Unmet)).add(el("b").add(words))
        })
    };
    let (hint_id, fault_id) = (format!("{id}-h"), format!("{id}-m"));
    let described = format!("{hint_id} {fault_id}");
    el("div.field")
        .add(
            el("label.label.label--sub")
                .attr("for", id.clone())
                .add(label)
                .add(el("span.vh").add(tier.map(|it| w(&it.label)))),
        )
        .add(el("span.hint").attr("id", hint_id).add(hint))
        .add(
            el("div.withunit").add(
                el("input.input.input--w10")
                    .attr("id", id)
                    .attr("type", "text")
                    .attr("autocomplete", "off")
                    .prop("value", now)
                    .attr("aria-describedby", described)
                    .on("change", change),
            ),
        )
        .add(el("div").attr("id", fault_id).add(fault))
        .piece()
}

fn text_at(draft: &crate::draft::Draft, place: &Place) -> String {
    use crate::facts::{Stated, Value};
    if let Some(raw) = draft.raw(place) {
        return raw.text.clone();
    }
    match crate::ui::pages::profile::question::stated(draft, place) {
        Some(Stated::Value(Value::Date(date))) => date.to_string(),
        _ => String::new(),
    }
}

fn fault_at(draft: &crate::draft::Draft, place: &Place) -> Option<String> {
    let raw = draft.raw(place)?;
    let crate::entry::Reading::Fault(fault) = draft.reading(place, &raw.text, law()) else { return None };
    Some(say::entry_fault(LANG, &fault))
}
