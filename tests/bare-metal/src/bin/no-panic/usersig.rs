//! Signing, by a key and by a secure element, and room tickets.

use core::hint::black_box;

use tencent_chat::usersig::{Claims, Privileges, Room, RoomTicket, SecretKey, SignedText, Signer, UserSig};
use tencent_chat::{App, Identifier, Region};

use crate::print;

pub fn usersig() {
    let text: &str = black_box("text");
    let number: u32 = black_box(1);
    let mut room = black_box([0; UserSig::MAX_LEN]);
    let Some(room) = room.get_mut(..black_box(100)) else { return };

    if let Ok(app) = black_box(App::new(number, Region::China, text)) {
        black_box(Claims::of_administrator(&app, black_box(1), number));
        match black_box(SecretKey::new(text)) {
            Ok(key) => match UserSig::sign(&app, &key, black_box(1), number, room) {
                Ok(user_sig) => look_at(user_sig),
                Err(error) => print(error),
            },
            Err(invalid) => print(invalid),
        }
    }
    match black_box(UserSig::minted(text)) {
        Ok(user_sig) => look_at(user_sig.expiring_at(black_box(1))),
        Err(invalid) => print(invalid),
    }
    if let Ok(identifier) = black_box(Identifier::new(text))
        && let Ok(claims) = black_box(Claims::new(number, identifier, black_box(1), number))
    {
        with_a_userbuf(&claims, text, number, room);
    }
}

fn with_a_userbuf(claims: &Claims<'_>, text: &str, number: u32, room: &mut [u8]) {
    let claims = *black_box(claims);
    black_box((claims.sdk_app_id(), claims.identifier(), claims.time(), claims.expire(), claims.expires_at()));
    let mut userbuf = black_box([0; 64]);
    let privileges = black_box(Privileges::ENTER) | Privileges::SEND_AUDIO;
    for place in [Room::Number(number), Room::Name(text)] {
        let Ok(ticket) = black_box(RoomTicket::new(&claims, place, privileges)) else { continue };
        black_box((ticket.len(), ticket.is_empty()));
        let Some(userbuf) = ticket.write(&mut userbuf) else { continue };
        black_box(UserSig::max_len_with_userbuf(userbuf.len()));
        let claims = claims.with_userbuf(userbuf);
        black_box(claims.userbuf());
        if let Ok(user_sig) = claims.sign(&mut SecureElement, room) {
            look_at(user_sig);
        }
    }
}

fn look_at(user_sig: UserSig<'_>) {
    black_box((user_sig.as_str(), user_sig.expires_at(), user_sig.needs_renewal(black_box(1), black_box(1))));
}

struct SecureElement;

impl Signer for SecureElement {
    type Error = ();

    fn hmac_sha256(&mut self, text: &SignedText<'_>) -> Result<[u8; 32], ()> {
        text.pieces(&mut |piece| {
            black_box(piece);
        });
        black_box(Ok([0; 32]))
    }
}
