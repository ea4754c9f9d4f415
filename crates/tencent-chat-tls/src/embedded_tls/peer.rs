//! Who the peer is, and what it has shown so far. embedded-tls asks, in the order in which messages come.

use embedded_tls::{
    Aes128GcmSha256, CertificateEntryRef, CertificateRef, CertificateVerifyRef, CryptoProvider, CryptoRngCore, Sha256,
    TlsError, TlsVerifier,
};
use embedded_webpki::{CertificateDer, PublicKey, SignatureScheme, Time, Verifier};
use rand_core::CryptoRng;
use rand_core_of_p256 as of_p256;
use sha2_of_p256::Digest;

use crate::Error;

/// A peer that has to show that it is `host`.
pub(super) struct Peer<'h, R> {
    verifier: Verifier<'h>,
    host: &'h str,
    time: Time,
    random: Random<'h, R>,
    shown: Shown,
    /// Of the certificate, once that is shown.
    key: Key,
    /// The hash of the messages up to the certificate, once that is shown.
    transcript: [u8; 32],
}

/// What a peer has shown.
#[derive(Clone, Copy)]
enum Shown {
    Nothing,
    /// A certificate for the host, by somebody who is trusted.
    Certificate,
    /// And that it has the key.
    Itself,
    /// It could not.
    Failed(Error),
}

impl<'h, R: CryptoRng> Peer<'h, R> {
    pub(super) const fn new(verifier: Verifier<'h>, host: &'h str, time: Time, random: &'h mut R) -> Self {
        let (key, transcript) = (Key { der: [0; PublicKey::MAX_LEN], len: 0 }, [0; 32]);
        Self { verifier, host, time, random: Random(random), shown: Shown::Nothing, key, transcript }
    }

    /// Whether it has shown all there is to show.
    pub(super) const fn verdict(&self) -> Result<(), Error> {
        match self.shown {
            Shown::Nothing => Err(Error::Untrusted(embedded_webpki::Error::NoCertificate)),
            Shown::Certificate => Err(Error::Unproven),
            Shown::Itself => Ok(()),
            Shown::Failed(error) => Err(error),
        }
    }

    /// Why the handshake ended, if that was for what it showed.
    pub(super) const fn failure(&self) -> Option<Error> {
        match self.shown {
            Shown::Failed(error) => Some(error),
            _ => None,
        }
    }

    fn certificate(&mut self, transcript: &Sha256, message: &CertificateRef<'_>) -> Result<Shown, Error> {
        let Shown::Nothing = self.shown else { return Err(Error::Protocol) };
        let mut chain = [const { CertificateDer::from_slice(&[]) }; 16];
        for (certificate, entry) in chain.iter_mut().zip(&message.entries) {
            let CertificateEntryRef::X509(der) = entry else { return Err(Error::Protocol) };
            *certificate = CertificateDer::from(*der);
        }
        let chain = chain.get(..message.entries.len()).unwrap_or(&chain);
        let key = self.verifier.verify(chain, self.host, self.time)?;
        self.key.set(key).ok_or(Error::Protocol)?;
        self.transcript = transcript.clone().finalize().into();
        Ok(Shown::Certificate)
    }

    fn signature(&self, message: &CertificateVerifyRef<'_>) -> Result<Shown, Error> {
        let Shown::Certificate = self.shown else { return Err(Error::Protocol) };
        let scheme = SignatureScheme(message.signature_scheme.as_u16());
        self.key.get().verify_handshake(scheme, &self.transcript, message.signature)?;
        Ok(Shown::Itself)
    }

    fn show(&mut self, shown: Result<Shown, Error>) -> Result<(), TlsError> {
        self.shown = shown.unwrap_or_else(Shown::Failed);
        if self.failure().is_some() { Err(TlsError::InvalidCertificate) } else { Ok(()) }
    }
}

impl<R: CryptoRng> TlsVerifier<Aes128GcmSha256> for Peer<'_, R> {
    /// The host is known.
    fn set_hostname_verification(&mut self, _: &str) -> Result<(), TlsError> {
        Ok(())
    }

    fn verify_certificate(&mut self, transcript: &Sha256, message: CertificateRef<'_>) -> Result<(), TlsError> {
        let shown = self.certificate(transcript, &message);
        self.show(shown)
    }

    fn verify_signature(&mut self, message: CertificateVerifyRef<'_>) -> Result<(), TlsError> {
        let shown = self.signature(&message);
        self.show(shown)
    }
}

impl<R: CryptoRng> CryptoProvider for Peer<'_, R> {
    type CipherSuite = Aes128GcmSha256;
    /// There are no certificates of clients, and nothing is signed.
    type Signature = [u8; 0];

    fn rng(&mut self) -> impl CryptoRngCore {
        &mut self.random
    }

    fn verifier(&mut self) -> Result<&mut impl TlsVerifier<Aes128GcmSha256>, TlsError> {
        Ok(self)
    }
}

/// A public key that outlives its message.
struct Key {
    der: [u8; PublicKey::MAX_LEN],
    len: usize,
}

impl Key {
    fn set(&mut self, key: PublicKey<'_>) -> Option<()> {
        self.len = key.as_der().len();
        self.der.get_mut(..self.len)?.copy_from_slice(key.as_der());
        Some(())
    }

    fn get(&self) -> PublicKey<'_> {
        PublicKey::from_der(self.der.get(..self.len).unwrap_or_default())
    }
}

/// Today's random numbers, as of yesterday's traits.
struct Random<'r, R>(&'r mut R);

impl<R: CryptoRng> of_p256::RngCore for Random<'_, R> {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn fill_bytes(&mut self, room: &mut [u8]) {
        self.0.fill_bytes(room);
    }

    fn try_fill_bytes(&mut self, room: &mut [u8]) -> Result<(), of_p256::Error> {
        self.0.fill_bytes(room);
        Ok(())
    }
}

impl<R: CryptoRng> of_p256::CryptoRng for Random<'_, R> {}
