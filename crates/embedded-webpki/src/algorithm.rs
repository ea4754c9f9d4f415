//! The kinds of signatures that are supported.

use core::fmt;

use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};
use sha2_of_p256::Sha256;
#[cfg(feature = "sha512")]
use sha2_of_p256::Sha384;
#[cfg(all(feature = "rsa", feature = "sha512"))]
use sha2_of_p256::Sha512;

use crate::ecdsa;
#[cfg(feature = "rsa")]
use crate::rsa;

/// All signatures that a certificate may bear, for use with `rustls-webpki`.
pub const ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    &ECDSA_P256_SHA256,
    #[cfg(feature = "sha512")]
    &ECDSA_P256_SHA384,
    #[cfg(feature = "p384")]
    &ECDSA_P384_SHA256,
    #[cfg(feature = "p384")]
    &ECDSA_P384_SHA384,
    #[cfg(feature = "rsa")]
    &RSA_PKCS1_SHA256,
    #[cfg(all(feature = "rsa", feature = "sha512"))]
    &RSA_PKCS1_SHA384,
    #[cfg(all(feature = "rsa", feature = "sha512"))]
    &RSA_PKCS1_SHA512,
    #[cfg(feature = "rsa")]
    &RSA_PSS_SHA256,
    #[cfg(all(feature = "rsa", feature = "sha512"))]
    &RSA_PSS_SHA384,
    #[cfg(all(feature = "rsa", feature = "sha512"))]
    &RSA_PSS_SHA512,
];

/// A kind of signatures.
pub(crate) struct Algorithm {
    name: &'static str,
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
    verify: Verify,
}

/// Verifies with a `subjectPublicKey`, of a message, a signature.
type Verify = fn(&[u8], &[u8], &[u8]) -> Option<()>;

impl SignatureVerificationAlgorithm for Algorithm {
    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        (self.verify)(public_key, message, signature).ok_or(InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature
    }
}

impl fmt::Debug for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

pub(crate) const ECDSA_P256_SHA256: Algorithm = Algorithm {
    name: "embedded-webpki ECDSA P-256 SHA-256",
    key: alg_id::ECDSA_P256,
    signature: alg_id::ECDSA_SHA256,
    verify: ecdsa::p256::<Sha256>,
};
#[cfg(feature = "sha512")]
const ECDSA_P256_SHA384: Algorithm = Algorithm {
    name: "embedded-webpki ECDSA P-256 SHA-384",
    key: alg_id::ECDSA_P256,
    signature: alg_id::ECDSA_SHA384,
    verify: ecdsa::p256::<Sha384>,
};
#[cfg(feature = "p384")]
const ECDSA_P384_SHA256: Algorithm = Algorithm {
    name: "embedded-webpki ECDSA P-384 SHA-256",
    key: alg_id::ECDSA_P384,
    signature: alg_id::ECDSA_SHA256,
    verify: ecdsa::p384::<Sha256>,
};
#[cfg(feature = "p384")]
pub(crate) const ECDSA_P384_SHA384: Algorithm = Algorithm {
    name: "embedded-webpki ECDSA P-384 SHA-384",
    key: alg_id::ECDSA_P384,
    signature: alg_id::ECDSA_SHA384,
    verify: ecdsa::p384::<Sha384>,
};
#[cfg(feature = "rsa")]
const RSA_PKCS1_SHA256: Algorithm = Algorithm {
    name: "embedded-webpki RSA PKCS #1 SHA-256",
    key: alg_id::RSA_ENCRYPTION,
    signature: alg_id::RSA_PKCS1_SHA256,
    verify: rsa::pkcs1::<Sha256>,
};
#[cfg(all(feature = "rsa", feature = "sha512"))]
const RSA_PKCS1_SHA384: Algorithm = Algorithm {
    name: "embedded-webpki RSA PKCS #1 SHA-384",
    key: alg_id::RSA_ENCRYPTION,
    signature: alg_id::RSA_PKCS1_SHA384,
    verify: rsa::pkcs1::<Sha384>,
};
#[cfg(all(feature = "rsa", feature = "sha512"))]
const RSA_PKCS1_SHA512: Algorithm = Algorithm {
    name: "embedded-webpki RSA PKCS #1 SHA-512",
    key: alg_id::RSA_ENCRYPTION,
    signature: alg_id::RSA_PKCS1_SHA512,
    verify: rsa::pkcs1::<Sha512>,
};
#[cfg(feature = "rsa")]
pub(crate) const RSA_PSS_SHA256: Algorithm = Algorithm {
    name: "embedded-webpki RSA PSS SHA-256",
    key: alg_id::RSA_ENCRYPTION,
    signature: alg_id::RSA_PSS_SHA256,
    verify: rsa::pss::<Sha256>,
};
#[cfg(all(feature = "rsa", feature = "sha512"))]
pub(crate) const RSA_PSS_SHA384: Algorithm = Algorithm {
    name: "embedded-webpki RSA PSS SHA-384",
    key: alg_id::RSA_ENCRYPTION,
    signature: alg_id::RSA_PSS_SHA384,
    verify: rsa::pss::<Sha384>,
};
#[cfg(all(feature = "rsa", feature = "sha512"))]
pub(crate) const RSA_PSS_SHA512: Algorithm = Algorithm {
    name: "embedded-webpki RSA PSS SHA-512",
    key: alg_id::RSA_ENCRYPTION,
    signature: alg_id::RSA_PSS_SHA512,
    verify: rsa::pss::<Sha512>,
};
