//! TLS 1.2 and 1.3 with a heap.

use core::cell::OnceCell;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use static_cell::StaticCell;
use tencent_chat_mbedtls::{
    MbedTls, Sessions,
    mbedtls_rs::{Certificate, Tls, X509},
};
use tencent_chat_tls::CertificateDer;

use crate::random::Random;

/// The CA that the service's certificate comes from, in DER.
pub type Roots<'a> = &'a [u8];

/// One CA.
pub struct Ca<'a>(&'a [u8]);

impl<'a> Ca<'a> {
    /// The CA of this certificate, which is looked at when TLS starts.
    pub fn read(certificate: &'a CertificateDer<'a>) -> Option<Self> {
        Some(Self(certificate))
    }

    /// It, and no other one.
    pub const fn roots(&self) -> Roots<'_> {
        self.0
    }
}

/// mbedTLS has its buffers on the heap.
pub(crate) struct Records;

impl Records {
    pub(crate) const fn new() -> Self {
        Self
    }
}

/// What mbedTLS is told, and the session that it may take up again.
#[derive(Default)]
pub(crate) struct State {
    library: OnceCell<Tls<'static>>,
    sessions: Sessions,
}

/// `None` where the roots cannot be read, or mbedTLS is in use already, of which a program has one.
pub(crate) fn new<'a>(
    _: &'a Records,
    state: &'a State,
    roots: Roots<'a>,
    mut random: &'a Random,
) -> Option<MbedTls<'a>> {
    static CHANCE: StaticCell<ChaCha20Rng> = StaticCell::new();
    let mut seed = [0; 32];
    random.fill_bytes(&mut seed);
    let library = Tls::new(CHANCE.try_init(ChaCha20Rng::from_seed(seed))?).ok()?;
    let library = state.library.get_or_init(|| library);
    Some(MbedTls::new(library.reference(), Certificate::new(X509::DER(roots)).ok()?, &state.sessions))
}
