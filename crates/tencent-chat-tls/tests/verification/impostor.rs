//! A server that may leave out what it should say (TLS 1.3 by hand, RFC 8446), which no library does.
//!
//! Its keys and messages are right otherwise: with nothing left out it is a server like any other.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
};

use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{self, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral},
    digest::{self, SHA256},
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair},
};
use rustls::pki_types::CertificateDer;

use crate::{chains::Identity, server::REQUEST};

/// What it says, and what not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Act {
    /// All that belongs there.
    Honest,
    NoCertificate,
    NoCertificateVerify,
    Neither,
    /// A certificate without any certificate in it.
    EmptyCertificate,
    /// Signed by somebody else, as whoever has only seen the certificate does.
    OtherKey,
    /// Signed for another handshake, as whoever repeats what was heard does.
    OtherHandshake,
    /// A certificate of its own, once the true one has been proven.
    SecondCertificate,
    /// `CertificateVerify` before `Certificate`.
    WrongOrder,
    /// The end of the handshake first, and proofs behind it.
    FinishedFirst,
    /// `Finished` with a wrong code.
    WrongFinished,
    /// An encrypted record with nothing in it, not even a kind of content.
    EmptyRecord,
    /// A `Certificate` in plain text, where all has to be encrypted.
    PlainCertificate,
    /// One of its messages is garbled, another way with each number, before it is encrypted and signed.
    Garbled(u32),
    /// An honest connection that ends without a word.
    CutOff,
    /// Within an honest connection, an alert in plain text that says it were over, as anybody on the way may send.
    PlainClose,
    /// Within an honest connection, a message of a handshake in plain text.
    PlainMessage,
}

/// Goes through a handshake, and reads a request if it gets that far; what came of one.
pub(crate) fn serve(socket: TcpStream, identity: &Identity, other: &Identity, act: Act) -> Vec<u8> {
    let mut request = Vec::new();
    // A client that goes away is what it is about.
    let _ = talk(socket, identity, other, act, &mut request);
    request
}

fn talk(mut socket: TcpStream, own: &Identity, other: &Identity, act: Act, request: &mut Vec<u8>) -> io::Result<()> {
    let mut transcript = digest::Context::new(&SHA256);
    let (_, hello) = read_record(&mut socket)?;
    transcript.update(&hello);
    let (group, share, session) = key_share(&hello);
    let (algorithm, group_name) = match group {
        0x17 => (&agreement::ECDH_P256, [0, 0x17]),
        _ => (&agreement::X25519, [0, 0x1D]),
    };
    let random = SystemRandom::new();
    let secret = EphemeralPrivateKey::generate(algorithm, &random).unwrap();
    let public = secret.compute_public_key().unwrap();
    let shared = agree_ephemeral(secret, &UnparsedPublicKey::new(algorithm, share), <[u8]>::to_vec).unwrap();

    let share = [&group_name[..], &sized(2, public.as_ref())].concat();
    let extensions = [&[0, 43, 0, 2, 3, 4, 0, 51][..], &sized(2, &share)].concat();
    let hello = [&[3, 3][..], &[7; 32], &sized(1, &session), &[0x13, 0x01, 0], &sized(2, &extensions)].concat();
    let mut garbler = Garbler::new(act);
    let hello = garbler.pass(message(2, &hello));
    transcript.update(&hello);
    write_record(&mut socket, 22, &hello)?;
    if !session.is_empty() {
        // As if it were TLS 1.2 that takes up a session, for those on the way who know nothing else.
        write_record(&mut socket, 20, &[1])?;
    }

    let early = hmac_of(&[0; 32], &[0; 32]);
    let empty = digest::digest(&SHA256, b"");
    let handshake = hmac_of(&label(&early, "derived", empty.as_ref(), 32), &shared);
    let so_far = hash(&transcript);
    let server = label(&handshake, "s hs traffic", &so_far, 32);
    let client = label(&handshake, "c hs traffic", &so_far, 32);
    let mut out = Keys::new(&server);

    for part in script(act) {
        let message = match part {
            Part::Extensions => message(8, &[0, 0]),
            Part::Certificate => certificate(&own.chain),
            Part::OtherCertificate => certificate(&other.chain),
            Part::EmptyCertificate => certificate(&[]),
            Part::Verify => verify(own, &hash(&transcript)),
            Part::OtherVerify => verify(other, &hash(&transcript)),
            Part::VerifyOfOtherHandshake => verify(own, &[1; 32]),
            Part::Finished => message(20, &hmac_of(&label(&server, "finished", &[], 32), &hash(&transcript))),
            Part::WrongFinished => message(20, &[0; 32]),
            Part::PlainCertificate => {
                let certificate = certificate(&own.chain);
                transcript.update(&certificate);
                write_record(&mut socket, 22, &certificate)?;
                continue;
            }
            Part::EmptyRecord => {
                out.write(&mut socket, &[])?;
                continue;
            }
        };
        let message = garbler.pass(message);
        transcript.update(&message);
        out.write(&mut socket, &[&message[..], &[garbler.kind()]].concat())?;
    }

    let master = hmac_of(&label(&handshake, "derived", empty.as_ref(), 32), &[0; 32]);
    let so_far = hash(&transcript);
    Keys::new(&client).read(&mut socket)?; // `Finished`
    let mut keys = Keys::new(&label(&master, "c ap traffic", &so_far, 32));
    let mut out = Keys::new(&label(&master, "s ap traffic", &so_far, 32));
    while request.len() < REQUEST.len() {
        let content = keys.read(&mut socket)?;
        if let [data @ .., 23] = &content[..] {
            request.extend_from_slice(data);
        }
    }
    match act {
        Act::PlainClose => write_record(&mut socket, 21, &[1, 0])?,
        Act::PlainMessage => write_record(&mut socket, 22, &message(8, &[0, 0]))?,
        _ => {}
    }
    out.write(&mut socket, b"an answer\x17")?;
    if act == Act::CutOff { Ok(()) } else { out.write(&mut socket, &[1, 0, 21]) }
}

/// A message, or a record, that may be part of a handshake.
#[derive(Clone, Copy)]
enum Part {
    Extensions,
    Certificate,
    OtherCertificate,
    EmptyCertificate,
    Verify,
    OtherVerify,
    VerifyOfOtherHandshake,
    Finished,
    WrongFinished,
    PlainCertificate,
    EmptyRecord,
}

fn script(act: Act) -> &'static [Part] {
    use Part::*;
    match act {
        Act::Honest | Act::Garbled(_) | Act::CutOff | Act::PlainClose | Act::PlainMessage => {
            &[Extensions, Certificate, Verify, Finished]
        }
        Act::NoCertificate => &[Extensions, Verify, Finished],
        Act::NoCertificateVerify => &[Extensions, Certificate, Finished],
        Act::Neither => &[Extensions, Finished],
        Act::EmptyCertificate => &[Extensions, EmptyCertificate, Verify, Finished],
        Act::OtherKey => &[Extensions, Certificate, OtherVerify, Finished],
        Act::OtherHandshake => &[Extensions, Certificate, VerifyOfOtherHandshake, Finished],
        Act::SecondCertificate => &[Extensions, Certificate, Verify, OtherCertificate, OtherVerify, Finished],
        Act::WrongOrder => &[Extensions, Verify, Certificate, Finished],
        Act::FinishedFirst => &[Extensions, Finished, Certificate, Verify],
        Act::WrongFinished => &[Extensions, Certificate, Verify, WrongFinished],
        Act::EmptyRecord => &[Extensions, EmptyRecord, Certificate, Verify, Finished],
        Act::PlainCertificate => &[Extensions, PlainCertificate, Verify, Finished],
    }
}

/// Garbles one message of those that pass.
struct Garbler {
    chance: u32,
    /// How many messages pass before; `None` if none is to be garbled, or one has been.
    left: Option<u32>,
}

impl Garbler {
    fn new(act: Act) -> Self {
        let mut garbler = Self { chance: 0, left: None };
        if let Act::Garbled(number) = act {
            garbler.chance = number;
            garbler.left = Some(garbler.below(MESSAGES));
        }
        garbler
    }

    fn pass(&mut self, mut message: Vec<u8>) -> Vec<u8> {
        match self.left {
            Some(0) => self.left = None,
            Some(left) => {
                self.left = Some(left - 1);
                return message;
            }
            None => return message,
        }
        let len = u32::try_from(message.len()).unwrap();
        // Lengths and kinds stand at the beginning.
        let reach = if self.below(2) == 0 { len } else { len.min(60) };
        let place = usize::try_from(self.below(reach)).unwrap();
        match self.below(5) {
            0 => message.truncate(place),
            1 => message[place] = 0,
            2 => message[place] = 0xFF,
            3 => message[place] ^= 1 << self.below(8),
            _ => message.insert(place, 0x2A),
        }
        message
    }

    /// The kind of content of a record: that of a handshake, most of the time.
    fn kind(&mut self) -> u8 {
        if self.left == Some(0) && self.below(8) == 0 { 20 + u8::try_from(self.below(6)).unwrap() } else { 22 }
    }

    /// Knuth's generator: any number will do.
    fn below(&mut self, limit: u32) -> u32 {
        self.chance = self.chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.chance >> 8) % limit
    }
}

/// ServerHello, EncryptedExtensions, Certificate, CertificateVerify, Finished.
const MESSAGES: u32 = 5;

fn certificate(chain: &[CertificateDer<'_>]) -> Vec<u8> {
    let entries: Vec<u8> = chain.iter().flat_map(|certificate| [sized(3, certificate), vec![0, 0]].concat()).collect();
    message(11, &[vec![0], sized(3, &entries)].concat())
}

fn verify(identity: &Identity, transcript: &[u8]) -> Vec<u8> {
    let random = SystemRandom::new();
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &identity.key, &random).unwrap();
    let content = [&[b' '; 64][..], b"TLS 1.3, server CertificateVerify\0", transcript].concat();
    let signature = key.sign(&random, &content).unwrap();
    message(15, &[&[4, 3][..], &sized(2, signature.as_ref())].concat())
}

/// A client's first share of a group that is known, and its session.
fn key_share(hello: &[u8]) -> (u16, Vec<u8>, Vec<u8>) {
    let mut rest = &hello[4 + 2 + 32..];
    let session = take(&mut rest, 1).to_vec();
    take(&mut rest, 2); // cipher suites
    take(&mut rest, 1); // compression
    let mut extensions = take(&mut rest, 2);
    while !extensions.is_empty() {
        let (kind, mut content) = numbered(&mut extensions);
        if kind == 51 {
            let mut shares = take(&mut content, 2);
            while !shares.is_empty() {
                let (group, share) = numbered(&mut shares);
                if matches!(group, 0x17 | 0x1D) {
                    return (group, share.to_vec(), session);
                }
            }
        }
    }
    panic!("the client shares no key of a known group");
}

fn numbered<'b>(rest: &mut &'b [u8]) -> (u16, &'b [u8]) {
    let number = u16::from_be_bytes([rest[0], rest[1]]);
    *rest = &rest[2..];
    (number, take(rest, 2))
}

/// What stands behind a length of so many bytes.
fn take<'b>(rest: &mut &'b [u8], bytes: usize) -> &'b [u8] {
    let (len, behind) = rest.split_at(bytes);
    let (taken, left) = behind.split_at(len.iter().fold(0, |len, byte| len << 8 | usize::from(*byte)));
    *rest = left;
    taken
}

/// With its length before it, in so many bytes.
fn sized(bytes: usize, content: &[u8]) -> Vec<u8> {
    [&content.len().to_be_bytes()[size_of::<usize>() - bytes..], content].concat()
}

fn message(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[kind][..], &sized(3, content)].concat()
}

fn hash(transcript: &digest::Context) -> Vec<u8> {
    transcript.clone().finish().as_ref().to_vec()
}

fn hmac_of(key: &[u8], content: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), content).as_ref().to_vec()
}

/// `HKDF-Expand-Label`, for no more than one block.
fn label(secret: &[u8], label: &str, context: &[u8], len: u8) -> Vec<u8> {
    let label = sized(1, format!("tls13 {label}").as_bytes());
    let mut block = hmac_of(secret, &[&[0, len][..], &label, &sized(1, context), &[1]].concat());
    block.truncate(len.into());
    block
}

/// The keys of one direction.
struct Keys {
    key: LessSafeKey,
    iv: Vec<u8>,
    count: u64,
}

impl Keys {
    fn new(secret: &[u8]) -> Self {
        let key = UnboundKey::new(&AES_128_GCM, &label(secret, "key", &[], 16)).unwrap();
        Self { key: LessSafeKey::new(key), iv: label(secret, "iv", &[], 12), count: 0 }
    }

    fn write(&mut self, socket: &mut TcpStream, content: &[u8]) -> io::Result<()> {
        let [high, low] = u16::try_from(content.len() + 16).unwrap().to_be_bytes();
        let header = [23, 3, 3, high, low];
        let mut content = content.to_vec();
        let nonce = self.nonce();
        self.key.seal_in_place_append_tag(nonce, Aad::from(header), &mut content).unwrap();
        write_record(socket, 23, &content)
    }

    /// The content of the next encrypted record, its kind behind it.
    fn read(&mut self, socket: &mut TcpStream) -> io::Result<Vec<u8>> {
        loop {
            let (header, mut content) = read_record(socket)?;
            if header[0] == 23 {
                let nonce = self.nonce();
                let opened = self
                    .key
                    .open_in_place(nonce, Aad::from(header), &mut content)
                    .map_err(|_| io::ErrorKind::InvalidData)?;
                let padding = opened.iter().rev().take_while(|byte| **byte == 0).count();
                return Ok(opened[..opened.len() - padding].to_vec());
            }
        }
    }

    fn nonce(&mut self) -> Nonce {
        let mut nonce: [u8; 12] = self.iv[..].try_into().unwrap();
        for (byte, count) in nonce[4..].iter_mut().zip(self.count.to_be_bytes()) {
            *byte ^= count;
        }
        self.count += 1;
        Nonce::assume_unique_for_key(nonce)
    }
}

fn read_record(socket: &mut TcpStream) -> io::Result<([u8; 5], Vec<u8>)> {
    let mut header = [0; 5];
    socket.read_exact(&mut header)?;
    let mut content = vec![0; u16::from_be_bytes([header[3], header[4]]).into()];
    socket.read_exact(&mut content)?;
    Ok((header, content))
}

fn write_record(socket: &mut TcpStream, kind: u8, content: &[u8]) -> io::Result<()> {
    socket.write_all(&[&[kind, 3, 3][..], &sized(2, content)].concat())
}
