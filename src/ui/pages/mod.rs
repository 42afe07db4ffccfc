//! The pages: each composes widgets and decides nothing.

pub mod evidence;
pub mod guide;
pub mod handbook;
pub mod insight;
pub mod overview;
pub mod packages;
pub mod profile;
pub mod report;
pub mod result;
pub mod track;
pub mod transcript;
