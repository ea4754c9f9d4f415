//! In memory it is the same service as over sockets.

use core::time::Duration;
use std::io::ErrorKind;

use tencent_chat_emulator::memory::{Read, Service};
use tencent_chat_emulator::{CallsASecond, Config, Emulator, Fault, Limits, Times};

use crate::client::{Client, PATH, query_with, request};
use crate::signer::Signer;

const NOW: Duration = Duration::from_secs(1_700_000_000);

#[test]
fn every_fault_has_the_same_bytes_and_end_over_sockets_and_in_memory() {
    let config = Config::default();
    let emulator = Emulator::start(config.clone()).unwrap();
    let service = Service::new(&config).unwrap();
    emulator.stop_clock_at(NOW);
    let question = question(&config, r#"{"To_Account":["alice","Bob Lee","李雷"]}"#);
    for kind in Fault::KINDS.iter().filter(|kind| !kind.example.is_of_handshake()) {
        let fault = match kind.example {
            Fault::Stall { at, .. } => Fault::Stall { at, millis: Some(10) },
            fault => fault,
        };
        emulator.inject(fault, Times::Next(1));
        service.inject(fault, Times::Next(1));
        let mut client = Client::connect(&emulator);
        client.send(&question).unwrap();
        let (in_memory, end) = in_memory(&service, &question);
        let over_sockets = client.read_exactly(in_memory.len());
        assert!(over_sockets == in_memory, "{fault}: {} bytes", in_memory.len());
        let wanted = match end {
            Read::Closed { announced: true } => None,
            Read::Closed { announced: false } => Some(ErrorKind::UnexpectedEof),
            Read::Reset => Some(ErrorKind::ConnectionReset),
            _ => continue,
        };
        let (more, ended) = client.rest();
        assert_eq!((more, ended.err().map(|error| error.kind())), (vec![], wanted), "{fault}");
    }
    let codes =
        |counts: tencent_chat_emulator::Counts| [0, 60008, 60026, 70001, 79998].map(|code| counts.answers(code));
    assert_eq!(codes(emulator.counts()), codes(service.counts()));
    assert_eq!(codes(service.counts())[1..], [2, 1, 1, 1]);
}

#[test]
fn the_time_of_the_calls_is_what_limits_and_signatures_go_by() {
    let limits = Limits { interface_calls_a_second: CallsASecond::AtMost(1), ..Limits::default() };
    let config = Config { limits, ..Config::default() };
    let service = Service::new(&config).unwrap();
    let question = question(&config, r#"{"To_Account":["alice"]}"#);
    let mut connection = service.connect(NOW).unwrap();
    let mut code_at = |millis| {
        connection.write(&question);
        let mut room = [0; 1000];
        let Read::Bytes(len) = connection.read(&mut room, NOW + Duration::from_millis(millis)) else { panic!() };
        let body = room[..len].rsplit(|byte| *byte == b'\n').next().unwrap();
        serde_json::from_slice::<serde_json::Value>(body).unwrap()["ErrorCode"].as_i64().unwrap()
    };
    assert_eq!([0, 999, 1000, 1001].map(&mut code_at), [0, 60007, 0, 60007]);
    let a_minute_at_a_time = (1..=1440).map(|minute| code_at(minute * 59_999));
    assert_eq!(a_minute_at_a_time.sum::<i64>(), 0, "a day of calls, each within the time that the service waits");
    assert_eq!((service.counts().connections, service.counts().calls(PATH)), (1, 1444));
}

#[test]
fn calls_change_what_it_holds_and_no_file_is_made() {
    let data = std::env::temp_dir().join(format!("emulator-{}-memory.redb", std::process::id()));
    let config = Config { data: Some(data.clone()), ..Config::default() };
    let service = Service::new(&config).unwrap();
    for (path, body) in [
        ("v4/all_member_push/im_add_tag", r#"{"UserTags":[{"To_Account":"alice","Tags":["vip"]}]}"#),
        (
            "v4/all_member_push/im_push",
            r#"{"MsgRandom":7,"Condition":{"TagsOr":["vip"]},"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"x"}}]}"#,
        ),
    ] {
        let (answer, _) = in_memory(&service, &question_at(path, &config, body));
        assert!(String::from_utf8(answer).unwrap().contains(r#""ErrorCode":0"#), "{path}");
    }
    let pushes = service.pushes();
    assert_eq!((pushes.len(), pushes[0].at, &pushes[0].accounts[..]), (1, NOW, &["alice".to_owned()][..]));
    assert!(!data.exists());
}

/// What is answered, without its stalls, and what comes then.
fn in_memory(service: &Service, question: &[u8]) -> (Vec<u8>, Read) {
    let mut now = NOW;
    let mut connection = service.connect(now).unwrap();
    connection.write(question);
    let (mut bytes, mut room) = (Vec::new(), vec![0; 20_000]);
    loop {
        match connection.read(&mut room, now) {
            Read::Bytes(len) => bytes.extend(&room[..len]),
            Read::Stalled { until: Some(until) } => now = until,
            end => return (bytes, end),
        }
    }
}

/// A right call for two days from now on.
fn question(config: &Config, body: &str) -> Vec<u8> {
    question_at(PATH, config, body)
}

/// The same for this path.
fn question_at(path: &str, config: &Config, body: &str) -> Vec<u8> {
    let administrator = config.seed.administrators[0].clone();
    let signer = Signer {
        identifier: administrator.clone(),
        sdk_app_id: config.seed.sdk_app_id,
        key: config.seed.secret_key.clone(),
        time: 1_700_000_000,
        expire: 2 * 86_400,
        userbuf: None,
    };
    let query = query_with(config.seed.sdk_app_id, &administrator, &signer.sign());
    request("POST", path, &query, body).into_bytes()
}
