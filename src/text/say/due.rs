//! Answers: how are days, terms and standings said?

use super::Lang;
use crate::policy::schema::{Due, Event};
use crate::tracker::Status;
use crate::units::Date;

const WEEK: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

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
    }
}

/// Which day it is.
pub fn today_is(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("今天是 {} 年 {} 月 {} 日，{}。", day.year(), day.month(), day.day(), week(day)),
    }
}

/// The nearest last day, and how many were missed.
pub fn nearest(lang: Lang, next: Option<(Date, String)>, missed: usize) -> String {
    let Lang::Zh = lang;
    let next = next.map_or_else(String::new, |(day, label)| {
        format!("最近的期限是 {} 年 {} 月 {} 日：{label}。", day.year(), day.month(), day.day())
    });
    match missed {
        0 => next,
        _ => format!("有 {missed} 项已过期限、没有登记办理。{next}"),
    }
}

/// What stands behind a number of days that are left.
pub const fn days_to(lang: Lang, days: i64) -> &'static str {
    match (lang, days) {
        (Lang::Zh, 0) => "天，就是今天",
        (Lang::Zh, _) => "天",
    }
}

/// How far a day lies ahead, or behind.
pub fn days_ahead(lang: Lang, days: i64) -> String {
    let Lang::Zh = lang;
    match days {
        0 => "就是今天".to_owned(),
        ahead if 0 < ahead => format!("还有 {ahead} 天"),
        over => format!("已过 {} 天", -over),
    }
}

/// How a deadline stands.
pub fn due_status(lang: Lang, status: Status) -> String {
    let Lang::Zh = lang;
    match status {
        Status::Open(days) => format!("还有 {days} 天"),
        Status::Today => "今天是最后一天".to_owned(),
        Status::Overdue(days) => format!("已过 {days} 天，没有登记办理"),
        Status::Over(days) => format!("已过 {days} 天"),
        Status::Done(on) => format!("{on} 已办，未逾期"),
        Status::Late(on) => format!("{on} 办理，已逾期"),
    }
}

/// The days of a window: in principle, as a notice of `policy/` names them, or as one that was entered does.
pub fn window(
    lang: Lang,
    (first, last): (Option<Date>, Date),
    is_in_principle: bool,
    number: Option<&str>,
) -> String {
    let Lang::Zh = lang;
    let first = first.map_or(String::new(), |first| format!("{first} "));
    match number {
        Some(number) => format!("{first}至 {last}，按登记的通知 {number}"),
        None if is_in_principle => format!("原则上 {first}至 {last}，确切日期以当年通知为准"),
        None => format!("{first}至 {last}，通知写明"),
    }
}

/// How many more deadlines there are.
pub fn further_dues(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 项，见下面的全部期限和各称号的时间线。"),
    }
}

/// The fold with every deadline.
pub fn all_dues(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("全部期限（{count} 项）：依据和算法"),
    }
}

/// How a last day is computed.
pub fn computed(lang: Lang, due: Due, begun: Option<Date>, last: Date) -> String {
    let Lang::Zh = lang;
    match (due, begun) {
        (Due::EachYear { month, day }, _) => format!("每年 {month} 月 {day} 日，含当日。"),
        (Due::After(event, months), Some(begun)) => {
            let what = match event {
                Event::Recognised => "认定",
                Event::Changed => "发生变化",
                Event::Revoked => "取消",
            };
            let span =
                if months % 12 == 0 { format!("{} 年", months / 12) } else { format!("{months} 个月") };
            format!("{begun} {what}，加 {span}，按日历对日计算，到 {last}，含当日。")
        }
        (Due::After(..), None) => format!("按所填的最后一天 {last}，含当日。"),
    }
}

/// What the bar of a term shows.
pub fn term_bar(lang: Lang, from: Date, until: Date, today: Date) -> String {
    let Lang::Zh = lang;
    let left = today.days_to(until);
    if left < 0 {
        format!("有效期 {from} 至 {until}，已过 {} 天", -left)
    } else {
        format!("有效期 {from} 至 {until}，今天 {today}，还有 {left} 天")
    }
}

/// How many days are left from today.
pub fn days_left(lang: Lang, days: i64) -> String {
    match lang {
        Lang::Zh => format!("今天，还有 {days} 天"),
    }
}

/// A time from its first to its last day.
pub fn span_of(lang: Lang, from: Date, until: Date) -> String {
    match lang {
        Lang::Zh => format!("{from} 至 {until}"),
    }
}

/// A state and since when.
pub fn stands_since(lang: Lang, state: &str, since: Option<Date>) -> String {
    let Lang::Zh = lang;
    since.map_or_else(|| state.to_owned(), |since| format!("{state}，自 {since}"))
}

/// The heading of the page of paper.
pub fn status_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}：梯度培育跟踪情况"),
    }
}

/// The day of the page of paper.
pub fn status_on(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("截至 {day}。按企业登记的事件和本程序收入的规定推算，不是官方记录。"),
    }
}

/// How many titles are valid.
pub fn titles_valid(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, 0) => "没有有效的称号".to_owned(),
        (Lang::Zh, _) => format!("{count} 个称号有效"),
    }
}

/// The update of a year.
pub fn update_of(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年度信息更新"),
    }
}

/// When something was done, beside its last day.
pub fn done_before(lang: Lang, due: Date, done: Date) -> String {
    let Lang::Zh = lang;
    match done.days_to(due) {
        0 => format!("期限 {due}，当天办理。"),
        early if 0 < early => format!("期限 {due}，提前 {early} 天。"),
        late => format!("期限 {due}，逾期 {} 天。", -late),
    }
}

/// A thing with its name.
pub fn of_name(lang: Lang, what: &str, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{what}（{name}）"),
    }
}

/// Another rule that asks for the same.
pub fn other_day(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("（另写 {day}）"),
    }
}

/// A title in a line under its heading. One that is stated has a place for its name: `titles[0]`.
pub fn title_stands(lang: Lang, standing: &str, from: Date, until: Date, name: &str) -> String {
    let Lang::Zh = lang;
    let name = if name.contains('[') { "填报里的称号" } else { name };
    format!("{standing}，{from} 至 {until}（{name}）")
}

/// The last day of a term.
pub fn valid_until(lang: Lang, until: Date, is_stated: bool) -> String {
    let Lang::Zh = lang;
    let how = if is_stated { "按所填" } else { "按三年推算" };
    format!("有效期至 {until}，含当日（{how}）。")
}

/// A standing with the days left.
pub fn stands_with(lang: Lang, standing: &str, left: i64) -> String {
    let Lang::Zh = lang;
    if left < 0 { standing.to_owned() } else { format!("{standing}，还有 {left} 天") }
}

/// The first day of a new application after a bar.
pub fn earliest(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("最早可再申报：{day}。"),
    }
}

/// An application in a line under its heading.
pub fn application_stands(lang: Lang, route: &str, name: &str, state: &str, since: Option<Date>) -> String {
    let Lang::Zh = lang;
    let since = since.map_or(String::new(), |since| format!("，自 {since}"));
    format!("{route}（{name}），{state}{since}")
}

/// Acts that lie behind and have no event.
pub fn unrecorded(lang: Lang, acts: &str) -> String {
    match lang {
        Lang::Zh => format!("没有登记日期：{acts}。不影响推算，知道了可以补登。"),
    }
}

/// The version that an application is examined by.
pub fn frozen_version(lang: Lang, version: &str) -> String {
    match lang {
        Lang::Zh => format!("适用标准：{version}，以首次提交当天为准。"),
    }
}

/// Who acts next; of several it is not known which.
pub fn next_actor(lang: Lang, actors: &[String]) -> String {
    let Lang::Zh = lang;
    match actors {
        [one] => format!("下一步由{one}办理。"),
        several => format!("未见规定从哪一环节继续，可能由{}办理。", several.join("，或")),
    }
}

/// The rule does not write the next step.
pub fn unwritten(lang: Lang, first: Option<String>) -> String {
    let Lang::Zh = lang;
    match first {
        Some(first) => format!("下一步细则没有写；写到的只有{first}。"),
        None => "下一步未知：没有本程序收入的流程。".to_owned(),
    }
}

/// What a draft of handed-in answers is called.
pub fn frozen_name(lang: Lang, name: &str, on: Date) -> String {
    match lang {
        Lang::Zh => format!("{on} 提交的答案（{name}）"),
    }
}

/// The answers that were handed in, and what followed from them.
pub fn frozen_on(lang: Lang, on: Date, verdict: &str) -> String {
    match lang {
        Lang::Zh => format!("{on} 提交的答案已留存，当时自评：{verdict}"),
    }
}

/// An answer then and now.
pub fn was_and_is(lang: Lang, place: &str, was: &str, is: &str) -> String {
    match lang {
        Lang::Zh => format!("{place}：提交时 {was}，现在 {is}"),
    }
}

/// How many answers differ from what was handed in.
pub fn changed_since(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("与提交时相比，现在有 {count} 处不同："),
    }
}

/// An event was entered.
pub fn event_kept(lang: Lang, words: &str) -> String {
    match lang {
        Lang::Zh => format!("已登记：{words}。可以撤销。"),
    }
}

/// An event was taken out.
pub fn event_removed(lang: Lang, words: &str) -> String {
    match lang {
        Lang::Zh => format!("已删除：{words}。可以撤销。"),
    }
}

/// How many events there are.
pub fn events_kept(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("共 {count} 件，按日期排列。"),
    }
}
