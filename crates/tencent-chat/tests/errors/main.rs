//! What errors say to people: lower case, no full stop, the number, and what to do where that is known.

use core::error::Error as _;

use tencent_chat::{
    Advice, Error, ErrorCode, Failed, FailedAccount, HttpError, Invalid, NoItem, Parse as _, Part,
    json::{self, Problem, Value},
    usersig::SignError,
};

const PROBLEMS: [Problem; 8] = [
    Problem::Unexpected,
    Problem::Unfinished,
    Problem::Depth,
    Problem::Control,
    Problem::Escape,
    Problem::Surrogate,
    Problem::Utf8,
    Problem::Duplicate,
];

const HTTP: [HttpError; 7] = [
    HttpError::NotHttp,
    HttpError::Header,
    HttpError::HeadTooLong,
    HttpError::Length,
    HttpError::TransferEncoding,
    HttpError::ContentEncoding,
    HttpError::Chunk,
];

const PARTS: [Part; 12] = [
    Part::Attribute,
    Part::AttributeName,
    Part::AttributeNumber,
    Part::AttributeValue,
    Part::CustomElement,
    Part::DataId,
    Part::LifeTime,
    Part::MessageElement,
    Part::ProfileField,
    Part::ProfileTag,
    Part::ProfileValue,
    Part::Tag,
];

/// With the numbers 31 and 37 wherever one has a place.
fn invalid() -> Vec<Invalid> {
    let of_parts = PARTS.into_iter().flat_map(|of| {
        [
            Invalid::Count { of, given: 31, most: 37 },
            Invalid::Length { of, index: 2, bytes: 31, most: 37 },
            Invalid::Twice { of, index: 31 },
            Invalid::TooGreat { of, given: 31, most: 37 },
        ]
    });
    let others = [
        Invalid::SdkAppId,
        Invalid::IdentifierLength { bytes: 31 },
        Invalid::IdentifierCharacter { at: 31 },
        Invalid::HostLength { bytes: 31 },
        Invalid::HostCharacter { at: 31 },
        Invalid::Port,
        Invalid::SecretKey,
        Invalid::UserSigLength { bytes: 31 },
        Invalid::UserSigCharacter { at: 31 },
        Invalid::RoomName { bytes: 31 },
        Invalid::AccountCount { given: 31, most: 37 },
        Invalid::AccountLength { index: 2, bytes: 31 },
        Invalid::Chatbot,
        Invalid::CustomTag,
    ];
    of_parts.chain(others).collect()
}

fn all() -> Vec<Error> {
    let syntax = PROBLEMS.map(|problem| Error::Json(json::Error::Syntax { problem, at: 31 }));
    let others = [
        Error::BufferFull { needed: 31 },
        Error::Refused(ErrorCode(31)),
        Error::Refused(ErrorCode(0)),
        Error::Status(502),
        Error::Json(json::Error::Missing { key: "ErrorCode" }),
        Error::Json(json::Error::Type { key: "ErrorCode", wanted: "an integer" }),
        Error::Closed,
        Error::Deadline,
        Error::Unsigned,
        Error::NotNow,
    ];
    let invalid = invalid().into_iter().map(Error::from);
    invalid.chain(HTTP.map(Error::from)).chain(syntax).chain(others).collect()
}

#[test]
fn every_error_is_a_sentence_of_its_own_with_its_number() {
    let mut texts: Vec<_> = all().iter().map(Error::to_string).collect();
    for (error, text) in all().iter().zip(&texts) {
        let is_name = ["ErrorCode", "DataId", "HTTP"].iter().any(|name| text.starts_with(name));
        assert!(is_name || !text.starts_with(|first: char| first.is_uppercase()), "{text}");
        assert!(text.len() > 10 && !text.ends_with('.') && !text.contains('{'), "{text}");
        let shown = format!("{error:?}");
        for number in ["31", "37", "502"] {
            assert_eq!(shown.contains(number), text.contains(number), "{text} of {shown}");
        }
    }
    texts.sort();
    let count = texts.len();
    texts.dedup();
    assert_eq!(texts.len(), count, "no two say the same");
}

#[test]
fn every_error_has_an_advice_and_only_what_may_pass_is_tried_again() {
    for error in all() {
        let passes = matches!(error, Error::Closed | Error::Deadline | Error::Status(500..));
        assert_eq!(error.advice() == Advice::TryLater, passes, "{error}");
    }
    assert_eq!(Error::Status(429).advice(), Advice::TryLater);
    assert_eq!(Error::Status(404).advice(), Advice::Stop);
    assert_eq!(Error::from(Invalid::Port).advice(), Advice::FixRequest);
    assert_eq!(Error::BufferFull { needed: 1 }.advice(), Advice::Split);
    assert_eq!(Error::Unsigned.advice(), Advice::FixSetup);
}

#[test]
fn every_advice_says_what_to_do() {
    let advices =
        [60_008, 60_007, 70_001, 70_013, 60_026, 90_018, 90_001, 60_010, 31].map(|code| ErrorCode(code).advice());
    for (index, advice) in advices.iter().enumerate() {
        assert!(!advices.split_at(index).0.contains(advice), "{advice} twice");
        let said = advice.to_string();
        assert!(said.len() > 10 && said.starts_with(char::is_lowercase), "{said}");
    }
}

#[test]
fn a_failed_call_says_whose_error_it_is() {
    let inner = json::Error::Missing { key: "ErrorCode" };
    let broken: Failed<json::Error> = Failed::Transport(inner);
    assert_eq!(broken.to_string(), "the connection failed: ErrorCode is missing");
    assert_eq!(broken.source().map(ToString::to_string), Some(inner.to_string()));
    let chat: Failed<json::Error> = Error::from(inner).into();
    assert_eq!(chat.to_string(), "the answer is not what it should be: ErrorCode is missing");
    assert_eq!(chat.source().map(ToString::to_string), Some(chat.to_string()));
}

#[test]
fn an_account_that_failed_says_which_and_why() -> Result<(), Error> {
    let mut json = *br#"{"To_Account":"alice","ErrorCode":60008,"ErrorInfo":""}"#;
    let failed = FailedAccount::parse(Value::parse_in_place(&mut json)?)?;
    assert_eq!(failed.to_string(), "alice: failed with code 60008: try again later");
    assert_eq!(failed.error_info, None);
    Ok(())
}

#[test]
fn an_answer_without_a_list_has_no_items() -> Result<(), Error> {
    let mut json = *b"{}";
    let none = NoItem::parse(Value::parse_in_place(&mut json)?);
    assert_eq!(none, Err(json::Error::Type { key: "the answer", wanted: "without a list" }));
    Ok(())
}

#[test]
#[cfg(feature = "heapless")]
fn a_copy_that_does_not_fit_says_what_and_how_much_there_is() {
    let error = tencent_chat::push::DoesNotFit { part: "value", room: 50 };
    assert_eq!(error.to_string(), "a user's value has more than the 50 that there is room for");
}

#[test]
fn a_signature_that_fails_says_why() {
    let full: SignError<json::Error> = SignError::BufferFull { needed: 201 };
    assert_eq!(full.to_string(), "the UserSig does not fit: it takes 201 bytes");
    assert!(full.source().is_none());
    let failed = SignError::Signer(json::Error::Missing { key: "key" });
    assert_eq!(failed.to_string(), "the signer made no signature");
    assert_eq!(failed.source().map(ToString::to_string).as_deref(), Some("key is missing"));
    assert_eq!(Error::from(SignError::BufferFull { needed: 201 }), Error::BufferFull { needed: 201 });
}

#[test]
#[cfg(feature = "verify")]
fn every_rejection_is_a_sentence_of_its_own() {
    use tencent_chat::usersig::Rejected::*;
    let missing = json::Error::Missing { key: "TLS.sig" };
    let all = [
        ScratchFull { needed: 31 },
        Base64,
        Zlib,
        Truncated,
        Checksum,
        Trailing,
        TooLong { room: 31 },
        Json(missing),
        NoObject,
        Version,
        Invalid(tencent_chat::Invalid::SdkAppId),
        OtherIdentifier,
        OtherApp { sdk_app_id: 31 },
        Expired { at: 31 },
        UserbufMissing,
        UserbufUnexpected,
        UserbufOther,
        Signature,
    ];
    for (index, rejected) in all.iter().enumerate() {
        let text = rejected.to_string();
        assert!(text.len() > 10 && !text.ends_with('.') && !text.starts_with("The"), "{text}");
        assert_eq!(format!("{rejected:?}").contains("31"), text.contains("31"), "{text}");
        assert!(all.split_at(index).0.iter().all(|other| other.to_string() != text), "{text} twice");
        assert_eq!(rejected.source().is_some(), matches!(rejected, Json(_) | Invalid(_)));
    }
}
