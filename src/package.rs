//! Answers: what does an exported package hold, and on which day was it made?
//!
//! A package is a facts document with more beside it: who wrote it, when, and the assessments of all tiers on that
//! day. Version 1 is written here and read by [`crate::document::read`] for ever; what a reader does not know is
//! passed over. Knows no clock: the day and the time are given.

use crate::assess::{Filing, assess_tier};
use crate::document::{self, Document, PACKAGE_FORMAT, VERSION};
use crate::json::{self, Json};
use crate::policy::catalog::Catalog;
use crate::report::{self, Assessed};
use crate::units::Date;

/// The assessments of all tiers, each filed as the document says, else new and on `day`.
pub fn assess_all<'p>(catalog: &'p Catalog, document: &Document, day: Date) -> Vec<Assessed<'p>> {
    let tiers = catalog.tiers().iter();
    tiers
        .map(|tier| {
            let as_of = document.filing.date_for(&tier.id, day);
            let filing = Filing { route: document.filing.route_for(&tier.id), as_of };
            Assessed {
                tier: &tier.id,
                filing,
                outcome: assess_tier(catalog, &tier.id, &document.facts, filing),
            }
        })
        .collect()
}

/// The package of a document, made at `time` (free text that begins with the day, YYYY-MM-DD) of `day`.
pub fn write(document: &Document, catalog: &Catalog, day: Date, time: &str) -> String {
    let assessed = assess_all(catalog, document, day);
    let generator = vec![
        ("name".to_owned(), Json::from(env!("CARGO_PKG_NAME"))),
        ("version".to_owned(), Json::from(env!("CARGO_PKG_VERSION"))),
    ];
    let members = vec![
        ("format".to_owned(), Json::from(PACKAGE_FORMAT)),
        ("version".to_owned(), Json::Int(VERSION)),
        ("generator".to_owned(), Json::Object(generator)),
        ("created".to_owned(), Json::from(time)),
        ("filing".to_owned(), document::write_filing(&document.filing)),
        ("facts".to_owned(), document::write_facts(&document.facts, catalog)),
        ("assessment".to_owned(), report::to_json(catalog, &document.facts, &assessed)),
    ];
    Json::Object(members).pretty()
}

/// The day a package was made, which stands for "today" in it; `None` for anything but a package.
pub fn made_on(text: &str) -> Option<Date> {
    let package = json::read(text).ok()?;
    if package.get("format")?.as_text()? != PACKAGE_FORMAT {
        return None;
    }
    Date::parse(package.get("created")?.as_text()?.get(..10)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{FactKey, Stated, Value};
    use crate::policy::schema::FactId;
    use crate::units::Decimal;

    #[test]
    fn a_package_reads_back_as_the_document_it_was_made_of() {
        let catalog = Catalog::embedded();
        let mut document = Document::default();
        let revenue = FactKey::of_year(FactId::of("revenue"), 2025);
        let amount = Decimal::parse("2436.4").unwrap();
        document.facts.set(revenue, Some(Stated::Value(Value::Number(amount))));
        let day = Date::new(2026, 11, 22).unwrap();
        let package = write(&document, catalog, day, "2026-11-22 10:15");
        assert_eq!(document::read(&package, catalog).unwrap(), document);
        assert_eq!(made_on(&package), Some(day));
        assert_eq!(made_on(&document::write(&document, catalog)), None);
    }
}
