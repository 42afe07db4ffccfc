//! Answers: may the page show a notice outside itself, and how does it?

use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether notices may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The browser has none, or not at this address.
    Missing,
    /// Nobody was asked yet.
    Open,
    /// Allowed.
    Given,
    /// Refused; only the browser's settings change that.
    Refused,
}

/// Whether notices may be shown now.
pub fn permission() -> Permission {
    let is_there = js_sys::Reflect::has(&js_sys::global(), &"Notification".into()).unwrap_or(false);
    if !is_there {
        return Permission::Missing;
    }
    let permission = Notification::permission();
    if permission == NotificationPermission::Granted {
        Permission::Given
    } else if permission == NotificationPermission::Denied {
        Permission::Refused
    } else {
        Permission::Open
    }
}

/// Asks the user; called from a click. `then` is told what it is now.
pub fn ask(then: impl FnOnce(Permission) + 'static) {
    let Ok(answer) = Notification::request_permission() else { return then(permission()) };
    super::promise::then(&answer, move |_| then(permission()));
}

/// Shows a notice; one with the same `tag` goes over the one before.
pub fn show(title: &str, body: &str, tag: &str) {
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag(tag);
    // Where a browser takes notices from service workers only, there is none: the page itself says the same.
    drop(Notification::new_with_options(title, &options));
}
