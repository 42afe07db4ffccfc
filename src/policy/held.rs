//! Answers: how are the texts and lists of the law held?
//!
//! The embedded catalog is data that lives as long as the program: nothing is read or built at the start. So its
//! types hold `'static` texts and slices. Where a policy file is read (by build.rs and by tests) the text read is
//! kept for good; that happens once per file. In the browser, where every byte is loaded first, a text is its number
//! in a table: a reference is eight bytes that hardly compress, a number two that do.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

#[cfg(target_arch = "wasm32")]
mod number;
#[cfg(not(target_arch = "wasm32"))]
mod reference;

#[cfg(target_arch = "wasm32")]
pub use number::Str;
#[cfg(not(target_arch = "wasm32"))]
pub use reference::Str;

/// A list in the order of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct List<T: 'static>(pub &'static [T]);

/// A table by name, in the order of the names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ByName<T: 'static>(pub &'static [(Str, T)]);

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), out)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Str {}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Str {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Str> for str {
    fn eq(&self, other: &Str) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Str> for &str {
    fn eq(&self, other: &Str) -> bool {
        *self == other.as_str()
    }
}

impl PartialEq<Str> for String {
    fn eq(&self, other: &Str) -> bool {
        self == other.as_str()
    }
}

impl From<&Str> for String {
    fn from(text: &Str) -> Self {
        text.as_str().to_owned()
    }
}

impl Serialize for Str {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("Str", self.as_str())
    }
}

impl<T> List<T> {
    /// The items.
    pub const fn as_slice(&self) -> &'static [T] {
        self.0
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(&[])
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, out)
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items.leak())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Vec::deserialize(from)?.leak()))
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("List", self.0)
    }
}

impl<T> ByName<T> {
    /// What stands under a name.
    pub fn get(&self, name: &str) -> Option<&'static T> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &'static Str> + use<T> {
        self.0.iter().map(|(name, _)| name)
    }

    /// What stands under each name.
    pub fn values(&self) -> impl Iterator<Item = &'static T> + use<T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Names and what stands under them.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Str, &'static T)> + use<T> {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

impl<T: fmt::Debug> fmt::Debug for ByName<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, out)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let table = std::collections::BTreeMap::<Str, T>::deserialize(from)?;
        Ok(Self(table.into_iter().collect::<Vec<_>>().leak()))
    }
}

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("ByName", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_equals_itself_however_it_is_held() {
        let (held, owned, other) = (Str("leping"), "leping".to_owned(), "other".to_owned());
        assert!(*"leping" == held && "leping" == held && owned == held);
        assert!(held == *"leping" && held == "leping" && held == owned);
        assert!(*"other" != held && "other" != held && other != held);
        assert!(held != *"other" && held != "other" && held != other);
        assert_eq!(String::from(&held), owned);
        assert!(Str("a") < Str("b") && Str("b") > Str("a"));
    }
}
