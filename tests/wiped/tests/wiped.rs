//! Nothing is left of a secret key where it lay.

use core::mem::{MaybeUninit, size_of};

use tencent_chat::usersig::SecretKey;

/// What lies in a place for a key.
fn bytes(place: &MaybeUninit<SecretKey>) -> [u8; size_of::<SecretKey>()] {
    // SAFETY: a key is two states of SHA-256, sixteen words without a gap between them. Every byte of the place was written,
    // with the key or before it, and stays there when the key is dropped.
    unsafe { core::ptr::from_ref(place).cast::<[u8; size_of::<SecretKey>()]>().read_volatile() }
}

#[test]
fn a_key_that_is_dropped_is_zeros() {
    // Longer keys are hashed first: both ways lead to the same states.
    for text in ["5bd2850fff3ecb11d7c805251c51ee46", &"a longer key than a block of SHA-256 has bytes ".repeat(3)] {
        let mut place = MaybeUninit::<SecretKey>::zeroed();
        let key = place.write(SecretKey::new(text).expect("a key"));
        let copy = key.clone();
        let alive = bytes(&place);
        assert!(alive.chunks(4).all(|word| word != [0; 4]), "a state of SHA-256 has no word that is 0, but by chance");

        // SAFETY: it holds a key, which nobody uses from here on.
        unsafe { place.assume_init_drop() };
        assert_eq!(bytes(&place), [0; size_of::<SecretKey>()]);

        let mut other = MaybeUninit::<SecretKey>::zeroed();
        other.write(copy);
        assert_eq!(bytes(&other), alive, "a copy is a key of its own");
        // SAFETY: as above.
        unsafe { other.assume_init_drop() };
        assert_eq!(bytes(&other), [0; size_of::<SecretKey>()]);
    }
}
