#![doc = include_str!("../README.md")]
#![no_std]

pub mod blocking;
mod calendar;
mod device;
mod error;
mod secured;
mod stream;

pub use calendar::Calendar;
pub use device::Device;
pub use error::Error;
pub use secured::{AlreadySecured, Plain};
pub use stream::Stream;
