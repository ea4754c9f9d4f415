//! The parameters that every call carries in its URL.

use crate::codes;
use crate::envelope::Refusal;
use crate::seed::ACCOUNT_BYTES;

/// The parameters of a call, each in its form; whether they belong together is for others to say.
#[derive(Eq, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Query {
    pub(crate) sdk_app_id: u32,
    pub(crate) identifier: String,
    pub(crate) usersig: String,
}

impl Query {
    /// Reads the text after the URL's `?`. Parameters of other names are passed over.
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        let mut seen = Seen::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            seen.note(&decode(name)?, decode(value)?)?;
        }
        let sdk_app_id = seen.sdk_app_id.filter(|text| !text.is_empty());
        let sdk_app_id = sdk_app_id.ok_or_else(|| Refusal::new(codes::SDK_APP_ID_MISSING, "sdkappid is missing"))?;
        let sdk_app_id = sdk_app_id
            .parse()
            .map_err(|_| Refusal::new(codes::SDK_APP_ID_INVALID, "sdkappid is not a number of 32 bits"))?;
        match seen.content_type.as_deref() {
            Some("json") => {}
            _ => return Err(wrong("contenttype must be json")),
        }
        let random = seen.random.ok_or_else(|| wrong("random is missing"))?;
        random.parse::<u32>().map_err(|_| wrong("random is not a number of 32 bits"))?;
        let identifier = seen.identifier.ok_or_else(|| wrong("identifier is missing"))?;
        if !(1..=ACCOUNT_BYTES).contains(&identifier.len()) {
            return Err(wrong("identifier must have 1 to 32 bytes"));
        }
        let usersig = seen.usersig.ok_or_else(|| wrong("usersig is missing"))?;
        Ok(Self { sdk_app_id, identifier, usersig })
    }
}

/// What has been seen of the URL so far.
#[derive(Default)]
struct Seen {
    sdk_app_id: Option<String>,
    identifier: Option<String>,
    usersig: Option<String>,
    random: Option<String>,
    content_type: Option<String>,
}

impl Seen {
    fn note(&mut self, name: &str, value: String) -> Result<(), Refusal> {
        let place = match name {
            "sdkappid" => &mut self.sdk_app_id,
            "identifier" => &mut self.identifier,
            "usersig" => &mut self.usersig,
            "random" => &mut self.random,
            "contenttype" => &mut self.content_type,
            _ => return Ok(()),
        };
        match place.replace(value) {
            None => Ok(()),
            Some(_) => Err(wrong(format!("{name} is given twice"))),
        }
    }
}

fn wrong(info: impl Into<String>) -> Refusal {
    Refusal::new(codes::URL_PARAMETER_INVALID, info)
}

/// Undoes percent-encoding. A `+` stays one: only forms mean a space by it, and a UserSig in the wrong alphabet must be
/// told from one with spaces.
fn decode(text: &str) -> Result<String, Refusal> {
    let unreadable = || Refusal::new(codes::HTTP_PARSE_FAILED, "the URL holds a wrong percent-encoding");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => match (rest.next().and_then(digit), rest.next().and_then(digit)) {
                (Some(high), Some(low)) => high * 16 + low,
                _ => return Err(unreadable()),
            },
            _ => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| unreadable())
}

fn digit(byte: u8) -> Option<u8> {
    u8::try_from(char::from(byte).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "sdkappid=14&identifier=a%20b&usersig=x*-_&random=4294967295&contenttype=json";

    #[test]
    fn the_parameters_come_in_any_order_and_among_others() {
        let query = Query { sdk_app_id: 14, identifier: "a b".into(), usersig: "x*-_".into() };
        assert_eq!(Query::parse(GOOD).unwrap(), query);
        let mut turned: Vec<_> = GOOD.split('&').collect();
        turned.reverse();
        turned.insert(2, "nettype=3&&flag");
        assert_eq!(Query::parse(&turned.join("&")).unwrap(), query);
    }

    #[test]
    fn what_is_wrong_has_its_code() {
        let cases = [
            ("sdkappid=14&", "", 60012),
            ("sdkappid=14", "sdkappid=", 60012),
            ("sdkappid=14", "SdkAppid=14", 60012),
            ("sdkappid=14", "sdkappid=x", 60006),
            ("sdkappid=14", "sdkappid=-1", 60006),
            ("sdkappid=14", "sdkappid=4294967296", 60006),
            ("sdkappid=14", "sdkappid=14&sdkappid=14", 60025),
            ("&contenttype=json", "", 60025),
            ("=json", "=JSON", 60025),
            ("&random=4294967295", "", 60025),
            ("4294967295", "4294967296", 60025),
            ("4294967295", "-1", 60025),
            ("&identifier=a%20b", "", 60025),
            ("a%20b", "", 60025),
            ("a%20b", "123456789012345678901234567890123", 60025),
            ("&usersig=x*-_", "", 60025),
            ("a%20b", "a%2", 60002),
            ("a%20b", "a%zz", 60002),
            ("a%20b", "a%ff", 60002),
        ];
        for (from, to, code) in cases {
            assert!(GOOD.contains(from), "{from}");
            let text = GOOD.replace(from, to);
            assert_eq!(Query::parse(&text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn a_plus_stays_a_plus_and_an_empty_usersig_is_for_the_next_check() {
        let query = Query::parse(&GOOD.replace("x*-_", "").replace("a%20b", "a+b")).unwrap();
        assert_eq!((query.identifier.as_str(), query.usersig.as_str()), ("a+b", ""));
    }
}
