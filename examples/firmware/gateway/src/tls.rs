//! Which TLS.

use tencent_chat_tls::{EmbeddedTls, TrustAnchor, Verifier};

use crate::random::Random;

/// The longest record there can be to be read, and one of ours.
const READ: usize = 16_640;
const WRITE: usize = 1024;

pub(crate) type Records = tencent_chat_tls::Records<READ, WRITE>;

pub(crate) const fn new<'a>(
    records: &'a Records,
    roots: &'a [TrustAnchor<'a>],
    random: &'a Random,
) -> EmbeddedTls<'a, &'a Random, READ, WRITE> {
    EmbeddedTls::new(records, Verifier::new(roots), random)
}
