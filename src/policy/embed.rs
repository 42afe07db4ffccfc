//! Answers: how is the book written as Rust source?
//!
//! Used by build.rs alone: the checked book becomes a `static`, so that the program neither carries a reader of
//! policy files nor spends time on one. Every text is written once, all of them together in the order of their first
//! use; the book names them by number. Dates and decimals, whose parts are their own, become constants first.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display};

use serde::ser::{self, Serialize};

use super::schema::Book;

/// The source text of the table of texts and of the static `BOOK`; `english`: what our words say in English, which is
/// written where the types have a place for it.
///
/// # Errors
/// For a type that the book does not use (floating point, bytes, maps), for more texts than 16 bits can number and
/// for a text with the zero character, which ends a text in the table.
pub fn source(book: &Book, english: &BTreeMap<String, String>) -> Result<String, Unsupported> {
    let mut writer = Writer {
        english,
        out: String::new(),
        texts: String::new(),
        numbers: HashMap::new(),
        nth: 0,
        last: String::new(),
    };
    writer.number("")?;
    book.serialize(&mut writer)?;
    let Writer { out: book, texts, .. } = writer;
    Ok(format!("texts! {{{texts}}}\n\npub(super) static BOOK: Book = {book};\n"))
}

/// A type that cannot be written.
#[derive(Debug)]
pub struct Unsupported(String);

impl Display for Unsupported {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "cannot be written as Rust: {}", self.0)
    }
}

impl std::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

struct Writer<'e> {
    english: &'e BTreeMap<String, String>,
    out: String,
    /// The table of texts, a line each.
    texts: String,
    /// The number of each text in it.
    numbers: HashMap<String, u16>,
    /// How many sources were numbered.
    nth: u16,
    /// The text that was written last.
    last: String,
}

/// An open bracket, closed by `end`.
struct Open<'w, 'e> {
    to: &'w mut Writer<'e>,
    close: &'static str,
}

impl<'e> Writer<'e> {
    /// The number of a text, counted from zero: that of the empty text.
    fn number(&mut self, text: &str) -> Result<u16, Unsupported> {
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        if text.contains('\0') {
            return Err(Unsupported(format!("the zero character in {text:?}")));
        }
        let count = self.numbers.len();
        let number = u16::try_from(count).map_err(|_too_many| Unsupported(format!("{count} texts")))?;
        self.texts.push_str(&format!("\n{text:?},"));
        self.numbers.insert(text.to_owned(), number);
        Ok(number)
    }

    fn put(&mut self, text: impl Display) {
        self.out.push_str(&text.to_string());
    }

    fn open(&mut self, open: &str, close: &'static str) -> Open<'_, 'e> {
        self.out.push_str(open);
        Open { to: self, close }
    }
}

impl Open<'_, '_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        value.serialize(&mut *self.to)?;
        self.to.out.push_str(", ");
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unsupported> {
        self.to.out.push_str(name);
        self.to.out.push_str(": ");
        if name == "nth" {
            // Counted here: the files do not number their rules.
            self.to.nth += 1;
            self.to.out.push_str(&format!("{}, ", self.to.nth));
            return Ok(());
        }
        if name == "en" {
            // Its Chinese stands before it.
            let chinese = self.to.last.clone();
            let english = self.to.english.get(&chinese).map_or(chinese.as_str(), String::as_str);
            return self.item(english);
        }
        self.item(value)
    }

    fn close(self) {
        self.to.out.push_str(self.close);
    }
}

macro_rules! plain {
    ($($name:ident: $kind:ty,)*) => {
        $(fn $name(self, value: $kind) -> Result<(), Unsupported> {
            self.put(value);
            Ok(())
        })*
    };
}

macro_rules! unsupported {
    ($($name:ident($($kind:ty),*) -> $out:ty;)*) => {
        $(fn $name(self, $(_: $kind),*) -> Result<$out, Unsupported> {
            Err(Unsupported(stringify!($name).to_owned()))
        })*
    };
}

impl<'w, 'e> ser::Serializer for &'w mut Writer<'e> {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Open<'w, 'e>;
    type SerializeTuple = Open<'w, 'e>;
    type SerializeTupleStruct = Open<'w, 'e>;
    type SerializeTupleVariant = Open<'w, 'e>;
    type SerializeMap = ser::Impossible<(), Unsupported>;
    type SerializeStruct = Open<'w, 'e>;
    type SerializeStructVariant = Open<'w, 'e>;

    plain! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
    }

    unsupported! {
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_map(Option<usize>) -> Self::SerializeMap;
    }

    fn serialize_str(self, text: &str) -> Result<(), Unsupported> {
        let number = self.number(text)?;
        text.clone_into(&mut self.last);
        self.put(format_args!("text({number})"));
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unsupported> {
        self.put("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unsupported> {
        self.put("Some(");
        value.serialize(&mut *self)?;
        self.put(")");
        Ok(())
    }

    fn serialize_unit_variant(self, of: &'static str, _: u32, name: &'static str) -> Result<(), Unsupported> {
        self.put(format_args!("{of}::{name}"));
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        if name == "Str" {
            return value.serialize(self);
        }
        self.put(format_args!("{name}("));
        value.serialize(&mut *self)?;
        self.put(")");
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        of: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        self.put(format_args!("{of}::{name}("));
        value.serialize(&mut *self)?;
        self.put(")");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'w, 'e>, Unsupported> {
        Ok(self.open("&[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'w, 'e>, Unsupported> {
        Ok(self.open("(", ")"))
    }

    /// A type whose parts are its own: made by its constant function, as a constant of its own.
    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Open<'w, 'e>, Unsupported> {
        self.put(format_args!("const {{ {name}::made("));
        Ok(self.open("", ") }"))
    }

    fn serialize_tuple_variant(
        self,
        of: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Open<'w, 'e>, Unsupported> {
        self.put(format_args!("{of}::{name}"));
        Ok(self.open("(", ")"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Open<'w, 'e>, Unsupported> {
        self.put(name);
        Ok(self.open(" { ", "}"))
    }

    fn serialize_struct_variant(
        self,
        of: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Open<'w, 'e>, Unsupported> {
        self.put(format_args!("{of}::{name}"));
        Ok(self.open(" { ", "}"))
    }
}

macro_rules! bracket {
    ($($kind:ident.$item:ident,)*) => {
        $(impl ser::$kind for Open<'_, '_> {
            type Ok = ();
            type Error = Unsupported;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
                self.item(value)
            }

            fn end(self) -> Result<(), Unsupported> {
                self.close();
                Ok(())
            }
        })*
    };
}

bracket! {
    SerializeSeq.serialize_element,
    SerializeTuple.serialize_element,
    SerializeTupleStruct.serialize_field,
    SerializeTupleVariant.serialize_field,
}

macro_rules! braces {
    ($($kind:ident,)*) => {
        $(impl ser::$kind for Open<'_, '_> {
            type Ok = ();
            type Error = Unsupported;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Unsupported> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Unsupported> {
                self.close();
                Ok(())
            }
        })*
    };
}

braces! { SerializeStruct, SerializeStructVariant, }
