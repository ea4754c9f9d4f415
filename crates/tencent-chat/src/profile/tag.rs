//! What profile fields are called.

use crate::Invalid;

/// What a profile field is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ProfileTag<'a> {
    /// What people call the user: a text.
    Nick,
    /// A text, see [`Gender`](super::Gender).
    Gender,
    /// An integer, by convention 20190419.
    BirthDay,
    /// A text of at most 16 bytes.
    Location,
    /// A motto: a text.
    SelfSignature,
    /// How friend requests are treated: a text, see [`AllowType`](super::AllowType).
    AllowType,
    /// An integer that the app gives a meaning.
    Language,
    /// The portrait's URL: a text.
    Image,
    /// Whether friend requests may be sent: a text, see [`AdminForbidType`](super::AdminForbidType).
    AdminForbidType,
    /// An integer, by convention a byte a level.
    Level,
    /// An integer, by convention a byte a role.
    Role,
    /// One of the app's own: a text.
    Custom(CustomTag<'a>),
}

/// What a profile field of the app's own is called. It has to be created in the console first, and works some five minutes
/// later.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CustomTag<'a>(&'a str);

impl<'a> ProfileTag<'a> {
    /// Those that every app has.
    pub const STANDARD: [Self; 11] = [
        Self::Nick,
        Self::Gender,
        Self::BirthDay,
        Self::Location,
        Self::SelfSignature,
        Self::AllowType,
        Self::Language,
        Self::Image,
        Self::AdminForbidType,
        Self::Level,
        Self::Role,
    ];

    /// The tag as the service writes it.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        match self {
            Self::Nick => "Tag_Profile_IM_Nick",
            Self::Gender => "Tag_Profile_IM_Gender",
            Self::BirthDay => "Tag_Profile_IM_BirthDay",
            Self::Location => "Tag_Profile_IM_Location",
            Self::SelfSignature => "Tag_Profile_IM_SelfSignature",
            Self::AllowType => "Tag_Profile_IM_AllowType",
            Self::Language => "Tag_Profile_IM_Language",
            Self::Image => "Tag_Profile_IM_Image",
            Self::AdminForbidType => "Tag_Profile_IM_AdminForbidType",
            Self::Level => "Tag_Profile_IM_Level",
            Self::Role => "Tag_Profile_IM_Role",
            Self::Custom(tag) => tag.0,
        }
    }
}

impl<'a> CustomTag<'a> {
    /// What every tag of one's own begins with.
    pub const PREFIX: &'static str = "Tag_Profile_Custom_";
    /// The longest word behind that, in letters.
    pub const MAX_WORD_LEN: usize = 8;

    /// The whole tag: `Tag_Profile_Custom_Team` for one.
    ///
    /// # Errors
    /// [`Invalid::CustomTag`]: it begins otherwise, or what follows is not 1 to 8 letters.
    pub fn new(tag: &'a str) -> Result<Self, Invalid> {
        let is_word = |word: &str| {
            !word.is_empty() && word.len() <= Self::MAX_WORD_LEN && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        };
        match tag.strip_prefix(Self::PREFIX) {
            Some(word) if is_word(word) => Ok(Self(tag)),
            _ => Err(Invalid::CustomTag),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_ones_own_is_a_prefix_and_a_word() {
        for tag in ["Tag_Profile_Custom_Team", "Tag_Profile_Custom_abcdefgh"] {
            assert_eq!(CustomTag::new(tag).map(|tag| ProfileTag::Custom(tag).as_str()), Ok(tag));
        }
        for tag in [
            "Team",
            "Tag_Profile_Custom_",
            "Tag_Profile_Custom_abcdefghi",
            "Tag_Profile_Custom_a1",
            "Tag_Profile_IM_Nick",
        ] {
            assert_eq!(CustomTag::new(tag), Err(Invalid::CustomTag), "{tag}");
        }
    }
}
