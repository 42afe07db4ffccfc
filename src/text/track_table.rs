//! Answers: what is tracked, as a table: a row an application, a title, a deadline, a window?

use super::say::{COLON, tr};
use super::tracked::{about, cited, next, standing, state, status};
use super::{route, visible, words};
use crate::csv;
use crate::policy::catalog::Catalog;
use crate::policy::schema::Route;
use crate::tracker::{Application, DueRow, ReviewWindow, Status, Title, Tracked};
use crate::units::Date;

const HEADING: [&str; 10] = [
    tr("类别", "Kind"),
    tr("名称", "Name"),
    tr("层级", "Tier"),
    tr("途径", "Route"),
    tr("事项", "Matter"),
    tr("状态", "State"),
    tr("起始日", "First day"),
    tr("截止日", "Last day"),
    tr("距截止日天数", "Days to the last day"),
    tr("依据", "Source"),
];

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
        self.catalog.tier(id).map_or_else(|| id.to_owned(), |tier| words(&tier.label).to_owned())
    }

    fn left(&self, last: Date) -> String {
        self.today.days_to(last).to_string()
    }

    fn application(&self, it: &Application<'_>) -> Row {
        let source = it.practice.and_then(|practice| practice.applies.first());
        [
            tr("申报", "Application").to_owned(),
            visible(&it.filed.name),
            self.tier(&it.filed.tier),
            route(it.filed.route).to_owned(),
            format!("{}{COLON}{}", tr("下一步", "Next"), next(self.catalog, it)),
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
        let revoked = it.revoked.map(|(on, ..)| worded!("{on} 取消", "Revoked on {on}")).unwrap_or_default();
        [
            tr("称号", "Title").to_owned(),
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
            tr("期限", "Deadline").to_owned(),
            about(&it.about),
            String::new(),
            String::new(),
            words(&it.deadline.label).to_owned(),
            status(it.status),
            it.from.map(|day| day.to_string()).unwrap_or_default(),
            it.due.to_string(),
            if is_done { String::new() } else { self.left(it.due) },
            cited(self.catalog, &it.deadline.source),
        ]
    }

    fn window(&self, it: &ReviewWindow<'_>) -> Row {
        let (status, source) = match &it.notice {
            Some(it) => (tr("按登记的通知", "By the notice that was entered"), visible(&it.notice.number)),
            None if it.is_in_principle => {
                (tr("原则上", "In principle"), cited(self.catalog, &it.window.source))
            }
            None => (tr("通知写明", "Stated in a notice"), cited(self.catalog, &it.window.source)),
        };
        [
            tr("复核窗口", "Review window").to_owned(),
            visible(&it.title),
            self.tier(&it.window.of),
            route(Route::Review).to_owned(),
            words(&it.window.label).to_owned(),
            status.to_owned(),
            it.first.map(|day| day.to_string()).unwrap_or_default(),
            it.last.to_string(),
            self.left(it.last),
            source,
        ]
    }
}
