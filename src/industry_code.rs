//! Answers: is this an industry code (GB/T 4754—2017), and which section do these digits belong to?
//!
//! One capital section letter and two to four digits, the first two of which are a division of that section.
//! The sections are data of policy/ (the classification that asks for the code).

use crate::policy::catalog::Catalog;
use crate::policy::schema::{Classification, Prefix, Section, SizeRow, Words};

/// Why a text is no industry code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndustryFault {
    /// Not one capital letter followed by two to four digits.
    Shape,
    /// The division exists in another section, whose letter is given.
    OtherSection(String),
    /// No section has this division.
    NoSection,
}

/// Checks a code written in full, like `C3073`.
///
/// # Errors
/// The rule it breaks.
pub fn check(text: &str, catalog: &Catalog) -> Result<(), IndustryFault> {
    let letter = text.get(..1).filter(|letter| letter.bytes().all(|it| it.is_ascii_uppercase()));
    let digits = text.get(1..).filter(|digits| is_digits(digits));
    let (Some(letter), Some(digits)) = (letter, digits) else {
        return Err(IndustryFault::Shape);
    };
    match section_of(digits, catalog) {
        Some(section) if section.letter == letter => Ok(()),
        Some(section) => Err(IndustryFault::OtherSection(section.letter.to_string())),
        None => Err(IndustryFault::NoSection),
    }
}

/// The code in full for what was typed: a letter of either case and digits, or digits alone.
///
/// # Errors
/// The rule it breaks.
pub fn complete(typed: &str, catalog: &Catalog) -> Result<String, IndustryFault> {
    let mut code = typed.to_ascii_uppercase();
    if is_digits(&code) {
        let section = section_of(&code, catalog).ok_or(IndustryFault::NoSection)?;
        code.insert_str(0, &section.letter);
    }
    check(&code, catalog).map(|()| code)
}

/// A code that a search led to, in full or as the beginning of one.
#[derive(Clone, Debug)]
pub struct Found<'c> {
    /// Letter and digits, as far as they are known.
    pub code: String,
    /// The section of the code.
    pub section: &'c Section,
    /// The row of the size standard it leads to.
    pub row: Option<&'c SizeRow>,
    /// What decides that.
    pub prefix: &'c Prefix,
}

/// The codes that a text leads to: digits, with or without letter, or a part of a name in the size standard (of a
/// section, of a row, of what its prefixes hold). A blank text leads nowhere.
pub fn search<'c>(text: &str, catalog: &'c Catalog) -> Vec<Found<'c>> {
    let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let code = text.to_ascii_uppercase();
    let all = catalog.book().classifications.iter().flat_map(prefixes);
    if text.is_empty() {
        return Vec::new();
    }
    let is_code = text.is_ascii() && text.chars().skip(1).all(|it| it.is_ascii_digit());
    if !is_code {
        let ranked = |it: Found<'c>| {
            let rank = rank_of(&it, &text);
            (it, rank)
        };
        let found: Vec<_> = all.map(ranked).collect();
        let of = |rank: usize| found.iter().filter(move |it| it.1 == Some(rank)).map(|(it, _)| it.clone());
        return (0..RANKS).flat_map(of).collect();
    }
    let (letter, digits) =
        code.split_at_checked(1).filter(|(letter, _)| !is_number(letter)).unwrap_or(("", &code));
    if MOST_DIGITS < digits.len() || !(is_number(digits) || digits.is_empty()) {
        return Vec::new();
    }
    all.filter_map(|found| completed(found, letter, digits, catalog)).collect()
}

const MOST_DIGITS: usize = 4;

/// Every prefix with the section it is in.
fn prefixes(by: &Classification) -> impl Iterator<Item = Found<'_>> {
    by.prefix.iter().flat_map(move |prefix| {
        let row = prefix.row.as_deref().and_then(|id| by.row.iter().find(|row| row.id == id));
        prefix.codes.iter().filter_map(move |code| {
            let section = by.section.iter().find(|it| code.starts_with(it.letter.as_str()))?;
            Some(Found { code: code.to_string(), section, row, prefix })
        })
    })
}

/// By the name of a row or of what no row takes, by the words of a prefix, by the name of a section.
const RANKS: usize = 3;

/// How near a text is to a code, from zero.
fn rank_of(found: &Found<'_>, text: &str) -> Option<usize> {
    let own = found.row.map(|row| &row.label).or(found.prefix.label.as_ref());
    let names = [own, found.prefix.source.wording.as_ref(), Some(&found.section.label)];
    names.into_iter().position(|name| name.is_some_and(|name| holds(name, text)))
}

/// Whether a name has this text in it, in capitals or not.
fn holds(name: &Words, text: &str) -> bool {
    name.spoken().any(|name| {
        name.contains(text) || name.to_ascii_lowercase().replace(' ', "").contains(&text.to_ascii_lowercase())
    })
}

/// A prefix with the digits that were typed, where they lead to it and to no longer one.
fn completed<'c>(mut found: Found<'c>, letter: &str, typed: &str, catalog: &Catalog) -> Option<Found<'c>> {
    if !letter.is_empty() && found.section.letter != letter {
        return None;
    }
    let digits = found.code.get(1..)?;
    if digits.starts_with(typed) {
        // A whole section begins with every digit of its divisions.
        let is_typed = !typed.is_empty() || !letter.is_empty();
        return (is_typed && (typed.is_empty() || !digits.is_empty())).then_some(found);
    }
    if !typed.starts_with(digits) || !has_division(found.section, typed) {
        return None;
    }
    let is_longer = |code: &str| digits.len() + 1 < code.len();
    let is_other = |code: &str| code.get(1..).is_some_and(|it| typed.starts_with(it) && !it.is_empty());
    let by = catalog.book().classifications.iter().flat_map(|by| by.prefix.iter());
    if by.flat_map(|it| it.codes.iter()).any(|code| is_longer(code) && is_other(code)) {
        return None;
    }
    found.code = format!("{}{typed}", found.section.letter);
    Some(found)
}

/// Whether the first digits are of a division of the section; a single digit may begin one.
fn has_division(section: &Section, digits: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    match digits.get(..2) {
        Some(division) => number(division).is_some_and(|it| section.first <= it && it <= section.last),
        None => number(digits).is_some_and(|tens| section.first / 10 <= tens && tens <= section.last / 10),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

fn is_digits(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit())
}

fn section_of<'c>(digits: &str, catalog: &'c Catalog) -> Option<&'c Section> {
    let division: u32 = digits.get(..2)?.parse().ok()?;
    let sections = catalog.book().classifications.iter().flat_map(|it| &it.section);
    sections.into_iter().find(|it| it.first <= division && division <= it.last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_and_division_must_agree() {
        let catalog = Catalog::embedded();
        let other = |letter: &str| Err(IndustryFault::OtherSection(letter.to_owned()));
        for (code, expected) in [
            ("C3073", Ok(())),
            ("C30", Ok(())),
            ("D3073", other("C")),
            ("C0111", other("A")),
            ("C99", Err(IndustryFault::NoSection)),
            ("C3", Err(IndustryFault::Shape)),
            ("C30731", Err(IndustryFault::Shape)),
            ("c3073", Err(IndustryFault::Shape)),
            ("3073", Err(IndustryFault::Shape)),
            ("C30７3", Err(IndustryFault::Shape)),
            ("中3073", Err(IndustryFault::Shape)),
            ("", Err(IndustryFault::Shape)),
        ] {
            assert_eq!(check(code, catalog), expected, "{code}");
        }
    }

    #[test]
    fn codes_are_found_by_number_and_by_the_names_of_the_size_standard() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let found = search(text, Catalog::embedded());
            let told: Vec<_> =
                found.iter().map(|it| (it.code.as_str(), it.row.map_or("", |row| row.id.as_str()))).collect();
            assert_eq!(told, expected, "{text}");
        };
        check("3912", &[("C3912", "size-industry")]);
        check("c39", &[("C39", "size-industry")]);
        check("C", &[("C", "size-industry")]);
        check("D39", &[]);
        check("6510", &[("I6510", "size-software")]);
        check("I", &[("I63", "size-telecom"), ("I64", "size-telecom"), ("I65", "size-software")]);
        check("软件", &[("I65", "size-software"), ("I63", "size-telecom"), ("I64", "size-telecom")]);
        check("采矿", &[("B", "size-industry"), ("C", "size-industry"), ("D", "size-industry")]);
        check("批 发业", &[("F51", "size-wholesale")]);
        check("5910", &[("G5910", "size-transport")]);
        check("597", &[("G597", "")]);
        check("金融", &[("J", "")]);
        check("0", &[("A0", "size-agriculture"), ("B0", "size-industry")]);
        for text in ["", " ", "98", "39123", "CC", "39a", "不存在的行业", "%"] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_code_found_in_full_is_a_code_and_leads_where_it_says() {
        let catalog = Catalog::embedded();
        for division in 1..=97 {
            let digits = format!("{division:02}");
            for found in search(&digits, catalog) {
                assert_eq!(check(&found.code, catalog), Ok(()), "{}", found.code);
                assert_eq!(complete(&found.code[1..], catalog).as_ref(), Ok(&found.code));
            }
            assert_eq!(search(&digits, catalog).is_empty(), complete(&digits, catalog).is_err(), "{digits}");
        }
    }

    #[test]
    fn digits_alone_are_given_their_letter() {
        let catalog = Catalog::embedded();
        assert_eq!(complete("3073", catalog).as_deref(), Ok("C3073"));
        assert_eq!(complete("c3073", catalog).as_deref(), Ok("C3073"));
        assert_eq!(complete("00", catalog), Err(IndustryFault::NoSection));
        assert_eq!(complete("3", catalog), Err(IndustryFault::Shape));
    }
}
