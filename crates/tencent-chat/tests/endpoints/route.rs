//! The app says which route is taken; the call is the same.
#![expect(clippy::unwrap_used, reason = "a test ends where it is wrong")]

use tencent_chat::{App, Endpoint, Exchange, Region, Route, UserSig, message::*, push::*};

/// Where a request goes.
fn path<E: Endpoint>(route: Route, endpoint: &E) -> String {
    let app = App::new(1, Region::Singapore, "admin").unwrap().with_route(route);
    let user_sig = UserSig::minted("not-a-signature").unwrap();
    let mut buffer = [0; 512];
    let mut exchange = Exchange::new(&app, user_sig, 7, endpoint, &mut buffer);
    exchange.step().unwrap();
    let head = String::from_utf8_lossy(exchange.outgoing()).into_owned();
    head.split(['/', '?']).skip(1).take(3).collect::<Vec<_>>().join("/")
}

#[test]
fn a_call_takes_the_apps_route_where_it_has_two() {
    let tags = GetUserTags::new(&["a"]).unwrap();
    assert_eq!(App::new(1, Region::Singapore, "admin").unwrap().route(), Route::AllMemberPush);
    assert_eq!(path(Route::AllMemberPush, &tags), "v4/all_member_push/im_get_tag");
    assert_eq!(path(Route::TimPush, &tags), "v4/timpush/get_tag");
    let elements = [Element::Text("hello")];
    let push = PushToAllUsers::new(7, MessageBody::new(&elements).unwrap());
    assert_eq!(
        path(Route::TimPush, &push),
        "v4/all_member_push/im_push",
        "what of the newer one is known in part only"
    );
    let users = [User::new("a", &["t"][..])];
    let replace = ReplaceUserTags::new(&users).unwrap();
    assert_eq!(path(Route::AllMemberPush, &replace), "v4/timpush/add_tag");
}
