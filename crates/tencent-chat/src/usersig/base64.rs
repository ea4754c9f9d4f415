//! Base64 as it is written: the service's own outside, and the standard one inside.

/// Not RFC 4648's alphabet for URLs: there `-` stands for `+`.
static LETTERS: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";
const PADDING: u8 = b'_';

/// How many characters so many bytes take.
pub(super) const fn len(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4)
}

/// One to three bytes in the service's alphabet; they are the highest of 24 bits.
pub(super) const fn group(bits: u32, bytes: usize) -> [u8; 4] {
    let (a, b, c, d) = (letter(bits >> 18), letter(bits >> 12), letter(bits >> 6), letter(bits));
    match bytes {
        1 => [a, b, PADDING, PADDING],
        2 => [a, b, c, PADDING],
        _ => [a, b, c, d],
    }
}

/// Writes bytes in the standard alphabet, in pieces of four characters.
pub(super) fn write(bytes: &[u8], put: &mut dyn FnMut(&[u8])) {
    let mut rest = bytes;
    while !rest.is_empty() {
        // `chunks` would do the same, but keeps a panic where it is not inlined.
        let (three, behind) = rest.split_at_checked(3).unwrap_or((rest, &[]));
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let mut text = group(bits << 24_usize.wrapping_sub(three.len().wrapping_mul(8)), three.len());
        text.iter_mut().for_each(|letter| *letter = standard(*letter));
        put(&text);
        rest = behind;
    }
}

#[expect(clippy::indexing_slicing, reason = "there are as many letters as six bits have values")]
const fn letter(bits: u32) -> u8 {
    LETTERS[(bits & 63) as usize]
}

/// What RFC 4648 writes where the service writes this.
const fn standard(letter: u8) -> u8 {
    match letter {
        b'*' => b'+',
        b'-' => b'/',
        PADDING => b'=',
        same => same,
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
        assert_eq!(group(0xFB_FFBF, 3), *b"*-*-");
        assert_eq!(group(0xFB_0000, 1), *b"*w__");
        assert_eq!(group(0xFB_FF00, 2), *b"*-8_");
    }
}
