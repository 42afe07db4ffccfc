//! Answers: how is it said where applications stand, and what is odd about their events?

use super::rule::checklist;
use super::say::{AND, COLON, LANG, Lang, SEMICOLON, aside, many, tr};
use super::{mark, route, visible, words};
use crate::policy::catalog::{Catalog, InForce};
use crate::policy::schema::{Choice, Due, Event as Start, Practice, Source, Stage};
use crate::report::mark_sign;
use crate::tracker::{
    About, Application, Cause, DueRow, Finding, Happened, Next, Odd, Possible, Rule, Standing, State, Status,
    Title, Tracked,
};
use crate::units::Date;

/// Everything, in lines.
pub fn told(catalog: &Catalog, tracked: &Tracked<'_>) -> String {
    let teller = Teller { catalog };
    let on = tracked.on;
    let mut out = worded!(
        "截至 {on}。按登记的事件推算，不是官方记录。\n",
        "As of {on}. Worked out from the events that were entered; not an official record.\n"
    );
    for application in &tracked.applications {
        out += &teller.application(application);
    }
    if tracked.applications.is_empty() {
        out += tr("没有登记申报事件。\n", "No filing events have been entered.\n");
    }
    out += &teller.titles(tracked);
    if 0 < tracked.later {
        let later = tracked.later;
        out += &worded!(
            "另有 {later} 件事件在此日之后，未计入。\n",
            "Events after this day, not counted: {later}.\n"
        );
    }
    out
}

/// Events that this program passes on without reading them.
pub fn unread(count: usize) -> String {
    worded!(
        "有 {count} 件事件本程序不认识，未计入，原样保留",
        "events that this program does not know, not counted and kept as they are: {count}"
    )
}

/// The word of a state.
pub const fn state(state: State) -> &'static str {
    match state {
        State::Preparing => tr("准备中，尚未提交", "In preparation, not submitted yet"),
        State::UnderWay => tr("审核中", "Under examination"),
        State::Returned => tr("已退回补正", "Returned for correction"),
        State::Granted => tr("已公告（认定、延长）", "Announced (recognised, extended)"),
        State::Rejected => tr("未通过", "Not passed"),
        State::Withdrawn => tr("已撤回", "Withdrawn"),
    }
}

/// The word of a title's standing.
pub const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Valid => tr("有效", "Valid"),
        Standing::Ended => tr("已到期", "Expired"),
        Standing::Revoked => tr("已取消", "Revoked"),
    }
}

/// Why a title was taken away.
pub const fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Misconduct => {
            tr("事故、失信、违法或造假", "accident, dishonesty, violation of law or falsification")
        }
        Cause::NoLongerMeets => tr("不再符合标准", "no longer meets the standard"),
        Cause::LateReport => tr("未按期报告重大变化", "major change not reported in time"),
    }
}

/// Why an event is odd.
#[expect(clippy::too_many_lines, reason = "a table: one sentence in two languages for each case")]
pub const fn odd(odd: Odd) -> &'static str {
    match odd {
        Odd::BeforeSubmission => {
            tr("提交之前不会有这件事，未计入", "This cannot happen before submission; not counted")
        }
        Odd::SubmittedAlready => tr(
            "此前已提交，其间没有退回，未计入",
            "Submitted before, and not returned in between; not counted",
        ),
        Odd::AfterEnd => tr("申报此前已经结束，未计入", "The application had ended before; not counted"),
        Odd::WhileReturned => tr(
            "申报已退回企业、尚未重新提交，未计入",
            "The application was returned to the enterprise and not yet submitted again; not counted",
        ),
        Odd::StepIsOver => tr(
            "后面的环节此前已经办理，这一环节不会再办，未计入；请核对日期",
            "A later stage was done before, so this stage will not be done again; not counted; please check the date",
        ),
        Odd::Twice => tr("此前已登记过同一件事，未计入", "The same was entered before; not counted"),
        Odd::NotInChain => {
            tr("流程里没有这个环节或事项，未计入", "The procedure has no such stage or act; not counted")
        }
        Odd::FilingIsSubmission => tr(
            "企业申报这一步请登记为提交（submitted），未计入",
            "Please enter the enterprise's filing as a submission (submitted); not counted",
        ),
        Odd::NoChain => tr(
            "提交当天没有本程序收入的流程，无法核对，未计入",
            "This program holds no procedure for the day of submission, so this cannot be checked; not counted",
        ),
        Odd::OtherOrder => tr(
            "与细则写的先后不同，仍计入；请核对日期",
            "Not in the order that the Rules write; counted all the same; please check the date",
        ),
        Odd::Barred => tr(
            "仍在撤销后的禁报期内，请核对",
            "Still within the time of no filing after a revocation; please check",
        ),
        Odd::NoSuchTitle => {
            tr("没有登记这个称号的认定，未计入", "No recognition of this title has been entered; not counted")
        }
        Odd::RecognisedAlready => tr(
            "这个称号已登记认定；再次认定请另起一名，未计入",
            "A recognition of this title was entered before; please give a further recognition another name; not counted",
        ),
        Odd::BeforeRecognition => {
            tr("早于这个称号的认定，未计入", "Earlier than the recognition of this title; not counted")
        }
        Odd::AfterRevocation => {
            tr("称号此前已被取消，未计入", "The title had been revoked before; not counted")
        }
        Odd::BeyondTerm => tr(
            "所填有效期超过规定的期限；按所填列示，请核对",
            "The validity stated is longer than the term prescribed; shown as stated; please check",
        ),
        Odd::NoCause => tr(
            "没有注明取消的原因，是否禁报未知",
            "The cause of the revocation is not stated, so it is not known whether filing is barred",
        ),
        Odd::ReportOfNothing => {
            tr("没有登记这项重大变化，未计入", "This major change has not been entered; not counted")
        }
        Odd::ReportBeforeChange => tr(
            "报告早于变化发生之日，未计入",
            "The report is earlier than the day of the change; not counted",
        ),
        Odd::NoRuleThen => tr("当天没有本程序收入的规定", "This program holds no rule for that day"),
        Odd::EndsBeforeItBegins => tr(
            "通知的最后一天早于第一天，未计入",
            "The last day of the notice is before its first; not counted",
        ),
        Odd::NoTitleThen => tr(
            "当天没有有效的称号，有关规定只管有效期内的企业",
            "No title was valid on that day; the rules concern only enterprises within validity",
        ),
        Odd::OtherEdition => tr(
            "重新提交时标准已换版；按首次提交当天的版本列示，适用哪一版未见规定",
            "The standard had another edition at the new submission; shown by the edition on the day of the first submission; no rule was found on which applies",
        ),
    }
}

struct Teller<'c> {
    catalog: &'c Catalog,
}

impl Teller<'_> {
    fn application(&self, it: &Application<'_>) -> String {
        let tier = self.catalog.tier(&it.filed.tier).map_or(it.filed.tier.as_str(), |it| words(&it.label));
        let (name, route) = (visible(&it.filed.name), aside(route(it.filed.route)));
        let mut out = worded!("\n== {name}：{tier}{route}==\n", "\n== {name}: {tier}{route} ==\n");
        let since = it.since.map(since).unwrap_or_default();
        out += &line(tr("状态", "State"), &format!("{}{since}", state(it.state)));
        if let (Some(day), Some(standard)) = (it.submitted, &it.standard) {
            let version = version(standard);
            out += &worded!("提交：{day}，标准：{version}\n", "Submitted: {day}, standard: {version}\n");
        }
        out += &line(tr("下一步", "Next"), &next(self.catalog, it));
        let possible: Vec<String> = it.possible.iter().map(|one| possible_words(it.practice, one)).collect();
        if !possible.is_empty() {
            out += &line(tr("接下来可能", "What may follow"), &possible.join(AND));
        }
        let acts = it.unrecorded.iter().map(|(stage, act)| act_words(it.practice, stage, act));
        let acts: Vec<String> = acts.collect();
        if !acts.is_empty() {
            out += &line(tr("没有登记日期", "No date entered"), &acts.join(AND));
        }
        out + &findings(&it.findings)
    }

    fn titles(&self, tracked: &Tracked<'_>) -> String {
        let mut out = String::new();
        if !tracked.titles.is_empty() {
            out += tr("\n== 称号 ==\n", "\n== Titles ==\n");
        }
        for title in &tracked.titles {
            out += &self.title(title, tracked.on);
        }
        if !tracked.deadlines.is_empty() {
            out += tr("\n== 期限 ==\n", "\n== Deadlines ==\n");
        }
        for row in &tracked.deadlines {
            out += &self.due(row);
        }
        for it in &tracked.windows {
            let title = visible(&it.title);
            let days = days((it.first, it.last), it.is_in_principle);
            let source = match &it.notice {
                Some(it) => by_notice(&it.notice.number),
                None => self.source(&it.window.source),
            };
            out += &worded!(
                "复核窗口（{title}）：{days}（{source}）\n",
                "Review window ({title}): {days} ({source})\n"
            );
        }
        for it in &tracked.consequences {
            let (on, rule) = (it.on, self.rule(it.rule));
            out += &worded!("{on} 的事件：{rule}\n", "Event of {on}: {rule}\n");
        }
        out + &findings(&tracked.findings)
    }

    fn title(&self, title: &Title<'_>, today: Date) -> String {
        let tier = self.catalog.tier(&title.tier).map_or(title.tier.as_str(), |tier| words(&tier.label));
        let (name, standing) = (visible(&title.name), standing(title.standing(today)));
        let terms = title.terms.iter().map(|term| days((Some(term.from), term.until), false));
        let terms = terms.collect::<Vec<_>>().join(SEMICOLON);
        let mut out =
            worded!("{name}：{tier}，{standing}，{terms}\n", "{name}: {tier}, {standing}, {terms}\n");
        if !title.overlaps.is_empty() {
            let others: Vec<String> = title.overlaps.iter().map(|name| visible(name)).collect();
            let label = tr("  同层级有效期重叠", "  Validity overlaps at the same tier");
            out += &line(label, &others.join(AND));
        }
        for rule in &title.transition {
            out += &format!("  {}\n", self.rule(*rule));
        }
        out
    }

    fn due(&self, row: &DueRow<'_>) -> String {
        let (about, status, due) = (about(&row.about), status(row.status), row.due);
        let reminder = if row.is_reminder {
            ""
        } else {
            tr("（另有更早的提醒）", " (there is an earlier reminder)")
        };
        let (label, source) = (words(&row.deadline.label), self.source(&row.deadline.source));
        let mut out = worded!(
            "{about}：{label}，{due} 止，{status}{reminder}（{source}）\n",
            "{about}: {label}, until {due}, {status}{reminder} ({source})\n"
        );
        if matches!(row.deadline.due, Due::After(Start::Revoked, _)) {
            out += &format!("  {}\n", earliest(row.due.day_after()));
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

fn line(label: &str, words: &str) -> String {
    format!("{label}{COLON}{words}\n")
}

fn since(day: Date) -> String {
    worded!("（自 {day}）", " (since {day})")
}

/// The day from which an enterprise may file again.
pub(super) fn earliest(day: Date) -> String {
    worded!("最早可再申报：{day}", "May be filed again from: {day}")
}

/// From the first day to the last: "原则上 2026-04-01 至 2026-06-30".
pub(super) fn days((first, last): (Option<Date>, Date), is_in_principle: bool) -> String {
    let how = if is_in_principle { tr("原则上 ", "in principle ") } else { "" };
    match (LANG, first) {
        (Lang::Zh, Some(first)) => format!("{how}{first} 至 {last}"),
        (Lang::Zh, None) => format!("{how}至 {last}"),
        (Lang::En, Some(first)) => format!("{how}{first} to {last}"),
        (Lang::En, None) => format!("{how}until {last}"),
    }
}

/// That a notice that was entered names the days.
pub(super) fn by_notice(number: &str) -> String {
    let number = visible(number);
    worded!("{number}，按登记的通知", "{number}, by the notice that was entered")
}

/// What a deadline is about.
pub(super) fn about(about: &About) -> String {
    match about {
        About::Title(name) | About::Change(name) => visible(name),
        About::Year(year) => worded!("{year} 年", "{year}"),
    }
}

/// How a deadline stands.
pub(super) fn status(status: Status) -> String {
    match (LANG, status) {
        (Lang::Zh, Status::Open(days)) => format!("还有 {days} 天"),
        (Lang::Zh, Status::Today) => "今天是最后一天".to_owned(),
        (Lang::Zh, Status::Overdue(days)) => format!("已过 {days} 天，没有登记办理"),
        (Lang::Zh, Status::Over(days)) => format!("已过 {days} 天"),
        (Lang::Zh, Status::Done(on)) => format!("{on} 已办"),
        (Lang::Zh, Status::Late(on)) => format!("{on} 办理，已逾期"),
        (Lang::En, Status::Open(days)) => format!("{} left", many(days, "day", "days")),
        (Lang::En, Status::Today) => "today is the last day".to_owned(),
        (Lang::En, Status::Overdue(days)) => {
            format!("over for {}, not entered as done", many(days, "day", "days"))
        }
        (Lang::En, Status::Over(days)) => format!("over for {}", many(days, "day", "days")),
        (Lang::En, Status::Done(on)) => format!("done on {on}"),
        (Lang::En, Status::Late(on)) => format!("done on {on}, too late"),
    }
}

/// Who acts next.
pub fn next(catalog: &Catalog, it: &Application<'_>) -> String {
    let step = |stage: &&Stage| {
        let actor = it.practice.map_or("", |practice| label(&practice.actor, &stage.actor));
        format!("{actor}{}", aside(&cited(catalog, &stage.source)))
    };
    match &it.next {
        Next::Nobody => tr("没有，已经结束", "nobody, it has ended").to_owned(),
        Next::Enterprise => tr("企业", "the enterprise").to_owned(),
        Next::Steps(steps) => {
            let words: Vec<String> = steps.iter().map(step).collect();
            match words.as_slice() {
                [one] => one.clone(),
                several => {
                    let several = several.join(tr("，或 ", ", or "));
                    worded!(
                        "未见规定从哪一环节继续，可能是 {several}",
                        "no rule was found on the stage from which it goes on; perhaps {several}"
                    )
                }
            }
        }
        Next::Unwritten(Some(first)) => {
            let first = step(first);
            worded!("细则未写；写到的只有 {first}", "not written in the Rules; they write only of {first}")
        }
        Next::Unwritten(None) => {
            tr("未知：没有本程序收入的流程", "not known: this program holds no procedure for it").to_owned()
        }
    }
}

/// What a rule says, and where.
pub(super) fn told_rule(catalog: &Catalog, rule: Rule<'_>) -> String {
    format!("{}{}", words(&rule.advice.label), aside(&cited(catalog, &rule.advice.source)))
}

/// "乐平细则第十条 ✔ 多源一致".
pub(super) fn cited(catalog: &Catalog, source: &Source) -> String {
    let own_text = catalog.instrument(&source.instrument).is_some_and(|it| it.own_text);
    format!(
        "{} {} {}",
        super::cited::of(catalog, source),
        mark_sign(source.mark),
        mark(source.mark, own_text)
    )
}

/// The version that governs an application.
pub fn version(standard: &InForce<'_>) -> String {
    match standard {
        InForce::Standard(it, _) => {
            let (title, edition) = (words(&it.title), words(&it.edition));
            worded!("{title}（{edition}），已定", "{title} ({edition}), settled")
        }
        InForce::NotInProgram(it, _) => {
            let title = words(&it.title);
            worded!("{title}，本程序尚未收入", "{title}, not held by this program yet")
        }
        InForce::NotCovered => no_standard().to_owned(),
    }
}

/// That no standard applies on a day.
pub const fn no_standard() -> &'static str {
    tr("这一天没有可适用的标准", "No standard applies on this day")
}

fn label(choices: &[Choice], id: &str) -> &'static str {
    choices.iter().find(|choice| choice.id == *id).map_or("", |choice| words(&choice.label))
}

/// Who does what in a step.
pub fn act_words(practice: Option<&Practice>, stage: &Stage, act: &str) -> String {
    practice.map_or_else(String::new, |practice| {
        let (actor, act) = (label(&practice.actor, &stage.actor), label(&practice.act, act));
        worded!("{actor}{act}", "{act} ({actor})")
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
        Happened::Prepared => tr("开始准备", "Preparation begun"),
        Happened::Submitted => tr("平台提交", "Submitted on the platform"),
        Happened::Accepted => tr("受理", "Accepted for examination"),
        Happened::Done { .. } => tr("办理", "Done"),
        Happened::Announced => tr("公告（认定、延长）", "Announcement (recognised, extended)"),
        Happened::Returned => tr("退回补正", "Returned for correction"),
        Happened::Rejected => tr("不通过", "Not passed"),
        Happened::Withdrawn => tr("撤回", "Withdrawn"),
    }
}

fn nth(nth: usize) -> String {
    worded!("第 {nth} 件", "event {nth}")
}

fn findings(all: &[Finding]) -> String {
    let one = |it: &Finding| {
        let places: Vec<String> = it.events.iter().map(|at| nth(at + 1)).collect();
        let (first, others) =
            places.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let others = others.join(AND);
        let beside = if others.is_empty() {
            String::new()
        } else {
            worded!("（对照{others}）", " (beside {others})")
        };
        let odd = odd(it.odd);
        worded!("请核对：{first}事件{beside}：{odd}\n", "Please check {first}{beside}: {odd}\n")
    };
    all.iter().map(one).collect()
}
