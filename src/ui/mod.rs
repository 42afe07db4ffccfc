//! The app in the browser: it asks, shows, saves and exports, and decides nothing.
//!
//! What is drawn is what `assess` returns, said in the words of policy/ and of `text`. One draft is owned by the
//! app; everything else is derived from it. Started by `main` on wasm32. Must not know: thresholds, the law.

mod app;
mod element;
mod files;
mod focus;
mod grouping;
mod keeping;
mod pages;
mod route;
mod state;
mod theme;
mod widgets;
mod words;

pub use app::mount;
