//! Which TLS: a feature says so.

#[cfg(all(feature = "embedded-tls", not(feature = "mbedtls")))]
mod embedded_tls;
#[cfg(feature = "mbedtls")]
mod mbedtls;

#[cfg(all(feature = "embedded-tls", not(feature = "mbedtls")))]
pub use embedded_tls::{Ca, Roots};
#[cfg(all(feature = "embedded-tls", not(feature = "mbedtls")))]
pub(crate) use embedded_tls::{Records, State, new};
#[cfg(feature = "mbedtls")]
pub use mbedtls::{Ca, Roots};
#[cfg(feature = "mbedtls")]
pub(crate) use mbedtls::{Records, State, new};
