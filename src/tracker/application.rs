//! Answers: where does an application stand by its events, who acts next, what may happen next?
//!
//! The chain comes from the practice in force on the day of submission, the standard from the catalog on the same
//! day: both stay as they were then. Events are taken by their days, those of one day in the first order that is
//! possible; the order in which they were entered never counts. What cannot have been is told and moves nothing.

use super::event::{Filed, Happened};
use super::finding::{Finding, Odd};
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::held::Str;
use crate::policy::schema::{Chain, Practice, Stage};
use crate::units::Date;

/// The actor who files.
const ENTERPRISE: &str = "enterprise";

/// How far an application is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not submitted.
    Preparing,
    /// With the authorities.
    UnderWay,
    /// With the enterprise again, for correction.
    Returned,
    /// Announced, recognised or extended.
    Granted,
    /// Refused.
    Rejected,
    /// Withdrawn.
    Withdrawn,
}

/// Who acts next.
#[derive(Clone, Debug)]
pub enum Next<'p> {
    /// Nobody: it is at its end.
    Nobody,
    /// The enterprise.
    Enterprise,
    /// The actor of this step; of several, it is not known which (the rule does not say where an application goes
    /// on after a correction).
    Steps(Vec<&'p Stage>),
    /// The rule does not write the step; the first one that it writes, if it writes any.
    Unwritten(Option<&'p Stage>),
}

/// What may happen next.
#[derive(Clone, Debug)]
pub enum Possible<'p> {
    /// An event of this kind.
    Kind(Happened),
    /// An act of a step.
    Act(&'p Stage, &'p Str),
}

/// An application as it stands.
#[derive(Debug)]
pub struct Application<'p> {
    /// Which.
    pub filed: Filed,
    /// How far it is.
    pub state: State,
    /// Since when; absent where nothing happened that counts.
    pub since: Option<Date>,
    /// The day of the first submission, on which practice and standard were settled.
    pub submitted: Option<Date>,
    /// The place of that event.
    pub submitted_at: Option<usize>,
    /// The day of the end that was good.
    pub granted: Option<Date>,
    /// The standard that it is examined by, once submitted.
    pub standard: Option<InForce<'p>>,
    /// The practice whose chain it goes; absent where none was in force.
    pub practice: Option<&'p Practice>,
    /// Who acts next.
    pub next: Next<'p>,
    /// What may happen next.
    pub possible: Vec<Possible<'p>>,
    /// Acts of the chain that lie behind and have no event.
    pub unrecorded: Vec<(&'p Stage, &'p Str)>,
    /// What is odd about its events.
    pub findings: Vec<Finding>,
}

/// One event of the application: when, what, and its place in the list.
pub(super) type Dated<'e> = (Date, &'e Happened, usize);

/// The application of these events, in the order of their days, as it stands on `today`.
pub(super) fn application<'p>(
    catalog: &'p Catalog,
    filed: &Filed,
    mut rest: Vec<Dated<'_>>,
    today: Date,
) -> Application<'p> {
    let first = rest.iter().find(|(_, happened, _)| **happened == Happened::Submitted);
    let settled = first.map_or(today, |(on, ..)| *on);
    let found = catalog.practices(settled).find_map(|practice| Some((practice, chain(practice, filed)?)));
    let mut walk = Walk::new(found.map(|(_, chain)| chain));
    while let Some((day, ..)) = rest.first() {
        let same_day = rest.iter().take_while(|(on, ..)| on == day);
        let at = walk.first_possible(same_day.map(|(_, happened, _)| *happened));
        if at < rest.len() {
            walk.take(rest.remove(at));
        }
    }
    let standard = walk.submitted.map(|day| catalog.in_force(&filed.tier, filed.route, day));
    let mut findings = std::mem::take(&mut walk.findings);
    for (day, place) in &walk.resubmitted {
        let now = catalog.in_force(&filed.tier, filed.route, *day);
        if standard.is_some_and(|then| version(&then) != version(&now)) {
            findings.push(Finding { odd: Odd::OtherEdition, events: vec![*place] });
        }
    }
    Application {
        filed: filed.clone(),
        state: walk.state,
        since: walk.since,
        submitted: walk.submitted,
        submitted_at: walk.submitted_at,
        granted: walk.since.filter(|_| walk.state == State::Granted),
        standard,
        practice: found.map(|(practice, _)| practice),
        next: walk.next(),
        possible: walk.possible(),
        unrecorded: walk.unrecorded(),
        findings,
    }
}

fn chain<'p>(practice: &'p Practice, filed: &Filed) -> Option<&'p Chain> {
    practice.chain.iter().find(|chain| chain.tier == filed.tier && chain.route == filed.route)
}

/// The id of the version in force, if there is one.
pub(super) fn version<'p>(in_force: &InForce<'p>) -> Option<&'p str> {
    match in_force {
        InForce::Standard(standard, _) => Some(standard.id.as_str()),
        InForce::NotInProgram(pending, _) => Some(pending.id.as_str()),
        InForce::NotCovered => None,
    }
}

/// An application while its events are taken one by one.
struct Walk<'p> {
    chain: Option<&'p Chain>,
    state: State,
    since: Option<Date>,
    submitted: Option<Date>,
    submitted_at: Option<usize>,
    resubmitted: Vec<(Date, usize)>,
    is_accepted: bool,
    /// The steps that may act, by their places; several where it is not known which.
    at: Vec<usize>,
    /// The steps that are over.
    behind: Vec<usize>,
    /// The acts that were done: step, act.
    done: Vec<(usize, usize)>,
    /// The place of the last event that counted.
    last: Option<usize>,
    findings: Vec<Finding>,
}

impl<'p> Walk<'p> {
    const fn new(chain: Option<&'p Chain>) -> Self {
        Self {
            chain,
            state: State::Preparing,
            since: None,
            submitted: None,
            submitted_at: None,
            resubmitted: Vec::new(),
            is_accepted: false,
            at: Vec::new(),
            behind: Vec::new(),
            done: Vec::new(),
            last: None,
            findings: Vec::new(),
        }
    }

    fn stages(&self) -> &'p [Stage] {
        self.chain.map_or(&[], |chain| chain.step.0)
    }

    fn stage(&self, at: usize) -> Option<&'p Stage> {
        self.stages().get(at)
    }

    /// The places of step and act of an event, if the chain has them.
    fn place(&self, step: &str, act: &str) -> Option<(usize, usize)> {
        let at = self.stages().iter().position(|stage| stage.id == *step)?;
        Some((at, self.stage(at)?.acts.iter().position(|it| *it == *act)?))
    }

    /// Where the enterprise files, if the chain says it.
    fn filing(&self) -> Option<usize> {
        self.stages().iter().position(|stage| stage.actor == *ENTERPRISE)
    }

    /// The steps that may follow one.
    fn after(&self, at: usize) -> Vec<usize> {
        let then = self.stage(at).map_or(&[][..], |stage| stage.then.0);
        then.iter().filter_map(|id| self.stages().iter().position(|stage| stage.id == *id)).collect()
    }

    /// The steps that come between the present ones and this one, the present ones included; `None` where it cannot
    /// be reached from them.
    fn way_to(&self, goal: usize) -> Option<Vec<usize>> {
        if self.at.contains(&goal) {
            return Some(Vec::new());
        }
        let mut seen = self.at.clone();
        let mut next = 0;
        while let Some(at) = seen.get(next).copied() {
            let fresh: Vec<usize> = self.after(at).into_iter().filter(|it| !seen.contains(it)).collect();
            seen.extend(fresh);
            next += 1;
        }
        seen.contains(&goal).then(|| {
            seen.retain(|it| self.reaches(*it, goal));
            seen
        })
    }

    fn reaches(&self, from: usize, goal: usize) -> bool {
        let mut seen = self.after(from);
        let mut next = 0;
        while let Some(at) = seen.get(next).copied() {
            let fresh: Vec<usize> = self.after(at).into_iter().filter(|it| !seen.contains(it)).collect();
            seen.extend(fresh);
            next += 1;
        }
        from != goal && seen.contains(&goal)
    }

    fn is_last(&self, at: usize) -> bool {
        self.stage(at).is_some_and(|stage| stage.then.is_empty())
    }

    /// Which of the events of one day comes first: the first in the order of things that is possible, else the
    /// first.
    fn first_possible<'e>(&self, same_day: impl Iterator<Item = &'e Happened>) -> usize {
        let rank = |happened: &Happened| match happened {
            Happened::Prepared => (0, None),
            Happened::Submitted => (1, None),
            Happened::Accepted => (2, None),
            Happened::Done { step, act } => (3, self.place(step, act)),
            Happened::Announced => (4, None),
            Happened::Returned => (5, None),
            Happened::Rejected => (6, None),
            Happened::Withdrawn => (7, None),
        };
        let ranked = same_day.enumerate().map(|(at, it)| ((self.refusal(it).is_some(), rank(it)), at));
        ranked.min().map_or(0, |(_, at)| at)
    }

    /// Why this cannot have happened now.
    fn refusal(&self, happened: &Happened) -> Option<Odd> {
        match (self.state, happened) {
            (State::Granted | State::Rejected | State::Withdrawn, _) => Some(Odd::AfterEnd),
            (State::Preparing, Happened::Prepared | Happened::Submitted)
            | (
                State::Returned,
                Happened::Prepared | Happened::Submitted | Happened::Rejected | Happened::Withdrawn,
            )
            | (
                State::UnderWay,
                Happened::Announced | Happened::Returned | Happened::Rejected | Happened::Withdrawn,
            ) => None,
            (State::Preparing, _) => Some(Odd::BeforeSubmission),
            (State::Returned, _) => Some(Odd::WhileReturned),
            (State::UnderWay, Happened::Prepared | Happened::Submitted) => Some(Odd::SubmittedAlready),
            (State::UnderWay, Happened::Accepted) => self.is_accepted.then_some(Odd::Twice),
            (State::UnderWay, Happened::Done { step, act }) => self.act_refusal(step, act),
        }
    }

    fn act_refusal(&self, step: &str, act: &str) -> Option<Odd> {
        if self.chain.is_none() {
            return Some(Odd::NoChain);
        }
        let Some(done) = self.place(step, act) else {
            return Some(Odd::NotInChain);
        };
        if self.filing() == Some(done.0) {
            return Some(Odd::FilingIsSubmission);
        }
        if self.done.contains(&done) {
            return Some(Odd::Twice);
        }
        self.way_to(done.0).is_none().then_some(Odd::StepIsOver)
    }

    fn take(&mut self, (on, happened, place): Dated<'_>) {
        let refusal = self.refusal(happened);
        if let Some(odd) = refusal {
            let events = [place].into_iter().chain(self.last).collect();
            self.findings.push(Finding { odd, events });
            return;
        }
        match happened {
            Happened::Prepared => {}
            Happened::Submitted => self.submit(on, place),
            Happened::Accepted => self.is_accepted = true,
            Happened::Done { step, act } => self.act(step, act, place),
            Happened::Announced => self.grant(),
            Happened::Returned => self.state = State::Returned,
            Happened::Rejected => self.state = State::Rejected,
            Happened::Withdrawn => self.state = State::Withdrawn,
        }
        self.since = Some(on);
        self.last = Some(place);
    }

    /// The first time the steps after the filing follow. After a correction no rule says where it goes on: any step
    /// from the first to where it stood.
    fn submit(&mut self, on: Date, place: usize) {
        self.state = State::UnderWay;
        self.is_accepted = false;
        if self.submitted.is_none() {
            self.submitted = Some(on);
            self.submitted_at = Some(place);
            self.at = match self.filing() {
                Some(filing) => self.after(filing),
                None => self.stage(0).map(|_| 0).into_iter().collect(),
            };
            return;
        }
        self.resubmitted.push((on, place));
        let filing = self.filing();
        let known = |it: &usize| Some(*it) != filing && (self.behind.contains(it) || self.at.contains(it));
        self.at = (0..self.stages().len()).filter(known).collect();
        self.behind.clear();
        self.done.clear();
    }

    fn act(&mut self, step: &str, act: &str, place: usize) {
        let Some((at, nth)) = self.place(step, act) else { return };
        let way = self.way_to(at).unwrap_or_default();
        self.behind.extend(way);
        self.at = vec![at];
        if self.done.iter().any(|(step, act)| *step == at && nth < *act) {
            let events = [place].into_iter().chain(self.last).collect();
            self.findings.push(Finding { odd: Odd::OtherOrder, events });
        }
        self.done.push((at, nth));
        let closes = self.stage(at).is_some_and(|stage| nth + 1 == stage.acts.len());
        if closes && self.is_last(at) {
            self.grant();
        } else if closes {
            self.behind.push(at);
            self.at = self.after(at);
        }
    }

    /// The last step said yes; what has no event of the steps before lies behind.
    fn grant(&mut self) {
        let last = (0..self.stages().len()).find(|at| self.is_last(*at));
        if let Some(last) = last {
            let way = self.way_to(last).unwrap_or_default();
            self.behind.extend(way);
        }
        self.at.clear();
        self.state = State::Granted;
    }

    fn next(&self) -> Next<'p> {
        match self.state {
            State::Granted | State::Rejected | State::Withdrawn => Next::Nobody,
            State::Preparing | State::Returned => Next::Enterprise,
            State::UnderWay if self.is_unwritten() => Next::Unwritten(self.stage(0)),
            State::UnderWay => Next::Steps(self.at.iter().filter_map(|at| self.stage(*at)).collect()),
        }
    }

    /// The chain does not begin with the filing, and nothing that it has was done.
    fn is_unwritten(&self) -> bool {
        self.chain.is_none() || (self.filing().is_none() && self.done.is_empty())
    }

    fn possible(&self) -> Vec<Possible<'p>> {
        let kind = Possible::Kind;
        match self.state {
            State::Granted | State::Rejected | State::Withdrawn => Vec::new(),
            State::Preparing if self.since.is_some() => vec![kind(Happened::Submitted)],
            State::Preparing => vec![kind(Happened::Prepared), kind(Happened::Submitted)],
            State::Returned => {
                [Happened::Submitted, Happened::Rejected, Happened::Withdrawn].map(kind).into()
            }
            State::UnderWay => {
                let mut possible = Vec::new();
                if !self.is_accepted && self.done.is_empty() {
                    possible.push(kind(Happened::Accepted));
                }
                possible.extend(
                    self.acts_of(&self.at)
                        .filter(|(stage, act)| !stage.then.is_empty() || stage.acts.last() != Some(*act))
                        .map(|(stage, act)| Possible::Act(stage, act)),
                );
                if self.chain.is_none() || self.at.iter().any(|at| self.is_last(*at)) {
                    possible.push(kind(Happened::Announced));
                }
                possible.extend([Happened::Returned, Happened::Rejected, Happened::Withdrawn].map(kind));
                possible
            }
        }
    }

    /// The acts of these steps that have no event.
    fn acts_of<'w>(&'w self, steps: &'w [usize]) -> impl Iterator<Item = (&'p Stage, &'p Str)> + 'w {
        steps.iter().filter_map(|at| Some((*at, self.stage(*at)?))).flat_map(move |(at, stage)| {
            let acts = stage.acts.0.iter().enumerate();
            acts.filter(move |(nth, _)| !self.done.contains(&(at, *nth))).map(move |(_, act)| (stage, act))
        })
    }

    /// In the order of the chain.
    fn unrecorded(&self) -> Vec<(&'p Stage, &'p Str)> {
        let behind: Vec<usize> = (0..self.stages().len()).filter(|at| self.behind.contains(at)).collect();
        self.acts_of(&behind).collect()
    }
}
