//! A system in memory: connections and answers by a script, and time that passes where somebody sleeps.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test ends where it is wrong")]

use core::cell::RefCell;
use std::{collections::VecDeque, rc::Rc};

use embedded_io::{ErrorKind, ErrorType, Read, Write};
use tencent_chat::{
    App, Authority, Event, Host, Region,
    client::{NotConnected, blocking},
    policy::{Clock, Policy},
    usersig::SecretKey,
};

pub(crate) const UNIX: u64 = 1_700_000_000;

/// What happens when the client reads its answer.
pub(crate) enum Reply {
    /// These bytes come, and the connection stays open.
    Bytes(Vec<u8>),
    /// These bytes come, and then the connection breaks.
    Broken(Vec<u8>),
}

type Connected = Result<(), NotConnected<ErrorKind>>;

/// What is yet to happen, and what did.
#[derive(Default)]
pub(crate) struct Script {
    /// What connecting comes to; when there is nothing left, all is well.
    pub(crate) connects: VecDeque<Connected>,
    pub(crate) replies: VecDeque<Reply>,
    pub(crate) hosts: Vec<String>,
    /// The requests, one after the other.
    pub(crate) requests: Vec<String>,
    pub(crate) events: Vec<Event>,
    pub(crate) now: u64,
}

pub(crate) type Shared = Rc<RefCell<Script>>;

pub(crate) struct System(Shared);

pub(crate) struct Stream {
    script: Shared,
    request: Vec<u8>,
    come: Vec<u8>,
    breaks: bool,
}

pub(crate) fn script(replies: impl IntoIterator<Item = Reply>) -> Shared {
    Rc::new(RefCell::new(Script { replies: replies.into_iter().collect(), ..Script::default() }))
}

/// An answer with this body, and a date.
pub(crate) fn answer(body: &str) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Length:";
    format!("{head} {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(crate) fn refusal(code: i64) -> Reply {
    let body = format!(r#"{{"ActionStatus":"FAIL","ErrorInfo":"on purpose","ErrorCode":{code}}}"#);
    Reply::Bytes(answer(&body))
}

/// An answer with these users, without attributes.
pub(crate) fn users<'u>(accounts: impl IntoIterator<Item = &'u str>) -> String {
    let users: Vec<_> =
        accounts.into_iter().map(|account| format!(r#"{{"To_Account":"{account}","Attrs":{{}}}}"#)).collect();
    format!(r#"{{"ActionStatus":"OK","ErrorInfo":"","UserAttrs":[{}],"ErrorCode":0}}"#, users.join(","))
}

pub(crate) type Client<A, O> = blocking::Client<'static, System, A, Vec<u8>, O>;

/// A client whose clock is right.
pub(crate) fn client(script: &Shared) -> Client<SecretKey, impl FnMut(Event) + use<>> {
    let mut clock = Clock::UNSET;
    clock.set(UNIX, 0);
    client_of(script, SecretKey::new("a key that is none").unwrap(), clock, Policy::DEFAULT, 1024)
}

pub(crate) fn client_of<A: Authority>(
    script: &Shared,
    authority: A,
    clock: Clock,
    policy: Policy,
    room: usize,
) -> Client<A, impl FnMut(Event) + use<A>> {
    let app = App::new(1_400_000_000, Region::Singapore, "administrator").unwrap();
    let listener = Rc::clone(script);
    let observer = move |event| listener.borrow_mut().events.push(event);
    blocking::Client::new(app, authority, policy, clock, System(Rc::clone(script)), vec![0; room], observer)
}

impl System {
    pub(crate) fn is_of(&self, script: &Shared) -> bool {
        Rc::ptr_eq(&self.0, script)
    }
}

impl blocking::Platform for System {
    type Error = ErrorKind;
    type Stream = Stream;

    fn now(&mut self) -> u64 {
        self.0.borrow().now
    }

    fn random(&mut self) -> u32 {
        99
    }

    fn sleep(&mut self, until: u64) {
        let mut script = self.0.borrow_mut();
        assert!(until > script.now, "nobody sleeps for nothing");
        script.now = until;
    }

    fn connect(&mut self, host: Host<'_>, _: u64) -> Result<Stream, NotConnected<ErrorKind>> {
        let mut script = self.0.borrow_mut();
        script.hosts.push(host.name().to_owned());
        script.connects.pop_front().unwrap_or(Ok(()))?;
        Ok(Stream { script: Rc::clone(&self.0), request: Vec::new(), come: Vec::new(), breaks: false })
    }

    fn limit(&mut self, _: &mut Stream, until: u64) {
        assert!(until > self.0.borrow().now);
    }
}

impl ErrorType for Stream {
    type Error = ErrorKind;
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        self.request.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

impl Read for Stream {
    fn read(&mut self, room: &mut [u8]) -> Result<usize, ErrorKind> {
        if self.come.is_empty() && !self.breaks {
            let mut script = self.script.borrow_mut();
            script.requests.push(String::from_utf8(core::mem::take(&mut self.request)).unwrap());
            (self.come, self.breaks) = match script.replies.pop_front() {
                Some(Reply::Bytes(bytes)) => (bytes, false),
                Some(Reply::Broken(bytes)) => (bytes, true),
                None => (Vec::new(), true),
            };
        }
        if self.come.is_empty() {
            return Err(ErrorKind::ConnectionReset);
        }
        let count = room.len().min(self.come.len());
        room[..count].copy_from_slice(&self.come[..count]);
        self.come.drain(..count);
        Ok(count)
    }
}
