//! The time, from a time server (RFC 4330).

use core::fmt;

use embassy_net::{
    IpEndpoint, Stack,
    udp::{PacketMetadata, UdpSocket},
};
use embassy_time::{Duration, Instant, with_deadline, with_timeout};

use crate::device::resolve;

/// Unix time in seconds, as a time server says, asked once a second until `until`, in milliseconds of
/// [`Instant`]. It takes one of the places in `StackResources` while it runs.
///
/// `random` has to be a new number that nobody can foretell: the answer must repeat it, so that only who sees the question can
/// forge an answer. Who does see it can, for SNTP has no signatures: somebody in between may set a device's clock to when a
/// certificate was good that has been stolen since. A clock that keeps the time through a reset is worth having.
///
/// # Errors
/// [`NoTime`] says whether the server or its name was not found, or it did not answer.
pub async fn unix_time(stack: Stack<'_>, server: &str, random: u64, until: u64) -> Result<u64, NoTime> {
    let until = Instant::from_millis(until);
    let asked = with_deadline(until, async {
        let server = (resolve(stack, server).await.map_err(|_| NoTime::Name)?, PORT).into();
        loop {
            if let Ok(answered) = with_timeout(PATIENCE, ask(stack, server, random)).await {
                return answered;
            }
        }
    });
    asked.await.unwrap_or(Err(NoTime::Silence))
}

/// Why a time server has not said what time it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum NoTime {
    /// DNS does not know its name, or did not answer.
    Name,
    /// There is no way to it, or no place for a socket's port.
    Unreachable,
    /// It did not answer, or nothing that answers the question.
    Silence,
}

impl fmt::Display for NoTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "DNS does not know the time server's name, or did not answer",
            Self::Unreachable => "there is no way to the time server",
            Self::Silence => "the time server does not answer",
        })
    }
}

impl core::error::Error for NoTime {}

const PORT: u16 = 123;
const PATIENCE: Duration = Duration::from_secs(1);
/// A packet without extensions.
const LEN: usize = 48;
type Packet = [u8; LEN];

async fn ask(stack: Stack<'_>, server: IpEndpoint, random: u64) -> Result<u64, NoTime> {
    // Room for what others may send as well.
    let mut about = ([PacketMetadata::EMPTY; 2], [PacketMetadata::EMPTY; 1]);
    let mut packets = ([0; 2 * LEN], [0; LEN]);
    let mut socket = UdpSocket::new(stack, &mut about.0, &mut packets.0, &mut about.1, &mut packets.1);
    socket.bind(0).map_err(|_| NoTime::Unreachable)?;
    socket.send_to(&question(random), server).await.map_err(|_| NoTime::Unreachable)?;
    let mut packet = [0; LEN];
    loop {
        let received = socket.recv_from(&mut packet).await;
        if received.is_ok_and(|(len, from)| len == LEN && from.endpoint == server)
            && let Some(unix) = answer(&packet, random)
        {
            return Ok(unix);
        }
    }
}

/// A client's packet, version 4. Its time of sending is what the answer repeats, and may be anything.
fn question(random: u64) -> Packet {
    let mut packet = [0; LEN];
    packet[0] = 4 << 3 | 3;
    if let Some(sent) = packet.last_chunk_mut() {
        *sent = random.to_be_bytes();
    }
    packet
}

/// Unix time in seconds, if this is an answer to the question by a server that knows the time.
fn answer(packet: &Packet, random: u64) -> Option<u64> {
    let [first, stratum, rest @ ..] = packet;
    let (warning, mode) = (first >> 6, first & 7);
    let (asked, sent) = (rest.get(22..30)?, rest.get(38..42)?);
    if warning == 3 || mode != 4 || !(1..=15).contains(stratum) || asked != random.to_be_bytes() {
        return None;
    }
    let seconds = u32::from_be_bytes(sent.try_into().ok()?);
    // Its seconds are counted from 1900 on and are too few for long: in 2036 they begin anew.
    let since_1900 = if seconds < 1 << 31 { u64::from(seconds) + (1 << 32) } else { seconds.into() };
    since_1900.checked_sub(UNIX_IN_1900)
}

/// When 1970 began, in seconds since 1900.
const UNIX_IN_1900: u64 = 2_208_988_800;

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server says: its first byte, its stratum, what was asked, and its seconds since 1900.
    fn packet(first: u8, stratum: u8, asked: u64, seconds: u32) -> Packet {
        let mut packet = [0; LEN];
        packet[..2].copy_from_slice(&[first, stratum]);
        packet[24..32].copy_from_slice(&asked.to_be_bytes());
        packet[40..44].copy_from_slice(&seconds.to_be_bytes());
        packet
    }

    const SERVER: u8 = 4 << 3 | 4;
    const Y2023: u32 = 3_908_988_800;

    #[test]
    fn an_answer_is_the_servers_time_in_unix_seconds() {
        assert_eq!(answer(&packet(SERVER, 2, 77, Y2023), 77), Some(1_700_000_000));
    }

    #[test]
    fn time_goes_on_when_the_servers_seconds_begin_anew_in_2036() {
        assert_eq!(answer(&packet(SERVER, 2, 77, u32::MAX), 77), Some(2_085_978_495));
        assert_eq!(answer(&packet(SERVER, 2, 77, 0), 77), Some(2_085_978_496));
    }

    #[test]
    fn what_does_not_answer_the_question_is_no_answer() {
        assert_eq!(answer(&packet(SERVER, 2, 78, Y2023), 77), None, "another question");
        assert_eq!(answer(&packet(4 << 3 | 3, 2, 77, Y2023), 77), None, "a client's packet");
        assert_eq!(answer(&packet(SERVER, 0, 77, Y2023), 77), None, "a server that wants to be left alone");
        assert_eq!(answer(&packet(SERVER, 16, 77, Y2023), 77), None, "a server without time");
        assert_eq!(answer(&packet(3 << 6 | SERVER, 2, 77, Y2023), 77), None, "a clock that is not set");
    }

    #[test]
    fn a_question_is_a_clients_packet_that_carries_the_number() {
        let packet = question(0x0102_0304_0506_0708);
        assert_eq!((packet[0], &packet[40..]), (0x23, &[1, 2, 3, 4, 5, 6, 7, 8][..]));
    }
}
