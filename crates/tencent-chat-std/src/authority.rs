//! By what right calls are made.

use core::fmt;

use tencent_chat::{App, Error, Invalid, UserSig, usersig::SecretKey};

/// By what right calls are made: with the app's secret key, or a UserSig that somebody made who has it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Authority {
    /// The key. It signs for any user of the app, so it belongs on servers only.
    SecretKey(SecretKey),
    /// A UserSig of the app's administrator.
    Minted(String),
}

impl Authority {
    /// The app's secret key, as the console shows it.
    ///
    /// # Errors
    /// [`Invalid::SecretKey`].
    pub fn secret_key(text: &str) -> Result<Self, Invalid> {
        Ok(Self::SecretKey(SecretKey::new(text)?))
    }
}

impl tencent_chat::Authority for Authority {
    fn can_sign(&self) -> bool {
        matches!(self, Self::SecretKey(_))
    }

    fn user_sig<'r>(
        &mut self,
        app: &App<'_>,
        unix: u64,
        lifetime: u32,
        room: &'r mut [u8],
    ) -> Result<UserSig<'r>, Error> {
        match self {
            Self::SecretKey(key) => tencent_chat::Authority::user_sig(key, app, unix, lifetime, room),
            Self::Minted(text) => UserSig::minted(text)?.user_sig(app, unix, lifetime, room),
        }
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SecretKey(_) => "SecretKey(..)",
            Self::Minted(_) => "Minted(..)",
        })
    }
}
