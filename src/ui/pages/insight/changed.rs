//! Answers: what is otherwise for the enterprise on another day, in another draft of this browser, or in what was
//! handed in?
//!
//! The draft on screen as it would be filed stands on the one side; the user chooses the other. What is over is told
//! first.

use leptos::prelude::*;

use crate::assess::{Row, Rule, Shift, Stands};
use crate::entry::{self, EntryFault};
use crate::facts::{Facts, Value};
use crate::insight::{self, Changed, Side};
use crate::policy::schema::{Tier, Turn};
use crate::text::insight::{became, stands};
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::tracker::{HandedIn, Log, handed_in};
use crate::ui::desk::{Desk, Entry};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::files::called;
use crate::ui::pages::handbook::href_of;
use crate::ui::pages::result::compare::{cell, on_opening};
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Derived, Plan, Today, law, plan, use_derived, use_draft, use_today};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::widgets::ladder::outcome_state;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t, w};
use crate::units::Date;

/// Stands for the draft before the first change that can be taken back; no draft has such a name.
const OLDEST: &str = ".oldest";

/// Stands before the number of what was handed in.
const NUMBERED: &str = ".submitted-";

/// The place of what was handed in, from zero.
fn number_of(chosen: &str) -> Option<usize> {
    chosen.strip_prefix(NUMBERED)?.parse().ok()
}

/// One side: what is stated, how each tier is filed for, and what the side is called.
#[derive(Clone, PartialEq)]
pub struct End {
    /// What is stated, and what follows for it from the events.
    pub facts: Facts,
    /// How and when each tier is filed for.
    pub plans: Vec<Plan>,
    /// What it is called.
    pub name: String,
}

/// The other side as the user chose it.
#[derive(Clone, Copy)]
struct Other {
    desk: Desk,
    derived: Derived,
    today: Today,
    /// The name of a draft, [`OLDEST`] or the number of what was handed in; empty for the draft on screen.
    draft: RwSignal<String>,
    /// A day as typed.
    typed: RwSignal<String>,
}

/// The other side is chosen, and told apart from this one.
pub fn changed() -> AnyView {
    let (desk, derived, today) = (use_draft(), use_derived(), use_today());
    let other = Other { desk, derived, today, draft: RwSignal::default(), typed: RwSignal::default() };
    desk.refresh();
    let end = Memo::new(move |_| other.end());
    let here = move || {
        let name = t(Say::Now).to_owned();
        End { facts: derived.facts.get(), plans: derived.plans.get(), name }
    };
    // The earlier state of the same draft stands before the one of now.
    let sides = move || {
        let end = end.get()?;
        let is_over = other.draft.with(|chosen| chosen == OLDEST || number_of(chosen).is_some());
        Some(if is_over { (end, here()) } else { (here(), end) })
    };
    let aloud = move || sides().map(|(before, after)| in_words(&before, &after));
    let view = move || match sides() {
        None => el("p.small.soft.mt4").add(Say::ChangedNothing).piece(),
        Some((before, after)) => tiers(&before, &after),
    };
    pieces![
        el("p.small.soft").add(Say::ChangedLead),
        el("div.asks.noprint").add(other.which_draft()).add(day_field(
            "changed-day",
            Say::OtherDay,
            other.typed,
            |_| {}
        )),
        el("p.vh").attr("role", "status").add(aloud),
        view
    ]
    .piece()
}

impl Other {
    /// The side, tracked; nothing while it is the one on screen.
    fn end(self) -> Option<End> {
        let (id, day) = (self.draft.get(), self.typed.with(|text| day(text)).ok().flatten());
        if let Some(end) = number_of(&id).and_then(|at| self.handed_in(at, day)) {
            return Some(end);
        }
        let is_it = |it: &Entry| it.id.name() == id;
        let draft = if id == OLDEST {
            self.desk.sheet().oldest()
        } else {
            self.desk.entries().into_iter().find(is_it).map(|it| it.draft)
        };
        let (facts, mut plans, name) = if let Some(draft) = &draft {
            let today = self.today.get();
            {
                let name = if id == OLDEST { t(Say::AtFirst).to_owned() } else { called(draft) };
                (draft.informed(law(), today).into_owned(), plan(draft, today), name)
            }
        } else {
            day?;
            (self.derived.facts.get(), self.derived.plans.get(), String::new())
        };
        for plan in &mut plans {
            plan.filing.as_of = day.unwrap_or(plan.filing.as_of);
        }
        let name = match day {
            Some(day) if draft.is_some() => say::draft_on(LANG, &name, day),
            Some(day) => say::filed_on(LANG, day),
            None => name,
        };
        Some(End { facts, plans, name })
    }

    /// What was handed in, on its day or another one; tracked.
    fn handed_in(self, at: usize, day: Option<Date>) -> Option<End> {
        let HandedIn { filed, on, facts } = self.all_handed_in().into_iter().nth(at)?;
        let mut plans = self.derived.plans.get();
        for (plan, tier) in plans.iter_mut().zip(law().tiers()) {
            plan.filing.as_of = day.unwrap_or(on);
            if tier.id == *filed.tier {
                plan.filing.route = filed.route;
            }
        }
        let name = say::frozen_name(LANG, &filed.name, on);
        Some(End { facts, plans, name: day.map_or(name.clone(), |day| say::draft_on(LANG, &name, day)) })
    }

    /// What was handed in of the draft on screen, tracked.
    fn all_handed_in(self) -> Vec<HandedIn> {
        self.desk.with(|draft| handed_in(&Log::read(draft.events(), law()), law()))
    }

    /// Earlier states of the draft on screen, to choose from.
    fn states(self) -> AnyView {
        let Self { desk, draft, .. } = self;
        let option = move |value: String, words: String| {
            let is_chosen = draft.with_untracked(|chosen| *chosen == value);
            el("option").attr("value", value).attr("selected", is_chosen).add(words)
        };
        let has_oldest = Memo::new(move |_| desk.sheet().oldest().is_some());
        let names = Memo::new(move |_| {
            let name = |it: &HandedIn| {
                let tier = law().tier(&it.filed.tier).map_or("", |tier| w(&tier.short));
                say::labelled(LANG, tier, &say::frozen_name(LANG, &it.filed.name, it.on))
            };
            self.all_handed_in().iter().map(name).collect::<Vec<_>>()
        });
        let view = move || {
            let submitted = |(at, name): (usize, String)| option(format!("{NUMBERED}{at}"), name);
            let oldest = has_oldest.get().then(|| option(OLDEST.to_owned(), t(Say::AtFirst).to_owned()));
            let options = names.get().into_iter().enumerate().map(submitted).pieces();
            (oldest.is_some() || !options.is_empty())
                .then(|| el("optgroup").attr("label", Say::EarlierStates).add(options).add(oldest))
        };
        view.piece()
    }

    fn which_draft(self) -> El {
        let Self { desk, draft, .. } = self;
        let is_other = move |it: &Entry| !it.draft.is_archived() && it.id != desk.sheet().id();
        let option = move |it: &Entry| {
            el("option")
                .attr("value", it.id.name().to_owned())
                .attr("selected", draft.with_untracked(|chosen| chosen == it.id.name()))
                .add(called(&it.draft))
        };
        let drafts = move || {
            let others = desk.entries().iter().filter(|it| is_other(it)).map(option).pieces();
            (!others.is_empty()).then(|| el("optgroup").attr("label", Say::OtherDrafts).add(others))
        };
        el("div.field").add(el("label.label").attr("for", "changed-draft").add(Say::OtherDraft)).add(
            el("select#changed-draft.select")
                .on("change", move |event| draft.set(event_target_value(&event)))
                .add(el("option").attr("value", "").add(Say::ThisDraft))
                .add(self.states())
                .add(drafts),
        )
    }
}

/// A day to be typed; `then` gets the text once it is left.
pub fn day_field(
    id: &'static str,
    label: Say,
    typed: RwSignal<String>,
    then: impl Fn(&str) + Send + 'static,
) -> El {
    let fault = move || {
        typed.with(|text| day(text)).err().map(|fault| {
            el("p.msg.msg--bad").add(icon(Sign::Unmet)).add(el("b").add(say::entry_fault(LANG, &fault)))
        })
    };
    let change = move |event| {
        let text = event_target_value(&event);
        then(&text);
        typed.set(text);
    };
    el("div.field")
        .add(el("label.label").attr("for", id).add(t(label)))
        .add(
            el("input.input.input--w10")
                .attr("id", id)
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("aria-describedby", format!("{id}-h {id}-m"))
                .prop("value", move || typed.get())
                .on("change", change),
        )
        .add(el("span.hint").attr("id", format!("{id}-h")).add(Say::DateHint))
        .add(el("div").attr("id", format!("{id}-m")).add(fault))
}

/// The day that a text means; nothing where nothing is typed.
pub fn day(text: &str) -> Result<Option<Date>, EntryFault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(match entry::day(text)? {
        Some(Value::Date(date)) => Some(date),
        Some(
            Value::Number(_) | Value::Flag(_) | Value::Judgement { .. } | Value::Choice(_) | Value::Text(_),
        )
        | None => None,
    })
}

/// Every tier on both sides.
fn tiers(before: &End, after: &End) -> AnyView {
    let tier = |(tier, (one, other)): (&'static Tier, (&Plan, &Plan))| {
        let changed = between(tier, (before, one), (after, other));
        let rows = changed.rows(law());
        let shift = (!rows.is_empty()).then(|| el("p.small.mt3").add(say::shift(LANG, &Shift::of(&rows))));
        drop(rows);
        let names = [before.name.clone(), after.name.clone()];
        el("section.tier")
            .attr("aria-labelledby", format!("changed-{}", tier.id))
            .add(el("h3").attr("id", format!("changed-{}", tier.id)).add(w(&tier.label)))
            .add(verdicts(&changed, &names))
            .add(shift)
            .add(fold(tier, changed, names, [before.facts.clone(), after.facts.clone()]))
    };
    law().tiers().iter().zip(before.plans.iter().zip(&after.plans)).map(tier).pieces().piece()
}

/// How much differs in each tier, as it is read out.
fn in_words(before: &End, after: &End) -> String {
    let words = |(tier, (one, other)): (&'static Tier, (&Plan, &Plan))| {
        let count = differing(&between(tier, (before, one), (after, other)));
        say::labelled(LANG, w(&tier.short), &say::differing(LANG, count))
    };
    let all = law().tiers().iter().zip(before.plans.iter().zip(&after.plans));
    all.map(words).collect::<Vec<_>>().join(say::SEMICOLON)
}

/// A tier on two sides.
pub fn between(tier: &'static Tier, before: (&End, &Plan), after: (&End, &Plan)) -> Changed<'static> {
    let side = |(end, plan): (&End, &Plan)| (end.facts.clone(), plan.filing);
    let ((facts, filing), (then, later)) = (side(before), side(after));
    insight::changed(law(), &tier.id, Side { facts: &facts, filing }, Side { facts: &then, filing: later })
}

fn verdicts(changed: &Changed<'static>, names: &[String; 2]) -> AnyView {
    let [before, after] = names;
    let side = |name: &str, day: Date, outcome: &crate::assess::Outcome<'static>| {
        el("div")
            .add(el("dt").add(el("b").add(name.to_owned())).add(el("span.sub").add(say::filed_on(LANG, day))))
            .add(el("dd").add(outcome_state(outcome)))
    };
    el("dl.versus")
        .add(side(before, changed.before.as_of, &changed.was))
        .add(side(after, changed.after.as_of, &changed.is))
        .piece()
}

/// The rules that differ, drawn when they are asked for.
fn fold(
    tier: &'static Tier,
    changed: Changed<'static>,
    names: [String; 2],
    facts: [Facts; 2],
) -> Option<AnyView> {
    changed.both()?;
    let title = say::labelled(LANG, w(&tier.short), &say::differing(LANG, differing(&changed)));
    Some(on_opening(title, Box::new(move || table(tier, &changed, &names, &facts).piece())))
}

/// The rules that differ, or come out otherwise; nothing where none does.
pub fn table(
    tier: &'static Tier,
    changed: &Changed<'static>,
    [before, after]: &[String; 2],
    [one, other]: &[Facts; 2],
) -> Option<El> {
    let one = Teller { catalog: law(), facts: one, filing: changed.before };
    let other = Teller { catalog: law(), facts: other, filing: changed.after };
    let rows = changed.rows(law());
    let rows =
        rows.iter().filter(|it| it.differs()).map(|it| row(it, [before, after], (one, other))).pieces();
    let head = |name: &str| el("th").attr("scope", "col").add(name.to_owned());
    let heads = [t(Say::MatterColumn), before, after, t(Say::ChangeColumn)].map(head).pieces();
    (!rows.is_empty()).then(|| {
        el("table.table.table--fold.compare")
            .add(el("caption").add(el("span.vh").add(w(&tier.label))))
            .add(el("thead").add(el("tr").add(heads)))
            .add(el("tbody").add(rows))
    })
}

/// How many rules, or what follows from them, differ.
pub fn differing(changed: &Changed<'static>) -> usize {
    changed.rows(law()).iter().filter(|it| it.differs()).count()
}

fn row(row: &Row<'_, 'static>, names: [&str; 2], tellers: (Teller<'_>, Teller<'_>)) -> El {
    let (label, source) = row.rule().named();
    let ([before, after], (one, other)) = (names, tellers);
    // Where the law is the same, its place stands once and its words not at all.
    let is_same = matches!(row, Row::Kept { turn: Turn::Same, .. });
    let cited = is_same.then(|| {
        el("span.sub.compare__src")
            .add(el("a").attr("href", href_of(source)).add(place(source)))
            .add(mark(source))
    });
    let (was, is) = if is_same {
        (brief(before, row.older(), one), brief(after, row.newer(), other))
    } else {
        (cell(before, row.older(), one), cell(after, row.newer(), other))
    };
    let word = if is_same { t(Say::ResultChanged) } else { became(row) };
    el("tr")
        .add(el("th").attr("scope", "row").add(w(label)).add(cited))
        .add(was)
        .add(is)
        .add(el("td").attr("data-l", Say::ChangeColumn).add(el("b").add(word)))
}

/// What follows from a rule, with the value it is judged by.
fn brief(name: &str, rule: Option<&Rule<'_, 'static>>, teller: Teller<'_>) -> El {
    let value = rule.and_then(|rule| match rule.stands {
        Stands::Condition(it) => teller.line(&it.reason).value,
        Stands::Relief(it) => teller.line(&it.reason).value,
        Stands::Total(..) | Stands::Floor(..) | Stands::Points(_) => None,
    });
    el("td")
        .attr("data-l", name.to_owned())
        .add(el("div").add(el("b").add(stands(rule))).add(value.map(|value| el("span.sub").add(value))))
}
