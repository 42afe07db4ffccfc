//! The page as one file, `tidu.html`, to be opened without any host.
//!
//! A page from a file may load nothing beside itself, so everything is put
//! inside: the wasm as base64 in a block of data. Its policy is its own: no
//! connection at all, and no script or style but these by their hashes.

use std::path::Path;

use crate::{
    csp,
    digest::{base64, sha256},
    english,
    fault::Fault,
    files::{read_bytes, read_text, write_text},
};

/// Each page as one file; the second is the English one.
pub const NAMES: [&str; 2] = ["tidu.html", "tidu.en.html"];

/// How each page names the other.
const OTHERS: [&str; 2] = ["data-other=en.html", "data-other=\"./\""];

/// What Trunk's start script does, without an address to fetch from.
const START: &str = "
const text = atob(document.getElementById(\"program\").textContent);
await __wbg_init({ module_or_path: Uint8Array.from(text, (letter) => letter.charCodeAt(0)) });
dispatchEvent(new CustomEvent(\"TrunkApplicationStarted\"));
";

/// Puts all that `index.html` loads into one file beside it.
pub fn write(folder: &Path) -> Result<(), Fault> {
    let load = |address: &str| read_bytes(&folder.join(address.trim_start_matches("./")));
    let [chinese, english] = NAMES;
    for (page, name, other) in [(english::CHINESE_PAGE, chinese, english), (english::PAGE, english, chinese)]
    {
        let page = csp::without_policy(&read_text(&folder.join(page))?)?;
        let single = inline(&page, &load, other)?;
        write_text(&folder.join(name), &csp::put(&single, &policy(&single))?)?;
    }
    Ok(())
}

/// How the bytes at an address are had.
type Load<'a> = dyn Fn(&str) -> Result<Vec<u8>, Fault> + 'a;

/// `other`: the file in the other language.
fn inline(page: &str, load: &Load<'_>, other: &str) -> Result<String, Fault> {
    let mut parts = Parts::default();
    let page = each(page, "<link ", ">", |tag| parts.link(tag, load))?;
    let page = each(&page, "<script ", "</script>", |tag| parts.script(tag, load))?;
    let (Some(style), Some(first), Some(glue), Some(program)) =
        (parts.style, parts.first, parts.glue, parts.program)
    else {
        return Err(Fault::Page("has not all the parts of which one file is made"));
    };
    let icon = parts.icon.map(|icon| format!("<link rel=icon href=\"data:image/svg+xml;base64,{icon}\">"));
    let head = format!("{}<style>{style}</style></head>", icon.unwrap_or_default());
    let named = OTHERS.into_iter().find(|it| page.contains(it));
    let named = named.ok_or(Fault::Page("does not name the page in the other language"))?;
    let body = format!(
        "<script>{first}</script><script type=\"application/wasm\" id=program>{program}</script>\
         <script type=module>{glue}{START}</script></body>"
    );
    let page = page.replacen(named, &format!("data-other={other}"), 1);
    Ok(page.replacen("</head>", &head, 1).replacen("</body>", &body, 1))
}

#[derive(Default)]
struct Parts {
    icon: Option<String>,
    style: Option<String>,
    /// The script that goes before the program, and without it.
    first: Option<String>,
    glue: Option<String>,
    program: Option<String>,
}

impl Parts {
    fn link(&mut self, tag: &str, load: &Load<'_>) -> Result<(), Fault> {
        let address = attribute(tag, "href").unwrap_or_default();
        match (attribute(tag, "rel"), attribute(tag, "as")) {
            (Some("icon"), _) => self.icon = Some(base64(&load(address)?)),
            (Some("stylesheet"), _) => self.style = Some(code(load(address)?, "</style")?),
            (Some("modulepreload"), _) => {
                self.glue = Some(without_exports(&code(load(address)?, "</script")?)?);
            }
            (Some("preload"), Some("fetch")) => self.program = Some(base64(&load(address)?)),
            // A page from a file is not installed.
            _ => {}
        }
        Ok(())
    }

    fn script(&mut self, tag: &str, load: &Load<'_>) -> Result<(), Fault> {
        let opening = tag.split_once('>').map_or(tag, |(opening, _)| opening);
        // Trunk's own is replaced by ours, and what keeps the page for days without a network is not needed.
        if let Some(address) = attribute(opening, "src").filter(|it| it.contains("start-")) {
            self.first = Some(code(load(address)?, "</script")?);
        }
        Ok(())
    }
}

/// The page without these tags, each of which was looked at.
fn each(
    page: &str,
    open: &str,
    close: &str,
    mut look: impl FnMut(&str) -> Result<(), Fault>,
) -> Result<String, Fault> {
    let mut rest = page;
    let mut kept = String::new();
    while let Some((before, from)) = rest.split_once(open) {
        let (tag, after) = from.split_once(close).ok_or(Fault::Page("has a tag without an end"))?;
        kept.push_str(before);
        look(tag)?;
        rest = after;
    }
    Ok(kept + rest)
}

/// The value of an attribute, quoted or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let words = tag.trim_end_matches('/').split_whitespace();
    let mut pairs = words.filter_map(|word| word.split_once('='));
    pairs.find_map(|(found, value)| (found == name).then(|| value.trim_matches('"')))
}

/// A text that can stand in a page: what would end its element is not in it.
fn code(bytes: Vec<u8>, end: &str) -> Result<String, Fault> {
    let text = String::from_utf8(bytes).map_err(|_broken| Fault::Page("loads a text that is not UTF-8"))?;
    if text.contains(end) {
        return Err(Fault::Page("loads a text that ends its own element"));
    }
    Ok(text)
}

/// The glue as part of a script: nobody imports from it.
fn without_exports(glue: &str) -> Result<String, Fault> {
    if glue.lines().any(|line| line.starts_with("import ")) || !glue.contains("function __wbg_init(") {
        return Err(Fault::Page("has glue that is not made as it was; did wasm-bindgen change it?"));
    }
    let lines = glue.lines().filter(|line| !line.starts_with("export {"));
    Ok(lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

fn policy(page: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", base64(&sha256(text.as_bytes())));
    let scripts: Vec<String> = csp::inline_scripts(page).into_iter().map(hash).collect();
    let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
    let style = style.map(|(style, _)| hash(style)).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {style}; connect-src 'none'; \
         img-src data:; base-uri 'none'; form-action 'none'",
        scripts.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::{attribute, inline, without_exports};
    use crate::fault::Fault;

    const PAGE: &str = "<html data-other=en.html><head><link rel=icon href=./i.svg><link href=m.webmanifest rel=manifest>\
        <link href=./a.css rel=stylesheet><script defer src=./start-1.js></script>\
        <script src=./offline-1.js type=module></script><script type=module>import x from './t.js'</script>\
        <link crossorigin href=./t.js rel=modulepreload><link as=fetch href=./t.wasm rel=preload></head>\
        <body><p>text</p></body>";

    fn load(address: &str) -> Result<Vec<u8>, Fault> {
        let text = match address {
            "./i.svg" => "<svg/>",
            "./a.css" => "p{}",
            "./start-1.js" => "first()",
            "./t.js" => "export class A {}\nfunction __wbg_init() {}\nexport { A };\n",
            "./t.wasm" => "wasm",
            _ => return Err(Fault::Page("loads something else")),
        };
        Ok(text.as_bytes().to_vec())
    }

    #[test]
    fn all_that_is_loaded_is_put_inside() {
        let single = inline(PAGE, &load, "other.html").unwrap();
        for part in [
            "<style>p{}</style>",
            "<script>first()</script>",
            ">d2FzbQ==<",
            "<p>text</p>",
            "class A {}",
            "data-other=other.html",
        ] {
            assert!(single.contains(part), "{part} in {single}");
        }
        for gone in ["./", "manifest", "export", "offline"] {
            assert!(!single.contains(gone), "{gone} in {single}");
        }
    }

    #[test]
    fn a_page_without_one_of_the_parts_is_refused() {
        assert!(inline(&PAGE.replace("stylesheet", "other"), &load, "other.html").is_err());
    }

    #[test]
    fn attributes_are_found_by_their_whole_name() {
        assert_eq!(attribute("data-href=a href=\"b\" rel=c/", "href"), Some("b"));
        assert_eq!(attribute("data-href=a", "href"), None);
    }

    #[test]
    fn glue_with_imports_is_refused() {
        assert!(without_exports("import x from 'y';\nfunction __wbg_init() {}").is_err());
    }
}
