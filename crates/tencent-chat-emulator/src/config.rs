//! What an emulator is started with.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use core::str::FromStr;
use core::time::Duration;
use std::path::PathBuf;

use crate::fault::PlannedFault;
use crate::seed::Seed;
use crate::tls::CertificateAuthority;

/// What an emulator is started with; `Config::default()` is a service on a free port of this machine with the built-in
/// seed.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The app, its users and their attributes at the start.
    pub seed: Seed,
    /// A file to keep accounts, profiles, attribute names and values, tags and pushes in; `None` keeps them in memory. One
    /// that is not there is made, with what the seed says; one that is there goes on as it is, and the seed is then asked
    /// about the app alone (`sdk_app_id` to `profile_tags`) and not about its attribute names and users.
    pub data: Option<PathBuf>,
    /// DNS names and IP addresses that the certificate is good for.
    pub names: Vec<String>,
    /// From when until when the certificate is good.
    pub validity: Validity,
    /// Who signs the certificate; `None` makes a new authority.
    pub authority: Option<CertificateAuthority>,
    /// The TLS versions to accept.
    pub tls_versions: TlsVersions,
    /// Seconds that the emulator's clock runs ahead of this machine's (behind it, when negative).
    pub clock_offset: i64,
    /// What a client may not exceed.
    pub limits: Limits,
    /// What goes wrong on purpose from the start on.
    pub faults: Vec<PlannedFault>,
    /// Whether other machines may use the admin API, too.
    pub admin_from_anywhere: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            seed: Seed::default(),
            data: None,
            names: vec!["localhost".to_owned(), "127.0.0.1".to_owned()],
            validity: Validity::default(),
            authority: None,
            tls_versions: TlsVersions::default(),
            clock_offset: 0,
            limits: Limits::default(),
            faults: Vec::new(),
            admin_from_anywhere: false,
        }
    }
}

/// From when until when a certificate is good, in seconds counted from the start by this machine's clock.
///
/// The emulator's own clock ([`Config::clock_offset`]) plays no part: whoever checks the certificate has another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Validity {
    /// Good from here; negative is in the past.
    pub from: i64,
    /// Good until here.
    pub until: i64,
}

impl Validity {
    /// A certificate that ran out an hour ago.
    pub const EXPIRED: Self = Self { from: -2 * HOUR, until: -HOUR };
    /// A certificate that begins to be good in an hour.
    pub const NOT_YET: Self = Self { from: HOUR, until: 2 * HOUR };
}

impl Default for Validity {
    /// A month, and an hour before the start for clocks that run behind.
    fn default() -> Self {
        Self { from: -HOUR, until: 30 * 24 * HOUR }
    }
}

/// The TLS versions that an emulator accepts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum TlsVersions {
    /// TLS 1.2 only.
    Only12,
    /// TLS 1.3 only.
    Only13,
    /// Either of them.
    #[default]
    Both,
}

/// What a client may not exceed, so that none can hold the emulator up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes of a request's head; beyond them the answer is HTTP 431.
    pub head_bytes: usize,
    /// Bytes of a request's body; beyond them the answer is 93000.
    pub body_bytes: usize,
    /// How long a handshake, a request (and the pause before it) or a blocked write may take.
    pub idle: Duration,
    /// Connections at once; more wait until one of them ends.
    pub connections: usize,
    /// Refused UserSigs within a minute, after which every call is answered with 70050 until the minute is over.
    pub refused_usersigs_a_minute: usize,
    /// Calls of each interface within any second of the emulator's clock, after which it answers 60007; usually as
    /// documented: 100 or 200.
    pub interface_calls_a_second: CallsASecond,
    /// Calls of the app within any second, after which it answers 60011. The service does not document a number; usually
    /// it is 1000 here.
    pub app_calls_a_second: CallsASecond,
    /// Pushes to everybody and by condition that are taken within any 24 hours, after which it answers 90047; 100, as
    /// documented, where nobody buys more.
    pub pushes_a_day: u32,
    /// Calls that the log keeps; of more the oldest go.
    pub logged_calls: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 16 * 1024,
            body_bytes: 256 * 1024,
            idle: Duration::from_secs(60),
            connections: 256,
            refused_usersigs_a_minute: 1000,
            interface_calls_a_second: CallsASecond::Usual,
            app_calls_a_second: CallsASecond::Usual,
            pushes_a_day: 100,
            logged_calls: 1000,
        }
    }
}

/// How often something may be called within a second; as text `usual`, `unlimited` or the number.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CallsASecond {
    /// As often as usual.
    #[default]
    Usual,
    /// At most so often.
    AtMost(u32),
    /// As often as one likes.
    Unlimited,
}

impl CallsASecond {
    /// How often an app as a whole may usually call: as five interfaces of the default limit of 200.
    pub(crate) const OF_APP: u32 = 1000;

    /// The number that is meant, where this one is the usual.
    pub(crate) const fn or_usually(self, usual: u32) -> Option<u32> {
        match self {
            Self::Usual => Some(usual),
            Self::AtMost(most) => Some(most),
            Self::Unlimited => None,
        }
    }
}

impl FromStr for CallsASecond {
    type Err = <u32 as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "usual" => Ok(Self::Usual),
            "unlimited" => Ok(Self::Unlimited),
            number => number.parse().map(Self::AtMost),
        }
    }
}

const HOUR: i64 = 3600;
