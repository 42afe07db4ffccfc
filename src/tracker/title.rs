//! Answers: which titles are held, from which day to which, and were they renewed or taken away?
//!
//! Titles come from their own events, from applications that were granted, and from what the enterprise states; the
//! same tier on the same day is one title. Must not know: deadlines other than the term of a title.

use super::application::Application;
use super::event::{Cause, TitleEvent};
use super::finding::{Finding, Odd};
use super::{Rule, practices_on};
use crate::facts::Facts;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Due, Event as Start, FactId, FieldId, Route};
use crate::units::Date;

/// The advice about titles from before a rule.
const TRANSITION: &str = "transition";

/// A title that the enterprise states among its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its place: `titles[0]`.
    pub name: String,
    /// The tier.
    pub tier: String,
    /// Recognised or renewed on.
    pub from: Date,
    /// Its last day, if stated.
    pub until: Option<Date>,
}

/// A title as it stands.
#[derive(Debug)]
pub struct Title<'p> {
    /// The name it is known by.
    pub name: String,
    /// The tier.
    pub tier: String,
    /// Its terms: from recognition, and from each renewal.
    pub terms: Vec<Term>,
    /// When and why it was taken away, and the place of the event.
    pub revoked: Option<(Date, Option<Cause>, usize)>,
    /// Other titles of the tier that were valid at the same time.
    pub overlaps: Vec<String>,
    /// What rules that came later say of titles from before.
    pub transition: Vec<Rule<'p>>,
}

/// A time of validity, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The day of recognition or renewal.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// The last day is stated and not reckoned.
    pub is_stated: bool,
}

/// How a title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Valid.
    Valid,
    /// Its last day is over.
    Ended,
    /// Taken away.
    Revoked,
}

impl Title<'_> {
    /// How it stands on a day.
    pub fn standing(&self, day: Date) -> Standing {
        if self.revoked.is_some_and(|(on, ..)| on <= day) {
            return Standing::Revoked;
        }
        if self.is_valid_on(day) { Standing::Valid } else { Standing::Ended }
    }

    /// Whether it is valid on a day; the day it is taken away is none.
    pub fn is_valid_on(&self, day: Date) -> bool {
        let is_within = self.terms.iter().any(|term| term.from <= day && day <= term.until);
        is_within && self.revoked.is_none_or(|(on, ..)| day < on)
    }

    /// Whether it was valid on a day and had been recognised or renewed before.
    pub(super) fn was_held_before(&self, day: Date) -> bool {
        self.is_valid_on(day) && self.terms.iter().any(|term| term.from < day && day <= term.until)
    }

    /// The last term.
    pub fn last(&self) -> Option<Term> {
        self.terms.last().copied()
    }
}

/// The titles among the facts that say tier and day. Those of other lists than the ladder's have no term here.
pub fn held(catalog: &Catalog, facts: &Facts) -> Vec<Held> {
    let list = FactId::of("titles");
    let (Some(fact), Some(stated)) = (catalog.fact(list), facts.list(list)) else { return Vec::new() };
    let Some(tier_field) = fact.field(FieldId::of("tier")) else { return Vec::new() };
    let items = stated.items.iter().enumerate().filter_map(|(at, item)| {
        let tier = tier_field.choice(item.choice(tier_field)?)?;
        catalog.tier(&tier.id)?;
        Some(Held {
            name: format!("titles[{at}]"),
            tier: String::from(&tier.id),
            from: item.date(FieldId::of("recognised-on"))?,
            until: item.date(FieldId::of("valid-until")),
        })
    });
    items.collect()
}

/// One event of a title: when, what, and its place.
pub(super) type Dated<'e> = (Date, &'e TitleEvent, usize);

/// The titles in the making.
pub(super) struct Titles<'p> {
    catalog: &'p Catalog,
    all: Vec<Title<'p>>,
    findings: Vec<Finding>,
}

impl<'p> Titles<'p> {
    pub(super) const fn new(catalog: &'p Catalog) -> Self {
        Self { catalog, all: Vec::new(), findings: Vec::new() }
    }

    /// A title by its own events, in the order of their days.
    pub(super) fn add(&mut self, name: &str, events: &[Dated<'_>]) {
        let recognised = events.iter().find_map(|(on, event, at)| match event {
            TitleEvent::Recognised { tier, until } => Some((*on, tier, *until, *at)),
            TitleEvent::Reviewed { .. } | TitleEvent::Revoked { .. } => None,
        });
        let Some((from, tier, until, first)) = recognised else {
            self.findings.extend(events.iter().map(|(.., at)| odd(Odd::NoSuchTitle, [*at])));
            return;
        };
        let mut title = self.title(name, tier, from, until);
        self.tell_beyond(from, until, first);
        for (on, event, at) in events.iter().filter(|(.., at)| *at != first) {
            let refusal = match (event, title.revoked) {
                (TitleEvent::Recognised { .. }, _) => Some((Odd::RecognisedAlready, first)),
                _ if *on < from => Some((Odd::BeforeRecognition, first)),
                (_, Some((.., revocation))) => Some((Odd::AfterRevocation, revocation)),
                (_, None) => None,
            };
            if let Some((why, beside)) = refusal {
                self.findings.push(odd(why, [*at, beside]));
                continue;
            }
            match event {
                TitleEvent::Recognised { .. } => {}
                TitleEvent::Reviewed { until } => {
                    self.tell_beyond(*on, *until, *at);
                    title.terms.push(self.term(*on, *until));
                }
                TitleEvent::Revoked { why } => {
                    title.revoked = Some((*on, *why, *at));
                    if why.is_none() {
                        self.findings.push(odd(Odd::NoCause, [*at]));
                    }
                }
            }
        }
        self.all.push(title);
    }

    /// What a granted application brought: a new title, or another term of the latest one of its tier.
    pub(super) fn grant(&mut self, application: &mut Application<'p>) {
        let Some(on) = application.granted else { return };
        let (tier, name) = (&application.filed.tier, &application.filed.name);
        if self.has(tier, on) {
            return;
        }
        match application.filed.route {
            Route::New => {
                let title = self.title(name, tier, on, None);
                self.all.push(title);
            }
            Route::Review => {
                let term = self.term(on, None);
                let is_its = |it: &&mut Title<'p>| {
                    let begun = it.terms.iter().any(|term| term.from <= on);
                    it.tier == *tier && begun && it.revoked.is_none_or(|(day, ..)| on < day)
                };
                let latest = self.all.iter_mut().filter(is_its).max_by_key(|it| it.last().map(|it| it.from));
                match latest {
                    Some(title) => {
                        let at = title.terms.iter().take_while(|it| it.from <= on).count();
                        title.terms.insert(at, term);
                    }
                    None => {
                        application.findings.push(odd(Odd::NoSuchTitle, application.submitted_at));
                    }
                }
            }
        }
    }

    /// A title that is stated.
    pub(super) fn hold(&mut self, held: &Held) {
        if !self.has(&held.tier, held.from) {
            let title = self.title(&held.name, &held.tier, held.from, held.until);
            self.all.push(title);
        }
    }

    /// All, with what they say of each other.
    pub(super) fn finish(mut self) -> (Vec<Title<'p>>, Vec<Finding>) {
        let overlap = |one: &Title<'_>, other: &Title<'_>| {
            let meets = |a: &Term, b: &Term| {
                [a.from, b.from].into_iter().any(|day| one.is_valid_on(day) && other.is_valid_on(day))
            };
            one.tier == other.tier && one.terms.iter().any(|a| other.terms.iter().any(|b| meets(a, b)))
        };
        let overlaps: Vec<Vec<String>> = (0..)
            .zip(&self.all)
            .map(|(at, one)| {
                let others =
                    (0_usize..).zip(&self.all).filter(|(other, it)| *other != at && overlap(one, it));
                others.map(|(_, it)| it.name.clone()).collect()
            })
            .collect();
        for (title, overlaps) in self.all.iter_mut().zip(overlaps) {
            title.overlaps = overlaps;
        }
        (self.all, self.findings)
    }

    fn has(&self, tier: &str, from: Date) -> bool {
        self.all.iter().any(|it| it.tier == tier && it.terms.iter().any(|term| term.from == from))
    }

    fn title(&self, name: &str, tier: &str, from: Date, until: Option<Date>) -> Title<'p> {
        let later = self.catalog.book().practices.iter().filter(|practice| {
            let first = practice.applies.iter().map(|it| it.from).min();
            first.is_some_and(|first| from < first && self.term(from, until).until >= first)
        });
        let transition = later.filter_map(|practice| Rule::of(practice, TRANSITION)).collect();
        Title {
            name: name.to_owned(),
            tier: tier.to_owned(),
            terms: vec![self.term(from, until)],
            revoked: None,
            overlaps: Vec::new(),
            transition,
        }
    }

    /// To the stated last day, else to the earliest that the practices of the day give.
    fn term(&self, from: Date, until: Option<Date>) -> Term {
        let reckoned = || reckoned(self.catalog, from).unwrap_or(from);
        Term { from, until: until.unwrap_or_else(reckoned), is_stated: until.is_some() }
    }

    fn tell_beyond(&mut self, from: Date, until: Option<Date>, at: usize) {
        if until.is_some_and(|until| reckoned(self.catalog, from).is_some_and(|last| last < until)) {
            self.findings.push(odd(Odd::BeyondTerm, [at]));
        }
    }
}

/// The last day of a title recognised or renewed on a day, by the practices of the day.
fn reckoned(catalog: &Catalog, from: Date) -> Option<Date> {
    let deadlines = practices_on(catalog, from).flat_map(|practice| practice.deadline.iter());
    let ends = deadlines.filter_map(|deadline| match deadline.due {
        Due::After(Start::Recognised, months) => Some(from.plus_months(months)),
        Due::After(Start::Changed | Start::Revoked, _) | Due::EachYear { .. } => None,
    });
    ends.min()
}

fn odd(odd: Odd, events: impl IntoIterator<Item = usize>) -> Finding {
    Finding { odd, events: events.into_iter().collect() }
}
