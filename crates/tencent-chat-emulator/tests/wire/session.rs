//! An emulator with a client at it, for tests that call much.

use core::time::Duration;

use serde_json::Value;
use tencent_chat_emulator::{CallsASecond, Config, Emulator, Limits, Seed};

use crate::client::{Client, query_with, signer};
use crate::signer::Signer;

/// An emulator whose clock stands and that takes any number of calls, and a client of it.
pub(crate) struct Session {
    pub(crate) emulator: Emulator,
    client: Client,
    query: String,
}

impl Session {
    /// With a seed written as TOML.
    pub(crate) fn start(seed: &str) -> Self {
        Self::with(Seed::from_toml(seed).unwrap())
    }

    pub(crate) fn with(seed: Seed) -> Self {
        let unlimited = CallsASecond::Unlimited;
        let limits = Limits { interface_calls_a_second: unlimited, app_calls_a_second: unlimited, ..Limits::default() };
        Self::of(Config { seed, limits, ..Config::default() })
    }

    pub(crate) fn of(config: Config) -> Self {
        let emulator = Emulator::start(config).unwrap();
        emulator.stop_clock_at(emulator.now());
        let usersig = Signer { expire: YEAR, ..signer(&emulator) }.sign();
        let query = query_with(emulator.sdk_app_id(), emulator.administrator(), &usersig);
        let client = Client::connect(&emulator);
        Self { emulator, client, query }
    }

    /// The answer to a right call.
    #[track_caller]
    pub(crate) fn call(&mut self, path: &str, body: Value) -> Value {
        let reply = self.client.post(path, &self.query, &body.to_string()).unwrap();
        assert_eq!(reply.status, 200);
        reply.json()
    }

    /// The code of the answer to a right call.
    #[track_caller]
    pub(crate) fn code(&mut self, path: &str, body: Value) -> i64 {
        self.call(path, body)["ErrorCode"].as_i64().unwrap()
    }

    /// The answer to a right call that succeeds.
    #[track_caller]
    pub(crate) fn done(&mut self, path: &str, body: Value) -> Value {
        let answer = self.call(path, body);
        assert_eq!(answer["ErrorCode"], 0, "{answer}");
        answer
    }

    pub(crate) fn advance(&self, millis: u64) {
        self.emulator.advance_clock(Duration::from_millis(millis));
    }
}

const YEAR: i64 = 365 * 86_400;
