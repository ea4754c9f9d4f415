//! What the cases of a whole handshake (`tencent-chat-tls`, `tests/verification`) cannot show one by one.
#![cfg(test)]

use embedded_webpki::{CertificateDer, Error, PublicKey, SignatureScheme, Time, Verifier, root};
use rcgen::{CertificateParams, KeyPair, PublicKeyData, SigningKey};

#[test]
fn without_the_time_nothing_is_verified() {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["chat.example".to_owned()]).unwrap();
    let certificate = [params.self_signed(&key).unwrap().der().clone()];
    let verifier = Verifier::new(&[]);
    assert_eq!(verifier.verify(&certificate, "chat.example", Time::Unknown), Err(Error::NoClock));
    assert_eq!(verifier.check_in_advance("chat.example", Time::Unknown), Err(Error::NoClock));
    assert_eq!(verifier.check_in_advance("chat.example", Time::After(0)), Ok(true));
    assert_eq!(Verifier::of_keys(&[]).check_in_advance("127.0.0.1", Time::Unknown), Ok(false));
}

#[test]
fn what_is_no_certificate_is_malformed() {
    let verifier = Verifier::new(&[]);
    assert_eq!(verifier.verify(&[], "chat.example", Time::Now(0)), Err(Error::NoCertificate));
    let certificate = CertificateParams::new(vec!["chat.example".to_owned()]).unwrap();
    let certificate = certificate.self_signed(&KeyPair::generate().unwrap()).unwrap();
    let der: &[u8] = certificate.der();
    // Cut anywhere, or with a byte too many.
    for len in 0..der.len() {
        let cut = [CertificateDer::from(&der[..len])];
        assert_eq!(verifier.verify(&cut, "chat.example", Time::Now(0)), Err(Error::Malformed), "{len}");
        assert_eq!(root(&cut[0]).err(), Some(Error::Malformed), "{len}");
    }
    let longer = [der, &[0]].concat();
    assert_eq!(verifier.verify(&[longer.into()], "chat.example", Time::Now(0)), Err(Error::Malformed));
}

#[test]
fn a_handshake_is_signed_as_its_scheme_says() {
    let transcript = [7; 32];
    let message = [&[b' '; 64][..], b"TLS 1.3, server CertificateVerify\0", &transcript].concat();

    let ec = KeyPair::generate().unwrap();
    let signature = ec.sign(&message).unwrap();
    let der = ec.subject_public_key_info();
    let key = PublicKey::from_der(&der);
    assert_eq!(key.verify_handshake(SignatureScheme(0x0403), &transcript, &signature), Ok(()));
    assert_eq!(key.verify_handshake(SignatureScheme(0x0403), &[8; 32], &signature), Err(Error::BadSignature));
    for other in [0x0804, 0x0401, 0x0503, 0x0603, 0x0807, 0x0203, 0] {
        let judged = key.verify_handshake(SignatureScheme(other), &transcript, &signature);
        assert_eq!(judged, Err(Error::UnsupportedAlgorithm), "{other:#06x}");
    }
    let too_long = key.verify_handshake(SignatureScheme(0x0403), &[7; 49], &signature);
    assert_eq!(too_long, Err(Error::UnsupportedAlgorithm));
    let cut = PublicKey::from_der(&der[..der.len() - 1]);
    assert_eq!(cut.verify_handshake(SignatureScheme(0x0403), &transcript, &signature), Err(Error::Malformed));
}

#[test]
fn mozillas_list_of_roots_is_one() {
    let certificate = CertificateParams::new(vec!["chat.example".to_owned()]).unwrap();
    let certificate = [certificate.self_signed(&KeyPair::generate().unwrap()).unwrap().der().clone()];
    let verifier = Verifier::new(webpki_roots::TLS_SERVER_ROOTS);
    assert_eq!(verifier.verify(&certificate, "chat.example", Time::Now(1_750_000_000)), Err(Error::UnknownIssuer));
}
