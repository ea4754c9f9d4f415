//! Pushing to all users, and the attributes and tags that say who is meant.
//!
//! <https://www.tencentcloud.com/document/product/1047/37165>

mod get_user_attributes;
#[cfg(feature = "heapless")]
mod owned;

pub use get_user_attributes::{GetUserAttributes, UserAttributes};
#[cfg(feature = "heapless")]
pub use owned::{DoesNotFit, OwnedUserAttributes, OwnedValue};
