//! Chatbots.

use serde_json::json;

use crate::session::Session;

const CREATE: &str = "v4/openim_robot_http_svc/create_robot";

#[test]
fn a_chatbot_is_an_account_with_a_profile_and_stays_as_it_is() {
    let mut session = Session::start("");
    session.done(CREATE, json!({ "UserID": "@RBT#1", "Nick": "One", "SelfSignature": "ask me" }));
    session.done(CREATE, json!({ "UserID": "@RBT#1", "Nick": "Two" }));
    let tags = ["Tag_Profile_IM_Nick", "Tag_Profile_IM_SelfSignature", "Tag_Profile_IM_Image"];
    let body = json!({ "To_Account": ["@RBT#1"], "TagList": tags });
    let profile = &session.done("v4/profile/portrait_get", body)["UserProfileItem"][0]["ProfileItem"];
    assert_eq!(*profile, json!([{ "Tag": tags[0], "Value": "One" }, { "Tag": tags[1], "Value": "ask me" }]));
}

#[test]
fn what_is_no_chatbot_and_the_21st_are_refused() {
    let mut session = Session::start("");
    let long = "x".repeat(501);
    for body in [
        json!({}),
        json!({ "UserID": 1 }),
        json!({ "UserID": "helper" }),
        json!({ "UserID": format!("@RBT#{}", "x".repeat(28)) }),
        json!({ "UserID": "@RBT#1", "Nick": 1 }),
        json!({ "UserID": "@RBT#1", "SelfSignature": long }),
    ] {
        assert_eq!(session.code(CREATE, body.clone()), 10004, "{body}");
    }
    for number in 0..20 {
        session.done(CREATE, json!({ "UserID": format!("@RBT#{number}") }));
    }
    assert_eq!(session.code(CREATE, json!({ "UserID": "@RBT#20" })), 10008);
    session.done(CREATE, json!({ "UserID": "@RBT#19" }));
}
