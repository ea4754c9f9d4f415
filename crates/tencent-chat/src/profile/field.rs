//! What profile fields say.

use super::{CustomTag, MAX_VALUE_LEN, ProfileTag};
use crate::json::Fields;

/// A profile field to be set. See [`ProfileTag`] for what each is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "`ProfileTag` says what each is")]
pub enum ProfileField<'a> {
    Nick(&'a str),
    Gender(Gender),
    BirthDay(u32),
    Location(&'a str),
    SelfSignature(&'a str),
    AllowType(AllowType),
    Language(u32),
    Image(&'a str),
    AdminForbidType(AdminForbidType),
    Level(u32),
    Role(u32),
    Custom(CustomTag<'a>, &'a str),
}

/// A user's gender.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum Gender {
    Unknown,
    Female,
    Male,
}

/// How friend requests are treated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AllowType {
    /// The user is asked.
    NeedConfirm,
    /// All are accepted.
    AllowAny,
    /// None is.
    DenyAny,
}

/// What the administrator forbids a user.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AdminForbidType {
    /// Nothing.
    None,
    /// To send friend requests.
    SendOut,
}

/// What is sent for a field.
#[derive(Clone, Copy)]
enum Sent<'a> {
    Text(&'a str),
    Integer(u32),
}

impl<'a> ProfileField<'a> {
    /// What the field is called.
    #[must_use]
    pub const fn tag(&self) -> ProfileTag<'a> {
        match self {
            Self::Nick(_) => ProfileTag::Nick,
            Self::Gender(_) => ProfileTag::Gender,
            Self::BirthDay(_) => ProfileTag::BirthDay,
            Self::Location(_) => ProfileTag::Location,
            Self::SelfSignature(_) => ProfileTag::SelfSignature,
            Self::AllowType(_) => ProfileTag::AllowType,
            Self::Language(_) => ProfileTag::Language,
            Self::Image(_) => ProfileTag::Image,
            Self::AdminForbidType(_) => ProfileTag::AdminForbidType,
            Self::Level(_) => ProfileTag::Level,
            Self::Role(_) => ProfileTag::Role,
            Self::Custom(tag, _) => ProfileTag::Custom(*tag),
        }
    }

    /// How many bytes the value has, and how many it may have, where it is a text.
    pub(super) const fn lengths(&self) -> Option<(usize, usize)> {
        let most = if matches!(self, Self::Location(_)) { 16 } else { MAX_VALUE_LEN };
        match self.sent() {
            Sent::Text(text) => Some((text.len(), most)),
            Sent::Integer(_) => None,
        }
    }

    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("Tag", self.tag().as_str());
        match self.sent() {
            Sent::Text(text) => to.text("Value", text),
            Sent::Integer(number) => to.integer("Value", number),
        }
    }

    const fn sent(&self) -> Sent<'a> {
        match *self {
            Self::Nick(text)
            | Self::Location(text)
            | Self::SelfSignature(text)
            | Self::Image(text)
            | Self::Custom(_, text) => Sent::Text(text),
            Self::BirthDay(number) | Self::Language(number) | Self::Level(number) | Self::Role(number) => {
                Sent::Integer(number)
            }
            Self::Gender(Gender::Unknown) => Sent::Text("Gender_Type_Unknown"),
            Self::Gender(Gender::Female) => Sent::Text("Gender_Type_Female"),
            Self::Gender(Gender::Male) => Sent::Text("Gender_Type_Male"),
            Self::AllowType(AllowType::NeedConfirm) => Sent::Text("AllowType_Type_NeedConfirm"),
            Self::AllowType(AllowType::AllowAny) => Sent::Text("AllowType_Type_AllowAny"),
            Self::AllowType(AllowType::DenyAny) => Sent::Text("AllowType_Type_DenyAny"),
            Self::AdminForbidType(AdminForbidType::None) => Sent::Text("AdminForbid_Type_None"),
            Self::AdminForbidType(AdminForbidType::SendOut) => Sent::Text("AdminForbid_Type_SendOut"),
        }
    }
}
