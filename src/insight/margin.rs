//! Answers: by how much would a stated figure have to change before something turns?
//!
//! For every stated figure that stands beside a line, in each tier, both ways: the nearest value at which a rule, the
//! points of an indicator, the size class or the verdict becomes another. The smallest unit of the figure decides; the
//! value before the turn and the turn itself are assessed, not reckoned. A zero below a fraction, with which nothing can
//! be computed, is no turn. Must not know: whether a change is possible or right; figures are what the books say.

use crate::assess::{
    self, Assessment, Case, Filing, Judged, JudgedKind, Law, Of, Outcome, Reason, Relation, Stands, Truth,
    Verdict,
};
use crate::domain::Domain;
use crate::facts::{Answer, FactKey, Facts, Stated, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, FactId, FieldId, Filter, Source, Standard, Words};
use crate::report::Assessed;
use crate::table::{Set, Table};
use crate::units::{Date, Decimal, Quantity, Ratio};

use super::specimen::specimen;
use super::threshold::{Edge, edges};

/// What is varied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// A fact, of a year where it has one.
    Fact(FactKey),
    /// A field of an item of a list.
    Field {
        /// The list.
        list: FactId,
        /// The item's place, from zero.
        item: usize,
        /// The field.
        field: FieldId,
    },
    /// How many items of a list count for a rule.
    Items(FactId),
}

/// How much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// A number in the unit of the figure: 万元, percent as written, persons, points.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// So many items.
    Items(u32),
}

/// How far two amounts are apart, without a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// In the unit of the figure; percent are percentage points.
    Number(Decimal),
    /// In days.
    Days(u32),
    /// In items.
    Items(u32),
}

/// The way of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A lower number, an earlier day, fewer items.
    Less,
    /// A higher number, a later day, more items.
    More,
}

/// Where something turns that a stated figure stands beside.
#[derive(Clone, Debug)]
pub struct Margin<'p> {
    /// The tier in which it turns.
    pub tier: &'p str,
    /// The figure.
    pub figure: Figure,
    /// Of items: by which filter they count.
    pub counted_by: Option<&'p Filter>,
    /// What is stated; for items: how many count.
    pub stated: Amount,
    /// Which way it is changed.
    pub way: Way,
    /// The last amount that way at which none of `flips` has turned: one smallest unit before `turns_at`.
    pub stays_at: Amount,
    /// The first amount at which they have.
    pub turns_at: Amount,
    /// What turns there for the first time that way; never empty.
    pub flips: Vec<Flip<'p>>,
    /// Whether the distance lies below the share of the figure that policy/insight.toml names. Days are never close:
    /// there is nothing of which they are a share.
    pub is_close: bool,
}

/// Something that turns.
#[derive(Clone, Debug)]
pub enum Flip<'p> {
    /// The verdict of the tier.
    Verdict {
        /// As stated.
        from: Verdict,
        /// After the change.
        to: Verdict,
    },
    /// The classes of the size standard that are possible.
    Size {
        /// As stated.
        from: Vec<&'p Choice>,
        /// After the change.
        to: Vec<&'p Choice>,
    },
    /// A rule.
    Rule(RuleFlip<'p>),
}

/// A rule that turns.
#[derive(Clone, Debug)]
pub struct RuleFlip<'p> {
    /// Its public id.
    pub id: &'p str,
    /// Its name.
    pub label: &'p Words,
    /// Where it comes from.
    pub source: &'p Source,
    /// The file it stands in.
    pub file: &'p Standard,
    /// What sort of rule it is.
    pub sort: Sort,
    /// As stated: whether it stands, if it is no indicator, and its points, if it has any.
    pub from: Stand,
    /// The same after the change.
    pub to: Stand,
    /// The line that is crossed, where one comparison decides.
    pub line: Option<(Relation, Quantity)>,
}

/// What sort of rule turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A hard condition or a guard.
    Condition,
    /// A part of a hard condition.
    Part,
    /// A fast track or an exemption.
    Relief,
    /// The pass line of a scorecard.
    Total,
    /// The floor of a group.
    Floor,
    /// An indicator, by its points.
    Indicator,
}

/// What follows from a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Whether it stands; `None` for an indicator.
    pub standing: Option<Truth>,
    /// Least and most points, where it has any.
    pub points: Option<(u32, u32)>,
}

impl Margin<'_> {
    /// From what is stated to the turn.
    pub fn distance(&self) -> Distance {
        self.stated.to(self.turns_at)
    }

    /// How much can still be changed that way without a turn.
    pub fn room(&self) -> Distance {
        self.stated.to(self.stays_at)
    }
}

impl Flip<'_> {
    /// True where the enterprise gains by it, false where it loses; `None` of a size class.
    pub fn is_gain(&self) -> Option<bool> {
        let rank = |verdict: Verdict| match verdict {
            Verdict::FallsShort => 0,
            Verdict::Undetermined => 1,
            Verdict::Meets => 2,
        };
        match self {
            Self::Verdict { from, to } => Some(rank(*from) < rank(*to)),
            Self::Size { .. } => None,
            Self::Rule(rule) if rule.sort == Sort::Indicator => Some(rule.from.points < rule.to.points),
            Self::Rule(rule) => Some(rule.from.standing < rule.to.standing),
        }
    }
}

/// Where each stated figure makes something turn: by tier, in the order of the form, less before more, near before far.
pub fn margins<'p>(catalog: &'p Catalog, facts: &Facts, assessed: &[Assessed<'p>]) -> Vec<Margin<'p>> {
    let mut found = Vec::new();
    let mut tried = facts.clone();
    for one in assessed {
        let Outcome::Assessed(base) = &one.outcome else { continue };
        let base: &Assessment<'p> = base;
        let probe = Probe { catalog, tier: one.tier, facts, base, signs: signs(base) };
        probe.all(&mut tried, &mut found);
    }
    found
}

impl Amount {
    /// How far the other amount of the same figure is from this one.
    fn to(self, other: Self) -> Distance {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => {
                let apart = one.millionths().abs_diff(other.millionths());
                Distance::Number(Decimal::made(i64::try_from(apart).unwrap_or(i64::MAX)))
            }
            (Self::Day(one), Self::Day(other)) => {
                Distance::Days(u32::try_from(one.days_to(other).unsigned_abs()).unwrap_or(u32::MAX))
            }
            (Self::Items(one), Self::Items(other)) => Distance::Items(one.abs_diff(other)),
            // Amounts of one figure are of one sort.
            (Self::Number(_) | Self::Day(_) | Self::Items(_), _) => Distance::Items(0),
        }
    }
}

/// What can turn, as far as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign<'p> {
    Verdict(Verdict),
    Size(Vec<&'p str>),
    /// Whether it is met; the standing itself only tells what was.
    Stands {
        id: &'p str,
        is_met: bool,
        is_line: bool,
    },
    Points {
        id: &'p str,
        points: Option<(u32, u32)>,
    },
}

/// The verdict, the size class, and every rule, in the order of the assessment.
fn signs<'p>(of: &Assessment<'p>) -> Vec<Sign<'p>> {
    let size = of.size.iter().flat_map(|size| &size.possible).map(|class| class.id.as_str());
    let mut signs = vec![Sign::Verdict(of.verdict), Sign::Size(size.collect())];
    signs.extend(assess::rules(of).iter().map(|rule| match rule.stands {
        Stands::Points(_) => Sign::Points { id: rule.id(), points: rule.points() },
        Stands::Condition(_) | Stands::Relief(_) | Stands::Total(..) | Stands::Floor(..) => Sign::Stands {
            id: rule.id(),
            is_met: rule.standing() == Some(Truth::Met),
            is_line: matches!(rule.stands, Stands::Total(..) | Stands::Floor(..)),
        },
    }));
    signs
}

impl Sign<'_> {
    /// Whether it follows from the rule, or sums up what follows from rules.
    fn is_of(&self, rule: &str) -> bool {
        match self {
            Self::Verdict(_) => true,
            Self::Size(_) => false,
            Self::Stands { id, is_line, .. } => *is_line || *id == rule,
            Self::Points { id, .. } => *id == rule,
        }
    }
}

/// One tier, as stated.
struct Probe<'p, 'f> {
    catalog: &'p Catalog,
    tier: &'p str,
    facts: &'f Facts,
    base: &'f Assessment<'p>,
    signs: Vec<Sign<'p>>,
}

/// From an amount at which something has not turned to one at which it has.
#[derive(Clone, Copy)]
struct Span {
    way: Way,
    before: Amount,
    after: Amount,
}

/// What is varied, how, and which signs are looked at.
struct Scale<'p, 's> {
    figure: Figure,
    stated: Amount,
    amounts: Set<Amount>,
    domain: Option<Domain<'s>>,
    /// Of items: the rule that counts them, and how.
    counted: Option<(&'p str, &'p Filter)>,
}

impl<'p> Probe<'p, '_> {
    fn all(&self, tried: &mut Facts, found: &mut Vec<Margin<'p>>) {
        let edges = edges(self.catalog, self.base, self.facts);
        // In the order of the form: figures are keyed by folded ids.
        let mut ordered: Table<((usize, usize), Figure), &Vec<Edge>> = Table::default();
        for (figure, edges) in &edges.of {
            ordered.insert((self.catalog.order(figure.fact()), *figure), edges);
        }
        for ((_, figure), edges) in &ordered {
            if let Some(scale) = self.scale(*figure, edges) {
                self.both_ways(&scale, tried, found);
            }
        }
        for (rule, filter, most) in edges.counts {
            if let Some(scale) = self.counts(rule, filter, most) {
                self.both_ways(&scale, tried, found);
            }
        }
    }

    /// The amounts of a figure beside its edges; `None` where no number and no day is stated.
    fn scale(&self, figure: Figure, edges: &[Edge]) -> Option<Scale<'p, 'p>> {
        let stated = stated(self.facts, figure)?;
        let fact = self.catalog.fact(figure.fact())?;
        let domain = match figure {
            Figure::Fact(_) => Domain::of_fact(fact),
            Figure::Field { field, .. } => Domain::of_field(fact.field(field)?),
            Figure::Items(_) => return None,
        };
        let mut amounts = Set::default();
        for edge in edges {
            match (edge, stated) {
                (Edge::At(at), Amount::Number(_)) => {
                    for number in beside(*at, domain.step()).into_iter().flatten() {
                        if domain.number(number).is_ok() {
                            amounts.add(Amount::Number(number));
                        }
                    }
                }
                (Edge::Day(last), Amount::Day(_)) => {
                    amounts.add(Amount::Day(*last));
                    amounts.add(Amount::Day(last.day_after()));
                }
                (Edge::At(_) | Edge::Day(_), Amount::Number(_) | Amount::Day(_) | Amount::Items(_)) => {}
            }
        }
        Some(Scale { figure, stated, amounts, domain: Some(domain), counted: None })
    }

    /// The counts of a list up to the most that a rule asks for; `None` where nothing is said of the list.
    fn counts(&self, rule: &'p str, filter: &'p Filter, most: u32) -> Option<Scale<'p, 'p>> {
        self.facts.list(filter.list)?;
        let count = self.count(self.facts, filter, rule);
        Some(Scale {
            figure: Figure::Items(filter.list),
            stated: Amount::Items(count),
            amounts: (0..=most).map(|count| (Amount::Items(count), ())).collect(),
            domain: None,
            counted: Some((rule, filter)),
        })
    }

    /// How many items count for certain.
    fn count(&self, facts: &Facts, filter: &'p Filter, rule: &str) -> u32 {
        let (counted, _) = self.case(facts, rule).sift(filter);
        let met = counted.iter().filter(|it| it.truth == Truth::Met).count();
        u32::try_from(met).unwrap_or(u32::MAX)
    }

    /// The file of a rule, whose definitions are meant.
    fn case<'f>(&self, facts: &'f Facts, rule: &str) -> Case<'p, 'f> {
        let judged = self.base.criteria.iter().find(|judged| judged.id == rule);
        let standard = judged.map_or(self.base.standard, |judged| judged.from);
        Case { catalog: self.catalog, standard, facts, filing: self.base.filing }
    }

    fn both_ways(&self, scale: &Scale<'p, '_>, tried: &mut Facts, found: &mut Vec<Margin<'p>>) {
        let stated = scale.stated;
        let more = scale.amounts.keys().copied().filter(|it| stated < *it);
        let less = scale.amounts.keys().rev().copied().filter(|it| *it < stated);
        self.one_way(scale, Way::Less, less, tried, found);
        self.one_way(scale, Way::More, more, tried, found);
        self.put(scale, stated, tried);
    }

    /// Goes from amount to amount and tells each sign the first time it is another.
    fn one_way(
        &self,
        scale: &Scale<'p, '_>,
        way: Way,
        amounts: impl Iterator<Item = Amount>,
        tried: &mut Facts,
        found: &mut Vec<Margin<'p>>,
    ) {
        let is_looked_at = |sign: &Sign<'_>| scale.counted.is_none_or(|(rule, _)| sign.is_of(rule));
        let mut is_waiting: Vec<bool> = self.signs.iter().map(is_looked_at).collect();
        let mut before = scale.stated;
        for amount in amounts {
            let Some(there) = self.at(scale, amount, tried) else { break };
            let turned = self.turned(&there, &is_waiting);
            let turns = if turned.is_empty() {
                Table::default()
            } else {
                self.turns(scale, Span { way, before, after: amount }, &turned, tried)
            };
            for (at, signs) in turns {
                let other = if at == amount { None } else { self.at(scale, at, tried) };
                found.push(self.margin(scale, way, at, &signs, other.as_ref().unwrap_or(&there)));
            }
            for sign in turned {
                if let Some(waits) = is_waiting.get_mut(sign) {
                    *waits = false;
                }
            }
            before = amount;
        }
    }

    /// Which signs that are waited for are another there, by their places.
    fn turned(&self, there: &Assessment<'p>, is_waiting: &[bool]) -> Vec<usize> {
        let all = self.signs.iter().zip(signs(there)).zip(is_waiting).enumerate();
        all.filter(|(_, ((base, there), waits))| **waits && *base != there).map(|(at, _)| at).collect()
    }

    /// The exact amounts at which signs turn that have turned between `before` and `after`. As a rule that is `after`
    /// itself, since the edges lie beside it; the amount before it is assessed to make sure.
    fn turns(
        &self,
        scale: &Scale<'p, '_>,
        span: Span,
        turned: &[usize],
        tried: &mut Facts,
    ) -> Table<Amount, Vec<usize>> {
        let mut turns: Table<Amount, Vec<usize>> = Table::default();
        let last = scale.neighbour(span.after, span.way.back());
        let there = if last == span.before { None } else { self.at(scale, last, tried) };
        let there = there.map(|there| signs(&there));
        for sign in turned {
            let is_turned = there.as_ref().is_some_and(|there| there.get(*sign) != self.signs.get(*sign));
            let at = if is_turned { self.first(scale, span, *sign, tried) } else { span.after };
            turns.get_or_insert_with(at, Vec::new).push(*sign);
        }
        turns
    }

    /// The first amount at which a sign is another, halving what is between.
    fn first(&self, scale: &Scale<'p, '_>, span: Span, sign: usize, tried: &mut Facts) -> Amount {
        let (mut before, mut after) = (span.before, span.after);
        loop {
            let middle = scale.between(before, after);
            if middle == before || middle == after {
                return after;
            }
            let there = self.at(scale, middle, tried).map(|there| signs(&there));
            let is_turned = there.is_none_or(|there| there.get(sign) != self.signs.get(sign));
            if is_turned {
                after = middle;
            } else {
                before = middle;
            }
        }
    }

    fn margin(
        &self,
        scale: &Scale<'p, '_>,
        way: Way,
        at: Amount,
        signs: &[usize],
        there: &Assessment<'p>,
    ) -> Margin<'p> {
        let flips = signs.iter().filter_map(|sign| self.flip(*sign, there)).collect();
        let mut margin = Margin {
            tier: self.tier,
            figure: scale.figure,
            counted_by: scale.counted.map(|(_, filter)| filter),
            stated: scale.stated,
            way,
            stays_at: scale.neighbour(at, way.back()),
            turns_at: at,
            flips,
            is_close: false,
        };
        margin.is_close = is_close(self.catalog, scale.stated, margin.distance());
        margin
    }

    fn flip(&self, sign: usize, there: &Assessment<'p>) -> Option<Flip<'p>> {
        let classes = |of: &Assessment<'p>| of.size.iter().flat_map(|size| size.possible.clone()).collect();
        let rule = match sign {
            0 => return Some(Flip::Verdict { from: self.base.verdict, to: there.verdict }),
            1 => return Some(Flip::Size { from: classes(self.base), to: classes(there) }),
            _ => sign - 2,
        };
        let (before, after) = (assess::rules(self.base), assess::rules(there));
        let (before, after) = (before.get(rule)?, after.get(rule)?);
        let (label, source) = before.named();
        let line = match (before.stands, after.stands) {
            (Stands::Condition(one), Stands::Condition(other)) => crossed(&one.reason, &other.reason),
            (Stands::Relief(one), Stands::Relief(other)) => crossed(&one.reason, &other.reason),
            (
                Stands::Condition(_)
                | Stands::Relief(_)
                | Stands::Total(..)
                | Stands::Floor(..)
                | Stands::Points(_),
                _,
            ) => None,
        };
        Some(Flip::Rule(RuleFlip {
            id: before.id(),
            label,
            source,
            file: before.file,
            sort: sort(before.stands),
            from: Stand { standing: before.standing(), points: before.points() },
            to: Stand { standing: after.standing(), points: after.points() },
            line,
        }))
    }

    /// What follows from an amount; `None` where it cannot be stated.
    fn at(&self, scale: &Scale<'p, '_>, amount: Amount, tried: &mut Facts) -> Option<Assessment<'p>> {
        self.put(scale, amount, tried).then(|| {
            let Assessment { standard, applies, includes, filing, .. } = self.base;
            let law = Law { standard, applies, includes: includes.clone() };
            let filing: Filing = *filing;
            assess::assess(self.catalog, law, tried, filing)
        })
    }

    /// States an amount instead of what is stated; false where it cannot be.
    fn put(&self, scale: &Scale<'p, '_>, amount: Amount, tried: &mut Facts) -> bool {
        let value = match amount {
            Amount::Number(number) => Value::Number(number),
            Amount::Day(day) => Value::Date(day),
            Amount::Items(count) => return self.put_items(scale, count, tried),
        };
        match scale.figure {
            Figure::Fact(key) => tried.set(key, Some(Stated::Value(value))),
            Figure::Field { list, item, field } => {
                let Some(item) = tried.list_mut(list).items.get_mut(item) else { return false };
                item.set(field, Some(value));
            }
            Figure::Items(_) => return false,
        }
        true
    }

    /// Takes items that count away from the end, or adds items like them.
    fn put_items(&self, scale: &Scale<'p, '_>, count: u32, tried: &mut Facts) -> bool {
        let (Figure::Items(id), Some((rule, filter))) = (scale.figure, scale.counted) else { return false };
        let Some(mut list) = self.facts.list(id).cloned() else { return false };
        let (counted, _) = self.case(self.facts, rule).sift(filter);
        let passing: Vec<usize> =
            counted.iter().filter(|it| it.truth == Truth::Met).map(|it| it.item).collect();
        let wanted = usize::try_from(count).unwrap_or(usize::MAX);
        for item in passing.iter().skip(wanted).rev() {
            list.items.remove(*item);
        }
        let further = wanted.saturating_sub(passing.len());
        if 0 < further {
            let like = passing.last().and_then(|at| list.items.get(*at)).cloned();
            let like = like.unwrap_or_else(|| specimen(self.case(self.facts, rule), filter));
            list.items.extend(std::iter::repeat_n(like, further));
        }
        tried.set_list(id, Some(list));
        self.count(tried, filter, rule) == count
    }
}

impl Scale<'_, '_> {
    /// The amount one smallest unit further.
    fn neighbour(&self, amount: Amount, way: Way) -> Amount {
        let step = self.domain.map_or(1, |domain| domain.step());
        let step = match way {
            Way::Less => -step,
            Way::More => step,
        };
        match (amount, way) {
            (Amount::Number(number), _) => {
                let next = Decimal::from_millionths(number.millionths().saturating_add(step));
                Amount::Number(next.unwrap_or(number))
            }
            (Amount::Day(day), Way::Less) => Amount::Day(day.day_before()),
            (Amount::Day(day), Way::More) => Amount::Day(day.day_after()),
            (Amount::Items(count), Way::Less) => Amount::Items(count.saturating_sub(1)),
            (Amount::Items(count), Way::More) => Amount::Items(count.saturating_add(1)),
        }
    }

    /// An amount in the middle; one of the two where there is none between them.
    fn between(&self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (Amount::Number(lo), Amount::Number(hi)) => {
                let step = self.domain.map_or(1, |domain| domain.step());
                let steps = (hi.millionths() - lo.millionths()) / step / 2;
                Amount::Number(Decimal::from_millionths(lo.millionths() + steps * step).unwrap_or(lo))
            }
            // Every count and every edge of days is tried by itself.
            (Amount::Number(_) | Amount::Day(_) | Amount::Items(_), other) => other,
        }
    }
}

impl Figure {
    /// The fact or list it belongs to.
    pub const fn fact(self) -> FactId {
        match self {
            Self::Fact(key) => key.fact,
            Self::Field { list, .. } | Self::Items(list) => list,
        }
    }
}

impl Way {
    const fn back(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::More => Self::Less,
        }
    }
}

/// The number or the day that is stated.
fn stated(facts: &Facts, figure: Figure) -> Option<Amount> {
    let value = match figure {
        Figure::Fact(key) => match facts.answer(key) {
            Answer::Known(value) => value,
            Answer::NotApplicable | Answer::Unanswered => return None,
        },
        Figure::Field { list, item, field } => facts.list(list)?.items.get(item)?.get(field)?,
        Figure::Items(_) => return None,
    };
    match value {
        Value::Number(number) => Some(Amount::Number(*number)),
        Value::Date(day) => Some(Amount::Day(*day)),
        Value::Flag(_) | Value::Judgement { .. } | Value::Choice(_) | Value::Text(_) => None,
    }
}

/// The numbers of the step on both sides of an edge, and the edge itself where it is one of them.
fn beside(edge: Ratio, step: i64) -> [Option<Decimal>; 3] {
    let steps = edge.times(Ratio::new(1_000_000, i128::from(step)));
    let floor = steps.numerator().div_euclid(steps.denominator());
    let number =
        |steps: i128| Decimal::from_millionths(i64::try_from(steps.checked_mul(i128::from(step))?).ok()?);
    [number(floor - 1), number(floor), number(floor + 1)]
}

/// The one comparison whose truth is another, first in the order of the rule.
fn crossed(one: &Reason<'_>, other: &Reason<'_>) -> Option<(Relation, Quantity)> {
    if one.truth == other.truth {
        return None;
    }
    if let Of::Compare { relation, than, .. } = &one.of {
        return Some((*relation, *than));
    }
    one.parts.iter().zip(&other.parts).find_map(|(one, other)| crossed(one, other))
}

const fn sort(stands: Stands<'_, '_>) -> Sort {
    match stands {
        Stands::Condition(Judged { kind: JudgedKind::Part(_), .. }) => Sort::Part,
        Stands::Condition(_) => Sort::Condition,
        Stands::Relief(_) => Sort::Relief,
        Stands::Total(..) => Sort::Total,
        Stands::Floor(..) => Sort::Floor,
        Stands::Points(_) => Sort::Indicator,
    }
}

fn is_close(catalog: &Catalog, stated: Amount, distance: Distance) -> bool {
    let share = catalog.book().insight.close.below.value();
    let (whole, apart) = match (stated, distance) {
        (Amount::Number(whole), Distance::Number(apart)) => (whole.ratio(), apart.ratio()),
        (Amount::Items(whole), Distance::Items(apart)) => {
            (Ratio::whole(i128::from(whole)), Ratio::whole(i128::from(apart)))
        }
        (Amount::Number(_) | Amount::Day(_) | Amount::Items(_), _) => return false,
    };
    let whole = if whole.is_negative() { Ratio::ZERO.minus(whole) } else { whole };
    apart < whole.times(share)
}
