//! Answers: does every list of materials name what is there, and has every rule its material?

use super::versions::family;
use super::{Checker, Place};
use crate::policy::held::Str;
use crate::policy::schema::{Book, Effect, Guard, Material, MaterialList, Standard};
use crate::units::Date;

const FILE: &str = "materials.toml";

impl<'a> Checker<'a> {
    /// Checks the materials, their lists, and that no rule of a tier is left without.
    pub(super) fn materials(&mut self) {
        let book = self.book;
        let all: Vec<&Material> = book.materials.group.iter().flat_map(|it| &it.material).collect();
        for (nth, material) in all.iter().enumerate() {
            let at = self.place(FILE, &material.id, 0);
            if all.iter().take(nth).any(|other| other.id == material.id) {
                self.fault(at, "this material is there twice");
            }
            self.material(at, material, &all);
        }
        let lists = &book.materials.list;
        for (nth, list) in lists.iter().enumerate() {
            let at = self.list_place(lists, nth);
            self.source(at, &list.source);
            if list.before.is_some_and(|before| list.from.is_some_and(|from| before <= from)) {
                self.fault(at, "the list ends before it begins");
            }
            if lists.iter().take(nth).any(|other| other.of == list.of && meets(list, other)) {
                self.fault(at, "two lists of this standard are in force on one day");
            }
            let judges = |it: &&Standard| it.tier.is_some() || it.informs.is_some();
            match book.standards.iter().filter(judges).find(|it| it.id == list.of) {
                Some(standard) => self.list(at, standard, list, &all),
                None => self.fault(at, "there is no such standard"),
            }
        }
        for standard in book.standards.iter().filter(|it| it.tier.is_some()) {
            for day in first_days(standard, lists) {
                if !lists.iter().any(|list| list.of == standard.id && holds_on(list, day)) {
                    let at = self.place(&format!("{}.toml", standard.id), &standard.id, 0);
                    self.fault(at, format!("materials.toml has no list for this standard on {day}"));
                }
            }
        }
        self.no_materials();
    }

    fn no_materials(&mut self) {
        let book = self.book;
        for id in book.materials.none.iter().flat_map(|none| &none.rules) {
            if !book.standards.iter().any(|it| rules(it).contains(&id.as_str())) {
                let at = self.place(FILE, id, 0);
                let at = Place { line: at.line_of(id), ..at };
                self.fault(at, format!("there is no rule `{id}`"));
            }
        }
    }

    fn material(&mut self, at: Place<'a>, material: &'a Material, all: &[&Material]) {
        let mut has_years = false;
        for fact in &material.shows {
            has_years |= self.fact(at, *fact).is_some_and(|it| !it.periods.is_empty());
        }
        let other = material.supplements.as_ref().map(|of| all.iter().find(|it| it.id == *of));
        let is_named_by_year = material.label.zh.contains("{year}");
        let rules = [
            (material.yearly != is_named_by_year, "a yearly material names its `{year}`, and no other does"),
            (material.yearly && !has_years, "a yearly material shows a fact with years"),
            (
                other.is_some_and(|it| it.is_none_or(|it| it.yearly != material.yearly)),
                "`supplements` names no material, or one that is not by the same years",
            ),
        ];
        self.broken(at, &rules);
    }

    fn list(&mut self, at: Place<'a>, standard: &'a Standard, list: &'a MaterialList, all: &[&Material]) {
        let book = self.book;
        let here = with_included(book, standard);
        for need in &list.need {
            if !all.iter().any(|it| it.id == need.material) {
                self.fault_at(at, &need.material, format!("there is no material `{}`", need.material));
            }
            if need.rules.is_empty() {
                self.fault_at(at, &need.material, "no rule needs it");
            }
            for id in need.rules.iter().filter(|id| !here.contains(&id.as_str())) {
                self.fault_at(at, id, format!("there is no rule `{id}` in `{}`", list.of));
            }
        }
        let named = list.need.iter().flat_map(|need| &need.rules);
        let named: Vec<&str> =
            named.chain(book.materials.none.iter().flat_map(|it| &it.rules)).map(Str::as_str).collect();
        for id in here {
            let is_later = is_guard_of_other_days(standard, id, list);
            if !named.contains(&id) && !is_later {
                self.fault(at, format!("`{id}` has no material, and no word that it needs none"));
            }
        }
    }

    /// Where a list begins: lists have no id, one standard may have several.
    fn list_place(&self, lists: &'a [MaterialList], nth: usize) -> Place<'a> {
        let (file, text) = self.file(FILE);
        let of = lists.get(nth).map_or("", |it| it.of.as_str());
        let earlier = lists.iter().take(nth).filter(|it| it.of == of).count();
        let sought = format!("of = \"{of}\"");
        let lines = text.lines().enumerate().filter(|(_, line)| **line == sought);
        let line = lines.map(|(at, _)| at + 1).nth(earlier).unwrap_or(1);
        Place { file, text, line, rule: of, standard: None, own_definitions: 0 }
    }
}

/// Ids of what is judged by a file: conditions without their parts, reliefs, guards that require, indicators.
fn rules(of: &Standard) -> Vec<&str> {
    let criteria = of.criterion.iter().map(|it| it.id.as_str());
    let reliefs = of.exemption.iter().chain(&of.fast_track).map(|it| it.id.as_str());
    let requires = |it: &&Guard| matches!(it.effect, Effect::Require(_));
    let guards = of.guard.iter().filter(requires).map(|it| it.id.as_str());
    let indicators = of.score.iter().flat_map(|it| &it.indicator).map(|it| it.id.as_str());
    criteria.chain(reliefs).chain(guards).chain(indicators).collect()
}

/// The same with every version of the files judged along.
fn with_included<'b>(book: &'b Book, standard: &'b Standard) -> Vec<&'b str> {
    let included = |it: &&Standard| standard.include.iter().any(|of| *of == *family(&it.id));
    let along = book.standards.iter().filter(included).flat_map(rules);
    rules(standard).into_iter().chain(along).collect()
}

/// True of a guard that is not in effect while the list is.
fn is_guard_of_other_days(standard: &Standard, id: &str, list: &MaterialList) -> bool {
    let mut guards = standard.guard.iter().filter(|it| it.id == id).peekable();
    let ends =
        |end: Option<Date>, from: Option<Date>| end.is_some_and(|end| from.is_some_and(|from| end <= from));
    guards.peek().is_some() && guards.all(|it| ends(it.before, list.from) || ends(list.before, Some(it.from)))
}

fn holds_on(list: &MaterialList, day: Date) -> bool {
    list.from.is_none_or(|from| from <= day) && list.before.is_none_or(|before| day < before)
}

fn meets(one: &MaterialList, other: &MaterialList) -> bool {
    let ends = |it: &MaterialList, next: &MaterialList| {
        it.before.is_some_and(|end| next.from.is_some_and(|from| end <= from))
    };
    !ends(one, other) && !ends(other, one)
}

/// Days on which the lists of a standard could change: its own first days, and the day after each list.
fn first_days(standard: &Standard, lists: &[MaterialList]) -> Vec<Date> {
    let own = standard.applies.iter().map(|it| it.from);
    let ends = lists.iter().filter(|it| it.of == standard.id).filter_map(|it| it.before);
    own.chain(ends).collect()
}
