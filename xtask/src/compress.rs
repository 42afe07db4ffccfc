//! Compressed variants beside the built files, for hosts that send them as they are.
//!
//! By Node, which has brotli and gzip, at their highest levels.

use std::{fs, path::Path, process::Command};

use crate::{fault::Fault, files::names_in, run::show};

/// What compresses; pictures already are.
const KINDS: [&str; 6] = ["html", "css", "js", "wasm", "svg", "webmanifest"];

/// Writes `.br` and `.gz` beside each file named as argument.
const COMPRESS: &str = "
const { readFileSync, writeFileSync } = require('node:fs');
const { brotliCompressSync, gzipSync, constants } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(path + '.br', brotliCompressSync(bytes, { params }));
  writeFileSync(path + '.gz', gzipSync(bytes, { level: 9 }));
}";

/// Compresses a fresh build.
pub fn write(node: &Path, folder: &Path) -> Result<(), Fault> {
    let names = names_in(folder)?.into_iter().filter(|name| is_compressed(name));
    let paths = names.map(|name| folder.join(name));
    show("Compressing by Node", Command::new(node).arg("-e").arg(COMPRESS).args(paths))
}

fn is_compressed(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
}

/// How many bytes the brotli variant of a file has, if there is one.
pub fn brotli_size(path: &Path) -> Option<u64> {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    fs::metadata(name).ok().map(|it| it.len())
}

#[cfg(test)]
mod tests {
    use super::is_compressed;

    #[test]
    fn pictures_and_variants_stay_as_they_are() {
        for (name, expected) in
            [("a.wasm", true), ("icons/a.png", false), ("a.js.br", false), ("manifest.webmanifest", true)]
        {
            assert_eq!(is_compressed(name), expected, "{name}");
        }
    }
}
