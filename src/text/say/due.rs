//! Answers: how are days, terms and standings said?

use super::join::many;
use super::told::month;
use super::{Lang, and_others, long_date, more, tr};
use crate::policy::schema::{Due, Event};
use crate::tracker::Status;
use crate::units::Date;

const WEEK: [&str; 7] = [
    tr("周一", "Monday"),
    tr("周二", "Tuesday"),
    tr("周三", "Wednesday"),
    tr("周四", "Thursday"),
    tr("周五", "Friday"),
    tr("周六", "Saturday"),
    tr("周日", "Sunday"),
];

/// The day of the week.
fn week(day: Date) -> &'static str {
    // The first day of 2024 was a Monday.
    let since = Date::made(2024, 1, 1).days_to(day).rem_euclid(7);
    usize::try_from(since).ok().and_then(|at| WEEK.get(at)).copied().unwrap_or_default()
}

/// A day with the day of the week.
pub fn week_day(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{day} {}", week(day)),
        Lang::En => format!("{day}, {}", week(day)),
    }
}

/// Which day it is.
pub fn today_is(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("今天是 {} 年 {} 月 {} 日，{}。", day.year(), day.month(), day.day(), week(day)),
        Lang::En => format!("Today is {}, {}. ", week(day), long_date(lang, day)),
    }
}

/// The nearest last day, and how many were missed.
pub fn nearest(lang: Lang, next: Option<(Date, String)>, missed: usize) -> String {
    let next = next.map_or_else(String::new, |(day, label)| match lang {
        Lang::Zh => format!("最近的期限是 {}：{label}。", long_date(lang, day)),
        Lang::En => format!("The nearest deadline is {}: {label}.", long_date(lang, day)),
    });
    match (lang, missed) {
        (_, 0) => next,
        (Lang::Zh, _) => format!("有 {missed} 项已过期限、没有登记办理。{next}"),
        (Lang::En, _) => format!("Past the deadline and not entered as done: {missed}. {next}"),
    }
}

/// What stands behind a number of days that are left.
pub const fn days_to(lang: Lang, days: i64) -> &'static str {
    match (lang, days) {
        (Lang::Zh, 0) => "天，就是今天",
        (Lang::Zh, _) => "天",
        (Lang::En, 0) => " days: it is today",
        (Lang::En, 1) => " day",
        (Lang::En, _) => " days",
    }
}

/// How far a day lies ahead, or behind.
pub fn days_ahead(lang: Lang, days: i64) -> String {
    match (lang, days) {
        (Lang::Zh, 0) => "就是今天".to_owned(),
        (Lang::Zh, ahead) if 0 < ahead => format!("还有 {ahead} 天"),
        (Lang::Zh, over) => format!("已过 {} 天", -over),
        (Lang::En, 0) => "Today".to_owned(),
        (Lang::En, ahead) if 0 < ahead => format!("{} left", many(ahead, "day", "days")),
        (Lang::En, over) => format!("{} past", many(-over, "day", "days")),
    }
}

/// How a deadline stands.
pub fn due_status(lang: Lang, status: Status) -> String {
    match (lang, status) {
        (Lang::Zh, Status::Open(days)) => format!("还有 {days} 天"),
        (Lang::Zh, Status::Today) => "今天是最后一天".to_owned(),
        (Lang::Zh, Status::Overdue(days)) => format!("已过 {days} 天，没有登记办理"),
        (Lang::Zh, Status::Over(days)) => format!("已过 {days} 天"),
        (Lang::Zh, Status::Done(on)) => format!("{on} 已办，未逾期"),
        (Lang::Zh, Status::Late(on)) => format!("{on} 办理，已逾期"),
        (Lang::En, Status::Open(days)) => format!("{} left", many(days, "day", "days")),
        (Lang::En, Status::Today) => "Today is the last day".to_owned(),
        (Lang::En, Status::Overdue(days)) => {
            format!("{} past, not entered as done", many(days, "day", "days"))
        }
        (Lang::En, Status::Over(days)) => format!("{} past", many(days, "day", "days")),
        (Lang::En, Status::Done(on)) => format!("Done on {on}, in time"),
        (Lang::En, Status::Late(on)) => format!("Done on {on}, late"),
    }
}

/// The days of a window: in principle, as a notice of `policy/` names them, or as one that was entered does.
pub fn window(
    lang: Lang,
    (first, last): (Option<Date>, Date),
    is_in_principle: bool,
    number: Option<&str>,
) -> String {
    let days = match (lang, first) {
        (Lang::Zh, Some(first)) => format!("{first} 至 {last}"),
        (Lang::Zh, None) => format!("至 {last}"),
        (Lang::En, Some(first)) => format!("{first} to {last}"),
        (Lang::En, None) => format!("until {last}"),
    };
    match (lang, number) {
        (Lang::Zh, Some(number)) => format!("{days}，按登记的通知 {number}"),
        (Lang::Zh, None) if is_in_principle => format!("原则上 {days}，确切日期以当年通知为准"),
        (Lang::Zh, None) => format!("{days}，通知写明"),
        (Lang::En, Some(number)) => format!("{days}, by the notice entered, {number}"),
        (Lang::En, None) if is_in_principle => {
            format!("In principle {days}; the notice of the year sets the exact dates")
        }
        (Lang::En, None) => format!("{days}, stated in the notice"),
    }
}

/// How many more deadlines there are.
pub fn further_dues(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 项，见下面的全部期限和各称号的时间线。"),
        Lang::En => format!("{count} more, see all deadlines below and the timeline of each title."),
    }
}

/// The fold with every deadline.
pub fn all_dues(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("全部期限（{count} 项）：依据和算法"),
        Lang::En => format!("All deadlines ({count}): sources and computation"),
    }
}

/// How a last day is computed.
pub fn computed(lang: Lang, due: Due, begun: Option<Date>, last: Date) -> String {
    match (due, begun) {
        (Due::EachYear { month: of_year, day }, _) => match lang {
            Lang::Zh => format!("每年 {of_year} 月 {day} 日，含当日。"),
            Lang::En => format!("{day} {} of every year, that day included.", month(of_year)),
        },
        (Due::After(event, months), Some(begun)) => after(lang, event, months, begun, last),
        (Due::After(..), None) => match lang {
            Lang::Zh => format!("按所填的最后一天 {last}，含当日。"),
            Lang::En => format!("By the last day filled in, {last}, that day included."),
        },
    }
}

/// How a last day is computed that lies a time after something.
fn after(lang: Lang, event: Event, months: u32, begun: Date, last: Date) -> String {
    let what = match event {
        Event::Recognised => tr("认定", "Recognised"),
        Event::Changed => tr("发生变化", "Changed"),
        Event::Revoked => tr("取消", "Revoked"),
    };
    let years = months.is_multiple_of(12).then_some(months / 12);
    match lang {
        Lang::Zh => {
            let span = years.map_or_else(|| format!("{months} 个月"), |years| format!("{years} 年"));
            format!("{begun} {what}，加 {span}，按日历对日计算，到 {last}，含当日。")
        }
        Lang::En => {
            let span =
                years.map_or_else(|| many(months, "month", "months"), |years| many(years, "year", "years"));
            format!(
                "{what} on {begun}, plus {span} to the same calendar day: until {last}, that day included."
            )
        }
    }
}

/// What the bar of a term shows.
pub fn term_bar(lang: Lang, from: Date, until: Date, today: Date) -> String {
    let left = today.days_to(until);
    match lang {
        Lang::Zh if left < 0 => format!("有效期 {from} 至 {until}，已过 {} 天", -left),
        Lang::Zh => format!("有效期 {from} 至 {until}，今天 {today}，还有 {left} 天"),
        Lang::En if left < 0 => {
            format!("Validity {from} to {until}, {} past", many(-left, "day", "days"))
        }
        Lang::En => {
            format!("Validity {from} to {until}, today {today}, {} left", many(left, "day", "days"))
        }
    }
}

/// How many days are left from today.
pub fn days_left(lang: Lang, days: i64) -> String {
    match lang {
        Lang::Zh => format!("今天，还有 {days} 天"),
        Lang::En => format!("Today, {} left", many(days, "day", "days")),
    }
}

/// A time from its first to its last day.
pub fn span_of(lang: Lang, from: Date, until: Date) -> String {
    match lang {
        Lang::Zh => format!("{from} 至 {until}"),
        Lang::En => format!("{from} to {until}"),
    }
}

/// A state and since when.
pub fn stands_since(lang: Lang, state: &str, since: Option<Date>) -> String {
    since.map_or_else(
        || state.to_owned(),
        |since| match lang {
            Lang::Zh => format!("{state}，自 {since}"),
            Lang::En => format!("{state}, since {since}"),
        },
    )
}

/// The heading of the page of paper.
pub fn status_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}：梯度培育跟踪情况"),
        Lang::En => format!("{name}: cultivation track status"),
    }
}

/// The day of the page of paper.
pub fn status_on(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("截至 {day}。按企业登记的事件和本程序收入的规定推算，不是官方记录。"),
        Lang::En => format!(
            "As of {day}. Computed from the events the enterprise entered and the rules this program holds; not an \
             official record."
        ),
    }
}

/// How many titles are valid.
pub fn titles_valid(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, 0) => "没有有效的称号".to_owned(),
        (Lang::Zh, _) => format!("{count} 个称号有效"),
        (Lang::En, 0) => "No valid title".to_owned(),
        (Lang::En, _) => many(count, "valid title", "valid titles"),
    }
}

/// The update of a year.
pub fn update_of(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年度信息更新"),
        Lang::En => format!("Annual update {year}"),
    }
}

/// When something was done, beside its last day.
pub fn done_before(lang: Lang, due: Date, done: Date) -> String {
    match (lang, done.days_to(due)) {
        (Lang::Zh, 0) => format!("期限 {due}，当天办理。"),
        (Lang::Zh, early) if 0 < early => format!("期限 {due}，提前 {early} 天。"),
        (Lang::Zh, late) => format!("期限 {due}，逾期 {} 天。", -late),
        (Lang::En, 0) => format!("Deadline {due}, done that day."),
        (Lang::En, early) if 0 < early => {
            format!("Deadline {due}, done {} early.", many(early, "day", "days"))
        }
        (Lang::En, late) => format!("Deadline {due}, done {} late.", many(-late, "day", "days")),
    }
}

/// A thing with its name.
pub fn of_name(lang: Lang, what: &str, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{what}（{name}）"),
        Lang::En => format!("{what} ({name})"),
    }
}

/// Another rule that asks for the same.
pub fn other_day(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("（另写 {day}）"),
        Lang::En => format!("(another says {day}) "),
    }
}

/// A title in a line under its heading. One that is stated has a place for its name: `titles[0]`.
pub fn title_stands(lang: Lang, standing: &str, from: Date, until: Date, name: &str) -> String {
    let name = if name.contains('[') { tr("填报里的称号", "title from the answers") } else { name };
    match lang {
        Lang::Zh => format!("{standing}，{from} 至 {until}（{name}）"),
        Lang::En => format!("{standing}, {from} to {until} ({name})"),
    }
}

/// The last day of a term.
pub fn valid_until(lang: Lang, until: Date, is_stated: bool) -> String {
    let how = if is_stated {
        tr("按所填", "as filled in")
    } else {
        tr("按三年推算", "computed as three years")
    };
    match lang {
        Lang::Zh => format!("有效期至 {until}，含当日（{how}）。"),
        Lang::En => format!("Valid until {until}, that day included ({how})."),
    }
}

/// A standing with the days left.
pub fn stands_with(lang: Lang, standing: &str, left: i64) -> String {
    if left < 0 {
        return standing.to_owned();
    }
    match lang {
        Lang::Zh => format!("{standing}，还有 {left} 天"),
        Lang::En => format!("{standing}, {} left", many(left, "day", "days")),
    }
}

/// The first day of a new application after a bar.
pub fn earliest(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("最早可再申报：{day}。"),
        Lang::En => format!("Filing again is possible from {day} at the earliest."),
    }
}

/// An application in a line under its heading.
pub fn application_stands(lang: Lang, route: &str, name: &str, state: &str, since: Option<Date>) -> String {
    let named = of_name(lang, route, name);
    let state = stands_since(lang, state, since);
    match lang {
        Lang::Zh => format!("{named}，{state}"),
        Lang::En => format!("{named}, {state}"),
    }
}

/// Acts that lie behind and have no event.
pub fn unrecorded(lang: Lang, acts: &str) -> String {
    match lang {
        Lang::Zh => format!("没有登记日期：{acts}。不影响推算，知道了可以补登。"),
        Lang::En => {
            format!("No date entered: {acts}. This does not affect the computation; add it once it is known.")
        }
    }
}

/// The version that an application is examined by.
pub fn frozen_version(lang: Lang, version: &str) -> String {
    match lang {
        Lang::Zh => format!("适用标准：{version}，以首次提交当天为准。"),
        Lang::En => format!("Standard applied: {version}, by the day of the first submission."),
    }
}

/// Who acts next; of several it is not known which.
pub fn next_actor(lang: Lang, actors: &[String]) -> String {
    match (lang, actors) {
        (Lang::Zh, [one]) => format!("下一步由{one}办理。"),
        (Lang::Zh, several) => format!("未见规定从哪一环节继续，可能由{}办理。", several.join("，或")),
        (Lang::En, [one]) => format!("Next to act: {one}."),
        (Lang::En, several) => {
            format!("No rule found on where it goes on; possibly next to act: {}.", several.join(", or "))
        }
    }
}

/// The rule does not write the next step.
pub fn unwritten(lang: Lang, first: Option<String>) -> String {
    match (lang, first) {
        (Lang::Zh, Some(first)) => format!("下一步细则没有写；写到的只有{first}。"),
        (Lang::Zh, None) => "下一步未知：没有本程序收入的流程。".to_owned(),
        (Lang::En, Some(first)) => {
            format!("The Rules do not state the next step; the only one they name is: {first}.")
        }
        (Lang::En, None) => "Next step unknown: this program holds no procedure for it.".to_owned(),
    }
}

/// What a draft of handed-in answers is called.
pub fn frozen_name(lang: Lang, name: &str, on: Date) -> String {
    match lang {
        Lang::Zh => format!("{on} 提交的答案（{name}）"),
        Lang::En => format!("Answers submitted on {on} ({name})"),
    }
}

/// The answers that were handed in, and what followed from them.
pub fn frozen_on(lang: Lang, on: Date, verdict: &str) -> String {
    match lang {
        Lang::Zh => format!("{on} 提交的答案已留存，当时自评：{verdict}"),
        Lang::En => format!("The answers submitted on {on} are kept; self-assessment then: {verdict}"),
    }
}

/// An answer then and now.
pub fn was_and_is(lang: Lang, place: &str, was: &str, is: &str) -> String {
    match lang {
        Lang::Zh => format!("{place}：提交时 {was}，现在 {is}"),
        Lang::En => format!("{place}: {was} when submitted, {is} now"),
    }
}

/// How many answers differ from what was handed in.
pub fn changed_since(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("与提交时相比，现在有 {count} 处不同："),
        Lang::En => format!("Different now from what was submitted: {count}"),
    }
}

/// How many further answers differ.
pub fn further_changes(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => and_others(lang, count),
        Lang::En => more(lang, count),
    }
}

/// An event was entered.
pub fn event_kept(lang: Lang, words: &str) -> String {
    match lang {
        Lang::Zh => format!("已登记：{words}。可以撤销。"),
        Lang::En => format!("Entered: {words}. This can be undone."),
    }
}

/// An event was taken out.
pub fn event_removed(lang: Lang, words: &str) -> String {
    match lang {
        Lang::Zh => format!("已删除：{words}。可以撤销。"),
        Lang::En => format!("Deleted: {words}. This can be undone."),
    }
}

/// How many events there are.
pub fn events_kept(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("共 {count} 件，按日期排列。"),
        Lang::En => format!("Events: {count}, in the order of their dates."),
    }
}
