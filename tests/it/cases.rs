//! Answers: does the program say what the law says?
//!
//! Every worked case below tests/cases/ states facts and what follows from them by the texts, worked out by hand:
//! tests/cases/README.md explains the notation. A failure is a disagreement between the program and the law; the
//! law (the citation of the case) decides who is wrong, never the output.

#[cfg(test)]
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use tidu::assess::{self, Filing};
use tidu::document;
use tidu::facts::Facts;
use tidu::policy::catalog::Catalog;
use tidu::report;
use tidu::units::Date;

/// What went wrong, in words.
type Outcome<T> = Result<T, String>;

/// A file, a case or a table: each may refine what the one around it says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Block {
    name: Option<String>,
    law: Option<String>,
    base: Option<String>,
    tier: Option<String>,
    on: Option<String>,
    route: Option<String>,
    filing: Option<Json>,
    set: Map<String, Json>,
    unset: Vec<String>,
    expect: Map<String, Json>,
    columns: Vec<String>,
    rows: Vec<Vec<Json>>,
    case: Vec<Block>,
    table: Vec<Block>,
}

/// A change to the facts of the base document.
#[derive(Clone, Debug)]
enum Change {
    /// A fact, or years of a fact, by id.
    Set(Map<String, Json>),
    /// `fact`, `fact@year` or `*`: taken back, so unanswered.
    Unset(String),
}

/// One worked case as it is being put together.
#[derive(Clone, Debug, Default)]
struct Draft {
    base: String,
    tier: String,
    on: Option<String>,
    route: Option<String>,
    filing: Option<Json>,
    changes: Vec<Change>,
    expect: Map<String, Json>,
}

/// One worked case: a whole facts document and what must follow for one tier.
pub struct Case {
    /// File, name, row and citation.
    pub place: String,
    /// The tier that is asked.
    pub tier: String,
    /// The facts document.
    pub document: Json,
    /// What must follow.
    pub expect: Map<String, Json>,
}

const WORDS: [&str; 16] = [
    "verdict",
    "status",
    "standard",
    "includes",
    "score",
    "row",
    "classes",
    "unmet",
    "unknown",
    "unmet-standing",
    "missing",
    "open",
    "findings",
    "advised",
    "truth",
    "standing",
];

impl Draft {
    fn refine(&mut self, by: &Block) {
        let take = |mine: &mut String, its: &Option<String>| {
            if let Some(its) = its {
                mine.clone_from(its);
            }
        };
        take(&mut self.base, &by.base);
        take(&mut self.tier, &by.tier);
        self.on = by.on.clone().or_else(|| self.on.take());
        self.route = by.route.clone().or_else(|| self.route.take());
        self.filing = by.filing.clone().or_else(|| self.filing.take());
        self.changes.push(Change::Set(by.set.clone()));
        self.changes.extend(by.unset.iter().cloned().map(Change::Unset));
        self.expect.extend(by.expect.clone());
    }

    /// Takes one cell of a table in.
    fn cell(&mut self, column: &str, cell: &Json) -> Outcome<()> {
        let text = || cell.as_str().map(str::to_owned).ok_or_else(|| format!("{column}: a text is expected"));
        match column {
            "base" => self.base = text()?,
            "tier" => self.tier = text()?,
            "on" => self.on = Some(text()?),
            "route" => self.route = Some(text()?),
            "set" => {
                let set = cell.as_object().ok_or("set: a table is expected")?;
                self.changes.push(Change::Set(set.clone()));
            }
            "unanswered" => {
                let one = std::slice::from_ref(cell);
                for address in cell.as_array().map_or(one, Vec::as_slice) {
                    let address = address.as_str().ok_or("unanswered: a text is expected")?;
                    self.changes.push(Change::Unset(address.to_owned()));
                }
            }
            _ => self.other_cell(column, cell)?,
        }
        Ok(())
    }

    fn other_cell(&mut self, column: &str, cell: &Json) -> Outcome<()> {
        if let Some((word, id)) = column.split_once(' ') {
            let of_word = self.expect.entry(word).or_insert_with(|| json!({}));
            let of_word = of_word.as_object_mut().ok_or_else(|| format!("{word} is no table"))?;
            of_word.insert(id.to_owned(), cell.clone());
        } else if column == "points" || column == "groups" || WORDS.contains(&column) {
            self.expect.insert(column.to_owned(), cell.clone());
        } else {
            let (fact, value) = match column.split_once('@') {
                Some((fact, year)) => (fact, json!({ year: cell })),
                None => (column, cell.clone()),
            };
            self.changes.push(Change::Set([(fact.to_owned(), value)].into_iter().collect()));
        }
        Ok(())
    }

    fn finish(self, place: String, from: &Shelf) -> Outcome<Case> {
        let base = from.base(&self.base)?;
        let member = |name: &str| base.get(name).and_then(Json::as_object).cloned().unwrap_or_default();
        let (mut filing, mut facts) = (member("filing"), member("facts"));
        for change in &self.changes {
            match change {
                Change::Set(set) => from.set(&mut facts, set)?,
                Change::Unset(address) => unset(&mut facts, address)?,
            }
        }
        filing.extend(self.on.map(|on| ("date".to_owned(), json!(on))));
        filing.extend(self.route.map(|route| ("route".to_owned(), json!(route))));
        let filing = self.filing.unwrap_or(Json::Object(filing));
        let document = json!({ "format": "tidu-facts", "version": 1, "filing": filing, "facts": facts });
        Ok(Case { place, tier: self.tier, document, expect: self.expect })
    }
}

/// Base documents and item templates.
struct Shelf {
    folder: PathBuf,
    items: Map<String, Json>,
}

impl Shelf {
    fn open(folder: &Path) -> Outcome<Self> {
        let items =
            toml::from_str(&text_of(&folder.join("items.toml"))?).map_err(|fault| fault.to_string())?;
        Ok(Self { folder: folder.to_owned(), items })
    }

    fn base(&self, name: &str) -> Outcome<Json> {
        let path = self.folder.join("base").join(format!("{name}.json"));
        serde_json::from_str(&text_of(&path)?).map_err(|fault| format!("{}: {fault}", path.display()))
    }

    fn set(&self, facts: &mut Map<String, Json>, set: &Map<String, Json>) -> Outcome<()> {
        for (fact, value) in set {
            let years =
                value.as_object().filter(|years| !years.is_empty() && years.keys().all(|it| is_year(it)));
            if let Some(years) = years {
                let of_fact = facts.entry(fact).or_insert_with(|| json!({}));
                let of_fact = of_fact.as_object_mut().ok_or_else(|| format!("{fact} has no years"))?;
                for (year, value) in years {
                    place(of_fact, year, value.clone());
                }
            } else {
                place(facts, fact, self.list(fact, value)?.unwrap_or_else(|| value.clone()));
            }
        }
        Ok(())
    }

    /// An array is a complete list, `{ open = [...] }` an open one.
    fn list(&self, fact: &str, value: &Json) -> Outcome<Option<Json>> {
        let open = value.get("open").and_then(Json::as_array);
        let Some(items) = open.or_else(|| value.as_array()) else { return Ok(None) };
        let items = items.iter().map(|item| self.item(fact, item)).collect::<Outcome<Vec<_>>>()?;
        Ok(Some(json!({ "complete": open.is_none(), "items": items })))
    }

    fn item(&self, fact: &str, item: &Json) -> Outcome<Json> {
        let template = |name: &str| {
            let found = self.items.get(fact).and_then(|items| items.get(name)).and_then(Json::as_object);
            found.cloned().ok_or_else(|| format!("no item {name} of {fact} in items.toml"))
        };
        if let Some(name) = item.as_str() {
            return Ok(Json::Object(template(name)?));
        }
        let mut own = item.as_object().cloned().ok_or_else(|| format!("{fact}: an item is expected"))?;
        let like = own.remove("like");
        let without = own.remove("without");
        let mut made = like.as_ref().and_then(Json::as_str).map_or_else(|| Ok(Map::new()), template)?;
        made.extend(own);
        for field in without.iter().filter_map(Json::as_array).flatten().filter_map(Json::as_str) {
            made.remove(field).ok_or_else(|| format!("{fact}: no {field} to leave out"))?;
        }
        Ok(Json::Object(made))
    }
}

fn place(into: &mut Map<String, Json>, key: &str, value: Json) {
    match value.as_str() {
        Some("?") => into.remove(key),
        Some("n/a") => into.insert(key.to_owned(), json!({ "not-applicable": true })),
        _ => into.insert(key.to_owned(), value),
    };
}

fn unset(facts: &mut Map<String, Json>, address: &str) -> Outcome<()> {
    let gone = || format!("{address} is not answered, so it cannot be taken back");
    if address == "*" {
        facts.clear();
    } else if let Some((fact, year)) = address.split_once('@') {
        let of_fact = facts.get_mut(fact).and_then(Json::as_object_mut).ok_or_else(gone)?;
        of_fact.remove(year).ok_or_else(gone)?;
    } else {
        // A base that never stated it is as good: the case says that it is unanswered.
        facts.remove(address);
    }
    Ok(())
}

fn is_year(key: &str) -> bool {
    key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn text_of(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|fault| format!("{}: {fault}", path.display()))
}

/// Every worked case, in the order of the files.
///
/// # Errors
/// What is wrong with a file of cases.
pub fn all() -> Outcome<Vec<Case>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let shelf = Shelf::open(&folder)?;
    let mut files = Vec::new();
    find(&folder, &mut files)?;
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let place = file.strip_prefix(&folder).unwrap_or(&file).display().to_string();
        of_file(&text_of(&file)?, &place, &shelf, &mut cases).map_err(|fault| format!("{place}: {fault}"))?;
    }
    Ok(cases)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    let entries = fs::read_dir(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|fault| fault.to_string())?.path();
        if path.ends_with("tests/cases/tracker") {
            // Those are of events and not of facts: tests/it/tracker.rs reads them.
            continue;
        }
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml")
            && path.file_stem().is_some_and(|it| it != "items")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn of_file(text: &str, file: &str, shelf: &Shelf, cases: &mut Vec<Case>) -> Outcome<()> {
    let whole: Block = toml::from_str(text).map_err(|fault| fault.to_string())?;
    let mut start = Draft::default();
    start.refine(&whole);
    for case in &whole.case {
        let place = format!("{file}: {}", heading(case)?);
        let mut draft = start.clone();
        draft.refine(case);
        cases.push(draft.finish(place.clone(), shelf).map_err(|fault| format!("{place}: {fault}"))?);
    }
    for table in &whole.table {
        let heading = heading(table)?;
        let mut start = start.clone();
        start.refine(table);
        for (at, row) in table.rows.iter().enumerate() {
            let shown: Vec<String> = row.iter().map(Json::to_string).collect();
            let place = format!("{file}: {heading}: row {}: {}", at + 1, shown.join(", "));
            if row.len() != table.columns.len() {
                return Err(format!("{place}: {} cells, {} columns", row.len(), table.columns.len()));
            }
            let mut draft = start.clone();
            for (column, cell) in table.columns.iter().zip(row) {
                draft.cell(column, cell).map_err(|fault| format!("{place}: {fault}"))?;
            }
            cases.push(draft.finish(place.clone(), shelf).map_err(|fault| format!("{place}: {fault}"))?);
        }
    }
    Ok(())
}

fn heading(block: &Block) -> Outcome<String> {
    let name = block.name.as_deref().ok_or("a case without a name")?;
    let law = block.law.as_deref().ok_or_else(|| format!("{name}: no citation"))?;
    Ok(format!("{name} ({law})"))
}

/// What follows for a tier, or for a standard that informs beside one, by the name of its family: "tech-sme".
pub fn outcome<'p>(catalog: &'p Catalog, of: &str, facts: &Facts, filing: Filing) -> assess::Outcome<'p> {
    if catalog.tier(of).is_some() {
        return assess::assess_tier(catalog, of, facts, filing);
    }
    let tiers = catalog.tiers().iter();
    let mut informing = tiers.flat_map(|tier| assess::inform(catalog, &tier.id, facts, filing));
    let named = informing.find(|it| it.standard.id.split('/').nth(1) == Some(of));
    named.map_or(assess::Outcome::NotCovered, |it| assess::Outcome::Assessed(Box::new(it)))
}

/// What a case states, and how it is filed.
///
/// # Errors
/// When the document is refused.
pub fn asked(case: &Case, catalog: &Catalog) -> Outcome<(Facts, Filing)> {
    let read = document::read(&case.document.to_string(), catalog);
    let read = read.map_err(|fault| format!("the document is refused: {fault:?}"))?;
    let never = Date::parse("1900-01-01").ok_or("no day")?;
    let filing =
        Filing { route: read.filing.route_for(&case.tier), as_of: read.filing.date_for(&case.tier, never) };
    Ok((read.facts, filing))
}

/// The public JSON of the one assessment that a case asks for.
fn assessed(case: &Case, catalog: &Catalog, facts: &Facts, filing: Filing) -> Outcome<Json> {
    let outcome = outcome(catalog, &case.tier, facts, filing);
    let assessed = report::Assessed { tier: &case.tier, filing, outcome };
    let written = report::to_json(catalog, facts, &[assessed]).pretty();
    serde_json::from_str(&written).map_err(|fault| format!("the report is no JSON: {fault}"))
}

/// What an assessment says, asked in the words of the cases.
struct Said {
    report: Json,
    assessment: Json,
}

impl Said {
    fn of(case: &Case, catalog: &Catalog, facts: &Facts, filing: Filing) -> Outcome<Self> {
        let report = assessed(case, catalog, facts, filing)?;
        let assessment = report.pointer("/assessments/0").cloned().ok_or("no assessment")?;
        Ok(Self { report, assessment })
    }

    fn list(&self, pointer: &str) -> &[Json] {
        self.assessment.pointer(pointer).and_then(Json::as_array).map_or(&[], Vec::as_slice)
    }

    fn member(&self, pointer: &str) -> Json {
        self.assessment.pointer(pointer).cloned().filter(|it| !it.is_null()).unwrap_or_else(|| json!("none"))
    }

    /// Everything that has a truth of its own and must hold: id, family of the file, truth.
    fn conditions(&self, member: &str) -> Vec<(String, String, String)> {
        let of_criterion = |it: &Json| (text(it, "id"), family(&text(it, "from")), text(it, member));
        let mut found: Vec<_> = self.list("/criteria").iter().map(of_criterion).collect();
        if let Some(score) = self.assessment.get("score") {
            if member == "truth" {
                found.push((text(score, "id"), String::new(), text(score, "total")));
                let of_group = |it: &Json| (text(it, "id"), String::new(), text(it, "truth"));
                found.extend(self.list("/score/groups").iter().map(of_group));
            } else {
                found.push(("score".to_owned(), String::new(), text(score, member)));
            }
        }
        found
    }

    /// The ids with this truth. Where files disagree about an id, each that has it as `family#id`.
    fn with(&self, member: &str, truth: &str) -> Vec<String> {
        let conditions = self.conditions(member);
        let mut ids = Vec::new();
        for (id, family, _) in conditions.iter().filter(|(_, _, its)| its == truth) {
            let everywhere =
                conditions.iter().filter(|(other, _, _)| other == id).all(|(_, _, its)| its == truth);
            ids.push(if everywhere { id.clone() } else { format!("{family}#{id}") });
        }
        ids
    }

    /// The truth of `id` or `family#id`; "absent" where nothing of that name is judged.
    fn truth(&self, member: &str, name: &str) -> Json {
        let (family, id) = name.split_once('#').map_or((None, name), |(family, id)| (Some(family), id));
        let of_relief = |it: &Json| (text(it, "id"), String::new(), text(it, member));
        let mut all = self.conditions(member);
        all.extend(self.list("/reliefs").iter().map(of_relief));
        let mut truths: Vec<String> = all
            .into_iter()
            .filter(|(its, from, _)| its == id && family.is_none_or(|family| family == from))
            .map(|(_, _, truth)| truth)
            .collect();
        truths.sort();
        truths.dedup();
        match truths.as_slice() {
            [] => json!("absent"),
            [one] => json!(one),
            many => json!(many),
        }
    }

    fn bounds(&self, pointer: &str, id: &str) -> Json {
        self.list(pointer).iter().find(|it| text(it, "id") == id).map_or_else(|| json!("absent"), bounds)
    }

    /// Ids of the fast tracks and exemptions that are met and stand for a condition.
    fn relieved(&self, id: &str) -> Json {
        let judged = self.list("/criteria").iter().find(|it| text(it, "id") == id);
        judged.and_then(|it| it.get("relieved_by")).cloned().unwrap_or_else(|| json!([]))
    }

    /// What keeps a condition, a relief or an indicator open beside answers: why, and the fact.
    fn hold(&self, id: &str) -> Json {
        let all = ["/criteria", "/reliefs", "/score/indicators"].into_iter().flat_map(|list| self.list(list));
        let found = all.filter(|it| text(it, "id") == id).find_map(first_hold);
        found.map_or_else(
            || json!("none"),
            |hold| match hold.get("fact") {
                None => json!(text(&hold, "why")),
                Some(Json::String(fact)) => json!(format!("{} {fact}", text(&hold, "why"))),
                Some(fact) => json!(format!("{} {}", text(&hold, "why"), address(fact))),
            },
        )
    }

    fn addresses(&self, pointer: &str) -> Vec<String> {
        self.list(pointer).iter().map(address).collect()
    }

    /// What it says where a case states `word` (of `id`).
    fn answer(&self, word: &str, id: &str) -> Outcome<Json> {
        Ok(match word {
            "verdict" | "status" | "standard" | "includes" | "advised" => self.member(&format!("/{word}")),
            "row" | "classes" => self.member(&format!("/size/{word}")),
            "score" => self.assessment.get("score").map_or_else(|| json!("absent"), bounds),
            "unmet" | "unknown" => sorted(self.with("truth", word)),
            "unmet-standing" => sorted(self.with("standing", "unmet")),
            "missing" | "open" => sorted(self.addresses(&format!("/{word}"))),
            "relieved" => self.relieved(id),
            "hold" => self.hold(id),
            "findings" => {
                let findings = self.report.get("findings").and_then(Json::as_array);
                sorted(findings.into_iter().flatten().map(|it| text(it, "id")).collect())
            }
            "truth" | "standing" => self.truth(word, id),
            "points" => self.bounds("/score/indicators", id),
            "groups" | "group" => self.bounds("/score/groups", id),
            _ => return Err(format!("a case cannot expect {word}")),
        })
    }
}

fn address(of: &Json) -> String {
    match (of.get("year"), of.get("item")) {
        (Some(year), _) => format!("{}@{year}", text(of, "fact")),
        (None, Some(item)) => format!("{}[{item}].{}", text(of, "fact"), text(of, "field")),
        (None, None) => text(of, "fact"),
    }
}

/// The first hold in a tree of reasons.
fn first_hold(of: &Json) -> Option<Json> {
    let parts = ["reason", "reasons", "parts"].into_iter().filter_map(|member| of.get(member));
    let parts = parts.flat_map(|it| it.as_array().map_or(std::slice::from_ref(it), Vec::as_slice));
    of.get("hold").cloned().or_else(|| parts.into_iter().find_map(first_hold))
}

fn text(of: &Json, member: &str) -> String {
    of.get(member).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn family(file: &str) -> String {
    file.rsplit_once('/').map_or(file, |(family, _)| family).to_owned()
}

fn bounds(of: &Json) -> Json {
    let points = |member: &str| of.get(member).and_then(Json::as_str).and_then(|it| it.parse::<i64>().ok());
    let (lo, hi) = (json!(points("lo")), json!(points("hi")));
    if lo == hi { lo } else { json!([lo, hi]) }
}

fn sorted(mut texts: Vec<String>) -> Json {
    texts.sort();
    texts.dedup();
    json!(texts)
}

/// Sets are compared without order; bounds and the files judged along have one.
fn normal(word: &str, expected: &Json) -> Json {
    let is_set = matches!(word, "unmet" | "unknown" | "unmet-standing" | "missing" | "open" | "findings");
    match expected.as_array().filter(|_| is_set) {
        Some(ids) => sorted(ids.iter().filter_map(Json::as_str).map(str::to_owned).collect()),
        None => expected.clone(),
    }
}

/// Where the program, with this law, does not say what the case states.
///
/// # Errors
/// When a case expects what cannot be asked.
pub fn differences(case: &Case, catalog: &Catalog, facts: &Facts, filing: Filing) -> Outcome<Vec<String>> {
    let said = Said::of(case, catalog, facts, filing)?;
    let mut found = Vec::new();
    let mut compare = |word: &str, id: &str, expected: &Json| -> Outcome<()> {
        let (answer, expected) = (said.answer(word, id)?, normal(word, expected));
        if answer != expected {
            found.push(format!("{word} {id}: the law says {expected}, the program {answer}"));
        }
        Ok(())
    };
    for (word, expected) in &case.expect {
        match expected.as_object() {
            Some(by_id) => by_id.iter().try_for_each(|(id, expected)| compare(word, id, expected))?,
            None => compare(word, "", expected)?,
        }
    }
    Ok(found)
}

/// So many cases that disagree are told at most.
#[cfg(test)]
const MOST_TOLD: usize = 20;

/// Words that name some cases, in the environment, while one works on them.
#[cfg(test)]
const ONLY: &str = "TIDU_CASE";

#[test]
fn the_program_says_what_the_law_says() {
    let mut cases = all().unwrap();
    if let Ok(wanted) = env::var(ONLY) {
        cases.retain(|case| case.place.contains(&wanted));
        assert!(!cases.is_empty(), "no case has {wanted:?} in its file or name");
    }
    let catalog = Catalog::embedded();
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(!case.expect.is_empty(), "{} expects nothing", case.place);
        let found = asked(case, catalog)
            .and_then(|(facts, filing)| differences(case, catalog, &facts, filing))
            .unwrap_or_else(|fault| vec![fault]);
        if !found.is_empty() {
            wrong.push(format!("{}\n    {}", case.place, found.join("\n    ")));
        }
        // Nobody reads more at once.
        if wrong.len() == MOST_TOLD {
            break;
        }
    }
    assert!(wrong.is_empty(), "{} or more of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn what_the_cases_state_survives_writing_and_reading() {
    let catalog = Catalog::embedded();
    for case in all().unwrap() {
        let read = document::read(&case.document.to_string(), catalog).unwrap();
        let again = document::read(&document::write(&read, catalog), catalog).unwrap();
        assert_eq!(read, again, "{}", case.place);
    }
}

#[test]
fn what_the_cases_state_is_as_the_schema_describes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/facts.schema.json");
    let schema: Json = serde_json::from_str(&text_of(&path).unwrap()).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    for case in all().unwrap() {
        let faults: Vec<String> = schema.iter_errors(&case.document).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {}", case.place, faults.join("; "));
    }
}
