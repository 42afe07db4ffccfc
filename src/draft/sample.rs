//! Answers: what does the fictitious sample enterprise state?

use super::Draft;
use crate::document;
use crate::tracker::{EnterpriseEvent, Event, What};
use crate::units::Date;

/// The sample as a facts document: every figure, name and number in it is made up.
const DOCUMENT: &str = include_str!("sample.json");

/// The sample as a draft.
pub(super) fn draft() -> Draft {
    let document = document::read_embedded(DOCUMENT).unwrap_or_default();
    let updated = |on: Date| (on, EnterpriseEvent::Updated { year: None });
    let change = EnterpriseEvent::Changed { change: "更名".to_owned() };
    let happened = [
        updated(Date::made(2024, 4, 16)),
        updated(Date::made(2025, 4, 22)),
        updated(Date::made(2026, 4, 9)),
        (Date::made(2026, 7, 2), change),
    ];
    let event = |(on, it)| Event { on, what: What::Enterprise(it) }.to_json(&[]);
    Draft { is_sample: true, events: happened.map(event).into(), ..Draft::of(document) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_readable_document() {
        assert_eq!(document::read_embedded(DOCUMENT).map(|it| it.facts.is_empty()), Ok(false));
    }
}
