//! Answers: what is incomplete about a submission? Nothing here forbids an export.

use super::{Submission, assess_all};
use crate::assess::{Outcome, Verdict, findings};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Kind};
use crate::units::Date;

/// Something that an export says first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The name of the enterprise is not stated.
    NoName,
    /// The verdict of a tier is open.
    Undetermined {
        /// The tier.
        tier: String,
        /// How many facts are missing; none where a person must judge.
        missing: usize,
    },
    /// The version in force for a tier is not held, or none is in force: it is not assessed.
    NotAssessed {
        /// The tier.
        tier: String,
    },
    /// Typed texts that cannot be used yet, and are not in the package.
    Raw(usize),
    /// Contradictions among the answers.
    Findings(usize),
    /// A list that is not said to be complete.
    OpenList(FactId),
    /// Materials for which no file is chosen.
    NoFile(usize),
    /// What this program does not know and passes on unread.
    Unknown(usize),
}

/// What is incomplete, in the order it is told. `raw` counts the typed texts that cannot be used.
pub fn incomplete(submission: &Submission, raw: usize, catalog: &Catalog, day: Date) -> Vec<Gap> {
    let document = &submission.informed(catalog, day);
    let assessed = assess_all(catalog, document, day);
    let mut gaps = Vec::new();
    gaps.extend(document.facts.text(FactId::of("enterprise-name")).is_none().then_some(Gap::NoName));
    for one in &assessed {
        let tier = one.tier.to_owned();
        match &one.outcome {
            Outcome::Assessed(it) if it.verdict == Verdict::Undetermined => {
                gaps.push(Gap::Undetermined { tier, missing: it.missing.len() });
            }
            Outcome::Assessed(_) => {}
            Outcome::NotInProgram(..) | Outcome::NotCovered => gaps.push(Gap::NotAssessed { tier }),
        }
    }
    let found = assessed.first().map_or(0, |first| findings(catalog, &document.facts, first.filing).len());
    let is_without = |row: &&super::ManifestRow| row.chosen.files.is_empty();
    let without = submission.evidence.iter().filter(is_without).count();
    gaps.extend((0 < raw).then_some(Gap::Raw(raw)));
    gaps.extend((0 < found).then_some(Gap::Findings(found)));
    gaps.extend(open_lists(submission, catalog).map(Gap::OpenList));
    gaps.extend((0 < without).then_some(Gap::NoFile(without)));
    let unknown = submission.unknown_count();
    gaps.extend((0 < unknown).then_some(Gap::Unknown(unknown)));
    gaps
}

/// Lists of which something is said, and not that they are complete.
fn open_lists<'c>(submission: &'c Submission, catalog: &'c Catalog) -> impl Iterator<Item = FactId> + 'c {
    let facts = catalog.groups().iter().flat_map(|group| &group.fact);
    let lists = facts.filter(|fact| fact.kind == Kind::List).map(crate::policy::schema::Fact::key);
    lists.filter(|list| submission.document.facts.list(*list).is_some_and(|list| !list.is_complete))
}
