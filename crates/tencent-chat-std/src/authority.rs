//! By what right calls are made.

use core::fmt;

use tencent_chat::{App, Invalid, UserSig, usersig::SecretKey};

use crate::Error;

/// By what right calls are made: with the app's secret key, or a UserSig that somebody made who has it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Authority {
    /// The key. It signs for any user of the app, so it belongs on servers only.
    SecretKey {
        /// The key.
        key: SecretKey,
        /// How long each UserSig is good, in seconds; the documentation advises a day at least.
        lifetime: u32,
    },
    /// A UserSig of the app's administrator.
    Minted(String),
}

impl Authority {
    /// How long a UserSig made with [`secret_key`](Self::secret_key) is good: a week, in seconds.
    pub const LIFETIME: u32 = 7 * 24 * 60 * 60;

    /// The app's secret key, as the console shows it.
    ///
    /// # Errors
    /// [`Invalid::SecretKey`].
    pub fn secret_key(text: &str) -> Result<Self, Invalid> {
        Ok(Self::SecretKey { key: SecretKey::new(text)?, lifetime: Self::LIFETIME })
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SecretKey { .. } => "SecretKey { .. }",
            Self::Minted(_) => "Minted(..)",
        })
    }
}

/// The UserSig that calls are made with, kept until it is about to expire.
pub(crate) struct Signature {
    authority: Authority,
    room: [u8; UserSig::MAX_LEN],
    /// How much of the room is the UserSig, and its last second.
    signed: Option<(usize, u64)>,
}

/// A UserSig is made anew when it has less than this to go, in seconds.
const MARGIN: u32 = 60 * 60;

impl Signature {
    pub(crate) const fn new(authority: Authority) -> Self {
        Self { authority, room: [0; UserSig::MAX_LEN], signed: None }
    }

    /// The UserSig to use at this time.
    pub(crate) fn at(&mut self, app: &App<'_>, now: u64) -> Result<UserSig<'_>, Error> {
        let (key, lifetime) = match &self.authority {
            Authority::Minted(text) => return Ok(UserSig::minted(text)?),
            Authority::SecretKey { key, lifetime } => (key, *lifetime),
        };
        let is_good = |last: u64| now.saturating_add(MARGIN.min(lifetime / 2).into()) <= last;
        let (len, last) = match self.signed {
            Some(signed) if is_good(signed.1) => signed,
            _ => {
                let made = UserSig::sign(app, key, now, lifetime, &mut self.room).map_err(tencent_chat::Error::from)?;
                *self.signed.insert((made.as_str().len(), made.expires_at().unwrap_or(now)))
            }
        };
        let text = self.room.get(..len).and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default();
        Ok(UserSig::minted(text)?.expiring_at(last))
    }
}
