//! Messages: what they are made of, and what is shown of them to whoever is not there.
//!
//! <https://www.tencentcloud.com/document/product/1047/33527>

mod body;
mod element;
mod media;
mod offline_push;

pub use body::MessageBody;
pub use element::{CustomElement, Element, Location};
pub use media::{FileElement, Image, ImageElement, ImageFormat, ImageSize, SoundElement, VideoElement};
pub use offline_push::{AndroidInfo, ApnsInfo, Importance, InterruptionLevel, OfflinePushInfo};
