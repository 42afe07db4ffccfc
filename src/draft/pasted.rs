//! Answers: what does the draft say once a block or a list was pasted into it?
//!
//! Always a whole draft, so that it is put in place, and taken back, in one step. What cannot be used is kept as it
//! was pasted, as if it had been typed.

use super::{Action, Draft, Place, Raw, RawWhy};
use crate::domain::MOST_ITEMS;
use crate::entry::Reading;
use crate::entry::listing::Entered;
use crate::facts::Stated;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, FieldId};

impl Draft {
    /// The draft with these texts typed one after the other.
    #[must_use]
    pub fn with_typed(&self, typed: Vec<(Place, String)>, catalog: &Catalog) -> Self {
        let mut draft = self.clone();
        for (place, text) in typed {
            let reading = draft.reading(&place, &text, catalog);
            if reading != Reading::Blank {
                draft.apply(Action::typed(place, &text, &reading));
            }
        }
        draft
    }

    /// The draft with these items after the others of a list, and how many fitted in.
    #[must_use]
    pub fn with_items(&self, list: FactId, items: Vec<Vec<(FieldId, Entered)>>) -> (Self, usize) {
        let mut draft = self.clone();
        let room = MOST_ITEMS.saturating_sub(self.items(list).count());
        let mut added = 0;
        for fields in items.into_iter().take(room) {
            draft.apply(Action::AddItem { list });
            let Some(item) = draft.last_item(list) else { continue };
            for (field, entered) in fields {
                let place = Place::Field { list, item, field };
                draft.apply(match entered {
                    Entered::Value(value) => Action::State { place, stated: Stated::Value(value) },
                    Entered::Kept(text) => {
                        Action::KeepRaw { place, raw: Raw { text, why: RawWhy::Unreadable } }
                    }
                });
            }
            added += 1;
        }
        (draft, added)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::History;
    use crate::entry::listing::listing;
    use crate::facts::{Answer, FactKey};
    use crate::units::Decimal;

    fn revenue(year: i32) -> Place {
        Place::Fact(FactKey::of_year(FactId::of("revenue"), year))
    }

    #[test]
    fn each_text_is_compared_with_those_before_it() {
        let catalog = Catalog::embedded();
        let typed = [(2024, "2118"), (2025, "17860000"), (2023, "约 100")];
        let typed = typed.map(|(year, text)| (revenue(year), text.to_owned())).to_vec();
        let draft = Draft::default().with_typed(typed, catalog);
        let number = |year| draft.facts().number(FactKey::of_year(FactId::of("revenue"), year));
        assert_eq!(number(2024), Answer::Known(Decimal::parse("2118").unwrap()));
        assert_eq!(number(2025), Answer::Unanswered);
        assert_eq!(draft.raw(&revenue(2025)).unwrap().why, RawWhy::UnitSlip);
        assert_eq!(draft.raw(&revenue(2023)).unwrap().text, "约 100");
    }

    #[test]
    fn a_pasted_list_is_added_and_taken_back_in_one_step() {
        let catalog = Catalog::embedded();
        let list = catalog.fact_named("ip-items").unwrap();
        let mut draft = Draft::default();
        draft.apply(Action::AddItem { list: list.key() });
        let before = draft.clone();
        let read = listing("名称\t授权日\n阀门\t2023-5-1\n泵\t2023-2-30", list, &[], catalog).unwrap();
        let (after, added) = draft.with_items(list.key(), read.items());
        assert_eq!((added, after.items(list.key()).count()), (2, 3));
        assert_eq!(after.raws().map(|(_, raw)| raw.text.as_str()).collect::<Vec<_>>(), ["2023-2-30"]);
        let mut history = History::default();
        draft.apply(Action::Replace(Box::new(after)));
        history.changed(before.clone(), None);
        assert!(history.undo(&mut draft));
        assert!(draft.says_as(&before));
    }

    #[test]
    fn a_full_list_takes_no_more() {
        let list = FactId::of("ip-items");
        let items = |count: usize| vec![Vec::new(); count];
        let (draft, added) = Draft::default().with_items(list, items(MOST_ITEMS - 1));
        assert_eq!(added, MOST_ITEMS - 1);
        let (draft, added) = draft.with_items(list, items(3));
        assert_eq!((added, draft.items(list).count()), (1, MOST_ITEMS));
    }
}
