//! Parts of a message that lie elsewhere, for clients to fetch.

use crate::json::Fields;

/// That the client fetches it from its URL, which is the only way there is.
const BY_URL: u32 = 2;

/// A voice recording.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SoundElement<'a> {
    /// Where it is fetched from.
    pub url: &'a str,
    /// Unique, usually the file's MD5.
    pub uuid: &'a str,
    /// In bytes.
    pub size: Option<u32>,
    /// In seconds.
    pub length: Option<u32>,
}

/// A picture, in up to three sizes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ImageElement<'a> {
    /// Unique, usually the picture's MD5.
    pub uuid: &'a str,
    /// What kind of file it is.
    pub format: Option<ImageFormat>,
    /// Its sizes.
    pub images: &'a [Image<'a>],
}

/// What kind of file a picture is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum ImageFormat {
    Jpg = 1,
    Gif = 2,
    Png = 3,
    Bmp = 4,
    Other = 255,
}

/// One size of a picture. Others than the original may be 0 pixels wide and high.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Image<'a> {
    /// Which of the sizes it is.
    pub size: Option<ImageSize>,
    /// In bytes.
    pub bytes: Option<u32>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Where it is fetched from.
    pub url: &'a str,
}

/// Which of a picture's sizes one is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum ImageSize {
    Original = 1,
    Large = 2,
    Thumbnail = 3,
}

/// A file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FileElement<'a> {
    /// Where it is fetched from.
    pub url: &'a str,
    /// Unique, usually the file's MD5.
    pub uuid: &'a str,
    /// In bytes.
    pub size: Option<u32>,
    /// Its name; may be a `file://` path.
    pub name: Option<&'a str>,
}

/// A video with its thumbnail.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct VideoElement<'a> {
    /// Where the video is fetched from.
    pub url: &'a str,
    /// Unique, usually the video's MD5.
    pub uuid: &'a str,
    /// In bytes.
    pub size: Option<u32>,
    /// In seconds; web clients send 0.
    pub length: Option<u32>,
    /// `mp4` for one.
    pub format: Option<&'a str>,
    /// Where the thumbnail is fetched from.
    pub thumb_url: &'a str,
    /// Unique, usually the thumbnail's MD5.
    pub thumb_uuid: &'a str,
    /// In bytes.
    pub thumb_size: Option<u32>,
    /// In pixels.
    pub thumb_width: u32,
    /// In pixels.
    pub thumb_height: u32,
    /// `JPG` for one.
    pub thumb_format: Option<&'a str>,
}

impl SoundElement<'_> {
    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("Url", self.url);
        to.text("UUID", self.uuid);
        to.optional_integer("Size", self.size);
        to.optional_integer("Second", self.length);
        to.integer("Download_Flag", BY_URL);
    }
}

impl ImageElement<'_> {
    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("UUID", self.uuid);
        to.optional_integer("ImageFormat", self.format.map(|format| format as u32));
        to.array("ImageInfoArray", |to| self.images.iter().for_each(|image| to.object(|to| image.write(to))));
    }
}

impl Image<'_> {
    fn write(&self, to: &mut Fields<'_, '_>) {
        to.optional_integer("Type", self.size.map(|size| size as u32));
        to.optional_integer("Size", self.bytes);
        to.integer("Width", self.width);
        to.integer("Height", self.height);
        // In capitals here, unlike that of a recording or file.
        to.text("URL", self.url);
    }
}

impl FileElement<'_> {
    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("Url", self.url);
        to.text("UUID", self.uuid);
        to.optional_integer("FileSize", self.size);
        to.optional_text("FileName", self.name);
        to.integer("Download_Flag", BY_URL);
    }
}

impl VideoElement<'_> {
    pub(super) fn write(&self, to: &mut Fields<'_, '_>) {
        to.text("VideoUrl", self.url);
        to.text("VideoUUID", self.uuid);
        to.optional_integer("VideoSize", self.size);
        to.optional_integer("VideoSecond", self.length);
        to.optional_text("VideoFormat", self.format);
        to.integer("VideoDownloadFlag", BY_URL);
        to.text("ThumbUrl", self.thumb_url);
        to.text("ThumbUUID", self.thumb_uuid);
        to.optional_integer("ThumbSize", self.thumb_size);
        to.integer("ThumbWidth", self.thumb_width);
        to.integer("ThumbHeight", self.thumb_height);
        to.optional_text("ThumbFormat", self.thumb_format);
        to.integer("ThumbDownloadFlag", BY_URL);
    }
}
