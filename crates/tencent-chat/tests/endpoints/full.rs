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
