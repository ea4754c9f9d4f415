//! Whatever is signed, with whatever key: others inflate it, read in it what was claimed, and find its signature right. It
//! is no longer than promised, and a room that is too small says exactly how much it takes.

use arbitrary::{Result, Unstructured};
use data_encoding::BASE64;
use tencent_chat::usersig::{Claims, Expected, SecretKey, SignError, verify};
use tencent_chat::{Identifier, UserSig};

use crate::{Target, usersig::Said};

/// The target.
pub const TARGET: Target = Target { name: "usersig_sign", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    // An input that is too short is filled up with zeros, so this is always something.
    let _ = signed(Unstructured::new(input));
}

fn signed(mut input: Unstructured<'_>) -> Result<()> {
    let (sdk_app_id, time, expire) = (input.arbitrary::<u32>()?, input.arbitrary::<u64>()?, input.arbitrary::<u32>()?);
    // Times of today now and then: they take another way than others.
    let time = if input.arbitrary()? { time } else { 1_700_000_000 + time % (1 << 28) };
    let smaller = input.arbitrary::<u16>()?;
    let has_userbuf = input.arbitrary::<bool>()?;
    let userbuf_len = if has_userbuf { usize::from(input.arbitrary::<u16>()?) % 600 } else { 0 };
    let identifier_len = usize::from(input.arbitrary::<u8>()?) % 34;
    let identifier = taken(&mut input, identifier_len)?;
    let userbuf = taken(&mut input, userbuf_len)?;
    let key = String::from_utf8_lossy(input.take_rest()).into_owned();
    let identifier = String::from_utf8_lossy(&identifier).into_owned();

    let (Ok(name), Ok(secret)) = (Identifier::new(&identifier), SecretKey::new(&key)) else { return Ok(()) };
    let Ok(mut claims) = Claims::new(sdk_app_id, name, time, expire) else { return Ok(()) };
    let mut most = UserSig::MAX_LEN;
    if has_userbuf {
        claims = claims.with_userbuf(&userbuf);
        most = UserSig::max_len_with_userbuf(userbuf.len());
    }
    let mut room = vec![0; most];
    let text = claims.sign(&secret, &mut room).expect("a room of the promised size").as_str().to_owned();

    let said = Said::read(&text).expect("others read it");
    let wanted = Said {
        identifier: identifier.clone(),
        sdk_app_id,
        time,
        expire,
        userbuf: has_userbuf.then(|| BASE64.encode(&userbuf)),
        sig: said.sig.clone(),
    };
    assert_eq!(said, wanted);
    assert_eq!(said.hmac(&key), said.sig, "the signature");
    is_verified(&text, &secret, &wanted, has_userbuf.then_some(&userbuf));
    assert!(text.len() <= UserSig::MAX_MINTED_LEN || has_userbuf);

    for room in [0, text.len() - 1, usize::from(smaller) % text.len()] {
        let mut small = vec![0; room];
        assert_eq!(
            claims.sign(&secret, &mut small),
            Err(SignError::BufferFull { needed: text.len() }),
            "where there are {room}"
        );
    }
    assert_eq!(claims.sign(&secret, &mut vec![0; text.len()]).map(|sig| sig.as_str().len()), Ok(text.len()));
    Ok(())
}

/// By the core, too. Of times beyond 63 bits it says no: no JSON number of the service's is as large.
fn is_verified(text: &str, key: &SecretKey, said: &Said, userbuf: Option<&Vec<u8>>) {
    let expected =
        Expected { sdk_app_id: said.sdk_app_id, identifier: &said.identifier, userbuf: userbuf.map(Vec::as_slice) };
    let verified = verify(text, key, &expected, said.time, &mut [0; 4096]).map(|decoded| decoded.claims().time());
    assert_eq!(verified.ok(), i64::try_from(said.time).is_ok().then_some(said.time));
}

fn taken(input: &mut Unstructured<'_>, len: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; len];
    input.fill_buffer(&mut bytes)?;
    Ok(bytes)
}
