//! Every endpoint against the emulator: by the std client and by the asynchronous one, on both routes.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::fmt::Debug;
use std::time::{SystemTime, UNIX_EPOCH};

use end_to_end::{app, on_tokio::Tokio};
use tencent_chat::{
    Endpoint, Error, Failed, Route,
    account::*,
    client,
    message::{Element, MessageBody, OfflinePushInfo},
    operations::{CreateChatbot, DeleteChatbot, NewChatbot},
    policy::{Clock, Policy},
    profile::{GetProfiles, ProfileField, ProfileTag, SetProfile},
    push::*,
    usersig::SecretKey,
};
use tencent_chat_emulator::{Config, Emulator, Seed};
use tencent_chat_std::{Authority, Client, Roots};

/// How much room a client has for its UserSig and one element.
const ROOM: usize = 1024;

/// A client, of whatever kind.
trait Caller {
    /// What comes of a call, as it prints: the items, then what stands beside them, or the code it was refused with.
    fn call<E: Endpoint>(&mut self, request: &E) -> Vec<String>
    where
        for<'r> E::Item<'r>: Debug,
        for<'r> E::Answer<'r>: Debug;
}

struct OnStd<'a>(Client<'a>);

impl<'a> OnStd<'a> {
    fn new(emulator: &'a Emulator, route: Route) -> Self {
        let authority = Authority::secret_key(emulator.secret_key()).unwrap();
        let builder = Client::builder(app(emulator).unwrap().with_route(route), authority).roots(Roots::Added);
        Self(builder.add_ca_pem(emulator.ca_pem()).unwrap().buffer_len(ROOM).build().unwrap())
    }
}

impl Caller for OnStd<'_> {
    fn call<E: Endpoint>(&mut self, request: &E) -> Vec<String>
    where
        for<'r> E::Item<'r>: Debug,
        for<'r> E::Answer<'r>: Debug,
    {
        let mut call = self.0.call(request);
        let mut lines = Vec::new();
        loop {
            match call.next().map(|item| item.map(|item| format!("{item:?}"))) {
                Ok(Some(item)) => lines.push(item),
                Ok(None) => break lines.push(format!("{:?}", call.answer().unwrap())),
                Err(tencent_chat_std::Error::Refused { code, .. }) => break lines.push(format!("refused: {code}")),
                Err(error) => panic!("{}: {error}", E::PATH),
            }
        }
        lines
    }
}

struct OnTokio<'a> {
    runtime: tokio::runtime::Runtime,
    client: client::Client<'a, Tokio, SecretKey, Vec<u8>>,
}

impl<'a> OnTokio<'a> {
    fn new(emulator: &'a Emulator, route: Route) -> Self {
        let (app, key) = (app(emulator).unwrap().with_route(route), SecretKey::new(emulator.secret_key()).unwrap());
        let platform = Tokio::new(emulator.ca_pem()).unwrap();
        let mut clock = Clock::UNSET;
        clock.set(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs(), 0);
        let client = client::Client::new(app, key, Policy::DEFAULT, clock, platform, vec![0; ROOM], ());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { runtime, client }
    }
}

impl Caller for OnTokio<'_> {
    fn call<E: Endpoint>(&mut self, request: &E) -> Vec<String>
    where
        for<'r> E::Item<'r>: Debug,
        for<'r> E::Answer<'r>: Debug,
    {
        let mut call = self.client.call(request);
        let mut lines = Vec::new();
        self.runtime.block_on(async {
            loop {
                match call.next().await.map(|item| item.map(|item| format!("{item:?}"))) {
                    Ok(Some(item)) => lines.push(item),
                    Ok(None) => break lines.push(format!("{:?}", call.answer().unwrap())),
                    Err(Failed::Chat(Error::Refused(code))) => break lines.push(format!("refused: {code}")),
                    Err(error) => panic!("{}: {error}", E::PATH),
                }
            }
        });
        lines
    }
}

#[test]
fn the_std_client_calls_every_endpoint() {
    for route in [Route::AllMemberPush, Route::TimPush] {
        let emulator = emulator();
        all(&mut OnStd::new(&emulator, route), &emulator, route);
    }
}

#[test]
fn the_asynchronous_client_calls_every_endpoint() {
    for route in [Route::AllMemberPush, Route::TimPush] {
        let emulator = emulator();
        all(&mut OnTokio::new(&emulator, route), &emulator, route);
    }
}

fn emulator() -> Emulator {
    let seed = Seed { attribute_names: Vec::new(), users: [].into(), ..Seed::default() };
    Emulator::start(Config { seed, ..Config::default() }).unwrap()
}

/// Each in turn; `ghost` is an account that is no more.
fn all(client: &mut impl Caller, emulator: &Emulator, route: Route) {
    accounts(client);
    profiles(client);
    attributes(client, route);
    tags(client, route);
    pushes(client, emulator);
    assert_eq!(client.call(&CreateChatbot::new(NewChatbot::new("@RBT#1")).unwrap()), ["()"]);
    assert_eq!(client.call(&DeleteChatbot::new("@RBT#1").unwrap()), ["()"]);
}

fn accounts(client: &mut impl Caller) {
    let (mina, oskar, ghost) = (NewAccount::new("mina"), NewAccount::new("oskar"), NewAccount::new("ghost"));
    let mina = NewAccount { nick: Some("Mina"), ..mina };
    assert_eq!(client.call(&ImportAccount::new(mina).unwrap()), ["()"]);
    assert_eq!(client.call(&ImportAccounts::new(&[oskar, ghost]).unwrap()), ["()"]);
    let gone = concat!(
        r#"Err(FailedAccount { account: "nobody", code: ErrorCode(70107), "#,
        r#"error_info: Some("Err_TLS_PT_Open_Login_Account_Not_Exist") })"#
    );
    let deleted = client.call(&DeleteAccounts::new(&["ghost", "nobody"]).unwrap());
    assert_eq!(deleted, [r#"Ok(DeletedAccount { account: "ghost" })"#, gone, "()"]);
    let again = client.call(&ImportAccounts::new(&[oskar, ghost]).unwrap());
    assert_eq!(again, [r#"NotImported { account: "ghost" }"#, "()"]);
    let checked = client.call(&CheckAccounts::new(&["mina", "ghost"]).unwrap());
    assert_eq!(
        checked,
        [
            r#"Ok(CheckedAccount { account: "mina", is_imported: true })"#,
            r#"Ok(CheckedAccount { account: "ghost", is_imported: false })"#,
            "()"
        ]
    );
    assert_eq!(client.call(&InvalidateLogin::new("mina").unwrap()), ["()"]);
    assert_eq!(client.call(&InvalidateLogin::new("ghost").unwrap()), ["refused: 70107"]);
    let status = client.call(&QueryOnlineStatus::new(&["mina", "ghost"]).unwrap().with_platforms());
    assert_eq!(
        status,
        [
            r#"Ok(OnlineStatus { account: "mina", state: Offline, platforms: [] })"#,
            r#"Err(FailedAccount { account: "ghost", code: ErrorCode(70107), error_info: None })"#,
            "()"
        ]
    );
}

fn profiles(client: &mut impl Caller) {
    let fields = [ProfileField::Location("Busan"), ProfileField::Level(7)];
    assert_eq!(client.call(&SetProfile::new("mina", &fields).unwrap()), ["()"]);
    assert_eq!(client.call(&SetProfile::new("ghost", &fields).unwrap()), ["refused: 40003"]);
    let tags = [ProfileTag::Nick, ProfileTag::Location, ProfileTag::Level];
    let profiles = client.call(&GetProfiles::new(&["mina", "ghost"], &tags).unwrap());
    let mina = concat!(
        r#"Ok(Profile { account: "mina", fields: {"Tag_Profile_IM_Nick": "Mina", "#,
        r#""Tag_Profile_IM_Location": "Busan", "Tag_Profile_IM_Level": 7} })"#
    );
    assert_eq!(profiles.first().map(String::as_str), Some(mina));
    assert!(
        profiles.concat().contains(r#"Err(FailedAccount { account: "ghost", code: ErrorCode(40003)"#),
        "{profiles:?}"
    );
}

/// The newer route alone says whom a call failed for.
fn with_ghost<'l>(route: Route, lines: &[&'l str]) -> Vec<&'l str> {
    let failed = match route {
        Route::AllMemberPush => None,
        Route::TimPush => Some(r#"FailedAccount { account: "ghost", code: ErrorCode(70107), error_info: None }"#),
    };
    lines.iter().copied().chain(failed).chain(["()"]).collect()
}

fn attributes(client: &mut impl Caller, route: Route) {
    assert_eq!(client.call(&GetAttributeNames), [names(route, "", "")]);
    let (tier, city) = (AttributeName::new(0, "tier"), AttributeName::new(7, "city"));
    assert_eq!(client.call(&SetAttributeNames::new(&[tier, city]).unwrap()), ["()"]);
    assert_eq!(client.call(&GetAttributeNames), [names(route, r#""0": "tier", "7": "city""#, r#""0": 0, "7": 0"#)]);

    let users = [User::new("mina", &[("tier", "gold"), ("city", "Busan")][..]), User::new("ghost", &[("tier", "x")])];
    assert_eq!(client.call(&SetUserAttributes::new(&users).unwrap()), with_ghost(route, &[]));
    let users = [User::new("mina", &["tier"][..]), User::new("ghost", &["tier"])];
    assert_eq!(client.call(&DeleteUserAttributes::new(&users).unwrap()), with_ghost(route, &[]));
    let mut got = client.call(&GetUserAttributes::new(&["mina", "oskar", "ghost"]).unwrap());
    got.sort();
    let ghost = match route {
        Route::AllMemberPush => r#"Ok(UserAttributes { account: "ghost", attributes: {} })"#,
        Route::TimPush => r#"Err(FailedAccount { account: "ghost", code: ErrorCode(70107), error_info: None })"#,
    };
    let mut wanted = [
        "()",
        ghost,
        r#"Ok(UserAttributes { account: "mina", attributes: {"city": "Busan"} })"#,
        r#"Ok(UserAttributes { account: "oskar", attributes: {} })"#,
    ];
    wanted.sort_unstable();
    assert_eq!(got, wanted);
    let unknown = [User::new("mina", &[("unknown", "x")][..])];
    assert_eq!(client.call(&SetUserAttributes::new(&unknown).unwrap()), ["refused: 90033"]);
}

fn names(route: Route, names: &str, types: &str) -> String {
    let types = match route {
        Route::AllMemberPush => "None".to_owned(),
        Route::TimPush => format!("Some({{{types}}})"),
    };
    format!("AttributeNames {{ names: Some({{{names}}}), types: {types} }}")
}

fn tags(client: &mut impl Caller, route: Route) {
    let users = [User::new("mina", &["vip", "stock-a"][..]), User::new("ghost", &["vip"])];
    assert_eq!(client.call(&AddUserTags::new(&users).unwrap()), with_ghost(route, &[]));
    let users = [User::new("mina", &["stock-a"][..]), User::new("ghost", &["vip"])];
    assert_eq!(client.call(&DeleteUserTags::new(&users).unwrap()), with_ghost(route, &[]));
    assert_eq!(of_mina(client, route), r#"Ok(UserTags { account: "mina", tags: Some(["vip"]) })"#);
    // It takes the newer route whatever the app's.
    let replaced = client.call(&ReplaceUserTags::new(&users).unwrap());
    assert_eq!(replaced, with_ghost(Route::TimPush, &[]));
    assert_eq!(of_mina(client, route), r#"Ok(UserTags { account: "mina", tags: Some(["stock-a"]) })"#);
    let cleared = client.call(&DeleteAllUserTags::new(&["mina", "ghost"]).unwrap());
    assert_eq!(cleared, with_ghost(route, &[]));
    assert_eq!(of_mina(client, route), r#"Ok(UserTags { account: "mina", tags: Some([]) })"#);
}

fn of_mina(client: &mut impl Caller, route: Route) -> String {
    let mut got = client.call(&GetUserTags::new(&["mina", "ghost"]).unwrap());
    let ghost = match route {
        Route::AllMemberPush => r#"Ok(UserTags { account: "ghost", tags: Some([]) })"#,
        Route::TimPush => r#"Err(FailedAccount { account: "ghost", code: ErrorCode(70107), error_info: None })"#,
    };
    assert!(got.iter().any(|line| line == ghost) && got.len() == 3, "{got:?}");
    got.swap_remove(got.iter().position(|line| line.contains("mina")).unwrap())
}

fn pushes(client: &mut impl Caller, emulator: &Emulator) {
    let (text, wanted) = ([Element::Text("hello")], [("city", "Busan")]);
    let push = PushToAllUsers::new(7, MessageBody::new(&text).unwrap());
    let push = push.with_condition(Condition::attributes(&wanted, &[]).unwrap()).with_life_time(60).unwrap();
    let task = client.call(&push);
    let taken = emulator.pushes().pop().unwrap();
    assert_eq!(task, [format!(r#"PushTask {{ id: Some("{}") }}"#, taken.task_id)]);
    assert_eq!((taken.path.as_str(), taken.accounts), (PushToAllUsers::PATH, vec!["mina".to_owned()]));

    let info = OfflinePushInfo { title: Some("hello"), ..OfflinePushInfo::default() };
    let task = client.call(&PushToAccounts::new("administrator", &["oskar", "ghost"], 8, info).unwrap());
    let taken = emulator.pushes().pop().unwrap();
    let failed = r#"FailedAccount { account: "ghost", code: ErrorCode(70107), error_info: None }"#;
    assert_eq!(task, [failed.to_owned(), format!(r#"PushTask {{ id: Some("{}") }}"#, taken.task_id)]);
    assert_eq!((taken.path.as_str(), taken.accounts), (PushToAccounts::PATH, vec!["oskar".to_owned()]));
}
