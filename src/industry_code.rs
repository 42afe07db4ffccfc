//! Answers: is this an industry code (GB/T 4754—2017), and which section do these digits belong to?
//!
//! One capital section letter and two to four digits, the first two of which are a division of that section.
//! The sections are data of policy/ (the classification that asks for the code).

use crate::policy::catalog::Catalog;
use crate::policy::schema::Section;

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
    fn digits_alone_are_given_their_letter() {
        let catalog = Catalog::embedded();
        assert_eq!(complete("3073", catalog).as_deref(), Ok("C3073"));
        assert_eq!(complete("c3073", catalog).as_deref(), Ok("C3073"));
        assert_eq!(complete("00", catalog), Err(IndustryFault::NoSection));
        assert_eq!(complete("3", catalog), Err(IndustryFault::Shape));
    }
}
