//! Base64 as it is written: the standard one inside, and the service's own outside.

/// The signs for 62, 63 and padding; all others are letters and digits.
pub(super) type Signs = [u8; 3];

pub(super) const STANDARD: Signs = *b"+/=";

/// Not RFC 4648's alphabet for URLs: there `-` stands for `+`.
pub(super) const USERSIG: Signs = *b"*-_";

/// How many characters so many bytes take.
pub(super) const fn len(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4)
}

/// Writes bytes in pieces of four characters.
pub(super) fn write(bytes: &[u8], put: &mut dyn FnMut(&[u8])) {
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        put(&group(bits << (24 - 8 * three.len()), three.len(), STANDARD));
    }
}

/// So many bytes as four characters; they are the lowest 24 bits, and the first one is the highest.
pub(super) fn group(bytes: u32, count: usize, signs: Signs) -> [u8; 4] {
    let [.., padding] = signs;
    let mut text = [padding; 4];
    let mut bits = bytes << 8;
    for to in text.iter_mut().take(count + 1) {
        *to = character((bits >> 26) as u8, signs);
        bits <<= 6;
    }
    text
}

const fn character(sextet: u8, [plus, slash, _]: Signs) -> u8 {
    match sextet {
        0..26 => b'A' + sextet,
        26..52 => b'a' + (sextet - 26),
        52..62 => b'0' + (sextet - 52),
        62 => plus,
        _ => slash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_written_as_rfc_4648_does() {
        let text = |bytes: &[u8]| {
            let mut text = std::vec::Vec::new();
            write(bytes, &mut |piece| text.extend_from_slice(piece));
            assert_eq!(text.len(), len(bytes.len()));
            std::string::String::from_utf8(text).unwrap()
        };
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")];
        for (bytes, written) in cases {
            assert_eq!(text(bytes.as_bytes()), written);
        }
        assert_eq!(text(&[0x00, 0x10, 0x83, 0xFB, 0xFF, 0xBF]), "ABCD+/+/");
    }

    #[test]
    fn the_services_signs_are_not_those_of_base64url() {
        assert_eq!(group(0xFB_FFBF, 3, USERSIG), *b"*-*-");
        assert_eq!(group(0xFB_0000, 1, USERSIG), *b"*w__");
    }
}
