//! The state in a file: what was answered is there, however the emulator has ended.

use core::time::Duration;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tencent_chat_emulator::{Config, Emulator, Limits, Seed};

use crate::session::Session;

const SEED: &str = "attribute_names = ['city']\n[users]\nmina = { city = 'Busan' }\noskar = {}\n[tags]\nmina = ['vip']\n\
    [profiles.mina]\nTag_Profile_IM_Nick = 'Mina'\n[devices]\nmina = { Web = 'Online' }\n";

/// A file of a test's own, which goes with it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let place = Self(std::env::temp_dir().join(format!("emulator-{}-{name}.redb", std::process::id())));
        place.clear();
        place
    }

    fn clear(&self) {
        for file in [&self.0, &self.unfinished()] {
            let _ = fs::remove_file(file);
        }
    }

    /// The file while it is made.
    fn unfinished(&self) -> PathBuf {
        self.0.with_extension("redb.new")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.clear();
    }
}

fn config(file: &Path, seed: &str) -> Config {
    Config { data: Some(file.to_owned()), seed: Seed::from_toml(seed).unwrap(), ..Config::default() }
}

fn refusal(file: &Path) -> String {
    Emulator::start(config(file, SEED)).unwrap_err().to_string()
}

/// Everything that can be read.
fn read(session: &mut Session) -> serde_json::Value {
    let all = json!({ "To_Account": ["mina", "oskar", "new", "administrator"] });
    let names = session.done("v4/timpush/get_attr_name", json!({}));
    let pushes = session.emulator.pushes().iter().map(|push| format!("{push:?}")).collect::<Vec<_>>();
    let profiles =
        json!({ "To_Account": all["To_Account"], "TagList": ["Tag_Profile_IM_Nick", "Tag_Profile_IM_Level"] });
    json!([
        names,
        pushes,
        session.done("v4/timpush/get_attr", all.clone()),
        session.done("v4/timpush/get_tag", all.clone()),
        session.done("v4/openim/query_online_status", all),
        session.done("v4/profile/portrait_get", profiles),
    ])
}

#[test]
fn all_that_calls_change_is_there_after_the_end() {
    let place = Place::new("all");
    let mut session = Session::of(config(&place.0, SEED));
    assert!(!place.unfinished().exists());
    let before = read(&mut session);
    let push = json!({ "MsgRandom": 7, "MsgBody": [{ "MsgType": "TIMTextElem", "MsgContent": { "Text": "hello" } }] });
    for (path, body) in [
        ("v4/timpush/set_attr_name", json!({ "AttrNames": { "9": "model" }, "AttrTypes": { "9": 1 } })),
        ("v4/timpush/set_attr", json!({ "UserAttrs": [{ "To_Account": "oskar", "Attrs": { "city": 7 } }] })),
        ("v4/timpush/add_tag", json!({ "UserTags": [{ "To_Account": "oskar", "Tags": ["b", "a"] }] })),
        ("v4/timpush/remove_tag", json!({ "UserTags": [{ "To_Account": "mina", "Tags": ["vip"] }] })),
        ("v4/im_open_login_svc/account_import", json!({ "UserID": "new", "Nick": "New" })),
        ("v4/im_open_login_svc/account_import", json!({ "UserID": "gone" })),
        ("v4/im_open_login_svc/account_delete", json!({ "DeleteItem": [{ "UserID": "gone" }] })),
        ("v4/im_open_login_svc/kick", json!({ "UserID": "mina" })),
        (
            "v4/profile/portrait_set",
            json!({ "From_Account": "new", "ProfileItem": [{ "Tag": "Tag_Profile_IM_Level", "Value": 3 }] }),
        ),
        ("v4/all_member_push/im_push", push.clone()),
    ] {
        session.done(path, body);
    }
    let (after, now) = (read(&mut session), session.emulator.now());
    assert_ne!(after, before);
    drop(session);

    // Another seed's users are not looked at, and its app is.
    let limits = Limits { pushes_a_day: 2, ..Limits::default() };
    let other = "attribute_names = ['other']\nadministrators = ['root']\n[users]\nstranger = {}";
    let mut session = Session::of(Config { limits, ..config(&place.0, other) });
    session.emulator.stop_clock_at(now);
    assert_eq!(session.emulator.administrator(), "root");
    assert_eq!(read(&mut session), after);
    let gone = json!({ "UserID": "gone" });
    assert_eq!(session.code("v4/im_open_login_svc/account_import", gone), 70399, "deletions are remembered");
    assert_eq!(session.code("v4/all_member_push/im_push", push.clone()), 90024, "so is the last push");
    session.advance(1001);
    session.done("v4/all_member_push/im_push", push.clone());
    session.advance(1001);
    assert_eq!(session.code("v4/all_member_push/im_push", push), 90047, "and the day's");
    let tag = json!({ "UserTags": [{ "To_Account": "oskar", "Tags": ["c"] }] });
    session.done("v4/timpush/add_tag", tag);
}

#[test]
fn what_is_refused_is_not_written() {
    let place = Place::new("refused");
    let mut session = Session::of(config(&place.0, SEED));
    let before = read(&mut session);
    let body = json!({ "UserTags": [
        { "To_Account": "mina", "Tags": ["new"] },
        { "To_Account": "mina", "Tags": ["x".repeat(51)] },
    ] });
    assert_eq!(session.code("v4/timpush/add_tag", body), 90034);
    drop(session);
    assert_eq!(read(&mut Session::of(config(&place.0, SEED))), before);
}

#[test]
fn a_file_in_use_is_said_to_be() {
    let place = Place::new("in-use");
    let emulator = Emulator::start(config(&place.0, SEED)).unwrap();
    let said = refusal(&place.0);
    assert!(said.ends_with("is in use by another emulator; end that one, or name another file"), "{said}");
    drop(emulator);
    Emulator::start(config(&place.0, SEED)).unwrap();
}

#[test]
fn a_file_of_another_kind_is_said_to_be_and_left_alone() {
    let place = Place::new("foreign");
    for bytes in ["SQLite format 3\0".repeat(1000).into_bytes(), b"x".to_vec(), vec![0; 100_000]] {
        fs::write(&place.0, &bytes).unwrap();
        let said = refusal(&place.0);
        assert!(said.contains("was not written by an emulator; name another file"), "{said}");
        assert!(fs::read(&place.0).unwrap() == bytes);
    }
    place.clear();
    drop(redb::Database::create(&place.0).unwrap());
    assert!(refusal(&place.0).contains("was not written by an emulator"), "nor by another program with such files");
    place.clear();
    let directory = std::env::temp_dir();
    assert!(refusal(&directory).contains("cannot be read or written"), "{}", refusal(&directory));
    let nowhere = refusal(Path::new("/no/such/directory/state.redb"));
    assert!(
        nowhere.starts_with("the data file /no/such/directory/state.redb cannot be read or written: "),
        "{nowhere}"
    );
}

#[test]
fn a_file_of_another_app_or_version_or_a_damaged_one_is_said_to_be() {
    let place = Place::new("other");
    drop(Emulator::start(config(&place.0, "sdk_app_id = 7")).unwrap());
    assert!(refusal(&place.0).contains("holds the data of app 7; start with that SDKAppID"), "{}", refusal(&place.0));
    let about = redb::TableDefinition::<&str, u64>::new("tencent-chat-emulator");
    let database = redb::Database::open(&place.0).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(about).unwrap().insert("format", 2).unwrap();
    transaction.commit().unwrap();
    drop(database);
    assert!(refusal(&place.0).contains("is of format 2, which this version does not know"), "{}", refusal(&place.0));

    place.clear();
    drop(Emulator::start(config(&place.0, SEED)).unwrap());
    let whole = fs::read(&place.0).unwrap();
    let at = whole.windows(5).rposition(|bytes| bytes == b"Busan").unwrap();
    let mut damaged = whole.clone();
    damaged[at] ^= 1;
    fs::write(&place.0, &damaged).unwrap();
    assert!(refusal(&place.0).contains("is damaged"), "{}", refusal(&place.0));
    fs::write(&place.0, &whole[..whole.len() / 2]).unwrap();
    let said = refusal(&place.0);
    assert!(said.contains("is damaged") || said.contains("cannot be"), "{said}");
}

#[test]
fn an_empty_file_and_what_is_left_of_a_creation_are_as_good_as_none() {
    let place = Place::new("empty");
    fs::write(&place.0, "").unwrap();
    fs::write(place.unfinished(), [0; 5000]).unwrap();
    let mut session = Session::of(config(&place.0, SEED));
    session.done("v4/im_open_login_svc/account_import", json!({ "UserID": "new" }));
    assert!(fs::metadata(&place.0).unwrap().len() > 0 && !place.unfinished().exists());
}

#[cfg(unix)]
mod running {
    use std::io::{BufRead, BufReader};
    use std::net::TcpStream;
    use std::process::{Child, Command, Stdio};
    use std::thread;

    use super::*;
    use crate::client::{Client, now, query_with};
    use crate::signer::Signer;

    /// The program, which is killed when this is dropped.
    struct Running(Child);

    impl Drop for Running {
        fn drop(&mut self) {
            self.0.kill().unwrap();
            self.0.wait().unwrap();
        }
    }

    /// The program with this data file, and a client of it.
    fn start(place: &Place) -> (Running, Client) {
        started(place, spawn(place))
    }

    /// The same where a file can become no longer than this many KiB, as on a disk that is full.
    fn start_on_full_disk(place: &Place, kib: u64) -> (Running, Client) {
        let mut shell = Command::new("bash");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {kib}; exec \"$@\""), "bash"]);
        let program = program(place);
        shell.arg(program.get_program()).args(program.get_args());
        started(place, Running(shell.stdout(Stdio::piped()).spawn().unwrap()))
    }

    fn started(place: &Place, mut child: Running) -> (Running, Client) {
        let ca = place.0.with_extension("pem");
        let mut first = String::new();
        BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let port = first.trim().strip_prefix("listening on https://localhost:").unwrap().parse().unwrap();
        let tcp = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let pem = fs::read_to_string(&ca).unwrap();
        fs::remove_file(ca).unwrap();
        (child, Client::over(tcp, "localhost", &pem, rustls::ALL_VERSIONS).unwrap())
    }

    fn spawn(place: &Place) -> Running {
        Running(program(place).stdout(Stdio::piped()).spawn().unwrap())
    }

    fn program(place: &Place) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tencent-chat-emulator"));
        program.arg("--data").arg(&place.0).arg("--ca").arg(place.0.with_extension("pem"));
        program.args(["--calls-a-second=unlimited", "--app-calls-a-second=unlimited"]);
        program
    }

    fn query() -> String {
        let Seed { sdk_app_id, secret_key, .. } = Seed::default();
        let identifier = "administrator".to_owned();
        let signer = Signer { identifier, sdk_app_id, key: secret_key, time: now(), expire: 3600, userbuf: None };
        query_with(sdk_app_id, "administrator", &signer.sign())
    }

    fn is_imported(client: &mut Client, account: &str) -> bool {
        let body = json!({ "CheckItem": [{ "UserID": account }] }).to_string();
        let reply = client.post("v4/im_open_login_svc/account_check", &query(), &body).unwrap();
        reply.json()["ResultItem"][0]["AccountStatus"] == "Imported"
    }

    #[test]
    fn a_second_program_on_the_same_file_ends_at_once_and_says_why() {
        let place = Place::new("second");
        let (first, mut client) = start(&place);
        let output = program(&place).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        let wanted = format!("the data file {} is in use by another emulator; end that one", place.0.display());
        assert!(said.contains(&wanted), "{said}");
        assert!(is_imported(&mut client, "alice"), "the first one goes on");
        drop(first);
    }

    /// Killed amid calls, again and again on the same file.
    #[test]
    fn what_was_answered_before_a_kill_is_there() {
        let place = Place::new("killed");
        let mut answered: Vec<String> = Vec::new();
        for round in 0..6 {
            let (child, mut client) = start(&place);
            let killer = thread::spawn(move || {
                thread::sleep(Duration::from_millis(150 + 37 * round));
                drop(child);
            });
            for number in 0.. {
                let account = format!("user-{round}-{number}");
                let body = json!({ "UserID": account, "Nick": account }).to_string();
                match client.post("v4/im_open_login_svc/account_import", &query(), &body) {
                    Ok(reply) => assert_eq!(reply.code(), 0),
                    Err(_) => break,
                }
                answered.push(account);
            }
            killer.join().unwrap();
            let (child, mut client) = start(&place);
            for account in &answered {
                assert!(is_imported(&mut client, account), "{account} was answered and is gone");
            }
            drop(child);
        }
        assert!(answered.len() > 6, "the kills came before the calls");
    }

    /// Killed while the file is made, so that half a file would be found.
    #[test]
    fn a_kill_while_the_file_is_made_leaves_none_or_a_whole_one() {
        let place = Place::new("made");
        let (mut before, mut made) = (0, 0);
        for round in 0..25 {
            place.clear();
            let child = spawn(&place);
            thread::sleep(Duration::from_millis(2 * round));
            drop(child);
            if place.0.exists() {
                made += 1;
            } else {
                before += 1;
            }
            let (child, mut client) = start(&place);
            assert!(is_imported(&mut client, "alice"), "the seed is there");
            drop(child);
        }
        assert!(before > 0, "{made} times the file was made before the kill");
        let _ = fs::remove_file(place.0.with_extension("pem"));
    }

    #[test]
    fn a_full_disk_is_an_internal_error_that_changes_nothing() {
        let place = Place::new("full");
        drop(start(&place));
        let kib = fs::metadata(&place.0).unwrap().len() / 1024 + 64;
        let (child, mut client) = start_on_full_disk(&place, kib);
        let nick = "n".repeat(500);
        let mut import = |number: usize| {
            let accounts: Vec<_> =
                (0..100).map(|of| json!({ "UserID": format!("{number}-{of}"), "Nick": nick })).collect();
            let body = json!({ "AccountList": accounts }).to_string();
            client.post("v4/im_open_login_svc/multiaccount_import", &query(), &body).unwrap().json()
        };
        let taken = (0..1000).take_while(|number| import(*number)["ErrorCode"] == 0).count();
        let refused = import(taken);
        assert_eq!(refused["ErrorCode"], 70500, "{refused}");
        assert!(refused["ErrorInfo"].as_str().unwrap().starts_with("the data file /"), "{refused}");
        assert!(!is_imported(&mut client, &format!("{taken}-0")), "nor is it there in memory");
        drop(child);
        let (child, mut client) = start(&place);
        assert!(
            (0..taken).all(|number| is_imported(&mut client, &format!("{number}-99"))),
            "what was answered is there"
        );
        assert!(!is_imported(&mut client, &format!("{taken}-0")));
        drop(child);
    }
}
