//! Answers: does an enterprise meet a standard on a day, why, and what is missing?
//!
//! Started by: [`assess`], with the law, the facts and the filing. It always ends with an assessment: open answers
//! leave it undetermined, contradictory answers are findings beside it. Must not know: the clock, storage,
//! languages.

mod asked;
mod basis;
mod class;
mod compare;
mod condition;
mod filter;
mod finding;
mod law;
mod measure;
mod missing;
mod reason;
mod score;
mod truth;
mod uses;

use crate::facts::Facts;
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::schema::{
    Applies, Criterion, Effect, Guard, Pending, Relief, Route, Source, Standard, Words,
};
use crate::units::Date;

pub use asked::{Asked, asked};
pub use basis::{Ground, grounds};
pub use class::Classed;
pub use compare::{Beside, Comparison, Row, Rule, Shift, Stands, compare, rows, rules};
pub use condition::edge;
pub use finding::{Finding, findings};
pub use law::Law;
pub use missing::Missing;
pub use reason::{Because, Counted, Hold, Of, Open, Reason, Relation};
pub use score::{PointSet, Scored, ScoredGroup, ScoredIndicator};
pub use truth::{Interval, Truth};
pub use uses::{counts_by, used_by_rule, uses};

/// How and when an enterprise files for a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filing {
    /// New or review.
    pub route: Route,
    /// The filing date (for a review: the day it starts). It selects the version and anchors every period.
    pub as_of: Date,
}

/// One enterprise under one file of the law: what every part of the evaluation needs.
#[derive(Clone, Copy)]
pub struct Case<'p, 'f> {
    /// The law.
    pub catalog: &'p Catalog,
    /// The file whose definitions are meant.
    pub standard: &'p Standard,
    /// What is stated.
    pub facts: &'f Facts,
    /// How and when.
    pub filing: Filing,
}

/// What follows for a tier. Never "approved": the program does not decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every hard condition holds, and the score or a fast track.
    Meets,
    /// Something does not hold, whatever the open answers are.
    FallsShort,
    /// The open answers decide.
    Undetermined,
}

/// Whether a hard condition stands, alone and with what relieves it.
#[derive(Clone, Debug)]
pub struct Judged<'p> {
    /// Its public id.
    pub id: &'p str,
    /// Its name.
    pub label: &'p Words,
    /// The item of the standard it belongs to; for parts that of the parent, for guards none.
    pub item: Option<&'p Words>,
    /// Where it comes from.
    pub source: &'p Source,
    /// The file it stands in.
    pub from: &'p Standard,
    /// What it is.
    pub kind: JudgedKind,
    /// Its own truth, with the reason.
    pub reason: Reason<'p>,
    /// Its truth after fast tracks, exemptions and suspensions.
    pub standing: Truth,
    /// Ids of the fast tracks and exemptions that are met and stand for it.
    pub relieved_by: Vec<&'p str>,
    /// The guard by which it is not examined.
    pub suspended_by: Option<&'p Guard>,
}

/// What sort of hard condition it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JudgedKind {
    /// A condition of its own.
    Criterion,
    /// A part of the condition at this place of the list.
    Part(usize),
    /// A dated special rule that is in effect.
    Guard,
}

/// A fast track or exemption, judged.
#[derive(Clone, Debug)]
pub struct Relieved<'p> {
    /// The rule.
    pub relief: &'p Relief,
    /// True for an exemption, false for a fast track.
    pub is_exemption: bool,
    /// Its truth, with the reason.
    pub reason: Reason<'p>,
}

/// An assessment of one tier under one version.
#[derive(Clone, Debug)]
pub struct Assessment<'p> {
    /// How and when.
    pub filing: Filing,
    /// The version used.
    pub standard: &'p Standard,
    /// Why this version.
    pub applies: &'p Applies,
    /// The other files judged along, in order.
    pub includes: Vec<&'p Standard>,
    /// What follows.
    pub verdict: Verdict,
    /// Every hard condition, floor-free: common ones first, then the standard's own, then guards in effect.
    pub criteria: Vec<Judged<'p>>,
    /// Fast tracks and exemptions.
    pub reliefs: Vec<Relieved<'p>>,
    /// The scorecard, if the standard has one.
    pub score: Option<Scored<'p>>,
    /// The scorecard's truth after fast tracks; met without a scorecard.
    pub score_standing: Truth,
    /// Where the enterprise stands in the size standard.
    pub size: Option<Classed<'p>>,
    /// Open facts that can still change the verdict, most decisive first; empty once it is certain.
    pub missing: Vec<Missing>,
    /// Open facts that some condition still asks for, though the verdict is certain or not.
    pub open: Vec<Missing>,
    /// Guards that advise and whose condition fails.
    pub advised: Vec<&'p Guard>,
}

/// What the program can say of a tier.
#[derive(Clone, Debug)]
pub enum Outcome<'p> {
    /// The version in force is held.
    Assessed(Box<Assessment<'p>>),
    /// The version in force is named, and not held.
    NotInProgram(&'p Pending, &'p Applies),
    /// No version is in force.
    NotCovered,
}

/// What the law in force on the filing date says of a tier.
pub fn assess_tier<'p>(catalog: &'p Catalog, tier: &str, facts: &Facts, filing: Filing) -> Outcome<'p> {
    match catalog.in_force(tier, filing.route, filing.as_of) {
        InForce::Standard(standard, applies) => {
            let law = Law::with(catalog, standard, applies, filing.route, filing.as_of);
            Outcome::Assessed(Box::new(assess(catalog, law, facts, filing)))
        }
        InForce::NotInProgram(pending, applies) => Outcome::NotInProgram(pending, applies),
        InForce::NotCovered => Outcome::NotCovered,
    }
}

/// What the standards beside a tier say on the filing date, for information only: they decide nothing.
pub fn inform<'p>(catalog: &'p Catalog, tier: &str, facts: &Facts, filing: Filing) -> Vec<Assessment<'p>> {
    let standards = catalog.informative(tier, filing.route, filing.as_of);
    let law = |(standard, applies)| Law::with(catalog, standard, applies, filing.route, filing.as_of);
    standards.map(|it| assess(catalog, law(it), facts, filing)).collect()
}

/// The assessment of the facts under a law, whatever the filing date would select: that date anchors periods,
/// validity and guards, the law names the files.
pub fn assess<'p>(catalog: &'p Catalog, law: Law<'p>, facts: &Facts, filing: Filing) -> Assessment<'p> {
    let Law { standard, applies, includes } = law;
    let case_of = |standard: &'p Standard| Case { catalog, standard, facts, filing };
    let case = case_of(standard);
    let mut criteria = Vec::new();
    for file in includes.iter().copied().chain([standard]) {
        judge_file(case_of(file), file, &mut criteria);
    }
    let relieve = |relief: &'p Relief, is_exemption| Relieved {
        relief,
        is_exemption,
        reason: case.condition(&relief.when),
    };
    let exemptions = standard.exemption.iter().map(|it| relieve(it, true));
    let reliefs: Vec<_> = exemptions.chain(standard.fast_track.iter().map(|it| relieve(it, false))).collect();
    for judged in &mut criteria {
        stand(judged, &reliefs, standard, filing);
    }
    let score = standard.score.as_ref().map(|score| case.score(score));
    let score_truth = score.as_ref().map_or(Truth::Met, |score| score.truth);
    let score_standing = reliefs
        .iter()
        .filter(|it| it.relief.replaces.iter().any(|id| id == "score"))
        .fold(score_truth, |truth, it| truth.max(it.reason.truth));
    let of_itself = |judged: &&Judged<'_>| !matches!(judged.kind, JudgedKind::Part(_));
    let standings = criteria.iter().filter(of_itself).map(|judged| judged.standing);
    let verdict = match Truth::all(standings.chain([score_standing])) {
        Truth::Met => Verdict::Meets,
        Truth::Unmet => Verdict::FallsShort,
        Truth::Unknown => Verdict::Undetermined,
    };
    let size = catalog.classification("national/size", filing.as_of).map(|by| case.classify(by));
    let advised = advised(case);
    let mut assessment = Assessment {
        filing,
        standard,
        applies,
        includes,
        verdict,
        criteria,
        reliefs,
        score,
        score_standing,
        size,
        missing: Vec::new(),
        open: Vec::new(),
        advised,
    };
    assessment.open = missing::ranked(&assessment, catalog);
    if verdict == Verdict::Undetermined {
        assessment.missing.clone_from(&assessment.open);
    }
    assessment
}

fn is_of_route(only: Option<Route>, filing: Filing) -> bool {
    only.is_none_or(|only| only == filing.route)
}

fn is_in_effect(guard: &Guard, filing: Filing) -> bool {
    let day = filing.as_of;
    is_of_route(guard.route, filing) && guard.from <= day && guard.before.is_none_or(|before| day < before)
}

fn judge_file<'p>(case: Case<'p, '_>, file: &'p Standard, criteria: &mut Vec<Judged<'p>>) {
    for criterion in file.criterion.iter().filter(|it| is_of_route(it.route, case.filing)) {
        judge_criterion(case, file, criterion, criteria);
    }
    for guard in file.guard.iter().filter(|guard| is_in_effect(guard, case.filing)) {
        if let Effect::Require(condition) = &guard.effect {
            let (id, label, source) = (&guard.id, &guard.label, &guard.source);
            let reason = case.condition(condition);
            criteria.push(judged(id, label, None, source, file, JudgedKind::Guard, reason));
        }
    }
}

fn judge_criterion<'p>(
    case: Case<'p, '_>,
    file: &'p Standard,
    criterion: &'p Criterion,
    criteria: &mut Vec<Judged<'p>>,
) {
    let item = Some(&criterion.item);
    let parts: Vec<_> = criterion.part.iter().map(|part| (part, case.condition(&part.when))).collect();
    // The build refuses a condition beside parts.
    let reason = if let Some(when) = &criterion.when {
        case.condition(when)
    } else {
        let truth = Truth::all(parts.iter().map(|(_, reason)| reason.truth));
        let parts = parts.iter().map(|(_, reason)| reason.clone()).collect();
        Reason { parts, ..Reason::leaf(truth, Of::All) }
    };
    let parent = criteria.len();
    let (id, label, source) = (&criterion.id, &criterion.label, &criterion.source);
    criteria.push(judged(id, label, item, source, file, JudgedKind::Criterion, reason));
    for (part, reason) in parts {
        let kind = JudgedKind::Part(parent);
        criteria.push(judged(&part.id, &part.label, item, &part.source, file, kind, reason));
    }
}

fn judged<'p>(
    id: &'p str,
    label: &'p Words,
    item: Option<&'p Words>,
    source: &'p Source,
    from: &'p Standard,
    kind: JudgedKind,
    reason: Reason<'p>,
) -> Judged<'p> {
    let standing = reason.truth;
    Judged {
        id,
        label,
        item,
        source,
        from,
        kind,
        reason,
        standing,
        relieved_by: Vec::new(),
        suspended_by: None,
    }
}

/// Applies fast tracks, exemptions and suspensions to a condition of the standard itself.
fn stand<'p>(judged: &mut Judged<'p>, reliefs: &[Relieved<'p>], standard: &'p Standard, filing: Filing) {
    if judged.from.id != standard.id {
        return;
    }
    for it in reliefs.iter().filter(|it| it.relief.replaces.iter().any(|id| id == judged.id)) {
        judged.standing = judged.standing.max(it.reason.truth);
        if it.reason.truth == Truth::Met {
            judged.relieved_by.push(&it.relief.id);
        }
    }
    let suspends = |guard: &&Guard| matches!(&guard.effect, Effect::Suspend(id) if id == judged.id);
    judged.suspended_by = standard.guard.iter().filter(|guard| is_in_effect(guard, filing)).find(suspends);
    if judged.suspended_by.is_some() {
        judged.standing = Truth::Met;
    }
}

fn advised<'p>(case: Case<'p, '_>) -> Vec<&'p Guard> {
    let fails = |guard: &&'p Guard| match &guard.effect {
        Effect::Advise(condition) => case.condition(condition).truth == Truth::Unmet,
        Effect::Require(_) | Effect::Suspend(_) => false,
    };
    case.standard.guard.iter().filter(|guard| is_in_effect(guard, case.filing)).filter(fails).collect()
}
