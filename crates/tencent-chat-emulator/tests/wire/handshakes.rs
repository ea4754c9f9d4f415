//! What goes wrong before anything is asked.

use core::time::Duration;
use std::io::ErrorKind;
use std::time::Instant;

use rustls::{AlertDescription, CertificateError, Error};
use tencent_chat_emulator::{Config, Emulator, Fault, Limits, Times, TlsVersions};

use crate::client::{ALICE, Client};

/// How a client that looks at certificates fails with this fault.
fn failure(emulator: &Emulator, fault: Fault) -> std::io::Error {
    emulator.inject(fault, Times::Next(1));
    let failed = Client::with(emulator, "localhost", emulator.ca_pem(), rustls::ALL_VERSIONS).err().unwrap();
    let mut client = Client::connect(emulator);
    assert_eq!(client.ask(emulator, ALICE).unwrap().code(), 0, "{fault} has happened, and all is well again");
    failed
}

#[test]
fn certificates_that_must_not_be_accepted_are_shown() {
    for tls_versions in [TlsVersions::Only12, TlsVersions::Only13] {
        let emulator = Emulator::start(Config { tls_versions, ..Config::default() }).unwrap();
        let refused = |fault| match failure(&emulator, fault).downcast::<Error>().unwrap() {
            Error::InvalidCertificate(error) => error,
            other => panic!("{fault}: {other}"),
        };
        let error = refused(Fault::OtherAuthority);
        assert!(matches!(error, CertificateError::UnknownIssuer | CertificateError::BadSignature), "{error:?}");
        let error = refused(Fault::WrongName);
        assert!(matches!(error, CertificateError::NotValidForNameContext { .. }), "{error:?}");
        let error = refused(Fault::ExpiredCertificate);
        assert!(matches!(error, CertificateError::ExpiredContext { .. }), "{error:?}");
        let error = refused(Fault::FutureCertificate);
        assert!(matches!(error, CertificateError::NotValidYetContext { .. }), "{error:?}");
        assert_eq!(emulator.counts().requests, 4);
    }
}

#[test]
fn another_certificate_of_the_same_authority_is_as_good() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let usual = Client::connect(&emulator).certificate();
    assert_eq!(Client::connect(&emulator).certificate(), usual);
    emulator.inject(Fault::OtherCertificate, Times::Next(1));
    let mut client = Client::connect(&emulator);
    assert_ne!(client.certificate(), usual);
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
    assert_eq!(Client::connect(&emulator).certificate(), usual);
}

#[test]
fn the_handshake_can_end_with_any_alert() {
    let emulator = Emulator::start(Config::default()).unwrap();
    for (alert, wanted) in [(40, AlertDescription::HandshakeFailure), (80, AlertDescription::InternalError)] {
        let error = failure(&emulator, Fault::TlsAlert(alert)).downcast::<Error>().unwrap();
        assert_eq!(error, Error::AlertReceived(wanted));
    }
    assert_eq!(emulator.counts().handshakes, 2, "those of the right connections");
    assert_eq!(emulator.counts().connections, 4);
}

#[test]
fn the_handshake_can_end_without_a_word_or_never() {
    let limits = Limits { idle: Duration::from_millis(300), ..Limits::default() };
    let emulator = Emulator::start(Config { limits, ..Config::default() }).unwrap();
    for fault in [Fault::TlsClose, Fault::TlsStall] {
        let since = Instant::now();
        assert_eq!(failure(&emulator, fault).kind(), ErrorKind::UnexpectedEof, "{fault}");
        assert_eq!(since.elapsed() > Duration::from_millis(250), fault == Fault::TlsStall, "{:?}", since.elapsed());
    }
}
