//! Faults as text, one grammar for the command line, the admin API and the log:
//! `NAME[=PARAMETER[,PARAMETER]][:TIMES][@PATH]`.

use core::error::Error;
use core::fmt;
use core::str::FromStr;

use super::{Fault, PlannedFault, Times};

impl Fault {
    /// Its name, such as `stall`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Refuse(_) => "refuse",
            Self::WrongDataCentre => "wrong-data-centre",
            Self::SignatureExpired => "signature-expired",
            Self::UnknownCode => "unknown-code",
            Self::BadGateway => "bad-gateway",
            Self::ClockSkew(_) => "clock-skew",
            Self::CodeLast(_) => "code-last",
            Self::NoActionStatus => "no-action-status",
            Self::NoErrorInfo => "no-error-info",
            Self::UnknownFields => "unknown-fields",
            Self::ReorderedKeys => "reordered-keys",
            Self::ReorderedUsers => "reordered-users",
            Self::Escaped => "escaped",
            Self::InformationalFirst => "informational-first",
            Self::OversizedHead(_) => "oversized-head",
            Self::LengthTooLong(_) => "length-too-long",
            Self::LengthTooShort(_) => "length-too-short",
            Self::Chunked => "chunked",
            Self::ChunkExtensions => "chunk-extensions",
            Self::EndlessBody => "endless-body",
            Self::OneByte => "one-byte",
            Self::Stall { .. } => "stall",
            Self::CloseAfter(_) => "close",
            Self::CloseHalfway => "close-halfway",
            Self::CloseSilently => "close-silently",
            Self::CloseAnnounced => "close-announced",
            Self::Reset(_) => "reset",
            Self::Stale => "stale",
            Self::TlsAlert(_) => "tls-alert",
            Self::TlsClose => "tls-close",
            Self::TlsStall => "tls-stall",
            Self::OtherCertificate => "other-certificate",
            Self::OtherAuthority => "other-authority",
            Self::WrongName => "wrong-name",
            Self::ExpiredCertificate => "expired-certificate",
            Self::FutureCertificate => "future-certificate",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Refuse(number) | Self::ClockSkew(number) | Self::CodeLast(number) => write!(f, "={number}"),
            Self::OversizedHead(bytes)
            | Self::LengthTooLong(bytes)
            | Self::LengthTooShort(bytes)
            | Self::CloseAfter(bytes)
            | Self::Reset(bytes)
            | Self::Stall { at: bytes, millis: None } => write!(f, "={bytes}"),
            Self::Stall { at, millis: Some(millis) } => write!(f, "={at},{millis}"),
            Self::TlsAlert(alert) => write!(f, "={alert}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (name, rest) = text.split_once('=').map_or((text, None), |(name, rest)| (name, Some(rest)));
        let mut parameters = Parameters { fault: text, rest };
        let fault = match name {
            "refuse" => Self::Refuse(parameters.next()?),
            "wrong-data-centre" => Self::WrongDataCentre,
            "signature-expired" => Self::SignatureExpired,
            "unknown-code" => Self::UnknownCode,
            "bad-gateway" => Self::BadGateway,
            "clock-skew" => Self::ClockSkew(parameters.next()?),
            "code-last" => Self::CodeLast(parameters.next()?),
            "no-action-status" => Self::NoActionStatus,
            "no-error-info" => Self::NoErrorInfo,
            "unknown-fields" => Self::UnknownFields,
            "reordered-keys" => Self::ReorderedKeys,
            "reordered-users" => Self::ReorderedUsers,
            "escaped" => Self::Escaped,
            "informational-first" => Self::InformationalFirst,
            "oversized-head" => Self::OversizedHead(parameters.next()?),
            "length-too-long" => Self::LengthTooLong(parameters.next()?),
            "length-too-short" => Self::LengthTooShort(parameters.next()?),
            "chunked" => Self::Chunked,
            "chunk-extensions" => Self::ChunkExtensions,
            "endless-body" => Self::EndlessBody,
            "one-byte" => Self::OneByte,
            "stall" => Self::Stall { at: parameters.next()?, millis: parameters.optional()? },
            "close" => Self::CloseAfter(parameters.next()?),
            "close-halfway" => Self::CloseHalfway,
            "close-silently" => Self::CloseSilently,
            "close-announced" => Self::CloseAnnounced,
            "reset" => Self::Reset(parameters.next()?),
            "stale" => Self::Stale,
            "tls-alert" => Self::TlsAlert(parameters.next()?),
            "tls-close" => Self::TlsClose,
            "tls-stall" => Self::TlsStall,
            "other-certificate" => Self::OtherCertificate,
            "other-authority" => Self::OtherAuthority,
            "wrong-name" => Self::WrongName,
            "expired-certificate" => Self::ExpiredCertificate,
            "future-certificate" => Self::FutureCertificate,
            _ => return Err(FaultError(format!("there is no fault {name:?}"))),
        };
        parameters.end()?;
        Ok(fault)
    }
}

impl fmt::Display for PlannedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.fault)?;
        if let Times::Next(times) = self.times {
            write!(f, ":{times}")?;
        }
        match &self.path {
            Some(path) => write!(f, "@{path}"),
            None => Ok(()),
        }
    }
}

impl FromStr for PlannedFault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (rest, path) = text.split_once('@').map_or((text, None), |(rest, path)| (rest, Some(path)));
        let (fault, times) = rest.split_once(':').map_or((rest, None), |(fault, times)| (fault, Some(times)));
        let times = match times.map(str::parse) {
            None => Times::UntilCleared,
            Some(Ok(times)) => Times::Next(times),
            Some(Err(_)) => return Err(FaultError(format!("what stands after the ':' of {text:?} is no number"))),
        };
        let planned = Self::new(fault.parse()?, times);
        match path {
            Some("" | "/") => Err(FaultError(format!("no path stands after the '@' of {text:?}"))),
            Some(_) if planned.fault.is_of_handshake() => {
                Err(FaultError(format!("{} happens to connections and takes no path", planned.fault)))
            }
            Some(path) => Ok(planned.at(path)),
            None => Ok(planned),
        }
    }
}

/// Why a text is no fault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FaultError(String);

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for FaultError {}

/// The numbers after a fault's name, taken one by one.
struct Parameters<'a> {
    fault: &'a str,
    rest: Option<&'a str>,
}

impl Parameters<'_> {
    fn next<T: FromStr>(&mut self) -> Result<T, FaultError> {
        self.optional()?.ok_or_else(|| FaultError(format!("{:?} lacks a number", self.fault)))
    }

    fn optional<T: FromStr>(&mut self) -> Result<Option<T>, FaultError> {
        let Some(rest) = self.rest else { return Ok(None) };
        let (number, rest) = rest.split_once(',').map_or((rest, None), |(number, rest)| (number, Some(rest)));
        self.rest = rest;
        match number.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(FaultError(format!("{number:?} in {:?} is not a number that it takes", self.fault))),
        }
    }

    fn end(&self) -> Result<(), FaultError> {
        match self.rest {
            None => Ok(()),
            Some(_) => Err(FaultError(format!("{:?} has more than the fault takes", self.fault))),
        }
    }
}

#[cfg(test)]
mod tests;
