//! Answers: which version of the program and of the law is this, does a new one wait, and was one taken since the
//! last visit?

use leptos::prelude::*;

use super::element::{Piece, el, pieces};
use super::focus;
use super::signal::RwSignal;
use super::state::{law, use_version};
use super::widgets::sign::{Sign, icon};
use super::words::{LANG, t};
use crate::platform::local_storage::{Preference, preference, set_preference};
use crate::platform::offline::{self, Offline};
use crate::text::say::{self, Say};

/// What the pages follow of it.
#[derive(Clone, Copy)]
pub struct Version {
    offline: RwSignal<Offline>,
    taken: RwSignal<Taken>,
}

/// What has been taken since somebody last read that it was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    Program,
    /// The law; a program holds it, so that the program is another too.
    Law,
}

impl Version {
    /// Compares with the visit before.
    pub fn start() -> Self {
        let offline = RwSignal::new(offline::now());
        offline::on_change(move || offline.set(offline::now()));
        let (program, law) = (is_other(Preference::Program), is_other(Preference::Law));
        let taken = match (program, law) {
            (_, true) => Taken::Law,
            (true, false) => Taken::Program,
            (false, false) => Taken::Nothing,
        };
        if taken == Taken::Nothing {
            remember();
        }
        Self { offline, taken: RwSignal::new(taken) }
    }
}

/// Whether an earlier visit had another one.
fn is_other(kept: Preference) -> bool {
    preference(kept).is_some_and(|before| Some(before) != now(kept))
}

fn now(kept: Preference) -> Option<String> {
    match kept {
        Preference::Program => offline::version(),
        Preference::Law => Some(law().digest().to_owned()),
        Preference::Theme | Preference::Remind | Preference::Reminded | Preference::Language => None,
    }
}

fn remember() {
    for kept in [Preference::Program, Preference::Law] {
        set_preference(kept, now(kept).as_deref());
    }
}

/// A version that waits, and one that was taken: told above every page.
pub fn notice() -> AnyView {
    let version = use_version();
    let waits = move || {
        (version.offline.get() == Offline::NewWaits).then(|| {
            let button = el("button.btn.btn--small").on("click", |_| offline::take_new());
            told(Say::VersionWaits, button.add(Say::OpenAgain).piece())
        })
    };
    let read = move |_| {
        remember();
        version.taken.set(Taken::Nothing);
        focus::heading();
    };
    let taken = move || {
        let what = match version.taken.get() {
            Taken::Nothing => return None,
            Taken::Program => Say::TakenProgram,
            Taken::Law => Say::TakenLaw,
        };
        let button = el("button.btn.btn--small").on("click", read).add(Say::Understood);
        Some(told(what, button.piece()))
    };
    pieces![waits, taken].piece()
}

fn told(what: Say, button: AnyView) -> AnyView {
    el("div.note.mt3")
        .attr("role", "status")
        .add(el("p.msg").add(icon(Sign::Kept)).add(el("span").add(t(what))))
        .add(el("p.msg__acts").add(button))
        .piece()
}

/// Whether the page opens without a network here, and which version it is.
pub fn lines() -> AnyView {
    let version = use_version();
    let stands = move || {
        t(match version.offline.get() {
            Offline::Preparing => Say::OfflinePreparing,
            Offline::Ready => Say::OfflineReady,
            Offline::NewWaits => Say::VersionWaits,
            Offline::Failed => Say::OfflineFailed,
            Offline::File => Say::OfflineFile,
            Offline::PlainHttp => Say::OfflinePlainHttp,
            Offline::Missing => Say::OfflineMissing,
        })
    };
    let is = say::versions(LANG, offline::version().as_deref(), law().digest());
    pieces![el("li").add(el("span#offline").attr("role", "status").add(stands)), el("li").add(is)].piece()
}
