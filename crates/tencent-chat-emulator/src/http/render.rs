//! Answers written as HTTP, with the faults that concern the head and the framing.

use super::Keep;
use crate::answer::Answer;
use crate::clock::Time;
use crate::fault::Fault;

/// An answer as HTTP/1.1; `bodiless` is one to HEAD.
pub(crate) fn render(answer: &Answer, faults: &[Fault], now: Time, keep: Keep, bodiless: bool) -> Vec<u8> {
    let mut text = String::new();
    if faults.contains(&Fault::InformationalFirst) {
        text.push_str(INFORMATIONAL);
    }
    let skew =
        faults.iter().find_map(|fault| if let Fault::ClockSkew(seconds) = fault { Some(*seconds) } else { None });
    status_and_date(&mut text, answer.status, now.plus_seconds(skew.unwrap_or(0)));
    if let Some(content_type) = answer.content_type {
        field(&mut text, "content-type", content_type);
    }
    for fault in faults {
        if let Fault::OversizedHead(bytes) = fault {
            pad(&mut text, *bytes);
        }
    }
    let chunks = Chunks::of(faults);
    match chunks {
        None => field(&mut text, "content-length", &promised_length(answer.body.len(), faults).to_string()),
        Some(_) => field(&mut text, "transfer-encoding", "chunked"),
    }
    match keep {
        Keep::Yes if !faults.contains(&Fault::CloseAnnounced) => {}
        Keep::AsAsked if !faults.contains(&Fault::CloseAnnounced) => field(&mut text, "connection", "keep-alive"),
        _ => field(&mut text, "connection", "close"),
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    match chunks {
        _ if bodiless => {}
        None => bytes.extend_from_slice(answer.body.as_bytes()),
        Some(chunks) => chunks.write(answer.body.as_bytes(), &mut bytes),
    }
    bytes
}

/// An answer without a body, to what was no request.
pub(crate) fn bare(status: u16, now: Time) -> Vec<u8> {
    let mut text = String::new();
    status_and_date(&mut text, status, now);
    field(&mut text, "content-length", "0");
    field(&mut text, "connection", "close");
    text.push_str("\r\n");
    text.into_bytes()
}

fn status_and_date(text: &mut String, status: u16, date: Time) {
    let reason = match status {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        502 => "Bad Gateway",
        _ => "",
    };
    text.push_str(&format!("HTTP/1.1 {status} {reason}\r\n"));
    field(text, "date", &date.http_date());
}

fn field(text: &mut String, name: &str, value: &str) {
    for part in [name, ": ", value, "\r\n"] {
        text.push_str(part);
    }
}

/// Writes fields of about so many bytes, no line longer than those of real heads.
fn pad(text: &mut String, bytes: usize) {
    let wanted = text.len().saturating_add(bytes.min(MOST_PADDING));
    while text.len() < wanted {
        let len = (wanted - text.len()).saturating_sub(PADDING_NAME.len() + 4).clamp(1, LINE);
        field(text, PADDING_NAME, &"x".repeat(len));
    }
}

fn promised_length(len: usize, faults: &[Fault]) -> usize {
    faults.iter().fold(len, |len, fault| match fault {
        Fault::LengthTooLong(bytes) => len.saturating_add(*bytes),
        Fault::LengthTooShort(bytes) => len.saturating_sub(*bytes),
        _ => len,
    })
}

/// How a body is cut into chunks.
#[derive(Clone, Copy, Debug)]
struct Chunks {
    /// Extensions, odd spellings of the sizes, and fields after the last chunk.
    extended: bool,
    endless: bool,
}

impl Chunks {
    fn of(faults: &[Fault]) -> Option<Self> {
        let extended = faults.contains(&Fault::ChunkExtensions);
        let endless = faults.contains(&Fault::EndlessBody);
        (extended || endless || faults.contains(&Fault::Chunked)).then_some(Self { extended, endless })
    }

    fn write(self, mut body: &[u8], bytes: &mut Vec<u8>) {
        if self.endless {
            // The end of the JSON is what never comes.
            body = body.split_last().map_or(body, |(_, rest)| rest);
        }
        for (number, size) in SIZES.into_iter().cycle().enumerate() {
            let Some((chunk, rest)) =
                body.split_at_checked(size.min(body.len())).filter(|(chunk, _)| !chunk.is_empty())
            else {
                break;
            };
            bytes.extend_from_slice(self.size_line(chunk.len(), number).as_bytes());
            bytes.extend_from_slice(chunk);
            bytes.extend_from_slice(b"\r\n");
            body = rest;
        }
        match self {
            Self { endless: true, .. } => {}
            Self { extended: true, .. } => bytes.extend_from_slice(b"000;last\r\nx-digest: 0\r\nErrorCode: 1\r\n\r\n"),
            _ => bytes.extend_from_slice(b"0\r\n\r\n"),
        }
    }

    /// The line before a chunk; with extensions each in one of four spellings.
    fn size_line(self, len: usize, number: usize) -> String {
        match number % 4 {
            _ if !self.extended => format!("{len:x}\r\n"),
            0 => format!("{len:X};flag\r\n"),
            1 => format!("{len:06x};name=value\r\n"),
            2 => format!("{len:X};a=b;quoted=\"; 0 \\\" ;\"\r\n"),
            _ => format!("{len:04X}\r\n"),
        }
    }
}

/// Bytes of the chunks, and then again from the beginning.
const SIZES: [usize; 12] = [1, 2, 3, 5, 7, 11, 17, 31, 61, 127, 257, 511];
const INFORMATIONAL: &str =
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </v4>; rel=preload\r\ncontent-length: 3\r\n\r\n";
const PADDING_NAME: &str = "x-padding";
/// Bytes of a padding field's value at most.
const LINE: usize = 1000;
/// Bytes of padding at most.
const MOST_PADDING: usize = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;

    fn rendered(faults: &[Fault], keep: Keep) -> String {
        let answer = Answer { status: 200, content_type: None, body: "{\"ErrorCode\":0}".to_owned(), code: Some(0) };
        let now = Duration::from_secs(784_111_777).into();
        String::from_utf8(render(&answer, faults, now, keep, false)).unwrap()
    }

    const HEAD: &str = "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

    #[test]
    fn an_answer_has_a_date_a_length_and_no_word_of_the_connection() {
        let wanted = format!("{HEAD}content-length: 15\r\n\r\n{{\"ErrorCode\":0}}");
        assert_eq!(rendered(&[], Keep::Yes), wanted);
        assert!(rendered(&[], Keep::AsAsked).contains("\r\nconnection: keep-alive\r\n\r\n{"));
        assert!(rendered(&[], Keep::No).contains("\r\nconnection: close\r\n\r\n{"));
        assert!(rendered(&[Fault::CloseAnnounced], Keep::AsAsked).contains("\r\nconnection: close\r\n\r\n{"));
        assert_eq!(rendered(&[Fault::ClockSkew(-3600)], Keep::Yes), wanted.replace("08:", "07:"));
    }

    #[test]
    fn lengths_lie_and_heads_grow() {
        assert!(rendered(&[Fault::LengthTooLong(3)], Keep::Yes).contains("content-length: 18\r\n"));
        assert!(rendered(&[Fault::LengthTooShort(3)], Keep::Yes).contains("content-length: 12\r\n"));
        assert!(rendered(&[Fault::LengthTooShort(99)], Keep::Yes).contains("content-length: 0\r\n"));
        let usual = rendered(&[], Keep::Yes).len();
        for bytes in [100, 1000, 20_000] {
            let text = rendered(&[Fault::OversizedHead(bytes)], Keep::Yes);
            assert_eq!(text.len(), usual + bytes);
            assert!(text.lines().all(|line| line.len() < 1100));
        }
        let first = rendered(&[Fault::InformationalFirst], Keep::Yes);
        assert!(first.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n") && first.contains(HEAD));
    }

    #[test]
    fn chunks_are_odd_and_hold_the_body() {
        let head = format!("{HEAD}transfer-encoding: chunked\r\n\r\n");
        let (chunked, extended, endless) = (
            rendered(&[Fault::Chunked], Keep::Yes),
            rendered(&[Fault::ChunkExtensions], Keep::Yes),
            rendered(&[Fault::EndlessBody], Keep::Yes),
        );
        assert_eq!(chunked, format!("{head}1\r\n{{\r\n2\r\n\"E\r\n3\r\nrro\r\n5\r\nrCode\r\n4\r\n\":0}}\r\n0\r\n\r\n"));
        assert_eq!(
            extended,
            format!(
                "{head}1;flag\r\n{{\r\n000002;name=value\r\n\"E\r\n3;a=b;quoted=\"; 0 \\\" ;\"\r\nrro\r\n0005\r\nrCode\r\n\
                 4;flag\r\n\":0}}\r\n000;last\r\nx-digest: 0\r\nErrorCode: 1\r\n\r\n"
            )
        );
        assert!(endless.ends_with("3\r\n\":0\r\n"), "{endless}");
    }
}
