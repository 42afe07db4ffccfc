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
    let now = Law::on(catalog, tier, route, day)?;
    let on = |day| Law::on(catalog, tier, route, day);
    let is_other = |law: &Law<'_>| !law.is_same(&now);
    let windows = catalog.book().standards.iter().flat_map(|standard| &standard.applies);
    let mut days: Vec<Date> = windows.flat_map(|it| std::iter::once(it.from).chain(it.before)).collect();
    days.sort_unstable();
    let mut past = days.iter().rev().filter(|from| **from <= day);
    let earlier = past.find_map(|from| {
        let law = on(from.day_before());
        law.is_none_or(|law| is_other(&law)).then_some(*from)
    });
    let earlier = earlier.and_then(|from| Some((from, on(from.day_before())?, true)));
    let mut coming = days.iter().filter(|from| day < **from);
    let later = || coming.find_map(|from| Some((*from, on(*from).filter(is_other)?, false)));
    let (from, law, is_earlier) = earlier.or_else(later)?;
    Some(Turned { law, from, is_earlier })
}
