//! Whatever is asked, by whomever, of whichever host: an independent parser of HTTP reads one request with the three headers
//! and the length that are meant, one of URLs the five parameters that are meant, and one of JSON the accounts. It is the
//! same request through any buffer.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use httparse::{EMPTY_HEADER, Request, Status};
use tencent_chat::push::GetUserAttributes;
use tencent_chat::{App, Exchange, Host, Region, Route, Step, UserSig};
use url::Url;

use crate::{Target, tree::Tree};

/// The target.
pub const TARGET: Target = Target { name: "request_head", run };

/// Panics where the property does not hold.
pub fn run(input: &[u8]) {
    // An input that is too short is filled up with zeros, so this is always something.
    let _ = asked(Unstructured::new(input));
}

fn asked(mut input: Unstructured<'_>) -> Result<()> {
    let (sdk_app_id, random, port) = (input.arbitrary::<u32>()?, input.arbitrary::<u32>()?, input.arbitrary::<u16>()?);
    let (region, style, room) = (input.arbitrary::<u8>()?, input.arbitrary::<u8>()?, input.arbitrary::<u8>()?);
    let rest = String::from_utf8_lossy(input.take_rest()).into_owned();
    // A line for the host, the identifier, the UserSig, and each account; line ends come as 0x1E.
    let lines: Vec<_> = rest.split('\x1E').collect();
    let [host_name, identifier, user_sig, accounts @ ..] = &lines[..] else { return Ok(()) };

    let host = match Region::ALL.get(usize::from(region)) {
        Some(region) => Ok(Host::from(*region)),
        None => Host::new(host_name, port),
    };
    let (Ok(host), Ok(user_sig), Ok(request)) = (host, UserSig::minted(user_sig), GetUserAttributes::new(accounts))
    else {
        return Ok(());
    };
    let Ok(app) = App::new(sdk_app_id, host, identifier) else { return Ok(()) };
    let app = app.with_route(if style & 1 == 0 { Route::AllMemberPush } else { Route::TimPush });

    let whole = sent(Exchange::new(&app, user_sig, random, &request, &mut [0; 1 << 16]), usize::MAX);
    let room = usize::from(room) + 1;
    let in_parts = sent(Exchange::new(&app, user_sig, random, &request, &mut vec![0; room]), usize::from(style) + 1);
    assert_eq!(whole, in_parts, "through {room} bytes");

    let path = if style & 1 == 0 { "/v4/all_member_push/im_get_attr" } else { "/v4/timpush/get_attr" };
    let parameters = [
        ("sdkappid", sdk_app_id.to_string()),
        ("identifier", (*identifier).to_owned()),
        ("usersig", user_sig.as_str().to_owned()),
        ("random", random.to_string()),
        ("contenttype", "json".to_owned()),
    ];
    let authority =
        if host.port() == 443 { host.name().to_owned() } else { format!("{}:{}", host.name(), host.port()) };
    let body = is_meant(&whole, &authority, path, &parameters);
    let accounts = accounts.iter().map(|account| Tree::Text((*account).to_owned())).collect();
    assert_eq!(Tree::read(body), Some(Tree::Object(vec![("To_Account".to_owned(), Tree::Array(accounts))])));
    Ok(())
}

/// All that is written, taken so many bytes at a time.
fn sent(mut exchange: Exchange<'_, GetUserAttributes<'_>>, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while exchange.step() == Ok(Step::Send) {
        let outgoing = exchange.outgoing();
        let count = outgoing.len().min(most);
        bytes.extend_from_slice(&outgoing[..count]);
        exchange.sent(count);
    }
    assert_eq!(exchange.step(), Ok(Step::Receive));
    assert_eq!(exchange.progress().bytes_sent(), bytes.len());
    bytes
}

/// The request's body, behind a head that says this and nothing else.
fn is_meant<'b>(request: &'b [u8], authority: &str, path: &str, parameters: &[(&str, String)]) -> &'b [u8] {
    let mut fields = [EMPTY_HEADER; 4];
    let mut parsed = Request::new(&mut fields);
    let Ok(Status::Complete(len)) = parsed.parse(request) else { panic!("no whole head: {parsed:?}") };
    let body = &request[len..];
    assert_eq!((parsed.method, parsed.version), (Some("POST"), Some(1)));
    let value = |field: &httparse::Header<'_>| String::from_utf8(field.value.to_vec()).expect("UTF-8");
    let headers: BTreeMap<_, _> = parsed.headers.iter().map(|field| (field.name, value(field))).collect();
    let wanted = [
        ("Host", authority.to_owned()),
        ("Content-Type", "application/json".to_owned()),
        ("Content-Length", body.len().to_string()),
    ];
    assert_eq!((headers.len(), parsed.headers.len()), (3, 3));
    assert_eq!(headers, wanted.into_iter().collect());

    // Not every name that DNS may know is one for URLs; where it is, it has to be this one.
    let target = parsed.path.expect("a target");
    let url = Url::parse(&format!("https://{authority}{target}"));
    let url = url.or_else(|_| Url::parse(&format!("https://host.example{target}"))).expect("a URL");
    assert_eq!(url.path(), path);
    assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None));
    let pairs: Vec<_> = url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    assert_eq!(pairs, parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Vec<_>>());
    body
}
