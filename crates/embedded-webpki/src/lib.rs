#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

mod algorithm;
mod der;
mod ecdsa;
mod error;
mod public_key;
#[cfg(feature = "rsa")]
mod rsa;
mod time;
mod verifier;

pub use rustls_pki_types::{CertificateDer, TrustAnchor};

pub use algorithm::ALGORITHMS;
pub use error::Error;
pub use public_key::{PublicKey, SignatureScheme};
pub use time::Time;
pub use verifier::{Verifier, root};
