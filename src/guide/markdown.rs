//! Answers: how is a guide in Markdown written as Rust source?
//!
//! Used by build.rs alone. A guide is chapters (`## `) of titles (`### `), paragraphs, flat lists and blocks of code,
//! with strong words and code in their lines; anything else is a fault, so that nothing is dropped silently.

use std::iter::Peekable;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// The names of the chapters in addresses, in their order; every language has these.
pub const CHAPTERS: [&str; 12] = [
    "about", "start", "form", "result", "ways", "track", "files", "print", "offline", "keys", "terms",
    "access",
];

/// The source of the static `GUIDE`.
///
/// # Errors
/// What the guide may not hold, and more or fewer chapters than [`CHAPTERS`].
pub fn source(guide: &str) -> Result<String, String> {
    let mut reader = Reader { events: Parser::new(guide).peekable() };
    reader.lead()?;
    let mut out = String::from("static GUIDE: &[Chapter] = &[\n");
    for id in CHAPTERS {
        out += &reader.chapter(id)?;
    }
    match reader.events.next() {
        None => Ok(out + "];\n"),
        Some(more) => Err(format!("more chapters than {}: {more:?}", CHAPTERS.len())),
    }
}

struct Reader<'g> {
    events: Peekable<Parser<'g>>,
}

const CHAPTER: Tag<'static> =
    Tag::Heading { level: HeadingLevel::H2, id: None, classes: Vec::new(), attrs: Vec::new() };

impl Reader<'_> {
    /// The title of the guide and what stands before the first chapter, for readers of the file.
    fn lead(&mut self) -> Result<(), String> {
        while self.events.next_if(|event| *event != Event::Start(CHAPTER)).is_some() {}
        self.events.peek().map(|_| ()).ok_or_else(|| "there is no chapter".to_owned())
    }

    fn chapter(&mut self, id: &str) -> Result<String, String> {
        if self.events.next() != Some(Event::Start(CHAPTER)) {
            return Err(format!("the chapter `{id}` is missing"));
        }
        let title = self.plain()?;
        let mut blocks = String::new();
        while let Some(event) = self.events.next_if(|event| *event != Event::Start(CHAPTER)) {
            blocks += &self.block(&event)?;
            blocks += ", ";
        }
        Ok(format!("Chapter {{ id: {id:?}, title: {title:?}, blocks: &[{blocks}] }},\n"))
    }

    fn block(&mut self, event: &Event<'_>) -> Result<String, String> {
        if let Event::Start(Tag::List(first)) = event {
            return self.list(if first.is_some() { "Steps" } else { "Points" });
        }
        let title = Event::Start(Tag::Heading {
            level: HeadingLevel::H3,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        });
        if *event == title {
            return Ok(format!("Block::Heading({})", self.spans()?));
        }
        if *event == Event::Start(Tag::Paragraph) {
            return Ok(format!("Block::Paragraph({})", self.spans()?));
        }
        if matches!(event, Event::Start(Tag::CodeBlock(_))) {
            return Ok(format!("Block::Code({:?})", self.plain()?));
        }
        Err(format!("a chapter holds {event:?}"))
    }

    fn list(&mut self, kind: &str) -> Result<String, String> {
        let mut points = String::new();
        while self.events.next_if_eq(&Event::Start(Tag::Item)).is_some() {
            points += &self.spans()?;
            points += ", ";
        }
        match self.events.next() {
            Some(Event::End(TagEnd::List(_))) => Ok(format!("Block::{kind}(&[{points}])")),
            other => Err(format!("a list holds {other:?}")),
        }
    }

    /// Text to the end of what was opened.
    fn plain(&mut self) -> Result<String, String> {
        let mut text = String::new();
        loop {
            match self.events.next() {
                Some(Event::Text(more)) => text += &more,
                Some(Event::End(_)) => return Ok(text),
                other => return Err(format!("a plain text holds {other:?}")),
            }
        }
    }

    /// A line to the end of what was opened.
    fn spans(&mut self) -> Result<String, String> {
        let mut spans = String::from("&[");
        loop {
            let (kind, text) = match self.events.next() {
                Some(Event::Text(text)) => ("Plain", text.to_string()),
                // The file's lines end where they must; Chinese has no space there.
                Some(Event::SoftBreak) => ("Plain", "\n".to_owned()),
                Some(Event::Code(code)) => ("Code", code.to_string()),
                Some(Event::Start(Tag::Strong)) => ("Strong", self.plain()?),
                Some(Event::End(_)) => return Ok(spans + "]"),
                other => return Err(format!("a line holds {other:?}")),
            };
            spans += &format!("Span::{kind}({text:?}), ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHAPTERS, source};

    /// A guide whose chapters all say this.
    fn guide(says: &str) -> String {
        let chapters = CHAPTERS.map(|id| format!("## The {id}\n\n{says}\n\n"));
        format!("# Guide\n\nFor readers of the file.\n\n{}", chapters.concat())
    }

    #[test]
    fn chapters_hold_lines_lists_and_code() {
        let source =
            source(&guide("One **word** and `code`.\n\n- a\n- b\n\n1. first\n\n### More\n\n```sh\nrun\n```"))
                .unwrap();
        for part in [
            "id: \"about\", title: \"The about\"",
            "Span::Strong(\"word\")",
            "Block::Points(&[&[Span::Plain(\"a\"), ], &[Span::Plain(\"b\"), ], ])",
            "Block::Steps(&[&[Span::Plain(\"first\"), ], ])",
            "Block::Heading(",
            "Block::Code(\"run\\n\")",
        ] {
            assert!(source.contains(part), "{part} in {source}");
        }
        assert!(!source.contains("readers of the file"));
    }

    #[test]
    fn what_a_guide_may_not_hold_is_a_fault() {
        assert!(source(&guide("[a link](https://example.org)")).is_err());
        assert!(source(&guide("<b>html</b>")).is_err());
        assert!(source(&guide("- a\n  - within")).is_err());
        assert!(source(&guide("a").replacen("## The keys\n", "", 1)).is_err());
        assert!(source(&(guide("a") + "## One more\n\na\n")).is_err());
        assert!(source("# Nothing\n").is_err());
    }

    #[test]
    fn the_guides_of_both_languages_have_the_same_parts() {
        let [chinese, english] =
            [include_str!("../../docs/guide.zh-CN.md"), include_str!("../../docs/guide.md")]
                .map(|it| source(it).unwrap());
        let parts = |source: &str| -> Vec<String> {
            let kinds = ["Heading", "Paragraph", "Points", "Steps", "Code"];
            source
                .lines()
                .map(|chapter| {
                    kinds
                        .map(|kind| chapter.matches(&format!("Block::{kind}(")).count().to_string())
                        .join(" ")
                })
                .collect()
        };
        assert_eq!(parts(&chinese), parts(&english));
    }
}
