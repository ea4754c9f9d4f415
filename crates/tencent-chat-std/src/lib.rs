#![doc = include_str!("../README.md")]

mod authority;
mod builder;
mod call;
mod client;
mod error;
mod link;
mod roots;
mod stream;

pub use authority::Authority;
pub use builder::Builder;
pub use call::Call;
pub use client::Client;
pub use error::{Error, Limit};
pub use roots::Roots;
