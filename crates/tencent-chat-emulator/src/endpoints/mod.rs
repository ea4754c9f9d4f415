//! The operations that the emulator knows: a file each, and a row of the table for every path.

mod chatbot;
mod route;
mod section;
mod user_id;

mod add_user_tags;
mod check_accounts;
mod create_chatbot;
mod delete_accounts;
mod delete_all_user_tags;
mod delete_chatbot;
mod delete_user_attributes;
mod delete_user_tags;
mod get_attribute_names;
mod get_profiles;
mod get_user_attributes;
mod get_user_tags;
mod import_account;
mod import_accounts;
mod invalidate_login;
mod push_to_accounts;
mod push_to_all_users;
mod query_online_status;
mod set_attribute_names;
mod set_profile;
mod set_user_attributes;

pub(crate) use section::Section;

use crate::envelope::Outcome;
use crate::request::Asked;
use crate::state::State;

/// One operation of the service.
pub(crate) struct Endpoint {
    /// Without the leading slash.
    pub(crate) path: &'static str,
    /// How often an app may call it.
    pub(crate) calls_a_second: u32,
    pub(crate) section: Section,
    /// What it does when a call has passed every common check. What it has changed of the state is undone when it refuses.
    pub(crate) answer: fn(&Asked<'_>, &mut State) -> Outcome,
}

/// All of them.
pub(crate) const TABLE: &[Endpoint] = &[
    add_user_tags::ENDPOINT,
    add_user_tags::TIMPUSH,
    check_accounts::ENDPOINT,
    create_chatbot::ENDPOINT,
    delete_accounts::ENDPOINT,
    delete_all_user_tags::ENDPOINT,
    delete_all_user_tags::TIMPUSH,
    delete_chatbot::ENDPOINT,
    delete_user_attributes::ENDPOINT,
    delete_user_attributes::TIMPUSH,
    delete_user_tags::ENDPOINT,
    delete_user_tags::TIMPUSH,
    get_attribute_names::ENDPOINT,
    get_attribute_names::TIMPUSH,
    get_profiles::ENDPOINT,
    get_user_attributes::ENDPOINT,
    get_user_attributes::TIMPUSH,
    get_user_tags::ENDPOINT,
    get_user_tags::TIMPUSH,
    import_account::ENDPOINT,
    import_accounts::ENDPOINT,
    invalidate_login::ENDPOINT,
    push_to_accounts::ENDPOINT,
    push_to_all_users::ENDPOINT,
    query_online_status::ENDPOINT,
    set_attribute_names::ENDPOINT,
    set_attribute_names::TIMPUSH,
    set_profile::ENDPOINT,
    set_user_attributes::ENDPOINT,
    set_user_attributes::TIMPUSH,
];

/// The one with this path.
pub(crate) fn find(path: &str) -> Option<&'static Endpoint> {
    TABLE.iter().find(|endpoint| endpoint.path == path)
}
