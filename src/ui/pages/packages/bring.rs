//! Answers: what does a file that someone brings say, and what shall become of it?

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use crate::document::Fault;
use crate::draft::Draft;
use crate::draft::envelope;
use crate::locked::Locked;
use crate::package;
use crate::platform::files::{FileFault, read};
use crate::store::{Key, backup};
use crate::text;
use crate::text::say::{self, Say};
use crate::ui::desk::Desk;
use crate::ui::element::{El, Piece, Pieces, el};
use crate::ui::files::called;
use crate::ui::focus;
use crate::ui::route::{Address, Page, Slot, go};
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_draft};
use crate::ui::widgets::differences::{Both, settle};
use crate::ui::widgets::locker::opener;
use crate::ui::widgets::sign::{Sign, icon};
use crate::ui::words::{LANG, t};

/// What became of the chosen file.
#[derive(Clone)]
enum Brought {
    Nothing,
    Refused(String),
    Read(Box<Draft>),
    Backup(Vec<(Key, String)>),
    Locked(Locked),
}

/// Takes a file in, after showing what it says.
pub fn bring() -> AnyView {
    let brought = RwSignal::new(Brought::Nothing);
    let told = RwSignal::new(String::new());
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file, put right, can be chosen again: else the browser sees no change.
        input.set_value("");
        told.set(String::new());
        read(
            &file,
            backup::MOST_BYTES,
            Box::new(move |text| {
                brought.set(understood(text));
                focus::element("brought");
            }),
        );
    };
    el("section.section")
        .attr("aria-labelledby", "import")
        .add(el("h2#import").add(Say::FilesTitle))
        .add(el("p").add(Say::FilesLead))
        .add(
            el("div.field")
                .add(el("label.label").attr("for", "file").add(Say::ChooseFile))
                .add(el("span#file-h.hint").add(Say::ChooseFileHint))
                .add(
                    el("input#file.input")
                        .attr("type", "file")
                        .attr("accept", ".json,application/json")
                        .attr("aria-describedby", "file-h")
                        .on("change", choose),
                ),
        )
        .add(move || shown(brought, told))
        .add(el("p.small").attr("role", "status").add(move || told.get()))
        .piece()
}

fn understood(text: Result<String, FileFault>) -> Brought {
    let text = match text {
        Ok(text) => text,
        Err(why) => return Brought::Refused(t(file_fault(&why)).to_owned()),
    };
    if let Some(locked) = Locked::read(&text, backup::MOST_BYTES) {
        return locked.map_or_else(refused, Brought::Locked);
    }
    let read = if backup::is_backup(&text) {
        backup::read(&text).map(Brought::Backup)
    } else {
        package::read(&text, law()).map(|package| Brought::Read(Box::new(Draft::of_package(package))))
    };
    read.unwrap_or_else(refused)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where a result is turned")]
fn refused(fault: Fault) -> Brought {
    Brought::Refused(text::fault::document(&fault))
}

/// Why a file cannot be read.
pub const fn file_fault(why: &FileFault) -> Say {
    match why {
        FileFault::TooLong => Say::FileTooLong,
        FileFault::NotUtf8 => Say::FileNotUtf8,
        FileFault::Unreadable => Say::FileUnreadable,
    }
}

fn shown(brought: RwSignal<Brought>, told: RwSignal<String>) -> AnyView {
    match brought.get() {
        Brought::Nothing => ().piece(),
        Brought::Refused(why) => el("div#brought.note.note--bad.mt4")
            .attr("tabindex", "-1")
            .attr("role", "alert")
            .add(
                el("p.msg.msg--bad")
                    .add(icon(Sign::Unmet))
                    .add(el("span").add(el("b").add(Say::FileRefused)).add(why)),
            )
            .piece(),
        Brought::Read(draft) => preview(*draft, brought),
        Brought::Backup(records) => restoring(records, brought, told),
        Brought::Locked(locked) => {
            let open = move |text: String| {
                brought.set(understood(Ok(text)));
                focus::element("brought");
            };
            el("div#brought.note.mt4")
                .attr("tabindex", "-1")
                .add(el("p").add(Say::FileIsLocked))
                .add(opener(locked, open))
                .add(el("div.actions").add(leave(brought)))
                .piece()
        }
    }
}

fn button(main: bool, label: Say, then: impl FnMut(web_sys::Event) + Send + 'static) -> El {
    el("button")
        .attr("class", if main { "btn btn--main btn--small" } else { "btn btn--small" })
        .on("click", then)
        .add(t(label))
}

fn leave(brought: RwSignal<Brought>) -> El {
    button(false, Say::ImportNo, move |_| {
        brought.set(Brought::Nothing);
        focus::element("file");
    })
}

fn preview(draft: Draft, brought: RwSignal<Brought>) -> AnyView {
    let desk = use_draft();
    let (stated, lists) = (draft.facts().stated().count(), draft.facts().lists().count());
    let unread = draft.unknown();
    let unread = (0 < unread).then(|| el("p.small").add(say::kept_unknown(LANG, unread)));
    let (name, kept) = (called(&draft), StoredValue::new(draft));
    let take = move |_| {
        let id = desk.begin(kept.get_value());
        brought.set(Brought::Nothing);
        go(&Address { slot: Slot::Draft(id), page: Page::RESULT });
    };
    el("div#brought.note.mt4")
        .attr("tabindex", "-1")
        .add(el("p").add(el("b").add(name)).add(el("br")).add(say::imported(LANG, stated, lists)))
        .add(unread)
        .add(el("div.actions").add(button(true, Say::ImportNew, take)).add(leave(brought)))
        .add(comparison(desk, kept, brought))
        .piece()
}

/// The file beside a draft that exists, field by field.
fn comparison(desk: Desk, brought: StoredValue<Draft>, done: RwSignal<Brought>) -> AnyView {
    let with = RwSignal::new(String::new());
    let option = |it: &crate::ui::desk::Listed| {
        el("option")
            .attr("value", it.id.name().to_owned())
            .add(called(&it.envelope.draft))
            .add(" ")
            .add(it.envelope.saved.clone())
    };
    let options = move || desk.listed().with(|all| all.iter().map(option).pieces());
    let view = move || {
        let chosen = with.get();
        let found = desk.listed().with(|all| all.iter().find(|it| it.id.name() == chosen).cloned())?;
        let id = found.id.clone();
        let both = Both {
            base: None,
            our_name: t(Say::ExistingDraft).to_owned(),
            ours: found.envelope.draft,
            theirs: brought.get_value(),
            their_name: t(Say::BroughtFile).to_owned(),
            settle: Say::MergeIntoDraft,
        };
        let then = move |draft: Draft| {
            let sheet = desk.open(id.clone());
            sheet.once_open(Box::new(move || sheet.put(draft)));
            done.set(Brought::Nothing);
            go(&Address { slot: Slot::Draft(id.clone()), page: Page::RESULT });
        };
        Some(settle(both, then).unwrap_or_else(|| el("p").add(Say::NoDifference).piece()))
    };
    let is_any = move || desk.listed().with(|all| !all.is_empty());
    let field = move || {
        is_any().then(|| {
            el("div.field").add(el("label.label").attr("for", "compare-with").add(Say::CompareWith)).add(
                el("select#compare-with.select.input--w16")
                    .on("change", move |event| with.set(event_target_value(&event)))
                    .add(el("option").attr("value", "").add(Say::NotCompared))
                    .add(options),
            )
        })
    };
    el("div").add(field).add(view).piece()
}

/// A backup: every draft in it becomes a draft here; one that is here already in another shape stays beside it.
fn restoring(records: Vec<(Key, String)>, brought: RwSignal<Brought>, told: RwSignal<String>) -> AnyView {
    let desk = use_draft();
    let drafts: Vec<(Key, Option<Draft>)> = records
        .iter()
        .map(|(key, text)| (key.clone(), envelope::decode(text, law()).ok().map(|it| it.draft)))
        .collect();
    let (readable, all) = (drafts.iter().filter(|(_, draft)| draft.is_some()).count(), drafts.len());
    let names: Vec<AnyView> =
        drafts.iter().filter_map(|(_, draft)| draft.as_ref()).map(|it| el("li").add(called(it))).pieces();
    let restore = move |_| {
        let mut count = 0;
        for ((key, text), (_, draft)) in records.iter().zip(&drafts) {
            match (key, draft) {
                (Key::Draft(id), Some(draft)) => {
                    desk.put_back(id.clone(), draft.clone());
                    count += 1;
                }
                (Key::Draft(id) | Key::Aside { draft: id, .. }, _) => {
                    desk.store().set_aside(id, text, Box::new(move |_| desk.refresh()));
                }
            }
        }
        brought.set(Brought::Nothing);
        told.set(say::restored(LANG, count));
        focus::element("import");
    };
    el("div#brought.note.mt4")
        .attr("tabindex", "-1")
        .add(el("p").add(say::backup_holds(LANG, readable, all - readable)))
        .add(el("ul.dash").add(names))
        .add(el("div.actions").add(button(true, Say::RestoreAll, restore)).add(leave(brought)))
        .piece()
}
