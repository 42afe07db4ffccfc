//! Answers: which single answers can be changed, to which values, and how hard is that?
//!
//! The space of moves, which docs/plan.md states in words. Each spot is one answer. It keeps what is stated or takes
//! one of finitely many values: for a figure those at which some measure of the needs stands exactly on an edge, given
//! the values that the other figures may take; for a list so many more items that pass a filter.

use crate::assess::{Case, Relation, Truth};
use crate::facts::{Answer, FactKey, Facts, Item, Stated, Value};
use crate::policy::schema::{
    self, ChoiceId, ClassIn, Effort, FactId, FieldId, Filter, Measure, SumItems, Towards, YearsFull,
};
use crate::table::Table;
use crate::units::{Date, Decimal, Ratio};

use super::measure::{self, Known};
use super::need::{Ground, Leaf, Need};
use super::witness::{self, Days};
use super::{Change, Ease, Kind, Spot, To};

/// How often values are worked out from values worked out before: a figure may follow from a figure that follows
/// from a figure that stands on an edge.
const ROUNDS: usize = 3;
/// The most values of one figure.
const MOST_VALUES: usize = 64;
/// The most items that are added to one list.
const MOST_ITEMS: i128 = 30;
/// The most values of the other figures of one measure, taken together.
const MOST_GIVENS: usize = 1024;
/// What a weight is counted in.
const MILLE: u64 = 1000;

/// An answer that can be changed.
#[derive(Debug)]
pub(super) struct Movable {
    /// Which.
    pub spot: Spot,
    /// Whether something stated is changed, or something open answered.
    pub kind: Kind,
    /// What is stated.
    pub from: Option<Value>,
    /// The values it may take, those with less effort first.
    pub options: Vec<Choice>,
    weight: u64,
    /// Of a number: the way it is moved, and the whole.
    towards: Option<Towards>,
    whole: Decimal,
    /// The place in the form: denominators stand before what is measured by them.
    pub rank: (usize, usize, i32),
}

/// A spot and its value, none: as stated.
type Given = (usize, Option<Value>);
/// Other answers from which a value was worked out.
type Way = Vec<Given>;

/// A value that a figure may have, as measures hold it, and the spot that says so, if it can be changed.
struct Figure {
    value: Ratio,
    given: Option<Given>,
}

/// A value that an answer may take.
#[derive(Debug)]
pub(super) struct Choice {
    /// The value.
    pub to: To,
    /// What it weighs, in thousandths of a weight.
    pub effort: u64,
    /// Of a number: that it is the least, or the most, that serves.
    pub bound: Option<Towards>,
    /// Each way in which it was worked out.
    ways: Vec<Way>,
}

impl Movable {
    /// Whether a figure that must stand so is moved that way at all: what is open may turn out either way.
    fn may_move(&self, relation: Relation) -> bool {
        let is_up = matches!(relation, Relation::Ge | Relation::Gt);
        match (self.kind, self.towards) {
            (Kind::Change, Some(Towards::Up)) => is_up,
            (Kind::Change, Some(Towards::Down)) => !is_up,
            (Kind::Change, None) | (Kind::Answer, _) => true,
        }
    }
}

impl Choice {
    /// Whether it follows from what the others are: `is_so` says whether a spot has, or may still have, a value.
    pub(super) fn follows(&self, is_so: impl Fn(usize, Option<&Value>) -> bool) -> bool {
        self.ways.iter().any(|way| way.iter().all(|(spot, value)| is_so(*spot, value.as_ref())))
    }
}

/// What moves are made for.
pub(super) struct Maker<'p, 'f> {
    pub ground: Ground<'p>,
    /// The facts as they are assumed on the filing day.
    pub facts: &'f Facts,
    /// The day on which the plan is made: a year before its year is closed, and nothing new is older.
    pub today: Date,
    pub ease: &'f Table<FactId, Ease>,
    pub all: Vec<Movable>,
    /// False once values had to be left out.
    pub is_whole: bool,
}

impl<'p> Maker<'p, '_> {
    /// Finds every move of the needs, and notes at each need which of them touch it.
    pub(super) fn make(&mut self, needs: &mut [Need<'p>]) {
        let leaves: Vec<_> = needs.iter().map(|need| self.ground.leaves(need)).collect();
        for (need, leaves) in needs.iter_mut().zip(&leaves) {
            for (file, leaf) in leaves {
                let case = self.ground.case(file, self.facts);
                self.touch(case, leaf, &mut need.spots);
            }
        }
        // Whatever moves a list may turn every need that looks at it.
        for (need, leaves) in needs.iter_mut().zip(&leaves) {
            for list in leaves.iter().filter_map(|(_, leaf)| leaf.list()) {
                for (at, movable) in self.all.iter().enumerate() {
                    let is_whole_fact = matches!(movable.spot, Spot::Fact(_));
                    if !is_whole_fact && movable.spot.fact() == list {
                        note(&mut need.spots, at);
                    }
                }
            }
        }
        for _ in 0..ROUNDS {
            let before = self.count();
            for (_, leaf) in leaves.iter().flatten() {
                if let Leaf::Number(of, relation, edge) = leaf {
                    self.figures(of, *relation, *edge);
                }
            }
            if before == self.count() {
                break;
            }
        }
    }

    fn count(&self) -> usize {
        self.all.iter().map(|it| it.options.len()).sum()
    }

    /// The spots of a leaf, with every value that does not follow from another figure's.
    fn touch(&mut self, case: Case<'p, '_>, leaf: &Leaf<'p>, touched: &mut Vec<usize>) {
        match leaf {
            Leaf::Number(of, relation, edge) => self.touch_measure(case, of, *relation, *edge, touched),
            Leaf::Flag(fact, wanted) => {
                let kind = self.ground.catalog.fact(*fact).map(|fact| fact.kind);
                let value = if kind == Some(schema::Kind::Judgement) {
                    Value::Judgement { holds: *wanted, note: String::new() }
                } else {
                    Value::Flag(*wanted)
                };
                self.touch_fact(FactKey::timeless(*fact), [(value, 0)], touched);
            }
            Leaf::Choice(one_of) => {
                let prefer = self.effort(one_of.fact).map_or(&[][..], |it| it.prefer.as_slice());
                let place = |id: &ChoiceId| prefer.iter().position(|it| it == id).unwrap_or(0);
                let values: Vec<_> = one_of.values.iter().map(|id| (Value::Choice(*id), place(id))).collect();
                self.touch_fact(FactKey::timeless(one_of.fact), values, touched);
            }
            Leaf::None(filter) => self.touch_end(filter.list, touched),
            Leaf::Class(class_in) => self.touch_class(case, class_in, touched),
            Leaf::Slot(slot, full) => {
                let points = (1..=*full).filter_map(|it| Decimal::whole(i64::from(it)));
                let key = FactKey::timeless(slot.points);
                if let Some(at) = self.spot(key) {
                    note(touched, at);
                    for points in points {
                        self.offer(at, points, Towards::Up, Vec::new());
                    }
                }
            }
        }
    }

    fn touch_measure(
        &mut self,
        case: Case<'p, '_>,
        of: &'p Measure,
        relation: Relation,
        edge: Ratio,
        touched: &mut Vec<usize>,
    ) {
        match of {
            Measure::Count(filter) => {
                if matches!(relation, Relation::Ge | Relation::Gt) {
                    let wanted = whole_above(edge, relation == Relation::Gt);
                    self.touch_items(case, of, filter, None, wanted, touched);
                }
            }
            Measure::SumItems(sum) => {
                if matches!(relation, Relation::Ge | Relation::Gt) {
                    self.touch_sum(case, of, sum, edge, touched);
                }
            }
            Measure::YearsFull(years) => self.touch_years(*years, edge, touched),
            // Its conditions are leaves of their own.
            Measure::CountTrue(_) => {}
            Measure::Fact(_)
            | Measure::Sum(_)
            | Measure::Ratio(_)
            | Measure::Growth(_)
            | Measure::Mean(_)
            | Measure::Cagr(_) => {
                for key in measure::keys(of, self.ground.filing) {
                    if let Some(at) = self.spot(key) {
                        note(touched, at);
                    }
                }
            }
        }
    }

    fn touch_fact(
        &mut self,
        key: FactKey,
        values: impl IntoIterator<Item = (Value, usize)>,
        touched: &mut Vec<usize>,
    ) {
        let Some(at) = self.spot(key) else { return };
        note(touched, at);
        let weight = self.all.get(at).map_or(0, |it| it.weight);
        for (value, place) in values {
            let more = further(weight, place);
            self.put(at, To::Value(value), weight * MILLE + more);
        }
    }

    fn touch_years(&mut self, years: YearsFull, edge: Ratio, touched: &mut Vec<usize>) {
        let key = FactKey::timeless(years.since);
        let end = years.to_end_of.year(self.ground.filing.as_of.year()) + 1;
        let full = i32::try_from(whole_above(edge, false)).unwrap_or(0);
        let (Answer::Unanswered, Some(latest)) = (self.facts.date(years.since), Date::new(end - full, 1, 1))
        else {
            return;
        };
        self.touch_fact(key, [(Value::Date(latest), 0)], touched);
    }

    /// Saying that a list is complete.
    fn touch_end(&mut self, list: FactId, touched: &mut Vec<usize>) {
        if self.facts.list(list).is_some_and(|it| it.is_complete) {
            return;
        }
        let weight = self.weight(list, Kind::Answer).unwrap_or(1);
        let at = self.enter(Spot::End(list), Kind::Answer, None, weight);
        note(touched, at);
        self.put(at, To::Complete, weight * MILLE);
    }

    fn touch_class(&mut self, case: Case<'p, '_>, class_in: &ClassIn, touched: &mut Vec<usize>) {
        let Some(by) = self.ground.catalog.classification(&class_in.classification, self.ground.filing.as_of)
        else {
            return;
        };
        let Some(row) = case.classify(by).row else { return };
        for limit in row.limits.values().flatten() {
            let key = FactKey::of_year(limit.fact, limit.at.year(self.ground.filing.as_of.year()));
            let Some(at) = self.spot(key) else { continue };
            note(touched, at);
            // A value on the limit belongs to the larger class.
            if let Some(below) = self.rounded(key, limit.ge.value(), Relation::Lt) {
                self.offer(at, below, Towards::Down, Vec::new());
            }
        }
    }

    /// Items that pass a filter: more of them, and changes of fields of those that do not pass.
    fn touch_items(
        &mut self,
        case: Case<'p, '_>,
        of: &'p Measure,
        filter: &'p Filter,
        amount: Option<(FieldId, Decimal)>,
        wanted: i128,
        touched: &mut Vec<usize>,
    ) {
        let list = self.facts.list(filter.list);
        let is_open = list.is_none_or(|it| !it.is_complete);
        let kind = if is_open { Kind::Answer } else { Kind::Change };
        // What is stated to be complete can only grow by what happens from now on.
        let earliest = if is_open { Date::made(1900, 1, 1) } else { self.today };
        let days = Days { first: earliest, filing: self.ground.filing.as_of };
        let effort = self.effort(filter.list);
        let fields = witness::fields(case, filter.list);
        let has = case.value(of).lo.map_or(0, |lo| whole_above(lo, false));
        let short = wanted.saturating_sub(if amount.is_some() { 0 } else { has });
        for way in witness::ways(case, &filter.tests, days) {
            let Some(mut item) = witness::item(&way, fields, effort) else { continue };
            if let Some((field, amount)) = amount {
                item.set(field, Some(Value::Number(amount)));
            }
            self.add_items(filter.list, kind, &item, amount.is_some(), short, touched);
        }
        self.touch_fields(case, filter, touched);
    }

    fn add_items(
        &mut self,
        list: FactId,
        kind: Kind,
        item: &Item,
        is_sum: bool,
        short: i128,
        touched: &mut Vec<usize>,
    ) {
        let Some(weight) = self.weight(list, kind) else { return };
        let is_it = |it: &Movable| match &it.spot {
            Spot::Items { list: of, like } => *of == list && like == item,
            Spot::Fact(_) | Spot::Field { .. } | Spot::End(_) => false,
        };
        let known = self.all.iter().position(is_it);
        let spot = || Spot::Items { list, like: item.clone() };
        let at = known.unwrap_or_else(|| self.enter(spot(), kind, None, weight));
        note(touched, at);
        let one = weight * MILLE + self.more(list, weight, item);
        let most = if is_sum { 1 } else { short.min(MOST_ITEMS) };
        self.is_whole &= is_sum || short <= MOST_ITEMS;
        for count in 1..=most.max(1) {
            let effort = one * u64::try_from(count).unwrap_or(1);
            let count = usize::try_from(count).unwrap_or(1);
            self.put(at, To::Items { item: item.clone(), count }, effort);
        }
    }

    /// What the choices of an item weigh beside its list.
    fn more(&self, list: FactId, weight: u64, item: &Item) -> u64 {
        let prefer = self.effort(list).map_or(&[][..], |it| it.prefer.as_slice());
        let is_of = |id: &ChoiceId| {
            let fields = self.ground.catalog.fact(list).map_or(&[][..], |it| it.field.as_slice());
            fields.iter().any(|field| item.get(field.key()) == Some(&Value::Choice(*id)))
        };
        prefer.iter().enumerate().filter(|(_, id)| is_of(id)).map(|(place, _)| further(weight, place)).sum()
    }

    fn touch_sum(
        &mut self,
        case: Case<'p, '_>,
        of: &'p Measure,
        sum: &'p SumItems,
        edge: Ratio,
        touched: &mut Vec<usize>,
    ) {
        let has = case.value(of).lo.unwrap_or(Ratio::ZERO);
        let short = edge.minus(has);
        let amount = ceiling(short).filter(|it| 0 < it.millionths());
        if let Some(amount) = amount {
            self.touch_items(case, of, &sum.filter, Some((sum.field, amount)), 1, touched);
        }
    }

    fn touch_fields(&mut self, case: Case<'p, '_>, filter: &'p Filter, touched: &mut Vec<usize>) {
        let Some(list) = self.facts.list(filter.list) else { return };
        let fields = witness::fields(case, filter.list);
        let effort = self.effort(filter.list);
        let days = Days { first: Date::made(1900, 1, 1), filing: self.ground.filing.as_of };
        for way in witness::ways(case, &filter.tests, days) {
            for (at, item) in list.items.iter().enumerate() {
                let mut found = Vec::new();
                for wanted in &way {
                    let Some(field) = fields.iter().find(|it| it.key() == wanted.field) else { continue };
                    let weighed = effort.and_then(|it| it.field.iter().find(|it| it.field == wanted.field));
                    let moved = match wanted.truth(item, field, fields) {
                        Truth::Met => continue,
                        Truth::Unknown => (Kind::Answer, self.weight(filter.list, Kind::Answer)),
                        Truth::Unmet if wanted.is_yes() => {
                            let weight = weighed.and_then(|it| self.eased(filter.list, u64::from(it.weight)));
                            (Kind::Change, weight)
                        }
                        Truth::Unmet => (Kind::Change, None),
                    };
                    found.push((wanted, field, moved));
                }
                // One field that stays keeps the item out: then the others are of no use.
                if found.iter().any(|(_, _, (_, weight))| weight.is_none()) {
                    continue;
                }
                for (wanted, field, (kind, weight)) in found {
                    let value = witness::value(wanted, field, effort);
                    let (Some(weight), Some(value)) = (weight, value) else { continue };
                    let spot = Spot::Field { list: filter.list, item: at, field: wanted.field };
                    let at = self.enter(spot, kind, item.get(wanted.field).cloned(), weight);
                    note(touched, at);
                    self.put(at, To::Value(value), weight * MILLE);
                }
            }
        }
    }

    /// The values of figures at which a measure stands on an edge.
    fn figures(&mut self, of: &Measure, relation: Relation, edge: Ratio) {
        let keys = measure::keys(of, self.ground.filing);
        for key in &keys {
            let Some(at) = self.known_spot(*key) else { continue };
            let others: Vec<FactKey> = keys.iter().copied().filter(|it| it != key).collect();
            let mut givens: Vec<(Vec<Known>, Way)> = vec![(Vec::new(), Vec::new())];
            for other in others {
                let values = self.values_of(other);
                let mut next = Vec::new();
                for (known, given) in &givens {
                    for figure in &values {
                        let mut known = known.clone();
                        known.push(Known { key: other, value: figure.value });
                        let given = given.iter().cloned().chain(figure.given.clone()).collect();
                        next.push((known, given));
                    }
                }
                self.is_whole &= next.len() <= MOST_GIVENS;
                next.truncate(MOST_GIVENS);
                givens = next;
            }
            for (known, given) in givens {
                self.solve(at, *key, of, (relation, edge), &known, given);
            }
        }
    }

    fn solve(
        &mut self,
        at: usize,
        key: FactKey,
        of: &Measure,
        (relation, edge): (Relation, Ratio),
        known: &[Known],
        given: Way,
    ) {
        let Some(solved) = measure::solve(of, edge, key, known, self.ground.filing) else { return };
        let relation = if solved.rises { relation } else { turned(relation) };
        if !self.all.get(at).is_some_and(|it| it.may_move(relation)) {
            return;
        }
        let value = if self.is_percent(key) { solved.value.times(Ratio::whole(100)) } else { solved.value };
        if let Some(value) = self.rounded(key, value, relation) {
            let is_least = matches!(relation, Relation::Ge | Relation::Gt);
            self.offer(at, value, if is_least { Towards::Up } else { Towards::Down }, given);
        }
    }

    /// The values that a figure may take.
    fn values_of(&self, key: FactKey) -> Vec<Figure> {
        let scale = if self.is_percent(key) { Ratio::new(1, 100) } else { Ratio::whole(1) };
        let stated = match self.facts.number(key) {
            Answer::Known(number) => Some(number.ratio().times(scale)),
            Answer::NotApplicable | Answer::Unanswered => None,
        };
        let spot = self.known_spot(key);
        let mut values: Vec<_> =
            stated.into_iter().map(|value| Figure { value, given: spot.map(|spot| (spot, None)) }).collect();
        let Some((spot, movable)) = spot.and_then(|at| Some((at, self.all.get(at)?))) else { return values };
        for option in &movable.options {
            if let To::Value(value @ Value::Number(number)) = &option.to {
                let given = Some((spot, Some(value.clone())));
                values.push(Figure { value: number.ratio().times(scale), given });
            }
        }
        values
    }

    fn is_percent(&self, key: FactKey) -> bool {
        self.ground.catalog.fact(key.fact).is_some_and(|fact| fact.kind == schema::Kind::Percent)
    }

    /// The value nearest to an exact one that the fact can have and that stands so to it.
    fn rounded(&self, key: FactKey, value: Ratio, relation: Relation) -> Option<Decimal> {
        let fact = self.ground.catalog.fact(key.fact)?;
        let step: i128 = if fact.kind == schema::Kind::Count || fact.whole { 1_000_000 } else { 1 };
        let scaled = value.times(Ratio::new(1_000_000, step));
        let (below, is_exact) = (
            scaled.numerator().div_euclid(scaled.denominator()),
            scaled.numerator() % scaled.denominator() == 0,
        );
        let steps = match relation {
            Relation::Ge => below + i128::from(!is_exact),
            Relation::Gt => below + 1,
            Relation::Le => below,
            Relation::Lt => below - i128::from(is_exact),
        };
        let decimal = Decimal::from_millionths(i64::try_from(steps * step).ok()?)?;
        let least = fact.least.and_then(Decimal::whole).unwrap_or(Decimal::ZERO);
        let is_allowed = (fact.signed || least <= decimal)
            && fact.most.and_then(Decimal::whole).is_none_or(|most| decimal <= most);
        is_allowed.then_some(decimal)
    }

    /// Offers a figure a value, if that is a way it is moved.
    fn offer(&mut self, at: usize, to: Decimal, bound: Towards, given: Way) {
        let Some(movable) = self.all.get(at) else { return };
        let mut effort = movable.weight * MILLE;
        if let (Kind::Change, Some(towards)) = (movable.kind, movable.towards) {
            let from = match &movable.from {
                Some(Value::Number(from)) => *from,
                Some(
                    Value::Date(_)
                    | Value::Flag(_)
                    | Value::Judgement { .. }
                    | Value::Choice(_)
                    | Value::Text(_),
                )
                | None => Decimal::ZERO,
            };
            let is_that_way = match towards {
                Towards::Up => from < to,
                Towards::Down => to < from,
            };
            if !is_that_way {
                return;
            }
            let way = u128::from(to.millionths().abs_diff(from.millionths())) * u128::from(MILLE);
            let whole = from.millionths().unsigned_abs().max(movable.whole.millionths().unsigned_abs());
            let share = u64::try_from(way.div_ceil(u128::from(whole.max(1)))).unwrap_or(u64::MAX);
            effort = effort.saturating_add(movable.weight.saturating_mul(share));
        }
        self.place(
            at,
            Choice { to: To::Value(Value::Number(to)), effort, bound: Some(bound), ways: vec![given] },
        );
    }

    fn put(&mut self, at: usize, to: To, effort: u64) {
        self.place(at, Choice { to, effort, bound: None, ways: vec![Vec::new()] });
    }

    /// Puts a value among the others: less effort first, then the less demanding.
    fn place(&mut self, at: usize, new: Choice) {
        let Some(movable) = self.all.get_mut(at) else { return };
        if matches!(&new.to, To::Value(value) if movable.from.as_ref() == Some(value)) {
            return;
        }
        if let Some(held) = movable.options.iter_mut().find(|it| it.to == new.to) {
            for way in new.ways {
                if !held.ways.contains(&way) {
                    held.ways.push(way);
                }
            }
            return;
        }
        if movable.options.len() == MOST_VALUES {
            self.is_whole = false;
            return;
        }
        let is_less = |held: &Choice| match (&held.to, &new.to, new.bound) {
            (To::Value(Value::Number(held)), To::Value(Value::Number(to)), Some(Towards::Down)) => held < to,
            (To::Value(Value::Number(held)), To::Value(Value::Number(to)), _) => to < held,
            (To::Value(_) | To::Items { .. } | To::Complete, _, _) => false,
        };
        let comes_after =
            |held: &Choice| new.effort < held.effort || (new.effort == held.effort && is_less(held));
        let place = movable.options.iter().position(comes_after).unwrap_or(movable.options.len());
        movable.options.insert(place, new);
    }

    /// The spot of a fact, if it can be changed or answered.
    fn spot(&mut self, key: FactKey) -> Option<usize> {
        if let Some(known) = self.known_spot(key) {
            return Some(known);
        }
        let (kind, from) = match self.facts.answer(key) {
            Answer::Known(value) => (Kind::Change, Some(value.clone())),
            Answer::NotApplicable => (Kind::Change, None),
            Answer::Unanswered => (Kind::Answer, None),
        };
        let is_closed = key.year.is_some_and(|year| year < self.today.year());
        if is_closed && kind == Kind::Change {
            return None;
        }
        let weight = self.weight(key.fact, kind)?;
        Some(self.enter(Spot::Fact(key), kind, from, weight))
    }

    fn known_spot(&self, key: FactKey) -> Option<usize> {
        self.all.iter().position(|it| it.spot == Spot::Fact(key))
    }

    fn enter(&mut self, spot: Spot, kind: Kind, from: Option<Value>, weight: u64) -> usize {
        if let Some(known) = self.all.iter().position(|it| it.spot == spot) {
            return known;
        }
        let (fact, year) = match &spot {
            Spot::Fact(key) => (key.fact, key.year.unwrap_or(0)),
            Spot::Field { list, .. } | Spot::Items { list, .. } | Spot::End(list) => (*list, 0),
        };
        let (group, place) = self.ground.catalog.order(fact);
        let effort = self.effort(fact);
        self.all.push(Movable {
            spot,
            kind,
            from,
            options: Vec::new(),
            weight,
            towards: effort.and_then(|it| it.towards),
            whole: effort.and_then(|it| it.whole).map_or(Decimal::ZERO, |it| it.number),
            rank: (group, place, year),
        });
        self.all.len() - 1
    }

    fn effort(&self, fact: FactId) -> Option<&'p Effort> {
        self.ground.catalog.book().effort.fact.iter().find(|it| it.fact == fact)
    }

    /// What a change or an answer weighs for this enterprise; `None` where a change is impossible.
    fn weight(&self, fact: FactId, kind: Kind) -> Option<u64> {
        let all = &self.ground.catalog.book().effort;
        let weight = self.effort(fact).map(|it| u64::from(it.weight));
        match kind {
            Kind::Change => self.eased(fact, weight?),
            Kind::Answer => {
                let weight = weight.unwrap_or(u64::from(all.fixed));
                Some((weight / u64::from(all.open.max(1))).max(1))
            }
        }
    }

    fn eased(&self, fact: FactId, weight: u64) -> Option<u64> {
        let all = &self.ground.catalog.book().effort;
        match self.ease.get(&fact) {
            None => Some(weight),
            Some(Ease::Easy) => Some((weight / u64::from(all.easy.max(1))).max(1)),
            Some(Ease::Hard) => Some(weight * u64::from(all.hard)),
            Some(Ease::Impossible) => None,
        }
    }
}

/// Puts a change into the facts.
pub fn apply(facts: &mut Facts, spot: &Spot, to: &To) {
    match (spot, to) {
        (Spot::Fact(key), To::Value(value)) => facts.set(*key, Some(Stated::Value(value.clone()))),
        (Spot::Field { list, item, field }, To::Value(value)) => {
            if let Some(item) = facts.list_mut(*list).items.get_mut(*item) {
                item.set(*field, Some(value.clone()));
            }
        }
        (Spot::Items { list, .. }, To::Items { item, count }) => {
            let items = &mut facts.list_mut(*list).items;
            items.extend(std::iter::repeat_n(item, *count).cloned());
        }
        (Spot::End(list), To::Complete) => facts.list_mut(*list).is_complete = true,
        (Spot::Fact(_) | Spot::Field { .. } | Spot::Items { .. } | Spot::End(_), _) => {}
    }
}

/// Takes the last change of a spot out of the facts again; `before` are the facts without any.
pub(super) fn undo(facts: &mut Facts, before: &Facts, spot: &Spot, to: &To) {
    match (spot, to) {
        (Spot::Fact(key), _) => {
            let stated = match before.answer(*key) {
                Answer::Known(value) => Some(Stated::Value(value.clone())),
                Answer::NotApplicable => Some(Stated::NotApplicable),
                Answer::Unanswered => None,
            };
            facts.set(*key, stated);
        }
        (Spot::Field { list, item, field }, _) => {
            let stated = before.list(*list).and_then(|it| it.items.get(*item)?.get(*field)).cloned();
            if let Some(item) = facts.list_mut(*list).items.get_mut(*item) {
                item.set(*field, stated);
            }
        }
        (Spot::Items { list, .. }, To::Items { count, .. }) => {
            let items = &mut facts.list_mut(*list).items;
            items.truncate(items.len().saturating_sub(*count));
        }
        (Spot::Items { .. }, To::Value(_) | To::Complete) => {}
        (Spot::End(list), _) => facts.list_mut(*list).is_complete = false,
    }
}

/// The change of a spot to one of its values.
pub(super) fn change<'p>(movable: &Movable, choice: &Choice) -> Change<'p> {
    Change {
        spot: movable.spot.clone(),
        kind: movable.kind,
        from: movable.from.clone(),
        to: choice.to.clone(),
        bound: choice.bound,
        effort: choice.effort,
        serves: Vec::new(),
    }
}

/// A choice further on in `prefer` weighs a quarter more for each place.
fn further(weight: u64, place: usize) -> u64 {
    weight * MILLE / 4 * u64::try_from(place).unwrap_or(0)
}

fn note(touched: &mut Vec<usize>, at: usize) {
    if !touched.contains(&at) {
        touched.push(at);
    }
}

const fn turned(relation: Relation) -> Relation {
    match relation {
        Relation::Ge => Relation::Le,
        Relation::Gt => Relation::Lt,
        Relation::Le => Relation::Ge,
        Relation::Lt => Relation::Gt,
    }
}

/// The least whole number at or above, or above.
fn whole_above(value: Ratio, is_strict: bool) -> i128 {
    let below = value.numerator().div_euclid(value.denominator());
    let is_exact = value.numerator() % value.denominator() == 0;
    if is_exact && !is_strict { below } else { below + 1 }
}

fn ceiling(value: Ratio) -> Option<Decimal> {
    let millionths = whole_above(value.times(Ratio::whole(1_000_000)), false);
    Decimal::from_millionths(i64::try_from(millionths).ok()?)
}
