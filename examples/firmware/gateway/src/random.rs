//! One generator for all who need chance.

use core::{cell::RefCell, convert::Infallible};

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng, TryCryptoRng, TryRng};

/// A generator that is shared: its state is in one place.
pub(crate) struct Random(RefCell<ChaCha20Rng>);

impl Random {
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self(RefCell::new(ChaCha20Rng::from_seed(seed)))
    }
}

impl TryRng for &Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0.borrow_mut().next_u32())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.borrow_mut().next_u64())
    }

    fn try_fill_bytes(&mut self, room: &mut [u8]) -> Result<(), Infallible> {
        self.0.borrow_mut().fill_bytes(room);
        Ok(())
    }
}

impl TryCryptoRng for &Random {}
