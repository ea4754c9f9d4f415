//! Any number of users.

use embedded_io::ErrorKind;
use tencent_chat::{Error, Failed, Invalid};

use crate::system::{Reply, answer, client, script, users};

fn accounts(count: usize) -> Vec<String> {
    (0..count).map(|index| format!("user{index}")).collect()
}

#[test]
fn they_come_in_calls_of_a_hundred_and_nobody_comes_twice() {
    let names = accounts(150);
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let first = answer(&users(names[..100].iter().copied()));
    let half = first[..first.len() / 2].to_vec();
    let rest = answer(&users(names[100..].iter().copied().chain(["a stranger"])));
    let script = script([Reply::Broken(half), Reply::Bytes(first), Reply::Bytes(rest)]);
    let mut client = client(&script);
    let mut asked = client.users(&names).unwrap();
    let mut seen = Vec::new();
    while let Some(user) = asked.next().unwrap() {
        seen.push(user.unwrap().account.to_string());
    }
    assert_eq!(seen, names);
    assert_eq!((asked.batch().answered().len(), asked.batch().unanswered().count()), (150, 0));
    assert!(asked.next().unwrap().is_none(), "the end is final");
    assert!(format!("{asked:?}").starts_with("Users"));
}

#[test]
fn where_they_end_too_early_the_batch_says_who_is_answered() {
    let names = accounts(102);
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let first = answer(&users(names[..100].iter().copied()));
    let second = answer(&users(names[101..].iter().copied()));
    let broken = || Reply::Broken(second[..second.len() - 3].to_vec());
    let script = script([Reply::Bytes(first), broken(), broken(), broken(), broken(), broken(), broken()]);
    let mut client = client(&script);
    let mut asked = client.users(&names).unwrap();
    let mut count = 0;
    let end = loop {
        match asked.next() {
            Ok(Some(_)) => count += 1,
            Ok(None) => unreachable!("the second call breaks each time"),
            Err(error) => break error,
        }
    };
    assert_eq!((count, end), (101, Failed::Transport(ErrorKind::ConnectionReset)));
    let batch = asked.batch();
    assert_eq!(batch.answered().len(), 100);
    assert_eq!(batch.unconfirmed().collect::<Vec<_>>(), ["user101"]);
    assert_eq!(batch.unanswered().collect::<Vec<_>>(), ["user100"]);
    assert_eq!(asked.next().err(), Some(Failed::Chat(Error::NotNow)));
}

#[test]
fn what_can_never_be_asked_is_refused_beforehand() {
    let script = script([]);
    let mut client = client(&script);
    assert_eq!(client.users(&[]).err(), Some(Invalid::AccountCount { given: 0, most: usize::MAX }));
    let mut names = vec!["a"; 130];
    names[120] = "";
    assert_eq!(client.users(&names).err(), Some(Invalid::AccountLength { index: 120, bytes: 0 }));
    assert!(script.borrow().hosts.is_empty());
}
