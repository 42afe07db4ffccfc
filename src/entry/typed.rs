//! Answers: which value of its domain does a typed text give?

use super::{EntryFault, Reading, amount, day};
use crate::domain::{Domain, DomainFault};
use crate::facts::Value;
use crate::industry_code;
use crate::policy::catalog::Catalog;
use crate::policy::schema::Kind;
use crate::units::Decimal;

/// Reads what was typed for a fact or a field. Slips of unit are not looked for.
pub fn value(text: &str, domain: &Domain<'_>, catalog: &Catalog) -> Reading {
    let plain = half_width(text);
    if plain.is_empty() {
        return Reading::Blank;
    }
    let number = |read: Result<Decimal, EntryFault>| {
        let number = read.and_then(|number| Ok(domain.number(number)?));
        number.map(|number| Some(Value::Number(number)))
    };
    let read = match domain.kind {
        Kind::Money => number(amount::money(&plain)),
        Kind::Percent => number(amount::percent(&plain)),
        Kind::Count => number(amount::count(&plain)),
        Kind::Points => number(amount::points(&plain)),
        Kind::Date => day(&plain),
        Kind::IndustryCode => industry(&plain, catalog),
        Kind::CreditCode => code_text(&plain, domain, catalog),
        Kind::Text => free_text(text, domain, catalog),
        Kind::YesNo | Kind::Judgement | Kind::Choice | Kind::List => Err(EntryFault::NotTyped),
    };
    read.map_or_else(Reading::Fault, Reading::of)
}

fn industry(plain: &str, catalog: &Catalog) -> Result<Option<Value>, EntryFault> {
    let code = industry_code::complete(&without_spaces(plain), catalog).map_err(DomainFault::Industry)?;
    Ok(Some(Value::Text(code)))
}

/// A credit code is kept whatever it is, in capitals; whether it can be one is a finding.
fn code_text(plain: &str, domain: &Domain<'_>, catalog: &Catalog) -> Result<Option<Value>, EntryFault> {
    let code = without_spaces(plain).to_ascii_uppercase();
    Ok(Some(Value::Text(domain.text(&code, catalog)?.to_owned())))
}

fn free_text(text: &str, domain: &Domain<'_>, catalog: &Catalog) -> Result<Option<Value>, EntryFault> {
    Ok(Some(Value::Text(domain.text(text.trim(), catalog)?.to_owned())))
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|it| *it != ' ').collect()
}

/// The text in half-width characters, every kind of space a plain one, trimmed.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |it: char| match it {
        // The full-width forms stand at a fixed distance from ASCII.
        '！'..='～' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        // A pasted minus or dash before digits.
        '−' | '–' => '-',
        // Invisible marks that spreadsheets and web pages leave behind.
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => ' ',
        it if it.is_whitespace() => ' ',
        it => it,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}
