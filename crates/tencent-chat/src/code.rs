//! The service's error codes, and what to do about them.
//!
//! <https://www.tencentcloud.com/document/product/1047/34348>

#[cfg(feature = "explain")]
mod explain;
mod packed;
mod table;

use core::fmt;

/// A number by which the service says how a call went; 0 is success. The service adds codes without notice, so any number
/// is one.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ErrorCode(pub i64);

/// What to do about an error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Advice {
    /// Make a new UserSig and call again.
    SignAgain,
    /// The UserSig was sound when it was made, or so it seemed: set the clock, then sign and call again.
    FixClock,
    /// The app lives in another data centre: ask that one's host.
    WrongRegion,
    /// Too many calls: wait, then call again, less often.
    SlowDown,
    /// The same call may succeed later.
    TryLater,
    /// Ask about less in one call.
    Split,
    /// The request is wrong, and will be so again.
    FixRequest,
    /// The app, its key or its plan has to be set up otherwise, in the console.
    FixSetup,
    /// Nothing is known that would help.
    Stop,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Category {
    /// Who calls could not be made sure of.
    Auth,
    /// Too often.
    Rate,
    /// Not the caller's fault.
    Server,
    /// Too much of something, or too long.
    Limit,
    /// A part of the request is wrong.
    Parameter,
    /// What it is about is not there.
    NotFound,
    /// It may not be done, or not by this caller.
    Permission,
    /// It may not be done now, or has not been switched on.
    State,
    /// Somebody else did something in between, or did it before.
    Conflict,
    /// What was said was refused for what it says, by the service or by the app's own webhook.
    Content,
}

impl ErrorCode {
    /// The call was carried out.
    pub const OK: Self = Self(0);
    /// The HTTP request could not be read.
    pub const REQUEST_UNREADABLE: Self = Self(60002);
    /// The body is not valid JSON.
    pub const BODY_NOT_JSON: Self = Self(60003);
    /// This interface is called too often.
    pub const INTERFACE_TOO_OFTEN: Self = Self(60007);
    /// The service timed out.
    pub const SERVICE_TIMEOUT: Self = Self(60008);
    /// The path names nothing that exists.
    pub const NO_SUCH_INTERFACE: Self = Self(60009);
    /// The identifier is not an administrator of the app.
    pub const NOT_ADMINISTRATOR: Self = Self(60010);
    /// The app calls too often.
    pub const APP_TOO_OFTEN: Self = Self(60011);
    /// The SDKAppID is missing.
    pub const NO_SDK_APP_ID: Self = Self(60012);
    /// A part of the URL's query is wrong.
    pub const QUERY_INVALID: Self = Self(60025);
    /// The app lives in another data centre than the host.
    pub const WRONG_REGION: Self = Self(60026);
    /// The UserSig has expired.
    pub const USER_SIG_EXPIRED: Self = Self(70001);
    /// The UserSig is empty.
    pub const USER_SIG_EMPTY: Self = Self(70002);
    /// The UserSig cannot be read.
    pub const USER_SIG_UNREADABLE: Self = Self(70003);
    /// The UserSig was made with another key.
    pub const USER_SIG_WRONG_KEY: Self = Self(70009);
    /// The UserSig was made for another identifier.
    pub const USER_SIG_WRONG_IDENTIFIER: Self = Self(70013);
    /// The UserSig was made for another app.
    pub const USER_SIG_WRONG_APP: Self = Self(70014);
    /// The app has no key, or lives in another data centre.
    pub const APP_WITHOUT_KEY: Self = Self(70016);
    /// There is no such app, or it lives in another data centre.
    pub const NO_SUCH_APP: Self = Self(70020);
    /// Too many wrong UserSigs: wait a minute.
    pub const TOO_MANY_WRONG_USER_SIGS: Self = Self(70050);
    /// The body is not valid JSON (pushing to all users).
    pub const PUSH_BODY_NOT_JSON: Self = Self(90001);
    /// The caller is not an administrator of the app (pushing to all users).
    pub const PUSH_NOT_ADMINISTRATOR: Self = Self(90009);
    /// More accounts than a call takes.
    pub const TOO_MANY_ACCOUNTS: Self = Self(90018);
    /// The app's plan does not have pushing to all users, and attributes with it.
    pub const PUSH_NOT_ENABLED: Self = Self(90045);
    /// The service failed; the documentation says to try again.
    pub const INTERNAL: Self = Self(91000);

    /// What to do about this code; [`Advice::Stop`] where it is not known.
    #[must_use]
    pub fn advice(self) -> Advice {
        packed::advice(self.0).unwrap_or(Advice::Stop)
    }

    /// What to do about this code where the endpoint with this path gives it: a few mean something else there.
    #[must_use]
    pub fn advice_at(self, path: &str) -> Advice {
        self.elsewhere(path).map_or_else(|| self.advice(), |(_, advice)| advice)
    }

    /// What kind of thing went wrong; `None` where the code is not known.
    #[must_use]
    pub fn category(self) -> Option<Category> {
        packed::category(self.0)
    }

    /// What kind of thing went wrong where the endpoint with this path gives the code.
    #[must_use]
    pub fn category_at(self, path: &str) -> Option<Category> {
        self.elsewhere(path).map(|(category, _)| category).or_else(|| self.category())
    }

    fn elsewhere(self, path: &str) -> Option<(Category, Advice)> {
        let mut rows = table::ELSEWHERE.iter();
        rows.find(|row| i64::from(row.0) == self.0 && row.1 == path).map(|row| (row.2, row.3))
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SignAgain => "make a new UserSig",
            Self::FixClock => "set the clock and make a new UserSig",
            Self::WrongRegion => "ask the host of the app's own data centre",
            Self::SlowDown => "wait, and call less often",
            Self::TryLater => "try again later",
            Self::Split => "ask about less in one call",
            Self::FixRequest => "the request has to be mended",
            Self::FixSetup => "the app's set-up in the console has to be mended",
            Self::Stop => "nothing is known that would help",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_what_to_do() {
        for (code, advice) in [
            (ErrorCode::USER_SIG_EXPIRED, Advice::FixClock),
            (ErrorCode::USER_SIG_WRONG_IDENTIFIER, Advice::SignAgain),
            (ErrorCode::WRONG_REGION, Advice::WrongRegion),
            (ErrorCode::INTERFACE_TOO_OFTEN, Advice::SlowDown),
            (ErrorCode::INTERNAL, Advice::TryLater),
            (ErrorCode::TOO_MANY_ACCOUNTS, Advice::Split),
            (ErrorCode::PUSH_BODY_NOT_JSON, Advice::FixRequest),
            (ErrorCode::NOT_ADMINISTRATOR, Advice::FixSetup),
        ] {
            assert_eq!(code.advice(), advice, "{code}");
        }
    }

    #[test]
    fn a_code_of_two_meanings_is_told_apart_by_the_endpoint() {
        let code = ErrorCode(90_057);
        assert_eq!((code.advice(), code.category()), (Advice::SlowDown, Some(Category::Rate)));
        let path = "v4/timpush/batch";
        assert_eq!((code.advice_at(path), code.category_at(path)), (Advice::FixRequest, Some(Category::Limit)));
        assert_eq!(code.advice_at("v4/openim/batchsendmsg"), Advice::SlowDown);
        assert_eq!(ErrorCode(60_007).advice_at(path), Advice::SlowDown);
    }

    #[test]
    fn an_unknown_code_is_kept_and_nothing_is_made_up_about_it() {
        for code in [i64::MIN, -1, 0, 1, 60_007 - (1 << 32), 60_007 + (1 << 32), i64::MAX] {
            assert_eq!((ErrorCode(code).advice(), ErrorCode(code).category()), (Advice::Stop, None), "{code}");
        }
    }
}
