//! Which check failed.

use core::fmt;

use webpki::Error as Webpki;

/// Which check a certificate, or a signature made with its key, did not pass.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The time is not known at all, so that no dates can be checked.
    NoClock,
    /// The host is neither a DNS name nor an IP address.
    HostName,
    /// The peer showed no certificate.
    NoCertificate,
    /// A certificate is none: not DER, not X.509 version 3, or with an extension that is critical and unknown.
    Malformed,
    /// Nobody who is trusted has issued it.
    UnknownIssuer,
    /// A certificate has run out, or the clock is fast.
    Expired,
    /// A certificate is for later, or the clock is slow.
    NotYetValid,
    /// It was issued to somebody else: none of its names is the host's.
    WrongName,
    /// The holder of a certificate issued others, and is no CA.
    NotACa,
    /// It is a CA's, and no server's.
    CaAsServer,
    /// It is for something else than for servers.
    WrongUsage,
    /// A CA issued for names, or through other CAs, that it may not.
    BeyondConstraints,
    /// A signature is not by the key it should be by, or is by an RSA key of less than 2048 or more than 4096 bits.
    BadSignature,
    /// A key or a signature is of a kind that is not supported, or that a feature of this crate adds.
    UnsupportedAlgorithm,
    /// None of the keys on the way to the root is one that is pinned.
    NotPinned,
    /// To find a way to a root took too many steps.
    TooManySteps,
}

impl From<Webpki> for Error {
    fn from(error: Webpki) -> Self {
        match error {
            Webpki::UnknownIssuer => Self::UnknownIssuer,
            Webpki::CertExpired { .. } => Self::Expired,
            Webpki::CertNotValidYet { .. } => Self::NotYetValid,
            Webpki::CertNotValidForName(_) => Self::WrongName,
            Webpki::EndEntityUsedAsCa => Self::NotACa,
            Webpki::CaUsedAsEndEntity => Self::CaAsServer,
            Webpki::RequiredEkuNotFoundContext(_) | Webpki::EmptyEkuExtension => Self::WrongUsage,
            Webpki::NameConstraintViolation | Webpki::PathLenConstraintViolated | Webpki::MaximumPathDepthExceeded => {
                Self::BeyondConstraints
            }
            Webpki::InvalidSignatureForPublicKey => Self::BadSignature,
            Webpki::UnsupportedSignatureAlgorithmContext(_)
            | Webpki::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => Self::UnsupportedAlgorithm,
            Webpki::MaximumSignatureChecksExceeded
            | Webpki::MaximumPathBuildCallsExceeded
            | Webpki::MaximumNameConstraintComparisonsExceeded => Self::TooManySteps,
            _ => Self::Malformed,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoClock => "the time is not known, so that no certificate can be verified",
            Self::HostName => "the host is neither a DNS name nor an IP address",
            Self::NoCertificate => "the peer showed no certificate",
            Self::Malformed => "a certificate cannot be read",
            Self::UnknownIssuer => "nobody who is trusted has issued the certificate",
            Self::Expired => "a certificate has expired, or the clock is fast",
            Self::NotYetValid => "a certificate is not valid yet, or the clock is slow",
            Self::WrongName => "the certificate is for another host",
            Self::NotACa => "the certificate was issued with one that is no CA's",
            Self::CaAsServer => "the certificate is a CA's, and no server's",
            Self::WrongUsage => "the certificate is not for servers",
            Self::BeyondConstraints => "a CA has issued what it may not",
            Self::BadSignature => "a signature is wrong",
            Self::UnsupportedAlgorithm => "a key or signature is of a kind that is not supported",
            Self::NotPinned => "none of the keys is pinned",
            Self::TooManySteps => "the certificates lead nowhere within the steps there are",
        })
    }
}

impl core::error::Error for Error {}
