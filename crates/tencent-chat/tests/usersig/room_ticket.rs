//! Room tickets are those of the official libraries.

use tencent_chat::{
    Identifier, Invalid,
    usersig::{Claims, Privileges, Room, RoomTicket},
};

use crate::vectors;

#[test]
fn the_vectors_userbufs_are_written_byte_for_byte() {
    for (name, room) in [("pmk", Room::Number(10_000)), ("pmkstr", Room::Name("adbjkl"))] {
        let vector = vectors::all().into_iter().find(|vector| vector.name == name).unwrap();
        let ticket = RoomTicket::new(&vector.claims(None), room, Privileges::ALL).unwrap();
        let mut bytes = [0xAA; 64];
        assert_eq!(ticket.write(&mut bytes), vector.userbuf().as_deref(), "{name}");
        assert_eq!(ticket.len(), vector.userbuf().unwrap().len());
        assert!(!ticket.is_empty());
        assert!(bytes[ticket.len()..].iter().all(|byte| *byte == 0xAA));
        assert_eq!(ticket.write(&mut bytes[..ticket.len() - 1]), None);
    }
}

#[test]
fn privileges_are_a_set() {
    let audience = Privileges::ENTER | Privileges::RECEIVE_AUDIO | Privileges::RECEIVE_VIDEO;
    assert_eq!(audience, Privileges::AUDIENCE);
    let others = Privileges::CREATE | Privileges::SEND_AUDIO | Privileges::SEND_VIDEO | Privileges::SEND_SCREEN;
    assert_eq!(audience | others | Privileges::RECEIVE_SCREEN, Privileges::ALL);
}

#[test]
fn what_the_layout_cannot_say_is_refused_or_said_as_far_as_it_goes() {
    let identifier = Identifier::new("xiaojun").unwrap();
    let claims = Claims::new(1, identifier, u64::MAX, 1).unwrap();
    let name = "x".repeat(65_536);
    let refused = RoomTicket::new(&claims, Room::Name(&name), Privileges::ALL);
    assert_eq!(refused, Err(Invalid::RoomName { bytes: 65_536 }));
    let longest = RoomTicket::new(&claims, Room::Name(&name[1..]), Privileges::ALL).unwrap();
    assert_eq!(longest.write(&mut vec![0; 70_000]).unwrap().len(), longest.len());
    let ticket = RoomTicket::new(&claims, Room::Number(1), Privileges::ALL).unwrap();
    assert_eq!(ticket.write(&mut [0; 64]).unwrap()[18..22], [0xFF; 4]);
}
