//! Answers: how much does the browser keep for this page, and has it promised to?

use js_sys::Reflect;
use web_sys::StorageManager;

use super::{clock, promise};

/// Over plain http there is no manager of storage.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let exists = Reflect::get(&navigator, &"storage".into()).is_ok_and(|it| it.is_object());
    exists.then(|| navigator.storage())
}

/// Whether the browser has promised not to clear it by itself; `None` where it cannot say.
pub fn is_persistent(then: impl FnOnce(Option<bool>) + 'static) {
    match manager().and_then(|it| it.persisted().ok()) {
        Some(answer) => promise::then(&answer, move |it| then(it.ok().and_then(|it| it.as_bool()))),
        None => then(None),
    }
}

/// Asks for that promise, and tells whether it is given.
pub fn persist(then: impl FnOnce(Option<bool>) + 'static) {
    match manager().and_then(|it| it.persist().ok()) {
        Some(answer) => promise::then(&answer, move |it| then(it.ok().and_then(|it| it.as_bool()))),
        None => then(None),
    }
}

/// About how many bytes are used; `None` where the browser does not say.
pub fn used(then: impl FnOnce(Option<u64>) + 'static) {
    let Some(answer) = manager().and_then(|it| it.estimate().ok()) else {
        return then(None);
    };
    promise::then(&answer, move |estimate| {
        let usage = estimate.ok().and_then(|it| Reflect::get(&it, &"usage".into()).ok());
        then(usage.and_then(|it| clock::whole(&it)));
    });
}
