//! Answers: what does a JSON text say, exactly, and how is it written down again?
//!
//! The strict reading of everything that comes from outside: facts documents, packages, stored drafts. A key
//! stands once in its object, every number is whole, depth and size are bounded. Objects keep their order, so
//! that what is written compares well line by line. Must not know: facts, drafts, what a member means.

#[cfg(any(target_arch = "wasm32", test))]
mod canonical;

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
#[cfg(not(target_arch = "wasm32"))]
use serde::ser::{Serialize, Serializer};

/// The longest text that is read, in bytes: 10 MiB.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The most values (members and elements, all levels together) that are read: more than a package of
/// [`MOST_BYTES`] has, so that it is the length that tells what is too much.
pub const MOST_VALUES: usize = 1_000_000;
/// The greatest whole number that is read, above zero and below: 2^53 - 1, beyond which readers that hold numbers as
/// doubles no longer tell one from the next.
pub const MOST_INT: i64 = (1 << 53) - 1;
/// The longest key that a place repeats; longer ones are cut.
const MOST_KEY_CHARS: usize = 60;

/// A JSON value without fractions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members in the order of the text, each key once.
    Object(Vec<(String, Json)>),
}

/// Where and why the reading stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The place, like `facts.awards.items[2].date`; empty when the whole text is meant.
    pub place: String,
    /// Why.
    pub why: JsonFault,
}

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// More than [`MOST_BYTES`].
    TooLong,
    /// More than [`MOST_VALUES`].
    TooManyValues,
    /// No JSON from this line and column (counted from one, the column in bytes) on, or nested too deeply.
    NotJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// The text ends too early.
        is_cut_short: bool,
    },
    /// The key stands twice in its object.
    Twice,
    /// A number with a fraction or an exponent, or beyond [`MOST_INT`].
    NotWhole,
}

/// Reads a JSON text; a byte order mark before it is passed over.
///
/// # Errors
/// The first place that cannot be read, and why.
pub fn read(text: &str) -> Result<Json, Stop> {
    read_long(text, MOST_BYTES)
}

/// Reads a JSON text of at most so many bytes.
///
/// # Errors
/// As [`read`].
pub fn read_long(text: &str, most_bytes: usize) -> Result<Json, Stop> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > most_bytes {
        return Err(Stop { place: String::new(), why: JsonFault::TooLong });
    }
    let reading = Reading { values_left: Cell::new(MOST_VALUES), stop: RefCell::new(None) };
    let mut from = serde_json::Deserializer::from_str(text);
    let read = Seed(&reading).deserialize(&mut from).and_then(|json| from.end().map(|()| json));
    read.map_err(|fault| reading.stop.take().map_or_else(|| not_json(&fault), Stop::outermost))
}

fn not_json(fault: &serde_json::Error) -> Stop {
    let (line, column, is_cut_short) = (fault.line(), fault.column(), fault.is_eof());
    Stop { place: String::new(), why: JsonFault::NotJson { line, column, is_cut_short } }
}

/// A key as places repeat it: cut when it is long, without control characters.
pub fn shown_key(key: &str) -> String {
    let visible = |it: char| {
        if it.is_control() { char::REPLACEMENT_CHARACTER } else { it }
    };
    let mut shown: String = key.chars().take(MOST_KEY_CHARS).map(visible).collect();
    if key.chars().nth(MOST_KEY_CHARS).is_some() {
        shown.push('…');
    }
    shown
}

impl Stop {
    /// The same stop seen from the array or object around it.
    fn inside(mut self, step: &str) -> Self {
        self.place.insert_str(0, step);
        self
    }

    /// The same stop with the place as readers see it, without the leading point.
    fn outermost(mut self) -> Self {
        if self.place.starts_with('.') {
            self.place.remove(0);
        }
        self
    }
}

impl Json {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The member with this key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The members, if this is an object.
    pub fn members(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Text(_) | Self::Array(_) => None,
        }
    }

    /// The elements, if this is an array.
    pub fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Text(_) | Self::Object(_) => None,
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The whole number, if this is one.
    pub const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Null | Self::Bool(_) | Self::Text(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The object under a key of this object, made empty where there is none; `None` if this is no object.
    pub fn object(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let at = members.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
            members.push((key.to_owned(), Self::Object(Vec::new())));
            members.len() - 1
        });
        members.get_mut(at).map(|(_, value)| value)
    }

    /// Adds a member to this object unless the key is taken; false where that is so, or this is no object.
    pub fn insert_new(&mut self, key: &str, value: Self) -> bool {
        let Self::Object(members) = self else { return false };
        let is_new = members.iter().all(|(name, _)| name != key);
        if is_new {
            members.push((key.to_owned(), value));
        }
        is_new
    }

    /// The text of this value: two spaces a level, a line each member, a line feed at the end.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    /// The canonical text (RFC 8785): no white space, members in the order of their UTF-16 code units.
    pub fn canonical(&self) -> String {
        #[cfg(not(target_arch = "wasm32"))]
        // Only infinite numbers have no canonical form, and there are none here.
        return serde_json_canonicalizer::to_string(self).unwrap_or_default();
        #[cfg(target_arch = "wasm32")]
        return canonical::written(self);
    }

    fn write(&self, out: &mut String, level: usize) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Int(int) => out.push_str(&int.to_string()),
            Self::Text(text) => write_text(text, out),
            Self::Array(items) => {
                write_lines(out, level, ('[', ']'), items, |item, out| item.write(out, level + 1));
            }
            Self::Object(members) => write_lines(out, level, ('{', '}'), members, |(key, value), out| {
                write_text(key, out);
                out.push_str(": ");
                value.write(out, level + 1);
            }),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(flag) => to.serialize_bool(*flag),
            Self::Int(int) => to.serialize_i64(*int),
            Self::Text(text) => to.serialize_str(text),
            Self::Array(items) => to.collect_seq(items),
            Self::Object(members) => to.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<i32> for Json {
    fn from(number: i32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Null, Self::Int)
    }
}

impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl FromIterator<Self> for Json {
    fn from_iter<I: IntoIterator<Item = Self>>(items: I) -> Self {
        Self::Array(items.into_iter().collect())
    }
}

fn write_lines<T>(
    out: &mut String,
    level: usize,
    (open, close): (char, char),
    items: &[T],
    write: impl Fn(&T, &mut String),
) {
    out.push(open);
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        indent(out, level + 1);
        write(item, out);
    }
    if !items.is_empty() {
        out.push('\n');
        indent(out, level);
    }
    out.push(close);
}

fn indent(out: &mut String, level: usize) {
    for _ in 0..level {
        out.push_str("  ");
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            it if it < ' ' || it == '\u{2028}' || it == '\u{2029}' => push_escape(it, out),
            it => out.push(it),
        }
    }
    out.push('"');
}

/// `\u001b`, for characters of 16 bits.
fn push_escape(it: char, out: &mut String) {
    out.push_str("\\u");
    let digit = |shift: u32| char::from_digit((u32::from(it) >> shift) & 0xf, 16);
    out.extend([12, 8, 4, 0].into_iter().filter_map(digit));
}

/// What one reading keeps count of, and where it stopped.
struct Reading {
    values_left: Cell<usize>,
    stop: RefCell<Option<Stop>>,
}

impl Reading {
    fn stop<E: Error>(&self, why: JsonFault) -> E {
        self.stop.replace(Some(Stop { place: String::new(), why }));
        E::custom("stopped")
    }

    fn inside(&self, step: impl FnOnce() -> String) {
        let stopped = self.stop.take();
        self.stop.replace(stopped.map(|stop| stop.inside(&step())));
    }
}

#[derive(Clone, Copy)]
struct Seed<'r>(&'r Reading);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Json, D::Error> {
        match self.0.values_left.get().checked_sub(1) {
            Some(left) => self.0.values_left.set(left),
            None => return Err(self.0.stop(JsonFault::TooManyValues)),
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        if value.unsigned_abs() <= MOST_INT.unsigned_abs() {
            return Ok(Json::Int(value));
        }
        Err(self.0.stop(JsonFault::NotWhole))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Err(self.0.stop(JsonFault::NotWhole))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        loop {
            match from.next_element_seed(self) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(Json::Array(items)),
                Err(fault) => {
                    self.0.inside(|| format!("[{}]", items.len()));
                    return Err(fault);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(key) = from.next_key::<String>()? {
            match from.next_value_seed(self) {
                Ok(value) => members.push((key, value)),
                Err(fault) => {
                    self.0.inside(|| format!(".{}", shown_key(&key)));
                    return Err(fault);
                }
            }
        }
        if let Some(key) = twice(&members) {
            let fault = self.0.stop(JsonFault::Twice);
            self.0.inside(|| format!(".{}", shown_key(key)));
            return Err(fault);
        }
        Ok(Json::Object(members))
    }
}

/// A key that stands twice. (A heap is a tenth of the code of a sort.)
fn twice(members: &[(String, Json)]) -> Option<&str> {
    let mut keys: BinaryHeap<_> = members.iter().map(|(key, _)| Reverse(key.as_str())).collect();
    let mut last = keys.pop()?;
    while let Some(key) = keys.pop() {
        if key == last {
            return Some(key.0);
        }
        last = key;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Json, (&str, JsonFault)>) {
        let expected = expected.map_err(|(place, why)| Stop { place: place.to_owned(), why });
        assert_eq!(read(text), expected, "{text:.100}");
    }

    #[test]
    fn a_key_stands_once_at_every_level() {
        check(r#"{"a":1,"a":1}"#, Err(("a", JsonFault::Twice)));
        check(r#"{"a":[0,{"b":{"c":1,"\u0063":2}}]}"#, Err(("a[1].b.c", JsonFault::Twice)));
        check(
            r#"[{"a":1},{"a":1}]"#,
            Ok(Json::Array(vec![
                Json::Object(vec![("a".to_owned(), Json::Int(1))]),
                Json::Object(vec![("a".to_owned(), Json::Int(1))]),
            ])),
        );
    }

    #[test]
    fn only_whole_numbers_are_read() {
        let ends = Json::Array(vec![Json::Int(MOST_INT), Json::Int(-MOST_INT)]);
        check("[9007199254740991, -9007199254740991]", Ok(ends));
        for number in [
            "1.5",
            "1.0",
            "1e2",
            "9007199254740992",
            "-9007199254740992",
            "9223372036854775808",
            "123456789012345678901234567890",
        ] {
            check(&format!("{{\"a\":{number}}}"), Err(("a", JsonFault::NotWhole)));
        }
    }

    #[test]
    fn what_is_no_json_is_told_by_line_and_column() {
        check("{\n  \"a\" 1}", Err(("", JsonFault::NotJson { line: 2, column: 7, is_cut_short: false })));
        check("{\"a\": [1,", Err(("", JsonFault::NotJson { line: 1, column: 9, is_cut_short: true })));
        check("", Err(("", JsonFault::NotJson { line: 1, column: 0, is_cut_short: true })));
        check("1 2", Err(("", JsonFault::NotJson { line: 1, column: 3, is_cut_short: false })));
        assert!(matches!(read("{\"a\":1e999}").unwrap_err().why, JsonFault::NotJson { .. }));
        assert!(matches!(read("\"\\ud800\"").unwrap_err().why, JsonFault::NotJson { .. }));
    }

    #[test]
    fn hostile_texts_stop_early() {
        assert!(matches!(read(&"[".repeat(MOST_BYTES)).unwrap_err().why, JsonFault::NotJson { .. }));
        check(&" ".repeat(MOST_BYTES + 1), Err(("", JsonFault::TooLong)));
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES));
        let place = format!("[{}]", MOST_VALUES - 1);
        check(&many, Err((&place, JsonFault::TooManyValues)));
        let long_key = format!("{{\"{}\\n\":0.5}}", "k\u{1b}".repeat(9_999).replace('\u{1b}', "\\u001b"));
        let place = read(&long_key).unwrap_err().place;
        assert_eq!((place.chars().count(), place.chars().any(char::is_control)), (61, false));
    }

    #[test]
    fn what_is_written_reads_back_in_the_same_order() {
        let text = "{\n  \"z\": [],\n  \"a\": {},\n  \"b\": [\n    null,\n    true,\n    -1\n  ]\n}\n";
        assert_eq!(read(text).map(|json| json.pretty()), Ok(text.to_owned()));
        let all = Json::text((0..0x3000).filter_map(char::from_u32).collect::<String>());
        assert_eq!(read(&all.pretty()), Ok(all));
    }

    #[test]
    fn the_canonical_text_sorts_by_utf_16_and_escapes_the_least() {
        let json = read(
            "{\"\u{20ac}\": 1, \"\\r\": [true, null], \"\u{1f600}\": \"\\u001f</\u{2028}\", \"\u{fb33}\": 0}",
        );
        let expected =
            "{\"\\r\":[true,null],\"\u{20ac}\":1,\"\u{1f600}\":\"\\u001f</\u{2028}\",\"\u{fb33}\":0}";
        assert_eq!(json.map(|json| json.canonical()), Ok(expected.to_owned()));
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        check("\u{feff}true", Ok(Json::Bool(true)));
    }
}
