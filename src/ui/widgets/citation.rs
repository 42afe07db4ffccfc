//! Answers: where does a rule come from, in whose words, and how sure is that?
//!
//! The law's own words stand in their own face behind a solid rule; ours in the text face behind a dotted one,
//! never between quotation marks.

use leptos::prelude::*;

use crate::policy::schema::{Mark, Source};
use crate::text;
use crate::text::say::Say;
use crate::ui::state::law;
use crate::ui::words::{t, w};

/// The place in short: "2号文附件1 第 4 项".
pub fn place(source: &Source) -> String {
    let short = law().instrument(&source.instrument).map_or("", |it| w(&it.short));
    format!("{short}{}", source.article)
}

/// The confidence mark: framed, small, with its words.
pub fn mark(source: &Source) -> AnyView {
    let own_text =
        law().instrument(&source.instrument).is_some_and(|it| it.own_text) && source.quote.is_some();
    let (sign, class) = match source.mark {
        Mark::Agreed => ("✔\u{fe0e}", "mark"),
        Mark::Single => ("○", if own_text { "mark" } else { "mark mark--open" }),
        Mark::Unconfirmed => ("△", "mark mark--open"),
    };
    let words = text::mark(source.mark, own_text);
    view! { <span class=class><span aria-hidden="true">{sign}</span>{words}</span> }.into_any()
}

/// A citation with its words.
pub fn citation(source: &'static Source) -> AnyView {
    let note = source.mark_note.as_ref().map(|note| view! { <span>{w(note)}</span> });
    let foot = |kind: Say| {
        let title = law().instrument(&source.instrument).map_or("", |it| w(&it.title));
        view! { <span title=title>{place(source)}</span><span>{t(kind)}</span>{mark(source)}{note} }
    };
    if let Some(quote) = source.quote.as_deref() {
        return view! {
            <figure class="cite">
                <blockquote>{quote}</blockquote>
                <figcaption class="cite__src">{foot(Say::OwnWords)}</figcaption>
            </figure>
        }
        .into_any();
    }
    let wording = source.wording.as_ref().map_or("", w);
    view! {
        <div class="cite cite--our">
            <p>{wording}</p>
            <p class="cite__src">{foot(Say::Restated)}</p>
        </div>
    }
    .into_any()
}

/// The readings that a rule rests on, each with the other one.
pub fn choices(source: &'static Source) -> Option<AnyView> {
    let readings: Vec<_> = source.choices.iter().filter_map(|number| law().choice(*number)).collect();
    if readings.is_empty() {
        return None;
    }
    let reading = |it: &'static crate::policy::schema::Reading| {
        view! {
            <li><p class="small">{w(&it.reading)}</p><p class="small soft">{t(Say::OtherReading)}{w(&it.other)}</p></li>
        }
    };
    let view = view! {
        <details class="reveal">
            <summary>{t(Say::Choices)}<span class="chev" aria-hidden="true"></span></summary>
            <ul class="dash">{readings.into_iter().map(reading).collect_view()}</ul>
        </details>
    };
    Some(view.into_any())
}
