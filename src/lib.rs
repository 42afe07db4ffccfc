//! Tidu (梯度): where an enterprise stands on the ladder of quality SMEs, and why.
//!
//! In reading order: exact numbers, the law as data, what an enterprise states, what follows.

pub mod units;

pub mod table;

pub mod policy;

pub mod facts;

pub mod assess;

pub mod credit_code;

pub mod handbook;

pub mod guide;

pub mod report;

pub mod package;

pub mod verify;

pub mod plan;

pub mod tracker;

pub mod insight;

pub mod text;

pub mod calendar;

pub mod csv;

pub mod digest;

pub mod json;

pub mod industry_code;

pub mod domain;

pub mod document;

pub mod entry;

pub mod evidence;

pub mod draft;

pub mod store;

pub mod locked;

#[cfg(not(target_arch = "wasm32"))]
pub mod command;

#[cfg(target_arch = "wasm32")]
pub mod platform;

#[cfg(target_arch = "wasm32")]
pub mod ui;
