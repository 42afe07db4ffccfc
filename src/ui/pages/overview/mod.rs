//! The opening: what this is and is not, where one left off, files, and where the data lives.

mod data;
mod files;
mod resume;
mod tiers;

use leptos::prelude::*;

use crate::text::say::Say;
use crate::ui::route::{Address, Page, Slot, use_route};
use crate::ui::words::t;

/// The overview.
#[component]
pub fn Overview() -> impl IntoView {
    let route = use_route();
    let does = [Say::Does1, Say::Does2, Say::Does3, Say::Does4];
    let does_not = [Say::DoesNot1, Say::DoesNot2, Say::DoesNot3, Say::DoesNot4];
    let item = |it: Say| view! { <li>{t(it)}</li> };
    let sample = Address { slot: Slot::Sample, page: Page::RESULT }.href();
    view! {
        <div class="hero">
            <div class="head">
                <h1 tabindex="-1"><span class="nb">{t(Say::HeroFirst)}</span><span class="nb">{t(Say::HeroSecond)}</span></h1>
                <p class="head__lead">{t(Say::HeroLead)}</p>
                <div class="actions">
                    <a class="btn btn--main" href=move || route.href(Page::PROFILE)>{resume::start_label()}</a>
                    {resume::other_way(sample)}
                </div>
                <p class="mt4 small soft">{t(Say::HeroNote)}</p>
            </div>
            {stairs()}
        </div>
        {resume::resume()}
        <section class="section" aria-labelledby="is">
            <div class="cols">
                <div><h2 id="is">{t(Say::DoesTitle)}</h2><ul class="dash">{does.map(item).collect_view()}</ul></div>
                <div><h2>{t(Say::DoesNotTitle)}</h2><ul class="dash">{does_not.map(item).collect_view()}</ul></div>
            </div>
        </section>
        {tiers::tiers()}
        <section class="section" aria-labelledby="data">
            <div class="cols">{data::data()}{files::files()}</div>
        </section>
    }
}

/// The staircase, the only figure.
fn stairs() -> AnyView {
    let names = crate::ui::state::law().tiers().iter().map(|it| crate::ui::words::w(&it.short));
    let at = [(1, 148, 13, 184, Say::Step1), (141, 80, 153, 116, Say::Step2), (281, 12, 293, 48, Say::Step3)];
    let step = |(name, (x, y, note_x, note_y, note)): (&'static str, (i32, i32, i32, i32, Say))| {
        view! { <text x=x y=y>{name}</text><text class="s" x=note_x y=note_y>{t(note)}</text> }
    };
    view! {
        <svg class="stairs" viewBox="0 0 420 220" width="420" height="220" role="img" aria-label=t(Say::StairsLabel)>
            <path d="M1 219V159H141V91H281V23H419"></path>
            {names.zip(at).map(step).collect_view()}
        </svg>
    }
    .into_any()
}
