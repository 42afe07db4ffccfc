//! Answers: how is this said in the language of the interface?

use crate::policy::schema::Words;
use crate::text::say::{Lang, Say, say};

/// The language of the interface. One for now; every text is asked for through here.
pub const LANG: Lang = Lang::Zh;

/// A fixed sentence or label.
pub const fn t(what: Say) -> &'static str {
    say(LANG, what)
}

/// Words of policy/.
pub fn w(words: &Words) -> &str {
    match LANG {
        Lang::Zh => &words.zh,
    }
}
