//! What a gateway is told.

use core::fmt;

use heapless::Vec;
use tencent_chat::{App, Host, policy::Policy, usersig::SecretKey};

use crate::Roots;

/// What a gateway is told: a line each, `NAME=VALUE`.
pub struct Settings<'a> {
    /// The app: `app` is its number, `administrator` who calls, `host` a name and a port.
    pub app: App<'a>,
    /// `key`, which signs for every user of the app. A device in the field better has UserSigs minted for it.
    pub key: SecretKey,
    /// `accounts`, with commas between them.
    pub accounts: Vec<&'a str, 100>,
    /// `dns`: a DNS server instead of those that DHCP names.
    pub dns: Option<embassy_net::Ipv4Address>,
    /// `time`: a time server's name or address.
    pub time_server: Option<&'a str>,
    /// `built`: a Unix time that is over.
    pub not_before: Option<u64>,
    /// `lifetime` of UserSigs in seconds, `patience` with the service in milliseconds.
    pub policy: Policy,
    /// The CAs that the service's certificate may come from.
    pub roots: Roots<'a>,
}

impl<'a> Settings<'a> {
    /// Reads them; whom to trust is beside.
    ///
    /// # Errors
    /// Which line is missing or wrong.
    pub fn read(text: &'a str, roots: Roots<'a>) -> Result<Self, Wrong> {
        let find = |name| {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            lines.find(|(found, _)| *found == name).map(|(_, value)| value)
        };
        let needed = |name| find(name).ok_or(Wrong(name));
        let number = |name| find(name).map(|value| value.parse().map_err(|_| Wrong(name))).transpose();
        let (host, port) = needed("host")?.split_once(':').ok_or(Wrong("host"))?;
        let host = port.parse().ok().and_then(|port| Host::new(host, port).ok()).ok_or(Wrong("host"))?;
        let sdk_app_id = needed("app")?.parse().map_err(|_| Wrong("app"))?;
        let mut policy = Policy::DEFAULT;
        if let Some(lifetime) = number("lifetime")? {
            (policy.lifetime, policy.margin) = (lifetime, lifetime / 10);
        }
        if let Some(patience) = number("patience")? {
            policy.patience = patience;
        }
        let mut accounts = Vec::new();
        for account in needed("accounts")?.split(',') {
            accounts.push(account).map_err(|_| Wrong("accounts"))?;
        }
        Ok(Self {
            app: App::new(sdk_app_id, host, needed("administrator")?).map_err(|_| Wrong("app"))?,
            key: SecretKey::new(needed("key")?).map_err(|_| Wrong("key"))?,
            accounts,
            dns: find("dns").map(|value| value.parse().map_err(|_| Wrong("dns"))).transpose()?,
            time_server: find("time"),
            not_before: find("built").map(|value| value.parse().map_err(|_| Wrong("built"))).transpose()?,
            policy,
            roots,
        })
    }
}

/// The setting that is missing or wrong.
#[derive(Clone, Copy, Debug)]
pub struct Wrong(pub &'static str);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the setting `{}` is missing or wrong", self.0)
    }
}
