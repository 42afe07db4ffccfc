//! Answers: from which day on can the enterprise file anew for each tier, as far as time alone decides?
//!
//! Time alone settles whether the title below is valid, whether years are full, and whether a ban is over; these
//! conditions are judged as the assessment judges them, on the days of the windows to come. All others are named and
//! not judged: nobody knows next year's figures. The titles are those held today: one that is still to be recognised
//! or renewed is not supposed. Nothing is said beyond [`HORIZON_YEARS`].

use super::Tracked;
use super::informs::with_titles;
use super::opening::{Opens, openings};
use crate::assess::{Assessment, Filing, Judged, Open, Outcome, Truth, assess_tier};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{
    Condition, FactId, FieldId, Filter, Measure, Route, Source, Standard, Test, Words,
};
use crate::table::Set;
use crate::units::Date;

/// How far ahead windows are looked at: the longest term that the rules have is three years.
pub const HORIZON_YEARS: u32 = 4;

const TITLES: FactId = FactId::of("titles");
const TIER: FieldId = FieldId::of("tier");

/// A tier, and when it can be filed for.
#[derive(Debug)]
pub struct Rung<'p> {
    /// The tier.
    pub tier: &'p str,
    /// The names of titles of this tier that are valid today.
    pub held: Vec<String>,
    /// How it stands at the beginning of the next window, or today where that is open; absent without a window.
    pub next: Option<Chance<'p>>,
    /// The first day on which nothing forbids it and the open answers decide, where that is before `earliest`.
    pub perhaps: Option<Chance<'p>>,
    /// The first day on which every condition that time settles is met.
    pub earliest: Option<Chance<'p>>,
    /// The last day that was looked at.
    pub until: Date,
    /// The conditions of the version of that day that time alone does not settle.
    pub beside: Vec<Place<'p>>,
    /// That version has a score besides.
    pub has_score: bool,
}

/// A day in a window.
#[derive(Debug)]
pub struct Chance<'p> {
    /// The day.
    pub day: Date,
    /// The window.
    pub opens: Opens<'p>,
    /// The version in force on the day, if held.
    pub standard: Option<&'p Standard>,
    /// The conditions that time settles, on that day.
    pub conditions: Vec<Timed<'p>>,
}

/// A condition by its place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The file.
    pub standard: &'p Standard,
    /// Its id.
    pub id: &'p str,
    /// Its name.
    pub label: &'p Words,
    /// Where it comes from.
    pub source: &'p Source,
}

/// A condition that time settles, on a day.
#[derive(Debug)]
pub struct Timed<'p> {
    /// Which.
    pub rule: Place<'p>,
    /// Whether it stands.
    pub truth: Truth,
    /// The titles that it asks for one of, by their ids; empty where it is about something else.
    pub asks: Vec<&'p str>,
    /// The names of the titles that are valid on the day and among these.
    pub by: Vec<String>,
    /// What keeps it unknown.
    pub open: Vec<Open>,
}

impl Place<'_> {
    /// `file#id`.
    pub fn path(&self) -> String {
        format!("{}#{}", self.standard.id, self.id)
    }
}

impl Chance<'_> {
    /// Every one, and known.
    fn truth(&self) -> Truth {
        if self.standard.is_none() {
            return Truth::Unknown;
        }
        Truth::all(self.conditions.iter().map(|it| it.truth))
    }
}

/// Every tier, from the lowest to the highest.
pub fn ladder<'p>(catalog: &'p Catalog, facts: &Facts, tracked: &Tracked<'_>) -> Vec<Rung<'p>> {
    let known = with_titles(catalog, facts, &tracked.titles);
    let climb = Climb { catalog, facts: &known, tracked };
    catalog.tiers().iter().map(|tier| climb.rung(&tier.id)).collect()
}

struct Climb<'p, 't> {
    catalog: &'p Catalog,
    facts: &'t Facts,
    tracked: &'t Tracked<'t>,
}

impl<'p> Climb<'p, '_> {
    fn rung(&self, tier: &'p str) -> Rung<'p> {
        let today = self.tracked.on;
        let until = today.plus_years(HORIZON_YEARS);
        let (mut next, mut perhaps, mut earliest) = (None, None, None);
        for ((first, last, _), opens) in openings(self.catalog, self.tracked, tier, (today, until)) {
            let (start, end) = (first.max(today), last.min(until));
            for day in self.turns(tier, start, end) {
                let chance = self.chance(tier, day, &opens);
                match chance.truth() {
                    Truth::Met => earliest = earliest.or(Some(chance)),
                    Truth::Unknown if perhaps.is_none() => perhaps = Some(chance),
                    Truth::Unknown | Truth::Unmet => {}
                }
                if earliest.is_some() {
                    break;
                }
            }
            next = next.or_else(|| Some(self.chance(tier, start, &opens)));
            if earliest.is_some() {
                break;
            }
        }
        let held = self.tracked.titles.iter().filter(|it| it.tier == tier && it.is_valid_on(today));
        let told = earliest.as_ref().or(perhaps.as_ref()).or(next.as_ref());
        let assessment = self.assessment(tier, told.map_or(today, |it| it.day));
        let beside = assessment.as_ref().map(|it| beside(it)).unwrap_or_default();
        Rung {
            tier,
            held: held.map(|it| it.name.clone()).collect(),
            next,
            perhaps,
            earliest,
            until,
            beside,
            has_score: assessment.is_some_and(|it| it.score.is_some()),
        }
    }

    fn assessment(&self, tier: &str, day: Date) -> Option<Box<Assessment<'p>>> {
        match assess_tier(self.catalog, tier, self.facts, Filing { route: Route::New, as_of: day }) {
            Outcome::Assessed(assessment) => Some(assessment),
            Outcome::NotInProgram(..) | Outcome::NotCovered => None,
        }
    }

    fn chance(&self, tier: &str, day: Date, opens: &Opens<'p>) -> Chance<'p> {
        let assessment = self.assessment(tier, day);
        let conditions = assessment.iter().flat_map(|it| &it.criteria);
        let timed = conditions.filter_map(|it| Some(self.timed(it, of_time(condition_of(it)?)?, day)));
        Chance {
            day,
            opens: opens.clone(),
            conditions: timed.collect(),
            standard: assessment.as_ref().map(|it| it.standard),
        }
    }

    fn timed(&self, judged: &Judged<'p>, of: OfTime<'p>, day: Date) -> Timed<'p> {
        let asks = self.asks(of);
        let titles = self.tracked.titles.iter();
        let by = titles.filter(|it| asks.contains(&it.tier.as_str()) && it.is_valid_on(day));
        Timed {
            rule: rule_of(judged),
            truth: judged.standing,
            by: by.map(|it| it.name.clone()).collect(),
            asks,
            open: if judged.standing.is_open() { judged.reason.open_facts() } else { Vec::new() },
        }
    }

    /// The titles that a condition counts, by their ids.
    fn asks(&self, of: OfTime<'p>) -> Vec<&'p str> {
        let OfTime::Items(filter) = of else { return Vec::new() };
        if filter.list != TITLES {
            return Vec::new();
        }
        let field = self.catalog.fact(TITLES).and_then(|fact| fact.field(TIER));
        let mut asks = Vec::new();
        for test in &filter.tests {
            if let (Test::OneOf(it), Some(field)) = (test, field) {
                asks.extend(it.values.iter().filter_map(|id| Some(field.choice(*id)?.id.as_str())));
            }
        }
        asks
    }

    /// The days from `start` to `end` on which something that time settles may turn, `start` included.
    fn turns(&self, tier: &str, start: Date, end: Date) -> Vec<Date> {
        let mut days: Set<Date> = Set::default();
        days.add(start);
        for day in (start.year()..=end.year()).filter_map(|year| Date::new(year, 1, 1)) {
            days.add(day);
        }
        for it in self.catalog.book().standards.iter().flat_map(|standard| &standard.applies) {
            days.add(it.from);
        }
        for day in [start, end] {
            let assessment = self.assessment(tier, day);
            for judged in assessment.iter().flat_map(|it| &it.criteria) {
                if let Some(OfTime::Items(filter)) = condition_of(judged).and_then(of_time) {
                    self.add_turns(judged.from, filter, &mut days);
                }
            }
        }
        days.keys().copied().filter(|day| start <= *day && *day <= end).collect()
    }

    /// Every day that an item names, and the day after each term that a test reckons from it.
    fn add_turns(&self, standard: &'p Standard, filter: &'p Filter, days: &mut Set<Date>) {
        let mut terms = Vec::new();
        self.add_terms(standard, filter.tests.as_slice(), &mut terms);
        let Some(fact) = self.catalog.fact(filter.list) else { return };
        let items = self.facts.list(filter.list).map_or(&[][..], |list| &list.items);
        for day in items.iter().flat_map(|item| fact.field.iter().filter_map(|field| item.date(field.key())))
        {
            days.add(day);
            days.add(day.day_after());
            for years in &terms {
                days.add(day.plus_years(*years));
                days.add(day.plus_years(*years).day_after());
            }
        }
    }

    fn add_terms(&self, standard: &'p Standard, tests: &'p [Test], terms: &mut Vec<u32>) {
        for test in tests {
            match test {
                Test::WithinYears(it) | Test::OlderThan(it) | Test::AtLeastOld(it) => terms.push(it.years),
                Test::Valid(it) => terms.extend(it.years),
                Test::EndsBeyond(it) => terms.push(it.years),
                Test::Is(id) => {
                    let definition = self.catalog.definition(standard, id);
                    let tests = definition.map_or(&[][..], |it| it.tests.as_slice());
                    self.add_terms(standard, tests, terms);
                }
                Test::Any(tests) | Test::All(tests) => self.add_terms(standard, tests.as_slice(), terms),
                Test::Needs(_)
                | Test::OneOf(_)
                | Test::IsTrue(_)
                | Test::AtMost(_)
                | Test::InYears(_)
                | Test::Since(_)
                | Test::OnOrAfter(_)
                | Test::Happened(_)
                | Test::AfterFiling(_)
                | Test::Stated(_) => {}
            }
        }
    }
}

/// What a version asks for besides; of a condition with parts, the parts.
fn beside<'p>(assessment: &Assessment<'p>) -> Vec<Place<'p>> {
    let conditions = assessment.criteria.iter().filter_map(|it| Some((it, condition_of(it)?)));
    conditions.filter(|(_, condition)| of_time(condition).is_none()).map(|(it, _)| rule_of(it)).collect()
}

fn rule_of<'p>(judged: &Judged<'p>) -> Place<'p> {
    Place { standard: judged.from, id: judged.id, label: judged.label, source: judged.source }
}

/// The condition as the file has it; absent for a parent, whose parts stand by themselves, and for a dated rule.
fn condition_of<'p>(judged: &Judged<'p>) -> Option<&'p Condition> {
    judged.from.criterion.iter().find_map(|criterion| {
        if criterion.id == *judged.id {
            return criterion.when.as_ref();
        }
        let mut parts = criterion.part.iter();
        parts.find(|part| part.id == *judged.id).map(|part| &part.when)
    })
}

/// What a condition looks at that time alone settles.
#[derive(Clone, Copy)]
enum OfTime<'p> {
    /// Full years since a day.
    Years,
    /// Titles, or incidents that lie long enough behind.
    Items(&'p Filter),
}

/// What time can make of a condition, if it can make it hold.
fn of_time(condition: &Condition) -> Option<OfTime<'_>> {
    match condition {
        Condition::Ge(it) | Condition::Gt(it) => match &it.of {
            Measure::YearsFull(_) => Some(OfTime::Years),
            Measure::Count(filter) => (filter.list == TITLES).then_some(OfTime::Items(filter)),
            Measure::Fact(_)
            | Measure::Sum(_)
            | Measure::SumItems(_)
            | Measure::Ratio(_)
            | Measure::Growth(_)
            | Measure::Mean(_)
            | Measure::Cagr(_)
            | Measure::CountTrue(_) => None,
        },
        Condition::None(filter) => {
            let is_passing = filter.tests.iter().any(|it| matches!(it, Test::WithinYears(_)));
            is_passing.then_some(OfTime::Items(filter))
        }
        Condition::Le(_)
        | Condition::Lt(_)
        | Condition::IsTrue(_)
        | Condition::IsFalse(_)
        | Condition::Judged(_)
        | Condition::OneOf(_)
        | Condition::ClassIn(_)
        | Condition::Holds(_)
        | Condition::All(_)
        | Condition::Any(_) => None,
    }
}
