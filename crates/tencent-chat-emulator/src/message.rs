//! Messages: which elements there are and what stands in them, and what is shown of them offline.

use serde_json::{Map, Value};

use crate::codes;
use crate::envelope::Refusal;

/// Holds `MsgBody` to the message format: a list of elements of known types, each with its fields.
pub(crate) fn check(body: &Map<String, Value>) -> Result<(), Refusal> {
    let invalid = |info: String| Refusal::new(codes::MSG_BODY_INVALID, info);
    let elements = body.get("MsgBody").ok_or_else(|| invalid("MsgBody is missing".to_owned()))?;
    let elements =
        elements.as_array().ok_or_else(|| Refusal::new(codes::MSG_BODY_NOT_ARRAY, "MsgBody is not an array"))?;
    if elements.is_empty() {
        return Err(invalid("MsgBody is empty".to_owned()));
    }
    for element in elements {
        let kind = element.get("MsgType").and_then(Value::as_str);
        let kind = kind.ok_or_else(|| invalid("an element of MsgBody has no MsgType".to_owned()))?;
        let known = ELEMENTS.iter().find(|(name, _)| *name == kind);
        let (_, fields) = known.ok_or_else(|| invalid(format!("there is no MsgType {kind:?}")))?;
        let content = element.get("MsgContent").filter(|content| content.is_object());
        let content = content.ok_or_else(|| invalid(format!("the MsgContent of {kind} is not an object")))?;
        fields.iter().try_for_each(|field| field.check(content)).map_err(|why| invalid(format!("{kind}: {why}")))?;
    }
    Ok(())
}

/// `MsgRandom`, where it is an integer of 32 bits.
pub(crate) fn random(body: &Map<String, Value>) -> Option<u32> {
    body.get("MsgRandom").and_then(Value::as_u64).and_then(|random| u32::try_from(random).ok())
}

/// Holds `OfflinePushInfo`, where there is one, to its fields.
pub(crate) fn check_offline_push_info(body: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(info) = body.get("OfflinePushInfo") else { return Ok(()) };
    let invalid = |info: String| Refusal::new(codes::OFFLINE_PUSH_INFO_INVALID, info);
    if !info.is_object() {
        return Err(invalid("OfflinePushInfo is not an object".to_owned()));
    }
    let checked = OFFLINE_PUSH_INFO.iter().try_for_each(|field| field.check(info));
    checked.map_err(|why| invalid(format!("OfflinePushInfo: {why}")))
}

/// A field by its path, as the facts write it: `a.b` is a member of a member, `a[].b` one of each element of a list.
#[derive(Debug)]
struct Field {
    path: &'static str,
    holds: Holds,
    required: bool,
}

/// What stands in a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Holds {
    Text,
    Integer,
    Number,
    Object,
}

impl Field {
    fn check(&self, object: &Value) -> Result<(), String> {
        self.check_at(object, self.path)
    }

    fn check_at(&self, object: &Value, path: &str) -> Result<(), String> {
        let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
        let (key, is_list) = key.strip_suffix("[]").map_or((key, false), |key| (key, true));
        let Some(value) = object.get(key) else {
            return if self.required { Err(format!("{} is missing", self.path)) } else { Ok(()) };
        };
        let wrong = || format!("{} is not {}", self.path, self.holds.name());
        let values = match value.as_array() {
            Some(list) if is_list => list.as_slice(),
            None if !is_list => core::slice::from_ref(value),
            _ => return Err(wrong()),
        };
        match rest {
            Some(rest) => values.iter().try_for_each(|value| self.check_at(value, rest)),
            None if values.iter().all(|value| self.holds.is(value)) => Ok(()),
            None => Err(wrong()),
        }
    }
}

impl Holds {
    fn is(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Integer => value.is_u64() || value.is_i64(),
            Self::Number => value.is_number(),
            Self::Object => value.is_object(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Object => "an object",
        }
    }
}

const fn required(path: &'static str, holds: Holds) -> Field {
    Field { path, holds, required: true }
}

const fn optional(path: &'static str, holds: Holds) -> Field {
    Field { path, holds, required: false }
}

const ELEMENTS: [(&str, &[Field]); 8] = [
    ("TIMTextElem", &[required("Text", Holds::Text)]),
    (
        "TIMLocationElem",
        &[optional("Desc", Holds::Text), required("Latitude", Holds::Number), required("Longitude", Holds::Number)],
    ),
    ("TIMFaceElem", &[required("Index", Holds::Integer), optional("Data", Holds::Text)]),
    (
        "TIMCustomElem",
        &[
            optional("Data", Holds::Text),
            optional("Desc", Holds::Text),
            optional("Ext", Holds::Text),
            optional("Sound", Holds::Text),
        ],
    ),
    (
        "TIMSoundElem",
        &[
            required("Url", Holds::Text),
            required("UUID", Holds::Text),
            optional("Size", Holds::Integer),
            optional("Second", Holds::Integer),
            required("Download_Flag", Holds::Integer),
        ],
    ),
    (
        "TIMImageElem",
        &[
            required("UUID", Holds::Text),
            optional("ImageFormat", Holds::Integer),
            required("ImageInfoArray[]", Holds::Object),
            optional("ImageInfoArray[].Type", Holds::Integer),
            optional("ImageInfoArray[].Size", Holds::Integer),
            required("ImageInfoArray[].Width", Holds::Integer),
            required("ImageInfoArray[].Height", Holds::Integer),
            required("ImageInfoArray[].URL", Holds::Text),
        ],
    ),
    (
        "TIMFileElem",
        &[
            required("Url", Holds::Text),
            required("UUID", Holds::Text),
            optional("FileSize", Holds::Integer),
            optional("FileName", Holds::Text),
            required("Download_Flag", Holds::Integer),
        ],
    ),
    (
        "TIMVideoFileElem",
        &[
            required("VideoUrl", Holds::Text),
            required("VideoUUID", Holds::Text),
            optional("VideoSize", Holds::Integer),
            optional("VideoSecond", Holds::Integer),
            optional("VideoFormat", Holds::Text),
            required("VideoDownloadFlag", Holds::Integer),
            required("ThumbUrl", Holds::Text),
            required("ThumbUUID", Holds::Text),
            optional("ThumbSize", Holds::Integer),
            required("ThumbWidth", Holds::Integer),
            required("ThumbHeight", Holds::Integer),
            optional("ThumbFormat", Holds::Text),
            required("ThumbDownloadFlag", Holds::Integer),
        ],
    ),
];

const OFFLINE_PUSH_INFO: [Field; 19] = [
    optional("PushFlag", Holds::Integer),
    optional("Title", Holds::Text),
    optional("Desc", Holds::Text),
    optional("Ext", Holds::Text),
    optional("AndroidInfo.Sound", Holds::Text),
    optional("AndroidInfo.HuaWeiChannelID", Holds::Text),
    optional("AndroidInfo.XiaoMiChannelID", Holds::Text),
    optional("AndroidInfo.OPPOChannelID", Holds::Text),
    optional("AndroidInfo.GoogleChannelID", Holds::Text),
    optional("AndroidInfo.VIVOClassification", Holds::Integer),
    optional("AndroidInfo.HuaWeiImportance", Holds::Text),
    optional("AndroidInfo.HuaWeiCategory", Holds::Text),
    optional("AndroidInfo.ExtAsHuaweiIntentParam", Holds::Integer),
    optional("ApnsInfo.Sound", Holds::Text),
    optional("ApnsInfo.BadgeMode", Holds::Integer),
    optional("ApnsInfo.Title", Holds::Text),
    optional("ApnsInfo.SubTitle", Holds::Text),
    optional("ApnsInfo.Image", Holds::Text),
    optional("ApnsInfo.MutableContent", Holds::Integer),
];

#[cfg(test)]
mod tests;
