//! Answers: which files are judged together on a day, and which were, or will be, on another?
//!
//! The law of a tier and a route is a version of its standard with the versions of the families it includes. It
//! turns when one of them is replaced, which happens to the common conditions without the standard too.

use crate::policy::catalog::{Catalog, InForce};
use crate::policy::held::Str;
use crate::policy::schema::{Applies, Route, Standard};
use crate::units::Date;

/// The files judged together.
#[derive(Clone, Debug)]
pub struct Law<'p> {
    /// The version of the standard.
    pub standard: &'p Standard,
    /// Why this version.
    pub applies: &'p Applies,
    /// The versions of the families judged along, in order.
    pub includes: Vec<&'p Standard>,
}

/// A law other than the one of a day, on the other side of a turn.
pub(super) struct Turned<'p> {
    /// The other law.
    pub law: Law<'p>,
    /// The first day of the newer of the two.
    pub from: Date,
    /// Whether the other law is the older one.
    pub is_earlier: bool,
}

impl<'p> Law<'p> {
    /// A version with the families it includes as they stand on a day.
    pub fn with(
        catalog: &'p Catalog,
        standard: &'p Standard,
        applies: &'p Applies,
        route: Route,
        day: Date,
    ) -> Self {
        let family = |family: &Str| catalog.family(family, route, day);
        Self { standard, applies, includes: standard.include.iter().filter_map(family).collect() }
    }

    /// The law of a tier and a route on a day, where it is held.
    pub fn on(catalog: &'p Catalog, tier: &str, route: Route, day: Date) -> Option<Self> {
        match catalog.in_force(tier, route, day) {
            InForce::Standard(standard, applies) => Some(Self::with(catalog, standard, applies, route, day)),
            InForce::NotInProgram(..) | InForce::NotCovered => None,
        }
    }

    /// The files, the standard first.
    pub(super) fn files(&self) -> impl Iterator<Item = &'p Standard> {
        std::iter::once(self.standard).chain(self.includes.iter().copied())
    }

    fn is_same(&self, other: &Self) -> bool {
        self.files().map(|file| &file.id).eq(other.files().map(|file| &file.id))
    }
}

/// The law before the last turn up to `day`; where `day` has the first law that is held, the law after the next turn.
pub(super) fn beside<'p>(catalog: &'p Catalog, tier: &str, route: Route, day: Date) -> Option<Turned<'p>> {
    let on = |day| Law::on(catalog, tier, route, day);
    let now = on(day)?;
    let is_other = |law: &Law<'_>| !law.is_same(&now);
    let (mut past, mut coming) = (None, None);
    for window in catalog.book().standards.iter().flat_map(|standard| &standard.applies) {
        let from = window.from;
        if day < from {
            if coming.is_none_or(|first| from < first) && on(from).as_ref().is_some_and(is_other) {
                coming = Some(from);
            }
        } else if past.is_none_or(|last| last < from) && on(from.day_before()).as_ref().is_none_or(is_other) {
            past = Some(from);
        }
    }
    if let Some((from, law)) = past.and_then(|from| Some((from, on(from.day_before())?))) {
        return Some(Turned { law, from, is_earlier: true });
    }
    Some(Turned { law: on(coming?)?, from: coming?, is_earlier: false })
}
