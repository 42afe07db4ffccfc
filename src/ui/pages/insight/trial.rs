//! Answers: what if a few answers were otherwise?
//!
//! Scenarios stand beside the draft and are judged like it, at every key. They change it only where the user asks.

use leptos::prelude::*;

use super::changed::{End, between, day, day_field, differing, table};
use super::scenario::{Scenario, Turn, Visit};
use super::spots::{self, Offered};
use super::turned::{Turned, control};
use crate::assess::Outcome;
use crate::draft::{Action, Draft};
use crate::entry;
use crate::facts::{Answer, Facts, Value};
use crate::plan::{Spot, To};
use crate::policy::schema::Tier;
use crate::text::planned::Planner;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::route::{Address, Page, Slot};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Derived, Judged, Plan, judge, law, use_derived, use_draft, use_visit};
use crate::ui::widgets::ladder::{in_words, outcome_state};
use crate::ui::words::{LANG, t, w};

/// What the parts share.
#[derive(Clone, Copy)]
pub struct Board {
    desk: Desk,
    derived: Derived,
    /// What was tried out.
    pub visit: Visit,
    /// The scenario that is edited.
    here: RwSignal<Option<u32>>,
    /// The scenarios of the draft.
    ids: Memo<Vec<u32>>,
    /// A message, with a way to what it tells of.
    told: RwSignal<(String, Option<Address>)>,
}

/// Scenarios, and what follows in them.
pub fn trial() -> AnyView {
    let (desk, derived, visit) = (use_draft(), use_derived(), use_visit());
    let ids = Memo::new(move |_| {
        let of = desk.sheet().id();
        visit.scenarios.with(|all| all.iter().filter(|it| it.of == of).map(|it| it.id).collect::<Vec<_>>())
    });
    let board = Board { desk, derived, visit, here: RwSignal::new(None), ids, told: RwSignal::default() };
    let active = Memo::new(move |_| board.active());
    let begin = move |_| {
        let name = say::nth_scenario(LANG, ids.with_untracked(Vec::len) + 1);
        let id = visit.begin(desk.sheet_now().id(), name, None, Vec::new());
        board.here.set(Some(id));
        focus::element("scenario-name");
    };
    let told = move || {
        board.told.with(|(words, to)| {
            let link = to.as_ref().map(|to| el("a.go").attr("href", to.href()).add(Say::GoSee));
            pieces![words.clone(), link]
        })
    };
    let aloud = move || {
        let end = board.end(active.get()?)?;
        let words = judge(&end.facts, &end.plans).iter().map(in_words).collect::<Vec<_>>().join(say::COMMA);
        Some(say::labelled(LANG, &end.name, &words))
    };
    let editor = move || active.get().map(|id| editor(board, id));
    pieces![
        el("p.small.soft").add(Say::TrialLead),
        el("p.actions.noprint")
            .add(el("button.btn.btn--main").on("click", begin).add(Say::NewScenario))
            .add(move || ids.get().into_iter().map(|id| choice(board, active, id)).pieces()),
        el("p.small.mt3").attr("role", "status").add(told),
        el("p.vh").attr("role", "status").add(aloud),
        editor,
        move || (!ids.with(Vec::is_empty)).then(|| comparison(board)),
        move || active.get().map(|id| differences(board, id))
    ]
    .piece()
}

impl Board {
    /// The scenario that is edited: the one that was asked for, else the last.
    fn active(self) -> Option<u32> {
        self.ids.with(|ids| self.here.get().filter(|id| ids.contains(id)).or_else(|| ids.last().copied()))
    }

    /// What `look` makes of a scenario, tracked.
    pub fn with<T>(self, id: u32, look: impl FnOnce(&Scenario) -> T) -> Option<T> {
        self.visit.scenarios.with(|all| all.iter().find(|it| it.id == id).map(look))
    }

    /// A scenario as a side of a comparison, tracked.
    fn end(self, id: u32) -> Option<End> {
        self.with(id, |it| {
            let facts = self.derived.facts.with(|now| it.facts(now));
            End { facts, plans: self.plans(it), name: it.name.clone() }
        })
    }

    /// How and when each tier is filed for in a scenario, tracked.
    fn plans(self, of: &Scenario) -> Vec<Plan> {
        let mut plans = self.derived.plans.get();
        for plan in &mut plans {
            plan.filing.as_of = of.on.unwrap_or(plan.filing.as_of);
        }
        plans
    }

    /// What stands at a spot in the draft, tracked.
    fn stated(self, spot: &Spot) -> Option<Value> {
        self.derived.facts.with(|facts| stated(facts, spot))
    }

    /// What `tell` makes of the answers, tracked.
    pub fn tell(self, tell: impl FnOnce(Planner<'_>) -> String) -> String {
        let filing = self.derived.plans.with(|plans| plans.first().map(|plan| plan.filing));
        let tell = |filing| {
            self.derived
                .facts
                .with(|facts| tell(Planner { teller: Teller { catalog: law(), facts, filing } }))
        };
        filing.map(tell).unwrap_or_default()
    }
}

impl Turn {
    /// A change to this.
    pub fn of(spot: Spot, to: To) -> Self {
        let text = match &to {
            To::Value(Value::Number(number)) => entry::grouped(*number, 0),
            To::Value(Value::Date(day)) => day.to_string(),
            To::Value(_) | To::Items { .. } | To::Complete => String::new(),
        };
        Self { spot, to: Some(to), text }
    }
}

fn stated(facts: &Facts, spot: &Spot) -> Option<Value> {
    match spot {
        Spot::Fact(key) => match facts.answer(*key) {
            Answer::Known(value) => Some(value.clone()),
            Answer::NotApplicable | Answer::Unanswered => None,
        },
        Spot::Field { list, item, field } => facts.list(*list)?.items.get(*item)?.get(*field).cloned(),
        Spot::Items { .. } | Spot::End(_) => None,
    }
}

fn choice(board: Board, active: Memo<Option<u32>>, id: u32) -> El {
    el("button.btn.btn--small")
        .attr("aria-pressed", move || if active.get() == Some(id) { "true" } else { "false" })
        .on("click", move |_| board.here.set(Some(id)))
        .add(move || board.with(id, |it| it.name.clone()))
}

/// One scenario, to be changed.
fn editor(board: Board, id: u32) -> AnyView {
    let visit = board.visit;
    let name = untrack(|| board.with(id, |it| it.name.clone())).unwrap_or_default();
    let spots = Memo::new(move |_| {
        board
            .with(id, |it| it.turns.iter().map(|turn| turn.spot.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let on = untrack(|| board.with(id, |it| it.on)).flatten();
    let typed = RwSignal::new(on.map(|day| day.to_string()).unwrap_or_default());
    let set_day = move |text: &str| {
        if let Ok(day) = day(text) {
            visit.change(id, |it| it.on = day);
        }
    };
    let day = day_field("scenario-day", Say::ScenarioDay, typed, set_day);
    let rows =
        move || spots.get().into_iter().enumerate().map(|(at, spot)| row(board, id, at, &spot)).pieces();
    el("section.scenario.noprint")
        .attr("aria-label", move || board.with(id, |it| it.name.clone()))
        .add(
            el("div.field").add(el("label.label").attr("for", "scenario-name").add(Say::ScenarioName)).add(
                el("input#scenario-name.input.input--w16")
                    .attr("type", "text")
                    .attr("maxlength", "60")
                    .attr("autocomplete", "off")
                    .prop("value", name)
                    .on("input", move |event| {
                        let typed = event_target_value(&event);
                        visit.change(id, |it| it.name = typed);
                    }),
            ),
        )
        .add(day)
        .add(el("ul.trials").add(rows))
        .add(adding(board, id, spots))
        .add(saving(board, id))
        .piece()
}

/// One answer that is otherwise: its input, what stands in the draft, a way to take it back.
fn row(board: Board, id: u32, at: usize, spot: &Spot) -> El {
    let subject = untrack(|| board.tell(|teller| teller.subject(spot)));
    let input = format!("trial-{at}");
    let spot_now = spot.clone();
    let now = move || {
        let words = match board.stated(&spot_now) {
            Some(value) => board.tell(|teller| teller.value(&spot_now, &value)),
            None => t(Say::Unanswered).to_owned(),
        };
        say::now_is(LANG, &words)
    };
    let take_out = move |_| {
        board.visit.change(id, |it| {
            if at < it.turns.len() {
                it.turns.remove(at);
            }
        });
        focus::element("trial-add");
    };
    let is_fixed = matches!(spot, Spot::Items { .. } | Spot::End(_));
    el("li.trial")
        .add(el("label.label.label--sub").attr("for", input.clone()).add(subject.clone()))
        .add(el("div").add(control(Turned { board, id, at }, spot, input)))
        .add((!is_fixed).then(|| el("span.small.soft").add(now)))
        .add(
            el("button.btn.btn--text")
                .on("click", take_out)
                .add(Say::TakeBack)
                .add(el("span.vh").add(Say::Colon).add(subject)),
        )
}

/// The answers that the versions in force ask for, to choose from.
fn adding(board: Board, id: u32, spots: Memo<Vec<Spot>>) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let offered = move || {
        let Board { desk, derived, .. } = board;
        derived
            .facts
            .with(|facts| derived.used.with(|used| desk.with(|draft| spots::offered(facts, used, draft))))
    };
    let options = move || {
        let taken = spots.get();
        let group = |(name, offered): (String, Vec<Offered>)| {
            let free = offered.into_iter().filter(|it| !taken.contains(&it.spot));
            let options = free.map(|it| el("option").attr("value", it.id).add(it.label)).pieces();
            (!options.is_empty()).then(|| el("optgroup").attr("label", name).add(options))
        };
        offered().into_iter().map(group).pieces()
    };
    let add = move |_| {
        let id_wanted = wanted.get_untracked();
        let mut all = untrack(offered).into_iter().flat_map(|(_, offered)| offered);
        let Some(Offered { spot, to, .. }) = all.find(|it| it.id == id_wanted) else { return };
        let to = to.or_else(|| untrack(|| board.stated(&spot)).map(To::Value));
        let turn = match to {
            Some(to) => Turn::of(spot, to),
            None => Turn { spot, to: None, text: String::new() },
        };
        let at = spots.with_untracked(Vec::len);
        board.visit.change(id, |it| it.turns.push(turn));
        wanted.set(String::new());
        focus::element(&format!("trial-{at}"));
    };
    el("div.field")
        .add(el("label.label").attr("for", "trial-add").add(Say::AddTurn))
        .add(
            el("div.withunit")
                .add(
                    el("select#trial-add.select")
                        .on("change", move |event| wanted.set(event_target_value(&event)))
                        .add(el("option").attr("value", "").add(Say::ChooseFact))
                        .add(options),
                )
                .add(el("button.btn.btn--small").on("click", add).add(Say::AddIt)),
        )
        .piece()
}

/// What can be done with a scenario.
fn saving(board: Board, id: u32) -> AnyView {
    let Board { desk, visit, told, .. } = board;
    let then = move || {
        let now = desk.peek(Draft::clone);
        untrack(|| board.with(id, |it| (it.draft(&now), it.name.clone())))
    };
    let apply = move |_| {
        let Some(((draft, left_out), name)) = then() else { return };
        desk.act(Action::Replace(Box::new(draft)));
        told.set((say::scenario_applied(LANG, &name, left_out), None));
    };
    let save = move |_| {
        let Some(((draft, left_out), name)) = then() else { return };
        // A draft of its own is no sample any more.
        let mut draft = if draft.is_sample() { Draft::of(draft.document()) } else { draft };
        draft.apply(Action::Rename(name.clone()));
        let slot = Slot::Draft(desk.begin(draft));
        told.set((say::scenario_saved(LANG, &name, left_out), Some(Address { slot, page: Page::RESULT })));
    };
    let drop = move |_| {
        visit.scenarios.update(|all| all.retain(|it| it.id != id));
        focus::element("insight-h");
    };
    el("p.actions")
        .add(el("button.btn.btn--small").on("click", apply).add(Say::ApplyScenario))
        .add(el("button.btn.btn--small").on("click", save).add(Say::SaveScenario))
        .add(el("button.btn.btn--text").on("click", drop).add(Say::DropScenario))
        .piece()
}

/// All scenarios beside what is so.
fn comparison(board: Board) -> AnyView {
    let head = |words: &str| el("th").attr("scope", "col").add(words.to_owned());
    let heads = law().tiers().iter().map(|tier| head(w(&tier.short))).pieces();
    let now = move || {
        board.derived.judged.with(|judged| {
            el("tr").add(el("th").attr("scope", "row").add(Say::Now)).add(judged.iter().map(verdict).pieces())
        })
    };
    let rows = move || board.ids.get().into_iter().map(|id| scenario_row(board, id)).pieces();
    el("table.table.table--fold.scenarios")
        .add(el("caption").add(Say::Scenarios))
        .add(el("thead").add(el("tr").add(head(t(Say::ScenarioColumn))).add(heads)))
        .add(el("tbody").add(now).add(rows))
        .piece()
}

fn scenario_row(board: Board, id: u32) -> AnyView {
    let view = move || {
        let end = board.end(id)?;
        let judged = judge(&end.facts, &end.plans);
        let changes =
            board.with(id, |it| it.turns.iter().filter_map(|turn| told(board, turn)).collect::<Vec<_>>())?;
        let day =
            board.with(id, |it| it.on).flatten().map(|day| el("span.sub").add(say::filed_on(LANG, day)));
        let changes = changes.into_iter().map(|it| el("span.sub").add(it)).pieces();
        let row = el("tr")
            .add(el("th").attr("scope", "row").add(end.name).add(day).add(changes))
            .add(judged.iter().map(verdict).pieces());
        Some(row)
    };
    view.piece()
}

/// A change in a few words.
fn told(board: Board, turn: &Turn) -> Option<String> {
    let to = turn.to.as_ref()?;
    let was = board.stated(&turn.spot);
    Some(board.tell(|teller| {
        let from = was.map(|was| teller.value(&turn.spot, &was));
        say::turned(LANG, &teller.subject(&turn.spot), from.as_deref(), &teller.becomes(&turn.spot, to))
    }))
}

fn verdict(it: &Judged) -> El {
    let score = match &it.outcome {
        Outcome::Assessed(of) => of.score.as_ref().map(|it| say::bounds(LANG, it.lo, it.hi, it.score.pass)),
        Outcome::NotInProgram(..) | Outcome::NotCovered => None,
    };
    el("td")
        .attr("data-l", w(&it.tier.short).to_owned())
        .add(el("div").add(outcome_state(&it.outcome)).add(score.map(|score| el("span.sub").add(score))))
}

/// What is otherwise in a scenario, rule by rule.
fn differences(board: Board, id: u32) -> AnyView {
    let view = move || {
        let there = board.end(id)?;
        let (facts, plans) = (board.derived.facts.get(), board.derived.plans.get());
        let here = End { facts, plans, name: t(Say::Now).to_owned() };
        let tier = |(tier, (one, other)): (&'static Tier, (&Plan, &Plan))| {
            let changed = between(tier, (&here, one), (&there, other));
            let names = [here.name.clone(), there.name.clone()];
            let count = differing(&changed);
            let title = say::labelled(LANG, w(&tier.label), &say::differing(LANG, count));
            let facts = [here.facts.clone(), there.facts.clone()];
            (0 < count).then(|| pieces![el("h4.mt4").add(title), table(tier, &changed, &names, &facts)])
        };
        let tiers = law().tiers().iter().zip(here.plans.iter().zip(&there.plans)).filter_map(tier).pieces();
        let tiers =
            if tiers.is_empty() { el("p.small.soft.mt3").add(Say::TrialSame).piece() } else { tiers.piece() };
        Some(pieces![el("h3.mt6").add(say::differences_of(LANG, &there.name)), tiers])
    };
    view.piece()
}
