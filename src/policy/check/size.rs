//! Answers: does every code of a classification lead to one row, and every row to one class?

use super::terms::unit_of;
use super::{Checker, Place};
use crate::policy::schema::{Classification, Kind, Limit, Prefix, SizeRow};

impl<'a> Checker<'a> {
    /// Checks every classification.
    pub(super) fn classifications(&mut self) {
        for classification in &self.book.classifications {
            let path = format!("{}.toml", classification.id);
            let at = self.place(&path, &classification.id, 0);
            for applies in &classification.applies {
                self.source(at, &applies.source);
            }
            if let Some(code) = self.fact(at, classification.code)
                && code.kind != Kind::IndustryCode
            {
                self.fault_at(at, &code.id, format!("`{}` holds no industry code", code.id));
            }
            self.choice_ids(at, &classification.class);
            self.sections(at, classification);
            for (nth, row) in classification.row.iter().enumerate() {
                let place = self.place(&path, &row.id, 0);
                if classification.row.iter().take(nth).any(|other| other.id == row.id) {
                    self.fault(place, "this row is there twice");
                }
                self.source(place, &row.source);
                self.row(place, classification, row);
            }
            self.prefixes(at, classification);
        }
    }

    fn sections(&mut self, at: Place<'a>, classification: &'a Classification) {
        let mut next = 1;
        for section in &classification.section {
            let is_letter =
                section.letter.len() == 1 && section.letter.bytes().all(|byte| byte.is_ascii_uppercase());
            if !is_letter || section.first < next || section.last < section.first || 99 < section.last {
                let what = format!("the section `{}` is out of order", section.letter);
                self.fault_at(at, &section.letter, what);
            }
            next = section.last + 1;
        }
    }

    /// Every class but the last has lower limits, and each class's are below those of the class above.
    fn row(&mut self, at: Place<'a>, classification: &'a Classification, row: &'a SizeRow) {
        let Some((last, limited)) = classification.class.split_last() else {
            return;
        };
        for class in row.limits.keys() {
            if *class == last.id || !limited.iter().any(|other| other.id == *class) {
                self.fault(at, format!("`{class}` is no class with lower limits"));
            }
        }
        let mut above: &[Limit] = &[];
        for class in limited {
            let Some(limits) = row.limits.get(&class.id).filter(|limits| !limits.is_empty()) else {
                self.fault(at, format!("the class `{}` has no lower limit", class.id));
                continue;
            };
            for limit in limits {
                if let Some(fact) = self.fact(at, limit.fact) {
                    self.period(at, fact, Some(limit.at));
                    if let Some(unit) = unit_of(fact.kind, fact.unit.as_deref()) {
                        self.threshold(at, unit, limit.ge);
                    }
                }
                let higher = above.iter().find(|other| other.fact == limit.fact);
                if higher.is_some_and(|higher| higher.ge.value() <= limit.ge.value()) {
                    self.fault(at, format!("a limit of `{}` is not below that of the class above", class.id));
                }
            }
            above = limits;
        }
    }

    fn prefixes(&mut self, at: Place<'a>, classification: &'a Classification) {
        let mut seen = Vec::new();
        for prefix in &classification.prefix {
            let code = prefix.codes.first().map_or("", |code| code.as_str());
            let at = Place { line: at.line_of(code), rule: code, ..at };
            self.source(at, &prefix.source);
            self.leads_somewhere(at, classification, prefix);
            for code in &prefix.codes {
                if seen.contains(&code) {
                    self.fault_at(at, code, format!("the prefix {code} is there twice"));
                }
                seen.push(code);
                if !is_prefix(classification, code) {
                    self.fault_at(
                        at,
                        code,
                        format!("{code} is no section letter with digits of that section"),
                    );
                }
            }
        }
    }

    fn leads_somewhere(&mut self, at: Place<'a>, classification: &'a Classification, prefix: &'a Prefix) {
        match &prefix.row {
            None if prefix.label.is_none() => {
                self.fault(at, "codes without a row need a label for the reader");
            }
            Some(row) if !classification.row.iter().any(|other| other.id == *row) => {
                self.fault_at(at, row, format!("there is no row `{row}`"));
            }
            None | Some(_) => {}
        }
        if prefix.codes.is_empty() {
            self.fault(at, "a prefix names at least one code");
        }
    }
}

/// A section letter, alone or with up to four digits, of which the first two are a division of that section.
fn is_prefix(classification: &Classification, code: &str) -> bool {
    let Some((letter, digits)) = code.split_at_checked(1) else {
        return false;
    };
    let Some(section) = classification.section.iter().find(|section| section.letter == letter) else {
        return false;
    };
    if digits.is_empty() {
        return true;
    }
    let is_digits = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let division = digits.get(..2).and_then(|division| division.parse::<u32>().ok());
    is_digits && division.is_some_and(|division| section.first <= division && division <= section.last)
}
