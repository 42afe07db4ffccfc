//! Answers: what is the canonical text (RFC 8785) of a value without fractions?
//!
//! In the browser alone: the crate that answers it natively is made for floating point too, and would be 20 KB of
//! the first load. Held to that crate, byte by byte, by property tests.

use super::Json;

/// The canonical text.
pub(super) fn written(json: &Json) -> String {
    let mut out = String::new();
    write(json, &mut out);
    out
}

fn write(json: &Json, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Int(int) => out.push_str(&int.to_string()),
        Json::Text(text) => write_text(text, out),
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if 0 < at {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (at, (key, value)) in ordered(members).into_iter().enumerate() {
                if 0 < at {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

/// The members in the order of the UTF-16 code units of their keys: each half in order, then both together. (A sort of
/// the standard library is 4 KB of code.)
fn ordered(members: &[(String, Json)]) -> Vec<&(String, Json)> {
    if members.len() < 2 {
        return members.iter().collect();
    }
    let (left, right) = members.split_at(members.len() / 2);
    let (mut left, mut right) = (ordered(left).into_iter().peekable(), ordered(right).into_iter().peekable());
    let mut all = Vec::with_capacity(members.len());
    while let (Some((one, _)), Some((other, _))) = (left.peek(), right.peek()) {
        let is_left_first = one.encode_utf16().le(other.encode_utf16());
        all.extend(if is_left_first { left.next() } else { right.next() });
    }
    all.extend(left);
    all.extend(right);
    all
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            it if it < ' ' => super::push_escape(it, out),
            it => out.push(it),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::MOST_INT;

    fn values() -> impl Strategy<Value = Json> {
        let keys = "[\\x00-\\x7f€דּ😀\u{e000}\u{ffff}\u{d7ff}]{0,4}";
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            (-MOST_INT..=MOST_INT).prop_map(Json::Int),
            any::<String>().prop_map(Json::Text),
            keys.prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 64, 8, move |inner| {
            let members = proptest::collection::hash_map(keys, inner.clone(), 0..8);
            prop_oneof![
                proptest::collection::vec(inner, 0..8).prop_map(Json::Array),
                members.prop_map(|members| Json::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ours_is_the_canonical_text_of_the_crate(json in values()) {
            prop_assert_eq!(Some(written(&json)), serde_json_canonicalizer::to_string(&json).ok());
        }
    }

    #[test]
    fn the_ends_of_the_numbers_are_written_alike() {
        for int in [MOST_INT, -MOST_INT, 0, -1, 1_000_000_000_000_000] {
            let json = Json::Int(int);
            assert_eq!(Some(written(&json)), serde_json_canonicalizer::to_string(&json).ok());
        }
    }
}
