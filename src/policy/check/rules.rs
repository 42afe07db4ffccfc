//! Answers: is every rule of a standard cited, and does everything it names exist?

use std::collections::BTreeMap;

use super::{Checker, Place};
use crate::policy::schema::{
    ClassIn, Criterion, Definition, Effect, FactId, Guard, Kind, Relief, Route, Standard,
};
use crate::units::Date;

impl<'a> Checker<'a> {
    /// Checks every standard, the tiers and the pending versions.
    pub(super) fn rules(&mut self) {
        for standard in &self.book.standards {
            self.standard(standard);
        }
        for tier in &self.book.tiers.tier {
            let at = self.place("tiers.toml", &tier.id, 0);
            self.source(at, &tier.source);
        }
        for pending in &self.book.tiers.pending {
            let at = self.place("tiers.toml", &pending.id, 0);
            for applies in &pending.applies {
                self.source(at, &applies.source);
            }
            if !self.book.tiers.tier.iter().any(|tier| tier.id == pending.tier) {
                self.fault_at(at, &pending.tier, "there is no such tier");
            }
        }
    }

    fn standard(&mut self, standard: &'a Standard) {
        let path = format!("{}.toml", standard.id);
        let mut ids = RuleIds::default();
        let head = Place { standard: Some(standard), ..self.place(&path, &standard.id, 0) };
        self.heading(head, standard);
        let at = |checker: &Self, ids: &mut RuleIds<'a>, id: &'a str, when: Use| Place {
            standard: Some(standard),
            own_definitions: standard.definition.len(),
            ..checker.place(&path, id, ids.next(id, when))
        };
        for (nth, definition) in standard.definition.iter().enumerate() {
            let at = Place { own_definitions: nth, ..at(self, &mut ids, &definition.id, Use::ALWAYS) };
            self.one_definition(at, definition);
        }
        for criterion in &standard.criterion {
            let place = at(self, &mut ids, &criterion.id, Use::on(criterion.route));
            self.criterion(place, criterion);
            for part in &criterion.part {
                let place = at(self, &mut ids, &part.id, Use::on(criterion.route));
                self.source(place, &part.source);
                self.condition(place, &part.when);
            }
        }
        for relief in standard.exemption.iter().chain(&standard.fast_track) {
            let place = at(self, &mut ids, &relief.id, Use::ALWAYS);
            self.relief(place, standard, relief);
        }
        for guard in &standard.guard {
            let place = at(
                self,
                &mut ids,
                &guard.id,
                Use { route: guard.route, from: Some(guard.from), before: guard.before },
            );
            self.guard(place, standard, guard);
        }
        if let Some(score) = &standard.score {
            self.source(at(self, &mut ids, &score.id, Use::ALWAYS), &score.source);
            for group in &score.group {
                self.source(at(self, &mut ids, &group.id, Use::ALWAYS), &group.source);
            }
            for indicator in &score.indicator {
                let place = at(self, &mut ids, &indicator.id, Use::ALWAYS);
                self.source(place, &indicator.source);
                self.indicator(place, indicator);
            }
            self.score(Place { standard: Some(standard), ..self.place(&path, &score.id, 0) }, score);
        }
        for advice in &standard.advice {
            let place = at(self, &mut ids, &advice.id, Use::ALWAYS);
            self.source(place, &advice.source);
        }
        for (id, nth) in ids.twice {
            let at = self.place(&path, id, nth);
            self.fault(at, "this id is there twice for one filing");
        }
    }

    /// What stands above the rules.
    fn heading(&mut self, at: Place<'a>, standard: &'a Standard) {
        for applies in &standard.applies {
            self.source(at, &applies.source);
        }
        if standard.applies.is_empty() {
            self.fault(at, "the file does not say when it applies");
        }
        for tier in standard.tier.iter().chain(&standard.informs) {
            if !self.book.tiers.tier.iter().any(|other| other.id == *tier) {
                self.fault_at(at, tier, "there is no such tier");
            }
        }
        if standard.tier.is_some() && standard.informs.is_some() {
            self.fault(at, "a standard decides a tier or informs beside one, and not both");
        }
        let Some(shared) = &standard.definitions else {
            return;
        };
        match self.book.standards.iter().find(|other| other.id == *shared) {
            None => self.fault_at(at, shared, format!("there is no file `{shared}` of definitions")),
            Some(other) if other.definitions.is_some() => {
                self.fault_at(at, shared, format!("`{shared}` itself borrows definitions"));
            }
            Some(_) => {}
        }
    }

    fn one_definition(&mut self, at: Place<'a>, definition: &'a Definition) {
        self.source(at, &definition.source);
        let is_condition = definition.when.is_some();
        if is_condition == definition.of.is_some() || is_condition != definition.tests.is_empty() {
            self.fault(at, "a definition has `when`, or `of` and `tests`, and not both");
        }
        if let Some(when) = &definition.when {
            self.condition(at, when);
        }
        let list = definition.of.and_then(|list| self.fact(at, list));
        if let Some(list) = list {
            if list.kind != Kind::List {
                self.fault_at(at, &list.id, format!("`{}` is not a list", list.id));
                return;
            }
            for test in &definition.tests {
                self.test(at, list, test);
            }
        }
    }

    fn criterion(&mut self, at: Place<'a>, criterion: &'a Criterion) {
        self.source(at, &criterion.source);
        if criterion.when.is_some() != criterion.part.is_empty() {
            self.fault(at, "a criterion has `when`, or parts, and not both");
        }
        if let Some(when) = &criterion.when {
            self.condition(at, when);
        }
    }

    fn relief(&mut self, at: Place<'a>, standard: &'a Standard, relief: &'a Relief) {
        self.source(at, &relief.source);
        self.condition(at, &relief.when);
        if relief.replaces.is_empty() {
            self.fault(at, "`replaces` names nothing");
        }
        for replaced in &relief.replaces {
            let is_score = replaced == "score" && standard.score.is_some();
            if !is_score && !has_criterion(standard, replaced) {
                self.fault_at(at, replaced, format!("there is no criterion `{replaced}` here to stand for"));
            }
        }
    }

    fn guard(&mut self, at: Place<'a>, standard: &'a Standard, guard: &'a Guard) {
        self.source(at, &guard.source);
        match &guard.effect {
            Effect::Require(condition) | Effect::Advise(condition) => self.condition(at, condition),
            Effect::Suspend(criterion) if !has_criterion(standard, criterion) => {
                self.fault_at(at, criterion, format!("there is no criterion `{criterion}` here to suspend"));
            }
            Effect::Suspend(_) => {}
        }
        if guard.before.is_some_and(|before| before <= guard.from) {
            self.fault(at, "the guard ends before it begins");
        }
    }

    /// Classes of a classification, in every version of it.
    pub(super) fn class_in(&mut self, at: Place<'a>, class_in: &'a ClassIn) {
        let family = &class_in.classification;
        let versions =
            self.book.classifications.iter().filter(|other| super::versions::family(&other.id) == *family);
        let mut is_there = false;
        for version in versions {
            is_there = true;
            for class in &class_in.classes {
                if !version.class.iter().any(|other| other.id == *class) {
                    self.fault_at(at, class, format!("`{}` has no class `{class}`", version.id));
                }
            }
        }
        if !is_there {
            self.fault_at(at, family, format!("there is no classification `{family}`"));
        }
    }

    /// A slot's fact: points, whole, up to the full mark.
    pub(super) fn slot(&mut self, at: Place<'a>, id: FactId, full: u32) {
        let Some(fact) = self.fact(at, id) else {
            return;
        };
        self.period(at, fact, None);
        if fact.kind != Kind::Points || fact.most != Some(i64::from(full)) {
            self.fault_at(at, &fact.id, format!("`{}` is not points from 0 to {full}", fact.id));
        }
    }
}

fn has_criterion(standard: &Standard, id: &str) -> bool {
    standard
        .criterion
        .iter()
        .any(|criterion| criterion.id == id || criterion.part.iter().any(|part| part.id == id))
}

/// When a rule is examined.
#[derive(Clone, Copy, Debug)]
struct Use {
    route: Option<Route>,
    from: Option<Date>,
    before: Option<Date>,
}

impl Use {
    const ALWAYS: Self = Self { route: None, from: None, before: None };

    const fn on(route: Option<Route>) -> Self {
        Self { route, ..Self::ALWAYS }
    }

    /// True when both may be examined for one filing.
    fn meets(self, other: Self) -> bool {
        let is_other_route = self.route.is_some() && other.route.is_some() && self.route != other.route;
        let ends_first =
            |one: Self, next: Self| one.before.is_some_and(|end| next.from.is_some_and(|from| end <= from));
        !is_other_route && !ends_first(self, other) && !ends_first(other, self)
    }
}

/// Ids of one file with the filings they are used for.
#[derive(Default)]
struct RuleIds<'a> {
    used: BTreeMap<&'a str, Vec<Use>>,
    twice: Vec<(&'a str, usize)>,
}

impl<'a> RuleIds<'a> {
    /// How often the id was used before; notes it when two uses may meet in one filing.
    fn next(&mut self, id: &'a str, when: Use) -> usize {
        let used = self.used.entry(id).or_default();
        let nth = used.len();
        if used.iter().any(|other| other.meets(when)) {
            self.twice.push((id, nth));
        }
        used.push(when);
        nth
    }
}
