//! Which attributes do these users have? <https://intl.cloud.tencent.com/document/product/1047/37169>

use core::mem;

use serde_json::{Map, Value, json};

use super::Endpoint;
use crate::envelope::Outcome;
use crate::request;
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint { path: "v4/all_member_push/im_get_attr", calls_a_second: 100, answer };

fn answer(state: &mut State, body: &Map<String, Value>) -> Outcome {
    let mut accounts = request::accounts(body, "To_Account")?;
    swap_neighbours(&mut accounts);
    let users = accounts.into_iter().map(|account| {
        let attributes = state.attributes(account);
        json!({ "To_Account": account, "Attrs": attributes })
    });
    Ok(Map::from_iter([("UserAttrs".to_owned(), users.collect())]))
}

/// The service does not keep the order of the request: in the documentation's sample of three the last two have changed
/// places. So they do here, and on towards the front, two by two.
fn swap_neighbours<T>(list: &mut [T]) {
    for pair in list.rchunks_exact_mut(2) {
        if let [left, right] = pair {
            mem::swap(left, right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;

    fn ask(body: &str) -> String {
        let mut state = State::new(&Seed::default());
        let body = request::object(Some(body.as_bytes())).unwrap();
        Value::Object(answer(&mut state, &body).unwrap()).to_string()
    }

    #[test]
    fn the_answer_has_the_documented_shape_and_order() {
        assert_eq!(
            ask(r#"{"To_Account":["alice","Bob Lee","gateway-7"]}"#),
            concat!(
                r#"{"UserAttrs":[{"To_Account":"alice","Attrs":{"sex":"Female","city":"New York"}},"#,
                r#"{"To_Account":"gateway-7","Attrs":{}},"#,
                r#"{"To_Account":"Bob Lee","Attrs":{"sex":"Male","city":"Lyon","language":"français","level":7}}]}"#
            )
        );
    }

    #[test]
    fn an_unknown_account_is_answered_like_one_without_attributes_and_one_asked_twice_twice() {
        assert_eq!(
            ask(r#"{"To_Account":["nobody","nobody"]}"#),
            r#"{"UserAttrs":[{"To_Account":"nobody","Attrs":{}},{"To_Account":"nobody","Attrs":{}}]}"#
        );
    }

    #[test]
    fn neighbours_change_places_from_the_end() {
        let turned = |n: u8| {
            let mut list: Vec<_> = (0..n).collect();
            swap_neighbours(&mut list);
            list
        };
        assert!(turned(0).is_empty());
        assert_eq!(turned(1), [0]);
        assert_eq!(turned(2), [1, 0]);
        assert_eq!(turned(3), [0, 2, 1]);
        assert_eq!(turned(6), [1, 0, 3, 2, 5, 4]);
    }
}
