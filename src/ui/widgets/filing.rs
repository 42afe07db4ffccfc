//! Answers: for which day, and new or as a review, is each tier filed for?
//!
//! The day and the route select the version in force; every year of the form is counted from the day.

use leptos::prelude::*;

use crate::draft::{Action, Place};
use crate::policy::schema::{Route, Tier};
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::state::{law, use_derived, use_draft, use_today};
use crate::ui::words::{LANG, t, w};

/// The day and the routes in a line, which opens to change them.
#[component]
pub fn Filing() -> impl IntoView {
    let (derived, today) = (use_derived(), use_today());
    let line = move || {
        derived.plans.with(|plans| {
            let days: Vec<_> = plans.iter().map(|plan| plan.filing.as_of).collect();
            say::filing_on(LANG, &days, today.get())
        })
    };
    view! {
        <details class="reveal filing">
            <summary>{line}<span class="chev" aria-hidden="true"></span></summary>
            <div class="filing__b">
                {day(None, t(Say::FilingDay), t(Say::FilingDayHint))}
                {law().tiers().iter().enumerate().map(|(at, tier)| of_tier(at, tier)).collect_view()}
            </div>
        </details>
    }
}

fn of_tier(at: usize, tier: &'static Tier) -> AnyView {
    let (desk, plans) = (use_draft(), use_derived().plans);
    let route = Memo::new(move |_| plans.with(|plans| plans.get(at).map(|plan| plan.filing.route)));
    let name = format!("route-{}", tier.id);
    let radio = |only: Route| {
        let choose =
            move |_| desk.act(Action::SetRoute { tier: Some(tier.id.to_string()), route: Some(only) });
        view! {
            <label class="check"><input type="radio" name=name.clone() prop:checked=move || route.get() == Some(only) on:change=choose/>{text::route(only)}</label>
        }
    };
    view! {
        <fieldset class="filing__t">
            <legend class="label">{w(&tier.label)}</legend>
            <div class="radios">{radio(Route::New)}{radio(Route::Review)}</div>
            {day(Some(tier), t(Say::OwnDay), t(Say::OwnDayHint))}
        </fieldset>
    }
    .into_any()
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
        words.map(|words| view! { <p class="msg msg--bad">{super::sign::icon(super::sign::Sign::Unmet)}<b>{words}</b></p> })
    };
    let (hint_id, fault_id) = (format!("{id}-h"), format!("{id}-m"));
    let described = format!("{hint_id} {fault_id}");
    view! {
        <div class="field">
            <label class="label label--sub" for=id.clone()>{label}<span class="vh">{tier.map(|it| w(&it.label))}</span></label>
            <span class="hint" id=hint_id>{hint}</span>
            <div class="withunit"><input class="input input--w10" id=id type="text" autocomplete="off" prop:value=now aria-describedby=described on:change=change/></div>
            <div id=fault_id>{fault}</div>
        </div>
    }
    .into_any()
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
    match draft.reading(place, &raw.text, law()) {
        crate::entry::Reading::Fault(fault) => Some(say::entry_fault(LANG, &fault)),
        _ => None,
    }
}
