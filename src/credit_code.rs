//! Answers: can this text be a unified social credit code?
//!
//! GB 32100—2015: 18 characters, the last one a check on the others. A finding for the reader, never a verdict.

/// The 31 characters of the code; the value of each is its place.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const BASE: u32 = 31;
const LENGTH: usize = 18;
/// The first eight characters: two for the registering authority, six digits for the place of registration.
const AUTHORITY: usize = 2;
const PLACE_END: usize = 8;

/// Why a text is no credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Not 18 characters, but so many.
    Length(usize),
    /// A character that no code contains (I, O, S, V, Z, lower case, signs), at this place counted from one.
    Character {
        /// The place.
        place: usize,
        /// The character.
        found: char,
    },
    /// Places 3 to 8, the place of registration, are digits; this place is not.
    PlaceNotDigit(usize),
    /// The last character does not fit the others.
    CheckCharacter {
        /// The character that would fit.
        expected: char,
    },
}

/// Checks a code as printed on the licence, in capitals and without spaces.
///
/// # Errors
/// The first rule that the text breaks.
pub fn check(text: &str) -> Result<(), CodeFault> {
    let length = text.chars().count();
    if length != LENGTH {
        return Err(CodeFault::Length(length));
    }
    let (mut sum, mut weight, mut last) = (0, 1, '0');
    for (at, found) in text.chars().enumerate() {
        let value = value_of(found).ok_or(CodeFault::Character { place: at + 1, found })?;
        if (AUTHORITY..PLACE_END).contains(&at) && !found.is_ascii_digit() {
            return Err(CodeFault::PlaceNotDigit(at + 1));
        }
        if at + 1 < LENGTH {
            sum = (sum + value * weight) % BASE;
            weight = weight * 3 % BASE;
        }
        last = found;
    }
    // The outer remainder matters where the sum leaves none.
    let expected = (BASE - sum) % BASE;
    match CHARACTERS.chars().zip(0..).find(|(_, value)| *value == expected) {
        Some((expected, _)) if expected != last => Err(CodeFault::CheckCharacter { expected }),
        _ => Ok(()),
    }
}

fn value_of(character: char) -> Option<u32> {
    CHARACTERS.chars().zip(0..).find(|(it, _)| *it == character).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_a_fitting_check_character_pass() {
        // The third has the greatest check value, the fourth leaves no remainder.
        for code in ["91110000MA0123456P", "91360281MA3000000T", "91360281MA3000011Y", "91360281MA30000210"] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn each_broken_rule_is_named() {
        assert_eq!(check("91360281MA3000000"), Err(CodeFault::Length(17)));
        assert_eq!(check(""), Err(CodeFault::Length(0)));
        assert_eq!(check("91360281MA300000OT"), Err(CodeFault::Character { place: 17, found: 'O' }));
        assert_eq!(check("91360281ma3000000T"), Err(CodeFault::Character { place: 9, found: 'm' }));
        assert_eq!(check("9136A281MA3000000T"), Err(CodeFault::PlaceNotDigit(5)));
        assert_eq!(check("91360281MA3000000U"), Err(CodeFault::CheckCharacter { expected: 'T' }));
        assert_eq!(check("91360281MA3000010T"), Err(CodeFault::CheckCharacter { expected: 'U' }));
    }

    #[test]
    fn any_single_slip_is_noticed() {
        let code = "91360281MA3000011Y";
        for (at, right) in code.char_indices() {
            for wrong in CHARACTERS.chars().filter(|it| *it != right) {
                let mut slipped = code.to_owned();
                slipped.replace_range(at..=at, &wrong.to_string());
                assert!(check(&slipped).is_err(), "{slipped}");
            }
        }
    }
}
