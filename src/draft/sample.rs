//! Answers: what does the fictitious sample enterprise state?

use super::Draft;
use crate::document;

/// The sample as a facts document: every figure, name and number in it is made up.
const DOCUMENT: &str = include_str!("sample.json");

/// The sample as a draft.
pub(super) fn draft() -> Draft {
    let document = document::read_embedded(DOCUMENT).unwrap_or_default();
    Draft { is_sample: true, ..Draft::of(document) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_readable_document() {
        assert_eq!(document::read_embedded(DOCUMENT).map(|it| it.facts.is_empty()), Ok(false));
    }
}
