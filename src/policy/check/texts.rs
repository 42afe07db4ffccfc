//! Answers: are the law's own words really the law's, and are ours clean?
//!
//! A quote is looked for under the heading of its article in the text that policy/sources/ holds. Spaces do not
//! count; "……" joins fragments that must stand in this order.

use super::{Checker, Fault, Place};
use crate::policy::schema::{Instrument, Source};

impl<'a> Checker<'a> {
    /// Checks a citation and its words.
    pub(super) fn source(&mut self, at: Place<'a>, source: &'a Source) {
        for number in &source.choices {
            if !self.book.choices.choice.iter().any(|choice| choice.number == *number) {
                self.fault(at, format!("there is no choice {number} in choices.toml"));
            }
        }
        if source.quote.is_none() && source.wording.is_none() {
            self.fault(at, "there is neither a `quote` nor a `wording`");
        }
        if source.article.trim().is_empty() {
            self.fault(at, "the article is not named");
        }
        let instruments = &self.book.sources.instrument;
        let Some(instrument) = instruments.iter().find(|instrument| instrument.id == source.instrument)
        else {
            let what = format!("there is no instrument `{}` in sources/index.toml", source.instrument);
            self.fault_at(at, &source.instrument, what);
            return;
        };
        let Some(quote) = &source.quote else { return };
        if !self.is_held(instrument, &source.article, quote) {
            let what = format!(
                "policy/sources/ does not hold this quote under {} {}",
                instrument.short.zh, source.article
            );
            self.fault_at(at, quote, what);
        }
        let wording = source.wording.as_ref().map(|wording| without_spaces(&wording.zh)).unwrap_or_default();
        if fragments(quote).any(|fragment| wording.contains(&fragment)) {
            self.fault_at(at, quote, "the wording repeats the quote instead of restating it");
        }
    }

    /// True when the text under the article's heading holds the fragments of the quote, in order.
    fn is_held(&self, instrument: &Instrument, article: &str, quote: &str) -> bool {
        let Some(text) = &instrument.text else {
            return false;
        };
        let (_, text) = self.file(&format!("sources/{text}"));
        let Some(held) = article_text(text, &instrument.short.zh, article) else {
            return false;
        };
        let mut rest = held.as_str();
        let mut fragments = fragments(quote).peekable();
        if fragments.peek().is_none() {
            return false;
        }
        fragments.all(|fragment| {
            let found = rest.split_once(fragment.as_str()).map(|(_, after)| after);
            rest = found.unwrap_or_default();
            found.is_some()
        })
    }

    /// Refuses words of ours with stray spaces or with half-width punctuation after a Chinese character.
    pub(super) fn typography(&mut self) {
        for file in self.files.iter().filter(|file| file.is_data()) {
            for (at, line) in file.text.lines().enumerate() {
                for words in line.split("zh = \"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    if words.trim().is_empty() || words.trim() != words {
                        self.faults.push(Fault::new(
                            &file.path,
                            at + 1,
                            "a text is empty, or has a space at its end",
                        ));
                    }
                    if has_half_width_mark(words) {
                        let what = "a half-width mark follows a Chinese character";
                        self.faults.push(Fault::new(&file.path, at + 1, what));
                    }
                }
            }
        }
    }
}

/// The text under the heading of an article, without spaces. A heading is the article, or, in a file with the words
/// of several instruments, the instrument's short name and the article. An article may be cited more closely than
/// the heading says: "第四条第一款" stands under "第四条".
fn article_text(text: &str, short: &str, article: &str) -> Option<String> {
    let mut held = None;
    for line in text.lines() {
        if line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim();
            let heading = heading.strip_prefix(short).map_or(heading, str::trim_start);
            if held.is_some() {
                break;
            }
            if !heading.is_empty() && article.starts_with(heading) {
                held = Some(String::new());
            }
        } else if let Some(held) = &mut held {
            held.push_str(line);
        }
    }
    held.map(|held| without_spaces(&held))
}

/// The articles of a text that is held whole, with their words without spaces.
pub(super) fn articles(text: &str) -> Vec<(String, String)> {
    let mut articles: Vec<(String, String)> = Vec::new();
    let mut is_article = false;
    for line in text.lines() {
        if line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim();
            is_article = heading.starts_with('第') && heading.ends_with('条');
            if is_article {
                articles.push((heading.to_owned(), String::new()));
            }
        } else if let Some((_, words)) = articles.last_mut().filter(|_| is_article) {
            words.push_str(&without_spaces(line));
        }
    }
    articles
}

fn fragments(quote: &str) -> impl Iterator<Item = String> {
    quote.split("……").map(without_spaces).filter(|fragment| !fragment.is_empty())
}

pub(super) fn without_spaces(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

fn has_half_width_mark(words: &str) -> bool {
    let mut before = ' ';
    for sign in words.chars() {
        let is_chinese = ('\u{4e00}'..='\u{9fff}').contains(&before);
        if is_chinese && matches!(sign, ',' | ';' | ':' | '?' | '!' | '(' | ')' | '.') {
            return true;
        }
        before = sign;
    }
    false
}
