//! Answers: what is a draft called, and how does it leave the page as a file?

use super::desk::Desk;
use super::state::{Today, law};
use super::words::{LANG, t};
use crate::draft::Draft;
use crate::facts::{Answer, FactKey, Value};
use crate::package;
use crate::platform::{clock, files};
use crate::policy::schema::FactId;
use crate::text::say::{self, Say};
use crate::units::Date;

/// The package of the draft on screen.
pub fn package_of(desk: Desk, today: Today) -> String {
    desk.peek(|draft| package_text(draft, today))
}

/// The package of a draft.
pub fn package_text(draft: &Draft, today: Today) -> String {
    package::write(&draft.document(), law(), today.peek(), &clock::now())
}

/// Offers the package of the draft on screen as a file; what to tell the user.
pub fn export(desk: Desk, today: Today) -> String {
    desk.peek(|draft| export_draft(draft, today))
}

/// Offers the package of a draft as a file; what to tell the user.
pub fn export_draft(draft: &Draft, today: Today) -> String {
    let name = file_name(draft, today);
    let is_offered = files::download(&name, "application/json", &package_text(draft, today));
    if is_offered { say::exported(LANG, &name) } else { t(Say::DownloadRefused).to_owned() }
}

/// The name of a backup's file.
pub fn backup_name(day: Date) -> String {
    format!("{}-{day}.json", t(Say::BackupName))
}

/// Offers a text found in the store as a file.
pub fn rescue(text: &str) -> bool {
    files::download(t(Say::RescueName), "application/json", text)
}

/// The name of the package's file: `乐平示例陶瓷-2026-11-22.json`.
pub fn file_name(draft: &Draft, today: Today) -> String {
    let name = name_of(draft).unwrap_or_else(|| t(Say::Brand).to_owned());
    let is_refused = |it: char| it.is_ascii_control() || r#"\/:*?"<>|. "#.contains(it);
    let plain = |it: char| if is_refused(it) { '_' } else { it };
    let name: String = name.chars().map(plain).take(40).collect();
    format!("{name}-{}.json", today.peek())
}

/// What a draft is called: by its own name, else the enterprise's.
pub fn called(draft: &Draft) -> String {
    if !draft.name().is_empty() {
        return draft.name().to_owned();
    }
    enterprise(draft).unwrap_or_else(|| t(Say::NoName).to_owned())
}

/// The short name, else the full one.
fn name_of(draft: &Draft) -> Option<String> {
    ["short-name", "enterprise-name"].into_iter().find_map(|id| text_of(draft, id))
}

/// The name of the enterprise.
pub fn enterprise(draft: &Draft) -> Option<String> {
    text_of(draft, "enterprise-name").or_else(|| text_of(draft, "short-name"))
}

fn text_of(draft: &Draft, id: &str) -> Option<String> {
    match draft.facts().answer(FactKey::timeless(FactId::of(id))) {
        Answer::Known(Value::Text(text)) => Some(text.clone()),
        Answer::Known(_) | Answer::NotApplicable | Answer::Unanswered => None,
    }
}
