//! Pushing to all users, and the attributes and tags that say who is meant.
//!
//! <https://www.tencentcloud.com/document/product/1047/37165>

mod get_user_attributes;

pub use get_user_attributes::{GetUserAttributes, UserAttributes};
