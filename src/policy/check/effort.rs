//! Answers: does policy/effort.toml weigh facts that are there, by what they are?

use super::terms::unit_of;
use super::{Checker, Place};
use crate::policy::schema::{ChoiceId, Effort, Fact, FactId, Kind};

const FILE: &str = "effort.toml";
/// The greatest weight: sums of weights stay far below what a number holds.
const MOST: u32 = 1000;

impl<'a> Checker<'a> {
    /// Checks the weights.
    pub(super) fn effort(&mut self) {
        let book = self.book;
        let all = &book.effort;
        let at = self.place(FILE, "effort", 0);
        let numbers = [all.open, all.easy, all.hard, all.fixed];
        let is_out = numbers.iter().any(|it| !(1..=MOST).contains(it));
        self.broken(at, &[(is_out, "`open`, `easy`, `hard` and `fixed` lie between 1 and 1000")]);
        for (nth, effort) in all.fact.iter().enumerate() {
            let name = at.spelled(|text| FactId::of(text) == effort.fact);
            let place = Place { line: at.line_of(&name), ..at };
            if all.fact.iter().take(nth).any(|other| other.fact == effort.fact) {
                self.fault(place, format!("`{name}` is there twice"));
            }
            if let Some(fact) = self.fact(place, effort.fact) {
                self.weighed(place, effort, fact);
            }
        }
    }

    fn weighed(&mut self, at: Place<'a>, effort: &Effort, fact: &'a Fact) {
        let is_number = matches!(fact.kind, Kind::Money | Kind::Percent | Kind::Count | Kind::Points);
        let is_list = fact.kind == Kind::List;
        let fields = || fact.field.iter().flat_map(|field| &field.choice);
        let is_choice =
            |id: ChoiceId| fact.choice.iter().chain(fields()).any(|it| ChoiceId::of(&it.id) == id);
        let is_movable = matches!(fact.kind, Kind::YesNo | Kind::Judgement | Kind::Choice);
        let is_of_unit = effort.whole.is_none_or(|it| {
            Some(it.unit) == unit_of(fact.kind, fact.unit.as_deref()) && 0 < it.number.millionths()
        });
        let rules = [
            (!(1..=MOST).contains(&effort.weight), "a weight lies between 1 and 1000"),
            (!(is_number || is_list || is_movable), "a fact of this kind cannot be changed"),
            (effort.towards.is_some() != is_number, "a number has `towards`, and nothing else has"),
            (effort.whole.is_some() != is_number, "a number has a `whole`, and nothing else has"),
            (!is_of_unit, "the `whole` is above zero and has the unit of the fact"),
            (!effort.prefer.iter().all(|id| is_choice(*id)), "`prefer` names a choice that is none here"),
            (!(effort.field.is_empty() || is_list), "only items of a list have fields"),
        ];
        self.broken(at, &rules);
        for weighed in &effort.field {
            if let Some(field) = self.field(at, fact, weighed.field) {
                let is_flag = matches!(field.kind, Kind::YesNo | Kind::Judgement);
                let is_out = !(1..=MOST).contains(&weighed.weight);
                let rules = [
                    (!is_flag, "only a yes-no field can be changed"),
                    (is_out, "the weight of a field lies between 1 and 1000"),
                ];
                self.broken(at, &rules);
            }
        }
    }
}
