//! Where applications and titles stand, who acts next, what is due when; and the events all that follows from.

mod cards;
mod form;
mod line;
mod log;
mod prospect;
mod sheet;
mod stand;

use leptos::prelude::*;

pub use self::cards::coming;
use self::form::Asked;
use crate::draft::Draft;
use crate::store::DraftId;
use crate::text::say::{self, Say};
use crate::tracker::{Log, Tracked, held, track as tracked};
use crate::ui::desk::{Desk, Entry};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::files::called;
use crate::ui::route::{Address, Page, Slot, go};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Today, law, use_draft, use_today};
use crate::ui::words::{LANG, t};
use crate::units::Date;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Board {
    desk: Desk,
    today: Today,
    log: Memo<Log>,
    tracked: Memo<Tracked<'static>>,
    /// The event that is being entered, and where.
    asked: RwSignal<Option<Asked>>,
    told: RwSignal<String>,
}

/// What follows for a draft on a day.
pub fn follow(draft: &Draft, today: Date) -> Tracked<'static> {
    tracked(law(), &Log::read(draft.events(), law()), &held(law(), draft.facts()), today)
}

/// The page.
pub fn track() -> AnyView {
    let (desk, today) = (use_draft(), use_today());
    let log = Memo::new(move |_| desk.with(|draft| Log::read(draft.events(), law())));
    let tracked = Memo::new_with_compare(
        move |_| {
            log.with(|log| desk.with(|draft| tracked(law(), log, &held(law(), draft.facts()), today.get())))
        },
        |_, _| true,
    );
    let board = Board { desk, today, log, tracked, asked: RwSignal::default(), told: RwSignal::default() };
    let lead = move || {
        let nearest = tracked.with(cards::nearest);
        say::today_is(LANG, today.get()) + &nearest.unwrap_or_else(|| t(Say::NothingDue).to_owned())
    };
    pieces![
        el("div.head")
            .add(el("h1").attr("tabindex", "-1").add(Say::Track))
            .add(el("p.head__lead").add(lead))
            .add(enterprises())
            .add(sheet::ways(board)),
        el("p#track-told.small").attr("role", "status").add(move || board.told.get()),
        cards::cards(board),
        stand::stand(board),
        prospect::filing_days(board),
        prospect::bounties(board),
        log::log(board),
        sheet::sheet(board)
    ]
    .piece()
}

/// The other enterprises of this browser.
fn enterprises() -> AnyView {
    let desk = use_draft();
    let view = move || {
        let all: Vec<_> = desk.entries().into_iter().filter(|it| !it.draft.is_archived()).collect();
        let here = desk.sheet().id();
        let option = |it: &Entry| {
            el("option")
                .attr("value", it.id.name().to_owned())
                .attr("selected", it.id == here)
                .add(called(&it.draft))
        };
        let turn = move |event| {
            if let Some(id) = DraftId::named(&event_target_value(&event)) {
                go(&Address { slot: Slot::Draft(id), page: Page::Track });
            }
        };
        (1 < all.len() && !desk.is_sample()).then(|| {
            el("p.withunit.noprint")
                .add(el("label.label.label--sub").attr("for", "track-of").add(Say::Enterprise))
                .add(el("select#track-of.input").on("change", turn).add(all.iter().map(option).pieces()))
        })
    };
    view.piece()
}
