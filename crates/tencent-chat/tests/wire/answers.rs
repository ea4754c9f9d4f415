//! Whole answers, however they are cut, are the users that an independent decoder sees, or a clean error.

use crate::peer::{as_user, call, call_with, chunked, closed, expected, sized};
use tencent_chat::{Error, json};

const BODIES: [(&str, &[u8]); 6] = [
    ("plain1", include_bytes!("../../../../tests/answers/plain1.json")),
    ("plain10", include_bytes!("../../../../tests/answers/plain10.json")),
    ("plain100", include_bytes!("../../../../tests/answers/plain100.json")),
    ("hard1", include_bytes!("../../../../tests/answers/hard1.json")),
    ("hard10", include_bytes!("../../../../tests/answers/hard10.json")),
    ("hard100", include_bytes!("../../../../tests/answers/hard100.json")),
];

const ROOM: usize = 1024;

#[test]
fn in_pieces_of_any_size_they_are_the_same_users() {
    for (name, body) in BODIES {
        let users = expected(body);
        for piece in 1..=64 {
            for answer in [sized(body), chunked(body, piece), closed(body)] {
                let outcome = call(&answer, piece, ROOM);
                assert_eq!(outcome.end, Ok(()), "{name} in pieces of {piece}");
                assert_eq!(outcome.users, users, "{name} in pieces of {piece}");
            }
        }
    }
}

#[test]
fn cut_at_any_byte_they_are_a_clean_error() {
    for (name, body) in BODIES {
        let users = expected(body);
        let whole = sized(body);
        let mut before = 0;
        for len in 0..whole.len() {
            let mut count = 0;
            let outcome = call_with(&whole[..len], ROOM, ROOM, &mut |user| {
                // Those in front of the last one were looked at when they were the last.
                assert!(count + 1 < before || as_user(user) == users[count], "{name} cut at {len}");
                count += 1;
            });
            assert_eq!(outcome.end, Err(Error::Closed), "{name} cut at {len}");
            assert!(!outcome.keeps_alive);
            before = count;
        }
        assert_eq!(before, users.len(), "{name}");
    }
}

#[test]
fn cut_where_only_the_json_can_tell_they_are_a_clean_error() {
    for (name, body) in BODIES.iter().filter(|(_, body)| body.len() < 3000) {
        let text_len = body.trim_ascii_end().len();
        for len in 0..text_len {
            for answer in [sized(&body[..len]), chunked(&body[..len], 100), closed(&body[..len])] {
                let end = call(&answer, ROOM, ROOM).end;
                let problem = json::Problem::Unfinished;
                assert_eq!(end, Err(Error::Json(json::Error::Syntax { problem, at: len })), "{name} cut at {len}");
            }
        }
    }
}

#[test]
fn the_smallest_buffer_is_the_largest_user_and_the_error_says_so() {
    for (name, body) in BODIES {
        let users = expected(body);
        let mut room = 40;
        let mut tries = 0;
        let outcome = loop {
            let outcome = call(&sized(body), 17, room);
            match outcome.end {
                Err(Error::BufferFull { needed }) => {
                    assert!(needed > room, "{name}: {needed} bytes are said to help where there are {room}");
                    let less = call(&sized(body), 17, needed - 1);
                    assert!(matches!(less.end, Err(Error::BufferFull { .. })), "{name}: {needed} is one too many");
                    room = needed;
                }
                _ => break outcome,
            }
            tries += 1;
        };
        assert_eq!((outcome.end, outcome.users), (Ok(()), users), "{name} through {room} bytes");
        assert!(room < ROOM && tries < 12, "{name} took {tries} tries to get to {room} bytes");
    }
}
