//! All RAM that the program takes, but for its network and its stack.

use tencent_chat_embassy::Buffers;

use crate::tls::Records;

/// All RAM that the program takes, but for its network and its stack. Made for a `StaticCell`.
pub struct Storage {
    pub(crate) tcp: Buffers<2048, 1024>,
    pub(crate) records: Records,
    /// A UserSig, and the largest user.
    pub(crate) room: [u8; 1536],
}

impl Storage {
    /// Storage with nothing in it.
    #[expect(clippy::new_without_default, reason = "it is larger than the stack that a default would come over")]
    pub const fn new() -> Self {
        Self { tcp: Buffers::new(), records: Records::new(), room: [0; 1536] }
    }
}
