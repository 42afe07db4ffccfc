//! SHA-256 (FIPS 180-4) and base64 (RFC 4648), for the policy's script hash.
//!
//! Sixty lines of our own, so that the commands need no crate.

const START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

/// The SHA-256 digest of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64) - 8, 0);
    padded.extend((bytes.len() as u64 * 8).to_be_bytes());

    let (blocks, _) = padded.as_chunks::<64>();
    let state = blocks.iter().fold(START, compress);

    let mut digest = [0; 32];
    for (place, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *place = word.to_be_bytes();
    }
    digest
}

#[expect(clippy::many_single_char_names, reason = "the letters of the standard")]
fn compress(state: [u32; 8], block: &[u8; 64]) -> [u32; 8] {
    let mut schedule = [0; 16];
    for (word, bytes) in schedule.iter_mut().zip(block.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
    for round in ROUNDS {
        let choice = (e & f) ^ (!e & g);
        let upper = h
            .wrapping_add(e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25))
            .wrapping_add(choice)
            .wrapping_add(round)
            .wrapping_add(next_word(&mut schedule));
        let majority = (a & b) ^ (a & c) ^ (b & c);
        let lower = (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add(majority);
        (h, g, f, e) = (g, f, e, d.wrapping_add(upper));
        (d, c, b, a) = (c, b, a, upper.wrapping_add(lower));
    }
    let mut mixed = [a, b, c, d, e, f, g, h];
    for (word, old) in mixed.iter_mut().zip(state) {
        *word = word.wrapping_add(old);
    }
    mixed
}

/// This round's word; the window moves on by one, so only 16 of 64 are kept.
fn next_word(window: &mut [u32; 16]) -> u32 {
    let [current, near, .., late, _] = *window;
    let small = near.rotate_right(7) ^ near.rotate_right(18) ^ (near >> 3);
    let great = late.rotate_right(17) ^ late.rotate_right(19) ^ (late >> 10);
    let coming = current.wrapping_add(small).wrapping_add(window[9]).wrapping_add(great);
    window.rotate_left(1);
    window[15] = coming;
    current
}

/// `bytes` in base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(base64_group).collect()
}

fn base64_group(group: &[u8]) -> [char; 4] {
    let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
    let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
    let digit = |shift: u32, place: usize| {
        if place <= group.len() { base64_digit((bits >> shift) & 63) } else { '=' }
    };
    [digit(18, 0), digit(12, 1), digit(6, 2), digit(0, 3)]
}

fn base64_digit(value: u32) -> char {
    let digits = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']);
    digits.zip(0..).find_map(|(digit, place)| (place == value).then_some(digit)).unwrap_or('=')
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{base64, sha256};

    fn check(message: &[u8], expected: &str) {
        let mut hex = String::new();
        for byte in sha256(message) {
            write!(hex, "{byte:02x}").unwrap();
        }
        assert_eq!(hex, expected);
    }

    #[test]
    fn sha256_agrees_with_the_examples_of_fips_180_4() {
        check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        );
        check(&vec![b'a'; 1_000_000], "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    #[test]
    fn base64_agrees_with_the_examples_of_rfc_4648() {
        for (bytes, expected) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
            (b"\xfb\xff\xfe", "+//+"),
        ] {
            assert_eq!(base64(bytes), expected);
        }
    }
}
