//! Answers: how does a text leave the page as a file, and come in from one?

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, FileReader, HtmlAnchorElement, Url};

use super::handlers::OneOf;
use super::{page, promise};

/// What is done with what was read.
pub type ThenText = Box<dyn FnOnce(Result<String, FileFault>)>;

/// Why a chosen file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Longer than anything this program writes.
    TooLong,
    /// Not in UTF-8: no file of this program, or saved by another one in another encoding.
    NotUtf8,
    /// The browser could not read it (moved, changed since it was chosen, no permission).
    Unreadable,
}

/// How long the browser is given to begin a download, in milliseconds.
const BEGUN: i32 = 10_000;

/// Offers a text as a file for download; false where the browser refused at once.
#[must_use = "where downloads are refused the text must be offered for copying"]
pub fn download(name: &str, media_type: &str, text: &str) -> bool {
    try_download(name, media_type, text).is_some()
}

fn try_download(name: &str, media_type: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    // Firefox follows only anchors that are part of the page.
    let body = document.body()?;
    body.append_child(&anchor).ok()?;
    anchor.click();
    body.remove_child(&anchor).ok()?;
    page::after(BEGUN, move || {
        let _gone_anyway = Url::revoke_object_url(&address).is_ok();
    });
    Some(())
}

/// Reads a chosen file of at most so many bytes as text.
pub fn read(file: &File, most_bytes: usize, then: ThenText) {
    let Ok(reader) = FileReader::new() else {
        return then(Err(FileFault::Unreadable));
    };
    if is_longer(file, most_bytes) {
        return then(Err(FileFault::TooLong));
    }
    let ends = OneOf::default();
    let then = Rc::new(RefCell::new(Some(then)));
    let answer = move |text| {
        if let Some(then) = then.take() {
            then(text);
        }
    };
    let (failed, read_by) = (answer.clone(), reader.clone());
    reader.set_onerror(Some(&ends.handler(move |_| failed(Err(FileFault::Unreadable)))));
    let started = reader.read_as_array_buffer(file).is_ok();
    let refused = answer.clone();
    reader.set_onload(Some(&ends.handler(move |_| {
        let bytes = read_by.result().map(|buffer| Uint8Array::new(&buffer).to_vec());
        let text = bytes.map(String::from_utf8);
        answer(match text {
            Ok(Ok(text)) => Ok(text),
            Ok(Err(_)) => Err(FileFault::NotUtf8),
            Err(_) => Err(FileFault::Unreadable),
        });
    })));
    if !started {
        refused(Err(FileFault::Unreadable));
    }
}

/// The browser gives sizes as floating-point numbers.
fn is_longer(file: &File, bytes: usize) -> bool {
    let most = u32::try_from(bytes).map_or(f64::from(u32::MAX), f64::from);
    file.size() > most
}

/// Copies a text to the clipboard and says whether that succeeded. Over plain http there is no clipboard: then
/// the text must be shown for copying by hand.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().and_then(|window| {
        let navigator = window.navigator();
        let exists = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
        exists.then(|| navigator.clipboard())
    });
    let Some(clipboard) = clipboard else {
        return then(false);
    };
    promise::then(&clipboard.write_text(text), move |copied| then(copied.is_ok()));
}
