//! By what right calls are made.

use crate::{App, Error, UserSig, usersig::Signer};

/// Gives the UserSig that calls are made with. Every [`Signer`] of the app's key is one, and so is a [`UserSig`] that was
/// minted elsewhere.
pub trait Authority {
    /// Whether it can give another one, when the service does not like the last.
    fn can_sign(&self) -> bool;

    /// Writes a UserSig of the app's administrator into `room`, good from `unix` on for `lifetime`, both in seconds.
    ///
    /// # Errors
    /// [`Error::BufferFull`], [`Error::Unsigned`].
    fn user_sig<'r>(
        &mut self,
        app: &App<'_>,
        unix: u64,
        lifetime: u32,
        room: &'r mut [u8],
    ) -> Result<UserSig<'r>, Error>;
}

impl<S: Signer> Authority for S {
    fn can_sign(&self) -> bool {
        true
    }

    fn user_sig<'r>(
        &mut self,
        app: &App<'_>,
        unix: u64,
        lifetime: u32,
        room: &'r mut [u8],
    ) -> Result<UserSig<'r>, Error> {
        UserSig::sign(app, self, unix, lifetime, room).map_err(Error::from_signer)
    }
}

impl Authority for UserSig<'_> {
    fn can_sign(&self) -> bool {
        false
    }

    fn user_sig<'r>(&mut self, _: &App<'_>, _: u64, _: u32, room: &'r mut [u8]) -> Result<UserSig<'r>, Error> {
        self.copy_to(room)
    }
}
