//! Answers: how does a text leave the page as a file, and come in from one; what is the digest of a file?

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, FileReader, HtmlAnchorElement, Url};

use super::handlers::OneOf;
use super::{page, promise};
use crate::digest::Digest;

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
    if is_longer(file, most_bytes) {
        return then(Err(FileFault::TooLong));
    }
    let text = |bytes: Option<Vec<u8>>| match bytes.map(String::from_utf8) {
        Some(Ok(text)) => Ok(text),
        Some(Err(_)) => Err(FileFault::NotUtf8),
        None => Err(FileFault::Unreadable),
    };
    bytes_of(file, Box::new(move |bytes| then(text(bytes))));
}

/// What is done with the bytes that were read; none where the browser could not read them.
type ThenBytes = Box<dyn FnOnce(Option<Vec<u8>>)>;

fn bytes_of(blob: &Blob, then: ThenBytes) {
    let Ok(reader) = FileReader::new() else { return then(None) };
    let ends = OneOf::default();
    let then = Rc::new(RefCell::new(Some(then)));
    let answer = move |bytes| {
        if let Some(then) = then.take() {
            then(bytes);
        }
    };
    let (failed, refused, read_by) = (answer.clone(), answer.clone(), reader.clone());
    reader.set_onerror(Some(&ends.handler(move |_| failed(None))));
    reader.set_onload(Some(&ends.handler(move |_| {
        answer(read_by.result().ok().map(|buffer| Uint8Array::new(&buffer).to_vec()));
    })));
    if reader.read_as_array_buffer(blob).is_err() {
        refused(None);
    }
}

/// How much of a file is read and hashed at once: some 10 ms of work, so that the page goes on between two pieces.
const PIECE: i32 = 1 << 18;

/// What is told after each piece, with the bytes so far; false ends the reading without a word.
pub type GoesOn = Box<dyn Fn(u64) -> bool>;
/// What is done with the size and the SHA-256 of a file; none where the browser could not read it.
pub type ThenDigest = Box<dyn FnOnce(Option<(u64, String)>)>;

/// Hashes a chosen file piece by piece. It stays where it is; no piece is kept.
pub fn digest(file: &File, goes_on: GoesOn, then: ThenDigest) {
    Hashing { rest: file.clone().into(), bytes: 0, digest: Digest::default(), goes_on, then }.step();
}

struct Hashing {
    rest: Blob,
    bytes: u64,
    digest: Digest,
    goes_on: GoesOn,
    then: ThenDigest,
}

impl Hashing {
    fn step(mut self) {
        let (Ok(piece), Ok(rest)) =
            (self.rest.slice_with_i32_and_i32(0, PIECE), self.rest.slice_with_i32(PIECE))
        else {
            return (self.then)(None);
        };
        self.rest = rest;
        bytes_of(
            &piece,
            Box::new(move |bytes| match bytes {
                None => (self.then)(None),
                Some(bytes) if bytes.is_empty() => (self.then)(Some((self.bytes, self.digest.finish()))),
                Some(bytes) => {
                    self.digest.update(&bytes);
                    self.bytes += u64::try_from(bytes.len()).unwrap_or_default();
                    if (self.goes_on)(self.bytes) {
                        self.step();
                    }
                }
            }),
        );
    }
}

/// The size of a chosen file in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is whole and below 2^53")]
pub fn size_of(file: &File) -> u64 {
    file.size() as u64
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
