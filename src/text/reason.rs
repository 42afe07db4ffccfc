//! Answers: how is a reason told, line by line?
//!
//! A [`Line`] is what a reader sees of one node: a title, the value as far as it is known, what is asked, and how
//! far away that is. The widget that draws it, and the command line that prints it, add nothing.

use super::{number, span};
use crate::assess::{Because, Classed, Counted, Filing, Hold, Interval, Of, Open, Reason, Relation, Truth};
use crate::facts::{Answer, FactKey, Facts, Item, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{
    ChoiceId, Fact, FactAt, FactId, Field, FieldId, Kind, Measure, Period, Slot, Span, Test,
};
use crate::units::{Quantity, Ratio, Unit};

/// What is needed to tell a reason.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The law.
    pub catalog: &'a Catalog,
    /// What is stated.
    pub facts: &'a Facts,
    /// How and when.
    pub filing: Filing,
}

/// One node of a reason, told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What the node is about.
    pub title: String,
    /// "全部满足" or "满足其一", for branches.
    pub join: Option<&'static str>,
    /// The value as far as it is known.
    pub value: Option<String>,
    /// What is asked.
    pub need: Option<String>,
    /// How far an exact value is from what is asked.
    pub margin: Option<String>,
    /// Why it cannot be decided by answers alone.
    pub hold: Option<String>,
}

impl Teller<'_> {
    /// One node, told.
    pub fn line(&self, reason: &Reason<'_>) -> Line {
        let mut line = self.told(&reason.of);
        line.hold = reason.hold.map(|hold| self.hold(hold));
        line
    }

    fn told(&self, of: &Of<'_>) -> Line {
        let titled = |title: String| Line { title, ..Line::default() };
        match of {
            Of::All => Line { join: Some("全部满足"), ..Line::default() },
            Of::Any => Line { join: Some("满足其一"), ..Line::default() },
            Of::Compare { measure, value, relation, than, .. } => {
                self.compared(measure, *value, *relation, *than)
            }
            Of::Measured { measure, value, .. } => {
                let unit = self.catalog.unit(measure);
                let value = Some(shown(measure, *value, unit, None));
                Line { title: self.measure(measure), value, ..Line::default() }
            }
            Of::Flag { fact, wanted, stated } => Line {
                value: Some(flag(*stated).to_owned()),
                need: Some(format!("须为“{}”", if *wanted { "是" } else { "否" })),
                ..titled(self.label(*fact))
            },
            Of::Judged { fact, stated } => {
                Line { value: Some(judged(*stated).to_owned()), ..titled(self.label(*fact)) }
            }
            Of::Choice { fact, wanted, stated } => {
                let name = |choice: &ChoiceId| self.choice(*fact, *choice);
                let value = match stated {
                    Answer::Known(choice) => name(choice),
                    Answer::NotApplicable => "不适用".to_owned(),
                    Answer::Unanswered => "未填".to_owned(),
                };
                let wanted: Vec<String> = wanted.iter().map(name).collect();
                let need = Some(format!("须为：{}", wanted.join("、")));
                Line { value: Some(value), need, ..titled(self.label(*fact)) }
            }
            Of::None { filter, counted } => {
                let met = counted.iter().filter(|it| it.truth == Truth::Met).count();
                let value = if met == 0 { None } else { Some(format!("{met} 项")) };
                Line { value, need: Some("须没有".to_owned()), ..titled(self.label(filter.list)) }
            }
            Of::Class(classed) => Line { value: Some(class(classed)), ..titled("划型".to_owned()) },
            Of::Holds(definition) => titled(definition.label.zh.to_string()),
            Of::Slot(slot) => self.slot(*slot),
        }
    }

    /// Points that were entered, as such and with their source; else what the open slot means.
    fn slot(&self, slot: Slot) -> Line {
        let Answer::Known(points) = self.facts.number(FactKey::timeless(slot.points)) else {
            let need = "省里的指标和分值尚未取得，未录入时从 0 分到满分都有可能".to_owned();
            return Line {
                title: self.label(slot.points),
                value: Some("未录入".to_owned()),
                need: Some(need),
                ..Line::default()
            };
        };
        let source = self.facts.text(slot.source).filter(|it| !it.trim().is_empty());
        let source = source.map_or_else(|| "没有写来源".to_owned(), |it| format!("来源：{it}"));
        let value = Some(format!("{points} 分，自行录入"));
        Line { title: self.label(slot.points), value, need: Some(source), ..Line::default() }
    }

    fn compared(&self, measure: &Measure, value: Interval, relation: Relation, than: Quantity) -> Line {
        let is_compound = matches!(measure, Measure::Cagr(_));
        let margin =
            value.exact().filter(|_| !is_compound).map(|exact| number::margin(exact, relation, than));
        Line {
            title: self.measure(measure),
            value: Some(shown(measure, value, than.unit, Some(than.value()))),
            need: Some(format!("须 {}", number::requirement(relation, than))),
            margin,
            ..Line::default()
        }
    }

    /// A measure named, with the figures it is computed from.
    pub fn measure(&self, measure: &Measure) -> String {
        let name = self.measured(measure);
        let from_to = |span: &Span| {
            let at = |period| FactAt { fact: span.fact, at: Some(period) };
            format!("{name}：{} → {}", self.figure(at(span.from)), self.figure(at(span.to)))
        };
        match measure {
            Measure::Ratio(fraction) => {
                format!("{name} = {} ÷ {}", self.figure(fraction.num), self.figure(fraction.den))
            }
            Measure::Growth(span) | Measure::Cagr(span) => from_to(span),
            Measure::Mean(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.measure(part)).collect();
                format!("{name}（{}）", parts.join("；"))
            }
            Measure::Fact(_)
            | Measure::Sum(_)
            | Measure::SumItems(_)
            | Measure::Count(_)
            | Measure::CountTrue(_)
            | Measure::YearsFull(_) => name,
        }
    }

    /// A measure named, without figures.
    pub(super) fn measured(&self, measure: &Measure) -> String {
        match measure {
            Measure::Fact(at) => self.at(*at),
            Measure::Sum(over) => {
                format!("{}{}合计", self.years(&over.at), self.label(over.fact))
            }
            Measure::SumItems(sum) => {
                format!("{}：计入的金额合计", self.label(sum.filter.list))
            }
            Measure::Ratio(fraction) => {
                format!("{} ÷ {}", self.at(fraction.num), self.label(fraction.den.fact))
            }
            Measure::Growth(span) => {
                format!("{}比上年增长", self.at(FactAt { fact: span.fact, at: Some(span.to) }))
            }
            Measure::Cagr(span) => {
                format!("{}{}复合增长率", self.years(&[span.from, span.to]), self.label(span.fact))
            }
            Measure::Mean(_) => "平均值".to_owned(),
            Measure::Count(filter) => format!("{}：计入的项数", self.label(filter.list)),
            Measure::CountTrue(_) => "符合的项数".to_owned(),
            Measure::YearsFull(years) => {
                let end = years.to_end_of.year(self.filing.as_of.year());
                format!("{}，截至 {end} 年末的满年数", self.label(years.since))
            }
        }
    }

    /// "2025 年营业收入", "从业人员".
    pub fn key(&self, key: FactKey) -> String {
        let label = self.label(key.fact);
        key.year.map_or_else(|| label.clone(), |year| format!("{year} 年{label}"))
    }

    /// An open fact named.
    pub fn open(&self, open: Open) -> String {
        match open {
            Open::Fact(key) => self.key(key),
            Open::List(list) => format!("{}是否列完", self.label(list)),
            Open::Field { list, item, field } => {
                let name = self
                    .catalog
                    .fact(list)
                    .and_then(|fact| fact.field(field))
                    .map_or("", |field| &field.label.zh);
                format!("{}第 {} 项的“{name}”", self.label(list), item + 1)
            }
        }
    }

    /// The label of a fact.
    pub fn label(&self, fact: FactId) -> String {
        self.catalog.fact(fact).map(|fact| fact.label.zh.to_string()).unwrap_or_default()
    }

    fn at(&self, at: FactAt) -> String {
        self.key(self.key_of(at))
    }

    fn key_of(&self, at: FactAt) -> FactKey {
        FactKey { fact: at.fact, year: at.at.map(|period| period.year(self.filing.as_of.year())) }
    }

    /// The stated figure, or a question mark.
    fn figure(&self, at: FactAt) -> String {
        match self.facts.number(self.key_of(at)) {
            Answer::Known(number) => number::grouped(&number.to_string()),
            Answer::NotApplicable => "不适用".to_owned(),
            Answer::Unanswered => "?".to_owned(),
        }
    }

    /// "2024—2025 年".
    fn years(&self, periods: &[Period]) -> String {
        let years = periods.iter().map(|period| period.year(self.filing.as_of.year()));
        match (years.clone().min(), years.max()) {
            (Some(first), Some(last)) if first != last => format!("{first}—{last} 年"),
            (Some(only), _) => format!("{only} 年"),
            (None, _) => String::new(),
        }
    }

    fn choice(&self, fact: FactId, choice: ChoiceId) -> String {
        let choice = self.catalog.fact(fact).and_then(|fact| fact.choice(choice));
        choice.map(|choice| choice.label.zh.to_string()).unwrap_or_default()
    }

    /// Why answers alone do not decide.
    pub fn hold(&self, hold: Hold) -> String {
        match hold {
            Hold::ZeroDenominator(key) => format!("{}为 0，算不出，须由人判断", self.key(key)),
            Hold::NotApplicable(key) => format!("{}填了“不适用”，须由人判断", self.key(key)),
            Hold::Judgement(_) => "没有数字线，须由人判断".to_owned(),
            Hold::NoClass => "这个行业代码不能自动划型，须由人核定".to_owned(),
        }
    }

    /// Why an item of a list counts or not: "计入", "不计：转入…", "待定：…".
    pub fn counted(&self, list: FactId, counted: &Counted<'_>) -> String {
        let word = match counted.truth {
            Truth::Met => return "计入".to_owned(),
            Truth::Unmet => "不计入",
            Truth::Unknown => "待定",
        };
        counted.because.map_or_else(
            || word.to_owned(),
            |because| format!("{word}：{}", self.because(list, counted.item, because)),
        )
    }

    fn because(&self, list: FactId, item: usize, because: Because<'_>) -> String {
        let detail = self.test(list, item, because.test);
        match because.within {
            Some(definition) if !detail.is_empty() => format!("{}（{detail}）", definition.label.zh),
            Some(definition) => definition.label.zh.to_string(),
            None => detail,
        }
    }

    /// What an item says about a test.
    fn test(&self, list: FactId, item: usize, test: &Test) -> String {
        let field = match test {
            Test::Is(id) | Test::Needs(id) => return self.definition_label(id),
            Test::Any(tests) | Test::All(tests) => {
                let parts: Vec<String> = tests.iter().map(|test| self.test(list, item, test)).collect();
                return parts.join("；");
            }
            Test::OneOf(it) => it.field,
            Test::IsTrue(field) | Test::Happened(field) | Test::AfterFiling(field) | Test::Stated(field) => {
                *field
            }
            Test::AtMost(it) => it.field,
            Test::WithinYears(it) | Test::OlderThan(it) | Test::AtLeastOld(it) => it.field,
            Test::InYears(it) => it.field,
            Test::Since(it) => it.field,
            Test::OnOrAfter(it) => it.field,
            Test::Valid(it) => it.until,
            Test::EndsBeyond(it) => it.until,
        };
        let told = self.field(list, item, field);
        let stated = self.facts.list(list).and_then(|list| list.items.get(item));
        match stated.and_then(|stated| span::reading(test, stated, self.filing.as_of)) {
            Some(reading) => format!("{told}，{reading}"),
            None => told,
        }
    }

    /// The name of a definition; empty where there is none of that id.
    pub fn definition_label(&self, id: &str) -> String {
        let all = self.catalog.book().standards.iter().flat_map(|standard| &standard.definition);
        all.into_iter().find(|it| it.id == id).map(|it| it.label.zh.to_string()).unwrap_or_default()
    }

    /// "授权日：2021-03-12".
    fn field(&self, list: FactId, item: usize, id: FieldId) -> String {
        let Some(fact) = self.catalog.fact(list) else { return String::new() };
        let Some(field) = fact.field(id) else { return String::new() };
        let item = self.facts.list(list).and_then(|list| list.items.get(item));
        let value = item.and_then(|item| field_value(item, field, fact));
        format!("{}：{}", field.label.zh, value.unwrap_or_else(|| "未填".to_owned()))
    }
}

/// The value of a measure; "未填" where nothing is known.
fn shown(measure: &Measure, value: Interval, unit: Unit, near: Option<Ratio>) -> String {
    let known = match measure {
        Measure::Cagr(_) => value.exact().map(compound),
        Measure::Fact(_)
        | Measure::Sum(_)
        | Measure::SumItems(_)
        | Measure::Ratio(_)
        | Measure::Growth(_)
        | Measure::Mean(_)
        | Measure::Count(_)
        | Measure::CountTrue(_)
        | Measure::YearsFull(_) => number::interval(value, unit, near),
    };
    known.unwrap_or_else(|| "未填".to_owned())
}

/// The stated or default value of a field, for readers.
pub fn field_value(item: &Item, field: &Field, of: &Fact) -> Option<String> {
    if field.kind == Kind::Choice {
        return item
            .choice(field)
            .and_then(|choice| field.choice(choice))
            .map(|choice| choice.label.zh.to_string());
    }
    match item.get(field.key()) {
        Some(Value::Number(number)) => Some(number::grouped(&number.to_string())),
        Some(Value::Date(date)) => Some(date.to_string()),
        Some(Value::Text(text)) => Some(text.clone()),
        Some(Value::Flag(_) | Value::Judgement { .. } | Value::Choice(_)) | None => {
            item.flag(field, &of.field).map(|flag| if flag { "是" } else { "否" }.to_owned())
        }
    }
}

const fn flag(stated: Answer<bool>) -> &'static str {
    match stated {
        Answer::Known(true) => "是",
        Answer::Known(false) => "否",
        Answer::NotApplicable => "不适用",
        Answer::Unanswered => "未填",
    }
}

const fn judged(stated: Answer<bool>) -> &'static str {
    match stated {
        Answer::Known(true) => "自判满足",
        Answer::Known(false) => "自判不满足",
        Answer::NotApplicable | Answer::Unanswered => "未自评",
    }
}

fn class(classed: &Classed<'_>) -> String {
    let names: Vec<&str> = classed.possible.iter().map(|class| class.label.zh.as_str()).collect();
    let code = classed.code.as_deref().unwrap_or("未填行业代码");
    match (classed.row, classed.prefix.and_then(|prefix| prefix.label.as_ref())) {
        (Some(row), _) => format!("{}（{code}）：{}", row.label.zh, names.join("、")),
        (None, Some(label)) => format!("{code}：{}", label.zh),
        (None, None) => code.to_owned(),
    }
}

/// The yearly rate of a quotient over two years, cut off after two places of a percent: the whole root of an integer.
/// True where that is all of it.
pub(super) fn yearly(quotient: Ratio) -> (Ratio, bool) {
    let scale: i128 = 10_000;
    let square = quotient.times(Ratio::whole(scale * scale));
    let root = square.numerator().div_euclid(square.denominator()).max(0).isqrt();
    let rate = Ratio::new(root - scale, scale);
    (rate, Ratio::new(root, scale).power(2) == quotient)
}

fn compound(quotient: Ratio) -> String {
    let (rate, exact) = yearly(quotient);
    let text = number::value(rate, Unit::Percent, None);
    if exact { text } else { format!("约 {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Stated;
    use crate::policy::schema::Route;
    use crate::units::{Date, Decimal};

    /// Standards 3.4 and decision 40: Jiangxi's indicators are not held; entered points are the enterprise's own, with
    /// a source.
    #[test]
    fn a_provincial_slot_says_that_it_is_open_or_by_whom_it_was_filled() {
        let (points, source) = (FactId::of("local-feature-points"), FactId::of("local-feature-source"));
        let slot = Of::Slot(Slot { points, source });
        let filing = Filing { route: Route::New, as_of: Date::parse("2025-08-01").unwrap() };
        let mut facts = Facts::default();
        let told = |facts: &Facts| {
            let line = Teller { catalog: Catalog::embedded(), facts, filing }.told(&slot);
            [line.value, line.need].map(Option::unwrap_or_default).join("；")
        };
        assert_eq!(told(&facts), "未录入；省里的指标和分值尚未取得，未录入时从 0 分到满分都有可能");
        let number = Stated::Value(Value::Number(Decimal::whole(9).unwrap()));
        facts.set(FactKey::timeless(points), Some(number));
        assert_eq!(told(&facts), "9 分，自行录入；没有写来源");
        let text = Stated::Value(Value::Text("省厅 2025 年打分表".to_owned()));
        facts.set(FactKey::timeless(source), Some(text));
        assert_eq!(told(&facts), "9 分，自行录入；来源：省厅 2025 年打分表");
    }
}
