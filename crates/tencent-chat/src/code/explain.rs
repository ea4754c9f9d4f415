//! The codes' meanings as text, for people: a few kilobytes that firmware does without.

use super::{BASE, ErrorCode};

impl ErrorCode {
    /// What the documentation says of this code, in short; `None` where it is not one that any interface may give or one of
    /// pushing to all users.
    #[must_use]
    pub fn meaning(self) -> Option<&'static str> {
        let offset = u16::try_from(self.0.wrapping_sub(BASE)).ok()?;
        MEANINGS.binary_search_by_key(&offset, |row| row.0).ok().and_then(|at| MEANINGS.get(at)).map(|row| row.1)
    }
}

/// In the order of the codes, which stand there less [`BASE`].
const MEANINGS: [(u16, &str); 96] = [
    (2, "the HTTP request could not be read; check the URL"),
    (3, "the body is not valid JSON"),
    (4, "older: account or signature in URL or body is wrong; newer: the account check failed, try again"),
    (5, "as 60004"),
    (6, "the SDKAppID is not valid"),
    (7, "this interface is called too often"),
    (8, "the service timed out, or the HTTP request has a wrong format"),
    (9, "the URL names nothing that exists"),
    (10, "the identifier must be an app administrator"),
    (11, "the app calls too often"),
    (12, "sdkappid is missing from the URL"),
    (13, "the service's inner answer was not valid JSON"),
    (14, "exchanging (checking) the account timed out"),
    (15, "a UserID in the body is not a string"),
    (16, "the SDKAppID is disabled"),
    (17, "this request is disabled"),
    (18, "too many requests; try again later"),
    (19, "as 60018"),
    (20, "no valid plan, or the account is in arrears"),
    (21, "calls from this address are not allowed"),
    (25, "sdkappid, identifier, usersig or contenttype in the URL is wrong"),
    (26, "the host belongs to another data centre than the SDKAppID"),
    (27, "the app's product type does not have this interface"),
    (28, "a trial app made too many REST calls within 24 hours"),
    (10001, "the UserSig has expired; make a new one (at least 24 hours are advised)"),
    (10002, "the UserSig is empty"),
    (10003, "the UserSig cannot be read"),
    (10005, "as 70003"),
    (10009, "the UserSig was made with another app's key"),
    (10013, "the identifier in the URL is not the one in the UserSig"),
    (10014, "the sdkappid in the URL is not the one in the UserSig"),
    (10016, "the app has no key, or it lives in another data centre"),
    (10020, "the SDKAppID does not exist, or lives in another data centre"),
    (10050, "too many wrong UserSigs; wait a minute"),
    (10051, "the account is blocked"),
    (10107, "the account was not imported"),
    (10114, "logins are restricted for safety; log in less often"),
    (10169, "the server timed out"),
    (10202, "as 70169"),
    (10206, "wrong number of accounts in a batch"),
    (10398, "the plan's number of accounts is used up (100 on the free plan)"),
    (10399, "a deleted account cannot be imported again for three months"),
    (10402, "a parameter is missing or not valid"),
    (10403, "the caller is not an app administrator"),
    (10404, "the client SDK is too old"),
    (10500, "internal error; try again"),
    (11000, "the app may not delete accounts"),
    (12000, "the trial plan's daily active users are used up"),
    (12001, "user status query and notification are not switched on"),
    (12002, "the trial plan's monthly active users are used up"),
    (12010, "one user logs in, logs out or changes state too often"),
    (12011, "global do-not-disturb is not switched on"),
    (12012, "subscribing to profile changes is not switched on"),
    (30001, "the body is not valid JSON"),
    (30002, "MsgBody is not an array of message elements"),
    (30003, "To_Account is missing, of a wrong type, or does not exist"),
    (30004, "MsgSeq is not valid"),
    (30005, "MsgRandom is missing or no integer"),
    (30006, "MsgTimeStamp is missing or no integer"),
    (30007, "MsgBody is not an array"),
    (30008, "From_Account is missing or does not exist"),
    (30009, "the caller is not an app administrator"),
    (30010, "the body does not follow the message format"),
    (30011, "more than 500 accounts"),
    (30012, "To_Account was not imported"),
    (30018, "more accounts than the call takes"),
    (30020, "a tag is longer than 50 bytes (push page)"),
    (30022, "one tag in both TagsOr and TagsAnd"),
    (30024, "pushes less than a second apart"),
    (30026, "the offline time exceeds 7 days"),
    (30028, "batch sending: To_Account is no array"),
    (30029, "batch sending: To_Account is empty"),
    (30030, "newer table: SyncFromOldSystem is not valid"),
    (30031, "SyncOtherMachine is no integer"),
    (30032, "more than 10 tags in a condition or in an add call"),
    (30033, "an attribute is not valid (unknown or repeated name, changed account type)"),
    (30034, "a tag is longer than 50 bytes (error table)"),
    (30035, "the tag or attribute belongs to the other account type"),
    (30039, "tags and attributes in one condition"),
    (30040, "an empty tag in a condition"),
    (30043, "OfflinePushInfo does not follow the format"),
    (30044, "MsgLifeTime is no integer"),
    (30045, "pushing to all users is not switched on"),
    (30047, "the day's pushes are used up (100 by default)"),
    (30048, "the account does not exist"),
    (30049, "no push under this TaskId"),
    (30050, "the push was recalled before"),
    (30051, "recalls more often than one a second"),
    (30052, "the push is older than 24 hours"),
    (30054, "MsgKey is missing or not valid"),
    (30055, "batch sending: the message is too long (8 KB, newer 12 KB)"),
    (30057, "batch sending: above the rate the app has configured"),
    (30992, "backend timeout; if always, check the app's webhook"),
    (30994, "internal error; try again"),
    (30995, "internal error; newer table: may mean that the message is too long"),
    (31000, "internal error; try again"),
];

#[cfg(test)]
mod tests {
    use std::string::String;

    use super::*;

    #[derive(serde::Deserialize)]
    struct Facts {
        code: std::vec::Vec<Fact>,
    }

    #[derive(serde::Deserialize)]
    struct Fact {
        code: i64,
        meaning: String,
        surface: Option<String>,
    }

    #[test]
    fn meanings_are_those_of_the_documentation() {
        let facts: Facts = toml::from_str(include_str!("../../../../tests/spec/errors.toml")).unwrap();
        let is_ours = |fact: &&Fact| fact.surface.is_none() && matches!(fact.code, 60_000..80_000 | 90_000..=91_000);
        let facts = || facts.code.iter().filter(is_ours);
        assert_eq!(facts().count(), MEANINGS.len());
        for fact in facts() {
            assert_eq!(ErrorCode(fact.code).meaning(), Some(fact.meaning.as_str()), "{}", fact.code);
        }
        for unknown in [i64::MIN, 0, 60_001, BASE + 65_536 + 7, i64::MAX] {
            assert_eq!(ErrorCode(unknown).meaning(), None, "{unknown}");
        }
    }
}
