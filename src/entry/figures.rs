//! Answers: which cell of the table of years does each cell of a pasted block belong to?
//!
//! By the names of the rows and the years above the columns where the block has them, else by place from the cell
//! that it was pasted into. A unit that stands over the block or in a row's name goes to its figures. What belongs
//! nowhere is told, never dropped. Must not know: what the figures mean.

use super::amount;
use super::block::{Block, folded, is_blank};
use super::day;
use super::typed::half_width;
use crate::facts::Value;

/// The table that a block is pasted into.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its rows from above.
    pub rows: Vec<FrameRow>,
    /// The years of its columns from the left.
    pub years: Vec<i32>,
}

/// A row of the table.
#[derive(Clone, Debug)]
pub struct FrameRow {
    /// The public id of the fact.
    pub id: &'static str,
    /// What it may be called.
    pub names: Vec<&'static str>,
    /// For each year, whether it is asked for.
    pub is_asked: Vec<bool>,
}

/// A cell of the table, from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// Where the cells of a block go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// What to type where, each cell once.
    pub put: Vec<(Spot, String)>,
    /// What belongs nowhere: a row by its name, a column by its heading, a cell by its text.
    pub outside: Vec<String>,
}

/// What statements call these figures besides their names (the help of each figure names the line).
const LINES: [(&str, &str); 2] = [("total-assets", "资产总计"), ("total-liabilities", "负债合计")];
/// How statements call the year that they are of, and the one before.
const THIS_YEAR: [&str; 5] = ["本期", "本年", "期末", "年末", "当期"];
const YEAR_BEFORE: [&str; 5] = ["上期", "上年", "期初", "年初", "去年"];
/// Words before a name in a statement.
const BEFORE_NAMES: [&str; 4] = ["其中", "减", "加", "其中:"];
/// Titles and units that may stand above the years.
const MOST_ABOVE: usize = 6;
/// Numbers of lines that may stand before the names.
const MOST_BEFORE: usize = 2;

/// Where the cells of a block go when it is pasted into a cell of the table.
pub fn laid(block: &Block, frame: &Frame, at: Spot) -> Laid {
    let names = names_column(block, frame);
    let heads = heads_row(block, names, frame);
    let unit = block.rows.iter().take(heads.map_or(0, |row| row + 1)).flatten().find_map(|it| unit_over(it));
    let mut laying = Laying { block, frame, at, names, heads, unit, laid: Laid::default() };
    laying.rows();
    laying.laid
}

struct Laying<'a> {
    block: &'a Block,
    frame: &'a Frame,
    at: Spot,
    /// The column of the block with the names of the rows.
    names: Option<usize>,
    /// The row of the block with the years.
    heads: Option<usize>,
    unit: Option<&'static str>,
    laid: Laid,
}

/// Where a row or a column of the block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goes {
    To(usize),
    Nowhere,
}

impl Laying<'_> {
    fn rows(&mut self) {
        let first = self.heads.map_or(0, |row| row + 1);
        for cell in self.block.rows.iter().take(self.heads.unwrap_or(0)).flatten() {
            if !is_blank(cell) && unit_over(cell).is_none() {
                self.laid.outside.push(cell.clone());
            }
        }
        for column in self.homeless_columns(first) {
            self.laid.outside.push(column);
        }
        for (below, row) in (first..self.block.rows.len()).enumerate() {
            self.row(row, below);
        }
    }

    fn row(&mut self, row: usize, below: usize) {
        let cells = |column: &usize| Some(*column) != self.names && !is_blank(self.block.cell(row, *column));
        let columns: Vec<usize> = (self.values_from()..self.block.width()).filter(cells).collect();
        let name = self.names.map(|column| self.block.cell(row, column));
        let goes = match name {
            Some(name) => self.frame.rows.iter().position(|it| is_called(it, name)),
            None => Some(self.at.row + below).filter(|row| *row < self.frame.rows.len()),
        };
        let Some(to) = goes else {
            if let (Some(name), Some(first)) = (name, columns.first()) {
                let told = if name.is_empty() { self.block.cell(row, *first) } else { name };
                self.laid.outside.push(told.to_owned());
            } else {
                let texts = columns.iter().map(|column| self.block.cell(row, *column).to_owned());
                self.laid.outside.extend(texts);
            }
            return;
        };
        let unit = name.and_then(unit_in_brackets).or(self.unit);
        for column in columns {
            match self.column(column) {
                Some(Goes::To(year)) => self.cell(Spot { row: to, column: year }, row, column, unit),
                Some(Goes::Nowhere) => self.laid.outside.push(self.block.cell(row, column).to_owned()),
                // The whole column is told by its heading.
                None => {}
            }
        }
    }

    fn cell(&mut self, to: Spot, row: usize, column: usize, unit: Option<&str>) {
        let text = self.block.cell(row, column);
        let row = self.frame.rows.get(to.row);
        let is_asked = row.and_then(|row| row.is_asked.get(to.column)).copied().unwrap_or(false);
        let is_taken = self.laid.put.iter().any(|(spot, _)| *spot == to);
        if is_asked && !is_taken {
            self.laid.put.push((to, with_unit(text, unit)));
        } else {
            self.laid.outside.push(text.to_owned());
        }
    }

    /// The first column that may hold figures.
    fn values_from(&self) -> usize {
        self.names.map_or(0, |column| column + 1)
    }

    /// Where a column goes; none where its heading says that it is something else.
    fn column(&self, column: usize) -> Option<Goes> {
        let place =
            |at: Option<usize>| at.filter(|at| *at < self.frame.years.len()).map_or(Goes::Nowhere, Goes::To);
        let Some(heads) = self.heads else {
            return Some(place((self.at.column + column).checked_sub(self.values_from())));
        };
        let year = match head(self.block.cell(heads, column))? {
            Head::Year(year) => year,
            Head::This => self.focused_year()?,
            Head::Before => self.focused_year()? - 1,
        };
        self.frame.years.iter().position(|it| *it == year).map(Goes::To)
    }

    fn focused_year(&self) -> Option<i32> {
        self.frame.years.get(self.at.column).copied()
    }

    /// Columns with figures that no year of the table stands over, by their headings.
    fn homeless_columns(&self, first: usize) -> Vec<String> {
        let Some(heads) = self.heads else { return Vec::new() };
        let is_used =
            |column: usize| (first..self.block.rows.len()).any(|row| !is_blank(self.block.cell(row, column)));
        let from = self.values_from();
        let homeless = (from..self.block.width()).filter(|it| self.column(*it).is_none() && is_used(*it));
        let told = |column: usize| {
            let under = || (first..self.block.rows.len()).map(|row| self.block.cell(row, column));
            let title = self.block.cell(heads, column);
            if title.is_empty() { under().find(|it| !is_blank(it)).unwrap_or("") } else { title }.to_owned()
        };
        homeless.map(told).collect()
    }
}

/// The column with names that the table knows.
fn names_column(block: &Block, frame: &Frame) -> Option<usize> {
    let is_name = |cell: &str| !cell.is_empty() && frame.rows.iter().any(|row| is_called(row, cell));
    (0..=MOST_BEFORE).find(|column| (0..block.rows.len()).any(|row| is_name(block.cell(row, *column))))
}

/// The row of years above the figures.
fn heads_row(block: &Block, names: Option<usize>, frame: &Frame) -> Option<usize> {
    let last = block.rows.len().saturating_sub(1);
    (0..last.min(MOST_ABOVE)).find(|at| is_heads_row(block, *at, names, frame))
}

fn is_heads_row(block: &Block, at: usize, names: Option<usize>, frame: &Frame) -> bool {
    let is_name = |cell: &str| frame.rows.iter().any(|row| is_called(row, cell));
    if names.is_some_and(|column| is_name(block.cell(at, column))) {
        return false;
    }
    let cells = || block.rows.get(at).into_iter().flatten().filter(|it| !is_blank(it));
    let heads: Vec<Head> = cells().filter_map(|it| head(it)).collect();
    let is_figure = |cell: &&String| head(cell).is_none() && amount::money(&half_width(cell)).is_ok();
    if heads.is_empty() || cells().any(|cell| is_figure(&cell)) {
        return false;
    }
    // Bare numbers are years where names stand beside them, or where they are the table's, one after the other.
    let is_said = cells().any(|it| head(it).is_some() && half_width(it).parse::<i32>().is_err());
    let years: Vec<i32> = heads.iter().filter_map(|head| head.year()).collect();
    let steps = || years.iter().zip(years.iter().skip(1)).map(|(one, next)| next - one);
    let is_row = 1 < years.len() && (steps().all(|it| it == 1) || steps().all(|it| it == -1));
    is_said || names.is_some() || (is_row && years.iter().any(|it| frame.years.contains(it)))
}

/// What stands over a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Year(i32),
    This,
    Before,
}

impl Head {
    const fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(year),
            Self::This | Self::Before => None,
        }
    }
}

fn head(cell: &str) -> Option<Head> {
    let plain = folded(cell);
    if THIS_YEAR.iter().any(|word| plain.starts_with(word)) {
        return Some(Head::This);
    }
    if YEAR_BEFORE.iter().any(|word| plain.starts_with(word)) {
        return Some(Head::Before);
    }
    if let Ok(Some(Value::Date(date))) = day(&plain) {
        return Some(Head::Year(date.year()));
    }
    let (digits, rest) = plain.strip_prefix("FY").unwrap_or(&plain).split_at_checked(4)?;
    let is_year = digits.bytes().all(|it| it.is_ascii_digit()) && (rest.is_empty() || rest.starts_with('年'));
    let year = digits.parse().ok().filter(|year| (1990..2200).contains(year));
    year.filter(|_| is_year).map(Head::Year)
}

/// Whether a row of the table is called so in a statement: without numbers before the name, and brackets after it.
fn is_called(row: &FrameRow, name: &str) -> bool {
    let plain = folded(name);
    let is_number = |it: char| it.is_ascii_digit() || "一二三四五六七八九十".contains(it);
    let numbered = plain.trim_start_matches(is_number);
    let bare = numbered.strip_prefix(['、', '.']).unwrap_or(&plain);
    let bare = BEFORE_NAMES.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
    let is_it = |name: &str| {
        let also = LINES.iter().any(|(id, line)| *id == row.id && *line == name);
        also || row.names.iter().any(|it| folded(it) == name)
    };
    [plain.as_str(), bare]
        .into_iter()
        .any(|name| is_it(name) || name.split_once('(').is_some_and(|(name, _)| is_it(name)))
}

/// The unit in a note like `单位：元`.
fn unit_over(cell: &str) -> Option<&'static str> {
    let plain = folded(cell);
    let (_, after) = plain.split_once("单位")?;
    amount::unit_word(after.trim_end_matches(')')).or_else(|| unit_in_brackets(cell))
}

/// The unit in a name like `营业收入（元）`.
fn unit_in_brackets(name: &str) -> Option<&'static str> {
    let plain = folded(name);
    let (_, after) = plain.rsplit_once('(')?;
    amount::unit_word(after.strip_suffix(')')?)
}

/// A figure with the unit that stands over it, unless it has one.
fn with_unit(text: &str, unit: Option<&str>) -> String {
    let plain = half_width(text);
    let is_figure = |it: char| it.is_ascii_digit() || ",.-+() ".contains(it);
    match unit {
        Some(unit) if plain.chars().all(is_figure) => match plain.strip_suffix(')') {
            Some(inner) => format!("{inner}{unit})"),
            None => format!("{plain}{unit}"),
        },
        Some(_) | None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::block::cells;
    use super::*;

    const ROWS: [(&str, &str); 4] = [
        ("revenue", "营业收入"),
        ("main-revenue", "主营业务收入"),
        ("net-profit", "净利润"),
        ("total-assets", "资产总额"),
    ];

    /// Three years; of profit and assets only the last is asked for.
    fn frame() -> Frame {
        let row = |(at, (id, label)): (usize, (&'static str, &'static str))| {
            let is_asked = if at < 2 { vec![true; 3] } else { vec![false, false, true] };
            FrameRow { id, names: vec![label], is_asked }
        };
        Frame { rows: ROWS.into_iter().enumerate().map(row).collect(), years: vec![2023, 2024, 2025] }
    }

    fn check(text: &str, at: (usize, usize), put: &[(&str, i32, &str)], outside: &[&str]) {
        let frame = frame();
        let laid = laid(&cells(text).unwrap(), &frame, Spot { row: at.0, column: at.1 });
        let told =
            |(spot, text): &(Spot, String)| (frame.rows[spot.row].id, frame.years[spot.column], text.clone());
        let expected: Vec<_> = put.iter().map(|(id, year, text)| (*id, *year, (*text).to_owned())).collect();
        assert_eq!(laid.put.iter().map(told).collect::<Vec<_>>(), expected, "{text:?}");
        assert_eq!(laid.outside, outside, "{text:?}");
    }

    #[test]
    fn a_block_without_names_goes_by_place_and_what_lies_outside_is_told() {
        check(
            "1\t2\r\n3\t4\r\n",
            (0, 1),
            &[
                ("revenue", 2024, "1"),
                ("revenue", 2025, "2"),
                ("main-revenue", 2024, "3"),
                ("main-revenue", 2025, "4"),
            ],
            &[],
        );
        check("1\t2\t3", (1, 1), &[("main-revenue", 2024, "1"), ("main-revenue", 2025, "2")], &["3"]);
        check("1\n2\n3", (2, 2), &[("net-profit", 2025, "1"), ("total-assets", 2025, "2")], &["3"]);
        check("1\t2", (2, 1), &[("net-profit", 2025, "2")], &["1"]);
    }

    #[test]
    fn blank_cells_and_dashes_say_nothing() {
        check(
            "1\t\t3\n—\t-\t5",
            (0, 0),
            &[("revenue", 2023, "1"), ("revenue", 2025, "3"), ("main-revenue", 2025, "5")],
            &[],
        );
    }

    #[test]
    fn names_and_years_say_where_a_figure_belongs() {
        let expected = [
            ("net-profit", 2025, "(12)"),
            ("revenue", 2025, "2,436.40 万元"),
            ("revenue", 2024, "2118"),
            ("total-assets", 2025, "900"),
        ];
        for heads in [
            "项目\t2025年度\t2024年度\t2022年度",
            "\t2025\t2024\t2022",
            "项目\t2025-12-31\t2024年12月31日\tFY2022",
        ] {
            let text = format!(
                "{heads}\n四、净利润（净亏损以“－”号填列）\t(12)\n其中：营业收入\t2,436.40 万元\t2118\t7\n资产总计\t900\n营业成本\t1\t2\n"
            );
            let last = heads.rsplit('\t').next().unwrap();
            for at in [(0, 0), (3, 2)] {
                check(&text, at, &expected, &[last, "营业成本"]);
            }
        }
    }

    #[test]
    fn this_year_is_the_year_pasted_into() {
        let text = "项目\t附注\t本期金额\t上期金额\n营业收入\t五、1\t3\t2\n";
        check(text, (0, 2), &[("revenue", 2025, "3"), ("revenue", 2024, "2")], &["附注"]);
        check(text, (0, 0), &[("revenue", 2023, "3")], &["附注", "上期金额"]);
    }

    #[test]
    fn a_unit_over_the_block_or_in_a_name_goes_to_the_figures() {
        check(
            "利润表\n\t单位：元\n项目\t2025年\n营业收入\t24,364,000.00\n净利润\t(5,000)\n",
            (0, 0),
            &[("revenue", 2025, "24,364,000.00元"), ("net-profit", 2025, "(5,000元)")],
            &["利润表"],
        );
        check(
            "项目\t2025年\n营业收入（亿元）\t0.2\n主营业务收入\t0.2\n",
            (0, 0),
            &[("revenue", 2025, "0.2亿元"), ("main-revenue", 2025, "0.2")],
            &[],
        );
        check(
            "营业收入（元）\t约 5\t3 万\n",
            (0, 1),
            &[("revenue", 2024, "约 5"), ("revenue", 2025, "3 万")],
            &[],
        );
    }

    #[test]
    fn figures_that_look_like_years_are_figures() {
        check("2024\n1990\n", (0, 2), &[("revenue", 2025, "2024"), ("main-revenue", 2025, "1990")], &[]);
        check("2024\t2025\n", (0, 1), &[("revenue", 2024, "2024"), ("revenue", 2025, "2025")], &[]);
        check("营业收入\t2024\t2025\n", (0, 1), &[("revenue", 2024, "2024"), ("revenue", 2025, "2025")], &[]);
        check(
            "2024\t3000\n1\t2\n",
            (0, 1),
            &[
                ("revenue", 2024, "2024"),
                ("revenue", 2025, "3000"),
                ("main-revenue", 2024, "1"),
                ("main-revenue", 2025, "2"),
            ],
            &[],
        );
    }

    #[test]
    fn the_second_figure_for_a_cell_is_told() {
        check("营业收入\t1\n营业收入\t2\n", (0, 2), &[("revenue", 2025, "1")], &["2"]);
    }

    proptest! {
        #[test]
        fn nothing_with_a_figure_is_lost(
            text in "([1-9]{1,3}|营业收入|净利润|2025年|本期|单位：元|—|)(\t([1-9]{1,3}|营业收入|2024|约5|)){0,3}(\n([1-9]{1,2}|营业收入|费用)(\t[1-9]){0,4}){0,4}",
            row in 0usize..4, column in 0usize..3,
        ) {
            let block = cells(&text).unwrap();
            let laid = laid(&block, &frame(), Spot { row, column });
            for (spot, _) in &laid.put {
                prop_assert!(frame().rows[spot.row].is_asked[spot.column]);
                prop_assert_eq!(laid.put.iter().filter(|(it, _)| it == spot).count(), 1);
            }
            // Without names and years every cell that says something is put or told.
            let said = block.rows.iter().flatten().filter(|it| !is_blank(it));
            if !text.contains(['营', '净', '年', '期', '2', '单']) {
                prop_assert_eq!(said.count(), laid.put.len() + laid.outside.len());
            }
        }
    }
}
