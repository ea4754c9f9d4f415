//! Every fault's name, parameters and meaning, as the help, the README and a matrix of tests list them.

use super::Fault;

/// A kind of fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct FaultKind {
    /// Its name, such as `stall`.
    pub name: &'static str,
    /// What stands behind the name, such as `=BYTE[,MS]`; empty when it takes nothing.
    pub parameters: &'static str,
    /// What it does, in a line.
    pub does: &'static str,
    /// One of the kind.
    pub example: Fault,
}

const fn kind(name: &'static str, parameters: &'static str, does: &'static str, example: Fault) -> FaultKind {
    FaultKind { name, parameters, does, example }
}

impl Fault {
    /// All of them, an example each.
    pub const KINDS: &[FaultKind] = &[
        kind("refuse", "=CODE", "refuses with this code", Self::Refuse(60008)),
        kind("wrong-data-centre", "", "refuses as for an app of another data centre (60026)", Self::WrongDataCentre),
        kind("signature-expired", "", "refuses as for a UserSig that ran out (70001)", Self::SignatureExpired),
        kind("unknown-code", "", "refuses with a code that is not documented (79998)", Self::UnknownCode),
        kind("bad-gateway", "", "answers HTTP 502 with an HTML page", Self::BadGateway),
        kind("clock-skew", "=SECONDS", "a Date ahead of the emulator's clock, or behind it", Self::ClockSkew(-86_400)),
        kind("code-last", "=CODE", "the envelope after the list, with this code in it", Self::CodeLast(60008)),
        kind("no-action-status", "", "an answer without ActionStatus", Self::NoActionStatus),
        kind("no-error-info", "", "an answer without ErrorInfo", Self::NoErrorInfo),
        kind("unknown-fields", "", "fields that nobody knows, in the answer and in each user", Self::UnknownFields),
        kind("reordered-keys", "", "the keys of every object in reverse", Self::ReorderedKeys),
        kind("reordered-users", "", "the users in reverse", Self::ReorderedUsers),
        kind("escaped", "", "every character of every string and key as \\uXXXX", Self::Escaped),
        kind("informational-first", "", "HTTP 100 and 103 before the answer", Self::InformationalFirst),
        kind("oversized-head", "=BYTES", "so much more of unknown fields in the head", Self::OversizedHead(20_000)),
        kind("length-too-long", "=BYTES", "Content-Length promises more than comes", Self::LengthTooLong(7)),
        kind("length-too-short", "=BYTES", "Content-Length promises less than comes", Self::LengthTooShort(7)),
        kind("chunked", "", "chunks of odd sizes", Self::Chunked),
        kind("chunk-extensions", "", "chunks with extensions, odd spellings and trailers", Self::ChunkExtensions),
        kind("endless-body", "", "a body whose end does not come", Self::EndlessBody),
        kind("one-byte", "", "each byte alone", Self::OneByte),
        kind(
            "stall",
            "=BYTE[,MS]",
            "silence after so many bytes, so long or until the client goes",
            Self::Stall { at: 100, millis: None },
        ),
        kind("close", "=BYTE", "the connection closed after so many bytes; 0: before the answer", Self::CloseAfter(0)),
        kind("close-halfway", "", "the connection closed in the middle of the answer", Self::CloseHalfway),
        kind(
            "close-silently",
            "",
            "the connection closed after an answer that promised to keep it",
            Self::CloseSilently,
        ),
        kind("close-announced", "", "the connection closed after an answer that says so", Self::CloseAnnounced),
        kind("reset", "=BYTE", "the connection reset (RST) after so many bytes", Self::Reset(100)),
        kind("stale", "", "the next request on a kept connection reset", Self::Stale),
        kind("tls-alert", "=ALERT", "a fatal alert instead of the handshake's end", Self::TlsAlert(40)),
        kind("tls-close", "", "the connection closed in the handshake", Self::TlsClose),
        kind("tls-stall", "", "no answer to the handshake", Self::TlsStall),
        kind("other-certificate", "", "another certificate of the same authority", Self::OtherCertificate),
        kind("other-authority", "", "a certificate of an authority that nobody trusts", Self::OtherAuthority),
        kind("wrong-name", "", "a certificate for another name", Self::WrongName),
        kind("expired-certificate", "", "a certificate that has run out", Self::ExpiredCertificate),
        kind("future-certificate", "", "a certificate that is not good yet", Self::FutureCertificate),
    ];
}
