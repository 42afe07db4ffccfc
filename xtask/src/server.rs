//! A static file server for this machine only.
//!
//! Like a plain host it sends files with their types and nothing clever; it
//! can lie under a sub-path, to prove that every address in the page is
//! relative. It answers GET and HEAD, and nothing outside its folder.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

/// Headers longer than this come from nobody we know.
const LONGEST_REQUEST: u64 = 32 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder and the path it is served under.
pub struct Host {
    folder: PathBuf,
    /// Starts and ends with a slash.
    base: &'static str,
    listener: TcpListener,
}

enum Reply {
    File { kind: &'static str, bytes: Vec<u8> },
    Moved(&'static str),
    NotFound,
    NotAllowed,
}

impl Host {
    /// Takes the port; 0 takes any free one.
    ///
    /// # Errors
    ///
    /// The port is in use or may not be opened.
    pub fn open(folder: &Path, base: &'static str, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        Ok(Self { folder: folder.to_path_buf(), base, listener })
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        let port = self.listener.local_addr().map_or(0, |address| address.port());
        format!("http://127.0.0.1:{port}{}", self.base)
    }

    /// Serves until the program ends.
    pub fn run(self) {
        let host = Arc::new(self);
        for stream in host.listener.incoming().flatten() {
            let host = Arc::clone(&host);
            // A browser that hangs up early is no concern of ours.
            thread::spawn(move || host.answer(&stream).ok());
        }
    }

    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
        let Some(request) = lines.next().transpose()? else { return Ok(()) };
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let mut words = request.split_whitespace();
        match (words.next(), words.next()) {
            (Some("GET"), Some(target)) => send(stream, &self.reply(target), true),
            (Some("HEAD"), Some(target)) => send(stream, &self.reply(target), false),
            _ => send(stream, &Reply::NotAllowed, true),
        }
    }

    fn reply(&self, target: &str) -> Reply {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if path == self.base.trim_end_matches('/') && !path.is_empty() {
            return Reply::Moved(self.base);
        }
        let Some(file) = path.strip_prefix(self.base).and_then(|rest| locate(&self.folder, rest)) else {
            return Reply::NotFound;
        };
        fs::read(&file).map_or(Reply::NotFound, |bytes| Reply::File { kind: media_type(&file), bytes })
    }
}

/// The file of an address, never outside the folder.
fn locate(folder: &Path, address: &str) -> Option<PathBuf> {
    let mut file = folder.to_path_buf();
    for part in address.split('/').filter(|part| !part.is_empty()) {
        let name = decode(part)?;
        if name.starts_with('.') || name.contains(['/', '\\', ':', '\0']) {
            return None;
        }
        file.push(name);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    Some(file)
}

/// Undoes percent encoding; `None` if it is broken.
fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn send(mut stream: &TcpStream, reply: &Reply, with_body: bool) -> io::Result<()> {
    let (status, kind, body, more) = match reply {
        Reply::File { kind, bytes } => ("200 OK", *kind, bytes.as_slice(), String::new()),
        Reply::Moved(to) => ("301 Moved Permanently", TEXT, &b""[..], format!("Location: {to}\r\n")),
        Reply::NotFound => ("404 Not Found", TEXT, &b"Not found\n"[..], String::new()),
        Reply::NotAllowed => {
            ("405 Method Not Allowed", TEXT, &b"Only GET and HEAD\n"[..], "Allow: GET, HEAD\r\n".to_owned())
        }
    };
    // The page carries its own policy; what a `meta` element cannot say is said here.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{more}\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: frame-ancestors 'none'\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

const TEXT: &str = "text/plain; charset=utf-8";

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{decode, locate};

    #[test]
    fn addresses_never_leave_the_folder() {
        let folder = Path::new("/site");
        for (address, expected) in [
            ("a.js", Some("/site/a.js")),
            ("a//b.css", Some("/site/a/b.css")),
            ("", Some("/site")),
            ("../secret", None),
            ("a/%2e%2e/%2e%2e/secret", None),
            ("%2fetc/passwd", None),
            ("a%5cb", None),
            (".hidden", None),
            ("broken%4", None),
        ] {
            assert_eq!(locate(folder, address), expected.map(PathBuf::from), "{address}");
        }
    }

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decode("%E6%A2%AF%E5%BA%A6.json").as_deref(), Some("梯度.json"));
        assert_eq!(decode("%ff"), None);
    }
}
