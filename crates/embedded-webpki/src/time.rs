//! What is known of the time.

/// Unix time, in seconds since 1970, as far as it is known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Time {
    /// Nothing is known: no certificate can be verified.
    Unknown,
    /// There is no clock, but it is this second or later: the time at which the program was built, say.
    ///
    /// A certificate that had expired by then is refused; one that expired since, or is not valid yet, cannot be told from a
    /// good one. Certificates of one chain have to be valid together.
    After(u64),
    /// A clock says so.
    Now(u64),
}
