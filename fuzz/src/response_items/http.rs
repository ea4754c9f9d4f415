//! Answers made in many ways, and read by `httparse`.

use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};

/// How an answer is made, and read.
pub(super) struct Plan {
    framing: Framing,
    /// Which lines of [`LINES`] stand in its head.
    lines: [u8; 4],
    ends_with_lf: bool,
    has_interim: bool,
    chunk: usize,
    /// How many bytes of its end are missing.
    missing: usize,
    pub(super) cuts: [u8; 6],
    pub(super) room: usize,
}

enum Framing {
    /// Nothing is made: the answer is as it comes.
    Raw,
    Length,
    Chunks,
    Close,
}

const LINES: [&str; 12] = [
    "Server: x",
    "Date: Tue, 14 Nov 2023 22:13:20 GMT",
    "Connection: keep-alive",
    "connection: Close, x",
    "Content-Encoding:identity",
    "Set-Cookie: a=\"b:c\"; Path=/",
    "X-Empty:",
    "Content-Type:\tapplication/json ; charset=utf-8",
    "Vary: *",
    "Date: no date",
    "Content-Lengths: 7",
    "X-Long: 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
];

impl Plan {
    pub(super) fn of([framing, a, b, c, d, style, chunk, cut, room, cuts @ .., more]: [u8; 16]) -> Self {
        Self {
            framing: match framing % 4 {
                0 => Framing::Raw,
                1 => Framing::Length,
                2 => Framing::Chunks,
                _ => Framing::Close,
            },
            lines: [a, b, c, d],
            ends_with_lf: style & 1 != 0,
            has_interim: style & 2 != 0,
            chunk: usize::from(chunk).max(1),
            missing: if style & 4 == 0 { 0 } else { usize::from(cut) },
            cuts,
            room: usize::from(room) * 2 + usize::from(more) + 1,
        }
    }

    /// Whether what follows is a body alone, and its answer is made.
    pub(super) const fn is_made(&self) -> bool {
        !matches!(self.framing, Framing::Raw)
    }

    /// Whether the answer breaks off, and one can tell.
    pub(super) const fn is_cut(&self) -> bool {
        self.missing > 0 && matches!(self.framing, Framing::Length | Framing::Chunks)
    }

    pub(super) fn answer(&self, body: &[u8]) -> Vec<u8> {
        if let Framing::Raw = self.framing {
            return body.to_vec();
        }
        let end = if self.ends_with_lf { "\n" } else { "\r\n" };
        let mut head = String::new();
        if self.has_interim {
            head += &format!("HTTP/1.1 103 Early Hints{end}Link: </x>{end}{end}HTTP/1.0 100{end}{end}");
        }
        head += &format!("HTTP/1.1 200 OK{end}");
        for line in self.lines {
            head += LINES.get(usize::from(line)).map_or(String::new(), |line| format!("{line}{end}")).as_str();
        }
        let mut answer = match self.framing {
            Framing::Length => [format!("{head}Content-Length: {}{end}{end}", body.len()).as_bytes(), body].concat(),
            Framing::Chunks => {
                let mut answer = format!("{head}Transfer-Encoding: chunked{end}{end}").into_bytes();
                for chunk in body.chunks(self.chunk) {
                    answer.extend_from_slice(format!("{:x};x=\"y\"{end}", chunk.len()).as_bytes());
                    answer.extend_from_slice(chunk);
                    answer.extend_from_slice(end.as_bytes());
                }
                answer.extend_from_slice(format!("0{end}Trailer: x{end}{end}").as_bytes());
                answer
            }
            Framing::Raw | Framing::Close => [head.as_bytes(), end.as_bytes(), body].concat(),
        };
        if self.is_cut() {
            answer.truncate(answer.len().saturating_sub(self.missing));
        }
        answer
    }
}

/// The body of an answer as others read it; `None` where they read none.
pub(super) fn body(mut answer: &[u8]) -> Option<Vec<u8>> {
    loop {
        let mut fields = [EMPTY_HEADER; 64];
        let mut response = Response::new(&mut fields);
        let mut config = ParserConfig::default();
        config.ignore_invalid_headers_in_responses(true);
        let Ok(Status::Complete(len)) = config.parse_response(&mut response, answer) else { return None };
        answer = &answer[len..];
        match response.code? {
            200 => return framed(&response, answer),
            100..200 => {}
            _ => return None,
        }
    }
}

fn framed(response: &Response<'_, '_>, rest: &[u8]) -> Option<Vec<u8>> {
    let values = |name: &str| {
        let fields = response.headers.iter().filter(move |field| field.name.eq_ignore_ascii_case(name));
        fields.map(|field| field.value.trim_ascii()).collect::<Vec<_>>()
    };
    match (&values("Transfer-Encoding")[..], &values("Content-Length")[..]) {
        ([], []) => Some(rest.to_vec()),
        ([coding], []) if coding.eq_ignore_ascii_case(b"chunked") => unchunked(rest),
        ([], [length, others @ ..]) if others.iter().all(|other| number(other) == number(length)) => {
            rest.get(..number(length)?).map(<[u8]>::to_vec)
        }
        _ => None,
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    str::from_utf8(digits).ok()?.parse().ok()
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let Ok(Status::Complete((len, size))) = httparse::parse_chunk_size(rest) else { return None };
        rest = &rest[len..];
        if size == 0 {
            return Some(body);
        }
        let size = usize::try_from(size).ok()?;
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}
