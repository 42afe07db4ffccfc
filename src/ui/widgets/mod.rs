//! Answers: how is one thing shown? Each widget shows one thing and decides nothing.

pub mod citation;
pub mod conflict;
pub mod copying;
pub mod differences;
pub mod filing;
pub mod grounds;
pub mod ladder;
pub mod line;
pub mod locker;
pub mod score_bar;
pub mod sign;
