//! Whom to trust, and whether somebody is.

use core::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName, TrustAnchor, UnixTime};
use sha2_of_p256::{Digest, Sha256};
use webpki::{Cert, EndEntityCert, KeyUsage, VerifiedPath, anchor_from_trusted_cert};

use crate::{ALGORITHMS, Error, PublicKey, Time, der};

/// Whom to trust.
#[derive(Clone, Copy, Debug)]
pub struct Verifier<'a> {
    /// `None`: whoever has a pinned key.
    roots: Option<&'a [TrustAnchor<'a>]>,
    pins: &'a [[u8; 32]],
}

impl<'a> Verifier<'a> {
    /// Servers with a certificate for the host, by one of these CAs.
    #[must_use]
    pub const fn new(roots: &'a [TrustAnchor<'a>]) -> Self {
        Self { roots: Some(roots), pins: &[] }
    }

    /// Servers that have one of these keys, whatever their certificates say: no CA, name or date is looked at, and no clock is
    /// needed. Pins are the SHA-256 of a `SubjectPublicKeyInfo`.
    #[must_use]
    pub const fn of_keys(pins: &'a [[u8; 32]]) -> Self {
        Self { roots: None, pins }
    }

    /// And one of these keys has to be on the way from the server to the root, both included. Without any pins there is
    /// nothing more to check.
    #[must_use]
    pub const fn with_pins(self, pins: &'a [[u8; 32]]) -> Self {
        Self { pins, ..self }
    }

    /// What can be known before a server is asked: that the host is one, and that dates can be checked. Whether the host is a DNS
    /// name, which servers are told in the handshake; addresses are not.
    ///
    /// # Errors
    /// [`Error::HostName`], [`Error::NoClock`].
    pub fn check_in_advance(&self, host: &str, time: Time) -> Result<bool, Error> {
        let host = ServerName::try_from(host).map_err(|_| Error::HostName)?;
        if self.roots.is_some() && time == Time::Unknown {
            Err(Error::NoClock)
        } else {
            Ok(matches!(host, ServerName::DnsName(_)))
        }
    }

    /// Verifies a server's certificates, its own first. What remains is for the server to sign with the key.
    ///
    /// # Errors
    /// Which check failed; of several chains that are possible, that of the one that got furthest.
    pub fn verify<'c>(&self, chain: &'c [CertificateDer<'c>], host: &str, time: Time) -> Result<PublicKey<'c>, Error> {
        let (own, others) = chain.split_first().ok_or(Error::NoCertificate)?;
        let key = public_key(own).ok_or(Error::Malformed)?;
        let Some(roots) = self.roots else {
            return if self.pins.contains(&key.hash()) { Ok(key) } else { Err(Error::NotPinned) };
        };
        let host = ServerName::try_from(host).map_err(|_| Error::HostName)?;
        let certificate = EndEntityCert::try_from(own)?;
        let path = valid_path(&certificate, others, roots, time)?;
        certificate.verify_is_valid_for_subject_name(&host)?;
        if self.pins.is_empty() || self.has_pinned(&path) { Ok(key) } else { Err(Error::NotPinned) }
    }

    fn has_pinned(&self, path: &VerifiedPath<'_>) -> bool {
        let is_pinned = |hash: Option<[u8; 32]>| hash.is_some_and(|hash| self.pins.contains(&hash));
        let of_certificate = |certificate: &Cert<'_>| public_key(&certificate.der()).map(|key| key.hash());
        is_pinned(of_certificate(path.end_entity()))
            || path.intermediate_certificates().any(|certificate| is_pinned(of_certificate(certificate)))
            || is_pinned(hash_of_root(path.anchor()))
    }
}

/// A root from its certificate in DER. Lists of constants, as in `webpki-roots`, need none of this.
///
/// # Errors
/// [`Error::Malformed`].
pub fn root<'a>(certificate: &'a CertificateDer<'a>) -> Result<TrustAnchor<'a>, Error> {
    Ok(anchor_from_trusted_cert(certificate)?)
}

/// The way from a certificate to a root, all of it valid at one time.
fn valid_path<'p>(
    certificate: &'p EndEntityCert<'p>,
    others: &'p [CertificateDer<'p>],
    roots: &'p [TrustAnchor<'p>],
    time: Time,
) -> Result<VerifiedPath<'p>, Error> {
    let at = |second| {
        let time = UnixTime::since_unix_epoch(Duration::from_secs(second));
        let usage = KeyUsage::server_auth();
        certificate.verify_for_usage(ALGORITHMS, roots, others, time, usage, None, None)
    };
    match time {
        Time::Unknown => Err(Error::NoClock),
        Time::Now(second) => Ok(at(second)?),
        Time::After(mut second) => {
            // It is tried at the first second at which the next of the certificates is valid, too.
            for _ in 0..=others.len() {
                match at(second) {
                    Err(webpki::Error::CertNotValidYet { not_before, .. }) => second = not_before.as_secs(),
                    result => return Ok(result?),
                }
            }
            Ok(at(second)?)
        }
    }
}

fn public_key<'c>(certificate: &'c CertificateDer<'_>) -> Option<PublicKey<'c>> {
    der::public_key_info(certificate).map(PublicKey::from_der)
}

/// A root's key is kept without the header that is hashed with it.
fn hash_of_root(root: &TrustAnchor<'_>) -> Option<[u8; 32]> {
    let info = root.subject_public_key_info.as_ref();
    let len = u16::try_from(info.len()).ok()?;
    let hash = Sha256::new_with_prefix([der::SEQUENCE]);
    let hash = match len.to_be_bytes() {
        [0, len @ 0..=0x7F] => hash.chain_update([len]),
        [0, len] => hash.chain_update([0x81, len]),
        [high, low] => hash.chain_update([0x82, high, low]),
    };
    Some(hash.chain_update(info).finalize().into())
}
