//! Answers: how is it said where applications stand, and what is odd about their events?

use super::rule::checklist;
use super::{mark, route, visible};
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::schema::{Choice, Due, Event as Start, Practice, Source, Stage};
use crate::report::mark_sign;
use crate::tracker::{
    About, Application, Cause, DueRow, Finding, Happened, Next, Odd, Possible, Rule, Standing, State, Status,
    Tracked,
};

/// Everything, in lines.
pub fn told(catalog: &Catalog, tracked: &Tracked<'_>) -> String {
    let teller = Teller { catalog };
    let mut out = format!("截至 {}。按登记的事件推算，不是官方记录。\n", tracked.on);
    for application in &tracked.applications {
        out += &teller.application(application);
    }
    if tracked.applications.is_empty() {
        out += "没有登记申报事件。\n";
    }
    out += &teller.titles(tracked);
    if 0 < tracked.later {
        out += &format!("另有 {} 件事件在此日之后，未计入。\n", tracked.later);
    }
    out
}

/// Events that this program passes on without reading them.
pub fn unread(count: usize) -> String {
    format!("有 {count} 件事件本程序不认识，未计入，原样保留")
}

/// The word of a state.
pub const fn state(state: State) -> &'static str {
    match state {
        State::Preparing => "准备中，尚未提交",
        State::UnderWay => "审核中",
        State::Returned => "已退回补正",
        State::Granted => "已公告（认定、延长）",
        State::Rejected => "未通过",
        State::Withdrawn => "已撤回",
    }
}

/// The word of a title's standing.
pub const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Valid => "有效",
        Standing::Ended => "已到期",
        Standing::Revoked => "已取消",
    }
}

/// Why a title was taken away.
pub const fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Misconduct => "事故、失信、违法或造假",
        Cause::NoLongerMeets => "不再符合标准",
        Cause::LateReport => "未按期报告重大变化",
    }
}

/// Why an event is odd.
pub const fn odd(odd: Odd) -> &'static str {
    match odd {
        Odd::BeforeSubmission => "提交之前不会有这件事，未计入",
        Odd::SubmittedAlready => "此前已提交，其间没有退回，未计入",
        Odd::AfterEnd => "申报此前已经结束，未计入",
        Odd::WhileReturned => "申报已退回企业、尚未重新提交，未计入",
        Odd::StepIsOver => "后面的环节此前已经办理，这一环节不会再办，未计入；请核对日期",
        Odd::Twice => "此前已登记过同一件事，未计入",
        Odd::NotInChain => "流程里没有这个环节或事项，未计入",
        Odd::FilingIsSubmission => "企业申报这一步请登记为提交（submitted），未计入",
        Odd::NoChain => "提交当天没有本程序收入的流程，无法核对，未计入",
        Odd::OtherOrder => "与细则写的先后不同，仍计入；请核对日期",
        Odd::Barred => "仍在撤销后的禁报期内，请核对",
        Odd::NoSuchTitle => "没有登记这个称号的认定，未计入",
        Odd::RecognisedAlready => "这个称号已登记认定；再次认定请另起一名，未计入",
        Odd::BeforeRecognition => "早于这个称号的认定，未计入",
        Odd::AfterRevocation => "称号此前已被取消，未计入",
        Odd::BeyondTerm => "所填有效期超过规定的期限；按所填列示，请核对",
        Odd::NoCause => "没有注明取消的原因，是否禁报未知",
        Odd::ReportOfNothing => "没有登记这项重大变化，未计入",
        Odd::ReportBeforeChange => "报告早于变化发生之日，未计入",
        Odd::NoRuleThen => "当天没有本程序收入的规定",
        Odd::EndsBeforeItBegins => "通知的最后一天早于第一天，未计入",
        Odd::NoTitleThen => "当天没有有效的称号，有关规定只管有效期内的企业",
        Odd::OtherEdition => "重新提交时标准已换版；按首次提交当天的版本列示，适用哪一版未见规定",
    }
}

struct Teller<'c> {
    catalog: &'c Catalog,
}

impl Teller<'_> {
    fn application(&self, it: &Application<'_>) -> String {
        let tier = self.catalog.tier(&it.filed.tier).map_or(it.filed.tier.as_str(), |tier| &tier.label.zh);
        let mut out = format!("\n== {}：{tier}（{}）==\n", visible(&it.filed.name), route(it.filed.route));
        let since = it.since.map(|day| format!("（自 {day}）")).unwrap_or_default();
        out += &format!("状态：{}{since}\n", state(it.state));
        if let (Some(day), Some(standard)) = (it.submitted, &it.standard) {
            out += &format!("提交：{day}，标准：{}\n", version(standard));
        }
        out += &format!("下一步：{}\n", next(self.catalog, it));
        let possible: Vec<String> = it.possible.iter().map(|one| possible_words(it.practice, one)).collect();
        if !possible.is_empty() {
            out += &format!("接下来可能：{}\n", possible.join("、"));
        }
        let acts = it.unrecorded.iter().map(|(stage, act)| act_words(it.practice, stage, act));
        let acts: Vec<String> = acts.collect();
        if !acts.is_empty() {
            out += &format!("没有登记日期：{}\n", acts.join("、"));
        }
        out + &findings(&it.findings)
    }

    fn titles(&self, tracked: &Tracked<'_>) -> String {
        let mut out = String::new();
        if !tracked.titles.is_empty() {
            out += "\n== 称号 ==\n";
        }
        for title in &tracked.titles {
            let tier = self.catalog.tier(&title.tier).map_or(title.tier.as_str(), |tier| &tier.label.zh);
            let terms: Vec<String> =
                title.terms.iter().map(|term| format!("{} 至 {}", term.from, term.until)).collect();
            let standing = standing(title.standing(tracked.on));
            out += &format!("{}：{tier}，{standing}，{}\n", visible(&title.name), terms.join("；"));
            if !title.overlaps.is_empty() {
                let others: Vec<String> = title.overlaps.iter().map(|name| visible(name)).collect();
                out += &format!("  同层级有效期重叠：{}\n", others.join("、"));
            }
            for rule in &title.transition {
                out += &format!("  {}\n", self.rule(*rule));
            }
        }
        if !tracked.deadlines.is_empty() {
            out += "\n== 期限 ==\n";
        }
        for row in &tracked.deadlines {
            out += &self.due(row);
        }
        for it in &tracked.windows {
            let first = it.first.map(|day| format!("{day} ")).unwrap_or_default();
            let how = if it.is_in_principle { "原则上 " } else { "" };
            let title = visible(&it.title);
            let source = match &it.notice {
                Some(it) => format!("{}，按登记的通知", visible(&it.notice.number)),
                None => self.source(&it.window.source),
            };
            out += &format!("复核窗口（{title}）：{how}{first}至 {}（{source}）\n", it.last);
        }
        for it in &tracked.consequences {
            out += &format!("{} 的事件：{}\n", it.on, self.rule(it.rule));
        }
        out + &findings(&tracked.findings)
    }

    fn due(&self, row: &DueRow<'_>) -> String {
        let (about, status) = (about(&row.about), status(row.status));
        let reminder = if row.is_reminder { "" } else { "（另有更早的提醒）" };
        let (label, source) = (&row.deadline.label.zh, self.source(&row.deadline.source));
        let mut out = format!("{about}：{label}，{} 止，{status}{reminder}（{source}）\n", row.due);
        if matches!(row.deadline.due, Due::After(Start::Revoked, _)) {
            out += &format!("  最早可再申报：{}\n", row.due.day_after());
        }
        let is_done = matches!(row.status, Status::Done(_) | Status::Late(_));
        for line in checklist(row.deadline).into_iter().filter(|_| !is_done) {
            out += &format!("  {line}\n");
        }
        if let (true, Some(rule)) = (row.status.is_missed(), row.missed) {
            out += &format!("  {}\n", self.rule(rule));
        }
        out
    }

    fn rule(&self, rule: Rule<'_>) -> String {
        told_rule(self.catalog, rule)
    }

    fn source(&self, source: &Source) -> String {
        cited(self.catalog, source)
    }
}

/// What a deadline is about.
pub(super) fn about(about: &About) -> String {
    match about {
        About::Title(name) | About::Change(name) => visible(name),
        About::Year(year) => format!("{year} 年"),
    }
}

/// How a deadline stands.
pub(super) fn status(status: Status) -> String {
    match status {
        Status::Open(days) => format!("还有 {days} 天"),
        Status::Today => "今天是最后一天".to_owned(),
        Status::Overdue(days) => format!("已过 {days} 天，没有登记办理"),
        Status::Over(days) => format!("已过 {days} 天"),
        Status::Done(on) => format!("{on} 已办"),
        Status::Late(on) => format!("{on} 办理，已逾期"),
    }
}

/// Who acts next.
pub fn next(catalog: &Catalog, it: &Application<'_>) -> String {
    let step = |stage: &&Stage| {
        let actor = it.practice.map_or("", |practice| label(&practice.actor, &stage.actor));
        format!("{actor}（{}）", cited(catalog, &stage.source))
    };
    match &it.next {
        Next::Nobody => "没有，已经结束".to_owned(),
        Next::Enterprise => "企业".to_owned(),
        Next::Steps(steps) => {
            let words: Vec<String> = steps.iter().map(step).collect();
            match words.as_slice() {
                [one] => one.clone(),
                several => format!("未见规定从哪一环节继续，可能是 {}", several.join("，或 ")),
            }
        }
        Next::Unwritten(Some(first)) => format!("细则未写；写到的只有 {}", step(first)),
        Next::Unwritten(None) => "未知：没有本程序收入的流程".to_owned(),
    }
}

/// What a rule says, and where.
pub(super) fn told_rule(catalog: &Catalog, rule: Rule<'_>) -> String {
    format!("{}（{}）", rule.advice.label.zh, cited(catalog, &rule.advice.source))
}

/// "乐平细则第十条 ✔ 多源一致".
pub(super) fn cited(catalog: &Catalog, source: &Source) -> String {
    let instrument = catalog.instrument(&source.instrument);
    let (short, own_text) = instrument.map_or(("", false), |it| (it.short.zh.as_str(), it.own_text));
    format!("{short}{} {} {}", source.article, mark_sign(source.mark), mark(source.mark, own_text))
}

/// The version that governs an application.
pub fn version(standard: &InForce<'_>) -> String {
    match standard {
        InForce::Standard(it, _) => format!("{}（{}），已定", it.title.zh, it.edition.zh),
        InForce::NotInProgram(it, _) => format!("{}，本程序尚未收入", it.title.zh),
        InForce::NotCovered => "这一天没有可适用的标准".to_owned(),
    }
}

fn label<'p>(choices: &'p [Choice], id: &str) -> &'p str {
    choices.iter().find(|choice| choice.id == *id).map_or("", |choice| choice.label.zh.as_str())
}

/// Who does what in a step.
pub fn act_words(practice: Option<&Practice>, stage: &Stage, act: &str) -> String {
    practice.map_or_else(String::new, |practice| {
        format!("{}{}", label(&practice.actor, &stage.actor), label(&practice.act, act))
    })
}

fn possible_words(practice: Option<&Practice>, possible: &Possible<'_>) -> String {
    match possible {
        Possible::Act(stage, act) => act_words(practice, stage, act),
        Possible::Kind(kind) => happened(kind).to_owned(),
    }
}

/// The word of what happens to an application.
pub const fn happened(happened: &Happened) -> &'static str {
    match happened {
        Happened::Prepared => "开始准备",
        Happened::Submitted => "平台提交",
        Happened::Accepted => "受理",
        Happened::Done { .. } => "办理",
        Happened::Announced => "公告（认定、延长）",
        Happened::Returned => "退回补正",
        Happened::Rejected => "不通过",
        Happened::Withdrawn => "撤回",
    }
}

fn findings(all: &[Finding]) -> String {
    let one = |it: &Finding| {
        let places: Vec<String> = it.events.iter().map(|at| format!("第 {} 件", at + 1)).collect();
        let (first, others) =
            places.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let beside =
            if others.is_empty() { String::new() } else { format!("（对照{}）", others.join("、")) };
        format!("请核对：{first}事件{beside}：{}\n", odd(it.odd))
    };
    all.iter().map(one).collect()
}
