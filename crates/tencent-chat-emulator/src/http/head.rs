//! The head of a request.

use httparse::{Error, Header, Status};

use super::{Keep, Request};

/// The head of a request, and what it says of the body.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) request: Request,
    pub(crate) framing: Framing,
    /// The client waits for HTTP 100 before it sends the body.
    pub(crate) waits_for_100: bool,
}

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Framing {
    Length(u64),
    Chunked,
}

/// The HTTP status that a head is refused with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Unreadable(pub(crate) u16);

/// Reads a head and says how long it is; `None` is one that has not ended.
pub(crate) fn parse(bytes: &[u8], most: usize) -> Result<Option<(Head, usize)>, Unreadable> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    let len = match parsed.parse(bytes) {
        Ok(Status::Complete(len)) if len <= most => len,
        Ok(Status::Partial) if bytes.len() < most => return Ok(None),
        Ok(_) | Err(Error::TooManyHeaders) => return Err(TOO_LARGE),
        Err(_) => return Err(WRONG),
    };
    let (Some(method), Some(target), Some(version)) = (parsed.method, parsed.path, parsed.version) else {
        return Err(WRONG);
    };
    let (path, query) = path_and_query(target);
    let framing = framing(parsed.headers)?;
    let keep = match (version, says(parsed.headers, "connection", "close")) {
        (_, true) => Keep::No,
        (0, false) if says(parsed.headers, "connection", "keep-alive") => Keep::AsAsked,
        (0, false) => Keep::No,
        _ => Keep::Yes,
    };
    let head = Head {
        request: Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            body: None,
            keep,
        },
        framing,
        waits_for_100: version == 1 && says(parsed.headers, "expect", "100-continue"),
    };
    Ok(Some((head, len)))
}

/// Both of a target that is a path or, as for proxies, a whole URL.
fn path_and_query(target: &str) -> (&str, &str) {
    let target = match target.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?']) => {
            rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
        }
        _ => target,
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    (path.strip_prefix('/').unwrap_or(path), query)
}

/// One way of telling the end, and no two that differ: whoever believes the other one would see another request.
fn framing(fields: &[Header<'_>]) -> Result<Framing, Unreadable> {
    let mut framing = None;
    for field in fields {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        let told = if is("transfer-encoding") {
            if !field.value.eq_ignore_ascii_case(b"chunked") {
                return Err(WRONG);
            }
            Framing::Chunked
        } else if is("content-length") {
            let digits = str::from_utf8(field.value).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
            Framing::Length(digits.and_then(|digits| digits.parse().ok()).ok_or(WRONG)?)
        } else {
            continue;
        };
        if framing.replace(told).is_some_and(|before| before != told) {
            return Err(WRONG);
        }
    }
    Ok(framing.unwrap_or(Framing::Length(0)))
}

/// Whether a field has this word in its list.
fn says(fields: &[Header<'_>], name: &str, word: &str) -> bool {
    let named = fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
    named
        .filter_map(|field| str::from_utf8(field.value).ok())
        .flat_map(|value| value.split(','))
        .any(|said| said.trim().eq_ignore_ascii_case(word))
}

const WRONG: Unreadable = Unreadable(400);
const TOO_LARGE: Unreadable = Unreadable(431);
/// Fields of a head at most.
const FIELDS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Head {
        parse(text.as_bytes(), 1000).unwrap().unwrap().0
    }

    #[test]
    fn the_target_has_a_path_and_a_query() {
        for (target, path, query) in [
            ("/v4/x?a=b?c", "v4/x", "a=b?c"),
            ("/", "", ""),
            ("//v4/x", "/v4/x", ""),
            ("*", "*", ""),
            ("https://localhost:1/v4/x?a", "v4/x", "a"),
            ("https://localhost?a", "", ""),
            ("/v4?x=https://y/z", "v4", "x=https://y/z"),
        ] {
            let Request { path: read_path, query: read_query, method, .. } =
                head(&format!("GET {target} HTTP/1.1\r\n\r\n")).request;
            assert_eq!((method.as_str(), read_path.as_str(), read_query.as_str()), ("GET", path, query), "{target}");
        }
    }

    #[test]
    fn the_end_of_a_body_is_told_in_one_way() {
        let framing = |fields: &str| {
            parse(format!("POST / HTTP/1.1\r\n{fields}\r\n").as_bytes(), 1000).map(|head| head.unwrap().0.framing)
        };
        assert_eq!(framing(""), Ok(Framing::Length(0)));
        assert_eq!(framing("Content-Length: 17\r\n"), Ok(Framing::Length(17)));
        assert_eq!(framing("content-length: 17\r\nContent-Length: 17\r\n"), Ok(Framing::Length(17)));
        assert_eq!(framing("Transfer-Encoding: Chunked\r\n"), Ok(Framing::Chunked));
        for wrong in [
            "Content-Length: 1\r\nContent-Length: 2\r\n",
            "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: +1\r\n",
            "Content-Length: 1, 1\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
        ] {
            assert_eq!(framing(wrong), Err(WRONG), "{wrong}");
        }
    }

    #[test]
    fn who_asks_decides_whether_the_connection_is_kept() {
        let keep = |rest: &str| head(&format!("POST / HTTP/{rest}\r\n\r\n")).request.keep;
        assert_eq!(keep("1.1"), Keep::Yes);
        assert_eq!(keep("1.1\r\nConnection: TE, Close"), Keep::No);
        assert_eq!(keep("1.0"), Keep::No);
        assert_eq!(keep("1.0\r\nConnection: Keep-Alive"), Keep::AsAsked);
        assert!(head("POST / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n").waits_for_100);
        assert!(!head("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").waits_for_100);
    }

    #[test]
    fn what_is_too_long_is_told_from_what_is_wrong_and_what_is_not_yet_there() {
        let whole = "POST /v4/x HTTP/1.1\r\nA: b\r\n\r\n";
        for len in 0..whole.len() {
            assert!(parse(&whole.as_bytes()[..len], whole.len()).unwrap().is_none(), "{len}");
        }
        assert_eq!(parse(whole.as_bytes(), whole.len()).unwrap().unwrap().1, whole.len());
        assert_eq!(parse(whole.as_bytes(), whole.len() - 1).unwrap_err(), TOO_LARGE);
        assert_eq!(parse(&whole.as_bytes()[..20], 20).unwrap_err(), TOO_LARGE);
        let many = format!("POST / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(FIELDS + 1));
        assert_eq!(parse(many.as_bytes(), 1000).unwrap_err(), TOO_LARGE);
        assert_eq!(parse(b"HELO\r\n", 1000).unwrap_err(), WRONG);
    }
}
