//! Compiles policy/ into one embedded catalog.
fn main() {}
