//! The drivers, over a stream that takes and gives little at a time.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::{
    future::poll_fn,
    ops::Range,
    pin::pin,
    task::{Context, Poll, Waker},
};

use embedded_io::{ErrorKind, ErrorType};
use tencent_chat::{App, Error, Exchange, Failed, Region, UserSig, blocking, nonblocking, push::GetUserAttributes};

use crate::peer::{ACCOUNTS, STEPS, sized};

const BODY: &str =
    r#"{"UserAttrs":[{"To_Account":"bob","Attrs":{"n":"v"}},{"To_Account":"alice","Attrs":{}}],"ErrorCode":0}"#;

/// Answers once the whole request has come and been flushed.
struct Stream {
    request: Vec<u8>,
    is_flushed: bool,
    reads: Range<usize>,
    answer: Vec<u8>,
    breaks: bool,
}

impl Stream {
    fn new(answer: Vec<u8>, breaks: bool) -> Self {
        Self { request: Vec::new(), is_flushed: false, reads: 0..STEPS, answer, breaks }
    }

    fn take(&mut self, bytes: &[u8]) -> usize {
        assert!(self.request.len() < STEPS, "a request that does not end");
        let count = bytes.len().min(5);
        self.request.extend_from_slice(&bytes[..count]);
        self.is_flushed = false;
        count
    }

    fn give(&mut self, room: &mut [u8]) -> Result<usize, ErrorKind> {
        assert!(self.request.ends_with(br#"{"To_Account":["alice","bob"]}"#) && self.is_flushed);
        assert!(self.reads.next().is_some(), "a call that does not end");
        let count = room.len().min(7).min(self.answer.len());
        if count == 0 && self.breaks {
            return Err(ErrorKind::ConnectionReset);
        }
        room[..count].copy_from_slice(&self.answer[..count]);
        self.answer.drain(..count);
        Ok(count)
    }
}

impl ErrorType for Stream {
    type Error = ErrorKind;
}

impl embedded_io::Read for Stream {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, ErrorKind> {
        self.give(room)
    }
}

impl embedded_io::Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        Ok(self.take(bytes))
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        self.is_flushed = true;
        Ok(())
    }
}

/// Waits once before anything is done.
async fn wait() {
    let mut has_waited = false;
    poll_fn(|_| if core::mem::replace(&mut has_waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

impl embedded_io_async::Read for Stream {
    async fn read(&mut self, room: &mut [u8]) -> Result<usize, ErrorKind> {
        wait().await;
        self.give(room)
    }
}

impl embedded_io_async::Write for Stream {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        wait().await;
        Ok(self.take(bytes))
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        wait().await;
        self.is_flushed = true;
        Ok(())
    }
}

type Users = Result<Vec<String>, Failed<ErrorKind>>;

fn blocking_users(mut stream: Stream) -> Users {
    with_exchange(|mut exchange| {
        let mut users = Vec::new();
        while let Some(user) = blocking::next(&mut exchange, &mut stream)? {
            users.push(user.unwrap().account.to_string());
        }
        Ok(users)
    })
}

fn nonblocking_users(mut stream: Stream) -> Users {
    with_exchange(|mut exchange| {
        let future = async {
            let mut users = Vec::new();
            while let Some(user) = nonblocking::next(&mut exchange, &mut stream).await? {
                users.push(user.unwrap().account.to_string());
            }
            Ok(users)
        };
        finished(future)
    })
}

/// The future of every step is dropped after the first wait in it, and made anew.
fn interrupted_users(mut stream: Stream) -> Users {
    with_exchange(|mut exchange| {
        let mut users = Vec::new();
        loop {
            let is_item = loop {
                let mut future = pin!(nonblocking::advance(&mut exchange, &mut stream));
                let mut polls = (0..3).map(|_| future.as_mut().poll(&mut Context::from_waker(Waker::noop())));
                if let Some(Poll::Ready(is_item)) = polls.find(Poll::is_ready) {
                    break is_item?;
                }
            };
            if !is_item {
                return Ok(users);
            }
            users.push(exchange.item()?.unwrap().account.to_string());
        }
    })
}

fn with_exchange(run: impl FnOnce(Exchange<'_, GetUserAttributes<'_>>) -> Users) -> Users {
    let app = App::new(1, Region::Singapore, "admin").unwrap();
    let user_sig = UserSig::minted("not-a-signature").unwrap();
    let request = GetUserAttributes::new(&ACCOUNTS).unwrap();
    let mut buffer = [0; 100];
    run(Exchange::new(&app, user_sig, 7, &request, &mut buffer))
}

fn finished<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}

#[test]
fn every_driver_brings_the_users_or_says_what_broke() {
    for users in [blocking_users, nonblocking_users, interrupted_users] {
        let answer = sized(BODY.as_bytes());
        assert_eq!(users(Stream::new(answer.clone(), false)), Ok(vec!["bob".to_owned(), "alice".to_owned()]));
        let cut = &answer[..answer.len() - 1];
        assert_eq!(users(Stream::new(cut.to_vec(), false)), Err(Failed::Chat(Error::Closed)));
        assert_eq!(users(Stream::new(cut.to_vec(), true)), Err(Failed::Transport(ErrorKind::ConnectionReset)));
    }
}
