//! Answers: what does the small store of the browser keep, written at once?
//!
//! Preferences, and the copy of an unsaved draft at page hide. Not the store of record: Chromium may keep a value
//! in memory for a minute and lose it when killed. All pages opened from files share it, hence the prefix.

use gloo_storage::{LocalStorage, Storage};

use crate::store::{DraftId, Why};

/// A preference of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Light or dark; the system's when absent.
    Theme,
    /// Whether near days are told by notices; no when absent.
    Remind,
    /// The day on which that was done last.
    Reminded,
    /// The version of the program that was opened last.
    Program,
    /// The digest of the law that was used last.
    Law,
    /// The page's language, which public/start.js goes to.
    Language,
}

impl Preference {
    const fn key(self) -> &'static str {
        match self {
            Self::Theme => "tidu/theme",
            Self::Remind => "tidu/remind",
            Self::Reminded => "tidu/reminded",
            Self::Program => "tidu/program",
            Self::Law => "tidu/law",
            Self::Language => "tidu/language",
        }
    }
}

/// The value of a preference, if one was chosen.
pub fn preference(preference: Preference) -> Option<String> {
    read(preference.key())
}

/// Chooses a preference, or goes back to none. Where nothing can be kept the choice holds for this visit.
pub fn set_preference(preference: Preference, value: Option<&str>) {
    let _kept_or_not = match value {
        Some(value) => write(preference.key(), value).is_ok(),
        None => remove(preference.key()).is_some(),
    };
}

/// Writes the copy of a draft with unsaved changes: the envelope that the next save would store.
///
/// # Errors
/// [`Why::Full`] or [`Why::Denied`]; an older copy, if any, is still there.
pub fn write_copy(draft: &DraftId, envelope: &str) -> Result<(), Why> {
    write(&copy_key(draft), envelope)
}

/// The copy of a draft, if one was written and not removed since.
pub fn copy(draft: &DraftId) -> Option<String> {
    read(&copy_key(draft))
}

/// Removes the copy: all of it is in the store.
pub fn remove_copy(draft: &DraftId) {
    let _was_there = remove(&copy_key(draft)).is_some();
}

/// The drafts of which there is a copy.
pub fn copies() -> Vec<DraftId> {
    keys().iter().filter_map(|key| DraftId::named(key.strip_prefix(COPY)?)).collect()
}

/// Removes everything of this program, preferences included.
pub fn clear() {
    for key in keys() {
        let _was_there = remove(&key).is_some();
    }
}

/// The keys of this program.
fn keys() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = 0..storage.length().unwrap_or_default();
    all.filter_map(|at| storage.key(at).ok()?).filter(|key| key.starts_with("tidu/")).collect()
}

const COPY: &str = "tidu/copy/";

fn copy_key(draft: &DraftId) -> String {
    format!("{COPY}{}", draft.name())
}

/// True where the browser forbids this page to store.
pub(super) fn is_denied() -> bool {
    web_sys::window().is_some_and(|window| window.local_storage().is_err())
}

/// The storage, where the browser allows it. (`LocalStorage::raw` ends the program where it does not.)
fn storage() -> Option<web_sys::Storage> {
    let is_allowed = web_sys::window()?.local_storage().is_ok_and(|storage| storage.is_some());
    is_allowed.then(LocalStorage::raw)
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn write(key: &str, value: &str) -> Result<(), Why> {
    let storage = storage().ok_or(Why::Denied)?;
    storage.set_item(key, value).map_err(|_quota| Why::Full)
}

fn remove(key: &str) -> Option<()> {
    storage()?.remove_item(key).ok()
}
