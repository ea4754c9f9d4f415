//! Whatever clients write to the emulator, and whatever faults are planned: it answers or closes; without faults, in HTTP and
//! JSON that others read; and afterwards it counts right and serves the next client as if nothing had been.
//!
//! The input is a script: what the client of one connection does, a letter and what belongs to it at a time.

mod answers;

use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use tencent_chat::usersig::SecretKey;
use tencent_chat::{App, Region, UserSig};
use tencent_chat_emulator::memory::{Connection, Read, Service};
use tencent_chat_emulator::{Config, Counts, Fault, Limits, Times};

use crate::Target;

/// The target.
pub const TARGET: Target = Target { name: "emulator", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    let mut client = Client::new();
    let _ = client.act(&mut Unstructured::new(input));
    client.end();
}

struct Client {
    service: Service,
    now: Duration,
    connection: Option<Connection>,
    /// What has been read on this connection.
    read: Vec<u8>,
    /// How it ended.
    over: Option<Read>,
    /// Whether a fault was ever planned: then anything may be read.
    is_honest: bool,
    /// How often it was connected to, and how often on purpose in vain.
    connects: u64,
    refused: u64,
    counts: Counts,
}

impl Client {
    fn new() -> Self {
        let limits = Limits { head_bytes: 2048, body_bytes: 1024, logged_calls: LOGGED, ..Limits::default() };
        let service = Service::new(&Config { limits, ..Config::default() }).expect("its own seed");
        let counts = service.counts();
        let now = Duration::from_secs(NOW);
        Self {
            service,
            now,
            connection: None,
            read: Vec::new(),
            over: None,
            is_honest: true,
            connects: 0,
            refused: 0,
            counts,
        }
    }

    fn act(&mut self, input: &mut Unstructured<'_>) -> Result<()> {
        for _ in 0..MOST_ACTS {
            if input.is_empty() {
                break;
            }
            match input.arbitrary::<u8>()? {
                b'w' => {
                    let len = usize::from(input.arbitrary::<u8>()?).min(input.len());
                    let bytes = input.bytes(len)?.to_vec();
                    self.write(&bytes);
                }
                // A good request, but for a byte.
                b'm' => {
                    let mut request = GOOD.clone();
                    let at = usize::from(input.arbitrary::<u16>()?) % request.len();
                    request[at] = input.arbitrary()?;
                    self.write(&request);
                }
                b'g' => self.write(&GOOD),
                // One that is good but for its body.
                b'b' => {
                    let len = usize::from(input.arbitrary::<u8>()?).min(input.len());
                    self.write(&request(input.bytes(len)?));
                }
                b'r' => {
                    let room = usize::from(input.arbitrary::<u8>()?) + 1;
                    self.read(room);
                }
                b't' => self.now += Duration::from_millis(u64::from(input.arbitrary::<u16>()?)),
                b'n' => self.close(),
                b'f' => {
                    let kind = &Fault::KINDS[input.choose_index(Fault::KINDS.len())?];
                    self.is_honest = false;
                    self.service.inject(kind.example, Times::Next(input.int_in_range(1..=3)?));
                }
                b'c' => self.service.clear_faults(),
                _ => {}
            }
            self.counts_go_up();
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.connection.is_none() {
            self.connect();
        }
        if let Some(connection) = &mut self.connection {
            connection.write(bytes);
        }
    }

    fn connect(&mut self) {
        self.connects += 1;
        match self.service.connect(self.now) {
            Ok(connection) => self.connection = Some(connection),
            Err(why) => {
                assert!(!self.is_honest, "{why}");
                self.refused += 1;
            }
        }
    }

    /// Reads once; whether there may be more.
    fn read(&mut self, room: usize) -> bool {
        let Some(connection) = &mut self.connection else { return false };
        let mut bytes = vec![0; room];
        let read = connection.read(&mut bytes, self.now);
        assert!(self.over.is_none_or(|over| over == read), "{read:?} after the end");
        match read {
            Read::Bytes(len) => {
                assert!((1..=room).contains(&len));
                self.read.extend_from_slice(&bytes[..len]);
                assert!(self.read.len() < MOST_BYTES, "an answer without end");
                return true;
            }
            Read::Stalled { until: Some(until) } => {
                assert!(until > self.now && !self.is_honest);
                self.now = until;
                return true;
            }
            Read::Stalled { until: None } => assert!(!self.is_honest),
            Read::Waiting { until } => assert!(until > self.now),
            end => self.over = Some(end),
        }
        false
    }

    /// Reads what there is, and goes.
    fn close(&mut self) {
        while self.read(1 << 16) {}
        if self.is_honest {
            answers::are_sound(&self.read);
        }
        (self.connection, self.over) = (None, None);
        self.read.clear();
    }

    fn counts_go_up(&mut self) {
        let counts = self.service.counts();
        let before = core::mem::replace(&mut self.counts, counts);
        assert!(before.requests <= self.counts.requests && before.connections <= self.counts.connections);
        assert_eq!(self.counts.connections, self.connects);
        assert_eq!(self.counts.handshakes, self.connects - self.refused);
        assert!(self.counts.calls(PATH) <= self.counts.requests);
        let logged = self.service.calls();
        assert!(logged.len() <= LOGGED && logged.len() as u64 <= self.counts.requests);
    }

    /// After all that, the next client is served.
    fn end(mut self) {
        self.close();
        self.service.clear_faults();
        self.is_honest = true;
        // After too many wrong UserSigs the service is closed for a minute.
        self.now += Duration::from_secs(120);
        let answered = self.service.counts().answers(0);
        self.write(&GOOD);
        while self.read(1 << 16) {}
        assert!(self.over.is_none(), "{:?}", self.over);
        assert_eq!(answers::are_sound(&self.read), [Some(0)]);
        assert!(String::from_utf8_lossy(&self.read).contains(r#"{"To_Account":"alice","Attrs":{"sex":"Female""#));
        self.counts_go_up();
        assert_eq!(self.service.counts().answers(0), answered + 1);
    }
}

/// A request that is answered.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| request(br#"{"To_Account":["alice","nobody"]}"#));

fn request(body: &[u8]) -> Vec<u8> {
    let app = App::new(APP, Region::China, ADMINISTRATOR).expect("valid");
    let key = SecretKey::new(KEY).expect("valid");
    let mut room = [0; UserSig::MAX_LEN];
    let user_sig = UserSig::sign(&app, &key, NOW, u32::MAX, &mut room).expect("room enough");
    let query =
        format!("sdkappid={APP}&identifier={ADMINISTRATOR}&usersig={}&random=7&contenttype=json", user_sig.as_str());
    let head = format!("POST /{PATH}?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

const PATH: &str = "v4/all_member_push/im_get_attr";
const NOW: u64 = 1_700_000_000;
/// What its own seed says.
const APP: u32 = 1_400_000_000;
const ADMINISTRATOR: &str = "administrator";
const KEY: &str = "not-a-secret-the-emulator-s-own-key";
const LOGGED: usize = 5;
const MOST_ACTS: usize = 200;
/// A body without end comes to 16 MiB, for each of three requests at the most.
const MOST_BYTES: usize = 64 << 20;
