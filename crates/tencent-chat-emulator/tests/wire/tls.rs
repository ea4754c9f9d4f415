//! TLS: versions, names, times, authorities, and what must be refused by a client that looks.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::version::{TLS12, TLS13};
use rustls::{CertificateError, Error, ProtocolVersion};
use tencent_chat_emulator::{CertificateAuthority, Config, Emulator, TlsVersions, Validity};

use crate::client::{ALICE, Client};

#[test]
fn either_version_alone_or_both() {
    for (allowed, versions, wanted) in [
        (TlsVersions::Both, &[&TLS12][..], Some(ProtocolVersion::TLSv1_2)),
        (TlsVersions::Both, &[&TLS12, &TLS13], Some(ProtocolVersion::TLSv1_3)),
        (TlsVersions::Only12, &[&TLS12, &TLS13], Some(ProtocolVersion::TLSv1_2)),
        (TlsVersions::Only13, &[&TLS12, &TLS13], Some(ProtocolVersion::TLSv1_3)),
        (TlsVersions::Only12, &[&TLS13], None),
        (TlsVersions::Only13, &[&TLS12], None),
    ] {
        let emulator = Emulator::start(Config { tls_versions: allowed, ..Config::default() }).unwrap();
        let client = Client::with(&emulator, "localhost", emulator.ca_pem(), versions);
        assert_eq!(client.is_ok(), wanted.is_some());
        if let Ok(mut client) = client {
            assert_eq!(Some(client.tls_version()), wanted);
            assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
        }
        assert_eq!(emulator.counts().handshakes, u64::from(wanted.is_some()));
    }
}

#[test]
fn the_certificate_is_good_for_its_names_only() {
    let emulator = Emulator::start(Config::default()).unwrap();
    assert_eq!(refusal(&emulator, "localhost", emulator.ca_pem()), None);
    assert_eq!(refusal(&emulator, "127.0.0.1", emulator.ca_pem()), None);
    let elsewhere = refusal(&emulator, "elsewhere.example", emulator.ca_pem());
    assert!(matches!(elsewhere, Some(CertificateError::NotValidForNameContext { .. })), "{elsewhere:?}");

    let names = vec!["elsewhere.example".to_owned()];
    let emulator = Emulator::start(Config { names, ..Config::default() }).unwrap();
    assert_eq!(refusal(&emulator, "elsewhere.example", emulator.ca_pem()), None);
    let here = refusal(&emulator, emulator_name(&emulator), emulator.ca_pem());
    assert!(matches!(here, Some(CertificateError::NotValidForNameContext { .. })), "{here:?}");
}

#[test]
fn the_certificate_has_its_time() {
    let start = |validity| Emulator::start(Config { validity, ..Config::default() }).unwrap();
    let expired = start(Validity::EXPIRED);
    let refused = refusal(&expired, "localhost", expired.ca_pem());
    assert!(matches!(refused, Some(CertificateError::ExpiredContext { .. })), "{refused:?}");
    let not_yet = start(Validity::NOT_YET);
    let refused = refusal(&not_yet, "localhost", not_yet.ca_pem());
    assert!(matches!(refused, Some(CertificateError::NotValidYetContext { .. })), "{refused:?}");
    let ages = start(Validity { from: i64::MIN, until: i64::MAX });
    assert_eq!(refusal(&ages, "localhost", ages.ca_pem()), None);
}

#[test]
fn each_emulator_has_an_authority_of_its_own_unless_they_share_one() {
    let first = Emulator::start(Config::default()).unwrap();
    let second = Emulator::start(Config::default()).unwrap();
    assert_ne!(first.ca_pem(), second.ca_pem());
    let unknown = refusal(&first, "localhost", second.ca_pem());
    assert!(matches!(unknown, Some(CertificateError::BadSignature | CertificateError::UnknownIssuer)), "{unknown:?}");

    let authority = CertificateAuthority::generate().unwrap();
    let start = || Emulator::start(Config { authority: Some(authority.clone()), ..Config::default() }).unwrap();
    for emulator in [start(), start()] {
        assert_eq!(emulator.ca_pem(), authority.pem());
        assert_eq!(refusal(&emulator, "localhost", authority.pem()), None);
    }
}

#[test]
fn an_rsa_authority_has_servers_with_rsa_keys() {
    let authority = CertificateAuthority::rsa().unwrap();
    let emulator = Emulator::start(Config { authority: Some(authority.clone()), ..Config::default() }).unwrap();
    let mut client = Client::with(&emulator, "localhost", emulator.ca_pem(), &[&TLS13]).unwrap();
    assert_eq!(client.ask(&emulator, ALICE).unwrap().code(), 0);
    let der = CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap();
    let rsa_encryption = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    assert!(der.windows(rsa_encryption.len()).any(|bytes| bytes == rsa_encryption));
}

/// Clients that take the authority's word for it do not look, but others do.
#[test]
fn the_authority_is_marked_as_one() {
    let authority = CertificateAuthority::generate().unwrap();
    let der = CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap();
    let has = |bytes: &[u8]| der.windows(bytes.len()).any(|window| window == bytes);
    // As DER: the extension's number, critical, then its value.
    let basic_constraints = b"\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x08\x30\x06\x01\x01\xff\x02\x01\x00";
    assert!(has(basic_constraints), "a CA, of certificates that are none themselves");
    let key_usage = b"\x06\x03\x55\x1d\x0f\x01\x01\xff\x04\x04\x03\x02\x01\x06";
    assert!(has(key_usage), "signs certificates and lists of revoked ones");
}

fn emulator_name(emulator: &Emulator) -> &'static str {
    assert_eq!(emulator.host_name(), "localhost");
    "localhost"
}

/// Why a client does not accept the certificate.
fn refusal(emulator: &Emulator, name: &'static str, ca_pem: &str) -> Option<CertificateError> {
    let error = Client::with(emulator, name, ca_pem, rustls::ALL_VERSIONS).err()?;
    match error.downcast::<Error>().unwrap() {
        Error::InvalidCertificate(error) => Some(error),
        other => panic!("{other}"),
    }
}
