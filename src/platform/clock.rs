//! Answers: what day and time is it here? (The only place that reads the clock.)

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

/// Now, local time with its offset, as `YYYY-MM-DDTHH:MM:SS+HH:MM` (RFC 3339).
pub fn rfc3339() -> String {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    let (hours, minutes, seconds) = (now.get_hours(), now.get_minutes(), now.get_seconds());
    #[expect(clippy::cast_possible_truncation, reason = "whole minutes, less than a day")]
    let behind = now.get_timezone_offset() as i32;
    let (sign, away) = (if 0 < behind { '-' } else { '+' }, behind.unsigned_abs());
    let (zone_hours, zone_minutes) = (away / 60, away % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}{sign}{zone_hours:02}:{zone_minutes:02}"
    )
}

/// A name for this load of the page that no other load has; it means nothing.
pub fn page_name() -> String {
    format!("{:016x}", js_sys::Math::random().to_bits())
}
