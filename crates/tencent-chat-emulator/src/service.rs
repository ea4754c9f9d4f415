//! The service without a wire: a call and the time go in, an answer comes out.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Map;

use crate::codes;
use crate::endpoints::{self, Endpoint};
use crate::envelope::{self, Outcome, Refusal};
use crate::fault::Fault;
use crate::query::Query;
use crate::request::{self, Call};
use crate::seed::Seed;
use crate::state::State;
use crate::throttle::Throttle;
use crate::usersig::{self, Expected};

/// The service: the app, who may call, and what it holds.
pub(crate) struct Service {
    sdk_app_id: u32,
    secret_key: String,
    administrators: Vec<String>,
    apps_elsewhere: Vec<u32>,
    throttle: Mutex<Throttle>,
    state: Mutex<State>,
}

/// What goes back: an HTTP status and a body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    /// Whatever the outcome, the service answers HTTP 200.
    pub(crate) fn ok(body: String) -> Self {
        Self { status: 200, body }
    }
}

impl Service {
    pub(crate) fn new(seed: &Seed, refused_usersigs_a_minute: usize) -> Self {
        Self {
            sdk_app_id: seed.sdk_app_id,
            secret_key: seed.secret_key.clone(),
            administrators: seed.administrators.clone(),
            apps_elsewhere: seed.apps_elsewhere.clone(),
            throttle: Mutex::new(Throttle::new(refused_usersigs_a_minute)),
            state: Mutex::new(State::new(seed)),
        }
    }

    /// Answers a call, with these faults.
    pub(crate) fn answer(&self, call: &Call<'_>, faults: &[Fault]) -> Answer {
        let mut code_last = None;
        for fault in faults {
            match fault {
                Fault::Refuse(code) => {
                    let refusal = Refusal::new(*code, ON_PURPOSE);
                    return Answer::ok(envelope::render(Err(refusal)));
                }
                Fault::BadGateway => return Answer { status: 502, body: BAD_GATEWAY.to_owned() },
                Fault::CodeLast(code) => code_last = Some(*code),
                _ => {}
            }
        }
        Answer::ok(match (code_last, self.outcome(call)) {
            (None, outcome) => envelope::render(outcome),
            (Some(codes::OK), Ok(fields)) => envelope::render_code_last(fields, codes::OK, ""),
            (Some(code), Ok(fields)) => envelope::render_code_last(fields, code, ON_PURPOSE),
            (Some(_), Err(refusal)) => envelope::render_code_last(Map::new(), refusal.code, &refusal.info),
        })
    }

    /// The checks, in this order: path, method, URL, app, UserSig, administrator, body; then the endpoint's own.
    fn outcome(&self, call: &Call<'_>) -> Outcome {
        let endpoint = endpoint(call)?;
        let query = Query::parse(call.query)?;
        self.check_app(&query)?;
        self.check_usersig(&query, call.now)?;
        self.check_administrator(&query)?;
        let body = request::object(call.body)?;
        (endpoint.answer)(&mut lock(&self.state), &body)
    }

    fn check_app(&self, query: &Query) -> Result<(), Refusal> {
        if self.apps_elsewhere.contains(&query.sdk_app_id) {
            let info = "the app lives in another data centre: call the host of its region";
            return Err(Refusal::new(codes::DATA_CENTER_MISMATCH, info));
        }
        if query.sdk_app_id != self.sdk_app_id {
            return Err(Refusal::new(codes::SDK_APP_ID_NOT_FOUND, "no app has this sdkappid"));
        }
        Ok(())
    }

    fn check_usersig(&self, query: &Query, now: i64) -> Result<(), Refusal> {
        let mut throttle = lock(&self.throttle);
        if throttle.is_closed(now) {
            let info = "too many wrong UserSigs: wait one minute";
            return Err(Refusal::new(codes::USERSIG_CHECK_RATE_LIMITED, info));
        }
        let expected =
            Expected { identifier: &query.identifier, sdk_app_id: self.sdk_app_id, secret_key: &self.secret_key };
        usersig::check(&query.usersig, &expected, now).inspect_err(|_| throttle.note(now))
    }

    fn check_administrator(&self, query: &Query) -> Result<(), Refusal> {
        if self.administrators.contains(&query.identifier) {
            return Ok(());
        }
        Err(Refusal::new(codes::ADMIN_REQUIRED, "the identifier is not an administrator of the app"))
    }
}

fn endpoint(call: &Call<'_>) -> Result<Endpoint, Refusal> {
    let endpoint = endpoints::find(call.path)
        .ok_or_else(|| Refusal::new(codes::RESOURCE_INVALID, "the URL names nothing that exists"))?;
    if call.method != "POST" {
        return Err(Refusal::new(codes::HTTP_PARSE_FAILED, "every interface is called with POST"));
    }
    Ok(endpoint)
}

/// A thread that died holding the lock has left data that are as good as any: no call changes them half.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const ON_PURPOSE: &str = "refused on purpose";
const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n\
    <body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
