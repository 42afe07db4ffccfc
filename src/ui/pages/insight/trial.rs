//! Answers: what if a few answers were otherwise?
//!
//! Scenarios stand beside the draft and are judged like it, at every key. They change it only where the user asks.

use leptos::prelude::*;

use super::changed::{End, between, differing, table};
use super::scenario::{Scenario, Turn, Visit};
use crate::assess::Outcome;
use crate::domain::Domain;
use crate::draft::{Action, Draft};
use crate::entry::{self, Reading};
use crate::facts::{Answer, FactKey, Facts, Value};
use crate::plan::{Spot, To};
use crate::policy::schema::{Fact, Group, Kind, Tier};
use crate::text::planned::Planner;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::focus;
use crate::ui::pages::profile::question::Question;
use crate::ui::route::{Address, Page, Slot};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Derived, Judged, Plan, judge, law, use_derived, use_draft, use_visit};
use crate::ui::widgets::ladder::{in_words, outcome_state};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};

/// What the parts share.
#[derive(Clone, Copy)]
struct Board {
    desk: Desk,
    derived: Derived,
    visit: Visit,
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
        let words = judge(&end.facts, &end.plans).iter().map(in_words).collect::<Vec<_>>().join("，");
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
    fn with<T>(self, id: u32, look: impl FnOnce(&Scenario) -> T) -> Option<T> {
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
    fn tell(self, tell: impl FnOnce(Planner<'_>) -> String) -> String {
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
    let day = move || {
        board.with(id, |it| it.on).flatten().map(|day| {
            el("p.small.mt3").add(say::filed_on(LANG, day)).add(" ").add(
                el("button.btn.btn--text")
                    .on("click", move |_| visit.change(id, |it| it.on = None))
                    .add(Say::AsInDraft),
            )
        })
    };
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
        .add(el("div").add(control(board, id, at, spot, input)))
        .add((!is_fixed).then(|| el("span.small.soft").add(now)))
        .add(
            el("button.btn.btn--text")
                .on("click", take_out)
                .add(Say::TakeBack)
                .add(el("span.vh").add(Say::Colon).add(subject)),
        )
}

fn turn<T>(board: Board, id: u32, at: usize, look: impl FnOnce(&Turn) -> T) -> Option<T> {
    board.with(id, |it| it.turns.get(at).map(look)).flatten()
}

fn kind(spot: &Spot) -> Option<Kind> {
    match spot {
        Spot::Fact(key) => law().fact(key.fact).map(|fact| fact.kind),
        Spot::Field { list, field, .. } => law().fact(*list)?.field(*field).map(|field| field.kind),
        Spot::Items { .. } | Spot::End(_) => None,
    }
}

fn control(board: Board, id: u32, at: usize, spot: &Spot, input: String) -> AnyView {
    match (kind(spot), spot) {
        (Some(Kind::Money | Kind::Percent | Kind::Count | Kind::Points), Spot::Fact(key)) => {
            number(board, id, at, *key, input)
        }
        (Some(kind @ (Kind::YesNo | Kind::Judgement)), _) => yes_no(board, id, at, kind, input),
        (Some(_) | None, _) => {
            let spot = spot.clone();
            let words = move || {
                let to = turn(board, id, at, |it| it.to.clone()).flatten();
                to.map(|to| board.tell(|teller| teller.becomes(&spot, &to)))
            };
            el("output").attr("id", input).add(words).piece()
        }
    }
}

fn number(board: Board, id: u32, at: usize, key: FactKey, input: String) -> AnyView {
    let Some(fact) = law().fact(key.fact) else { return ().piece() };
    let reading = move |text: &str| entry::value(text, &Domain::of_fact(fact), law());
    let text = move || turn(board, id, at, |it| it.text.clone()).unwrap_or_default();
    let fault = move || match reading(&text()) {
        Reading::Fault(fault) => Some(say::entry_fault(LANG, &fault)),
        Reading::Blank | Reading::Value(_) | Reading::Slip { .. } => None,
    };
    let typed = move |event| {
        let typed = event_target_value(&event);
        let to = match reading(&typed) {
            Reading::Value(value) => Some(To::Value(value)),
            Reading::Blank | Reading::Slip { .. } | Reading::Fault(_) => None,
        };
        board.visit.change(id, |it| {
            if let Some(turn) = it.turns.get_mut(at) {
                (turn.to, turn.text) = (to, typed);
            }
        });
    };
    let unit = Question::of_fact(fact, key.year).unit;
    let message = format!("{input}-m");
    pieces![
        el("div.withunit")
            .add(
                el("input.input.input--w10")
                    .attr("id", input)
                    .attr("type", "text")
                    .attr("inputmode", "decimal")
                    .attr("autocomplete", "off")
                    .attr("aria-describedby", message.clone())
                    .attr("aria-invalid", move || fault().map(|_| "true"))
                    .prop("value", text)
                    .on("input", typed)
            )
            .add(el("span.unit").add(unit)),
        el("div").attr("id", message).add(move || {
            fault().map(|words| el("p.msg.msg--bad").add(icon(Sign::Unmet)).add(el("b").add(words)))
        })
    ]
    .piece()
}

fn yes_no(board: Board, id: u32, at: usize, kind: Kind, input: String) -> AnyView {
    let said = untrack(|| turn(board, id, at, |it| it.to.as_ref().and_then(holds))).flatten();
    let option = |value: &'static str, is: Option<bool>, words: Say| {
        el("option").attr("value", value).attr("selected", is == said).add(t(words))
    };
    let chosen = move |event| {
        let flag = match event_target_value(&event).as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let value = flag.map(|holds| {
            if kind == Kind::Judgement {
                Value::Judgement { holds, note: String::new() }
            } else {
                Value::Flag(holds)
            }
        });
        board.visit.change(id, |it| {
            if let Some(turn) = it.turns.get_mut(at) {
                turn.to = value.map(To::Value);
            }
        });
    };
    el("select.select.input--w10")
        .attr("id", input)
        .on("change", chosen)
        .add(option("", None, Say::AsInDraft))
        .add(option("yes", Some(true), Say::Yes))
        .add(option("no", Some(false), Say::No))
        .piece()
}

fn holds(to: &To) -> Option<bool> {
    match to {
        To::Value(Value::Flag(holds) | Value::Judgement { holds, .. }) => Some(*holds),
        To::Value(Value::Number(_) | Value::Date(_) | Value::Choice(_) | Value::Text(_))
        | To::Items { .. }
        | To::Complete => None,
    }
}

/// The facts that the versions in force ask for, to choose from.
fn adding(board: Board, id: u32, spots: Memo<Vec<Spot>>) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let option = |fact: &'static Fact, key: &FactKey| {
        let question = Question::of_fact(fact, key.year);
        el("option").attr("value", question.id).add(question.label)
    };
    let options = move || {
        let taken = spots.get();
        let used = board.derived.used.get();
        let of_group = |group: &'static Group| {
            let keys = |fact: &'static Fact| {
                used.keys().filter(move |key| key.fact == fact.key()).map(move |key| (fact, *key))
            };
            let facts = group.fact.iter().filter(|fact| is_simple(fact.kind));
            let free = facts.flat_map(keys).filter(|(_, key)| !taken.contains(&Spot::Fact(*key)));
            let options = free.map(|(fact, key)| option(fact, &key)).pieces();
            (!options.is_empty())
                .then(|| el("optgroup").attr("label", w(&group.label).to_owned()).add(options))
        };
        law().groups().iter().map(of_group).pieces()
    };
    let add = move |_| {
        let id_wanted = wanted.get_untracked();
        let used = board.derived.used.get_untracked();
        let is_it = |key: &&FactKey| {
            law().fact(key.fact).is_some_and(|fact| Question::of_fact(fact, key.year).id == id_wanted)
        };
        let Some(key) = used.keys().find(is_it).copied() else { return };
        let spot = Spot::Fact(key);
        let turn = match untrack(|| board.stated(&spot)) {
            Some(value) => Turn::of(spot, To::Value(value)),
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

const fn is_simple(kind: Kind) -> bool {
    match kind {
        Kind::Money | Kind::Percent | Kind::Count | Kind::Points | Kind::YesNo | Kind::Judgement => true,
        Kind::Date | Kind::Choice | Kind::IndustryCode | Kind::CreditCode | Kind::Text | Kind::List => false,
    }
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
