//! Answers: what do the pages share?
//!
//! The drafts, owned by the app; everything else is derived from the one on screen. Pages reach these through the
//! `use_` functions only, and change the draft on screen only through [`Desk::act`].

use leptos::prelude::*;

use crate::assess::{Assessment, Filing, Finding, Outcome, assess_tier, findings, uses};
use crate::draft::Draft;
use crate::evidence::unproven;
use crate::facts::{FactKey, Facts};
use crate::platform::page;
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::schema::Tier;
use crate::table;
use crate::ui::desk::Desk;
use crate::ui::pages::insight::Visit;
use crate::ui::pages::profile::faults::Typing;
use crate::ui::pages::profile::pasting::Pasting;
use crate::ui::route::Route;
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::version::Version;
use crate::ui::walk::Walk;
use crate::units::Date;

/// The law of this build.
pub fn law() -> &'static Catalog {
    Catalog::embedded()
}

/// All that the pages share: one context, so that asking for it is compiled once.
#[derive(Clone, Copy)]
pub struct Shared {
    route: Route,
    desk: Desk,
    today: Today,
    derived: Derived,
    typing: Typing,
    pasting: Pasting,
    visit: Visit,
    version: Version,
    walk: Walk,
}

fn shared() -> Shared {
    expect_context()
}

/// The address on screen.
pub fn use_route() -> Route {
    shared().route
}

/// The drafts, and the one on screen.
pub fn use_draft() -> Desk {
    shared().desk
}

/// The day the page believes it is.
pub fn use_today() -> Today {
    shared().today
}

/// Everything that follows from the draft.
pub fn use_derived() -> Derived {
    shared().derived
}

/// Where something is being typed just now.
pub fn use_typing() -> Typing {
    shared().typing
}

/// What was pasted during this visit.
pub fn use_pasting() -> Pasting {
    shared().pasting
}

/// What was tried out during this visit.
pub fn use_visit() -> Visit {
    shared().visit
}

/// Which version this is, and whether a new one waits.
pub fn use_version() -> Version {
    shared().version
}

/// The way through the form.
pub fn use_walk() -> Walk {
    shared().walk
}

/// Sets up what the pages share; called once, by the app. `today` reads the clock.
pub fn provide(today: fn() -> Date) -> Shared {
    let route = Route::now();
    let desk = Desk::start(route);
    let day = Today(RwSignal::new(today()));
    page::on_show(move || day.set(today()));
    let derived = derive(desk, day);
    let (typing, pasting) = (Typing::new(), Pasting::new());
    let (visit, version) = (Visit::new(), Version::start());
    let walk = Walk::new(route, desk, derived);
    let shared = Shared { route, desk, today: day, derived, typing, pasting, visit, version, walk };
    provide_context(shared);
    shared
}

/// Calls `run` at once and whenever a signal that it read has changed.
pub fn whenever(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}

/// The day the page believes it is.
#[derive(Clone, Copy)]
pub struct Today(RwSignal<Date>);

impl Today {
    /// The day, tracked.
    pub fn get(self) -> Date {
        self.0.get()
    }

    /// The day, not followed.
    pub fn peek(self) -> Date {
        self.0.get_untracked()
    }

    /// It has become this day.
    fn set(self, day: Date) {
        if self.0.get_untracked() != day {
            self.0.set(day);
        }
    }
}

/// A tier as it would be filed for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The tier's place on the ladder, from zero.
    pub at: usize,
    /// How and when.
    pub filing: Filing,
}

/// What follows for a tier.
pub struct Judged {
    /// The tier.
    pub tier: &'static Tier,
    /// How and when.
    pub filing: Filing,
    /// What follows.
    pub outcome: Outcome<'static>,
}

impl Judged {
    /// The assessment, where the version in force is held.
    pub fn assessment(&self) -> Option<&Assessment<'static>> {
        match &self.outcome {
            Outcome::Assessed(assessment) => Some(assessment),
            Outcome::NotInProgram(..) | Outcome::NotCovered => None,
        }
    }
}

/// Everything that follows from the draft.
#[derive(Clone, Copy)]
pub struct Derived {
    /// How and when each tier would be filed for, from the lowest up.
    pub plans: Memo<Vec<Plan>>,
    /// What is stated, and what follows for it from the events: this is what is assessed.
    pub facts: Memo<Facts>,
    /// What follows for each tier, from the lowest up.
    pub judged: Memo<Vec<Judged>>,
    /// Contradictions among the answers.
    pub findings: Memo<Vec<Finding<'static>>>,
    /// The facts that the versions in force ask for.
    pub used: Memo<table::Set<FactKey>>,
}

fn derive(desk: Desk, today: Today) -> Derived {
    let plans = Memo::new(move |_| desk.with(|draft| plan(draft, today.get())));
    let facts = Memo::new_with_compare(
        move |_| desk.with(|draft| draft.informed(law(), today.get()).into_owned()),
        always,
    );
    let judged = Memo::new_with_compare(move |_| facts.with(|facts| judge(facts, &plans.get())), always);
    let findings = Memo::new_with_compare(
        move |_| {
            let filing = plans.with(|plans| plans.first().map(|plan| plan.filing));
            desk.with(|draft| {
                let found = filing.map(|filing| facts.with(|facts| findings(law(), facts, filing)));
                let unproven = unproven(law(), draft.facts(), draft.evidence());
                found.into_iter().flatten().chain(unproven).collect::<Vec<_>>()
            })
        },
        always,
    );
    let used = Memo::new(move |_| plans.with(|plans| plans.iter().flat_map(used_by).collect()));
    Derived { plans, facts, judged, findings, used }
}

/// Results are not compared: what is drawn from them is cheap to draw again.
fn always<T>(_: Option<&T>, _: Option<&T>) -> bool {
    true
}

/// How and when each tier would be filed for, from the lowest up.
pub fn plan(draft: &Draft, today: Date) -> Vec<Plan> {
    let filing = |tier: &Tier| Filing {
        route: draft.filing().route_for(&tier.id),
        as_of: draft.filing().date_for(&tier.id, today),
    };
    law().tiers().iter().enumerate().map(|(at, tier)| Plan { at, filing: filing(tier) }).collect()
}

/// What follows for each tier.
pub fn judge(facts: &Facts, plans: &[Plan]) -> Vec<Judged> {
    let judge = |(tier, plan): (&'static Tier, &Plan)| {
        let outcome = assess_tier(law(), &tier.id, facts, plan.filing);
        Judged { tier, filing: plan.filing, outcome }
    };
    law().tiers().iter().zip(plans).map(judge).collect()
}

/// The facts that the version in force for a tier asks for.
pub fn used_by(plan: &Plan) -> table::Set<FactKey> {
    let tier = law().tiers().get(plan.at);
    match tier.map(|tier| law().in_force(&tier.id, plan.filing.route, plan.filing.as_of)) {
        Some(InForce::Standard(standard, _)) => uses(law(), standard, plan.filing),
        Some(InForce::NotInProgram(..) | InForce::NotCovered) | None => table::Set::default(),
    }
}
