//! Answers: is there exactly one version for every tier, route and day, and which days have none?

use super::{Checker, Fault, Place};
use crate::policy::schema::{Applies, Book, Route, Standard};
use crate::units::Date;

/// Days on which no file is in force for a tier and route, after the first day that one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The tier, or the family of an included file.
    pub of: String,
    /// The route.
    pub route: Route,
    /// First day without a version.
    pub from: Date,
    /// First day with one again; none when the gap is open.
    pub before: Option<Date>,
    /// The version that the law names for the first of these days and this program does not hold.
    pub pending: Option<String>,
}

/// A file's window for one route.
#[derive(Clone, Copy, Debug)]
struct Window<'a> {
    owner: &'a str,
    is_pending: bool,
    from: Date,
    before: Option<Date>,
}

impl<'a> Window<'a> {
    fn of(standard: &'a Standard, applies: &Applies) -> Self {
        Self { owner: &standard.id, is_pending: false, from: applies.from, before: applies.before }
    }
}

const ROUTES: [Route; 2] = [Route::New, Route::Review];

/// The family of a version: its path without the first day.
pub(super) fn family(id: &str) -> &str {
    id.rsplit_once('/').map_or("", |(family, _)| family)
}

/// Every gap of every tier and every included family, in their order.
pub fn gaps(book: &Book) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for of in subjects(book) {
        for route in ROUTES {
            let windows = windows(book, of, route);
            let Some(first) = windows.first() else {
                continue;
            };
            let held = |window: &&Window<'_>| !window.is_pending;
            let held: Vec<_> = windows.iter().filter(held).copied().collect();
            for (from, before) in uncovered(&held, first.from, None) {
                let covers = |window: &&Window<'_>| {
                    window.is_pending && window.from <= from && !ends_by(window.before, from)
                };
                let pending = windows.iter().find(covers).map(|window| window.owner.to_owned());
                gaps.push(Gap { of: of.to_owned(), route, from, before, pending });
            }
        }
    }
    gaps
}

/// Tiers, and families of files that are chosen by the day without one.
fn subjects(book: &Book) -> Vec<&str> {
    let tiers = book.tiers.tier.iter().map(|tier| tier.id.as_str());
    let shared = book.standards.iter().filter(|it| is_included_by_day(it) || it.informs.is_some());
    let families = shared.map(|standard| family(&standard.id));
    let sizes = book.classifications.iter().map(|classification| family(&classification.id));
    let practices = book.practices.iter().map(|practice| family(&practice.id));
    let mut all = Vec::new();
    for subject in tiers.chain(families).chain(sizes).chain(practices) {
        if !all.contains(&subject) {
            all.push(subject);
        }
    }
    all
}

/// True of common conditions, which are chosen by the filing date; files of definitions are named one by one.
fn is_included_by_day(standard: &Standard) -> bool {
    standard.tier.is_none() && standard.informs.is_none() && !standard.criterion.is_empty()
}

/// The windows of a tier or a family for one route, by their first days.
fn windows<'a>(book: &'a Book, of: &str, route: Route) -> Vec<Window<'a>> {
    let mut windows = Vec::new();
    let mut add = |owner: &'a str, applies: &'a [Applies], is_pending: bool| {
        let here = applies.iter().filter(|applies| applies.route.is_none_or(|other| other == route));
        windows.extend(here.map(|applies| Window {
            owner,
            is_pending,
            from: applies.from,
            before: applies.before,
        }));
    };
    for standard in &book.standards {
        let subject = standard.tier.as_deref().unwrap_or_else(|| family(&standard.id));
        if subject == of {
            add(&standard.id, &standard.applies, false);
        }
    }
    for classification in
        book.classifications.iter().filter(|classification| family(&classification.id) == of)
    {
        add(&classification.id, &classification.applies, false);
    }
    for practice in book.practices.iter().filter(|practice| family(&practice.id) == of) {
        add(&practice.id, &practice.applies, false);
    }
    for pending in book.tiers.pending.iter().filter(|pending| pending.tier == of) {
        add(&pending.id, &pending.applies, true);
    }
    windows.sort_by_key(|window| window.from);
    windows
}

/// The days from `from` to `before` that no window covers.
fn uncovered(windows: &[Window<'_>], from: Date, before: Option<Date>) -> Vec<(Date, Option<Date>)> {
    let mut gaps = Vec::new();
    let mut next = Some(from);
    for window in windows {
        let Some(at) = next else { break };
        if at < window.from && !ends_by(before, at) {
            let end = before.map_or(window.from, |before| before.min(window.from));
            gaps.push((at, Some(end)));
        }
        next = window.before.map(|end| end.max(at));
    }
    if let Some(at) = next.filter(|&at| !ends_by(before, at)) {
        gaps.push((at, before));
    }
    gaps
}

/// True when a window that ends before `end` does not reach `day`.
fn ends_by(end: Option<Date>, day: Date) -> bool {
    end.is_some_and(|end| end <= day)
}

impl<'a> Checker<'a> {
    /// Checks the names of files, their windows and what they include.
    pub(super) fn versions(&mut self) {
        for standard in &self.book.standards {
            let place = self.named_as_its_path(&standard.id);
            self.windows_in_order(place, &standard.applies);
            for included in &standard.include {
                self.included(place, included, &standard.applies);
            }
            self.defined_throughout(place, standard);
        }
        for classification in &self.book.classifications {
            let place = self.named_as_its_path(&classification.id);
            self.windows_in_order(place, &classification.applies);
        }
        for practice in &self.book.practices {
            let place = self.named_as_its_path(&practice.id);
            self.windows_in_order(place, &practice.applies);
        }
        for pending in &self.book.tiers.pending {
            let place = self.place("tiers.toml", &pending.id, 0);
            self.windows_in_order(place, &pending.applies);
            if self.book.standards.iter().any(|standard| standard.id == pending.id) {
                self.fault(place, "this version is there now and no longer pending");
            }
        }
        self.unread_names();
        self.overlaps();
    }

    /// The place of a file's own id; the name of the file is that id, and ends with a day.
    fn named_as_its_path(&mut self, id: &'a str) -> Place<'a> {
        let place = self.place(&format!("{id}.toml"), id, 0);
        if id.rsplit_once('/').and_then(|(_, day)| Date::parse(day)).is_none() {
            self.fault(place, "the last part of the id is not a first day as YYYY-MM-DD");
        }
        place
    }

    /// Files whose id is not their path, which a look-up by id cannot find.
    fn unread_names(&mut self) {
        let ids = self.book.standards.iter().map(|standard| &standard.id);
        let ids = ids.chain(self.book.classifications.iter().map(|other| &other.id));
        let ids: Vec<_> = ids.chain(self.book.practices.iter().map(|other| &other.id)).collect();
        for file in self.files.iter().filter(|file| file.is_rules()) {
            let Some(path) = file.path.strip_suffix(".toml") else {
                continue;
            };
            if !ids.iter().any(|id| *id == path) {
                let line =
                    file.text.lines().position(|line| line.starts_with("id = ")).map_or(1, |at| at + 1);
                let what = format!("the id of this file is not its path `{path}`");
                self.faults.push(Fault::new(&file.path, line, what));
            }
        }
    }

    fn windows_in_order(&mut self, at: Place<'a>, applies: &'a [Applies]) {
        for window in applies {
            if ends_by(window.before, window.from) {
                let what = format!("the window from {} ends before it begins", window.from);
                self.fault_at(at, &window.from.to_string(), what);
            }
        }
    }

    /// No tier and route, and no family, has two versions on one day.
    fn overlaps(&mut self) {
        let book = self.book;
        for of in subjects(book) {
            for route in ROUTES {
                for pair in windows(book, of, route).windows(2) {
                    if let [one, next] = pair
                        && !ends_by(one.before, next.from)
                    {
                        let path = if next.is_pending {
                            "tiers.toml".to_owned()
                        } else {
                            format!("{}.toml", next.owner)
                        };
                        let at = self.place(&path, next.owner, 0);
                        let route = name_of(route);
                        let what = format!(
                            "on {} `{}` is in force as well for {route} of {of}: close it with `before`",
                            next.from, one.owner
                        );
                        self.fault_at(at, &next.from.to_string(), what);
                    }
                }
            }
        }
    }

    /// The definitions a standard names are in force as long as it is.
    fn defined_throughout(&mut self, at: Place<'a>, standard: &'a Standard) {
        let book = self.book;
        let shared = book.standards.iter().filter(|other| Some(&other.id) == standard.definitions.as_ref());
        for definitions in shared {
            let windows: Vec<_> =
                definitions.applies.iter().map(|applies| Window::of(definitions, applies)).collect();
            for window in &standard.applies {
                for (from, _) in uncovered(&windows, window.from, window.before) {
                    let what = format!("`{}` is not in force on {from}", definitions.id);
                    self.fault_at(at, &definitions.id, what);
                }
            }
        }
    }

    /// An included family has a version throughout the windows of the file that includes it.
    fn included(&mut self, at: Place<'a>, of: &'a str, applies: &'a [Applies]) {
        let book = self.book;
        let is_family =
            book.standards.iter().any(|standard| is_included_by_day(standard) && family(&standard.id) == of)
                || book.classifications.iter().any(|classification| family(&classification.id) == of);
        if !is_family {
            self.fault_at(at, of, format!("there is no family `{of}` to include"));
            return;
        }
        for window in applies {
            for route in ROUTES.into_iter().filter(|route| window.route.is_none_or(|own| own == *route)) {
                for (from, _) in uncovered(&windows(book, of, route), window.from, window.before) {
                    let route = name_of(route);
                    let what = format!(
                        "`{of}` has no version on {from} for {route}: it must be in force as long as what includes it"
                    );
                    self.fault_at(at, of, what);
                }
            }
        }
    }
}

/// A route as policy files write it.
pub(super) const fn name_of(route: Route) -> &'static str {
    match route {
        Route::New => "new",
        Route::Review => "review",
    }
}
