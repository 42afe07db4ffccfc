//! `cargo xtask serve`: builds the app and serves it until Ctrl-C.

use std::io;

use crate::{
    dist::{self, Build},
    fault::Fault,
    run::Project,
    server::Host,
};

const FIRST_PORT: u16 = 8080;
/// How many ports are tried before giving up.
const TRIES: u16 = 20;

/// What the command line asks of `serve`.
pub struct Options {
    port: u16,
    build: Build,
}

impl Options {
    /// Reads `--port N` and `--dev`.
    pub fn read(words: &[&str]) -> Result<Self, Fault> {
        match words {
            [] => Ok(Self { port: FIRST_PORT, build: Build::Release }),
            ["--dev", rest @ ..] => Ok(Self { build: Build::Quick, ..Self::read(rest)? }),
            ["--port", number, rest @ ..] => {
                let rest = Self::read(rest)?;
                let port = number.parse().ok().filter(|port| *port != 0);
                let port = port.ok_or_else(|| Fault::Usage(format!("{number} is not a port")))?;
                Ok(Self { port, ..rest })
            }
            [other, ..] => Err(Fault::Usage(format!("serve does not know {other}"))),
        }
    }
}

/// Builds, prints the address and serves.
///
/// What is served is the release, so that what one sees is what ships;
/// `--dev` is quicker to build after a change.
pub fn serve(project: &Project, options: &Options) -> Result<(), Fault> {
    let site = dist::build(project, options.build)?;
    let last = options.port.saturating_add(TRIES);
    let mut refusal = io::Error::from(io::ErrorKind::AddrInUse);
    for port in options.port..=last {
        match Host::open(&site.folder, "/", port) {
            Ok(host) => {
                println!("\nTidu is at {}   (Ctrl-C ends it)", host.address());
                host.run();
                return Ok(());
            }
            Err(source) => refusal = source,
        }
    }
    Err(Fault::Port { first: options.port, source: refusal })
}
