//! The code against the facts of the service's interface (`tests/spec`).
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{App, Endpoint, Exchange, Identifier, Region, UserSig, push::GetUserAttributes};
use toml::{Table, Value};

fn facts(text: &str) -> Table {
    toml::from_str(text).unwrap()
}

fn entry<'f>(facts: &'f Table, kind: &str, name: &str) -> &'f Table {
    let entries = facts[kind].as_array().unwrap().iter().map(|entry| entry.as_table().unwrap());
    entries.into_iter().find(|entry| entry["name"].as_str() == Some(name)).unwrap()
}

fn fields(endpoint: &Table, part: &str) -> Vec<String> {
    let mut fields: Vec<_> =
        endpoint[part].as_array().unwrap().iter().map(|field| field["field"].as_str().unwrap().to_owned()).collect();
    fields.sort();
    fields
}

#[test]
fn every_region_has_its_documented_hosts() {
    let facts = facts(include_str!("../../../tests/spec/common.toml"));
    let hosts = facts["host"].as_array().unwrap();
    assert_eq!(hosts.len(), Region::ALL.len());
    for (fact, region) in hosts.iter().zip(Region::ALL) {
        let name = fact["region"].as_str().unwrap().replace(' ', "");
        assert_eq!(format!("{region:?}"), name);
        assert_eq!(region.host(), fact["host"].as_str().unwrap());
        assert_eq!(region.backup_host().unwrap_or_default(), fact["backup"].as_str().unwrap());
    }
    assert_eq!(facts["user_id"]["max_bytes"], Value::Integer(Identifier::MAX_LEN as i64));
}

#[test]
fn getting_user_attributes_is_as_documented() {
    let facts = facts(include_str!("../../../tests/spec/push.toml"));
    let fact = entry(&facts, "endpoint", "get_user_attributes");
    assert_eq!(fact["path"].as_str(), Some(GetUserAttributes::PATH));
    assert_eq!(fact["calls_per_second"].as_integer(), Some(GetUserAttributes::CALLS_PER_SECOND.into()));
    let limit = format!("at most {} accounts a call", GetUserAttributes::MAX_ACCOUNTS);
    assert!(fact["limits"][0].as_str().unwrap().starts_with(&limit));
    let source = include_str!("../src/push/get_user_attributes.rs");
    assert!(source.lines().next().unwrap().contains(&format!("/{}>", fact["doc"].as_str().unwrap())));

    let items = GetUserAttributes::ITEMS;
    let mut read = vec![format!("{items}[]")];
    read.extend(GetUserAttributes::FIELDS.iter().map(|field| match *field {
        "Attrs" => format!("{items}[].Attrs{{}}"),
        plain => format!("{items}[].{plain}"),
    }));
    read.sort();
    assert_eq!(read, fields(fact, "response"));
    assert!(GetUserAttributes::ANSWER.is_empty());
    assert_eq!(fields(fact, "request"), ["To_Account[]"]);

    let sent: serde_json::Value = serde_json::from_str(&body(&["mina", "oskar", "u-1007"])).unwrap();
    let documented: serde_json::Value = serde_json::from_str(fact["request_example"].as_str().unwrap()).unwrap();
    assert_eq!(sent, documented);
}

fn body(accounts: &[&str]) -> String {
    let app = App::new(1, Region::China, "admin").unwrap();
    let user_sig = UserSig::minted("not-a-signature").unwrap();
    let request = GetUserAttributes::new(accounts).unwrap();
    let mut buffer = [0; 1024];
    let mut exchange = Exchange::new(&app, user_sig, 7, &request, &mut buffer);
    exchange.step().unwrap();
    let message = String::from_utf8(exchange.outgoing().to_vec()).unwrap();
    message.split_once("\r\n\r\n").unwrap().1.to_owned()
}
