//! Calls in memory, from the request's first byte to the answer's last.

mod answers;
#[cfg(all(feature = "embedded-io", feature = "embedded-io-async"))]
mod drivers;
mod exchange;
#[cfg(all(feature = "heapless", feature = "serde"))]
mod forward;
mod own;
mod peer;
mod steps;
mod strict;
