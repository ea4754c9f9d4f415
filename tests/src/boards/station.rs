//! A machine on the board's Ethernet that answers for names and for the time.
//!
//! QEMU's own network has DHCP, and ways to this machine; its DNS asks whom this machine asks, who does not know names for
//! tests. So there is a station more: QEMU sends it every frame as a UDP datagram.

use core::{
    net::{Ipv4Addr, SocketAddr},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use std::{
    io,
    net::UdpSocket,
    sync::Arc,
    thread::{self, JoinHandle},
    time::{SystemTime, UNIX_EPOCH},
};

/// A station, on a thread of its own until it is dropped.
pub(super) struct Station {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Station {
    /// Where it is on the board's Ethernet.
    pub(super) const IP: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 53);
    const MAC: [u8; 6] = [0x52, 0x55, 10, 0, 2, 53];
    /// Where QEMU's network has this machine's loopback.
    const THIS_MACHINE: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);

    /// One that knows this name, as this machine's.
    pub(super) fn start(name: &'static str) -> io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.set_read_timeout(Some(Duration::from_millis(100)))?;
        let (address, is_over) = (socket.local_addr()?, Arc::new(AtomicBool::new(false)));
        let thread = thread::spawn({
            let is_over = Arc::clone(&is_over);
            move || serve(&socket, name, &is_over)
        });
        Ok(Self { address, is_over, thread: Some(thread) })
    }

    /// Where QEMU sends frames to.
    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It can only have ended badly by a panic, and that has been printed.
            let _ = thread.join();
        }
    }
}

fn serve(socket: &UdpSocket, name: &str, is_over: &AtomicBool) {
    let mut room = [0; 2048];
    while !is_over.load(Ordering::Relaxed) {
        let Ok((len, qemu)) = socket.recv_from(&mut room) else { continue };
        if let Some(answer) = room.get(..len).and_then(|frame| answer(frame, name)) {
            // A frame that is lost is asked for again.
            let _ = socket.send_to(&answer, qemu);
        }
    }
}

/// What the station has to say to a frame.
fn answer(frame: &[u8], name: &str) -> Option<Vec<u8>> {
    let (asker, kind, packet) = (frame.get(6..12)?, frame.get(12..14)?, frame.get(14..)?);
    let packet = match kind {
        [8, 6] => answer_arp(packet)?,
        [8, 0] => answer_ip(packet, name)?,
        _ => return None,
    };
    Some([asker, &Station::MAC, kind, &packet].concat())
}

/// Who has the station's address?
fn answer_arp(packet: &[u8]) -> Option<Vec<u8>> {
    let [who @ .., 0, 1] = packet.get(..8)? else { return None };
    let (asker, wanted) = (packet.get(8..18)?, packet.get(24..28)?);
    (wanted == Station::IP.octets()).then(|| [who, &[0, 2], &Station::MAC, &Station::IP.octets(), asker].concat())
}

fn answer_ip(packet: &[u8], name: &str) -> Option<Vec<u8>> {
    let (header, udp) = packet.split_at_checked(20)?;
    let (asker, here) = (header.get(12..16)?, header.get(16..20)?);
    if header.first()? != &0x45 || header.get(9)? != &17 || here != Station::IP.octets() {
        return None;
    }
    let (ports, data) = (udp.get(..4)?, udp.get(8..)?);
    let data = match ports.get(2..)? {
        [0, 53] => answer_dns(data, name)?,
        [0, 123] => answer_time(data)?,
        _ => return None,
    };
    let udp_len = u16::try_from(8 + data.len()).ok()?;
    let len = (udp_len + 20).to_be_bytes();
    let mut header = [&[0x45, 0], &len[..], &[0, 0, 0, 0, 64, 17, 0, 0], here, asker].concat();
    let sum = checksum(&header).to_be_bytes();
    header.splice(10..12, sum);
    // IPv4 lets UDP go without a checksum.
    Some([&header, ports.get(2..)?, ports.get(..2)?, &udp_len.to_be_bytes(), &[0, 0], &data].concat())
}

/// A question for one name's address.
fn answer_dns(query: &[u8], name: &str) -> Option<Vec<u8>> {
    let (id, counts, question) = (query.get(..2)?, query.get(4..6)?, query.get(12..)?);
    if counts != [0, 1] {
        return None;
    }
    let labels = name.split('.').flat_map(|label| [&[label.len() as u8], label.as_bytes()].concat());
    let known: Vec<u8> = labels.chain([0, 0, 1, 0, 1]).collect();
    Some(if question == known {
        // The name is that of the question; a minute.
        let record = [&[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4], &Station::THIS_MACHINE.octets()[..]].concat();
        [id, &[0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0], question, &record].concat()
    } else {
        [id, &[0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0], question].concat()
    })
}

/// What time is it?
fn answer_time(query: &[u8]) -> Option<Vec<u8>> {
    const UNIX_IN_1900: u64 = 2_208_988_800;
    let asked = query.get(40..48)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() + UNIX_IN_1900;
    // Only the lower half is sent: the time begins anew in 2036.
    let now = [&(now as u32).to_be_bytes()[..], &[0; 4]].concat();
    Some([&[0x24, 1, 0, 0xe8], &[0; 8][..], b"TEST", &now, asked, &now, &now].concat())
}

fn checksum(header: &[u8]) -> u16 {
    let words = header.chunks_exact(2).map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)));
    let sum: u32 = words.sum();
    let sum = (sum & 0xffff) + (sum >> 16);
    !((sum & 0xffff) + (sum >> 16)) as u16
}
