//! Users' profiles: the fields that every app has, and those of one's own.
//!
//! <https://www.tencentcloud.com/document/product/1047/33520>

mod field;
mod get_profiles;
mod set_profile;
mod tag;
#[cfg(test)]
mod tests;

pub use field::{AdminForbidType, AllowType, Gender, ProfileField};
pub use get_profiles::{GetProfiles, Profile};
pub use set_profile::SetProfile;
pub use tag::{CustomTag, ProfileTag};

/// The longest value that is text, in bytes.
pub(crate) const MAX_VALUE_LEN: usize = 500;
