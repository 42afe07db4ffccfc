//! Answers: how is a rule told by itself, of no enterprise and no year?
//!
//! The handbook's words for what the program applies: every word of the policy vocabulary in a sentence of ours. What
//! an enterprise's answers make of a rule is told by [`super::reason`].

use super::say::{LANG, Lang, tr};
use super::{cited, number, words};
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

const ALL: &str = tr("全部满足", "All of the following");
const ANY: &str = tr("满足其一", "Any of the following");
/// Between names of one kind.
const COMMA: &str = tr("、", ", ");

impl Rules<'_> {
    /// What a rule is called: by its own name, else by what it is about.
    pub fn title(&self, body: Body<'_>) -> String {
        if let Some(label) = body.label() {
            return words(label).to_owned();
        }
        match body {
            Body::Applies(it) => applies(it),
            Body::Stage(_, stage) => name_in(self.practice().map_or(&[][..], |it| &it.actor), &stage.actor),
            Body::Clause(it) => cited::title(&it.article),
            Body::Reading(it) => {
                let number = it.number;
                worded!("读法 {number}", "Reading {number}")
            }
            Body::Prefix(it) => {
                let row = it.row.as_deref().and_then(|id| self.rows().iter().find(|row| row.id == id));
                row.map(|row| words(&row.label).to_owned()).unwrap_or_default()
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
                let (full, pass) = (number::points(it.full), it.pass);
                vec![Told::leaf(worded!(
                    "满分 {full}，须达到 {pass} 分（含本数）",
                    "Maximum {full}; {pass} or more needed"
                ))]
            }
            Body::Group(it) => {
                let floor = it.floor.map_or_else(String::new, |floor| {
                    worded!("，须达到 {floor} 分（含本数）", "; {floor} or more needed")
                });
                let full = number::points(it.full);
                vec![Told::leaf(worded!("满分 {full}{floor}", "Maximum {full}{floor}"))]
            }
            Body::Indicator(it) => {
                let mut told = self.points(&it.points);
                let (full, way) = (number::points(it.full), told.words);
                told.words = worded!("满分 {full}：{way}", "Maximum {full}: {way}");
                vec![told]
            }
            Body::Definition(it) => self.definition(it),
            Body::Row(it) => self.row(it),
            Body::Prefix(it) => {
                let codes: Vec<&str> = it.codes.iter().map(Str::as_str).collect();
                vec![Told::leaf(codes.join(COMMA))]
            }
            Body::Stage(_, stage) => {
                let acts = self.practice().map_or(&[][..], |it| &it.act);
                let acts: Vec<String> = stage.acts.iter().map(|act| name_in(acts, act)).collect();
                vec![Told::leaf(acts.join(COMMA))]
            }
            Body::Window(it) => {
                let other = tr("科技型中小企业", "Technology-based SME");
                let of = self.catalog.tier(&it.of).map_or(other, |tier| words(&tier.label));
                let only = it.route.map_or_else(String::new, |only| tr("，", ", ").to_owned() + route(only));
                let opens = opening(it.opens);
                vec![Told::leaf(worded!("{of}{only}：{opens}", "{of}{only}: {opens}"))]
            }
            Body::Deadline(it) => {
                let lists = checklist(it).into_iter().map(Told::leaf);
                [Told::leaf(due(it.due))].into_iter().chain(lists).collect()
            }
            Body::Reward(it) => {
                let amount = number::quantity(it.amount);
                vec![Told::leaf(worded!("一次性 {amount}", "One-time {amount}"))]
            }
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
                return tr("评分", "Score").to_owned();
            }
            let criterion = self.file().and_then(|file| file.criterion.iter().find(|it| it.id == id));
            criterion.map_or_else(|| id.to_owned(), |it| words(&it.label).to_owned())
        };
        let names: Vec<String> = relief.replaces.iter().map(|id: &Str| name(id)).collect();
        Told::leaf(tr("只替代：", "Replaces only: ").to_owned() + &names.join(COMMA))
    }

    fn guard(&self, guard: &Guard) -> Vec<Told> {
        let days = days(guard.route, guard.from, guard.before);
        let effect = match &guard.effect {
            Effect::Require(condition) => self.condition(condition),
            Effect::Suspend(id) => {
                let criterion = self.file().and_then(|file| file.criterion.iter().find(|it| it.id == *id));
                let name = criterion.map_or(id.as_str(), |it| words(&it.label));
                Told::leaf(worded!("不考察：{name}", "Not examined: {name}"))
            }
            Effect::Advise(condition) => {
                let words =
                    tr("只作提示，不影响结论", "A note only, without effect on the result").to_owned();
                Told { words, parts: vec![self.condition(condition)], ..Told::default() }
            }
        };
        vec![Told::leaf(worded!("申报日：{days}", "Filing day: {days}")), effect]
    }

    fn definition(&self, it: &Definition) -> Vec<Told> {
        let of_list = it.of.map(|of| Told {
            words: [self.label(of), ALL].join(tr("，", ": ")),
            parts: self.all(of, &it.tests),
            ..Told::default()
        });
        it.when.iter().map(|when| self.condition(when)).chain(of_list).collect()
    }

    fn row(&self, row: &SizeRow) -> Vec<Told> {
        let Chapter::Size(size) = self.chapter else { return Vec::new() };
        let class = |class: &Choice| {
            let limits: Vec<String> = row.limits.get(&class.id)?.iter().map(|it| self.limit(it)).collect();
            let (class, limits) = (words(&class.label), limits.join(tr("，且 ", ", and ")));
            Some(Told::leaf(worded!("{class}：{limits}", "{class}: {limits}")))
        };
        size.class.iter().filter_map(class).collect()
    }

    fn points(&self, points: &Points) -> Told {
        let leaf = |(words, points): (String, u32)| Told::leaf(scored(&words, points));
        match points {
            Points::Bands(it) => {
                let parts = bands(it).into_iter().map(leaf).collect();
                Told { parts, ..self.measure(&it.of) }
            }
            Points::BestOf(it) => {
                let option = |option: &crate::policy::schema::PointOption| Told {
                    words: scored(words(&option.label), option.points),
                    parts: vec![self.condition(&option.when)],
                    ..Told::default()
                };
                let none = leaf((tr("都不符合", "None of these").to_owned(), it.otherwise));
                let parts = it.options.iter().map(option).chain([none]).collect();
                Told {
                    words: tr("取符合的最高一档", "The highest option that holds").to_owned(),
                    parts,
                    ..Told::default()
                }
            }
            Points::PerUnit(it) => {
                let mut told = self.measure(&it.of);
                let (of, each) = (told.words, it.each);
                let [points, most] = [it.points, it.most].map(number::points);
                told.words = worded!(
                    "{of}，每满 {each} 得 {points}，至多 {most}",
                    "{points} for each full {each}, at most {most}: {of}"
                );
                told
            }
            Points::MaxOf(ways) => {
                let parts = ways.iter().map(|way| self.points(way)).collect();
                Told {
                    words: tr("各算一遍，取高", "Each worked out, the higher taken").to_owned(),
                    parts,
                    ..Told::default()
                }
            }
            Points::Slot(slot) => {
                let name = self.label(slot.points);
                Told::leaf(worded!(
                    "{name}：按别处评定的录入，未录入时从 0 分到满分都有可能",
                    "{name}: entered as given elsewhere; until entered, anything from 0 points to the maximum is possible"
                ))
            }
        }
    }

    /// Everything that is said of a rule, for searching.
    pub fn searchable(&self, body: Body<'_>) -> String {
        let mut all = self.title(body);
        let mut say = |text: &str| {
            all.push(' ');
            all.push_str(text);
        };
        self.told(body).iter().for_each(|told| say(&told.flat()));
        if let Some(source) = body.source() {
            let instrument = self.catalog.instrument(&source.instrument).map_or("", |it| words(&it.short));
            say(&cited::place(instrument, &source.article));
            source.quote.iter().for_each(|quote| say(quote));
            [&source.wording, &source.mark_note].into_iter().flatten().for_each(|it| say(words(it)));
        }
        if let Body::Clause(it) = body {
            say(&it.text);
        }
        if let Body::Reading(it) = body {
            say(words(&it.reading));
            say(words(&it.other));
        }
        if let Body::Question(it) = body {
            say(words(&it.asked));
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
            Condition::IsTrue(fact) => Told::leaf(is(self.label(*fact), true)),
            Condition::IsFalse(fact) => Told::leaf(is(self.label(*fact), false)),
            Condition::Judged(fact) => {
                let name = self.label(*fact);
                Told::leaf(worded!(
                    "{name}：没有数字线，由企业自判并写明理由",
                    "{name}: no line in figures; the enterprise judges for itself and states why"
                ))
            }
            Condition::OneOf(it) => {
                let fact = self.catalog.fact(it.fact);
                let name =
                    |id: &ChoiceId| fact.and_then(|fact| fact.choice(*id)).map_or("", |it| words(&it.label));
                let names: Vec<&str> = it.values.iter().map(name).collect();
                Told::leaf(among(self.label(it.fact), &names))
            }
            Condition::None(filter) => {
                let list = self.label(filter.list);
                let words =
                    worded!("{list}：没有符合下列各项的", "{list}: none that meets all of the following");
                Told { words, parts: self.tests(filter), ..Told::default() }
            }
            Condition::ClassIn(it) => {
                let by = self.catalog.book().classifications.iter();
                let classes =
                    by.filter(|by| by.id.starts_with(it.classification.as_str())).flat_map(|by| &by.class);
                let names: Vec<&str> = classes
                    .filter(|class| it.classes.contains(&class.id))
                    .map(|class| words(&class.label))
                    .collect();
                Told::leaf(among(tr("划型", "Size class"), &names))
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
            words: words(&it.label).to_owned(),
            defined: Some(it.id.as_str()),
            ..Told::default()
        })
    }

    fn compare(&self, compare: &Compare, relation: Relation) -> Told {
        let mut told = self.measure(&compare.of);
        let is_count = matches!(compare.of, Measure::SumItems(_) | Measure::Count(_) | Measure::CountTrue(_));
        let gap = if is_count { tr(" ", ": ") } else { " " };
        told.words = [told.words, number::requirement(relation, compare.than)].join(gap);
        told
    }

    /// A measure, with what is counted below it.
    pub fn measure(&self, measure: &Measure) -> Told {
        match measure {
            Measure::Fact(at) => Told::leaf(self.at(*at)),
            Measure::Sum(over) => {
                let years: Vec<&str> = over.at.iter().map(|at| period(*at)).collect();
                let (name, years) = (self.label(over.fact), years.join(tr("与", " and ")));
                Told::leaf(worded!("{years}{name}合计", "{name}, total of {years}"))
            }
            Measure::SumItems(sum) => {
                let list = self.catalog.fact(sum.filter.list);
                let field = list.and_then(|list| list.field(sum.field)).map_or("", |it| words(&it.label));
                let list = self.label(sum.filter.list);
                let words = worded!(
                    "{list}中符合下列各项的{field}合计",
                    "{list}, total of “{field}” of those that meet all of the following"
                );
                Told { words, parts: self.tests(&sum.filter), ..Told::default() }
            }
            Measure::Ratio(it) => {
                let is_same = it.den.at == it.num.at;
                let den = if is_same { self.label(it.den.fact).to_owned() } else { self.at(it.den) };
                Told::leaf(format!("{} ÷ {den}", self.at(it.num)))
            }
            Measure::Growth(span) => {
                let (name, to, from) = (self.label(span.fact), period(span.to), period(span.from));
                Told::leaf(worded!("{to}{name}比{from}增长", "{name}, growth of {to} over {from}"))
            }
            Measure::Cagr(span) => {
                let (name, to, from) = (self.label(span.fact), period(span.to), period(span.from));
                Told::leaf(worded!(
                    "{name}两年复合增长率（{to} ÷ {from}，开平方减 1）",
                    "{name}, two-year compound growth rate ({to} ÷ {from}, square root, minus 1)"
                ))
            }
            Measure::Mean(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.measure(part).words).collect();
                let parts = parts.join(tr("；", "; "));
                Told::leaf(worded!("平均值（{parts}）", "Mean ({parts})"))
            }
            Measure::Count(filter) => {
                let list = self.label(filter.list);
                let words = if filter.tests.is_empty() {
                    list.to_owned() + tr("", ", how many")
                } else {
                    worded!("{list}中符合下列各项的", "{list}, how many meet all of the following")
                };
                Told { words, parts: self.tests(filter), ..Told::default() }
            }
            Measure::CountTrue(parts) => {
                self.branch(tr("下列各项中符合的", "How many of the following hold"), parts)
            }
            Measure::YearsFull(it) => {
                let (since, end) = (self.label(it.since), period(it.to_end_of));
                Told::leaf(worded!("{since}至{end}年末的满年数", "{since}: full years to the end of {end}"))
            }
        }
    }

    fn label(&self, fact: FactId) -> &'static str {
        self.catalog.fact(fact).map_or("", |fact| words(&fact.label))
    }

    fn at(&self, at: FactAt) -> String {
        let name = self.label(at.fact);
        let Some(period) = at.at.map(period) else { return name.to_owned() };
        worded!("{period}{name}", "{name} ({period})")
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
        let name = |field: FieldId| list.field(field).map_or("", |it| words(&it.label));
        let told = match test {
            Test::Is(id) | Test::Needs(id) => return self.defined(id),
            Test::All(tests) | Test::Any(tests) => {
                let join = if matches!(test, Test::All(_)) { ALL } else { ANY };
                let parts = tests.iter().map(|test| self.test(list, test)).collect();
                return Told { words: join.to_owned(), parts, ..Told::default() };
            }
            Test::OneOf(it) => one_of(list, it),
            Test::IsTrue(field) => is(name(*field), true),
            Test::AtMost(it) => {
                let (name, most) = (name(it.field), it.most);
                worded!("{name}不超过 {most}", "{name}: at most {most}")
            }
            Test::WithinYears(it) => within(name(it.field), it.years),
            Test::InYears(it) => {
                let years: Vec<&str> = it.years.iter().map(|at| period(*at)).collect();
                let (name, years) = (name(it.field), years.join(tr("、", " or ")));
                worded!("{name}在{years}内", "{name}: in {years}")
            }
            Test::Since(it) => {
                let (name, period) = (name(it.field), period(it.period));
                worded!(
                    "{name}在{period} 1 月 1 日以后，不晚于申报日",
                    "{name}: on or after 1 January of {period}, not later than the filing day"
                )
            }
            Test::OnOrAfter(it) => {
                let (name, day) = (name(it.field), it.day);
                worded!(
                    "{name}在 {day} 以后（含当日），不晚于申报日",
                    "{name}: on or after {day}, not later than the filing day"
                )
            }
            Test::Happened(field) => {
                let name = name(*field);
                worded!("{name}不晚于申报日", "{name}: not later than the filing day")
            }
            Test::OlderThan(it) => aged(name(it.field), *it, tr("过后", "later than")),
            Test::AtLeastOld(it) => aged(name(it.field), *it, tr("当天或以后", "on or later than")),
            Test::Valid(it) => valid(list, it),
            Test::AfterFiling(field) => {
                let name = name(*field);
                worded!("{name}晚于申报日", "{name}: later than the filing day")
            }
            Test::Stated(field) => {
                let name = name(*field);
                worded!("填了{name}", "{name}: answered")
            }
            Test::EndsBeyond(it) => {
                let (until, from, years) = (name(it.until), name(it.from), number::years(it.years));
                worded!(
                    "{until}晚于{from}满 {years}的对应日",
                    "{until}: later than the day {years} after “{from}”"
                )
            }
        };
        Told::leaf(told)
    }

    /// A lower limit of a size class: "从业人员 ≥ 300 人".
    pub fn limit(&self, limit: &Limit) -> String {
        format!("{} {}", self.label(limit.fact), number::requirement(Relation::Ge, limit.ge))
    }
}

fn name_in(all: &[Choice], id: &str) -> String {
    all.iter().find(|it| it.id == id).map(|it| words(&it.label).to_owned()).unwrap_or_default()
}

/// The word of a route inside a sentence.
const fn route(route: Route) -> &'static str {
    match (LANG, route) {
        (Lang::Zh, _) => super::route(route),
        (Lang::En, Route::New) => "new application",
        (Lang::En, Route::Review) => "review",
    }
}

/// What gives points, and how many.
fn scored(what: &str, points: u32) -> String {
    let points = number::points(points);
    worded!("{what}：{points}", "{what}: {points}")
}

/// A yes or no that is asked for.
fn is(name: &str, wanted: bool) -> String {
    let wanted = if wanted { tr("是", "yes") } else { tr("否", "no") };
    worded!("{name}：{wanted}", "{name}: {wanted}")
}

/// A choice among those asked for.
fn among(name: &str, names: &[&str]) -> String {
    let any = if names.len() > 1 { "is one of" } else { "is" };
    let names = names.join(COMMA);
    match LANG {
        Lang::Zh => format!("{name}为：{names}"),
        Lang::En => format!("{name} {any}: {names}"),
    }
}

fn within(name: &str, years: u32) -> String {
    let years = number::years(years);
    worded!(
        "{name}在申报日以前 {years}内，满 {years}的对应日仍算",
        "{name}: within {years} before the filing day; the corresponding day {years} later still counts"
    )
}

/// A window of a file: its route and days.
pub fn applies(it: &Applies) -> String {
    days(it.route, it.from, it.before)
}

/// Days from the first, included, to the first day after, excluded; with the route they are for.
fn days(only: Option<Route>, from: Date, before: Option<Date>) -> String {
    let route = only.map_or(tr("新申请、复核", "new application and review"), route);
    match before.map(Date::day_before) {
        Some(last) => worded!("{from} 至 {last}，{route}", "{from} to {last}, {route}"),
        None => worded!("{from} 起，{route}", "from {from}, {route}"),
    }
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
        Period::LastYear => tr("上年度", "last year"),
        Period::YearBefore => tr("前一年度", "the year before last"),
        Period::TwoYearsBefore => tr("再前一年度", "two years before last"),
        Period::FilingYear => tr("申报当年", "the filing year"),
        Period::YearBeforeFiling => tr("申报前一年", "the year before filing"),
    }
}

fn one_of(list: &Fact, it: &OneOfField) -> String {
    let Some(field) = list.field(it.field) else { return String::new() };
    let name = |id: &ChoiceId| field.choice(*id).map_or("", |it| words(&it.label));
    let names: Vec<&str> = it.values.iter().map(name).collect();
    among(words(&field.label), &names)
}

fn aged(field: &str, it: FieldYears, when: &str) -> String {
    let years = number::years(it.years);
    worded!("申报日在{field}满 {years}的对应日{when}", "Filing day {when} the day {years} after “{field}”")
}

fn valid(list: &Fact, it: &Validity) -> String {
    let name = |field: FieldId| list.field(field).map_or("", |it: &Field| words(&it.label));
    let until = name(it.until);
    let from = it.from.map_or_else(String::new, |from| {
        let from = name(from);
        worded!("自{from}起，", "from “{from}” ")
    });
    let default = it.years.map_or_else(String::new, |years| {
        let years = number::years(years);
        worded!("，没写的按 {years}", ", or for {years} where no end is stated")
    });
    let except = it.except.as_ref().map_or_else(String::new, |it| {
        let except = one_of(list, it);
        worded!("（{except}除外）", " (except where {except})")
    });
    worded!(
        "申报日在有效期内：{from}到{until}{default}{except}，首尾两日都算",
        "Filing day within the validity: {from}to “{until}”{default}{except}, both days included"
    )
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
                (None, None) => tr("其余", "All else").to_owned(),
            };
            (words, step.points)
        })
        .collect()
}

/// When a window is open.
pub fn opening(opening: Opening) -> String {
    match opening {
        Opening::HalfYears => tr("原则上每半年一次", "In principle once every half-year").to_owned(),
        Opening::Quarter(quarter) => {
            worded!("原则上每年第 {quarter} 季度", "In principle in quarter {quarter} of each year")
        }
        Opening::Days { first: Some(first), last } => {
            worded!("{first} 至 {last}，首尾两日都算", "{first} to {last}, both days included")
        }
        Opening::Days { first: None, last } => {
            worded!("{last} 以前（含当日）", "By {last}, that day included")
        }
    }
}

/// The last day of a deadline.
pub fn due(due: Due) -> String {
    match due {
        Due::EachYear { month, day } => {
            let name = number::month(month);
            worded!("每年 {name} {day} 日以前（含当日）", "By {day} {name} of each year, that day included")
        }
        Due::After(event, months) => {
            let event = match event {
                Event::Recognised => tr("认定", "the recognition"),
                Event::Changed => tr("发生变化", "the change"),
                Event::Revoked => tr("撤销", "the revocation"),
            };
            let term = if months % 12 == 0 { number::years(months / 12) } else { number::months(months) };
            worded!(
                "自{event}之日起满 {term}的对应日（没有对应日的，为该月最后一日），含当日",
                "The day {term} after {event} (where the month has no such day, its last day), that day included"
            )
        }
    }
}

/// What is to be reported and done by a deadline, and what is not known of it: a line for each sort that there is.
pub fn checklist(deadline: &Deadline) -> Vec<String> {
    let sorts = [
        (ParticularSort::Change, tr("要报告的", "To report")),
        (ParticularSort::Step, tr("要办的", "To do")),
        (ParticularSort::Unknown, tr("未取得的", "Not obtained")),
    ];
    let line = |(sort, heading)| {
        let its = deadline.checklist.iter().filter(|it| it.sort == sort);
        let names: Vec<&str> = its.map(|it| words(&it.label)).collect();
        let all = names.join(COMMA);
        (!names.is_empty()).then(|| worded!("{heading}：{all}", "{heading}: {all}"))
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
