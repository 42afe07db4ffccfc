//! Answers: where stood what this program does not know, and how is it put back there?

use super::read::Spot;
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::FactId;

/// A place under `facts` or `filing` that this program has no name for. `I` names an item of a list: its place in a
/// document, its id in a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Corner<I = usize> {
    /// A fact.
    Fact(String),
    /// A year of a fact.
    Year(FactId, String),
    /// A field of an item.
    Field(FactId, I, String),
    /// A member of the filing.
    Filing(String),
    /// A tier.
    Tier(String),
    /// A member of a tier.
    OfTier(String, String),
}

/// What stood there.
pub type Unknown = (Corner, Json);

impl<I> Corner<I> {
    /// The same place with its item named otherwise; `None` if `item` names none.
    pub(crate) fn with_item<J>(self, item: impl FnOnce(FactId, I) -> Option<J>) -> Option<Corner<J>> {
        Some(match self {
            Self::Fact(key) => Corner::Fact(key),
            Self::Year(fact, key) => Corner::Year(fact, key),
            Self::Field(list, it, key) => Corner::Field(list, item(list, it)?, key),
            Self::Filing(key) => Corner::Filing(key),
            Self::Tier(tier) => Corner::Tier(tier),
            Self::OfTier(tier, key) => Corner::OfTier(tier, key),
        })
    }
}

impl Corner {
    /// The place of a spot.
    pub(crate) fn of(spot: Spot<'_>) -> Self {
        match spot {
            Spot::Fact(name) => Self::Fact(name.to_owned()),
            Spot::Year(fact, year) => Self::Year(fact, year.to_owned()),
            Spot::Field(list, at, field) => Self::Field(list, at, field.to_owned()),
            Spot::Filing(name) => Self::Filing(name.to_owned()),
            Spot::Tier(tier) => Self::Tier(tier.to_owned()),
            Spot::OfTier(tier, name) => Self::OfTier(tier.to_owned(), name.to_owned()),
        }
    }

    /// Puts a value there, unless something known stands there now. `root` has the members `facts` and `filing`.
    pub(crate) fn put_back(&self, root: &mut Json, value: &Json, catalog: &Catalog) -> Option<()> {
        let (object, key) = match self {
            Self::Fact(key) => (root.object("facts")?, key),
            Self::Year(fact, key) => (root.object("facts")?.object(&catalog.fact(*fact)?.id)?, key),
            Self::Field(list, at, key) => {
                let list = root.object("facts")?.object(&catalog.fact(*list)?.id)?;
                let Json::Array(items) = list.object("items")? else {
                    return None;
                };
                (items.get_mut(*at)?, key)
            }
            Self::Filing(key) => (root.object("filing")?, key),
            Self::Tier(tier) => (root.object("filing")?.object("tiers")?, tier),
            Self::OfTier(tier, key) => (root.object("filing")?.object("tiers")?.object(tier)?, key),
        };
        object.insert_new(key, value.clone());
        Some(())
    }
}
