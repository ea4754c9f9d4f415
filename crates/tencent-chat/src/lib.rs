#![doc = include_str!("../README.md")]
#![no_std]

#[cfg(test)]
extern crate std;

mod app;
mod code;
mod cursor;
mod endpoint;
mod error;
mod exchange;
mod http;
mod invalid;
mod window;

#[cfg(feature = "embedded-io")]
pub mod blocking;
pub mod json;
#[cfg(feature = "embedded-io-async")]
pub mod nonblocking;
pub mod push;

pub use app::{App, Host, Identifier, Region};
pub use code::{Advice, ErrorCode};
pub use endpoint::{Endpoint, Parse, ParseAnswer};
pub use error::{Error, Failed};
pub use exchange::{Exchange, Step};
pub use http::{HttpError, MAX_HEAD_LEN};
pub use invalid::Invalid;
pub use usersig::UserSig;

/// A stand-in, until the module of this name is in place: replace it by `pub mod usersig;`.
pub mod usersig {
    /// A UserSig.
    pub struct UserSig<'r>(&'r str);
    impl<'r> UserSig<'r> {
        /// Made elsewhere.
        pub fn minted(text: &'r str) -> Result<Self, crate::Invalid> {
            Ok(Self(text))
        }
        /// The text.
        pub fn as_str(&self) -> &'r str {
            self.0
        }
    }
}
