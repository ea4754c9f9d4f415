//! The codes' names and meanings as text, for people: some kilobytes that firmware does without.

mod client;
mod group;
mod message;
mod operations;
mod public;
mod user;

use super::ErrorCode;

/// A code, its name, and what the documentation says of it, in short.
type Row = (i32, &'static str, &'static str);

impl ErrorCode {
    /// What this code is called, in one word; `None` where it is not documented.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.row().map(|(_, name, _)| name)
    }

    /// What the documentation says of this code, in short; `None` where it is not documented.
    #[must_use]
    pub fn meaning(self) -> Option<&'static str> {
        self.row().map(|(_, _, meaning)| meaning)
    }

    /// What this code means where the endpoint with this path gives it.
    #[must_use]
    pub fn meaning_at(self, path: &str) -> Option<&'static str> {
        let elsewhere = ELSEWHERE.iter().find(|row| i64::from(row.0) == self.0 && row.1 == path);
        elsewhere.map(|row| row.2).or_else(|| self.meaning())
    }

    fn row(self) -> Option<Row> {
        let rows = TABLES.iter().flat_map(|rows| rows.iter());
        let ranges = RANGES.iter().filter(|(first, last, _)| (i64::from(*first)..=i64::from(*last)).contains(&self.0));
        rows.copied().find(|row| i64::from(row.0) == self.0).or_else(|| ranges.map(|range| range.2).next())
    }
}

const TABLES: [&[Row]; 6] = [public::ROWS, message::ROWS, group::ROWS, user::ROWS, operations::ROWS, client::ROWS];

/// Codes by the range, where the documentation names no single ones.
const RANGES: [(i32, i32, Row); 4] = [
    (
        10_100,
        10_200,
        (10_100, "GroupWebhookCustom", "the app's own code, given by its webhook before a group operation"),
    ),
    (
        38_000,
        39_000,
        (38_000, "RelationWebhookCustom", "the app's own code, given by its webhook before a relationship operation"),
    ),
    (
        120_001,
        130_000,
        (120_001, "MessageWebhookCustom", "the app's own code, given by its webhook before a one-to-one message"),
    ),
    (60_000, 79_999, (60_000, "Public", "public codes, any interface")),
];

/// Codes that mean something else at one endpoint.
const ELSEWHERE: [(i32, &str, &str); 2] = [
    (80005, "v4/group_open_http_svc/import_topic", "the content check timed out"),
    (90057, "v4/timpush/batch", "DataId is longer than 64 bytes"),
];
