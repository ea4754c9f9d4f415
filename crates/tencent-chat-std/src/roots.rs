//! Whom to trust.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::CertificateDer};

use crate::Error;

/// The CAs that may vouch for the service, beside those that were added.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Roots {
    /// Those that the operating system trusts.
    #[cfg(feature = "platform-roots")]
    Platform,
    /// Those that Mozilla trusts, as they were when this was built.
    #[cfg(feature = "webpki-roots")]
    WebPki,
    /// None but those that were added.
    Added,
}

impl Roots {
    pub(crate) const DEFAULT: Self = {
        #[cfg(feature = "platform-roots")]
        {
            Self::Platform
        }
        #[cfg(all(not(feature = "platform-roots"), feature = "webpki-roots"))]
        {
            Self::WebPki
        }
        #[cfg(not(any(feature = "platform-roots", feature = "webpki-roots")))]
        {
            Self::Added
        }
    };

    /// TLS 1.2 and 1.3, with the certificate verified.
    pub(crate) fn config(self, added: Vec<CertificateDer<'static>>) -> Result<Arc<ClientConfig>, Error> {
        let provider = Arc::new(ring::default_provider());
        let builder =
            ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
        let mut store = RootCertStore::empty();
        match self {
            #[cfg(feature = "platform-roots")]
            Self::Platform => {
                let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(added, provider)?;
                let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
                return Ok(Arc::new(builder.with_no_client_auth()));
            }
            #[cfg(feature = "webpki-roots")]
            Self::WebPki => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Self::Added => {}
        }
        for certificate in added {
            store.add(certificate)?;
        }
        Ok(Arc::new(builder.with_root_certificates(store).with_no_client_auth()))
    }
}
