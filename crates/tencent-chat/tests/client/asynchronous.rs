//! The asynchronous client itself, over a peer that never says a word.

use core::{
    future::pending,
    pin::pin,
    task::{Context, Poll, Waker},
};

use embedded_io::ErrorKind;
use embedded_io_async::{ErrorType, Read, Write};
use tencent_chat::{
    App, Error, Failed, Host, UserSig,
    client::{Client, NotConnected, Platform},
    policy::{Clock, Policy},
    push::GetUserAttributes,
};

/// Time passes only where somebody sleeps.
struct Silent {
    now: u64,
    connects: u8,
}

struct Stream;

impl Platform for Silent {
    type Error = ErrorKind;
    type Stream = Stream;

    fn now(&mut self) -> u64 {
        self.now
    }

    fn random(&mut self) -> u32 {
        0
    }

    async fn sleep(&mut self, until: u64) {
        self.now = until;
    }

    async fn connect(&mut self, host: Host<'_>, _: u64) -> Result<Stream, NotConnected<ErrorKind>> {
        assert_eq!(host.name(), "first.example", "it was reached");
        self.connects += 1;
        Ok(Stream)
    }
}

impl ErrorType for Stream {
    type Error = ErrorKind;
}

impl Read for Stream {
    async fn read(&mut self, _: &mut [u8]) -> Result<usize, ErrorKind> {
        pending().await
    }
}

impl Write for Stream {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        Ok(bytes.len())
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

fn finished<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        unreachable!("it waits for what never comes")
    };
    result
}

#[test]
fn a_service_that_never_answers_costs_its_patience_for_each_try_and_no_more_than_the_deadline() {
    let host = Host::new("first.example", 443).unwrap();
    let app = App::new(1, host, "admin").unwrap().with_backup_host(Host::new("second.example", 443).unwrap());
    let user_sig = UserSig::minted("eJw-minted").unwrap();
    let policy = Policy { patience: 4_000, deadline: 10_000, ..Policy::default() };
    let platform = Silent { now: 0, connects: 0 };
    let mut client = Client::new(app, user_sig, policy, Clock::UNSET, platform, [0; 512], ());
    let request = GetUserAttributes::new(&["alice"]).unwrap();
    assert_eq!(request.accounts(), ["alice"]);
    let end = finished(client.call(&request).advance());
    assert_eq!(end, Err(Failed::Chat(Error::Deadline)));
    assert_eq!((client.platform().now, client.platform().connects), (10_000, 3));
}
