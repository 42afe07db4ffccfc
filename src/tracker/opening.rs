//! Answers: on which days is a tier open for new applications, by rules and notices?
//!
//! A notice stands for the window in principle of its time, whether it was entered or is held in policy/. Rules are
//! those in force on the last day of a window.

use super::Tracked;
use super::deadline::days;
use super::notice::{Noticed, is_same_time};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Opening, Practice, Route, Window};
use crate::table::Table;
use crate::units::Date;

/// The actor who files.
const ENTERPRISE: &str = "enterprise";

/// Days on which an enterprise can file.
#[derive(Clone, Debug)]
pub struct Opens<'p> {
    /// The file of the rule.
    pub practice: &'p Practice,
    /// The rule; of a notice that was entered, the one it stands for.
    pub window: &'p Window,
    /// First day, if known.
    pub first: Option<Date>,
    /// Last day, included.
    pub last: Date,
    /// Not the days of a notice.
    pub is_in_principle: bool,
    /// The notice as entered.
    pub notice: Option<Noticed>,
}

/// In the order of their first days, then their last, then of the events that name them.
pub(super) type InOrder<'p> = Table<(Date, Date, usize), Opens<'p>>;

/// The windows for new applications that are open between two days, both included.
pub(super) fn openings<'p>(
    catalog: &'p Catalog,
    tracked: &Tracked<'_>,
    tier: &str,
    (from, until): (Date, Date),
) -> InOrder<'p> {
    let its: Vec<_> = of_tier(catalog, tier).collect();
    let mut all = InOrder::default();
    let mut add = |it: Opens<'p>| {
        // Of a window whose first day is not known, the last is the only one that is.
        let first = it.first.unwrap_or(it.last);
        let event = it.notice.as_ref().map_or(usize::MAX, |notice| notice.event);
        let is_between = from <= it.last && first <= until;
        if is_between && catalog.practices(it.last).any(|practice| practice.id == it.practice.id) {
            all.insert((first, it.last, event), it);
        }
    };
    for (practice, window) in &its {
        let opens = |(first, last), notice: Option<&Noticed>| Opens {
            practice,
            window,
            first,
            last,
            is_in_principle: notice.is_none() && !matches!(window.opens, Opening::Days { .. }),
            notice: notice.cloned(),
        };
        if let Opening::Days { first, last } = window.opens {
            add(opens((first, last), None));
            continue;
        }
        for (first, last) in usual(window.opens, from.year(), until.year()) {
            let entered = || tracked.notices.iter().filter(|it| it.stands_for(window, Route::New, last));
            entered().for_each(|it| add(opens((it.notice.first, it.notice.last), Some(it))));
            let is_held = its.iter().any(|(_, other)| match other.opens {
                Opening::Days { last: named, .. } => is_same_time(window.opens, named, last),
                Opening::HalfYears | Opening::Quarter(_) => false,
            });
            if !is_held && entered().next().is_none() {
                add(opens((first, last), None));
            }
        }
    }
    all
}

/// The windows in which an enterprise files anew for a tier, with their files.
fn of_tier<'p>(catalog: &'p Catalog, tier: &str) -> impl Iterator<Item = (&'p Practice, &'p Window)> {
    let is_its =
        move |it: &&Window| it.of == *tier && it.route != Some(Route::Review) && it.actor == *ENTERPRISE;
    catalog
        .book()
        .practices
        .iter()
        .flat_map(move |practice| practice.window.iter().filter(is_its).map(move |window| (practice, window)))
}

/// The days of a window in principle in each of these years.
fn usual(opens: Opening, first: i32, last: i32) -> Vec<(Option<Date>, Date)> {
    let halves: &[u32] = if opens == Opening::HalfYears { &[1, 7] } else { &[1] };
    let anchors =
        (first..=last).flat_map(|year| halves.iter().filter_map(move |month| Date::new(year, *month, 1)));
    anchors.filter_map(|anchor| days(opens, anchor)).collect()
}
