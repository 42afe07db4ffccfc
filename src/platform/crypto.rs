//! Answers: can the browser lock a text by a passphrase, and open it again?
//!
//! By its cryptography, which browsers offer over https (and on the own machine) only. Nothing of the passphrase is kept.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::promise;
use crate::locked::{ITERATIONS, Locked, NONCE_BYTES, SALT_BYTES};

/// What is done with the text, or without one: the passphrase is wrong or the file was changed.
pub type Then = Box<dyn FnOnce(Option<String>)>;

/// Whether the browser can do it here.
pub fn is_there() -> bool {
    subtle().is_some()
}

fn crypto() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"crypto".into()).ok().filter(JsValue::is_object)
}

fn subtle() -> Option<JsValue> {
    Reflect::get(&crypto()?, &"subtle".into()).ok().filter(JsValue::is_object)
}

/// Locks a text.
pub fn lock(text: &str, passphrase: &str, then: Then) {
    let locked = random(SALT_BYTES).zip(random(NONCE_BYTES)).map(|(salt, nonce)| Locked {
        iterations: ITERATIONS,
        salt,
        nonce,
        content: text.as_bytes().to_vec(),
    });
    let Some(locked) = locked else { return then(None) };
    transform("encrypt", locked.clone(), passphrase, move |content| {
        then(content.map(|content| Locked { content, ..locked }.write()));
    });
}

/// Opens a locked text.
pub fn unlock(locked: Locked, passphrase: &str, then: Then) {
    transform("decrypt", locked, passphrase, move |bytes| {
        then(bytes.and_then(|bytes| String::from_utf8(bytes).ok()));
    });
}

fn random(bytes: u32) -> Option<Vec<u8>> {
    let room = Uint8Array::new_with_length(bytes);
    call(&crypto()?, "getRandomValues", &[room.clone().into()])?;
    Some(room.to_vec())
}

/// Derives the key and does one thing with it.
fn transform(
    what: &'static str,
    locked: Locked,
    passphrase: &str,
    then: impl FnOnce(Option<Vec<u8>>) + 'static,
) {
    let plain = js_sys::JsString::from(passphrase).normalize("NFC");
    let secret = bytes(String::from(plain).as_bytes());
    let usage = Array::of1(&"deriveKey".into());
    let Some(imported) =
        ask("importKey", &["raw".into(), secret, "PBKDF2".into(), false.into(), usage.into()])
    else {
        return then(None);
    };
    promise::then(&imported, move |secret| {
        let derivation = object(&[
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("salt", bytes(&locked.salt)),
            ("iterations", locked.iterations.into()),
        ]);
        let cipher = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
        let usage = Array::of1(&what.into());
        let derived = secret
            .ok()
            .and_then(|it| ask("deriveKey", &[derivation, it, cipher, false.into(), usage.into()]));
        let Some(derived) = derived else { return then(None) };
        promise::then(&derived, move |key| {
            let cipher = object(&[("name", "AES-GCM".into()), ("iv", bytes(&locked.nonce))]);
            let done = key.ok().and_then(|key| ask(what, &[cipher, key, bytes(&locked.content)]));
            let Some(done) = done else { return then(None) };
            promise::then(&done, move |out| then(out.ok().map(|out| Uint8Array::new(&out).to_vec())));
        });
    });
}

/// A call of the cryptography, all of which answer by a promise.
fn ask(method: &str, words: &[JsValue]) -> Option<Promise> {
    call(&subtle()?, method, words)?.dyn_into().ok()
}

fn call(on: &JsValue, method: &str, words: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(on, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(on, &words.iter().collect::<Array>()).ok()
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in members {
        let is_set = Reflect::set(&object, &(*key).into(), value).is_ok();
        debug_assert!(is_set, "an object takes members");
    }
    object.into()
}
