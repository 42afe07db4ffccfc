//! Answers: what do the words of policy/ say in English?
//!
//! Used by build.rs, where a text without English, or English without a text, fails the build like any other fault.
//! `policy/english/` is a gist for readers and no law: it is outside the digest of the catalog, and the law's own words
//! stay as they are. A text stands beside its English once, however often the law uses it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::check::{Fault, File};

/// The English of each text of ours in policy/.
///
/// # Errors
/// A file that is no table of texts, English that is empty or holds Chinese characters, a text that stands twice, one
/// that policy/ does not use, and one of policy/ that has no English.
pub fn read(files: &[File]) -> Result<BTreeMap<String, String>, Vec<Fault>> {
    let mut reader = Reader::default();
    for file in files.iter().filter(|file| file.is_english()) {
        reader.take(file);
    }
    let used = used(files);
    for (text, (file, line)) in &reader.places {
        if !used.contains_key(text) {
            reader.faults.push(Fault::new(file, *line, format!("policy/ does not say `{text}`")));
        }
    }
    for (text, file) in &used {
        if !reader.english.contains_key(text) {
            reader.faults.push(Fault::new(file, 1, format!("`{text}` has no English in policy/english/")));
        }
    }
    if reader.faults.is_empty() { Ok(reader.english) } else { Err(reader.faults) }
}

#[derive(Default)]
struct Reader {
    english: BTreeMap<String, String>,
    places: BTreeMap<String, (String, usize)>,
    faults: Vec<Fault>,
}

impl Reader {
    fn take(&mut self, file: &File) {
        let table = match toml::from_str::<BTreeMap<String, String>>(&file.text) {
            Ok(table) => table,
            Err(fault) => {
                let line = fault
                    .span()
                    .map_or(0, |span| file.text.bytes().take(span.start).filter(|it| *it == b'\n').count());
                self.faults.push(Fault::new(&file.path, line + 1, fault.message()));
                return;
            }
        };
        for (text, english) in table {
            let start = format!("\"{}\"", text.replace('"', "\\\""));
            let line = file.text.lines().position(|line| line.starts_with(&start)).unwrap_or_default() + 1;
            let mut fault = |what: String| self.faults.push(Fault::new(&file.path, line, what));
            if english.trim().is_empty() || english.chars().any(is_chinese) {
                fault(format!("`{text}` is not said in English"));
            }
            if self.english.contains_key(&text) {
                fault(format!("`{text}` stands here a second time"));
            }
            self.places.insert(text.clone(), (file.path.clone(), line));
            self.english.insert(text, english);
        }
    }
}

/// True of Chinese characters and of the punctuation that goes with them.
pub fn is_chinese(it: char) -> bool {
    matches!(it, '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff65}')
}

/// Every text of ours, with the first file that says it.
fn used(files: &[File]) -> BTreeMap<String, String> {
    let mut used = BTreeMap::new();
    for file in files.iter().filter(|file| file.is_data()) {
        let mut texts = BTreeSet::new();
        if let Ok(value) = toml::from_str::<Value>(&file.text) {
            gather(&value, &mut texts);
        }
        // What has no Chinese in it is the same in English.
        for text in texts.into_iter().filter(|text| text.chars().any(is_chinese)) {
            used.entry(text).or_insert_with(|| file.path.clone());
        }
    }
    used
}

/// Texts of ours stand under `zh`, each in a table of its own.
fn gather(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                if let Some(text) = value.as_str().filter(|_| key == "zh") {
                    texts.insert(text.to_owned());
                } else {
                    gather(value, texts);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::File;
    use super::read;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    /// Faults of these English lines for a law that says 一 and 二.
    fn faults(english: &str) -> Vec<String> {
        let law =
            file("facts.toml", "[[fact]]\nid = \"a\"\nlabel.zh = \"一\"\nhelp.zh = \"二\"\nquote = \"三\"\n");
        match read(&[file("english/facts.toml", english), law]) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|fault| format!("{}:{}", fault.line, fault.what)).collect(),
        }
    }

    #[test]
    fn every_text_of_ours_and_no_other_has_english() {
        assert_eq!(faults("\"一\" = \"one\"\n\"二\" = \"two\"\n"), Vec::<String>::new());
        assert_eq!(faults("\"一\" = \"one\"\n"), ["1:`二` has no English in policy/english/"]);
        let quoted = faults("\"一\" = \"one\"\n\"二\" = \"two\"\n\"三\" = \"three\"\n");
        assert_eq!(quoted, ["3:policy/ does not say `三`"]);
    }

    #[test]
    fn what_is_no_english_is_refused() {
        assert_eq!(faults("\"一\" = \"one\"\n\"二\" = \"两 two\"\n"), ["2:`二` is not said in English"]);
        assert_eq!(faults("\"一\" = \"one\"\n\"二\" = \" \"\n"), ["2:`二` is not said in English"]);
        assert_eq!(faults("\"一\" = 1\n").len(), 3);
    }
}
