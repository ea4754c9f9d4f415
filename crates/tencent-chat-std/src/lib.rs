#![doc = include_str!("../README.md")]

mod authority;
mod builder;
mod call;
mod client;
mod error;
mod link;
mod roots;
mod stream;
mod system;
#[cfg(feature = "tracing")]
mod tracing;

pub use authority::Authority;
pub use builder::Builder;
pub use call::{Call, Users};
pub use client::Client;
pub use error::{Error, Limit};
pub use link::LinkError;
pub use roots::Roots;
#[cfg(feature = "tracing")]
pub use tracing::Tracing;
