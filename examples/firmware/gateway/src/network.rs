//! An address, and the time.

use embassy_net::{ConfigV4, Stack};
use embassy_time::{Duration, Instant, Timer};
use rand_core::Rng;
use tencent_chat_embassy::unix_time;

use crate::{Machine, Settings, console::say, random::Random};

/// How long a time server may take to be found and to answer, before the next attempt.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits for an address, and takes the DNS server that the settings name.
pub(crate) async fn address(stack: Stack<'_>, machine: &impl Machine, settings: &Settings<'_>) {
    stack.wait_config_up().await;
    let Some(mut config) = stack.config_v4() else { return };
    say!(machine, "address {}", config.address.address());
    if let Some(server) = settings.dns {
        config.dns_servers = [server].into_iter().collect();
        stack.set_config_v4(ConfigV4::Static(config));
    }
}

/// The Unix time at this moment. It asks until it is told.
pub(crate) async fn time(stack: Stack<'_>, machine: &impl Machine, server: &str, mut random: &Random) -> u64 {
    loop {
        let until = Instant::now() + PATIENCE;
        match unix_time(stack, server, random.next_u64(), until.as_millis()).await {
            Ok(unix) => {
                say!(machine, "time {unix}");
                return unix;
            }
            Err(error) => say!(machine, "no time: {error}"),
        }
        Timer::at(until).await;
    }
}
