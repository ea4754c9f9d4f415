//! Importing accounts.

use core::time::Duration;

use super::{Account, State};
use crate::app::App;
use crate::clock::Time;
use crate::codes;
use crate::envelope::Refusal;
use crate::profile;
use crate::seed::Plan;

/// An account as a call wants it.
pub(crate) struct Import<'a> {
    pub(crate) account: &'a str,
    pub(crate) nick: Option<&'a str>,
    pub(crate) face_url: Option<&'a str>,
}

impl State {
    /// Imports an account, or gives one that exists the nickname and the portrait.
    pub(crate) fn import(&mut self, import: &Import<'_>, app: &App, now: Time) -> Result<(), Refusal> {
        let mut profile = Vec::new();
        for (tag, text) in [(profile::NICK, import.nick), (profile::IMAGE, import.face_url)] {
            let Some(text) = text else { continue };
            profile.push((tag.to_owned(), profile::check(tag, &text.into(), &app.profile_tags)?));
        }
        if self.accounts.get(import.account).is_none() {
            self.check_new(import.account, app, now)?;
            self.deleted.remove(import.account);
            self.accounts.insert(import.account.to_owned(), Account::default());
        }
        if let Some(account) = self.accounts.get_mut(import.account) {
            account.profile.extend(profile);
        }
        Ok(())
    }

    fn check_new(&self, account: &str, app: &App, now: Time) -> Result<(), Refusal> {
        match app.plan {
            Plan::Free if self.accounts.len() >= FREE_ACCOUNTS => {
                let info = format!("the free plan has {FREE_ACCOUNTS} accounts");
                Err(Refusal::new(codes::ACCOUNT_QUOTA_EXCEEDED, info))
            }
            Plan::Premium if self.deleted.get(account).is_some_and(|then| now.since(*then) < THREE_MONTHS) => {
                let info = "the account was deleted less than 90 days ago";
                Err(Refusal::new(codes::ACCOUNT_REIMPORT_TOO_SOON, info))
            }
            _ => Ok(()),
        }
    }
}

const FREE_ACCOUNTS: usize = 100;
const THREE_MONTHS: Duration = Duration::from_secs(90 * 86_400);
