//! The sizes of what a program keeps.

use embedded_io_async::{ErrorKind, ErrorType, Read, Write};
use tencent_chat::{
    Exchange, Host,
    client::{Client, NotConnected, Platform},
    push::GetUserAttributes,
    usersig::SecretKey,
};

pub(crate) fn report() {
    measured::report("size_Exchange", size_of::<Exchange<'_, GetUserAttributes<'_>>>());
    measured::report("size_SecretKey", size_of::<SecretKey>());
    measured::report("size_Client", size_of::<Client<'_, Nobody, &SecretKey, &mut [u8]>>());
}

/// A platform that takes no room, for there is none: what is left of a client is its own.
enum Nobody {}

impl Platform for Nobody {
    type Error = ErrorKind;
    type Stream = Self;

    fn now(&mut self) -> u64 {
        match *self {}
    }

    fn random(&mut self) -> u32 {
        match *self {}
    }

    async fn sleep(&mut self, _: u64) {
        match *self {}
    }

    async fn connect(&mut self, _: Host<'_>, _: u64) -> Result<Self, NotConnected<ErrorKind>> {
        match *self {}
    }
}

impl ErrorType for Nobody {
    type Error = ErrorKind;
}

impl Read for Nobody {
    async fn read(&mut self, _: &mut [u8]) -> Result<usize, ErrorKind> {
        match *self {}
    }
}

impl Write for Nobody {
    async fn write(&mut self, _: &[u8]) -> Result<usize, ErrorKind> {
        match *self {}
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        match *self {}
    }
}
