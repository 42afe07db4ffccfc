//! Answers: which input is meant?

use crate::facts::FactKey;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, FieldId};

/// What stands for the filing where a fact's id stands otherwise; no fact has this id.
const FILING: &str = "filing";

/// An item of a list, the same for as long as the draft is open, whatever is added or removed around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub(super) u32);

/// An input of the form that takes typed text or an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A fact, of a year if it has periods.
    Fact(FactKey),
    /// A field of an item.
    Field {
        /// The list.
        list: FactId,
        /// The item.
        item: ItemId,
        /// The field.
        field: FieldId,
    },
    /// The filing date of a tier, or of all.
    FilingDate {
        /// The tier; all when absent.
        tier: Option<String>,
    },
}

impl Place {
    /// The list that the place is in.
    pub(super) const fn list(&self) -> Option<FactId> {
        match self {
            Self::Field { list, .. } => Some(*list),
            Self::Fact(_) | Self::FilingDate { .. } => None,
        }
    }

    /// True for a field of this item.
    pub(super) fn is_in(&self, of: FactId, id: ItemId) -> bool {
        match self {
            Self::Field { list, item, .. } => (*list, *item) == (of, id),
            Self::Fact(_) | Self::FilingDate { .. } => false,
        }
    }

    /// The place as stored drafts write it, an item by its place in the list:
    /// `revenue.2024`, `awards.1.date`, `filing`, `filing.innovative`.
    pub(super) fn written(&self, catalog: &Catalog, ids: &[ItemId]) -> Option<String> {
        match self {
            Self::Fact(FactKey { fact, year: Some(year) }) => {
                Some(format!("{}.{year}", catalog.fact(*fact)?.id))
            }
            Self::Fact(FactKey { fact, year: None }) => Some(catalog.fact(*fact)?.id.to_string()),
            Self::Field { list, item, field } => {
                let list = catalog.fact(*list)?;
                let at = ids.iter().position(|it| it == item)?;
                Some(format!("{}.{at}.{}", list.id, list.field(*field)?.id))
            }
            Self::FilingDate { tier: None } => Some(FILING.to_owned()),
            Self::FilingDate { tier: Some(tier) } => Some(format!("{FILING}.{tier}")),
        }
    }

    /// The place written so, if this program knows it; items have the ids of their places.
    pub(super) fn parse(text: &str, catalog: &Catalog) -> Option<Self> {
        let mut parts = text.split('.');
        let (first, rest) = (parts.next()?, (parts.next(), parts.next(), parts.next()));
        if first == FILING {
            return match rest {
                (None, ..) => Some(Self::FilingDate { tier: None }),
                (Some(tier), None, _) => {
                    Some(Self::FilingDate { tier: Some(catalog.tier(tier)?.id.to_string()) })
                }
                (Some(_), Some(_), _) => None,
            };
        }
        let fact = catalog.fact_read(first)?;
        match rest {
            (None, ..) => Some(Self::Fact(FactKey::timeless(fact.key()))),
            (Some(year), None, _) => Some(Self::Fact(FactKey::of_year(fact.key(), year.parse().ok()?))),
            (Some(at), Some(field), None) => {
                let field = fact.field.iter().find(|it| it.id == field)?.key();
                Some(Self::Field { list: fact.key(), item: ItemId(at.parse().ok()?), field })
            }
            _ => None,
        }
    }
}
