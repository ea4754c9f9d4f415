//! The codes that the emulator answers with, named as in the table of error codes.

pub(crate) const OK: i64 = 0;

pub(crate) const GROUP_INTERNAL_ERROR: i64 = 10002;
pub(crate) const GROUP_INVALID_PARAMETER: i64 = 10004;
pub(crate) const GROUP_REQUEST_INVALID: i64 = 10008;

pub(crate) const PROFILE_INVALID_PARAMETER: i64 = 40001;
pub(crate) const PROFILE_ACCOUNT_MISSING: i64 = 40002;
pub(crate) const PROFILE_ACCOUNT_NOT_FOUND: i64 = 40003;
pub(crate) const PROFILE_ADMIN_REQUIRED: i64 = 40004;
pub(crate) const PROFILE_INTERNAL_ERROR: i64 = 40006;
pub(crate) const PROFILE_READ_DENIED: i64 = 40007;
pub(crate) const PROFILE_WRITE_DENIED: i64 = 40008;
pub(crate) const PROFILE_TAG_NOT_FOUND: i64 = 40009;
pub(crate) const PROFILE_VALUE_TOO_LONG: i64 = 40601;
pub(crate) const PROFILE_VALUE_INVALID: i64 = 40605;
pub(crate) const PROFILE_VALUE_TYPE_INVALID: i64 = 40610;

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

pub(crate) const ACCOUNT_NOT_FOUND: i64 = 70107;
pub(crate) const ACCOUNT_QUOTA_EXCEEDED: i64 = 70398;
pub(crate) const ACCOUNT_REIMPORT_TOO_SOON: i64 = 70399;
pub(crate) const ACCOUNT_PARAMETER_INVALID: i64 = 70402;
pub(crate) const ACCOUNT_ADMIN_REQUIRED: i64 = 70403;
pub(crate) const ACCOUNT_INTERNAL_ERROR: i64 = 70500;
pub(crate) const ACCOUNT_DELETION_NOT_ALLOWED: i64 = 71000;

/// Not documented, where codes of any interface are.
pub(crate) const UNKNOWN: i64 = 79998;

pub(crate) const JSON_PARSE_FAILED: i64 = 90001;
pub(crate) const MSG_BODY_INVALID: i64 = 90002;
pub(crate) const TO_ACCOUNT_MISSING: i64 = 90003;
pub(crate) const MSG_RANDOM_INVALID: i64 = 90005;
pub(crate) const MSG_BODY_NOT_ARRAY: i64 = 90007;
pub(crate) const FROM_ACCOUNT_INVALID: i64 = 90008;
pub(crate) const MESSAGE_ADMIN_REQUIRED: i64 = 90009;
pub(crate) const MESSAGE_FORMAT_INVALID: i64 = 90010;
pub(crate) const TOO_MANY_TARGETS: i64 = 90011;
pub(crate) const TOO_MANY_ACCOUNTS: i64 = 90018;
pub(crate) const PUSH_TAG_TOO_LONG: i64 = 90020;
pub(crate) const PUSH_TAGS_REPEATED: i64 = 90022;
pub(crate) const PUSH_TOO_FREQUENT: i64 = 90024;
pub(crate) const MSG_LIFE_TIME_TOO_LONG: i64 = 90026;
pub(crate) const TOO_MANY_PUSH_TAGS: i64 = 90032;
pub(crate) const PUSH_ATTRIBUTE_INVALID: i64 = 90033;
pub(crate) const PUSH_TAG_LENGTH_EXCEEDED: i64 = 90034;
pub(crate) const PUSH_ACCOUNT_TYPE_MISMATCH: i64 = 90035;
pub(crate) const PUSH_CONDITIONS_MIXED: i64 = 90039;
pub(crate) const PUSH_TAG_EMPTY: i64 = 90040;
pub(crate) const OFFLINE_PUSH_INFO_INVALID: i64 = 90043;
pub(crate) const MSG_LIFE_TIME_INVALID: i64 = 90044;
pub(crate) const PUSH_NOT_ENABLED: i64 = 90045;
pub(crate) const PUSH_DAILY_LIMIT_REACHED: i64 = 90047;
/// On the page of pushes to listed accounts; elsewhere a rate.
pub(crate) const DATA_ID_TOO_LONG: i64 = 90057;
pub(crate) const PUSH_SERVICE_ERROR: i64 = 91000;
pub(crate) const JSON_TOO_LONG: i64 = 93000;
