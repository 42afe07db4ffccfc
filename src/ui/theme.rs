//! Answers: light or dark? The system's way, unless the user chose.

use leptos::prelude::*;

use crate::platform::local_storage::{Preference, preference, set_preference};

/// Applies the preference kept from an earlier visit.
pub fn restore() {
    if let Some(theme) = preference(Preference::Theme) {
        show(&theme);
    }
}

/// Turns light to dark and dark to light, and keeps that as the preference.
pub fn toggle() {
    let theme = if is_dark() { "light" } else { "dark" };
    show(theme);
    set_preference(Preference::Theme, Some(theme));
}

fn show(theme: &str) {
    if let Some(root) = document().document_element().filter(|_| matches!(theme, "light" | "dark")) {
        drop(root.set_attribute("data-theme", theme));
    }
}

fn is_dark() -> bool {
    let chosen = document().document_element().and_then(|root| root.get_attribute("data-theme"));
    if let Some(chosen) = chosen {
        return chosen == "dark";
    }
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    query.is_some_and(|query| query.matches())
}
