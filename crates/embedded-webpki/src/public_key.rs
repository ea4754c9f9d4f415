//! The key of a peer that is trusted, and what it signs in a handshake of TLS 1.3.

use rustls_pki_types::SubjectPublicKeyInfoDer;
use sha2_of_p256::{Digest, Sha256};
use webpki::RawPublicKeyEntity;

use crate::{
    Error,
    algorithm::{self, Algorithm},
};

/// A `SubjectPublicKeyInfo`, in DER.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey<'c>(&'c [u8]);

impl<'c> PublicKey<'c> {
    /// How long one can be: RSA of 4096 bits.
    pub const MAX_LEN: usize = 550;

    /// From what [`as_der`](Self::as_der) gave. The key is not looked at before it is used.
    #[must_use]
    pub const fn from_der(der: &'c [u8]) -> Self {
        Self(der)
    }

    /// Checks the signature in a server's `CertificateVerify` (RFC 8446, section 4.4.3). `transcript` is the hash of the
    /// handshake's messages up to and including `Certificate`.
    ///
    /// # Errors
    /// [`Error::BadSignature`], [`Error::UnsupportedAlgorithm`], [`Error::Malformed`].
    pub fn verify_handshake(&self, scheme: SignatureScheme, transcript: &[u8], signature: &[u8]) -> Result<(), Error> {
        let algorithm = scheme.algorithm().ok_or(Error::UnsupportedAlgorithm)?;
        let mut room = [b' '; PADDING + CONTEXT.len() + MAX_HASH];
        let len = PADDING + CONTEXT.len() + transcript.len();
        let message = room.get_mut(..len).ok_or(Error::UnsupportedAlgorithm)?;
        if let Some((context, hash)) =
            message.get_mut(PADDING..).and_then(|rest| rest.split_at_mut_checked(CONTEXT.len()))
        {
            context.copy_from_slice(CONTEXT);
            hash.copy_from_slice(transcript);
        }
        let key = SubjectPublicKeyInfoDer::from(self.0);
        Ok(RawPublicKeyEntity::try_from(&key)?.verify_signature(algorithm, message, signature)?)
    }

    /// The key as it stands in its certificate.
    #[must_use]
    pub const fn as_der(&self) -> &'c [u8] {
        self.0
    }

    /// Its SHA-256, as pins have it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// A TLS `SignatureScheme`, by its number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SignatureScheme(pub u16);

impl SignatureScheme {
    /// Those of TLS 1.3 only: PKCS #1 is for certificates.
    const fn algorithm(self) -> Option<&'static Algorithm> {
        Some(match self.0 {
            0x0403 => &algorithm::ECDSA_P256_SHA256,
            #[cfg(feature = "p384")]
            0x0503 => &algorithm::ECDSA_P384_SHA384,
            #[cfg(feature = "rsa")]
            0x0804 => &algorithm::RSA_PSS_SHA256,
            #[cfg(all(feature = "rsa", feature = "sha512"))]
            0x0805 => &algorithm::RSA_PSS_SHA384,
            #[cfg(all(feature = "rsa", feature = "sha512"))]
            0x0806 => &algorithm::RSA_PSS_SHA512,
            _ => return None,
        })
    }
}

/// So many spaces, the context, and the transcript's hash are what is signed.
const PADDING: usize = 64;
const CONTEXT: &[u8] = b"TLS 1.3, server CertificateVerify\0";
/// SHA-384 is the longest hash of TLS 1.3's cipher suites.
const MAX_HASH: usize = 48;
