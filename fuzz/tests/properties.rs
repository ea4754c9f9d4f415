//! Every property, on any Rust: with the whole corpus, then with inputs made from it.

use core::time::Duration;

use tencent_chat_fuzz::{TARGETS, Target, mutated, replayed};

/// For each target. Long enough to see that it runs; finding things is libFuzzer's work.
const SHORT: Duration = Duration::from_secs(1);

fn holds(target: &Target) {
    let replayed = replayed(target).unwrap_or_else(|why| panic!("{why}"));
    assert!(replayed.corpus > 0, "{} has no corpus", target.name);
    let mutated = mutated(target, SHORT).unwrap_or_else(|why| panic!("{why}"));
    println!("{}: {} inputs of the corpus, and {} others", target.name, replayed.corpus, mutated.executions);
}

macro_rules! properties {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            holds(&tencent_chat_fuzz::$name::TARGET);
        })*

        #[test]
        fn no_target_is_left_out() {
            assert_eq!(TARGETS.map(|target| target.name), [$(stringify!($name)),*]);
        }
    };
}

properties!(json_push, response_items, error_code, usersig_sign, usersig_verify, request_head, policy, emulator);
