//! Answers: what was cited, in whose words, and what do the marks and numbers beside it mean?

use leptos::prelude::*;

use crate::assess::{Assessment, grounds};
use crate::policy::schema::{Mark, Reading, Source};
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::pages::handbook::href_of;
use crate::ui::pages::result::conditions::is_told_by;
use crate::ui::state::law;
use crate::ui::widgets::citation::{citation, mark, place, sign};
use crate::ui::words::{t, w};

/// Everything that the tiers in the report cite.
#[derive(Default)]
pub struct Basis {
    /// What is cited beside rules, each place once.
    cited: Vec<&'static Source>,
    /// Marks and readings that also count: those of definitions.
    besides: Vec<&'static Source>,
}

impl Basis {
    /// What a tier cites.
    pub fn take(&mut self, assessment: &Assessment<'static>) {
        let version = std::iter::once(&assessment.applies.source);
        let rules = assessment.criteria.iter().map(|it| it.source);
        let suspended = assessment.criteria.iter().filter_map(|it| it.suspended_by).map(|it| &it.source);
        let reliefs = assessment.reliefs.iter().map(|it| &it.relief.source);
        let scored = assessment.score.iter().flat_map(|it| {
            let groups = it.score.group.iter().map(|group| &group.source);
            let indicators = it.score.indicator.iter().map(|indicator| &indicator.source);
            std::iter::once(&it.score.source).chain(groups).chain(indicators)
        });
        for source in version.chain(rules).chain(suspended).chain(scored).chain(reliefs) {
            if !self.cited.iter().any(|told| is_told_by(told, source)) {
                self.cited.push(source);
            }
            self.besides.push(source);
        }
        self.besides.extend(grounds(law(), assessment).iter().map(|it| it.source));
    }

    /// The words of what is cited.
    pub fn texts(&self) -> Option<El> {
        (!self.cited.is_empty()).then(|| {
            let all = self.cited.iter().map(|source| citation(source));
            el("section").add(el("h2").add(Say::SecCited)).add(all.pieces())
        })
    }

    /// The marks that were used, and the readings with the other ones.
    pub fn legend(&self) -> Option<El> {
        let is_own = |it: &Source| {
            it.quote.is_some() && law().instrument(&it.instrument).is_some_and(|it| it.own_text)
        };
        let mut used: Vec<(Mark, bool)> = Vec::new();
        for source in &self.besides {
            let kind = (source.mark, source.mark == Mark::Single && is_own(source));
            if !used.contains(&kind) {
                used.push(kind);
            }
        }
        let entry = |(kind, own, means): &(Mark, bool, Say)| {
            el("div")
                .add(el("dt").add(sign(*kind, *own, text::mark(*kind, *own))))
                .add(el("dd").add(t(*means)))
        };
        let all = [
            (Mark::Agreed, false, Say::MarkAgreedMeans),
            (Mark::Single, false, Say::MarkSingleMeans),
            (Mark::Single, true, Say::MarkOwnMeans),
            (Mark::Unconfirmed, false, Say::MarkOpenMeans),
        ];
        let marks = all.iter().filter(|(kind, own, _)| used.contains(&(*kind, *own))).map(entry).pieces();
        let is_used = |it: &&Reading| self.besides.iter().any(|source| source.choices.contains(&it.number));
        let readings = law().book().choices.choice.iter().filter(is_used).map(reading).pieces();
        (!used.is_empty()).then(|| {
            el("section")
                .add(el("h2").add(Say::SecLegend))
                .add(el("dl.marks").add(marks))
                .add(el("ul.plain.readings").add(readings))
        })
    }
}

fn reading(it: &'static Reading) -> El {
    el("li").add(numbered(&[it.number])).add(
        el("div")
            .add(el("p.small").add(w(&it.reading)))
            .add(el("p.small.soft").add(Say::OtherReading).add(w(&it.other))),
    )
}

/// The numbers of readings, as they stand beside a rule.
fn numbered(numbers: &[u16]) -> Option<El> {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    (!numbers.is_empty()).then(|| {
        el("span.mark.mark--open")
            .add(el("span").attr("aria-hidden", "true").add("!"))
            .add(Say::ReadingTag)
            .add(" ")
            .add(numbers.join(say::AND))
    })
}

/// Where a rule stands, how sure that is, and on which readings it rests.
pub fn cited(source: &'static Source) -> AnyView {
    pieces![
        el("a").attr("href", href_of(source)).add(place(source)),
        " ",
        el("span.nb").add(mark(source)),
        " ",
        numbered(&source.choices)
    ]
    .piece()
}
