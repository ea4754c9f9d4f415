//! What a message can be made of.

use super::{FileElement, ImageElement, SoundElement, VideoElement};
use crate::json::Fields;

/// A part of a message. (Forwarded messages, bundled, are not here: that the REST API may send them is not documented.)
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Element<'a> {
    /// Text. It is what an offline push shows.
    Text(&'a str),
    /// A place.
    Location(Location<'a>),
    /// An emoji, by the app's own number, and further data.
    Face(u32, Option<&'a str>),
    /// The app's own.
    Custom(CustomElement<'a>),
    /// A voice recording.
    Sound(SoundElement<'a>),
    /// A picture, in up to three sizes.
    Image(ImageElement<'a>),
    /// A file.
    File(FileElement<'a>),
    /// A video with its thumbnail.
    Video(VideoElement<'a>),
}

/// A place, in ten-millionths of a degree: what receivers of satellite navigation give, and no floating point.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub struct Location<'a> {
    pub description: Option<&'a str>,
    pub latitude: i32,
    pub longitude: i32,
}

/// The app's own part of a message.
///
/// Without a description here and in [`OfflinePushInfo`](super::OfflinePushInfo), a message of this alone is not pushed
/// offline. With any `OfflinePushInfo`, all but the data is ignored.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CustomElement<'a> {
    /// For the app; not handed to APNs.
    pub data: Option<&'a str>,
    /// The text of the offline push.
    pub description: Option<&'a str>,
    /// Handed through to APNs.
    pub extension: Option<&'a str>,
    /// The file name of the APNs sound.
    pub sound: Option<&'a str>,
}

impl Element<'_> {
    /// Writes its type and content.
    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("MsgType", self.msg_type());
        to.object("MsgContent", |to| match self {
            Self::Text(text) => to.text("Text", text),
            Self::Location(location) => {
                to.optional_text("Desc", location.description);
                to.ten_millionths("Latitude", location.latitude);
                to.ten_millionths("Longitude", location.longitude);
            }
            Self::Face(index, data) => {
                to.integer("Index", *index);
                to.optional_text("Data", *data);
            }
            Self::Custom(custom) => {
                to.optional_text("Data", custom.data);
                to.optional_text("Desc", custom.description);
                to.optional_text("Ext", custom.extension);
                to.optional_text("Sound", custom.sound);
            }
            Self::Sound(sound) => sound.write(to),
            Self::Image(image) => image.write(to),
            Self::File(file) => file.write(to),
            Self::Video(video) => video.write(to),
        });
    }

    const fn msg_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "TIMTextElem",
            Self::Location(_) => "TIMLocationElem",
            Self::Face(..) => "TIMFaceElem",
            Self::Custom(_) => "TIMCustomElem",
            Self::Sound(_) => "TIMSoundElem",
            Self::Image(_) => "TIMImageElem",
            Self::File(_) => "TIMFileElem",
            Self::Video(_) => "TIMVideoFileElem",
        }
    }
}

#[cfg(test)]
mod tests;
