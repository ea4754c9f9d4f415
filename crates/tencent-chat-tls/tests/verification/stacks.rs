//! The stacks, each on a stream that waits and on one that blocks.

use embedded_webpki::{CertificateDer, TrustAnchor, root};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use tencent_chat_tls::{EmbeddedTls, Records, Verifier};

use crate::{
    cases::{Case, Stack},
    exchange::{blocking_exchange, exchange},
};

pub(crate) const STACKS: &[Stack] = &[
    Stack {
        name: "embedded-tls, blocking",
        ask: |socket, case| {
            let roots = anchors(&case.roots);
            blocking_exchange(&mut embedded_tls(&Records::<16_640, 1024>::new(), case, &roots), socket, case)
        },
        expects: |case| Some(case.expected),
    },
    Stack {
        name: "embedded-tls, asynchronous",
        ask: |socket, case| {
            let roots = anchors(&case.roots);
            exchange(&mut embedded_tls(&Records::<16_640, 1024>::new(), case, &roots), socket, case)
        },
        expects: |case| Some(case.expected),
    },
];

pub(crate) fn embedded_tls<'a, const READ: usize, const WRITE: usize>(
    records: &'a Records<READ, WRITE>,
    case: &'a Case,
    roots: &'a [TrustAnchor<'a>],
) -> EmbeddedTls<'a, UnwrapErr<SysRng>, READ, WRITE> {
    let verifier =
        if case.only_keys { Verifier::of_keys(&case.pins) } else { Verifier::new(roots).with_pins(&case.pins) };
    EmbeddedTls::new(records, verifier, UnwrapErr(SysRng))
}

pub(crate) fn anchors<'a>(roots: &'a [CertificateDer<'static>]) -> Vec<TrustAnchor<'a>> {
    roots.iter().map(|certificate| root(certificate).unwrap()).collect()
}
