//! The core's platform over `embedded-nal-async`.

use core::fmt;

use embassy_futures::select::{Either, select};
use embedded_hal_async::delay::DelayNs;
use embedded_nal_async::{AddrType, Dns, TcpConnect};
use rand_core::Rng;
use tencent_chat::{
    Host,
    client::{NotConnected, Platform},
};
use tencent_chat_tls::Tls;

use crate::{Calendar, Error, Stream};

/// A device on a network: what [`Client`](tencent_chat::client::Client) runs on.
///
/// `now` gives milliseconds since anything, which never go back; `delay` waits. `random` is a hardware's source of randomness, or
/// a generator seeded by one. TLS is one of [`tencent_chat_tls`], or [`AlreadySecured`](crate::AlreadySecured).
pub struct Device<'n, N, T, C, D, R> {
    network: &'n N,
    tls: T,
    now: C,
    delay: D,
    random: R,
    calendar: Calendar,
}

impl<'n, N, T, C, D, R> Device<'n, N, T, C, D, R> {
    /// `calendar` says what time certificates are held to.
    pub const fn new(network: &'n N, tls: T, now: C, delay: D, random: R, calendar: Calendar) -> Self {
        Self { network, tls, now, delay, random, calendar }
    }

    /// What time certificates are held to.
    pub const fn calendar(&mut self) -> &mut Calendar {
        &mut self.calendar
    }
}

impl<'n, N, T, C, D, R> Platform for Device<'n, N, T, C, D, R>
where
    N: TcpConnect + Dns,
    T: Tls<N::Connection<'n>>,
    C: Fn() -> u64,
    D: DelayNs,
    R: Rng,
{
    type Error = ErrorOf<N>;
    type Stream = Stream<T::Stream, ErrorOf<N>>;

    fn now(&mut self) -> u64 {
        (self.now)()
    }

    fn random(&mut self) -> u32 {
        self.random.next_u32()
    }

    async fn sleep(&mut self, until: u64) {
        sleep(&mut self.delay, &self.now, until).await;
    }

    async fn connect(&mut self, host: Host<'_>, until: u64) -> Result<Self::Stream, NotConnected<Self::Error>> {
        let Self { network, tls, now, delay, calendar, .. } = self;
        let opening = async {
            let address = match host.name().parse() {
                Ok(address) => address,
                Err(_) => network.get_host_by_name(host.name(), AddrType::Either).await.map_err(Error::Name)?,
            };
            let connection = network.connect((address, host.port()).into()).await.map_err(Error::Connect)?;
            tls.open(connection, host.name(), calendar.time(now())).await.map_err(Error::Tls)
        };
        match select(opening, sleep(delay, &*now, until)).await {
            Either::First(opened) => opened.map(Stream::new),
            Either::Second(()) => Err(Error::TimedOut),
        }
        .map_err(Error::into_not_connected)
    }
}

/// What goes wrong on a network.
type ErrorOf<N> = Error<<N as Dns>::Error, <N as TcpConnect>::Error>;

async fn sleep(delay: &mut impl DelayNs, now: &impl Fn() -> u64, until: u64) {
    // A delay has 32 bits, and a clock of its own.
    while let left @ 1.. = until.saturating_sub(now()) {
        delay.delay_ms(u32::try_from(left).unwrap_or(u32::MAX)).await;
    }
}

impl<N, T, C, D, R> fmt::Debug for Device<'_, N, T, C, D, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device").field("calendar", &self.calendar).finish_non_exhaustive()
    }
}
