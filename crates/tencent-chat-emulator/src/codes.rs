//! The codes that the emulator answers with, named as in the table of error codes.

pub(crate) const OK: i64 = 0;

pub(crate) const HTTP_PARSE_FAILED: i64 = 60002;
pub(crate) const SDK_APP_ID_INVALID: i64 = 60006;
pub(crate) const INTERFACE_RATE_LIMITED: i64 = 60007;
pub(crate) const RESOURCE_INVALID: i64 = 60009;
pub(crate) const ADMIN_REQUIRED: i64 = 60010;
pub(crate) const APP_RATE_LIMITED: i64 = 60011;
pub(crate) const SDK_APP_ID_MISSING: i64 = 60012;
pub(crate) const ACCOUNT_TYPE_INVALID: i64 = 60015;
pub(crate) const URL_PARAMETER_INVALID: i64 = 60025;
pub(crate) const DATA_CENTER_MISMATCH: i64 = 60026;

pub(crate) const USERSIG_EXPIRED: i64 = 70001;
pub(crate) const USERSIG_EMPTY: i64 = 70002;
pub(crate) const USERSIG_INVALID: i64 = 70003;
pub(crate) const USERSIG_VERIFICATION_FAILED: i64 = 70009;
pub(crate) const USERSIG_IDENTIFIER_MISMATCH: i64 = 70013;
pub(crate) const USERSIG_SDK_APP_ID_MISMATCH: i64 = 70014;
pub(crate) const SDK_APP_ID_NOT_FOUND: i64 = 70020;
pub(crate) const USERSIG_CHECK_RATE_LIMITED: i64 = 70050;

/// Not documented, where codes of any interface are.
pub(crate) const UNKNOWN: i64 = 79998;

pub(crate) const JSON_PARSE_FAILED: i64 = 90001;
pub(crate) const TO_ACCOUNT_MISSING: i64 = 90003;
pub(crate) const TOO_MANY_ACCOUNTS: i64 = 90018;
pub(crate) const JSON_TOO_LONG: i64 = 93000;
