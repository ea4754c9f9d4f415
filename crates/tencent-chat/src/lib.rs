#![doc = include_str!("../README.md")]
#![no_std]
// In firmware an overflow is silent. So what may overflow, or may not, says so by its name.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

#[cfg(test)]
extern crate std;

mod app;
mod authority;
mod code;
mod cursor;
mod decimal;
mod endpoint;
mod error;
mod exchange;
#[cfg(test)]
mod facts;
mod fault;
mod http;
mod invalid;
mod observe;
#[cfg(feature = "heapless")]
mod settings;
mod window;

pub mod account;
#[cfg(feature = "embedded-io")]
pub mod blocking;
#[cfg(feature = "embedded-io-async")]
pub mod client;
pub mod json;
pub mod message;
#[cfg(feature = "embedded-io-async")]
pub mod nonblocking;
pub mod operations;
pub mod policy;
pub mod profile;
pub mod push;
pub mod usersig;

pub use account::FailedAccount;
pub use app::{App, Host, Identifier, Region, Route};
pub use authority::Authority;
pub use code::{Advice, Category, ErrorCode};
pub use endpoint::{Endpoint, NoItem, Parse, ParseAnswer};
pub use error::{Error, Failed};
pub use exchange::{Exchange, Progress, Step};
pub use http::{HttpError, MAX_HEAD_LEN};
pub use invalid::{Invalid, Part};
pub use observe::{Event, Observer};
#[cfg(feature = "heapless")]
pub use settings::{HostSettings, Settings};
pub use usersig::UserSig;
