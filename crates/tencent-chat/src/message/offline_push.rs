//! What is shown to whoever is not there.

use crate::json::Fields;

/// How a message is pushed to accounts that are offline. What is not set is left to the console's settings, and to the
/// message's elements.
///
/// APNs takes 4 KB in all: description and extension together should stay below 3 KB.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct OfflinePushInfo<'a> {
    /// It is not pushed at all.
    pub no_push: bool,
    /// For iOS and Android.
    pub title: Option<&'a str>,
    /// The text, instead of what the elements would show.
    pub description: Option<&'a str>,
    /// Handed through to the client. It has to be JSON, or some Android vendors drop the push.
    pub extension: Option<&'a str>,
    /// For Android alone.
    pub android: Option<AndroidInfo<'a>>,
    /// For iOS alone.
    pub apns: Option<ApnsInfo<'a>>,
}

/// How a message is pushed to Android, by vendor. Channels and categories override those of the console.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AndroidInfo<'a> {
    /// The sound file's path.
    pub sound: Option<&'a str>,
    /// Shown as long text (Huawei, Honor and OPPO). On newer pages of the documentation only.
    pub is_long_text: bool,
    /// EMUI 10 on.
    pub huawei_channel_id: Option<&'a str>,
    /// MIUI 10 on.
    pub xiaomi_channel_id: Option<&'a str>,
    /// Android 8 on.
    pub oppo_channel_id: Option<&'a str>,
    /// Android 8 on; needs the interface with an uploaded certificate file.
    pub google_channel_id: Option<&'a str>,
    /// It is a marketing message, rather than one of the system.
    pub is_vivo_marketing: bool,
    /// On newer pages only.
    pub vivo_category: Option<&'a str>,
    /// Normal where it is not set.
    pub huawei_importance: Option<Importance>,
    /// The extension becomes a parameter of the intent, rather than of the action.
    pub is_huawei_intent: bool,
    /// A category of Huawei's.
    pub huawei_category: Option<&'a str>,
    /// An HTTPS URL of the small icon, under 512 KB. On newer pages only.
    pub huawei_image: Option<&'a str>,
    /// An HTTPS URL of the small icon, under 512 KB. On newer pages only.
    pub honor_image: Option<&'a str>,
    /// Normal where it is not set. On newer pages only.
    pub honor_importance: Option<Importance>,
    /// A URL of the icon, JPG or PNG of at most 1 MB. On newer pages only.
    pub google_image: Option<&'a str>,
}

/// How a message is pushed to iOS.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ApnsInfo<'a> {
    /// The sound's file name.
    pub sound: Option<&'a str>,
    /// The badge does not count this message.
    pub no_badge: bool,
    /// Instead of the title for all.
    pub title: Option<&'a str>,
    /// Below the title.
    pub subtitle: Option<&'a str>,
    /// A picture's URL, for the client to fetch.
    pub image: Option<&'a str>,
    /// The client's push extension may change it, iOS 10 on.
    pub is_mutable: bool,
    /// iOS 15 on. On newer pages only.
    pub interruption_level: Option<InterruptionLevel>,
    /// A silent push. On newer pages only.
    pub is_silent: bool,
}

/// How a vendor shows a push.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum Importance {
    Low,
    Normal,
}

/// How iOS shows a push.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names are Apple's")]
pub enum InterruptionLevel {
    Active,
    Critical,
    Passive,
    TimeSensitive,
}

impl OfflinePushInfo<'_> {
    /// Writes it as the field that every call that pushes has.
    pub fn write(&self, to: &mut Fields<'_, '_>) {
        to.object("OfflinePushInfo", |to| {
            to.flag("PushFlag", self.no_push);
            to.optional_text("Title", self.title);
            to.optional_text("Desc", self.description);
            to.optional_text("Ext", self.extension);
            if let Some(android) = &self.android {
                to.object("AndroidInfo", |to| android.write(to));
            }
            if let Some(apns) = &self.apns {
                to.object("ApnsInfo", |to| apns.write(to));
            }
        });
    }
}

impl AndroidInfo<'_> {
    fn write(&self, to: &mut Fields<'_, '_>) {
        to.optional_text("Sound", self.sound);
        to.flag("PushStyle", self.is_long_text);
        to.optional_text("HuaWeiChannelID", self.huawei_channel_id);
        to.optional_text("XiaoMiChannelID", self.xiaomi_channel_id);
        to.optional_text("OPPOChannelID", self.oppo_channel_id);
        to.optional_text("GoogleChannelID", self.google_channel_id);
        // The one where not 0 but 1 is what it is without.
        to.optional_integer("VIVOClassification", self.is_vivo_marketing.then_some(0));
        to.optional_text("VIVOCategory", self.vivo_category);
        to.optional_text("HuaWeiImportance", self.huawei_importance.map(Importance::as_str));
        to.flag("ExtAsHuaweiIntentParam", self.is_huawei_intent);
        to.optional_text("HuaWeiCategory", self.huawei_category);
        to.optional_text("HuaWeiImage", self.huawei_image);
        to.optional_text("HonorImage", self.honor_image);
        to.optional_text("HonorImportance", self.honor_importance.map(Importance::as_str));
        to.optional_text("GoogleImage", self.google_image);
    }
}

impl ApnsInfo<'_> {
    fn write(&self, to: &mut Fields<'_, '_>) {
        to.optional_text("Sound", self.sound);
        to.flag("BadgeMode", self.no_badge);
        to.optional_text("Title", self.title);
        to.optional_text("SubTitle", self.subtitle);
        to.optional_text("Image", self.image);
        to.flag("MutableContent", self.is_mutable);
        to.optional_text("InterruptionLevel", self.interruption_level.map(InterruptionLevel::as_str));
        to.flag("ContentAvailable", self.is_silent);
    }
}

impl Importance {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "LOW",
            Self::Normal => "NORMAL",
        }
    }
}

impl InterruptionLevel {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Critical => "critical",
            Self::Passive => "passive",
            Self::TimeSensitive => "time-sensitive",
        }
    }
}

#[cfg(test)]
mod tests;
