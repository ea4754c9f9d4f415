//! Which attributes do these users have?
//! <https://www.tencentcloud.com/document/product/1047/37169>, <https://www.tencentcloud.com/document/product/1047/67817>

use core::mem;

use serde_json::{Map, json};

use super::route::{Failed, Route};
use super::{Endpoint, Section};
use crate::envelope::Outcome;
use crate::request::{self, Asked};
use crate::state::State;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    path: "v4/all_member_push/im_get_attr",
    calls_a_second: 100,
    section: Section::Unlisted,
    answer: |asked, state| get(asked, state, Route::AllMemberPush),
};

pub(super) const TIMPUSH: Endpoint = Endpoint {
    path: "v4/timpush/get_attr",
    calls_a_second: 100,
    section: Section::Unlisted,
    answer: |asked, state| get(asked, state, Route::TimPush),
};

fn get(asked: &Asked<'_>, state: &State, route: Route) -> Outcome {
    let mut accounts = request::accounts(asked.body)?;
    if route == Route::AllMemberPush {
        swap_neighbours(&mut accounts);
    }
    let mut failed = Failed::on(route);
    let mut users = Vec::new();
    for account in accounts {
        let attributes = match (state.account(account), route) {
            (Ok(user), _) => state.attributes(user),
            (Err(_), Route::AllMemberPush) => Map::new(),
            (Err(unknown), Route::TimPush) => {
                failed.note(account, Err(unknown))?;
                continue;
            }
        };
        users.push(json!({ "To_Account": account, "Attrs": attributes }));
    }
    failed.answer([("UserAttrs", users.into())])
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
