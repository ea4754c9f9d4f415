//! The stacks, each on a stream that waits and on one that blocks.

use embedded_webpki::{CertificateDer, Error as Check, TrustAnchor, root};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use tencent_chat_tls::{EmbeddedTls, Error, Records, Verifier};

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
        expects,
    },
    Stack {
        name: "embedded-tls, asynchronous",
        ask: |socket, case| {
            let roots = anchors(&case.roots);
            exchange(&mut embedded_tls(&Records::<16_640, 1024>::new(), case, &roots), socket, case)
        },
        expects,
    },
];

fn expects(case: &Case) -> Option<Result<(), Error>> {
    Some(match case.name {
        "P-384 root" | "P-384 server" if !cfg!(feature = "p384") => Err(Error::Untrusted(Check::UnsupportedAlgorithm)),
        "TLS 1.2 only" => Err(Error::Refused { alert: Some(70) }),
        _ => case.expected,
    })
}

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
