//! Answers: what does the page say by itself about days that are near, to somebody who asked for that?
//!
//! While the page is open, once a day, by one notice of the browser.

use leptos::prelude::*;

use super::desk::Desk;
use super::pages::overview::deadlines::due_of;
use super::state::{Today, whenever};
use super::words::{LANG, t};
use crate::platform::clock;
use crate::platform::local_storage::{Preference, preference, set_preference};
use crate::platform::notice::{self, Permission};
use crate::text::say::{self, Say};

/// How many days ahead are near: as the last alarm of the calendar files.
const NEAR: i64 = 7;
/// What the preference says.
const ON: &str = "on";

/// Whether it was asked for.
pub fn is_on() -> bool {
    preference(Preference::Remind).as_deref() == Some(ON) && notice::permission() == Permission::Given
}

/// Asks for it, or no longer.
pub fn set(is_on: bool) {
    set_preference(Preference::Remind, is_on.then_some(ON));
}

/// Reminds at the start, and when the day has turned.
pub fn start(desk: Desk, today: Today) {
    whenever(Box::new(move || {
        today.get();
        // What is stored is read first.
        if !desk.listed().with(Vec::is_empty) {
            remind(desk);
        }
    }));
}

/// Says what is near or overdue; the same on one day once.
pub fn remind(desk: Desk) {
    let Some(today) = clock::today().filter(|_| is_on()) else { return };
    let stamp = today.to_string();
    if preference(Preference::Reminded).as_deref() == Some(&stamp) {
        return;
    }
    let near: Vec<String> = untrack(|| due_of(&desk.entries(), today))
        .into_iter()
        .filter(|it| today.days_to(it.on) <= NEAR)
        .map(|it| say::labelled(LANG, &it.on.to_string(), &say::of_name(LANG, &it.label, &it.of)))
        .collect();
    if !near.is_empty() {
        notice::show(t(Say::NearDues), &near.join("\n"), "tidu-dues");
        set_preference(Preference::Reminded, Some(&stamp));
    }
}
