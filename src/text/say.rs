//! Answers: how are the fixed sentences and labels of the interface said?
//!
//! One name per sentence, one function per sentence with figures, each keyed by the language. The words of the law
//! and the names of facts live in policy/.

use crate::assess::Verdict;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
}

macro_rules! sentences {
    ($($name:ident: $zh:literal,)*) => {
        /// A fixed sentence or label of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Say {
            $(#[doc = $zh] $name,)*
        }

        impl Say {
            /// The sentence in Chinese.
            pub const fn zh(self) -> &'static str {
                match self {
                    $(Self::$name => $zh,)*
                }
            }
        }
    };
}

/// A fixed sentence or label in a language.
pub const fn say(lang: Lang, what: Say) -> &'static str {
    match lang {
        Lang::Zh => what.zh(),
    }
}

sentences! {
    // @@
}
