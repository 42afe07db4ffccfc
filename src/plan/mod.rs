//! Answers: what is the least that an enterprise would have to change to meet a standard, and when?
//!
//! Started by: [`plan`], with the law, the facts and a filing that does not meet it. It ends with plans for the filing
//! date and for the next window in which they differ, each of which was assessed and meets; or with the rules that no
//! change within [`season`]'s years can meet. Must not know: the clock, storage, languages. Which moves there are is
//! stated in docs/plan.md; in that space the first plan is one of the least effort.

mod measure;
mod moves;
mod need;
mod report;
mod search;
mod season;
mod witness;

use crate::assess::{self, Assessment, Filing, JudgedKind, Law, Truth, Verdict};
use crate::facts::{FactKey, Facts, Item, Value};
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::schema::{Applies, FactId, FieldId, Pending, Standard, Towards};
use crate::table::Table;
use crate::units::{Date, Decimal};

pub use moves::apply;
pub use report::{OfTier, thousandths as effort_text, to_json};
pub use season::Season;

use moves::Maker;
use need::Ground;
use search::{Search, Settled};

/// What is asked of a plan.
#[derive(Clone, Debug)]
pub struct Wish {
    /// At most so many alternatives for one filing day.
    pub most: usize,
    /// What the enterprise says of single facts.
    pub ease: Table<FactId, Ease>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { most: 3, ease: Table::default() }
    }
}

/// How hard a fact is to change for this enterprise, beside the weights of policy/effort.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ease {
    /// Easier than the weight says.
    Easy,
    /// Harder than the weight says.
    Hard,
    /// What is stated stays.
    Impossible,
}

/// What can be said of the way to a tier.
#[derive(Debug)]
pub enum Planned<'p> {
    /// The standard is met already.
    Meets(&'p Standard),
    /// These plans, those for the filing date first; empty where no change within three years suffices.
    Aims(Aims<'p>),
    /// The version in force is named, and not held.
    NotInProgram(&'p Pending, &'p Applies),
    /// No version is in force.
    NotCovered,
}

/// Plans by the day they are for.
#[derive(Debug)]
pub struct Aims<'p> {
    /// The verdict without a change.
    pub verdict: Verdict,
    /// Days that have a plan.
    pub aims: Vec<Aim<'p>>,
    /// Ids of rules that nothing can meet on the filing date itself: closed years, events, time.
    pub stuck: Vec<&'p str>,
    /// Ids of rules that are open on the filing date, by answers for which no value can be named: an industry code, say,
    /// or a figure without an edge of its own. They are to be answered first.
    pub unclear: Vec<&'p str>,
    /// Whether every search went to its end: then the first plan of each day is one of the least effort.
    pub is_proven: bool,
    /// How many changes were tried.
    pub trials: u32,
}

/// Plans for one filing day.
#[derive(Debug)]
pub struct Aim<'p> {
    /// The filing on which they meet.
    pub filing: Filing,
    /// The standard in force then.
    pub standard: &'p Standard,
    /// The window the day lies in, if the practices know one.
    pub season: Option<Season<'p>>,
    /// Figures of years that are not over: assumed to stay what the last year says, unless a plan changes them.
    pub assumed: Vec<FactKey>,
    /// Plans, the least effort first. Each leaves out at least one change of every plan before it.
    pub plans: Vec<Plan<'p>>,
}

/// Changes that together meet the standard.
#[derive(Debug)]
pub struct Plan<'p> {
    /// The changes in the order of the form; none where time alone does it.
    pub changes: Vec<Change<'p>>,
    /// The sum of their efforts.
    pub effort: u64,
    /// The first filing day on which they meet, at the earliest the filing date.
    pub not_before: Date,
    /// What time alone brings until then: rules that do not hold on the filing date, each with its first day.
    pub waits: Vec<(&'p str, Date)>,
    /// Indicators whose least points change: id, before, then.
    pub points: Vec<(&'p str, u32, u32)>,
    /// Fast tracks and exemptions that hold by the plan and did not before.
    pub reliefs: Vec<&'p str>,
    /// The facts with the changes: what was assessed.
    pub facts: Facts,
}

/// One change of one answer.
#[derive(Clone, Debug)]
pub struct Change<'p> {
    /// Which answer.
    pub spot: Spot,
    /// Whether something stated is changed or something open answered.
    pub kind: Kind,
    /// What is stated, or assumed.
    pub from: Option<Value>,
    /// What it must become.
    pub to: To,
    /// Of a number: that it is the least (`Up`) or the most (`Down`) that serves, the other answers as they are.
    pub bound: Option<Towards>,
    /// What it weighs, in thousandths of a weight.
    pub effort: u64,
    /// Ids of the rules that do not hold without it.
    pub serves: Vec<&'p str>,
}

/// An answer that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A fact outside lists.
    Fact(FactKey),
    /// A field of an item that is stated.
    Field {
        /// The list.
        list: FactId,
        /// The item's place, from zero.
        item: usize,
        /// The field.
        field: FieldId,
    },
    /// More items of one sort.
    Items {
        /// The list.
        list: FactId,
        /// An item of this sort.
        like: Item,
    },
    /// That a list is complete.
    End(FactId),
}

impl Spot {
    /// The fact or list it belongs to.
    pub const fn fact(&self) -> FactId {
        match self {
            Self::Fact(key) => key.fact,
            Self::Field { list, .. } | Self::Items { list, .. } | Self::End(list) => *list,
        }
    }
}

impl Change<'_> {
    /// By how much a stated number changes.
    pub fn by(&self) -> Option<Decimal> {
        match (&self.from, &self.to) {
            (Some(Value::Number(from)), To::Value(Value::Number(to))) => {
                Decimal::from_millionths(to.millionths() - from.millionths())
            }
            (Some(_) | None, To::Value(_) | To::Items { .. } | To::Complete) => None,
        }
    }
}

/// What becomes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// This value.
    Value(Value),
    /// So many more items like this one; days are the last that serve.
    Items {
        /// The item.
        item: Item,
        /// How many.
        count: usize,
    },
    /// Nothing exists beyond the items listed.
    Complete,
}

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is stated must become something else.
    Change,
    /// What is open must turn out to be so; an open answer is no change.
    Answer,
}

/// The shortest ways to meet a tier's standard, for a filing and the windows after it.
pub fn plan<'p>(catalog: &'p Catalog, tier: &str, facts: &Facts, filing: Filing, wish: &Wish) -> Planned<'p> {
    let law = match catalog.in_force(tier, filing.route, filing.as_of) {
        InForce::Standard(standard, applies) => {
            Law::with(catalog, standard, applies, filing.route, filing.as_of)
        }
        InForce::NotInProgram(pending, applies) => return Planned::NotInProgram(pending, applies),
        InForce::NotCovered => return Planned::NotCovered,
    };
    let now = assess::assess(catalog, law, facts, filing);
    if now.verdict == Verdict::Meets {
        return Planned::Meets(now.standard);
    }
    let verdict = now.verdict;
    let planner = Planner { catalog, tier, facts, today: filing.as_of, wish, now };
    let mut aims = Aims {
        verdict,
        aims: Vec::new(),
        stuck: Vec::new(),
        unclear: Vec::new(),
        is_proven: true,
        trials: 0,
    };
    let seasons = season::seasons(catalog, tier, filing);
    let holds = |it: &&Season<'_>| it.first <= filing.as_of;
    (aims.stuck, aims.unclear) = planner.aim(filing, seasons.iter().find(holds).copied(), &mut aims);
    for season in seasons.iter().filter(|it| !holds(it)) {
        let is_later_year = filing.as_of.year() < season.first.year();
        if !(aims.aims.is_empty() || is_later_year) {
            continue;
        }
        for as_of in [season.first, season.last] {
            let before = aims.aims.len();
            planner.aim(Filing { as_of, ..filing }, Some(*season), &mut aims);
            if aims.aims.len() == before {
                continue;
            }
            // To wait is worth telling only if it spares something.
            if 0 < before && !is_less(&aims.aims) {
                aims.aims.truncate(before);
            }
            return Planned::Aims(aims);
        }
    }
    Planned::Aims(aims)
}

/// Whether the best plan of the last day takes less than that of the first.
fn is_less(aims: &[Aim<'_>]) -> bool {
    let best = |aim: Option<&Aim<'_>>| aim.and_then(|it| it.plans.first()).map(|it| it.effort);
    best(aims.last()) < best(aims.first())
}

/// Ids of rules that do not hold, and of those that are open.
type Ids<'p> = (Vec<&'p str>, Vec<&'p str>);

struct Planner<'a, 'p> {
    catalog: &'p Catalog,
    tier: &'a str,
    facts: &'a Facts,
    /// The day on which the plan is made.
    today: Date,
    wish: &'a Wish,
    /// The assessment without a change on that day.
    now: Assessment<'p>,
}

impl<'p> Planner<'_, 'p> {
    /// Adds the plans for one day, if there are any; returns the ids of rules that nothing can meet or settle then.
    fn aim(&self, filing: Filing, season: Option<Season<'p>>, aims: &mut Aims<'p>) -> Ids<'p> {
        let Some(law) = Law::on(self.catalog, self.tier, filing.route, filing.as_of) else {
            return Ids::default();
        };
        let standard = law.standard;
        let (facts, assumed) =
            season::assumed(self.catalog, self.facts, self.today.year(), filing.as_of.year());
        let ground = Ground { catalog: self.catalog, standard, filing };
        let mut needs = ground.needs(&law, &facts);
        let mut maker = Maker {
            ground,
            facts: &facts,
            today: self.today,
            ease: &self.wish.ease,
            all: Vec::new(),
            is_whole: true,
        };
        maker.make(&mut needs);
        let mut search = Search::new(ground, &needs, &maker.all, &facts);
        let mut plans = Vec::new();
        while plans.len() < self.wish.most {
            let Some((effort, settled)) = search.least() else { break };
            search.bar(&settled);
            let is_last = settled.is_empty();
            let built = self.built(&maker, &settled, effort, filing);
            aims.is_proven &= built.is_some();
            plans.extend(built);
            if is_last {
                break;
            }
        }
        aims.is_proven &= search.is_complete() && maker.is_whole;
        aims.trials += search.trials();
        let stuck = (search.stuck(Truth::Unmet), search.stuck(Truth::Unknown));
        if !plans.is_empty() {
            aims.aims.push(Aim { filing, standard, season, assumed, plans });
        }
        stuck
    }

    /// A plan, if it meets when it is fed back as answers.
    fn built(
        &self,
        maker: &Maker<'p, '_>,
        settled: &Settled,
        effort: u64,
        filing: Filing,
    ) -> Option<Plan<'p>> {
        let mut changes: Vec<Change<'p>> = Vec::new();
        let mut ranks = Vec::new();
        for (spot, nth) in settled {
            let movable = maker.all.get(*spot)?;
            let at = ranks.iter().position(|it| movable.rank < *it).unwrap_or(ranks.len());
            ranks.insert(at, movable.rank);
            changes.insert(at, moves::change(movable, movable.options.get(*nth)?));
        }
        let facts = with(maker.facts, &changes, None);
        let then = self.assessed(&facts, filing)?;
        if then.verdict != Verdict::Meets {
            return None;
        }
        for at in 0..changes.len() {
            let without = self.assessed(&with(maker.facts, &changes, Some(at)), filing)?;
            if let Some(change) = changes.get_mut(at) {
                change.serves = unmet(&without);
            }
        }
        let not_before = self.earliest(&facts, filing);
        let (points, reliefs) = self.gained(&then);
        let waits = self.waits(&facts, not_before);
        Some(Plan { changes, effort, not_before, waits, points, reliefs, facts })
    }

    fn assessed(&self, facts: &Facts, filing: Filing) -> Option<Assessment<'p>> {
        let law = Law::on(self.catalog, self.tier, filing.route, filing.as_of)?;
        Some(assess::assess(self.catalog, law, facts, filing))
    }

    /// The first day from the filing date on, up to the day aimed at, on which the facts meet.
    fn earliest(&self, facts: &Facts, filing: Filing) -> Date {
        let days = season::turns(self.catalog, facts, self.today, filing.as_of);
        let meets = |as_of: &Date| {
            self.assessed(facts, Filing { as_of: *as_of, ..filing })
                .is_some_and(|it| it.verdict == Verdict::Meets)
        };
        [self.today].into_iter().chain(days).find(meets).unwrap_or(filing.as_of)
    }

    /// Rules that do not hold on the filing date, hold later without any change, and when.
    fn waits(&self, with: &Facts, until: Date) -> Vec<(&'p str, Date)> {
        let open = self.today.year();
        let mut waits = Vec::new();
        let mut left = unmet(&self.now);
        for day in season::turns(self.catalog, with, self.today, until) {
            if left.is_empty() {
                break;
            }
            let (facts, _) = season::assumed(self.catalog, self.facts, open, day.year());
            let filing = Filing { as_of: day, ..self.now.filing };
            let Some(then) = self.assessed(&facts, filing) else { continue };
            let still = unmet(&then);
            waits.extend(left.iter().filter(|id| !still.contains(id)).map(|id| (*id, day)));
            left.retain(|id| still.contains(id));
        }
        waits
    }

    /// What the scorecard and the reliefs gain.
    fn gained(&self, then: &Assessment<'p>) -> (Vec<(&'p str, u32, u32)>, Vec<&'p str>) {
        let before = |id: &str| {
            let scored = self.now.score.iter().flat_map(|it| &it.indicators);
            scored.filter(|it| it.indicator.id == id).map(|it| it.points.lo()).max().unwrap_or(0)
        };
        let scored = then.score.iter().flat_map(|it| &it.indicators);
        let points = scored
            .map(|it| (it.indicator.id.as_str(), before(&it.indicator.id), it.points.lo()))
            .filter(|(_, before, then)| before != then)
            .collect();
        let held =
            |id: &str| self.now.reliefs.iter().any(|it| it.relief.id == id && it.reason.truth == Truth::Met);
        let reliefs = then.reliefs.iter().filter(|it| it.reason.truth == Truth::Met);
        let reliefs = reliefs.map(|it| it.relief.id.as_str()).filter(|id| !held(id)).collect();
        (points, reliefs)
    }
}

/// The facts with every change but the one at `left_out`.
fn with(facts: &Facts, changes: &[Change<'_>], left_out: Option<usize>) -> Facts {
    let mut then = facts.clone();
    for (at, change) in changes.iter().enumerate() {
        if left_out != Some(at) {
            apply(&mut then, &change.spot, &change.to);
        }
    }
    then
}

/// Ids of the conditions that do not stand, once each; the pass line's where the scorecard does not.
fn unmet<'p>(it: &Assessment<'p>) -> Vec<&'p str> {
    let mut ids: Vec<&'p str> = Vec::new();
    for judged in it.criteria.iter().filter(|it| !matches!(it.kind, JudgedKind::Part(_))) {
        if judged.standing != Truth::Met && !ids.contains(&judged.id) {
            ids.push(judged.id);
        }
    }
    if let Some(score) = it.score.as_ref().filter(|_| it.score_standing != Truth::Met) {
        ids.push(&score.score.id);
    }
    ids
}
