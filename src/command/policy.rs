//! Answers: which standards does this program hold, since when, how sure is it of them?

use super::window;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Applies, Mark, Practice, Standard};
use crate::report::mark_sign;
use crate::text;

/// Every version with its windows and the marks of its rules.
pub(super) fn listing(catalog: &Catalog) -> String {
    let book = catalog.book();
    let mut out = format!("规则核对至 {}，目录摘要 {}\n", book.sources.as_of, book.digest);
    for standard in &book.standards {
        out += &format!("\n{}  {}（{}）\n", standard.id, standard.title.zh, standard.edition.zh);
        out += &windows(catalog, &standard.applies);
        if standard.informs.is_some() {
            out += "  只供参考，不决定任何层级\n";
        }
        out += &format!("  规则 {}\n", marks(standard));
    }
    for classification in &book.classifications {
        out += &format!(
            "\n{}  {}（{}）\n",
            classification.id, classification.title.zh, classification.edition.zh
        );
        out += &windows(catalog, &classification.applies);
    }
    for practice in &book.practices {
        out += &format!("\n{}  {}（{}）\n", practice.id, practice.title.zh, practice.edition.zh);
        out += &windows(catalog, &practice.applies);
        out += &format!("  {}\n", contents(practice));
    }
    for pending in &book.tiers.pending {
        out += &format!("\n{}  {}（尚未收入本程序）\n", pending.id, pending.title.zh);
        out += &windows(catalog, &pending.applies);
    }
    out
}

fn windows(catalog: &Catalog, applies: &[Applies]) -> String {
    let line = |it: &Applies| {
        let instrument =
            catalog.instrument(&it.source.instrument).map_or("", |instrument| &instrument.short.zh);
        let (mark, article) = (mark_sign(it.source.mark), &it.source.article);
        format!("  {}（{instrument}{article} {mark}）\n", window(it))
    };
    applies.iter().map(line).collect()
}

/// How much a practice orders: never assessed, so counted by sort and not by mark.
fn contents(practice: &Practice) -> String {
    format!(
        "流程 {} 条，窗口 {} 个，期限 {} 项，奖励 {} 项，文字 {} 条",
        practice.chain.len(),
        practice.window.len(),
        practice.deadline.len(),
        practice.reward.len(),
        practice.advice.len()
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
    let word = |mark: Mark| format!("{} {} {} 条", mark_sign(mark), text::mark(mark, false), count(mark));
    [Mark::Agreed, Mark::Single, Mark::Unconfirmed].map(word).join("，")
}
