#![no_main]
//! Any number is a code; only a known one has a meaning, and none that may be retried is a lost cause.

use libfuzzer_sys::fuzz_target;
use tencent_chat::{Advice, Error, ErrorCode};

fuzz_target!(|code: i64| {
    let code = ErrorCode(code);
    let advice = code.advice();
    assert_eq!(Error::Refused(code).advice(), advice);
    assert!(Error::Refused(code).to_string().contains(&code.0.to_string()) || code.0 == 0);
    if code.meaning().is_none() {
        assert!(advice == Advice::Stop, "an advice about {code}, which nobody knows");
    }
});
