use super::*;

const PATH: &str = "v4/all_member_push/im_get_attr";
const NOW: Duration = Duration::from_secs(1_700_000_000);

fn service() -> Service {
    Service::new(&Config::default()).unwrap()
}

/// A request that is refused with 60012, which is an answer like others.
fn request() -> Vec<u8> {
    format!("POST /{PATH} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{{}}").into_bytes()
}

/// What a client reads that has all the time: pieces with the seconds before them, and what comes in the end.
fn read_all(connection: &mut Connection, mut now: Duration) -> (Vec<(u64, Vec<u8>)>, Read) {
    let begin = now;
    let mut room = vec![0; 100_000];
    let mut pieces = Vec::new();
    loop {
        match connection.read(&mut room, now) {
            Read::Bytes(len) => pieces.push(((now - begin).as_secs(), room[..len].to_vec())),
            Read::Stalled { until: Some(until) } => now = until,
            end => return (pieces, end),
        }
    }
}

fn asked(service: &Service) -> (Vec<(u64, Vec<u8>)>, Read) {
    let mut connection = service.connect(NOW).unwrap();
    connection.write(&request());
    read_all(&mut connection, NOW)
}

#[test]
fn the_same_question_at_the_same_time_has_the_same_answer_to_the_byte() {
    let first = asked(&service());
    assert_eq!(first, asked(&service()));
    let [(0, bytes)] = first.0.as_slice() else { panic!("{first:?}") };
    let text = str::from_utf8(bytes).unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK\r\ndate: Tue, 14 Nov 2023 22:13:20 GMT\r\n"), "{text}");
    assert!(text.ends_with(r#""ErrorCode":60012}"#), "{text}");
    assert_eq!(first.1, Read::Waiting { until: NOW + Duration::from_secs(60) });
}

#[test]
fn every_fault_comes_to_an_end_in_memory() {
    for kind in Fault::KINDS {
        let service = service();
        service.inject(kind.example, Times::Next(1));
        let Ok(mut connection) = service.connect(NOW) else {
            assert!(kind.example.is_of_handshake());
            assert!(service.connect(NOW).is_ok(), "{}", kind.name);
            continue;
        };
        connection.write(&request());
        let (pieces, end) = read_all(&mut connection, NOW);
        let len: usize = pieces.iter().map(|(_, piece)| piece.len()).sum();
        let waiting = Read::Waiting { until: NOW + Duration::from_secs(60) };
        let wanted = match kind.example {
            Fault::CloseAfter(_) | Fault::CloseHalfway | Fault::EndlessBody => Read::Closed { announced: false },
            Fault::CloseSilently | Fault::CloseAnnounced => Read::Closed { announced: true },
            Fault::Stall { .. } => Read::Stalled { until: None },
            Fault::Reset(_) => Read::Reset,
            _ => waiting,
        };
        assert_eq!(end, wanted, "{}", kind.name);
        match kind.example {
            Fault::CloseAfter(at) | Fault::Reset(at) | Fault::Stall { at, .. } => assert_eq!(len, at),
            Fault::OneByte => assert!(pieces.len() == len && len > 100),
            Fault::EndlessBody => assert!(len > 16_000_000),
            _ => assert!(len > 50),
        }
        assert!(service.faults().is_empty(), "{} has happened", kind.name);
        assert_eq!(asked(&service).1, waiting, "and the next call is well again");
    }
}

#[test]
fn a_stall_takes_its_time_and_the_log_knows() {
    let service = service();
    service.plan("stall=40,5000:1".parse().unwrap());
    let (pieces, end) = asked(&service);
    let seconds: Vec<_> = pieces.iter().map(|(second, piece)| (*second, piece.len())).collect();
    assert_eq!((seconds[0], seconds[1].0, seconds.len()), ((0, 40), 5, 2));
    assert_eq!(end, Read::Waiting { until: NOW + Duration::from_secs(65) });
    let calls = service.calls();
    assert_eq!((calls[0].at, calls[0].duration), (NOW, Some(Duration::from_secs(5))));
}

#[test]
fn who_says_nothing_for_too_long_is_hung_up_on() {
    let service = service();
    let mut room = [0; 1000];
    let mut connection = service.connect(NOW).unwrap();
    let late = NOW + Duration::from_secs(60);
    assert!(
        matches!(connection.read(&mut room, late - Duration::from_nanos(1)), Read::Waiting { until } if until == late)
    );
    connection.write(b"POST");
    assert_eq!(connection.read(&mut room, late), Read::Closed { announced: false });
    connection.write(&request());
    assert_eq!(connection.read(&mut room, late), Read::Closed { announced: false }, "and for good");

    let mut connection = service.connect(NOW).unwrap();
    let mut ask_at = |second| {
        connection.write(&request());
        connection.read(&mut room, NOW + Duration::from_secs(second))
    };
    assert!(matches!(ask_at(59), Read::Bytes(_)));
    assert!(matches!(ask_at(118), Read::Bytes(_)), "the pause is counted from the answer");
    assert_eq!(ask_at(178), Read::Closed { announced: false });
}

#[test]
fn a_forgotten_connection_is_reset_when_it_is_used() {
    let service = service();
    service.inject(Fault::Stale, Times::Next(1));
    let mut connection = service.connect(NOW).unwrap();
    connection.write(&request());
    assert!(matches!(read_all(&mut connection, NOW).1, Read::Waiting { .. }));
    connection.write(&request());
    assert_eq!(read_all(&mut connection, NOW), (Vec::new(), Read::Reset));
    assert_eq!(service.counts().requests, 1);
}

#[test]
fn small_rooms_and_questions_that_come_together_are_served() {
    let service = service();
    let mut connection = service.connect(NOW).unwrap();
    connection.write(&[request(), request()].concat());
    let (mut room, mut len) = ([0; 7], 0);
    while let Read::Bytes(read) = connection.read(&mut room, NOW) {
        assert!((1..=7).contains(&read));
        len += read;
    }
    assert_eq!(len, 2 * asked(&service).0[0].1.len());
}

#[test]
fn the_admin_api_is_not_there() {
    let service = service();
    let mut connection = service.connect(NOW).unwrap();
    connection.write(b"GET /_emulator/counts HTTP/1.1\r\n\r\n");
    let text = String::from_utf8(read_all(&mut connection, NOW).0.remove(0).1).unwrap();
    assert!(text.ends_with(r#""ErrorCode":60009}"#), "{text}");
}
