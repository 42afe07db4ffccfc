//! Answers: which items does a pasted list hold, field by field, and what of it is not understood?
//!
//! A column is of a field by its heading, by the names of choices in it, or because the user says so; a day without
//! a heading is of a field only where the list asks for one day. Nothing that does not stand in the list is answered,
//! and whatever stands there is understood, kept as typed, or told with its reason. Must not know: the draft.

use super::block::{self, Block, TooLarge, folded, is_blank};
use super::{Reading, day, value};
use crate::domain::Domain;
use crate::facts::{Item, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Choice, ChoiceId, Fact, Field, FieldId, Kind};

/// What a pasted list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The columns from the left.
    pub columns: Vec<Column>,
    /// What stands above the headings, a line each.
    pub above: Vec<String>,
    /// The items from above.
    pub lines: Vec<Line>,
}

/// A column of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty where it has none.
    pub title: String,
    /// What it is of.
    pub field: Option<FieldId>,
    /// How that is known.
    pub by: By,
}

/// How it is known what a column is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By its heading.
    Title,
    /// By what stands in it.
    Content,
    /// The user said so.
    User,
    /// It is not known.
    Nothing,
}

/// An item of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands in each column.
    pub texts: Vec<String>,
    /// What that says.
    pub cells: Vec<Cell>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing stands there.
    Blank,
    /// An answer.
    Value(Value),
    /// It cannot be used yet: kept in the item as typed.
    Kept,
    /// None of the answers that can be chosen: not taken in.
    NoChoice,
    /// This is not asked of such an item: not taken in.
    NotAsked,
    /// It is not known what the column is of: not taken in.
    NoField,
}

/// What becomes of a field of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It is answered.
    Value(Value),
    /// The text is kept.
    Kept(String),
}

impl Line {
    /// True when something of it is taken in.
    pub fn is_item(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, Cell::Value(_) | Cell::Kept))
    }

    /// The line as it was, its cells with tabs between them.
    pub fn text(&self) -> String {
        self.texts.join("\t")
    }
}

impl Listing {
    /// The items that the list adds, each with its fields.
    pub fn items(&self) -> Vec<Vec<(FieldId, Entered)>> {
        let entered = |line: &Line| {
            let of = |((column, cell), text): ((&Column, &Cell), &String)| {
                let entered = match cell {
                    Cell::Value(value) => Entered::Value(value.clone()),
                    Cell::Kept => Entered::Kept(text.clone()),
                    Cell::Blank | Cell::NoChoice | Cell::NotAsked | Cell::NoField => return None,
                };
                Some((column.field?, entered))
            };
            self.columns.iter().zip(&line.cells).zip(&line.texts).filter_map(of).collect()
        };
        self.lines.iter().filter(|line| line.is_item()).map(entered).collect()
    }
}

/// Reads a pasted list. `said`: what the user said of some columns (none: nothing of it is to be taken in).
///
/// # Errors
/// The text is too large.
pub fn listing(
    text: &str,
    list: &Fact,
    said: &[(usize, Option<FieldId>)],
    catalog: &Catalog,
) -> Result<Listing, TooLarge> {
    let block = block::lines(text)?;
    let heading = heading(&block, list);
    let first = heading.map_or(0, |row| row + 1);
    let columns = columns(&block, heading, list, said);
    let is_said = |row: &&Vec<String>| row.iter().any(|cell| !is_blank(cell));
    let lines = block.rows.iter().skip(first).filter(is_said).map(|row| line(row, &columns, list, catalog));
    let above = block
        .rows
        .iter()
        .take(heading.unwrap_or(0))
        .filter(is_said)
        .map(|row| row.join("\t").trim().to_owned());
    Ok(Listing { lines: lines.collect(), above: above.collect(), columns })
}

fn line(row: &[String], columns: &[Column], list: &Fact, catalog: &Catalog) -> Line {
    let text = |at: usize| row.get(at).cloned().unwrap_or_default();
    let texts: Vec<String> = (0..columns.len()).map(text).collect();
    let mut cells: Vec<Cell> =
        columns.iter().zip(&texts).map(|(column, text)| cell(text, column, list, catalog)).collect();
    let mut item = Item::default();
    for (column, cell) in columns.iter().zip(&cells) {
        if let (Some(field), Cell::Value(value)) = (column.field, cell) {
            item.set(field, Some(value.clone()));
        }
    }
    for (column, cell) in columns.iter().zip(&mut cells) {
        let field = column.field.and_then(|field| list.field(field));
        if *cell != Cell::Blank && field.is_some_and(|field| !is_asked(field, list, &item)) {
            *cell = Cell::NotAsked;
        }
    }
    Line { texts, cells }
}

fn is_asked(field: &Field, list: &Fact, item: &Item) -> bool {
    let Some(only) = &field.only_for else { return true };
    let chosen = list.field(only.field).and_then(|field| item.choice(field));
    chosen.is_some_and(|chosen| only.values.contains(&chosen))
}

fn cell(text: &str, column: &Column, list: &Fact, catalog: &Catalog) -> Cell {
    if is_blank(text) {
        return Cell::Blank;
    }
    let Some(field) = column.field.and_then(|field| list.field(field)) else { return Cell::NoField };
    let flag = || flag(text, field);
    let chosen = match field.kind {
        Kind::Choice => choice(text, &field.choice).map(Value::Choice),
        Kind::YesNo => flag().map(Value::Flag),
        Kind::Judgement => flag().map(|holds| Value::Judgement { holds, note: String::new() }),
        Kind::Money
        | Kind::Percent
        | Kind::Points
        | Kind::Count
        | Kind::Date
        | Kind::IndustryCode
        | Kind::CreditCode
        | Kind::Text
        | Kind::List => return typed(text, field, catalog),
    };
    chosen.map_or(Cell::NoChoice, Cell::Value)
}

fn typed(text: &str, field: &Field, catalog: &Catalog) -> Cell {
    // A spreadsheet may show a day with the first moment of it.
    let is_day = field.kind == Kind::Date;
    let plain =
        text.split_once(' ').filter(|(_, time)| is_day && time.ends_with(":00")).map_or(text, |(day, _)| day);
    match value(plain, &Domain::of_field(field), catalog) {
        Reading::Blank => Cell::Blank,
        Reading::Value(value) => Cell::Value(value),
        Reading::Slip { .. } | Reading::Fault(_) => Cell::Kept,
    }
}

/// Titles that may stand above the headings.
const MOST_ABOVE: usize = 4;

/// The row of headings: the first that names two fields, or one where it has one cell.
fn heading(block: &Block, list: &Fact) -> Option<usize> {
    let named = |row: &Vec<String>| {
        let cells = row.iter().filter(|cell| !is_blank(cell));
        let named = cells.clone().filter(|cell| list.field.iter().any(|field| 0 < likeness(field, cell)));
        let exactly = cells.clone().any(|cell| list.field.iter().any(|field| likeness(field, cell) == EXACT));
        (named.count(), exactly, cells.count())
    };
    block.rows.iter().take(MOST_ABOVE).position(|row| {
        let (named, is_exact, cells) = named(row);
        is_exact && (1 < named || cells == 1)
    })
}

const EXACT: usize = usize::MAX;

/// How much a heading names a field: not at all, by so many characters of its name, or exactly.
fn likeness(field: &Field, title: &str) -> usize {
    let title = folded(title);
    let like = |name: String| {
        if title == name {
            EXACT
        } else if 1 < name.chars().count() && title.contains(&name) {
            name.chars().count()
        } else {
            0
        }
    };
    field.label.spoken().flat_map(names).map(like).max().unwrap_or(0)
}

/// A name and, where it has a part in brackets, the name without it and with it instead: `授权（登记）日` is also
/// `授权日` and `登记日`.
fn names(label: &str) -> Vec<String> {
    let whole = folded(label);
    let parts = whole.split_once('(').and_then(|(before, rest)| {
        let (inside, after) = rest.split_once(')')?;
        Some([format!("{before}{after}"), format!("{inside}{after}")])
    });
    let mut all = vec![whole];
    all.extend(parts.into_iter().flatten());
    all
}

fn columns(
    block: &Block,
    heading: Option<usize>,
    list: &Fact,
    said: &[(usize, Option<FieldId>)],
) -> Vec<Column> {
    let title = |at: usize| heading.map_or("", |row| block.cell(row, at)).to_owned();
    let none = |at: usize| Column { title: title(at), field: None, by: By::Nothing };
    let mut columns: Vec<Column> = (0..block.width()).map(none).collect();
    for (at, field) in said {
        if let Some(column) = columns.get_mut(*at) {
            (column.field, column.by) = (*field, By::User);
        }
    }
    by_title(&mut columns, list);
    let first = heading.map_or(0, |row| row + 1);
    let under = |at: usize| -> Vec<&str> {
        let cells = (first..block.rows.len()).map(|row| block.cell(row, at));
        cells.filter(|cell| !is_blank(cell)).collect()
    };
    for at in 0..columns.len() {
        let is_titled = columns.get(at).is_some_and(|column| !column.title.is_empty());
        let found = by_content(&under(at), is_titled, &columns, list);
        if let (Some(column), Some(field)) = (columns.get_mut(at), found)
            && column.by == By::Nothing
        {
            (column.field, column.by) = (Some(field), By::Content);
        }
    }
    columns
}

/// Each field goes to the column that names it most, the first of several.
fn by_title(columns: &mut [Column], list: &Fact) {
    for field in &list.field {
        let is_free = |column: &Column| column.by == By::Nothing && !is_closer(field, &column.title, list);
        let like = |column: &Column| if is_free(column) { likeness(field, &column.title) } else { 0 };
        let most = columns.iter().map(like).max().unwrap_or(0);
        let is_said = columns.iter().any(|column| column.field == Some(field.key()));
        if 0 < most
            && !is_said
            && let Some(column) = columns.iter_mut().find(|column| like(column) == most)
        {
            (column.field, column.by) = (Some(field.key()), By::Title);
        }
    }
}

/// Whether a heading names another field more.
fn is_closer(field: &Field, title: &str, list: &Fact) -> bool {
    let like = likeness(field, title);
    list.field.iter().any(|other| like < likeness(other, title))
}

fn by_content(cells: &[&str], is_titled: bool, columns: &[Column], list: &Fact) -> Option<FieldId> {
    let is_free = |field: &&Field| columns.iter().all(|column| column.field != Some(field.key()));
    let is_most = |count: usize| 0 < count && cells.len() <= 2 * count;
    let is_choice = |field: &&Field| {
        let known = cells.iter().filter(|cell| choice(cell, &field.choice).is_some());
        field.kind == Kind::Choice && is_most(known.count())
    };
    if let Some(field) = list.field.iter().filter(is_free).find(is_choice) {
        return Some(field.key());
    }
    if is_titled {
        // Its heading says that it is something else.
        return None;
    }
    let is_day = |cell: &&&str| matches!(day(cell), Ok(Some(_)));
    if is_most(cells.iter().filter(is_day).count()) {
        let mut days = list.field.iter().filter(|field| field.kind == Kind::Date);
        return days.next().filter(|field| is_free(field) && days.next().is_none()).map(Field::key);
    }
    let is_code = |cell: &&&str| cell.is_ascii() && cell.bytes().any(|it| it.is_ascii_digit());
    let codes = cells.iter().filter(is_code).count();
    let is_name = |cell: &&&str| !cell.is_ascii() && flag_of(cell).is_none();
    let wanted = if is_most(codes) { "number" } else { "name" };
    let is_text = is_most(codes) || is_most(cells.iter().filter(is_name).count());
    let mut texts = list.field.iter().filter(|field| field.kind == Kind::Text).filter(is_free);
    texts.find(|field| is_text && field.id == wanted).map(Field::key)
}

/// Words that turn a name into something that it does not name.
const NOT_IT: [char; 4] = ['非', '不', '未', '无'];
const APPLIED_FOR: &str = "申请";

/// The choice that a text names: exactly, within more words, or by a part of its name that no other has.
fn choice(text: &str, choices: &[Choice]) -> Option<ChoiceId> {
    let text = folded(text);
    let named =
        || choices.iter().flat_map(|it| it.label.spoken().flat_map(names).map(move |name| (it.key(), name)));
    if let Some((exact, _)) = named().find(|(_, name)| *name == text) {
        return Some(exact);
    }
    if text.contains(NOT_IT) || text.contains(APPLIED_FOR) || text.chars().count() < 2 {
        return None;
    }
    let within = || named().filter(|(_, name)| 1 < name.chars().count() && text.contains(name.as_str()));
    let longest = within().map(|(_, name)| name.len()).max().unwrap_or(0);
    let longest: Vec<ChoiceId> =
        within().filter(|(_, name)| name.len() == longest).map(|(key, _)| key).collect();
    let part = || named().filter(|(_, name)| name.contains(&text)).map(|(key, _)| key).collect();
    only(&if longest.is_empty() { part() } else { longest })
}

/// The one that all are.
fn only(found: &[ChoiceId]) -> Option<ChoiceId> {
    let first = found.first().copied()?;
    found.iter().all(|it| *it == first).then_some(first)
}

const YES: [&str; 12] = ["是", "有", "对", "属于", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "有效"];
const NO: [&str; 13] =
    ["否", "无", "没有", "不是", "不属于", "×", "✗", "✘", "N", "NO", "FALSE", "无效", "失效"];
/// Answers that say of what they are.
const IN_FORCE: [&str; 3] = ["有效", "无效", "失效"];

fn flag(text: &str, field: &Field) -> Option<bool> {
    let plain = folded(text);
    if IN_FORCE.contains(&plain.as_str()) && !field.label.zh.ends_with("有效") {
        return None;
    }
    if field.label.spoken().any(|label| folded(label) == plain) {
        return Some(true);
    }
    flag_of(&plain)
}

fn flag_of(text: &str) -> Option<bool> {
    let plain = folded(text);
    let is_in = |words: &[&str]| words.contains(&plain.as_str());
    if is_in(&YES) { Some(true) } else { is_in(&NO).then_some(false) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(id: &str) -> &'static Fact {
        Catalog::embedded().fact_named(id).unwrap()
    }

    fn read(id: &str, text: &str) -> Listing {
        listing(text, list(id), &[], Catalog::embedded()).unwrap()
    }

    /// Each item as `field=value`, in the order of the columns.
    fn items(id: &str, text: &str) -> Vec<String> {
        told(list(id), &read(id, text))
    }

    fn told(list: &Fact, listing: &Listing) -> Vec<String> {
        let value = |field: &Field, value: &Value| match value {
            Value::Choice(chosen) => {
                field.choice.iter().find(|it| it.key() == *chosen).unwrap().id.to_string()
            }
            Value::Text(text) => text.clone(),
            Value::Flag(flag) => flag.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Judgement { holds, note } => format!("{holds}{note}"),
        };
        let entered = |(field, entered): (FieldId, Entered)| {
            let field = list.field(field).unwrap();
            match entered {
                Entered::Value(it) => format!("{}={}", field.id, value(field, &it)),
                Entered::Kept(text) => format!("{}?{text}", field.id),
            }
        };
        let item =
            |item: Vec<(FieldId, Entered)>| item.into_iter().map(entered).collect::<Vec<_>>().join(" ");
        listing.items().into_iter().map(item).collect()
    }

    fn check(id: &str, text: &str, expected: &[&str]) {
        assert_eq!(items(id, text), expected, "{text}");
    }

    #[test]
    fn headings_say_what_a_column_is_of() {
        let text = "公司知识产权一览\n序号\t专利名称\t证书号\t专利类型\t授权日期\t申请日\t是否目前有效\t取得方式\n\
            1\t一种阀门\tZL202310000001\t发明专利\t2023/5/1\t2020-1-1\t是\t原始取得\n\
            2\t泵体\t\t实用新型\t2022年3月4日\t\t否\t受让\n";
        check(
            "ip-items",
            text,
            &[
                "name=一种阀门 number=ZL202310000001 kind=invention-patent granted-on=2023-05-01 in-force=true acquisition=original",
                "name=泵体 kind=utility-model granted-on=2022-03-04 in-force=false acquisition=transferred",
            ],
        );
        let listing = read("ip-items", text);
        assert_eq!(listing.above, ["公司知识产权一览"]);
        let unknown: Vec<&str> =
            listing.columns.iter().filter(|it| it.field.is_none()).map(|it| it.title.as_str()).collect();
        assert_eq!(unknown, ["序号", "申请日"]);
    }

    #[test]
    fn without_headings_choices_and_texts_are_known_and_days_are_asked_about() {
        let text = "一种阀门，发明专利，2023-05-01\n泵体，计算机软件著作权，2022-01-01\n";
        check(
            "ip-items",
            text,
            &["name=一种阀门 kind=invention-patent", "name=泵体 kind=software-copyright"],
        );
        let of = |listing: &Listing| listing.columns.iter().map(|it| it.by).collect::<Vec<_>>();
        assert_eq!(of(&read("ip-items", text)), [By::Content, By::Content, By::Nothing]);
        let said = [(2, Some(FieldId::of("transferred-on"))), (0, None)];
        let listing = listing(text, list("ip-items"), &said, Catalog::embedded()).unwrap();
        assert_eq!(
            told(list("ip-items"), &listing),
            [
                "kind=invention-patent transferred-on=2023-05-01",
                "kind=software-copyright transferred-on=2022-01-01",
            ]
        );
        // One day is all that is asked of an award.
        check(
            "awards",
            "省级\t2\t2023-5-1\n国家级\t1\t2024-5-1",
            &["level=provincial date=2023-05-01", "level=national date=2024-05-01"],
        );
    }

    #[test]
    fn what_does_not_stand_there_is_not_answered() {
        for text in ["一种阀门", "一种阀门\n泵体", "名称\n一种阀门\n泵体"] {
            let listing = read("ip-items", text);
            assert!(listing.items().iter().all(|item| item.len() == 1), "{text}");
        }
        check("ip-items", "名称\t种类\t目前有效\n一种阀门\t\t—\n", &["name=一种阀门"]);
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_typed_or_told() {
        let text = "名称\t种类\t授权日\t自主研发\t目前有效\n阀门\t专利\t2023-2-30\t是\t大概\n泵\t实用新型\t2023\t是\t失效\n\t\t\t\t也许\n";
        let listing = read("ip-items", text);
        assert_eq!(
            told(list("ip-items"), &listing),
            ["name=阀门 granted-on?2023-2-30", "name=泵 kind=utility-model granted-on?2023 in-force=false",]
        );
        let cells: Vec<&[Cell]> = listing.lines.iter().map(|line| line.cells.as_slice()).collect();
        assert_eq!(cells[0][1..], [Cell::NoChoice, Cell::Kept, Cell::NotAsked, Cell::NoChoice]);
        assert_eq!(cells[1][3], Cell::NotAsked);
        assert!(!listing.lines[2].is_item());
        assert_eq!(listing.lines[2].text(), "\t\t\t\t也许");
    }

    #[test]
    fn a_name_that_fits_two_choices_or_says_the_contrary_is_none() {
        let check = |id: &str, field: &str, text: &str, expected: Option<&str>| {
            let field = list(id).field(FieldId::of(field)).unwrap();
            assert_eq!(choice(text, &field.choice), expected.map(ChoiceId::of), "{text}");
        };
        check("ip-items", "kind", "发明", Some("invention-patent"));
        check("ip-items", "kind", "专利", None);
        check("ip-items", "kind", "发明专利申请", None);
        check("ip-items", "kind", "非发明专利", None);
        check("ip-items", "kind", "发", None);
        check("ip-items", "acquisition", "转入", Some("transferred"));
        check("titles", "tier", "省级专精特新中小企业", Some("specialized"));
        check("titles", "tier", "国家级专精特新小巨人企业", Some("little-giant"));
        check("titles", "tier", "专精特新", None);
        check("incidents", "severity", "特别重大事故", Some("extraordinary"));
        check("rd-institutions", "level", "市级", None);
    }

    #[test]
    fn an_export_of_a_bank_is_read_with_its_amounts() {
        check(
            "equity-rounds",
            "到账日期\t实缴金额\t备注\n2024-3-1 00:00:00\t5,000,000元\t甲\n2024-4-1\t三百万\t\n",
            &["paid-on=2024-03-01 amount=500", "paid-on=2024-04-01 amount?三百万"],
        );
    }

    proptest! {
        #[test]
        fn every_line_is_an_item_or_told(
            text in "((名称|种类|授权日|阀门|发明专利|2023-5-1|是|12|—|)(\t(名称|取得方式|软著|泵|原始取得|2024年1月1日|否|×|)){0,5}\n){1,8}",
        ) {
            let listing = read("ip-items", &text);
            let said = text.lines().filter(|line| line.split('\t').any(|cell| !is_blank(cell))).count();
            let headings = usize::from(listing.columns.iter().any(|it| !it.title.is_empty()));
            prop_assert_eq!(listing.lines.len() + listing.above.len() + headings, said);
            for line in &listing.lines {
                prop_assert_eq!(line.cells.len(), listing.columns.len());
                for (cell, text) in line.cells.iter().zip(&line.texts) {
                    prop_assert_eq!(*cell == Cell::Blank, is_blank(text));
                }
            }
            // No field is answered twice by one line.
            let mut fields: Vec<FieldId> = listing.columns.iter().filter_map(|it| it.field).collect();
            let all = fields.len();
            fields.sort();
            fields.dedup();
            prop_assert_eq!(fields.len(), all);
        }
    }
}
