//! Any number of accounts, in calls of as many as one takes.

use crate::{Invalid, push::GetUserAttributes};

/// Any number of accounts, and how many of them have been answered.
///
/// A call takes 100 of them at most. Its answer's length does not matter, since a buffer bounds one user only.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    accounts: &'a [&'a str],
    /// How many of them are in calls that have ended well.
    done: usize,
    /// Which of the next call's have been handed out, a bit each.
    handed_out: u128,
}

impl<'a> Batch<'a> {
    /// At least one account, each of 1 to 32 bytes.
    ///
    /// # Errors
    /// [`Invalid::AccountCount`], [`Invalid::AccountLength`].
    pub fn new(accounts: &'a [&'a str]) -> Result<Self, Invalid> {
        if accounts.is_empty() {
            return Err(Invalid::AccountCount { given: 0, most: usize::MAX });
        }
        for (number, chunk) in accounts.chunks(GetUserAttributes::MAX_ACCOUNTS).enumerate() {
            GetUserAttributes::new(chunk).map_err(|invalid| match invalid {
                Invalid::AccountLength { index, bytes } => {
                    let before = number.saturating_mul(GetUserAttributes::MAX_ACCOUNTS);
                    Invalid::AccountLength { index: index.saturating_add(before), bytes }
                }
                other => other,
            })?;
        }
        Ok(Self { accounts, done: 0, handed_out: 0 })
    }

    /// The next call; `None` when all are answered.
    #[must_use]
    pub fn call(&self) -> Option<GetUserAttributes<'a>> {
        GetUserAttributes::new(self.chunk()).ok()
    }

    /// A user has come; whether for the first time. One that comes again, because a call was tried again, is not new, nor is
    /// one that was not asked for.
    pub fn hand_out(&mut self, account: &str) -> bool {
        let mut is_new = false;
        for (index, asked) in self.chunk().iter().enumerate() {
            let bit = 1_u128.wrapping_shl(u32::try_from(index).unwrap_or(u32::MAX));
            if *asked == account && self.handed_out & bit == 0 {
                self.handed_out |= bit;
                is_new = true;
            }
        }
        is_new
    }

    /// The call has ended well, and what was handed out is true.
    pub fn end_call(&mut self) {
        self.done = self.done.saturating_add(self.chunk().len());
        self.handed_out = 0;
    }

    /// The accounts whose calls have ended well: what was said of them is true.
    #[must_use]
    pub fn answered(&self) -> &'a [&'a str] {
        self.accounts.get(..self.done).unwrap_or_default()
    }

    /// The accounts that have been handed out by a call that has not ended, in the order they were asked for.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.chunk().iter().enumerate().filter(|(index, _)| self.is_handed_out(*index)).map(|(_, account)| *account)
    }

    /// The accounts that nothing has been said of, in the order they were asked for.
    pub fn unanswered(&self) -> impl Iterator<Item = &'a str> + '_ {
        let rest = self.accounts.get(self.done..).unwrap_or_default();
        rest.iter().enumerate().filter(|(index, _)| !self.is_handed_out(*index)).map(|(_, account)| *account)
    }

    fn is_handed_out(&self, index: usize) -> bool {
        let bits = u32::try_from(index).ok().and_then(|index| self.handed_out.checked_shr(index));
        bits.is_some_and(|bits| bits & 1 != 0)
    }

    fn chunk(&self) -> &'a [&'a str] {
        let rest = self.accounts.get(self.done..).unwrap_or_default();
        rest.get(..GetUserAttributes::MAX_ACCOUNTS).unwrap_or(rest)
    }
}
