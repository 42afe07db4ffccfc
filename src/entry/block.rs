//! Answers: which cells did somebody copy out of a spreadsheet, or write in lines?
//!
//! Excel and WPS put cells on the clipboard with tabs between them and lines between rows; a cell with a line or a
//! quote of its own is quoted. What is larger than any form takes is refused as a whole. Must not know: what the
//! cells are for.

use super::typed::half_width;

/// The longest text that is taken apart, in bytes.
pub const MOST_BYTES: usize = 400_000;
const MOST_ROWS: usize = 1_000;
const MOST_CELLS: usize = 20_000;

/// Cells in rows. Blank rows and cells at the ends are left out; no cell has a line of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The rows, each with its cells, trimmed.
    pub rows: Vec<Vec<String>>,
}

/// More than a form takes: nothing of it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Block {
    /// True unless there are at least two cells.
    pub fn is_single(&self) -> bool {
        self.rows.iter().map(Vec::len).sum::<usize>() <= 1
    }

    /// The cell of a row and a column, from zero; blank where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// The cells of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// The cells of a block copied from a spreadsheet.
///
/// # Errors
/// The text is too large.
pub fn cells(text: &str) -> Result<Block, TooLarge> {
    apart(text, &['\t'])
}

/// The cells of a list: with tabs as a spreadsheet copies them, else one item a line, its parts after bars,
/// semicolons or commas where most lines have them. Numbers before the lines are no part of them.
///
/// # Errors
/// The text is too large.
pub fn lines(text: &str) -> Result<Block, TooLarge> {
    if text.contains('\t') {
        return cells(text);
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let all = lines().count();
    let is_in_most = |signs: &&[char]| all <= 2 * lines().filter(|line| line.contains(*signs)).count();
    let ways: [&[char]; 3] = [&['|', '｜'], &['；', ';'], &['，', ',']];
    let mut block = apart(text, ways.iter().find(|signs| is_in_most(signs)).copied().unwrap_or(&['\t']))?;
    for first in block.rows.iter_mut().filter_map(|row| row.first_mut()) {
        *first = without_number(first).to_owned();
    }
    Ok(block)
}

fn apart(text: &str, signs: &[char]) -> Result<Block, TooLarge> {
    if MOST_BYTES < text.len() {
        return Err(TooLarge);
    }
    let (mut rest, mut rows, mut row, mut count) = (text, Vec::new(), Vec::new(), 0);
    loop {
        let (cell, after) = quoted(rest, signs).unwrap_or_else(|| plain(rest, signs));
        row.push(cell);
        count += 1;
        if MOST_CELLS < count {
            return Err(TooLarge);
        }
        let mut signs = after.chars();
        let sign = signs.next();
        rest = signs.as_str();
        if sign == Some('\r') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        if matches!(sign, None | Some('\r' | '\n')) {
            rows.push(std::mem::take(&mut row));
        }
        if sign.is_none() {
            break;
        }
    }
    let block = Block { rows: trimmed(rows) };
    if MOST_ROWS < block.rows.len() { Err(TooLarge) } else { Ok(block) }
}

fn trimmed(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for row in &mut rows {
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
    }
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    rows
}

/// A cell up to the next sign or line, and what follows.
fn plain<'t>(text: &'t str, signs: &[char]) -> (String, &'t str) {
    let end = text.find(|it| ends_cell(it, signs)).unwrap_or(text.len());
    let (cell, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (visible(cell), after)
}

/// A cell in quotes, a quote in it written twice, and what follows; none where no cell ends at the closing quote.
fn quoted<'t>(text: &'t str, signs: &[char]) -> Option<(String, &'t str)> {
    let (mut rest, mut cell) = (text.strip_prefix('"')?, String::new());
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.chars().next() {
            Some('"') => {
                cell.push('"');
                rest = after.get(1..)?;
            }
            Some(it) if !ends_cell(it, signs) => return None,
            Some(_) | None => return Some((visible(&cell), after)),
        }
    }
}

fn ends_cell(it: char, signs: &[char]) -> bool {
    matches!(it, '\n' | '\r') || signs.contains(&it)
}

/// Without spaces at the ends and marks that nobody sees; a line within becomes a space.
fn visible(cell: &str) -> String {
    let seen = |it: char| match it {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        it if it.is_control() => Some(' '),
        it => Some(it),
    };
    cell.chars().filter_map(seen).collect::<String>().trim().to_owned()
}

/// Without `1.`, `1、`, `(1)`, `①` before it.
fn without_number(text: &str) -> &str {
    let Some(first) = text.chars().next() else { return text };
    if ('①'..='⑳').contains(&first) {
        return text.trim_start_matches(first).trim_start();
    }
    let opened = text.strip_prefix(['(', '（']);
    let after = opened.unwrap_or(text).trim_start_matches(|it: char| it.is_ascii_digit());
    let is_numbered = after.len() < opened.unwrap_or(text).len();
    let signs: &[char] = if opened.is_some() { &[')', '）'] } else { &['.', '、', ')', '）', '．'] };
    match after.strip_prefix(signs) {
        Some(rest) if is_numbered && !rest.starts_with(|it: char| it.is_ascii_digit()) => rest.trim_start(),
        Some(_) | None => text,
    }
}

/// True of a cell that says nothing: blank, or a dash.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.chars().all(|it| matches!(it, ' ' | '-' | '—' | '－' | '–' | '/' | '\u{3000}'))
}

/// A name for comparing: half-width, without spaces, colons and quotes, in capitals.
pub(super) fn folded(name: &str) -> String {
    let is_kept =
        |it: &char| !matches!(it, ' ' | ':' | '*' | '"' | '\'' | '“' | '”' | '「' | '」' | '‘' | '’');
    half_width(name).chars().filter(is_kept).collect::<String>().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(read: fn(&str) -> Result<Block, TooLarge>, text: &str, expected: &[&[&str]]) {
        let block = read(text).unwrap();
        let rows: Vec<Vec<&str>> =
            block.rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn rows_and_cells_are_those_of_the_spreadsheet() {
        check(cells, "1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]);
        check(cells, "1\t2\n3\t4", &[&["1", "2"], &["3", "4"]]);
        check(cells, "1\r2", &[&["1"], &["2"]]);
        check(cells, "\t2\t\t\r\n\r\n3\r\n\t\r\n\r\n", &[&["", "2"], &[], &["3"]]);
        check(cells, " 1,000 \t\u{feff}２\u{3000}", &[&["1,000", "２"]]);
        check(cells, "", &[]);
    }

    #[test]
    fn a_quoted_cell_may_hold_tabs_lines_and_quotes() {
        check(cells, "\"两\n行\"\tb", &[&["两 行", "b"]]);
        check(cells, "\"a\tb\"\t\"说\"\"明\"\"\"\r\nc", &[&["a b", "说\"明\""], &["c"]]);
        // What only begins with a quote is as it stands.
        check(cells, "\"6\" 管\tb\nc", &[&["\"6\" 管", "b"], &["c"]]);
        check(cells, "\"open\tb\nc", &[&["\"open", "b"], &["c"]]);
    }

    #[test]
    fn one_cell_is_no_block() {
        for text in ["", "106", "106\r\n", "\t\t\n", "\"a\nb\"\n"] {
            assert!(cells(text).unwrap().is_single(), "{text:?}");
        }
        for text in ["1\t2", "1\n2", "\t1\n"] {
            assert!(!cells(text).unwrap().is_single(), "{text:?}");
        }
    }

    #[test]
    fn a_list_in_lines_is_parted_by_what_most_lines_have() {
        check(
            lines,
            "1. 一种阀门，发明专利\n2、泵体, 发明专利\n",
            &[&["一种阀门", "发明专利"], &["泵体", "发明专利"]],
        );
        check(lines, "阀门；含甲，乙；发明\n泵；发明", &[&["阀门", "含甲，乙", "发明"], &["泵", "发明"]]);
        check(lines, "| 阀门 | 发明 |\n| 泵 | 发明 |", &[&["", "阀门", "发明"], &["", "泵", "发明"]]);
        check(
            lines,
            "（1）阀门\n②泵\n3.5 寸管\n2024 年度报告\n",
            &[&["阀门"], &["泵"], &["3.5 寸管"], &["2024 年度报告"]],
        );
        check(lines, "1、阀门\t发明\n", &[&["1、阀门", "发明"]]);
    }

    #[test]
    fn what_no_form_takes_is_refused_as_a_whole() {
        assert_eq!(cells(&"1".repeat(MOST_BYTES + 1)), Err(TooLarge));
        assert_eq!(cells(&"1\n".repeat(MOST_ROWS + 1)), Err(TooLarge));
        assert_eq!(cells(&"1\t".repeat(MOST_CELLS + 1)), Err(TooLarge));
        assert!(cells(&"1\n".repeat(MOST_ROWS)).is_ok());
    }

    proptest! {
        #[test]
        fn whatever_a_spreadsheet_holds_comes_back(
            rows in prop::collection::vec(prop::collection::vec("[a-z\"，一 ]{0,6}x", 1..5), 1..6),
        ) {
            let write = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(write).collect::<Vec<_>>().join("\t");
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
            let expected: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|it| it.trim().to_owned()).collect()).collect();
            prop_assert_eq!(cells(&text).unwrap().rows, expected);
        }

        #[test]
        fn no_text_does_harm(text in "[\"\t\r\n,;|，1.、（）a\u{0}\u{1f600}]{0,60}") {
            let (first, second) = (cells(&text).unwrap(), lines(&text).unwrap());
            for cell in first.rows.iter().chain(&second.rows).flatten() {
                prop_assert!(!cell.contains(['\t', '\n', '\r']));
            }
        }
    }
}
