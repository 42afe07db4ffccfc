//! Answers: how is a reason told, line by line?
//!
//! A [`Line`] is what a reader sees of one node: a title, the value as far as it is known, what is asked, and how
//! far away that is. The widget that draws it, and the command line that prints it, add nothing.

use super::say::{LANG, Lang, tr};
use super::{number, span, words};
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

const YES: &str = tr("是", "Yes");
const NO: &str = tr("否", "No");
const NOT_APPLICABLE: &str = tr("不适用", "Not applicable");
const UNANSWERED: &str = tr("未填", "Not answered");

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
            Of::All => Line { join: Some(tr("全部满足", "All of the following")), ..Line::default() },
            Of::Any => Line { join: Some(tr("满足其一", "Any of the following")), ..Line::default() },
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
                need: Some(
                    if *wanted {
                        tr("须为“是”", "must be “Yes”")
                    } else {
                        tr("须为“否”", "must be “No”")
                    }
                    .to_owned(),
                ),
                ..titled(self.label(*fact))
            },
            Of::Judged { fact, stated } => {
                Line { value: Some(judged(*stated).to_owned()), ..titled(self.label(*fact)) }
            }
            Of::Choice { fact, wanted, stated } => self.chosen(*fact, wanted, *stated),
            Of::None { filter, counted } => {
                let met = counted.iter().filter(|it| it.truth == Truth::Met).count();
                let value = if met == 0 { None } else { Some(worded!("{met} 项", "Items: {met}")) };
                Line {
                    value,
                    need: Some(tr("须没有", "must be none").to_owned()),
                    ..titled(self.label(filter.list))
                }
            }
            Of::Class(classed) => {
                Line { value: Some(class(classed)), ..titled(tr("划型", "Size class").to_owned()) }
            }
            Of::Holds(definition) => titled(words(&definition.label).to_owned()),
            Of::Slot(slot) => self.slot(*slot),
        }
    }

    fn chosen(&self, fact: FactId, wanted: &[ChoiceId], stated: Answer<ChoiceId>) -> Line {
        let name = |choice: ChoiceId| self.choice(fact, choice);
        let value = match stated {
            Answer::Known(choice) => name(choice),
            Answer::NotApplicable => NOT_APPLICABLE.to_owned(),
            Answer::Unanswered => UNANSWERED.to_owned(),
        };
        let wanted: Vec<String> = wanted.iter().map(|choice| name(*choice)).collect();
        let one_of = if wanted.len() > 1 { "must be one of: " } else { "must be: " };
        let need = Some(tr("须为：", one_of).to_owned() + &wanted.join(tr("、", ", ")));
        Line { title: self.label(fact), value: Some(value), need, ..Line::default() }
    }

    /// Points that were entered, as such and with their source; else what the open slot means.
    fn slot(&self, slot: Slot) -> Line {
        let Answer::Known(points) = self.facts.number(FactKey::timeless(slot.points)) else {
            let need = tr(
                "省里的指标和分值尚未取得，未录入时从 0 分到满分都有可能",
                "the province’s indicators and points have not been obtained; until points are entered, anything from 0 to the maximum is possible",
            );
            return Line {
                title: self.label(slot.points),
                value: Some(tr("未录入", "Not entered").to_owned()),
                need: Some(need.to_owned()),
                ..Line::default()
            };
        };
        let source = self.facts.text(slot.source).filter(|it| !it.trim().is_empty());
        let source = source.map_or_else(
            || tr("没有写来源", "no source given").to_owned(),
            |it| worded!("来源：{it}", "source: {it}"),
        );
        let points = number::with_unit(&points.to_string(), Unit::Points).replace('\u{a0}', " ");
        let value = Some(worded!("{points}，自行录入", "{points}, entered by the enterprise itself"));
        Line { title: self.label(slot.points), value, need: Some(source), ..Line::default() }
    }

    fn compared(&self, measure: &Measure, value: Interval, relation: Relation, than: Quantity) -> Line {
        let is_compound = matches!(measure, Measure::Cagr(_));
        let margin =
            value.exact().filter(|_| !is_compound).map(|exact| number::margin(exact, relation, than));
        Line {
            title: self.measure(measure),
            value: Some(shown(measure, value, than.unit, Some(than.value()))),
            need: Some(tr("须 ", "must be ").to_owned() + &number::requirement(relation, than)),
            margin,
            ..Line::default()
        }
    }

    /// A measure named, with the figures it is computed from.
    pub fn measure(&self, measure: &Measure) -> String {
        let name = self.measured(measure);
        let from_to = |span: &Span| {
            let at = |period| FactAt { fact: span.fact, at: Some(period) };
            let (from, to) = (self.figure(at(span.from)), self.figure(at(span.to)));
            worded!("{name}：{from} → {to}", "{name}: {from} → {to}")
        };
        match measure {
            Measure::Ratio(fraction) => {
                format!("{name} = {} ÷ {}", self.figure(fraction.num), self.figure(fraction.den))
            }
            Measure::Growth(span) | Measure::Cagr(span) => from_to(span),
            Measure::Mean(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.measure(part)).collect();
                let parts = parts.join(tr("；", "; "));
                worded!("{name}（{parts}）", "{name} ({parts})")
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
                let (years, name) = (self.years(&over.at), self.label(over.fact));
                worded!("{years}{name}合计", "{name} {years}, total")
            }
            Measure::SumItems(sum) => {
                let list = self.label(sum.filter.list);
                worded!("{list}：计入的金额合计", "{list}: total of the amounts counted")
            }
            Measure::Ratio(fraction) => {
                format!("{} ÷ {}", self.at(fraction.num), self.label(fraction.den.fact))
            }
            Measure::Growth(span) => {
                let (to, _) = ends(*span);
                let name = self.at(to);
                worded!("{name}比上年增长", "{name}, growth over the year before")
            }
            Measure::Cagr(span) => {
                let (years, name) = (self.years(&[span.from, span.to]), self.label(span.fact));
                worded!("{years}{name}复合增长率", "{name} {years}, compound growth rate")
            }
            Measure::Mean(_) => tr("平均值", "Mean").to_owned(),
            Measure::Count(filter) => {
                let list = self.label(filter.list);
                worded!("{list}：计入的项数", "{list}: items counted")
            }
            Measure::CountTrue(_) => tr("符合的项数", "How many hold").to_owned(),
            Measure::YearsFull(years) => {
                let (since, end) = (self.label(years.since), years.to_end_of.year(self.filing.as_of.year()));
                worded!("{since}，截至 {end} 年末的满年数", "{since}: full years to the end of {end}")
            }
        }
    }

    /// "2025 年营业收入", "从业人员".
    pub fn key(&self, key: FactKey) -> String {
        let label = self.label(key.fact);
        match (LANG, key.year) {
            (Lang::Zh | Lang::En, None) => label,
            (Lang::Zh, Some(year)) => format!("{year} 年{label}"),
            (Lang::En, Some(year)) => format!("{label} {year}"),
        }
    }

    /// An open fact named.
    pub fn open(&self, open: Open) -> String {
        match open {
            Open::Fact(key) => self.key(key),
            Open::List(list) => {
                let list = self.label(list);
                worded!("{list}是否列完", "{list}: is the list complete")
            }
            Open::Field { list, item, field } => {
                let name = self
                    .catalog
                    .fact(list)
                    .and_then(|fact| fact.field(field))
                    .map_or("", |it| words(&it.label));
                let (list, nth) = (self.label(list), item + 1);
                worded!("{list}第 {nth} 项的“{name}”", "{list}, item {nth}, {name}")
            }
        }
    }

    /// The label of a fact.
    pub fn label(&self, fact: FactId) -> String {
        self.catalog.fact(fact).map(|fact| words(&fact.label).to_owned()).unwrap_or_default()
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
            Answer::NotApplicable => NOT_APPLICABLE.to_owned(),
            Answer::Unanswered => "?".to_owned(),
        }
    }

    /// "2024—2025 年".
    fn years(&self, periods: &[Period]) -> String {
        let years = periods.iter().map(|period| period.year(self.filing.as_of.year()));
        match (years.clone().min(), years.max()) {
            (Some(first), Some(last)) if first != last => worded!("{first}—{last} 年", "{first}–{last}"),
            (Some(only), _) => worded!("{only} 年", "{only}"),
            (None, _) => String::new(),
        }
    }

    fn choice(&self, fact: FactId, choice: ChoiceId) -> String {
        let choice = self.catalog.fact(fact).and_then(|fact| fact.choice(choice));
        choice.map(|choice| words(&choice.label).to_owned()).unwrap_or_default()
    }

    /// Why answers alone do not decide.
    pub fn hold(&self, hold: Hold) -> String {
        match hold {
            Hold::ZeroDenominator(key) => {
                let name = self.key(key);
                worded!(
                    "{name}为 0，算不出，须由人判断",
                    "{name} is 0, so it cannot be worked out; a person must judge"
                )
            }
            Hold::NotApplicable(key) => {
                let name = self.key(key);
                worded!(
                    "{name}填了“不适用”，须由人判断",
                    "{name} was answered “Not applicable”; a person must judge"
                )
            }
            Hold::Judgement(_) => {
                tr("没有数字线，须由人判断", "no line in figures; a person must judge").to_owned()
            }
            Hold::NoClass => tr(
                "这个行业代码不能自动划型，须由人核定",
                "this industry code gives no size class by itself; a person must determine it",
            )
            .to_owned(),
        }
    }

    /// Why an item of a list counts or not: "计入", "不计：转入…", "待定：…".
    pub fn counted(&self, list: FactId, counted: &Counted<'_>) -> String {
        let word = match counted.truth {
            Truth::Met => return tr("计入", "Counted").to_owned(),
            Truth::Unmet => tr("不计入", "Not counted"),
            Truth::Unknown => tr("待定", "Open"),
        };
        counted.because.map_or_else(
            || word.to_owned(),
            |because| [word, &self.because(list, counted.item, because)].join(tr("：", ": ")),
        )
    }

    fn because(&self, list: FactId, item: usize, because: Because<'_>) -> String {
        let detail = self.test(list, item, because.test);
        match because.within {
            Some(definition) if !detail.is_empty() => {
                let name = words(&definition.label);
                worded!("{name}（{detail}）", "{name} ({detail})")
            }
            Some(definition) => words(&definition.label).to_owned(),
            None => detail,
        }
    }

    /// What an item says about a test.
    fn test(&self, list: FactId, item: usize, test: &Test) -> String {
        let field = match test {
            Test::Is(id) | Test::Needs(id) => return self.definition_label(id),
            Test::Any(tests) | Test::All(tests) => {
                let parts: Vec<String> = tests.iter().map(|test| self.test(list, item, test)).collect();
                return parts.join(tr("；", "; "));
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
            Some(reading) => [told, reading].join(tr("，", ", ")),
            None => told,
        }
    }

    /// The name of a definition; empty where there is none of that id.
    pub fn definition_label(&self, id: &str) -> String {
        let all = self.catalog.book().standards.iter().flat_map(|standard| &standard.definition);
        all.into_iter().find(|it| it.id == id).map(|it| words(&it.label).to_owned()).unwrap_or_default()
    }

    /// "授权日：2021-03-12".
    fn field(&self, list: FactId, item: usize, id: FieldId) -> String {
        let Some(fact) = self.catalog.fact(list) else { return String::new() };
        let Some(field) = fact.field(id) else { return String::new() };
        let item = self.facts.list(list).and_then(|list| list.items.get(item));
        let value = item.and_then(|item| field_value(item, field, fact));
        [words(&field.label), value.as_deref().unwrap_or(UNANSWERED)].join(tr("：", ": "))
    }
}

/// The later and the earlier end of a span.
const fn ends(span: Span) -> (FactAt, FactAt) {
    (FactAt { fact: span.fact, at: Some(span.to) }, FactAt { fact: span.fact, at: Some(span.from) })
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
    known.unwrap_or_else(|| UNANSWERED.to_owned())
}

/// The stated or default value of a field, for readers.
pub fn field_value(item: &Item, field: &Field, of: &Fact) -> Option<String> {
    if field.kind == Kind::Choice {
        return item
            .choice(field)
            .and_then(|choice| field.choice(choice))
            .map(|choice| words(&choice.label).to_owned());
    }
    match item.get(field.key()) {
        Some(Value::Number(number)) => Some(number::grouped(&number.to_string())),
        Some(Value::Date(date)) => Some(date.to_string()),
        Some(Value::Text(text)) => Some(text.clone()),
        Some(Value::Flag(_) | Value::Judgement { .. } | Value::Choice(_)) | None => {
            item.flag(field, &of.field).map(|flag| if flag { YES } else { NO }.to_owned())
        }
    }
}

const fn flag(stated: Answer<bool>) -> &'static str {
    match stated {
        Answer::Known(true) => YES,
        Answer::Known(false) => NO,
        Answer::NotApplicable => NOT_APPLICABLE,
        Answer::Unanswered => UNANSWERED,
    }
}

const fn judged(stated: Answer<bool>) -> &'static str {
    match stated {
        Answer::Known(true) => tr("自判满足", "Self-judged: met"),
        Answer::Known(false) => tr("自判不满足", "Self-judged: not met"),
        Answer::NotApplicable | Answer::Unanswered => tr("未自评", "Not self-assessed"),
    }
}

fn class(classed: &Classed<'_>) -> String {
    let names: Vec<&str> = classed.possible.iter().map(|class| words(&class.label)).collect();
    let names = names.join(tr("、", ", "));
    let code = classed.code.as_deref().unwrap_or(tr("未填行业代码", "industry code not answered"));
    match (classed.row, classed.prefix.and_then(|prefix| prefix.label.as_ref())) {
        (Some(row), _) => {
            let row = words(&row.label);
            worded!("{row}（{code}）：{names}", "{row} ({code}): {names}")
        }
        (None, Some(label)) => [code, words(label)].join(tr("：", ": ")),
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
    if exact { text } else { worded!("约 {text}", "About {text}") }
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
