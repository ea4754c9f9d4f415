//! What mbedTLS says, in the words of the trait.

use embedded_io::ErrorKind;
use embedded_webpki::Error as Check;
use mbedtls_rs::{
    SessionError,
    sys::{
        MBEDTLS_ERR_SSL_ALLOC_FAILED, MBEDTLS_ERR_SSL_BAD_INPUT_DATA, MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED,
        MBEDTLS_ERR_SSL_CONN_EOF, MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE, MBEDTLS_X509_BADCERT_BAD_KEY,
        MBEDTLS_X509_BADCERT_BAD_MD, MBEDTLS_X509_BADCERT_BAD_PK, MBEDTLS_X509_BADCERT_CN_MISMATCH,
        MBEDTLS_X509_BADCERT_EXPIRED, MBEDTLS_X509_BADCERT_EXT_KEY_USAGE, MBEDTLS_X509_BADCERT_FUTURE,
        MBEDTLS_X509_BADCERT_KEY_USAGE, MBEDTLS_X509_BADCERT_MISSING, MBEDTLS_X509_BADCERT_NOT_TRUSTED, MbedtlsError,
    },
};
use tencent_chat_tls::Error;

/// What mbedtls-rs refuses a session with that is another host's.
pub(crate) const OTHER_HOST: MbedtlsError = MbedtlsError::new(MBEDTLS_ERR_SSL_BAD_INPUT_DATA);

/// `flags` say what is wrong with a certificate, if that is what is wrong.
pub(crate) fn of(error: SessionError, flags: u32) -> Error {
    let error = match error {
        // It does not tell an end from a break.
        SessionError::Io(ErrorKind::ConnectionReset) => return Error::CutOff,
        SessionError::Io(kind) => return Error::Transport(kind),
        SessionError::MbedTls(error) => error.code(),
    };
    match error {
        MBEDTLS_ERR_SSL_CONN_EOF => Error::CutOff,
        MBEDTLS_ERR_SSL_ALLOC_FAILED => Error::OutOfMemory,
        MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE => Error::Refused { alert: None },
        MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED => Check::UnknownIssuer.into(),
        X509_FIRST..=X509_LAST if flags == 0 || flags == UNSET => Check::Malformed.into(),
        _ if flags != 0 && flags != UNSET => of_flags(flags),
        _ => Error::Protocol,
    }
}

/// The first of several, in the order in which embedded-webpki would say so.
pub(crate) fn of_flags(flags: u32) -> Error {
    const CHECKS: [(u32, Check); 10] = [
        (MBEDTLS_X509_BADCERT_MISSING, Check::NoCertificate),
        (MBEDTLS_X509_BADCERT_EXPIRED, Check::Expired),
        (MBEDTLS_X509_BADCERT_FUTURE, Check::NotYetValid),
        (MBEDTLS_X509_BADCERT_BAD_MD, Check::UnsupportedAlgorithm),
        (MBEDTLS_X509_BADCERT_BAD_PK, Check::UnsupportedAlgorithm),
        (MBEDTLS_X509_BADCERT_BAD_KEY, Check::UnsupportedAlgorithm),
        (MBEDTLS_X509_BADCERT_NOT_TRUSTED, Check::UnknownIssuer),
        (MBEDTLS_X509_BADCERT_CN_MISMATCH, Check::WrongName),
        (MBEDTLS_X509_BADCERT_KEY_USAGE, Check::WrongUsage),
        (MBEDTLS_X509_BADCERT_EXT_KEY_USAGE, Check::WrongUsage),
    ];
    let first = CHECKS.iter().find(|(flag, _)| flags & flag != 0);
    first.map_or(Check::UnknownIssuer, |(_, check)| *check).into()
}

/// No certificate has been looked at.
const UNSET: u32 = u32::MAX;
/// Codes of what cannot be read as a certificate, or lies deeper there; two of them may be added up.
const X509_FIRST: i32 = -0x29FF;
const X509_LAST: i32 = -0x2080;
