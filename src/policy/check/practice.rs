//! Answers: do chains, windows, deadlines and rewards hang together, and is every sentence of an instrument
//! accounted for?

use super::texts::{articles, without_spaces};
use super::versions::{family, name_of};
use super::{Checker, Place};
use crate::policy::held::Str;
use crate::policy::schema::{
    Chain, Clauses, Deadline, ParticularSort, Practice, Reward, Stage, Standard, Test, Window,
};
use crate::units::Unit;

impl<'a> Checker<'a> {
    /// Checks every practice.
    pub(super) fn practices(&mut self) {
        for practice in &self.book.practices {
            let path = format!("{}.toml", practice.id);
            let head = self.place(&path, &practice.id, 0);
            for applies in &practice.applies {
                self.source(head, &applies.source);
            }
            if practice.applies.is_empty() {
                self.fault(head, "the file does not say when it applies");
            }
            self.choice_ids(head, &practice.actor);
            self.choice_ids(head, &practice.act);
            self.chains(&path, practice);
            self.practice_rules(&path, practice);
        }
    }

    fn chains(&mut self, path: &str, practice: &'a Practice) {
        let mut seen: Vec<&str> = Vec::new();
        for (nth, chain) in practice.chain.iter().enumerate() {
            for stage in &chain.step {
                let earlier = seen.iter().filter(|id| **id == stage.id).count();
                let at = self.place(path, &stage.id, earlier);
                seen.push(&stage.id);
                self.source(at, &stage.source);
                self.stage(at, practice, chain, stage);
            }
            let at = self.place(path, &practice.id, 0);
            if !self.book.tiers.tier.iter().any(|tier| tier.id == chain.tier) {
                self.fault_at(at, &chain.tier, "there is no such tier");
            }
            let is_other = |other: &Chain| other.tier == chain.tier && other.route == chain.route;
            if practice.chain.iter().take(nth).any(is_other) {
                let what = format!("there are two chains for {} of {}", name_of(chain.route), chain.tier);
                self.fault(at, what);
            }
        }
    }

    fn stage(&mut self, at: Place<'a>, practice: &'a Practice, chain: &'a Chain, stage: &'a Stage) {
        self.actor(at, practice, &stage.actor);
        for act in stage.acts.iter().filter(|id| !practice.act.iter().any(|act| act.id == **id)) {
            self.fault_at(at, act, format!("there is no act `{act}` in this file"));
        }
        let place_of = |id: &str| chain.step.iter().position(|other| other.id == id);
        let own = place_of(&stage.id);
        for next in &stage.then {
            if place_of(next) <= own {
                self.fault_at(at, next, format!("`{next}` is no later step of this chain"));
            }
        }
        if chain.step.iter().filter(|other| other.id == stage.id).count() > 1 {
            self.fault(at, "this step is there twice in its chain");
        }
    }

    fn actor(&mut self, at: Place<'a>, practice: &'a Practice, id: &str) {
        if !practice.actor.iter().any(|actor| actor.id == id) {
            self.fault_at(at, id, format!("there is no actor `{id}` in this file"));
        }
    }

    /// Windows, deadlines, rewards and advice: each id once in a file.
    fn practice_rules(&mut self, path: &str, practice: &'a Practice) {
        let windows = practice.window.iter().map(|it| (&it.id, &it.source));
        let deadlines = practice.deadline.iter().map(|it| (&it.id, &it.source));
        let rewards = practice.reward.iter().map(|it| (&it.id, &it.source));
        let advice = practice.advice.iter().map(|it| (&it.id, &it.source));
        let mut seen = Vec::new();
        for (id, source) in windows.chain(deadlines).chain(rewards).chain(advice) {
            let at = self.place(path, id, 0);
            self.source(at, source);
            if seen.contains(&id) {
                self.fault(at, "this id is there twice");
            }
            seen.push(id);
        }
        for window in &practice.window {
            self.window(self.place(path, &window.id, 0), practice, window);
        }
        for deadline in &practice.deadline {
            let known = |id: &&Str| practice.advice.iter().any(|advice| advice.id == **id);
            if let Some(missed) = deadline.missed.as_ref().filter(|id| !known(id)) {
                let at = self.place(path, &deadline.id, 0);
                self.fault_at(at, missed, format!("there is no advice `{missed}` in this file"));
            }
            self.checklist(self.place(path, &deadline.id, 0), deadline);
        }
        for reward in &practice.reward {
            self.reward(self.place(path, &reward.id, 0), reward);
        }
    }

    /// Each line once; what is to be reported and done in the words of the source.
    fn checklist(&mut self, at: Place<'a>, deadline: &'a Deadline) {
        let source = &deadline.source;
        let words = [source.quote.as_deref(), source.wording.as_ref().map(|it| it.zh.as_str())];
        for (nth, it) in deadline.checklist.iter().enumerate() {
            if deadline.checklist.iter().take(nth).any(|other| other.id == it.id) {
                self.fault_at(at, &it.id, format!("`{}` is there twice in this checklist", it.id));
            }
            let is_said = words.iter().flatten().any(|words| words.contains(it.label.zh.as_str()));
            if it.sort != ParticularSort::Unknown && !is_said {
                self.fault_at(at, &it.label.zh, "this line of the checklist does not stand in the source");
            }
        }
    }

    fn window(&mut self, at: Place<'a>, practice: &'a Practice, window: &'a Window) {
        self.actor(at, practice, &window.actor);
        let is_tier = self.book.tiers.tier.iter().any(|tier| tier.id == window.of);
        let informs = |it: &Standard| it.informs.is_some() && family(&it.id) == window.of;
        if !is_tier && !self.book.standards.iter().any(informs) {
            let what = format!("`{}` is no tier and no standard that informs", window.of);
            self.fault_at(at, &window.of, what);
        }
    }

    fn reward(&mut self, at: Place<'a>, reward: &'a Reward) {
        self.filter(at, &reward.of);
        self.threshold(at, Unit::Wan, reward.amount);
        if !reward.of.tests.iter().all(|test| matches!(test, Test::OneOf(_))) {
            self.fault(at, "a reward names its items by what they are, with `one_of` alone");
        }
    }

    /// Every sentence of an instrument, in order and whole, is a rule or has a reason.
    pub(super) fn clauses(&mut self) {
        for clauses in &self.book.clauses {
            let path = self.path_of(clauses);
            let at = self.place(&path, &clauses.instrument, 0);
            let instrument = self.book.sources.instrument.iter().find(|it| it.id == clauses.instrument);
            let text = instrument.and_then(|it| it.text.as_ref().filter(|_| it.own_text));
            let Some(text) = text else {
                self.fault(at, "the whole text of this instrument is not held");
                continue;
            };
            for clause in &clauses.clause {
                let at = Place { rule: &clause.article, ..at };
                let at = Place { line: at.line_of(&clause.text), ..at };
                if clause.rules.is_empty() && clause.reason.is_none() {
                    self.fault(at, "this clause has neither rules nor a reason why not");
                }
                for rule in &clause.rules {
                    if !self.is_rule(rule) {
                        self.fault_at(at, rule, format!("there is no rule `{rule}`"));
                    }
                }
            }
            self.whole_text(at, clauses, self.file(&format!("sources/{text}")).1);
        }
    }

    /// Every question names the rules it touches.
    pub(super) fn questions(&mut self) {
        for question in &self.book.questions.question {
            let at = self.place("questions.toml", "a question", 0);
            let at = Place { line: at.line_of(&question.asked.zh), ..at };
            if question.rules.is_empty() {
                self.fault(at, "this question names no rule");
            }
            for rule in &question.rules {
                if !self.is_rule(rule) {
                    self.fault_at(at, rule, format!("there is no rule `{rule}`"));
                }
            }
        }
    }

    fn whole_text(&mut self, at: Place<'a>, clauses: &'a Clauses, text: &str) {
        let held = articles(text);
        for (article, words) in &held {
            let own = clauses.clause.iter().filter(|clause| clause.article == *article);
            let line = own.clone().next().map_or(at.line, |first| at.line_of(&first.text));
            let said: String = own.map(|clause| without_spaces(&clause.text)).collect();
            if said != *words {
                let even = said.chars().zip(words.chars()).take_while(|(one, other)| one == other).count();
                let rest: String = words.chars().skip(even).take(12).collect();
                let at = Place { line, ..at };
                self.fault(at, format!("the clauses of {article} are not its whole text, from `{rest}` on"));
            }
        }
        for clause in &clauses.clause {
            if !held.iter().any(|(article, _)| *article == clause.article) {
                self.fault(at, format!("the text has no {}", clause.article));
            }
        }
    }

    fn path_of(&self, clauses: &Clauses) -> String {
        let sought = format!("instrument = \"{}\"", clauses.instrument);
        let of_it = self.files.iter().filter(|file| file.is_clauses() && file.text.contains(&sought));
        of_it.map(|file| file.path.clone()).next().unwrap_or_default()
    }

    /// True of `family#id` where some version of the family has a rule of that id, of `tiers#id`, and of a whole file.
    fn is_rule(&self, rule: &str) -> bool {
        let Some((of, id)) = rule.split_once('#') else {
            return self.files.iter().any(|file| file.is_rules() && file.path == format!("{rule}.toml"));
        };
        let sought = format!("id = \"{id}\"");
        let is_of = |file: &&super::File| {
            let stem = file.path.strip_suffix(".toml").unwrap_or_default();
            of == stem || (file.is_rules() && of == family(stem))
        };
        let stands =
            |line: &str| line.trim_start().starts_with(&sought) || line.contains(&format!("{{ {sought}"));
        self.files.iter().filter(is_of).any(|file| file.text.lines().any(stands))
    }
}
