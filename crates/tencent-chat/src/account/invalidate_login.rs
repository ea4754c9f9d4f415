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
        Invalid::user_ids([account].into_iter(), 1)?;
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
