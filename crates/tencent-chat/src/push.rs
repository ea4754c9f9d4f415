//! Pushing to all users, and the attributes and tags that say who is meant.
//!
//! <https://www.tencentcloud.com/document/product/1047/37165>

mod add_user_tags;
mod condition;
mod delete_all_user_tags;
mod delete_user_attributes;
mod delete_user_tags;
mod get_attribute_names;
mod get_user_attributes;
mod get_user_tags;
#[cfg(feature = "heapless")]
mod owned;
mod push_task;
mod push_to_accounts;
mod push_to_all_users;
mod replace_user_tags;
mod set_attribute_names;
mod set_user_attributes;
mod user;

pub use add_user_tags::AddUserTags;
pub use condition::Condition;
pub use delete_all_user_tags::DeleteAllUserTags;
pub use delete_user_attributes::DeleteUserAttributes;
pub use delete_user_tags::DeleteUserTags;
pub use get_attribute_names::{AttributeNames, GetAttributeNames};
pub use get_user_attributes::{GetUserAttributes, UserAttributes};
pub use get_user_tags::{GetUserTags, UserTags};
#[cfg(feature = "heapless")]
pub use owned::{DoesNotFit, OwnedUserAttributes, OwnedValue};
pub use push_task::PushTask;
pub use push_to_accounts::PushToAccounts;
pub use push_to_all_users::PushToAllUsers;
pub use replace_user_tags::ReplaceUserTags;
pub use set_attribute_names::{AccountType, AttributeName, SetAttributeNames};
pub use set_user_attributes::SetUserAttributes;
pub use user::User;

/// The longest tag, attribute name and attribute value, in bytes.
const MAX_LEN: usize = 50;
/// How many users a call takes; the service answers more with 90018.
const MAX_USERS: usize = 100;
