//! Where the service is.

use tencent_chat::{Identifier, Region};
use toml::Value;

use crate::spec;

#[test]
fn every_region_has_its_documented_hosts() {
    let facts = spec::file("common.toml");
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
