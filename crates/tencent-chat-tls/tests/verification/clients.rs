//! The stacks, each on a stream that waits and on one that blocks.

use std::net::TcpStream;

use embedded_io_adapters::{std::FromStd, tokio_1::FromTokio};
use embedded_webpki::{CertificateDer, TrustAnchor, root};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use tencent_chat_tls::{EmbeddedTls, Error, Records, Time, Tls, Verifier, blocking};

use crate::server::REQUEST;

/// Whom a client trusts, and whom it asks.
pub(crate) struct Question<'a> {
    pub(crate) roots: &'a [CertificateDer<'static>],
    pub(crate) pins: &'a [[u8; 32]],
    pub(crate) only_keys: bool,
    pub(crate) host: &'a str,
    pub(crate) time: Time,
}

/// A client: opens TLS on a socket, sends the request, and reads to the end.
pub(crate) type Client = fn(TcpStream, &Question<'_>) -> Result<Vec<u8>, Error>;

pub(crate) const CLIENTS: &[(&str, Client)] = &[
    ("embedded-tls, blocking", |socket, question| {
        let roots = anchors(question.roots);
        blocking_exchange(&mut embedded_tls(&Records::<16_640, 1024>::new(), question, &roots), socket, question)
    }),
    ("embedded-tls, asynchronous", |socket, question| {
        let roots = anchors(question.roots);
        exchange(&mut embedded_tls(&Records::<16_640, 1024>::new(), question, &roots), socket, question)
    }),
];

pub(crate) fn embedded_tls<'a, const READ: usize, const WRITE: usize>(
    records: &'a Records<READ, WRITE>,
    question: &Question<'a>,
    roots: &'a [TrustAnchor<'a>],
) -> EmbeddedTls<'a, UnwrapErr<SysRng>, READ, WRITE> {
    let verifier = if question.only_keys {
        Verifier::of_keys(question.pins)
    } else {
        Verifier::new(roots).with_pins(question.pins)
    };
    EmbeddedTls::new(records, verifier, UnwrapErr(SysRng))
}

pub(crate) fn anchors<'a>(roots: &'a [CertificateDer<'static>]) -> Vec<TrustAnchor<'a>> {
    roots.iter().map(|certificate| root(certificate).unwrap()).collect()
}

/// One request and its answer, over a stream that blocks.
pub(crate) fn blocking_exchange<T>(tls: &mut T, socket: TcpStream, question: &Question<'_>) -> Result<Vec<u8>, Error>
where
    T: Tls<blocking::Ready<FromStd<TcpStream>>>,
{
    use embedded_io::{Read, Write};

    let mut stream = blocking::open(tls, FromStd::new(socket), question.host, question.time)?;
    stream.write_all(REQUEST)?;
    stream.flush()?;
    let (mut answer, mut room) = (Vec::new(), [0; 1000]);
    loop {
        match stream.read(&mut room)? {
            0 => return Ok(answer),
            count => answer.extend_from_slice(&room[..count]),
        }
    }
}

/// One request and its answer, over a stream that waits.
fn exchange<T>(tls: &mut T, socket: TcpStream, question: &Question<'_>) -> Result<Vec<u8>, Error>
where
    T: Tls<FromTokio<tokio::net::TcpStream>>,
{
    use embedded_io_async::{Read, Write};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        socket.set_nonblocking(true).unwrap();
        let socket = FromTokio::new(tokio::net::TcpStream::from_std(socket).unwrap());
        let mut stream = tls.open(socket, question.host, question.time).await?;
        stream.write_all(REQUEST).await?;
        stream.flush().await?;
        let (mut answer, mut room) = (Vec::new(), [0; 1000]);
        loop {
            match stream.read(&mut room).await? {
                0 => return Ok(answer),
                count => answer.extend_from_slice(&room[..count]),
            }
        }
    })
}
