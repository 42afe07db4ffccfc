//! Answers: how does the browser keep, read, save and tell the time?
//!
//! The only place besides `ui` that names a browser, and the only one that reads its clock. Called by
//! `ui/state.rs`. Must not know: what a draft says, what a standard asks.

pub mod channel;
pub mod clock;
pub mod crypto;
pub mod files;
mod handlers;
pub mod indexed_db;
pub mod local_storage;
pub mod notice;
pub mod offline;
pub mod page;
mod promise;
pub mod room;
