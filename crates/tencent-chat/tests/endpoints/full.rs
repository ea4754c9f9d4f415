//! An answer that is kept whole, beside a list or without one, takes room; how much is said.

use tencent_chat::{Error, push::GetAttributeNames};

use crate::wire::call;

#[test]
fn an_answer_that_does_not_fit_says_how_much_would_do() {
    let names: Vec<_> = (0..10).map(|slot| format!(r#""{slot}":"{}""#, "n".repeat(50))).collect();
    let body = format!(r#"{{"ActionStatus":"OK","ErrorCode":0,"AttrNames":{{{}}}}}"#, names.join(","));
    let whole = call(&GetAttributeNames, &body, 9, 2000);
    assert!(whole.1.is_ok(), "{whole:?}");
    let (mut room, mut tries) = (40, 0);
    while let Err(Error::BufferFull { needed }) = call(&GetAttributeNames, &body, 9, room).1 {
        assert!(needed > room, "{needed} bytes are said to help where there are {room}");
        (room, tries) = (needed, tries + 1);
        assert!(room < 2000 && tries < 2000);
    }
    assert_eq!(call(&GetAttributeNames, &body, 9, room), whole, "through {room} bytes");
}

#[test]
fn a_buffer_full_of_what_is_kept_ends_the_call_whatever_follows() {
    let ignored = "x".repeat(90);
    for key in ["", "x", "Unknown", &ignored] {
        let body = format!(r#"{{"AttrNames":{{"0":"sex","1":"city"}},"{key}":"\ud83d\ude00{ignored}","ErrorCode":0}}"#);
        for room in 26..100 {
            let (_, end) = call(&GetAttributeNames, &body, 9, room);
            let says_more = matches!(end, Err(Error::BufferFull { needed }) if needed > room);
            assert!(end.is_ok() || says_more, "{room}: {end:?}");
        }
    }
}
