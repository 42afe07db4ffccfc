//! Answers: how does an assessment read as plain text?

use crate::assess::{self, Assessment, Filing, Judged, JudgedKind, Outcome, Reason, Scored};
use crate::document::Document;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Source};
use crate::report::{Assessed, mark_sign};
use crate::text::insight::range;
use crate::text::say::{AND, COLON, COMMA, aside, tr};
use crate::text::{self, cited, reason::Teller, verdict, worded, words};

/// What an assessment is, and is not.
pub(super) const SHIELD: &str =
    tr("自评，不是官方认定。\n", "A self-assessment, not an official recognition.\n");
/// In place of a name.
pub(super) const NO_NAME: &str = tr("（未填企业名称）", "(name of the enterprise not answered)");

/// Every tier in turn.
pub(super) fn assessments(catalog: &Catalog, document: &Document, assessed: &[Assessed<'_>]) -> String {
    let name = document.facts.text(FactId::of("enterprise-name")).unwrap_or(NO_NAME);
    let mut out = format!("{name}\n{SHIELD}");
    for one in assessed {
        let tier = catalog.tier(one.tier).map_or(one.tier, |tier| words(&tier.label));
        let Filing { route, as_of } = one.filing;
        let route = text::route(route);
        out += &worded!(
            "\n== {tier}（{route}，申报日 {as_of}）==\n",
            "\n== {tier} ({route}, filing day {as_of}) ==\n"
        );
        out += &match &one.outcome {
            Outcome::Assessed(assessment) => {
                let teller = Teller { catalog, facts: &document.facts, filing: one.filing };
                Printer { teller }.assessment(assessment)
            }
            Outcome::NotInProgram(pending, _) => {
                let (title, id) = (words(&pending.title), &pending.id);
                worded!(
                    "应适用 {title}（{id}），本程序尚未收入，不作判断。\n",
                    "{title} ({id}) would apply; this program does not hold it yet, so nothing is judged.\n"
                )
            }
            Outcome::NotCovered => {
                tr("这一天没有可适用的标准。\n", "No standard applies on this day.\n").to_owned()
            }
        };
    }
    if let Some(first) = assessed.first() {
        for finding in assess::findings(catalog, &document.facts, first.filing) {
            let nth = |item| {
                let nth = item + 1;
                worded!("（第 {nth} 项）", " (item {nth})")
            };
            let (item, label) = (finding.item.map(nth).unwrap_or_default(), words(&finding.check.label));
            out += &worded!("请核对：{label}{item}\n", "Please check: {label}{item}\n");
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
        let (title, id) = (words(&it.standard.title), &it.standard.id);
        let (sentence, why) = (verdict::sentence(it.verdict), verdict::why(it, self.teller));
        let mut out = worded!("标准：{title}（{id}），{source}\n", "Standard: {title} ({id}), {source}\n");
        out += &worded!("{sentence}。{why}\n", "{sentence}. {why}\n");
        for (at, missing) in it.missing.iter().enumerate() {
            let (nth, open) = (at + 1, self.teller.open(missing.fact));
            out += &worded!("  先补 {nth}：{open}\n", "  Answer first, {nth}: {open}\n");
        }
        if let Some(score) = &it.score {
            out += &scored(score);
        }
        for relieved in &it.reliefs {
            let truth = text::truth(relieved.reason.truth);
            let label = words(&relieved.relief.label);
            out += &format!("[{truth}] {label}{}\n", aside(&relieved.relief.id));
        }
        for (at, judged) in it.criteria.iter().enumerate() {
            let has_parts = it.criteria.iter().any(|other| other.kind == JudgedKind::Part(at));
            out += &self.judged(judged, has_parts);
        }
        for guard in &it.advised {
            let (label, source) = (words(&guard.label), self.source(&guard.source));
            out += &worded!("提示：{label}，{source}\n", "Note: {label}, {source}\n");
        }
        out
    }

    /// A condition in a line, its reason below unless its parts follow.
    fn judged(&self, judged: &Judged<'_>, has_parts: bool) -> String {
        let indent = if matches!(judged.kind, JudgedKind::Part(_)) { "  " } else { "" };
        let mut out =
            format!("{indent}[{}] {}{}", text::truth(judged.standing), words(judged.label), aside(judged.id));
        if !judged.relieved_by.is_empty() {
            let by = judged.relieved_by.join(AND);
            out += &worded!("：不考察，因 {by}", ": not examined, by {by}");
        }
        out += &format!("{COMMA}{}\n", self.source(judged.source));
        if !has_parts {
            self.reason(&judged.reason, indent.len() + 2, &mut out);
        }
        out
    }

    fn reason(&self, reason: &Reason<'_>, indent: usize, out: &mut String) {
        let line = self.teller.line(reason);
        let parts = [line.join.map(str::to_owned), line.value, line.need, line.margin, line.hold];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        let title = if line.title.is_empty() { String::new() } else { format!("{}{COLON}", line.title) };
        if !(title.is_empty() && told.is_empty()) {
            *out += &format!("{:indent$}{} {title}{}\n", "", text::truth(reason.truth), told.join(COMMA));
        }
        for part in &reason.parts {
            self.reason(part, indent + 2, out);
        }
    }

    fn source(&self, source: &Source) -> String {
        let catalog = self.teller.catalog;
        let own_text = catalog.instrument(&source.instrument).is_some_and(|it| it.own_text);
        let mark = format!("{} {}", mark_sign(source.mark), text::mark(source.mark, own_text));
        format!("{}{}", cited::of(catalog, source), aside(&mark))
    }
}

/// The score with its groups and indicators, in a line each.
fn scored(score: &Scored<'_>) -> String {
    let (points, pass) = (range(score.lo, score.hi), score.score.pass);
    let mut out = worded!("评分 {points}，评分线 {pass}\n", "Score {points}, pass mark {pass}\n");
    for group in &score.groups {
        let floor = |floor: u32| worded!("，小计线 {floor}", ", pass mark of the group {floor}");
        let floor = group.group.floor.map(floor).unwrap_or_default();
        out += &format!("  {} {}{floor}\n", words(&group.group.label), range(group.lo, group.hi));
    }
    for one in &score.indicators {
        let (label, full) = (words(&one.indicator.label), one.indicator.full);
        let points = range(one.points.lo(), one.points.hi());
        out += &worded!("    {label} {points}/{full}\n", "    {label}: {points} of {full}\n");
    }
    out
}
