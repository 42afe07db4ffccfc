//! Answers: what do `tidu next`, `tidu margin` and `tidu compare` print, and with which exit status?

use super::print::{NO_NAME, SHIELD};
use super::{AssessArguments, Printed, Read, assess_document, day, parse_assess, read_file};
use crate::assess::{Filing, Outcome, compare};
use crate::document::Document;
use crate::draft::Draft;
use crate::draft::merge::{Difference, differences};
use crate::insight::{self, Changed, Compared, Side};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Tier};
use crate::report::{Assessed, mark_sign};
use crate::text::reason::Teller;
use crate::text::say::{COLON, LANG, aside, tr};
use crate::text::tracked::no_standard;
use crate::text::{self, cited, differ, insight as told, verdict, visible, worded, words};
use crate::tracker::{HandedIn, Log, handed_in};
use crate::units::Date;

/// Which answer comes next, or how far figures are from where something turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// `tidu next`.
    Next,
    /// `tidu margin`.
    Margin,
}

/// What is to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CompareArguments {
    /// The file, and how it is filed.
    of: AssessArguments,
    /// The other file.
    other: Option<String>,
    /// The day of the other side.
    against: Option<Date>,
    /// With what was handed in.
    submitted: Option<Which>,
}

/// Which of the times that something was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Which {
    /// The last one.
    Last,
    /// The last one of the application of this name.
    Of(String),
}

impl Which {
    /// What was handed in so, for this tier where one is asked for: on the latest day, of that day the last listed.
    fn among(&self, all: Vec<HandedIn>, tier: Option<&str>) -> Option<HandedIn> {
        let is_it = |it: &HandedIn| {
            tier.is_none_or(|tier| it.filed.tier == tier)
                && match self {
                    Self::Last => true,
                    Self::Of(name) => it.filed.name == *name,
                }
        };
        all.into_iter().filter(is_it).max_by_key(|it| it.on)
    }
}

impl CompareArguments {
    pub(super) fn parse<'a>(words: impl Iterator<Item = &'a str>, catalog: &Catalog) -> Result<Self, String> {
        let (mut files, mut rest, mut against, mut submitted) = (Vec::new(), Vec::new(), None, None);
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            if !word.starts_with("--") {
                files.push(word);
                continue;
            }
            if word == "--submitted" {
                // The file stands before it: what follows is a name.
                let name = words.next_if(|next| !files.is_empty() && !next.starts_with("--"));
                submitted = Some(name.map_or(Which::Last, |name| Which::Of(name.to_owned())));
                continue;
            }
            let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
            if word == "--against" {
                against = Some(day(value).map_err(|why| why.replace("--on", "--against"))?);
            } else {
                rest.extend([word, value]);
            }
        }
        let mut files = files.into_iter();
        let (first, other) = (files.next(), files.next().map(str::to_owned));
        if let Some(third) = files.next() {
            return Err(format!("two files at most: {third}"));
        }
        if let (Some(other), Some(_)) = (&other, &submitted) {
            return Err(format!("--submitted compares one file: {other}"));
        }
        let of = parse_assess(rest.into_iter().chain(first), catalog)?;
        Ok(Self { of, other, against, submitted })
    }
}

/// What comes next, or the margins, of a document.
pub(super) fn look(
    catalog: &Catalog,
    look: Look,
    arguments: &AssessArguments,
    today: Date,
    read: impl Fn(&str) -> Result<String, String>,
) -> Printed {
    let Read { document, today, unread, .. } = match read_file(catalog, &arguments.file, today, read) {
        Ok(read) => read,
        Err(printed) => return printed,
    };
    let assessed = assess_document(catalog, arguments, today, &document);
    let out = match (look, arguments.prints_text) {
        (Look::Next, false) => {
            insight::next_json(catalog, &assessed, &insight::next(catalog, &assessed)).pretty()
        }
        (Look::Next, true) => next_text(catalog, &document, &assessed),
        (Look::Margin, false) => {
            let margins = insight::margins(catalog, &document.facts, &assessed);
            insight::margin_json(catalog, &assessed, &margins).pretty()
        }
        (Look::Margin, true) => margin_text(catalog, &document, &assessed),
    };
    Printed { out, err: unread, status: 0 }
}

fn name(document: &Document) -> String {
    visible(document.facts.text(FactId::of("enterprise-name")).unwrap_or(NO_NAME))
}

fn label<'c>(catalog: &'c Catalog, id: &'c str) -> &'c str {
    catalog.tier(id).map_or(id, |tier| words(&tier.label))
}

fn next_text(catalog: &Catalog, document: &Document, assessed: &[Assessed<'_>]) -> String {
    let mut out = format!("{}\n{SHIELD}", name(document));
    for one in assessed {
        out += &format!("{}{COLON}{}\n", label(catalog, one.tier), outcome(&one.outcome));
    }
    let next = insight::next(catalog, assessed);
    if next.is_empty() {
        out += tr("没有还能改变结论的填写。\n", "No answer is left that can change the result.\n");
    }
    if next.iter().any(|it| it.is_last) {
        out += &format!("{}\n", told::last_note(catalog));
    }
    for (at, asked) in (1..).zip(&next) {
        // Periods are counted from the filing that asks.
        let filing = assessed.iter().find(|it| asked.tiers.iter().any(|tier| tier.tier == it.tier));
        let Some(filing) = filing.map(|it| it.filing) else { continue };
        let teller = Teller { catalog, facts: &document.facts, filing };
        out += &format!("{at}. {}{}\n", teller.open(asked.fact), aside(&told::why(asked, catalog)));
    }
    out
}

fn margin_text(catalog: &Catalog, document: &Document, assessed: &[Assessed<'_>]) -> String {
    let mut out = format!("{}\n{SHIELD}{}\n", name(document), told::close_note(catalog));
    let margins = insight::margins(catalog, &document.facts, assessed);
    for one in assessed {
        let Filing { route, as_of } = one.filing;
        let (tier, route) = (label(catalog, one.tier), text::route(route));
        let outcome = outcome(&one.outcome);
        out += &worded!(
            "\n== {tier}（{route}，申报日 {as_of}）：{outcome} ==\n",
            "\n== {tier} ({route}, filing day {as_of}): {outcome} ==\n"
        );
        let teller = Teller { catalog, facts: &document.facts, filing: one.filing };
        let mut last = None;
        for margin in margins.iter().filter(|it| it.tier == one.tier) {
            let stated = told::amount(margin.figure, margin.stated, catalog);
            let figure = told::figure(margin, teller);
            let heading = worded!("{figure}，现为 {stated}\n", "{figure}, now {stated}\n");
            if last.as_ref() != Some(&heading) {
                out += &heading;
                last = Some(heading);
            }
            out += &format!("  {}\n", told::margin(margin, catalog));
        }
    }
    out
}

fn outcome(of: &Outcome<'_>) -> &'static str {
    match of {
        Outcome::Assessed(it) => verdict::word(it.verdict),
        Outcome::NotInProgram(..) => tr(
            "本程序尚未收入这个标准，不作判断",
            "This program does not hold the standard yet, so nothing is judged",
        ),
        Outcome::NotCovered => no_standard(),
    }
}

/// What is otherwise under the law before, on another day, or in another document.
pub(super) fn compare_files(
    catalog: &Catalog,
    arguments: &CompareArguments,
    today: Date,
    read: impl Fn(&str) -> Result<String, String>,
) -> Printed {
    let one = match read_file(catalog, &arguments.of.file, today, &read) {
        Ok(one) => one,
        Err(printed) => return printed,
    };
    let other = match arguments.other.as_ref().map(|file| read_file(catalog, file, today, &read)) {
        Some(Ok(other)) => Some(other),
        Some(Err(printed)) => return printed,
        None => None,
    };
    if let Some(which) = &arguments.submitted {
        return compare_submitted(catalog, arguments, which, &one);
    }
    let compared = match (&other, arguments.against) {
        (Some(_), _) => Compared::Documents,
        (None, Some(_)) => Compared::Dates,
        (None, None) => Compared::Versions,
    };
    let is_asked = |tier: &&Tier| arguments.of.tier.as_deref().is_none_or(|only| tier.id == *only);
    let tiers = catalog.tiers().iter().filter(is_asked);
    let changed: Vec<Changed<'_>> =
        tiers.filter_map(|tier| of_tier(catalog, arguments, tier, &one, other.as_ref())).collect();
    let answers = other.as_ref().map(|other| differing(catalog, &one.document, &other.document));
    let answers = answers.unwrap_or_default();
    let out = if arguments.of.prints_text {
        let document = other.as_ref().map_or(&one.document, |other| &other.document);
        compare_text(catalog, document, &answers, &changed)
    } else {
        insight::compare_json(catalog, compared, &answers, &changed).pretty()
    };
    let err = one.unread + &other.map(|other| other.unread).unwrap_or_default();
    Printed { out, err, status: 0 }
}

/// The answers of two documents that differ.
fn differing(catalog: &Catalog, one: &Document, other: &Document) -> Vec<Difference> {
    let [ours, theirs] = [one, other].map(|document| Draft::of(document.clone()));
    differences(None, &ours, &theirs, catalog)
}

/// What was handed in, before, and what is stated now, after: the tier applied for, by the route of then.
fn compare_submitted(catalog: &Catalog, arguments: &CompareArguments, which: &Which, read: &Read) -> Printed {
    let log = Log::read(&read.events, catalog);
    let Some(then) = which.among(handed_in(&log, catalog), arguments.of.tier.as_deref()) else {
        let file = if arguments.of.file == "-" { "standard input" } else { &arguments.of.file };
        let err = format!("{file}: no answers of such an application were kept when it was submitted\n");
        return Printed { err, status: 1, ..Printed::default() };
    };
    let HandedIn { filed, on, facts } = then;
    let document = &read.document;
    let now = arguments.against.or(arguments.of.on);
    let now = now.unwrap_or_else(|| document.filing.date_for(&filed.tier, read.today));
    let route = arguments.of.route.unwrap_or(filed.route);
    let side = |facts, as_of| Side { facts, filing: Filing { route, as_of } };
    let tier = catalog.tiers().iter().find(|tier| tier.id == *filed.tier);
    let changed =
        tier.map(|tier| insight::changed(catalog, &tier.id, side(&facts, on), side(&document.facts, now)));
    let changed: Vec<Changed<'_>> = changed.into_iter().collect();
    // How it is filed is said by the sides.
    let handed = Document { facts, filing: document.filing.clone() };
    let answers = differing(catalog, &handed, document);
    let out = if arguments.of.prints_text {
        compare_text(catalog, document, &answers, &changed)
    } else {
        insight::compare_json(catalog, Compared::Submitted, &answers, &changed).pretty()
    };
    Printed { out, err: read.unread.clone(), status: 0 }
}

/// One tier on both sides; `None` where the law has no other version to compare with.
fn of_tier<'p>(
    catalog: &'p Catalog,
    arguments: &CompareArguments,
    tier: &'p Tier,
    one: &Read,
    other: Option<&Read>,
) -> Option<Changed<'p>> {
    let filing = |read: &Read, on: Option<Date>| {
        let filings = &read.document.filing;
        let route = arguments.of.route.unwrap_or_else(|| filings.route_for(&tier.id));
        Filing { route, as_of: on.unwrap_or_else(|| filings.date_for(&tier.id, read.today)) }
    };
    let before = filing(one, arguments.of.on);
    let facts = &one.document.facts;
    if other.is_none() && arguments.against.is_none() {
        let comparison = compare(catalog, &tier.id, facts, before)?;
        return Some(Changed::between_laws(&tier.id, comparison));
    }
    let second = other.unwrap_or(one);
    let after = filing(second, arguments.against.or(arguments.of.on));
    let before = Side { facts, filing: before };
    let after = Side { facts: &second.document.facts, filing: after };
    // Two days of one document are told in their order.
    let is_turned = other.is_none() && after.filing.as_of < before.filing.as_of;
    let (before, after) = if is_turned { (after, before) } else { (before, after) };
    Some(insight::changed(catalog, &tier.id, before, after))
}

fn compare_text(
    catalog: &Catalog,
    document: &Document,
    answers: &[Difference],
    changed: &[Changed<'_>],
) -> String {
    let mut out = format!("{}\n{SHIELD}", name(document));
    for it in answers {
        let [before, after] =
            [&it.ours, &it.theirs].map(|side| differ::value(LANG, it, side.as_ref(), catalog));
        let [place, before, after] = [differ::place(LANG, it, catalog), before, after].map(|it| visible(&it));
        out += &worded!(
            "填写不同：{place}：{before} → {after}\n",
            "Answers differ: {place}: {before} → {after}\n"
        );
    }
    for it in changed {
        let [before, after] = [(it.before, &it.was), (it.after, &it.is)].map(|(filing, of)| {
            let standard = match of {
                Outcome::Assessed(assessment) => &assessment.standard.id,
                Outcome::NotInProgram(..) | Outcome::NotCovered => "—",
            };
            let Filing { route, as_of } = filing;
            let (route, outcome) = (text::route(route), outcome(of));
            worded!(
                "{route}，申报日 {as_of}，{standard}：{outcome}",
                "{route}, filing day {as_of}, {standard}: {outcome}"
            )
        });
        let tier = label(catalog, it.tier);
        out += &worded!(
            "\n== {tier} ==\n前：{before}\n后：{after}\n",
            "\n== {tier} ==\nBefore: {before}\nAfter: {after}\n"
        );
        let rows = it.rows(catalog);
        for row in rows.iter().filter(|row| row.differs()) {
            let (rule, source) = row.rule().named();
            let source = aside(&format!("{} {}", cited::of(catalog, source), mark_sign(source.mark)));
            let (rule, became) = (words(rule), told::became(row));
            let (older, newer) = (told::stands(row.older()), told::stands(row.newer()));
            out += &worded!(
                "  {became}“{rule}”：{older} → {newer}{source}\n",
                "  {became}: “{rule}”, {older} → {newer}{source}\n"
            );
        }
        let same = rows.iter().filter(|row| !row.differs()).count();
        out += &worded!(
            "  其余 {same} 条要求和结果都相同。\n",
            "  Others with the same requirement and result: {same}.\n"
        );
    }
    out
}
