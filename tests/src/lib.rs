//! What no crate can say alone.
