//! Which app is asked, where it lives, and who asks.
//!
//! <https://www.tencentcloud.com/document/product/1047/34620>

use crate::{Endpoint, Invalid};

/// An app as the REST API sees it: its SDKAppID, the host of its data centre, and the administrator who calls.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct App<'a> {
    sdk_app_id: u32,
    host: Host<'a>,
    backup: Option<Host<'a>>,
    administrator: Identifier<'a>,
    route: Route,
}

impl<'a> App<'a> {
    /// `host` is a [`Region`], or a [`Host`] of one's own; `administrator` is an account that the console lists as an
    /// administrator of the app (the service answers 60010 to any other).
    ///
    /// # Errors
    /// [`Invalid`], for what the service can never accept.
    pub fn new(sdk_app_id: u32, host: impl Into<Host<'a>>, administrator: &'a str) -> Result<Self, Invalid> {
        if sdk_app_id == 0 {
            return Err(Invalid::SdkAppId);
        }
        let host = host.into();
        let backup = host.region.and_then(Region::backup_host);
        let backup = backup.map(|name| Host { name, port: Host::HTTPS, region: None });
        Ok(Self {
            sdk_app_id,
            host,
            backup,
            administrator: Identifier::new(administrator)?,
            route: Route::AllMemberPush,
        })
    }

    /// The app's number, as the console shows it.
    #[must_use]
    pub const fn sdk_app_id(&self) -> u32 {
        self.sdk_app_id
    }

    /// Where the app is reached.
    #[must_use]
    pub const fn host(&self) -> Host<'a> {
        self.host
    }

    /// Where else the app is reached, if its region has a backup host.
    #[must_use]
    pub const fn backup_host(&self) -> Option<Host<'a>> {
        self.backup
    }

    /// Gives a host of one's own a backup.
    #[must_use]
    pub const fn with_backup_host(self, host: Host<'a>) -> Self {
        Self { backup: Some(host), ..self }
    }

    /// Takes another route for what concerns pushing to all users.
    #[must_use]
    pub const fn with_route(self, route: Route) -> Self {
        Self { route, ..self }
    }

    /// Which route is taken for what concerns pushing to all users.
    #[must_use]
    pub const fn route(&self) -> Route {
        self.route
    }

    /// Who calls.
    #[must_use]
    pub const fn administrator(&self) -> Identifier<'a> {
        self.administrator
    }
}

/// How the service is asked about pushing to all users, attributes and tags: by the interface that comes with Chat, or by the
/// newer one of the Push service, which says of each account that failed. Which of them answers depends on the app's plan.
///
/// The calls are the same. What is complete on one route only takes that one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Route {
    /// `v4/all_member_push`.
    #[default]
    AllMemberPush,
    /// `v4/timpush`.
    TimPush,
}

impl Route {
    /// Where an endpoint is on this route.
    pub(crate) const fn path<E: Endpoint>(self) -> &'static str {
        match self {
            Self::AllMemberPush => E::PATH,
            Self::TimPush => E::TIMPUSH_PATH,
        }
    }
}

/// The data centre that an app lives in. Any other one answers 60026 or 70020.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "snake_case"))]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum Region {
    China,
    Singapore,
    Seoul,
    Tokyo,
    Frankfurt,
    SiliconValley,
    Jakarta,
    Riyadh,
    /// Gone from the documentation's newest pages.
    Mumbai,
}

impl Region {
    /// Every region that is documented.
    pub const ALL: [Self; 9] = [
        Self::China,
        Self::Singapore,
        Self::Seoul,
        Self::Tokyo,
        Self::Frankfurt,
        Self::SiliconValley,
        Self::Jakarta,
        Self::Riyadh,
        Self::Mumbai,
    ];

    /// The region's host name.
    #[must_use]
    pub const fn host(self) -> &'static str {
        match self {
            Self::China => "console.tim.qq.com",
            Self::Singapore => "adminapisgp.im.qcloud.com",
            Self::Seoul => "adminapikr.im.qcloud.com",
            Self::Tokyo => "adminapijpn.im.qcloud.com",
            Self::Frankfurt => "adminapiger.im.qcloud.com",
            Self::SiliconValley => "adminapiusa.im.qcloud.com",
            Self::Jakarta => "adminapiidn.im.qcloud.com",
            Self::Riyadh => "adminapiksa.im.qcloud.com",
            Self::Mumbai => "adminapiind.im.qcloud.com",
        }
    }

    /// The region that is reached there.
    fn at(name: &str, port: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.host() == name && port == Host::HTTPS)
    }

    /// The host name to turn to where the first one's DNS answers are tampered with; Mumbai has none.
    #[must_use]
    pub const fn backup_host(self) -> Option<&'static str> {
        Some(match self {
            Self::China => "adminapi.my-imcloud.com",
            Self::Singapore => "adminapisgp.my-imcloud.com",
            Self::Seoul => "adminapikr.my-imcloud.com",
            Self::Tokyo => "adminapijpn.my-imcloud.com",
            Self::Frankfurt => "adminapiger.my-imcloud.com",
            Self::SiliconValley => "adminapiusa.my-imcloud.com",
            Self::Jakarta => "adminapiidn.my-imcloud.com",
            Self::Riyadh => "adminapiksa.my-imcloud.com",
            Self::Mumbai => return None,
        })
    }
}

/// A server's name and port. Always spoken to over TLS.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Host<'a> {
    name: &'a str,
    port: u16,
    /// The region that is reached there. It is known from the begin, so that only those who name a host of their own pay
    /// for the list of all.
    region: Option<Region>,
}

impl<'a> Host<'a> {
    /// The longest name that DNS knows, in bytes.
    pub const MAX_NAME_LEN: usize = 253;
    /// The port of HTTPS.
    pub const HTTPS: u16 = 443;

    /// A host of one's own: an emulator, a proxy. `name` is a DNS name or an IPv4 address, without scheme or path.
    ///
    /// # Errors
    /// [`Invalid::HostLength`], [`Invalid::HostCharacter`], [`Invalid::Port`].
    pub fn new(name: &'a str, port: u16) -> Result<Self, Invalid> {
        if name.is_empty() || name.len() > Self::MAX_NAME_LEN {
            return Err(Invalid::HostLength { bytes: name.len() });
        }
        if let Some(at) = name.bytes().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))) {
            return Err(Invalid::HostCharacter { at });
        }
        if port == 0 {
            return Err(Invalid::Port);
        }
        Ok(Self { name, port, region: Region::at(name, port) })
    }

    /// The DNS name or IPv4 address.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The TCP port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl From<Region> for Host<'_> {
    fn from(region: Region) -> Self {
        Self { name: region.host(), port: Self::HTTPS, region: Some(region) }
    }
}

/// The name of an account (a UserID): 1 to 32 bytes of UTF-8 without control characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Identifier<'a>(&'a str);

impl<'a> Identifier<'a> {
    /// The longest one, in bytes.
    pub const MAX_LEN: usize = 32;

    /// Control characters are refused because the text that a UserSig signs is made of lines.
    ///
    /// # Errors
    /// [`Invalid::IdentifierLength`], [`Invalid::IdentifierCharacter`].
    pub fn new(text: &'a str) -> Result<Self, Invalid> {
        if text.is_empty() || text.len() > Self::MAX_LEN {
            return Err(Invalid::IdentifierLength { bytes: text.len() });
        }
        if let Some(at) = text.bytes().position(|b| b.is_ascii_control()) {
            return Err(Invalid::IdentifierCharacter { at });
        }
        Ok(Self(text))
    }

    /// The name itself.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    /// Whether it keeps to letters, digits, `_` and `-`: what every page of the documentation agrees on. Others work in
    /// places, and are worth a warning.
    #[must_use]
    pub fn is_portable(&self) -> bool {
        self.0.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_never_be_valid_is_refused() {
        assert_eq!(App::new(0, Region::China, "admin"), Err(Invalid::SdkAppId));
        assert_eq!(App::new(1, Region::China, ""), Err(Invalid::IdentifierLength { bytes: 0 }));
        assert_eq!(Identifier::new(&"x".repeat(33)), Err(Invalid::IdentifierLength { bytes: 33 }));
        assert_eq!(Identifier::new("ab\nTLS.time:1"), Err(Invalid::IdentifierCharacter { at: 2 }));
        assert_eq!(Host::new("", 1), Err(Invalid::HostLength { bytes: 0 }));
        assert_eq!(Host::new(&"x".repeat(254), 1), Err(Invalid::HostLength { bytes: 254 }));
        assert_eq!(Host::new("https://x", 1), Err(Invalid::HostCharacter { at: 5 }));
        assert_eq!(Host::new("x\r\nHost: y", 1), Err(Invalid::HostCharacter { at: 1 }));
        assert_eq!(Host::new("localhost", 0), Err(Invalid::Port));
    }

    #[test]
    fn an_app_in_a_region_is_reached_at_the_regions_host_over_https() {
        let app = App::new(1_400_000_000, Region::Jakarta, "administrator").unwrap();
        assert_eq!((app.host().name(), app.host().port()), ("adminapiidn.im.qcloud.com", 443));
        assert_eq!(app.backup_host(), Some(Host::new("adminapiidn.my-imcloud.com", 443).unwrap()));
        let own = App::new(1, Host::new("localhost", 1).unwrap(), "administrator").unwrap();
        assert_eq!(own.backup_host(), None);
    }

    #[test]
    fn names_outside_letters_digits_and_two_signs_are_told_apart() {
        assert!(Identifier::new("gateway_01-a").unwrap().is_portable());
        assert!(!Identifier::new("关羽").unwrap().is_portable());
        assert!(!Identifier::new("a b").unwrap().is_portable());
    }
}
