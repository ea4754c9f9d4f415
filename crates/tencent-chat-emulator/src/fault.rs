//! What the emulator does wrong on purpose.

mod kinds;
mod plan;
mod text;

pub use kinds::FaultKind;
pub(crate) use plan::Plan;
pub use plan::{PlannedFault, Times};
pub use text::FaultError;

/// Something that the emulator does wrong on purpose.
///
/// Several planned for one request act together: the list may come in chunks, with the code last, and be cut. As text
/// ([`Display`](core::fmt::Display), [`FromStr`](core::str::FromStr)) it has one form everywhere, such as `refuse=60007` or `stall=100,2000`;
/// [`Fault::KINDS`] lists them. Bytes are counted from the first byte of what is sent as an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The call is not looked at and refused with this code.
    Refuse(i64),
    /// As if the app lived in another data centre: 60026.
    WrongDataCentre,
    /// As if the UserSig had run out, however new it is: 70001.
    SignatureExpired,
    /// The call is refused with a code that no documentation knows.
    UnknownCode,
    /// The answer is HTTP 502 with an HTML page, as of a proxy that cannot reach the service.
    BadGateway,
    /// The answer's `Date` is so many seconds ahead of the emulator's clock (behind it, when negative).
    ClockSkew(i64),

    /// `ErrorCode` stands after the list, with this code in it; with another than 0 a refusal follows the users.
    CodeLast(i64),
    /// The answer has no `ActionStatus`.
    NoActionStatus,
    /// The answer has no `ErrorInfo`.
    NoErrorInfo,
    /// Fields that nobody knows stand between the known ones, in the answer and in the elements of its lists.
    UnknownFields,
    /// The keys of every object come in reverse.
    ReorderedKeys,
    /// The users come in reverse.
    ReorderedUsers,
    /// Every character of every string and key is written as `\uXXXX`.
    Escaped,

    /// The answers HTTP 100 and 103 come first.
    InformationalFirst,
    /// The head is longer by this many bytes of fields that nobody knows.
    OversizedHead(usize),
    /// `Content-Length` promises so many bytes more than come; the connection stays open.
    LengthTooLong(usize),
    /// `Content-Length` promises so many bytes fewer than come; the connection stays open.
    LengthTooShort(usize),
    /// The body comes in chunks of odd sizes and without `Content-Length`.
    Chunked,
    /// As [`Chunked`](Self::Chunked), with extensions, leading zeros, capital letters, and fields after the last chunk.
    ChunkExtensions,
    /// The body comes in chunks and does not end: white space follows before its last character, 16 MiB of it, and then
    /// the connection is cut.
    EndlessBody,

    /// Each byte of the answer is sent alone.
    OneByte,
    /// After this many bytes nothing comes: for so many milliseconds, or until the client goes.
    Stall {
        /// Bytes of the answer that come before.
        at: usize,
        /// Milliseconds; `None` is until the client goes.
        millis: Option<u32>,
    },
    /// The connection is closed after this many bytes of the answer, counted from its first byte; after 0, before it.
    CloseAfter(usize),
    /// The connection is closed in the middle of the answer.
    CloseHalfway,
    /// The answer comes whole and promises to keep the connection, which is then closed.
    CloseSilently,
    /// The answer comes whole and says that the connection is closed after it, as it is.
    CloseAnnounced,
    /// The connection is reset (TCP RST) after this many bytes of the answer; after 0, before it.
    Reset(usize),
    /// The answer comes whole; the next request on the same connection is reset, as by a balancer that has forgotten it.
    Stale,

    /// The handshake ends with this fatal alert instead of a certificate.
    TlsAlert(u8),
    /// The connection is closed in the handshake.
    TlsClose,
    /// The handshake is never answered.
    TlsStall,
    /// The connection has another certificate, of the same authority and as good as the usual one.
    OtherCertificate,
    /// The connection has a certificate of an authority that nobody trusts.
    OtherAuthority,
    /// The connection has a certificate for another name.
    WrongName,
    /// The connection has a certificate that ran out an hour ago.
    ExpiredCertificate,
    /// The connection has a certificate that begins to be good in an hour.
    FutureCertificate,
}

impl Fault {
    /// Whether it happens to new connections, whatever is asked on them, rather than to requests.
    #[must_use]
    pub const fn is_of_handshake(&self) -> bool {
        matches!(
            self,
            Self::TlsAlert(_)
                | Self::TlsClose
                | Self::TlsStall
                | Self::OtherCertificate
                | Self::OtherAuthority
                | Self::WrongName
                | Self::ExpiredCertificate
                | Self::FutureCertificate
        )
    }
}
