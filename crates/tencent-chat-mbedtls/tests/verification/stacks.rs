//! mbedTLS, on a stream that waits and on one that blocks, and what it says otherwise.

use std::{
    ffi::CString,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use embedded_webpki::{CertificateDer, Error as Check, Time};
use getrandom::SysRng;
use mbedtls_rs::{Certificate, Tls, X509};
use rand_core::UnwrapErr;
use tencent_chat_mbedtls::{MbedTls, Sessions, mbedtls_rs};
use tencent_chat_tls::Error;

use crate::{
    cases::{Case, Stack},
    exchange::{blocking_exchange, exchange},
};

pub(crate) const STACKS: &[Stack] = &[
    Stack {
        name: "mbedtls, blocking",
        ask: |socket, case| {
            let _clock = clock();
            let sessions = Sessions::new();
            blocking_exchange(&mut mbed_tls(&case.roots, &sessions), socket, case)
        },
        expects,
    },
    Stack {
        name: "mbedtls, asynchronous",
        ask: |socket, case| {
            let _clock = clock();
            let sessions = Sessions::new();
            exchange(&mut mbed_tls(&case.roots, &sessions), socket, case)
        },
        expects,
    },
];

pub(crate) fn mbed_tls<'a>(roots: &'a [CertificateDer<'static>], sessions: &'a Sessions) -> MbedTls<'a> {
    static TLS: OnceLock<Tls<'static>> = OnceLock::new();
    let tls = TLS.get_or_init(|| Tls::new(Box::leak(Box::new(UnwrapErr(SysRng)))).unwrap());
    MbedTls::new(tls.reference(), certificates(roots), sessions)
}

/// There is one clock, and tests have times of their own.
pub(crate) fn clock() -> MutexGuard<'static, ()> {
    static CLOCK: Mutex<()> = Mutex::new(());
    CLOCK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As PEM, for DER can only hold one.
fn certificates(roots: &[CertificateDer<'static>]) -> Certificate<'static> {
    let pem = |der: &CertificateDer<'static>| {
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(der))
    };
    let pem = CString::new(roots.iter().map(pem).collect::<String>()).unwrap();
    Certificate::new(X509::PEM(&pem)).unwrap()
}

/// Pins are not offered, nor is a trust in nobody.
fn expects(case: &Case) -> Option<Result<(), Error>> {
    let is_offered = case.pins.is_empty() && !case.only_keys && !case.roots.is_empty();
    is_offered.then(|| match case.time {
        Time::After(_) => Err(Error::Untrusted(Check::NoClock)),
        Time::Unknown | Time::Now(_) => {
            OTHERWISE.iter().find(|(name, _)| *name == case.name).map_or(case.expected, |(_, expected)| *expected)
        }
    })
}

/// What it refuses all the same, and says so in fewer words; and what it lets in.
const OTHERWISE: &[(&str, Result<(), Error>)] = &[
    ("CA of the same name", Err(Error::Untrusted(Check::UnknownIssuer))),
    ("leaf used as CA", Err(Error::Untrusted(Check::UnknownIssuer))),
    ("CA that may make no CAs", Err(Error::Untrusted(Check::UnknownIssuer))),
    // It knows no constraints of names, and takes no certificate that has some.
    ("CA for another domain", Err(Error::Untrusted(Check::Malformed))),
    ("no CertificateVerify", Err(Error::Protocol)),
    ("neither", Err(Error::Protocol)),
    ("an empty Certificate", Err(Error::Refused { alert: None })),
    ("CertificateVerify by another key", Err(Error::Protocol)),
    ("CertificateVerify of another handshake", Err(Error::Protocol)),
    ("Finished before both", Err(Error::Protocol)),
    // A certificate for this host, by a CA that is trusted, in the hands of a CA.
    ("CA used as leaf", Ok(())),
];
