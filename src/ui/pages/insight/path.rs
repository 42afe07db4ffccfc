//! Answers: what is the least that would have to change to meet each tier, and when?
//!
//! The search takes a moment: it begins when the part is opened, or when it is asked for again, never while something
//! is typed; a frame is drawn first. What was found says for which answers it was found.

use leptos::prelude::*;

use super::picture::picture;
use super::scenario::{Turn, Visit};
use super::{Ground, Part, stale};
use crate::assess::{Filing, Verdict};
use crate::facts::{Answer, FactKey};
use crate::plan::{Aim, Aims, Change, Ease, Kind, Plan, Planned, Spot, To, Wish, effort_text, plan};
use crate::platform::page;
use crate::policy::schema::{FactId, Tier};
use crate::store::DraftId;
use crate::text::planned::{Planner, rule, season};
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::pages::result::{field_href, open_href};
use crate::ui::route::{Address, Slot, go};
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_derived, use_draft, use_visit};
use crate::ui::widgets::sign::{Sign, state};
use crate::ui::words::{LANG, t, w};

/// Until the page has drawn what it says, in milliseconds.
const FRAME: i32 = 40;

/// What was found for a tier.
struct Found {
    ground: Ground,
    filing: Filing,
    planned: Planned<'static>,
}

/// Where the search for a tier stands: nothing while it is under way.
type Search = RwSignal<Option<Found>>;

/// What the plans of a tier share.
#[derive(Clone, Copy)]
struct Board {
    tier: &'static Tier,
    at: usize,
    search: Search,
    told: RwSignal<String>,
    seek: Seek,
}

/// What a search needs.
#[derive(Clone, Copy)]
struct Seek {
    derived: crate::ui::state::Derived,
    desk: crate::ui::desk::Desk,
    visit: Visit,
}

/// The plans of every tier.
pub fn path() -> AnyView {
    let seek = Seek { derived: use_derived(), desk: use_draft(), visit: use_visit() };
    let board = |(at, tier): (usize, &'static Tier)| {
        let board = Board { tier, at, search: RwSignal::new(None), told: RwSignal::default(), seek };
        board.start();
        of_tier(board)
    };
    let tiers = law().tiers().iter().enumerate().map(board).pieces();
    pieces![el("p.small.soft").add(Say::PathLead), el("div").add(tiers)].piece()
}

impl Board {
    /// Begins the search, after what says so is drawn; the tiers one after the other.
    fn start(self) {
        self.search.set(None);
        self.told.set(t(Say::WorkingOut).to_owned());
        let turn = i32::try_from(self.at).unwrap_or_default() + 1;
        page::after(FRAME * turn, move || self.run());
    }

    fn run(self) {
        // The page may have been left.
        let is_wanted = self.search.try_update(|_| ()).is_some();
        let (derived, desk) = (self.seek.derived, self.seek.desk);
        let ground = untrack(|| Ground::now(derived));
        let Some(filing) = ground.filings.get(self.at).copied().filter(|_| is_wanted) else { return };
        let wish =
            Wish { ease: untrack(|| self.seek.visit.ease_of(&desk.sheet_now().id())), ..Wish::default() };
        let planned = plan(law(), &self.tier.id, &ground.facts, filing, &wish);
        self.told.set(outcome(&planned));
        self.search.set(Some(Found { ground, filing, planned }));
    }

    /// Says how hard a fact is to change, and searches again; the keyboard goes to the tier, for what it was in is gone.
    fn say(self, fact: FactId, ease: Option<Ease>) {
        self.seek.visit.say(&self.seek.desk.sheet_now().id(), fact, ease);
        focus::element(&heading(self.tier));
        self.start();
    }
}

fn heading(tier: &Tier) -> String {
    format!("path-{}", tier.id)
}

/// The search in a few words.
fn outcome(planned: &Planned<'_>) -> String {
    match planned {
        Planned::Meets(_) => t(Say::PathMeets).to_owned(),
        Planned::Aims(aims) if aims.aims.is_empty() => t(Say::PathNone).to_owned(),
        Planned::Aims(aims) => say::ways_found(LANG, aims.aims.iter().map(|aim| aim.plans.len()).sum()),
        Planned::NotInProgram(..) => t(Say::NotInProgram).to_owned(),
        Planned::NotCovered => t(Say::NotCovered).to_owned(),
    }
}

fn of_tier(board: Board) -> AnyView {
    let Board { tier, search, told, seek, .. } = board;
    let ground = move || search.with(|it| it.as_ref().map(|it| it.ground.clone()));
    let body = move || search.with(|it| it.as_ref().map(|found| plans(board, found)));
    let eased = move || {
        let said = seek.visit.ease_of(&seek.desk.sheet().id());
        let entry = |(fact, ease): (&FactId, &Ease)| eased(board, *fact, *ease);
        (!said.is_empty()).then(|| el("ul.plain.eased.noprint").add(said.iter().map(entry).pieces()))
    };
    el("section.tier.waysof")
        .attr("id", format!("{}-s", heading(tier)))
        .attr("aria-labelledby", heading(tier))
        .add(
            el("div.tier__h")
                .add(el("h3").attr("id", heading(tier)).attr("tabindex", "-1").add(w(&tier.label)))
                .add(el("p.small.soft").attr("role", "status").add(move || told.get())),
        )
        .add(stale(ground, move || board.start()))
        .add(eased)
        .add(body)
        .piece()
}

/// What was said of a fact, with a way to take it back.
fn eased(board: Board, fact: FactId, ease: Ease) -> AnyView {
    let name = law().fact(fact).map_or("", |fact| w(&fact.label));
    el("li")
        .add(el("span").add(say::labelled(LANG, name, t(ease_word(Some(ease))))))
        .add(" ")
        .add(
            el("button.btn.btn--text")
                .on("click", move |_| board.say(fact, None))
                .add(Say::AsByDefault)
                .add(el("span.vh").add(Say::Colon).add(name)),
        )
        .piece()
}

const fn ease_word(ease: Option<Ease>) -> Say {
    match ease {
        None => Say::EaseUsual,
        Some(Ease::Easy) => Say::EaseEasy,
        Some(Ease::Hard) => Say::EaseHard,
        Some(Ease::Impossible) => Say::EaseImpossible,
    }
}

fn plans(board: Board, found: &Found) -> AnyView {
    match &found.planned {
        Planned::Meets(standard) => {
            el("p").add(state(Sign::Met, t(Say::PathMeets))).add(" ").add(w(&standard.title)).piece()
        }
        Planned::Aims(aims) => aimed(board, found, aims),
        Planned::NotInProgram(pending, _) => el("p").add(w(&pending.title)).add(Say::NotInProgramWhy).piece(),
        Planned::NotCovered => el("p").add(Say::NotCoveredWhy).piece(),
    }
}

fn aimed(board: Board, found: &Found, aims: &Aims<'static>) -> AnyView {
    let names = |ids: &[&str]| {
        let names: Vec<String> = ids.iter().map(|id| rule(law(), None, id)).collect();
        names.join(say::AND)
    };
    let stuck = (!aims.stuck.is_empty()).then(|| el("li").add(say::stuck(LANG, &names(&aims.stuck))));
    let unclear = (!aims.unclear.is_empty()).then(|| el("li").add(say::unclear(LANG, &names(&aims.unclear))));
    let early = (!aims.is_proven).then(|| el("li").add(Say::PathEarly));
    let none = aims.aims.is_empty().then(|| el("p.verdict__why").add(Say::PathNone));
    let notes = (stuck.is_some() || unclear.is_some() || early.is_some())
        .then(|| el("ul.dash.small.mt3").add(stuck).add(unclear).add(early));
    let mut nth = 0;
    let mut views = Vec::new();
    for aim in &aims.aims {
        let plans = aim.plans.iter().map(|plan| {
            nth += 1;
            way(board, found, aims.verdict, aim, plan, nth)
        });
        views.push(pieces![of_aim(aim), el("ol.ways").add(plans.pieces())].piece());
    }
    pieces![none, notes, views].piece()
}

/// The day aimed at, and what is assumed of it.
fn of_aim(aim: &Aim<'static>) -> AnyView {
    let window = aim.season.as_ref().map(|it| say::in_window(LANG, &season(it)));
    let years = || aim.assumed.iter().filter_map(|key| key.year);
    let assumed = years().min().zip(years().max()).map(|(first, last)| say::assumed(LANG, first, last));
    pieces![
        el("h4.mt6").add(say::aimed_at(LANG, aim.filing.as_of)).add(window.map(|it| el("span.sub").add(it))),
        assumed.map(|it| el("p.small.soft").add(it))
    ]
    .piece()
}

fn way(
    board: Board,
    found: &Found,
    verdict: Verdict,
    aim: &Aim<'static>,
    plan: &Plan<'static>,
    nth: usize,
) -> AnyView {
    let teller = Teller { catalog: law(), facts: &found.ground.facts, filing: aim.filing };
    let planner = Planner { teller };
    let named = |id: &str| rule(law(), Some(aim.standard), id);
    let title = say::nth_way(LANG, nth);
    let changes = plan.changes.iter().enumerate().map(|(at, it)| {
        let id = format!("ease-{}-{nth}-{at}", board.tier.id);
        change(board, planner, aim, it, id)
    });
    let waits = plan.waits.iter().map(|(id, from)| el("li").add(say::wait(LANG, *from, &named(id))));
    let points =
        plan.points.iter().map(|(id, from, to)| el("li").add(say::scores(LANG, &named(id), *from, *to)));
    let reliefs = plan.reliefs.iter().map(|id| el("li").add(say::by_relief(LANG, &named(id))));
    let facts: Vec<AnyView> = waits.chain(points).chain(reliefs).pieces();
    let facts = (!facts.is_empty()).then(|| el("ul.dash.small.mt3").add(facts));
    let none = plan.changes.is_empty().then(|| el("p.mt3").add(Say::TimeAlone));
    // Only the first of a day stands open: the others are ways instead of it.
    let is_first = aim.plans.first().is_some_and(|first| std::ptr::eq(first, plan));
    let head = el("summary.way__h")
        .add(el("h5").add(title.clone()))
        .add(el("span").add(say::way_effort(LANG, &effort_text(plan.effort))))
        .add(el("span").add(say::not_before(LANG, plan.not_before)))
        .add(el("span.chev").attr("aria-hidden", "true"));
    let details = el("details")
        .attr("open", is_first)
        .add(head)
        .add(none)
        .add(el("ol.moves").add(changes.pieces()))
        .add(facts)
        .add(picture(
            board.tier,
            [(&found.ground.facts, found.filing), (&plan.facts, aim.filing)],
            verdict,
            &title,
        ))
        .add(el("p.actions.noprint").add(open_as_scenario(board, found, aim, plan, &title)));
    el("li.way").add(details).piece()
}

fn change(
    board: Board,
    planner: Planner<'_>,
    aim: &Aim<'static>,
    it: &Change<'static>,
    id: String,
) -> AnyView {
    let subject = planner.subject(&it.spot);
    let from =
        it.from.as_ref().map_or_else(|| t(Say::Unanswered).to_owned(), |from| planner.value(&it.spot, from));
    let arrow = el("span").attr("aria-hidden", "true").add(" → ");
    let from = match &it.spot {
        Spot::Fact(_) | Spot::Field { .. } => {
            Some(pieces![el("span.soft").add(from), arrow, el("span.vh").add(Say::Becomes)])
        }
        Spot::Items { .. } | Spot::End(_) => None,
    };
    let serves: Vec<String> = it.serves.iter().map(|id| rule(law(), Some(aim.standard), id)).collect();
    let serves = (!serves.is_empty()).then(|| el("span.sub").add(say::serves(LANG, &serves.join(say::AND))));
    let kind = match it.kind {
        Kind::Change => Say::MoveChange,
        Kind::Answer => Say::MoveAnswer,
    };
    let to = href(&it.spot).map(|to| {
        el("a.go").attr("href", to).add(Say::GoSee).add(el("span.vh").add(Say::Colon).add(subject.clone()))
    });
    let effort = say::move_effort(LANG, &effort_text(it.effort));
    el("li.move")
        .add(
            el("div")
                .add(el("p").add(el("span.join").add(t(kind))).add(el("b").add(subject.clone())).add(to))
                .add(el("p").add(from).add(el("b").add(planner.asked(it))))
                .add(serves),
        )
        .add(el("div.move__e.noprint").add(el("span.small.soft").add(effort)).add(ease_select(
            board,
            it.spot.fact(),
            &subject,
            id,
        )))
        .piece()
}

/// How hard the fact is for this enterprise.
fn ease_select(board: Board, fact: FactId, subject: &str, id: String) -> El {
    const WORDS: [(&str, Option<Ease>); 4] = [
        ("", None),
        ("easy", Some(Ease::Easy)),
        ("hard", Some(Ease::Hard)),
        ("impossible", Some(Ease::Impossible)),
    ];
    let said = untrack(|| board.seek.visit.ease_of(&board.seek.desk.sheet_now().id())).get(&fact).copied();
    let option = |(value, ease): (&'static str, Option<Ease>)| {
        el("option").attr("value", value).attr("selected", ease == said).add(t(ease_word(ease)))
    };
    let turn = move |event| {
        let value = event_target_value(&event);
        let ease = WORDS.into_iter().find(|(word, _)| *word == value).and_then(|(_, ease)| ease);
        board.say(fact, ease);
    };
    el("select.select")
        .attr("id", id)
        .attr("aria-label", say::labelled(LANG, t(Say::HowHard), subject))
        .on("change", turn)
        .add(WORDS.map(option).pieces())
}

fn href(spot: &Spot) -> Option<String> {
    use crate::assess::Open;
    match spot {
        Spot::Fact(key) => field_href(key.fact, key.year),
        Spot::Field { list, item, field } => {
            open_href(Open::Field { list: *list, item: *item, field: *field })
        }
        Spot::Items { list, .. } | Spot::End(list) => open_href(Open::List(*list)),
    }
}

/// Opens the plan among the scenarios.
fn open_as_scenario(
    board: Board,
    found: &Found,
    aim: &Aim<'static>,
    plan: &Plan<'static>,
    title: &str,
) -> El {
    let name = say::labelled(LANG, w(&board.tier.short), title);
    let day = Some(aim.filing.as_of).filter(|day| *day != found.filing.as_of);
    let mut turns: Vec<Turn> = aim.assumed.iter().filter_map(|key| assumed(plan, *key)).collect();
    turns.extend(plan.changes.iter().map(|it| Turn::of(it.spot.clone(), it.to.clone())));
    let Seek { desk, visit, .. } = board.seek;
    let label = name.clone();
    let click = move |_| {
        let of: DraftId = desk.sheet_now().id();
        visit.begin(of.clone(), name.clone(), day, turns.clone());
        let slot = if untrack(|| desk.is_sample()) { Slot::Sample } else { Slot::Draft(of) };
        go(&Address { slot, page: Part::Trial.page() });
    };
    el("button.btn.btn--small")
        .on("click", click)
        .add(Say::TryPlan)
        .add(el("span.vh").add(Say::Colon).add(label))
}

/// A figure that is assumed for the day aimed at, and not changed.
fn assumed(plan: &Plan<'static>, key: FactKey) -> Option<Turn> {
    let spot = Spot::Fact(key);
    if plan.changes.iter().any(|it| it.spot == spot) {
        return None;
    }
    match plan.facts.answer(key) {
        Answer::Known(value) => Some(Turn::of(spot, To::Value(value.clone()))),
        Answer::NotApplicable | Answer::Unanswered => None,
    }
}
