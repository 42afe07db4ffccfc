//! Answers: how does the draft on screen leave the page as a file?

use super::state::{Desk, Today, law};
use super::words::{LANG, t};
use crate::draft::Draft;
use crate::facts::{Answer, FactKey, Value};
use crate::package;
use crate::platform::{clock, files};
use crate::policy::schema::FactId;
use crate::text::say::{self, Say};

/// The package of the draft on screen.
pub fn package_of(desk: Desk, today: Today) -> String {
    let submission = desk.peek(|draft| draft.submission(|_| None));
    package::write(&submission, law(), today.peek(), &clock::rfc3339())
}

/// Offers the package as a file; what to tell the user.
pub fn export(desk: Desk, today: Today) -> String {
    let name = file_name(desk, today);
    let is_offered = files::download(&name, "application/json", &package_of(desk, today));
    if is_offered { say::exported(LANG, &name) } else { t(Say::DownloadRefused).to_owned() }
}

/// Offers a text found in the store as a file.
pub fn rescue(text: &str) -> bool {
    files::download(t(Say::RescueName), "application/json", text)
}

/// `乐平示例陶瓷-2026-11-22.json`.
fn file_name(desk: Desk, today: Today) -> String {
    let name = desk.peek(name_of).unwrap_or_else(|| t(Say::Brand).to_owned());
    let is_refused = |it: char| it.is_ascii_control() || r#"\/:*?"<>|. "#.contains(it);
    let plain = |it: char| if is_refused(it) { '_' } else { it };
    let name: String = name.chars().map(plain).take(40).collect();
    format!("{name}-{}.json", today.peek())
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
