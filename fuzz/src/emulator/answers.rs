//! What an independent client makes of what the emulator sends.

use httparse::{EMPTY_HEADER, Response, Status};

use crate::tree::Tree;

/// Each answer has a head, a length and, where it is the service's, a body of JSON with a code: this one.
pub(super) fn are_sound(mut bytes: &[u8]) -> Vec<Option<i64>> {
    let mut codes = Vec::new();
    while !bytes.is_empty() {
        let mut fields = [EMPTY_HEADER; 16];
        let mut response = Response::new(&mut fields);
        let Ok(Status::Complete(len)) = response.parse(bytes) else { panic!("{}", bytes.escape_ascii()) };
        let length = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-length"));
        let length = length.and_then(|field| str::from_utf8(field.value).ok()?.parse().ok()).unwrap_or(0);
        let body = bytes[len..].get(..length).expect("as much as was promised");
        match response.code {
            Some(200) => {
                let json = Tree::read(body).expect("JSON");
                assert!(json.get("ActionStatus").is_some() && json.get("ErrorInfo").is_some());
                codes.push(Some(json.get("ErrorCode").and_then(Tree::integer).expect("a code")));
            }
            Some(100) => {}
            Some(400..600) => codes.push(None),
            other => panic!("a status of {other:?}"),
        }
        bytes = &bytes[len + length..];
    }
    codes
}
