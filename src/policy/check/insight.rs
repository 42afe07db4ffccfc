//! Answers: is what the program points out chosen so that it can be used?

use super::{Checker, Fault};
use crate::units::{Ratio, Unit};

impl Checker<'_> {
    /// Close is a share, above nothing and below the whole, and its note says the number; what is asked last is a fact
    /// that some verdict asks for, once.
    pub(super) fn insight(&mut self) {
        let close = &self.book.insight.close;
        let (file, text) = self.file("insight.toml");
        let written = format!("below = \"{} {}\"", close.below.number, close.below.unit.sign());
        let line = text.lines().position(|line| line.starts_with("below")).map_or(1, |at| at + 1);
        let share = close.below.value();
        let is_share = close.below.unit == Unit::Percent && Ratio::ZERO < share && share < Ratio::whole(1);
        if !is_share {
            let what = format!("`{written}`: a share above 0 % and below 100 % is meant");
            self.faults.push(Fault::new(file, line, what));
        }
        let said = format!("{}{}", close.below.number, close.below.unit.sign());
        if !close.note.zh.contains(&said) {
            self.faults.push(Fault::new(file, line, format!("the note does not say {said}")));
        }
        let last = &self.book.insight.last.facts;
        let line = text.lines().position(|line| line.starts_with("facts")).map_or(1, |at| at + 1);
        for (at, fact) in last.iter().enumerate() {
            let what = match self.facts.get(fact) {
                None => "a fact that is asked last is none of facts.toml".to_owned(),
                Some(fact) if fact.optional => format!("`{}` is never asked for by a verdict", fact.id),
                Some(known) if last.iter().skip(at + 1).any(|other| other == fact) => {
                    format!("`{}` is there twice", known.id)
                }
                Some(_) => continue,
            };
            self.faults.push(Fault::new(file, line, what));
        }
    }
}
