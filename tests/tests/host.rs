//! The std client against the emulator, over real TLS.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::time::Duration;
use std::{io::Read, net::TcpListener, sync::Mutex, thread, time::Instant};

use end_to_end::{PATH, app, ask, builder};
use rustls::CertificateError;
use tencent_chat::{
    Advice, App, ErrorCode, Event, Host, Invalid, UserSig, policy::Policy, push::GetUserAttributes, usersig::SecretKey,
};
use tencent_chat_emulator::{CertificateAuthority, Config, Emulator, Fault, Seed, Times, TlsVersions, Validity};
use tencent_chat_std::{Authority, Client, Error, Limit, Roots};

/// What a call comes to without a second try.
const ONCE: Policy = Policy { tries: 1, ..Policy::DEFAULT };

fn started() -> Emulator {
    Emulator::start(Config::default()).unwrap()
}

fn refused_code(result: Result<Vec<end_to_end::User>, Error>) -> i64 {
    match result.unwrap_err() {
        Error::Refused { code, .. } => code.0,
        other => panic!("not refused, but: {other}"),
    }
}

#[test]
fn users_come_reordered_one_with_a_space_and_one_without_attributes() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().build().unwrap();
    let asked = ["alice", "Bob Lee", "gateway-7"];
    let mut users = ask(&mut client, &asked).unwrap();
    let order: Vec<_> = users.iter().map(|(account, _)| account.clone()).collect();
    assert_ne!(order, asked, "the service answers in an order of its own");
    users.sort();
    let text =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        users,
        [
            (
                "Bob Lee".to_owned(),
                text(&[("sex", "Male"), ("city", "Lyon"), ("language", "français"), ("level", "7")])
            ),
            ("alice".to_owned(), text(&[("sex", "Female"), ("city", "New York")])),
            ("gateway-7".to_owned(), text(&[])),
        ]
    );
}

#[test]
fn an_answer_is_put_into_the_order_of_the_request() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().build().unwrap();
    let asked = ["alice", "nobody", "Bob Lee", "Zoë"];
    let request = GetUserAttributes::new(&asked).unwrap();
    let mut call = client.call(&request);
    let mut cities = [const { String::new() }; 4];
    while let Some(user) = call.next().unwrap() {
        let user = user.unwrap();
        let place = request.position(user.account).unwrap();
        cities[place] = user.get("city").map_or("none".to_owned(), |city| city.to_string());
    }
    assert_eq!(cities, ["New York", "none", "Lyon", "Zürich"]);
}

#[test]
fn a_hundred_accounts_go_out_and_come_back_through_512_bytes() {
    let accounts: Vec<_> = (0..100).map(|n| format!("gateway-of-thirty-two-bytes--{n:03}")).collect();
    let asked: Vec<_> = accounts.iter().map(String::as_str).collect();
    assert!(asked.iter().all(|account| account.len() == 32));
    let mut seed = Seed::default();
    for account in &asked {
        seed.add_user(account, [("sex", "Female"), ("city", "New York"), ("language", account)]);
    }
    let emulator = Emulator::start(Config { seed, ..Config::default() }).unwrap();
    for fault in [None, Some(Fault::Chunked), Some(Fault::CodeLast(0))] {
        if let Some(fault) = fault {
            emulator.inject(fault, Times::Next(1));
        }
        let mut client = builder(&emulator).unwrap().buffer_len(512).build().unwrap();
        let mut users = ask(&mut client, &asked).unwrap();
        users.sort();
        assert_eq!(users.iter().map(|(account, _)| account.as_str()).collect::<Vec<_>>(), asked);
        assert!(users.iter().all(|(account, attributes)| attributes.len() == 3 && attributes[2].1 == *account));
    }
}

#[test]
fn both_tls_versions_serve() {
    for tls_versions in [TlsVersions::Only12, TlsVersions::Only13] {
        let emulator = Emulator::start(Config { tls_versions, ..Config::default() }).unwrap();
        let mut client = builder(&emulator).unwrap().build().unwrap();
        assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1, "{tls_versions:?}");
    }
}

#[test]
fn who_cannot_show_to_be_the_service_is_told_nothing() {
    let certificate_error = |config: Config| {
        let emulator = Emulator::start(config).unwrap();
        let error = ask(&mut builder(&emulator).unwrap().build().unwrap(), &["alice"]).unwrap_err();
        assert_eq!(emulator.counts().calls(PATH), 0, "nothing was asked");
        match error {
            Error::Tls(rustls::Error::InvalidCertificate(error)) => error,
            other => panic!("not the certificate, but: {other}"),
        }
    };
    let wrong_name = Config { names: vec!["elsewhere.example".to_owned()], ..Config::default() };
    let error = certificate_error(wrong_name);
    assert!(matches!(error, CertificateError::NotValidForNameContext { .. }), "{error:?}");
    let error = certificate_error(Config { validity: Validity::EXPIRED, ..Config::default() });
    assert!(matches!(error, CertificateError::ExpiredContext { .. }), "{error:?}");
    let error = certificate_error(Config { validity: Validity::NOT_YET, ..Config::default() });
    assert!(matches!(error, CertificateError::NotValidYetContext { .. }), "{error:?}");

    let emulator = started();
    let another = CertificateAuthority::generate().unwrap();
    let authority = || Authority::secret_key(emulator.secret_key()).unwrap();
    for roots in [Roots::Added, Roots::WebPki] {
        let client = Client::builder(app(&emulator).unwrap(), authority()).roots(roots);
        let mut client = client.add_ca_pem(another.pem()).unwrap().build().unwrap();
        let error = ask(&mut client, &["alice"]).unwrap_err();
        assert!(
            matches!(
                error,
                Error::Tls(rustls::Error::InvalidCertificate(
                    CertificateError::UnknownIssuer | CertificateError::BadSignature
                ))
            ),
            "{error:?}"
        );
    }
    assert_eq!(emulator.counts().calls(PATH), 0);
}

#[test]
fn a_signature_is_checked_for_real() {
    let emulator = started();
    let host = Host::new(emulator.host_name(), emulator.port()).unwrap();
    let with = |app: App<'_>, authority: Authority| {
        let client = Client::builder(app, authority).roots(Roots::Added).add_ca_pem(emulator.ca_pem()).unwrap();
        ask(&mut client.build().unwrap(), &["alice"])
    };
    let key = || Authority::secret_key(emulator.secret_key()).unwrap();
    let app = app(&emulator).unwrap();
    assert!(with(app, key()).is_ok());
    let code = |error: ErrorCode| error.0;
    let wrong_key = Authority::secret_key("not-the-key").unwrap();
    assert_eq!(refused_code(with(app, wrong_key)), code(ErrorCode::USER_SIG_WRONG_KEY));
    let nobody = App::new(emulator.sdk_app_id(), host, "alice").unwrap();
    assert_eq!(refused_code(with(nobody, key())), code(ErrorCode::NOT_ADMINISTRATOR));
    let elsewhere = App::new(1_400_000_001, host, emulator.administrator()).unwrap();
    assert_eq!(refused_code(with(elsewhere, key())), code(ErrorCode::WRONG_REGION));

    let mut room = [0; UserSig::MAX_LEN];
    let secret = SecretKey::new(emulator.secret_key()).unwrap();
    let minted = UserSig::sign(&app, &secret, 1_700_000_000, 86_400, &mut room).unwrap().as_str().to_owned();
    let error = with(app, Authority::Minted(minted)).unwrap_err();
    assert_eq!(error.advice(), Advice::FixClock, "expired in 2023: {error}");
    let unreadable = Authority::Minted("eJw".to_owned());
    assert_eq!(refused_code(with(app, unreadable)), code(ErrorCode::USER_SIG_UNREADABLE));
    let none = Authority::Minted("no UserSig".to_owned());
    let error = with(app, none).unwrap_err();
    assert!(matches!(error, Error::Chat(tencent_chat::Error::Invalid(Invalid::UserSigCharacter { at: 2 }))), "{error}");
}

#[test]
fn a_connection_is_kept_from_call_to_call_and_after_a_refusal() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().policy(ONCE).build().unwrap();
    ask(&mut client, &["alice"]).unwrap();
    emulator.inject(Fault::Refuse(60007), Times::Next(1));
    let error = ask(&mut client, &["alice"]).unwrap_err();
    assert_eq!(error.advice(), Advice::SlowDown);
    assert!(matches!(&error, Error::Refused { words: Some(words), .. } if !words.is_empty()), "{error}");
    ask(&mut client, &["alice"]).unwrap();
    let counts = emulator.counts();
    assert_eq!((counts.connections, counts.handshakes, counts.calls(PATH)), (1, 1, 3));
}

#[test]
fn a_kept_connection_that_was_closed_is_replaced_without_a_word() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().build().unwrap();
    for _ in 0..3 {
        emulator.inject(Fault::CloseSilently, Times::Next(1));
        assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1);
    }
    assert_eq!(emulator.counts().connections, 3);
    // Closed before an answer it was as well, but on a new connection that is no stale one.
    let mut client = builder(&emulator).unwrap().policy(ONCE).build().unwrap();
    emulator.inject(Fault::CloseAfter(0), Times::Next(1));
    let error = ask(&mut client, &["alice"]).unwrap_err();
    assert_eq!(error.advice(), Advice::TryLater, "{error}");
    assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1, "and the next call is right again");
}

#[test]
fn an_idle_connection_is_not_used_beyond_its_limit() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().policy(Policy { idle_limit: 0, ..ONCE }).build().unwrap();
    ask(&mut client, &["alice"]).unwrap();
    thread::sleep(Duration::from_millis(2));
    ask(&mut client, &["alice"]).unwrap();
    assert_eq!(emulator.counts().connections, 2);
}

#[test]
fn an_answer_left_in_the_middle_never_reaches_the_next_call() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().buffer_len(400).build().unwrap();
    let request = GetUserAttributes::new(&["alice", "Bob Lee", "gateway-7"]).unwrap();
    let mut call = client.call(&request);
    assert!(call.next().unwrap().is_some());
    drop(call);
    let users = ask(&mut client, &["Zoë"]).unwrap();
    assert_eq!(users.iter().map(|(account, _)| account.as_str()).collect::<Vec<_>>(), ["Zoë"]);
    assert_eq!(emulator.counts().connections, 2);
}

#[test]
fn an_answer_cut_anywhere_is_an_error_and_the_next_call_is_right() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().policy(ONCE).build().unwrap();
    for len in (0..200).step_by(23) {
        // The second time it is no stale connection any more.
        emulator.inject(Fault::CloseAfter(len), Times::Next(2));
        let error = ask(&mut client, &["alice"]).unwrap_err();
        emulator.clear_faults();
        assert_eq!(error.advice(), Advice::TryLater, "cut after {len}: {error}");
        assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1, "after a cut at {len}");
    }
}

#[test]
fn what_stands_in_front_of_the_service_is_told_from_it() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().policy(ONCE).build().unwrap();
    emulator.inject(Fault::BadGateway, Times::Next(1));
    let error = ask(&mut client, &["alice"]).unwrap_err();
    assert!(matches!(error, Error::Chat(tencent_chat::Error::Status(502))), "{error}");
    assert_eq!(error.advice(), Advice::TryLater);
    emulator.inject(Fault::CodeLast(60008), Times::Next(1));
    assert_eq!(refused_code(ask(&mut client, &["alice"])), 60008, "a refusal after the users");
    assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1);
}

#[test]
fn nothing_takes_longer_than_it_may() {
    // Takes connections, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let quiet = thread::spawn(move || {
        let mut kept = Vec::new();
        for socket in silent.incoming().take(2) {
            kept.push(socket.unwrap());
        }
        kept.iter_mut().for_each(|socket| while socket.read(&mut [0; 512]).is_ok_and(|count| count != 0) {});
    });
    let app = App::new(1, Host::new("127.0.0.1", port).unwrap(), "admin").unwrap();
    let authority = Authority::secret_key("not-a-key").unwrap();
    let limits = [(50, 60_000, Limit::Connect), (60_000, 50, Limit::Connect)];
    for (connect_timeout, deadline, limit) in limits {
        let client = Client::builder(app, authority.clone()).roots(Roots::Added);
        let mut client = client.policy(Policy { connect_timeout, deadline, ..ONCE }).build().unwrap();
        let begin = Instant::now();
        let error = ask(&mut client, &["alice"]).unwrap_err();
        assert!(matches!(error, Error::TimedOut(which) if which == limit), "{error}");
        assert!(begin.elapsed() < Duration::from_secs(30));
    }
    quiet.join().unwrap();
}

#[test]
fn a_call_that_is_not_answered_in_time_is_over() {
    let emulator = started();
    let mut client = builder(&emulator).unwrap().deadline(Duration::from_millis(400)).build().unwrap();
    emulator.inject(Fault::Stall { at: 30, millis: None }, Times::UntilCleared);
    let begin = Instant::now();
    let error = ask(&mut client, &["alice"]).unwrap_err();
    assert!(matches!(error, Error::TimedOut(Limit::Answer)), "{error}");
    assert!(begin.elapsed() < Duration::from_secs(20));
    emulator.clear_faults();
    assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1, "and the next call is right");
}

#[test]
fn nobody_there_is_said_so() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let app = App::new(1, Host::new("127.0.0.1", gone).unwrap(), "admin").unwrap();
    let client = Client::builder(app, Authority::secret_key("not-a-key").unwrap());
    let mut client = client.roots(Roots::Added).policy(ONCE).build().unwrap();
    let error = ask(&mut client, &["alice"]).unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error}");
    let broken = Client::builder(app, Authority::Minted("x".to_owned())).add_ca_pem("no certificate");
    assert!(matches!(broken.unwrap_err(), Error::Pem(_)));
}

#[test]
fn the_backup_host_serves_where_the_first_cannot_be_reached_or_trusted() {
    let authority = CertificateAuthority::generate().unwrap();
    let start = || Emulator::start(Config { authority: Some(authority.clone()), ..Config::default() }).unwrap();
    let (first, backup) = (start(), start());
    for fault in [Fault::WrongName, Fault::TlsClose] {
        first.inject(fault, Times::UntilCleared);
        let backup_host = Host::new(backup.host_name(), backup.port()).unwrap();
        let app = app(&first).unwrap().with_backup_host(backup_host);
        let key = Authority::secret_key(first.secret_key()).unwrap();
        let client = Client::builder(app, key).roots(Roots::Added).add_ca_pem(authority.pem()).unwrap();
        let mut client = client.build().unwrap();
        assert_eq!(ask(&mut client, &["alice"]).unwrap().len(), 1, "{fault}");
        assert!(client.standing().is_on_backup());
        first.clear_faults();
    }
    assert_eq!((first.counts().calls(PATH), backup.counts().calls(PATH)), (0, 2));
}

#[test]
fn any_number_of_users_is_asked_for_and_an_observer_is_told() {
    let names: Vec<_> = (0..250).map(|number| format!("gateway-{number}")).collect();
    let accounts: Vec<_> = names.iter().map(String::as_str).collect();
    let emulator = started();
    let events = Mutex::new(Vec::new());
    let observer = |event: Event| events.lock().unwrap().push(event);
    let mut client = builder(&emulator).unwrap().build_observed(observer).unwrap();
    emulator.inject(Fault::CloseHalfway, Times::Next(1));
    let mut users = client.users(&accounts).unwrap();
    let mut count = 0;
    while users.next().unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, users.batch().answered()), (250, &*accounts));

    let events = events.lock().unwrap();
    let number_of = |is: fn(&Event) -> bool| events.iter().filter(|event| is(event)).count();
    assert_eq!(number_of(|event| matches!(event, Event::Signed { .. })), 1);
    assert_eq!(number_of(|event| matches!(event, Event::Failed { tries_again: true, .. })), 1);
    assert_eq!(number_of(|event| matches!(event, Event::Connected { .. })), 2);
    assert_eq!(number_of(|event| matches!(event, Event::Calling { .. })), 4);
    let answered = |event: &Event| matches!(event, Event::Answered { sent: 1000.., received: 1000.., .. });
    assert_eq!(number_of(answered), 3);
    let printed = format!("{events:?}");
    assert!(!printed.contains(emulator.secret_key()) && !printed.contains("eJ"), "{printed}");
}
