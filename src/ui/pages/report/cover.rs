//! Answers: whose report is it, of which day, under which rules?

use crate::draft::Draft;
use crate::facts::{Answer, FactKey, Value};
use crate::policy::schema::FactId;
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Pieces, el};
use crate::ui::files::{called, enterprise};
use crate::ui::state::{Judged, law};
use crate::ui::widgets::citation::place;
use crate::ui::widgets::sign::symbol;
use crate::ui::words::{t, w};
use crate::units::Date;

/// The first page.
pub fn cover(draft: &Draft, is_sample: bool, chosen: &[&Judged], today: Date) -> El {
    let book = law().book();
    let entry =
        |label: &str, value: String| el("div").add(el("dt").add(label.to_owned())).add(el("dd").add(value));
    let of = |id: &str| {
        let id = FactId::of(id);
        let label = law().fact(id).map_or("", |fact| w(&fact.label));
        let value = match draft.facts().answer(FactKey::timeless(id)) {
            Answer::Known(Value::Text(text)) => text.clone(),
            Answer::Known(_) | Answer::NotApplicable | Answer::Unanswered => t(Say::NotFilled).to_owned(),
        };
        entry(label, value)
    };
    let digest = el("div")
        .add(el("dt").add(Say::ReportDigest))
        .add(el("dd.code.small").add(law().digest().to_owned()));
    let versions = (!chosen.is_empty()).then(|| versions(chosen));
    el("section.cover")
        .add(
            el("p.cover__mark")
                .add(el("span.brand").add(symbol("#i-brand", "")).add(Say::Brand))
                .add(is_sample.then(|| el("span.sample").add(Say::Sample))),
        )
        .add(
            el("div.cover__t")
                .add(el("p.cover__k").add(Say::ReportKick))
                .add(el("h2.cover__h").add(Say::Report))
                .add(el("p.cover__who").add(enterprise(draft).unwrap_or_else(|| called(draft))))
                .add(
                    el("dl")
                        .add(of("enterprise-name"))
                        .add(of("credit-code"))
                        .add(entry(t(Say::ReportDay), today.to_string()))
                        .add(entry(t(Say::ReportRules), book.sources.as_of.to_string()))
                        .add(digest),
                )
                .add(versions),
        )
        .add(el("p.cover__foot.small").add(Say::ReportFoot))
}

/// How, when and under which version each tier would be filed for.
fn versions(chosen: &[&Judged]) -> El {
    let column = |words: Say| el("th").attr("scope", "col").add(t(words));
    let row = |it: &&Judged| {
        let version = match it.assessment() {
            Some(assessment) => {
                [place(&assessment.applies.source).as_str(), w(&assessment.standard.edition)].join(say::COMMA)
            }
            None => t(Say::NotCovered).to_owned(),
        };
        el("tr")
            .add(el("th").attr("scope", "row").add(w(&it.tier.label)))
            .add(cell(Say::RouteColumn, text::route(it.filing.route).to_owned()))
            .add(cell(Say::FilingDayColumn, it.filing.as_of.to_string()))
            .add(cell(Say::VersionColumn, version))
    };
    let head = [Say::Tier, Say::RouteColumn, Say::FilingDayColumn, Say::VersionColumn].map(column);
    el("table.table.table--fold.cover__v")
        .add(el("caption").add(Say::ReportVersions))
        .add(el("thead").add(el("tr").add(head.pieces())))
        .add(el("tbody").add(chosen.iter().map(row).pieces()))
}

/// A cell that says on a narrow screen what its column is.
pub fn cell(column: Say, content: impl crate::ui::element::Piece) -> El {
    el("td").attr("data-l", column).add(el("div").add(content))
}
