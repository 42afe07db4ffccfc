//! Answers: which standards does this program hold, since when, how sure is it of them?

use super::window;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Applies, Mark, Practice, Standard, Words};
use crate::report::mark_sign;
use crate::text::say::{COMMA, aside, tr};
use crate::text::{self, cited, worded, words};

/// Every version with its windows and the marks of its rules.
pub(super) fn listing(catalog: &Catalog) -> String {
    let book = catalog.book();
    let (as_of, digest) = (book.sources.as_of, &book.digest);
    let mut out = worded!(
        "规则核对至 {as_of}，目录摘要 {digest}\n",
        "Rules compared until {as_of}, digest of the catalog {digest}\n"
    );
    for standard in &book.standards {
        out += &heading(&standard.id, &standard.title, words(&standard.edition));
        out += &windows(catalog, &standard.applies);
        if standard.informs.is_some() {
            out += tr("  只供参考，不决定任何层级\n", "  For information only, decides no tier\n");
        }
        out += &format!("  {} {}\n", tr("规则", "Rules:"), marks(standard));
    }
    for classification in &book.classifications {
        out += &heading(&classification.id, &classification.title, words(&classification.edition));
        out += &windows(catalog, &classification.applies);
    }
    for practice in &book.practices {
        out += &heading(&practice.id, &practice.title, words(&practice.edition));
        out += &windows(catalog, &practice.applies);
        out += &format!("  {}\n", contents(practice));
    }
    for pending in &book.tiers.pending {
        out += &heading(&pending.id, &pending.title, tr("尚未收入本程序", "not held by this program yet"));
        out += &windows(catalog, &pending.applies);
    }
    out
}

fn heading(id: &str, title: &Words, note: &str) -> String {
    format!("\n{id}  {}{}\n", words(title), aside(note))
}

fn windows(catalog: &Catalog, applies: &[Applies]) -> String {
    let line = |it: &Applies| {
        let source = format!("{} {}", cited::of(catalog, &it.source), mark_sign(it.source.mark));
        format!("  {}{}\n", window(it), aside(&source))
    };
    applies.iter().map(line).collect()
}

/// How much a practice orders: never assessed, so counted by sort and not by mark.
fn contents(practice: &Practice) -> String {
    let (chains, windows) = (practice.chain.len(), practice.window.len());
    let (deadlines, rewards) = (practice.deadline.len(), practice.reward.len());
    let advice = practice.advice.len();
    worded!(
        "流程 {chains} 条，窗口 {windows} 个，期限 {deadlines} 项，奖励 {rewards} 项，文字 {advice} 条",
        "Procedures: {chains}, windows: {windows}, deadlines: {deadlines}, rewards: {rewards}, texts: {advice}"
    )
}

fn marks(standard: &Standard) -> String {
    let criteria = standard.criterion.iter().flat_map(|criterion| {
        let parts = criterion.part.iter().map(|part| part.source.mark);
        parts.chain([criterion.source.mark])
    });
    let reliefs = standard.exemption.iter().chain(&standard.fast_track).map(|it| it.source.mark);
    let guards = standard.guard.iter().map(|it| it.source.mark);
    let definitions = standard.definition.iter().map(|it| it.source.mark);
    let indicators = standard.score.iter().flat_map(|score| score.indicator.iter().map(|it| it.source.mark));
    let all: Vec<Mark> = criteria.chain(reliefs).chain(guards).chain(definitions).chain(indicators).collect();
    let count = |mark: Mark| all.iter().filter(|it| **it == mark).count();
    let word = |mark: Mark| {
        let (sign, word, count) = (mark_sign(mark), text::mark(mark, false), count(mark));
        worded!("{sign} {word} {count} 条", "{sign} {word}: {count}")
    };
    [Mark::Agreed, Mark::Single, Mark::Unconfirmed].map(word).join(COMMA)
}
