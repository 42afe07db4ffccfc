//! The app in the browser: it asks, shows, saves and exports, and decides nothing.
//!
//! What is drawn is what `assess` returns, said in the words of policy/ and of `text`. The drafts are owned by
//! the desk; everything else is derived from the one on screen. Started by `main` on wasm32. Must not know: thresholds, the law.

mod app;
mod desk;
mod element;
mod files;
mod focus;
mod grouping;
mod language;
mod pages;
mod remind;
mod route;
mod sheet;
mod signal;
mod state;
mod theme;
mod version;
mod walk;
mod widgets;
mod words;

pub use app::mount;
