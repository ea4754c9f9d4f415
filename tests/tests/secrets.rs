//! Nothing that holds a key, a UserSig, a URL or a request's head prints it.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::fmt::Debug;

use end_to_end::{app, ask, builder};
use tencent_chat::{
    Exchange, Step, UserSig,
    push::GetUserAttributes,
    usersig::{Claims, SecretKey, decode},
};
use tencent_chat_emulator::{Config, Emulator, Fault, Times};
use tencent_chat_std::{Authority, Client};

/// What must not be seen: the key, and any part of a UserSig that somebody could recognize it by.
struct Secrets(Vec<String>);

impl Secrets {
    fn of(key: &str, user_sig: &str) -> Self {
        let mut scratch = [0; 2048];
        let signature = decode(user_sig, &mut scratch).unwrap().signature().to_vec();
        // As text in any base64, as a list of numbers, and as hexadecimal.
        let parts = user_sig.as_bytes().chunks_exact(12).map(|part| String::from_utf8(part.to_vec()).unwrap());
        let numbers = signature.chunks_exact(4).map(|part| format!("{part:?}").trim_matches(['[', ']']).to_owned());
        let hexadecimal = signature.chunks_exact(4).map(|part| part.iter().map(|byte| format!("{byte:02x}")).collect());
        Self([key.to_owned()].into_iter().chain(parts).chain(numbers).chain(hexadecimal).collect())
    }

    fn check(&self, what: &str, printed: &str) {
        for secret in &self.0 {
            assert!(!printed.contains(secret), "{what} prints {secret}: {printed}");
        }
    }

    fn check_debug(&self, what: &impl Debug) {
        let name = core::any::type_name_of_val(what);
        self.check(name, &format!("{what:?}"));
        self.check(name, &format!("{what:#?}"));
        assert!(!format!("{what:?}").is_empty());
    }
}

#[test]
fn the_scan_sees_a_secret_where_there_is_one() {
    let secrets = Secrets(vec!["abc".to_owned()]);
    assert!(std::panic::catch_unwind(|| secrets.check("this", "xabcx")).is_err());
}

#[test]
fn no_secret_is_printed_by_anything_that_holds_one() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let app = app(&emulator).unwrap();
    let text = emulator.secret_key();
    let key = SecretKey::new(text).unwrap();
    let mut room = [0; UserSig::MAX_LEN];
    let user_sig = UserSig::sign(&app, &key, 1_700_000_000, 86_400, &mut room).unwrap();
    let secrets = Secrets::of(text, user_sig.as_str());

    secrets.check_debug(&key);
    secrets.check_debug(&user_sig);
    secrets.check_debug(&Claims::of_administrator(&app, 1, 2));
    let mut scratch = [0; 2048];
    secrets.check_debug(&decode(user_sig.as_str(), &mut scratch).unwrap());

    let request = GetUserAttributes::new(&["alice"]).unwrap();
    let mut buffer = [0; 1024];
    let mut exchange = Exchange::new(&app, user_sig, 7, &request, &mut buffer);
    secrets.check_debug(&exchange);
    assert_eq!(exchange.step(), Ok(Step::Send));
    assert!(String::from_utf8_lossy(exchange.outgoing()).contains(user_sig.as_str()), "the head is in the buffer");
    secrets.check_debug(&exchange);
    exchange.sent(usize::MAX);
    assert_eq!(exchange.step(), Ok(Step::Receive));
    secrets.check_debug(&exchange);
    exchange.received(0);
    let error = exchange.step().unwrap_err();
    secrets.check_debug(&error);
    secrets.check("Error", &error.to_string());

    let minted = Authority::Minted(user_sig.as_str().to_owned());
    secrets.check_debug(&minted);
    secrets.check_debug(&Authority::secret_key(text).unwrap());
    secrets.check_debug(&Client::builder(app, minted));
    let mut client = builder(&emulator).unwrap().build().unwrap();
    ask(&mut client, &["alice"]).unwrap();
    secrets.check_debug(&client);
    secrets.check_debug(&client.call(&request));
    secrets.check_debug(&emulator);
    secrets.check_debug(&Config::default());
}

#[test]
fn no_secret_is_printed_by_an_error_of_a_call() {
    let emulator = Emulator::start(Config::default()).unwrap();
    let app = app(&emulator).unwrap();
    let key = SecretKey::new(emulator.secret_key()).unwrap();
    let mut room = [0; UserSig::MAX_LEN];
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let user_sig = UserSig::sign(&app, &key, now, 86_400, &mut room).unwrap().as_str().to_owned();
    let secrets = Secrets::of(emulator.secret_key(), &user_sig);

    let authority = Authority::Minted(user_sig);
    let roots = tencent_chat_std::Roots::Added;
    let make = || Client::builder(app, authority.clone()).roots(roots);
    let mut client = make().add_ca_pem(emulator.ca_pem()).unwrap().build().unwrap();
    for fault in
        [Fault::Refuse(70009), Fault::BadGateway, Fault::CloseAfter(0), Fault::CloseAfter(40), Fault::CloseAfter(150)]
    {
        emulator.inject(fault, Times::UntilCleared);
        let error = ask(&mut client, &["alice"]).unwrap_err();
        emulator.clear_faults();
        secrets.check_debug(&error);
        secrets.check("Error", &error.to_string());
    }
    let error = ask(&mut make().build().unwrap(), &["alice"]).unwrap_err();
    secrets.check_debug(&error);
    secrets.check("Error", &error.to_string());
}
