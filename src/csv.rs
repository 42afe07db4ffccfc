//! Answers: how is a table written so that every spreadsheet opens it, and none runs it?
//!
//! RFC 4180 with a byte order mark, so that Chinese is read as UTF-8. A cell that a spreadsheet would take for a
//! formula begins with an apostrophe instead; a decimal number, negative ones too, stays the number it is.

use crate::units::Decimal;

/// The text of a table.
pub fn table(rows: &[Vec<String>]) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if 0 < at {
                out.push(',');
            }
            write_cell(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

/// The same for pasting: cells divided by tabs, rows by lines. What would divide a cell is a space in it.
pub fn tabbed(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        let guard = if is_formula(cell) { "'" } else { "" };
        format!("{guard}{}", cell.replace(['\t', '\r', '\n'], " "))
    };
    let rows: Vec<String> =
        rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t")).collect();
    rows.join("\n")
}

fn write_cell(cell: &str, out: &mut String) {
    let is_guarded = is_formula(cell);
    let is_quoted = is_guarded || cell.contains([',', '"', '\r', '\n', ';', '\t']);
    if !is_quoted {
        return out.push_str(cell);
    }
    out.push('"');
    if is_guarded {
        out.push('\'');
    }
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

/// True of a cell that some spreadsheet calculates: by its first character, spaces and unseen ones passed over. Full-width
/// signs count too, since spreadsheets in Chinese take them for the narrow ones.
fn is_formula(cell: &str) -> bool {
    let is_passed_over =
        |it: char| it == ' ' || it == '\u{3000}' || it == '\u{feff}' || it == '\u{a0}' || it == '\0';
    let start = cell.trim_start_matches(is_passed_over);
    let is_sign = start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    is_sign && Decimal::parse(cell).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: &str) {
        assert_eq!(table(&[vec![cell.to_owned()]]), format!("\u{feff}{expected}\r\n"), "{cell}");
    }

    #[test]
    fn a_pasted_table_keeps_its_columns_and_runs_nothing() {
        let rows = [["甲\t乙\n丙", "=1+1"], ["-3.5", "2436.4"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(tabbed(&rows), "甲 乙 丙\t'=1+1\n-3.5\t2436.4");
    }

    #[test]
    fn a_table_is_separated_by_commas_and_lines_end_as_on_windows() {
        let rows = [["甲", "2,436.4"], ["a \"b\"", ""]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "\u{feff}甲,\"2,436.4\"\r\n\"a \"\"b\"\"\",\r\n");
    }

    #[test]
    fn a_formula_is_text() {
        check("=1+1", "\"'=1+1\"");
        check("@SUM(A1)", "\"'@SUM(A1)\"");
        check("+86 798", "\"'+86 798\"");
        check("\t=1", "\"'\t=1\"");
        check("\r=1", "\"'\r=1\"");
        check(" =1", "\"' =1\"");
        check("＝1", "\"'＝1\"");
        check("-2+3+cmd|' /C calc'!A0", "\"'-2+3+cmd|' /C calc'!A0\"");
    }

    #[test]
    fn a_number_stays_a_number() {
        check("-12.5", "-12.5");
        check("0", "0");
        check("-", "\"'-\"");
    }
}
