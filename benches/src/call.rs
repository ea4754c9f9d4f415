//! Whole calls over one kept TLS connection, to an emulator in another process.

use std::time::{SystemTime, UNIX_EPOCH};

use tencent_chat::push::GetUserAttributes;
use tencent_chat::{App, Host};
use tencent_chat_std::{Authority, Client, Roots};

use crate::sink::{Consumed, Kept, Sink};
use crate::{number, word};

/// The emulator, as its own seed has it.
pub const SDK_APP_ID: u32 = 1_400_000_000;
pub const SECRET_KEY: &str = "not-a-secret-the-emulator-s-own-key";
pub const ADMINISTRATOR: &str = "administrator";

/// What a program's words `PORT CA USERS` say: where the emulator is, whom to trust, and whom to ask about.
pub struct Setting {
    pub port: u16,
    /// As PEM.
    pub authority: String,
    /// They stay as long as the program, so that no call copies them.
    pub accounts: Vec<&'static str>,
}

impl Setting {
    /// With the words from `at` on.
    ///
    /// # Errors
    ///
    /// Where a word is missing or makes no sense.
    pub fn from_words(at: usize) -> Result<Self, String> {
        let port = u16::try_from(number(at)?).map_err(|_| "a port has 16 bits")?;
        let path = word(at + 1)?;
        let authority = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
        let accounts = (0..number(at + 2)?).map(|user| &*format!("gateway-{user}").leak()).collect();
        Ok(Self { port, authority, accounts })
    }
}

/// A client that keeps its connection.
pub trait Caller: Sized {
    /// # Errors
    ///
    /// Where there can be no such client.
    fn new(setting: &Setting) -> Result<Self, String>;

    /// Asks for the attributes of all accounts.
    ///
    /// # Errors
    ///
    /// Those of the client.
    fn call(&mut self, sink: &mut impl Sink) -> Result<(), String>;

    /// A client whose connection has served a call, which brought what was to be had.
    ///
    /// # Errors
    ///
    /// Where other users came, and those of the client.
    fn connected(setting: &Setting) -> Result<Self, String> {
        let (mut caller, mut found) = (Self::new(setting)?, Kept::default());
        caller.call(&mut found)?;
        let (users, expected) = (found.counts(), setting.accounts.len());
        if users != (expected, 10 * expected) {
            return Err(format!("{users:?} users and attributes came, not {expected} users with ten each"));
        }
        Ok(caller)
    }

    /// Calls as often, over the connection of a first call.
    ///
    /// # Errors
    ///
    /// As [`connected`](Self::connected).
    fn repeat(setting: &Setting, times: u64) -> Result<(), String> {
        let mut caller = Self::connected(setting)?;
        (0..times).try_for_each(|_| caller.call(&mut Consumed))
    }
}

/// Ours.
pub struct Ours {
    client: Client<'static>,
    request: GetUserAttributes<'static>,
}

impl Caller for Ours {
    fn new(setting: &Setting) -> Result<Self, String> {
        let host = Host::new("localhost", setting.port).map_err(|e| e.to_string())?;
        let app = App::new(SDK_APP_ID, host, ADMINISTRATOR).map_err(|e| e.to_string())?;
        let authority = Authority::secret_key(SECRET_KEY).map_err(|e| e.to_string())?;
        let client = Client::builder(app, authority).roots(Roots::Added).add_ca_pem(&setting.authority);
        let client = client.and_then(|builder| builder.build()).map_err(|e| e.to_string())?;
        let request = GetUserAttributes::new(setting.accounts.clone().leak()).map_err(|e| e.to_string())?;
        Ok(Self { client, request })
    }

    fn call(&mut self, sink: &mut impl Sink) -> Result<(), String> {
        let mut call = self.client.call(&self.request);
        while let Some(user) = call.next().map_err(|e| e.to_string())? {
            let user = user.map_err(|failed| failed.to_string())?;
            sink.user(user.account.as_bytes());
            for (name, value) in &user {
                sink.attribute(name.as_bytes(), value.as_text().map_or(&[], |text| text.as_bytes()));
            }
        }
        Ok(())
    }
}

/// The system's time in seconds.
#[must_use]
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
