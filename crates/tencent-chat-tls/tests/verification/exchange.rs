//! A request and its answer, over whatever stack.

use std::net::TcpStream;

use embedded_io_adapters::{std::FromStd, tokio_1::FromTokio};
use tencent_chat_tls::{Error, Tls, blocking};

use crate::{cases::Case, server::REQUEST};

/// One request and its answer, over a stream that blocks.
pub(crate) fn blocking_exchange<T>(tls: &mut T, socket: TcpStream, case: &Case) -> Result<Vec<u8>, Error>
where
    T: Tls<blocking::Ready<FromStd<TcpStream>>>,
{
    use embedded_io::{Read, Write};

    let mut stream = blocking::open(tls, FromStd::new(socket), case.host, case.time)?;
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
pub(crate) fn exchange<T>(tls: &mut T, socket: TcpStream, case: &Case) -> Result<Vec<u8>, Error>
where
    T: Tls<FromTokio<tokio::net::TcpStream>>,
{
    use embedded_io_async::{Read, Write};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        socket.set_nonblocking(true).unwrap();
        let socket = FromTokio::new(tokio::net::TcpStream::from_std(socket).unwrap());
        let mut stream = tls.open(socket, case.host, case.time).await?;
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
