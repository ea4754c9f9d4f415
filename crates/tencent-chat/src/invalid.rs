//! What can never be sent, refused before a byte is.

use core::fmt;

use crate::Identifier;

/// Why a value is refused when it is made: the service could never accept it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Invalid {
    /// The SDKAppID is 0.
    SdkAppId,
    /// An identifier has no byte, or more than 32.
    IdentifierLength {
        /// How many it has.
        bytes: usize,
    },
    /// An identifier has a control character.
    IdentifierCharacter {
        /// The first one's offset in bytes.
        at: usize,
    },
    /// A host's name has no byte, or more than 253.
    HostLength {
        /// How many it has.
        bytes: usize,
    },
    /// A host's name has something else than letters, digits, `-`, `.` and `_`.
    HostCharacter {
        /// The first one's offset in bytes.
        at: usize,
    },
    /// A host's port is 0.
    Port,
    /// The secret key is empty.
    SecretKey,
    /// A UserSig is empty, or longer than any can be.
    UserSigLength {
        /// How many bytes it has.
        bytes: usize,
    },
    /// A UserSig has something else than letters, digits, `*`, `-` and `_`.
    UserSigCharacter {
        /// The first one's offset in bytes.
        at: usize,
    },
    /// A room's name has more bytes than its length field can say (65,535).
    RoomName {
        /// How many it has.
        bytes: usize,
    },
    /// A call asks about no account, or about more than it may.
    AccountCount {
        /// How many were given.
        given: usize,
        /// How many a call takes.
        most: usize,
    },
    /// An account has no byte, or more than 32 and is no RegistrationID.
    AccountLength {
        /// Which one, from 0.
        index: usize,
        /// How many bytes it has.
        bytes: usize,
    },
    /// There is none of something that has to be there, or more than there may be.
    Count {
        /// Of what.
        of: Part,
        /// How many were given.
        given: usize,
        /// How many there may be.
        most: usize,
    },
    /// Something has more bytes than it may, or none and needs some.
    Length {
        /// What has.
        of: Part,
        /// Which one of its list, from 0.
        index: usize,
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        most: usize,
    },
    /// Something stands there a second time, where once is all that can be meant.
    Twice {
        /// What does.
        of: Part,
        /// Which one of its list, from 0.
        index: usize,
    },
    /// A number is greater than it may be.
    TooGreat {
        /// Which number.
        of: Part,
        /// The number itself.
        given: u32,
        /// The greatest there is.
        most: u32,
    },
    /// A chatbot's UserID does not begin with `@RBT#`.
    Chatbot,
    /// A custom profile tag is not the documented prefix with 1 to 8 letters behind it.
    CustomTag,
}

/// What a limit is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say all there is to say")]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Part {
    Attribute,
    AttributeName,
    AttributeNumber,
    AttributeValue,
    CustomElement,
    DataId,
    /// In seconds.
    LifeTime,
    MessageElement,
    ProfileField,
    ProfileTag,
    ProfileValue,
    Tag,
}

impl Part {
    /// 1 to `most` of it.
    pub(crate) const fn count(self, given: usize, most: usize) -> Result<(), Invalid> {
        if given == 0 || given > most { Err(Invalid::Count { of: self, given, most }) } else { Ok(()) }
    }

    /// None of them has fewer than `least` bytes or more than `most`.
    pub(crate) fn lengths<'t>(
        self,
        texts: impl IntoIterator<Item = &'t str>,
        least: usize,
        most: usize,
    ) -> Result<(), Invalid> {
        let mut lengths = texts.into_iter().map(str::len).enumerate();
        match lengths.find(|(_, bytes)| *bytes < least || *bytes > most) {
            Some((index, bytes)) => Err(Invalid::Length { of: self, index, bytes, most }),
            None => Ok(()),
        }
    }

    /// None of them stands there twice.
    pub(crate) fn distinct<'t>(self, texts: impl Iterator<Item = &'t str> + Clone) -> Result<(), Invalid> {
        let mut numbered = texts.clone().enumerate();
        match numbered.find(|(index, text)| texts.clone().take(*index).any(|before| before == *text)) {
            Some((index, _)) => Err(Invalid::Twice { of: self, index }),
            None => Ok(()),
        }
    }
}

impl Invalid {
    /// Whom a call is about: 1 to `most` accounts.
    pub(crate) fn accounts<T>(of: &[T], most: usize, account: impl Fn(&T) -> &str) -> Result<(), Self> {
        Self::all(of, most, account, is_account)
    }

    /// 1 to `most` users, where no other kind of account will do.
    pub(crate) fn user_ids<T>(of: &[T], most: usize, account: impl Fn(&T) -> &str) -> Result<(), Self> {
        Self::all(of, most, account, is_user_id)
    }

    fn all<T>(of: &[T], most: usize, account: impl Fn(&T) -> &str, is_sound: fn(&str) -> bool) -> Result<(), Self> {
        if of.is_empty() || of.len() > most {
            return Err(Self::AccountCount { given: of.len(), most });
        }
        match of.iter().map(account).enumerate().find(|(_, account)| !is_sound(account)) {
            Some((index, account)) => Err(Self::AccountLength { index, bytes: account.len() }),
            None => Ok(()),
        }
    }

    /// One account.
    pub(crate) fn account(account: &str) -> Result<(), Self> {
        Self::accounts(&[account], usize::MAX, |account| account)
    }

    /// One user.
    pub(crate) fn user_id(account: &str) -> Result<(), Self> {
        Self::user_ids(&[account], usize::MAX, |account| account)
    }
}

/// The longest account, in bytes: a RegistrationID.
pub(crate) const MAX_ACCOUNT_LEN: usize = 36;

const fn is_user_id(text: &str) -> bool {
    matches!(text.len(), 1..=Identifier::MAX_LEN)
}

/// A UserID of 1 to 32 bytes, or a RegistrationID, which the newer route takes as well: 36 characters like
/// `9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31`.
fn is_account(text: &str) -> bool {
    let is_dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let in_place = |(at, byte): (usize, u8)| if is_dash(at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
    is_user_id(text) || text.len() == MAX_ACCOUNT_LEN && text.bytes().enumerate().all(in_place)
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::SdkAppId => f.write_str("the SDKAppID is 0; the console shows the app's number"),
            Self::IdentifierLength { bytes } => {
                write!(f, "an identifier takes 1 to 32 bytes, and this one has {bytes}")
            }
            Self::IdentifierCharacter { at } => {
                write!(f, "an identifier has no control characters, and this one has one at byte {at}")
            }
            Self::HostLength { bytes } => write!(f, "a host name takes 1 to 253 bytes, and this one has {bytes}"),
            Self::HostCharacter { at } => {
                write!(f, "a host name is a DNS name or an IPv4 address alone, and this one goes astray at byte {at}")
            }
            Self::Port => f.write_str("a host's port is 1 to 65535, and this one is 0"),
            Self::SecretKey => f.write_str("the secret key is empty; the console shows the app's key"),
            Self::UserSigLength { bytes } => {
                write!(f, "a UserSig is not empty and fits a URL, and this one has {bytes} bytes")
            }
            Self::UserSigCharacter { at } => {
                write!(
                    f,
                    "a UserSig is made of letters, digits, *, - and _, and this one has something else at byte {at}"
                )
            }
            Self::RoomName { bytes } => write!(f, "a room's name takes at most 65535 bytes, and this one has {bytes}"),
            Self::AccountCount { given, most } => {
                write!(f, "a call takes 1 to {most} accounts, and this one has {given}")
            }
            Self::AccountLength { index, bytes } => {
                write!(f, "an account takes 1 to 32 bytes, and number {index} (from 0) has {bytes}")
            }
            Self::Count { of, given, most } => {
                write!(f, "it takes 1 to {most} of this: {of}; and {given} are given")
            }
            Self::Length { of, index, bytes, most } => {
                write!(f, "{of} number {index} (from 0) has {bytes} bytes, and {most} are the most; none are too few")
            }
            Self::Twice { of, index } => {
                write!(f, "{of} number {index} (from 0) stands there twice")
            }
            Self::TooGreat { of, given, most } => write!(f, "{of} is at most {most}, and this one is {given}"),
            Self::Chatbot => f.write_str("a chatbot's UserID begins with @RBT#, and this one does not"),
            Self::CustomTag => f.write_str("a custom profile tag is Tag_Profile_Custom_ and 1 to 8 letters"),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Attribute => "attribute",
            Self::AttributeName => "attribute name",
            Self::AttributeNumber => "attribute number",
            Self::AttributeValue => "attribute value",
            Self::CustomElement => "custom message element",
            Self::DataId => "DataId",
            Self::LifeTime => "message life time in seconds",
            Self::MessageElement => "message element",
            Self::ProfileField => "profile field",
            Self::ProfileTag => "profile tag",
            Self::ProfileValue => "profile value",
            Self::Tag => "tag",
        })
    }
}

impl core::error::Error for Invalid {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_user_ids_or_registration_ids() {
        assert_eq!(Invalid::account("9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31"), Ok(()));
        for wrong in ["", "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D3X", "9C1B7E52-11D0-4C5E-8A07+6B0F5E2C4D31"] {
            assert_eq!(Invalid::account(wrong), Err(Invalid::AccountLength { index: 0, bytes: wrong.len() }));
        }
        let device = "9C1B7E52-11D0-4C5E-8A07-6B0F5E2C4D31";
        assert_eq!(Invalid::user_id(device), Err(Invalid::AccountLength { index: 0, bytes: 36 }));
        assert_eq!(Invalid::user_id(&device[4..]), Ok(()));
    }

    #[test]
    fn the_first_that_breaks_a_rule_is_named() {
        assert_eq!(
            Part::Tag.lengths(["a", "bb", "ccc"], 1, 2),
            Err(Invalid::Length { of: Part::Tag, index: 2, bytes: 3, most: 2 })
        );
        assert_eq!(
            Part::Tag.lengths(["a", ""], 1, 2),
            Err(Invalid::Length { of: Part::Tag, index: 1, bytes: 0, most: 2 })
        );
        assert_eq!(
            Part::Tag.distinct(["a", "b", "a", "b"].into_iter()),
            Err(Invalid::Twice { of: Part::Tag, index: 2 })
        );
        assert_eq!(Part::Tag.distinct(["a", "b"].into_iter()), Ok(()));
        assert_eq!(Part::Tag.count(0, 2), Err(Invalid::Count { of: Part::Tag, given: 0, most: 2 }));
        assert_eq!((Part::Tag.count(1, 2), Part::Tag.count(2, 2)), (Ok(()), Ok(())));
    }
}
