//! The board: Wi-Fi, a console, and chance.

use embassy_time::Timer;
use esp_hal::{
    peripherals::{ADC1, RNG, WIFI},
    rng::{Trng, TrngSource},
};
use esp_println::print;
use esp_radio::wifi::{
    AuthenticationMethodConfig, Config, ControllerConfig, Password, WifiController, sta::StationConfig,
};
use gateway::Machine;

/// Whose network it is in, as known when the firmware is built.
const NAME: &str = match option_env!("WIFI_NAME") {
    Some(name) => name,
    None => "the network's name",
};
const PASSWORD: &str = match option_env!("WIFI_PASSWORD") {
    Some(password) => password,
    None => "the network's password",
};
/// Between two rounds.
const MINUTES: u64 = 10;

/// What the gateway's machine is made of.
pub(crate) struct Board {
    /// Noise, which the random numbers come from for as long as this is here.
    _noise: TrngSource<'static>,
}

impl Board {
    pub(crate) fn new(random: RNG<'static>, converter: ADC1<'static>) -> Self {
        Self { _noise: TrngSource::new(random, converter) }
    }

    pub(crate) fn print_all(&self, texts: &[&str]) {
        for text in texts {
            self.print(text);
        }
    }
}

impl Machine for Board {
    fn print(&self, text: &str) {
        print!("{text}");
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        match Trng::try_new() {
            Ok(random) => random.read(&mut seed),
            Err(_) => unreachable!("its source is here"),
        }
        seed
    }

    async fn next_round(&self, rounds: u32) -> bool {
        if rounds > 0 {
            Timer::after_secs(MINUTES * 60).await;
        }
        true
    }
}

/// The radio.
pub(crate) struct Wifi(WifiController<'static>);

/// Starts the radio; `None` where it does not, or the name or the password is none.
pub(crate) fn wifi(radio: WIFI<'static>) -> Option<Wifi> {
    let password = Password::try_from(PASSWORD).ok()?;
    let station = StationConfig::default()
        .with_ssid(NAME.try_into().ok()?)
        .with_authentication(AuthenticationMethodConfig::Wpa2Personal(password));
    let config = ControllerConfig::default().with_initial_config(Config::Station(station));
    WifiController::new(radio, config).ok().map(Wifi)
}

impl Wifi {
    pub(crate) async fn stay_connected(mut self) -> ! {
        loop {
            if self.0.connect_async().await.is_ok() {
                print!("on the air\n");
                let _ = self.0.wait_for_disconnect_async().await;
            }
            Timer::after_secs(1).await;
        }
    }
}
