//! What happens to a board.

use core::time::Duration;
use std::path::Path;

use tencent_chat_emulator::{Attribute, CertificateAuthority, Config, Emulator, Seed, TlsVersions};

use super::{
    board::{Board, HOST, Qemu, Running, Settings},
    measures::{self, Measure},
    station::Station,
};

/// By what kind of keys the service shows who it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Chain {
    /// ECDSA on P-256.
    Ecdsa,
    /// RSA of 2048 bits.
    Rsa,
}

/// The longest that a round may take, and a boot: a machine that is busy takes ten times what another one does.
pub(super) const LIMIT: Duration = Duration::from_secs(60);

/// A gateway's day: all users, over verified TLS; the service begins anew, and the UserSig runs out. Gives what the first
/// round cost, and the most stack and heap of all.
///
/// # Errors
/// What was not as it should be, with all that the board printed.
pub fn usual(board: Board, qemu: &Qemu, image: &Path, shown: (Chain, TlsVersions)) -> Result<Vec<Measure>, String> {
    let service = Service::start(shown)?;
    let mut running = service.boot(board, qemu, image)?;
    let lines = service.right_users(&mut running, "the first round")?;
    let mut measures = measures::of_round(&lines)?;

    let service = service.begin_anew()?;
    let lines = service.right_users(&mut running, "after the service began anew")?;
    wanted(&lines, "connected in", "it connects again")?;

    service.emulator.advance_clock(Duration::from_secs(8 * 24 * 60 * 60));
    let lines = service.right_users(&mut running, "after the UserSig ran out")?;
    wanted(&lines, "clock moved by", "it believes the service's date")?;
    wanted(&lines, "signed for", "it signs anew")?;
    measures::take_peaks(&mut measures, &measures::of_round(&lines)?);

    match running.end(LIMIT)? {
        0 => Ok(measures),
        status => Err(format!("the board ended with status {status}")),
    }
}

/// All of [`usual`], and what must not happen to a board: a service that cuts, stalls, lies or is somebody else.
///
/// # Errors
/// As [`usual`].
pub fn everything(
    board: Board,
    qemu: &Qemu,
    image: &Path,
    shown: (Chain, TlsVersions),
) -> Result<Vec<Measure>, String> {
    let measures = usual(board, qemu, image, shown)?;
    let service = Service::start(shown)?;
    let mut running = service.boot(board, qemu, image)?;
    service.right_users(&mut running, "before any fault")?;
    for fault in
        ["close=60", "close-halfway", "reset=200", "stall=100", "bad-gateway", "close-silently", "close-announced"]
    {
        service.plan(&format!("{fault}:1"))?;
        service.right_users(&mut running, fault)?;
    }
    for (fault, error) in
        [("bad-gateway", "HTTP status 502"), ("refuse=60010", "60010"), ("close=60", "the connection was cut off")]
    {
        service.plan(fault)?;
        service.wrong(&mut running, fault, error)?;
        service.right_users(&mut running, &format!("after {fault}"))?;
    }
    // The other authority's keys are ECDSA's.
    let not_by_this_ca = match shown {
        (_, TlsVersions::Only12) => "nobody who is trusted",
        (Chain::Ecdsa, _) => "a signature is wrong",
        (Chain::Rsa, _) => "of a kind that is not supported",
    };
    for (fault, error) in [
        ("wrong-name", "another host"),
        ("expired-certificate", "expired"),
        ("future-certificate", "not valid yet"),
        ("other-authority", not_by_this_ca),
    ] {
        service.plan("close-announced:1")?;
        service.right_users(&mut running, "before a new connection")?;
        service.plan(fault)?;
        service.wrong(&mut running, fault, error)?;
        service.right_users(&mut running, &format!("after {fault}"))?;
    }
    let status = running.end(LIMIT)?;
    if status != 0 {
        return Err(format!("the board ended with status {status}"));
    }
    clocks(&service, board, qemu, image)?;
    overflow(&service, board, qemu, image)?;
    if service.config.tls_versions == TlsVersions::Only13 {
        old_tls(board, qemu, image, shown.0)?;
    }
    Ok(measures)
}

/// A service that speaks no TLS 1.3 gets nothing from a board that speaks nothing else, and the error says why.
fn old_tls(board: Board, qemu: &Qemu, image: &Path, chain: Chain) -> Result<(), String> {
    let service = Service::start((chain, TlsVersions::Only12))?;
    let mut running = service.boot(board, qemu, image)?;
    service.wrong(&mut running, "TLS 1.2 alone", "it may not speak this version")
}

/// A board that knows no more than when it was built learns the time, but for mbedTLS, which takes no date but today's; one that
/// does not know that either trusts nobody.
fn clocks(service: &Service, board: Board, qemu: &Qemu, image: &Path) -> Result<(), String> {
    let yesterday = service.emulator.now().as_secs().saturating_sub(24 * 60 * 60);
    let mut running = service.boot_with(board, qemu, image, &format!("built={yesterday}\n"))?;
    if service.config.tls_versions == TlsVersions::Only12 {
        service.wrong(&mut running, "without a clock", "the time is not known")?;
    } else {
        let lines = service.right_users(&mut running, "without a clock")?;
        wanted(&lines, "signed for 0", "it signs for 1970")?;
        wanted(&lines, "clock moved by", "it believes the service's date")?;
    }
    drop(running);
    let mut running = service.boot_with(board, qemu, image, "")?;
    service.wrong(&mut running, "no time at all", "the time is not known")
}

/// A stack that overflows ends the board, and is heard of: by its own trap, or by QEMU, where even that found no stack.
fn overflow(service: &Service, board: Board, qemu: &Qemu, image: &Path) -> Result<(), String> {
    let settings = Settings::new(&service.emulator, &["alice"], "overflow=1000\n")?;
    let (status, said) = board.boot(qemu, image, settings)?.last_words(LIMIT)?;
    if status != 0 && ["stack overflowed", "Lockup"].iter().any(|words| said.contains(words)) {
        return Ok(());
    }
    Err(format!("the stack overflowed, and nobody noticed: status {status}, and\n{said}"))
}

/// The service as boards know it.
struct Service {
    config: Config,
    emulator: Emulator,
}

impl Service {
    fn start((chain, tls_versions): (Chain, TlsVersions)) -> Result<Self, String> {
        let authority = match chain {
            Chain::Ecdsa => CertificateAuthority::generate(),
            Chain::Rsa => CertificateAuthority::rsa(),
        };
        let authority = Some(authority.map_err(|e| e.to_string())?);
        let names = vec![HOST.to_owned()];
        let mut config =
            Config { seed: a_hundred(Seed::default()), names, authority, tls_versions, ..Config::default() };
        let emulator = Emulator::start(config.clone()).map_err(|e| e.to_string())?;
        config.listen = emulator.address();
        Ok(Self { config, emulator })
    }

    /// Ends, and starts where it was; its connections are gone.
    fn begin_anew(self) -> Result<Self, String> {
        let Self { config, emulator } = self;
        drop(emulator);
        let emulator = Emulator::start(config.clone()).map_err(|e| e.to_string())?;
        Ok(Self { config, emulator })
    }

    fn plan(&self, fault: &str) -> Result<(), String> {
        self.emulator.plan(fault.parse().map_err(|e| format!("{fault}: {e}"))?);
        Ok(())
    }

    fn boot(&self, board: Board, qemu: &Qemu, image: &Path) -> Result<Running, String> {
        self.boot_with(board, qemu, image, &format!("time={}\n", Station::IP))
    }

    /// Boots with this to know the time by.
    fn boot_with(&self, board: Board, qemu: &Qemu, image: &Path, time: &str) -> Result<Running, String> {
        let accounts: Vec<&str> = self.config.seed.users.keys().map(String::as_str).collect();
        // A lost answer is waited for a second, rather than five.
        board.boot(qemu, image, Settings::new(&self.emulator, &accounts, &format!("patience=1000\n{time}"))?)
    }

    /// A round in which all users come as they are, each once.
    fn right_users(&self, running: &mut Running, when: &str) -> Result<Vec<String>, String> {
        let lines = running.round(LIMIT).map_err(|why| format!("{when}: {why}"))?;
        let is_good = lines.last().is_some_and(|line| !line.contains(": error "));
        if is_good && printed(&lines) == shown(&self.config.seed) {
            return Ok(lines);
        }
        Err(format!("{when}: these are not the users: {lines:#?}"))
    }

    /// A round that fails with this, and after which no fault lies ahead.
    fn wrong(&self, running: &mut Running, fault: &str, error: &str) -> Result<(), String> {
        let lines = running.round(LIMIT).map_err(|why| format!("{fault}: {why}"))?;
        self.emulator.clear_faults();
        if lines.last().is_some_and(|line| line.contains(": error ") && line.contains(error)) {
            return Ok(());
        }
        Err(format!("{fault}: this is not `{error}`: {lines:#?}"))
    }
}

/// The users that a board printed, in the order of their names.
pub(super) fn printed(lines: &[String]) -> Vec<&str> {
    let mut users: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("user ")).collect();
    users.sort_unstable();
    users
}

/// The users of a seed as boards print them, in the order of their names.
pub(super) fn shown(seed: &Seed) -> Vec<String> {
    let Seed { users, attribute_names, .. } = seed;
    let line = |(account, attributes): (&String, &std::collections::BTreeMap<_, _>)| {
        let named = attribute_names.iter().filter_map(|name| Some((name, attributes.get(name)?)));
        let text: Vec<String> = named.map(|(name, value)| format!("{name} = {}", text_of(value))).collect();
        if text.is_empty() { account.clone() } else { format!("{account}: {}", text.join(", ")) }
    };
    let mut lines: Vec<String> = users.iter().map(line).collect();
    lines.sort_unstable();
    lines
}

/// A seed's users, and as many more as make a hundred: these have texts alone.
pub(super) fn a_hundred(mut seed: Seed) -> Seed {
    for number in seed.users.len()..100 {
        let city = format!("Ort {number}");
        seed.add_user(
            &format!("gateway-{number:03}"),
            [("sex", "Female"), ("city", city.as_str()), ("language", "Deutsch")],
        );
    }
    seed
}

fn text_of(value: &Attribute) -> String {
    match value {
        Attribute::Text(text) => text.clone(),
        Attribute::Number(number) => number.to_string(),
    }
}

fn wanted(lines: &[String], begin: &str, what: &str) -> Result<(), String> {
    if lines.iter().any(|line| line.starts_with(begin)) {
        return Ok(());
    }
    Err(format!("not seen: {what}: {lines:#?}"))
}
