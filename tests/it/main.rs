//! Native integration tests.

mod documents;
