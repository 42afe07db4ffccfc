//! Answers: what day and time is it here? (The only place that reads the clock.)

use wasm_bindgen::JsValue;

use crate::store::DraftId;
use crate::units::Date;

/// Today, as the calendar of this machine has it; `None` for a clock outside the years 1900 to 2199.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date())
}

/// Now, local time, as `YYYY-MM-DD HH:MM`.
pub fn now() -> String {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// Now, local time with its offset from UTC, as `YYYY-MM-DDTHH:MM:SS+08:00`.
pub fn stamp() -> String {
    let now = js_sys::Date::new_0();
    // A whole number of minutes, west of Greenwich positive.
    let behind: i32 = whole(&now.get_timezone_offset().into()).unwrap_or_default();
    let (sign, offset) = (if behind > 0 { '-' } else { '+' }, behind.abs());
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    let (hour, minute, second) = (now.get_hours(), now.get_minutes(), now.get_seconds());
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}",
        offset / 60,
        offset % 60
    )
}

/// A name for this load of the page that no other load has; it means nothing.
pub fn page_name() -> String {
    format!("{:016x}", js_sys::Math::random().to_bits())
}

/// A name for a new draft that no other has.
pub fn draft_id() -> DraftId {
    let name: String = page_name().chars().rev().take(10).collect();
    DraftId::named(&name).unwrap_or_else(DraftId::own)
}

/// A whole number that the browser gives as a floating-point one. (Rust's own ways of writing those weigh 5 KB.)
pub(super) fn whole<T: std::str::FromStr>(number: &JsValue) -> Option<T> {
    js_sys::JSON::stringify(number).ok()?.as_string()?.parse().ok()
}
