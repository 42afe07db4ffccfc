//! Answers: for which new recognitions do the rules of the day name a reward, how much, and what is not settled?
//!
//! The rule rewards what is "newly recognised in the year", once; a renewal is none of that, and what was recognised
//! before the rule began neither. Whether it was asked for, granted or paid is not known here. Must not know:
//! sentences.

use super::Tracked;
use crate::facts::{Answer, Facts, Item, Value};
use crate::policy::catalog::{Catalog, family_of};
use crate::policy::schema::{ChoiceId, FactId, FieldId, Filter, Practice, Question, Reward, Test};
use crate::units::Date;

const TITLES: FactId = FactId::of("titles");
const RECOGNITIONS: FactId = FactId::of("other-recognitions");
const TIER: FieldId = FieldId::of("tier");
const KIND: FieldId = FieldId::of("kind");
const FROM: FieldId = FieldId::of("recognised-on");

/// A reward that the rule of the day names for a recognition.
#[derive(Debug)]
pub struct RewardRow<'p> {
    /// The file of the rule.
    pub practice: &'p Practice,
    /// The rule.
    pub reward: &'p Reward,
    /// The name of the title, or the place among other recognitions: `other-recognitions[0]`.
    pub name: String,
    /// The day of recognition; without one it is not known which rule applies, and today's is told.
    pub on: Option<Date>,
    /// Whether it is a new recognition.
    pub is_new: Newness,
    /// Whether the enterprise is registered in the municipality whose rule it is, if stated.
    pub is_local: Option<bool>,
    /// What is not confirmed about this rule by name.
    pub questions: Vec<&'p Question>,
}

/// Whether a recognition is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newness {
    /// It is.
    New,
    /// The same was recognised before: whether it counts again is not written.
    Again,
    /// It is not stated whether it was a renewal.
    NotStated,
}

/// The rewards named for titles and other recognitions up to the day, in that order.
pub fn rewards<'p>(catalog: &'p Catalog, facts: &Facts, tracked: &Tracked<'_>) -> Vec<RewardRow<'p>> {
    let mut rows = Vec::new();
    let search = Search { catalog, facts, today: tracked.on };
    for title in &tracked.titles {
        let Some(from) = title.terms.first().map(|term| term.from) else { continue };
        let is_before = |other: &&super::Title<'_>| {
            other.tier == title.tier && other.terms.first().is_some_and(|term| term.from < from)
        };
        let renewed = search.stated(&title.name, from).map(|item| item.get(FieldId::of("renewed")));
        if renewed == Some(Some(&Value::Flag(true))) {
            continue;
        }
        let is_new = if tracked.titles.iter().any(|it| is_before(&it)) {
            Newness::Again
        } else if renewed == Some(None) {
            Newness::NotStated
        } else {
            Newness::New
        };
        let kind = (TITLES, TIER, ChoiceId::of(&title.tier));
        search.add(kind, &title.name, Some(from), is_new, &mut rows);
    }
    let items = facts.list(RECOGNITIONS).map_or(&[][..], |list| &list.items);
    for (at, item) in items.iter().enumerate() {
        let Some(Value::Choice(kind)) = item.get(KIND) else { continue };
        let on = item.date(FROM);
        if on.is_some_and(|on| tracked.on < on) {
            continue;
        }
        let is_before = |other: &Item| {
            other.get(KIND) == item.get(KIND) && other.date(FROM).is_some_and(|day| Some(day) < on)
        };
        let is_new = if items.iter().any(is_before) { Newness::Again } else { Newness::New };
        let name = format!("other-recognitions[{at}]");
        search.add((RECOGNITIONS, KIND, *kind), &name, on, is_new, &mut rows);
    }
    rows
}

struct Search<'p, 'f> {
    catalog: &'p Catalog,
    facts: &'f Facts,
    today: Date,
}

impl<'p> Search<'p, '_> {
    /// The item of a title that is only stated, by its name; none of titles of events.
    fn stated(&self, name: &str, from: Date) -> Option<&Item> {
        let at: usize = name.strip_prefix("titles[")?.strip_suffix(']')?.parse().ok()?;
        let item = self.facts.list(TITLES)?.items.get(at)?;
        (item.date(FROM) == Some(from)).then_some(item)
    }

    fn add(
        &self,
        kind: (FactId, FieldId, ChoiceId),
        name: &str,
        on: Option<Date>,
        is_new: Newness,
        rows: &mut Vec<RewardRow<'p>>,
    ) {
        let practices = self.catalog.practices(on.unwrap_or(self.today));
        let rewards = practices.flat_map(|practice| practice.reward.iter().map(move |it| (practice, it)));
        rows.extend(rewards.filter(|(_, reward)| is_for(&reward.of, kind)).map(|(practice, reward)| {
            RewardRow {
                practice,
                reward,
                name: name.to_owned(),
                on,
                is_new,
                is_local: self.is_local(practice),
                questions: self.questions(practice, &reward.id),
            }
        }));
    }

    /// "本市": whether the place of registration is that of the municipality (`local/<place>/...`).
    fn is_local(&self, practice: &Practice) -> Option<bool> {
        let place = practice.id.strip_prefix("local/")?.split('/').next()?;
        match self.facts.choice(FactId::of("registered-place")) {
            Answer::Known(stated) => Some(stated == ChoiceId::of(place)),
            Answer::NotApplicable | Answer::Unanswered => None,
        }
    }

    fn questions(&self, practice: &Practice, id: &str) -> Vec<&'p Question> {
        let rule = format!("{}#{id}", family_of(&practice.id));
        let touches = |it: &&Question| it.rules.iter().any(|named| *named == *rule);
        self.catalog.book().questions.question.iter().filter(touches).collect()
    }
}

/// Whether a reward names this kind of item (the build refuses other tests in rewards).
fn is_for(filter: &Filter, (list, field, kind): (FactId, FieldId, ChoiceId)) -> bool {
    let names =
        |test: &Test| matches!(test, Test::OneOf(it) if it.field == field && it.values.contains(&kind));
    filter.list == list && filter.tests.iter().all(names)
}
