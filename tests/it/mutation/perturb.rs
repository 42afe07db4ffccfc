//! Answers: which smallest changes of a policy file could somebody make by mistake?
//!
//! Thresholds and other numbers by one unit, days and periods by one, edges and yes-no words turned round, routes
//! changed or forgotten, and sets with one element less or one other legal element more. Words, sources and marks
//! are left alone: they state nothing that is computed.

use std::collections::BTreeSet;

use tidu::policy::schema::Book;
use tidu::units::Date;
use toml::{Table, Value};

use crate::coverage::{before, next};

/// One step from a value to one inside it.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    At(usize),
}

/// What is done at a place.
#[derive(Clone, Debug)]
enum Edit {
    /// Another value stands there.
    Put(Value),
    /// Nothing stands there any more.
    Drop,
    /// One more element stands in the list.
    Push(Value),
    /// The same stands under another key.
    Rename(&'static str),
}

/// One change of one file.
#[derive(Clone, Debug)]
pub struct Perturbation {
    /// The file below policy/.
    pub file: String,
    /// The rule, and the place in it.
    pub place: String,
    /// What is changed.
    pub change: String,
    /// The rule, if it is inside of one.
    pub rule: String,
    /// The sort of change.
    pub kind: &'static str,
    steps: Vec<Step>,
    edit: Edit,
}

impl Perturbation {
    /// The file as it then is.
    pub fn of(&self, file: &Value) -> Value {
        let mut changed = file.clone();
        let (last, way) = self.steps.split_last().unwrap();
        let holder = way.iter().fold(&mut changed, |value, step| match step {
            Step::Key(key) => &mut value[key.as_str()],
            Step::At(at) => &mut value[*at],
        });
        match (holder, last) {
            (Value::Table(table), Step::Key(key)) => match &self.edit {
                Edit::Put(value) => drop(table.insert(key.clone(), value.clone())),
                Edit::Drop => drop(table.remove(key)),
                Edit::Push(value) => table[key].as_array_mut().unwrap().push(value.clone()),
                Edit::Rename(other) => {
                    let value = table.remove(key).unwrap();
                    table.insert((*other).to_owned(), value);
                }
            },
            (Value::Array(items), Step::At(at)) => match &self.edit {
                Edit::Put(value) => items[*at] = value.clone(),
                Edit::Drop => drop(items.remove(*at)),
                Edit::Push(_) | Edit::Rename(_) => unreachable!("lists have no keys"),
            },
            _ => unreachable!("a step leads into what it was made from"),
        }
        changed
    }
}

/// Every perturbation of a file.
pub fn all(file: &str, value: &Value, book: &Book) -> Vec<Perturbation> {
    let mut walk = Walk { file, book, whole: value, steps: Vec::new(), rules: Vec::new(), found: Vec::new() };
    walk.value(value, &Around::default());
    walk.found
}

/// What stands around a value.
#[derive(Clone, Debug, Default)]
struct Around {
    /// The rule, and the steps that led to it.
    rule: String,
    from: usize,
    /// The list whose items are tested.
    list: Option<String>,
    /// Within tests of an item.
    is_test: bool,
}

struct Walk<'a> {
    file: &'a str,
    book: &'a Book,
    whole: &'a Value,
    steps: Vec<Step>,
    /// The ids of the rules passed so far.
    rules: Vec<String>,
    found: Vec<Perturbation>,
}

/// Words for readers, ids, links that the build looks up, and where a rule comes from.
const LEFT_ALONE: [&str; 19] = [
    "id",
    "label",
    "help",
    "title",
    "edition",
    "item",
    "short",
    "source",
    "advice",
    "text",
    "article",
    "reason",
    "instrument",
    "choices",
    "reading",
    "number",
    "own_text",
    "pending",
    "optional",
];
/// Words of the vocabulary of which each is the other's opposite or the other side of an edge.
const TURNED: [(&str, &str); 10] = [
    ("ge", "gt"),
    ("gt", "ge"),
    ("le", "lt"),
    ("lt", "le"),
    ("all", "any"),
    ("any", "all"),
    ("is_true", "is_false"),
    ("is_false", "is_true"),
    ("older_than", "at_least_old"),
    ("at_least_old", "older_than"),
];
const PERIODS: [&str; 3] = ["FY-1", "FY-2", "FY-3"];
const SCORE_PERIODS: [&str; 2] = ["Y0", "Y-1"];

impl Walk<'_> {
    fn add(&mut self, around: &Around, kind: &'static str, change: impl Into<String>, edit: Edit) {
        let inside = self.steps[around.from..].iter().map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::At(at) => at.to_string(),
        });
        let inside: Vec<String> = inside.collect();
        let stem = self.file.strip_suffix(".toml").unwrap_or(self.file);
        self.found.push(Perturbation {
            file: self.file.to_owned(),
            place: format!("{stem}#{} {}", around.rule, inside.join(".")),
            change: change.into(),
            rule: around.rule.clone(),
            kind,
            steps: self.steps.clone(),
            edit,
        });
    }

    fn within(&mut self, step: Step, value: &Value, around: &Around) {
        self.steps.push(step);
        self.value(value, around);
        self.steps.pop();
    }

    fn value(&mut self, value: &Value, around: &Around) {
        match value {
            Value::Table(table) => self.table(table, around),
            Value::Array(list) => self.list(list, around),
            Value::String(text) => self.text(text, around),
            Value::Integer(number) => {
                for other in [number - 1, number + 1].into_iter().filter(|it| 0 <= *it) {
                    self.add(around, "number", format!("{number} -> {other}"), Edit::Put(other.into()));
                }
            }
            Value::Boolean(is) => {
                self.add(around, "yes or no", format!("{is} -> {}", !is), Edit::Put((!is).into()));
            }
            Value::Float(_) | Value::Datetime(_) => unreachable!("policy files have none"),
        }
    }

    fn table(&mut self, table: &Table, around: &Around) {
        let text = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
        let mut around = around.clone();
        if let Some(id) = text("id").filter(|_| !self.steps.is_empty()) {
            // One id may stand several times in a file: for another route, in another chain.
            let twins = self.rules.iter().filter(|rule| **rule == id).count();
            self.rules.push(id.clone());
            around.rule = if twins == 0 { id } else { format!("{id} ({})", twins + 1) };
            around.from = self.steps.len();
        }
        let is_list = text("kind").is_some_and(|kind| kind == "list");
        around.list = text("list").or_else(|| text("of")).or(around.list);
        if is_list {
            around.list = text("id");
        }
        self.values(table, &around);
        for (key, value) in table.iter().filter(|(key, _)| !LEFT_ALONE.contains(&key.as_str())) {
            self.turned(key, value, &around);
            let is_test = around.is_test || key == "tests" || key == "items";
            self.within(Step::Key(key.clone()), value, &Around { is_test, ..around.clone() });
        }
    }

    fn turned(&mut self, key: &str, value: &Value, around: &Around) {
        let Some((_, other)) = TURNED.iter().find(|(word, _)| *word == key) else { return };
        let is_edge = value.get("than").is_some();
        let is_fact = value.is_str() && !around.is_test;
        let is_parts = value.as_array().is_some_and(|parts| 1 < parts.len());
        let is_age = value.get("years").is_some();
        let applies = match key {
            "ge" | "gt" | "le" | "lt" => is_edge,
            "all" | "any" => is_parts,
            "is_true" | "is_false" => is_fact,
            _ => is_age,
        };
        if applies {
            self.steps.push(Step::Key(key.to_owned()));
            self.add(around, "edge or word", format!("{key} -> {other}"), Edit::Rename(other));
            self.steps.pop();
        }
    }

    fn list(&mut self, list: &[Value], around: &Around) {
        for (at, value) in list.iter().enumerate() {
            self.steps.push(Step::At(at));
            let keys = || value.as_table().map(|table| table.keys().cloned().collect::<Vec<_>>().join(" "));
            let named = value.as_str().or_else(|| value.get("id")?.as_str()).map(str::to_owned);
            let shown = named.or_else(keys).unwrap_or_default();
            self.add(around, "set", format!("without {shown}"), Edit::Drop);
            self.value(value, around);
            self.steps.pop();
        }
    }

    /// Sets with one other legal element.
    fn values(&mut self, table: &Table, around: &Around) {
        for (key, value) in table {
            let Some(list) = value.as_array().filter(|list| list.iter().all(Value::is_str)) else { continue };
            let own: BTreeSet<&str> = list.iter().filter_map(Value::as_str).collect();
            let others = self.others(key, table, around);
            self.steps.push(Step::Key(key.clone()));
            for other in others.into_iter().filter(|other| !own.contains(other.as_str())) {
                self.add(around, "set", format!("with {other}"), Edit::Push(other.into()));
            }
            self.steps.pop();
        }
    }

    /// What may legally stand in the set under `key`.
    fn others(&self, key: &str, table: &Table, around: &Around) -> Vec<String> {
        let text = |key: &str| table.get(key).and_then(Value::as_str);
        let mut facts = self.book.facts.group.iter().flat_map(|group| &group.fact);
        let ids = |list: &str| -> Vec<String> {
            let rules = self.whole.get(list).and_then(Value::as_array).into_iter().flatten();
            rules.filter_map(|it| it.get("id")?.as_str().map(str::to_owned)).collect()
        };
        match key {
            "values" => {
                let (fact, field) = (text("fact").or(around.list.as_deref()), text("field"));
                let Some(fact) = facts.find(|it| Some(it.id.as_str()) == fact) else { return Vec::new() };
                let field = field.and_then(|field| fact.field.iter().find(|it| it.id == field));
                let choices = field.map_or(&fact.choice, |field| &field.choice);
                choices.iter().map(|it| it.id.to_string()).collect()
            }
            "classes" => {
                let classes = self.book.classifications.iter().flat_map(|it| &it.class);
                classes.map(|it| it.id.to_string()).collect()
            }
            "codes" => {
                let sections = self.book.classifications.iter().flat_map(|it| &it.section);
                let codes: Vec<_> = sections
                    .flat_map(|it| (it.first..=it.last).map(|at| format!("{}{at:02}", it.letter)))
                    .collect();
                // Each division in one prefix or another: a code in two of them is caught by the same cases.
                let prefixes = self.whole.get("prefix").and_then(Value::as_array).map_or(1, Vec::len);
                let Some(Step::At(nth)) = self.steps.last() else { return Vec::new() };
                codes.into_iter().skip(nth + 1).step_by(prefixes).collect()
            }
            "replaces" => ids("criterion").into_iter().chain(["score".to_owned()]).collect(),
            "acts" => ids("act"),
            "at" | "years" => periods_of(table),
            _ => Vec::new(),
        }
    }

    fn text(&mut self, text: &str, around: &Around) {
        let key = match self.steps.last() {
            Some(Step::Key(key)) => key.clone(),
            _ => String::new(),
        };
        let (kind, others) = match key.as_str() {
            "opens" => ("day", openings(text)),
            "due" => ("day", dues(text)),
            "route" => {
                self.add(around, "route", format!("{text} -> both"), Edit::Drop);
                ("route", vec![if text == "new" { "review" } else { "new" }.to_owned()])
            }
            _ if quantity(text).is_some() => ("threshold", quantity(text).unwrap_or_default()),
            _ if Date::parse(text).is_some() => {
                let day = Date::parse(text).unwrap();
                ("day", vec![before(day).to_string(), next(day).to_string()])
            }
            _ => ("period", neighbours(text)),
        };
        for other in others {
            self.add(around, kind, format!("{text} -> {other}"), Edit::Put(other.into()));
        }
        if key == "before" {
            self.add(around, "day", format!("{text} -> open"), Edit::Drop);
        }
    }
}

/// The periods of the fact, or every year for days.
fn periods_of(table: &Table) -> Vec<String> {
    let fact = table.get("fact").and_then(Value::as_str);
    let periods = if fact == Some("platform-score") { &SCORE_PERIODS[..] } else { &PERIODS[..] };
    periods.iter().map(|it| (*it).to_owned()).collect()
}

/// A threshold one smallest unit lower and higher: amounts by 0.0001 万元, shares by 0.01 %, counts by one.
fn quantity(text: &str) -> Option<Vec<String>> {
    let (number, unit) = text.split_once(' ')?;
    let scale: i64 = match unit {
        "万元" => 10_000,
        "%" => 100,
        "年" | "项" | "人" | "名" | "分" => 1,
        _ => return None,
    };
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    let places: i64 = format!("{places:0<4}")[..scale.ilog10() as usize].parse().unwrap_or(0);
    let value = whole.parse::<i64>().ok()? * scale + places;
    let written = |value: i64| {
        let places = value % scale;
        let digits = scale.ilog10() as usize;
        let places = if places == 0 { String::new() } else { format!(".{places:0digits$}") };
        format!("{}{} {unit}", value / scale, places.trim_end_matches('0'))
    };
    Some([value - 1, value + 1].into_iter().filter(|it| 0 <= *it).map(written).collect())
}

fn neighbours(text: &str) -> Vec<String> {
    for periods in [&PERIODS[..], &SCORE_PERIODS[..]] {
        if let Some(at) = periods.iter().position(|it| *it == text) {
            let others = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            return others.filter_map(|at| periods.get(at)).map(|it| (*it).to_owned()).collect();
        }
    }
    Vec::new()
}

fn openings(text: &str) -> Vec<String> {
    if text == "each half-year" {
        return vec!["each quarter 1".to_owned()];
    }
    if let Some(quarter) = text.strip_prefix("each quarter ").and_then(|it| it.parse::<u8>().ok()) {
        return [quarter - 1, quarter + 1].map(|it| format!("each quarter {it}")).to_vec();
    }
    let (first, last) = text.split_once("to ").unwrap();
    let mut others: Vec<String> = beside(last).map(|it| format!("{first}to {it}")).to_vec();
    if !first.is_empty() {
        others.extend(beside(first.trim()).map(|it| format!("{it} to {last}")));
        others.push(format!("to {last}"));
    }
    others
}

fn dues(text: &str) -> Vec<String> {
    if let Some(day) = text.strip_prefix("each ") {
        return beside(&format!("2023-{day}")).map(|it| format!("each {}", &it[5..])).to_vec();
    }
    let (event, term) = text.split_once(" + ").unwrap();
    let (number, unit) = term.split_once(' ').unwrap();
    let months = number.parse::<u32>().unwrap() * if unit == "years" { 12 } else { 1 };
    let terms = [months - 1, months + 1].map(|it| format!("{event} + {it} months"));
    let events = ["recognised", "changed", "revoked"].into_iter().filter(|it| *it != event);
    terms.into_iter().chain(events.map(|other| format!("{other} + {term}"))).collect()
}

fn beside(day: &str) -> [String; 2] {
    let day = Date::parse(day).unwrap();
    [before(day).to_string(), next(day).to_string()]
}
