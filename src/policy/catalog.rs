//! Answers: which version applies to a tier, a route and a day, and what is fact X called?
//!
//! The catalog is the whole of policy/ as build.rs embedded it. It is read once and never changes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::schema::{
    Applies, Book, Choice, ChoiceId, Classification, Definition, Fact, FactId, Field, FieldId, Group,
    Instrument, Pending, Reading, Route, Standard, Tier,
};
use crate::units::Date;

/// The law, ready to be asked.
#[derive(Debug)]
pub struct Catalog {
    book: Book,
    facts: BTreeMap<FactId, (usize, usize)>,
}

/// What the law says for a tier, a route and a day.
#[derive(Clone, Copy, Debug)]
pub enum InForce<'p> {
    /// This version, for the reason given.
    Standard(&'p Standard, &'p Applies),
    /// A version that the law names and this program does not hold.
    NotInProgram(&'p Pending, &'p Applies),
    /// No version: before the first day, or in a gap.
    NotCovered,
}

impl Catalog {
    /// The catalog of this build.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "build.rs has read the same text into the same types"
    )]
    pub fn embedded() -> &'static Self {
        static CATALOG: OnceLock<Catalog> = OnceLock::new();
        CATALOG.get_or_init(|| {
            let text = include_str!(concat!(env!("OUT_DIR"), "/catalog.json"));
            let book = serde_json::from_str(text).expect("the embedded catalog is readable");
            Self::new(book)
        })
    }

    /// A catalog of a book that build.rs (or a test) has checked.
    pub fn new(book: Book) -> Self {
        let mut facts = BTreeMap::new();
        for (group_at, group) in book.facts.group.iter().enumerate() {
            for (fact_at, fact) in group.fact.iter().enumerate() {
                facts.insert(FactId::of(&fact.id), (group_at, fact_at));
            }
        }
        Self { book, facts }
    }

    /// The embedded data as it stands.
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// The digest of the embedded policy, the same for the same law.
    pub fn digest(&self) -> &str {
        &self.book.digest
    }

    /// Groups of facts in the order of the form.
    pub fn groups(&self) -> &[Group] {
        &self.book.facts.group
    }

    /// The fact with this id.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        let (group, fact) = *self.facts.get(&id)?;
        self.book.facts.group.get(group)?.fact.get(fact)
    }

    /// The fact written so; `None` when there is none (not even with the same folded id).
    pub fn fact_named(&self, name: &str) -> Option<&Fact> {
        self.fact(FactId::of(name)).filter(|fact| fact.id == name)
    }

    /// The place of a fact in the form, for sorting.
    pub fn order(&self, id: FactId) -> (usize, usize) {
        self.facts.get(&id).copied().unwrap_or((usize::MAX, 0))
    }

    /// Tiers from the lowest to the highest.
    pub fn tiers(&self) -> &[Tier] {
        &self.book.tiers.tier
    }

    /// The tier with this id.
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers().iter().find(|tier| tier.id == id)
    }

    /// The version of a tier's standard on a filing day.
    pub fn in_force(&self, tier: &str, route: Route, day: Date) -> InForce<'_> {
        let of_tier = |standard: &&Standard| standard.tier.as_deref() == Some(tier);
        for standard in self.book.standards.iter().filter(of_tier) {
            if let Some(applies) = window(&standard.applies, route, day) {
                return InForce::Standard(standard, applies);
            }
        }
        for pending in self.book.tiers.pending.iter().filter(|pending| pending.tier == tier) {
            if let Some(applies) = window(&pending.applies, route, day) {
                return InForce::NotInProgram(pending, applies);
            }
        }
        InForce::NotCovered
    }

    /// The version of an included family ("national/common") on a filing day.
    pub fn family(&self, family: &str, route: Route, day: Date) -> Option<&Standard> {
        let of_family = |standard: &&Standard| family_of(&standard.id) == family;
        self.book.standards.iter().filter(of_family).find(|it| window(&it.applies, route, day).is_some())
    }

    /// The standard, common file or set of definitions with this id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.book.standards.iter().find(|standard| standard.id == id)
    }

    /// The version of a classification on a filing day.
    pub fn classification(&self, family: &str, day: Date) -> Option<&Classification> {
        let of_family = |it: &&Classification| family_of(&it.id) == family;
        self.book
            .classifications
            .iter()
            .filter(of_family)
            .find(|it| window(&it.applies, Route::New, day).is_some())
    }

    /// A definition that a standard may name: its own, else of its set.
    pub fn definition<'p>(&'p self, of: &'p Standard, id: &str) -> Option<&'p Definition> {
        let named = |standard: &'p Standard| standard.definition.iter().find(|it| it.id == id);
        named(of).or_else(|| self.standard(of.definitions.as_deref()?).and_then(named))
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.book.sources.instrument.iter().find(|instrument| instrument.id == id)
    }

    /// The choice with this number.
    pub fn choice(&self, number: u16) -> Option<&Reading> {
        self.book.choices.choice.iter().find(|choice| choice.number == number)
    }
}

/// The folder of a file's id: "national/common/2026-04-01" is of "national/common".
pub fn family_of(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(family, _)| family)
}

fn window(applies: &[Applies], route: Route, day: Date) -> Option<&Applies> {
    applies.iter().find(|it| {
        let is_route = it.route.is_none_or(|only| only == route);
        is_route && it.from <= day && it.before.is_none_or(|before| day < before)
    })
}

impl Fact {
    /// The folded id.
    pub fn key(&self) -> FactId {
        FactId::of(&self.id)
    }

    /// The field with this id.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.field.iter().find(|field| field.key() == id)
    }

    /// The choice with this id.
    pub fn choice(&self, id: ChoiceId) -> Option<&Choice> {
        self.choice.iter().find(|choice| choice.key() == id)
    }
}

impl Field {
    /// The folded id.
    pub fn key(&self) -> FieldId {
        FieldId::of(&self.id)
    }

    /// The choice with this id.
    pub fn choice(&self, id: ChoiceId) -> Option<&Choice> {
        self.choice.iter().find(|choice| choice.key() == id)
    }
}

impl Choice {
    /// The folded id.
    pub fn key(&self) -> ChoiceId {
        ChoiceId::of(&self.id)
    }
}
