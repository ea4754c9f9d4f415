//! Tickets for rooms of Real-Time Communication (there called PrivateMapKey): a userbuf that says who may do what where.
//!
//! <https://www.tencentcloud.com/document/product/647/35157>

use core::ops::BitOr;

use crate::{Identifier, Invalid};

use super::Claims;

/// Who may enter which room, and do what there. Written into a userbuf, it goes with [`Claims::with_userbuf`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RoomTicket<'a> {
    sdk_app_id: u32,
    account: Identifier<'a>,
    room: Room<'a>,
    expires_at: u32,
    privileges: Privileges,
}

/// A room goes by a number or by a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Room<'a> {
    /// By a number.
    Number(u32),
    /// By a name, at most 65,535 bytes.
    Name(&'a str),
}

/// What may be done in a room: a set, put together by `|`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Privileges(pub u32);

impl<'a> RoomTicket<'a> {
    /// A ticket for whom the claims are about, as long as they are good.
    ///
    /// # Errors
    /// [`Invalid::RoomName`].
    pub const fn new(claims: &Claims<'a>, room: Room<'a>, privileges: Privileges) -> Result<Self, Invalid> {
        if let Room::Name(name) = room
            && name.len() > u16::MAX as usize
        {
            return Err(Invalid::RoomName { bytes: name.len() });
        }
        // The layout gives the time 32 bits; what lies beyond them is said as far as it goes.
        let expires_at = claims.expires_at();
        let expires_at = if expires_at > u32::MAX as u64 { u32::MAX } else { expires_at as u32 };
        Ok(Self { sdk_app_id: claims.sdk_app_id(), account: claims.identifier(), room, expires_at, privileges })
    }

    /// How many bytes it takes: at least 24, and at most 55 with a room's number.
    #[must_use]
    pub const fn len(&self) -> usize {
        let account = self.account.as_str().len();
        let name = match self.room {
            Room::Number(_) => 0,
            Room::Name(name) => name.len().saturating_add(2),
        };
        account.saturating_add(name).saturating_add(23)
    }

    /// Always false.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Writes it into the first [`len`](Self::len) bytes of `bytes`; `None` where they are fewer.
    #[must_use]
    pub fn write<'b>(&self, bytes: &'b mut [u8]) -> Option<&'b [u8]> {
        let (to, _) = bytes.split_at_mut_checked(self.len())?;
        let account = self.account.as_str();
        let (version, number, name) = match self.room {
            Room::Number(number) => (0, number, None),
            Room::Name(name) => (1, 0, Some(name)),
        };
        let mut slots = to.iter_mut();
        let mut put = |bytes: &[u8]| slots.by_ref().zip(bytes).for_each(|(slot, byte)| *slot = *byte);
        put(&[version]);
        put(&(account.len() as u16).to_be_bytes());
        put(account.as_bytes());
        let account_type = 0;
        for field in [self.sdk_app_id, number, self.expires_at, self.privileges.0, account_type] {
            put(&field.to_be_bytes());
        }
        if let Some(name) = name {
            put(&(name.len() as u16).to_be_bytes());
            put(name.as_bytes());
        }
        Some(to)
    }
}

impl Privileges {
    /// Create the room.
    pub const CREATE: Self = Self(1);
    /// Enter it.
    pub const ENTER: Self = Self(2);
    /// Send audio.
    pub const SEND_AUDIO: Self = Self(4);
    /// Receive audio.
    pub const RECEIVE_AUDIO: Self = Self(8);
    /// Send video.
    pub const SEND_VIDEO: Self = Self(16);
    /// Receive video.
    pub const RECEIVE_VIDEO: Self = Self(32);
    /// Send a second video: a screen.
    pub const SEND_SCREEN: Self = Self(64);
    /// Receive a second video.
    pub const RECEIVE_SCREEN: Self = Self(128);
    /// Enter, and receive audio and video.
    pub const AUDIENCE: Self = Self(42);
    /// Everything.
    pub const ALL: Self = Self(255);
}

impl BitOr for Privileges {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
