//! The sections of the interface. Each has codes of its own for what all of them refuse.

use crate::codes;

/// A section of the interface.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Section {
    /// Accounts.
    Account,
    /// Chatbots, which share codes with groups.
    Chatbot,
    /// Profiles.
    Profile,
    /// Messages and pushes.
    Message,
    /// What has no codes of its own for what all refuse, by its page.
    Unlisted,
}

impl Section {
    /// The code for a caller who is no administrator.
    pub(crate) const fn not_administrator(self) -> i64 {
        match self {
            Self::Account => codes::ACCOUNT_ADMIN_REQUIRED,
            Self::Chatbot => codes::GROUP_REQUEST_INVALID,
            Self::Profile => codes::PROFILE_ADMIN_REQUIRED,
            Self::Message => codes::MESSAGE_ADMIN_REQUIRED,
            Self::Unlisted => codes::ADMIN_REQUIRED,
        }
    }

    /// The code for a body that is not a JSON object.
    pub(crate) const fn malformed(self) -> i64 {
        match self {
            Self::Account => codes::ACCOUNT_PARAMETER_INVALID,
            Self::Chatbot => codes::GROUP_INVALID_PARAMETER,
            Self::Profile => codes::PROFILE_INVALID_PARAMETER,
            Self::Message | Self::Unlisted => codes::JSON_PARSE_FAILED,
        }
    }

    /// The code for what goes wrong within the service.
    pub(crate) const fn internal_error(self) -> i64 {
        match self {
            Self::Account => codes::ACCOUNT_INTERNAL_ERROR,
            Self::Chatbot => codes::GROUP_INTERNAL_ERROR,
            Self::Profile => codes::PROFILE_INTERNAL_ERROR,
            Self::Message | Self::Unlisted => codes::PUSH_SERVICE_ERROR,
        }
    }
}
