//! What the tests of each client share: an emulator, and who asks it.

pub mod boards;
pub mod on_tokio;
pub mod survive;
pub mod world;

use tencent_chat::{App, Endpoint, Host, push::GetUserAttributes};
use tencent_chat_emulator::Emulator;
use tencent_chat_std::{Authority, Builder, Client, Error, Roots};

/// An account, and its attributes as text.
pub type User = (String, Vec<(String, String)>);

/// The emulator's app.
///
/// # Errors
/// [`Error::Chat`] where the emulator was set up with what can never be valid.
pub fn app(emulator: &Emulator) -> Result<App<'_>, Error> {
    let host = Host::new(emulator.host_name(), emulator.port())?;
    Ok(App::new(emulator.sdk_app_id(), host, emulator.administrator())?)
}

/// Makes a client that trusts the emulator alone.
///
/// # Errors
/// As [`app`].
pub fn builder(emulator: &Emulator) -> Result<Builder<'_>, Error> {
    let authority = Authority::secret_key(emulator.secret_key())?;
    Client::builder(app(emulator)?, authority).roots(Roots::Added).add_ca_pem(emulator.ca_pem())
}

/// Asks for these users' attributes.
///
/// # Errors
/// Whatever the call fails with.
pub fn ask(client: &mut Client<'_>, accounts: &[&str]) -> Result<Vec<User>, Error> {
    let request = GetUserAttributes::new(accounts)?;
    let mut call = client.call(&request);
    let mut users = Vec::new();
    while let Some(user) = call.next()? {
        let Ok(user) = user else { continue };
        let attributes = user.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        users.push((user.account.to_string(), attributes.collect()));
    }
    call.answer()?;
    Ok(users)
}

/// The path of [`ask`]'s calls.
pub const PATH: &str = GetUserAttributes::PATH;
