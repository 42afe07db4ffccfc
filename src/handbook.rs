//! Answers: which chapters does the handbook have, which rules stand in each, and where does a rule of a reason stand?
//!
//! The handbook is policy/ itself, read as a book: one chapter for each file, the reading choices, the open questions
//! and the sentences of an instrument whose whole text is held. Knows no page and no sentence.

use crate::policy::catalog::{Catalog, family_of};
use crate::policy::schema::{
    Advice, Applies, Chain, Classification, Clause, Clauses, Criterion, Deadline, Definition, Guard,
    Indicator, Part, Practice, Prefix, Question, Reading, Relief, Reward, Score, ScoreGroup, SizeRow, Source,
    Stage, Standard, Tier, Window, Words,
};
use crate::table::Table;

/// A chapter.
#[derive(Clone, Copy, Debug)]
pub enum Chapter<'p> {
    /// The ladder, and which version applies when.
    Versions,
    /// A standard, common conditions, definitions.
    Standard(&'p Standard),
    /// A classification.
    Size(&'p Classification),
    /// Chains, windows, deadlines, rewards.
    Practice(&'p Practice),
    /// An instrument's own words, sentence by sentence.
    Text(&'p Clauses),
    /// Readings that could be otherwise.
    Choices,
    /// What is not confirmed.
    Questions,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug)]
pub enum Body<'p> {
    /// A step of the ladder.
    Tier(&'p Tier),
    /// When the chapter's file applies.
    Applies(&'p Applies),
    /// A hard condition.
    Criterion(&'p Criterion),
    /// A part of the condition before it.
    Part(&'p Part),
    /// An exemption.
    Exemption(&'p Relief),
    /// A fast track.
    FastTrack(&'p Relief),
    /// A dated special rule.
    Guard(&'p Guard),
    /// The pass line of a scorecard.
    Line(&'p Score),
    /// A group of a scorecard.
    Group(&'p ScoreGroup),
    /// An indicator.
    Indicator(&'p Indicator),
    /// A definition.
    Definition(&'p Definition),
    /// A row of a classification.
    Row(&'p SizeRow),
    /// Codes of a classification.
    Prefix(&'p Prefix),
    /// A step of a chain.
    Stage(&'p Chain, &'p Stage),
    /// A window.
    Window(&'p Window),
    /// A last day.
    Deadline(&'p Deadline),
    /// A reward.
    Reward(&'p Reward),
    /// A rule shown as text.
    Advice(&'p Advice),
    /// A sentence of an instrument.
    Clause(&'p Clause),
    /// A reading.
    Reading(&'p Reading),
    /// A question.
    Question(&'p Question),
}

/// A rule at its place.
#[derive(Clone, Debug)]
pub struct Rule<'p> {
    /// Unique in the chapter: its public id, the article of a sentence, the number of a choice; `-2` where it is the second.
    pub at: String,
    /// What it is.
    pub body: Body<'p>,
}

/// The id of the chapter of versions.
pub const VERSIONS: &str = "versions";
/// The id of the chapter of choices.
pub const CHOICES: &str = "choices";
/// The id of the chapter of questions.
pub const QUESTIONS: &str = "questions";

impl<'p> Chapter<'p> {
    /// Its id, unique in the handbook: that of its file or instrument.
    pub fn id(self) -> &'p str {
        match self {
            Self::Versions => VERSIONS,
            Self::Standard(it) => it.id.as_str(),
            Self::Size(it) => it.id.as_str(),
            Self::Practice(it) => it.id.as_str(),
            Self::Text(it) => it.instrument.as_str(),
            Self::Choices => CHOICES,
            Self::Questions => QUESTIONS,
        }
    }

    /// Its rules in order.
    pub fn rules(self, catalog: &'p Catalog) -> Vec<Rule<'p>> {
        let mut page = Page(Vec::new());
        match self {
            Self::Versions => {
                for tier in catalog.tiers() {
                    page.put(&tier.id, Body::Tier(tier));
                }
            }
            Self::Standard(standard) => page.standard(standard),
            Self::Size(size) => {
                page.applies(&size.applies);
                size.row.iter().for_each(|it| page.put(&it.id, Body::Row(it)));
                for prefix in &size.prefix {
                    let first = prefix.codes.first().map_or("", |code| code.as_str());
                    page.put(first, Body::Prefix(prefix));
                }
            }
            Self::Practice(practice) => page.practice(practice),
            Self::Text(clauses) => {
                clauses.clause.iter().for_each(|it| page.put(&it.article, Body::Clause(it)));
            }
            Self::Choices => {
                let all = &catalog.book().choices.choice;
                all.iter().for_each(|it| page.put(&it.number.to_string(), Body::Reading(it)));
            }
            Self::Questions => {
                for (at, it) in catalog.book().questions.question.iter().enumerate() {
                    page.put(&(at + 1).to_string(), Body::Question(it));
                }
            }
        }
        page.0
    }
}

struct Page<'p>(Vec<Rule<'p>>);

impl<'p> Page<'p> {
    fn put(&mut self, id: &str, body: Body<'p>) {
        let mut at = id.to_owned();
        let mut nth = 1;
        while self.0.iter().any(|it| it.at == at) {
            nth += 1;
            at = format!("{id}-{nth}");
        }
        self.0.push(Rule { at, body });
    }

    fn applies(&mut self, all: &'p [Applies]) {
        for it in all {
            self.put("in-force", Body::Applies(it));
        }
    }

    fn standard(&mut self, it: &'p Standard) {
        self.applies(&it.applies);
        for criterion in &it.criterion {
            self.put(&criterion.id, Body::Criterion(criterion));
            criterion.part.iter().for_each(|part| self.put(&part.id, Body::Part(part)));
        }
        if let Some(score) = &it.score {
            self.put(&score.id, Body::Line(score));
            score.group.iter().for_each(|group| self.put(&group.id, Body::Group(group)));
            score.indicator.iter().for_each(|indicator| self.put(&indicator.id, Body::Indicator(indicator)));
        }
        it.exemption.iter().for_each(|relief| self.put(&relief.id, Body::Exemption(relief)));
        it.fast_track.iter().for_each(|relief| self.put(&relief.id, Body::FastTrack(relief)));
        it.guard.iter().for_each(|guard| self.put(&guard.id, Body::Guard(guard)));
        it.definition.iter().for_each(|definition| self.put(&definition.id, Body::Definition(definition)));
        it.advice.iter().for_each(|advice| self.put(&advice.id, Body::Advice(advice)));
    }

    fn practice(&mut self, it: &'p Practice) {
        self.applies(&it.applies);
        for chain in &it.chain {
            chain.step.iter().for_each(|step| self.put(&step.id, Body::Stage(chain, step)));
        }
        it.window.iter().for_each(|window| self.put(&window.id, Body::Window(window)));
        it.deadline.iter().for_each(|deadline| self.put(&deadline.id, Body::Deadline(deadline)));
        it.reward.iter().for_each(|reward| self.put(&reward.id, Body::Reward(reward)));
        it.advice.iter().for_each(|advice| self.put(&advice.id, Body::Advice(advice)));
    }
}

impl<'p> Body<'p> {
    /// What the rule is called; none where it has no name of its own.
    pub const fn label(self) -> Option<&'p Words> {
        match self {
            Self::Tier(it) => Some(&it.label),
            Self::Criterion(it) => Some(&it.label),
            Self::Part(it) => Some(&it.label),
            Self::Exemption(it) | Self::FastTrack(it) => Some(&it.label),
            Self::Guard(it) => Some(&it.label),
            Self::Line(it) => Some(&it.label),
            Self::Group(it) => Some(&it.label),
            Self::Indicator(it) => Some(&it.label),
            Self::Definition(it) => Some(&it.label),
            Self::Row(it) => Some(&it.label),
            Self::Prefix(it) => it.label.as_ref(),
            Self::Window(it) => Some(&it.label),
            Self::Deadline(it) => Some(&it.label),
            Self::Reward(it) => Some(&it.label),
            Self::Advice(it) => Some(&it.label),
            Self::Applies(_) | Self::Stage(..) | Self::Clause(_) | Self::Reading(_) | Self::Question(_) => {
                None
            }
        }
    }

    /// Where it comes from; none for what is ours or is itself a source.
    pub const fn source(self) -> Option<&'p Source> {
        match self {
            Self::Tier(it) => Some(&it.source),
            Self::Applies(it) => Some(&it.source),
            Self::Criterion(it) => Some(&it.source),
            Self::Part(it) => Some(&it.source),
            Self::Exemption(it) | Self::FastTrack(it) => Some(&it.source),
            Self::Guard(it) => Some(&it.source),
            Self::Line(it) => Some(&it.source),
            Self::Group(it) => Some(&it.source),
            Self::Indicator(it) => Some(&it.source),
            Self::Definition(it) => Some(&it.source),
            Self::Row(it) => Some(&it.source),
            Self::Prefix(it) => Some(&it.source),
            Self::Stage(_, it) => Some(&it.source),
            Self::Window(it) => Some(&it.source),
            Self::Deadline(it) => Some(&it.source),
            Self::Reward(it) => Some(&it.source),
            Self::Advice(it) => Some(&it.source),
            Self::Clause(_) | Self::Reading(_) | Self::Question(_) => None,
        }
    }
}

/// All chapters: versions; standards from the highest tier down, newest first; what they share; practices; texts;
/// choices; questions.
pub fn chapters(catalog: &Catalog) -> Vec<Chapter<'_>> {
    let book = catalog.book();
    // The book has them by id: from the back the newest version of a family comes first. No sorting: its code would
    // weigh more in the browser than all of this.
    let mut all = vec![Chapter::Versions];
    let ranks = 0..=catalog.tiers().len() + OTHERS;
    for rank in ranks {
        let of_rank = book.standards.iter().rev().filter(|it| rank_of(catalog, it) == rank);
        all.extend(of_rank.map(Chapter::Standard));
    }
    all.extend(book.classifications.iter().map(Chapter::Size));
    all.extend(book.practices.iter().rev().map(Chapter::Practice));
    all.extend(book.clauses.iter().map(Chapter::Text));
    all.extend([Chapter::Choices, Chapter::Questions]);
    all
}

/// How many kinds of files there are besides the standards of a tier.
const OTHERS: usize = 3;

/// Standards of a tier from the highest down; then common conditions, definitions, what informs.
fn rank_of(catalog: &Catalog, standard: &Standard) -> usize {
    let tiers = catalog.tiers();
    let of_tier = tiers.iter().rev().position(|tier| standard.tier.as_deref() == Some(tier.id.as_str()));
    let kind = match (standard.informs.is_some(), standard.criterion.is_empty()) {
        (false, false) => 0,
        (false, true) => 1,
        (true, _) => 2,
    };
    of_tier.unwrap_or(tiers.len() + kind)
}

/// Where the handbook shows each rule, by the address of its source in the catalog.
#[derive(Debug)]
pub struct Index<'p>(Table<usize, (&'p str, String)>);

impl<'p> Index<'p> {
    /// The index of a catalog.
    pub fn of(catalog: &'p Catalog) -> Self {
        let mut places = Table::default();
        for chapter in chapters(catalog) {
            for rule in chapter.rules(catalog) {
                let Some(source) = rule.body.source() else { continue };
                let key = address(source);
                places.insert(key, (chapter.id(), rule.at));
            }
        }
        Self(places)
    }

    /// The chapter of a rule and its place there.
    pub fn place_of(&self, source: &Source) -> Option<(&'p str, &str)> {
        self.0.get(&address(source)).map(|(chapter, at)| (*chapter, at.as_str()))
    }
}

fn address(source: &Source) -> usize {
    std::ptr::from_ref(source).addr()
}

/// The chapter that a path names, and the place in it: "national/size/2011-06-18/size-industry".
pub fn split<'p, 'a>(catalog: &'p Catalog, path: &'a str) -> Option<(&'p str, Option<&'a str>)> {
    chapters(catalog).into_iter().find_map(|chapter| {
        let rest = path.strip_prefix(chapter.id())?;
        if rest.is_empty() {
            Some((chapter.id(), None))
        } else {
            Some((chapter.id(), Some(rest.strip_prefix('/')?)))
        }
    })
}

/// Where a rule named `family#id` (or `tiers#id`, or a file) stands, in the newest version that has it.
pub fn named<'p>(catalog: &'p Catalog, rule: &str) -> Option<(&'p str, Option<String>)> {
    let (family, id) = rule.split_once('#').map_or((rule, None), |(family, id)| (family, Some(id)));
    let of_family = |chapter: &Chapter<'_>| {
        let family = if family == "tiers" { VERSIONS } else { family };
        chapter.id() == family || family_of(chapter.id()) == family
    };
    chapters(catalog).into_iter().filter(of_family).find_map(|chapter| match id {
        None => Some((chapter.id(), None)),
        Some(id) => {
            let found = chapter.rules(catalog).into_iter().find(|rule| rule.at == id)?;
            Some((chapter.id(), Some(found.at)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_of_the_law_is_a_chapter_of_its_own() {
        let catalog = Catalog::embedded();
        let ids: Vec<&str> = chapters(catalog).into_iter().map(Chapter::id).collect();
        let book = catalog.book();
        for id in book.standards.iter().map(|it| &it.id).chain(book.practices.iter().map(|it| &it.id)) {
            assert_eq!(ids.iter().filter(|it| **it == id.as_str()).count(), 1, "{id}");
        }
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert_eq!(ids.first(), Some(&VERSIONS));
        assert_eq!(ids.get(1), Some(&"national/little-giant/2026-04-01"));
        assert_eq!(ids.get(2), Some(&"national/little-giant/2022-08-01"));
        assert_eq!(ids.last(), Some(&QUESTIONS));
    }

    #[test]
    fn places_are_unique_in_their_chapter_and_rules_are_found_there() {
        let catalog = Catalog::embedded();
        let index = Index::of(catalog);
        for chapter in chapters(catalog) {
            let rules = chapter.rules(catalog);
            assert!(!rules.is_empty(), "{}", chapter.id());
            let places: BTreeSet<&str> = rules.iter().map(|rule| rule.at.as_str()).collect();
            assert_eq!(places.len(), rules.len(), "{}", chapter.id());
            for rule in &rules {
                let Some(source) = rule.body.source() else { continue };
                assert_eq!(index.place_of(source), Some((chapter.id(), rule.at.as_str())));
            }
        }
    }

    #[test]
    fn a_path_names_a_chapter_and_a_place() {
        let catalog = Catalog::embedded();
        let size = "national/size/2011-06-18";
        assert_eq!(split(catalog, size), Some((size, None)));
        assert_eq!(split(catalog, "national/size/2011-06-18/size-post"), Some((size, Some("size-post"))));
        assert_eq!(split(catalog, "national/size/2011-06-181"), None);
        assert_eq!(split(catalog, ""), None);
    }

    #[test]
    fn a_rule_of_both_routes_has_two_places() {
        let catalog = Catalog::embedded();
        let chapter = Chapter::Standard(catalog.standard("national/specialized/2026-04-01").unwrap());
        let places: Vec<String> = chapter.rules(catalog).into_iter().map(|rule| rule.at).collect();
        assert!(places.contains(&"platform-score".to_owned()), "{places:?}");
        assert!(places.contains(&"platform-score-2".to_owned()), "{places:?}");
    }

    #[test]
    fn every_rule_that_a_sentence_of_the_municipal_text_became_is_found() {
        let catalog = Catalog::embedded();
        let all = catalog.book().clauses.iter().flat_map(|it| &it.clause);
        for rule in all
            .flat_map(|it| &it.rules)
            .chain(catalog.book().questions.question.iter().flat_map(|it| &it.rules))
        {
            assert!(named(catalog, rule).is_some(), "{rule}");
        }
        assert_eq!(named(catalog, "national/nowhere#no-such"), None);
    }
}
