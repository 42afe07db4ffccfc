//! Answers: under which name is a file offered, so that every system takes it?

use crate::units::Date;

/// The most characters of the enterprise's name that a file name has.
const MOST_CHARS: usize = 40;
/// Names that Windows keeps for devices, with any ending and in any case; with a digit from 0 to 9: `COM`, `LPT`.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// `示例精密陶瓷-专精特新-2026-11-22` without an ending; `fallback` stands where there is no name. Characters that some
/// system refuses become `_`, points and spaces at the ends go, a long name is cut.
pub fn file_name(name: Option<&str>, fallback: &str, tier: Option<&str>, date: Date) -> String {
    let name = name.map(plain).filter(|name| !name.is_empty()).unwrap_or_else(|| plain(fallback));
    let tier = tier.map(plain).filter(|tier| !tier.is_empty());
    let parts = [Some(name), tier, Some(date.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// A part of a file name that is safe at its beginning too.
fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|it| !is_unseen(*it)).take(MOST_CHARS).map(allowed).collect();
    let kept = kept.trim_matches([' ', '.', '\u{3000}']);
    if is_device(kept) { format!("_{kept}") } else { kept.to_owned() }
}

fn allowed(it: char) -> char {
    if it.is_control() || r#"\/:*?"<>|"#.contains(it) { '_' } else { it }
}

/// Characters without a shape of their own, which can turn a name around or hide in it.
const fn is_unseen(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is_numbered = |device: &str| {
        let rest = stem.get(device.len()..).filter(|_| stem.is_char_boundary(device.len()));
        let starts = stem.get(..device.len()).is_some_and(|start| start.eq_ignore_ascii_case(device));
        starts
            && rest.is_some_and(|rest| {
                matches!(rest.as_bytes(), [b'0'..=b'9']) || matches!(rest, "¹" | "²" | "³")
            })
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || is_numbered("COM") || is_numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: Option<&str>, tier: Option<&str>, expected: &str) {
        assert_eq!(file_name(name, "梯度", tier, Date::parse("2026-11-22").unwrap()), expected);
    }

    #[test]
    fn a_file_is_called_by_the_short_name_the_tier_and_the_day() {
        check(Some("示例精密陶瓷"), Some("专精特新"), "示例精密陶瓷-专精特新-2026-11-22");
        check(Some("示例 陶瓷 v1.2"), None, "示例 陶瓷 v1.2-2026-11-22");
        check(None, Some("创新型"), "梯度-创新型-2026-11-22");
        check(Some(" . "), Some(""), "梯度-2026-11-22");
    }

    #[test]
    fn what_some_system_refuses_is_replaced() {
        check(Some("../..\\C:*?\"<>|"), None, "_.._C_______-2026-11-22");
        check(Some("甲\u{0}乙\n丙"), None, "甲_乙_丙-2026-11-22");
        check(Some("gpj\u{202e}.exe"), None, "gpj.exe-2026-11-22");
        check(Some(".hidden. "), None, "hidden-2026-11-22");
        check(Some("con"), None, "_con-2026-11-22");
        check(Some("Nul.txt"), None, "_Nul.txt-2026-11-22");
        check(Some("LPT9"), None, "_LPT9-2026-11-22");
        check(Some("COM10"), None, "COM10-2026-11-22");
        check(Some(&"企".repeat(500)), None, &format!("{}-2026-11-22", "企".repeat(40)));
    }
}
