//! Answers: what is tracked, as a table: a row an application, a title, a deadline, a window?

use super::tracked::{about, cited, next, standing, state, status};
use super::{route, visible};
use crate::csv;
use crate::policy::catalog::Catalog;
use crate::tracker::{Application, DueRow, ReviewWindow, Status, Title, Tracked};
use crate::units::Date;

const HEADING: [&str; 10] =
    ["类别", "名称", "层级", "途径", "事项", "状态", "起始日", "截止日", "距截止日天数", "依据"];

/// The table as CSV.
pub fn csv(catalog: &Catalog, tracked: &Tracked<'_>) -> String {
    csv::table(&table(catalog, tracked))
}

/// The rows, with a heading. Days to the last day are negative once it is over.
pub fn table(catalog: &Catalog, tracked: &Tracked<'_>) -> Vec<Vec<String>> {
    let rows = Rows { catalog, today: tracked.on };
    let applications = tracked.applications.iter().map(|it| rows.application(it));
    let titles = tracked.titles.iter().map(|it| rows.title(it));
    let deadlines = tracked.deadlines.iter().map(|it| rows.deadline(it));
    let windows = tracked.windows.iter().map(|it| rows.window(it));
    let all = applications.chain(titles).chain(deadlines).chain(windows);
    [HEADING.map(str::to_owned)].into_iter().chain(all).map(Vec::from).collect()
}

struct Rows<'c> {
    catalog: &'c Catalog,
    today: Date,
}

type Row = [String; 10];

impl Rows<'_> {
    fn tier(&self, id: &str) -> String {
        self.catalog.tier(id).map_or_else(|| id.to_owned(), |tier| tier.label.zh.to_string())
    }

    fn left(&self, last: Date) -> String {
        self.today.days_to(last).to_string()
    }

    fn application(&self, it: &Application<'_>) -> Row {
        let source = it.practice.and_then(|practice| practice.applies.first());
        [
            "申报".to_owned(),
            visible(&it.filed.name),
            self.tier(&it.filed.tier),
            route(it.filed.route).to_owned(),
            format!("下一步：{}", next(self.catalog, it)),
            state(it.state).to_owned(),
            it.since.map(|day| day.to_string()).unwrap_or_default(),
            String::new(),
            String::new(),
            source.map(|it| cited(self.catalog, &it.source)).unwrap_or_default(),
        ]
    }

    fn title(&self, it: &Title<'_>) -> Row {
        let term = it.last();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let revoked = it.revoked.map(|(on, ..)| format!("{on} 取消")).unwrap_or_default();
        [
            "称号".to_owned(),
            visible(&it.name),
            self.tier(&it.tier),
            String::new(),
            revoked,
            standing(it.standing(self.today)).to_owned(),
            day(term.map(|it| it.from)),
            day(term.map(|it| it.until)),
            term.map(|it| self.left(it.until)).unwrap_or_default(),
            String::new(),
        ]
    }

    fn deadline(&self, it: &DueRow<'_>) -> Row {
        let is_done = matches!(it.status, Status::Done(_) | Status::Late(_));
        [
            "期限".to_owned(),
            about(&it.about),
            String::new(),
            String::new(),
            it.deadline.label.zh.to_string(),
            status(it.status),
            it.from.map(|day| day.to_string()).unwrap_or_default(),
            it.due.to_string(),
            if is_done { String::new() } else { self.left(it.due) },
            cited(self.catalog, &it.deadline.source),
        ]
    }

    fn window(&self, it: &ReviewWindow<'_>) -> Row {
        let (status, source) = match &it.notice {
            Some(it) => ("按登记的通知", visible(&it.notice.number)),
            None if it.is_in_principle => ("原则上", cited(self.catalog, &it.window.source)),
            None => ("通知写明", cited(self.catalog, &it.window.source)),
        };
        [
            "复核窗口".to_owned(),
            visible(&it.title),
            self.tier(&it.window.of),
            "复核".to_owned(),
            it.window.label.zh.to_string(),
            status.to_owned(),
            it.first.map(|day| day.to_string()).unwrap_or_default(),
            it.last.to_string(),
            self.left(it.last),
            source,
        ]
    }
}
