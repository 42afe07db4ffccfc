//! Answers: is every rule of the law decided each way by some worked case, and is every day answered by one version?
//!
//! The report is written past the test's own capture, so that CI shows it. Anything below 100 % fails. What has to be
//! covered is read from policy/, never listed here: a new rule without cases fails.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use tidu::assess::{self, Assessment, JudgedKind, Of, Outcome, Reason, Truth, Verdict, edge};
use tidu::policy::catalog::{Catalog, InForce};
use tidu::policy::held::Str;
use tidu::policy::schema::{Bands, Effect, PerUnit, Points, Relief, Route, Source, Standard};
use tidu::units::Date;

use crate::cases;

/// Something to be covered: where it stands, and what has to happen.
type Want = (String, String);

/// What has to be covered, and what was.
#[derive(Default)]
struct Coverage {
    wanted: BTreeSet<Want>,
    seen: BTreeSet<Want>,
    /// The place of every rule by the address of its source: one rule, one source.
    places: BTreeMap<usize, String>,
}

const TRUTHS: [(Truth, &str); 3] =
    [(Truth::Met, "true"), (Truth::Unmet, "false"), (Truth::Unknown, "unknown")];

fn word(truth: Truth) -> &'static str {
    TRUTHS.iter().find(|(other, _)| *other == truth).map_or("", |(_, word)| word)
}

fn address(source: &Source) -> usize {
    std::ptr::from_ref(source).addr()
}

impl Coverage {
    fn of(catalog: &Catalog) -> Self {
        let mut coverage = Self::default();
        for standard in &catalog.book().standards {
            coverage.standard(standard);
        }
        for size in &catalog.book().classifications {
            for row in &size.row {
                for class in &size.class {
                    coverage.want(&format!("{}#{}", size.id, row.id), class.id.as_str());
                }
            }
            for prefix in &size.prefix {
                let place = coverage.named(
                    &size.id,
                    &prefix.codes.iter().map(Str::as_str).collect::<Vec<_>>().join(" "),
                    &prefix.source,
                );
                coverage.want(&place, "decides");
            }
        }
        for check in &catalog.book().checks.check {
            coverage.want(&format!("checks#{}", check.id), "found");
            coverage.want(&format!("checks#{}", check.id), "not found");
        }
        coverage
    }

    fn want(&mut self, place: &str, what: impl Into<String>) {
        self.wanted.insert((place.to_owned(), what.into()));
    }

    fn see(&mut self, place: &str, what: impl Into<String>) {
        self.seen.insert((place.to_owned(), what.into()));
    }

    fn named(&mut self, file: &str, id: &str, source: &Source) -> String {
        let taken = self.places.values().filter(|place| place.starts_with(&format!("{file}#{id}"))).count();
        let nth = if taken == 0 { String::new() } else { format!(" ({})", taken + 1) };
        let place = format!("{file}#{id}{nth}");
        self.places.insert(address(source), place.clone());
        place
    }

    fn place(&self, source: &Source) -> String {
        self.places.get(&address(source)).cloned().unwrap_or_default()
    }

    fn each_way(&mut self, file: &str, id: &str, source: &Source) -> String {
        let place = self.named(file, id, source);
        for (_, word) in TRUTHS {
            self.want(&place, word);
        }
        place
    }

    fn standard(&mut self, standard: &Standard) {
        let file = &standard.id;
        for definition in &standard.definition {
            self.each_way(file, &definition.id, &definition.source);
        }
        for criterion in &standard.criterion {
            self.each_way(file, &criterion.id, &criterion.source);
            for part in &criterion.part {
                self.each_way(file, &part.id, &part.source);
            }
        }
        for relief in standard.exemption.iter().chain(&standard.fast_track) {
            let place = self.each_way(file, &relief.id, &relief.source);
            self.want(&place, "decides");
        }
        for guard in &standard.guard {
            match guard.effect {
                Effect::Require(_) => drop(self.each_way(file, &guard.id, &guard.source)),
                Effect::Suspend(_) => {
                    let place = self.named(file, &guard.id, &guard.source);
                    self.want(&place, "decides");
                }
                Effect::Advise(_) => {
                    let place = self.named(file, &guard.id, &guard.source);
                    self.want(&place, "told");
                    self.want(&place, "not told");
                }
            }
        }
        let Some(score) = &standard.score else { return };
        self.each_way(file, &score.id, &score.source);
        for group in &score.group {
            let place = self.named(file, &group.id, &group.source);
            if group.floor.is_some() {
                for (_, word) in TRUTHS {
                    self.want(&place, word);
                }
            }
        }
        for indicator in &score.indicator {
            let place = self.named(file, &format!("{} (score)", indicator.id), &indicator.source);
            self.want(&place, "open");
            for what in ways(&indicator.points, "") {
                self.want(&place, what);
            }
        }
    }
}

/// Every way in which an indicator can be scored.
fn ways(points: &Points, path: &str) -> Vec<String> {
    match points {
        Points::Bands(bands) => {
            bands.steps.iter().map(|step| format!("{path}{} points", step.points)).collect()
        }
        Points::BestOf(best) => {
            let options = best.options.iter().map(|option| format!("{path}{}", option.label.zh));
            options.chain([format!("{path}none")]).collect()
        }
        Points::PerUnit(unit) => {
            let most = unit.most.div_ceil(unit.points);
            (0..=most).map(|units| format!("{path}{units} units")).collect()
        }
        Points::MaxOf(all) => all
            .iter()
            .enumerate()
            .flat_map(|(nth, one)| ways(one, &format!("{path}way {}: ", nth + 1)))
            .collect(),
        Points::Slot(_) => vec![format!("{path}entered"), format!("{path}not entered")],
    }
}

/// The way taken, for every measure that is exact. `reasons` are those of the indicator, in the order of its parts.
fn taken(points: &Points, path: &str, reasons: &mut std::slice::Iter<'_, Reason<'_>>) -> Vec<String> {
    match points {
        Points::Bands(bands) => {
            let points = reasons.next().and_then(|reason| in_band(bands, reason));
            points.map(|points| format!("{path}{points} points")).into_iter().collect()
        }
        Points::BestOf(best) => {
            let truths: Vec<Truth> = reasons.take(best.options.len()).map(|reason| reason.truth).collect();
            let first = truths.iter().position(|truth| *truth != Truth::Unmet);
            match first.and_then(|at| Some((truths.get(at)?, best.options.get(at)?))) {
                None => vec![format!("{path}none")],
                Some((Truth::Met, option)) => vec![format!("{path}{}", option.label.zh)],
                Some(_) => Vec::new(),
            }
        }
        Points::PerUnit(unit) => {
            let units = reasons.next().and_then(|reason| units(unit, reason));
            units.map(|units| format!("{path}{units} units")).into_iter().collect()
        }
        Points::MaxOf(all) => {
            let ways = all.iter().enumerate();
            ways.flat_map(|(nth, one)| taken(one, &format!("{path}way {}: ", nth + 1), reasons)).collect()
        }
        Points::Slot(_) => {
            let is_entered = reasons.next().is_some_and(|reason| reason.truth == Truth::Met);
            vec![format!("{path}{}entered", if is_entered { "" } else { "not " })]
        }
    }
}

fn in_band(bands: &Bands, reason: &Reason<'_>) -> Option<u32> {
    let Of::Measured { value, .. } = &reason.of else { return None };
    value.exact()?;
    let inside = bands.steps.iter().find(|step| match (step.ge, step.le) {
        (Some(ge), _) => value.is_at_least(edge(&bands.of, ge)) == Truth::Met,
        (None, Some(le)) => value.is_at_most(edge(&bands.of, le)) == Truth::Met,
        (None, None) => true,
    });
    inside.map(|step| step.points)
}

fn units(unit: &PerUnit, reason: &Reason<'_>) -> Option<u32> {
    let Of::Measured { value, .. } = &reason.of else { return None };
    let value = value.exact()?;
    let units = value.numerator() / (value.denominator() * i128::from(unit.each));
    Some(u32::try_from(units).ok()?.min(unit.most.div_ceil(unit.points)))
}

impl Coverage {
    fn assessment(&mut self, it: &Assessment<'_>) {
        for judged in &it.criteria {
            let place = self.place(judged.source);
            self.see(&place, word(judged.reason.truth));
            if let Some(guard) = judged.suspended_by
                && judged.reason.truth == Truth::Unmet
                && it.verdict == Verdict::Meets
            {
                let place = self.place(&guard.source);
                self.see(&place, "decides");
            }
        }
        for relieved in &it.reliefs {
            let place = self.place(&relieved.relief.source);
            self.see(&place, word(relieved.reason.truth));
            if is_decisive(it, relieved.relief) {
                self.see(&place, "decides");
            }
        }
        for guard in it.standard.guard.iter().filter(|guard| matches!(guard.effect, Effect::Advise(_))) {
            let is_told = it.advised.iter().any(|other| std::ptr::eq(*other, guard));
            let is_due =
                guard.from <= it.filing.as_of && guard.route.is_none_or(|only| only == it.filing.route);
            if is_due {
                let place = self.place(&guard.source);
                self.see(&place, if is_told { "told" } else { "not told" });
            }
        }
        if let Some(score) = &it.score {
            let place = self.place(&score.score.source);
            self.see(&place, word(score.total));
            for group in &score.groups {
                let place = self.place(&group.group.source);
                self.see(&place, word(group.truth));
            }
            for indicator in &score.indicators {
                let place = self.place(&indicator.indicator.source);
                if !indicator.points.is_exact() {
                    self.see(&place, "open");
                }
                for what in taken(&indicator.indicator.points, "", &mut indicator.reasons.iter()) {
                    self.see(&place, what);
                }
            }
        }
        if let Some(size) = &it.size {
            if let (Some(row), [class]) = (size.row, size.possible.as_slice()) {
                self.see(&format!("{}#{}", size.by.id, row.id), class.id.as_str());
            }
            if let Some(prefix) = size.prefix {
                let place = self.place(&prefix.source);
                self.see(&place, "decides");
            }
        }
    }

    /// Every definition, of the enterprise and of each of its items.
    fn definitions(&mut self, catalog: &Catalog, case: &assess::Case<'_, '_>) {
        let shared = case.standard.definitions.as_deref().and_then(|id| catalog.standard(id));
        for definition in shared.into_iter().chain([case.standard]).flat_map(|file| &file.definition) {
            let place = self.place(&definition.source);
            if let Some(when) = &definition.when {
                self.see(&place, word(case.condition(when).truth));
            }
            let Some(list) = definition.of else { continue };
            let items = case.facts.list(list).map_or(0, |list| list.items.len());
            for at in 0..items {
                if let Some(counted) = case.item_passes(list, at, &definition.id) {
                    self.see(&place, word(counted.truth));
                }
            }
        }
    }
}

/// True when the enterprise meets the standard, would not without this relief, and no other relief stands in.
fn is_decisive(it: &Assessment<'_>, relief: &Relief) -> bool {
    let stands_alone = |replaced: &Str| {
        let met = it
            .reliefs
            .iter()
            .filter(|other| other.reason.truth == Truth::Met && other.relief.replaces.contains(replaced));
        met.count() == 1
    };
    let is_needed = |replaced: &Str| {
        if replaced == "score" {
            return it.score.as_ref().is_some_and(|score| score.truth == Truth::Unmet);
        }
        let of_standard = it.criteria.iter().filter(|judged| judged.from.id == it.standard.id);
        let own = of_standard.filter(|judged| !matches!(judged.kind, JudgedKind::Part(_)));
        own.filter(|judged| judged.id == replaced).any(|judged| judged.reason.truth == Truth::Unmet)
    };
    let is_met =
        it.reliefs.iter().any(|other| std::ptr::eq(other.relief, relief) && other.reason.truth == Truth::Met);
    let decides = |replaced: &Str| stands_alone(replaced) && is_needed(replaced);
    it.verdict == Verdict::Meets && is_met && relief.replaces.iter().any(decides)
}

/// Prints a line past the capture of the test harness: CI shows the report of a passing test too.
pub fn say(line: &str) {
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[test]
fn every_rule_is_decided_each_way_by_some_case() {
    let catalog = Catalog::embedded();
    let mut coverage = Coverage::of(catalog);
    let cases = cases::all().unwrap();
    for case in &cases {
        let (facts, filing) = cases::asked(case, catalog).unwrap();
        for check in &catalog.book().checks.check {
            let findings = assess::findings(catalog, &facts, filing);
            let is_found = findings.iter().any(|finding| finding.check.id == check.id);
            coverage.see(&format!("checks#{}", check.id), if is_found { "found" } else { "not found" });
        }
        let Outcome::Assessed(assessment) = cases::outcome(catalog, &case.tier, &facts, filing) else {
            continue;
        };
        coverage.assessment(&assessment);
        for standard in assessment.includes.iter().copied().chain([assessment.standard]) {
            coverage.definitions(catalog, &assess::Case { catalog, standard, facts: &facts, filing });
        }
    }
    let mut files: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for want in &coverage.wanted {
        let file = want.0.split('#').next().unwrap_or_default();
        let of_file = files.entry(file).or_default();
        of_file.0 += usize::from(coverage.seen.contains(want));
        of_file.1 += 1;
    }
    say(&format!("\nrule coverage by {} worked cases", cases.len()));
    for (file, (seen, wanted)) in &files {
        say(&format!("  {file}: {seen} of {wanted}"));
    }
    let lacking: Vec<String> =
        coverage.wanted.difference(&coverage.seen).map(|(place, what)| format!("{place}: {what}")).collect();
    assert!(lacking.is_empty(), "no case for:\n  {}", lacking.join("\n  "));
}

#[test]
fn every_clause_of_the_municipal_rule_is_accounted_for() {
    let book = Catalog::embedded().book();
    // The build has compared the words with the text that is held and looked every rule up.
    for clauses in &book.clauses {
        let articles: BTreeSet<&str> = clauses.clause.iter().map(|it| it.article.as_str()).collect();
        let (formalised, others): (Vec<_>, Vec<_>) =
            clauses.clause.iter().partition(|it| !it.rules.is_empty());
        say(&format!(
            "\nclauses of {}: {} articles, {} clauses: {} with rules, {} with the reason why not",
            clauses.instrument,
            articles.len(),
            clauses.clause.len(),
            formalised.len(),
            others.len(),
        ));
        assert!(others.iter().all(|clause| clause.reason.is_some()));
    }
    let whole = book.sources.instrument.iter().filter(|instrument| instrument.own_text);
    let listed: Vec<&str> = book.clauses.iter().map(|clauses| clauses.instrument.as_str()).collect();
    assert_eq!(whole.map(|instrument| instrument.id.as_str()).collect::<Vec<_>>(), listed);
}

/// Section 0.2 of the specification: tier, route, first day, first day after, version.
const VERSIONS: &[(&str, Route, &str, Option<&str>, &str)] = &[
    ("innovative", Route::New, "2022-08-01", None, "national/innovative/2022-08-01"),
    ("innovative", Route::Review, "2022-08-01", None, "national/innovative/2022-08-01"),
    ("specialized", Route::New, "2022-08-01", Some("2026-04-01"), "national/specialized/2022-08-01"),
    ("specialized", Route::New, "2026-04-01", None, "national/specialized/2026-04-01"),
    ("specialized", Route::Review, "2022-08-01", Some("2026-04-01"), "national/specialized/2022-08-01"),
    ("specialized", Route::Review, "2026-04-01", None, "national/specialized/2026-04-01"),
    ("little-giant", Route::New, "2022-08-01", Some("2026-04-01"), "national/little-giant/2022-08-01"),
    ("little-giant", Route::New, "2026-04-01", None, "national/little-giant/2026-04-01"),
    ("little-giant", Route::Review, "2022-08-01", Some("2027-01-01"), "national/little-giant/2022-08-01"),
    ("little-giant", Route::Review, "2027-01-01", None, "national/little-giant/2026-04-01"),
];

/// Days without a version, with the reason: from, first day after.
const GAPS: &[(&str, &str, &str)] = &[(
    "1900-01-01",
    "2022-08-01",
    "63号文 is in force from 2022-08-01; before it there was no standard of this ladder",
)];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The day after.
pub fn next(day: Date) -> Date {
    let in_month = Date::new(day.year(), day.month(), day.day() + 1);
    in_month.or_else(|| Date::new(day.year(), day.month(), 1).map(|first| first.plus_months(1))).unwrap()
}

/// The day before.
pub fn before(day: Date) -> Date {
    let mut other = Date::new(day.year() - 1, day.month(), 1).unwrap();
    while next(other) < day {
        other = next(other);
    }
    other
}

/// The first and last day of every window, the days beside them, and the first day of every month.
fn days(catalog: &Catalog, route: Route) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let windows = catalog.book().standards.iter().flat_map(|standard| &standard.applies);
    for window in windows.filter(|window| window.route.is_none_or(|only| only == route)) {
        for edge in [Some(window.from), window.before].into_iter().flatten() {
            days.extend([before(before(edge)), before(edge), edge, next(edge)]);
        }
    }
    let mut month = day("2022-07-01");
    while month <= day("2030-12-01") {
        days.insert(month);
        month = month.plus_months(1);
    }
    days
}

fn covers(from: Date, before: Option<Date>, day: Date) -> bool {
    from <= day && before.is_none_or(|before| day < before)
}

#[test]
fn every_day_has_exactly_one_version_or_a_gap_with_its_reason() {
    let catalog = Catalog::embedded();
    let mut asked = 0;
    for tier in catalog.tiers() {
        for route in [Route::New, Route::Review] {
            for on in days(catalog, route) {
                asked += 1;
                let of_tier = catalog.book().standards.iter().filter(|it| it.tier.as_ref() == Some(&tier.id));
                let windows = of_tier.flat_map(|it| it.applies.iter().map(move |window| (it, window)));
                let held: Vec<&str> = windows
                    .filter(|(_, window)| window.route.is_none_or(|only| only == route))
                    .filter(|(_, window)| covers(window.from, window.before, on))
                    .map(|(standard, _)| standard.id.as_str())
                    .collect();
                let place = format!("{} {route:?} {on}", tier.id);
                let law = VERSIONS.iter().filter(|(of, by, from, end, _)| {
                    *of == tier.id && *by == route && covers(day(from), end.map(day), on)
                });
                let law: Vec<&str> = law.map(|(.., id)| *id).collect();
                assert_eq!(held, law, "{place}");
                let gap = GAPS.iter().find(|(from, end, _)| covers(day(from), Some(day(end)), on));
                match (catalog.in_force(&tier.id, route, on), gap) {
                    (InForce::Standard(standard, _), None) => {
                        assert_eq!([standard.id.as_str()], law.as_slice(), "{place}");
                        has_what_it_includes(catalog, standard, route, on);
                    }
                    (InForce::NotCovered, Some(_)) => assert!(law.is_empty(), "{place}"),
                    (found, gap) => panic!("{place}: {found:?}, gap {gap:?}"),
                }
            }
        }
    }
    say(&format!("\ntemporal coverage: {asked} questions of tier, route and day; gaps:"));
    for (from, end, reason) in GAPS {
        say(&format!("  {from} to before {end}: {reason}"));
    }
}

/// Every family a version includes, its definitions and the size standard have one version on the day.
fn has_what_it_includes(catalog: &Catalog, standard: &Standard, route: Route, on: Date) {
    for family in &standard.include {
        assert!(catalog.family(family, route, on).is_some(), "{} {on}: {family}", standard.id);
    }
    let definitions = standard.definitions.as_deref().and_then(|id| catalog.standard(id));
    let is_defined =
        definitions.is_none_or(|it| it.applies.iter().any(|window| covers(window.from, window.before, on)));
    assert!(is_defined, "{} {on}: definitions", standard.id);
    assert!(catalog.classification("national/size", on).is_some(), "{on}: size");
}
