//! What the app may do, which no call changes.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::seed::{Plan, Rights};

/// The app.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) sdk_app_id: u32,
    pub(crate) plan: Plan,
    /// Whether accounts may be deleted on the premium plan.
    pub(crate) account_deletion: bool,
    /// Its own profile tags.
    pub(crate) profile_tags: BTreeMap<String, Rights>,
    pub(crate) pushes_a_day: u32,
}

impl App {
    pub(crate) fn new(config: &Config) -> Self {
        let seed = &config.seed;
        Self {
            sdk_app_id: seed.sdk_app_id,
            plan: seed.plan,
            account_deletion: seed.account_deletion,
            profile_tags: seed.profile_tags.clone(),
            pushes_a_day: config.limits.pushes_a_day,
        }
    }
}
