//! Tidu: where an enterprise stands on the ladder of quality SMEs.
