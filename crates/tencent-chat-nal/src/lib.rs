#![doc = include_str!("../README.md")]
#![no_std]

pub mod blocking;
mod device;
mod error;
mod secured;
mod stream;

pub use device::Device;
pub use error::Error;
pub use secured::{AlreadySecured, Plain};
pub use stream::Stream;
pub use tencent_chat_tls::Calendar;
