//! Answers: how does a text stand in a file that opens with a passphrase only?
//!
//! `{"format": "tidu-locked", "version": 1, "cipher": "AES-256-GCM", "key": "PBKDF2-HMAC-SHA-256", "iterations": 600000,
//! "salt": "...", "nonce": "...", "content": "..."}`: bytes as hexadecimal digits, the content with the tag of the
//! cipher at its end. The passphrase is taken as UTF-8 after normalisation to NFC. The browser does the
//! work; here is only what both sides must agree on.

use crate::document::{Fault, FaultKind};
use crate::json::{self, Json};

const FORMAT: &str = "tidu-locked";
const VERSION: i64 = 1;
const CIPHER: &str = "AES-256-GCM";
const DERIVATION: &str = "PBKDF2-HMAC-SHA-256";
/// How often the derivation repeats when a file is locked.
pub const ITERATIONS: u32 = 600_000;
/// The most repetitions that are done for a file of others: some seconds.
const MOST_ITERATIONS: u32 = 10_000_000;
/// Bytes of the salt.
pub const SALT_BYTES: u32 = 16;
/// Bytes of the nonce.
pub const NONCE_BYTES: u32 = 12;
/// The fewest characters of a passphrase.
pub const LEAST_CHARS: usize = 8;

/// A locked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// How often the derivation repeats.
    pub iterations: u32,
    /// The salt of the derivation.
    pub salt: Vec<u8>,
    /// The nonce of the cipher, used once.
    pub nonce: Vec<u8>,
    /// The text, enciphered, with its tag.
    pub content: Vec<u8>,
}

impl Locked {
    /// The file.
    pub fn write(&self) -> String {
        let text = |key: &str, value: &str| (key.to_owned(), Json::from(value));
        Json::Object(vec![
            text("format", FORMAT),
            ("version".to_owned(), Json::Int(VERSION)),
            text("cipher", CIPHER),
            text("key", DERIVATION),
            ("iterations".to_owned(), Json::from(self.iterations)),
            text("salt", &hex(&self.salt)),
            text("nonce", &hex(&self.nonce)),
            text("content", &hex(&self.content)),
        ])
        .pretty()
    }

    /// The locked text in a file; `None` when the file is something else.
    ///
    /// # Errors
    /// The place that cannot be used in a file that says it is locked.
    pub fn read(text: &str, most_bytes: usize) -> Option<Result<Self, Fault>> {
        let json = json::read_long(text, most_bytes).ok()?;
        let is_locked = json.get("format").and_then(Json::as_text) == Some(FORMAT);
        is_locked.then(|| Self::of(&json))
    }

    fn of(json: &Json) -> Result<Self, Fault> {
        let fault = |place: &str| Fault { place: place.to_owned(), why: FaultKind::OtherFormat };
        let version = json.get("version").and_then(Json::as_int);
        if let Some(later) = version.filter(|version| *version > VERSION) {
            return Err(Fault { place: "version".to_owned(), why: FaultKind::LaterVersion(later) });
        }
        let says = |key: &str, expected: &str| {
            let is_so = json.get(key).and_then(Json::as_text) == Some(expected);
            if is_so { Ok(()) } else { Err(fault(key)) }
        };
        if version != Some(VERSION) {
            return Err(fault("version"));
        }
        says("cipher", CIPHER)?;
        says("key", DERIVATION)?;
        let iterations = json.get("iterations").and_then(Json::as_int);
        let iterations = iterations
            .and_then(|it| u32::try_from(it).ok())
            .filter(|it| (1..=MOST_ITERATIONS).contains(it))
            .ok_or_else(|| fault("iterations"))?;
        let bytes = |key: &str, length: Option<u32>| {
            let bytes = json.get(key).and_then(Json::as_text).and_then(unhex);
            let is_right = |bytes: &Vec<u8>| length.is_none_or(|it| usize::try_from(it) == Ok(bytes.len()));
            bytes.filter(is_right).ok_or_else(|| fault(key))
        };
        Ok(Self {
            iterations,
            salt: bytes("salt", Some(SALT_BYTES))?,
            nonce: bytes("nonce", Some(NONCE_BYTES))?,
            content: bytes("content", None)?,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16);
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]).filter_map(digit).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Locked {
        Locked {
            iterations: ITERATIONS,
            salt: vec![0x0f; 16],
            nonce: vec![0xa0; 12],
            content: vec![1, 254, 0],
        }
    }

    #[test]
    fn a_locked_text_reads_back() {
        assert_eq!(Locked::read(&sample().write(), 1_000), Some(Ok(sample())));
        assert_eq!(Locked::read(r#"{"format":"tidu-package"}"#, 1_000), None);
        assert_eq!(Locked::read("no JSON", 1_000), None);
    }

    #[test]
    fn what_cannot_be_used_is_told_by_its_place() {
        let check = |old: &str, new: &str, place: &str| {
            let text = sample().write();
            assert!(text.contains(old));
            let read = Locked::read(&text.replace(old, new), 1_000).unwrap();
            assert_eq!(read.map_err(|fault| fault.place), Err(place.to_owned()));
        };
        check("\"version\": 1", "\"version\": 2", "version");
        check("AES-256-GCM", "AES-128-GCM", "cipher");
        check("PBKDF2-HMAC-SHA-256", "scrypt", "key");
        check("600000", "10000001", "iterations");
        check("600000", "0", "iterations");
        check("0f0f0f0f0f", "0f0f0f0f", "salt");
        check("a0a0", "a0zz", "nonce");
        check("01fe00", "01fe0", "content");
    }
}
