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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::industry_code::IndustryFault;

    fn read(fact: &str, text: &str) -> Reading {
        let catalog = Catalog::embedded();
        value(text, &Domain::of_fact(catalog.fact_named(fact).unwrap()), catalog)
    }

    fn text(text: &str) -> Reading {
        Reading::Value(Value::Text(text.to_owned()))
    }

    #[test]
    fn typed_values_keep_to_the_domain_of_their_fact() {
        assert_eq!(read("revenue", " \u{3000}"), Reading::Blank);
        assert_eq!(read("revenue", "-1"), Reading::Fault(DomainFault::Negative.into()));
        assert_eq!(read("net-profit", "-1"), Reading::Value(Value::Number(Decimal::parse("-1").unwrap())));
        assert_eq!(read("employees", "68.5 人"), Reading::Fault(DomainFault::NotWhole.into()));
        assert_eq!(read("market-rank-domestic", "第0名"), Reading::Fault(DomainFault::BelowLeast(1).into()));
        assert_eq!(read("local-feature-points", "15.5"), Reading::Fault(DomainFault::NotWhole.into()));
        assert_eq!(read("local-feature-points", "16"), Reading::Fault(DomainFault::AboveMost(15).into()));
        assert_eq!(read("legal-person", "是"), Reading::Fault(EntryFault::NotTyped));
    }

    #[test]
    fn codes_are_completed_and_texts_trimmed() {
        assert_eq!(read("industry-code", " 3073 "), text("C3073"));
        assert_eq!(read("industry-code", "ｃ３０７３"), text("C3073"));
        let other = DomainFault::Industry(IndustryFault::OtherSection("C".to_owned()));
        assert_eq!(read("industry-code", "d3073"), Reading::Fault(other.into()));
        assert_eq!(read("credit-code", "91360281 ma3000 011y"), text("91360281MA3000011Y"));
        assert_eq!(read("credit-code", "未办"), text("未办"));
        assert_eq!(read("enterprise-name", "  乐平　示例（集团）公司 "), text("乐平　示例（集团）公司"));
    }
}
