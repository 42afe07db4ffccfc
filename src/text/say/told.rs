//! Answers: how are sentences with names and figures said?

use super::Lang;
use crate::assess::Verdict;
use crate::entry::{Against, EntryFault, Slip, Way, grouped};
use crate::store::{Revision, Why};
use crate::text::fault;
use crate::units::{Date, Decimal};

/// The title of the window.
pub fn title(lang: Lang, page: &str) -> String {
    match lang {
        Lang::Zh => format!("{page} · 梯度"),
    }
}

/// A name and what is said of it.
pub fn labelled(lang: Lang, label: &str, words: &str) -> String {
    match lang {
        Lang::Zh => format!("{label}：{words}"),
    }
}

/// A calendar year.
pub fn year(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年"),
    }
}

/// A figure of a calendar year.
pub fn of_year(lang: Lang, label: &str, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年{label}"),
    }
}

/// A calendar year before what is said of it.
pub fn year_colon(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年："),
    }
}

/// How long before the newest year of the table.
pub const fn years_ago(lang: Lang, years: u32) -> &'static str {
    match (lang, years) {
        (Lang::Zh, 0) => "上年度",
        (Lang::Zh, 1) => "前一年",
        (Lang::Zh, 2) => "再上一年",
        (Lang::Zh, _) => "",
    }
}

/// A label with the unit of its figure.
pub fn with_unit(lang: Lang, label: &str, unit: &str) -> String {
    match lang {
        Lang::Zh => format!("{label}，{unit}"),
    }
}

/// A day written out.
pub fn long_date(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{} 年 {} 月 {} 日", day.year(), day.month(), day.day()),
    }
}

/// An item of a list by its place, from one.
pub fn nth_item(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {nth} 项"),
    }
}

/// A field of an item of a list.
pub fn of_item(lang: Lang, list: &str, nth: usize, field: &str) -> String {
    match lang {
        Lang::Zh => format!("{list}第 {nth} 项的{field}"),
    }
}

/// What was removed.
pub fn removed(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("已删除第 {nth} 项。"),
    }
}

/// A place among all.
pub fn nth_of(lang: Lang, nth: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("{nth} / {all}"),
    }
}

/// A group among all, before its name.
pub fn nth_group(lang: Lang, nth: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {nth} 组，共 {all} 组："),
    }
}

/// How much of a group is given.
pub fn given_of(lang: Lang, given: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("已填 {given} / {asked}"),
    }
}

/// A group of which everything is given.
pub fn done_of(lang: Lang, given: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("已完成 {given} / {asked}"),
    }
}

/// How much of the form is given.
pub fn given_in_all(lang: Lang, given: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("已填 {given} / {asked} 项，次序随意"),
    }
}

/// What must be corrected, and what looked at again.
pub fn troubles(lang: Lang, faults: usize, doubts: usize) -> String {
    match (lang, faults, doubts) {
        (Lang::Zh, faults, 0) => format!("{faults} 处须改正"),
        (Lang::Zh, 0, doubts) => format!("{doubts} 处请核对"),
        (Lang::Zh, faults, doubts) => format!("{faults} 处须改正，{doubts} 处请核对"),
    }
}

/// The same, after something else.
pub fn and_troubles(lang: Lang, faults: usize, doubts: usize) -> String {
    match lang {
        Lang::Zh => format!("，{}", troubles(lang, faults, doubts)),
    }
}

/// Facts that no version in force asks for.
pub fn not_needed(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 项，现行标准不用填"),
    }
}

/// What becomes of a text that cannot be used.
pub fn kept_as_open(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Zh => format!("现在写的是“{text}”，在改正之前按未填处理。"),
    }
}

/// The button that takes a suggestion.
pub fn change_to(lang: Lang, amount: &str) -> String {
    match lang {
        Lang::Zh => format!("改为 {amount} 万元"),
    }
}

/// Why an amount is doubted.
pub fn slip(lang: Lang, slip: &Slip) -> String {
    let Lang::Zh = lang;
    let times = |times: i64| Decimal::whole(times).map_or_else(|| times.to_string(), |it| grouped(it, 0));
    let suggested = slip.suggested.map(|it| grouped(it, 0));
    let told = match slip.against {
        Against::Year { year, way: Way::Above, times: it } => {
            format!("这个数约是 {year} 年的 {} 倍。", times(it))
        }
        Against::Year { year, way: Way::Below, times: it } => {
            format!("{year} 年约是这个数的 {} 倍。", times(it))
        }
        Against::Others { times: it } => format!("这个数是同年其他金额的 {} 倍以上。", times(it)),
        Against::Nothing => "这个数在 100 亿元以上，中小企业少见。".to_owned(),
    };
    let is_below = matches!(slip.against, Against::Year { way: Way::Below, .. });
    let asked = match (is_below, suggested) {
        (false, Some(it)) => format!("若材料上写的是“元”，应填 {it}。"),
        (false, None) => "是不是把“元”当成了“万元”？".to_owned(),
        (true, Some(it)) => format!("若材料上写的是“亿元”，应填 {it}。"),
        (true, None) => "是不是有一个数的单位不同？".to_owned(),
    };
    told + &asked
}

/// Why a typed text cannot be used, and what would be.
pub fn entry_fault(lang: Lang, fault: &EntryFault) -> String {
    let Lang::Zh = lang;
    let told = match fault {
        EntryFault::NotANumber => "请填确切的数，只用数字，例如 106.35。",
        EntryFault::Grouping => "分节不清，请写成 1234.5 或 1,234.5。",
        EntryFault::OtherUnit => "单位不对，请换算后再填。",
        EntryFault::TooPrecise => "小数太多，最多六位。",
        EntryFault::TooLarge => "数太大，请核对单位。",
        EntryFault::NotADay => "请填到日，例如 2024-3-1。",
        EntryFault::NoSuchDay { month, day } => return format!("没有 {month} 月 {day} 日。"),
        EntryFault::YearOutOfRange(year) => return format!("年份 {year} 不在 1900 至 2199 之间。"),
        EntryFault::Domain(fault) => return format!("{}。", fault::domain(fault)),
        EntryFault::NotTyped => "这一项不能直接输入。",
    };
    told.to_owned()
}

/// The row and the classes still possible.
pub fn size_row(lang: Lang, code: &str, row: &str, classes: &[&str]) -> String {
    match lang {
        Lang::Zh => format!("{code}：划型按“{row}”一行，目前可能是{}。", classes.join("、")),
    }
}

/// The day of filing, in a line that opens to change it.
pub fn filing_on(lang: Lang, days: &[Date], today: Date) -> String {
    let Lang::Zh = lang;
    let is_today = days.iter().all(|day| *day == today);
    let note = if is_today { "（今天）" } else { "" };
    format!("{}{note}，改日期或申报方式", filing_days(lang, days))
}

/// The day or days of filing.
pub fn filing_days(lang: Lang, days: &[Date]) -> String {
    let Lang::Zh = lang;
    let mut all: Vec<String> = days.iter().map(Date::to_string).collect();
    all.dedup();
    format!("拟申报 {}", all.join("、"))
}

/// Which version applies: to a tier and a route, on a day; the edition, and when it is in force.
pub fn version_by(lang: Lang, [tier, route]: [&str; 2], day: Date, [edition, in_force]: [&str; 2]) -> String {
    match lang {
        Lang::Zh => format!("{tier}，{route}，申报日 {day}：用 {edition}（{in_force}）。"),
    }
}

/// Which year is the last.
pub fn last_year_is(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("上年度指 {year} 年。"),
    }
}

/// The day the rules were last compared.
pub fn as_of(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("规则核对至 {day}。"),
    }
}

/// When it was saved: the time of today, else the day too. `time`: `YYYY-MM-DD HH:MM`.
pub fn saved(lang: Lang, time: &str, today: Date) -> String {
    let Lang::Zh = lang;
    let short = time.strip_prefix(&today.to_string()).map_or(time, str::trim_start);
    format!("已保存到本机 {short}")
}

/// When the draft was last saved, after something else.
pub fn last_changed(lang: Lang, time: &str) -> String {
    match lang {
        Lang::Zh => format!(" · 最后保存 {time}"),
    }
}

/// Why it is not saved.
pub fn refused(lang: Lang, why: &Why) -> String {
    let Lang::Zh = lang;
    let why = match why {
        Why::Conflict { stored: Revision::NONE } => "这份草稿已不在本机（被删除或被浏览器清除），本页还留着",
        Why::Conflict { .. } => "另一个标签页刚改过这份草稿",
        Why::Full => "浏览器存储空间已满，请导出备份",
        Why::Denied => "浏览器不让本页存储（可能是无痕窗口），请导出备份",
        Why::Undecodable => "本机原有内容读不出来",
        Why::Newer { .. } => "本机草稿是新版程序保存的，请刷新页面",
        Why::Failed(name) => return format!("没有保存：浏览器存储出错（{name}），请导出备份"),
    };
    format!("没有保存：{why}")
}

/// What was offered for download.
pub fn exported(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("已导出 {name}"),
    }
}

/// What a file states.
pub fn imported(lang: Lang, facts: usize, lists: usize) -> String {
    match lang {
        Lang::Zh => format!("填了 {facts} 项，另有 {lists} 份清单。"),
    }
}

/// What a later version left in the draft.
pub fn kept_unknown(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("草稿里有 {count} 项本程序不认识，已原样保留，不参与判断。"),
    }
}

/// Points with the line.
pub fn bounds(lang: Lang, lo: u32, hi: u32, line: u32) -> String {
    match lang {
        Lang::Zh if lo == hi => format!("{lo} 分，评分线 {line}"),
        Lang::Zh => format!("至少 {lo} 分，至多 {hi} 分，评分线 {line}"),
    }
}

/// Points with the line, in a few characters.
pub fn bounds_brief(lo: u32, hi: u32, line: u32) -> String {
    format!("{} / {line}", range(lo, hi))
}

/// Points as one number, or from one to another.
pub fn range(lo: u32, hi: u32) -> String {
    if lo == hi { lo.to_string() } else { format!("{lo}–{hi}") }
}

/// Points in words.
pub fn points(lang: Lang, lo: u32, hi: u32) -> String {
    match lang {
        Lang::Zh if lo == hi => format!("{lo} 分"),
        Lang::Zh => format!("{lo} 至 {hi} 分"),
    }
}

/// The points attainable.
pub fn out_of(lang: Lang, full: u32) -> String {
    match lang {
        Lang::Zh => format!("满分 {full}"),
    }
}

/// The first few names of several.
pub fn several(lang: Lang, names: &[&str], most: usize) -> String {
    let Lang::Zh = lang;
    match names.get(..most) {
        Some(first) if names.len() > most => format!("{}等 {} 条", first.join("、"), names.len()),
        _ => names.join("、"),
    }
}

/// An option of an indicator.
pub fn option(lang: Lang, label: &str, points: u32) -> String {
    match lang {
        Lang::Zh => format!("{label}（{points} 分）"),
    }
}

/// What a bar shows.
pub fn bar(lang: Lang, name: &str, full: u32, lo: u32, hi: u32, line: Option<u32>) -> String {
    let Lang::Zh = lang;
    let line = line.map_or_else(String::new, |line| format!("，须达到 {line}"));
    let points = if lo == hi { format!("得 {lo}") } else { format!("至少 {lo}，至多 {hi}") };
    format!("{name}：满分 {full}，{points}{line}")
}

/// How many conditions are in which state.
pub fn counts(lang: Lang, unmet: usize, unknown: usize, manual: usize) -> String {
    let Lang::Zh = lang;
    let part = |count: usize, what: &str| (count > 0).then(|| format!("{count} 项{what}"));
    let parts: Vec<String> = [part(unmet, "不满足"), part(unknown, "待定"), part(manual, "须人工判断")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        "各项条件全部满足。".to_owned()
    } else {
        format!("{}。", parts.join("，"))
    }
}

/// The same in a few characters.
pub fn counts_brief(lang: Lang, unmet: usize, open: usize) -> String {
    match (lang, unmet, open) {
        (Lang::Zh, 0, 0) => "全部满足".to_owned(),
        (Lang::Zh, 0, open) => format!("{open} 项待定"),
        (Lang::Zh, unmet, _) => format!("{unmet} 项不满足"),
    }
}

/// The verdict in two or three characters.
pub const fn short_verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match (lang, verdict) {
        (Lang::Zh, Verdict::Meets) => "达到",
        (Lang::Zh, Verdict::FallsShort) => "未达到",
        (Lang::Zh, Verdict::Undetermined) => "待定",
    }
}

/// How many answers settle the verdict.
pub fn to_settle(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还差 {count} 项即可确定。"),
    }
}

/// The name of the strip of a tier.
pub fn items_of(lang: Lang, tier: &str) -> String {
    match lang {
        Lang::Zh => format!("{tier}各项条件"),
    }
}

/// How an item of the standard stands.
pub fn item_stands(lang: Lang, item: &str, word: &str) -> String {
    match lang {
        Lang::Zh => format!("{item}：{word}"),
    }
}

/// What an answer can change.
pub fn effect(lang: Lang, conditions: u32, points: u32) -> String {
    match (lang, conditions, points) {
        (Lang::Zh, 0, 0) => "可能走通直通或免除。".to_owned(),
        (Lang::Zh, 0, points) => format!("关系到至多 {points} 分。"),
        (Lang::Zh, conditions, 0) => format!("关系到 {conditions} 项条件。"),
        (Lang::Zh, conditions, points) => format!("关系到 {conditions} 项条件和至多 {points} 分。"),
    }
}

/// How many more there are.
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另外 {count} 项"),
    }
}

/// Rules that are told and not judged.
pub fn advice(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 条只作说明，不判断"),
    }
}

/// Since when there is law at all.
pub fn no_law_before(lang: Lang, first: Date) -> String {
    match lang {
        Lang::Zh => format!("{first} 以前没有适用的标准，程序如实说明，不作判断。"),
    }
}

/// A file by its title and edition.
pub fn version(lang: Lang, title: &str, edition: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}（{edition}）"),
    }
}

/// How many rules a search has found, and how many of them are shown.
pub fn found_rules(lang: Lang, found: usize, shown: usize) -> String {
    match lang {
        Lang::Zh if shown < found => {
            format!("找到 {found} 条，先列 {shown} 条；把话说得更细些可以缩小范围。")
        }
        Lang::Zh => format!("找到 {found} 条。"),
    }
}

/// How many rules rest on a reading.
pub fn used_by(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("用到它的规则，{count} 条"),
    }
}

/// A rule in another chapter.
pub fn points_to(lang: Lang, chapter: &str, rule: &str) -> String {
    match lang {
        Lang::Zh if rule.is_empty() => chapter.to_owned(),
        Lang::Zh => format!("{chapter}：{rule}"),
    }
}

/// The marks and readings that are told only when asked for.
pub fn other_grounds(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("其余 {count} 条标记和读法"),
    }
}

/// How many rules there are, after the first few names.
pub fn and_others(lang: Lang, all: usize) -> String {
    match lang {
        Lang::Zh => format!("等 {all} 条"),
    }
}

/// What a standard that only informs comes to.
pub fn informs(lang: Lang, title: &str, word: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}，只供参考：{word}"),
    }
}

/// One side of a comparison, taken whole.
pub fn all_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("全选{name}"),
    }
}

/// How many drafts were put away.
pub fn archived(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("已归档 {count} 份"),
    }
}

/// What a backup holds: drafts, and texts that could not be read.
pub fn backup_holds(lang: Lang, drafts: usize, others: usize) -> String {
    let Lang::Zh = lang;
    let others =
        if others == 0 { String::new() } else { format!("，另有 {others} 份读不出来的原文") };
    format!("这是全部备份，有 {drafts} 份草稿{others}。已有而内容不同的，恢复成另一份，不会替换。")
}

/// What a copy of a draft is called.
pub fn copy_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("副本：{name}"),
    }
}

/// How many drafts are kept here, and about how much room all of it takes.
pub fn drafts_kept(lang: Lang, count: usize, used: Option<u64>) -> String {
    let room = used.map(|used| format!("；浏览器为本页共存约 {}", super::bytes(used))).unwrap_or_default();
    match lang {
        Lang::Zh => format!("本机存有 {count} 份草稿{room}。"),
    }
}

/// Which version of the program, and of the law, by their digests.
pub fn versions(lang: Lang, program: Option<&str>, law: &str) -> String {
    match lang {
        Lang::Zh => format!("程序版本 {}，规则版本 {law}。", program.unwrap_or("（开发中）")),
    }
}

/// Why the store gave nothing.
pub fn not_read(lang: Lang, why: &Why) -> String {
    let told = refused(lang, why);
    match lang {
        Lang::Zh => told.replace("没有保存", "没有做成"),
    }
}

/// What another page's draft is called: by when it was saved.
pub fn other_page(lang: Lang, saved: &str) -> String {
    match lang {
        Lang::Zh => format!("另一页（{saved} 保存）"),
    }
}

/// What was brought back from a backup.
pub fn restored(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("已恢复 {count} 份草稿。"),
    }
}

/// What was taken back or made again: the first place, and how many there are.
pub fn stepped(lang: Lang, is_redo: bool, what: &str, count: usize) -> String {
    let Lang::Zh = lang;
    let done = if is_redo { "已重做" } else { "已撤销" };
    match count {
        0 => done.to_owned(),
        1 => format!("{done}：{what}"),
        _ => format!("{done}：{what}等 {count} 处"),
    }
}

/// A passphrase that is too short.
pub fn passphrase_short(lang: Lang, least: usize) -> String {
    match lang {
        Lang::Zh => format!("口令至少 {least} 个字符。"),
    }
}

/// How many packages were checked, and how many agree.
pub fn agreeing(lang: Lang, all: usize, agree: usize) -> String {
    match lang {
        Lang::Zh => format!("核对了 {all} 个，一致 {agree} 个。"),
    }
}

/// What was copied.
pub fn copied_value(lang: Lang, name: &str, value: &str) -> String {
    match lang {
        Lang::Zh => format!("已复制“{name}”：{value}"),
    }
}

/// An item of the standard.
pub fn item_of(lang: Lang, item: &str) -> String {
    match lang {
        Lang::Zh if item.chars().all(|it| it.is_ascii_digit()) => format!("第 {item} 项"),
        Lang::Zh => item.to_owned(),
    }
}
