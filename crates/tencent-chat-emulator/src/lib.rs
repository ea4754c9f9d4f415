#![doc = include_str!("../README.md")]

mod body;
mod clock;
mod codes;
mod config;
mod counts;
mod emulator;
mod endpoints;
mod envelope;
mod error;
mod fault;
mod query;
mod request;
mod seed;
mod server;
mod service;
mod state;
mod throttle;
mod tls;
mod usersig;
mod wire;

pub use config::{Config, Limits, TlsVersions, Validity};
pub use counts::Counts;
pub use emulator::Emulator;
pub use error::StartError;
pub use fault::{Fault, FaultError, FaultKind, PlannedFault, Times};
pub use seed::{Attribute, Seed, SeedError};
pub use tls::{CertificateAuthority, CertificateError};
