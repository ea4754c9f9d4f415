//! An account that a call failed for, although the call as a whole went well.

use core::fmt;

use crate::{
    ErrorCode, Parse,
    endpoint::element,
    json::{self, Object, Text, Value},
};

/// An account that a call failed for, although the call as a whole went well.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FailedAccount<'r> {
    /// Which account.
    pub account: Text<'r>,
    /// Why, as a code.
    pub code: ErrorCode,
    /// The service's own words, where it said any. For people to read: never compare them.
    pub error_info: Option<Text<'r>>,
}

impl FailedAccount<'_> {
    /// The answer's key of the list of them.
    pub(crate) const LIST: &'static str = "ErrorList";
    /// The keys of an element of it that are read.
    pub(crate) const FIELDS: &'static [&'static str] = &["To_Account", "ErrorCode", "ErrorInfo"];
}

impl<'r> FailedAccount<'r> {
    /// What an element of this list has to say that gives the result for its account, under this key: the account with the
    /// rest, where all is well.
    pub(crate) fn or_result(
        json: Value<'r>,
        list: &'static str,
        account: &'static str,
    ) -> Result<Result<(Text<'r>, Object<'r>), Self>, json::Error> {
        let result = element(json, list)?;
        let account = result.text(account)?;
        let code = ErrorCode(result.integer("ResultCode")?);
        Ok(match code {
            ErrorCode::OK => Ok((account, result)),
            _ => Err(Self { account, code, error_info: words(result, "ResultInfo") }),
        })
    }
}

impl<'r> Parse<'r> for FailedAccount<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let failed = element(json, Self::LIST)?;
        Ok(Self {
            account: failed.text("To_Account")?,
            code: ErrorCode(failed.integer("ErrorCode")?),
            error_info: words(failed, "ErrorInfo"),
        })
    }
}

/// What one of two lists says of an account: it went well, or failed.
impl<'r, T: Parse<'r>> Parse<'r> for Result<T, FailedAccount<'r>> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        T::parse(json).map(Ok)
    }

    fn parse_failed(json: Value<'r>) -> Result<Self, json::Error> {
        FailedAccount::parse(json).map(Err)
    }
}

impl fmt::Display for FailedAccount<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: failed with code {}: {}", self.account, self.code, self.code.advice())
    }
}

impl core::error::Error for FailedAccount<'_> {}

/// Words, where there are any.
fn words<'r>(json: Object<'r>, key: &str) -> Option<Text<'r>> {
    json.get(key).and_then(|words| words.as_text()).filter(|words| !words.as_bytes().is_empty())
}
