//! Settings that own their strings, for firmware that reads them from flash or a file.

use heapless::String;

use crate::{App, Host, Identifier, Invalid, Region, Route};

/// What an [`App`] is made of. With the feature `serde` it can be deserialized.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Settings {
    /// The app's number, as the console shows it.
    pub sdk_app_id: u32,
    /// Where the app is reached.
    pub host: HostSettings,
    /// Who calls: an administrator of the app, of at most 32 bytes.
    pub administrator: String<{ Identifier::MAX_LEN }>,
    /// Which route is taken for what concerns pushing to all users; where it is left out, `all_member_push`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub route: Route,
}

/// A region, or a host of one's own.
#[expect(clippy::large_enum_variant, reason = "there is no heap to put the larger one on")]
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum HostSettings {
    /// The host of a data centre.
    Region(Region),
    /// A host of one's own.
    Own {
        /// Its DNS name or IPv4 address, of at most 253 bytes.
        name: String<{ Host::MAX_NAME_LEN }>,
        /// Its TCP port.
        port: u16,
    },
}

impl Settings {
    /// The app.
    ///
    /// # Errors
    /// [`Invalid`], for what the service can never accept.
    pub fn app(&self) -> Result<App<'_>, Invalid> {
        let host = match &self.host {
            HostSettings::Region(region) => (*region).into(),
            HostSettings::Own { name, port } => Host::new(name, *port)?,
        };
        Ok(App::new(self.sdk_app_id, host, &self.administrator)?.with_route(self.route))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_an_app_or_say_why_not() {
        let mut settings = Settings {
            sdk_app_id: 7,
            host: HostSettings::Own { name: "localhost".try_into().unwrap(), port: 8443 },
            administrator: "admin".try_into().unwrap(),
            route: Route::TimPush,
        };
        let own = App::new(7, Host::new("localhost", 8443).unwrap(), "admin");
        assert_eq!(settings.app(), own.map(|app| app.with_route(Route::TimPush)));
        settings.route = Route::AllMemberPush;
        assert_eq!(settings.app(), own);
        settings.host = HostSettings::Region(Region::Tokyo);
        assert_eq!(settings.app(), App::new(7, Region::Tokyo, "admin"));
        settings.administrator.clear();
        assert_eq!(settings.app(), Err(Invalid::IdentifierLength { bytes: 0 }));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn settings_are_read_from_json_without_a_heap() {
        let json = r#"{"sdk_app_id":7,"host":{"region":"silicon_valley"},"administrator":"admin"}"#;
        let (settings, _) = serde_json_core::from_str::<Settings>(json).unwrap();
        assert_eq!(settings.app(), App::new(7, Region::SiliconValley, "admin"));
        let json = r#"{"sdk_app_id":7,"host":{"own":{"name":"localhost","port":1}},"administrator":"admin"}"#;
        let (settings, _) = serde_json_core::from_str::<Settings>(json).unwrap();
        assert_eq!(settings.app(), App::new(7, Host::new("localhost", 1).unwrap(), "admin"));
        let json = r#"{"sdk_app_id":7,"host":{"region":"seoul"},"administrator":"admin","route":"tim_push"}"#;
        let (settings, _) = serde_json_core::from_str::<Settings>(json).unwrap();
        assert_eq!(settings.app().map(|app| app.route()), Ok(Route::TimPush));
        let too_long = format_json(&"x".repeat(33));
        assert!(serde_json_core::from_str::<Settings>(&too_long).is_err());
    }

    #[cfg(feature = "serde")]
    fn format_json(administrator: &str) -> std::string::String {
        std::format!(r#"{{"sdk_app_id":7,"host":{{"region":"china"}},"administrator":"{administrator}"}}"#)
    }
}
