//! TLS 1.3 without a heap.

use tencent_chat_tls::{CertificateDer, EmbeddedTls, TrustAnchor, Verifier, root};

use crate::random::Random;

/// The CAs that the service's certificate may come from.
pub type Roots<'a> = &'a [TrustAnchor<'a>];

/// One CA.
pub struct Ca<'a>([TrustAnchor<'a>; 1]);

impl<'a> Ca<'a> {
    /// The CA of this certificate; `None` where it is none.
    pub fn read(certificate: &'a CertificateDer<'a>) -> Option<Self> {
        root(certificate).ok().map(|root| Self([root]))
    }

    /// It, and no other one.
    pub const fn roots(&self) -> Roots<'_> {
        &self.0
    }
}

/// The longest record there can be to be read, and one of ours.
const READ: usize = 16_640;
const WRITE: usize = 1024;

pub(crate) type Records = tencent_chat_tls::Records<READ, WRITE>;

/// There is none beside the records.
#[derive(Default)]
pub(crate) struct State;

/// `None` where the roots cannot be read, which these can.
pub(crate) const fn new<'a>(
    records: &'a Records,
    _: &'a State,
    roots: Roots<'a>,
    random: &'a Random,
) -> Option<EmbeddedTls<'a, &'a Random, READ, WRITE>> {
    Some(EmbeddedTls::new(records, Verifier::new(roots), random))
}
