//! Answers: how does each title and each application stand, and what may be entered of it next?

use leptos::prelude::*;

use super::Board;
use super::cards::{Asked, asked, key, window_words, written};
use super::form::{enter, enter_after, given};
use super::line::{Item, bar, line};
use crate::assess::{Filing, Outcome, assess_tier};
use crate::document::{Document, read_facts, route_id};
use crate::draft::merge::differences;
use crate::draft::{Action, Draft};
use crate::facts::Facts;
use crate::json::Json;
use crate::policy::catalog::InForce;
use crate::policy::schema::{Due, Event as Start, Particular, ParticularSort, Route, Stage, Tier};
use crate::text;
use crate::text::happened::{step, what};
use crate::text::say::{self, Say};
use crate::text::tracked::{act_words, odd, standing, state, version};
use crate::text::{differ, verdict};
use crate::tracker::{
    ANSWERS, About, Application, DueRow, EnterpriseEvent, Entry, Event, Happened, Log, Next, Possible,
    Standing, State, Status, Term, Title, TitleEvent, Tracked, What,
};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::route::{Address, Page, Slot, go};
use crate::ui::state::{law, use_derived, use_route};
use crate::ui::widgets::citation::{citation, mark, place};
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};
use crate::units::Date;

/// The most differences from what was handed in that are listed.
const MOST: usize = 20;

/// The section: titles and what is due of all of them on one side, applications on the other.
pub fn stand(board: Board) -> AnyView {
    let body = move || {
        board.tracked.with(|tracked| {
            board.log.with(|log| {
                let titles = tracked.titles.iter().map(|it| title(board, tracked, log, it)).pieces();
                let has_titles = !titles.is_empty();
                let is_ours =
                    !has_titles && log.events().all(|(_, it)| !matches!(it.what, What::Enterprise(_)));
                let applications = tracked.applications.iter().map(|it| application(board, tracked, log, it));
                pieces![
                    el("div").add(titles).add((!is_ours).then(|| enterprise(board, tracked, log))),
                    el("div").add(applications.pieces()).add(begin(board, tracked))
                ]
            })
        })
    };
    el("div.section.tracks").add(body).piece()
}

/// The button by which a deadline is told to be done, where an event does that.
pub fn enter_done(board: Board, row: &DueRow<'static>, place: String) -> Option<AnyView> {
    if !matches!(row.status, Status::Open(_) | Status::Today | Status::Overdue(_)) {
        return None;
    }
    let class = "btn btn--small";
    match &row.about {
        About::Year(year) => {
            let mut event = given([("kind", "updated")]);
            event.insert_new("year", Json::from(*year));
            Some(enter(board, place, t(Say::EnterUpdate).to_owned(), class, event))
        }
        About::Change(name) => {
            let event = given([("kind", "reported"), ("change", name)]);
            Some(enter(board, place, t(Say::EnterReport).to_owned(), class, event))
        }
        About::Title(_) => None,
    }
}

fn heading(id: &str, tier: &str, under: String) -> El {
    let label = law().tier(tier).map_or(tier.to_owned(), |tier| w(&tier.label).to_owned());
    el("h2").attr("id", format!("{id}-h")).attr("tabindex", "-1").add(label).add(el("span.sub").add(under))
}

/// A deadline as a point.
fn due_item(board: Board, asked: &Asked<'_>, title: String) -> Item {
    let row = asked.row;
    let mut item = Item::due(row.due, row.status, title);
    if let (true, Some(rule)) = (row.status.is_missed(), row.missed) {
        item = item.note(pieces![t(Say::Consequence), w(&rule.advice.label), " ", mark(&rule.advice.source)]);
    }
    item.notes.push(written(asked));
    match enter_done(board, row, format!("line-{}", key(row))) {
        Some(button) => item.note(button),
        None => item,
    }
}

/// What a report is about, rule by rule, while it is still to be made.
fn checklist(it: &Asked<'_>) -> Option<AnyView> {
    if !matches!(it.row.status, Status::Open(_) | Status::Today | Status::Overdue(_)) {
        return None;
    }
    let of = |row: &&DueRow<'static>| {
        let line = |it: &'static Particular| {
            let sort = t(match it.sort {
                ParticularSort::Change => Say::ToReport,
                ParticularSort::Step => Say::ToDo,
                ParticularSort::Unknown => Say::NotHeld,
            });
            el("li").add(say::labelled(LANG, sort, w(&it.label)))
        };
        let lines = row.deadline.checklist.iter().map(line).pieces();
        pieces![
            el("p.small").add(place(&row.deadline.source)).add(" ").add(mark(&row.deadline.source)),
            el("ul.dash.small").add(lines)
        ]
    };
    let view = el("details.reveal")
        .add(el("summary").add(Say::Checklist).add(el("span.chev").attr("aria-hidden", "true")))
        .add([it.row].iter().chain(&it.others).map(of).pieces());
    Some(view.piece())
}

/// What is due of all titles together: updates, changes, accidents, complaints.
fn enterprise(board: Board, tracked: &Tracked<'static>, log: &Log) -> AnyView {
    let mut items = vec![Item::now(tracked.on, say::titles_valid(LANG, valid(tracked)))];
    for it in asked(tracked) {
        match &it.row.about {
            About::Year(year) => items.push(due_item(board, &it, say::update_of(LANG, *year))),
            About::Change(name) => {
                let title = say::labelled(LANG, t(Say::ReportChange), &text::visible(name));
                let mut item = due_item(board, &it, title);
                item.notes.extend(checklist(&it));
                items.push(item);
            }
            About::Title(_) => {}
        }
    }
    for (at, event) in log.events().filter(|(_, event)| event.on <= tracked.on) {
        let What::Enterprise(it) = &event.what else { continue };
        let is_told = matches!(it, EnterpriseEvent::Updated { .. } | EnterpriseEvent::Reported { .. });
        if is_told {
            continue;
        }
        let mut item = Item::past(event.on, what(law(), event));
        for it in tracked.consequences.iter().filter(|it| it.event == at) {
            item = item.note(w(&it.rule.advice.label)).note(citation(&it.rule.advice.source));
        }
        items.push(item);
    }
    let button = |id: &str, label: Say, kind: &str| {
        enter(board, id.to_owned(), t(label).to_owned(), "btn btn--small", given([("kind", kind)]))
    };
    el("section#all")
        .attr("aria-labelledby", "all-h")
        .add(
            el("h2#all-h")
                .attr("tabindex", "-1")
                .add(Say::AllTitles)
                .add(el("span.sub").add(Say::AllTitlesNote)),
        )
        .add(line(items))
        .add(
            el("div.actions.noprint")
                .add(button("add-update", Say::EnterUpdate, "updated"))
                .add(button("add-change", Say::EnterChange, "changed"))
                .add(button("add-incident", Say::EnterIncident, "incident"))
                .add(button("add-complaint", Say::EnterComplaint, "complaint")),
        )
        .piece()
}

fn valid(tracked: &Tracked<'_>) -> usize {
    tracked.titles.iter().filter(|it| it.standing(tracked.on) == Standing::Valid).count()
}

fn title(board: Board, tracked: &Tracked<'static>, log: &Log, it: &Title<'static>) -> AnyView {
    let Some(term) = it.last() else { return ().piece() };
    let id = format!("title-{}", dashed(&it.name));
    let stands = it.standing(tracked.on);
    let under = say::title_stands(LANG, standing(stands), term.from, term.until, &text::visible(&it.name));
    let mut items = Vec::new();
    for (nth, term) in it.terms.iter().enumerate() {
        let what = t(if nth == 0 { Say::Recognised } else { Say::Renewed });
        let until = say::valid_until(LANG, term.until, term.is_stated);
        items.push(Item::past(term.from, what.to_owned()).note(until));
    }
    if let Some((on, why, _)) = it.revoked {
        let why = why.map(text::tracked::cause).unwrap_or_default();
        items.push(Item::past(on, say::labelled(LANG, t(Say::Revoked), why)));
    } else {
        let left = tracked.on.days_to(term.until);
        items.push(Item::now(tracked.on, say::stands_with(LANG, standing(stands), left)));
    }
    for asked in asked(tracked).iter().filter(|asked| asked.row.about == About::Title(it.name.clone())) {
        let is_bar = matches!(asked.row.deadline.due, Due::After(Start::Revoked, _));
        let mut item = due_item(board, asked, w(&asked.row.deadline.label).to_owned());
        if is_bar {
            item = item.note(say::earliest(LANG, asked.row.due.day_after()));
        }
        items.push(item);
    }
    for window in tracked.windows.iter().filter(|window| window.title == it.name && tracked.on <= window.last)
    {
        let words = window_words(window);
        let item = Item {
            on: Some(window.first.unwrap_or(window.last)),
            ..Item::after(say::labelled(LANG, t(Say::ReviewWindow), w(&window.window.label)))
        };
        let source = &window.window.source;
        items.push(Item { beside: String::new(), ..item }.note(words).note(pieces![
            place(source),
            " ",
            mark(source)
        ]));
    }
    let ticks: Vec<Date> =
        log.events().filter_map(|(_, event)| is_update(event).then_some(event.on)).collect();
    let within: Vec<Date> =
        ticks.into_iter().filter(|on| term.from < *on && *on < term.until && *on <= tracked.on).collect();
    let transition = it.transition.iter().map(|rule| citation(&rule.advice.source)).pieces();
    let overlaps = (!it.overlaps.is_empty()).then(|| el("p.small.soft").add(Say::Overlaps));
    el("section.track")
        .attr("aria-labelledby", format!("{id}-h"))
        .attr("id", id.clone())
        .add(heading(&id, &it.tier, under))
        .add(bar(term, &within, tracked.on))
        .add(line(items))
        .add(overlaps)
        .add((!transition.is_empty()).then(|| {
            el("details.reveal")
                .add(el("summary").add(Say::Transition).add(el("span.chev").attr("aria-hidden", "true")))
                .add(transition)
        }))
        .add((stands != Standing::Revoked).then(|| title_actions(board, tracked, log, it)))
        .piece()
}

fn is_update(event: &Event) -> bool {
    matches!(event.what, What::Enterprise(EnterpriseEvent::Updated { .. }))
}

/// What may be entered of a title. One that is stated, or that an application brought, gets its own event first.
fn title_actions(board: Board, tracked: &Tracked<'static>, log: &Log, it: &Title<'static>) -> AnyView {
    let is_own = |event: &Event| match &event.what {
        What::Title(name, TitleEvent::Recognised { .. }) => *name == it.name,
        What::Title(..) | What::Application(..) | What::Enterprise(_) => false,
    };
    let has_own = log.events().any(|(_, event)| is_own(event));
    let first_term = it.terms.first().copied();
    let is_stated = it.name.contains('[');
    let name = if is_stated { fresh(log, tracked.on) } else { it.name.clone() };
    let first = first_term.filter(|_| !has_own).map(|term: Term| recognised(&name, it, term));
    let button = |what: &str, label: Say| {
        let place = format!("{what}-{}", dashed(&it.name));
        let event = given([("title", &name), ("kind", what)]);
        enter_after(board, place, t(label).to_owned(), "btn btn--small", event, first.clone())
    };
    let review = is_free(tracked, &it.tier, Route::Review)
        .then(|| start(board, tracked, log, &it.tier, Route::Review, "btn btn--small"));
    el("div.actions.noprint")
        .add(review)
        .add(button("reviewed", Say::EnterReviewed))
        .add(button("revoked", Say::EnterRevoked))
        .piece()
}

fn recognised(name: &str, title: &Title<'_>, term: Term) -> Json {
    let until = term.is_stated.then_some(term.until);
    let what = What::Title(name.to_owned(), TitleEvent::Recognised { tier: title.tier.clone(), until });
    Event { on: term.from, what }.to_json(&[])
}

/// Whether no application of this tier and route is under way.
fn is_free(tracked: &Tracked<'_>, tier: &str, route: Route) -> bool {
    tracked.applications.iter().all(|it| {
        it.filed.tier != tier
            || it.filed.route != route
            || matches!(it.state, State::Granted | State::Rejected | State::Withdrawn)
    })
}

/// The button that begins an application.
fn start(
    board: Board,
    tracked: &Tracked<'_>,
    log: &Log,
    tier: &str,
    route: Route,
    class: &'static str,
) -> AnyView {
    let name = fresh(log, tracked.on);
    let event =
        given([("application", &name), ("tier", tier), ("route", route_id(route)), ("kind", "prepared")]);
    let label = match route {
        Route::New => Say::BeginNew,
        Route::Review => Say::BeginReview,
    };
    enter(board, format!("begin-{tier}-{}", route_id(route)), t(label).to_owned(), class, event)
}

/// A name that no application and no title has yet: the year and a number.
fn fresh(log: &Log, today: Date) -> String {
    let is_taken = |name: &str| {
        log.events().any(|(_, event)| match &event.what {
            What::Application(filed, _) => filed.name == name,
            What::Title(title, _) => title == name,
            What::Enterprise(_) => false,
        })
    };
    let mut nth = 1;
    loop {
        let name = format!("{}-{nth}", today.year());
        if !is_taken(&name) {
            return name;
        }
        nth += 1;
    }
}

/// A name as part of an id.
fn dashed(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

fn application(board: Board, tracked: &Tracked<'static>, log: &Log, it: &Application<'static>) -> AnyView {
    let id = format!("application-{}-{}-{}", dashed(&it.filed.name), it.filed.tier, route_id(it.filed.route));
    let under = say::application_stands(
        LANG,
        text::route(it.filed.route),
        &text::visible(&it.filed.name),
        state(it.state),
        it.since,
    );
    let is_its = |event: &&Event| match &event.what {
        What::Application(filed, _) => *filed == it.filed && event.on <= tracked.on,
        What::Title(..) | What::Enterprise(_) => false,
    };
    let mut items: Vec<Item> = Vec::new();
    for event in log.events().map(|(_, event)| event).filter(is_its) {
        if let What::Application(filed, happened) = &event.what {
            items.push(Item::past(event.on, step(law(), filed, happened)));
        }
    }
    items.push(now(board, tracked, it, &id));
    items.extend(remaining(it).map(|stage| {
        let actor = stage_words(it, stage);
        Item::after(actor).note(pieces![place(&stage.source), " ", mark(&stage.source)])
    }));
    let odd_ones = it
        .findings
        .iter()
        .map(|finding| el("p.msg.msg--warn").add(icon(Sign::Warning)).add(el("span").add(odd(finding.odd))));
    let unrecorded: Vec<String> =
        it.unrecorded.iter().map(|(stage, act)| act_words(it.practice, stage, act)).collect();
    let unrecorded = (!unrecorded.is_empty())
        .then(|| el("p.small.soft").add(say::unrecorded(LANG, &unrecorded.join(say::AND))));
    let standard = it
        .standard
        .as_ref()
        .map(|standard| el("p.small.soft").add(say::frozen_version(LANG, &version(standard))));
    el("section.track")
        .attr("aria-labelledby", format!("{id}-h"))
        .attr("id", id.clone())
        .add(heading(&id, &it.filed.tier, under))
        .add(line(items))
        .add(odd_ones.pieces())
        .add(unrecorded)
        .add(standard)
        .add(frozen(board, log, it))
        .piece()
}

/// How an application stands, who acts next, and what may be entered.
fn now(board: Board, tracked: &Tracked<'static>, it: &Application<'static>, id: &str) -> Item {
    let mut item = Item::now(tracked.on, state(it.state).to_owned());
    match &it.next {
        Next::Nobody => {}
        Next::Enterprise => item = item.note(Say::NextEnterprise),
        Next::Steps(steps) => {
            let words: Vec<String> = steps.iter().map(|stage| actor_of(it, stage)).collect();
            item = item.note(say::next_actor(LANG, &words));
            for stage in steps {
                item = item.note(pieces![place(&stage.source), " ", mark(&stage.source)]);
            }
        }
        Next::Unwritten(first) => {
            item = item.note(say::unwritten(LANG, first.map(|stage| actor_of(it, stage))));
        }
    }
    let filed = &it.filed;
    let button = |possible: &Possible<'static>| {
        let happened = match possible {
            Possible::Kind(happened) => happened.clone(),
            Possible::Act(stage, act) => {
                Happened::Done { step: stage.id.to_string(), act: act.as_str().to_owned() }
            }
        };
        let label = step(law(), filed, &happened);
        let event = Event { on: tracked.on, what: What::Application(filed.clone(), happened) };
        let event = without_day(&event.to_json(&[]));
        let place = format!("{id}-{}", dashed(&label));
        enter(board, place, label, "btn btn--small", event)
    };
    if it.possible.is_empty() {
        return item;
    }
    let item = item.note(el("span.actions.noprint").add(it.possible.iter().map(button).pieces()));
    // Not every step is heard of: what came after may be entered without it.
    let further = further(it);
    if further.is_empty() {
        return item;
    }
    item.note(
        el("details.reveal.noprint")
            .add(el("summary").add(Say::FurtherSteps).add(el("span.chev").attr("aria-hidden", "true")))
            .add(el("span.actions").add(further.iter().map(button).pieces())),
    )
}

/// What may have happened without the steps between having been heard of.
fn further(it: &Application<'static>) -> Vec<Possible<'static>> {
    if it.state != State::UnderWay {
        return Vec::new();
    }
    let mut all: Vec<Possible<'static>> = Vec::new();
    for stage in remaining(it) {
        let is_last = stage.then.is_empty();
        let acts = stage.acts.iter().filter(|act| !is_last || stage.acts.last() != Some(act));
        all.extend(acts.map(|act| Possible::Act(stage, act)));
    }
    let is_announcement = |it: &Possible<'_>| matches!(it, Possible::Kind(Happened::Announced));
    if !it.possible.iter().any(is_announcement) {
        all.push(Possible::Kind(Happened::Announced));
    }
    all
}

fn without_day(event: &Json) -> Json {
    let members = event.members().unwrap_or_default().iter();
    Json::Object(members.filter(|(key, _)| key != "on").cloned().collect())
}

fn actor_of(it: &Application<'static>, stage: &Stage) -> String {
    let actor = it.practice.and_then(|practice| practice.actor.iter().find(|actor| actor.id == stage.actor));
    actor.map_or_else(String::new, |actor| w(&actor.label).to_owned())
}

fn stage_words(it: &Application<'static>, stage: &'static Stage) -> String {
    let acts = stage.acts.iter().filter_map(|id| it.practice?.act.iter().find(|act| act.id == *id));
    let acts: Vec<&str> = acts.map(|act| w(&act.label)).collect();
    say::labelled(LANG, &actor_of(it, stage), &acts.join(say::AND))
}

/// The steps after those that may act now, by the chain.
fn remaining(it: &Application<'static>) -> impl Iterator<Item = &'static Stage> + use<> {
    let chain = it.practice.and_then(|practice| {
        practice.chain.iter().find(|chain| chain.tier == it.filed.tier && chain.route == it.filed.route)
    });
    let stages: &'static [Stage] = chain.map_or(&[], |chain| chain.step.0);
    let from = match (&it.next, it.state) {
        (_, State::Preparing) => 0,
        (Next::Steps(steps), _) => {
            let is_there = |stage: &&'static Stage| stages.iter().position(|it| it.id == stage.id);
            steps.iter().filter_map(is_there).max().map_or(stages.len(), |at| at + 1)
        }
        (Next::Nobody | Next::Enterprise | Next::Unwritten(_), _) => stages.len(),
    };
    stages.iter().skip(from)
}

/// What was handed in, beside what is answered now.
fn frozen(board: Board, log: &Log, it: &Application<'static>) -> Option<AnyView> {
    let is_its = |entry: &&Entry| match entry {
        Entry::Event(event, _) => {
            event.what == What::Application(it.filed.clone(), Happened::Submitted)
                && Some(event.on) == it.submitted
        }
        Entry::Unread(_) => false,
    };
    let Some(Entry::Event(event, further)) = log.entries().iter().find(is_its) else { return None };
    let on = event.on;
    let Some((_, answers)) = further.iter().find(|(key, _)| key == ANSWERS) else {
        return Some(el("p.small.soft").add(Say::NothingFrozen).piece());
    };
    let Ok(facts) = read_facts(answers, law()) else {
        return Some(el("p.msg.msg--warn").add(icon(Sign::Warning)).add(Say::FrozenUnread).piece());
    };
    let filing = Filing { route: it.filed.route, as_of: on };
    let then = match (&it.standard, assess_tier(law(), &it.filed.tier, &facts, filing)) {
        (Some(InForce::Standard(..)), Outcome::Assessed(assessment)) => verdict::word(assessment.verdict),
        (_, Outcome::Assessed(_) | Outcome::NotInProgram(..) | Outcome::NotCovered) => t(Say::NotAssessed),
    };
    let name = say::frozen_name(LANG, &it.filed.name, on);
    let of_then = Draft::of(Document { facts: facts.clone(), ..Document::default() });
    let open = move |_| {
        let desk = board.desk;
        let mut draft = of_then.clone();
        draft.apply(Action::Rename(name.clone()));
        let id = desk.begin(draft);
        go(&Address { slot: Slot::Draft(id), page: Page::PROFILE });
    };
    let view = el("details.reveal.frozen")
        .add(
            el("summary")
                .add(say::frozen_on(LANG, on, then))
                .add(el("span.chev").attr("aria-hidden", "true")),
        )
        .add(el("p.small").add(Say::FrozenNote))
        .add(changed_since(facts))
        .add(
            el("div.actions.noprint").add(el("button.btn.btn--small").on("click", open).add(Say::OpenFrozen)),
        );
    Some(view.piece())
}

/// Where the answers of now differ from those of then.
fn changed_since(then: Facts) -> AnyView {
    let derived = use_derived();
    let view = move || {
        let now = derived.facts.get();
        let of = |facts: Facts| Draft::of(Document { facts, ..Document::default() });
        let found = differences(None, &of(then.clone()), &of(now), law());
        if found.is_empty() {
            return el("p.small.soft").add(Say::NothingChangedSince).piece();
        }
        let row = |it: &crate::draft::merge::Difference| {
            let place = differ::place(LANG, it, law());
            let (then, now) = (
                differ::value(LANG, it, it.ours.as_ref(), law()),
                differ::value(LANG, it, it.theirs.as_ref(), law()),
            );
            el("li").add(say::was_and_is(LANG, &place, &then, &now))
        };
        let further = found.len().saturating_sub(MOST);
        pieces![
            el("p.small").add(say::changed_since(LANG, found.len())),
            el("ul.dash.small").add(found.iter().take(MOST).map(row).pieces()),
            (0 < further).then(|| el("p.small.soft").add(say::further_changes(LANG, further)))
        ]
    };
    view.piece()
}

/// The tiers for which nothing is under way.
fn begin(board: Board, tracked: &Tracked<'static>) -> AnyView {
    let tiers = law().tiers().iter().filter(|tier| is_free(tracked, &tier.id, Route::New));
    tiers.map(|tier| begin_of_tier(board, tracked, tier)).pieces().piece()
}

fn begin_of_tier(board: Board, tracked: &Tracked<'static>, tier: &'static Tier) -> AnyView {
    let holds = tracked
        .titles
        .iter()
        .any(|it| it.tier == tier.id.as_str() && it.standing(tracked.on) == Standing::Valid);
    let is_known = tracked.titles.iter().any(|it| it.tier == tier.id.as_str());
    let id = format!("begin-{}", tier.id);
    let route = use_route();
    let result = move || route.href(Page::Result { tier: Some(tier.id.to_string()) });
    let words = t(match (holds, is_known) {
        (true, _) => Say::TitleHeld,
        (false, true) => Say::TitleOver,
        (false, false) => Say::NothingFiled,
    });
    let log = board.log;
    let buttons = move || {
        log.with(|log| {
            let today = board.today.get();
            let name = fresh(log, today);
            let title = given([("title", &name), ("kind", "recognised"), ("tier", &tier.id)]);
            pieces![
                board.tracked.with_untracked(|it| start(
                    board,
                    it,
                    log,
                    &tier.id,
                    Route::New,
                    "btn btn--small"
                )),
                enter(
                    board,
                    format!("held-{}", tier.id),
                    t(Say::EnterTitle).to_owned(),
                    "btn btn--small",
                    title
                )
            ]
        })
    };
    el("section.tracks__next")
        .attr("aria-labelledby", format!("{id}-h"))
        .attr("id", id.clone())
        .add(el("h2").attr("id", format!("{id}-h")).attr("tabindex", "-1").add(w(&tier.label)))
        .add(
            el("div.empty")
                .add(el("h3").add(words))
                .add(el("p").add(el("a").attr("href", result).add(Say::SeeResult)))
                .add(el("div.mt3.actions.noprint").add(buttons)),
        )
        .piece()
}
