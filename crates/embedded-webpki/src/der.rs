//! As much DER as takes a public key out of a certificate that was parsed before, and an RSA key apart.

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const SEQUENCE: u8 = 0x30;
/// The version of a certificate, `[0]`.
const VERSION: u8 = 0xA0;

/// One element after the other.
pub(crate) struct Reader<'d>(&'d [u8]);

impl<'d> Reader<'d> {
    pub(crate) const fn new(der: &'d [u8]) -> Self {
        Self(der)
    }

    #[cfg(feature = "rsa")]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is in the next element, if that has this tag.
    pub(crate) fn content(&mut self, tag: u8) -> Option<&'d [u8]> {
        let (element, content) = self.split(tag)?;
        self.0 = self.0.get(element.len()..)?;
        Some(content)
    }

    /// The next element as it stands, if it has this tag.
    fn element(&mut self, tag: u8) -> Option<&'d [u8]> {
        let (element, _) = self.split(tag)?;
        self.0 = self.0.get(element.len()..)?;
        Some(element)
    }

    fn split(&self, tag: u8) -> Option<(&'d [u8], &'d [u8])> {
        let (first, rest) = self.0.split_first()?;
        let (length, rest) = rest.split_first()?;
        let (start, length) = match (length, rest) {
            (0..=0x7F, _) => (2, usize::from(*length)),
            (0x81, [length @ 0x80..=0xFF, ..]) => (3, usize::from(*length)),
            (0x82, [high @ 1..=0xFF, low, ..]) => (4, usize::from(u16::from_be_bytes([*high, *low]))),
            _ => return None,
        };
        let element = self.0.get(..start + length)?;
        (*first == tag).then_some((element, element.get(start..)?))
    }
}

/// The `SubjectPublicKeyInfo` of a certificate.
pub(crate) fn public_key_info(certificate: &[u8]) -> Option<&[u8]> {
    let signed = Reader::new(certificate).content(SEQUENCE)?;
    let mut fields = Reader::new(Reader::new(signed).content(SEQUENCE)?);
    fields.content(VERSION)?;
    fields.content(INTEGER)?; // serial number
    for _ in ["signature algorithm", "issuer", "validity", "subject"] {
        fields.content(SEQUENCE)?;
    }
    fields.element(SEQUENCE)
}
