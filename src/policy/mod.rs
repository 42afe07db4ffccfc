//! Answers: what does the law in force ask?
//!
//! Started by: build.rs, which checks policy/ and embeds it; [`catalog::Catalog::embedded`], which reads it once.
//! Must not know: enterprises, storage, the clock.

pub mod catalog;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
mod embedded;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod english;
pub mod held;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod implication;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod read;
pub mod schema;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod turns;
