//! The emulator's own certificate authority, its certificate, and TLS with it.

use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::admin;
use crate::clock::machine_now;
use crate::config::{Config, TlsVersions, Validity};
use crate::fault::Fault;

/// Who signs the certificates of one or several emulators. Cloning it does not make another one.
#[derive(Clone)]
pub struct CertificateAuthority(Arc<Authority>);

struct Authority {
    keys: Keys,
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl CertificateAuthority {
    /// Makes a new one, with a key of its own (ECDSA on P-256), good from 1975 to 4096 whatever a device's clock says.
    ///
    /// # Errors
    ///
    /// When the system has no randomness to offer.
    pub fn generate() -> Result<Self, CertificateError> {
        Self::new(Keys::Ecdsa)
    }

    /// Makes one whose key, and those of its servers, are RSA keys of 2048 bits. They take long to make, and stand in the source:
    /// nobody may trust it but tests on this machine.
    ///
    /// # Errors
    ///
    /// When the system has no randomness to offer.
    pub fn rsa() -> Result<Self, CertificateError> {
        Self::new(Keys::Rsa)
    }

    fn new(keys: Keys) -> Result<Self, CertificateError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "tencent-chat-emulator: for tests only");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = keys.of_authority()?;
        let pem = params.self_signed(&key)?.pem();
        Ok(Self(Arc::new(Authority { keys, issuer: Issuer::new(params, key), pem })))
    }

    /// Its certificate as PEM, for clients to trust.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.0.pem
    }

    /// A certificate for these names, and its key.
    fn issue(
        &self,
        names: &[String],
        validity: Validity,
    ) -> Result<(CertificateDer<'static>, KeyPair), CertificateError> {
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name.push(DnType::CommonName, "tencent-chat-emulator");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let second = |offset: i64| {
            let seconds = machine_now().seconds().saturating_add(offset).clamp(0, LAST_SECOND);
            date_time_ymd(1970, 1, 1) + Duration::from_secs(seconds.unsigned_abs())
        };
        params.not_before = second(validity.from);
        params.not_after = second(validity.until);
        let key = self.0.keys.of_server()?;
        let certificate = params.signed_by(&key, &self.0.issuer)?;
        Ok((certificate.der().clone(), key))
    }
}

impl fmt::Debug for CertificateAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateAuthority").finish_non_exhaustive()
    }
}

/// What kind of keys there are.
#[derive(Clone, Copy)]
enum Keys {
    Ecdsa,
    Rsa,
}

impl Keys {
    fn of_authority(self) -> Result<KeyPair, rcgen::Error> {
        self.pair(include_str!("tls/rsa-authority.pem"))
    }

    fn of_server(self) -> Result<KeyPair, rcgen::Error> {
        self.pair(include_str!("tls/rsa-server.pem"))
    }

    fn pair(self, rsa: &str) -> Result<KeyPair, rcgen::Error> {
        match self {
            Self::Ecdsa => KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256),
            Self::Rsa => KeyPair::from_pem_and_sign_algo(rsa, &PKCS_RSA_SHA256),
        }
    }
}

/// TLS as the configuration wants it, and as the faults want it.
pub(crate) struct Tls {
    authority: CertificateAuthority,
    names: Vec<String>,
    validity: Validity,
    versions: TlsVersions,
    usual: Arc<ServerConfig>,
}

impl Tls {
    pub(crate) fn new(config: &Config, authority: CertificateAuthority) -> Result<Self, CertificateError> {
        let mut names = config.names.clone();
        names.push(admin::HOST_NAME.to_owned());
        let (validity, versions) = (config.validity, config.tls_versions);
        let usual = server(&authority, &names, validity, versions)?;
        Ok(Self { authority, names, validity, versions, usual })
    }

    /// What serves a connection to which this fault happens. One with another certificate takes up no session that was begun
    /// with the usual one, so that the client sees it.
    pub(crate) fn server(&self, fault: Option<Fault>) -> Result<Arc<ServerConfig>, CertificateError> {
        let Self { authority, names, validity, versions, usual } = self;
        match fault {
            Some(Fault::OtherCertificate) => server(authority, names, *validity, *versions),
            Some(Fault::OtherAuthority) => server(&CertificateAuthority::generate()?, names, *validity, *versions),
            Some(Fault::WrongName) => server(authority, &[WRONG_NAME.to_owned()], *validity, *versions),
            Some(Fault::ExpiredCertificate) => server(authority, names, Validity::EXPIRED, *versions),
            Some(Fault::FutureCertificate) => server(authority, names, Validity::NOT_YET, *versions),
            _ => Ok(Arc::clone(usual)),
        }
    }

    pub(crate) fn authority(&self) -> &CertificateAuthority {
        &self.authority
    }
}

/// A server with a fresh certificate.
fn server(
    authority: &CertificateAuthority,
    names: &[String],
    validity: Validity,
    versions: TlsVersions,
) -> Result<Arc<ServerConfig>, CertificateError> {
    let (certificate, key) = authority.issue(names, validity)?;
    let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(|why| CertificateError(why.to_owned()))?;
    let versions: &[_] = match versions {
        TlsVersions::Only12 => &[&rustls::version::TLS12],
        TlsVersions::Only13 => &[&rustls::version::TLS13],
        TlsVersions::Both => &[&rustls::version::TLS12, &rustls::version::TLS13],
    };
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(versions)?
        .with_no_client_auth()
        // The authority's own certificate is with whoever trusts it; sending it too would fill small devices' buffers.
        .with_single_cert(vec![certificate], key)?;
    Ok(Arc::new(config))
}

/// Why no certificate could be made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateError(String);

impl fmt::Display for CertificateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for CertificateError {}

impl From<rcgen::Error> for CertificateError {
    fn from(error: rcgen::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<rustls::Error> for CertificateError {
    fn from(error: rustls::Error) -> Self {
        Self(error.to_string())
    }
}

/// Nobody can have this name.
const WRONG_NAME: &str = "elsewhere.invalid";
/// The last second of the year 9999, beyond which a certificate cannot state a time.
const LAST_SECOND: i64 = 253_402_300_799;
