//! Answers: what is the SHA-256 of these bytes, which may come piece by piece?
//!
//! For packages and for evidence files, which are too large to be held whole. Must not know: files, JSON.

use sha2::{Digest as _, Sha256};

/// The SHA-256 (FIPS 180-4) of the bytes fed so far.
#[derive(Clone, Debug, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Feeds the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest as 64 lower-case hexadecimal digits.
    pub fn finish(self) -> String {
        let nibbles = self.0.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
    }
}

/// The SHA-256 of all these bytes, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.update(bytes);
    digest.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_come_out() {
        let check = |text: &str, expected: &str| assert_eq!(sha256_hex(text.as_bytes()), expected, "{text}");
        check("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        );
    }

    #[test]
    fn pieces_make_the_same_digest_as_the_whole() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1_000).collect();
        let mut digest = Digest::default();
        bytes.chunks(63).for_each(|piece| digest.update(piece));
        assert_eq!(digest.finish(), sha256_hex(&bytes));
    }
}
