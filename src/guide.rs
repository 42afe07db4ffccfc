//! Answers: what does the guide for users say?
//!
//! Written once, in docs/: build.rs reads the file of this program's language and embeds it.
//! Must not know: enterprises, the law's figures.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod markdown;

/// A chapter.
#[derive(Debug)]
pub struct Chapter {
    /// Its name in addresses, the same in every language.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it says.
    pub blocks: &'static [Block],
}

/// A part of a chapter.
#[derive(Debug)]
pub enum Block {
    /// A title within the chapter.
    Heading(&'static [Span]),
    /// A paragraph.
    Paragraph(&'static [Span]),
    /// Points in no order.
    Points(&'static [&'static [Span]]),
    /// Steps one after the other.
    Steps(&'static [&'static [Span]]),
    /// Commands, or what else stands as typed.
    Code(&'static str),
}

/// A part of a line.
#[derive(Debug)]
pub enum Span {
    /// As it is.
    Plain(&'static str),
    /// What one looks for on the page.
    Strong(&'static str),
    /// What is typed, or the name of a file.
    Code(&'static str),
}

include!(concat!(env!("OUT_DIR"), "/guide.rs"));

/// The chapters, in order.
pub const fn chapters() -> &'static [Chapter] {
    GUIDE
}
