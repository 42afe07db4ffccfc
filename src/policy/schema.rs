//! Answers: what may a policy file say?
//!
//! These are the types that policy/**/*.toml is read into by build.rs, which checks them and embeds the same data as
//! a constant of these types. The vocabulary is closed: a new word is explained in
//! policy/README.md first. Ids of facts, fields and choices are folded to 32 bits; build.rs refuses a collision.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

use super::held::{ByName, List, Str};
use crate::units::{Date, Quantity};

macro_rules! folded_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize)]
        pub struct $name(pub(in crate::policy) u32);

        impl $name {
            /// The id written `text`.
            pub const fn of(text: &str) -> Self {
                Self(fold(text))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str(Text(Self::of))
            }
        }
    };
}

folded_id!(
    /// A fact of policy/facts.toml.
    FactId
);
folded_id!(
    /// A field of an item of a list fact.
    FieldId
);
folded_id!(
    /// One of the values of a choice.
    ChoiceId
);

const fn fold(text: &str) -> u32 {
    // FNV-1a: no table, stable across builds.
    let bytes = text.as_bytes();
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        #[expect(clippy::indexing_slicing, reason = "at is below the length; const code has no iterators")]
        let byte = bytes[at];
        hash = (hash ^ byte as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Reads a text by a function of its own.
struct Text<T>(fn(&str) -> T);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}

macro_rules! from_text {
    ($name:ty, $read:expr, $what:literal) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let read: fn(&str) -> Option<Self> = $read;
                from.deserialize_str(Text(read))?.ok_or_else(|| D::Error::custom($what))
            }
        }
    };
}

from_text!(Date, Date::parse, "expected a day as YYYY-MM-DD");
from_text!(Quantity, Quantity::parse, "expected a number and a unit, like \"1500 万元\" or \"3 %\"");
from_text!(Due, Due::parse, "expected \"recognised + 3 years\", \"changed + 3 months\" or \"each 04-30\"");
from_text!(
    Opening,
    Opening::parse,
    "expected \"each half-year\", \"each quarter 3\" or \"2026-04-25 to 2026-05-25\""
);

/// A text of ours in the languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese, always present.
    pub zh: Str,
    /// English, from policy/english/; only in a program that speaks it.
    #[cfg(feature = "en")]
    #[serde(skip_deserializing)]
    pub en: Str,
}

impl Words {
    /// The text in every language that this program has, for what somebody may call it.
    pub fn spoken(&self) -> impl Iterator<Item = &'static str> + use<> {
        #[cfg(feature = "en")]
        let english = Some(self.en.as_str());
        #[cfg(not(feature = "en"))]
        let english = None;
        std::iter::once(self.zh.as_str()).chain(english)
    }
}

/// How sure the program is of a rule, from the specification of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Mark {
    /// ✔ two or more independent public sources agree.
    #[serde(rename(deserialize = "✔"))]
    Agreed,
    /// ○ one public source only (for municipal articles: their own text).
    #[serde(rename(deserialize = "○"))]
    Single,
    /// △ to be checked against the official text.
    #[serde(rename(deserialize = "△"))]
    Unconfirmed,
}

/// Where a rule comes from, how sure that is, and its words.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// An instrument of policy/sources/index.toml.
    pub instrument: Str,
    /// The place in it, as cited: "附件1 第 2 项", "第四条".
    pub article: Str,
    /// The confidence mark.
    pub mark: Mark,
    /// What the mark is about, where it needs saying.
    #[serde(default)]
    pub mark_note: Option<Words>,
    /// The text's own words; only where policy/sources/ holds the text. "……" joins fragments.
    #[serde(default)]
    pub quote: Option<Str>,
    /// Our restatement, never shown between quotation marks.
    #[serde(default)]
    pub wording: Option<Words>,
    /// Numbers of the choices (policy/choices.toml) this rule rests on.
    #[serde(default)]
    pub choices: List<u16>,
    /// Its number in the embedded book, zero in a book read from files. It keeps two rules with the very same words
    /// apart: tables with the same contents may be one table in the program.
    #[serde(default, skip_deserializing)]
    pub nth: u16,
}

/// A period of a fact, relative to the filing date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Period {
    /// The last complete calendar year before the filing date.
    #[serde(rename(deserialize = "FY-1"))]
    LastYear,
    /// The year before that.
    #[serde(rename(deserialize = "FY-2"))]
    YearBefore,
    /// The one before that.
    #[serde(rename(deserialize = "FY-3"))]
    TwoYearsBefore,
    /// The year of the filing date.
    #[serde(rename(deserialize = "Y0"))]
    FilingYear,
    /// The year before the filing date's.
    #[serde(rename(deserialize = "Y-1"))]
    YearBeforeFiling,
}

impl Period {
    /// The calendar year this period is for a filing in `filing_year`.
    pub const fn year(self, filing_year: i32) -> i32 {
        match self {
            Self::FilingYear => filing_year,
            Self::LastYear | Self::YearBeforeFiling => filing_year - 1,
            Self::YearBefore => filing_year - 2,
            Self::TwoYearsBefore => filing_year - 3,
        }
    }
}

/// policy/facts.toml: the vocabulary.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Groups in the order of the form, each read from one kind of document.
    pub group: List<Group>,
}

/// Facts read from one kind of document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable id, used in addresses of the form.
    pub id: Str,
    /// Heading.
    pub label: Words,
    /// Which document to copy from.
    pub source: Words,
    /// The facts, in order.
    #[serde(default)]
    pub fact: List<Fact>,
}

/// What sort of value a fact or a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "kebab-case"))]
pub enum Kind {
    /// 万元, at most six decimals; zero or more unless `signed`.
    Money,
    /// Percent, zero or more, at most six decimals.
    Percent,
    /// Whole number of persons, items or places.
    Count,
    /// Points of a score given elsewhere.
    Points,
    /// A day.
    Date,
    /// True or false.
    YesNo,
    /// True or false with a note, shown as the enterprise's own judgement.
    Judgement,
    /// One of the listed choices.
    Choice,
    /// One capital letter and two to four digits (GB/T 4754—2017).
    IndustryCode,
    /// Unified social credit code; any text, judged by a finding.
    CreditCode,
    /// Free text, never judged.
    Text,
    /// Items with fields, complete or open.
    List,
}

/// One fact of the vocabulary.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in facts.toml")]
pub struct Fact {
    /// Public id.
    pub id: Str,
    /// Its kind.
    pub kind: Kind,
    /// What is asked, short.
    pub label: Words,
    /// Where it stands, what it means.
    #[serde(default)]
    pub help: Option<Words>,
    /// The periods that rules may ask for; empty for facts without a year.
    #[serde(default)]
    pub periods: List<Period>,
    /// "Not applicable" (no data for that year, nothing of the kind) may be answered.
    #[serde(default)]
    pub not_applicable: bool,
    /// No verdict of the three tiers needs it.
    #[serde(default)]
    pub optional: bool,
    /// Negative values are allowed.
    #[serde(default)]
    pub signed: bool,
    /// Only whole numbers are allowed (counts always are whole).
    #[serde(default)]
    pub whole: bool,
    /// Least value allowed, if above zero.
    #[serde(default)]
    pub least: Option<i64>,
    /// Greatest value allowed.
    #[serde(default)]
    pub most: Option<i64>,
    /// The unit of a count: 人, 名, 项.
    #[serde(default)]
    pub unit: Option<Str>,
    /// Values of a choice, in order.
    #[serde(default)]
    pub choice: List<Choice>,
    /// Fields of an item of a list, in order.
    #[serde(default)]
    pub field: List<Field>,
}

/// One value of a choice.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Public id.
    pub id: Str,
    /// What the reader sees.
    pub label: Words,
}

/// One field of an item of a list.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Public id, unique in its list.
    pub id: Str,
    /// Its kind; never a list.
    pub kind: Kind,
    /// What is asked, short.
    pub label: Words,
    /// What it means.
    #[serde(default)]
    pub help: Option<Words>,
    /// No verdict of the three tiers needs it.
    #[serde(default)]
    pub optional: bool,
    /// Least value allowed, if above zero.
    #[serde(default)]
    pub least: Option<i64>,
    /// The unit of a count.
    #[serde(default)]
    pub unit: Option<Str>,
    /// Values of a choice, in order.
    #[serde(default)]
    pub choice: List<Choice>,
    /// The field is asked only of items whose named field has one of these values.
    #[serde(default)]
    pub only_for: Option<OneOfField>,
    /// What an unanswered field counts as (decision 62).
    #[serde(default)]
    pub default: Option<FieldDefault>,
}

/// What an unanswered field counts as.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"), deny_unknown_fields)]
pub enum FieldDefault {
    /// A choice counts as `value` once another field is answered.
    WhenAnswered {
        /// The other field.
        field: FieldId,
        /// The value it then counts as.
        value: ChoiceId,
    },
    /// A yes-no counts as "the other field is this value".
    Follows {
        /// The other field.
        field: FieldId,
        /// The value that makes it true.
        value: ChoiceId,
    },
}

/// A field and values it may have.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OneOfField {
    /// The field.
    pub field: FieldId,
    /// The values.
    pub values: List<ChoiceId>,
}

/// Which of the two ways a filing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "kebab-case"))]
pub enum Route {
    /// 新申请.
    #[default]
    New,
    /// 复核.
    Review,
}

/// When and for which route a file or a standard is in force.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// The route; both when absent.
    #[serde(default)]
    pub route: Option<Route>,
    /// First day, included.
    pub from: Date,
    /// First day after, excluded; open when absent.
    #[serde(default)]
    pub before: Option<Date>,
    /// Why this version applies then.
    pub source: Source,
}

/// One version of one standard, of a set of common conditions, of a set of definitions.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The path below policy/ without its ending.
    pub id: Str,
    /// The tier it decides; absent for included files.
    #[serde(default)]
    pub tier: Option<Str>,
    /// The tier beside which it is judged for information; it decides nothing.
    #[serde(default)]
    pub informs: Option<Str>,
    /// Full name.
    pub title: Words,
    /// The edition in short: "2022 版".
    pub edition: Words,
    /// When it applies. The windows of one file do not overlap for one route.
    pub applies: List<Applies>,
    /// Families whose version on the filing date is judged along: "national/common".
    #[serde(default)]
    pub include: List<Str>,
    /// The file whose definitions `holds`, `is` and `needs` name (besides this file's own).
    #[serde(default)]
    pub definitions: Option<Str>,
    /// Named conditions and filters.
    #[serde(default)]
    pub definition: List<Definition>,
    /// Hard conditions.
    #[serde(default)]
    pub criterion: List<Criterion>,
    /// Circumstances under which a criterion is not examined.
    #[serde(default)]
    pub exemption: List<Relief>,
    /// Direct routes.
    #[serde(default)]
    pub fast_track: List<Relief>,
    /// Dated special rules.
    #[serde(default)]
    pub guard: List<Guard>,
    /// The scorecard, if the standard has one.
    #[serde(default)]
    pub score: Option<Score>,
    /// Rules shown as text, never judged.
    #[serde(default)]
    pub advice: List<Advice>,
}

/// A named condition or item filter of one edition.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// `def-...`.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// Where it comes from.
    pub source: Source,
    /// As a condition of the enterprise. Exactly one of `when` and `of` + `tests` is given.
    #[serde(default)]
    pub when: Option<Condition>,
    /// As a filter: of which list.
    #[serde(default)]
    pub of: Option<FactId>,
    /// As a filter: every test must pass.
    #[serde(default)]
    pub tests: List<Test>,
}

/// A hard condition.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Public id.
    pub id: Str,
    /// The item of the standard it belongs to: "1", "专", "共同". Criteria of one item stand together.
    pub item: Words,
    /// Its name.
    pub label: Words,
    /// The route it is examined in; both when absent.
    #[serde(default)]
    pub route: Option<Route>,
    /// Where it comes from.
    pub source: Source,
    /// What must hold. Absent for a parent, which holds when all its parts do.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Conditions judged one by one under ids of their own.
    #[serde(default)]
    pub part: List<Part>,
}

/// A part of a parent criterion.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Public id.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// Where it comes from.
    pub source: Source,
    /// What must hold.
    pub when: Condition,
}

/// A fast track or an exemption: if it holds, it stands for what it replaces, and for nothing else.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Relief {
    /// `ft-...` or `ex-...`.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// Ids of criteria, or "score".
    pub replaces: List<Str>,
    /// Where it comes from.
    pub source: Source,
    /// What must hold.
    pub when: Condition,
}

/// A dated special rule.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// `guard-...`.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// The route it concerns; both when absent.
    #[serde(default)]
    pub route: Option<Route>,
    /// First filing date, included.
    pub from: Date,
    /// First filing date after, excluded; open when absent.
    #[serde(default)]
    pub before: Option<Date>,
    /// Where it comes from.
    pub source: Source,
    /// What it does while it is in effect.
    pub effect: Effect,
}

/// What a guard does.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub enum Effect {
    /// One more hard condition.
    Require(Condition),
    /// The named criterion is not examined.
    Suspend(Str),
    /// A finding where the condition fails; never a verdict.
    Advise(Condition),
}

/// A rule shown as text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Public id.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// Where it comes from.
    pub source: Source,
}

/// A scorecard.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The id of the pass line: `total-score` or `score-pass`.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// Points to reach.
    pub pass: u32,
    /// Points attainable.
    pub full: u32,
    /// Where the pass line comes from.
    pub source: Source,
    /// Groups in order.
    pub group: List<ScoreGroup>,
    /// Indicators in order.
    pub indicator: List<Indicator>,
}

/// A group of indicators.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreGroup {
    /// Public id.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// Points attainable.
    pub full: u32,
    /// Points to reach in this group, if the standard says so.
    #[serde(default)]
    pub floor: Option<u32>,
    /// Where it comes from.
    pub source: Source,
}

/// One indicator of a scorecard.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Public id.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// The id of its group.
    pub group: Str,
    /// Points attainable.
    pub full: u32,
    /// Where it comes from.
    pub source: Source,
    /// How it is scored.
    pub points: Points,
}

/// How an indicator is scored.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub enum Points {
    /// The first band that contains the measure.
    Bands(Bands),
    /// The best option that holds.
    BestOf(BestOf),
    /// Points for every full unit of a measure.
    PerUnit(PerUnit),
    /// The best of several ways to score.
    MaxOf(List<Points>),
    /// Points set elsewhere and entered: [0, full] while unanswered.
    Slot(Slot),
}

/// Points that somebody else sets, and where the entered ones come from.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The fact with the points.
    pub points: FactId,
    /// The fact with their source; shown, never judged.
    pub source: FactId,
}

/// Bands of a measure: all `ge` with falling edges or all `le` with rising ones, the last without an edge.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// What is measured.
    pub of: Measure,
    /// The bands in order; the first that contains the value counts.
    pub steps: List<Step>,
}

/// One band.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The value is at or above this edge.
    #[serde(default)]
    pub ge: Option<Quantity>,
    /// The value is at or below this edge.
    #[serde(default)]
    pub le: Option<Quantity>,
    /// Its points.
    pub points: u32,
}

/// Options of which the best that holds counts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BestOf {
    /// The options in order, best first.
    pub options: List<PointOption>,
    /// Points when none holds.
    pub otherwise: u32,
}

/// One option of an indicator.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PointOption {
    /// Its name: "A Ⅰ类高价值 1 项以上".
    pub label: Words,
    /// Its points.
    pub points: u32,
    /// What must hold.
    pub when: Condition,
}

/// Points for every full unit of a measure, up to a maximum.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PerUnit {
    /// What is counted.
    pub of: Measure,
    /// How much makes one unit.
    pub each: u32,
    /// Points for one unit.
    pub points: u32,
    /// At most so many points.
    pub most: u32,
}

/// A condition: true, false or unknown of an enterprise.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub enum Condition {
    /// At or above.
    Ge(Compare),
    /// Above.
    Gt(Compare),
    /// At or below.
    Le(Compare),
    /// Below.
    Lt(Compare),
    /// A yes-no fact is yes.
    IsTrue(FactId),
    /// A yes-no fact is no.
    IsFalse(FactId),
    /// A self-judgement is yes; without one a person must judge.
    Judged(FactId),
    /// A choice is one of these.
    OneOf(OneOfFact),
    /// No item of a list passes.
    None(Filter),
    /// The class of a classification is one of these.
    ClassIn(ClassIn),
    /// A definition holds.
    Holds(Str),
    /// Every one.
    All(List<Condition>),
    /// At least one.
    Any(List<Condition>),
}

/// A measure beside a threshold.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// What is measured.
    pub of: Measure,
    /// The threshold.
    pub than: Quantity,
}

/// A choice fact and values.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OneOfFact {
    /// The fact.
    pub fact: FactId,
    /// The values.
    pub values: List<ChoiceId>,
}

/// Membership in classes of a classification.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClassIn {
    /// The family of the classification: "national/size".
    pub classification: Str,
    /// Ids of classes.
    pub classes: List<Str>,
}

/// An exact number with bounds, made from facts.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub enum Measure {
    /// One fact, at a period if it has one.
    Fact(FactAt),
    /// The same money or count fact summed over periods.
    Sum(FactOver),
    /// The amounts of the items that pass.
    SumItems(SumItems),
    /// One measure divided by another.
    Ratio(Fraction),
    /// (to − from) ÷ from.
    Growth(Span),
    /// The arithmetic mean.
    Mean(List<Measure>),
    /// Compound yearly growth over `years`, compared as a power, never rooted.
    Cagr(Span),
    /// How many items pass.
    Count(Filter),
    /// How many conditions hold.
    CountTrue(List<Condition>),
    /// Full years from a day to the end of the period named.
    YearsFull(YearsFull),
}

impl Measure {
    /// The word of the vocabulary.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Fact(_) => "fact",
            Self::Sum(_) => "sum",
            Self::SumItems(_) => "sum_items",
            Self::Ratio(_) => "ratio",
            Self::Growth(_) => "growth",
            Self::Mean(_) => "mean",
            Self::Cagr(_) => "cagr",
            Self::Count(_) => "count",
            Self::CountTrue(_) => "count_true",
            Self::YearsFull(_) => "years_full",
        }
    }
}

/// One fact at a period.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactAt {
    /// The fact.
    pub fact: FactId,
    /// The period; absent for facts without a year.
    #[serde(default)]
    pub at: Option<Period>,
}

/// One fact over periods.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactOver {
    /// The fact.
    pub fact: FactId,
    /// The periods.
    pub at: List<Period>,
}

/// The sum of a field over the items that pass.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SumItems {
    /// Which items.
    pub filter: Filter,
    /// Which field.
    pub field: FieldId,
}

/// A quotient.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// The numerator.
    pub num: FactAt,
    /// The denominator.
    pub den: FactAt,
}

/// One fact at two periods.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The fact.
    pub fact: FactId,
    /// The base.
    pub from: Period,
    /// The later period.
    pub to: Period,
}

/// Full years since a day.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct YearsFull {
    /// The fact with the first day.
    pub since: FactId,
    /// Counted to the end of 31 December of this period.
    pub to_end_of: Period,
}

/// Items of a list that pass every test.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The list.
    pub list: FactId,
    /// The tests.
    #[serde(default)]
    pub tests: List<Test>,
}

/// A test of one item.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub enum Test {
    /// The item passes a definition that is a filter.
    Is(Str),
    /// A definition that is a condition of the enterprise holds.
    Needs(Str),
    /// At least one test passes.
    Any(List<Test>),
    /// Every test passes.
    All(List<Test>),
    /// A choice is one of these.
    OneOf(OneOfField),
    /// A yes-no or judgement is yes.
    IsTrue(FieldId),
    /// A count is at most this.
    AtMost(FieldMost),
    /// The event has happened and event + n years is not before the filing date (decision 12).
    WithinYears(FieldYears),
    /// The day lies in one of these calendar years.
    InYears(FieldIn),
    /// The day is on or after 1 January of this period and not after the filing date.
    Since(FieldSince),
    /// The day is on or after this one and not after the filing date.
    OnOrAfter(FieldAfter),
    /// The day is not after the filing date.
    Happened(FieldId),
    /// The filing date is after the day n years on (decision 14).
    OlderThan(FieldYears),
    /// The filing date is at or after the day n years on (decision 14).
    AtLeastOld(FieldYears),
    /// Valid on the filing date.
    Valid(Validity),
    /// The day is after the filing date (decision 59).
    AfterFiling(FieldId),
    /// The field itself is answered; a default is no answer.
    Stated(FieldId),
    /// The stated last day is later than the first day + n years (decision 54).
    EndsBeyond(Term),
}

impl Test {
    /// The definition it names, if it does.
    pub fn named(&self) -> Option<&'static str> {
        if let Self::Is(id) | Self::Needs(id) = self { Some(id.as_str()) } else { None }
    }

    /// The tests it consists of; none where it names a definition or is about a field.
    pub const fn parts(&self) -> &'static [Self] {
        if let Self::Any(tests) | Self::All(tests) = self { tests.as_slice() } else { &[] }
    }
}

/// A field and a greatest value.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldMost {
    /// The field.
    pub field: FieldId,
    /// The greatest value that passes.
    pub most: i64,
}

/// A date field and a number of years.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldYears {
    /// The field.
    pub field: FieldId,
    /// Years.
    pub years: u32,
}

/// A date field and calendar years.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldIn {
    /// The field.
    pub field: FieldId,
    /// The years.
    pub years: List<Period>,
}

/// A date field and the period at whose beginning the count starts.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSince {
    /// The field.
    pub field: FieldId,
    /// The period.
    pub period: Period,
}

/// A date field and a first day.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldAfter {
    /// The field.
    pub field: FieldId,
    /// The first day that passes.
    pub day: Date,
}

/// Validity of an item on the filing date, first and last day included.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// The field with the first day, if the item has one.
    #[serde(default)]
    pub from: Option<FieldId>,
    /// The field with the stated last day.
    pub until: FieldId,
    /// Without a stated last day: so many years from the first, if any.
    #[serde(default)]
    pub years: Option<u32>,
    /// Items without that default.
    #[serde(default)]
    pub except: Option<OneOfField>,
}

/// Two date fields and the number of years that should lie between them at most.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The field with the first day.
    pub from: FieldId,
    /// The field with the stated last day.
    pub until: FieldId,
    /// Years.
    pub years: u32,
}

/// A classification: codes to rows, figures to classes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// The path below policy/ without its ending.
    pub id: Str,
    /// Full name.
    pub title: Words,
    /// The edition in short.
    pub edition: Words,
    /// When it applies.
    pub applies: List<Applies>,
    /// The fact that holds the code.
    pub code: FactId,
    /// Classes from high to low.
    pub class: List<Choice>,
    /// Sections of the code and the divisions they hold.
    pub section: List<Section>,
    /// Rows.
    pub row: List<SizeRow>,
    /// Code prefixes; the longest that fits decides.
    pub prefix: List<Prefix>,
}

/// A section of the industry code.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its capital letter.
    pub letter: Str,
    /// Its first division, two digits.
    pub first: u32,
    /// Its last division, two digits.
    pub last: u32,
    /// Its name, where the standard gives one.
    pub label: Words,
}

/// A row of the classification.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRow {
    /// Public id.
    pub id: Str,
    /// The industry.
    pub label: Words,
    /// Where it comes from.
    pub source: Source,
    /// Lower limits by class id, each the AND of its measures; the last class has none.
    pub limits: ByName<List<Limit>>,
}

/// One lower limit, included.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The fact.
    pub fact: FactId,
    /// Its period.
    pub at: Period,
    /// The least value of the class.
    pub ge: Quantity,
}

/// Code prefixes and what they mean.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Prefix {
    /// The prefixes, letter first.
    pub codes: List<Str>,
    /// The row; absent: a person must classify.
    #[serde(default)]
    pub row: Option<Str>,
    /// What the reader is told, for codes that a person must classify.
    #[serde(default)]
    pub label: Option<Words>,
    /// Where it comes from.
    pub source: Source,
}

/// What an instrument orders beside its standards: who acts in which order, by when, and what follows. Shown and
/// counted with, never assessed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The path below policy/ without its ending.
    pub id: Str,
    /// Full name.
    pub title: Words,
    /// The edition in short.
    pub edition: Words,
    /// When it applies.
    pub applies: List<Applies>,
    /// Who acts.
    #[serde(default)]
    pub actor: List<Choice>,
    /// What is done in a step.
    #[serde(default)]
    pub act: List<Choice>,
    /// The way of an application, one for a tier and a route.
    #[serde(default)]
    pub chain: List<Chain>,
    /// When applications are taken.
    #[serde(default)]
    pub window: List<Window>,
    /// Last days.
    #[serde(default)]
    pub deadline: List<Deadline>,
    /// What a new recognition brings.
    #[serde(default)]
    pub reward: List<Reward>,
    /// Rules shown as text.
    #[serde(default)]
    pub advice: List<Advice>,
}

/// The way of an application through the authorities.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// The tier applied for.
    pub tier: Str,
    /// New or review.
    pub route: Route,
    /// Steps in order.
    pub step: List<Stage>,
}

/// One step of a chain.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Public id, unique in its chain.
    pub id: Str,
    /// The id of who acts.
    pub actor: Str,
    /// Ids of what is done, in order.
    pub acts: List<Str>,
    /// Ids of the steps that may follow when nothing is found wanting; empty for the last.
    #[serde(default)]
    pub then: List<Str>,
    /// Where it comes from.
    pub source: Source,
}

/// When something is taken in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// `win-...`.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// The tier it is for, or the family of a standard that informs beside one: "national/tech-sme".
    pub of: Str,
    /// The route; both when absent.
    #[serde(default)]
    pub route: Option<Route>,
    /// The id of who acts in it.
    pub actor: Str,
    /// When.
    pub opens: Opening,
    /// Where it comes from.
    pub source: Source,
}

/// When a window is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Opening {
    /// In principle once in each half of a year: "each half-year".
    HalfYears,
    /// In principle in this quarter of each year: "each quarter 3".
    Quarter(u8),
    /// On the days that a notice names, both included: "2026-04-25 to 2026-05-25", "to 2025-10-31".
    Days {
        /// First day, if the notice names it.
        first: Option<Date>,
        /// Last day.
        last: Date,
    },
}

impl Opening {
    fn parse(text: &str) -> Option<Self> {
        if text == "each half-year" {
            return Some(Self::HalfYears);
        }
        if let Some(quarter) = text.strip_prefix("each quarter ") {
            return quarter.parse().ok().filter(|it| (1..=4).contains(it)).map(Self::Quarter);
        }
        let (first, last) = text.split_once("to ")?;
        let last = Date::parse(last)?;
        if first.is_empty() {
            return Some(Self::Days { first: None, last });
        }
        let first = Date::parse(first.strip_suffix(' ')?)?;
        (first <= last).then_some(Self::Days { first: Some(first), last })
    }
}

/// A last day.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Public id.
    pub id: Str,
    /// Its name.
    pub label: Words,
    /// When, the day itself included.
    pub due: Due,
    /// The advice of this file that says what follows when it is missed.
    #[serde(default)]
    pub missed: Option<Str>,
    /// What is to be reported and done by then, in the words of the source, and what is not known of it.
    #[serde(default)]
    pub checklist: List<Particular>,
    /// Where it comes from.
    pub source: Source,
}

/// One line of a checklist.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Particular {
    /// Public id, unique in its checklist.
    pub id: Str,
    /// What sort of line it is.
    pub sort: ParticularSort,
    /// The words of the source; of something unknown, ours.
    pub label: Words,
}

/// What sort of line of a checklist it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "kebab-case"))]
pub enum ParticularSort {
    /// Something that, if it happens, is to be reported.
    Change,
    /// Something to do.
    Step,
    /// Something that the program does not hold.
    Unknown,
}

/// How a last day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Due {
    /// So many months after an event: "changed + 3 months", "recognised + 3 years".
    After(Event, u32),
    /// The same day of each year: "each 04-30".
    EachYear {
        /// Month, from one.
        month: u32,
        /// Day of the month.
        day: u32,
    },
}

impl Due {
    fn parse(text: &str) -> Option<Self> {
        if let Some(day) = text.strip_prefix("each ") {
            // In every year: a day that a leap year alone has is none.
            let day = Date::parse(&format!("2023-{day}"))?;
            return Some(Self::EachYear { month: day.month(), day: day.day() });
        }
        let (event, term) = text.split_once(" + ")?;
        let event = match event {
            "recognised" => Event::Recognised,
            "changed" => Event::Changed,
            "revoked" => Event::Revoked,
            _ => return None,
        };
        let (number, unit) = term.split_once(' ')?;
        let number: u32 = number.parse().ok().filter(|it| (1..=600).contains(it))?;
        match unit {
            "months" => Some(Self::After(event, number)),
            "years" => Some(Self::After(event, number * 12)),
            _ => None,
        }
    }
}

/// What starts a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Event {
    /// A title was announced or recognised, or renewed.
    Recognised,
    /// A major change happened.
    Changed,
    /// A title was revoked for misconduct.
    Revoked,
}

/// A sum of money for a new recognition.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// `reward-...`.
    pub id: Str,
    /// What is rewarded.
    pub label: Words,
    /// How much, once.
    pub amount: Quantity,
    /// The items of a list that it is for.
    #[serde(rename(deserialize = "for"))]
    pub of: Filter,
    /// Where it comes from.
    pub source: Source,
}

/// policy/local/<place>/clauses.toml: every sentence of an instrument whose whole text is held, and what became of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Clauses {
    /// The instrument.
    pub instrument: Str,
    /// Its sentences in order.
    pub clause: List<Clause>,
}

/// A sentence or more of an instrument.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The article it stands in.
    pub article: Str,
    /// Its words.
    pub text: Str,
    /// The rules made of it: `family#id`, `tiers#id`, or a whole file.
    #[serde(default)]
    pub rules: List<Str>,
    /// Why it is no rule, or not wholly one.
    #[serde(default)]
    pub reason: Option<Words>,
}

/// policy/tiers.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// From the lowest to the highest.
    pub tier: List<Tier>,
    /// Versions that the law names and this program does not hold yet.
    #[serde(default)]
    pub pending: List<Pending>,
}

/// One step of the ladder.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Public id.
    pub id: Str,
    /// Full name.
    pub label: Words,
    /// Short name.
    pub short: Words,
    /// Who decides.
    pub decided_by: Words,
    /// When the municipality organises it, in principle.
    pub organised: Words,
    /// The municipal reward in 万元 for a new recognition.
    pub reward: Words,
    /// Where that is said.
    pub source: Source,
}

/// A version that the law names and this program does not hold yet.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// Its id.
    pub id: Str,
    /// The tier.
    pub tier: Str,
    /// Full name.
    pub title: Words,
    /// When it applies.
    pub applies: List<Applies>,
}

/// policy/sources/index.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The day the rules were last compared with the specification.
    pub as_of: Date,
    /// Every instrument that a rule may cite.
    pub instrument: List<Instrument>,
}

/// One instrument.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id in policy files.
    pub id: Str,
    /// Short name in citations: "63号文".
    pub short: Words,
    /// Full title with number.
    pub title: Words,
    /// The file below policy/sources/ that holds (part of) its text.
    #[serde(default)]
    pub text: Option<Str>,
    /// The whole text is held, so that the mark ○ reads 细则原文.
    #[serde(default)]
    pub own_text: bool,
}

/// policy/choices.toml: readings of the law that could be otherwise.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// In order of their numbers.
    pub choice: List<Reading>,
}

/// One choice.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_field_names, reason = "`reading` beside `other` is what the file says")]
pub struct Reading {
    /// Its number in the list of decisions.
    pub number: u16,
    /// How the program reads.
    pub reading: Words,
    /// How it could be read otherwise.
    pub other: Words,
}

/// policy/questions.toml: what is not confirmed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    /// In the order of how much hangs on them.
    pub question: List<Question>,
}

/// One open question.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What is to be confirmed.
    pub asked: Words,
    /// The rules it touches, named as in a clause: `family#id`, `tiers#id`, or a whole file.
    pub rules: List<Str>,
}

/// policy/checks.toml: contradictions, reported beside the verdict and never part of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Checks {
    /// The checks in order.
    pub check: List<Check>,
    /// What is stated without the proof chosen for it.
    #[serde(default)]
    pub unproven: List<Check>,
}

/// One check: a finding when its condition holds, or for every item that passes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Public id.
    pub id: Str,
    /// What is told.
    pub label: Words,
    /// A finding when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// A finding for every item that passes all tests.
    #[serde(default)]
    pub items: Option<Filter>,
    /// A finding when this figure is known for two years and not for one between them.
    #[serde(default)]
    pub gap: Option<FactId>,
    /// A finding when this is stated and what it is `without` is not, or has no file as `proof`.
    #[serde(default)]
    pub stated: Option<FactId>,
    /// What belongs to `stated`.
    #[serde(default)]
    pub without: Option<FactId>,
    /// The material that proves `stated`.
    #[serde(default)]
    pub proof: Option<Str>,
    /// Facts the finding points at, for readers.
    #[serde(default)]
    pub about: List<FactId>,
}

/// policy/insight.toml: what is our own choice where the program points something out.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Insight {
    /// When a figure is close to a line.
    pub close: Close,
    /// What is asked after everything else.
    pub last: Last,
}

/// When a figure is close to where something turns.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// The distance lies below this share of the figure.
    pub below: Quantity,
    /// What the reader is told of it.
    pub note: Words,
}

/// Answers that are asked after everything else, because they hardly ever decide.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Last {
    /// The facts and lists.
    pub facts: List<FactId>,
    /// What the reader is told of it.
    pub note: Words,
}

/// policy/materials.toml: what proves the rules.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Materials {
    /// Groups of materials in order.
    #[serde(default)]
    pub group: List<MaterialGroup>,
    /// Which standard asks for which of them.
    #[serde(default)]
    pub list: List<MaterialList>,
    /// Rules that need none.
    #[serde(default)]
    pub none: List<NoMaterial>,
}

/// Materials of one sort.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialGroup {
    /// Public id.
    pub id: Str,
    /// Heading.
    pub label: Words,
    /// The materials, in order.
    pub material: List<Material>,
}

/// A document that proves something.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Public id: drafts and packages name files by it.
    pub id: Str,
    /// What it is called; `{year}` stands for the year of a yearly one.
    pub label: Words,
    /// What it must hold, or when it is asked for.
    #[serde(default)]
    pub help: Option<Words>,
    /// One for each year that the rules use.
    #[serde(default)]
    pub yearly: bool,
    /// Asked of every filing, whatever the answers are.
    #[serde(default)]
    pub required: bool,
    /// The material that it stands beside, where a figure is not in that one.
    #[serde(default)]
    pub supplements: Option<Str>,
    /// The facts it shows.
    #[serde(default)]
    pub shows: List<FactId>,
}

/// What a published list asks for under one standard.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialList {
    /// The standard.
    pub of: Str,
    /// First filing date, included; open when absent.
    #[serde(default)]
    pub from: Option<Date>,
    /// First filing date after, excluded; open when absent.
    #[serde(default)]
    pub before: Option<Date>,
    /// Where the list comes from.
    pub source: Source,
    /// Its materials.
    pub need: List<Need>,
}

/// A material that some rules need.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The material.
    pub material: Str,
    /// Ids of rules of the standard or of a file judged along.
    pub rules: List<Str>,
    /// Its own mark; that of the list when absent.
    #[serde(default)]
    pub mark: Option<Mark>,
    /// What this list asks of it besides.
    #[serde(default)]
    pub note: Option<Words>,
}

/// Rules that need no material.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NoMaterial {
    /// Ids of rules, in whatever file.
    pub rules: List<Str>,
    /// Why.
    pub reason: Words,
}

/// policy/effort.toml: how hard it is for an enterprise to change what it answers. Our choice, and no law.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Efforts {
    /// An open answer weighs the weight of its fact divided by this.
    pub open: u32,
    /// What is easy for the enterprise weighs its weight divided by this.
    pub easy: u32,
    /// What is hard for the enterprise weighs its weight times this.
    pub hard: u32,
    /// What an open answer of a fact weighs before it is divided, where the fact itself cannot be changed.
    pub fixed: u32,
    /// Facts that an enterprise can change.
    #[serde(default)]
    pub fact: List<Effort>,
}

/// What it takes to change one fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// The fact.
    pub fact: FactId,
    /// What a change weighs; of a list, what one more item weighs.
    pub weight: u32,
    /// Of a number: the way it is moved. Never the other.
    #[serde(default)]
    pub towards: Option<Towards>,
    /// Of a number: what counts as the whole where the stated figure is smaller. A change by the whole weighs the
    /// weight once more.
    #[serde(default)]
    pub whole: Option<Quantity>,
    /// Of a list: which choices an item is given first where several would do.
    #[serde(default)]
    pub prefer: List<ChoiceId>,
    /// Of a list: the fields of its items that can be changed.
    #[serde(default)]
    pub field: List<FieldEffort>,
}

/// What it takes to change a yes-no field of an item to yes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldEffort {
    /// The field.
    pub field: FieldId,
    /// What the change weighs.
    pub weight: u32,
}

/// The way a figure is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "kebab-case"))]
pub enum Towards {
    /// More of it.
    Up,
    /// Less of it.
    Down,
}

/// Everything that policy/ says, as embedded.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// SHA-256-free digest of the embedded policy: FNV-1a 64 in hexadecimal, made by build.rs.
    pub digest: Str,
    /// policy/facts.toml.
    pub facts: Vocabulary,
    /// policy/renames.toml: ids that facts had once, each with the id of today.
    pub renames: ByName<Str>,
    /// policy/tiers.toml.
    pub tiers: Tiers,
    /// policy/sources/index.toml.
    pub sources: Sources,
    /// policy/choices.toml.
    pub choices: Choices,
    /// policy/questions.toml.
    pub questions: Questions,
    /// policy/checks.toml.
    pub checks: Checks,
    /// policy/materials.toml.
    pub materials: Materials,
    /// policy/insight.toml.
    pub insight: Insight,
    /// policy/effort.toml.
    pub effort: Efforts,
    /// Standards, common conditions and definitions.
    pub standards: List<Standard>,
    /// Classifications.
    pub classifications: List<Classification>,
    /// Chains, windows, deadlines and rewards.
    pub practices: List<Practice>,
    /// What became of the sentences of an instrument.
    pub clauses: List<Clauses>,
    /// What became of the rules that stand in two versions, where it is not the same; made by build.rs.
    pub turned: List<Turned>,
}

/// What became of one rule from one version of a family to another.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Turned {
    /// The older file.
    pub older: Str,
    /// The newer file.
    pub newer: Str,
    /// The route it is examined in.
    pub route: Route,
    /// Its id in the newer file.
    pub id: Str,
    /// What became of it.
    pub turn: Turn,
}

/// What became of a rule that stands in two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub enum Turn {
    /// It asks for the same.
    Same,
    /// Whoever meets it now met it before, and not the other way round.
    Stricter,
    /// Whoever met it before meets it now, and not the other way round.
    Looser,
    /// It asks for something else; which is harder depends on the enterprise, or cannot be told.
    Changed,
    /// It gave points and is a hard condition now.
    MadeHard,
    /// It was a hard condition and gives points now.
    MadeScored,
}

impl Turn {
    /// What became of it, told from the newer version to the older.
    pub const fn reversed(self) -> Self {
        match self {
            Self::Stricter => Self::Looser,
            Self::Looser => Self::Stricter,
            Self::MadeHard => Self::MadeScored,
            Self::MadeScored => Self::MadeHard,
            Self::Same | Self::Changed => self,
        }
    }
}
