//! The core's platform.

use core::{
    fmt,
    pin::{Pin, pin},
};

use embassy_net::{IpAddress, Stack, dns::DnsQueryType};
use embassy_time::{Instant, Timer, with_deadline};
use rand_core::Rng;
use tencent_chat::{
    Host,
    client::{NotConnected, Platform},
    policy::Clock,
};
use tencent_chat_tls::{Calendar, Tls};

use crate::{Connection, Error, Slot, Socket, Stream};

/// A device on a network: what [`Client`](tencent_chat::client::Client) runs on.
///
/// Its clock is the one that certificates are held to. The client has another one, which learns from the dates of answers.
pub struct Device<'d, 's, 'n, T: Tls<Connection<'s, 'n>>, R> {
    stack: Stack<'n>,
    socket: &'s Socket<'n>,
    slot: &'d Slot<T::Stream>,
    tls: T,
    random: R,
    calendar: Calendar,
}

impl<'d, 's, 'n, T: Tls<Connection<'s, 'n>>, R> Device<'d, 's, 'n, T, R> {
    /// `stack` must run (`Runner::run`), and may still be without an address. `random` is a hardware's source of randomness, or
    /// a generator seeded by one.
    pub const fn new(stack: Stack<'n>, socket: &'s Socket<'n>, slot: &'d Slot<T::Stream>, tls: T, random: R) -> Self {
        Self { stack, socket, slot, tls, random, calendar: Calendar { clock: Clock::UNSET, not_before: None } }
    }

    /// It is this Unix time or later: that of the firmware's build, say. Certificates are held to it while the clock is unset.
    pub const fn set_not_before(&mut self, unix: u64) {
        self.calendar.not_before = Some(unix);
    }

    /// The clock that certificates are held to, on the time of [`Platform::now`].
    pub const fn clock(&mut self) -> &mut Clock {
        &mut self.calendar.clock
    }

    async fn open(&mut self, host: Host<'_>) -> Result<Stream<'d, T::Stream>, Error> {
        let mut stream = self.slot.take().ok_or(Error::Busy)?;
        let address = resolve(self.stack, host.name()).await?;
        let connection = self.socket.connect((address, host.port())).await?;
        let time = self.calendar.time(Instant::now().as_millis());
        self.tls.open_in(stream.place(), connection, host.name(), time).await.map_err(Error::Tls)?;
        Ok(stream)
    }
}

impl<'d, 's, 'n, T: Tls<Connection<'s, 'n>>, R: Rng> Platform for Device<'d, 's, 'n, T, R> {
    type Error = Error;
    type Stream = Stream<'d, T::Stream>;

    fn now(&mut self) -> u64 {
        Instant::now().as_millis()
    }

    fn random(&mut self) -> u32 {
        self.random.next_u32()
    }

    async fn sleep(&mut self, until: u64) {
        Timer::at(Instant::from_millis(until)).await;
    }

    async fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Self::Stream, NotConnected<Error>> {
        // Behind a pointer the handshake has a stack frame of its own, which is gone when the call goes on.
        let opening: Pin<&mut dyn Future<Output = _>> = pin!(self.open(host));
        let opened = with_deadline(Instant::from_millis(until), opening).await;
        opened.unwrap_or(Err(Error::TimedOut)).map_err(|error| match error {
            Error::Tls(tls) if tls.is_untrusted() => NotConnected::Untrusted(error),
            _ => NotConnected::Unreachable(error),
        })
    }
}

/// The IPv4 address of a name, or of an address in figures.
pub(crate) async fn resolve(stack: Stack<'_>, name: &str) -> Result<IpAddress, Error> {
    let addresses = stack.dns_query(name, DnsQueryType::A).await.map_err(Error::Name)?;
    addresses.first().copied().ok_or(Error::Name(embassy_net::dns::Error::Failed))
}

impl<'s, 'n, T: Tls<Connection<'s, 'n>>, R> fmt::Debug for Device<'_, 's, 'n, T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device").field("calendar", &self.calendar).finish_non_exhaustive()
    }
}
