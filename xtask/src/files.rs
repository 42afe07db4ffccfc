//! Reading and writing files, with the path in every fault.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::fault::Fault;

pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(in_file(path))
}

pub fn read_text(path: &Path) -> Result<String, Fault> {
    fs::read_to_string(path).map_err(in_file(path))
}

pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(in_file(path))
}

pub fn write_text(path: &Path, text: &str) -> Result<(), Fault> {
    fs::write(path, text).map_err(in_file(path))
}

/// The files of a folder and of those in it, by their names from there, in order.
pub fn names_in(folder: &Path) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<(), Fault> {
    for entry in fs::read_dir(folder).map_err(in_file(folder))? {
        let path = entry.map_err(in_file(folder))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

fn in_file(path: &Path) -> impl Fn(std::io::Error) -> Fault {
    let path: PathBuf = path.to_path_buf();
    move |source| Fault::File { path: path.clone(), source }
}
