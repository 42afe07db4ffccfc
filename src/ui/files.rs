//! Answers: what is a draft called, and how does it leave the page as a file?

use super::desk::Desk;
use super::pages::evidence::needed;
use super::state::{Today, judge, law, plan};
use super::words::{LANG, t};
use crate::draft::Draft;
use crate::evidence::{Evidence, Needed, Readiness};
use crate::facts::{Answer, FactKey, Value};
use crate::package::{self, ManifestRow, Submission, Told};
use crate::platform::{clock, files};
use crate::policy::schema::FactId;
use crate::text::say::{self, Say};
use crate::units::Date;

/// What a draft hands in: with the materials that the rules in force ask for, chosen or not.
pub fn submission(draft: &Draft, day: Date) -> Submission {
    let facts = draft.informed(law(), day);
    let judged = judge(&facts, &plan(draft, day));
    let needed = needed(&judged, &facts, draft.evidence());
    let told = |row: &Needed<'_>| Told {
        title: row.title(),
        conditions: row.by.iter().map(|by| (by.tier.to_owned(), by.rule.to_owned())).collect(),
    };
    let mut submission =
        draft.submission(|material| needed.iter().find(|row| row.name() == material).map(told));
    for row in needed.iter().filter(|row| row.state == Readiness::Lacking) {
        let Told { title, conditions } = told(row);
        let (material, chosen, further) = (row.name(), Evidence::default(), Vec::new());
        if submission.evidence.iter().all(|it| it.material != material) {
            submission.evidence.push(ManifestRow { material, title, conditions, chosen, further });
        }
    }
    submission
}

/// The package of a draft.
pub fn package_text(draft: &Draft, day: Date) -> String {
    package::write(&submission(draft, day), law(), day, &clock::stamp())
}

/// Offers the package of the draft on screen as a file; what to tell the user.
pub fn export(desk: Desk, today: Today) -> String {
    desk.peek(|draft| export_draft(draft, today.peek()))
}

/// Offers the package of a draft as a file; what to tell the user.
pub fn export_draft(draft: &Draft, day: Date) -> String {
    offer_package(&file_name(draft, None, day), &package_text(draft, day))
}

/// Offers a package as a file of this name, without an ending; what to tell the user.
pub fn offer_package(name: &str, text: &str) -> String {
    let told = offer(&format!("{name}.json"), "application/json", text);
    if package::fits(text) { told } else { told + t(Say::PackageTooLong) }
}

/// Offers a text as a file; what to tell the user.
pub fn offer(name: &str, media_type: &str, text: &str) -> String {
    let is_offered = files::download(name, media_type, text);
    if is_offered { say::exported(LANG, name) } else { t(Say::DownloadRefused).to_owned() }
}

/// The name of a backup's file.
pub fn backup_name(day: Date) -> String {
    format!("{}-{day}.json", t(Say::BackupName))
}

/// Offers a text found in the store as a file.
pub fn rescue(text: &str) -> bool {
    files::download(t(Say::RescueName), "application/json", text)
}

/// The name of the package's file, without an ending: `乐平示例陶瓷-创新型-2026-11-22`.
pub fn file_name(draft: &Draft, tier: Option<&str>, day: Date) -> String {
    package::file_name(name_of(draft).as_deref(), t(Say::Brand), tier, day)
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
