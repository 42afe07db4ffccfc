//! Native integration tests.

mod cases;
mod documents;
mod properties;
