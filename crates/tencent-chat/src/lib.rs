#![doc = include_str!("../README.md")]
#![no_std]

#[cfg(test)]
extern crate std;

mod app;
mod invalid;

pub use app::{App, Host, Identifier, Region};
pub use invalid::Invalid;
