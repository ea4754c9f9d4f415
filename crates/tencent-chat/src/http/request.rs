//! A request's head.

use crate::{App, Host, UserSig, window::Window};

/// What the head of a request is made of.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) app: &'a App<'a>,
    pub(crate) user_sig: UserSig<'a>,
    pub(crate) path: &'static str,
}

impl Head<'_> {
    pub(crate) fn write(&self, random: u32, body_len: usize, to: &mut Window<'_>) {
        to.put(b"POST /");
        to.put(self.path.as_bytes());
        to.put(b"?sdkappid=");
        to.put_number(self.app.sdk_app_id());
        to.put(b"&identifier=");
        percent_encoded(self.app.administrator().as_str(), to);
        to.put(b"&usersig=");
        to.put(self.user_sig.as_bytes());
        to.put(b"&random=");
        to.put_number(random);
        to.put(b"&contenttype=json HTTP/1.1\r\nHost: ");
        let host = self.app.host();
        to.put(host.name().as_bytes());
        if host.port() != Host::HTTPS {
            to.put(b":");
            to.put_number(host.port().into());
        }
        to.put(b"\r\nContent-Type: application/json\r\nContent-Length: ");
        to.put_number(u32::try_from(body_len).unwrap_or(u32::MAX));
        to.put(b"\r\n\r\n");
    }
}

/// All but letters, digits, `-`, `_`, `.` and `~` (RFC 3986, unreserved).
fn percent_encoded(text: &str, to: &mut Window<'_>) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            to.put(&[byte]);
        } else {
            to.put(&[b'%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]);
        }
    }
}

const fn hexadecimal(digit: u8) -> u8 {
    if digit < 10 { digit.wrapping_add(b'0') } else { digit.wrapping_add(b'A' - 10) }
}
