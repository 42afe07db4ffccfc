//! Answers: how is a rule told by itself, of no enterprise and no year?
//!
//! The handbook's words for what the program applies: every word of the policy vocabulary in a sentence of ours. What
//! an enterprise's answers make of a rule is told by [`super::reason`].

use super::{number, route};
use crate::assess::Relation;
use crate::handbook::{Body, Chapter};
use crate::policy::catalog::Catalog;
use crate::policy::held::Str;
use crate::policy::schema::{
    Applies, Bands, Choice, ChoiceId, Compare, Condition, Deadline, Definition, Due, Effect, Event, Fact,
    FactAt, FactId, Field, FieldId, FieldYears, Filter, Guard, Limit, Measure, OneOfField, Opening,
    ParticularSort, Period, Points, Practice, Relief, Route, SizeRow, Standard, Test, Validity,
};
use crate::units::{Date, Quantity};

/// A rule or a part of one, told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What must hold; for a branch "全部满足" or "满足其一".
    pub words: String,
    /// The id of the definition that says what a word in it means.
    pub defined: Option<&'static str>,
    /// What it consists of.
    pub parts: Vec<Told>,
}

impl Told {
    fn leaf(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// All its words, for searching.
    pub fn flat(&self) -> String {
        self.parts.iter().fold(self.words.clone(), |all, part| all + " " + &part.flat())
    }
}

/// Tells rules in the words of a catalog, naming the definitions and actors of one chapter.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The law.
    pub catalog: &'a Catalog,
    /// The chapter the rules stand in.
    pub chapter: Chapter<'a>,
}

const ALL: &str = "全部满足";
const ANY: &str = "满足其一";

impl Rules<'_> {
    /// What a rule is called: by its own name, else by what it is about.
    pub fn title(&self, body: Body<'_>) -> String {
        if let Some(label) = body.label() {
            return label.zh.to_string();
        }
        match body {
            Body::Applies(it) => applies(it),
            Body::Stage(_, stage) => name_in(self.practice().map_or(&[][..], |it| &it.actor), &stage.actor),
            Body::Clause(it) => it.article.to_string(),
            Body::Reading(it) => format!("读法 {}", it.number),
            Body::Prefix(it) => {
                let row = it.row.as_deref().and_then(|id| self.rows().iter().find(|row| row.id == id));
                row.map(|row| row.label.zh.to_string()).unwrap_or_default()
            }
            Body::Tier(_)
            | Body::Criterion(_)
            | Body::Part(_)
            | Body::Exemption(_)
            | Body::FastTrack(_)
            | Body::Guard(_)
            | Body::Line(_)
            | Body::Group(_)
            | Body::Indicator(_)
            | Body::Definition(_)
            | Body::Row(_)
            | Body::Window(_)
            | Body::Deadline(_)
            | Body::Reward(_)
            | Body::Advice(_)
            | Body::Question(_) => String::new(),
        }
    }

    /// What the program applies: conditions, thresholds, points, days. Empty for what is only text.
    pub fn told(&self, body: Body<'_>) -> Vec<Told> {
        match body {
            Body::Criterion(it) => it.when.iter().map(|when| self.condition(when)).collect(),
            Body::Part(it) => vec![self.condition(&it.when)],
            Body::Exemption(it) | Body::FastTrack(it) => vec![self.condition(&it.when), self.replaced(it)],
            Body::Guard(it) => self.guard(it),
            Body::Line(it) => {
                vec![Told::leaf(format!("满分 {} 分，须达到 {} 分（含本数）", it.full, it.pass))]
            }
            Body::Group(it) => {
                let floor =
                    it.floor.map_or_else(String::new, |floor| format!("，须达到 {floor} 分（含本数）"));
                vec![Told::leaf(format!("满分 {} 分{floor}", it.full))]
            }
            Body::Indicator(it) => {
                let mut told = self.points(&it.points);
                told.words = format!("满分 {} 分：{}", it.full, told.words);
                vec![told]
            }
            Body::Definition(it) => self.definition(it),
            Body::Row(it) => self.row(it),
            Body::Prefix(it) => {
                let codes: Vec<&str> = it.codes.iter().map(Str::as_str).collect();
                vec![Told::leaf(codes.join("、"))]
            }
            Body::Stage(_, stage) => {
                let acts = self.practice().map_or(&[][..], |it| &it.act);
                let acts: Vec<String> = stage.acts.iter().map(|act| name_in(acts, act)).collect();
                vec![Told::leaf(acts.join("、"))]
            }
            Body::Window(it) => {
                let of = self.catalog.tier(&it.of).map_or("科技型中小企业", |tier| &tier.label.zh);
                let only = it.route.map_or_else(String::new, |only| format!("，{}", route(only)));
                vec![Told::leaf(format!("{of}{only}：{}", opening(it.opens)))]
            }
            Body::Deadline(it) => {
                let lists = checklist(it).into_iter().map(Told::leaf);
                [Told::leaf(due(it.due))].into_iter().chain(lists).collect()
            }
            Body::Reward(it) => vec![Told::leaf(format!("一次性 {}", number::quantity(it.amount)))],
            Body::Tier(_)
            | Body::Applies(_)
            | Body::Advice(_)
            | Body::Clause(_)
            | Body::Reading(_)
            | Body::Question(_) => Vec::new(),
        }
    }

    fn file(&self) -> Option<&Standard> {
        if let Chapter::Standard(file) = self.chapter { Some(file) } else { None }
    }

    fn practice(&self) -> Option<&Practice> {
        if let Chapter::Practice(it) = self.chapter { Some(it) } else { None }
    }

    fn rows(&self) -> &[SizeRow] {
        if let Chapter::Size(it) = self.chapter { &it.row } else { &[] }
    }

    fn replaced(&self, relief: &Relief) -> Told {
        let name = |id: &str| {
            if id == "score" {
                return "评分".to_owned();
            }
            let criterion = self.file().and_then(|file| file.criterion.iter().find(|it| it.id == id));
            criterion.map_or_else(|| id.to_owned(), |it| it.label.zh.to_string())
        };
        let names: Vec<String> = relief.replaces.iter().map(|id: &Str| name(id)).collect();
        Told::leaf(format!("只替代：{}", names.join("、")))
    }

    fn guard(&self, guard: &Guard) -> Vec<Told> {
        let days = days(guard.route, guard.from, guard.before);
        let effect = match &guard.effect {
            Effect::Require(condition) => self.condition(condition),
            Effect::Suspend(id) => {
                let criterion = self.file().and_then(|file| file.criterion.iter().find(|it| it.id == *id));
                Told::leaf(format!("不考察：{}", criterion.map_or(id.as_str(), |it| &it.label.zh)))
            }
            Effect::Advise(condition) => {
                let words = "只作提示，不影响结论".to_owned();
                Told { words, parts: vec![self.condition(condition)], ..Told::default() }
            }
        };
        vec![Told::leaf(format!("申报日：{days}")), effect]
    }

    fn definition(&self, it: &Definition) -> Vec<Told> {
        let of_list = it.of.map(|of| Told {
            words: format!("{}，{ALL}", self.label(of)),
            parts: self.all(of, &it.tests),
            ..Told::default()
        });
        it.when.iter().map(|when| self.condition(when)).chain(of_list).collect()
    }

    fn row(&self, row: &SizeRow) -> Vec<Told> {
        let Chapter::Size(size) = self.chapter else { return Vec::new() };
        let class = |class: &Choice| {
            let limits: Vec<String> = row.limits.get(&class.id)?.iter().map(|it| self.limit(it)).collect();
            Some(Told::leaf(format!("{}：{}", class.label.zh, limits.join("，且 "))))
        };
        size.class.iter().filter_map(class).collect()
    }

    fn points(&self, points: &Points) -> Told {
        let leaf = |(words, points): (String, u32)| Told::leaf(format!("{words}：{points} 分"));
        match points {
            Points::Bands(it) => {
                let parts = bands(it).into_iter().map(leaf).collect();
                Told { parts, ..self.measure(&it.of) }
            }
            Points::BestOf(it) => {
                let option = |option: &crate::policy::schema::PointOption| Told {
                    words: format!("{}：{} 分", option.label.zh, option.points),
                    parts: vec![self.condition(&option.when)],
                    ..Told::default()
                };
                let none = leaf(("都不符合".to_owned(), it.otherwise));
                let parts = it.options.iter().map(option).chain([none]).collect();
                Told { words: "取符合的最高一档".to_owned(), parts, ..Told::default() }
            }
            Points::PerUnit(it) => {
                let mut told = self.measure(&it.of);
                told.words =
                    format!("{}，每满 {} 得 {} 分，至多 {} 分", told.words, it.each, it.points, it.most);
                told
            }
            Points::MaxOf(ways) => {
                let parts = ways.iter().map(|way| self.points(way)).collect();
                Told { words: "各算一遍，取高".to_owned(), parts, ..Told::default() }
            }
            Points::Slot(slot) => Told::leaf(format!(
                "{}：按别处评定的录入，未录入时从 0 分到满分都有可能",
                self.label(slot.points)
            )),
        }
    }

    /// Everything that is said of a rule, for searching.
    pub fn searchable(&self, body: Body<'_>) -> String {
        let mut all = self.title(body);
        let mut say = |words: &str| {
            all.push(' ');
            all.push_str(words);
        };
        self.told(body).iter().for_each(|told| say(&told.flat()));
        if let Some(source) = body.source() {
            let instrument = self.catalog.instrument(&source.instrument).map_or("", |it| &it.short.zh);
            say(&format!("{instrument}{}", source.article));
            source.quote.iter().for_each(|quote| say(quote));
            [&source.wording, &source.mark_note].into_iter().flatten().for_each(|words| say(&words.zh));
        }
        if let Body::Clause(it) = body {
            say(&it.text);
        }
        if let Body::Reading(it) = body {
            say(&it.reading.zh);
            say(&it.other.zh);
        }
        if let Body::Question(it) = body {
            say(&it.asked.zh);
        }
        plain(&all)
    }

    /// A condition.
    pub fn condition(&self, condition: &Condition) -> Told {
        match condition {
            Condition::Ge(it) => self.compare(it, Relation::Ge),
            Condition::Gt(it) => self.compare(it, Relation::Gt),
            Condition::Le(it) => self.compare(it, Relation::Le),
            Condition::Lt(it) => self.compare(it, Relation::Lt),
            Condition::IsTrue(fact) => Told::leaf(format!("{}：是", self.label(*fact))),
            Condition::IsFalse(fact) => Told::leaf(format!("{}：否", self.label(*fact))),
            Condition::Judged(fact) => {
                Told::leaf(format!("{}：没有数字线，由企业自判并写明理由", self.label(*fact)))
            }
            Condition::OneOf(it) => {
                let fact = self.catalog.fact(it.fact);
                let name =
                    |id: &ChoiceId| fact.and_then(|fact| fact.choice(*id)).map_or("", |it| &it.label.zh);
                let names: Vec<&str> = it.values.iter().map(name).collect();
                Told::leaf(format!("{}为：{}", self.label(it.fact), names.join("、")))
            }
            Condition::None(filter) => {
                let words = format!("{}：没有符合下列各项的", self.label(filter.list));
                Told { words, parts: self.tests(filter), ..Told::default() }
            }
            Condition::ClassIn(it) => {
                let by = self.catalog.book().classifications.iter();
                let classes =
                    by.filter(|by| by.id.starts_with(it.classification.as_str())).flat_map(|by| &by.class);
                let names: Vec<&str> = classes
                    .filter(|class| it.classes.contains(&class.id))
                    .map(|class| class.label.zh.as_str())
                    .collect();
                Told::leaf(format!("划型为：{}", names.join("、")))
            }
            Condition::Holds(id) => self.defined(id),
            Condition::All(parts) => self.branch(ALL, parts),
            Condition::Any(parts) => self.branch(ANY, parts),
        }
    }

    fn branch(&self, words: &str, parts: &[Condition]) -> Told {
        let parts = parts.iter().map(|part| self.condition(part)).collect();
        Told { words: words.to_owned(), parts, ..Told::default() }
    }

    /// A definition by its name.
    fn defined(&self, id: &str) -> Told {
        let found = self.file().and_then(|file| self.catalog.definition(file, id));
        found.map_or_else(Told::default, |it| Told {
            words: it.label.zh.to_string(),
            defined: Some(it.id.as_str()),
            ..Told::default()
        })
    }

    fn compare(&self, compare: &Compare, relation: Relation) -> Told {
        let mut told = self.measure(&compare.of);
        told.words = format!("{} {}", told.words, number::requirement(relation, compare.than));
        told
    }

    /// A measure, with what is counted below it.
    pub fn measure(&self, measure: &Measure) -> Told {
        match measure {
            Measure::Fact(at) => Told::leaf(self.at(*at)),
            Measure::Sum(over) => {
                let years: Vec<&str> = over.at.iter().map(|at| period(*at)).collect();
                Told::leaf(format!("{}{}合计", years.join("与"), self.label(over.fact)))
            }
            Measure::SumItems(sum) => {
                let list = self.catalog.fact(sum.filter.list);
                let field = list.and_then(|list| list.field(sum.field)).map_or("", |it| &it.label.zh);
                let words = format!("{}中符合下列各项的{field}合计", self.label(sum.filter.list));
                Told { words, parts: self.tests(&sum.filter), ..Told::default() }
            }
            Measure::Ratio(it) => {
                let den = if it.den.at == it.num.at { self.label(it.den.fact) } else { self.at(it.den) };
                Told::leaf(format!("{} ÷ {den}", self.at(it.num)))
            }
            Measure::Growth(span) => {
                let to = FactAt { fact: span.fact, at: Some(span.to) };
                Told::leaf(format!("{}比{}增长", self.at(to), period(span.from)))
            }
            Measure::Cagr(span) => Told::leaf(format!(
                "{}两年复合增长率（{} ÷ {}，开平方减 1）",
                self.label(span.fact),
                period(span.to),
                period(span.from)
            )),
            Measure::Mean(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.measure(part).words).collect();
                Told::leaf(format!("平均值（{}）", parts.join("；")))
            }
            Measure::Count(filter) => {
                let list = self.label(filter.list);
                let words =
                    if filter.tests.is_empty() { list } else { format!("{list}中符合下列各项的") };
                Told { words, parts: self.tests(filter), ..Told::default() }
            }
            Measure::CountTrue(parts) => self.branch("下列各项中符合的", parts),
            Measure::YearsFull(it) => {
                Told::leaf(format!("{}至{}年末的满年数", self.label(it.since), period(it.to_end_of)))
            }
        }
    }

    fn label(&self, fact: FactId) -> String {
        self.catalog.fact(fact).map(|fact| fact.label.zh.to_string()).unwrap_or_default()
    }

    fn at(&self, at: FactAt) -> String {
        format!("{}{}", at.at.map_or("", period), self.label(at.fact))
    }

    fn tests(&self, filter: &Filter) -> Vec<Told> {
        self.all(filter.list, &filter.tests)
    }

    /// The tests of an item of a list.
    pub fn all(&self, list: FactId, tests: &[Test]) -> Vec<Told> {
        let Some(list) = self.catalog.fact(list) else { return Vec::new() };
        tests.iter().map(|test| self.test(list, test)).collect()
    }

    fn test(&self, list: &Fact, test: &Test) -> Told {
        let name = |field: FieldId| list.field(field).map_or("", |it| &it.label.zh);
        let words = match test {
            Test::Is(id) | Test::Needs(id) => return self.defined(id),
            Test::All(tests) | Test::Any(tests) => {
                let words = if matches!(test, Test::All(_)) { ALL } else { ANY };
                let parts = tests.iter().map(|test| self.test(list, test)).collect();
                return Told { words: words.to_owned(), parts, ..Told::default() };
            }
            Test::OneOf(it) => one_of(list, it),
            Test::IsTrue(field) => format!("{}：是", name(*field)),
            Test::AtMost(it) => format!("{}不超过 {}", name(it.field), it.most),
            Test::WithinYears(it) => {
                format!("{}在申报日以前 {} 年内，满 {} 年的对应日仍算", name(it.field), it.years, it.years)
            }
            Test::InYears(it) => {
                let years: Vec<&str> = it.years.iter().map(|at| period(*at)).collect();
                format!("{}在{}内", name(it.field), years.join("、"))
            }
            Test::Since(it) => {
                format!("{}在{} 1 月 1 日以后，不晚于申报日", name(it.field), period(it.period))
            }
            Test::OnOrAfter(it) => format!("{}在 {} 以后（含当日），不晚于申报日", name(it.field), it.day),
            Test::Happened(field) => format!("{}不晚于申报日", name(*field)),
            Test::OlderThan(it) => aged(name(it.field), *it, "过后"),
            Test::AtLeastOld(it) => aged(name(it.field), *it, "当天或以后"),
            Test::Valid(it) => valid(list, it),
            Test::AfterFiling(field) => format!("{}晚于申报日", name(*field)),
            Test::Stated(field) => format!("填了{}", name(*field)),
            Test::EndsBeyond(it) => {
                format!("{}晚于{}满 {} 年的对应日", name(it.until), name(it.from), it.years)
            }
        };
        Told::leaf(words)
    }

    /// A lower limit of a size class: "从业人员 ≥ 300 人".
    pub fn limit(&self, limit: &Limit) -> String {
        format!("{} {}", self.label(limit.fact), number::requirement(Relation::Ge, limit.ge))
    }
}

fn name_in(all: &[Choice], id: &str) -> String {
    all.iter().find(|it| it.id == id).map(|it| it.label.zh.to_string()).unwrap_or_default()
}

/// A window of a file: its route and days.
pub fn applies(it: &Applies) -> String {
    days(it.route, it.from, it.before)
}

/// Days from the first, included, to the first day after, excluded; with the route they are for.
fn days(only: Option<Route>, from: Date, before: Option<Date>) -> String {
    let until = before.map_or_else(|| " 起".to_owned(), |before| format!(" 至 {}", before.day_before()));
    let route = only.map_or("新申请、复核", route);
    format!("{from}{until}，{route}")
}

/// A text as it is compared in a search: small letters, ordinary digits, no spaces or thousands separators, Ⅰ and Ⅱ as
/// they are typed.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            'Ⅰ' => out.push('i'),
            'Ⅱ' => out.push_str("ii"),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                let half = u32::from(char).checked_sub(0xfee0).and_then(char::from_u32);
                out.extend(half.map(|it| it.to_ascii_lowercase()));
            }
            ',' | '，' => {}
            space if space.is_whitespace() => {}
            other => out.push(other.to_ascii_lowercase()),
        }
    }
    out
}

/// A period of no year in particular.
pub const fn period(period: Period) -> &'static str {
    match period {
        Period::LastYear => "上年度",
        Period::YearBefore => "前一年度",
        Period::TwoYearsBefore => "再前一年度",
        Period::FilingYear => "申报当年",
        Period::YearBeforeFiling => "申报前一年",
    }
}

fn one_of(list: &Fact, it: &OneOfField) -> String {
    let Some(field) = list.field(it.field) else { return String::new() };
    let name = |id: &ChoiceId| field.choice(*id).map_or("", |it| &it.label.zh);
    let names: Vec<&str> = it.values.iter().map(name).collect();
    format!("{}为：{}", field.label.zh, names.join("、"))
}

fn aged(field: &str, it: FieldYears, when: &str) -> String {
    format!("申报日在{field}满 {} 年的对应日{when}", it.years)
}

fn valid(list: &Fact, it: &Validity) -> String {
    let name = |field: FieldId| list.field(field).map_or("", |it: &Field| &it.label.zh);
    let from = it.from.map_or_else(String::new, |from| format!("自{}起，", name(from)));
    let default = it.years.map_or_else(String::new, |years| format!("，没写的按 {years} 年"));
    let except = it.except.as_ref().map_or_else(String::new, |it| format!("（{}除外）", one_of(list, it)));
    format!("申报日在有效期内：{from}到{}{default}{except}，首尾两日都算", name(it.until))
}

/// The bands of a measure: what is reached, and the points.
pub fn bands(bands: &Bands) -> Vec<(String, u32)> {
    let edge = |relation, than: Quantity| number::requirement(relation, than);
    bands
        .steps
        .iter()
        .map(|step| {
            let words = match (step.ge, step.le) {
                (Some(ge), _) => edge(Relation::Ge, ge),
                (None, Some(le)) => edge(Relation::Le, le),
                (None, None) => "其余".to_owned(),
            };
            (words, step.points)
        })
        .collect()
}

/// When a window is open.
pub fn opening(opening: Opening) -> String {
    match opening {
        Opening::HalfYears => "原则上每半年一次".to_owned(),
        Opening::Quarter(quarter) => format!("原则上每年第 {quarter} 季度"),
        Opening::Days { first: Some(first), last } => format!("{first} 至 {last}，首尾两日都算"),
        Opening::Days { first: None, last } => format!("{last} 以前（含当日）"),
    }
}

/// The last day of a deadline.
pub fn due(due: Due) -> String {
    match due {
        Due::EachYear { month, day } => format!("每年 {month} 月 {day} 日以前（含当日）"),
        Due::After(event, months) => {
            let event = match event {
                Event::Recognised => "认定",
                Event::Changed => "发生变化",
                Event::Revoked => "撤销",
            };
            let term =
                if months % 12 == 0 { format!("{} 年", months / 12) } else { format!("{months} 个月") };
            format!("自{event}之日起满 {term}的对应日（没有对应日的，为该月最后一日），含当日")
        }
    }
}

/// What is to be reported and done by a deadline, and what is not known of it: a line for each sort that there is.
pub fn checklist(deadline: &Deadline) -> Vec<String> {
    let sorts = [
        (ParticularSort::Change, "要报告的"),
        (ParticularSort::Step, "要办的"),
        (ParticularSort::Unknown, "未取得的"),
    ];
    let line = |(sort, heading)| {
        let its = deadline.checklist.iter().filter(|it| it.sort == sort);
        let words: Vec<&str> = its.map(|it| it.label.zh.as_str()).collect();
        (!words.is_empty()).then(|| format!("{heading}：{}", words.join("、")))
    };
    sorts.into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::chapters;

    fn told(condition: &str) -> String {
        let condition: Condition = toml::from_str(&format!("it = {condition}"))
            .map(|table: std::collections::BTreeMap<String, Condition>| table["it"].clone())
            .unwrap();
        let catalog = Catalog::embedded();
        let chapter = Chapter::Standard(catalog.standard("national/little-giant/2022-08-01").unwrap());
        Rules { catalog, chapter }.condition(&condition).flat()
    }

    #[test]
    fn thresholds_are_told_with_measure_period_and_edge() {
        assert_eq!(
            told(r#"{ ge = { of = { fact = { fact = "revenue", at = "FY-1" } }, than = "1500 万元" } }"#),
            "上年度营业收入 ≥\u{a0}1,500\u{a0}万元"
        );
        assert_eq!(
            told(r#"{ lt = { of = { fact = { fact = "revenue", at = "FY-2" } }, than = "5000 万元" } }"#),
            "前一年度营业收入 ＜\u{a0}5,000\u{a0}万元"
        );
    }

    #[test]
    fn branches_and_definitions_are_told_by_their_names() {
        assert_eq!(
            told(r#"{ any = [{ is_true = "info-system" }, { holds = "def-main-product" }] }"#),
            "满足其一 至少一项核心业务采用信息系统支撑：是 主导产品"
        );
    }

    #[test]
    fn days_say_whether_they_are_included() {
        assert_eq!(opening(Opening::Quarter(3)), "原则上每年第 3 季度");
        assert_eq!(due(Due::EachYear { month: 4, day: 30 }), "每年 4 月 30 日以前（含当日）");
        assert!(due(Due::After(Event::Changed, 3)).starts_with("自发生变化之日起满 3 个月"));
        assert!(due(Due::After(Event::Recognised, 36)).starts_with("自认定之日起满 3 年"));
    }

    /// Nothing of the law is left without words: an empty one would stand for an id that is not found.
    #[test]
    fn every_condition_of_the_book_has_words() {
        fn check(told: &Told, place: &str) {
            assert!(!told.words.is_empty() && !told.words.starts_with('：'), "{place}: {told:?}");
            assert!(!told.words.contains("为：、") && !told.words.ends_with('：'), "{place}: {told:?}");
            told.parts.iter().for_each(|part| check(part, place));
        }
        let catalog = Catalog::embedded();
        for chapter in chapters(catalog) {
            let rules = Rules { catalog, chapter };
            for rule in chapter.rules(catalog) {
                let place = format!("{}/{}", chapter.id(), rule.at);
                let is_named = !rules.title(rule.body).is_empty() || matches!(rule.body, Body::Question(_));
                assert!(is_named, "{place} has no title");
                rules.told(rule.body).iter().for_each(|told| check(told, &place));
                assert!(!rules.searchable(rule.body).is_empty(), "{place}");
            }
        }
    }

    #[test]
    fn a_search_does_not_mind_width_case_and_separators() {
        assert_eq!(plain("Ⅰ类 1,500 万元，ＧＢ／T"), "i类1500万元gb／t");
        let catalog = Catalog::embedded();
        let chapter = Chapter::Standard(catalog.standard("national/specialized/2026-04-01").unwrap());
        let rules = Rules { catalog, chapter };
        let finds = |query: &str| {
            let found = chapter.rules(catalog).into_iter();
            let found = found.filter(|rule| rules.searchable(rule.body).contains(&plain(query)));
            found.map(|rule| rule.at).collect::<Vec<_>>()
        };
        assert!(finds("1500万元").contains(&"revenue-floor".to_owned()));
        assert!(finds("省部级").contains(&"ex-rd-institution".to_owned()));
        assert_eq!(finds("没有这句话"), [""; 0]);
    }

    #[test]
    fn windows_are_told_with_their_last_day() {
        let catalog = Catalog::embedded();
        let of = |id: &str| {
            let standard = catalog.standard(id).unwrap();
            standard.applies.iter().map(applies).collect::<Vec<_>>()
        };
        assert_eq!(
            of("national/little-giant/2022-08-01"),
            [
                "2022-08-01 至 2026-03-31，新申请",
                "2022-08-01 至 2025-12-31，复核",
                "2026-01-01 至 2026-12-31，复核"
            ]
        );
        assert_eq!(of("national/little-giant/2026-04-01"), ["2026-04-01 起，新申请", "2027-01-01 起，复核"]);
    }
}
