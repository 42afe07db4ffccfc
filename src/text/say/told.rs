//! Answers: how are sentences with names and figures said?

use super::join::many;
use super::{Lang, tr};
use crate::assess::Verdict;
use crate::entry::{Against, EntryFault, Slip, Way, grouped};
use crate::store::{Revision, Why};
use crate::text::fault;
use crate::units::{Date, Decimal};

/// The title of the window.
pub fn title(lang: Lang, page: &str) -> String {
    match lang {
        Lang::Zh => format!("{page} · 梯度"),
        Lang::En => format!("{page} · Tidu"),
    }
}

/// A name and what is said of it.
pub fn labelled(lang: Lang, label: &str, words: &str) -> String {
    match lang {
        Lang::Zh => format!("{label}：{words}"),
        Lang::En => format!("{label}: {words}"),
    }
}

/// A calendar year.
pub fn year(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年"),
        Lang::En => year.to_string(),
    }
}

/// A figure of a calendar year.
pub fn of_year(lang: Lang, label: &str, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年{label}"),
        Lang::En => format!("{label} ({year})"),
    }
}

/// A calendar year before what is said of it.
pub fn year_colon(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年："),
        Lang::En => format!("{year}: "),
    }
}

/// How long before the newest year of the table.
pub const fn years_ago(lang: Lang, years: u32) -> &'static str {
    match (lang, years) {
        (Lang::Zh, 0) => "上年度",
        (Lang::Zh, 1) => "前一年",
        (Lang::Zh, 2) => "再上一年",
        (Lang::En, 0) => "last year",
        (Lang::En, 1) => "the year before",
        (Lang::En, 2) => "two years before",
        (Lang::Zh | Lang::En, _) => "",
    }
}

/// A label with the unit of its figure.
pub fn with_unit(lang: Lang, label: &str, unit: &str) -> String {
    match lang {
        Lang::Zh => format!("{label}，{unit}"),
        Lang::En => format!("{label}, {unit}"),
    }
}

/// The English name of a month, 1 to 12.
pub(super) fn month(nth: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = usize::try_from(nth).unwrap_or_default();
    at.checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

/// A day written out.
pub fn long_date(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{} 年 {} 月 {} 日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), month(day.month()), day.year()),
    }
}

/// An item of a list by its place, from one.
pub fn nth_item(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {nth} 项"),
        Lang::En => format!("Item {nth}"),
    }
}

/// A field of an item of a list.
pub fn of_item(lang: Lang, list: &str, nth: usize, field: &str) -> String {
    match lang {
        Lang::Zh => format!("{list}第 {nth} 项的{field}"),
        Lang::En => format!("{list}, item {nth}, {field}"),
    }
}

/// What was removed.
pub fn removed(lang: Lang, nth: usize) -> String {
    match lang {
        Lang::Zh => format!("已删除第 {nth} 项。"),
        Lang::En => format!("Item {nth} deleted."),
    }
}

/// A place among all.
pub fn nth_of(lang: Lang, nth: usize, all: usize) -> String {
    match lang {
        Lang::Zh | Lang::En => format!("{nth} / {all}"),
    }
}

/// A group among all, before its name.
pub fn nth_group(lang: Lang, nth: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {nth} 组，共 {all} 组："),
        Lang::En => format!("Group {nth} of {all}: "),
    }
}

/// How much of a group is given.
pub fn given_of(lang: Lang, given: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("已填 {given} / {asked}"),
        Lang::En => format!("Answered {given} / {asked}"),
    }
}

/// A group of which everything is given.
pub fn done_of(lang: Lang, given: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("已完成 {given} / {asked}"),
        Lang::En => format!("Complete {given} / {asked}"),
    }
}

/// How much of the form is given.
pub fn given_in_all(lang: Lang, given: usize, asked: usize) -> String {
    match lang {
        Lang::Zh => format!("已填 {given} / {asked} 项，次序随意"),
        Lang::En => format!("Answered {given} / {asked}, in any order"),
    }
}

/// What must be corrected, and what looked at again.
pub fn troubles(lang: Lang, faults: usize, doubts: usize) -> String {
    match (lang, faults, doubts) {
        (Lang::Zh, faults, 0) => format!("{faults} 处须改正"),
        (Lang::Zh, 0, doubts) => format!("{doubts} 处请核对"),
        (Lang::Zh, faults, doubts) => format!("{faults} 处须改正，{doubts} 处请核对"),
        (Lang::En, faults, 0) => format!("{faults} to correct"),
        (Lang::En, 0, doubts) => format!("{doubts} to check"),
        (Lang::En, faults, doubts) => format!("{faults} to correct, {doubts} to check"),
    }
}

/// The same, after something else.
pub fn and_troubles(lang: Lang, faults: usize, doubts: usize) -> String {
    match lang {
        Lang::Zh => format!("，{}", troubles(lang, faults, doubts)),
        Lang::En => format!(", {}", troubles(lang, faults, doubts)),
    }
}

/// Facts that no version in force asks for.
pub fn not_needed(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 项，现行标准不用填"),
        Lang::En => format!("{count} more, not needed under the standards in force"),
    }
}

/// What becomes of a text that cannot be used.
pub fn kept_as_open(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Zh => format!("现在写的是“{text}”，在改正之前按未填处理。"),
        Lang::En => format!("It now says “{text}”; until corrected, it counts as not answered."),
    }
}

/// The button that takes a suggestion.
pub fn change_to(lang: Lang, amount: &str) -> String {
    match lang {
        Lang::Zh => format!("改为 {amount} 万元"),
        Lang::En => format!("Change to {amount} × 10k CNY"),
    }
}

/// Why an amount is doubted.
pub fn slip(lang: Lang, slip: &Slip) -> String {
    let times = |times: i64| Decimal::whole(times).map_or_else(|| times.to_string(), |it| grouped(it, 0));
    let told = match (lang, slip.against) {
        (Lang::Zh, Against::Year { year, way: Way::Above, times: it }) => {
            format!("这个数约是 {year} 年的 {} 倍。", times(it))
        }
        (Lang::En, Against::Year { year, way: Way::Above, times: it }) => {
            format!("This figure is about {} times that of {year}. ", times(it))
        }
        (Lang::Zh, Against::Year { year, way: Way::Below, times: it }) => {
            format!("{year} 年约是这个数的 {} 倍。", times(it))
        }
        (Lang::En, Against::Year { year, way: Way::Below, times: it }) => {
            format!("The figure of {year} is about {} times this one. ", times(it))
        }
        (Lang::Zh, Against::Others { times: it }) => {
            format!("这个数是同年其他金额的 {} 倍以上。", times(it))
        }
        (Lang::En, Against::Others { times: it }) => {
            format!("This figure is {} times the other amounts of the year, or more. ", times(it))
        }
        (Lang::Zh, Against::Nothing) => "这个数在 100 亿元以上，中小企业少见。".to_owned(),
        (Lang::En, Against::Nothing) => {
            "This figure is CNY 10 billion or more, which is rare among SMEs. ".to_owned()
        }
    };
    told + &asked_of(lang, slip)
}

/// Which unit may have been meant.
fn asked_of(lang: Lang, slip: &Slip) -> String {
    let is_below = matches!(slip.against, Against::Year { way: Way::Below, .. });
    match (lang, is_below, slip.suggested.map(|it| grouped(it, 0))) {
        (Lang::Zh, false, Some(it)) => format!("若材料上写的是“元”，应填 {it}。"),
        (Lang::Zh, false, None) => "是不是把“元”当成了“万元”？".to_owned(),
        (Lang::Zh, true, Some(it)) => format!("若材料上写的是“亿元”，应填 {it}。"),
        (Lang::Zh, true, None) => "是不是有一个数的单位不同？".to_owned(),
        (Lang::En, false, Some(it)) => format!("If the document is in CNY, {it} should be entered."),
        (Lang::En, false, None) => "Was CNY taken for 10k CNY?".to_owned(),
        (Lang::En, true, Some(it)) => {
            format!("If the document is in units of 100 million CNY, {it} should be entered.")
        }
        (Lang::En, true, None) => "Is one of the two figures in another unit?".to_owned(),
    }
}

/// Why a typed text cannot be used, and what would be.
pub fn entry_fault(lang: Lang, fault: &EntryFault) -> String {
    let (zh, en) = match (lang, fault) {
        (_, EntryFault::NotANumber) => (
            "请填确切的数，只用数字，例如 106.35。",
            "Please enter an exact number, digits only, for example 106.35.",
        ),
        (_, EntryFault::Grouping) => (
            "分节不清，请写成 1234.5 或 1,234.5。",
            "The grouping is not clear; please write 1234.5 or 1,234.5.",
        ),
        (_, EntryFault::OtherUnit) => {
            ("单位不对，请换算后再填。", "This is another unit; please convert it first.")
        }
        (_, EntryFault::TooPrecise) => ("小数太多，最多六位。", "Too many decimals; at most six."),
        (_, EntryFault::TooLarge) => {
            ("数太大，请核对单位。", "The number is too large; please check the unit.")
        }
        (_, EntryFault::NotADay) => {
            ("请填到日，例如 2024-3-1。", "Please enter a full date, for example 2024-3-1.")
        }
        (Lang::Zh, EntryFault::NoSuchDay { month, day }) => return format!("没有 {month} 月 {day} 日。"),
        (Lang::En, EntryFault::NoSuchDay { month, day }) => {
            return format!("There is no day {day} in month {month}.");
        }
        (Lang::Zh, EntryFault::YearOutOfRange(year)) => {
            return format!("年份 {year} 不在 1900 至 2199 之间。");
        }
        (Lang::En, EntryFault::YearOutOfRange(year)) => {
            return format!("The year {year} is not between 1900 and 2199.");
        }
        (Lang::Zh, EntryFault::Domain(fault)) => return format!("{}。", fault::domain(fault)),
        (Lang::En, EntryFault::Domain(fault)) => return format!("{}.", fault::domain(fault)),
        (_, EntryFault::NotTyped) => ("这一项不能直接输入。", "This item cannot be typed in."),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// The row and the classes still possible.
pub fn size_row(lang: Lang, code: &str, row: &str, classes: &[&str]) -> String {
    match lang {
        Lang::Zh => format!("{code}：划型按“{row}”一行，目前可能是{}。", classes.join("、")),
        Lang::En => {
            format!("{code}: classed by the row “{row}”; possible at present: {}.", classes.join(", "))
        }
    }
}

/// The day of filing, in a line that opens to change it.
pub fn filing_on(lang: Lang, days: &[Date], today: Date) -> String {
    let is_today = days.iter().all(|day| *day == today);
    let note = if is_today { tr("（今天）", " (today)") } else { "" };
    match lang {
        Lang::Zh => format!("{}{note}，改日期或申报方式", filing_days(lang, days)),
        Lang::En => format!("{}{note}: change the day or the route", filing_days(lang, days)),
    }
}

/// The day or days of filing.
pub fn filing_days(lang: Lang, days: &[Date]) -> String {
    let mut all: Vec<String> = days.iter().map(Date::to_string).collect();
    all.dedup();
    match lang {
        Lang::Zh => format!("拟申报 {}", all.join("、")),
        Lang::En => format!("Planned filing {}", all.join(", ")),
    }
}

/// Which version applies: to a tier and a route, on a day; the edition, and when it is in force.
pub fn version_by(lang: Lang, [tier, route]: [&str; 2], day: Date, [edition, in_force]: [&str; 2]) -> String {
    match lang {
        Lang::Zh => format!("{tier}，{route}，申报日 {day}：用 {edition}（{in_force}）。"),
        Lang::En => format!("{tier}, {route}, filing day {day}: {edition} is used ({in_force})."),
    }
}

/// Which year is the last.
pub fn last_year_is(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("上年度指 {year} 年。"),
        Lang::En => format!("Last year means {year}."),
    }
}

/// The day the rules were last compared.
pub fn as_of(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("规则核对至 {day}。"),
        Lang::En => format!("Rules checked as of {day}."),
    }
}

/// When it was saved: the time of today, else the day too. `time`: `YYYY-MM-DD HH:MM`.
pub fn saved(lang: Lang, time: &str, today: Date) -> String {
    let short = time.strip_prefix(&today.to_string()).map_or(time, str::trim_start);
    match lang {
        Lang::Zh => format!("已保存到本机 {short}"),
        Lang::En => format!("Saved on this computer {short}"),
    }
}

/// When the draft was last saved, after something else.
pub fn last_changed(lang: Lang, time: &str) -> String {
    match lang {
        Lang::Zh => format!(" · 最后保存 {time}"),
        Lang::En => format!(" · last saved {time}"),
    }
}

/// Why it is not saved.
pub fn refused(lang: Lang, why: &Why) -> String {
    match lang {
        Lang::Zh => format!("没有保存：{}", refused_zh(why)),
        Lang::En => format!("Not saved: {}", refused_en(why)),
    }
}

fn refused_zh(why: &Why) -> String {
    let told = match why {
        Why::Conflict { stored: Revision::NONE } => "这份草稿已不在本机（被删除或被浏览器清除），本页还留着",
        Why::Conflict { .. } => "另一个标签页刚改过这份草稿",
        Why::Full => "浏览器存储空间已满，请导出备份",
        Why::Denied => "浏览器不让本页存储（可能是无痕窗口），请导出备份",
        Why::Undecodable => "本机原有内容读不出来",
        Why::Newer { .. } => "本机草稿是新版程序保存的，请刷新页面",
        Why::Failed(name) => return format!("浏览器存储出错（{name}），请导出备份"),
    };
    told.to_owned()
}

fn refused_en(why: &Why) -> String {
    let told = match why {
        Why::Conflict { stored: Revision::NONE } => {
            "this draft is no longer on this computer (deleted, or cleared by the browser); this page still has it"
        }
        Why::Conflict { .. } => "another tab has just changed this draft",
        Why::Full => "the browser’s storage is full, please export a backup",
        Why::Denied => {
            "the browser does not let this page store anything (perhaps a private window), please export a backup"
        }
        Why::Undecodable => "what is stored on this computer cannot be read",
        Why::Newer { .. } => {
            "the draft on this computer was saved by a newer version of the program, please reload the page"
        }
        Why::Failed(name) => {
            return format!("the browser’s storage failed ({name}), please export a backup");
        }
    };
    told.to_owned()
}

/// What was offered for download.
pub fn exported(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("已导出 {name}"),
        Lang::En => format!("Exported {name}"),
    }
}

/// What a file states.
pub fn imported(lang: Lang, facts: usize, lists: usize) -> String {
    match lang {
        Lang::Zh => format!("填了 {facts} 项，另有 {lists} 份清单。"),
        Lang::En => format!("Answers: {facts}; lists: {lists}."),
    }
}

/// What a later version left in the draft.
pub fn kept_unknown(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("草稿里有 {count} 项本程序不认识，已原样保留，不参与判断。"),
        Lang::En => {
            let items = many(count, "item", "items");
            format!("Unknown to this program: {items} in the draft, kept unchanged and not judged.")
        }
    }
}

/// Points with the line.
pub fn bounds(lang: Lang, lo: u32, hi: u32, line: u32) -> String {
    match lang {
        Lang::Zh if lo == hi => format!("{lo} 分，评分线 {line}"),
        Lang::Zh => format!("至少 {lo} 分，至多 {hi} 分，评分线 {line}"),
        Lang::En if lo == hi => format!("{}, pass mark {line}", points(lang, lo, hi)),
        Lang::En => format!("At least {lo}, at most {hi} points, pass mark {line}"),
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
        Lang::En if lo == hi => many(lo, "point", "points"),
        Lang::En => format!("{lo} to {hi} points"),
    }
}

/// The points attainable.
pub fn out_of(lang: Lang, full: u32) -> String {
    match lang {
        Lang::Zh => format!("满分 {full}"),
        Lang::En => format!("out of {full}"),
    }
}

/// The first few names of several.
pub fn several(lang: Lang, names: &[&str], most: usize) -> String {
    match (lang, names.get(..most)) {
        (Lang::Zh, Some(first)) if names.len() > most => {
            format!("{}等 {} 条", first.join("、"), names.len())
        }
        (Lang::Zh, _) => names.join("、"),
        (Lang::En, Some(first)) if names.len() > most => {
            format!("{} and others, {} in all", first.join(", "), names.len())
        }
        (Lang::En, _) => names.join(", "),
    }
}

/// An option of an indicator.
pub fn option(lang: Lang, label: &str, points: u32) -> String {
    match lang {
        Lang::Zh => format!("{label}（{points} 分）"),
        Lang::En => format!("{label} ({})", many(points, "point", "points")),
    }
}

/// What a bar shows.
pub fn bar(lang: Lang, name: &str, full: u32, lo: u32, hi: u32, line: Option<u32>) -> String {
    match lang {
        Lang::Zh => {
            let line = line.map_or_else(String::new, |line| format!("，须达到 {line}"));
            let points = if lo == hi { format!("得 {lo}") } else { format!("至少 {lo}，至多 {hi}") };
            format!("{name}：满分 {full}，{points}{line}")
        }
        Lang::En => {
            let line = line.map_or_else(String::new, |line| format!(", {line} needed"));
            let points = if lo == hi { lo.to_string() } else { format!("at least {lo}, at most {hi}") };
            format!("{name}: {points} out of {full}{line}")
        }
    }
}

/// How many conditions are in which state.
pub fn counts(lang: Lang, unmet: usize, unknown: usize, manual: usize) -> String {
    let part = |count: usize, zh: &str, en: &str| {
        (count > 0).then(|| match lang {
            Lang::Zh => format!("{count} 项{zh}"),
            Lang::En => format!("{count} {en}"),
        })
    };
    let parts: Vec<String> = [
        part(unmet, "不满足", "not met"),
        part(unknown, "待定", "open"),
        part(manual, "须人工判断", "for a person to judge"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match lang {
        Lang::Zh if parts.is_empty() => "各项条件全部满足。".to_owned(),
        Lang::Zh => format!("{}。", parts.join("，")),
        // What is still to answer stands right behind.
        Lang::En if parts.is_empty() => "All conditions are met. ".to_owned(),
        Lang::En => format!("Conditions: {}. ", parts.join(", ")),
    }
}

/// The same in a few characters.
pub fn counts_brief(lang: Lang, unmet: usize, open: usize) -> String {
    match (lang, unmet, open) {
        (Lang::Zh, 0, 0) => "全部满足".to_owned(),
        (Lang::Zh, 0, open) => format!("{open} 项待定"),
        (Lang::Zh, unmet, _) => format!("{unmet} 项不满足"),
        (Lang::En, 0, 0) => "All met".to_owned(),
        (Lang::En, 0, open) => format!("{open} open"),
        (Lang::En, unmet, _) => format!("{unmet} not met"),
    }
}

/// The verdict in two or three characters.
pub const fn short_verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match (lang, verdict) {
        (Lang::Zh, Verdict::Meets) => "达到",
        (Lang::Zh, Verdict::FallsShort) => "未达到",
        (Lang::Zh, Verdict::Undetermined) => "待定",
        (Lang::En, Verdict::Meets) => "Meets",
        (Lang::En, Verdict::FallsShort) => "Falls short",
        (Lang::En, Verdict::Undetermined) => "Open",
    }
}

/// How many answers settle the verdict.
pub fn to_settle(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还差 {count} 项即可确定。"),
        Lang::En if count == 1 => "1 more answer settles it. ".to_owned(),
        Lang::En => format!("{count} more answers settle it. "),
    }
}

/// The name of the strip of a tier.
pub fn items_of(lang: Lang, tier: &str) -> String {
    match lang {
        Lang::Zh => format!("{tier}各项条件"),
        Lang::En => format!("Conditions: {tier}"),
    }
}

/// How an item of the standard stands.
pub fn item_stands(lang: Lang, item: &str, word: &str) -> String {
    match lang {
        Lang::Zh => format!("{item}：{word}"),
        Lang::En => format!("{item}: {word}"),
    }
}

/// What an answer can change.
pub fn effect(lang: Lang, conditions: u32, points: u32) -> String {
    match (lang, conditions, points) {
        (Lang::Zh, 0, 0) => "可能走通直通或免除。".to_owned(),
        (Lang::Zh, 0, points) => format!("关系到至多 {points} 分。"),
        (Lang::Zh, conditions, 0) => format!("关系到 {conditions} 项条件。"),
        (Lang::Zh, conditions, points) => format!("关系到 {conditions} 项条件和至多 {points} 分。"),
        (Lang::En, 0, 0) => "May open a fast track or an exemption.".to_owned(),
        (Lang::En, 0, points) => format!("Bears on at most {}.", many(points, "point", "points")),
        (Lang::En, conditions, 0) => {
            format!("Bears on {}.", many(conditions, "condition", "conditions"))
        }
        (Lang::En, conditions, points) => {
            let conditions = many(conditions, "condition", "conditions");
            format!("Bears on {conditions} and at most {}.", many(points, "point", "points"))
        }
    }
}

/// How many more there are.
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另外 {count} 项"),
        Lang::En => format!("{count} more"),
    }
}

/// Rules that are told and not judged.
pub fn advice(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 条只作说明，不判断"),
        Lang::En => format!("{count} more, explained only and not judged"),
    }
}

/// Since when there is law at all.
pub fn no_law_before(lang: Lang, first: Date) -> String {
    match lang {
        Lang::Zh => format!("{first} 以前没有适用的标准，程序如实说明，不作判断。"),
        Lang::En => {
            format!("Before {first} no standard applies; the program says so and judges nothing.")
        }
    }
}

/// A file by its title and edition.
pub fn version(lang: Lang, title: &str, edition: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}（{edition}）"),
        Lang::En => format!("{title} ({edition})"),
    }
}

/// How many rules a search has found, and how many of them are shown.
pub fn found_rules(lang: Lang, found: usize, shown: usize) -> String {
    match lang {
        Lang::Zh if shown < found => {
            format!("找到 {found} 条，先列 {shown} 条；把话说得更细些可以缩小范围。")
        }
        Lang::Zh => format!("找到 {found} 条。"),
        Lang::En if shown < found => {
            format!("Rules found: {found}, the first {shown} are listed; a more exact wording finds fewer.")
        }
        Lang::En => format!("Rules found: {found}."),
    }
}

/// How many rules rest on a reading.
pub fn used_by(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("用到它的规则，{count} 条"),
        Lang::En => format!("Rules that use it: {count}"),
    }
}

/// A rule in another chapter.
pub fn points_to(lang: Lang, chapter: &str, rule: &str) -> String {
    match lang {
        Lang::Zh | Lang::En if rule.is_empty() => chapter.to_owned(),
        Lang::Zh => format!("{chapter}：{rule}"),
        Lang::En => format!("{chapter}: {rule}"),
    }
}

/// The marks and readings that are told only when asked for.
pub fn other_grounds(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("其余 {count} 条标记和读法"),
        Lang::En => format!("Other marks and readings: {count}"),
    }
}

/// How many rules there are, after the first few names.
pub fn and_others(lang: Lang, all: usize) -> String {
    match lang {
        Lang::Zh => format!("等 {all} 条"),
        Lang::En => format!(" and others, {all} in all"),
    }
}

/// What a standard that only informs comes to.
pub fn informs(lang: Lang, title: &str, word: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}，只供参考：{word}"),
        Lang::En => format!("{title}, for information only: {word}"),
    }
}

/// One side of a comparison, taken whole.
pub fn all_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("全选{name}"),
        Lang::En => format!("Choose all: {name}"),
    }
}

/// How many drafts were put away.
pub fn archived(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("已归档 {count} 份"),
        Lang::En => format!("Archived: {count}"),
    }
}

/// What a backup holds: drafts, and texts that could not be read.
pub fn backup_holds(lang: Lang, drafts: usize, others: usize) -> String {
    match lang {
        Lang::Zh => {
            let others = if others == 0 {
                String::new()
            } else {
                format!("，另有 {others} 份读不出来的原文")
            };
            format!("这是全部备份，有 {drafts} 份草稿{others}。已有而内容不同的，恢复成另一份，不会替换。")
        }
        Lang::En => {
            let drafts = many(drafts, "draft", "drafts");
            let others = if others == 0 {
                String::new()
            } else {
                format!(" and {} that could not be read", many(others, "text", "texts"))
            };
            format!(
                "A full backup with {drafts}{others}. What is here already with other content is restored as \
                 another draft; nothing is replaced."
            )
        }
    }
}

/// What a copy of a draft is called.
pub fn copy_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("副本：{name}"),
        Lang::En => format!("Copy: {name}"),
    }
}

/// How many drafts are kept here, and about how much room all of it takes.
pub fn drafts_kept(lang: Lang, count: usize, used: Option<u64>) -> String {
    match lang {
        Lang::Zh => {
            let room =
                used.map(|used| format!("；浏览器为本页共存约 {}", super::bytes(used))).unwrap_or_default();
            format!("本机存有 {count} 份草稿{room}。")
        }
        Lang::En => {
            let drafts = many(count, "draft", "drafts");
            let room = used
                .map(|used| format!("; the browser stores about {} for this page in all", super::bytes(used)))
                .unwrap_or_default();
            format!("{drafts} on this computer{room}.")
        }
    }
}

/// Which version of the program, and of the law, by their digests.
pub fn versions(lang: Lang, program: Option<&str>, law: &str) -> String {
    match lang {
        Lang::Zh => format!("程序版本 {}，规则版本 {law}。", program.unwrap_or("（开发中）")),
        Lang::En => {
            format!("Program version {}, rules version {law}.", program.unwrap_or("(in development)"))
        }
    }
}

/// Why the store gave nothing.
pub fn not_read(lang: Lang, why: &Why) -> String {
    let told = refused(lang, why);
    match lang {
        Lang::Zh => told.replace("没有保存", "没有做成"),
        Lang::En => told.replace("Not saved", "Not done"),
    }
}

/// What another page's draft is called: by when it was saved.
pub fn other_page(lang: Lang, saved: &str) -> String {
    match lang {
        Lang::Zh => format!("另一页（{saved} 保存）"),
        Lang::En => format!("Other page (saved {saved})"),
    }
}

/// What was brought back from a backup.
pub fn restored(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("已恢复 {count} 份草稿。"),
        Lang::En => format!("Restored: {}.", many(count, "draft", "drafts")),
    }
}

/// What was taken back or made again: the first place, and how many there are.
pub fn stepped(lang: Lang, is_redo: bool, what: &str, count: usize) -> String {
    let done = if is_redo { tr("已重做", "Redone") } else { tr("已撤销", "Undone") };
    match (lang, count) {
        (_, 0) => done.to_owned(),
        (Lang::Zh, 1) => format!("{done}：{what}"),
        (Lang::Zh, _) => format!("{done}：{what}等 {count} 处"),
        (Lang::En, 1) => format!("{done}: {what}"),
        (Lang::En, _) => format!("{done}: {what} and others, {count} in all"),
    }
}

/// A passphrase that is too short.
pub fn passphrase_short(lang: Lang, least: usize) -> String {
    match lang {
        Lang::Zh => format!("口令至少 {least} 个字符。"),
        Lang::En => format!("The passphrase needs at least {least} characters."),
    }
}

/// How many packages were checked, and how many agree.
pub fn agreeing(lang: Lang, all: usize, agree: usize) -> String {
    match lang {
        Lang::Zh => format!("核对了 {all} 个，一致 {agree} 个。"),
        Lang::En => format!("Checked: {all}; in agreement: {agree}."),
    }
}

/// What was copied.
pub fn copied_value(lang: Lang, name: &str, value: &str) -> String {
    match lang {
        Lang::Zh => format!("已复制“{name}”：{value}"),
        Lang::En => format!("Copied “{name}”: {value}"),
    }
}

/// An item of the standard.
pub fn item_of(lang: Lang, item: &str) -> String {
    match lang {
        Lang::Zh | Lang::En if !item.chars().all(|it| it.is_ascii_digit()) => item.to_owned(),
        Lang::Zh => format!("第 {item} 项"),
        Lang::En => format!("Item {item}"),
    }
}
