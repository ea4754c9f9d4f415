//! What firmware links for one endpoint more: all that a call takes, and one endpoint. `cargo xtask endpoints` builds it once
//! without, and once with each; the environment's `ENDPOINT` says with which, as the file below the core's `src`.

#![no_std]
#![no_main]

use core::hint::black_box;

use tencent_chat::json::{self, Fields, Text, Value};
use tencent_chat::{App, Endpoint, Exchange, FailedAccount, Invalid, Parse, Region, Step, UserSig};

#[unsafe(no_mangle)]
extern "C" fn _start() {
    call(Ok(Base(texts())));
    call(Ok(Other(texts())));
    endpoint();
}

#[cfg(endpoint = "none")]
fn endpoint() {}

#[cfg(endpoint = "push/push_to_all_users")]
fn endpoint() {
    call(
        tencent_chat::message::MessageBody::new(black_box(&[tencent_chat::message::Element::Text("hello")]))
            .map(|body| tencent_chat::push::PushToAllUsers::new(black_box(1), body)),
    );
}

#[cfg(endpoint = "push/push_to_accounts")]
fn endpoint() {
    call(tencent_chat::push::PushToAccounts::new(text(), texts(), black_box(1), Default::default()));
}

#[cfg(endpoint = "push/set_attribute_names")]
fn endpoint() {
    call(tencent_chat::push::SetAttributeNames::new(black_box(&[tencent_chat::push::AttributeName {
        number: 0,
        name: "city",
        account_type: None,
    }])));
}

#[cfg(endpoint = "push/get_attribute_names")]
fn endpoint() {
    call(Ok::<_, Invalid>(tencent_chat::push::GetAttributeNames));
}

#[cfg(endpoint = "push/get_user_attributes")]
fn endpoint() {
    call(tencent_chat::push::GetUserAttributes::new(texts()));
}

#[cfg(endpoint = "push/set_user_attributes")]
fn endpoint() {
    call(tencent_chat::push::SetUserAttributes::new(black_box(&[tencent_chat::push::User {
        account: "alice",
        values: &[("city", "Busan")],
    }])));
}

#[cfg(endpoint = "push/delete_user_attributes")]
fn endpoint() {
    call(tencent_chat::push::DeleteUserAttributes::new(users()));
}

#[cfg(endpoint = "push/get_user_tags")]
fn endpoint() {
    call(tencent_chat::push::GetUserTags::new(texts()));
}

#[cfg(endpoint = "push/add_user_tags")]
fn endpoint() {
    call(tencent_chat::push::AddUserTags::new(users()));
}

#[cfg(endpoint = "push/replace_user_tags")]
fn endpoint() {
    call(tencent_chat::push::ReplaceUserTags::new(users()));
}

#[cfg(endpoint = "push/delete_user_tags")]
fn endpoint() {
    call(tencent_chat::push::DeleteUserTags::new(users()));
}

#[cfg(endpoint = "push/delete_all_user_tags")]
fn endpoint() {
    call(tencent_chat::push::DeleteAllUserTags::new(texts()));
}

#[cfg(endpoint = "account/import_account")]
fn endpoint() {
    call(tencent_chat::account::ImportAccount::new(black_box(tencent_chat::account::NewAccount::new("alice"))));
}

#[cfg(endpoint = "account/import_accounts")]
fn endpoint() {
    call(tencent_chat::account::ImportAccounts::new(black_box(&[tencent_chat::account::NewAccount {
        user_id: "alice",
        nick: None,
        face_url: None,
    }])));
}

#[cfg(endpoint = "account/delete_accounts")]
fn endpoint() {
    call(tencent_chat::account::DeleteAccounts::new(texts()));
}

#[cfg(endpoint = "account/check_accounts")]
fn endpoint() {
    call(tencent_chat::account::CheckAccounts::new(texts()));
}

#[cfg(endpoint = "account/invalidate_login")]
fn endpoint() {
    call(tencent_chat::account::InvalidateLogin::new(text()));
}

#[cfg(endpoint = "account/query_online_status")]
fn endpoint() {
    call(tencent_chat::account::QueryOnlineStatus::new(texts()));
}

#[cfg(endpoint = "profile/set_profile")]
fn endpoint() {
    call(tencent_chat::profile::SetProfile::new(
        text(),
        black_box(&[tencent_chat::profile::ProfileField::Nick("Alice")]),
    ));
}

#[cfg(endpoint = "profile/get_profiles")]
fn endpoint() {
    call(tencent_chat::profile::GetProfiles::new(texts(), black_box(&[tencent_chat::profile::ProfileTag::Nick])));
}

fn text() -> &'static str {
    black_box("alice")
}

fn texts() -> &'static [&'static str] {
    black_box(&["alice", "bob"])
}

#[cfg(any(
    endpoint = "push/delete_user_attributes",
    endpoint = "push/add_user_tags",
    endpoint = "push/replace_user_tags",
    endpoint = "push/delete_user_tags"
))]
fn users() -> &'static [tencent_chat::push::User<'static, &'static str>] {
    black_box(&[tencent_chat::push::User { account: "alice", values: &["vip"] }])
}

/// What firmware has before: texts go out, and texts come back, or accounts that have failed.
struct Base(&'static [&'static str]);

/// Another one, so that what two of them share is outside of both.
struct Other(&'static [&'static str]);

struct Name<'r> {
    _name: Text<'r>,
}

impl Endpoint for Base {
    const PATH: &'static str = "v4/base/base";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const ITEMS: &'static str = "Base";
    const FAILED: &'static str = "Failed";
    const FIELDS: &'static [&'static str] = &["Name"];

    type Item<'r> = Result<Name<'r>, FailedAccount<'r>>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("Name", text());
        to.array("Base", |to| self.0.iter().for_each(|name| to.text(name)));
    }
}

impl Endpoint for Other {
    const PATH: &'static str = "v4/base/other";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = true;
    const FAILED: &'static str = "Failed";
    const FIELDS: &'static [&'static str] = &["Name"];

    type Item<'r> = FailedAccount<'r>;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.array("Other", |to| self.0.iter().for_each(|name| to.object(|to| to.text("Name", name))));
    }
}

impl<'r> Parse<'r> for Name<'r> {
    fn parse(json: Value<'r>) -> Result<Self, json::Error> {
        let name = json.as_object().ok_or(json::Error::Missing { key: "Base" })?.text("Name")?;
        Ok(Self { _name: name })
    }
}

/// Sends a request and reads what comes, on a stream that the optimizer knows nothing of.
fn call<E: Endpoint>(request: Result<E, Invalid>) {
    let Ok(request) = request else { return };
    let mut buffer = black_box([0; 512]);
    let Some((app, user_sig)) = who() else { return };
    let mut exchange = Exchange::new(&app, user_sig, black_box(1), &request, &mut buffer);
    while let Ok(step) = exchange.step() {
        match step {
            Step::Send => exchange.sent(black_box(1)),
            Step::Receive => exchange.received(black_box(1)),
            Step::Item => {
                let _ = black_box(exchange.item());
            }
            Step::Done => {
                let _ = black_box(exchange.answer());
                return;
            }
        }
    }
}

#[inline(never)]
fn who() -> Option<(App<'static>, UserSig<'static>)> {
    let app = App::new(black_box(1_400_000_000), Region::Singapore, black_box("administrator")).ok()?;
    Some((app, UserSig::minted(black_box("eJw")).ok()?))
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
