//! The vendor's published signer agrees: npm's `tls-sig-api-v2`, its clock set to the time of each case.

use std::{
    env,
    io::Write as _,
    process::{Command, Stdio},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tencent_chat::usersig::{Expected, Privileges, Room, RoomTicket, SecretKey, verify};

use crate::{oracle, random::Random};

#[test]
#[ignore = "needs Node.js and a package of npm's; `cargo xtask test` gets them and runs it"]
fn the_vendors_signer_agrees() {
    let mut random = Random::new();
    let (mut cases, mut ours) = (Vec::new(), Vec::new());
    for round in 0..200 {
        let letters = if round % 10 == 0 { "关羽é \"\\<'&>/" } else { "abcXYZ019_-" };
        let (identifier, key) = (random.text(letters, 4 + round % 29), random.key());
        let claims = random.claims(&identifier);
        let room = if round % 4 == 2 { Room::Number(round as u32 * 999_983) } else { Room::Name("adbjkl") };
        let privileges = Privileges(round as u32 % 256);
        let mut bytes = random.bytes(200);
        let userbuf = match (round % 4, identifier.is_ascii()) {
            // Their ticket counts characters where ours counts bytes.
            (2 | 3, true) => RoomTicket::new(&claims, room, privileges).unwrap().write(&mut bytes),
            (1, _) => bytes.get(..round),
            _ => None,
        };
        let claims = userbuf.map_or(claims, |userbuf| claims.with_userbuf(userbuf));
        let mut case = json!({
            "sdkappid": claims.sdk_app_id(), "key": key, "userid": identifier, "privileges": privileges.0,
            "time": claims.time(), "expire": claims.expire(), "ours": oracle::sign(&claims, &key),
        });
        match (userbuf, room) {
            (None, _) => {}
            (Some(userbuf), _) if round % 4 == 1 => case["userbuf"] = STANDARD.encode(userbuf).into(),
            (Some(_), Room::Number(number)) => case["room"] = number.into(),
            (Some(_), Room::Name(name)) => case["room"] = name.into(),
        }
        let json = oracle::json(case["ours"].as_str().unwrap());
        oracle::assert_says(&json, &claims);
        ours.push(json);
        cases.push(case);
    }

    let answers = ask(&Value::from(cases.clone()));
    assert_eq!(answers.len(), cases.len());
    for ((case, ours), answer) in cases.iter().zip(&ours).zip(&answers) {
        let theirs = answer["theirs"].as_str().unwrap();
        assert_eq!(oracle::json(theirs), *ours, "{case}");
        assert_eq!(serde_json::from_str::<Value>(answer["inflated"].as_str().unwrap()).unwrap(), *ours, "{case}");
        assert_accepted(theirs, case, ours);
    }
}

fn assert_accepted(theirs: &str, case: &Value, ours: &Value) {
    let userbuf = ours.get("TLS.userbuf").map(|text| STANDARD.decode(text.as_str().unwrap()).unwrap());
    let expected = Expected {
        sdk_app_id: case["sdkappid"].as_u64().unwrap() as u32,
        identifier: case["userid"].as_str().unwrap(),
        userbuf: userbuf.as_deref(),
    };
    let key = SecretKey::new(case["key"].as_str().unwrap()).unwrap();
    let now = case["time"].as_u64().unwrap();
    assert_eq!(verify(theirs, &key, &expected, now, &mut [0; 2048]).map(|_| ()), Ok(()), "{case}");
}

/// What `tests/vendor/sign.js` answers, in the folder where its packages are.
fn ask(cases: &Value) -> Vec<Value> {
    let folder = env::var("TENCENT_CHAT_TEST_VENDOR").unwrap();
    let mut node = Command::new("node");
    let node = node.arg("sign.js").current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut node = node.spawn().unwrap();
    node.stdin.take().unwrap().write_all(cases.to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}
