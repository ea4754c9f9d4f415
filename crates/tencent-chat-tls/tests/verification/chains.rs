//! CAs of all kinds, and what they sign.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, NameConstraints, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PublicKeyData, date_time_ymd,
};
use rustls::pki_types::CertificateDer;

/// 2025-01-01, the first second of certificates, if nothing else is said.
pub(crate) const FROM: u64 = 1_735_689_600;
/// A time at which they are valid.
pub(crate) const NOW: u64 = FROM + 150 * DAY;
/// 2026-01-01, their last.
pub(crate) const UNTIL: u64 = FROM + 365 * DAY;
pub(crate) const DAY: u64 = 86_400;

/// Kinds of keys. Those of RSA are always the same, for making one takes long.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    P256,
    P384,
    Rsa2048,
    Rsa2048Ca,
    Rsa4096Ca,
}

impl Kind {
    fn key(self) -> KeyPair {
        match self {
            Self::P256 => KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256),
            Self::P384 => KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384),
            Self::Rsa2048 => KeyPair::from_pem(include_str!("keys/rsa2048.pem")),
            Self::Rsa2048Ca => KeyPair::from_pem(include_str!("keys/rsa2048-ca.pem")),
            Self::Rsa4096Ca => KeyPair::from_pem(include_str!("keys/rsa4096-ca.pem")),
        }
        .unwrap()
    }
}

/// A CA.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its own certificate, and those of whoever issued it, but for the root's.
    chain: Vec<CertificateDer<'static>>,
    certificate: CertificateDer<'static>,
}

/// What a server has to show, or pretends to.
#[derive(Clone)]
pub(crate) struct Identity {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    /// PKCS #8.
    pub(crate) key: Vec<u8>,
    pub(crate) public_key: Vec<u8>,
}

impl Authority {
    pub(crate) fn root(kind: Kind) -> Self {
        Self::named_root(kind, "root")
    }

    pub(crate) fn named_root(kind: Kind, name: &str) -> Self {
        let (params, key) = (authority(name, FROM, UNTIL), kind.key());
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self { issuer: Issuer::new(params, key), chain: Vec::new(), certificate }
    }

    pub(crate) fn intermediate(&self, kind: Kind) -> Self {
        self.intermediate_with(kind, |_| ())
    }

    pub(crate) fn intermediate_with(&self, kind: Kind, change: impl FnOnce(&mut CertificateParams)) -> Self {
        let (mut params, key) = (authority("intermediate", FROM, UNTIL), kind.key());
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        let chain = [certificate.clone()].into_iter().chain(self.chain.iter().cloned()).collect();
        Self { issuer: Issuer::new(params, key), chain, certificate }
    }

    pub(crate) fn issue(&self, kind: Kind, names: &[&str]) -> Identity {
        self.issue_with(kind, names, |_| ())
    }

    pub(crate) fn issue_with(
        &self,
        kind: Kind,
        names: &[&str],
        change: impl FnOnce(&mut CertificateParams),
    ) -> Identity {
        let (mut params, key) = (server(names), kind.key());
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Identity::new(certificate, self.chain.clone(), &key)
    }

    /// Somebody whom a CA certified as a server, and who now issues certificates as if it were one.
    pub(crate) fn usurper(&self, names: &[&str]) -> Self {
        let (params, key) = (server(names), Kind::P256.key());
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Self { issuer: Issuer::new(params, key), chain: vec![certificate.clone()], certificate }
    }

    /// As if its own certificate were a server's.
    pub(crate) fn as_server(&self) -> Identity {
        Identity::new(self.certificate.clone(), self.chain.get(1..).unwrap_or_default().to_vec(), self.issuer.key())
    }

    pub(crate) fn public_key(&self) -> Vec<u8> {
        self.issuer.key().subject_public_key_info()
    }

    pub(crate) fn certificate(&self) -> CertificateDer<'static> {
        self.certificate.clone()
    }
}

impl Identity {
    fn new(certificate: CertificateDer<'static>, others: Vec<CertificateDer<'static>>, key: &KeyPair) -> Self {
        let chain = [certificate].into_iter().chain(others).collect();
        Self { chain, key: key.serialize_der(), public_key: key.subject_public_key_info() }
    }

    pub(crate) fn self_signed(names: &[&str]) -> Self {
        let (params, key) = (server(names), Kind::P256.key());
        Self::new(params.self_signed(&key).unwrap().der().clone(), Vec::new(), &key)
    }
}

/// From this day on, and until that, both in Unix time.
pub(crate) fn valid(params: &mut CertificateParams, from: u64, until: u64) {
    let date = |second| date_time_ymd(1970, 1, 1) + core::time::Duration::from_secs(second);
    (params.not_before, params.not_after) = (date(from), date(until));
}

pub(crate) fn only_for(params: &mut CertificateParams, domain: &str) {
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName(domain.to_owned())],
        excluded_subtrees: Vec::new(),
    });
}

fn authority(name: &str, from: u64, until: u64) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, format!("{name}, for tests only"));
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    valid(&mut params, from, until);
    params
}

fn server(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, "server, for tests only");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    valid(&mut params, FROM, UNTIL);
    params
}
