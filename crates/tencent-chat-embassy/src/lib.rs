#![doc = include_str!("../README.md")]
#![no_std]

#[cfg(test)]
extern crate std;

mod device;
mod error;
mod slot;
mod sntp;
mod socket;

pub use device::Device;
pub use error::Error;
pub use slot::{Slot, Stream};
pub use sntp::{NoTime, unix_time};
pub use socket::{Buffers, Connection, Socket};
