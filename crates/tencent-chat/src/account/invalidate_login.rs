//! Log this account out, everywhere. <https://www.tencentcloud.com/document/product/1047/34957>

use crate::{Endpoint, Invalid, NoItem, json::Fields};

/// Logs one account out, and makes every UserSig worthless that was made for it before.
///
/// It is never sent twice by itself: the second call would undo a log-in that came between.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct InvalidateLogin<'a> {
    account: &'a str,
}

impl<'a> InvalidateLogin<'a> {
    /// # Errors
    /// [`Invalid::AccountLength`].
    pub fn new(account: &'a str) -> Result<Self, Invalid> {
        Invalid::user_id(account)?;
        Ok(Self { account })
    }
}

impl Endpoint for InvalidateLogin<'_> {
    const PATH: &'static str = "v4/im_open_login_svc/kick";
    const CALLS_PER_SECOND: u16 = 200;
    const REPEATABLE: bool = false;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.text("UserID", self.account);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;

    #[test]
    fn it_is_as_documented() {
        let example = InvalidateLogin::new("mina").unwrap();
        Facts::of(example)
            .entry("accounts", "invalidate_login", example, &["()"])
            .once("a log-in between the two would not survive the second")
            .not_checked("one account a call", "there is room for one")
            .hold();
    }

    #[test]
    fn what_the_service_would_refuse_is_refused_before_a_byte_is_sent() {
        assert_eq!(InvalidateLogin::new(""), Err(Invalid::AccountLength { index: 0, bytes: 0 }));
    }
}
