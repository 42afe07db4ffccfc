//! Answers: how does an assessment read as plain Chinese text?

use crate::assess::{self, Assessment, Filing, Judged, JudgedKind, Outcome, Reason};
use crate::document::Document;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Source};
use crate::report::{Assessed, mark_sign};
use crate::text::{self, reason::Teller, verdict};

const SHIELD: &str = "自评，不是官方认定。\n";

/// Every tier in turn.
pub(super) fn assessments(catalog: &Catalog, document: &Document, assessed: &[Assessed<'_>]) -> String {
    let name = document.facts.text(FactId::of("enterprise-name")).unwrap_or("（未填企业名称）");
    let mut out = format!("{name}\n{SHIELD}");
    for one in assessed {
        let tier = catalog.tier(one.tier).map_or(one.tier, |tier| &tier.label.zh);
        let Filing { route, as_of } = one.filing;
        out += &format!("\n== {tier}（{}，申报日 {as_of}）==\n", text::route(route));
        out += &match &one.outcome {
            Outcome::Assessed(assessment) => {
                let teller = Teller { catalog, facts: &document.facts, filing: one.filing };
                Printer { teller }.assessment(assessment)
            }
            Outcome::NotInProgram(pending, _) => {
                format!("应适用 {}（{}），本程序尚未收入，不作判断。\n", pending.title.zh, pending.id)
            }
            Outcome::NotCovered => "这一天没有可适用的标准。\n".to_owned(),
        };
    }
    if let Some(first) = assessed.first() {
        for finding in assess::findings(catalog, &document.facts, first.filing) {
            let item = finding.item.map(|item| format!("（第 {} 项）", item + 1)).unwrap_or_default();
            out += &format!("请核对：{}{item}\n", finding.check.label.zh);
        }
    }
    out
}

struct Printer<'a> {
    teller: Teller<'a>,
}

impl Printer<'_> {
    fn assessment(&self, it: &Assessment<'_>) -> String {
        let source = self.source(&it.applies.source);
        let mut out = format!("标准：{}（{}），{source}\n", it.standard.title.zh, it.standard.id);
        out += &format!("{}。{}\n", verdict::sentence(it.verdict), verdict::why(it, self.teller));
        for (at, missing) in it.missing.iter().enumerate() {
            out += &format!("  先补 {}：{}\n", at + 1, self.teller.open(missing.fact));
        }
        if let Some(score) = &it.score {
            out += &format!("评分 {}，评分线 {}\n", range(score.lo, score.hi), score.score.pass);
            for group in &score.groups {
                let floor = group.group.floor.map(|floor| format!("，小计线 {floor}")).unwrap_or_default();
                out += &format!("  {} {}{floor}\n", group.group.label.zh, range(group.lo, group.hi));
            }
            for one in &score.indicators {
                let points = range(one.points.lo(), one.points.hi());
                out += &format!("    {} {points}/{}\n", one.indicator.label.zh, one.indicator.full);
            }
        }
        for relieved in &it.reliefs {
            let truth = text::truth(relieved.reason.truth);
            out += &format!("[{truth}] {}（{}）\n", relieved.relief.label.zh, relieved.relief.id);
        }
        for (at, judged) in it.criteria.iter().enumerate() {
            let has_parts = it.criteria.iter().any(|other| other.kind == JudgedKind::Part(at));
            out += &self.judged(judged, has_parts);
        }
        for guard in &it.advised {
            out += &format!("提示：{}，{}\n", guard.label.zh, self.source(&guard.source));
        }
        out
    }

    /// A condition in a line, its reason below unless its parts follow.
    fn judged(&self, judged: &Judged<'_>, has_parts: bool) -> String {
        let indent = if matches!(judged.kind, JudgedKind::Part(_)) { "  " } else { "" };
        let mut out =
            format!("{indent}[{}] {}（{}）", text::truth(judged.standing), judged.label.zh, judged.id);
        if !judged.relieved_by.is_empty() {
            out += &format!("：不考察，因 {}", judged.relieved_by.join("、"));
        }
        out += &format!("，{}\n", self.source(judged.source));
        if !has_parts {
            self.reason(&judged.reason, indent.len() + 2, &mut out);
        }
        out
    }

    fn reason(&self, reason: &Reason<'_>, indent: usize, out: &mut String) {
        let line = self.teller.line(reason);
        let words = [line.join.map(str::to_owned), line.value, line.need, line.margin, line.hold];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let title = if line.title.is_empty() { String::new() } else { format!("{}：", line.title) };
        if !(title.is_empty() && words.is_empty()) {
            *out += &format!("{:indent$}{} {title}{}\n", "", text::truth(reason.truth), words.join("，"));
        }
        for part in &reason.parts {
            self.reason(part, indent + 2, out);
        }
    }

    fn source(&self, source: &Source) -> String {
        let instrument = self.teller.catalog.instrument(&source.instrument);
        let (short, own_text) = instrument.map_or(("", false), |it| (it.short.zh.as_str(), it.own_text));
        let mark = text::mark(source.mark, own_text);
        format!("{short}{}（{} {mark}）", source.article, mark_sign(source.mark))
    }
}

fn range(lo: u32, hi: u32) -> String {
    if lo == hi { format!("{lo} 分") } else { format!("{lo}—{hi} 分") }
}
