//! Answers: which changes make every need hold with the least effort?
//!
//! Branch and bound. A need that does not hold must be touched by one of its moves; the first of them in the order of
//! the form is settled at each of its values, then the next. What lies above the best plan found is left out: the
//! effort so far, and for needs that share no move the least that each of them takes. Nothing else is left out, so
//! that the plan found is one of the least effort in the space of moves, unless the search had to stop early.

use crate::assess::Truth;
use crate::facts::{Facts, Value};

use super::moves::{Movable, apply, undo};
use super::need::{Ground, Need};
use super::{Kind, To};

/// So many times a change is tried at most in one search: many times what the sample takes.
const MOST_TRIALS: u32 = 12_000;

/// The values of some spots, by the numbers of both.
pub(super) type Settled = Vec<(usize, usize)>;

/// What is settled of a spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing yet.
    Open,
    /// It stays as stated.
    Kept,
    /// It takes the value with this number.
    Moved(usize),
}

/// What is searched.
pub(super) struct Search<'a, 'p> {
    ground: Ground<'p>,
    needs: &'a [Need<'p>],
    moves: &'a [Movable],
    before: &'a Facts,
    facts: Facts,
    settled: Vec<State>,
    truths: Vec<Truth>,
    effort: u64,
    /// Sets of spots of which at least one must stay as stated.
    barred: Vec<Vec<usize>>,
    best: Option<(u64, Settled)>,
    /// The trials of this search.
    tried: u32,
    /// The trials of all searches so far.
    trials: u32,
    is_complete: bool,
}

impl<'a, 'p> Search<'a, 'p> {
    pub(super) fn new(
        ground: Ground<'p>,
        needs: &'a [Need<'p>],
        moves: &'a [Movable],
        before: &'a Facts,
    ) -> Self {
        let truths = needs.iter().map(|need| ground.truth(need, before)).collect();
        Self {
            ground,
            needs,
            moves,
            before,
            facts: before.clone(),
            settled: vec![State::Open; moves.len()],
            truths,
            effort: 0,
            barred: Vec::new(),
            best: None,
            tried: 0,
            trials: 0,
            is_complete: true,
        }
    }

    /// The least effort and its changes, with every set of spots in `barred` changed only in part.
    pub(super) fn least(&mut self) -> Option<(u64, Settled)> {
        self.best = None;
        self.tried = 0;
        self.descend();
        self.trials += self.tried;
        self.is_complete &= self.tried < MOST_TRIALS;
        self.best.take()
    }

    /// Further plans must leave out one of the changes of this one; if it has answers only, one of these.
    pub(super) fn bar(&mut self, plan: &Settled) {
        let spots = || plan.iter().map(|(spot, _)| *spot);
        let is_change = |spot: &usize| self.moves.get(*spot).is_some_and(|it| it.kind == Kind::Change);
        let changes: Vec<usize> = spots().filter(is_change).collect();
        self.barred.push(if changes.is_empty() { spots().collect() } else { changes });
    }

    /// False once a search had to stop early.
    pub(super) const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// How many changes were tried.
    pub(super) const fn trials(&self) -> u32 {
        self.trials
    }

    /// Ids of needs whose truth is this and that no move touches.
    pub(super) fn stuck(&self, at: Truth) -> Vec<&'p str> {
        let mut ids = Vec::new();
        for (need, truth) in self.needs.iter().zip(&self.truths) {
            let can_move = need.spots.iter().any(|spot| self.is_movable(*spot));
            if *truth == at && !can_move && !ids.contains(&need.id) {
                ids.push(need.id);
            }
        }
        ids
    }

    fn is_movable(&self, spot: usize) -> bool {
        self.moves.get(spot).is_some_and(|it| !it.options.is_empty())
    }

    fn state(&self, spot: usize) -> State {
        self.settled.get(spot).copied().unwrap_or(State::Kept)
    }

    fn is_open(&self, spot: usize) -> bool {
        self.state(spot) == State::Open && self.is_movable(spot)
    }

    fn descend(&mut self) {
        let Some(rest) = self.least_further() else { return };
        if self.best.as_ref().is_some_and(|(best, _)| *best <= self.effort.saturating_add(rest)) {
            return;
        }
        let Some(spot) = self.next() else {
            if self.truths.iter().all(|it| *it == Truth::Met) && self.is_consistent(true) {
                let chosen = self.settled.iter().enumerate();
                let moved = |(spot, state): (usize, &State)| match state {
                    State::Moved(nth) => Some((spot, *nth)),
                    State::Open | State::Kept => None,
                };
                let plan = chosen.filter_map(moved).collect();
                self.best = Some((self.effort, plan));
            }
            return;
        };
        self.settle(spot, State::Kept);
        let Some(moves) = self.moves.get(spot) else { return };
        for (nth, option) in moves.options.iter().enumerate() {
            if MOST_TRIALS <= self.tried {
                break;
            }
            let effort = self.effort.saturating_add(option.effort);
            if self.best.as_ref().is_some_and(|(best, _)| *best <= effort) {
                break;
            }
            self.tried += 1;
            apply(&mut self.facts, &moves.spot, &option.to);
            let effort = std::mem::replace(&mut self.effort, effort);
            self.settle(spot, State::Moved(nth));
            self.effort = effort;
            undo(&mut self.facts, self.before, &moves.spot, &option.to);
        }
    }

    /// Goes on with a spot settled, and opens it again.
    fn settle(&mut self, spot: usize, state: State) {
        let old = self.truths.clone();
        if state != State::Kept {
            for (need, truth) in self.needs.iter().zip(&mut self.truths) {
                if need.spots.contains(&spot) {
                    *truth = self.ground.truth(need, &self.facts);
                }
            }
        }
        self.put(spot, state);
        if self.is_consistent(false) && !self.is_barred() {
            self.descend();
        }
        self.put(spot, State::Open);
        self.truths = old;
    }

    fn put(&mut self, spot: usize, to: State) {
        if let Some(settled) = self.settled.get_mut(spot) {
            *settled = to;
        }
    }

    /// Whether every value follows from the others. Those that are open may still become anything; at the end they
    /// are as stated.
    fn is_consistent(&self, is_end: bool) -> bool {
        let is_so = |spot: usize, value: Option<&Value>| match self.state(spot) {
            State::Open => !is_end || value.is_none(),
            State::Kept => value.is_none(),
            State::Moved(nth) => {
                let option = self.moves.get(spot).and_then(|it| it.options.get(nth));
                option.is_some_and(|it| matches!(&it.to, To::Value(to) if Some(to) == value))
            }
        };
        self.settled.iter().zip(self.moves).all(|(state, movable)| match state {
            State::Moved(nth) => movable.options.get(*nth).is_some_and(|it| it.follows(is_so)),
            State::Open | State::Kept => true,
        })
    }

    fn is_barred(&self) -> bool {
        let is_changed = |spot: &usize| matches!(self.state(*spot), State::Moved(_));
        self.barred.iter().any(|set| set.iter().all(is_changed))
    }

    /// The spot to settle next: the first in the order of the form that a need asks for which does not hold.
    fn next(&self) -> Option<usize> {
        let mut first: Option<usize> = None;
        for (need, truth) in self.needs.iter().zip(&self.truths) {
            if *truth == Truth::Met {
                continue;
            }
            for spot in need.spots.iter().copied().filter(|spot| self.is_open(*spot)) {
                let rank = |spot: usize| self.moves.get(spot).map(|it| (it.rank, spot));
                if first.is_none_or(|it| rank(spot) < rank(it)) {
                    first = Some(spot);
                }
            }
        }
        first
    }

    /// What the needs that do not hold take at least; `None` where one of them cannot be met any more.
    fn least_further(&self) -> Option<u64> {
        let mut least = 0_u64;
        let mut taken: Vec<usize> = Vec::new();
        for (need, truth) in self.needs.iter().zip(&self.truths) {
            if *truth == Truth::Met {
                continue;
            }
            let open = || need.spots.iter().copied().filter(|spot| self.is_open(*spot));
            let cheapest = open().filter_map(|it| Some(self.moves.get(it)?.options.first()?.effort)).min()?;
            if !open().any(|it| taken.contains(&it)) {
                least = least.saturating_add(cheapest);
                taken.extend(open());
            }
        }
        Some(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Filing, Law};
    use crate::document;
    use crate::plan::moves::Maker;
    use crate::plan::{Ease, season};
    use crate::policy::catalog::Catalog;
    use crate::policy::schema::Route;
    use crate::table::Table;
    use crate::units::Date;

    fn is_small(search: &Search<'_, '_>) -> bool {
        let spots = (0..search.moves.len()).filter(|it| search.is_movable(*it));
        let sizes = spots.map(|it| search.moves[it].options.len() as u64 + 1);
        sizes.fold(1, u64::saturating_mul) <= 4_000
    }

    /// The least effort by trying every combination of every value of every spot.
    fn by_force(search: &Search<'_, '_>) -> Option<u64> {
        let spots: Vec<usize> = (0..search.moves.len()).filter(|it| search.is_movable(*it)).collect();
        let mut least = None;
        let mut states = vec![State::Kept; search.moves.len()];
        let mut trial = Search::new(search.ground, search.needs, search.moves, search.before);
        loop {
            trial.settled.clone_from(&states);
            let mut facts = search.before.clone();
            let mut effort = 0;
            for (state, movable) in states.iter().zip(search.moves) {
                if let State::Moved(nth) = state {
                    apply(&mut facts, &movable.spot, &movable.options[*nth].to);
                    effort += movable.options[*nth].effort;
                }
            }
            let holds = || search.needs.iter().all(|it| search.ground.truth(it, &facts) == Truth::Met);
            if least.is_none_or(|it| effort < it) && trial.is_consistent(true) && holds() {
                least = Some(effort);
            }
            let mut places = spots.iter();
            loop {
                let Some(spot) = places.next() else { return least };
                states[*spot] = match states[*spot] {
                    State::Open | State::Kept => State::Moved(0),
                    State::Moved(nth) if nth + 1 < search.moves[*spot].options.len() => State::Moved(nth + 1),
                    State::Moved(_) => State::Kept,
                };
                if states[*spot] != State::Kept {
                    break;
                }
            }
        }
    }

    /// The least effort by search and by force, when only every fourth fact can be changed.
    fn both_ways(
        facts: &Facts,
        tier: &str,
        filing: Filing,
        kept: usize,
    ) -> Option<(Option<u64>, Option<u64>)> {
        let catalog = Catalog::embedded();
        let law = Law::on(catalog, tier, filing.route, filing.as_of).unwrap();
        let (facts, _) = season::assumed(catalog, facts, 2026, filing.as_of.year());
        let ground = Ground { catalog, standard: law.standard, filing };
        let mut needs = ground.needs(&law, &facts);
        let mut ease = Table::default();
        for (nth, effort) in catalog.book().effort.fact.iter().enumerate() {
            if nth % 4 != kept {
                ease.insert(effort.fact, Ease::Impossible);
            }
        }
        let today = Date::parse("2026-11-22").unwrap();
        let mut maker = Maker { ground, facts: &facts, today, ease: &ease, all: Vec::new(), is_whole: true };
        maker.make(&mut needs);
        let mut search = Search::new(ground, &needs, &maker.all, &facts);
        let expected = is_small(&search).then(|| by_force(&search))?;
        Some((search.least().map(|(effort, _)| effort), expected))
    }

    #[test]
    fn no_combination_of_moves_takes_less_than_the_plan() {
        let catalog = Catalog::embedded();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let bases = ["specialized", "innovative", "all-tiers", "all-tiers-2027"]
            .map(|it| format!("tests/cases/base/{it}.json"));
        // Each takes something away or worsens it.
        let changes: [&[(&str, &str)]; 6] = [
            &[],
            &[("\"abnormal-list\": false", "\"abnormal-list\": true")],
            &[("\"ip-items\"", "\"awards\"")],
            &[("\"applied\": true", "\"applied\": false"), ("\"related\": true", "\"related\": false")],
            &[("\"2025\": \"120\"", "\"2025\": \"20\"")],
            &[("\"truthful-filing\": true,", ""), ("\"tier\": \"innovative\"", "\"tier\": \"little-giant\"")],
        ];
        let (mut compared, mut met) = (0, 0);
        for (base, changes) in bases.iter().flat_map(|base| changes.iter().map(move |it| (base, it))) {
            let mut text = std::fs::read_to_string(folder.join(base)).unwrap();
            for (from, to) in *changes {
                text = text.replace(from, to);
            }
            let Ok(document) = document::read(&text, catalog) else { continue };
            for (tier, route, day) in [
                ("innovative", Route::New, "2026-11-22"),
                ("innovative", Route::New, "2027-01-01"),
                ("specialized", Route::New, "2026-11-22"),
                ("specialized", Route::Review, "2027-07-01"),
                ("little-giant", Route::New, "2026-11-22"),
            ] {
                let filing = Filing { route, as_of: Date::parse(day).unwrap() };
                for kept in 0..4 {
                    if let Some((found, expected)) = both_ways(&document.facts, tier, filing, kept) {
                        assert_eq!(found, expected, "{base} {changes:?} {tier} {day} {kept}");
                        compared += 1;
                        met += u32::from(found.is_some_and(|it| 0 < it));
                    }
                }
            }
        }
        assert!(60 <= compared && 20 <= met, "{compared} cases are small enough, {met} can be met");
    }
}
